"""What can be wrong with a file of complaints, and what should the person who brought it do?"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class IntakeMistake(ValueError):
    """Anything intake refuses; its text is meant for the person who brought the file."""


class Unreadable(IntakeMistake):
    """One cell that does not say what its column promises; the row it stands in is named by whoever reads it."""


class NotAShop(IntakeMistake):
    """A name that no shop can have."""

    def __init__(self, said: str) -> None:
        super().__init__(
            f"{said!r} is no name of a shop, so nothing was read. Give one without a colon, on one line, and of at "
            "most 80 signs, such as lantern."
        )


class NotAColumnMap(IntakeMistake):
    """A columns.yaml that cannot be used."""

    def __init__(self, platform: str, where: str, problem: str) -> None:
        super().__init__(
            f"The column map of {platform} cannot be used: {where} {problem}. Correct its columns.yaml; "
            "docs/formats.md describes each part."
        )


class UnknownHeader(IntakeMistake):
    """A correction for a column the file does not have."""

    def __init__(self, header: str, headers: Iterable[str]) -> None:
        names = [name for name in headers if name]
        near = get_close_matches(header, names, n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"It has: {', '.join(names)}."
        super().__init__(f"The file has no column {header!r}, so it cannot be mapped. {hint}")


class UnknownField(IntakeMistake):
    """A correction to a field that intake does not know."""

    def __init__(self, field: str, fields: Iterable[str]) -> None:
        names = sorted(fields)
        near = get_close_matches(field, names, n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"Fields are: {', '.join(names)}."
        super().__init__(f"{field!r} is not a field of a complaint. {hint}")


class UnknownPlatform(IntakeMistake):
    """A platform that no folder describes."""

    def __init__(self, platform: str, platforms: Iterable[str]) -> None:
        super().__init__(
            f"There is no column map for {platform!r}. Use one of: {', '.join(sorted(platforms))}, or bring the "
            "rows in Hejie's own format (docs/formats.md)."
        )


class NotRecognised(IntakeMistake):
    """Headers that fit no export we know well enough."""

    def __init__(self, headers: Iterable[str], nearest: str, missing: Iterable[str]) -> None:
        shown = [name for name in headers if name][:12]  # not a rule: enough to recognise a file by
        super().__init__(
            f"The columns fit no export we know, and guessing would misread them. Nearest: {nearest}, without "
            f"{', '.join(missing) or 'enough of its columns'}. The file has: {', '.join(shown) or 'no headers'}. "
            "Name the platform (--platform), map columns by hand (--map COLUMN=FIELD), or use Hejie's own format."
        )


class LooksLikeAnother(IntakeMistake):
    """A file brought as one platform's export that is plainly another's."""

    def __init__(self, platform: str, looks_like: str) -> None:
        super().__init__(
            f"The file was brought as an export of {platform}, but its columns are those of a {looks_like}; read as "
            f"{platform} its words would mean something else. Name the right platform, or map the columns by hand "
            "(--map COLUMN=FIELD)."
        )


class MissingColumns(IntakeMistake):
    """An export without a column that its rows cannot do without."""

    def __init__(self, export: str, missing: Iterable[str], looks_like: str) -> None:
        other = f" The file looks like {looks_like}." if looks_like else ""
        super().__init__(
            f"Read as {export}, the file lacks {', '.join(missing)}: without it two complaints cannot be told apart."
            f"{other} Export again with that column, or map one to it (--map COLUMN=FIELD)."
        )


class RoundedIds(IntakeMistake):
    """A column of long ids whose last digits a spreadsheet replaced by zeros."""

    def __init__(self, column: str, example: str) -> None:
        super().__init__(
            f"The ids in {column!r} (for example {example}) end in zeros after 15 digits: a spreadsheet rounded them, "
            "and different complaints would become one. Import the file as the platform gave it, without opening and "
            "saving it in between, or format the column as text first."
        )


class AnotherCase(IntakeMistake):
    """A notice that was to be merged into a case that it is not about."""

    def __init__(self, case_id: str, notice: str) -> None:
        super().__init__(
            f"A notice about {notice} cannot be added to {case_id}: it would change somebody else's case. "
            "Open its own case, or check the after-sales id."
        )
