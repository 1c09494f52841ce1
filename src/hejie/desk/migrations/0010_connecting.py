"""Keep which connectors are configured, how far each is, and which parcels are watched."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0009_handing"),
    ]

    operations = [
        migrations.CreateModel(
            name="Connector",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=40, unique=True)),
                ("kind", models.CharField(max_length=32)),
                ("shop_key", models.CharField(blank=True, max_length=120)),
                ("account", models.CharField(blank=True, max_length=64)),
                ("variant", models.CharField(blank=True, max_length=32)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("keys", models.CharField(blank=True, max_length=300)),
                ("acts", models.BooleanField(default=False)),
                ("since", models.JSONField(default=dict)),
                ("held_by", models.CharField(blank=True, max_length=40)),
                ("held_until", models.DateTimeField(null=True)),
                ("next_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("good_at", models.DateTimeField(null=True)),
                ("trouble", models.CharField(blank=True, max_length=300)),
                ("made_by", models.CharField(max_length=150)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "db_table": "connector",
            },
        ),
        migrations.CreateModel(
            name="Watched",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("case_id", models.CharField(max_length=200)),
                ("number", models.CharField(max_length=100)),
                ("direction", models.CharField(default="forward", max_length=16)),
                ("registered", models.BooleanField(default=False)),
                ("next_at", models.DateTimeField(null=True)),
                ("trouble", models.CharField(blank=True, max_length=200)),
                (
                    "connector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="watched",
                        to="desk.connector",
                    ),
                ),
            ],
            options={
                "db_table": "watched",
                "indexes": [
                    models.Index(
                        condition=models.Q(("next_at__isnull", False)),
                        fields=["connector", "next_at"],
                        name="watched_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("connector", "case_id", "number", "direction"), name="watched_once"
                    )
                ],
            },
        ),
    ]
