"""Which rows of a file may this person bring in? Those of their own shops; only an administrator opens a new shop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import structs

from hejie.desk.cases.index import shop_key
from hejie.desk.imports.landing import line_of
from hejie.intake import BadCell
from hejie.intake.rows import Found

NOT_YOURS = "this shop is none of yours; ask an administrator to add you to it, or to bring the file in"


def of_own_shops(found: Iterable[Found], allowed: frozenset[str] | None) -> Iterator[Found]:
    """Yield what the rows told, those of other shops refused; all of them where `allowed` is None."""
    for one in found:
        notice = one.notice
        if allowed is None or notice is None or shop_key(notice.platform, notice.shop) in allowed:
            yield one
        else:
            refused = BadCell(line_of(notice), "shop", notice.shop, NOT_YOURS, True)
            yield structs.replace(one, notice=None, bad=(*one.bad, refused))
