"""Is the archive the same every time, with the digest of each file in its manifest?"""

import json
import zipfile
from hashlib import sha256

import pytest

from hejie.desk.packs.bundle import About, Part, write
from tests.cast import NOON

ABOUT = About("taobao:lantern:900001", NOON, "zh-CN", "c" * 64)


@pytest.fixture
def parts(tmp_path):
    (tmp_path / "video.mp4").write_bytes(b"film" * 999)
    return [
        Part("举证材料.pdf", b"%PDF", change="typeset"),
        Part("originals/01-open.mp4", tmp_path / "video.mp4", "1 return_unpacking", "d" * 64),
    ]


def test_the_manifest_names_each_file_with_its_digest_and_where_it_came_from(tmp_path, parts):
    write(tmp_path / "a.zip", parts, ABOUT)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        manifest = json.loads(archive.read("manifest.json"))
        for row in manifest["files"]:
            assert sha256(archive.read(row["path"])).hexdigest() == row["sha256"]
    assert (manifest["case"], manifest["record"]) == (ABOUT.case, ABOUT.record)
    assert manifest["files"][1]["original"] == "d" * 64


def test_the_same_files_give_the_same_archive_and_its_digest_is_told(tmp_path, parts):
    first, again = (write(tmp_path / name, parts, ABOUT) for name in ("a.zip", "b.zip"))
    assert first == again == sha256((tmp_path / "a.zip").read_bytes()).hexdigest()
