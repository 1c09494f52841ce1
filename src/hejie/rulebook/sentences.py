"""How is an explanation told to a person, in the languages of the desk?"""

from __future__ import annotations

import re
from typing import Any

from hejie.casefile.templates import said
from hejie.casefile.words import LANGUAGES
from hejie.rulebook.answers import CONFLICT, DECIDED
from hejie.rulebook.explanation import Because, Cited, Explanation, Reason
from hejie.rulebook.flips import ANOTHER_VERSION, Flip
from hejie.rulebook.questions import Question
from hejie.rulebook.saying import Saying, Seen, span
from hejie.rulebook.schema import Decision
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
    "beaten": {
        "zh-CN": "本来适用，但被例外或优先规则排除：{says}",
        "en": "Set aside by an exception or a stronger rule: {says}",
    },
    "deemed": {
        "zh-CN": "期限已过，视为：{fact}为{value}（{says}）",
        "en": "The time is over, so it is taken that {fact}: {value} ({says})",
    },
    "ask": {"zh-CN": "可向{who}询问“{fact}”：{leads}。", "en": "Ask {who} about “{fact}”: {leads}."},
    "leads": {"zh-CN": "若为“{value}”，则{values}", "en": "if it is “{value}”, then {values}"},
    "asked": {"zh-CN": "无需再问。", "en": "Nothing more needs to be asked."},
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
    "or": {"zh-CN": "或", "en": " or "},
    "parts": {"zh-CN": "；", "en": "; "},
    "open_end": {"zh-CN": "无上限", "en": "no upper end"},
    "none": {"zh-CN": "尚无规则适用", "en": "no rule applies yet"},
    "over": {"zh-CN": "“{limit}”到期", "en": "“{limit}” is over"},
    "time": {"zh-CN": "时间已过", "en": "time has passed"},
    "version": {"zh-CN": "规则换了版本", "en": "another version of the rules holds"},
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
_NAME = re.compile(r"[a-z][a-z0-9_.]*")


def sentences(
    explanation: Explanation, language: str, *, book: Wordbook, whole: bool = True
) -> tuple[str, ...]:
    """Return the explanation as sentences; without `whole`, without questions and the next flip.

    `book` has the rules' own words in languages that their files do not write.
    """
    teller = _Teller(explanation, language if language in LANGUAGES else "en", book)
    return tuple(teller.tell(whole=whole))


def asked(explanation: Explanation, language: str, *, book: Wordbook) -> tuple[str, ...]:
    """Return every open question of an explanation as a sentence, with its fact's name and how long it may take.

    Where nothing is open, the one sentence says so.
    """
    teller = _Teller(explanation, language if language in LANGUAGES else "en", book)
    told = tuple(
        f"{teller.question(question)} [{question.fact}, {span(question.sla, teller.say.language)}]"
        for question in explanation.ask
    )
    return told or (teller.words["asked"],)


class _Teller:
    def __init__(self, explanation: Explanation, language: str, book: Wordbook) -> None:
        self.explanation = explanation
        definitions = explanation.definitions
        self.decision: Decision = definitions.decisions[explanation.answer.decision]
        zones = [folder.zone for folder in definitions.folders.values() if folder.zone != "UTC"]
        platform = definitions.folders.get(f"platform/{explanation.platform}")
        zone = platform.zone if platform else zones[0] if zones else "UTC"
        self.say = Saying(definitions, book, language, zone, explanation.currency)
        self.words = {name: said(words, language) for name, words in _WORDS.items()}

    def tell(self, *, whole: bool) -> list[str]:
        told = [self.answer(), *self.deemed()]
        for kind, reasons in (("fired", self.explanation.fired), ("open", self.explanation.open)):
            for reason in reasons:
                told += self.reason(kind, reason)
        told += [
            self.words["beaten"].format(says=self.say.said(item.says))
            for item in self.explanation.beaten
            if item.sure  # what only might have applied would bury the reason
        ]
        if self.explanation.answer.stale:
            told.append(self.words["stale"])
        if whole:
            told += [self.question(question) for question in self.explanation.ask[:3]]
            flip = self.explanation.next_flip
            if flip is not None and flip.to != self.explanation.answer.values:
                told.append(self.flip(flip))
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
        what = self.say.said(self.decision.label)
        return self.words[kind].format(what=what[:1].upper() + what[1:], values=self.values(answer.values))

    def deemed(self) -> list[str]:
        return [
            self.words["deemed"].format(
                fact=self.say.label(item.fact),
                value=self.say.value(item.fact, item.value),
                says=self.say.said(item.says),
            )
            for item in self.explanation.deemed
        ]

    def reason(self, kind: str, reason: Reason) -> list[str]:
        sources = self.words["parts"].join(map(self.source, reason.sources))
        clause = self.words[kind].format(says=self.say.said(reason.says), sources=sources)
        return [clause, *self.say.seen(_seen(reason.because))]

    def source(self, source: Cited) -> str:
        return self.words["source"].format(
            title=self.say.said(source.title),
            date=self.words["undated"] if source.date == "undated" else source.date,
            grade=said(_GRADES[source.grade], self.say.language),
        )

    def question(self, question: Question) -> str:
        leads = self.words["parts"].join(
            self.words["leads"].format(
                value=self.say.value(question.fact, leaf.value), values=self.values(leaf.values)
            )
            for leaf in question.leaves[:4]
        )
        who = said(_WHO.get(question.who, question.who), self.say.language)
        return self.words["ask"].format(who=who, fact=self.say.label(question.fact), leads=leads)

    def flip(self, flip: Flip) -> str:
        told = {"values": self.values(flip.to), "at": self.say.time(flip.at), "why": self.why(flip.why)}
        return self.words["flip"].format(**told)

    def why(self, turn: str) -> str:
        """Tell what turns an answer by itself: a clause, a limit that a comparison names, or other rules."""
        definitions = self.say.definitions
        if turn in definitions.burdens:
            return self.say.said(definitions.burdens[turn].says)
        if turn == ANOTHER_VERSION:
            return self.words["version"]
        limits = [name for name in _NAME.findall(turn) if name in definitions.params]
        if not limits:
            return self.words["time"]
        return self.words["over"].format(limit=self.say.said(definitions.params[limits[0]].label))

    def values(self, values: tuple[Any, ...]) -> str:
        if not values:
            return self.words["none"]
        if self.decision.is_numeric:
            ends = [
                self.words["open_end"] if value is None else self.say.amount(value, self.decision.unit)
                for value in values
            ]
            return ends[0] if ends[0] == ends[1] else f"{ends[0]} - {ends[1]}"
        return self.words["or"].join(self.say.said(self.decision.outcomes[value]) for value in values)


def _seen(because: tuple[Because, ...]) -> Seen:
    facts: dict[str, Any] = {}
    missing: dict[str, None] = {}
    for part in because:
        facts |= part.facts
        missing |= dict.fromkeys(part.missing if part.truth is None else ())
    return Seen(facts, tuple(missing))
