"""Do the forms of standing orders and hours write what they show, in the name of whoever switches an order on?"""

from datetime import date

import pytest

from hejie.desk.habits import folder, orders
from hejie.desk.habits.mistakes import NotANumber
from hejie.desk.habits.orders import Form
from hejie.rulebook import Rulebook

TODAY = date(2026, 11, 25)


def posted(rules: Rulebook, **changed: list[str]) -> Form:
    """The form as the page shows it, with some of it changed."""
    form = Form()
    for order in rules.dispatching.orders:
        form[f"{order.id}.hours_before"] = [str(order.hours_before)]
        form[f"{order.id}.platform"] = list(order.platforms)
        form |= {f"{order.id}.most.{code}": [sum_] for code, sum_ in orders.most_of(order).items()}
    for country, decency in rules.contact.hours.items():
        for way in orders.WAYS:
            first, last = decency.workday[way]
            form[f"{country}.{way}.from"], form[f"{country}.{way}.to"] = [str(first)], [str(last)]
    return Form(form | {key.replace("__", "."): value for key, value in changed.items()})


def test_a_form_left_as_it_is_writes_nothing(rules: Rulebook) -> None:
    assert orders.order_edits(rules, {}, posted(rules), by="bo", on=TODAY) == {}
    assert orders.hour_edits(rules, {}, posted(rules)) == {}


def test_an_order_is_switched_on_for_some_platforms_up_to_a_sum(rules: Rulebook) -> None:
    form = posted(
        rules, agree_small__on=["yes"], agree_small__platform=["taobao"], agree_small__most__CNY=["15.50"]
    )
    edits = orders.order_edits(rules, {}, form, by="bo", on=TODAY)
    found = {order.id: order for order in folder.book_of(edits).dispatching.orders}
    small = found["agree_small"]
    assert (small.on, small.by, small.since, small.platforms) == (True, "bo", TODAY, ("taobao",))
    assert small.most["CNY"] == 1550
    assert not found["extend_in_time"].on
    book = folder.book_of(edits)
    off = orders.order_edits(book, edits, posted(book, agree_small__on=["no"]), by="ana", on=TODAY)
    assert not next(one for one in folder.book_of(off).dispatching.orders if one.id == "agree_small").on


def test_hours_are_set_for_one_country_alone(rules: Rulebook) -> None:
    edits = orders.hour_edits(rules, {}, posted(rules, CN__call__to=["19"]))
    hours = folder.book_of(edits).contact.hours
    assert hours["CN"].workday["call"][1] == 19
    assert hours["BR"].workday == rules.contact.hours["BR"].workday
    assert hours["CN"].workday["write"] == rules.contact.hours["CN"].workday["write"]


@pytest.mark.parametrize("said", ["25", "-1", "noon", "８"])
def test_what_is_no_hour_is_refused(rules: Rulebook, said: str) -> None:
    with pytest.raises(NotANumber):
        orders.hour_edits(rules, {}, posted(rules, CN__call__to=[said]))
    with pytest.raises(NotANumber):
        orders.order_edits(rules, {}, posted(rules, agree_small__hours_before=["soon"]), by="bo", on=TODAY)
