"""How does a person want their lists shown and the desk told: which columns, which language?

It is kept beside the person's saved views, as the one without a name, so that no page asks the data base once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, QueryDict

from hejie.desk import languages
from hejie.desk.models import SavedView

NAMELESS = ""
COLUMNS = (
    "claim",
    "shop",
    "stage",
    "verdict",
    "asks",
    "sum",
    "stake",
    "who",
)  # what may go; time and case stay
Person = AbstractBaseUser | AnonymousUser


def columns(views: Iterable[Mapping[str, Any]]) -> tuple[str, ...] | None:
    """Return the columns that a person chose, from the rows of their saved views; None where the screen decides."""
    chosen = next((view["query"] for view in views if view["name"] == NAMELESS), "")
    wanted = QueryDict(chosen).getlist("column") if chosen else []
    return tuple(name for name in COLUMNS if name in wanted) if wanted else None


def keep_columns(person: Person, wanted: Iterable[str]) -> None:
    """Remember which columns a person wants; none chosen leaves it to the screen again."""
    _keep(person, column=[name for name in COLUMNS if name in set(wanted)])


def keep_language(person: Person, language: str) -> None:
    """Remember in which language a person wants the desk, for the browsers they have not used yet."""
    _keep(person, language=[language])


def listen() -> None:
    """Tell the desk in a person's language from the moment they sign in."""
    user_logged_in.connect(_signed_in, dispatch_uid="taste")


def _signed_in(sender: object, request: HttpRequest | None, user: Person, **_rest: object) -> None:
    if request is not None and (language := _of(user).get("language")):
        request.session[languages.COOKIE] = language


def _of(person: Person) -> QueryDict:
    kept = (
        SavedView.objects.filter(person_id=person.pk, name=NAMELESS).values_list("query", flat=True).first()
    )
    return QueryDict(kept or "", mutable=True)


def _keep(person: Person, **changes: list[str]) -> None:
    taste = _of(person)
    for name, values in changes.items():
        taste.setlist(name, values)
    told = urlencode([(name, value) for name in taste for value in taste.getlist(name)])
    SavedView.objects.update_or_create(person_id=person.pk, name=NAMELESS, defaults={"query": told})
