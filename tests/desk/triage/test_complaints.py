"""`hejie triage`: an export in, a plan out, without web or data base, and a sentence for every mistake."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from hejie.desk.triage.complaints import triage

SAMPLES = Path(__file__).parents[2] / "samples"
AT = "2026-11-24T12:00+08:00"


def run(*arguments):
    return CliRunner().invoke(triage, [str(argument) for argument in arguments])


@pytest.mark.shows("P1")
def test_every_complaint_of_an_export_gets_a_plan():
    result = run(SAMPLES / "taobao-refunds.csv", "--at", AT, "--json")
    plans = json.loads(result.stdout)
    assert result.exit_code == 0
    assert plans
    assert all(plan["verdict"] and plan["claim"] for plan in plans)
    left = [plan["hours_left"] for plan in plans if plan["hours_left"] is not None]
    assert left == sorted(left)


def test_the_guess_is_shown_beside_the_plan_and_never_inside_it():
    result = run(SAMPLES / "taobao-refunds.csv", "--at", AT, "--format", "csv", "--language", "en")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert {"case", "claim", "verdict", "next_step", "first_offer", "due", "left"} <= set(rows[0])
    assert "Read as taobao refund export" in result.stderr
    assert "退款编号→after_sales_id" in result.stderr.replace("\n", "")


def test_the_table_is_in_chinese_first_and_in_english_when_asked():
    chinese = run(SAMPLES / "hejie-own.csv", "--at", AT)
    english = run(SAMPLES / "hejie-own.csv", "--at", AT, "--language", "en")
    assert "判责" in chinese.stdout
    assert "2 件待处理" in chinese.stdout
    assert "verdict" in english.stdout
    assert "2 open, 0 closed." in english.stdout


def test_bad_cells_are_named_and_the_exit_code_says_that_there_were_some():
    result = run(SAMPLES / "broken-cells.csv", "--at", AT, "--language", "en")
    assert result.exit_code == 1
    assert "line 3, 买家退款金额: '八十九元'" in result.stderr
    assert "row left out" in result.stderr


@pytest.mark.parametrize(
    ("name", "arguments", "says"),
    [
        ("broken-empty.csv", (), "is empty"),
        ("broken-encoding.csv", (), "encoding"),
        ("broken-cut-off.xlsx", (), "damaged"),
        ("broken-columns-missing.csv", (), "fit no export we know"),
        ("broken-other-platform.csv", ("--platform", "taobao"), "pinduoduo"),
        ("taobao-orders.csv", (), "lists orders"),
        ("taobao-refunds.csv", ("--platform", "etsy"), "no column map"),
        ("taobao-refunds.csv", ("--map", "退款编号"), "COLUMN=FIELD"),
        ("taobao-refunds.csv", ("--map", "编号=amount"), "no column"),
        ("taobao-refunds.csv", ("--at", "tomorrow"), "not a time"),
        ("taobao-refunds.csv", ("--at", "2026-11-24T10:00"), "its zone"),
    ],
)
def test_a_mistake_of_the_user_gets_a_sentence_and_exit_code_two(name, arguments, says):
    result = run(SAMPLES / name, *arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_a_column_can_be_corrected_by_hand():
    result = run(
        SAMPLES / "taobao-refunds.csv", "--at", AT, "--map", "支付宝交易号=tracking_no", "--language", "en"
    )
    assert result.exit_code == 0
    assert "支付宝交易号→tracking_no" in result.stderr.replace("\n", "")


def test_triage_starts_where_no_desk_was_ever_set_up() -> None:
    bare = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    started = subprocess.run(
        [sys.executable, "-c", "import hejie.desk.triage.complaints"],
        env=bare,
        capture_output=True,
        text=True,
    )

    assert started.returncode == 0, started.stderr
