"""What do cases mean, as an encoder told it: kept so that no page ever waits for one?"""

from __future__ import annotations

from django.db import models

from hejie.desk.models.cases import CaseIndex


class Direction(models.Model):
    """The direction of a case's words, a signed byte each. Thrown away and made again at will.

    `stamp` names encoder and normaliser, `of` is the digest of the words it was made of: with another of either it
    is not compared, and the worker makes it again.
    """

    case = models.OneToOneField(
        CaseIndex, primary_key=True, on_delete=models.CASCADE, related_name="direction"
    )
    stamp = models.CharField(max_length=80)
    of = models.CharField(max_length=32)
    body = models.BinaryField()

    class Meta:
        db_table = "direction"

    def __str__(self) -> str:
        return f"{self.case_id}: {self.stamp}"
