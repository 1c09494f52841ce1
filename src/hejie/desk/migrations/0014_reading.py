"""Keep where people read another class than the desk, and how each shop reads because of it."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0013_packing")]
    operations = [
        migrations.CreateModel(
            name="ClassCorrection",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("shop_key", models.CharField(max_length=120)),
                ("case_id", models.CharField(max_length=200, unique=True)),
                ("seq", models.PositiveIntegerField()),
                ("language", models.CharField(max_length=8)),
                ("was", models.CharField(max_length=32)),
                ("now", models.CharField(max_length=32)),
                ("engine", models.CharField(max_length=16)),
                ("by", models.CharField(max_length=150)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "db_table": "class_correction",
                "indexes": [models.Index(fields=["shop_key", "language", "-id"], name="class_correction_of")],
            },
        ),
        migrations.CreateModel(
            name="ClassReader",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("shop_key", models.CharField(max_length=120)),
                ("language", models.CharField(max_length=8)),
                ("on", models.BooleanField(default=True)),
                ("taken", models.BooleanField(default=False)),
                ("count", models.PositiveIntegerField(default=0)),
                ("before", models.FloatField(default=0)),
                ("after", models.FloatField(default=0)),
                ("lost", models.JSONField(default=list)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("switched_by", models.CharField(blank=True, max_length=150)),
            ],
            options={
                "db_table": "class_reader",
                "constraints": [
                    models.UniqueConstraint(fields=["shop_key", "language"], name="class_reader_once")
                ],
            },
        ),
    ]
