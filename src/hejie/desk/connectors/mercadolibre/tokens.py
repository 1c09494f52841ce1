"""With which token does a seller's account on Mercado Libre let us in, and what becomes of one that ran out?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

from hejie.desk.connectors.calling import TOO_MANY, Call, Caller, as_form
from hejie.desk.connectors.keys import Keys
from hejie.desk.connectors.mercadolibre.claims import moment, word
from hejie.desk.connectors.mistakes import KeysRefused, NoAnswer, NotReached, Unreadable

EARLY = timedelta(minutes=2)  # renewed before it runs out: clocks differ
LONGEST = 10**7  # seconds
FORM = "application/x-www-form-urlencoded"


class Tokens:
    """The tokens of one account. A refresh token works once, so its successor is kept before it is used."""

    def __init__(self, caller: Caller, keys: Keys) -> None:
        self.caller, self.keys = caller, keys

    def headers(self) -> dict[str, str]:
        """Return the header that lets in, with a new token where the last one has run out."""
        token = self.keys.token()
        ends = moment(token.get("ends_at"))
        if not token.get("access_token") or ends is None or ends - EARLY <= datetime.now(UTC):
            self.renew()
            token = self.keys.token()
        return {"Authorization": f"Bearer {token['access_token']}", "x-format-new": "true"}

    def renew(self) -> bool:
        """Exchange the refresh token for the next pair; raise KeysRefused, or NotReached where no pair came."""
        try:
            told = self._exchanged()
        except NoAnswer as lost:
            # what was to be done with the token was not sent: nothing is unclear about it
            raise NotReached(self.caller.host, str(lost)) from lost
        access, lasts = word(told.get("access_token")), told.get("expires_in")
        if not access or isinstance(lasts, bool) or not isinstance(lasts, int):
            raise Unreadable("the token", "it has no access_token and expires_in")
        ends = datetime.now(UTC) + timedelta(seconds=min(max(lasts, 0), LONGEST))
        refresh = word(told.get("refresh_token")) or self._refresh_token()
        self.keys.keep({"access_token": access, "refresh_token": refresh, "ends_at": ends.isoformat()})
        return True

    def _exchanged(self) -> Mapping[str, Any]:
        form = {
            "grant_type": "refresh_token",
            "client_id": self.keys["client_id"],
            "client_secret": self.keys["client_secret"],
            "refresh_token": self._refresh_token(),
        }
        answer = self.caller.once(
            Call("the token", "/oauth/token", body=as_form(form), media_type=FORM, open=True)
        )
        if answer.status != HTTPStatus.OK:
            if answer.status in range(400, 500) and answer.status != TOO_MANY:
                raise KeysRefused(self.keys.hide(answer.words()))
            raise NoAnswer("the request for a token", str(answer.status))
        told = answer.said()
        return told if isinstance(told, Mapping) else {}

    def _refresh_token(self) -> str:
        return self.keys.token().get("refresh_token") or self.keys["refresh_token"]
