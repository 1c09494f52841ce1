"""What is the plan for a case, in one line that a person or a program reads?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from hejie.casefile import CaseFile, vocabulary
from hejie.casefile.entries import LiabilityJudged, MessageDrafted
from hejie.desk.cases.index import open_questions
from hejie.dispatch.stakes import hard_clock, next_clock
from hejie.negotiation import advised
from hejie.rulebook import Rulebook

MINUTES = 60


class Plan(Struct, frozen=True):
    """A case in one line. `verdict` is who is liable or what it hangs on; `hours_left` is below 0 when overdue."""

    case: str
    id: str
    claim: str
    stage: str
    turn: str
    verdict: str
    next_step: str
    first_offer: str
    due: str
    left: str
    amount: str
    buyer: str
    goods: str
    draft: str
    hours_left: float | None = None


class Wording:
    """Says codes in one language, with the names that the rulebook gives them."""

    def __init__(self, rules: Rulebook, language: str) -> None:
        self.rules, self.language = rules, language

    def of(self, table: vocabulary.Labels, code: str) -> str:
        """Return what a code of one of the house's tables is called."""
        return vocabulary.label(table, code, self.language)

    def fact(self, name: str) -> str:
        """Return what a fact is called."""
        kind = self.rules.definitions.facts.get(name)
        return self._said(kind.label, name) if kind else name

    def outcome(self, decision: str, code: str) -> str:
        """Return what an outcome of a decision is called."""
        kind = self.rules.definitions.decisions.get(decision)
        return self._said(kind.outcomes[code], code) if kind and code in kind.outcomes else code

    def remedy(self, platform: str, claim: str, code: str) -> str:
        """Return what a remedy is called on a platform."""
        known = (
            self.rules.platforms[platform].remedies.get(claim, ()) if platform in self.rules.platforms else ()
        )
        return next((self._said(remedy.label, code) for remedy in reversed(known) if remedy.id == code), code)

    def _said(self, words: Mapping[str, str], code: str) -> str:
        return words.get(self.language) or words.get("en") or code

    def pick(self, chinese: str, english: str) -> str:
        """Return one of two words."""
        return chinese if self.language.startswith("zh") else english


def plan_of(file: CaseFile, *, wording: Wording, zone: str, at: datetime) -> Plan:
    """Return the plan of a case that has walked the house at `at`; times are shown in `zone`."""
    # First what a platform or the law set: an export does not tell whether the team has answered yet.
    clock, opened = hard_clock(file) or next_clock(file), file.opened
    hours = (clock.due_at - at).total_seconds() / MINUTES**2 if clock else None
    drafted = file.last(MessageDrafted)
    return Plan(
        case=file.case_id,
        id=opened.after_sales_id,
        claim=wording.of(vocabulary.CLAIMS, file.claim),
        stage=wording.of(vocabulary.STAGES, file.stage),
        turn=wording.of(vocabulary.ROLES, file.turn),
        verdict=_verdict(file, wording),
        next_step=_next_step(file, wording),
        first_offer=_first_offer(file, wording),
        due=f"{clock.due_at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" if clock else "",
        left=_left(hours, wording),
        amount=opened.amount.text(wording.language) if opened.amount else "",
        buyer=opened.buyer,
        goods=opened.goods,
        draft=drafted.text if drafted else "",
        hours_left=round(hours, 2) if hours is not None else None,
    )


def by_urgency(plans: Iterable[Plan]) -> list[Plan]:
    """Return the plans, what is due first in front, what has no deadline behind."""
    return sorted(plans, key=lambda plan: (plan.hours_left is None, plan.hours_left or 0, plan.case))


def _verdict(file: CaseFile, wording: Wording) -> str:
    judged = file.last(LiabilityJudged)
    if judged is None or not judged.liable:
        return (
            wording.pick("没有规则判定", "no rule decides") if judged else wording.pick("未判", "not judged")
        )
    names = wording.pick("或", " or ").join(wording.of(vocabulary.LIABLE, one) for one in judged.liable)
    if judged.status == "decided":
        return names
    missing = wording.pick("、", ", ").join(wording.fact(name) for name in judged.missing[:2])
    return f"{names} ({wording.pick('还缺', 'missing')}: {missing})" if missing else f"{names} (?)"


def _next_step(file: CaseFile, wording: Wording) -> str:
    questions = open_questions(file)
    if questions:
        asked = questions[0]
        who = wording.of(vocabulary.ROLES, asked.of)
        return wording.pick(
            f"向{who}确认：{wording.fact(asked.name)}", f"ask the {who}: {wording.fact(asked.name)}"
        )
    judged = file.last(LiabilityJudged)
    if judged and judged.advice:
        return wording.outcome("handling", judged.advice[0])
    return wording.pick("回复买家", "answer the buyer") if file.last(MessageDrafted) else ""


def _first_offer(file: CaseFile, wording: Wording) -> str:
    offer = advised(file, wording.rules, within_limit=False)
    if offer is None:
        return ""
    said = f"{wording.remedy(file.platform, file.claim, offer.remedy)} ({offer.cost.text(wording.language)})"
    if offer.grantable:
        return said
    return f"{said} {wording.pick('须审批', 'needs approval')}"


def _left(hours: float | None, wording: Wording) -> str:
    if hours is None:
        return ""
    size = abs(hours)
    told = (
        f"{size * MINUTES:.0f} {wording.pick('分钟', 'min')}" if size < 1
        else f"{size:.0f} {wording.pick('小时', 'h')}" if size < 48
        else f"{size / 24:.0f} {wording.pick('天', 'days')}"
    )  # fmt: skip
    return told if hours >= 0 else wording.pick(f"已逾期 {told}", f"overdue {told}")
