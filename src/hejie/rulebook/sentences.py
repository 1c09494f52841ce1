"""How is an explanation told to a person, in the languages of the desk?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from hejie.casefile.money import Money
from hejie.casefile.templates import said
from hejie.casefile.words import LANGUAGES
from hejie.casefile.writing import clock
from hejie.rulebook.answers import CONFLICT, DECIDED
from hejie.rulebook.explanation import Because, Cited, Explanation, Reason
from hejie.rulebook.questions import Question
from hejie.rulebook.schema import Decision, Definitions, FactKind
from hejie.rulebook.wordbook import Wordbook

_WORDS: dict[str, dict[str, str]] = {
    "decided": {"zh-CN": "{what}：{values}。", "en": "{what}: {values}."},
    "pending": {
        "zh-CN": "{what}：尚不能确定，可能是{values}。",
        "en": "{what}: not certain yet; it may be {values}.",
    },
    "nothing": {"zh-CN": "{what}：目前没有规则适用。", "en": "{what}: no rule speaks to this yet."},
    "conflict": {
        "zh-CN": "{what}：规则互相冲突（{values}），请上报处理。",
        "en": "{what}: rules contradict each other ({values}); pass it on to someone who can settle it.",
    },
    "fired": {"zh-CN": "依据：{says}（{sources}）", "en": "Because: {says} ({sources})"},
    "open": {
        "zh-CN": "是否适用还不清楚：{says}（{sources}）",
        "en": "It is open whether this applies: {says} ({sources})",
    },
    "facts": {"zh-CN": "已知：{facts}。", "en": "Known: {facts}."},
    "missing": {"zh-CN": "还缺：{facts}。", "en": "Missing: {facts}."},
    "beaten": {
        "zh-CN": "本来适用，但被例外或优先规则排除：{says}",
        "en": "Set aside by an exception or a stronger rule: {says}",
    },
    "deemed": {
        "zh-CN": "期限已过，视为：{fact}为{value}（{says}）",
        "en": "The time is over, so it is taken that {fact}: {value} ({says})",
    },
    "ask": {"zh-CN": "可向{who}询问“{fact}”；{leads}。", "en": 'Ask {who} for "{fact}": {leads}.'},
    "leads": {"zh-CN": "若为{value}，则{values}", "en": "{value} leads to {values}"},
    "flip": {
        "zh-CN": "若无新情况，{at}答案变为：{values}（原因：{why}）。",
        "en": "If nothing new comes, the answer becomes {values} on {at} ({why}).",
    },
    "stale": {
        "zh-CN": "注意：所依据的规则或数字已过复核日期，请先核对。",
        "en": "Careful: a rule or number behind this is past its review date; check it first.",
    },
    "source": {"zh-CN": "{title}，{date}，{grade}", "en": "{title}, {date}, {grade}"},
    "undated": {"zh-CN": "未注明日期", "en": "undated"},
    "yes": {"zh-CN": "是", "en": "yes"},
    "no": {"zh-CN": "否", "en": "no"},
    "absent": {"zh-CN": "无", "en": "does not exist"},
    "or": {"zh-CN": "或", "en": " or "},
    "list": {"zh-CN": "、", "en": ", "},
    "sources": {"zh-CN": "；", "en": "; "},
    "open_end": {"zh-CN": "无上限", "en": "no upper end"},
    "none": {"zh-CN": "无规则适用", "en": "no rule speaks"},
    "unknown": {"zh-CN": "不明", "en": "unknown"},
}
_GRADES: dict[str, dict[str, str]] = {
    "confirmed": {"zh-CN": "已核实", "en": "confirmed"},
    "reported": {"zh-CN": "有报道", "en": "reported"},
    "secondary": {"zh-CN": "二手资料", "en": "second-hand"},
    "unverified": {"zh-CN": "未核实", "en": "unverified"},
    "superseded_suspected": {"zh-CN": "可能已失效", "en": "perhaps superseded"},
}
_WHO: dict[str, dict[str, str]] = {
    "buyer": {"zh-CN": "买家", "en": "the buyer"},
    "seller": {"zh-CN": "卖家", "en": "the seller"},
    "carrier": {"zh-CN": "物流公司", "en": "the carrier"},
    "warehouse": {"zh-CN": "仓库", "en": "the warehouse"},
    "platform": {"zh-CN": "平台", "en": "the platform"},
    "agent": {"zh-CN": "经办客服", "en": "an agent"},
    "system": {"zh-CN": "系统", "en": "the system"},
    "catalogue": {"zh-CN": "商品资料", "en": "the catalogue"},
    "supplier": {"zh-CN": "供货方", "en": "the supplier"},
}
_SPANS = (
    ({"zh-CN": "天", "en": " d"}, 1440),
    ({"zh-CN": "小时", "en": " h"}, 60),
    ({"zh-CN": "分钟", "en": " min"}, 1),
)
_TECHNICAL = ("platform", "law", "claim", "currency")  # said by the page around the explanation


def sentences(
    explanation: Explanation, language: str, *, book: Wordbook, whole: bool = True
) -> tuple[str, ...]:
    """Return the explanation as sentences; without `whole`, without questions and the next flip.

    `book` has the rules' own words in languages that their files do not write.
    """
    teller = _Teller(explanation, language if language in LANGUAGES else "en", book)
    return tuple(teller.tell(whole=whole))


def asked(explanation: Explanation, language: str, *, book: Wordbook) -> tuple[str, ...]:
    """Return every open question of an explanation as a sentence, with its fact's name and how long it may take."""
    teller = _Teller(explanation, language if language in LANGUAGES else "en", book)
    return tuple(
        f"{teller.question(question)} [{question.fact}, {span(question.sla, teller.language)}]"
        for question in explanation.ask
    )


