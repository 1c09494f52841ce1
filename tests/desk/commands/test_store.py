"""Does each command do what it says, end with the right code, and never show a trace for a person's mistake?"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.conf import settings

from hejie.desk import models
from hejie.desk.cases import store
from hejie.desk.commands.root import main
from tests.desk.cast import opened

pytestmark = pytest.mark.usefixtures("store_on")
SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def hejie(*words: str, **more: str) -> Result:
    return CliRunner().invoke(main, words, **more)  # type: ignore[arg-type]


def test_rebuild_names_what_it_put_right() -> None:
    store.open_many([opened()])
    models.CaseIndex.objects.update(assignee="mallory")
    assert "assignee was 'mallory', is ''" in hejie("rebuild").output
    assert "no difference" in hejie("rebuild").output


def test_an_export_can_be_brought_in_again(tmp_path: Path) -> None:
    store.open_many([opened(1), opened(2)])
    file = tmp_path / "cases.jsonl"
    assert hejie("export", "-o", str(file)).exit_code == 0
    assert "0 cases opened, 0 continued, 2 unchanged" in hejie("import", str(file)).output
    assert opened(1).opened.buyer not in hejie("export", "--redact").output
    one = hejie("export", "--case", opened(1).case_id)
    assert one.output.count("\n") == 1 + len(opened(1).lines)


def test_an_export_of_a_platform_lands_and_its_bad_cells_are_named() -> None:
    told = hejie("import-file", str(SAMPLES / "broken-cells.csv"), "--shop", "灯笼小铺")
    assert told.exit_code == 0
    assert "八十九元" in told.output
    assert "refused" in told.output


def test_a_program_reads_what_became_of_a_file_and_where_its_bad_rows_lie() -> None:
    file = str(SAMPLES / "broken-cells.csv")
    told = json.loads(hejie("import-file", file, "--shop", "灯笼小铺", "--json").stdout)
    assert told["rows"] == sum(
        told[part] for part in ("opened", "updated", "unchanged", "refused", "unmatched")
    )
    assert told["bad_cells"] == len(told["bad"]) > 0
    assert "八十九元" in [bad["value"] for bad in told["bad"]]
    assert {"line", "column", "value", "reason", "refused"} == set(told["bad"][0])
    kept = Path(told["bad_rows_file"]).read_text(encoding="utf-8-sig").splitlines()
    assert len(kept) == 1 + told["bad_cells"]


def test_a_file_without_a_bad_row_names_no_file_of_them() -> None:
    told = json.loads(
        hejie("import-file", str(SAMPLES / "taobao-refunds.csv"), "--shop", "灯笼小铺", "--json").stdout
    )
    assert (told["bad"], told["bad_rows_file"]) == ([], None)


def own_format(place: Path, rows: int, encoding: str = "utf-8") -> Path:
    file = place / "own.csv"
    lines = [f"taobao,c{number},soon,não chegou" for number in range(rows)]
    file.write_text(
        "\n".join(["platform,after_sales_id,updated_at,queixa", *lines]) + "\n", encoding=encoding
    )
    return file


def test_more_bad_cells_than_fit_the_screen_are_counted_and_their_file_is_named(tmp_path: Path) -> None:
    told = hejie("import-file", str(own_format(tmp_path, 23)), "--shop", "lantern")
    assert told.stderr.count("line ") == 20
    assert "and 3 more" in told.stderr
    assert "own.bad.csv: correct these cells" in told.stderr


def test_a_column_and_the_encoding_are_corrected_as_on_the_page(tmp_path: Path) -> None:
    file = str(own_format(tmp_path, 1, "cp1252"))
    done = hejie(
        "import-file", file, "--shop", "lantern", "--platform", "hejie",
        "--map", "queixa=text", "--map", "updated_at=", "--encoding", "cp1252", "--json",
    )  # fmt: skip
    assert json.loads(done.stdout)["bad_cells"] == 0
    assert "não chegou" in hejie("export", "--case", "taobao:lantern:c0").stdout


@pytest.mark.parametrize(
    ("words", "what_to_do"),
    [
        (("--map", "queixa"), "Write --map"),
        (("--map", "queixas=text"), "Did you mean 'queixa'?"),
        (("--map", "queixa=txet"), "Did you mean 'text'?"),
        (("--encoding", "klingon"), "klingon"),
    ],
)
def test_a_wrong_correction_says_what_to_write_instead(
    tmp_path: Path, words: tuple[str, ...], what_to_do: str
) -> None:
    told = hejie("import-file", str(own_format(tmp_path, 1)), "--shop", "lantern", *words)
    assert told.exit_code == 1
    assert what_to_do in told.output
    assert not models.CaseIndex.objects.exists()


def test_a_program_reads_what_rebuild_and_doctor_found() -> None:
    store.open_many([opened()])
    models.CaseIndex.objects.update(assignee="mallory")
    told = json.loads(hejie("rebuild", "--json").stdout)
    assert told["cases"] == 1
    assert ("assignee", "mallory", "") in [
        (one["column"], one["was"], one["now"]) for one in told["differences"]
    ]
    findings = json.loads(hejie("doctor", "--json").stdout)
    assert {"what", "seen", "fine", "advice"} == set(findings[0])


def test_an_account_is_made_and_may_sign_in() -> None:
    told = hejie("user", "add", "bo", "--role", "supervisor", "--password", "lamp-and-shade-7")
    assert told.output.strip() == "bo may sign in as supervisor."


@pytest.mark.parametrize("name", ["", "x" * 151, "do ra"])
def test_a_name_that_nobody_can_sign_in_with_is_refused_in_words(name: str) -> None:
    told = hejie("user", "add", name, "--password", "good-enough-9x")
    assert told.exit_code == 1
    assert "no name to sign in with" in told.output


def test_a_program_reads_what_an_import_did(tmp_path: Path) -> None:
    store.open_many([opened(1)])
    file = tmp_path / "cases.jsonl"
    hejie("export", "-o", str(file))
    assert json.loads(hejie("import", str(file), "--json").output)["unchanged"] == 1


def test_a_proxy_that_is_no_address_is_told_before_anything_is_served(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "TRUSTED_PROXIES", "the-front-door")
    told = hejie("serve", "--port", "18733")
    assert told.exit_code == 1
    assert "the-front-door" in told.output
