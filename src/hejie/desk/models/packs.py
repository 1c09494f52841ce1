"""Which packs are being built, for whom, and what became of each?"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class PackBuild(models.Model):
    """One pack that somebody asked for, until it lies among the attachments of its case.

    The worker claims a row by moving it from `queued` to `running` and shows a sign of life in `alive_at`. The pack
    itself is in the case; a row only says how far it is. `record` is the seal of the case's last entry when it was
    asked for: whoever asks again for the same state of the case gets the row that is there.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    UNDERWAY = (State.QUEUED, State.RUNNING)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    case_id = models.CharField(max_length=200)
    language = models.CharField(max_length=16, blank=True)
    upload = models.CharField(max_length=64, blank=True)
    record = models.CharField(max_length=64)
    state = models.CharField(max_length=16, choices=State.choices, default=State.QUEUED)
    trouble = models.TextField(blank=True)
    left_out = models.JSONField(default=list)  # the pictures that could not be shown or made to fit
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    asked_at = models.DateTimeField()
    alive_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "pack_build"
        indexes = [models.Index(fields=["state", "id"], name="pack_build_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["case_id", "language", "upload", "record"],
                condition=Q(state__in=["queued", "running"]),
                name="pack_build_once",
            )
        ]

    def __str__(self) -> str:
        return f"pack of {self.case_id} ({self.state})"
