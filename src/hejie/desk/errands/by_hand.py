"""How does a person record that they did on the platform what was to be done, or why it could not be?"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.utils import timezone

from hejie.casefile import CaseFile
from hejie.casefile.entries import AnyHappening
from hejie.closing import errands
from hejie.desk.access import people
from hejie.desk.acts.stating import words_in
from hejie.desk.acts.verbs import Form, verb


@verb
def errand(file: CaseFile, form: Form, person: User) -> Iterable[AnyHappening]:
    """Record that a person did on the platform what was to be done, or why it could not be."""
    key, by, at = words_in(form, "key"), people.actor(person), timezone.now()
    if form.get("outcome") == "failed":
        entries = errands.failed(file, key, words_in(form, "why"), at=at, by=by)
    else:
        entries = errands.done(file, key, form.get("proof", "").strip(), at=at, by=by)
    return [entry.what for entry in entries]
