"""How is what a person does on the page of a case done, refused, and shown as it is then?"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from hejie.desk.access import people
from hejie.desk.acts import acting, records
from hejie.desk.acts.verbs import VERBS
from hejie.desk.errands import by_hand, sending
from hejie.desk.pages import access, case
from hejie.desk.pages.refusals import REFUSALS, told

assert records
assert by_hand
assert sending  # their verbs are among VERBS once they were read
DONE = {  # what the page says when a verb was done
    "note": gettext_noop("Noted."),
    "taking": gettext_noop("It is yours now."),
    "message": gettext_noop("Recorded as sent."),
    "sending": gettext_noop("It goes out now; below the answer you see what comes of it."),
    "approval": gettext_noop("Answered."),
    "step": gettext_noop("Done."),
    "errand": gettext_noop("Done."),
    "closing": gettext_noop("Closed."),
    "reopening": gettext_noop("Open again."),
    "promise": gettext_noop("Promise recorded. The desk reminds you in time."),
    "kept": gettext_noop("Promise kept."),
    "stage": gettext_noop("Moved."),
    "ruling": gettext_noop("Ruling recorded."),
    "handed_in": gettext_noop("Recorded as handed in."),
    "carrier_claim": gettext_noop("Claim on the carrier recorded."),
    "carrier_answer": gettext_noop("The carrier's answer is recorded."),
    "correction": gettext_noop("Taken back. It stays readable and no longer counts."),
    "escalation": gettext_noop("Moved up."),
}
RECORDED = gettext_noop("Recorded.")


def page(name: str) -> Callable[..., HttpResponse]:
    """Return the page of a verb: check the case, add the entries, show the case as it is then."""
    does = VERBS[name]

    @login_required
    @require_POST
    def handle(request: HttpRequest, number: int) -> HttpResponse:
        row, person = access.case_of(request, number), people.signed_in(request)
        try:
            file = acting.act(row.case_id, person, lambda file: tuple(does(file, request.POST, person)))
        except REFUSALS as error:
            return case.shown(request, row, trouble=told(error))
        if not request.headers.get("HX-Request"):
            return HttpResponseRedirect(reverse("case", args=[number]))
        row.refresh_from_db()
        return case.shown(request, row, file, done=_(DONE.get(name, RECORDED)))

    return handle
