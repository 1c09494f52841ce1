"""Find the cases in which nobody has said anything since our last word, however many others there are."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("desk", "0011_insights")]
    operations = [
        migrations.AddIndex(
            model_name="caseindex",
            index=models.Index(
                condition=Q(is_open=True, waits_since__isnull=True), fields=["updated_at"], name="case_silent"
            ),
        ),
    ]
