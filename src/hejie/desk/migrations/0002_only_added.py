"""Let the data base itself refuse to change or remove an entry, whoever asks."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = [
    f"""CREATE TRIGGER entry_only_added_{verb} BEFORE {verb} ON entry
        BEGIN SELECT RAISE(ABORT, 'entries are only ever added'); END"""
    for verb in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    """CREATE FUNCTION entry_only_added() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'entries are only ever added'
          USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    """CREATE TRIGGER entry_only_added BEFORE UPDATE OR DELETE ON entry
       FOR EACH ROW EXECUTE FUNCTION entry_only_added()""",
]
UNDO = {
    "sqlite": ["DROP TRIGGER entry_only_added_UPDATE", "DROP TRIGGER entry_only_added_DELETE"],
    "postgresql": ["DROP TRIGGER entry_only_added ON entry", "DROP FUNCTION entry_only_added()"],
}


def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement, params=None)


def unguard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in UNDO[editor.connection.vendor]:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_tables")]
    operations = [migrations.RunPython(guard, unguard)]
