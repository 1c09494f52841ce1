"""What can go wrong between a connector and its platform, and what is to be done about each?

The words of an error are for a log and a terminal. What a reader is told is made of its `cause`, a code of the table
TROUBLES, and of `said`: the platform's own words, or the sums, codes and facts that stood in the way.
"""

from __future__ import annotations

SHOWN = 160  # letters of what a platform said that a person is shown


class ConnectorTrouble(Exception):
    """Anything that kept a connector from its work."""

    cause, said = "mistake", ""


class NotReached(ConnectorTrouble):
    """No connection: whatever was to be sent was not."""

    cause = "not_reached"

    def __init__(self, host: str, why: str) -> None:
        super().__init__(
            f"{host} could not be reached ({why}), so nothing was sent. It is tried again by itself."
        )


class NoAnswer(ConnectorTrouble):
    """Sent, and then nothing that tells what became of it."""

    cause = "no_answer"

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"{what} was sent, but the answer tells nothing ({why}).")


class Unclear(ConnectorTrouble):
    """Something was sent, and neither an answer nor the platform's own page tells whether it was done."""

    cause = "unclear"

    def __init__(self, what: str) -> None:
        super().__init__(
            f"Whether {what} was done on the platform is not known: no answer came, and it does not show there. "
            "It is not sent again by itself. Look at the platform, then say here that it is done or do it there."
        )


class Busy(ConnectorTrouble):
    """The platform wants a pause that is longer than one waits for; `seconds` says how long."""

    cause = "busy"

    def __init__(self, host: str, seconds: float) -> None:
        self.seconds, self.said = seconds, f"{seconds:.0f} s"
        super().__init__(
            f"{host} wants a pause of {seconds:.0f} s, so the round ended. It goes on by itself then."
        )


class Refused(ConnectorTrouble):
    """The platform understood and said no."""

    cause = "refused"

    def __init__(self, what: str, status: int, said: str) -> None:
        self.status, self.said = status, f"{status} {said[:SHOWN]}".strip()
        super().__init__(
            f"The platform refused {what} ({status}: {said[:SHOWN] or 'no words'}). Look at the case there."
        )


class KeysRefused(ConnectorTrouble):
    """The platform lets nobody in with these keys."""

    cause = "keys_refused"

    def __init__(self, said: str) -> None:
        self.said = said[:SHOWN]
        super().__init__(
            f"The platform does not take the keys of this connector ({said[:SHOWN]}), so nothing was read or done. "
            "Let the account's manager authorise the application again, and put the new keys where the old ones are."
        )


class Unreadable(ConnectorTrouble):
    """An answer that is not what the documentation says."""

    cause = "unreadable"

    def __init__(self, what: str, why: str) -> None:
        super().__init__(
            f"The answer about {what} cannot be read ({why[:SHOWN]}). It is tried again; if that goes on, the platform "
            "has changed its interface and this connector must follow."
        )


class NotPossible(ConnectorTrouble):
    """What somebody wanted done cannot be, as the case stands on the platform now; `cause` says why not."""

    def __init__(self, what: str, cause: str, said: str = "") -> None:
        self.cause, self.said = cause, said
        why = ": ".join(part for part in (cause.replace("_", " "), said) if part)
        super().__init__(
            f"{what} cannot be done through the connector: {why}. Do it on the platform, or do otherwise."
        )
