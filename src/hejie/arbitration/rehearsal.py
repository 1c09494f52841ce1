"""Before evidence is handed in, which may be possible once only: what would a reviewer miss, and what stops us?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from hejie.arbitration.exhibits import Shown
from hejie.arbitration.findings import Finding, Gravity, finding
from hejie.arbitration.limits import Candidate, chosen, misfits
from hejie.arbitration.pack import Lacking, Pack
from hejie.casefile import CaseFile
from hejie.casefile.entries import EvidenceSubmitted, LiabilityJudged
from hejie.casefile.vocabulary import ROLES
from hejie.rulebook import Rulebook
from hejie.rulebook.handbook import Upload

_SOUND = frozenset({"confirmed", ""})
# What usually has a label in the picture, with somebody's name, phone and street on it.
_LABELLED = frozenset(
    {"outer_photo", "packing_photo", "packing_weight", "shipping_receipt", "delivery_proof", "received_photo"}
)


def rehearse(
    told: Pack, file: CaseFile, *, rules: Rulebook, at: datetime, upload: str = ""
) -> tuple[Finding, ...]:
    """Return what speaks against handing this pack in now, the gravest first; `upload` is the kind a person chose."""
    limit = chosen(rules, file.platform, upload)
    found = (
        *_about_the_hour(told, file, limit, at),
        *_about_what_is_missing(told),
        *_about_the_verdict(told, file, rules),
        *_about_the_files(told, limit),
        *_about_what_is_seen(told),
    )
    order = list(Gravity)
    return tuple(sorted(found, key=lambda one: order.index(one.gravity)))


def _about_the_hour(told: Pack, file: CaseFile, limit: Upload | None, at: datetime) -> Iterator[Finding]:
    if told.due_at and told.due_at <= at:
        yield finding("too_late")
    if limit is None:
        return
    closed = file.facts.get(limit.until)
    if closed and closed.value is True:
        yield finding("no_longer_taken")
    if limit.once:
        yield finding("sent_already" if file.last(EvidenceSubmitted) else "once_only")


def _about_what_is_missing(told: Pack) -> Iterator[Finding]:
    for one in told.missing:
        if one.required:
            yield _lacks(one, told)
    if not told.exhibits:
        yield finding("empty")
    for name in told.unused:
        yield finding("unused", file=name)


def _lacks(one: Lacking, told: Pack) -> Finding:
    due = told.due_at.astimezone(ZoneInfo(told.zone)) if told.due_at else ""
    return finding(
        "missing",
        one.exhibit,
        title=_title(one),
        who=ROLES.get(one.role, one.role),
        due=due,
    )


def _about_the_verdict(told: Pack, file: CaseFile, rules: Rulebook) -> Iterator[Finding]:
    judged = file.last(LiabilityJudged)
    if judged is None or judged.status != "decided":
        yield finding("still_open")
        return
    if judged.liable == ("seller",):
        yield finding("ours_to_settle")
    cited = {point.rule_id for point in told.statement.points if point.rule}
    if told.exhibits and not cited:
        yield finding("no_clause")
    for ground in judged.grounds:
        if ground.rule in cited and ground.grade not in _SOUND:
            yield finding("second_hand", source=rules.sources_named(ground.source))


def _about_the_files(told: Pack, limit: Upload | None) -> Iterator[Finding]:
    if limit is None:
        yield finding("limits_unknown")
        return
    files = [Candidate(file.name, file.media_type, file.size) for one in told.exhibits for file in one.files]
    for misfit in misfits(files, limit):
        if not misfit.mendable:
            yield finding(misfit.what, file=misfit.file, allowed=misfit.allowed)


def _about_what_is_seen(told: Pack) -> Iterator[Finding]:
    for one in told.exhibits:
        number = str(one.number)
        if (one.pictures or one.chat or one.route) and not one.is_marked:
            yield finding("unmarked", one.exhibit, number=number, title=_title(one))
        covered = any(region.hides for picture in one.pictures for region in picture.regions)
        if one.exhibit in _LABELLED and one.pictures and not covered:
            yield finding("label", one.exhibit, number=number, title=_title(one))
    for text in told.untranslated:
        yield finding("untranslated", text.key, text=text.text)


def _title(one: Shown | Lacking) -> object:
    return one.names or one.exhibit
