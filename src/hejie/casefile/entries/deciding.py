"""What is decided: liability, clocks, the price of each remedy, who works on it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from msgspec import Struct

from hejie.casefile.entries.happening import Ground, Happening
from hejie.casefile.money import Money
from hejie.casefile.parties import Role


class LiabilityJudged(Happening, frozen=True):
    """Who is liable, as far as the facts go: one outcome when decided, several while open.

    `status` is decided, pending or conflict, and `stale` says that a rule behind it is due for review; `advice` is
    what the rules advise to do; `changes_at` is the next time at which the answer would change by itself;
    `rulebook` the hash of the rules that answered.
    """

    status: str
    liable: tuple[str, ...]
    grounds: tuple[Ground, ...]
    advice: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    changes_at: datetime | None = None
    rulebook: str = ""
    stale: bool = False

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "判责（{status}）：[{liable}|尚无结论]。[{grounds}。][还缺：{missing}。]",
        "en": "Liability ({status}): [{liable}|no answer yet]. [{grounds}.][ Still missing: {missing}.]",
    }


class ClockSet(Happening, frozen=True):
    """A deadline runs. `due_source` says whether the platform's own field or a rule gave it.

    `rival_due_at` keeps the other date where the two disagree; `on_timeout` is what happens when it is missed,
    by language.
    """

    clock: str
    due_at: datetime
    turn: Role
    on_timeout: dict[str, str]
    due_source: str
    ground: Ground
    rival_due_at: datetime | None = None

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "时限「{clock}」：{turn}须在 {due_at} 前处理[，逾期则{on_timeout}]。"
        "[以平台显示为准，按规则推算为 {rival_due_at}。]",
        "en": "Clock “{clock}”: the {turn} must act by {due_at}[, or else: {on_timeout}]."
        "[ This is the platform’s own date; by the rule it would be {rival_due_at}.]",
    }


class ClockStopped(Happening, frozen=True):
    """A deadline no longer runs."""

    clock: str
    because: str = ""

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "时限「{clock}」已停止[：{because}]。",
        "en": "Clock “{clock}” stopped[: {because}].",
    }


class ClockMissed(Happening, frozen=True):
    """A deadline passed without the move it asked for."""

    clock: str
    due_at: datetime
    consequence: dict[str, str]

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "时限「{clock}」已于 {due_at} 超时[：{consequence}]。",
        "en": "Clock “{clock}” was missed at {due_at}[: {consequence}].",
    }


NOT_REFUSABLE = "not_refusable"  # a refusal before it is judged that the fault is not ours
OURS_TO_BEAR = "ours_to_bear"  # words alone, where the fault is ours


class Offer(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A remedy that could be offered: what it costs us in all and by part, what the buyer gets, and who may grant it.

    `parts` splits the cost (goods, freight, risk of the ruling...), in minor units of the cost's currency; `spent` is
    what went before, whatever is offered now, and is in no cost.
    `grantable` is false where a role's limit is exceeded; `needs` then names the role that may approve.
    `expected` is what it costs in all to offer this now and go on well: the answer may be no. `split` divides that,
    `accepts` is how likely it is taken, in percent, `propensity` how likely it was to be proposed first, in per mille.
    `rank` marks the best ones from 1; 0 is none of them. `why_not` is NOT_REFUSABLE, OURS_TO_BEAR, or the right of the
    buyer that it falls short of.
    """

    remedy: str
    cost: Money
    gives: Money
    parts: dict[str, int]
    ground: Ground
    grantable: bool = True
    needs: str = ""
    why_not: str = ""
    expected: Money | None = None
    split: dict[str, int] = {}
    accepts: int = 0
    propensity: int = 0
    rank: int = 0
    spent: dict[str, int] = {}


class OffersWeighed(Happening, frozen=True):
    """The remedies were priced, the best to offer first.

    `lapse` is what it costs if nobody answers, `law` which law of acceptance was used, `refused` how many offers the
    buyer has refused by then.
    """

    offers: tuple[Offer, ...]
    lapse: Money | None = None
    law: str = ""
    refused: int = 0

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "方案比较：[{offers}|没有可用方案]。",
        "en": "Remedies weighed: [{offers}|none can be offered].",
    }


class CaseTaken(Happening, frozen=True):
    """A person works on the case now; `over_from` is who did before, where it was taken over."""

    agent: str
    over_from: str = ""

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "由{agent}接手[（原由{over_from}处理）]。",
        "en": "Taken by {agent}[, over from {over_from}].",
    }


class StandingOrderUsed(Happening, frozen=True):
    """A standing order that a person wrote was carried out before a clock ran out; `does` is what was done."""

    order: str
    does: str
    clock: str
    due_at: datetime
    switched_on_by: str
    ground: Ground

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "按常设指令「{order}」（{switched_on_by}启用）在 {due_at} 截止前：{ground}。",
        "en": "Standing order “{order}” (switched on by {switched_on_by}), before the deadline of {due_at}: {ground}.",
    }


class Escalated(Happening, frozen=True):
    """The case moved up, by a rule or by hand."""

    to: Role
    ground: Ground

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "升级给{to}[：{ground}]。",
        "en": "Escalated to the {to}[: {ground}].",
    }
