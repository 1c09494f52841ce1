"""Who else has this case in front of them now?"""

from __future__ import annotations

from datetime import datetime, timedelta

from hejie.desk.models import Looking

# Of the page alone: it tells every 20 seconds that it is still open; twice unheard is gone.
TOLD_AGAIN, GONE, FORGOTTEN = timedelta(seconds=12), timedelta(seconds=50), timedelta(hours=1)


def seen(case: int, person: str, now: datetime) -> list[str]:
    """Note that a person looks at a case, and return the others who do."""
    rows = dict(Looking.objects.filter(case=case, at__gt=now - GONE).values_list("person", "at"))
    last = rows.pop(person, None)
    if last is None or last < now - TOLD_AGAIN:
        Looking.objects.filter(at__lt=now - FORGOTTEN).delete()
        Looking.objects.update_or_create(case=case, person=person, defaults={"at": now})
    return sorted(rows)
