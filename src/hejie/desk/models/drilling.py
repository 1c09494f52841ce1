"""What did a person answer in an exercise, and how was it marked?"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class DrillMark(models.Model):
    """One answer to the exercise that a closed case makes. It goes with its person, and holds no word of a buyer.

    `got` of `of` points; `missed` names the parts that did not get all of theirs, `answer` what was chosen and, with
    the buyer's person taken out, written.
    """

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drill_marks")
    shop_key = models.CharField(max_length=120)
    case_id = models.CharField(max_length=200)
    platform = models.CharField(max_length=32)
    claim = models.CharField(max_length=32)
    got = models.PositiveIntegerField()
    of = models.PositiveIntegerField()
    missed = models.JSONField(default=list)
    answer = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "drill_mark"
        indexes = [
            models.Index(fields=["person", "-id"], name="drill_mark_of"),
            models.Index(fields=["shop_key", "-id"], name="drill_mark_in"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.got}/{self.of}"
