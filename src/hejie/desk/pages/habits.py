"""By which rules of its own does the team work, and how are they changed: written, weighed, kept, taken back?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hejie.casefile.parties import Role
from hejie.desk import house
from hejie.desk.access import noting, people
from hejie.desk.acts import changing
from hejie.desk.habits import crew, folder, keeping, numbers, orders, weighing
from hejie.desk.habits.lifting import concerns
from hejie.desk.habits.mistakes import NoSuchFile, NothingChanged, OutOfDate
from hejie.desk.models import HabitChange
from hejie.desk.pages import acceptance as acceptance_page
from hejie.desk.pages import crew as crew_page
from hejie.desk.pages import promotions as promotions_page
from hejie.desk.pages.gates import Objection, done, for_leads, objecting, shown
from hejie.desk.telling import habits as telling
from hejie.rulebook.promotions import FILE as PROMOTIONS_FILE
from hejie.rulebook.settlement import FILE as ACCEPTANCE_FILE

Edits = dict[str, str]
PAGES = {
    "people": crew_page.page,
    "promotion": promotions_page.page,
    "acceptance": acceptance_page.page,
}  # where a form of its own page is shown again
CAME_FROM = {  # the page that writes a file, where its change leads back
    PROMOTIONS_FILE: "habit-promotions",
    ACCEPTANCE_FILE: "habit-acceptance",
}
SEEN, SEEN_HOLDS = "habits-seen", 24 * 3600  # seconds for which a weighed change may be kept


@for_leads
def show(request: HttpRequest) -> HttpResponse:
    """Show the numbers, standing orders and hours that hold, to be changed."""
    return _overview(request)


@for_leads
@require_POST
def wish(request: HttpRequest) -> HttpResponse:
    """Weigh a change before it is kept: what the check says, what differs, whose case comes out otherwise."""
    edits: Edits = {}
    with objecting(request) as objection:
        edits = _edits(request)
        return _weighed(request, edits)
    if request.POST.get("kind") == "file":
        return _editor(request, request.POST.get("name", ""), request.POST.get("text", ""), objection)
    if page := PAGES.get(request.POST.get("kind", "")):
        return page(request, objection)
    return _overview(request, objection)


@for_leads
def changes(request: HttpRequest) -> HttpResponse:
    """Show what was changed before; keep a change that was weighed."""
    if request.method != "POST":
        told = {"history": keeping.history(), "now": timezone.now(), "in_force": keeping.number_now()}
        return shown(request, "admin/habit_history.html", told)
    edits: Edits = {}
    with objecting(request) as objection:
        edits = _posted(request)
        row = _keep(request, edits)
        if row.state == HabitChange.State.WAITING:
            done(
                request,
                _("This lifts a limit of your own role, so it waits until somebody else confirms it."),
            )
        else:
            done(request, _("It holds from now on, for everybody."))
        return HttpResponseRedirect(reverse(CAME_FROM.get(next(iter(edits)), "habits")))
    return _overview(request, objection) if not edits else _weighed(request, edits, objection)


@for_leads
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Show one change: who, when, why, and how the files differ."""
    return _change(request, _row(number))


@for_leads
@require_POST
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Confirm or refuse a change that waits for a second person."""
    row, by, where = _row(number), people.signed_in(request), noting.address_of(request)
    with objecting(request) as objection:
        if request.POST.get("granted") == "yes":
            keeping.confirm(number, by=by, address=where)
            house.look_again()
            done(request, _("It holds from now on, for everybody."))
        else:
            keeping.refuse(number, by=by, address=where)
            done(request, _("It does not come into force."))
        return HttpResponseRedirect(reverse("habits"))
    return _change(request, row, objection)


@for_leads
def files(request: HttpRequest) -> HttpResponse:
    """Show the team's files and those that may be laid over, and one of them to be written in."""
    name = request.GET.get("name", "")
    text = None
    if name:
        try:
            folder.check_name(name)
        except NoSuchFile as error:
            raise Http404 from error
        text = keeping.files_now().get(name, "")
    return _editor(request, name, text)


def _edits(request: HttpRequest) -> Edits:
    form, rules, mine, now = request.POST, house.rules(), keeping.files_now(), timezone.now()
    on, by = telling.today(now), people.signed_in(request)
    posted = orders.Form.of(form)
    match form.get("kind", ""):
        case "numbers":
            return numbers.edits(rules, mine, form.dict(), on=on)
        case "orders":
            return orders.order_edits(rules, mine, posted, by=by.get_username(), on=on)
        case "hours":
            return orders.hour_edits(rules, mine, posted)
        case "people":
            return crew.edits(rules, mine, posted)
        case "promotion":
            return promotions_page.wished(request, posted)
        case "acceptance":
            return acceptance_page.wished(request)
        case "file" if people.role_of(by) is Role.ADMIN:
            folder.check_name(form.get("name", ""))
            return {form["name"]: form.get("text", "")}
        case "version":
            return _back_to(form.get("number", ""), mine)
    raise Http404


