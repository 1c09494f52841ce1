"""Whose token is this, may it do that, and how often?"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from hejie.desk.access import limits, people, tokens
from hejie.desk.access.tokens import Caller


class OutOfScope(PermissionError):
    """A token that was not made for this."""

    def __init__(self, scope: str) -> None:
        super().__init__(
            f"This token has not the scope {scope!r}, so nothing was read or changed. "
            "Ask an administrator for a token with this scope."
        )


class LeadsOnly(PermissionError):
    """A token of somebody who leads nobody."""

    def __init__(self) -> None:
        super().__init__(
            "Only supervisors and administrators may read or change this, so nothing was done. "
            "Use a token of one of them."
        )


class Bearer(HttpBearer):
    """Lets a token in whose scopes hold this one: `Authorization: Bearer hejie_...`."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """Return who asks; raise OutOfScope or TooOften."""
        caller = tokens.caller_with(token)
        if caller is None:
            return None
        limits.call_counted(caller.token.pk)
        if self.scope not in caller.token.scopes:
            raise OutOfScope(self.scope)
        return caller


def caller_of(request: HttpRequest) -> Caller:
    """Return who asks, on a request that the door let in."""
    caller: Any = request.auth  # type: ignore[attr-defined]  # set by the framework from what `authenticate` returned
    assert isinstance(caller, Caller)
    return caller


def lead_of(request: HttpRequest) -> Caller:
    """Return who asks, where they lead a crew; raise LeadsOnly."""
    caller = caller_of(request)
    if people.role_of(caller.person) not in people.APPROVERS:
        raise LeadsOnly
    return caller
