"""How large may a share or a rate be, of which only few cases were counted?

A share (so many late parcels of so many) is believed in as a beta distribution, a rate (so many cases for so many
expected ones) as a gamma distribution. Both are what counting leads to when one begins with a guess that is worth
a few cases. The distribution functions are those of DLMF 8.9, 8.11 and 8.17; a package of statistics would weigh
four times as much as all else that the rooms need.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp, lgamma, log

from msgspec import Struct

Span = tuple[float, float]

_TINY, _CLOSE, _TURNS, _STEPS, _SURE = 1e-300, 1e-12, 5000, 9, 0.994
_WIDE, _NARROW = 12, 1e-5  # standard deviations to look in, and the part of them that is told apart


class Share(Struct, frozen=True):
    """What is believed of a share: as if `hits` and `misses` had been counted, the first guess included."""

    hits: float
    misses: float

    @property
    def mean(self) -> float:
        """The share to reckon with."""
        return self.hits / (self.hits + self.misses)

    @property
    def variance(self) -> float:
        """How far off that may be, squared."""
        return self.mean * (1 - self.mean) / (self.hits + self.misses + 1)

    def seen(self, hits: float, tries: float) -> Share:
        """Return the belief after so many hits in so many tries."""
        return Share(self.hits + hits, self.misses + tries - hits)

    def below(self, share: float) -> float:
        """Return how likely the true share is at most this."""
        return beta_below(share, self.hits, self.misses)

    def between(self, sure: float) -> Span:
        """Return the middle span that holds the true share with this probability."""
        return _span(self.below, self.mean, self.variance, sure)


class Rate(Struct, frozen=True):
    """What is believed of a rate: `count` cases were seen where `expected` were, the first guess included."""

    count: float
    expected: float

    @property
    def mean(self) -> float:
        """The rate to reckon with: 1 is as expected."""
        return self.count / self.expected

    def seen(self, count: float, expected: float) -> Rate:
        """Return the belief after so many more cases where so many were expected."""
        return Rate(self.count + count, self.expected + expected)

    def below(self, rate: float) -> float:
        """Return how likely the true rate is at most this."""
        return gamma_below(rate * self.expected, self.count)

    def between(self, sure: float) -> Span:
        """Return the middle span that holds the true rate with this probability."""
        return _span(self.below, self.mean, self.count / self.expected**2, sure)


FLAT = Share(0.5, 0.5)  # Jeffreys' guess: what counting alone says


def pooled_shares(
    seen: Sequence[tuple[float, float]], guesses: Sequence[float], least: float, most: float
) -> list[Share]:
    """Return what to believe of each group's share, of which `seen` holds hits and tries.

    Each group is pulled to its guess as strongly as the groups together bear out: every strength from `least` to
    `most` cases counts by how likely it makes what was seen, since a few groups cannot tell how alike all are.
    """
    worths = _steps(least, most)
    likely = _weights(
        [
            sum(
                _log_beta(worth * guess + hits, worth * (1 - guess) + tries - hits)
                - _log_beta(worth * guess, worth * (1 - guess))
                for (hits, tries), guess in zip(seen, guesses, strict=True)
            )
            for worth in worths
        ]
    )
    return [
        _one_share([Share(worth * guess, worth * (1 - guess)).seen(*pair) for worth in worths], likely)
        for pair, guess in zip(seen, guesses, strict=True)
    ]


def pooled_rates(seen: Sequence[tuple[float, float]], least: float, most: float) -> list[Rate]:
    """Return what to believe of each group's rate, of which `seen` holds the cases and those to be expected.

    Each is pulled to 1, as expected, as strongly as the groups together bear out (see `pooled_shares`).
    """
    worths = _steps(least, most)
    likely = _weights(
        [
            sum(
                lgamma(worth + count)
                - lgamma(worth)
                + worth * log(worth)
                - (worth + count) * log(worth + expected)
                for count, expected in seen
            )
            for worth in worths
        ]
    )
    return [_one_rate([Rate(worth, worth).seen(*pair) for worth in worths], likely) for pair in seen]


def _steps(least: float, most: float) -> list[float]:
    return [least * (most / least) ** (step / (_STEPS - 1)) for step in range(_STEPS)]


def _weights(logs: Sequence[float]) -> list[float]:
    heights = [exp(one - max(logs)) for one in logs]
    return [height / sum(heights) for height in heights]


def _log_beta(hits: float, misses: float) -> float:
    return lgamma(hits) + lgamma(misses) - lgamma(hits + misses)


def _one_share(beliefs: Sequence[Share], weights: Sequence[float]) -> Share:
    mean = sum(weight * belief.mean for belief, weight in zip(beliefs, weights, strict=True))
    square = sum(
        weight * (belief.variance + belief.mean**2) for belief, weight in zip(beliefs, weights, strict=True)
    )
    worth = mean * (1 - mean) / (square - mean**2) - 1
    return Share(mean * worth, (1 - mean) * worth)


def _one_rate(beliefs: Sequence[Rate], weights: Sequence[float]) -> Rate:
    mean = sum(weight * belief.mean for belief, weight in zip(beliefs, weights, strict=True))
    square = sum(
        weight * (belief.count / belief.expected**2 + belief.mean**2)
        for belief, weight in zip(beliefs, weights, strict=True)
    )
    expected = mean / (square - mean**2)
    return Rate(mean * expected, expected)


def at_least(count: int, expected: float, size: float | None = None) -> float:
    """Return how likely so many or more cases come by chance where `expected` were to come.

    With `size` the cases come in clumps (a negative binomial, variance `expected + expected**2 / size`).
    """
    if count <= 0:
        return 1.0
    if expected <= 0:
        return 0.0
    if size is None:
        return gamma_below(expected, count)
    return beta_below(expected / (expected + size), count, size)


def discoveries(chances: Sequence[float], false_share: float) -> frozenset[int]:
    """Return which findings stand, so that of all that stand only this share is false (Benjamini, Hochberg 1995)."""
    ranked = sorted(range(len(chances)), key=chances.__getitem__)
    standing = [
        rank for rank, which in enumerate(ranked, 1) if chances[which] <= false_share * rank / len(chances)
    ]
    return frozenset(ranked[: max(standing, default=0)])


def certainty(chance: float) -> str:
    """Write how sure something is; nothing that was counted is ever wholly so."""
    return ">99%" if chance > _SURE else f"{chance:.0%}"


def beta_below(share: float, hits: float, misses: float) -> float:
    """Return the beta distribution function (DLMF 8.17.22)."""
    if share <= 0 or share >= 1:
        return float(share >= 1)
    if share > (hits + 1) / (hits + misses + 2):
        return 1 - beta_below(1 - share, misses, hits)
    front = lgamma(hits + misses) - lgamma(hits) - lgamma(misses)
    front = exp(front + hits * log(share) + misses * log(1 - share)) / hits

    def above(turn: int) -> float:
        half, odd = divmod(turn, 2)
        below = (hits + turn - 1) * (hits + turn)
        if odd:
            return -(hits + half) * (hits + misses + half) * share / below
        return half * (misses - half) * share / below

    return min(1.0, front / _fraction(1.0, above, lambda turn: 1.0))


def gamma_below(value: float, shape: float) -> float:
    """Return the gamma distribution function of scale 1 (DLMF 8.11.4; beyond the middle 8.9.2)."""
    if value <= 0:
        return 0.0
    front = exp(shape * log(value) - value - lgamma(shape))
    if value >= shape + 1:
        start = value + 1 - shape
        whole = _fraction(start, lambda turn: turn * (shape - turn), lambda turn: start + 2 * turn)
        return max(0.0, 1 - front / whole)
    term = total = 1 / shape
    for turn in range(1, _TURNS):
        term *= value / (shape + turn)
        total += term
        if term < total * _CLOSE:
            break
    return min(1.0, front * total)


def _fraction(start: float, above: Callable[[int], float], below: Callable[[int], float]) -> float:
    """Return `start + a1 / (b1 + a2 / (b2 + ...))` (by Lentz, as Thompson and Barnett 1986 keep it from breaking)."""
    value = left = start
    right = 0.0
    for turn in range(1, _TURNS):
        over, under = above(turn), below(turn)
        right = 1 / ((under + over * right) or _TINY)
        left = (under + over / left) or _TINY
        value *= left * right
        if abs(left * right - 1) < _CLOSE:
            break
    return value


def _span(below: Callable[[float], float], mean: float, variance: float, sure: float) -> Span:
    reach = variance**0.5
    low, high = max(0.0, mean - _WIDE * reach), mean + _WIDE * reach
    return _where(below, (1 - sure) / 2, low, high), _where(below, (1 + sure) / 2, low, high)


def _where(below: Callable[[float], float], wanted: float, low: float, high: float) -> float:
    least = (high - low) * _NARROW
    while high - low > least:
        half = (low + high) / 2
        low, high = (half, high) if below(half) < wanted else (low, half)
    return (low + high) / 2
