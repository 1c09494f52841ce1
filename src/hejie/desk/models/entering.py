"""Where is each person signed in now, and by what besides a password do they come in?"""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.module_loading import import_string


class Sitting(AbstractBaseSession):
    """One browser that is known to the desk; `person` is empty until somebody signs in there.

    `since`, `address` and `agent` (what the browser calls itself) tell a person which of their sittings this is.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="sittings"
    )
    address = models.CharField(max_length=64, blank=True)
    agent = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "sitting"

    def __str__(self) -> str:
        return f"{self.person_id} from {self.address}"

    @classmethod
    def get_session_store_class(cls) -> type:
        """Return the store that keeps these rows."""
        store: type = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
        return store


class SecondFactor(models.Model):
    """A person's time codes. The secret is made from `salt` and the desk's own key: the row alone makes no code.

    `last_step` is the half minute whose code was used last; no code holds twice.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="second_factor"
    )
    salt = models.CharField(max_length=43)
    last_step = models.BigIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "second_factor"

    def __str__(self) -> str:
        return f"time codes of {self.person_id}"


class RecoveryCode(models.Model):
    """A code that holds once, for the day on which the telephone is lost; only its digest is kept."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes"
    )
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "recovery_code"
        constraints = [models.UniqueConstraint(fields=["person", "digest"], name="recovery_code_once")]

    def __str__(self) -> str:
        return f"recovery code of {self.person_id}"


class Identity(models.Model):
    """A person as the company's own sign-in knows them: `subject` never changes there, names may."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)
    called = models.CharField(max_length=150, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "identity"
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="identity_once")]

    def __str__(self) -> str:
        return f"{self.called} of {self.issuer}"
