"""Keep which packs are wanted, so that the worker builds them and no page waits."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("desk", "0012_silent"),
    ]
    operations = [
        migrations.CreateModel(
            name="PackBuild",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("case_id", models.CharField(max_length=200)),
                ("language", models.CharField(blank=True, max_length=16)),
                ("upload", models.CharField(blank=True, max_length=64)),
                ("record", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Queued"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                        ],
                        default="queued",
                        max_length=16,
                    ),
                ),
                ("trouble", models.TextField(blank=True)),
                ("left_out", models.JSONField(default=list)),
                ("asked_at", models.DateTimeField()),
                ("alive_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "pack_build",
                "indexes": [models.Index(fields=["state", "id"], name="pack_build_state")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(state__in=["queued", "running"]),
                        fields=["case_id", "language", "upload", "record"],
                        name="pack_build_once",
                    )
                ],
            },
        ),
    ]
