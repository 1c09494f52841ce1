"""Is a bad answer stopped before it goes out, and does it take a supervisor and a reason to send it all the same?"""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from hejie.casefile.entries import MessageSent, NoteWritten
from hejie.casefile.parties import Role
from hejie.desk.acts.proofreading import NotToBeSent, findings, passed
from hejie.desk.cases import store
from hejie.desk.models import CaseIndex
from hejie.language.lint import Draft
from tests.desk.cast import opened
from tests.desk.drafting.stub import GOOD as WELL
from tests.desk.drafting.stub import says, serving
from tests.desk.team import LAMPS, desk_of, do, hire, two_shops

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
BAD, GOOD = "加我微信，我私下转给您", "您好，实在抱歉，我们先核实一下"


@pytest.fixture
def row(store_on: None) -> CaseIndex:
    """Chen's case in the lamp shop."""
    return two_shops()[0]


@pytest.fixture
def ana(row: CaseIndex) -> Client:
    """Ana of the lamp shop."""
    return desk_of(hire("ana", "agent", LAMPS))


@pytest.fixture
def bo(row: CaseIndex) -> Client:
    """Bo, who supervises."""
    return desk_of(hire("bo", "supervisor", LAMPS))


def test_an_agent_cannot_send_what_the_platform_forbids() -> None:
    with pytest.raises(NotToBeSent, match="加我微"):
        list(passed(opened(1), Draft(BAD, "zh-CN"), Role.AGENT, "她要求的", at=AT))


def test_a_supervisor_may_and_the_reason_is_kept_beside_the_message(bo: Client, row: CaseIndex) -> None:
    assert do(bo, row, "messages", text=BAD, language="zh-CN") == 422
    assert do(bo, row, "messages", text=BAD, language="zh-CN", because="平台专员同意") == 200
    file = store.load(row.case_id)
    assert file.last(MessageSent)
    note = file.last(NoteWritten)
    assert note is not None
    assert note.text.endswith("平台专员同意")


def test_what_the_case_carries_may_be_said_and_another_sum_not() -> None:
    file = opened(1)
    amount = file.facts["amount"].value
    said = [finding.category for finding in findings(file, f"退您{amount.text('zh-CN')}", "zh-CN", at=AT)]  # type: ignore[union-attr]
    assert "amount_not_in_facts" not in said
    other = [finding.category for finding in findings(file, "退您¥987.65", "zh-CN", at=AT)]
    assert "amount_not_in_facts" in other


def test_a_pause_in_typing_shows_what_is_wrong_and_turns_the_button_off(ana: Client, row: CaseIndex) -> None:
    bad = ana.post(f"/cases/{row.pk}/draft-check", {"text": BAD, "language": "zh-CN"}).content.decode()
    assert 'data-severity="block"' in bad
    assert "disabled" in bad
    good = ana.post(f"/cases/{row.pk}/draft-check", {"text": GOOD, "language": "zh-CN"}).content.decode()
    assert "data-severity" not in good
    assert "disabled" not in good


def test_without_a_configured_model_there_is_nothing_to_ask(ana: Client, row: CaseIndex) -> None:
    assert ana.post(f"/cases/{row.pk}/proposal").status_code == 404
    assert "proposal" not in ana.get(f"/cases/{row.pk}").content.decode()


def test_a_model_proposes_and_what_was_asked_is_kept(
    ana: Client, row: CaseIndex, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "HOME", str(tmp_path))
    do(ana, row, "buyer-messages", text="没收到，电话13812345678")
    with serving(says(WELL)) as (endpoint, _):
        monkeypatch.setenv("HEJIE_LLM_URL", endpoint.url)
        monkeypatch.setenv("HEJIE_LLM_MODEL", endpoint.model)
        assert f"/cases/{row.pk}/proposal" in ana.get(f"/cases/{row.pk}").content.decode()
        shown = ana.post(f"/cases/{row.pk}/proposal").content.decode()
    assert WELL["draft"] in shown
    kept = (tmp_path / "model-drafts.jsonl").read_text(encoding="utf-8")
    assert '"state": "proposed"' in kept
    assert "13812345678" not in kept
    assert not store.load(row.case_id).last(MessageSent)
