"""Why is this case next? One sentence for whoever gets it."""

from __future__ import annotations

from msgspec import Struct

from hejie.casefile.money import Money
from hejie.casefile.templates import fill, said
from hejie.casefile.words import spoken


class Turn(Struct, frozen=True):
    """Why a case has its turn: what is at stake, the minutes it takes, what it saves a minute, and what one is worth.

    `by_minute` and `price` are in one currency for all cases, `stake` is in the case's own. `price` is what a minute
    is worth in the hours ahead (None: there is no plan, the index decides). `guessed` says that no amount is known
    and the usual stake of such cases stands in; `too_late` that it cannot be done before its clock runs out, `timed`
    that there is one.
    """

    stake: Money
    minutes: float
    by_minute: Money
    price: Money | None = None
    guessed: bool = False
    too_late: bool = False
    timed: bool = True


_SAYS = {
    "untimed": {
        "zh-CN": "没有我方时限，但买家在等；约需 {minutes} 分钟。",
        "en": "No clock of ours runs, but the buyer waits; it takes about {minutes:minute/minutes}.",
    },
    "too_late": {
        "zh-CN": "截止前已来不及办完。",
        "en": "It can no longer be done before its deadline.",
    },
    "nothing": {
        "zh-CN": "不办的结果与我们本来会同意的一样，可以往后放。",
        "en": "Silence leads to what we would agree to anyway, so it can wait.",
    },
    "index": {
        "zh-CN": "逾期多损失 {stake}{guessed}，约需 {minutes} 分钟，每分钟保住 {worth}。",
        "en": "Missing the deadline costs {stake}[ {guessed}], it takes about {minutes:minute/minutes}: "
        "{worth} saved a minute.",
    },
    "at_ease": {
        "zh-CN": "人手够用；逾期多损失 {stake}{guessed}，约需 {minutes} 分钟。",
        "en": "There is time for all; missing the deadline costs {stake}[ {guessed}], it takes about "
        "{minutes:minute/minutes}.",
    },
    "now": {
        "zh-CN": "逾期多损失 {stake}{guessed}；每分钟保住 {worth}，高于此刻一分钟的价值 {price}。",
        "en": "Missing the deadline costs {stake}[ {guessed}]; saves {worth} a minute, more than the {price} that "
        "one is worth now.",
    },
    "later": {
        "zh-CN": "逾期多损失 {stake}{guessed}；每分钟保住 {worth}，低于此刻一分钟的价值 {price}。",
        "en": "Missing the deadline costs {stake}[ {guessed}]; saves {worth} a minute, less than the {price} that "
        "one is worth now.",
    },
}
_GUESSED = {"zh-CN": "（按同类估计）", "en": "(as such cases usually do)"}


def why_now(turn: Turn, language: str) -> str:
    """Return the sentence in a language, or in English where it has no words in that one."""
    told = {
        "stake": turn.stake,
        "minutes": round(turn.minutes),
        "worth": turn.by_minute,
        "price": turn.price or "",
        "guessed": _GUESSED if turn.guessed else "",
    }
    says = spoken(_SAYS[_kind(turn)])
    language = language if language in says else "en"
    return fill(says[language], {name: said(word, language) for name, word in told.items()})


def _kind(turn: Turn) -> str:
    if not turn.timed:
        return "untimed"
    if turn.too_late:
        return "too_late"
    if turn.stake.minor <= 0:
        return "nothing"
    if turn.price is None:
        return "index"
    if turn.price.minor <= 0:
        return "at_ease"
    return "now" if turn.price.minor <= turn.by_minute.minor else "later"
