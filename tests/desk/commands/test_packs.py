"""Can anybody check a pack from a terminal, and does the exit code tell?"""

import json
import zipfile

import pytest
from click.testing import CliRunner

from hejie.desk.commands.packs import pack
from hejie.desk.packs.bundle import About, Part, write
from tests.cast import NOON


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "pack.zip"
    digest = write(path, [Part("a.pdf", b"%PDF")], About("taobao:lantern:900001", NOON, "zh-CN", "r"))
    return path, digest


def run(*arguments):
    return CliRunner().invoke(pack, ["verify", *map(str, arguments)])


@pytest.mark.shows("C6")
def test_a_whole_pack_is_told_file_by_file_and_ends_well(archive):
    path, digest = archive
    result = run(path, "--sha256", digest)
    assert result.exit_code == 0
    assert "taobao:lantern:900001" in result.output
    assert "1 files, all as they were" in result.output


def test_a_program_reads_what_is_in_it_and_what_is_wrong(archive):
    path, digest = archive
    told = json.loads(run(path, "--json").output)
    assert (told["case"], told["sha256"], told["wrong"]) == ("taobao:lantern:900001", digest, {})
    assert "a.pdf" in told["files"]


def test_a_changed_pack_ends_badly_and_names_the_file(archive):
    path, _ = archive
    with zipfile.ZipFile(path, "a") as open_archive:
        open_archive.writestr("added.pdf", b"x")
    result = run(path)
    assert result.exit_code == 1
    assert "added.pdf: not in the manifest" in result.output


def test_a_whole_pack_that_is_not_the_one_handed_in_ends_badly(archive):
    result = run(archive[0], "--sha256", "0" * 64)
    assert result.exit_code == 1
    assert "not the archive that was handed in" in result.output
