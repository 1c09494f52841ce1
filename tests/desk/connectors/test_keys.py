"""Can nobody but their owner read the keys, and are they never told?"""

import stat
from pathlib import Path

import pytest

from hejie.desk.connectors import keys
from hejie.desk.connectors.keys import Keys, KeysMissing, KeysOpen

pytestmark = pytest.mark.usefixtures("home")


def written(file: Path, text: str, rights: int = 0o600) -> str:
    file.write_text(text)
    file.chmod(rights)
    return str(file)


def test_keys_are_read_from_a_file_of_ones_own(tmp_path: Path) -> None:
    file = written(tmp_path / "keys", "# of the lamp shop\nKEY = abc=def \nother=1\n")
    assert keys.found("lamps", ["key"], file)["key"] == "abc=def"


@pytest.mark.parametrize("rights", [0o640, 0o604, 0o660, 0o666])
def test_a_file_that_others_may_read_is_refused_with_what_to_do(tmp_path: Path, rights: int) -> None:
    file = written(tmp_path / "keys", "key=abcdef", rights)
    with pytest.raises(KeysOpen, match=f"0{rights:o}.*chmod 600"):
        keys.found("lamps", ["key"], file)


def test_a_link_is_no_file_of_keys(tmp_path: Path) -> None:
    written(tmp_path / "keys", "key=abcdef")
    (tmp_path / "link").symlink_to(tmp_path / "keys")
    with pytest.raises(KeysOpen):
        keys.found("lamps", ["key"], str(tmp_path / "link"))


def test_what_is_missing_is_named_with_the_name_it_has_in_the_environment(tmp_path: Path) -> None:
    with pytest.raises(KeysMissing, match="client_id cannot be found as HEJIE_CONNECTOR_LAMP_SHOP_CLIENT_ID"):
        keys.found("lamp-shop", ["client_id"])
    with pytest.raises(KeysMissing, match="client_id cannot be found in"):
        keys.found("lamps", ["client_id"], written(tmp_path / "keys", "client=1"))
    with pytest.raises(KeysMissing, match="nowhere"):
        keys.found("lamps", ["client_id"], str(tmp_path / "nowhere"))


def test_a_token_is_kept_for_its_owner_alone_and_only_beside_the_keys_it_came_from() -> None:
    mine = Keys("lamps", {"key": "first-key"})
    mine.keep({"access_token": "a-token"})
    assert stat.S_IMODE(mine.kept.stat().st_mode) == 0o600
    assert Keys("lamps", {"key": "first-key"}).token()["access_token"] == "a-token"
    assert Keys("lamps", {"key": "another-key"}).token() == {}
    mine.kept.write_text("{spoiled")
    assert mine.token() == {}
    mine.forget()
    assert mine.token() == {}


def test_no_secret_stays_in_a_message() -> None:
    mine = Keys("lamps", {"key": "first-key"})
    mine.keep({"access_token": "APP_USR-7"})
    assert (
        mine.hide("Malformed access_token: APP_USR-7 of first-key")
        == "Malformed access_token: [secret] of [secret]"
    )
