"""Does the form of people and skills write what it shows, and nothing of what it does not?"""

import pytest

from hejie.desk.habits import crew, folder
from hejie.desk.habits.mistakes import NotANumber, NotASkill
from hejie.desk.habits.orders import Form
from hejie.rulebook import Rulebook


def posted(rules: Rulebook, *names: str, **changed: list[str]) -> Form:
    """The form as the page shows it for these people, with some of it changed."""
    form = Form(person=list(names))
    for member in crew.members(rules, names):
        form |= {f"{member.name}.{part}": list(getattr(member, part)) for part in crew.LISTS}
        form[f"{member.name}.most"] = [member.most]
        form[f"{member.name}.from"], form[f"{member.name}.to"] = [member.begins], [member.ends]
        form[f"{member.name}.day"] = [str(day) for day in member.days]
    for claim, listed in rules.dispatching.skills.items():
        form[f"claim.{claim}"] = [" ".join(listed)]
    usual = rules.dispatching.duty.shift
    form["usual.from"], form["usual.to"] = [str(usual.begins)], [str(usual.ends)]
    return Form(form | {key.replace("__", "."): value for key, value in changed.items()})


def test_a_form_left_as_it_is_writes_nothing(rules: Rulebook) -> None:
    assert crew.edits(rules, {}, posted(rules, "ana", "bo")) == {}


@pytest.mark.shows("V7")
def test_ana_gets_her_languages_platforms_skills_load_and_shift(rules: Rulebook) -> None:
    form = posted(
        rules,
        "ana",
        ana__languages=["zh-CN", "en"],
        ana__platforms=["taobao"],
        ana__skills=["product", "退换货, 清关"],
        ana__most=["40"],
        ana__from=["9"],
        ana__to=["18"],
        ana__day=["1", "2", "3"],
    )
    edits = crew.edits(rules, {}, form)
    book = folder.book_of(edits)
    ana = book.dispatching.duty.people["ana"]
    assert (set(ana.languages), ana.platforms, ana.most) == ({"zh-CN", "en"}, ("taobao",), 40)
    assert set(ana.skills) == {"product", "退换货", "清关"}
    assert ana.shift is not None
    assert (ana.shift.begins, ana.shift.ends, ana.shift.weekdays) == (9, 18, (0, 1, 2))
    assert crew.edits(book, edits, posted(book, "ana")) == {}
    emptied = posted(book, "ana", ana__languages=[], ana__skills=[], ana__most=[""], ana__day=[])
    again = folder.book_of(crew.edits(book, edits, emptied)).dispatching.duty.people["ana"]
    assert (again.languages, again.skills, again.most) == ((), (), 0)
    assert again.shift is not None
    assert again.shift.weekdays == ()


def test_a_claim_asks_for_another_skill_and_everybody_works_longer(rules: Rulebook) -> None:
    form = posted(rules, claim__customs=[""], claim__size=["fitting"], usual__to=["23"])
    book = folder.book_of(crew.edits(rules, {}, form))
    assert book.dispatching.skills["customs"] == ()
    assert book.dispatching.skills["size"] == ("fitting",)
    assert book.dispatching.skills["quality"] == rules.dispatching.skills["quality"]
    assert (book.dispatching.duty.shift.begins, book.dispatching.duty.shift.ends) == (9, 23)


@pytest.mark.parametrize(
    ("changed", "mistake"),
    [
        ({"ana__most": ["viele"]}, NotANumber),
        ({"ana__from": ["9"], "ana__to": ["25"]}, NotANumber),
        ({"ana__skills": ["a: b{"]}, NotASkill),
    ],
)
def test_what_cannot_stand_there_is_refused(
    rules: Rulebook, changed: dict[str, list[str]], mistake: type
) -> None:
    with pytest.raises(mistake):
        crew.edits(rules, {}, posted(rules, "ana", **changed))
