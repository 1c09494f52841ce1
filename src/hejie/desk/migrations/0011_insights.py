"""Keep what was learned of each shop, improvements, the orders that exports tell of, and what buyers were sent."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0010_connecting"),
    ]

    operations = [
        migrations.CreateModel(
            name="Insight",
            fields=[
                ("shop_key", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField(null=True)),
                ("taken_at", models.DateTimeField(null=True)),
                ("wanted", models.BooleanField(default=False)),
                ("told", models.JSONField(default=dict)),
            ],
            options={
                "db_table": "insight",
            },
        ),
        migrations.CreateModel(
            name="CareSent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("shop_key", models.CharField(max_length=120)),
                ("platform", models.CharField(max_length=32)),
                ("buyer", models.CharField(max_length=120)),
                ("about", models.CharField(max_length=24)),
                ("orders", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
            ],
            options={
                "db_table": "care_sent",
                "indexes": [models.Index(fields=["platform", "buyer", "at"], name="care_sent_to")],
            },
        ),
        migrations.CreateModel(
            name="Improvement",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("shop_key", models.CharField(max_length=120)),
                ("claim", models.CharField(max_length=32)),
                ("cause", models.CharField(max_length=200)),
                ("measure", models.CharField(max_length=300)),
                ("owner", models.CharField(max_length=150)),
                ("due_on", models.DateField()),
                ("made_by", models.CharField(max_length=150)),
                ("made_at", models.DateTimeField()),
                ("done_by", models.CharField(blank=True, default="", max_length=150)),
                ("done_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "improvement",
                "indexes": [models.Index(fields=["shop_key", "-id"], name="improvement_shop")],
            },
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("shop_key", models.CharField(max_length=120)),
                ("order_id", models.CharField(max_length=100)),
                ("buyer", models.CharField(blank=True, default="", max_length=120)),
                ("goods", models.CharField(blank=True, default="", max_length=300)),
                ("sku", models.CharField(blank=True, default="", max_length=100)),
                ("supplier", models.CharField(blank=True, default="", max_length=100)),
                ("lot", models.CharField(blank=True, default="", max_length=100)),
                ("pieces", models.PositiveIntegerField(default=1)),
                ("site", models.CharField(blank=True, default="", max_length=8)),
                ("state", models.CharField(blank=True, default="", max_length=16)),
                ("carrier", models.CharField(blank=True, default="", max_length=80)),
                ("tracking_no", models.CharField(blank=True, default="", max_length=80)),
                ("origin", models.CharField(blank=True, default="", max_length=80)),
                ("destination", models.CharField(blank=True, default="", max_length=80)),
                ("ordered_at", models.DateTimeField()),
                ("shipped_at", models.DateTimeField(null=True)),
                ("promised_at", models.DateTimeField(null=True)),
                ("signed_at", models.DateTimeField(null=True)),
                ("amount_minor", models.BigIntegerField(null=True)),
                ("currency", models.CharField(blank=True, default="", max_length=3)),
            ],
            options={
                "db_table": "order_told",
                "indexes": [
                    models.Index(fields=["shop_key", "ordered_at"], name="order_told_when"),
                    models.Index(fields=["ordered_at"], name="order_told_age"),
                    models.Index(
                        condition=models.Q(("shipped_at__isnull", False)),
                        fields=["shop_key", "shipped_at"],
                        name="order_told_shipped",
                    ),
                    models.Index(
                        condition=models.Q(("lot", ""), _negated=True),
                        fields=["shop_key", "supplier", "sku", "lot"],
                        name="order_told_lot",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("shop_key", "order_id"), name="order_told_once")
                ],
            },
        ),
    ]
