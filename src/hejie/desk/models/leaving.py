"""What does a person leave on the desk: views they saved, and at which case they look now?"""

from __future__ import annotations

from django.conf import settings
from django.db import models


class SavedView(models.Model):
    """A list with its filters, under a name of one person's own; `query` is the rest of its address."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=400)

    class Meta:
        db_table = "saved_view"
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="saved_view_once")]

    def __str__(self) -> str:
        return self.name


class Looking(models.Model):
    """A person had a case in front of them at a time. It is no record of work and is thrown away after an hour."""

    case = models.BigIntegerField()
    person = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        db_table = "looking"
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="looking_once")]

    def __str__(self) -> str:
        return f"{self.person} at {self.case}"
