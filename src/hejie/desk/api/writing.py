"""What can be done to a case from outside? The same things as on its page, by the same functions, answered once."""

# No postponed annotations here: the framework reads those of functions that are made in a loop.

from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from hejie.casefile import CaseFile
from hejie.casefile.entries import AnyHappening
from hejie.desk import house
from hejie.desk.access import people
from hejie.desk.access.tokens import WRITE
from hejie.desk.acts import acting, records
from hejie.desk.acts.verbs import VERBS
from hejie.desk.api import said, shown
from hejie.desk.api.door import Bearer, caller_of
from hejie.desk.api.reading import Number, case_of, zone_of
from hejie.desk.api.refusing import REFUSALS, Refusal
from hejie.desk.api.repeating import Answer, Key, once
from hejie.desk.errands import by_hand, sending
from hejie.desk.models import CaseIndex
from hejie.verification import TrackingAnswer, take_scans

assert records
assert sending
assert by_hand  # their verbs are among VERBS once they were read
writing = Router(auth=Bearer(WRITE), tags=["Writing"])
ANSWERS = {201: shown.Added, REFUSALS: Refusal}
# address, the function of the page that does it, what is to be said, and what it is called
NOUNS: tuple[tuple[str, str, type[said.Said], str], ...] = (
    ("facts", "fact", said.FactSaid, "State a fact"),
    ("notes", "note", said.NoteSaid, "Leave a note"),
    ("messages", "message", said.MessageSaid, "Record an answer that was sent"),
    ("sendings", "sending", said.MessageSaid, "Have an answer sent through the platform"),
    ("buyer-messages", "heard", said.BuyerSaid, "Record what the buyer wrote"),
    ("offers", "offer", said.OfferSaid, "Record an offer, or ask for approval of it"),
    ("answers", "answer", said.AnswerSaid, "Record the buyer's answer"),
    ("approvals", "approval", said.ApprovalSaid, "Grant or refuse what was asked for"),
    ("steps", "step", said.StepSaid, "Tick off a step of the settlement"),
    ("errands", "errand", said.ErrandSaid, "Record what was done on the platform, or that it failed"),
    ("taking", "taking", said.NothingSaid, "Take the case, or take it over"),
    ("stepping-in", "stepping_in", said.BecauseSaid, "Record that the platform stepped in"),
    ("closing", "closing", said.ClosingSaid, "Close the case"),
    ("reopening", "reopening", said.ReasonSaid, "Open a closed case again"),
    ("promises", "promise", said.PromiseSaid, "Record a promise"),
    ("kept-promises", "kept", said.KeptSaid, "Record that a promise was kept"),
    ("stages", "stage", said.StageSaid, "Move the case to a stage by hand"),
    ("rulings", "ruling", said.RulingSaid, "Record how the platform decided"),
    ("hand-ins", "handed_in", said.HandInSaid, "Record evidence that was handed in"),
    ("carrier-claims", "carrier_claim", said.CarrierClaimSaid, "Record a claim on the carrier"),
    ("carrier-answers", "carrier_answer", said.CarrierAnswerSaid, "Record what the carrier paid"),
    ("escalations", "escalation", said.EscalationSaid, "Move the case up"),
    ("corrections", "correction", said.CorrectionSaid, "Take an entry back"),
)


def added(row: CaseIndex, before: int, file: CaseFile) -> Answer:
    """Return what a write is answered: the lines beyond the first `before`."""
    lines = shown.told(file.lines[before:], language="zh-CN", zone=zone_of(row))
    return 201, shown.Added(number=row.pk, case_id=row.case_id, entries=lines)


def acted(request: HttpRequest, number: int, does: Callable[[CaseFile], Iterable[AnyHappening]]) -> Answer:
    """Do one thing to a case, as a person does it on its page, and return what is new in it."""
    row, caller = case_of(request, number), caller_of(request)
    before: list[int] = []

    def counted(file: CaseFile) -> Iterable[AnyHappening]:
        before.append(len(file.lines))
        return tuple(does(file))

    file = acting.act(row.case_id, caller.person, counted)
    return added(row, before[-1], file)


@writing.post("/cases/{number}/scans", response=ANSWERS, summary="Add scans of a parcel")
def scans(request: HttpRequest, number: Number, told: said.ScansSaid, key: Key = None) -> HttpResponse:
    """Add what a tracking service answered; scans the case has already are not added again."""
    answer = TrackingAnswer(told.provider, told.body, told.parcel, told.direction, told.zone)
    at, by = timezone.now(), people.actor(caller_of(request).person)

    def does(file: CaseFile) -> Iterable[AnyHappening]:
        return [entry.what for entry in take_scans(file, answer, rules=house.rules(), at=at, by=by)]

    return once(request, key, lambda: acted(request, number, does))


def _noun(address: str, verb: str, kind: type[said.Said], title: str) -> None:
    does = VERBS[verb]

    def act(request: HttpRequest, number: Number, told: said.Said, key: Key = None) -> HttpResponse:
        person = caller_of(request).person
        return once(
            request, key, lambda: acted(request, number, lambda file: does(file, told.form(), person))
        )

    act.__doc__, act.__name__ = does.__doc__, verb
    act.__annotations__["told"] = kind
    writing.post(f"/cases/{{number}}/{address}", response=ANSWERS, summary=title)(act)


for noun in NOUNS:
    _noun(*noun)
