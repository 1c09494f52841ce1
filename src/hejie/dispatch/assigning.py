"""Who should work on this case: by language, platform, skill and load?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, structs

from hejie.casefile.templates import tell
from hejie.casefile.vocabulary import LANGUAGES

_SPEAKS = {
    "zh-CN": "{agent}：会{tongue}，手上 {load} 单",
    "en": "{agent}: speaks {tongue}, has {load:case/cases}",
}
_KNOWS = {
    "zh-CN": "{agent}：跟进过本案，会{tongue}，手上 {load} 单",
    "en": "{agent}: knows this case, speaks {tongue}, has {load:case/cases}",
}


class Agent(Struct, frozen=True):
    """Somebody who is there: what they speak and know, where they work, and how many cases they follow now.

    Empty languages, platforms or shops mean all. `level` is how high a case they may take: 0 an agent's.
    """

    name: str
    languages: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    load: int = 0
    most: int = 0
    shops: tuple[str, ...] = ()
    level: int = 0


class Needs(Struct, frozen=True):
    """What a case asks of whoever works on it. `known_to` has worked on it before; `not_by` should not again.

    `level` is how high it stands: what moved up to a supervisor is no agent's.
    """

    language: str
    platform: str
    skills: tuple[str, ...] = ()
    known_to: str = ""
    not_by: str = ""
    shop: str = ""
    level: int = 0


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


def share_out(waiting: Iterable[tuple[str, Needs]], agents: Iterable[Agent]) -> Mapping[str, Fit]:
    """Return for whom each case is meant, by its id, in the order given; cases that nobody can take are left out.

    Each case makes the load of whoever gets it heavier, so that the urgent ones are spread over all.
    """
    team = {agent.name: agent for agent in agents}
    found: dict[str, Fit] = {}
    for case_id, needs in waiting:
        fit = assign(needs, team.values())
        if fit:
            found[case_id] = fit
            team[fit.agent] = structs.replace(team[fit.agent], load=team[fit.agent].load + 1)
    return found


def fits(needs: Needs, agent: Agent) -> bool:
    """Tell whether somebody may work on a case at all, however much they have to do."""
    speaks = not agent.languages or needs.language in agent.languages
    works_there = not agent.platforms or needs.platform in agent.platforms
    of_the_shop = not agent.shops or needs.shop in agent.shops
    return (
        speaks and works_there and of_the_shop and agent.level >= needs.level and agent.name != needs.not_by
    )


def _may(needs: Needs, agent: Agent) -> bool:
    return agent.load < agent.most and fits(needs, agent)


def _order(needs: Needs, agent: Agent) -> tuple[bool, int, int, float, str]:
    # Whoever may take harder cases is kept free for them.
    unknown, misses = agent.name != needs.known_to, len(_misses(needs, agent))
    return unknown, misses, agent.level, agent.load / agent.most, agent.name


def _misses(needs: Needs, agent: Agent) -> tuple[str, ...]:
    return tuple(skill for skill in needs.skills if skill not in agent.skills)


def _fit(needs: Needs, agent: Agent) -> Fit:
    knows = agent.name == needs.known_to
    tongue = LANGUAGES.get(needs.language, {"en": needs.language})
    says = tell(_KNOWS if knows else _SPEAKS, agent=agent.name, tongue=tongue, load=agent.load)
    return Fit(agent.name, _misses(needs, agent), says)
