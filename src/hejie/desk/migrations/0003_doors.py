"""Tables for who may enter from other systems, who is told, what is noted, and the cache that counts attempts."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.core.management import call_command
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def make_cache(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    call_command("createcachetable", verbosity=0, database=editor.connection.alias)


def drop_cache(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute("DROP TABLE IF EXISTS cache", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0002_only_added"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Webhook",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("url", models.CharField(max_length=500)),
                ("salt", models.CharField(max_length=43)),
                ("kinds", models.JSONField(default=list)),
                ("shops", models.JSONField(default=list)),
                ("whole", models.BooleanField(default=False)),
                ("active", models.BooleanField(default=True)),
                ("seen", models.BigIntegerField(default=0)),
                ("made_by", models.CharField(max_length=150)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "db_table": "webhook",
            },
        ),
        migrations.CreateModel(
            name="Noted",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("who", models.CharField(max_length=150)),
                ("what", models.CharField(max_length=40)),
                ("on", models.CharField(blank=True, max_length=300)),
                ("address", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "db_table": "noted",
                "indexes": [models.Index(fields=["who", "-id"], name="noted_who")],
            },
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80)),
                ("mark", models.CharField(max_length=12, unique=True)),
                ("digest", models.CharField(max_length=64)),
                ("scopes", models.JSONField(default=list)),
                ("shops", models.JSONField(default=list)),
                ("made_by", models.CharField(max_length=150)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ends_at", models.DateTimeField(null=True)),
                ("used_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tokens",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "token",
            },
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                ("asked", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField(default=0)),
                ("body", models.TextField(blank=True)),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                (
                    "token",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="calls", to="desk.token"
                    ),
                ),
            ],
            options={
                "db_table": "api_call",
                "constraints": [models.UniqueConstraint(fields=("token", "key"), name="call_once")],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("entry", models.BigIntegerField()),
                ("case_id", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("sent", "Sent"), ("given_up", "Given Up")],
                        default="waiting",
                        max_length=16,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("next_at", models.DateTimeField()),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("trouble", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "webhook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="desk.webhook",
                    ),
                ),
            ],
            options={
                "db_table": "webhook_delivery",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")), fields=["next_at"], name="delivery_due"
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("webhook", "entry"), name="delivery_once")],
            },
        ),
        migrations.RunPython(make_cache, drop_cache),
    ]
