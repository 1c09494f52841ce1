"""How does each language write a number, a share and a day?"""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from typing import NamedTuple

from babel.numbers import format_decimal, format_percent

from hejie.casefile.money import locale_of

# Chinese says year, month and day; in Brazil and Spain the day comes first, and 11-05 would be read as the 11th of May.
_DAYS = {
    "zh-CN": "{0.year}年{0.month}月{0.day}日",
    "en": "{0:%Y-%m-%d}",
    "pt-BR": "{0:%d/%m/%Y}",
    "es": "{0:%d/%m/%Y}",
}
_CLOCKS = {
    "zh-CN": "{0:%Y-%m-%d %H:%M}",
    "en": "{0:%Y-%m-%d %H:%M}",
    "pt-BR": "{0:%d/%m/%Y %H:%M}",
    "es": "{0:%d/%m/%Y %H:%M}",
}
_SHORT = {
    "zh-CN": "{0:%m-%d %H:%M}",
    "en": "{0:%m-%d %H:%M}",
    "pt-BR": "{0:%d/%m %H:%M}",
    "es": "{0:%d/%m %H:%M}",
}


class Figure(NamedTuple):
    """A number with as many decimals as a reader can use; `is_share` writes it in percent."""

    value: float
    decimals: int = 1
    is_share: bool = False

    def text(self, language: str) -> str:
        """Write it as the language does: `1,234.5`, `1.234,5`, `12.3%`, `12,3%`."""
        places = f".{'0' * self.decimals}" if self.decimals else ""
        if self.is_share:
            return format_percent(self.value, format=f"0{places}%", locale=locale_of(language))
        return format_decimal(self.value, format=f"#,##0{places}", locale=locale_of(language))


def day(on: date, language: str) -> str:
    """Write a day: `2026年11月25日`, `2026-11-25`, `25/11/2026`."""
    return _in(_DAYS, language).format(on)


def numbers(on: date, language: str) -> str:
    """Write a day in numbers only, for a table: `2026-11-25`, `25/11/2026`."""
    return _in(_CLOCKS, language).format(on).split()[0]


def clock(at: datetime, zone: tzinfo, language: str) -> str:
    """Write a time of that zone's wall clock to the minute, for a line or a table."""
    return _in(_CLOCKS, language).format(at.astimezone(zone))


def short_clock(at: datetime, zone: tzinfo, language: str) -> str:
    """Write a time of this year without the year."""
    return _in(_SHORT, language).format(at.astimezone(zone))


def _in(table: dict[str, str], language: str) -> str:
    return table.get(language) or table["en"]
