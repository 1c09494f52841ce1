"""What can be wrong with a file as a file, before any row of it is understood?"""

from __future__ import annotations

from collections.abc import Sequence


class UnusableFile(Exception):
    """Anything that keeps a file from being read; its text is meant for the person who brought it."""


class EmptyFile(UnusableFile):
    """A file without content, or with headers only."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is empty, so there is nothing to import. Export again, and check the dates chosen."
        )


class NotATable(UnusableFile):
    """A file of a kind that holds no rows we can read."""

    def __init__(self, name: str, what: str, instead: str) -> None:
        super().__init__(f"{name} is {what}, which holds no rows that can be read. {instead}")


class UnknownEncoding(UnusableFile):
    """Text in an encoding that none of the tried ones reads whole."""

    def __init__(self, name: str, tried: Sequence[tuple[str, int]]) -> None:
        told = "; ".join(f"{encoding} fails at byte {byte}" for encoding, byte in tried)
        super().__init__(
            f"The text of {name} is in an encoding that was not recognised ({told}), and a wrong one would turn names "
            "into nonsense. Save it as UTF-8 (in Excel: CSV UTF-8), or name its encoding."
        )


class TooLarge(UnusableFile):
    """A compressed workbook that would fill the memory."""

    def __init__(self, name: str, unpacked: int, most: int) -> None:
        super().__init__(
            f"{name} unpacks to {unpacked // 1_000_000} MB, more than the {most // 1_000_000} MB a workbook may have "
            "here: it may be made to fill the memory. Export a shorter time, or export as CSV, which is read in pieces."
        )


class FillsTheMemory(UnusableFile):
    """A workbook that nobody can read within the memory that it may take."""

    def __init__(self, name: str, most: int) -> None:
        super().__init__(
            f"{name} takes more than the {most // 1_000_000} MB of memory that a workbook may take to be read, so it "
            "was left alone: it may be made to fill the memory. Export a shorter time, or export as CSV, which is "
            "read in pieces."
        )


class DamagedFile(UnusableFile):
    """A file that breaks off or breaks its own format."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"{name} cannot be read ({why}): it is damaged, locked with a password, or was cut off. "
            "Download it again; if it has a password, save a copy without one."
        )
