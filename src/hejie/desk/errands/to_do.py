"""What is to be done on the platform in this case, who does it, and what came of trying, as the page tells it?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hejie.casefile import CaseFile
from hejie.casefile.entries import StepFailed
from hejie.closing.errands import OURS, Errand, State, errands
from hejie.closing.errands import to_do as waiting_for_us
from hejie.desk import house
from hejie.desk.cases.index import shop_key
from hejie.desk.connectors import configured
from hejie.desk.errands.carrying import asked_by
from hejie.desk.models import Connector
from hejie.desk.telling import naming
from hejie.desk.telling.reader import Reader
from hejie.rulebook.links import link, read_links

_BY_HAND = gettext_noop(
    "Do it on the platform and tick it off here, or agree on something that the platform offers."
)
# the code of a trouble (casefile TROUBLES) -> what a person is to do about a step that failed for it
ADVICE = {
    "refused": gettext_noop("Look at the case on the platform, and do it there or agree on something else."),
    "unclear": gettext_noop(
        "Look at the platform first: if it is done there, tick it off here; if not, do it there. "
        "It is not sent again by itself."
    ),
    "facts_missing": gettext_noop("State what is missing, and do it on the platform this time."),
    "not_offered": _BY_HAND,
    "part_only": _BY_HAND,
    "other_sum": _BY_HAND,
    "no_such_share": _BY_HAND,
    "": gettext_noop("Do it on the platform, and tick it off here."),
}


class Shown(NamedTuple):
    """One errand as a page shows it: what is to be done, by whom, where, and what came of trying.

    `state` is `done`, `failed`, `taken` (the platform was asked), `waits` (for a connector), `by_hand`, `unasked` (a
    connector could, but no person asked for it), `theirs` (another side's turn) or `later` (after the step before it).
    `why` and `advice` are of one that failed, or why the connector is held up.
    """

    errand: Errand
    says: str
    of: str
    state: str
    link: str
    why: str = ""
    advice: str = ""

    @property
    def is_under_way(self) -> bool:
        """Whether a connector has it or will take it, so that it is worth looking again."""
        return self.state in ("taken", "waits")


def orders(file: CaseFile, reader: Reader) -> tuple[Shown, ...]:
    """Return what standing orders ask to be done on the platform now, each with its hour."""
    return tuple(_shown(file, one, reader) for one in waiting_for_us(file) if one.due_at is not None)


def steps(file: CaseFile, reader: Reader) -> tuple[Shown, ...]:
    """Return the steps of the settlement in force, also those that are done."""
    return tuple(_shown(file, one, reader) for one in errands(file) if "remedy" in one.params)


def where(errand: Errand) -> str:
    """Return the address at which it is done; empty where nobody wrote one."""
    return link(_links(house.rules().roots), errand.platform, errand.params)


def reason(file: CaseFile, errand: Errand, reader: Reader) -> str:
    """Return why an errand failed: what kind of trouble, in the reader's language, and the words that belong to it."""
    failed = _last_failure(file, errand)
    if failed is None:
        return errand.told
    kind = naming.label("TROUBLES", failed.cause, reader.language) if failed.cause else ""
    said = failed.why
    if failed.cause == "facts_missing":
        said = ", ".join(naming.fact(name, reader.language) for name in said.split(", "))
    return " · ".join(part for part in (kind, said) if part)


def held_up(connector: Connector, reader: Reader) -> str:
    """Return what holds a connector up, in the reader's language; empty where nothing does."""
    if connector.cause in ("", "mistake"):
        return connector.trouble
    return naming.label("TROUBLES", connector.cause, reader.language)


def advice(by_cause: Mapping[str, str], file: CaseFile, errand: Errand) -> str:
    """Return what a person is to do about an errand that failed, in the reader's language."""
    failed = _last_failure(file, errand)
    return _(by_cause.get(failed.cause if failed else "", by_cause[""]))


def _last_failure(file: CaseFile, errand: Errand) -> StepFailed | None:
    return next((one for one in reversed([*file.all(StepFailed)]) if one.key == errand.key), None)


def _shown(file: CaseFile, errand: Errand, reader: Reader) -> Shown:
    shown = Shown(
        errand,
        naming.said(errand.says, reader.language),
        naming.label("ROLES", errand.of, reader.language),
        "",
        where(errand) if errand.of in OURS and errand.state is not State.DONE else "",
    )
    match errand.state:
        case State.DONE:
            return shown._replace(state="done")
        case State.FAILED:
            what_to_do = advice(ADVICE, file, errand)
            return shown._replace(state="failed", why=reason(file, errand, reader), advice=what_to_do)
    if not errand.is_next or errand.of not in OURS:
        return shown._replace(state="theirs" if errand.is_next else "later")
    return _with_hand(file, shown, reader)


def _with_hand(file: CaseFile, shown: Shown, reader: Reader) -> Shown:
    """Return an errand of ours with who does it: the connector, if there is one and a person asked, else a person.

    In a closed case no connector begins anything.
    """
    if not file.is_open and shown.errand.state is State.PROPOSED:
        return shown._replace(state="by_hand")
    connector = configured.doing(shop_key(file.opened.platform, file.opened.shop), shown.errand.action)
    if connector is None:
        return shown._replace(state="taken" if shown.errand.state is State.QUEUED else "by_hand")
    if not asked_by(file, shown.errand):
        return shown._replace(state="unasked")
    state = "taken" if shown.errand.state is State.QUEUED else "waits"
    return shown._replace(state=state, why=held_up(connector, reader))


@lru_cache(maxsize=4)
def _links(roots: tuple[Path, ...]) -> dict[str, str]:
    return dict(read_links(roots))
