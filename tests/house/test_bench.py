"""Can everything that can be measured be listed and asked for by name?"""

import inspect
import json
from importlib import import_module

import pytest

from bench.__main__ import FOLDER, NOT_MEASURES, as_text, main, measurable


def test_the_list_names_each_measurement_with_its_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown and sentence in shown for name, sentence in measurable().items())
    assert all(sentence for sentence in measurable().values())


def test_every_measurement_can_be_asked_to_be_quick() -> None:
    names = [path.stem for path in FOLDER.glob("*.py") if path.stem not in NOT_MEASURES]
    asked = {
        name: list(inspect.signature(import_module(f"bench.{name}").measure).parameters) for name in names
    }
    assert asked == {name: ["quick"] for name in names}


def test_a_name_that_nothing_measures_is_refused_with_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["happiness"]) == 2
    assert "Nothing here measures 'happiness'" in capsys.readouterr().err


def test_the_figures_come_with_machine_date_and_versions(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "bench.__main__.measured", lambda name, quick: {"hellos_per_second": 1234.5, "said": "hello"}
    )
    assert main(["hello", "--quick", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["figures"] == {"hellos_per_second": 1234.5, "said": "hello"}
    assert {"date", "machine", "versions", "measured", "quick"} <= told.keys()


def test_a_person_reads_figures_in_as_many_digits_as_are_of_use() -> None:
    told = as_text({"measured": "hello"}, {"hellos_per_second": 1234.5678, "share": 0.123456})
    assert "1,235" in told
    assert "0.123\n" in told + "\n"
