"""Does a setting that cannot be meant stop the start, in words that say what to set?"""

import pytest

from hejie.desk import environment

NAME = "HEJIE_SOMETHING"


def set_to(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv(NAME, said)


@pytest.mark.parametrize(("said", "number"), [("", 600), (" 30 ", 30)])
def test_a_number_is_read_or_the_usual_one_holds(
    monkeypatch: pytest.MonkeyPatch, said: str, number: int
) -> None:
    set_to(monkeypatch, said)
    assert environment.whole(NAME, 600) == number


@pytest.mark.parametrize("said", ["abc", "-5", "0", "1.5", "9" * 10, "٣"])
def test_a_number_that_cannot_be_meant_is_refused_with_one_that_can(
    monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    set_to(monkeypatch, said)
    with pytest.raises(environment.NotASetting, match=f"{NAME} is .* such as 600"):
        environment.whole(NAME, 600)


@pytest.mark.parametrize(("said", "on"), [("", False), ("0", False), ("1", True)])
def test_a_switch_is_on_or_off(monkeypatch: pytest.MonkeyPatch, said: str, on: bool) -> None:
    set_to(monkeypatch, said)
    assert environment.switched_on(NAME) is on


def test_a_switch_that_says_true_is_not_taken_for_off(monkeypatch: pytest.MonkeyPatch) -> None:
    set_to(monkeypatch, "true")
    with pytest.raises(environment.NotASetting, match="1 or 0"):
        environment.switched_on(NAME)


def test_a_role_that_is_misspelt_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    set_to(monkeypatch, "admin, supervisor,")
    assert environment.some_of(NAME, ("admin", "supervisor")) == {"admin", "supervisor"}
    set_to(monkeypatch, "admins")
    with pytest.raises(environment.NotASetting, match="some of admin, supervisor"):
        environment.some_of(NAME, ("admin", "supervisor"))


def test_a_zone_that_is_nowhere_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.zone(NAME, "Asia/Shanghai") == "Asia/Shanghai"
    for said in ("Mars/Olympus", "../../etc/passwd"):
        set_to(monkeypatch, said)
        with pytest.raises(environment.NotASetting, match="Asia/Shanghai"):
            environment.zone(NAME, "Asia/Shanghai")
