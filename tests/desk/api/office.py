"""Which systems call at the desk in its tests, and what do they hear?"""

from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from hejie.desk.access import tokens

API = "/api/v1"


class Caller:
    """A system with a token, as it calls the API."""

    def __init__(self, token: str = "") -> None:
        self.client = Client(SERVER_NAME="localhost", raise_request_exception=False)
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"{API}{path}", query, headers=self.headers)

    def post(self, path: str, said: Any = None, key: str = "") -> Any:
        headers = self.headers | ({"Idempotency-Key": key} if key else {})
        return self.client.post(
            f"{API}{path}", said if said is not None else {}, content_type="application/json", headers=headers
        )

    def delete(self, path: str) -> Any:
        return self.client.delete(f"{API}{path}", headers=self.headers)

    def send(self, path: str, key: str = "", **form: Any) -> Any:
        headers = self.headers | ({"Idempotency-Key": key} if key else {})
        return self.client.post(f"{API}{path}", form, headers=headers)


def system_of(person: User, *scopes: str, shops: tuple[str, ...] = ()) -> Caller:
    """A system that acts as a person."""
    return Caller(tokens.make("erp", person, scopes or ("read", "write"), shops, by="root"))


def kinds(answer: Any) -> list[str]:
    """The kinds of the entries that a write added."""
    return [entry["what"]["type"] for entry in answer.json()["entries"]]
