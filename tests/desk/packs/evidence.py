"""What do the tests of packs look at? Chen's missing cup with a photo of the scale, in a shop that Ana works for."""

import io
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from hejie.casefile import CaseFile
from hejie.casefile.entries import AttachmentAdded, ExhibitMarked, MessageReceived, OfferMade, Region
from hejie.casefile.parties import Role
from hejie.casefile.quantities import Weight
from hejie.desk.acts import acting
from hejie.desk.attachments import Kept, keep, place
from hejie.desk.cases import store
from hejie.desk.models import Attachment, CaseIndex
from hejie.rulebook import Rulebook
from tests.cast import CHEN, NOON, yuan
from tests.desk.team import hire
from tests.stories.notices import missing_cup
from tests.stories.telling import Story

LANTERN = "taobao:lantern"
CASE = "taobao:lantern:900001"
GREY, RED = (120, 140, 150), (200, 30, 40)
READING, LABEL = Region(5000, 5000, 2000, 2000), Region(0, 0, 2500, 2500, hides=True)
SAID = "𠮷祥物 #strong[x] $x$，电话 13812345678"


def ana_at_the_missing_cup(rules: Rulebook) -> User:
    """Ana, in whose shop Chen's case stands, walked to the hour of the test."""
    on_the_desk(missing_cup_file(rules))
    person = hire("ana", "agent", LANTERN)
    acting.act(CASE, person, lambda _file: ())
    return person


def photo(width: int = 800, height: int = 600, form: str = "JPEG", **notes: Any) -> bytes:
    """A grey photo with a red square in its upper left corner: the label with somebody's phone."""
    picture = Image.new("RGB", (width, height), GREY)
    ImageDraw.Draw(picture).rectangle((0, 0, width // 4, height // 4), fill=RED)
    out = io.BytesIO()
    picture.save(out, form, **notes)
    return out.getvalue()


def attach(data: bytes, name: str) -> Kept:
    """Take a file in as the desk does."""
    return keep(SimpleUploadedFile(name, data))


def left_from_before(data: bytes, name: str) -> Kept:
    """A picture that was taken in when the desk did not look at pictures yet."""
    digest = sha256(data).hexdigest()
    place(digest).parent.mkdir(parents=True, exist_ok=True)
    place(digest).write_bytes(data)
    return Kept(name, digest, len(data), "image/jpeg")


def added(kept: Kept, exhibit: str) -> AttachmentAdded:
    """A file that serves as an exhibit."""
    return AttachmentAdded(kept.name, kept.sha256, kept.size, kept.media_type, exhibit)


def missing_cup_file(rules: Rulebook, *, marked: bool = True) -> CaseFile:
    """Chen's missing cup as far as Ana has come: weights, the photo of the scale, an offer, words with a phone."""
    story = Story.of(missing_cup(), rules)
    story.sends_the_draft()
    story.learns("buyer", pkg_intact=True, signed_in_person=True, photo_given=True)
    story.learns("warehouse", w_warehouse=Weight(1238), w_repacked=Weight(1240))
    story.learns("carrier", w_carrier=Weight(1240))
    kept = attach(photo(), "称重 scale.jpg")
    story.happens(added(kept, "packing_weight"))
    if marked:
        caption = "读数 1238 克，与面单同框"
        story.happens(ExhibitMarked("packing_weight", kept.sha256, (READING, LABEL), caption=caption))
    story.happens(MessageReceived(Role.BUYER, SAID, "zh-CN"), by=CHEN)
    return story.happens(OfferMade("partial_refund", yuan("20"))).file


def on_the_desk(file: CaseFile) -> CaseIndex:
    """Keep a case and its files in the store."""
    store.open_many([file])
    row = CaseIndex.objects.get(case_id=file.case_id)
    Attachment.objects.bulk_create(
        Attachment(
            case_id=row.case_id,
            sha256=one.sha256,
            name=one.name,
            media_type=one.media_type,
            size=one.size,
            added_at=NOON,
        )
        for one in file.all(AttachmentAdded)
    )
    return row
