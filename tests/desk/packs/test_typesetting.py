"""Opened as a reviewer opens it: is the text real, are the fonts inside, are highlights where Ana put them?"""

import io

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from hejie.arbitration import pack
from hejie.casefile.entries import ExhibitMarked, MessageReceived
from hejie.casefile.parties import Role
from hejie.desk.packs.building import Wanted, build
from hejie.desk.packs.typesetting import Setting, as_pdf, as_pictures
from tests.arbitration.reviewing import bottle
from tests.cast import CHEN, NOON, then
from tests.desk.packs.evidence import added, attach, missing_cup_file, photo

pytestmark = pytest.mark.usefixtures("store_on")
LOOK = (232, 89, 12)


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """All text of a PDF as one selects and copies it, line breaks aside."""
    document = pypdfium2.PdfDocument(pdf)
    return (
        "".join(page.get_textpage().get_text_bounded() for page in document)
        .replace("\r\n", "")
        .replace("\n", "")
    )


def drawn(pdf: bytes, page: int) -> Image.Image:
    return pypdfium2.PdfDocument(pdf)[page].render(scale=2).to_pil().convert("RGB")


@pytest.fixture
def cup(rules):
    return missing_cup_file(rules)


@pytest.fixture
def pdf(cup, rules):
    return build(Wanted(cup, rules, NOON)).pdf


@pytest.mark.shows("C6", "T8")
def test_chinese_can_be_selected_also_the_rare_character_of_a_name(pdf):
    text = text_of(pdf)
    assert "责任不在卖家，请驳回买家的诉求。" in text
    assert "𠮷祥物" in text
    assert "读数 1238 克，与面单同框" in text


@pytest.mark.shows("B8")
def test_portuguese_can_be_selected_with_its_accents(rules):
    said = MessageReceived(Role.BUYER, "Não recebi. Atenção: já reclamei três vezes!", "pt-BR")
    text = text_of(build(Wanted(then(bottle(), said, by=CHEN), rules, NOON)).pdf)
    assert "Não recebi. Atenção: já reclamei três vezes!" in text
    assert "Declaração, ponto a ponto" in text


def test_what_a_buyer_wrote_is_never_read_as_markup(pdf):
    assert "#strong[x] $x$" in text_of(pdf)


def test_a_phone_number_is_not_in_the_file_at_all(pdf):
    assert "13812345678" not in text_of(pdf)


def fonts_of(pdf: bytes) -> list[dict]:
    resources = [page["/Resources"]["/Font"] for page in reader(pdf).pages if "/Font" in page["/Resources"]]
    return [font.get_object() for fonts in resources for font in fonts.values()]


def test_every_font_is_embedded(pdf):
    fonts = fonts_of(pdf)
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor), font["/BaseFont"]


def test_it_keeps_to_the_form_that_archives_want_and_says_so(cup, rules):
    built = build(Wanted(cup, rules, NOON))
    assert built.lasting
    assert b"pdfaid" in reader(built.pdf).trailer["/Root"]["/Metadata"].get_object().get_data()


def test_a_character_that_no_font_has_costs_the_archive_form_and_nothing_else(cup, rules):
    unheard_of = then(cup, MessageReceived(Role.BUYER, "\U00013000 买家", "zh-CN"), by=CHEN)
    built = build(Wanted(unheard_of, rules, NOON))
    assert not built.lasting
    assert "买家" in text_of(built.pdf)


def test_the_same_case_gives_the_same_bytes(cup, rules):
    assert build(Wanted(cup, rules, NOON)).pdf == build(Wanted(cup, rules, NOON)).pdf


def close(one, other, by=40):
    return all(abs(left - right) <= by for left, right in zip(one, other, strict=True))


def frame(page: Image.Image) -> tuple[int, int, int, int]:
    """Where the photo lies on a page: the lines and columns of which a good part is its grey."""
    grey = page.convert("RGB").load()
    near = [[close(grey[x, y], (120, 140, 150), 10) for x in range(page.width)] for y in range(page.height)]
    rows = [y for y, row in enumerate(near) if sum(row) > page.width * 0.3]
    columns = [x for x in range(page.width) if sum(row[x] for row in near) > page.height * 0.15]
    return columns[0], rows[0], columns[-1], rows[-1]


@pytest.mark.shows("C6")
def test_the_highlight_is_where_ana_put_it_and_the_label_is_black(pdf):
    page = drawn(pdf, 1)
    left, top, right, bottom = frame(page)
    width, height = right - left, bottom - top
    # Ana framed the middle of the photo to 70 %, and blackened its upper left quarter, where the label was red.
    for across, down in ((0.5, 0.6), (0.7, 0.6), (0.6, 0.5), (0.6, 0.7)):
        around = [
            page.getpixel((round(left + across * width) + dx, round(top + down * height) + dy))
            for dx in range(-5, 6)
            for dy in range(-5, 6)
        ]
        assert any(close(pixel, LOOK) for pixel in around), (across, down)
    assert close(page.getpixel((round(left + 0.85 * width), round(top + 0.85 * height))), (120, 140, 150), 15)
    assert max(page.getpixel((round(left + 0.12 * width), round(top + 0.12 * height)))) < 60


def test_without_marks_there_is_no_orange_on_the_photo(rules):
    pdf = build(Wanted(missing_cup_file(rules, marked=False), rules, NOON)).pdf
    page = drawn(pdf, 1)
    assert not any(
        close(page.getpixel((x, y)), LOOK, 20)
        for x in range(0, page.width, 3)
        for y in range(0, page.height, 3)
    )


def test_pages_can_be_had_as_pictures_for_a_platform_that_takes_no_pdf(cup, rules):
    told = pack(cup, rules=rules, at=NOON)
    pages = as_pictures(Setting(told, {}, {}, NOON), ppi=40)
    assert len(pages) == len(reader(as_pdf(Setting(told, {}, {}, NOON)).pdf).pages)
    assert all(Image.open(io.BytesIO(page)).format == "PNG" for page in pages)


def test_a_case_with_many_long_messages_is_set_without_losing_one(cup, rules):
    for number in range(60):
        cup = then(cup, MessageReceived(Role.BUYER, f"第{number}条。" + "很长的话" * 40, "zh-CN"), by=CHEN)
    text = text_of(build(Wanted(cup, rules, NOON)).pdf)
    assert all(f"第{number}条" in text.replace(" ", "") for number in range(60))


def test_two_pictures_of_one_exhibit_stand_side_by_side(cup, rules):
    kept = attach(photo(600, 900), "second.jpg")
    pdf = build(
        Wanted(
            then(cup, added(kept, "packing_weight"), ExhibitMarked("packing_weight", kept.sha256)),
            rules,
            NOON,
        )
    ).pdf
    assert "second" in text_of(pdf)
