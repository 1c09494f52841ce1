"""What can a person do to a case? Each action is a thing that happened, added by the person who did it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    AnyHappening,
    ApprovalAnswered,
    ApprovalAsked,
    CaseClosed,
    CaseReopened,
    CaseTaken,
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
from hejie.desk.acts import acting, hearing, proofreading, stating
from hejie.desk.cases.index import waiting_for_approval
from hejie.desk.pages import access, case
from hejie.desk.pages.refusals import REFUSALS, told
from hejie.desk.pages.sums import money_in
from hejie.language.lint import Draft

Does = Callable[[CaseFile, QueryDict, User], Iterable[AnyHappening]]
VERBS: dict[str, Does] = {}  # what can be done to a case, by name: the API does it by the same functions


def action(done: str) -> Callable[[Does], Callable[..., HttpResponse]]:
    """Make a page of what a person does: check the case, add the entries, show the case as it is then."""

    def wrap(does: Does) -> Callable[..., HttpResponse]:
        VERBS[does.__name__] = does

        @login_required
        @require_POST
        @wraps(does)
        def handle(request: HttpRequest, number: int) -> HttpResponse:
            row, person = access.case_of(request, number), people.signed_in(request)
            try:
                file = acting.act(row.case_id, person, lambda file: tuple(does(file, request.POST, person)))
            except REFUSALS as error:
                return case.shown(request, row, trouble=told(error))
            if not request.headers.get("HX-Request"):
                return HttpResponseRedirect(reverse("case", args=[number]))
            row.refresh_from_db()
            return case.shown(request, row, file, done=_(done))

        return handle

    return wrap


@action(gettext_noop("Noted."))
def note(file: CaseFile, form: QueryDict, person: User) -> Iterable[AnyHappening]:
    """Leave a note for the team."""
    yield NoteWritten(stating.words_in(form, "text"))


@action(gettext_noop("It is yours now."))
def taking(file: CaseFile, form: QueryDict, person: User) -> Iterable[AnyHappening]:
    """Take the case."""
    yield CaseTaken(person.get_username())


@action(gettext_noop("Recorded."))
def fact(file: CaseFile, form: QueryDict, person: User) -> Iterable[AnyHappening]:
    """State a fact, or that it cannot be had."""
    row_zone, currency = stating.zone_and_currency(file)
    yield FactStated(stating.fact_from(form, at=timezone.now(), zone=row_zone, currency=currency))


@action(gettext_noop("Recorded as sent."))
def message(file: CaseFile, form: QueryDict, person: User) -> Iterable[AnyHappening]:
    """Record an answer that the person sent on the platform."""
    text, language = stating.words_in(form, "text"), form.get("language", "")
    draft, role = Draft(text, language), people.role_of(person)
    yield from proofreading.passed(file, draft, role, form.get("because", ""), at=timezone.now())
    yield MessageSent(text, form.get("language", ""), form.get("script", ""), file.opened.channel)


@action(gettext_noop("Recorded."))
def heard(file: CaseFile, form: QueryDict, person: User) -> Iterable[AnyHappening]:
    """Record what the buyer wrote."""
    _, currency = stating.zone_and_currency(file)
    words = stating.words_in(form, "text")
    yield from hearing.received(file, words, at=timezone.now(), currency=currency)


@action(gettext_noop("Recorded."))
def offer(file: CaseFile, form: QueryDict, person: User) -> Iterable[AnyHappening]:
    """Record an offer made to the buyer; one beyond the person's limit asks for approval instead."""
    found = acting.weighed(file, form.get("remedy", ""))
    gives = money_in(form, "gives", found.gives.currency) or found.gives
    allowed = found.grantable and gives.minor <= found.gives.minor
    if allowed or people.may_approve(person, found.needs) or acting.is_approved(file, found.remedy, gives):
        yield OfferMade(found.remedy, gives if gives.minor else None, form.get("terms", "").strip())
    else:
        yield ApprovalAsked(found.remedy, gives, Role(found.needs or Role.SUPERVISOR), found.ground)
        if because := form.get("because", "").strip():
            yield NoteWritten(because)


@action(gettext_noop("Recorded."))
def answer(file: CaseFile, form: QueryDict, person: User) -> Iterable[AnyHappening]:
    """Record what the buyer answered to the offer."""
    counter = money_in(form, "counter", stating.zone_and_currency(file)[1])
    yield OfferAnswered(form.get("answer", "refused"), counter, form.get("words", "").strip())


@action(gettext_noop("Answered."))
def approval(file: CaseFile, form: QueryDict, person: User) -> Iterable[AnyHappening]:
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


@action(gettext_noop("Done."))
def step(file: CaseFile, form: QueryDict, person: User) -> Iterable[AnyHappening]:
    """Tick off a step of the settlement."""
    yield StepDone(stating.words_in(form, "step"), form.get("proof", "").strip())


@action(gettext_noop("Recorded."))
def stepping_in(file: CaseFile, form: QueryDict, person: User) -> Iterable[AnyHappening]:
    """Record that the platform took the case up; from now on evidence counts."""
    yield PlatformSteppedIn(form.get("because", "").strip())
    if file.stage is not Stage.EVIDENCE and may_follow(file.stage, Stage.EVIDENCE):
        yield StageMoved(Stage.EVIDENCE, Turn.SELLER)


@action(gettext_noop("Closed."))
def closing(file: CaseFile, form: QueryDict, person: User) -> Iterable[AnyHappening]:
    """Close the case with its cause and its lesson."""
    cost = money_in(form, "cost", stating.zone_and_currency(file)[1])
    ending = CaseClosed(form.get("outcome", ""), form.get("cause", ""), form.get("lesson", ""), cost)
    for entry in close(file, ending, at=timezone.now(), by=people.actor(person)):
        yield entry.what


@action(gettext_noop("Open again."))
def reopening(file: CaseFile, form: QueryDict, person: User) -> Iterable[AnyHappening]:
    """Open a closed case again."""
    yield CaseReopened(stating.words_in(form, "because"))
