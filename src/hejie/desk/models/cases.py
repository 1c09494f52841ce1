"""What is kept of a case: its entries, which are the truth, and one index row, which lists and queues read."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """One line of a case: the canonical JSON of an entry with its place in the chain. Never changed, never removed."""

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    case_id = models.CharField(max_length=200)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    body = models.TextField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "entry"
        constraints = [models.UniqueConstraint(fields=["case_id", "seq"], name="entry_place")]

    def __str__(self) -> str:
        return f"{self.case_id} #{self.seq} {self.kind}"


class CaseIndex(models.Model):
    """What lists, queues and the clock need of a case; `hejie rebuild` makes it again from the entries.

    `queue` is one of due, waiting, platform, closed. `due_at` is the earliest deadline of a move of ours,
    `sort_at` the same with a far date where there is none, `next_at` the next moment anything happens by itself.
    `amount_minor` is what is asked back, `stake_minor` what is lost if our next deadline runs out.
    `waits_since` is since when the case waits for a move of ours, `errand` what is to be done on the platform now.
    `words` holds the pieces that a search finds (hejie.desk.cases.words); each data base keeps a text index of it.
    `swept_at` is the clock's own note (the `next_at` it has dealt with) and the only column not made from entries.
    """

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    case_id = models.CharField(max_length=200, unique=True)
    shop_key = models.CharField(max_length=120)
    platform = models.CharField(max_length=32)
    after_sales_id = models.CharField(max_length=100)
    order_id = models.CharField(max_length=100, blank=True)
    buyer = models.CharField(max_length=120, blank=True)
    goods = models.CharField(max_length=300, blank=True)
    claim = models.CharField(max_length=32)
    wants = models.CharField(max_length=32)
    stage = models.CharField(max_length=24)
    turn = models.CharField(max_length=16)
    queue = models.CharField(max_length=16)
    is_open = models.BooleanField()
    stepped_in = models.BooleanField(default=False)
    assignee = models.CharField(max_length=150, blank=True)
    escalated_to = models.CharField(max_length=16, blank=True)
    approval_of = models.CharField(max_length=16, blank=True)
    verdict = models.CharField(max_length=64, blank=True)
    verdict_state = models.CharField(max_length=16, blank=True)
    asks = models.CharField(max_length=64, blank=True)
    due_clock = models.CharField(max_length=64, blank=True)
    due_at = models.DateTimeField(null=True)
    sort_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    amount_minor = models.BigIntegerField(null=True)
    stake_minor = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    language = models.CharField(max_length=8, blank=True, default="")
    waits_since = models.DateTimeField(null=True)
    errand = models.CharField(max_length=40, blank=True, default="")
    outcome = models.CharField(max_length=32, blank=True)
    cause = models.CharField(max_length=200, blank=True)
    opened_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    entries = models.PositiveIntegerField()
    head = models.CharField(max_length=64)
    swept_at = models.DateTimeField(null=True)
    words = models.TextField(blank=True, default="")

    class Meta:
        db_table = "case_index"
        # Each list of the desk walks one of these in order, so a page costs the same at any depth.
        indexes = [
            models.Index(fields=["queue", "sort_at", "id"], name="case_queue"),
            models.Index(fields=["shop_key", "queue", "sort_at", "id"], name="case_shop_queue"),
            models.Index(fields=["is_open", "sort_at", "id"], name="case_open"),
            models.Index(
                fields=["sort_at", "id"], name="case_platform", condition=Q(is_open=True, stepped_in=True)
            ),
            models.Index(
                fields=["assignee", "sort_at", "id"],
                name="case_mine",
                condition=Q(is_open=True) & ~Q(assignee=""),
            ),
            models.Index(fields=["next_at"], name="case_next", condition=Q(is_open=True)),
            models.Index(
                fields=["approval_of", "sort_at", "id"], name="case_approval", condition=~Q(approval_of="")
            ),
            models.Index(
                fields=["escalated_to", "sort_at", "id"],
                name="case_escalated",
                condition=Q(is_open=True) & ~Q(escalated_to=""),
            ),
            models.Index(fields=["-stake_minor"], name="case_stake", condition=Q(queue="due")),
            models.Index(
                fields=["waits_since"],
                name="case_waits",
                condition=Q(is_open=True, escalated_to="", waits_since__isnull=False),
            ),
            models.Index(
                fields=["updated_at"], name="case_silent", condition=Q(is_open=True, waits_since__isnull=True)
            ),
            models.Index(fields=["sort_at", "id"], name="case_errand", condition=~Q(errand="")),
            models.Index(fields=["after_sales_id"], name="case_after_sales"),
            models.Index(fields=["order_id"], name="case_order"),
            models.Index(fields=["buyer"], name="case_buyer"),
            models.Index(fields=["opened_at"], name="case_opened"),
            models.Index(fields=["closed_at"], name="case_closed_at", condition=Q(closed_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.case_id
