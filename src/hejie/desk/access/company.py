"""Who is this person, by the company's own sign-in (OpenID Connect), and which account of the desk is theirs?

The code flow with PKCE, state and nonce is done by a library; here is decided which account may be entered. An account
is joined to a person of the issuer by its own person, signed in: the issuer's names may change hands, so no name opens
an account.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from hejie.desk.access import noting
from hejie.desk.models import Identity

PATIENCE = 10  # seconds for each request to the issuer
NAME = "company"


class CompanySaysNo(PermissionError):
    """An answer of the issuer that lets nobody in."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(
            f"The company's sign-in did not say for sure who you are ({why}), so you were not let in. "
            "Try again, or sign in with your password."
        )


class NotJoined(PermissionError):
    """A person of the issuer who has no account here."""

    def __init__(self) -> None:
        super().__init__(
            "No account is joined to this person of the company's sign-in. "
            "Sign in with your password once and join it on the page of your account."
        )


class JoinedElsewhere(PermissionError):
    """A person of the issuer who is joined to another account."""

    def __init__(self) -> None:
        super().__init__(
            "This person of the company's sign-in is joined to another account already, so nothing was changed. "
            "Part it there first."
        )


class Known(NamedTuple):
    """Who somebody is, as the issuer says: `subject` for ever, `called` today."""

    subject: str
    called: str


def is_there() -> bool:
    """Tell whether this desk has a company's sign-in."""
    return bool(settings.OIDC_ISSUER and settings.OIDC_CLIENT)


def set_out(request: HttpRequest, back: str) -> HttpResponse:
    """Lead the browser to the issuer, which leads it back; raise CompanySaysNo where it cannot be reached."""
    try:
        answer: HttpResponse = _client(*_how()).authorize_redirect(request, back)
    except Exception as error:
        raise CompanySaysNo(type(error).__name__) from error
    return answer


def came_back(request: HttpRequest) -> Known:
    """Return who came back from the issuer; raise CompanySaysNo where state, signature or any claim does not hold."""
    claims = {
        # Some issuers write their name with a slash at the end and some without.
        "iss": {"essential": True, "values": [settings.OIDC_ISSUER, f"{settings.OIDC_ISSUER}/"]},
        "aud": {"essential": True, "value": settings.OIDC_CLIENT},
        "sub": {"essential": True},
        "exp": {"essential": True},
        "nonce": {"essential": True},
    }
    try:
        token = _client(*_how()).authorize_access_token(request, claims_options=claims)
    except Exception as error:  # a library's many ways to say no; none of them may let anybody in
        raise CompanySaysNo(type(error).__name__) from error
    said: dict[str, Any] = token.get("userinfo") or {}
    if not said.get("sub"):
        raise CompanySaysNo("no subject")
    called = said.get("preferred_username") or said.get("email") or said.get("name") or said["sub"]
    return Known(str(said["sub"])[:255], str(called)[:150])


def account_of(known: Known) -> User:
    """Return the account that is joined to somebody; raise NotJoined."""
    found = (
        Identity.objects.select_related("person")
        .filter(issuer=settings.OIDC_ISSUER, subject=known.subject, person__is_active=True)
        .first()
    )
    if found is None:
        raise NotJoined
    person: User = found.person
    return person


def join(person: User, known: Known, *, address: str) -> None:
    """Join an account to somebody of the issuer; raise JoinedElsewhere."""
    try:
        with transaction.atomic():
            Identity.objects.filter(person=person, issuer=settings.OIDC_ISSUER).delete()
            Identity.objects.create(
                person=person, issuer=settings.OIDC_ISSUER, subject=known.subject, called=known.called
            )
    except IntegrityError as error:
        raise JoinedElsewhere from error
    noting.note("company sign-in joined", person.get_username(), known.called, address)


def part(person: User, *, address: str) -> None:
    """Part an account from the company's sign-in."""
    if Identity.objects.filter(person=person).delete()[0]:
        noting.note("company sign-in parted", person.get_username(), address=address)


def joined_to(person: User) -> str:
    """Return what the issuer calls somebody, empty where their account is not joined."""
    row = Identity.objects.filter(person=person, issuer=settings.OIDC_ISSUER).first()
    return row.called if row else ""


def _how() -> tuple[str, str, str]:
    return settings.OIDC_ISSUER, settings.OIDC_CLIENT, settings.OIDC_SECRET


@cache
def _client(issuer: str, client: str, secret: str) -> Any:
    # Imported only where an issuer is named: it takes a third of a second and brings a library of cryptography.
    from authlib.integrations.django_client import OAuth

    how = {"scope": "openid profile email", "code_challenge_method": "S256", "default_timeout": PATIENCE}
    if not secret:
        how["token_endpoint_auth_method"] = "none"  # noqa: S105  a public client: PKCE alone binds the code to it
    return OAuth().register(
        NAME,
        client_id=client,
        client_secret=secret or None,
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_kwargs=how,
    )
