"""Is a pack built beside the pages, once, by one worker, and does a failure say why and leave it to be tried again?"""

import threading

import pytest
from django.utils import timezone

from hejie.arbitration.pack import PACK
from hejie.casefile.entries import AttachmentAdded, NoteWritten
from hejie.desk.acts import acting
from hejie.desk.cases import store
from hejie.desk.models import PackBuild
from hejie.desk.packs import packing
from hejie.desk.packs.keeping import kept
from hejie.desk.packs.typesetting import NotSet
from tests.desk.packs.evidence import (
    CASE,
    added,
    ana_at_the_missing_cup,
    left_from_before,
    photo,
)

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


@pytest.fixture
def ana(rules):
    return ana_at_the_missing_cup(rules)


def asked(person, **how):
    return packing.ask(store.load(CASE), person, **how)


def built():
    return kept(store.load(CASE))


def fails_with(monkeypatch, error):
    def fail(*_args):
        raise error

    monkeypatch.setattr(packing, "build", fail)


def test_a_worker_builds_what_ana_asked_for_and_keeps_it_under_her_name(ana):
    asked(ana)
    packing.run(packing.take_next(timezone.now()))
    assert packing.last(CASE).state == PackBuild.State.DONE
    assert len(built()) == 1
    made = [line.entry for line in store.load(CASE).lines if isinstance(line.entry.what, AttachmentAdded)]
    assert [entry.by.name for entry in made if entry.what.shows == PACK] == ["ana", "ana"]
    assert packing.take_next(timezone.now()) is None


def test_two_clicks_make_one_pack_also_while_it_is_being_built(ana):
    assert asked(ana).pk == asked(ana).pk
    running = packing.take_next(timezone.now())
    assert asked(ana).pk == running.pk
    assert PackBuild.objects.count() == 1


def test_another_language_or_a_case_that_went_on_is_another_pack(ana):
    first, english = asked(ana), asked(ana, language="en")
    acting.act(CASE, ana, lambda _file: [NoteWritten("the carrier called")])
    assert len({first.pk, english.pk, asked(ana).pk}) == 3


def test_no_two_workers_build_the_same_pack(ana):
    asked(ana)
    now = timezone.now()
    assert packing.take_next(now)
    assert packing.take_next(now) is None


def test_a_pack_whose_worker_gave_no_sign_of_life_is_taken_over(ana):
    asked(ana)
    now = timezone.now()
    first = packing.take_next(now)
    assert packing.take_next(now + packing.GIVEN_UP) is None
    assert packing.take_next(now + packing.GIVEN_UP * 2).pk == first.pk


def test_a_sign_of_life_is_given_while_it_is_built(ana):
    asked(ana)
    row = packing.take_next(timezone.now() - packing.GIVEN_UP)
    packing._sign_of_life(row, threading.Event())()
    assert packing.take_next(timezone.now() + packing.SIGN) is None


def test_a_pack_that_failed_says_why_and_can_be_tried_again(ana, monkeypatch):
    asked(ana)
    with monkeypatch.context() as spoiled:
        fails_with(spoiled, NotSet("no such font"))
        packing.run(packing.take_next(timezone.now()))
    failed = packing.last(CASE)
    assert failed.state == PackBuild.State.FAILED
    assert "no such font" in failed.trouble

    assert asked(ana).state == PackBuild.State.QUEUED
    packing.run(packing.take_next(timezone.now()))
    assert packing.last(CASE).state == PackBuild.State.DONE
    assert len(built()) == 1


def test_a_mistake_of_ours_is_logged_and_does_not_end_the_worker(ana, monkeypatch):
    asked(ana)
    fails_with(monkeypatch, ZeroDivisionError())
    packing.run(packing.take_next(timezone.now()))
    assert "the log says why" in packing.last(CASE).trouble


def test_a_worker_told_to_stop_leaves_the_pack_for_the_next_one(ana):
    asked(ana)
    stopped = threading.Event()
    stopped.set()
    packing.run(packing.take_next(timezone.now()), stopped)
    assert packing.last(CASE).state == PackBuild.State.QUEUED
    assert built() == ()
    packing.run(packing.take_next(timezone.now()))
    assert len(built()) == 1


def test_a_picture_that_could_not_be_used_is_named(ana):
    broken = left_from_before(photo()[:300], "cut.jpg")
    acting.act(CASE, ana, lambda _file: [added(broken, "packing_weight")])
    asked(ana)
    packing.run(packing.take_next(timezone.now()))
    assert any("cut" in name for name in packing.last(CASE).left_out)


def test_the_loop_builds_until_it_is_stopped_and_outlives_a_data_base_that_is_away(ana, monkeypatch):
    stopped, looks = threading.Event(), []
    monkeypatch.setattr(packing, "WATCH", 0.001)
    monkeypatch.setattr(packing, "AGAIN", 0.001)
    monkeypatch.setattr(packing.connections, "close_all", lambda: looks.append("closed"))

    def take(now):
        looks.append("looked")
        if len(looks) == 2:
            stopped.set()
        raise OSError("away")

    monkeypatch.setattr(packing, "take_next", take)
    packing.work(stopped)
    assert looks == ["looked", "looked", "closed"]
