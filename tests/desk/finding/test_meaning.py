"""Does the worker keep what cases mean, anew when words or the encoder change, and does no page need it?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from hejie.desk.finding import meaning
from hejie.desk.finding.meaning import Encoder, near
from hejie.desk.finding.similar import similar
from hejie.desk.models import CaseIndex, Direction
from hejie.language import encoding
from tests.desk.finding.test_similar import told
from tests.desk.team import LAMPS
from tests.language.encoders import Letters

pytestmark = [pytest.mark.usefixtures("store_on"), pytest.mark.store]


def test_a_case_is_encoded_once_and_again_when_its_words_or_the_encoder_change() -> None:
    row, letters = told(1, "灯罩少了一个", ended="refunded"), Letters("first")
    works, now = Encoder(lambda: letters), timezone.now()
    assert works.renew(now) == 1
    assert Encoder(lambda: letters).renew(now) == 0
    CaseIndex.objects.update(words=f"{row.words} 螺丝")
    assert Encoder(lambda: letters).renew(now) == 1
    assert Encoder(lambda: Letters("second")).renew(now) == 1
    assert Direction.objects.get().stamp.startswith("second")


def test_it_waits_between_two_looks_and_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "BATCH", told(1, "灯罩少了一个").entries)
    told(2, "灯罩少了一个")
    works, now = Encoder(Letters), timezone.now()
    assert works.renew(now) == 1
    assert works.renew(now) == 0
    assert works.renew(now + timedelta(hours=1)) == 1
    assert works.renew(now + timedelta(hours=2)) == 0


def test_without_an_encoder_nothing_is_kept_and_similar_cases_are_found_by_words() -> None:
    told(1, "灯罩少了一个", ended="refunded")
    assert Encoder(lambda: None).renew(timezone.now()) == 0
    mine = told(2, "灯罩少了一个呢")
    assert near(mine, [mine]) is None
    assert [one.after_sales_id for one in similar(mine, CaseIndex.objects.filter(shop_key=LAMPS))] == [
        "RF000001"
    ]


def test_a_page_compares_what_was_kept_and_encodes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    told(1, "lampshade broken into pieces", ended="refunded")
    mine = told(2, "abajur quebrado")
    Encoder(Letters).renew(timezone.now())
    monkeypatch.setattr(encoding, "installed", lambda: pytest.fail("a page asked for the encoder"))
    other = CaseIndex.objects.exclude(pk=mine.pk).get()
    found = near(mine, [other, CaseIndex(pk=99)])
    assert found is not None
    assert found[0] > 0 == found[1]
    assert similar(mine, CaseIndex.objects.filter(shop_key=LAMPS))
