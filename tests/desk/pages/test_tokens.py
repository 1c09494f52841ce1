"""Is a token made on the page shown once, does it work, and does it end when it is revoked?"""

import re

import pytest

from hejie.desk.models import Token
from tests.desk.api.office import Caller
from tests.desk.team import LAMPS, SHOES, desk_of, hire, two_shops

pytestmark = pytest.mark.usefixtures("store_on")
A_TOKEN = re.compile(r'value="(hejie_[\w-]+)"')


def test_a_token_is_made_used_and_revoked() -> None:
    two_shops()
    root = desk_of(hire("root", "admin"))
    hire("ana", "agent", LAMPS)
    form = {"name": "ERP", "person": "ana", "scope": ["read", "write"], "shop": [LAMPS], "days": "30"}
    whole = A_TOKEN.search(root.post("/tokens", form).content.decode())
    assert whole
    system = Caller(whole[1])
    assert len(system.get("/cases").json()["cases"]) == 1
    page = root.get("/tokens").content.decode()
    assert whole[1] not in page
    assert "从未" not in page
    token = Token.objects.get()
    assert (token.made_by, token.shops, token.ends_at is not None) == ("root", [LAMPS], True)
    root.post(f"/tokens/{token.mark}/removal")
    assert system.get("/cases").status_code == 401
    assert "已吊销" in root.get("/tokens").content.decode()
    root.post(f"/tokens/{token.mark}/removal")
    assert "已失效" in root.get("/tokens").content.decode()


@pytest.mark.parametrize(
    "form",
    [
        {"person": "ana", "scope": ["admin"]},
        {"person": "ana", "scope": []},
        {"person": "ana", "scope": ["read"], "shop": [SHOES]},
        {"person": "nobody", "scope": ["read"]},
        {"scope": ["read"]},
    ],
)
def test_a_token_that_would_do_too_much_is_not_made(form: dict[str, str]) -> None:
    two_shops()
    hire("ana", "agent", LAMPS)
    answer = desk_of(hire("root", "admin")).post("/tokens", form)
    assert answer.status_code == 422
    assert not Token.objects.exists()
