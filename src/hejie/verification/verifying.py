"""What does a case learn when its parcels and weighings are looked at again?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from hejie.casefile import CaseFile
from hejie.casefile.entries import AnyHappening, Entry, FactStated, ParcelScanned, RouteRead
from hejie.casefile.facts import known
from hejie.casefile.parties import Actor
from hejie.rulebook import Rulebook
from hejie.rulebook.tracking_maps import TrackingMaps, load_tracking_maps
from hejie.verification import checklist, weights
from hejie.verification.proofs import news, proved
from hejie.verification.route import Route, grounds, read_route
from hejie.verification.scans import TrackingAnswer, read_scans
from hejie.verification.silence import is_silent, normal_silence

WEIGHING = "weighing"


def verify(file: CaseFile, *, rules: Rulebook, at: datetime, by: Actor) -> tuple[Entry, ...]:
    """Return what is new: routes read, facts they and the weighings prove, and what is still to be asked of whom.

    Asked again with nothing new it returns nothing.
    """
    maps = tracking_of(rules)
    entries: list[Entry] = []
    now = file
    routes = _routes(file, maps, at)
    primary = _primary(file, routes)
    for route in routes:
        now = _add(now, entries, _learned(now, route, route in primary, rules, at), at, by)
    now = _add(now, entries, _weighed(now, rules, at), at, by)
    main = next((route for route in primary if route.direction == "forward"), None)
    found = _found(file, main, maps, at) if main else ()
    _add(now, entries, checklist.questions(now, main, found, rules=rules, at=at), at, by)
    return tuple(entries)


def take_scans(
    file: CaseFile, answer: TrackingAnswer, *, rules: Rulebook, at: datetime, by: Actor
) -> tuple[Entry, ...]:
    """Return the scans of a service's answer that the case does not hold yet.

    Raises NoSuch for a provider without maps. Rows that cannot be used are left out; `read_scans` names them.
    """
    held = set(file.all(ParcelScanned))
    found = dict.fromkeys(read_scans(answer, tracking_of(rules)).scans)
    return tuple(Entry(at, by, scan) for scan in found if scan not in held)


def tracking_of(rules: Rulebook) -> TrackingMaps:
    """Return the tracking data that belongs to a rulebook: the shipped one with the same overlays."""
    return load_tracking_maps(*rules.roots[1:])


def _add(
    file: CaseFile, entries: list[Entry], whats: Iterable[AnyHappening], at: datetime, by: Actor
) -> CaseFile:
    made = [Entry(at, by, what) for what in whats]
    entries += made
    return file.add(*made)


def _routes(file: CaseFile, maps: TrackingMaps, at: datetime) -> tuple[Route, ...]:
    parcels: dict[tuple[str, str], list[ParcelScanned]] = {}
    for scan in file.all(ParcelScanned):
        parcels.setdefault((scan.direction, scan.parcel), []).append(scan)
    read = (read_route(parcels[key], maps, at=at) for key in sorted(parcels))
    return tuple(route for route in read if route is not None)


def _primary(file: CaseFile, routes: tuple[Route, ...]) -> tuple[Route, ...]:
    """Return the routes that speak for the case: the named parcel of each direction, or its only one."""
    found = []
    for direction, fact in (("forward", "tracking_no"), ("return", "return_tracking_no")):
        mine = [route for route in routes if route.direction == direction]
        named = file.facts.get(fact)
        told = [route for route in mine if named is not None and route.parcel == named.value]
        found += told or (mine if len(mine) == 1 else [])
    return tuple(found)


def _learned(
    file: CaseFile, route: Route, speaks: bool, rules: Rulebook, at: datetime
) -> Iterator[AnyHappening]:
    maps = tracking_of(rules)
    found = _found(file, route, maps, at)
    read = RouteRead(
        parcel=route.parcel,
        state=route.state,
        attempts=len(route.attempts),
        first_attempt_at=route.attempts[0] if route.attempts else None,
        last_at=route.last_at,
        reason=route.reason,
        finding=route.refusal.verdict if route.direction == "forward" else "",
        because=tuple(dict.fromkeys((*found, *(() if speaks else ("several_parcels",)), *grounds(route)))),
    )
    before = [what for what in file.all(RouteRead) if what.parcel == route.parcel]
    if not before or before[-1] != read:
        yield read
    if speaks:
        yield from news(file, proved(route, silent="silent_too_long" in found), rules)


def _found(file: CaseFile, route: Route, maps: TrackingMaps, at: datetime) -> tuple[str, ...]:
    """Return the findings of a route, its silence and its conflicts among them."""
    told = [code for code in route.refusal.grounds if code in maps.findings and route.refusal.ask_carrier]
    if _silent(file, route, maps, at):
        told.append("silent_too_long")
        if route.state == "info_received":
            told.append("not_collected")
    return (*told, *route.findings)


def _silent(file: CaseFile, route: Route, maps: TrackingMaps, at: datetime) -> bool:
    lane = maps.lanes.get(file.platform, "")
    return is_silent(route.last_at, normal_silence(maps, lane, route.state, at=at), at=at)


def _weighed(file: CaseFile, rules: Rulebook, at: datetime) -> Iterator[AnyHappening]:
    if "weight_finding" not in rules.definitions.facts:
        return
    weighed = weights.compare(file.facts, weights.scatter(tracking_of(rules), at=at))
    if weighed.finding == "weights_missing":
        return
    before = [what.fact for what in file.all(FactStated) if what.fact.source.startswith(WEIGHING)]
    source = f"{WEIGHING} {weighed.finding}"
    if before and (before[-1].value, before[-1].source) == (weighed.verdict, source):
        return
    yield FactStated(known("weight_finding", weighed.verdict, said_by="warehouse", source=source, at=at))
