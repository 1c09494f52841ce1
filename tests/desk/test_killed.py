"""Is nothing lost and nothing doubled when the desk is killed in the middle of a write, whichever step it was at?

Each write is done by a process of its own that is killed (SIGKILL) before its first statement, begun anew, killed
before its second, and so on, until it comes through. That is the worst day a data base can have.
"""

from collections import Counter
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from hejie.casefile import export_case
from hejie.casefile.entries import AttachmentAdded, ClockMissed, NoteWritten
from hejie.desk import clock
from hejie.desk.acts import acting
from hejie.desk.attachments import place
from hejie.desk.cases import moving, proof, store
from hejie.desk.imports import importing
from hejie.desk.models import Attachment, CaseIndex, Delivery, Entry, Import, PackBuild
from hejie.desk.packs import packing
from hejie.desk.packs.building import Wanted, basis, build
from hejie.desk.packs.keeping import keep, kept
from hejie.desk.webhooks import delivering, hooks, noticing
from hejie.rulebook import Rulebook
from tests.desk.cast import NOON, note, opened
from tests.desk.killing import killed_again_and_again, killed_at, look_sound
from tests.desk.packs.evidence import LANTERN, missing_cup_file, on_the_desk
from tests.desk.team import LAMPS, desk_of, hire, two_shops
from tests.desk.webhooks.conftest import receiver  # noqa: F401 - a fixture
from tests.desk.webhooks.receiver import Receiver

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]
SAMPLES = Path(__file__).resolve().parents[1] / "samples"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c636060606000000005000"
    "1a5f645400000000049454e44ae426082"
)


def kinds(case_id: str) -> Counter[str]:
    """How often each kind of thing happened in a case."""
    return Counter(Entry.objects.filter(case_id=case_id).values_list("kind", flat=True))


def test_what_ana_does_is_there_wholly_or_not_at_all() -> None:
    lamps, _ = two_shops()
    ana = hire("ana", "agent", LAMPS)
    acting.act(lamps.case_id, ana, lambda _file: ())  # the case walks to this hour
    before = kinds(lamps.case_id)

    def says_unless_said() -> None:
        if not Entry.objects.filter(kind="NoteWritten").exists():
            acting.act(lamps.case_id, ana, lambda _file: [NoteWritten("Chen called again")])

    assert killed_again_and_again(says_unless_said) >= 4
    assert kinds(lamps.case_id) == before + Counter(NoteWritten=1)


def test_cases_of_a_chunk_come_in_together() -> None:
    files = [opened(number) for number in range(1, 6)]
    seen: list[int] = []
    killed_again_and_again(
        lambda: store.open_many(files), meanwhile=lambda: seen.append(CaseIndex.objects.count())
    )
    assert set(seen) <= {0, 5}
    assert CaseIndex.objects.count() == 5
    assert Entry.objects.count() == sum(len(file.lines) for file in files)


def test_an_import_goes_on_where_it_was_killed_and_doubles_nothing() -> None:
    name = "taobao-refunds.csv"
    row = importing.uploaded(SimpleUploadedFile(name, (SAMPLES / name).read_bytes()), hire("bo", "admin"))
    row.shop_name, row.state = "灯笼小铺", Import.State.QUEUED
    row.save()
    tries = 0

    def work() -> None:
        # Each worker comes when the one before has given no sign of life for long enough.
        at = timezone.now() + importing.GIVEN_UP * 2 * tries
        if taken := importing.take_next(at):
            importing.run(taken)

    def later() -> None:
        nonlocal tries
        tries += 1

    killed_again_and_again(work, meanwhile=later)
    row.refresh_from_db()
    assert (row.state, row.refused) == (Import.State.DONE, 0)
    assert row.opened + row.updated + row.unchanged == row.rows == CaseIndex.objects.count()
    assert Entry.objects.filter(kind="CaseOpened").count() == CaseIndex.objects.count()


def test_the_clock_misses_a_deadline_once() -> None:
    store.open_many([opened(1), opened(2)])
    later = NOON + timedelta(days=3)
    killed_again_and_again(lambda: clock.Clock().sweep(later))
    for number in (1, 2):
        found = [missed.clock for missed in store.load(opened(number).case_id).all(ClockMissed)]
        assert found
        assert len(found) == len(set(found))
    assert clock.due(later) == []


