"""Does a system do the same things as a person, once each, and is it told what became of them?"""

from datetime import timedelta
from typing import Any

import pytest

from hejie.casefile.entries import StandingOrderUsed
from hejie.desk.acts.verbs import VERBS
from hejie.desk.api.writing import NOUNS
from hejie.desk.cases import store
from tests.desk.api.office import kinds, system_of
from tests.desk.cast import CLAUSE, NOON, entry
from tests.desk.team import LAMPS, hire, two_shops

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def test_a_fact_goes_the_way_of_the_page_and_the_rooms_answer_to_it() -> None:
    lamps, _ = two_shops()
    answer = system_of(hire("ana", "agent", LAMPS)).post(
        f"/cases/{lamps.pk}/facts",
        {"name": "signed_at", "value": "2026-11-20T02:00:00Z", "said_by": "carrier", "source": "scan 7"},
    )
    assert answer.status_code == 201
    assert kinds(answer)[0] == "FactStated"
    assert "LiabilityJudged" in kinds(answer)
    first = answer.json()["entries"][0]
    assert first["by"] == {"role": "agent", "name": "ana"}
    assert first["what"]["fact"]["value"]["at"].startswith("2026-11-20T02:00:00")
    store.load(lamps.case_id).verify()


@pytest.mark.parametrize(
    ("noun", "said", "kind"),
    [
        ("notes", {"text": "钥匙在仓库"}, "NoteWritten"),
        ("messages", {"text": "您好", "language": "zh-CN"}, "MessageSent"),
        ("buyer-messages", {"text": "杯子没到"}, "MessageReceived"),
        ("answers", {"answer": "countered", "counter": "20.00"}, "OfferAnswered"),
        ("taking", {}, "CaseTaken"),
        ("stepping-in", {"because": "买家申请"}, "PlatformSteppedIn"),
        ("promises", {"promise": "补发杯子", "due_at": "2099-01-01T00:00:00Z"}, "PromiseMade"),
        ("stages", {"stage": "evidence", "turn": "seller", "because": "平台要求举证"}, "StageMoved"),
        ("hand-ins", {"exhibit": ["称重照片", "面单"], "receipt": "R1"}, "EvidenceSubmitted"),
        ("escalations", {"to": "supervisor", "because": "买家要投诉"}, "Escalated"),
    ],
)
def test_each_thing_that_is_done_becomes_its_entry(noun: str, said: dict[str, Any], kind: str) -> None:
    lamps, _ = two_shops()
    answer = system_of(hire("ana", "agent", LAMPS)).post(f"/cases/{lamps.pk}/{noun}", said)
    assert (answer.status_code, kinds(answer)[0]) == (201, kind)


def test_a_carrier_is_claimed_from_once_the_judgment_may_name_it() -> None:
    lamps, _ = two_shops()
    ana = system_of(hire("ana", "agent", LAMPS))
    said = {"carrier": "中通", "amount": "59.00"}
    early = ana.post(f"/cases/{lamps.pk}/carrier-claims", said)
    assert (early.status_code, early.json()["code"]) == (422, "NotLiable")
    ana.post(f"/cases/{lamps.pk}/facts", {"name": "pkg_intact", "value": False})
    assert kinds(ana.post(f"/cases/{lamps.pk}/carrier-claims", said))[0] == "CarrierClaimFiled"


def test_whatever_a_person_can_do_to_a_case_a_system_can_too() -> None:
    assert {verb for _, verb, _, _ in NOUNS} == set(VERBS)


