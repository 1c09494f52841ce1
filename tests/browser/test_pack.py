"""Can Ana make an evidence pack without a mouse: mark a photo, build, download, and have it verified?"""

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from playwright.sync_api import expect

from hejie.desk.packs.verifying import verify
from tests.browser.shop import complain

if TYPE_CHECKING:
    from playwright.sync_api import Page

SignIn = Callable[..., "Page"]


def scale() -> bytes:
    """A photo of a scale."""
    out = io.BytesIO()
    Image.new("RGB", (800, 600), (120, 140, 150)).save(out, "JPEG")
    return out.getvalue()


@pytest.mark.shows("C6", "T8")
def test_ana_marks_a_photo_by_keyboard_builds_the_pack_and_records_the_hand_in(
    sign_in: SignIn, tmp_path: Path
) -> None:
    page = sign_in("ana")
    number = complain(page)
    photo = {"name": "scale.jpg", "mimeType": "image/jpeg", "buffer": scale()}
    page.locator("li", has_text="仓库称重图").locator("input[type=file]").set_input_files(files=[photo])
    expect(page.locator(".files li", has_text="scale.jpg")).to_be_visible()

    page.goto(f"/cases/{number}/pack")
    page.locator("#packing_weight .board").focus()
    for key in ("Enter", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowDown", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#packing_weight input[name=width]").first).to_have_value("10")
    page.locator("#packing_weight").get_by_role("button", name="保存标注").click()
    expect(page.locator("#packing_weight")).to_contain_text("已标注")
    expect(page.locator("#packing_weight .region")).to_have_count(1)

    page.get_by_role("button", name="生成 PDF 和 ZIP").click()
    expect(page.locator("#building")).to_contain_text("证据包已生成")  # the worker built it; nobody reloads
    with page.expect_download() as coming:
        page.locator("#built a", has_text="ZIP").click()
    coming.value.save_as(tmp_path / "pack.zip")
    assert verify(tmp_path / "pack.zip").wrong == ()

    page.fill("#built input[name=receipt]", "回执 77")
    page.get_by_role("button", name="登记为已提交").click()
    expect(page.locator("#sent")).to_contain_text("回执 77")
