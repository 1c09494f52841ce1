"""Let an import that a token brought touch the shops of that token alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0003_doors")]
    operations = [
        migrations.AddField(model_name="import", name="shops", field=models.JSONField(null=True)),
    ]
