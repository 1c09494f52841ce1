"""May this answer be sent through the platform, and what happens when somebody asks for it?"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.utils import timezone

from hejie.casefile import CaseFile
from hejie.casefile.entries import AnyHappening, MessageReceived, MessageSent, SendingAsked
from hejie.closing.errands import SEND, same_words, under_way
from hejie.desk.access import people
from hejie.desk.acts import holding, proofreading, stating
from hejie.desk.acts.verbs import Form, verb
from hejie.desk.cases.index import shop_key
from hejie.desk.connectors import configured
from hejie.desk.models import Connector
from hejie.language.lint import Draft

HOLE = "⟦"  # where no fact fills a slot of a script


class NotConnected(ValueError):
    """An answer for a shop whose platform no connector may write to."""

    def __init__(self) -> None:
        super().__init__(
            "No connector may send messages for this shop, so nothing was sent. Copy the answer, send it on the "
            "platform, and record it as sent. An administrator may add a connector: see docs/connectors.md."
        )


class UnderWay(ValueError):
    """A second answer while the first is being sent."""

    def __init__(self) -> None:
        super().__init__(
            "An answer is being sent for this case, and a second one could overtake it. Wait until the page says what "
            "came of it, or take it back."
        )


class SaidAlready(ValueError):
    """The same words once more, though the buyer has not written since."""

    def __init__(self) -> None:
        super().__init__(
            "These same words were sent already and the buyer has not written since, so they were not sent again. "
            "Change them if you want to remind the buyer."
        )


class Unfilled(ValueError):
    """An answer with a place in it that no fact fills."""

    def __init__(self) -> None:
        super().__init__(
            f"The answer still has places to be filled in, marked by {HOLE}…⟧, so it was not sent. Fill them in."
        )


class NotOpen(ValueError):
    """An answer in a closed case."""

    def __init__(self) -> None:
        super().__init__("The case is closed, so nothing is sent from it. Open it again first.")


def through(file: CaseFile) -> Connector | None:
    """Return the connector that may send an answer in this case; None where a person does it by hand."""
    return configured.doing(shop_key(file.opened.platform, file.opened.shop), SEND)


@verb
def sending(file: CaseFile, form: Form, person: User) -> Iterable[AnyHappening]:
    """Ask that an answer be sent through the platform; it is sent once, and the case then says what came of it."""
    holding.check(file, person.get_username())
    text, language = stating.words_in(form, "text"), form.get("language", "")
    connector = through(file)
    _check(file, text, connector)
    draft, role = Draft(text, language), people.role_of(person)
    yield from proofreading.passed(file, draft, role, form.get("because", ""), at=timezone.now())
    yield SendingAsked(text, language, form.get("script", ""), file.opened.channel)
    if connector:
        configured.hasten(connector)
    proofreading.note_distance(file, text, person.get_username(), at=timezone.now())


def _check(file: CaseFile, text: str, connector: Connector | None) -> None:
    if not file.is_open:
        raise NotOpen
    if connector is None:
        raise NotConnected
    if under_way(file):
        raise UnderWay
    if HOLE in text:
        raise Unfilled
    if _said_already(file, text):
        raise SaidAlready


def _said_already(file: CaseFile, text: str) -> bool:
    for line in reversed(file.standing):
        match line.entry.what:
            case MessageReceived():
                return False
            case MessageSent(text=sent) if same_words(sent, text):
                return True
    return False
