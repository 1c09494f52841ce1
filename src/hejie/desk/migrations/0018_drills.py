"""Keep how people answered exercises, each mark with its person."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("desk", "0017_learning"),
    ]
    operations = [
        migrations.CreateModel(
            name="DrillMark",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("shop_key", models.CharField(max_length=120)),
                ("case_id", models.CharField(max_length=200)),
                ("platform", models.CharField(max_length=32)),
                ("claim", models.CharField(max_length=32)),
                ("got", models.PositiveIntegerField()),
                ("of", models.PositiveIntegerField()),
                ("missed", models.JSONField(default=list)),
                ("answer", models.JSONField(default=dict)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drill_marks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "drill_mark",
                "indexes": [
                    models.Index(fields=["person", "-id"], name="drill_mark_of"),
                    models.Index(fields=["shop_key", "-id"], name="drill_mark_in"),
                ],
            },
        ),
    ]
