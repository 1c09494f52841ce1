"""How do files become part of a case, so that what it names can always be opened?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from hejie.casefile import CaseFile
from hejie.casefile.entries import AnyHappening, AttachmentAdded
from hejie.desk.acts import acting
from hejie.desk.attachments import Kept
from hejie.desk.models import Attachment

Decide = Callable[[CaseFile], Iterable[AnyHappening]]


def attach(case_id: str, person: User, kept: Sequence[Kept], shows: str = "") -> CaseFile:
    """Add files that were taken in to a case; `shows` says which exhibit of the evidence list they serve as."""
    added = [AttachmentAdded(file.name, file.sha256, file.size, file.media_type, shows) for file in kept]
    return filed(case_id, person, added, lambda _file: added)


def filed(case_id: str, person: User, added: Sequence[AttachmentAdded], decide: Decide) -> CaseFile:
    """Add what `decide` returns to a case, and with it the files it names, so that each of them can be opened."""
    with transaction.atomic():
        Attachment.objects.bulk_create(
            [
                Attachment(
                    case_id=case_id,
                    sha256=file.sha256,
                    name=file.name,
                    media_type=file.media_type,
                    size=file.size,
                    added_at=timezone.now(),
                    added_by=person,
                )
                for file in added
            ],
            ignore_conflicts=True,
        )
        return acting.act(case_id, person, decide)
