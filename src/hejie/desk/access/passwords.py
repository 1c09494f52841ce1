"""How does a person come by a password that nobody else has ever seen?"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError

from hejie.desk.access import noting, sittings
from hejie.desk.access.people import WeakPassword


class WrongPassword(PermissionError):
    """A password that is not the person's."""

    def __init__(self) -> None:
        super().__init__("This is not your present password, so nothing was changed. Type it again.")


class NotTheSame(ValueError):
    """Two fields that should hold the same new password."""

    def __init__(self) -> None:
        super().__init__(
            "The new password was typed in two ways, so it was not taken. Type it twice the same."
        )


def link_for(person: User) -> str:
    """Return the end of an address at which a person chooses a password, once and within a day."""
    return f"{person.pk}-{default_token_generator.make_token(person)}"


def person_of(link: str) -> User | None:
    """Return whose link this is, None where it never held or holds no longer."""
    number, _, token = link.partition("-")
    person = User.objects.filter(pk=int(number), is_active=True).first() if _is_number(number) else None
    return person if person and default_token_generator.check_token(person, token) else None


def choose(person: User, new: str, again: str, *, address: str, keep: str | None = None) -> None:
    """Give a person a new password and end their other sittings; raise NotTheSame or WeakPassword."""
    if new != again:
        raise NotTheSame
    try:
        validate_password(new, person)
    except ValidationError as error:
        raise WeakPassword(error.messages) from error
    person.set_password(new)
    person.save(update_fields=["password"])
    sittings.end_all(person, but=keep)
    noting.note("password changed", person.get_username(), address=address)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10  # not a rule: as long as a row's number