def _back_to(number: str, mine: Mapping[str, str]) -> Edits:
    row = (
        keeping.version(int(number)) if number.isascii() and number.isdecimal() and len(number) < 18 else None
    )
    if number != "0" and (row is None or row.state != HabitChange.State.KEPT):
        raise Http404
    then = dict(row.files) if row else {}
    return {name: then.get(name, "") for name in {*mine, *then} if mine.get(name, "") != then.get(name, "")}


def _posted(request: HttpRequest) -> Edits:
    """Return the edits that this person saw weighed; what the desk did not write itself is not taken."""
    try:
        told = signing.loads(request.POST.get("edits", ""), salt=SEEN, max_age=SEEN_HOLDS)
    except signing.BadSignature as error:
        raise OutOfDate from error
    if told["by"] != request.user.pk:
        raise OutOfDate
    return dict(told["edits"])


def _keep(request: HttpRequest, edits: Edits) -> HabitChange:
    form, base = request.POST, request.POST.get("base", "")
    wanted = changing.Wanted(
        edits,
        form.get("why", ""),
        int(base) if base.isascii() and base.isdecimal() and len(base) < 18 else -1,
        form.get("anyway") == "yes",
    )
    by, where = people.signed_in(request), noting.address_of(request)
    return changing.change(wanted, by=by, at=timezone.now(), address=where)


def _weighed(request: HttpRequest, edits: Edits, objection: Objection | None = None) -> HttpResponse:
    by, was = people.signed_in(request), keeping.files_now()
    base, rules = keeping.number_now(), house.rules()
    wanted = folder.edited(was, edits)
    if wanted == was:
        raise NothingChanged
    weighed = weighing.weigh(rules, wanted, was, by=by.get_username(), at=timezone.now())
    told = {
        "weighed": weighed,
        "say": telling.of(weighed, rules, folder.book_of(wanted)),
        "law": acceptance_page.weighed(weighed.choices),
        "edits": signing.dumps({"by": by.pk, "edits": edits}, salt=SEEN, compress=True),
        "base": base,
        "why": request.POST.get("why", ""),
        "back": CAME_FROM.get(next(iter(edits)), "habits"),
        "second": concerns(weighed.lifts, people.role_of(by)),
        "trouble": objection.words if objection else "",
    }
    return shown(request, "admin/habit_weighed.html", told, status=422 if objection else 200)


def _overview(request: HttpRequest, objection: Objection | None = None) -> HttpResponse:
    rules, now = house.rules(), timezone.now()
    on, known = telling.today(now), numbers.currencies(rules)
    asked = request.GET.get("currency", "") or request.POST.get("currency", "")
    currency = asked if asked in known else known[0]
    person = people.signed_in(request)
    waiting = [row for row in keeping.history() if row.state == HabitChange.State.WAITING]
    told: dict[str, Any] = {
        "currencies": known,
        "currency": currency,
        "limits": numbers.limits(rules, currency, on=on),
        "kinds": telling.kinds(),
        "roles": [str(role) for role in numbers.ROLES],
        "numbers": numbers.others(rules, currency, on=on),
        "orders": rules.dispatching.orders,
        "most_of": orders.most_of,
        "units": telling.unit,
        "platforms": sorted(rules.platforms),
        "hours": rules.contact.hours,
        "waiting": [(row, keeping.may_answer(row, person)) for row in waiting],
        "in_force": keeping.version(keeping.number_now()),
        "by_hand": folder.by_hand().is_dir(),
        "now": now,
        "form": request.POST,
        "trouble": objection.words if objection else "",
    }
    return shown(request, "admin/habits.html", told, status=422 if objection else 200)


def _editor(
    request: HttpRequest, name: str, text: str | None, objection: Objection | None = None
) -> HttpResponse:
    mine = keeping.files_now()
    told = {
        "name": name,
        "text": text,
        "mine": sorted(mine),
        "shipped": folder.shipped(),
        "under": folder.shipped_text(name) if name and text is not None and not objection else "",
        "trouble": objection.words if objection else "",
    }
    return shown(request, "admin/habit_files.html", told, status=422 if objection else 200)


def _change(request: HttpRequest, row: HabitChange, objection: Objection | None = None) -> HttpResponse:
    told = {
        "row": row,
        "differences": list(weighing.differences(keeping.before(row), row.files)),
        "may_answer": keeping.may_answer(row, people.signed_in(request)),
        "in_force": keeping.number_now(),
        "now": timezone.now(),
        "trouble": objection.words if objection else "",
    }
    return shown(request, "admin/habit_change.html", told, status=422 if objection else 200)


def _row(number: int) -> HabitChange:
    found = keeping.version(number)
    if found is None:
        raise Http404
    return found


urlpatterns = [
    *crew_page.urlpatterns,
    *promotions_page.urlpatterns,
    *acceptance_page.urlpatterns,
    path("habits", show, name="habits"),
    path("habits/wishes", wish, name="habit-wishes"),
    path("habits/changes", changes, name="habit-changes"),
    path("habits/changes/<int:number>", change, name="habit-change"),
    path("habits/changes/<int:number>/answer", answer, name="habit-answer"),
    path("habits/files", files, name="habit-files"),
]
