"""Keep how much each person has granted on each day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0004_shops_of_an_import")]
    operations = [
        migrations.CreateModel(
            name="Granted",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("person", models.CharField(max_length=150)),
                ("day", models.DateField()),
                ("currency", models.CharField(max_length=3)),
                ("minor", models.BigIntegerField(default=0)),
            ],
            options={
                "db_table": "granted",
                "constraints": [
                    models.UniqueConstraint(fields=("person", "day", "currency"), name="granted_once")
                ],
            },
        ),
    ]
