"""Who takes part?"""

import msgspec
import pytest

from hejie.casefile.parties import SYSTEM, Actor, Role
from tests.cast import ANA, BO


def test_ana_is_an_agent_and_bo_supervises_her() -> None:
    assert (ANA.role, BO.role) == (Role.AGENT, Role.SUPERVISOR)
    assert Actor(Role.AGENT, "Bo") != ANA


def test_hejie_itself_acts_without_a_name() -> None:
    assert msgspec.json.encode(SYSTEM) == b'{"role":"system"}'


def test_a_role_that_nobody_knows_is_not_read() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"role":"ghost"}', type=Actor)
