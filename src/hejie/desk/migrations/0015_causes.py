"""Note beside the words what kind of trouble kept a connector from its work, so that each reader is told in theirs."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0014_reading")]
    operations = [
        migrations.AddField("connector", "cause", models.CharField(max_length=32, blank=True)),
    ]
