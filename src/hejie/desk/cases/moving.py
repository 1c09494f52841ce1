"""How do whole cases leave this desk's store, and how do cases of another desk arrive in it?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from hejie.casefile import CaseFile, export_case, import_cases
from hejie.desk.cases import store
from hejie.language.redaction import redact

_SEALS = {"digest", "previous"}
_EXACT = {"at", "type", "seq", "order_id", "after_sales_id", "due_at"}  # numbers of the trade, and times


class StoriesDiffer(ValueError):
    """A case that is kept here and arrives with another history."""

    def __init__(self, case_id: str, seq: int) -> None:
        super().__init__(
            f"The case {case_id!r} is already here and its entry {seq} differs from the one in the file, so the two "
            "cannot be joined without losing a word of one of them. Import into an empty desk, or leave this case out."
        )


@dataclass
class Moved:
    """What an import of exported cases did."""

    opened: int = 0
    continued: int = 0
    unchanged: int = 0


def export(case_ids: Iterable[str] | None = None) -> Iterator[str]:
    """Yield all cases, or these, as JSON Lines that `hejie import` reads."""
    for file in store.every(case_ids):
        yield from export_case(file)


def export_redacted(case_ids: Iterable[str] | None = None) -> Iterator[str]:
    """Yield the entries of cases as JSON Lines without the buyers' names, phones, addresses, e-mails and tax ids.

    They are for reading only: without their seals no desk takes them in.
    """
    for file in store.every(case_ids):
        for line in [*export_case(file)][1:]:
            told = {name: part for name, part in json.loads(line).items() if name not in _SEALS}
            yield json.dumps(
                {"case_id": file.case_id} | _without(told, file.opened.buyer), ensure_ascii=False
            )


def _without(node: Any, buyer: str) -> Any:
    match node:
        case dict():
            return {name: part if name in _EXACT else _without(part, buyer) for name, part in node.items()}
        case list():
            return [_without(part, buyer) for part in node]
        case str():
            return redact(node, (buyer,)).text
        case _:
            return node


def bring_in(lines: Iterable[str]) -> Moved:
    """Keep exported cases: new ones whole, known ones where they go on; raise StoriesDiffer, NotACase or ChainBroken.

    All or nothing: where one case cannot be taken, none is.
    """
    moved = Moved()
    with transaction.atomic():
        for some in store.chunks(import_cases(lines), store.CHUNK):
            known = store.existing(file.case_id for file in some)
            moved.opened += store.open_many([file for file in some if file.case_id not in known])
            for file in some:
                if file.case_id in known:
                    _join(file, moved)
    return moved


def _join(arriving: CaseFile, moved: Moved) -> None:
    here = store.locked(arriving.case_id)
    for ours, theirs in zip(here.lines, arriving.lines, strict=False):
        if ours != theirs:
            raise StoriesDiffer(arriving.case_id, ours.seq)
    if len(arriving.lines) > len(here.lines):
        store.append(here, arriving)
        moved.continued += 1
    else:
        moved.unchanged += 1
