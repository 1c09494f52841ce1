"""Which other systems may enter, with which token, and what were they answered?"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Token(models.Model):
    """A key of a system that acts as a person of the desk. The token itself is not kept, only its SHA-256.

    It can do what its `scopes` name and never more than its person may; with `shops` it sees those shops alone,
    with none it sees whatever its person sees. `mark` is the part of the token by which a person tells it again.
    """

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=80)
    mark = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    scopes = models.JSONField(default=list)
    shops = models.JSONField(default=list)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "token"

    def __str__(self) -> str:
        return f"{self.name} ({self.mark})"


class Call(models.Model):
    """A write that was answered: asked again under the same key, it is answered the same and done no second time."""

    token = models.ForeignKey(Token, on_delete=models.CASCADE, related_name="calls")
    key = models.CharField(max_length=200)
    asked = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        db_table = "api_call"
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="call_once")]

    def __str__(self) -> str:
        return self.key


class Noted(models.Model):
    """Who came in, who was refused, what left the desk, who made a key: one line for each. No secret is in it."""

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(default=timezone.now)
    who = models.CharField(max_length=150)
    what = models.CharField(max_length=40)
    on = models.CharField(max_length=300, blank=True)
    address = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "noted"
        indexes = [
            models.Index(fields=["who", "-id"], name="noted_who"),
            models.Index(fields=["what", "-id"], name="noted_what"),
            models.Index(fields=["at"], name="noted_at"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.who} {self.what} {self.on}"
