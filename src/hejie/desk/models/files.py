"""Which files belong to a case?"""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Attachment(models.Model):
    """A file of a case. The bytes lie in the data folder under their SHA-256; the entry in the case is the record."""

    case_id = models.CharField(max_length=200, db_index=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)

    class Meta:
        db_table = "attachment"
        constraints = [models.UniqueConstraint(fields=["case_id", "sha256"], name="attachment_once")]

    def __str__(self) -> str:
        return f"{self.name} of {self.case_id}"
