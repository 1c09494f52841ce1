"""May this person see this case? Asked on every page, before anything of the case is read."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest

from hejie.casefile.parties import Role
from hejie.desk.access import people
from hejie.desk.finding.queue import Cases
from hejie.desk.models import CaseIndex, Shop
from hejie.desk.telling.reader import Reader


class Desk(NamedTuple):
    """What one person has in front of them: who they are, their shops, and the cases of those shops."""

    person: User
    shops: list[Shop]
    cases: Cases

    @property
    def keys(self) -> list[str]:
        """The keys of the shops that the cases are restricted to; none where all are seen."""
        return [] if people.role_of(self.person) is Role.ADMIN else [shop.key for shop in self.shops]


def desk_of(request: HttpRequest) -> Desk:
    """Return the desk of whoever is signed in; looked up once for a request."""
    known: Desk | None = getattr(request, "desk", None)
    if known is None:
        person = people.signed_in(request)
        shops = people.shops_of(person)
        known = Desk(person, shops, people.visible_to(person, shops))
        request.desk = known  # type: ignore[attr-defined]
    return known


def case_of(request: HttpRequest, number: int) -> CaseIndex:
    """Return the index row of a case this person may see; any other does not exist for them (404)."""
    row = desk_of(request).cases.filter(id=number).first()
    if row is None:
        raise Http404
    return row


def reader_of(request: HttpRequest, row: CaseIndex | None = None) -> Reader:
    """Return the reader of a page; a case is told in the zone of its shop."""
    shops = desk_of(request).shops if row else []
    zone = next((shop.zone for shop in shops if row and shop.key == row.shop_key), "Asia/Shanghai")
    return Reader.of(people.signed_in(request), zone)
