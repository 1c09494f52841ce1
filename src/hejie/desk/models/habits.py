"""Which rules of its own does the team work by, who changed them when and why, and what waits for a second person?"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone


class HabitChange(models.Model):
    """One version of the team's own rule files, whole, with who made it and why. Never changed once it is in force.

    `base` is the version it was made from, 0 for none. A change that lifts a limit of whoever makes it is `waiting`
    until somebody else has answered it. In force is the newest that is `kept`.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        KEPT = "kept"
        REFUSED = "refused"

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=150)
    role = models.CharField(max_length=16)
    why = models.CharField(max_length=300)
    what = models.JSONField(default=list)
    files = models.JSONField(default=dict)
    base = models.BigIntegerField(default=0)
    state = models.CharField(max_length=16, choices=State.choices)
    lifts = models.JSONField(default=list)
    answered_by = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "habit_change"
        indexes = [models.Index(fields=["state", "-id"], name="habit_state")]
        # One after the other: of two changes made from the same version only one can be kept.
        constraints = [
            models.UniqueConstraint(
                fields=["base"], condition=Q(state="kept"), name="habit_one_after_another"
            )
        ]

    def __str__(self) -> str:
        return f"{self.id} by {self.by}: {self.why}"
