"""Why is a change of the team's own rules not taken?"""

from __future__ import annotations

from collections.abc import Iterable


class NoReason(ValueError):
    """A change that nobody gave a reason for."""

    def __init__(self) -> None:
        super().__init__(
            "No reason was given, so nothing was changed: whoever reads the history wants to know. Say why."
        )


class NothingChanged(ValueError):
    """A change after which all is as before."""

    def __init__(self) -> None:
        super().__init__("This would change nothing, so nothing was kept. Change a value first.")


class OutOfDate(RuntimeError):
    """A change made from rules that have changed since."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody changed the rules while this change was made, so it was not taken: it would undo theirs. "
            "Look at the rules as they are now, and make it again."
        )


class NotYours(PermissionError):
    """A person who would confirm what lifts their own limit, or what is beyond their role."""

    def __init__(self) -> None:
        super().__init__(
            "This change lifts a limit of whoever made it, so somebody else whose role reaches that far must confirm "
            "it. Ask a colleague."
        )


class NotWaiting(LookupError):
    """A change that waits for nobody."""

    def __init__(self) -> None:
        super().__init__("This change does not wait for anybody any more; look at the history.")


class NoSuchFile(LookupError):
    """A file that no rulebook reads."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__(
            f"{said!r} is no file that a team may lay over the shipped rules, so it was not kept. "
            "Choose one of the list."
        )


class NotANumber(ValueError):
    """Words where a number should stand."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__(f"{said!r} is not a number that can stand here, so nothing was changed.")


class NotASkill(ValueError):
    """Words where the name of a skill should stand."""

    def __init__(self, said: str) -> None:
        self.said = said[:40]
        super().__init__(
            f"{self.said!r} is no name of a skill, so nothing was changed. Write one short word for each."
        )


class NotByYou(PermissionError):
    """A standing order in another person's name."""

    def __init__(self, order: str) -> None:
        super().__init__(
            f"The standing order {order!r} would be switched on in another person's name, and whoever switches it on "
            "answers for it. Write your own name."
        )


class Unreadable(ValueError):
    """Files that no rulebook can be made of; it says where and what to write instead."""

    def __init__(self, why: str) -> None:
        super().__init__(why)


class FindingsAreErrors(ValueError):
    """Rules that can be read and contradict each other."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__(
            f"The check found what would make cases come out wrong, so nothing was changed: {' '.join(self.lines)}"
        )


class NoName(ValueError):
    """A promotion that nobody could talk about."""

    def __init__(self) -> None:
        super().__init__(
            "The promotion has no name, so nothing was changed: agents and buyers call it by one. Write a name."
        )


class NotATime(ValueError):
    """Words where the beginning or the end of a promotion should stand."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__(
            f"{said!r} is no day and hour, so nothing was changed: without both ends nobody knows who is promised "
            "what. Choose day and hour."
        )


class NoCurrency(ValueError):
    """Sums of which nobody says in what money."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__(
            f"{said!r} is no currency, so the sums mean nothing and nothing was changed. Choose one such as CNY."
        )


class NotOnTheList(ValueError):
    """A word where only one of a few can stand, or more goods than a promotion may name."""

    def __init__(self, said: str) -> None:
        self.said = said[:40]
        super().__init__(
            f"{self.said!r} cannot stand here, so nothing was changed. Choose from the list, or name fewer goods."
        )


class NoSuchPromotion(LookupError):
    """A promotion that is not there, or over already."""

    def __init__(self) -> None:
        super().__init__("This promotion is over or gone, so nothing was changed. Look at the list.")


class WrittenByHand(PermissionError):
    """A row that lies in a file which no page writes."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__(
            f"{said!r} is written by hand in the folder of rules on this machine, so no page changes it: two "
            "places would contradict each other. Change it in that file."
        )


class MustNotStart(ValueError):
    """A promotion that the check would not let begin."""

    def __init__(self, flaws: Iterable[str]) -> None:
        self.said = "; ".join(flaws)
        super().__init__(
            f"The promotion must not start like this, so it was not published: {self.said}. Change what it says."
        )


class NotAgreed(ValueError):
    """A promotion with something in it that a supervisor has to agree to, and nobody did."""

    def __init__(self, flaws: Iterable[str]) -> None:
        self.said = "; ".join(flaws)
        super().__init__(
            f"A supervisor must agree to this before it is published: {self.said}. Tick that you agree, or change it."
        )


class NothingToLearn(ValueError):
    """No closed case in which something was offered and answered."""

    def __init__(self) -> None:
        super().__init__(
            "No closed case tells what a buyer accepts yet: none has an offer with an answer. Nothing was changed; "
            "record what is offered and what buyers answer, and come back."
        )


class NotSurelyBetter(ValueError):
    """A learned law that the closed cases do not show to be at least as good."""

    def __init__(self, least: int) -> None:
        self.said = str(least)
        super().__init__(
            f"The learned law might be worse than the one in force: {least} closed cases of a currency must show that "
            "it is not, so it was not switched on. Wait for more cases, or say that you answer for it (--anyway)."
        )
