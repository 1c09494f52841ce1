"""What did people say a buyer's words are about, where the desk had read something else, and who reads by it?"""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class ClassCorrection(models.Model):
    """That a person read another class than the desk. The words stay in the case: they are those up to entry `seq`.

    `was` and `now` are class codes, `engine` the version that read `was`.
    """

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    shop_key = models.CharField(max_length=120)
    case_id = models.CharField(max_length=200, unique=True)
    seq = models.PositiveIntegerField()
    language = models.CharField(max_length=8)
    was = models.CharField(max_length=32)
    now = models.CharField(max_length=32)
    engine = models.CharField(max_length=16)
    by = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "class_correction"
        indexes = [models.Index(fields=["shop_key", "language", "-id"], name="class_correction_of")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.was} -> {self.now}"


class ClassReader(models.Model):
    """How a shop reads one language: by corrections too where they may be used and nobody switched it off.

    `taken` says whether learning them spoils nothing; `before` and `after` are the mean F1 read again before and after,
    `lost` the classes that would have lost too much, `at` when it was learned, `weights` what it is read by then.
    `asked` counts how often learning was asked for, last at `asked_at`, and `learned` which of that was done.
    """

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    shop_key = models.CharField(max_length=120)
    language = models.CharField(max_length=8)
    on = models.BooleanField(default=True)
    taken = models.BooleanField(default=False)
    count = models.PositiveIntegerField(default=0)
    before = models.FloatField(default=0)
    after = models.FloatField(default=0)
    lost = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)
    asked = models.PositiveIntegerField(default=1)
    learned = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(default=timezone.now)
    weights = models.BinaryField(default=b"")
    switched_by = models.CharField(max_length=150, blank=True)

    class Meta:
        db_table = "class_reader"
        constraints = [models.UniqueConstraint(fields=["shop_key", "language"], name="class_reader_once")]

    def __str__(self) -> str:
        return f"{self.shop_key} {self.language}: {self.count}"
