"""Which orders do order exports tell of, also those nobody complains about, and what were their buyers told unasked?"""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Order(models.Model):
    """One order of a shop as an order export last told it; empty or null is not known.

    It is what rates are reckoned from and whom care is for; nothing is judged by it. Old orders are thrown away.
    """

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    shop_key = models.CharField(max_length=120)
    order_id = models.CharField(max_length=100)
    buyer = models.CharField(max_length=120, blank=True, default="")
    goods = models.CharField(max_length=300, blank=True, default="")
    sku = models.CharField(max_length=100, blank=True, default="")
    supplier = models.CharField(max_length=100, blank=True, default="")
    lot = models.CharField(max_length=100, blank=True, default="")
    pieces = models.PositiveIntegerField(default=1)
    site = models.CharField(max_length=8, blank=True, default="")
    state = models.CharField(max_length=16, blank=True, default="")
    carrier = models.CharField(max_length=80, blank=True, default="")
    tracking_no = models.CharField(max_length=80, blank=True, default="")
    origin = models.CharField(max_length=80, blank=True, default="")
    destination = models.CharField(max_length=80, blank=True, default="")
    ordered_at = models.DateTimeField()
    shipped_at = models.DateTimeField(null=True)
    promised_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    amount_minor = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True, default="")

    class Meta:
        db_table = "order_told"
        constraints = [models.UniqueConstraint(fields=["shop_key", "order_id"], name="order_told_once")]
        indexes = [
            models.Index(fields=["shop_key", "ordered_at"], name="order_told_when"),
            models.Index(fields=["ordered_at"], name="order_told_age"),
            models.Index(
                fields=["shop_key", "shipped_at"],
                name="order_told_shipped",
                condition=Q(shipped_at__isnull=False),
            ),
            models.Index(
                fields=["shop_key", "supplier", "sku", "lot"], name="order_told_lot", condition=~Q(lot="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shop_key} {self.order_id}"


class CareSent(models.Model):
    """A message that somebody sent to a buyer unasked; `about` `refuses` is the buyer's wish to be left in peace."""

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    shop_key = models.CharField(max_length=120)
    platform = models.CharField(max_length=32)
    buyer = models.CharField(max_length=120)
    about = models.CharField(max_length=24)
    orders = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        db_table = "care_sent"
        indexes = [models.Index(fields=["platform", "buyer", "at"], name="care_sent_to")]

    def __str__(self) -> str:
        return f"{self.about} to {self.buyer}"
