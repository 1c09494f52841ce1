"""Are the data kept where the setting says, for this user alone?"""

from pathlib import Path

import pytest

from hejie.desk import places


def test_nothing_is_made_by_asking_where_the_data_lie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEJIE_HOME", str(tmp_path / "data"))
    assert places.home() == tmp_path / "data"
    places.secret_key()
    assert not places.home().exists()


def test_the_folder_and_its_key_are_for_this_user_alone_and_the_key_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEJIE_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("HEJIE_SECRET_KEY", raising=False)
    folder = places.make_home()
    key = places.secret_key()
    places.make_home()
    assert len(key) > 40
    assert places.secret_key() == key
    assert (folder.stat().st_mode & 0o077, (folder / "secret-key").stat().st_mode & 0o077) == (0, 0)


def test_a_key_in_the_environment_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEJIE_SECRET_KEY", "from-a-vault")
    assert places.secret_key() == "from-a-vault"


def test_a_folder_that_cannot_be_made_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("HEJIE_HOME", str(tmp_path / "file" / "data"))
    with pytest.raises(places.HomeNotWritable, match="HEJIE_HOME"):
        places.make_home()
