"""Keep what cases mean, where an encoder is installed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0015_causes")]
    operations = [
        migrations.CreateModel(
            name="Direction",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="direction",
                        serialize=False,
                        to="desk.caseindex",
                    ),
                ),
                ("stamp", models.CharField(max_length=80)),
                ("of", models.CharField(max_length=32)),
                ("body", models.BinaryField()),
            ],
            options={"db_table": "direction"},
        ),
    ]
