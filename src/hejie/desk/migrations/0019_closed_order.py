"""List closed cases by when they were closed: until now all stood at the same far date, in no order."""

from django.db import migrations
from django.db.models import F
from django.db.models.functions import Coalesce


def by_their_end(apps, schema_editor):  # type: ignore[no-untyped-def]
    """Put the time of the end where open cases have their deadline."""
    closed = apps.get_model("desk", "CaseIndex").objects.filter(is_open=False)
    closed.update(sort_at=Coalesce(F("closed_at"), F("updated_at")))


class Migration(migrations.Migration):
    dependencies = [("desk", "0018_drills")]
    operations = [migrations.RunPython(by_their_end, migrations.RunPython.noop)]
