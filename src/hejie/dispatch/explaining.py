"""Why is this case next? One sentence for whoever gets it."""

from __future__ import annotations

from msgspec import Struct

from hejie.casefile.money import Money


class Turn(Struct, frozen=True):
    """Why a case has its turn: what is at stake, the hours left, the minutes it takes, and the price of a minute now.

    `price` is what a minute is worth in the hours ahead (None: there is no plan, the index decides).
    """

    stake: Money
    hours: float
    minutes: float
    price: Money | None = None


def why_now(turn: Turn, language: str) -> str:
    """Return the sentence, in zh-CN or else in English."""
    by_minute = Money(round(turn.stake.minor / max(turn.minutes, 1)), turn.stake.currency)
    chinese = language.startswith("zh")
    stake, worth = turn.stake.text(language), by_minute.text(language)
    if turn.price is None:
        if chinese:
            return f"还剩 {turn.hours:.1f} 小时，逾期多损失 {stake}，约需 {turn.minutes:.0f} 分钟，每分钟保住 {worth}。"
        return (
            f"{turn.hours:.1f} hours are left, missing them costs {stake}, it takes about {turn.minutes:.0f} minutes: "
            f"{worth} saved a minute."
        )
    price = turn.price.text(language)
    if turn.price.minor <= by_minute.minor:
        if chinese:
            return (
                f"每分钟保住 {worth}，高于眼下行情 {price}；还剩 {turn.hours:.1f} 小时，逾期多损失 {stake}。"
            )
        return (
            f"It saves {worth} a minute, more than the {price} that a minute is worth now; {turn.hours:.1f} hours are "
            f"left, and missing them costs {stake}."
        )
    if chinese:
        return f"每分钟只保住 {worth}，低于眼下行情 {price}，先让路；还剩 {turn.hours:.1f} 小时。"
    return (
        f"It saves only {worth} a minute, less than the {price} that a minute is worth now, so it waits; "
        f"{turn.hours:.1f} hours are left."
    )
