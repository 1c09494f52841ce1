"""Which shops are there, and who may see which?"""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Shop(models.Model):
    """A shop on one platform; its key, `platform:shop`, is the beginning of every case id of it."""

    key = models.CharField(max_length=120, primary_key=True)
    platform = models.CharField(max_length=32)
    name = models.CharField(max_length=80)
    zone = models.CharField(max_length=40, default="Asia/Shanghai")
    currency = models.CharField(max_length=3, default="CNY")

    class Meta:
        db_table = "shop"

    def __str__(self) -> str:
        return self.key


class Membership(models.Model):
    """A person works for a shop. The person's role (agent, supervisor, admin) is a group of the account."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        db_table = "membership"
        constraints = [models.UniqueConstraint(fields=["person", "shop"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.shop_id}"
