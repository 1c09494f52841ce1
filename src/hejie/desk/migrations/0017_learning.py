"""Keep what each shop's reader learned, and how much it was asked to, so that the worker learns and no request waits.

What was learned before is asked for once more: its weights were kept nowhere.
"""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0016_meaning")]
    operations = [
        migrations.AddField("classreader", "asked", models.PositiveIntegerField(default=1)),
        migrations.AddField("classreader", "learned", models.PositiveIntegerField(default=0)),
        migrations.AddField(
            "classreader", "asked_at", models.DateTimeField(default=django.utils.timezone.now)
        ),
        migrations.AddField("classreader", "weights", models.BinaryField(default=b"")),
    ]
