"""Who should work on this case: by language, platform, skill and load?"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct


class Agent(Struct, frozen=True):
    """Somebody who is there: what they speak and know, where they work, and how many cases they follow now."""

    name: str
    languages: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    load: int = 0
    most: int = 0


class Needs(Struct, frozen=True):
    """What a case asks of whoever works on it. `known_to` has worked on it before; `not_by` should not again."""

    language: str
    platform: str
    skills: tuple[str, ...] = ()
    known_to: str = ""
    not_by: str = ""


class Fit(Struct, frozen=True):
    """How well somebody fits, with the reason in the languages of the desk. `misses` are skills they lack."""

    agent: str
    misses: tuple[str, ...]
    says: dict[str, str]


def assign(needs: Needs, agents: Iterable[Agent]) -> Fit | None:
    """Return who fits best, or None where nobody speaks the language, works on the platform and has room.

    First whoever knows the case, then whoever lacks no skill, then whoever follows the fewest cases; names decide
    between equals, so that the same question has the same answer.
    """
    able = [agent for agent in agents if _may(needs, agent)]
    best = min(able, key=lambda agent: _order(needs, agent), default=None)
    return _fit(needs, best) if best else None


def _may(needs: Needs, agent: Agent) -> bool:
    speaks = not agent.languages or needs.language in agent.languages
    works_there = not agent.platforms or needs.platform in agent.platforms
    return speaks and works_there and agent.load < agent.most and agent.name != needs.not_by


def _order(needs: Needs, agent: Agent) -> tuple[bool, int, float, str]:
    return agent.name != needs.known_to, len(_misses(needs, agent)), agent.load / agent.most, agent.name


def _misses(needs: Needs, agent: Agent) -> tuple[str, ...]:
    return tuple(skill for skill in needs.skills if skill not in agent.skills)


def _fit(needs: Needs, agent: Agent) -> Fit:
    knows = agent.name == needs.known_to
    says = {
        "zh-CN": f"{agent.name}：{'跟进过本案，' if knows else ''}会{needs.language}，手上 {agent.load} 单",
        "en": f"{agent.name}: {'knows this case, ' if knows else ''}speaks {needs.language}, has {agent.load} cases",
    }
    return Fit(agent.name, _misses(needs, agent), says)
