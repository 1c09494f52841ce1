"""Which data base does a setting name?"""

from pathlib import Path

import pytest
from django.db import connection, connections

from hejie.desk.cases import databases


def test_without_a_setting_it_is_one_file_in_which_writers_wait_their_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("HEJIE_DATABASE_URL", raising=False)
    chosen = databases.chosen(Path("/somewhere"))
    assert chosen["NAME"] == "/somewhere/hejie.sqlite3"
    assert chosen["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "WAL" in chosen["OPTIONS"]["init_command"]


def test_a_url_names_a_postgresql_with_everything_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "HEJIE_DATABASE_URL", "postgresql://an%40a:p%2Fw@db.example:5433/hejie?sslmode=require"
    )
    chosen = databases.chosen(Path("/somewhere"))
    told = {name: chosen[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert told == {"NAME": "hejie", "USER": "an@a", "PASSWORD": "p/w", "HOST": "db.example", "PORT": "5433"}
    assert chosen["OPTIONS"]["sslmode"] == "require"


def test_a_data_base_that_is_not_spoken_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEJIE_DATABASE_URL", "mysql://x/y")
    with pytest.raises(databases.UnknownDatabase, match="postgresql://"):
        databases.chosen(Path("/somewhere"))


@pytest.mark.store
@pytest.mark.usefixtures("store_on")
def test_a_process_that_forks_holds_no_connection_that_its_children_could_speak_over() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    held = getattr(connection, "pool", None)
    databases.let_go()
    assert connection.connection is None
    assert held is None or (held.closed and connection.pool is not held)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_a_server_that_does_not_answer_is_told_at_once_and_without_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = databases.postgresql("postgresql://ana:hunter2@127.0.0.1:1/hejie")
    monkeypatch.setattr(connections["default"], "settings_dict", told)
    with pytest.raises(databases.DatabaseAway, match="HEJIE_DATABASE_URL") as error:
        databases.reach()
    assert "hunter2" not in str(error.value)


@pytest.mark.store
@pytest.mark.usefixtures("store_on")
def test_the_store_of_this_desk_is_reached() -> None:
    databases.reach()
