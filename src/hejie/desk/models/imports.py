"""Which exports were brought in, how far is each, and what went wrong in it?"""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Import(models.Model):
    """One file on its way into cases: uploaded, then its columns agreed, then taken row by row by the worker.

    The worker claims a row by moving it from `queued` to `running` and shows a sign of life in `alive_at`; a row
    whose worker died is claimed again, and since the same rows change nothing twice, nothing is lost or doubled.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded"
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    name = models.CharField(max_length=200)
    path = models.CharField(max_length=300)
    size = models.PositiveBigIntegerField()
    platform = models.CharField(max_length=32, blank=True)
    shop_name = models.CharField(max_length=80, blank=True)
    columns = models.JSONField(default=dict)
    shops = models.JSONField(
        null=True
    )  # the only shops it may touch, where a token brought it; else its owner's
    state = models.CharField(max_length=16, choices=State.choices, default=State.UPLOADED)
    total = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    unmatched = models.PositiveIntegerField(default=0)
    bad_cells = models.PositiveIntegerField(default=0)
    bad = models.JSONField(default=list)
    unknown = models.JSONField(default=list)
    trouble = models.TextField(blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    added_at = models.DateTimeField(auto_now_add=True)
    alive_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "import"
        indexes = [models.Index(fields=["state", "id"], name="import_state")]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"
