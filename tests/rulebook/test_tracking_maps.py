"""The tracking data that ships is whole, and a shop's folder changes it by id."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hejie.casefile.vocabulary import PARCEL_STATES
from hejie.rulebook.mistakes import NoSuch, RuleFileMistake
from hejie.rulebook.schema import GRADES
from hejie.rulebook.tracking_maps import CAUSES, SIGNERS, TrackingMaps, load_tracking_maps

MAPS = load_tracking_maps()
TODAY = date(2026, 11, 24)


def laid_over(folder: Path, **files: str) -> TrackingMaps:
    """Return the tracking data with a shop's own files laid over it."""
    place = folder / "tracking"
    place.mkdir(parents=True)
    for name, text in files.items():
        (place / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_tracking_maps(folder)


def test_all_services_that_are_promised_have_maps() -> None:
    assert {
        "kuaidi100",
        "17track",
        "aftership",
        "correios",
        "upu",
        "mercadolibre",
        "kdniao",
        "track123",
    } <= set(MAPS.providers)


def test_every_row_speaks_the_vocabulary_and_names_its_grade() -> None:
    for provider in MAPS.providers.values():
        assert {"zh-CN", "en"} <= provider.name.keys()
        assert provider.grade in GRADES
        for row in provider.codes.values():
            assert row.state in PARCEL_STATES
            assert row.grade in GRADES
            assert row.signed_by in SIGNERS
            assert row.cause in CAUSES
            assert row.means


def test_signed_is_told_by_whom_wherever_a_code_can_tell() -> None:
    for provider in MAPS.providers.values():
        for row in provider.codes.values():
            if row.state == "delivered_proxy":
                assert row.signed_by in ("proxy", "neighbour", "locker"), row
            if row.state == "delivered":
                assert row.signed_by in ("self", "unknown"), row


def test_every_state_has_its_place_in_the_order_and_words_in_four_languages() -> None:
    assert set(MAPS.order) == set(PARCEL_STATES) - {"delivered_proxy", "unknown"}
    assert {wording.language for wording in MAPS.wordings} == {"zh", "pt", "es", "en"}
    for wording in MAPS.wordings:
        assert {row.means for row in wording.states} == set(MAPS.order), wording.language


def test_every_number_names_its_source_and_grade() -> None:
    for rows in MAPS.measures.values():
        for row in rows:
            assert row.source
            assert row.grade in GRADES
            assert row.value > 0


def test_every_finding_is_worded_in_chinese_and_english() -> None:
    for said in MAPS.findings.values():
        assert said["zh-CN"]
        assert said["en"]


def test_a_shop_s_own_silence_replaces_the_shipped_one_and_nothing_else(tmp_path: Path) -> None:
    own = laid_over(
        tmp_path,
        lanes="""
sources:
  measured: {title: Own parcels of 2026, date: 2026-11-01, grade: confirmed}
silence:
  - {id: cn_domestic.moving, value: 60, unit: h, source: measured}
""",
    )
    assert own.measure("cn_domestic.moving", TODAY).value == 60
    assert own.measure("cn_domestic.pickup", TODAY) == MAPS.measure("cn_domestic.pickup", TODAY)


def test_a_dated_number_holds_from_its_day(tmp_path: Path) -> None:
    own = laid_over(
        tmp_path,
        lanes="""
sources:
  measured: {title: Own parcels of 2026, date: 2026-11-01, grade: confirmed}
silence:
  - {id: cn_domestic.moving, value: 60, unit: h, source: measured, since: 2026-12-01}
""",
    )
    assert own.measure("cn_domestic.moving", date(2026, 11, 30)) == MAPS.measure("cn_domestic.moving", TODAY)
    assert own.measure("cn_domestic.moving", date(2026, 12, 1)).value == 60


def test_a_shop_can_correct_one_code_of_a_service(tmp_path: Path) -> None:
    own = laid_over(
        tmp_path,
        kuaidi="provider: kuaidi100\ncodes:\n  - {code: '204', state: attempt_absent, means: our branch uses it so}\n",
    )
    assert own.provider("kuaidi100").codes["204"].state == "attempt_absent"
    assert own.provider("kuaidi100").codes["203"] == MAPS.provider("kuaidi100").codes["203"]
    assert own.provider("kuaidi100").zone == "Asia/Shanghai"


def test_a_new_carrier_is_one_file(tmp_path: Path) -> None:
    own = laid_over(
        tmp_path,
        loggi="""
provider: loggi
name: {zh-CN: Loggi, en: Loggi}
source: {title: Loggi statuses, date: undated, grade: reported}
zone: America/Sao_Paulo
shape: {parcel: [id], rows: [events], time: [at], status: [code], text: [words]}
codes:
  - {code: recusado, state: refused, means: refused}
""",
    )
    assert own.provider("loggi").codes["recusado"].state == "refused"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "provider: kuaidi100\ncodes:\n  - {code: '1', state: gone, means: x}\n",
            "no parcel state is called 'gone'",
        ),
        ("provider: kuaidi100\ncodes:\n  - {code: '1', state: lost, mean: x}\n", "Did you mean 'means'"),
        (
            "provider: kuaidi100\ncodes:\n  - {code: '1', state: lost, means: x, signed_by: dog}\n",
            "'signed_by' is 'dog'",
        ),
        ("provider: x\ncodes: []\n", "'grade' is missing"),
        ("silence:\n  - {id: a.b, value: 3, unit: h, source: nobody}\n", "no source is called 'nobody'"),
        ("order: [gone]\n", "no parcel state is called 'gone'"),
        ("surprise: 1\n", "'surprise' is not read here"),
        ("language: xx\n", "'grade' is missing"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(RuleFileMistake, match=problem) as told:
        laid_over(tmp_path, own=text)
    assert "tracking/own.yaml:" in str(told.value)


def test_an_unknown_service_or_number_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(NoSuch, match="kuaidi100"):
        MAPS.provider("kuaidi10")
    with pytest.raises(NoSuch, match="packing_sd"):
        MAPS.measure("packing_sdd", TODAY)
