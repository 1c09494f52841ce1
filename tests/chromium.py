"""How do the tests look at a page: with which browser, in which font?"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{cache}</cachedir>
  <alias><family>sans-serif</family><prefer><family>Noto Sans CJK SC</family></prefer></alias>
</fontconfig>
"""


class NoChromium(Exception):
    """No browser is installed that the tests can drive."""

    def __init__(self) -> None:
        super().__init__(
            "No Chromium was found, so no page was looked at. Run `sh test`, which installs it where it may, or "
            "install Debian's package `chromium`, or set HEJIE_CHROMIUM to the program."
        )


def program() -> str:
    """Give the path of the browser program."""
    for name in (os.environ.get("HEJIE_CHROMIUM", ""), *NAMES):
        if name and (found := shutil.which(name)):
            return found
    raise NoChromium


def font_folder() -> Path:
    """Folder of the Chinese font (Noto Sans CJK) inside the manimgx-fonts-cjk package."""
    spec = find_spec("manimgx_fonts_cjk")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(
            "The font package manimgx-fonts-cjk is missing: run `sh test`, which installs it."
        )
    return Path(spec.origin).parent


def font_settings(folder: Path) -> Path:
    """Write the fontconfig file that gives a bare machine its Chinese font; name it in FONTCONFIG_FILE."""
    settings = folder / "fonts.conf"
    settings.write_text(FONTCONFIG.format(fonts=font_folder(), cache=folder / "cache"), encoding="utf-8")
    return settings


@contextmanager
def launched(folder: Path) -> Iterator["Browser"]:
    """Start the browser without a window; `folder` takes the font settings."""
    from playwright.sync_api import sync_playwright  # only browser tests pay for it

    # Playwright's loop makes Django think that it runs inside one; the desk under test has a thread of its own.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    environment: dict[str, str | float | bool] = {**os.environ, "FONTCONFIG_FILE": str(font_settings(folder))}
    arguments = ["--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=arguments, env=environment)
        try:
            yield browser
        finally:
            browser.close()
