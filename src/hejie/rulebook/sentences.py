"""How is an explanation told to a person, in Chinese or English?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from hejie.casefile.money import Money
from hejie.rulebook.answers import CONFLICT, DECIDED
from hejie.rulebook.explanation import Because, Cited, Explanation, Reason
from hejie.rulebook.questions import Question
from hejie.rulebook.schema import Decision, Definitions, FactKind

_WORDS: dict[str, dict[str, str]] = {
    "zh-CN": {
        "decided": "{what}：{values}。",
        "pending": "{what}：尚不能确定，可能是{values}。",
        "nothing": "{what}：目前没有规则适用。",
        "conflict": "{what}：规则互相冲突（{values}），请上报处理。",
        "fired": "依据：{says}（{sources}）",
        "open": "是否适用还不清楚：{says}（{sources}）",
        "facts": "已知：{facts}。",
        "missing": "还缺：{facts}。",
        "beaten": "本来适用，但被例外或优先规则排除：{says}",
        "deemed": "期限已过，视为：{fact}为{value}（{says}）",
        "ask": "可向{who}询问“{fact}”；{leads}。",
        "leads": "若为{value}，则{values}",
        "flip": "若无新情况，{at}答案变为：{values}（原因：{why}）。",
        "stale": "注意：所依据的规则或数字已过复核日期，请先核对。",
        "source": "{title}，{date}，{grade}",
        "yes": "是",
        "no": "否",
        "absent": "不存在",
        "or": "或",
        "list": "、",
        "open_end": "无上限",
        "none": "无规则适用",
        "unknown": "不明",
    },
    "en": {
        "decided": "{what}: {values}.",
        "pending": "{what}: not certain yet; it may be {values}.",
        "nothing": "{what}: no rule speaks to this yet.",
        "conflict": "{what}: rules contradict each other ({values}); pass it on to someone who can settle it.",
        "fired": "Because: {says} ({sources})",
        "open": "It is open whether this applies: {says} ({sources})",
        "facts": "Known: {facts}.",
        "missing": "Missing: {facts}.",
        "beaten": "Set aside by an exception or a stronger rule: {says}",
        "deemed": "The time is over, so it is taken that {fact}: {value} ({says})",
        "ask": 'Ask {who} for "{fact}": {leads}.',
        "leads": "{value} leads to {values}",
        "flip": "If nothing new comes, the answer becomes {values} on {at} ({why}).",
        "stale": "Careful: a rule or number behind this is past its review date; check it first.",
        "source": "{title}, {date}, {grade}",
        "yes": "yes",
        "no": "no",
        "absent": "does not exist",
        "or": " or ",
        "list": ", ",
        "open_end": "no upper end",
        "none": "no rule speaks",
        "unknown": "unknown",
    },
}
_GRADES = {
    "zh-CN": {
        "confirmed": "已核实",
        "reported": "有报道",
        "secondary": "二手资料",
        "unverified": "未核实",
        "superseded_suspected": "可能已失效",
    },
    "en": {
        "confirmed": "confirmed",
        "reported": "reported",
        "secondary": "second-hand",
        "unverified": "unverified",
        "superseded_suspected": "perhaps superseded",
    },
}
_WHO = {
    "zh-CN": {
        "buyer": "买家",
        "seller": "卖家",
        "carrier": "物流公司",
        "warehouse": "仓库",
        "platform": "平台",
        "agent": "客服",
        "system": "系统",
        "catalogue": "商品资料",
        "supplier": "供货方",
    },
    "en": {
        "buyer": "the buyer",
        "seller": "the seller",
        "carrier": "the carrier",
        "warehouse": "the warehouse",
        "platform": "the platform",
        "agent": "an agent",
        "system": "the system",
        "catalogue": "the catalogue",
        "supplier": "the supplier",
    },
}
_SPANS = {"zh-CN": (("天", 1440), ("小时", 60), ("分钟", 1)), "en": ((" d", 1440), (" h", 60), (" min", 1))}
_TECHNICAL = ("platform", "law", "claim", "currency")  # said by the page around the explanation


def sentences(explanation: Explanation, language: str, *, whole: bool = True) -> tuple[str, ...]:
    """Return the explanation as sentences; without `whole`, without questions and the next flip."""
    teller = _Teller(explanation, "zh-CN" if language.startswith("zh") else "en")
    return tuple(teller.tell(whole=whole))


class _Teller:
    def __init__(self, explanation: Explanation, language: str) -> None:
        self.explanation, self.language = explanation, language
        self.definitions: Definitions = explanation.definitions
        self.decision: Decision = self.definitions.decisions[explanation.answer.decision]
        self.words = _WORDS[language]
        zones = [folder.zone for folder in self.definitions.folders.values() if folder.zone != "UTC"]
        platform = self.definitions.folders.get(f"platform/{explanation.platform}")
        self.zone = ZoneInfo(platform.zone if platform else zones[0] if zones else "UTC")

    def tell(self, *, whole: bool) -> list[str]:
        told = [self.answer(), *self.deemed()]
        for kind, reasons in (("fired", self.explanation.fired), ("open", self.explanation.open)):
            for reason in reasons:
                told += self.reason(kind, reason)
        told += [
            self.words["beaten"].format(says=item.says[self.language]) for item in self.explanation.beaten
        ]
        if self.explanation.answer.stale:
            told.append(self.words["stale"])
        if whole:
            told += [self.question(question) for question in self.explanation.ask[:3]]
            if (flip := self.explanation.next_flip) is not None:
                told.append(
                    self.words["flip"].format(
                        values=self.values(flip.to, self.decision), at=self.time(flip.at), why=flip.why
                    )
                )
        return told

    def answer(self) -> str:
        answer = self.explanation.answer
        kind = (
            answer.status
            if answer.status in (DECIDED, CONFLICT)
            else "pending"
            if answer.values
            else "nothing"
        )
        what = self.decision.label[self.language]
        return self.words[kind].format(
            what=what[:1].upper() + what[1:], values=self.values(answer.values, self.decision)
        )

    def deemed(self) -> list[str]:
        return [
            self.words["deemed"].format(
                fact=self.label(item.fact),
                value=self.value(item.fact, item.value),
                says=item.says[self.language],
            )
            for item in self.explanation.deemed
        ]

    def reason(self, kind: str, reason: Reason) -> list[str]:
        sources = (
            "；".join(map(self.source, reason.sources))
            if self.language == "zh-CN"
            else "; ".join(map(self.source, reason.sources))
        )
        told = [self.words[kind].format(says=reason.says[self.language], sources=sources)]
        seen, missing = _facts(reason.because)
        if seen:
            told.append(
                self.words["facts"].format(
                    facts=self.words["list"].join(
                        f"{self.label(name)} {self.value(name, value)}" for name, value in seen.items()
                    )
                )
            )
        if missing:
            told.append(self.words["missing"].format(facts=self.words["list"].join(map(self.label, missing))))
        return told

    def source(self, source: Cited) -> str:
        return self.words["source"].format(
            title=source.title, date=source.date, grade=_GRADES[self.language][source.grade]
        )

    def question(self, question: Question) -> str:
        leads = self.words["list"].join(
            self.words["leads"].format(
                value=self.value(question.fact, leaf.value), values=self.values(leaf.values, self.decision)
            )
            for leaf in question.leaves[:4]
        )
        who = _WHO[self.language].get(question.who, question.who)
        return self.words["ask"].format(who=who, fact=self.label(question.fact), leads=leads)

    def values(self, values: tuple[Any, ...], decision: Decision) -> str:
        if not values:
            return self.words["none"]
        if decision.is_numeric:
            ends = [
                self.words["open_end"] if value is None else self.amount(value, decision.unit)
                for value in values
            ]
            return ends[0] if ends[0] == ends[1] else f"{ends[0]} - {ends[1]}"
        return self.words["or"].join(decision.outcomes[value][self.language] for value in values)

    def label(self, name: str) -> str:
        return self.definitions.facts[name].label[self.language]

    def value(self, name: str, value: Any) -> str:
        kind: FactKind = self.definitions.facts[name]
        if value == "absent":
            return self.words["absent"]
        if isinstance(value, bool):
            return self.words["yes" if value else "no"]
        if kind.type == "enum":
            return kind.values[value][self.language]
        if kind.type == "time":
            return self.time(datetime.fromisoformat(value)) if isinstance(value, str) else str(value)
        return self.amount(value, kind.unit) if isinstance(value, int) else str(value)

    def amount(self, value: int, unit: str) -> str:
        if unit == "money":
            currency = self.explanation.currency
            return Money(value, currency).text(self.language) if currency else str(value)
        if unit == "min":
            return span(value, self.language)
        return f"{value} {unit}" if unit in ("g", "pct") else str(value)

    def time(self, at: datetime) -> str:
        return f"{at.astimezone(self.zone):%Y-%m-%d %H:%M}"


def span(minutes: int, language: str) -> str:
    """Write a length of time in days, hours and minutes."""
    sign, left, told = "-" if minutes < 0 else "", abs(minutes), ""
    for word, size in _SPANS["zh-CN" if language.startswith("zh") else "en"]:
        count, left = divmod(left, size)
        if count:
            told += f"{' ' if told and language == 'en' else ''}{count}{word}"
    return sign + (told or f"0{_SPANS['zh-CN' if language.startswith('zh') else 'en'][2][0]}")


def _facts(because: tuple[Because, ...]) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    seen: dict[str, Any] = {}
    missing: dict[str, None] = {}
    for part in because:
        seen |= {name: value for name, value in part.facts.items() if name not in _TECHNICAL}
        missing |= dict.fromkeys(part.missing if part.truth is None else ())
    return seen, tuple(missing)
