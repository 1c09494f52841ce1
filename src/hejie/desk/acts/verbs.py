"""What can a person do to a case? Each verb makes of what was said the things that happened, by page or API."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.contrib.auth.models import User
from django.utils import timezone

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    AnyHappening,
    ApprovalAnswered,
    ApprovalAsked,
    CaseClosed,
    CaseReopened,
    FactStated,
    MessageSent,
    NoteWritten,
    OfferAnswered,
    OfferMade,
    PlatformSteppedIn,
    StageMoved,
    StepDone,
)
from hejie.casefile.parties import Role
from hejie.casefile.stages import Stage, Turn, may_follow
from hejie.closing import close
from hejie.desk.access import people
from hejie.desk.acts import acting, hearing, holding, learned, objections, proofreading, stating
from hejie.desk.cases.index import waiting_for_approval
from hejie.desk.sums import money_in
from hejie.language.lint import Draft

Form = Mapping[str, str]  # what was said: a form of a page, or the body of a call
Does = Callable[[CaseFile, Form, User], Iterable[AnyHappening]]
VERBS: dict[str, Does] = {}  # what can be done to a case, by name


def verb(does: Does) -> Does:
    """Let pages and API find a verb by its name."""
    VERBS[does.__name__] = does
    return does


@verb
def note(file: CaseFile, form: Form, person: User) -> Iterable[AnyHappening]:
    """Leave a note for the team."""
    yield NoteWritten(stating.words_in(form, "text"))


@verb
def taking(file: CaseFile, form: Form, person: User) -> Iterable[AnyHappening]:
    """Take the case, or take it over from whoever has it."""
    if holding.holder(file) != person.get_username():
        yield holding.took(file, person.get_username())


@verb
def fact(file: CaseFile, form: Form, person: User) -> Iterable[AnyHappening]:
    """State a fact, or that it cannot be had."""
    row_zone, currency = stating.zone_and_currency(file)
    at = timezone.now()
    stated = stating.fact_from(form, at=at, zone=row_zone, currency=currency)
    yield FactStated(stated)
    learned.corrected(file, stated, person.get_username(), at)


@verb
def message(file: CaseFile, form: Form, person: User) -> Iterable[AnyHappening]:
    """Record an answer that the person sent on the platform."""
    holding.check(file, person.get_username())
    text, language = stating.words_in(form, "text"), form.get("language", "")
    draft, role = Draft(text, language), people.role_of(person)
    yield from proofreading.passed(file, draft, role, form.get("because", ""), at=timezone.now())
    yield MessageSent(text, form.get("language", ""), form.get("script", ""), file.opened.channel)
    proofreading.note_distance(file, text, person.get_username(), at=timezone.now())


@verb
def heard(file: CaseFile, form: Form, person: User) -> Iterable[AnyHappening]:
    """Record what the buyer wrote."""
    _, currency = stating.zone_and_currency(file)
    words = stating.words_in(form, "text")
    yield from hearing.received(file, words, at=timezone.now(), currency=currency)


@verb
def offer(file: CaseFile, form: Form, person: User) -> Iterable[AnyHappening]:
    """Record an offer made to the buyer; one beyond the person's limit asks for approval instead."""
    holding.check(file, person.get_username())
    found = acting.weighed(file, form.get("remedy", ""))
    gives = money_in(form, "gives", found.gives.currency) or found.gives
    allowed = found.grantable and gives.minor <= found.gives.minor
    if allowed or people.may_approve(person, found.needs) or acting.is_approved(file, found.remedy, gives):
        yield OfferMade(found.remedy, gives if gives.minor else None, form.get("terms", "").strip())
    else:
        yield ApprovalAsked(found.remedy, gives, Role(found.needs or Role.SUPERVISOR), found.ground)
    if because := form.get("because", "").strip():
        yield NoteWritten(because)


@verb
def answer(file: CaseFile, form: Form, person: User) -> Iterable[AnyHappening]:
    """Record what the buyer answered to the offer; the same answer to the same offer is recorded once."""
    counter = money_in(form, "counter", stating.zone_and_currency(file)[1])
    answered = OfferAnswered(form.get("answer", "refused"), counter, form.get("words", "").strip())
    if answered.answer == "accepted" and file.last(OfferMade) is None:
        raise objections.NothingOffered
    told = (line.entry.what for line in reversed(file.standing))
    if answered != next((what for what in told if isinstance(what, OfferAnswered | OfferMade)), None):
        yield answered


@verb
def approval(file: CaseFile, form: Form, person: User) -> Iterable[AnyHappening]:
    """Grant or refuse what somebody asked for."""
    asked = waiting_for_approval(file)
    if asked is None:
        raise acting.NothingAsked
    if not people.may_approve(person, asked.of):
        raise acting.NotTheirs(asked.of)
    granted = form.get("granted") == "yes"
    # Whoever is refused must learn why, or asks the same again.
    yield ApprovalAnswered(
        granted, form.get("because", "").strip() if granted else stating.words_in(form, "because")
    )


@verb
def step(file: CaseFile, form: Form, person: User) -> Iterable[AnyHappening]:
    """Tick off a step of the settlement."""
    yield StepDone(stating.words_in(form, "step"), form.get("proof", "").strip())


@verb
def stepping_in(file: CaseFile, form: Form, person: User) -> Iterable[AnyHappening]:
    """Record that the platform took the case up; from now on evidence counts."""
    yield PlatformSteppedIn(form.get("because", "").strip())
    if file.stage is not Stage.EVIDENCE and may_follow(file.stage, Stage.EVIDENCE):
        yield StageMoved(Stage.EVIDENCE, Turn.SELLER)


@verb
def closing(file: CaseFile, form: Form, person: User) -> Iterable[AnyHappening]:
    """Close the case with its cause and its lesson."""
    cost = money_in(form, "cost", stating.zone_and_currency(file)[1])
    ending = CaseClosed(form.get("outcome", ""), form.get("cause", ""), form.get("lesson", ""), cost)
    for entry in close(file, ending, at=timezone.now(), by=people.actor(person)):
        yield entry.what


@verb
def reopening(file: CaseFile, form: Form, person: User) -> Iterable[AnyHappening]:
    """Open a closed case again."""
    yield CaseReopened(stating.words_in(form, "because"))
