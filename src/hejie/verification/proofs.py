"""Which facts does a route prove, and are they news to the case?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hejie.casefile import CaseFile
from hejie.casefile.entries import FactStated
from hejie.casefile.facts import Fact, Value, absent, known
from hejie.casefile.quantities import Moment
from hejie.rulebook import Rulebook
from hejie.verification.attempts import DELIVERED
from hejie.verification.history import UNKNOWN, Step, code_of
from hejie.verification.refusal import UNCLEAR
from hejie.verification.route import BEFORE_PICKUP, Route

SOURCE = "scan"
CAUSES = frozenset({"counterfeit", "undervalued", "no_invoice", "no_declaration", "buyer_no_clearance"})
Found = Iterator[tuple[str, Value | None, Step]]


def proved(route: Route, *, silent: bool) -> tuple[Fact, ...]:
    """Return the facts a route proves. A fact that no scan proves (any more) is absent; a guess is left out."""
    found = _of_the_return(route) if route.direction == "return" else _of_the_parcel(route, silent)
    return tuple(_fact(name, value, step) for name, value, step in found)


def news(file: CaseFile, facts: tuple[Fact, ...], rules: Rulebook) -> Iterator[FactStated]:
    """Yield the facts to state: those the rulebook knows and whose reading changed.

    What a person said about a fact stands until the carrier's record itself says something new. `unclear` never
    overrides a definite word, and an absence is only stated where the record had said otherwise before.
    """
    before = _read_before(file)
    for fact in facts:
        if fact.name not in rules.definitions.facts:
            continue
        old, now = before.get(fact.name), file.facts.get(fact.name)
        if _same(fact, old):
            continue
        withdrawn = old is not None and old.has_value and _same(now, old)
        definite = now is not None and now.has_value and not _same(now, old)
        if (fact.has_value or withdrawn) and not (fact.value == UNCLEAR and definite):
            yield FactStated(fact)


def _of_the_parcel(route: Route, silent: bool) -> Found:
    last, first = route.last_step, route.steps[0]
    signed = route.state in DELIVERED
    signing = next((step for step in reversed(route.steps) if step.state in DELIVERED), last)
    if route.state != UNKNOWN:
        yield "parcel_state", route.state, last
        yield "delivered", signed, last
        yield "refusal", route.refusal.verdict, last
        yield "attempts", len(route.attempts), last
        yield "parcel_stalled", silent, last
        yield "outside_area", True if any(step.state == "out_of_area" for step in route.steps) else None, last
    yield "last_scan_at", Moment(route.last_at), route.steps[-1]
    yield "ship_scan_at", Moment(route.picked_up_at) if route.picked_up_at else None, first
    yield from _scanned(route)
    yield "signed_at", Moment(route.signed_at) if route.signed_at else None, signing
    yield "signed_by", _signer(route) if signed else None, signing
    yield "signed_in_person", _in_person(route) if signed else None, signing
    yield (
        "loss_confirmed",
        True if route.state in ("lost", "stolen") and last.meaning.by == "code" else None,
        last,
    )
    yield "customs_reason", route.customs_cause if route.customs_cause in CAUSES else None, last


def _of_the_return(route: Route) -> Found:
    yield "returned_at", Moment(route.picked_up_at) if route.picked_up_at else None, route.steps[0]
    yield "return_signed_at", Moment(route.signed_at) if route.signed_at else None, route.last_step


def _scanned(route: Route) -> Found:
    if route.picked_up_at or any(step.state not in BEFORE_PICKUP for step in route.steps):
        yield "scanned", True, route.steps[0]
    elif not route.unrecognised:
        yield "scanned", False, route.steps[-1]


def _signer(route: Route) -> str:
    # The rules know no neighbour: to them it is somebody else.
    return "proxy" if route.signed_by == "neighbour" else route.signed_by


def _in_person(route: Route) -> bool | None:
    return None if route.signed_by == UNKNOWN else route.signed_by == "self"


def _fact(name: str, value: Value | None, step: Step) -> Fact:
    scan = step.scans[0]
    source = f"{SOURCE} {scan.parcel} {code_of(scan)}".strip()
    if value is None:
        return absent(name, said_by="carrier", source=source, at=step.at)
    return known(name, value, said_by="carrier", source=source, at=step.at)


def _read_before(file: CaseFile) -> Mapping[str, Fact]:
    """Return what the carrier's record last said of each fact."""
    stated = (what.fact for what in file.all(FactStated))
    return {fact.name: fact for fact in stated if fact.source.startswith(f"{SOURCE} ")}


def _same(one: Fact | None, other: Fact | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.state, one.value) == (other.state, other.value)
