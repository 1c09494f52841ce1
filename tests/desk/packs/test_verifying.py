"""Does a change in an archive show, and is an archive that would do harm refused before it is unpacked?"""

import struct
import zipfile

import pytest

from hejie.desk.packs import verifying
from hejie.desk.packs.bundle import About, Part, write
from hejie.desk.packs.verifying import NotAPack, verify
from tests.cast import NOON


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "pack.zip"
    write(
        path, [Part("a.pdf", b"%PDF"), Part("originals/01.txt", b"words" * 99)], About("c", NOON, "en", "r")
    )
    return path


def rebuilt(archive, change):
    """The same archive, with one thing done to it by somebody who wants to cheat."""
    other = archive.with_name("other.zip")
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(other, "w") as new:
        for entry in old.infolist():
            data = change(entry.filename, old.read(entry))
            if data is not None:
                new.writestr(entry.filename, data)
        change("", new)
    return other


@pytest.mark.shows("C6")
def test_an_untouched_archive_is_whole(archive):
    assert verify(archive).wrong == ()
    assert verify(archive).manifest.case == "c"


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (lambda name, data: b"%PDX" if name == "a.pdf" else data, ("a.pdf", "changed")),
        (lambda name, data: None if name == "a.pdf" else data, ("a.pdf", "missing")),
        (
            lambda name, data: data if name else data.writestr("b.pdf", b"new"),
            ("b.pdf", "not in the manifest"),
        ),
    ],
)
def test_what_was_changed_taken_out_or_put_in_shows(archive, change, wrong):
    assert verify(rebuilt(archive, change)).wrong == (wrong,)


@pytest.mark.parametrize("name", ["../evil.sh", "/etc/passwd", "a/../../b", "C:\\evil.exe", "a\\..\\b"])
def test_a_name_that_leads_out_of_the_folder_is_refused(archive, name):
    with zipfile.ZipFile(archive, "a") as open_archive:
        entry = zipfile.ZipInfo("x")
        entry.filename = name
        open_archive.writestr(entry, b"x")
    with pytest.raises(NotAPack, match="leads out of the folder"):
        verify(archive)


def test_a_link_is_refused(archive):
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(archive, "a") as open_archive:
        open_archive.writestr(link, "/etc/passwd")
    with pytest.raises(NotAPack, match="leads out"):
        verify(archive)


def test_a_bomb_is_refused_before_it_goes_off(archive):
    with zipfile.ZipFile(archive, "a", zipfile.ZIP_DEFLATED) as open_archive:
        open_archive.writestr("zeros", b"\0" * 5_000_000)
    with pytest.raises(NotAPack, match="so tightly"):
        verify(archive)


def test_a_bomb_that_lies_about_its_size_does_not_go_off_either(archive):
    with zipfile.ZipFile(archive, "a", zipfile.ZIP_DEFLATED) as open_archive:
        open_archive.writestr("zeros", b"\0" * 3_000_000)
    data = bytearray(archive.read_bytes())
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"zeros"))
    data[at + 24 : at + 28] = struct.pack("<I", 10)  # the size that the list of contents tells
    archive.write_bytes(data)
    assert ("zeros", "not in the manifest") in verify(archive).wrong


@pytest.mark.parametrize("limit", ["MOST_FILES", "MOST_BYTES"])
def test_too_many_or_too_large_files_are_refused(archive, monkeypatch, limit):
    monkeypatch.setattr(verifying, limit, 1)
    with pytest.raises(NotAPack):
        verify(archive)


def test_two_files_of_one_name_are_refused(archive):
    with zipfile.ZipFile(archive, "a") as open_archive, pytest.warns(UserWarning, match="Duplicate name"):
        open_archive.writestr("a.pdf", b"other")
    with pytest.raises(NotAPack, match="one name"):
        verify(archive)


@pytest.mark.parametrize("manifest", [None, b"{", b'{"format": "other/9"}', b"[1]"])
def test_an_archive_without_a_manifest_of_ours_is_no_pack(archive, manifest):
    other = rebuilt(archive, lambda name, data: manifest if name == "manifest.json" else data)
    with pytest.raises(NotAPack):
        verify(other)


def test_something_else_than_an_archive_is_no_pack(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"%PDF-1.4")
    with pytest.raises(NotAPack, match="no ZIP archive"):
        verify(tmp_path / "a.zip")
