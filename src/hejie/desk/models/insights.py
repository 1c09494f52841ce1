"""What was last learned about each shop, and which causes are being mended by whom?"""

from __future__ import annotations

from django.db import models


class Insight(models.Model):
    """What the worker last reckoned for a shop. Thrown away and made again; `told` holds codes and sentences only.

    `taken_at` is when a worker began: whoever moves it on from what they read may reckon, so that several make one.
    """

    shop_key = models.CharField(max_length=120, primary_key=True)
    made_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    wanted = models.BooleanField(default=False)
    told = models.JSONField(default=dict)

    class Meta:
        db_table = "insight"

    def __str__(self) -> str:
        return f"{self.shop_key} at {self.made_at}"


class Improvement(models.Model):
    """A cause that somebody mends: the measure, who does it by when, and when it was done."""

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    shop_key = models.CharField(max_length=120)
    claim = models.CharField(max_length=32)
    cause = models.CharField(max_length=200)
    measure = models.CharField(max_length=300)
    owner = models.CharField(max_length=150)
    due_on = models.DateField()
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    done_by = models.CharField(max_length=150, blank=True, default="")
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "improvement"
        indexes = [models.Index(fields=["shop_key", "-id"], name="improvement_shop")]

    def __str__(self) -> str:
        return f"{self.cause} ({self.owner})"