def test_what_is_to_be_done_on_the_platform_is_told_and_ticked_off_by_its_key() -> None:
    lamps, _ = two_shops()
    due = NOON + timedelta(days=2)
    asked = StandingOrderUsed("extend_in_time", "extend", "reply", due, "bo", CLAUSE)
    store.change(lamps.case_id, lambda _: [entry(asked)])
    ana = system_of(hire("ana", "agent", LAMPS))
    (errand,) = ana.get(f"/cases/{lamps.pk}").json()["errands"]
    assert (errand["action"], errand["state"]) == ("extend", "proposed")
    assert (
        kinds(ana.post(f"/cases/{lamps.pk}/errands", {"key": errand["key"], "proof": "已延长"}))[0]
        == "StepDone"
    )
    again = ana.post(f"/cases/{lamps.pk}/errands", {"key": errand["key"]})
    assert (again.status_code, again.json()["code"]) == (404, "NoSuchErrand")


def test_an_entry_is_taken_back_by_whoever_may() -> None:
    lamps, _ = two_shops()
    ana, bo = system_of(hire("ana", "agent", LAMPS)), system_of(hire("bo", "supervisor", LAMPS))
    seq = bo.post(f"/cases/{lamps.pk}/notes", {"text": "写错了"}).json()["entries"][0]["seq"]
    said = {"seq": seq, "because": "写在别的案子里"}
    assert ana.post(f"/cases/{lamps.pk}/corrections", said).status_code == 403
    assert kinds(bo.post(f"/cases/{lamps.pk}/corrections", said))[0] == "EntryCorrected"


def test_an_offer_beyond_ana_s_limit_waits_for_bo_here_too() -> None:
    lamps, _ = two_shops()
    ana, bo = system_of(hire("ana", "agent", LAMPS)), system_of(hire("bo", "supervisor", LAMPS))
    ana.post(f"/cases/{lamps.pk}/facts", {"name": "pkg_intact", "value": True})
    offers = ana.get(f"/cases/{lamps.pk}").json()["offers"]["offers"]
    beyond = next(one for one in offers if one.get("grantable") is False and not one.get("why_not"))
    asked = ana.post(f"/cases/{lamps.pk}/offers", {"remedy": beyond["remedy"]})
    assert kinds(asked)[0] == "ApprovalAsked"
    refused = ana.post(f"/cases/{lamps.pk}/approvals", {"granted": "yes"})
    assert (refused.status_code, refused.json()["code"]) == (403, "NotTheirs")
    assert kinds(bo.post(f"/cases/{lamps.pk}/approvals", {"granted": "yes"}))[0] == "ApprovalAnswered"


def test_a_case_is_closed_with_its_lesson_and_opened_again() -> None:
    lamps, _ = two_shops()
    ana = system_of(hire("ana", "agent", LAMPS))
    ending = {"outcome": "withdrawn", "cause": "买家找到了", "lesson": "附装箱照片"}
    assert ana.post(f"/cases/{lamps.pk}/closing", ending | {"lesson": " "}).status_code == 422
    assert ana.post(f"/cases/{lamps.pk}/closing", ending | {"outcome": "won"}).status_code == 422
    assert "CaseClosed" in kinds(ana.post(f"/cases/{lamps.pk}/closing", ending))
    assert kinds(ana.post(f"/cases/{lamps.pk}/reopening", {"because": "又不见了"}))[0] == "CaseReopened"


SCANS = {
    "provider": "17track",
    "parcel": "LX1",
    "body": {
        "track_info": {
            "tracking": {
                "providers": [
                    {
                        "events": [
                            {
                                "time_utc": "2026-11-20T08:00:00Z",
                                "stage": "OutForDelivery",
                                "sub_status": "OutForDelivery_Other",
                                "description": "Out for delivery",
                            }
                        ]
                    }
                ]
            }
        },
    },
}


def test_scans_of_a_tracking_service_are_read_and_the_same_ones_are_not_added_twice() -> None:
    lamps, _ = two_shops()
    ana = system_of(hire("ana", "agent", LAMPS))
    assert ana.post(f"/cases/{lamps.pk}/scans", {"provider": "nobody", "body": {}}).json()["code"] == "NoSuch"
    first, again = (ana.post(f"/cases/{lamps.pk}/scans", SCANS) for _ in range(2))
    assert first.status_code == 201
    assert "ParcelScanned" in kinds(first)
    assert kinds(again) == []
