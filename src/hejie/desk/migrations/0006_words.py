"""Keep the words of a case where either data base finds them, and its opening where the wall counts it."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# `ascii` leaves every character beyond it alone: the pieces are cut by hejie.desk.cases.words. Positions are not
# kept (`detail=none`): a search asks for all pieces, and pairs that overlap hardly meet by chance.
SQLITE = [
    """CREATE VIRTUAL TABLE case_words USING fts5(words, content='case_index', content_rowid='id',
       tokenize='ascii', detail=none)""",
    """CREATE TRIGGER case_words_added AFTER INSERT ON case_index BEGIN
       INSERT INTO case_words(rowid, words) VALUES (new.id, new.words); END""",
    """CREATE TRIGGER case_words_removed AFTER DELETE ON case_index BEGIN
       INSERT INTO case_words(case_words, rowid, words) VALUES ('delete', old.id, old.words); END""",
    """CREATE TRIGGER case_words_changed AFTER UPDATE OF words ON case_index WHEN old.words <> new.words BEGIN
       INSERT INTO case_words(case_words, rowid, words) VALUES ('delete', old.id, old.words);
       INSERT INTO case_words(rowid, words) VALUES (new.id, new.words); END""",
]
POSTGRESQL = [
    """ALTER TABLE case_index ADD COLUMN words_found tsvector
       GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED""",
    "CREATE INDEX case_words ON case_index USING gin (words_found)",
]
UNDO = {
    "sqlite": [
        "DROP TRIGGER case_words_added",
        "DROP TRIGGER case_words_removed",
        "DROP TRIGGER case_words_changed",
        "DROP TABLE case_words",
    ],
    "postgresql": ["ALTER TABLE case_index DROP COLUMN words_found"],
}


def find(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement, params=None)


def find_no_more(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in UNDO[editor.connection.vendor]:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("desk", "0005_granted")]
    operations = [
        migrations.AddField("caseindex", "words", models.TextField(blank=True, default="")),
        migrations.AddIndex("caseindex", models.Index(fields=["opened_at"], name="case_opened")),
        migrations.AddIndex(
            "caseindex",
            models.Index(
                fields=["closed_at"], name="case_closed_at", condition=models.Q(closed_at__isnull=False)
            ),
        ),
        migrations.RunPython(find, find_no_more),
    ]
