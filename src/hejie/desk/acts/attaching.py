"""How do files become part of a case, so that what it names can always be opened?"""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from hejie.casefile import CaseFile
from hejie.casefile.entries import AttachmentAdded
from hejie.desk.acts import acting
from hejie.desk.attachments import Kept
from hejie.desk.models import Attachment


def attach(case_id: str, person: User, kept: Sequence[Kept], shows: str = "") -> CaseFile:
    """Add files that were taken in to a case; `shows` says which exhibit of the evidence list they serve as."""
    added = [AttachmentAdded(file.name, file.sha256, file.size, file.media_type, shows) for file in kept]
    with transaction.atomic():  # a picture that the case names can be looked at, whenever the power fails
        after = acting.act(case_id, person, lambda _file: added)
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
                for file in kept
            ],
            ignore_conflicts=True,
        )
    return after