class _Teller:
    def __init__(self, explanation: Explanation, language: str, book: Wordbook) -> None:
        self.explanation, self.language, self.book = explanation, language, book
        self.definitions: Definitions = explanation.definitions
        self.decision: Decision = self.definitions.decisions[explanation.answer.decision]
        self.words = {name: said(words, language) for name, words in _WORDS.items()}
        zones = [folder.zone for folder in self.definitions.folders.values() if folder.zone != "UTC"]
        platform = self.definitions.folders.get(f"platform/{explanation.platform}")
        self.zone = ZoneInfo(platform.zone if platform else zones[0] if zones else "UTC")

    def tell(self, *, whole: bool) -> list[str]:
        told = [self.answer(), *self.deemed()]
        for kind, reasons in (("fired", self.explanation.fired), ("open", self.explanation.open)):
            for reason in reasons:
                told += self.reason(kind, reason)
        told += [
            self.words["beaten"].format(says=self.said(item.says))
            for item in self.explanation.beaten
            if item.sure  # what only might have applied would bury the reason
        ]
        if self.explanation.answer.stale:
            told.append(self.words["stale"])
        if whole:
            told += [self.question(question) for question in self.explanation.ask[:3]]
            flip = self.explanation.next_flip
            if flip is not None and flip.to != self.explanation.answer.values:
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
        what = self.said(self.decision.label)
        return self.words[kind].format(
            what=what[:1].upper() + what[1:], values=self.values(answer.values, self.decision)
        )

    def deemed(self) -> list[str]:
        return [
            self.words["deemed"].format(
                fact=self.label(item.fact),
                value=self.value(item.fact, item.value),
                says=self.said(item.says),
            )
            for item in self.explanation.deemed
        ]

    def reason(self, kind: str, reason: Reason) -> list[str]:
        sources = self.words["sources"].join(map(self.source, reason.sources))
        told = [self.words[kind].format(says=self.said(reason.says), sources=sources)]
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
            title=source.title,
            date=self.words["undated"] if source.date == "undated" else source.date,
            grade=said(_GRADES[source.grade], self.language),
        )

    def question(self, question: Question) -> str:
        leads = self.words["list"].join(
            self.words["leads"].format(
                value=self.value(question.fact, leaf.value), values=self.values(leaf.values, self.decision)
            )
            for leaf in question.leaves[:4]
        )
        who = said(_WHO.get(question.who, question.who), self.language)
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
        return self.words["or"].join(self.said(decision.outcomes[value]) for value in values)

    def said(self, words: Mapping[str, str]) -> str:
        return self.book.said(words, self.language)

    def label(self, name: str) -> str:
        return self.said(self.definitions.facts[name].label)

    def value(self, name: str, value: Any) -> str:
        kind: FactKind = self.definitions.facts[name]
        if value == "absent":
            return self.words["absent"]
        if isinstance(value, bool):
            return self.words["yes" if value else "no"]
        if kind.type == "enum":
            return self.said(kind.values[value])
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
        return clock(at, self.zone, self.language)


def span(minutes: int, language: str) -> str:
    """Write a length of time in days, hours and minutes."""
    left, told = abs(minutes), []
    for words, size in _SPANS:
        count, left = divmod(left, size)
        if count:
            told.append(f"{count}{said(words, language)}")
    between = "" if language == "zh-CN" else " "
    return ("-" if minutes < 0 else "") + (between.join(told) or f"0{said(_SPANS[-1][0], language)}")


def _facts(because: tuple[Because, ...]) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    seen: dict[str, Any] = {}
    missing: dict[str, None] = {}
    for part in because:
        seen |= {name: value for name, value in part.facts.items() if name not in _TECHNICAL}
        missing |= dict.fromkeys(part.missing if part.truth is None else ())
    return seen, tuple(missing)
