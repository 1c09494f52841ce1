"""Keep who is on duty, the plan of the work, and of each case what it waits for and what is to be done there.

The columns are added by SQL of our own: Django would copy the whole table on SQLite, and lose the triggers that keep
the search in step. `hejie rebuild` fills them for cases that were there before.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

COLUMNS = {
    "errand": ("varchar(40) NOT NULL DEFAULT ''", models.CharField(blank=True, default="", max_length=40)),
    "language": ("varchar(8) NOT NULL DEFAULT ''", models.CharField(blank=True, default="", max_length=8)),
}


class Migration(migrations.Migration):
    dependencies = [("desk", "0008_entering")]
    operations = [
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("person", models.CharField(max_length=150, unique=True)),
                ("since", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
            ],
            options={"db_table": "duty"},
        ),
        migrations.CreateModel(
            name="Planned",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="planned",
                        serialize=False,
                        to="desk.caseindex",
                    ),
                ),
                ("place", models.PositiveIntegerField(db_index=True)),
                ("meant_for", models.CharField(blank=True, max_length=150)),
                ("held_by", models.CharField(blank=True, max_length=150)),
                ("stake", models.BigIntegerField()),
                ("currency", models.CharField(max_length=3)),
                ("minutes", models.PositiveIntegerField()),
                ("by_minute", models.BigIntegerField()),
                ("price", models.BigIntegerField(null=True)),
                ("guessed", models.BooleanField(default=False)),
                ("too_late", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "planned",
                "indexes": [models.Index(fields=["meant_for", "place"], name="planned_for")],
            },
        ),
        migrations.CreateModel(
            name="Pricing",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(null=True)),
                ("entry", models.BigIntegerField(default=0)),
                ("here", models.TextField(blank=True, default="")),
                ("priced_at", models.DateTimeField(null=True)),
                ("opened", models.BigIntegerField(default=0)),
                ("hours", models.JSONField(default=list)),
                ("prices", models.JSONField(default=list)),
            ],
            options={"db_table": "pricing"},
        ),
        *(
            migrations.RunSQL(
                f"ALTER TABLE case_index ADD COLUMN {name} {kind}",
                f"ALTER TABLE case_index DROP COLUMN {name}",
                state_operations=[migrations.AddField("caseindex", name, field)],
            )
            for name, (kind, field) in COLUMNS.items()
        ),
        migrations.AddField("caseindex", "waits_since", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "caseindex",
            models.Index(fields=["-stake_minor"], name="case_stake", condition=Q(queue="due")),
        ),
        migrations.AddIndex(
            "caseindex",
            models.Index(
                fields=["waits_since"],
                name="case_waits",
                condition=Q(is_open=True, escalated_to="", waits_since__isnull=False),
            ),
        ),
        migrations.AddIndex(
            "caseindex",
            models.Index(fields=["sort_at", "id"], name="case_errand", condition=~Q(errand="")),
        ),
    ]
