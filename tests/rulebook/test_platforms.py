"""Does every folder of rules keep the contract of a folder? One test for all, those to come included."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hejie.casefile.vocabulary import PARCEL_STATES, STAGES
from hejie.rulebook import Rulebook
from hejie.rulebook.handbook import When
from hejie.rulebook.loading import SHIPPED
from hejie.rulebook.mistakes import NoSuch
from hejie.rulebook.reading import Block, Items, read_yaml
from hejie.rulebook.schema import READERS
from hejie.rulebook.worked_cases import run_case

PLATFORMS = sorted(place.parent.name for place in SHIPPED.glob("platforms/*/platform.yaml"))
HEADS = [
    *SHIPPED.glob("platforms/*/platform.yaml"),
    *SHIPPED.glob("law/*/law.yaml"),
    SHIPPED / "team" / "team.yaml",
]
FOLDERS = sorted(str(head.parent.relative_to(SHIPPED)) for head in HEADS)
CORE = [
    "refund_only",
    "return_refund",
    "not_received",
    "stalled",
    "missing_item",
    "late_shipment",
    "no_reason_return",
]
LANGUAGES = {"zh-CN", "en", "pt-BR", "es"}


def folder_id(folder: str) -> str:
    """Return how the rulebook calls a folder: `platforms/taobao` is `platform/taobao`."""
    return folder.replace("platforms/", "platform/")


def sentences(node: object) -> Iterator[Block]:
    """Yield every block of words of a file."""
    if isinstance(node, Block):
        if "zh-CN" in node or "en" in node:
            yield node
        for value in node.values():
            yield from sentences(value)
    elif isinstance(node, Items):
        for value in node:
            yield from sentences(value)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_worked_case_of_a_folder_comes_out_as_written(folder: str, rules: Rulebook) -> None:
    mine = [case for case in rules.cases if case.folder == folder_id(folder)]
    wrong = {case.name: found for case in mine if (found := run_case(rules, case).differences)}
    assert mine
    assert wrong == {}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_rule_clock_and_burden_of_a_folder_is_shown_by_a_case(folder: str, rules: Rulebook) -> None:
    shown = {name for case in rules.cases for name in case.shows}
    defined = rules.definitions
    mine = [row for table in (defined.rules, defined.clocks, defined.burdens) for row in table.values()]
    unseen = [
        row.id
        for row in mine
        if row.folder == folder_id(folder)
        and not any(row.id == name or row.id.startswith(f"{name}.") for name in shown)
    ]
    assert unseen == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_tells_where_its_sources_come_from(folder: str, rules: Rulebook) -> None:
    page = (SHIPPED / folder / "SOURCES.md").read_text(encoding="utf-8")
    path = f"rulebook/{folder}/sources.yaml"
    mine = [source for source in rules.definitions.sources.values() if source.place.file == path]
    assert [source.id for source in mine if f"`{source.id}`" not in page] == []
    assert all(source.checked_on for source in mine)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_sentence_of_a_folder_is_in_chinese_and_english_and_whole(folder: str) -> None:
    for path in (SHIPPED / folder).rglob("*.yaml"):
        for words in sentences(read_yaml(path)):
            assert set(words) <= LANGUAGES, f"{path}:{words.place.line} an unquoted comma cuts {dict(words)}"
            assert {"zh-CN", "en"} <= set(words), f"{path}:{words.place.line} {dict(words)}"


def test_every_rule_and_every_number_names_its_source(rules: Rulebook) -> None:
    defined = rules.definitions
    assert [rule.id for rule in defined.rules.values() if not rule.sources] == []
    sourced = [
        param.name
        for param in defined.params.values()
        if all(value.source in defined.sources for value in param.values)
    ]
    assert set(sourced) == set(defined.params)


def test_the_room_named_beside_a_number_really_looks_it_up(rules: Rulebook) -> None:
    """By its whole name, by the first words it shares with its kind, or as the range of a remedy."""
    ranges = "".join(path.read_text(encoding="utf-8") for path in SHIPPED.rglob("remedies.yaml"))
    said = {
        room: "".join(path.read_text(encoding="utf-8") for path in (SHIPPED.parent / room).rglob("*.py"))
        for room in READERS
    }
    read = [param for param in rules.definitions.params.values() if param.used_by]
    idle = [
        param.name
        for param in read
        if ".".join(param.name.split(".")[:2]) not in said[param.used_by] and param.name not in ranges
    ]
    assert read
    assert idle == []


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_platform_is_honest_about_how_far_it_can_be_trusted(name: str, rules: Rulebook) -> None:
    meta = rules.platform(name).meta
    assert (meta.maturity == "verified") == (meta.checked_on is not None)
    laws = {
        folder.id.removeprefix("law/")
        for folder in rules.definitions.folders.values()
        if folder.kind == "law"
    }
    assert {meta.law, *(site.law for site in meta.sites.values())} <= laws | {"", "other"}
    assert all(upload.source in rules.definitions.sources for upload in meta.uploads)


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_marketplace_has_evidence_and_remedies_for_every_core_claim(name: str, rules: Rulebook) -> None:
    platform = rules.platform(name)
    claims = CORE if platform.meta.kind == "marketplace" else ["return_refund", "missing_item"]
    assert [claim for claim in claims if not platform.evidence.get(claim)] == []
    assert [claim for claim in claims if not platform.remedies.get(claim)] == []


@pytest.mark.shows("C6", "T8")
@pytest.mark.parametrize("name", PLATFORMS)
def test_an_exhibit_proves_facts_that_exist_and_asks_about_facts_that_exist(
    name: str, rules: Rulebook
) -> None:
    for needs in rules.platform(name).evidence.values():
        ids = [need.exhibit.id for need in needs]
        assert len(ids) == len(set(ids))
        for need in needs:
            assert set(need.exhibit.proves) <= set(rules.definitions.facts), need.exhibit.id
            assert_askable(need.when, rules)


@pytest.mark.shows("C5", "M8")
@pytest.mark.parametrize("name", PLATFORMS)
def test_a_remedy_can_be_priced_granted_and_carried_out_step_by_step(name: str, rules: Rulebook) -> None:
    for claim, remedies in rules.platform(name).remedies.items():
        shapes = [(remedy.id, str(sorted(remedy.when.items()))) for remedy in remedies]
        assert len(shapes) == len(set(shapes)), claim
        for remedy in remedies:
            assert remedy.steps, remedy.id
            assert not remedy.limit or rules.definitions.decisions[remedy.limit].is_numeric
            assert set(remedy.range.values()) <= set(rules.definitions.params)
            assert set(remedy.sources) <= set(rules.definitions.sources)
            for when in (remedy.when, *(cost.when for cost in remedy.costs)):
                assert_askable(when, rules)


@pytest.mark.shows("M8")
@pytest.mark.parametrize("name", [name for name in PLATFORMS if name != "17zwd"])
def test_a_partial_refund_never_asks_the_buyer_to_confirm_first(name: str, rules: Rulebook) -> None:
    """The sweater: fifty percent were agreed, and who moves first undid it."""
    offered = [
        each
        for found in rules.platform(name).remedies.values()
        for each in found
        if each.id == "partial_refund"
    ]
    for remedy in offered:
        moves = [step.action for step in remedy.steps]
        paid = max(moves.index(move) for move in ("agree_refund", "pay_back") if move in moves)
        assert "confirm_receipt" not in moves[:paid]


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_platform_has_at_least_its_first_and_its_last_status(name: str, rules: Rulebook) -> None:
    stages = {status.stage for status in rules.platform(name).statuses.values()}
    assert "closed" in stages
    assert stages & {"inquiry", "negotiation"}


def test_the_facts_speak_the_words_of_the_case_file(rules: Rulebook) -> None:
    facts = rules.definitions.facts
    assert set(facts["parcel_state"].values) == set(PARCEL_STATES)
    assert set(facts["stage"].values) == set(STAGES)


@pytest.mark.shows("T14")
def test_the_law_of_china_lists_the_ways_of_the_consumer_gentlest_first() -> None:
    ways = read_yaml(SHIPPED / "law" / "cn" / "law.yaml")["ways"]
    assert [way["en"].split()[0] for way in ways] == ["settle", "ask", "complain", "go", "go"]


def assert_askable(when: When, rules: Rulebook) -> None:
    """Fail unless a circumstance asks about a fact or decision, with values it can have."""
    for name, values in when.items():
        fact, decision = rules.definitions.facts.get(name), rules.definitions.decisions.get(name)
        assert fact or decision, name
        known = (
            decision.outcomes
            if decision
            else fact.values
            if fact and fact.type == "enum"
            else ("true", "false", "known")
        )
        assert set(values) <= set(known), (name, values)


def test_a_platform_nobody_wrote_is_refused_with_a_hint(rules: Rulebook) -> None:
    with pytest.raises(NoSuch, match="Did you mean 'taobao'"):
        rules.platform("taoba")
