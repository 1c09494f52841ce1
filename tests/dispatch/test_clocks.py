"""Do the deadlines that the rules demand run, stop, and get noted as missed, each once?"""

from hejie.casefile.entries import ClockMissed, ClockSet, ClockStopped, MessageSent
from hejie.casefile.facts import known
from hejie.casefile.parties import SYSTEM
from hejie.casefile.quantities import Moment
from hejie.dispatch import wind
from tests.cast import NOON, happened, hours, opened, then

FIRST = "team.first_response"
ASKED = known("applied_at", Moment(NOON))


def wound(file, rules, after=0.0):
    return file.add(*wind(file, rules=rules, at=NOON + hours(after), by=SYSTEM))


def test_a_clock_runs_from_what_started_it_and_says_what_silence_means(rules):
    file = wound(opened(ASKED), rules)
    clock = file.clocks[FIRST]
    assert clock.due_at == NOON + hours(0.5)
    assert {"zh-CN", "en"} <= set(clock.on_timeout)
    assert clock.ground.source


def test_an_answer_stops_it(rules):
    file = then(wound(opened(ASKED), rules), MessageSent("您好", "zh-CN"))
    stopped = happened(wind(file, rules=rules, at=NOON, by=SYSTEM))
    assert ClockStopped(FIRST) in stopped


def test_a_missed_clock_is_noted_once_and_does_not_start_again(rules):
    file = wound(wound(opened(ASKED), rules), rules, 1)
    assert [missed.clock for missed in file.all(ClockMissed)] == [FIRST]
    assert wind(file, rules=rules, at=NOON + hours(2), by=SYSTEM) == ()


def test_asked_again_with_nothing_new_it_says_nothing(rules):
    file = wound(opened(ASKED), rules)
    assert wind(file, rules=rules, at=NOON, by=SYSTEM) == ()
    assert sum(1 for clock in file.all(ClockSet) if clock.clock == FIRST) == 1
