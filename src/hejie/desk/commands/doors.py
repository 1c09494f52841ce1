"""Which commands say who may enter from other systems, who is told what happens, and who did what?"""

from __future__ import annotations

import click
from django.utils import timezone

from hejie.desk.access import noting, tokens
from hejie.desk.commands.store import on_store
from hejie.desk.models import Delivery, Token, Webhook
from hejie.desk.webhooks import hooks

TERMINAL = "terminal"


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
@click.option("--days", default=0, help="Days after which it ends by itself; else it holds until revoked.")
@on_store
def add_token(name: str, person: str, scopes: tuple[str, ...], shops: tuple[str, ...], days: int) -> None:
    """Make a token; it is shown this once and is not kept."""
    acts_as = tokens.person_named(person)
    click.echo(tokens.make(name, acts_as, scopes or (tokens.READ,), shops, by=TERMINAL, days=days))
    click.echo("Keep it now: it is not shown again.", err=True)


@token.command("list")
@on_store
def list_tokens() -> None:
    """List the tokens: their mark, whom they act as, what they may, and when they were used."""
    for one in Token.objects.select_related("person").order_by("id"):
        state = (
            "revoked"
            if one.revoked_at
            else "ended"
            if one.ends_at and one.ends_at <= timezone.now()
            else "holds"
        )
        used = f"used {one.used_at:%Y-%m-%d %H:%M}" if one.used_at else "never used"
        told = (
            one.mark,
            one.name,
            one.person.get_username(),
            ",".join(one.scopes),
            ",".join(one.shops),
            state,
            used,
        )
        click.echo("  ".join(part for part in told if part))


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
@on_store
def add_webhook(url: str, kinds: tuple[str, ...], shops: tuple[str, ...], whole: bool) -> None:
    """Tell an address of what happens from now on; prints the secret that signs."""
    hook, secret = hooks.add(url, kinds, shops, by=TERMINAL, whole=whole)
    click.echo(f"{hook.pk}  {secret}")


@webhook.command("list")
@on_store
def list_webhooks() -> None:
    """List the addresses, and how many messages wait or were given up."""
    for hook in Webhook.objects.order_by("id"):
        rows = hook.deliveries.all()
        waiting = rows.filter(state=Delivery.State.WAITING).count()
        given_up = rows.filter(state=Delivery.State.GIVEN_UP).count()
        click.echo(
            f"{hook.pk}  {hook.url}  {','.join(hook.kinds) or 'all'}  {waiting} waiting, {given_up} given up"
        )


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
@click.option("--most", default=200, show_default=True, help="How many lines, the newest first.")
@on_store
def audit(who: str, what: str, most: int) -> None:
    """List who signed in or was refused, what left the desk, and which keys were made."""
    for line in noting.lines(who, what, most):
        told = (f"{line.at:%Y-%m-%d %H:%M:%S}", line.who or "-", line.what, line.on, line.address)
        click.echo("  ".join(part for part in told if part))
