"""Can every row be named in a log, and do the tables fit the models?"""

import pytest
from django.core.management import call_command

from hejie.desk import models
from tests.desk.team import LAMPS, hire, two_shops


@pytest.mark.store
@pytest.mark.usefixtures("store_on")
def test_rows_name_themselves() -> None:
    row, _ = two_shops()
    person = hire("ana", "agent", LAMPS)
    assert str(row) == "taobao:lamps:RF000001"
    assert str(models.Entry.objects.get(case_id=row.case_id, seq=1)) == "taobao:lamps:RF000001 #1 CaseOpened"
    assert str(models.Shop.objects.get(key=LAMPS)) == LAMPS
    assert str(person.memberships.get()) == f"{person.pk} at {LAMPS}"  # type: ignore[attr-defined]
    assert str(models.Import(name="a.csv", state="done")) == "a.csv (done)"
    assert str(models.PackBuild(case_id=row.case_id)) == f"pack of {row.case_id} (queued)"
    assert str(models.Attachment(name="a.png", case_id=row.case_id)) == f"a.png of {row.case_id}"


@pytest.mark.usefixtures("store_on")
def test_no_change_of_a_model_is_without_its_migration() -> None:
    call_command("makemigrations", "desk", check=True, dry_run=True, verbosity=0)
