"""Which commands say who may enter from other systems, who is told what happens, and who did what?"""

from __future__ import annotations

from typing import Any

import click
from django.utils import timezone

from hejie.desk.access import noting, tokens
from hejie.desk.commands.printing import json_option, print_json, print_lines
from hejie.desk.commands.store import on_store
from hejie.desk.models import Delivery, Token, Webhook
from hejie.desk.webhooks import hooks

TERMINAL = "terminal"
AUDITED = ("at", "who", "what", "on", "address")


@click.group()
def token() -> None:
    """Keys with which other systems use the API."""


@token.command("add")
@click.argument("name")
@click.option("--as", "person", required=True, help="The account it acts as; it can never do more than that.")
@click.option("--scope", "scopes", multiple=True, type=click.Choice(tokens.SCOPES), help="Several times.")
@click.option(
    "--shop", "shops", multiple=True, help="platform:shop, several times; else all of the account's."
)
@click.option(
    "--days",
    default=0,
    type=click.IntRange(0, tokens.LONGEST),
    help="Days after which it ends by itself; else it holds until revoked.",
)
@json_option
@on_store
def add_token(name: str, person: str, as_json: bool, **told: Any) -> None:
    """Make a token; it is shown this once and is not kept."""
    scopes, shops, days = told["scopes"] or (tokens.READ,), told["shops"], told["days"]
    whole = tokens.make(name, tokens.person_named(person), scopes, shops, by=TERMINAL, days=days)
    if as_json:
        print_json({"token": whole})
    else:
        click.echo(whole)
    click.echo("Keep it now: it is not shown again.", err=True)


@token.command("list")
@json_option
@on_store
def list_tokens(as_json: bool) -> None:
    """List the tokens: their mark, whom they act as, what they may, and when they were used."""
    told = [_told_token(one) for one in Token.objects.select_related("person").order_by("id")]
    if as_json:
        print_json(told)
        return
    print_lines(map(_line_of_token, told), "No tokens yet. Make one: hejie token add NAME --as ACCOUNT")


def _line_of_token(one: dict[str, Any]) -> str:
    used = f"used {one['used_at']:%Y-%m-%d %H:%M}" if one["used_at"] else "never used"
    scopes, shops = ",".join(one["scopes"]), ",".join(one["shops"])
    parts = (one["mark"], one["name"], one["person"], scopes, shops, one["state"], used)
    return "  ".join(part for part in parts if part)


def _told_token(one: Token) -> dict[str, Any]:
    ended = one.ends_at and one.ends_at <= timezone.now()
    return {
        "mark": one.mark,
        "name": one.name,
        "person": one.person.get_username(),
        "scopes": one.scopes,
        "shops": one.shops,
        "state": "revoked" if one.revoked_at else "ended" if ended else "holds",
        "used_at": one.used_at,
        "ends_at": one.ends_at,
    }


@token.command("revoke")
@click.argument("mark")
@on_store
def revoke_token(mark: str) -> None:
    """End a token at once, by its mark."""
    tokens.revoke(mark, by=TERMINAL)
    click.echo(f"{mark} is no longer let in.")


@click.group()
def webhook() -> None:
    """Addresses that hear when something happens in a case."""


@webhook.command("add")
@click.argument("url")
@click.option("--kind", "kinds", multiple=True, help="Such as OfferMade, several times; else all.")
@click.option("--shop", "shops", multiple=True, help="platform:shop, several times; else all.")
@click.option("--whole", is_flag=True, help="Send the entries themselves, buyers' words included.")
@json_option
@on_store
def add_webhook(url: str, as_json: bool, **told: Any) -> None:
    """Tell an address of what happens from now on; prints the secret that signs."""
    _tell_secret(*hooks.add(url, by=TERMINAL, **told), as_json=as_json)


@webhook.command("renew")
@click.argument("number", type=int)
@json_option
@on_store
def renew_webhook(number: int, as_json: bool) -> None:
    """Give an address a new secret; the old one signs besides for a day."""
    hook = Webhook.objects.filter(pk=number).first()
    if hook is None:
        raise hooks.NoSuchWebhook(number)
    _tell_secret(hook, hooks.renew(hook, now=timezone.now(), by=TERMINAL), as_json=as_json)


def _tell_secret(hook: Webhook, secret: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"number": hook.pk, "secret": secret})
    else:
        click.echo(f"{hook.pk}  {secret}")


@webhook.command("list")
@json_option
@on_store
def list_webhooks(as_json: bool) -> None:
    """List the addresses, and how many messages wait or were given up."""
    told = [_told_webhook(hook) for hook in Webhook.objects.order_by("id")]
    if as_json:
        print_json(told)
        return
    print_lines(map(_line_of_webhook, told), "No webhooks yet. Make one: hejie webhook add URL")


def _line_of_webhook(one: dict[str, Any]) -> str:
    waits = f"{one['waiting']} waiting, {one['given_up']} given up"
    return f"{one['number']}  {one['url']}  {','.join(one['kinds']) or 'all'}  {waits}"


def _told_webhook(hook: Webhook) -> dict[str, Any]:
    rows = hook.deliveries.all()
    return {
        "number": hook.pk,
        "url": hook.url,
        "kinds": hook.kinds,
        "shops": hook.shops,
        "waiting": rows.filter(state=Delivery.State.WAITING).count(),
        "given_up": rows.filter(state=Delivery.State.GIVEN_UP).count(),
    }


@webhook.command("remove")
@click.argument("number", type=int)
@on_store
def remove_webhook(number: int) -> None:
    """Remove an address with all that waits for it."""
    hooks.remove(number, by=TERMINAL)
    click.echo(f"Webhook {number} hears nothing any more.")


@click.command()
@click.option("--who", default="", help="Only this account.")
@click.option("--what", default="", type=click.Choice(["", *noting.KINDS]), help="Only this kind.")
@click.option(
    "--most",
    default=200,
    show_default=True,
    type=click.IntRange(min=1),
    help="How many lines, the newest first.",
)
@json_option
@on_store
def audit(who: str, what: str, most: int, as_json: bool) -> None:
    """List who signed in or was refused, what left the desk, and which keys were made."""
    lines = noting.lines(who, what, most)
    if as_json:
        print_json([{name: getattr(line, name) for name in AUDITED} for line in lines])
        return
    told = (
        (f"{line.at:%Y-%m-%d %H:%M:%S}", line.who or "-", line.what, line.on, line.address) for line in lines
    )
    print_lines(("  ".join(filter(None, parts)) for parts in told), "Nothing of this was noted.")
