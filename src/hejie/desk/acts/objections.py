"""Why can something not be recorded as it was said: a time that is past, a step out of order, another's entry?"""

from __future__ import annotations

from collections.abc import Iterable


class NotOnTheList(ValueError):
    """A code that a form does not offer."""

    def __init__(self, field: str, said: str, known: Iterable[str]) -> None:
        self.said = said
        super().__init__(
            f"{said!r} is not one of the choices for {field!r}, so nothing was recorded. "
            f"Choose one of: {', '.join(filter(None, known))}."
        )


class NotATime(ValueError):
    """Words that are no date and time."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__(
            f"{said!r} is no date and time, so nobody could be reminded of it and nothing was recorded. "
            "Write it like 2026-11-24T18:00."
        )


class NotAhead(ValueError):
    """A promise for a time that has passed."""

    def __init__(self) -> None:
        super().__init__(
            "The time of this promise has passed already, so it would be broken the moment it is made. "
            "Choose a time that is still to come."
        )


class NothingOffered(ValueError):
    """A buyer who accepts what nobody offered."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing was offered in this case, so there is nothing that the buyer could have accepted. Record the "
            "offer first, or what the buyer wrote."
        )


class NothingPromised(ValueError):
    """A promise that is not open in this case."""

    def __init__(self) -> None:
        super().__init__(
            "This promise is not open in the case: it was kept, or taken back, a moment ago. Look at the story."
        )


class PromisedAlready(ValueError):
    """The same promise twice, while the first is still open."""

    def __init__(self) -> None:
        super().__init__(
            "The same words are promised already and not kept yet; the two could not be told apart. "
            "Keep the first promise, or correct it, and then promise anew."
        )


class EndsOtherwise(ValueError):
    """A move by hand to the end of the case."""

    def __init__(self) -> None:
        super().__init__(
            "A case ends with a cause and a lesson, so it cannot simply be moved there. Close it under “Close case”."
        )


class NotSteppedIn(ValueError):
    """A ruling of a platform that has not taken the case up."""

    def __init__(self) -> None:
        super().__init__(
            "The platform has not stepped in as far as the story tells, so a ruling would have no beginning. "
            "Record first that the platform stepped in."
        )


class TakenBackAlready(ValueError):
    """A second correction of the same entry."""

    def __init__(self, seq: int) -> None:
        self.seq = seq
        super().__init__(f"Entry {seq} was taken back already and does not count; nothing more was recorded.")


class NotTheirsToCorrect(PermissionError):
    """An entry that this person may not take back."""

    def __init__(self, seq: int) -> None:
        self.seq = seq
        super().__init__(
            f"Entry {seq} is another person's, or answers an approval, and only a supervisor may take it back. "
            "Ask one, or leave a note that says what is wrong."
        )