def test_a_message_to_another_system_is_sent_until_it_is_taken(receiver: Receiver) -> None:  # noqa: F811
    store.open_many([opened(1)])
    hook, _secret = hooks.add(receiver.url, by="bo")
    store.change(opened(1).case_id, lambda _file: [note("to be told")])
    wait = timedelta()

    def deliver() -> None:
        at = timezone.now() + wait
        noticing.notice(at)
        delivering.deliver(at)

    def later() -> None:
        nonlocal wait
        wait += delivering.LEASE * 2

    killed_again_and_again(deliver, meanwhile=later)
    told = Delivery.objects.filter(webhook=hook)
    assert set(told.values_list("state", flat=True)) == {Delivery.State.SENT}
    ids = [headers["webhook-id"] for headers, _ in receiver.heard]
    assert len(set(ids)) == told.count()  # who hears a message twice knows it by its id


def test_a_picture_that_the_case_names_can_be_looked_at() -> None:
    lamps, _ = two_shops()
    ana = hire("ana", "agent", LAMPS)

    def attach() -> None:
        picture = SimpleUploadedFile("box.png", PIXEL, "image/png")
        status = desk_of(ana).post(f"/cases/{lamps.pk}/attachments", {"file": picture}).status_code
        assert status == 302, status

    def named_and_there() -> None:
        for added in store.load(lamps.case_id).all(AttachmentAdded):
            assert sha256(place(added.sha256).read_bytes()).hexdigest() == added.sha256
            assert desk_of(ana).get(f"/cases/{lamps.pk}/attachments/{added.sha256}").status_code == 200

    killed_again_and_again(attach, meanwhile=named_and_there)
    named_and_there()
    assert Attachment.objects.count() == 1


def test_a_pack_is_kept_once_with_pages_and_archive(rules: Rulebook) -> None:
    on_the_desk(missing_cup_file(rules))
    ana, case_id = hire("ana", "agent", LANTERN), "taobao:lantern:900001"
    acting.act(case_id, ana, lambda _file: ())
    file = store.load(case_id)
    built = build(Wanted(file, rules, basis(file).entry.at))

    def all_there() -> None:
        for pair in kept(store.load(case_id)):
            for one in pair:
                assert sha256(place(one.sha256).read_bytes()).hexdigest() == one.sha256
                assert Attachment.objects.filter(case_id=case_id, sha256=one.sha256).exists()

    killed_again_and_again(lambda: keep(built, ana), meanwhile=all_there)
    all_there()
    assert len(kept(store.load(case_id))) == 1


def test_a_pack_whose_worker_is_killed_is_built_by_the_next_one(
    rules: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_the_desk(missing_cup_file(rules))
    ana, case_id = hire("ana", "agent", LANTERN), "taobao:lantern:900001"
    acting.act(case_id, ana, lambda _file: ())
    file = store.load(case_id)
    built = build(Wanted(file, rules, basis(file).entry.at))
    # The typesetter has threads of its own, which no fork survives: it worked before.
    monkeypatch.setattr(packing, "build", lambda _wanted, _tell: built)
    packing.ask(file, ana)
    tries = 0

    def work() -> None:
        if taken := packing.take_next(timezone.now() + packing.GIVEN_UP * 2 * tries):
            packing.run(taken)

    def later() -> None:
        nonlocal tries
        tries += 1
        assert PackBuild.objects.count() == 1

    assert killed_again_and_again(work, meanwhile=later) >= 4
    assert PackBuild.objects.get().state == PackBuild.State.DONE
    ((pages, archive),) = kept(store.load(case_id))
    for one in (pages, archive):
        assert sha256(place(one.sha256).read_bytes()).hexdigest() == one.sha256


def test_cases_of_another_desk_move_in_together() -> None:
    theirs = [opened(1).add(note("theirs")), opened(2)]
    lines = [line for file in theirs for line in export_case(file)]
    store.open_many([opened(1)])
    seen: list[int] = []
    killed_again_and_again(
        lambda: moving.bring_in(lines), meanwhile=lambda: seen.append(CaseIndex.objects.count())
    )
    assert set(seen) <= {1, 2}
    assert [store.load(file.case_id).lines for file in theirs] == [file.lines for file in theirs]


def test_a_rebuild_that_was_killed_is_simply_begun_anew() -> None:
    store.open_many([opened(number) for number in range(1, 4)])
    CaseIndex.objects.filter(case_id=opened(2).case_id).update(claim="size")
    step = 1
    while killed_at(step, proof.rebuild):
        assert list(proof.broken_chains()) == []
        step += 1
    look_sound()
    assert CaseIndex.objects.get(case_id=opened(2).case_id).claim == "missing_item"
