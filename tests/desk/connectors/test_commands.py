"""Can whoever keeps the desk configure a connector from a terminal, and is no key ever shown?"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from hejie.desk.commands import root as commands
from tests.desk.connectors.double import MercadoLibreDouble, a_claim

pytestmark = pytest.mark.store


def hejie(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(commands.main, ["connector", *words])
    return done.exit_code, done.output


def test_whoever_keeps_the_desk_adds_lists_tries_and_removes_it(
    shop: MercadoLibreDouble, home: Path, store_on: None
) -> None:
    file = home / "keys"
    file.touch(0o600)
    file.write_text("client_id=4711\nclient_secret=very-secret-1\nrefresh_token=TG-first\n")
    of = (
        "--shop",
        "mercadolibre:lamps",
        "--account",
        "1317418851",
        "--variant",
        "local",
        "--address",
        shop.url,
    )
    assert "only reads" in hejie("add", "mercadolibre", "lamps", *of, "--keys", str(file))[1]
    assert hejie("check", "lamps") == (0, "lamps: LAMPS (1317418851, MLB)\n")
    shop.add(a_claim())
    assert "1 cases opened" in hejie("run", "lamps")[1]
    listed = hejie("list")[1]
    assert "lamps  mercadolibre  mercadolibre:lamps  1317418851  reads  well at" in listed
    assert "secret" not in listed
    shop.refresh = shop.access = "another"
    code, says = hejie("run", "lamps")
    assert code == 1
    assert "authorise the application again" in says
    assert hejie("remove", "lamps")[0] == 0
    assert hejie("run", "lamps") == (
        1,
        "Error: There is no connector 'lamps', so nothing was done. Look at: hejie connector list\n",
    )
    assert "client_id  HEJIE_CONNECTOR_LAMPS_CLIENT_ID" in hejie("keys", "mercadolibre", "lamps")[1]
    told = json.loads(hejie("keys", "mercadolibre", "lamps", "--json")[1])
    assert told["client_id"] == "HEJIE_CONNECTOR_LAMPS_CLIENT_ID"
    code, says = hejie("keys", "taobao", "lamps")
    assert code == 1
    assert "mercadolibre, seventeentrack" in says
