"""What does the team folder tell about the work: minutes, patience, skills, and standing orders?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from hejie.casefile.stages import Stage
from hejie.casefile.vocabulary import CLAIMS
from hejie.rulebook.duty import Duty, read_duty
from hejie.rulebook.loading import merged
from hejie.rulebook.mistakes import Place, RuleFileMistake, UnknownName
from hejie.rulebook.reading import Block, read_yaml
from hejie.rulebook.rows import block, day, number, one_of, only, text, truth, words

FILE = "team/dispatch.yaml"
DEEDS = ("extend", "upload_evidence", "agree")
ANY = "any"


class Work(Struct, frozen=True):
    """How many minutes a case takes, and how many of a thousand buyers lose patience in an hour."""

    minutes: int
    leave: int


class StandingOrder(Struct, frozen=True):
    """What may be done alone when one of our clocks is about to run out, and who switched it on.

    `does` is one of DEEDS. `most` bounds the amount of the case by currency, in minor units; without it there is no
    bound, and with it a currency that is not named is not covered. Empty `platforms` or `stages` mean all.
    """

    id: str
    does: str
    claims: tuple[str, ...]
    hours_before: int
    says: Mapping[str, str]
    platforms: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    most: Mapping[str, int] = {}
    on: bool = False
    by: str = ""
    since: date | None = None


class Dispatching(Struct, frozen=True):
    """All that the team folder tells about the work."""

    source: str
    work: Mapping[str, Work]
    in_review: Work
    skills: Mapping[str, tuple[str, ...]]
    orders: tuple[StandingOrder, ...]
    duty: Duty

    def work_of(self, claim: str, *, in_review: bool) -> Work:
        """Return what a case of this claim takes."""
        return self.in_review if in_review else self.work.get(claim, self.work[ANY])


def read_dispatching(roots: Sequence[Path]) -> Dispatching:
    """Read the file, later folders laid over earlier ones; raise RuleFileMistake with file and line."""
    top = Block(Place(FILE, 1))
    for root in roots:
        if (root / FILE).exists():
            top = merged(top, read_yaml(root / FILE, shown_as=f"{root.name}/{FILE}"))
    only(top, ("source", "work", "in_review", "skills", "standing_orders", "shift", "people", "peaks"))
    work, orders, skills = block(top, "work"), block(top, "standing_orders"), block(top, "skills")
    _claims(work, [key for key in work if key != ANY])
    return Dispatching(
        source=text(top, "source"),
        work={str(key): _work(block(work, key, required=True)) for key in work},
        in_review=_work(block(top, "in_review", required=True)),
        skills={str(claim): _claim_list(skills, claim) for claim in _claims(skills, skills)},
        orders=tuple(_order(str(key), block(orders, key)) for key in orders),
        duty=read_duty(top),
    )


def _work(row: Block) -> Work:
    only(row, ("minutes", "leave"))
    return Work(number(row, "minutes"), number(row, "leave"))


def _order(key: str, row: Block) -> StandingOrder:
    only(row, (*StandingOrder.__struct_fields__[1:],))
    switched_on, by, since = truth(row, "on", default=False), text(row, "by", ""), day(row, "since")
    if switched_on and not (by and since):
        raise RuleFileMistake(
            row.at("on"),
            f"nobody answers for the standing order {key!r}",
            "Write who switched it on and when: {on: true, by: bo, since: 2026-11-24}.",
        )
    claims, most = _claim_list(row, "claims"), block(row, "most")
    return StandingOrder(
        id=key,
        does=one_of(row, "does", DEEDS),
        claims=tuple(_claims(row, claims)),
        hours_before=number(row, "hours_before"),
        says=words(row, "says"),
        platforms=_claim_list(row, "platforms"),
        stages=tuple(Stage(name) for name in _claim_list(row, "stages")),
        most={str(currency): number(most, currency) for currency in most},
        on=switched_on,
        by=by,
        since=since,
    )


def _claim_list(row: Block, key: str) -> tuple[str, ...]:
    return tuple(str(item) for item in row.get(key) or ())


def _claims(row: Block, named: Sequence[str] | Block) -> list[str]:
    for claim in named:
        if claim not in CLAIMS:
            raise UnknownName(row.at(claim), str(claim), "claim", CLAIMS)
    return [str(claim) for claim in named]
