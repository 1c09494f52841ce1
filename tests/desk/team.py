"""Who signs in at the desk in its tests, and what can they click? Ana and Bo of the lamp shop, Cy of another one."""

from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from hejie.desk.access import people
from hejie.desk.cases import store
from hejie.desk.models import CaseIndex
from tests.desk.cast import opened

PASSWORD = "lamp-and-shade-7"
LAMPS, SHOES = "taobao:lamps", "taobao:shoes"


def hire(name: str, role: str, *shops: str) -> User:
    """Somebody of the team, with an account."""
    return people.add(name, PASSWORD, role, shops)


def desk_of(person: User) -> Client:
    """What this person clicks on."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(person)
    return client


def two_shops() -> tuple[CaseIndex, CaseIndex]:
    """A case of the lamp shop and one of the shoe shop."""
    lamps, shoes = opened(1), opened(2, shop="shoes")
    store.open_many([lamps, shoes])
    return CaseIndex.objects.get(case_id=lamps.case_id), CaseIndex.objects.get(case_id=shoes.case_id)


def do(client: Client, row: CaseIndex, noun: str, **form: Any) -> int:
    """Add a thing to a case as htmx would, and return the status of the answer."""
    return client.post(f"/cases/{row.pk}/{noun}", form, headers={"HX-Request": "true"}).status_code


def signed_in(name: str, password: str = PASSWORD, address: str = "192.0.2.7") -> tuple[Client, Any]:
    """Somebody at the sign-in, and what came of it."""
    client = Client(SERVER_NAME="localhost", REMOTE_ADDR=address)
    return client, client.post("/sign-in", {"username": name, "password": password})
