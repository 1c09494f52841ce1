"""Does the table of weights say how much the parcel fell short?"""

import pytest

from hejie.casefile.entries import FactStated
from hejie.casefile.facts import known
from hejie.casefile.quantities import Weight
from tests.arbitration.reviewing import bottle, cup, told
from tests.cast import then


@pytest.mark.shows("T5", "B9")
def test_weights_stand_below_one_another_with_who_weighed_and_the_gap_at_the_end(rules):
    rows = told(then(cup(), FactStated(known("w_carrier", Weight(820), said_by="carrier"))), rules).weights
    assert [(row.what, row.grams) for row in rows if row.result] == [
        ("差额：复称 − 仓库出库称重", 2),
        ("差额：复称 − 物流称重", 420),
    ]
    assert next(row for row in rows if row.grams == 820).source == "承运商"


def test_one_weight_alone_proves_nothing_and_makes_no_table(rules):
    assert told(then(bottle(), FactStated(known("w_item", Weight(420)))), rules).weights == ()
