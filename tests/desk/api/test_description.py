"""Does the API do what its description says, whatever a caller sends?"""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import CHECKS, load_all_checks

from hejie.desk.access import tokens
from hejie.desk.api.root import api
from hejie.desk.models import CaseIndex
from hejie.desk.wsgi import application
from tests.desk.team import LAMPS, hire, two_shops

# A call that is well formed may still name a remedy that nobody weighed or a shop that is not the token's: no schema
# can say so, and the refusal is right. All other checks hold.
load_all_checks()
LEFT_OUT = CHECKS.get_by_names(["positive_data_acceptance"])


def some(*phases: Phase, most: int) -> settings:
    """So many made-up calls; with `explicit` also the edges of every field, of which there are a hundred or more."""
    return settings(
        max_examples=most,
        deadline=None,
        derandomize=True,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )


# The edges are tried where each kind of field stands once; the other addresses are made of the same fields.
AT_THE_EDGES = [
    "/api/v1/cases",
    "/api/v1/cases/{number}/entries",
    "/api/v1/cases/{number}/facts",
    "/api/v1/webhooks",
]


@pytest.fixture
def office(store_on: None) -> str:
    """A desk with two cases, and a token that may do everything in one of its shops."""
    two_shops()
    return tokens.make("any", hire("ana", "supervisor", LAMPS), tokens.SCOPES[:3], by="root")


def described() -> schemathesis.BaseSchema:
    schema = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix="/api/v1/"))
    schema.app = application
    return schema


schema = described()


def answered_as_described(case: schemathesis.Case, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}", "Host": "localhost"}
    case.call_and_validate(headers=headers, excluded_checks=LEFT_OUT)
    assert CaseIndex.objects.filter(shop_key="taobao:shoes").get().entries == 3


@schema.parametrize()
@some(Phase.generate, most=3)
@pytest.mark.usefixtures("store_on")
def test_any_call_is_answered_as_described(case: schemathesis.Case, office: str) -> None:
    answered_as_described(case, office)


@schema.include(path=AT_THE_EDGES).parametrize()
@some(Phase.explicit, most=1)
@pytest.mark.usefixtures("store_on")
def test_calls_at_the_edges_of_each_field_are_answered_as_described(
    case: schemathesis.Case, office: str
) -> None:
    answered_as_described(case, office)
