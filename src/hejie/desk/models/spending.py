"""How much has each person granted on each day? One row to lock, so that a limit cannot be spent twice."""

from __future__ import annotations

from django.db import models


class Granted(models.Model):
    """What a person has granted on one day in one currency, in minor units, over all cases."""

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    person = models.CharField(max_length=150)
    day = models.DateField()
    currency = models.CharField(max_length=3)
    minor = models.BigIntegerField(default=0)

    class Meta:
        db_table = "granted"
        constraints = [models.UniqueConstraint(fields=["person", "day", "currency"], name="granted_once")]

    def __str__(self) -> str:
        return f"{self.person} {self.day} {self.minor} {self.currency}"
