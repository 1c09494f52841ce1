"""How many cases will come in in each hour ahead, by the shop's own history and the calendar?"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from msgspec import Struct

from hejie.dispatch.waiting import Numbers
from hejie.rulebook import Rulebook
from hejie.rulebook.duty import Peak

_HOURS, _DAYS = 24, 7  # not a rule: of a day, of a week
_PERCENT = 100  # not a rule: of a whole
_HALF = 0.5  # not a rule: what is left after a half-life
_ENOUGH = 14  # not a rule: usual days from which on peaks are left out rather than brought down to size


class History(Struct, frozen=True):
    """What came in: `counts` has one row a kind and one column an hour; the first hour begins at `first` (aware)."""

    first: datetime
    counts: Numbers


class Outlook(Struct, frozen=True):
    """What is expected: kinds by hours from the next full hour on, and what it rests on.

    `usual` is how many come in on a usual day now, `lately` how the last day compares with what was to be expected,
    `peaks` which peaks of the calendar fall into the hours ahead.
    """

    begins: datetime
    arrivals: Numbers
    usual: float
    lately: float
    peaks: tuple[Peak, ...]


def forecast(
    history: History, hours: int, *, rules: Rulebook, zone: str, stated: int | None = None
) -> Outlook:
    """Return what is expected in so many hours after the history, told by the clock of a zone.

    A usual day is a mean in which old days fade and peaks of the calendar are left out; weekdays, hours and kinds are
    shares that lean to the average where little was seen, and a peak that was seen comes as high as it was. `stated`
    is what a team expects instead of the calendar, in percent of a usual day. Nothing came in yet: nothing is expected.
    """
    past = _Past(history, rules, ZoneInfo(zone))
    begins = history.first + timedelta(hours=history.counts.shape[1])
    ahead = [begins + timedelta(hours=hour) for hour in range(hours)]
    day = np.array([past.expected(at) for at in ahead])
    calendar = np.array([past.factor(at) if stated is None else stated / _PERCENT for at in ahead])
    fading = past.lately ** np.exp(-np.arange(hours) / _HOURS)  # a rush today says little about next week
    found = {
        peak.id: peak for at in ahead for peak in past.peaks if peak.holds(at.astimezone(past.zone).date())
    }
    arrivals: Numbers = np.outer(past.by_kind, day * calendar * fading)
    return Outlook(begins, arrivals, past.usual, past.lately, tuple(found.values()))


class _Past:
    """What a history tells: a usual day, the shares of weekdays, hours and kinds, and how high each peak was."""

    def __init__(self, history: History, rules: Rulebook, zone: ZoneInfo) -> None:
        self.zone = zone
        self.peaks = rules.dispatching.duty.peaks
        end = history.first + timedelta(hours=history.counts.shape[1])
        on = end.astimezone(zone).date()
        prior, half_life = (
            float(rules.parameter(f"team.forecast.{name}", on=on) or 1) for name in ("prior", "half_life")
        )
        whole = history.counts.sum(axis=0)
        times = [history.first + timedelta(hours=hour) for hour in range(len(whole))]
        peaks = [self.peak(at) for at in times]
        plain = np.array([not peak for peak in peaks], dtype=np.float64)
        # Peaks tell nothing about usual days, unless there is hardly anything else.
        counts = whole
        if plain.sum() < _ENOUGH * _HOURS:
            plain, counts = np.ones(len(whole)), whole / np.array([_stated(peak) for peak in peaks] or [1.0])
        faded = plain * _HALF ** (np.arange(len(whole), 0, -1) / _HOURS / half_life)
        weekdays, hour_of_day = (
            np.array([tell(at) for at in times], dtype=np.intp) for tell in (self.weekday, self.hour)
        )
        self.usual = _HOURS * float((counts * faded).sum()) / float(faded.sum()) if faded.any() else 0.0
        self.by_weekday = _relative(counts * faded, faded, weekdays, _DAYS, prior)
        self.by_hour = _relative(counts * plain, plain, hour_of_day, _HOURS, prior) / _HOURS
        kinds = history.counts.sum(axis=1)
        self.by_kind = (kinds + prior / max(len(kinds), 1)) / (kinds.sum() + prior)
        self.heights = self._heights(whole, times, peaks, prior)
        self.lately = self._lately(whole[-_HOURS:], times[-_HOURS:], prior)

    def weekday(self, at: datetime) -> int:
        return at.astimezone(self.zone).weekday()

    def hour(self, at: datetime) -> int:
        return at.astimezone(self.zone).hour

    def peak(self, at: datetime) -> Peak | None:
        """Return the highest peak of the calendar at a time."""
        on = at.astimezone(self.zone).date()
        return max((one for one in self.peaks if one.holds(on)), key=lambda one: one.percent, default=None)

    def factor(self, at: datetime) -> float:
        """Return how much more than usual comes in at a time: as seen in this peak before, else by the calendar."""
        peak = self.peak(at)
        return self.heights.get(peak.id, _stated(peak)) if peak else 1.0

    def expected(self, at: datetime) -> float:
        """Return how many come in in this hour of a usual week."""
        return float(self.usual * self.by_weekday[self.weekday(at)] * self.by_hour[self.hour(at)])

    def _heights(
        self, came: Numbers, times: list[datetime], peaks: list[Peak | None], prior: float
    ) -> dict[str, float]:
        """Return how high each peak was where the history holds one, leaning to what the calendar states."""
        found: dict[str, float] = {}
        for peak in {one.id: one for one in peaks if one}.values():
            inside = [place for place, one in enumerate(peaks) if one and one.id == peak.id]
            usual = sum(self.expected(times[place]) for place in inside)
            found[peak.id] = (float(came[inside].sum()) + prior * _stated(peak)) / (usual + prior)
        return found

    def _lately(self, came: Numbers, times: list[datetime], prior: float) -> float:
        expected = sum(self.expected(at) * self.factor(at) for at in times)
        return float((came.sum() + prior) / (expected + prior))


def _stated(peak: Peak | None) -> float:
    return peak.percent / _PERCENT if peak else 1.0


def _relative(counts: Numbers, weights: Numbers, groups: np.ndarray, size: int, prior: float) -> Numbers:
    """Return how each group compares with the mean (1), leaning to it by as many cases as `prior`."""
    total = float(weights.sum())
    mean = float(counts.sum()) / total if total else 0.0
    came = np.bincount(groups, weights=counts, minlength=size)
    expected = mean * np.bincount(groups, weights=weights, minlength=size)
    found: Numbers = (came + prior) / (expected + prior)
    return found
