"""The evidence pack of a case: is it complete, what is marked in it, how does it look, and what was handed in?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache, wraps
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hejie.arbitration.limits import uploads
from hejie.arbitration.wording import LANGUAGES
from hejie.casefile import CaseFile
from hejie.casefile.entries.knowing import RegionOutside
from hejie.desk import house
from hejie.desk.access import people
from hejie.desk.acts import acting, stating
from hejie.desk.cases import store
from hejie.desk.finding import queue
from hejie.desk.models import CaseIndex, PackBuild
from hejie.desk.packs import building, keeping, packing, typesetting
from hejie.desk.packs.marking import NotAPlace, marked
from hejie.desk.pages.access import case_of, desk_of, reader_of
from hejie.desk.telling import pack as telling

REFUSALS = (RegionOutside, NotAPlace, typesetting.NotSet, keeping.NeverBuilt, stating.NotReadable)
Does = Callable[[HttpRequest, CaseIndex], str]


@login_required
def show(request: HttpRequest, number: int) -> HttpResponse:
    """Show the pack."""
    return shown(request, case_of(request, number))


def shown(request: HttpRequest, row: CaseIndex, *, trouble: str = "", done: str = "") -> HttpResponse:
    """Return the page of the pack as it stands; with `trouble` what could not be done (422)."""
    reader, file, desk = reader_of(request, row), store.load(row.case_id), desk_of(request)
    told = {
        "row": row,
        "file": file,
        "reader": reader,
        "now": reader.now,
        "told": telling.told(file, reader, _asked(request, "upload"), _language(request)),
        "percent": telling.percent,
        "pages": range(1, len(_looks(file, _language(request))) + 1),
        "language_asked": _language(request),
        "languages": LANGUAGES,
        "trouble": trouble,
        "done": done,
        "build": packing.last(row.case_id),
        "counts": queue.counts(desk.cases, desk.person.get_username()),
        "most": queue.MOST_COUNTED,
    }
    return render(request, "pack/page.html", told, status=422 if trouble else 200)


@login_required
def page(request: HttpRequest, number: int) -> HttpResponse:
    """Give one page of the pack, the `sheet` asked for, as a picture."""
    row = case_of(request, number)
    looks = _looks(store.load(row.case_id), _language(request))
    sheet = request.GET.get("sheet", "1")
    if sheet not in {str(there) for there in range(1, len(looks) + 1)}:
        raise Http404
    response = HttpResponse(looks[int(sheet) - 1], content_type="image/png")
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
def progress(request: HttpRequest, number: int) -> HttpResponse:
    """Tell how far the pack that was asked for is; when it is done, also what was built."""
    row = case_of(request, number)
    if not request.headers.get("HX-Request"):
        return HttpResponseRedirect(f"{reverse('pack', args=[number])}?{_kept_query(request)}#building")
    asked_for = packing.last(row.case_id)
    told = {
        "row": row,
        "build": asked_for,
        "told": {"built": keeping.kept(store.load(row.case_id)), "upload": _asked(request, "upload")},
        "language_asked": _language(request),
        "arrived": asked_for and asked_for.state == PackBuild.State.DONE,
    }
    return render(request, "pack/building.html", told)


def action(does: Does) -> Callable[..., HttpResponse]:
    """Make a page of what a person does to the pack: check the case, do it, show the pack as it is then."""

    @login_required
    @require_POST
    @wraps(does)
    def handle(request: HttpRequest, number: int) -> HttpResponse:
        row = case_of(request, number)
        try:
            place_on_page = does(request, row)
        except REFUSALS as error:
            return shown(request, row, trouble=_refused(error))
        return HttpResponseRedirect(
            f"{reverse('pack', args=[number])}?{_kept_query(request)}#{place_on_page}"
        )

    return handle


@action
def marks(request: HttpRequest, row: CaseIndex) -> str:
    """Keep what a person marked in one exhibit."""
    mark = marked(request.POST)
    acting.act(row.case_id, people.signed_in(request), lambda _file: (mark,))
    return mark.exhibit


@action
def builds(request: HttpRequest, row: CaseIndex) -> str:
    """Let the worker build the pack."""
    file, kind = store.load(row.case_id), _asked(request, "upload")
    known = {upload.kind for upload in uploads(house.rules(), file.platform)}
    packing.ask(
        file,
        people.signed_in(request),
        language=_language(request),
        upload=kind if kind in known else "",
    )
    return "building"


@action
def submissions(request: HttpRequest, row: CaseIndex) -> str:
    """Record that a pack was handed in: which one, when, and the platform's receipt."""
    digest = request.POST.get("sha256", "")
    zone, _currency = stating.zone_and_currency(store.load(row.case_id))
    at = _moment(request.POST.get("submitted_at", "").strip(), zone)
    receipt = request.POST.get("receipt", "").strip()

    acting.act(
        row.case_id, people.signed_in(request), lambda file: keeping.submitted(file, digest, receipt, at)
    )
    return "sent"


def _looks(file: CaseFile, language: str) -> tuple[bytes, ...]:
    try:
        return _drawn(file.case_id, building.basis(file).digest, language)
    except typesetting.NotSet:
        return ()


@lru_cache(maxsize=16)
def _drawn(case_id: str, _digest: str, language: str) -> tuple[bytes, ...]:
    """Draw the pages once for each state of a case: a browser asks for them one by one."""
    file = store.load(case_id)
    wanted = building.Wanted(file, house.rules(), building.basis(file).entry.at, language)
    return tuple(building.look(wanted))


def _moment(said: str, zone: str) -> datetime | None:
    if not said:
        return None
    try:
        return datetime.fromisoformat(said).replace(tzinfo=ZoneInfo(zone))
    except ValueError as error:
        raise stating.NotReadable("submitted_at", said, "a date and a time") from error


def _asked(request: HttpRequest, name: str) -> str:
    return request.POST.get(name) or request.GET.get(name, "")


def _language(request: HttpRequest) -> str:
    asked = _asked(request, "language_asked")
    return asked if asked in LANGUAGES else ""


def _kept_query(request: HttpRequest) -> str:
    return "&".join(
        f"{name}={value}"
        for name in ("upload", "language_asked")
        if (value := _asked(request, name)) and value.replace("_", "").replace("-", "").isalnum()
    )


def _refused(error: Exception) -> str:
    match error:
        case NotAPlace(said=said):
            return _("“%(said)s” is no place on a picture. Give percent from 0 to 100.") % {"said": said}
        case RegionOutside():
            return _("This region does not lie on the picture. Give percent from 0 to 100.")
        case keeping.NeverBuilt():
            return _(
                "This pack was never built. Build it, hand in that file, and record it from the same line."
            )
        case stating.NotReadable(said=said):
            return _("“%(said)s” is no date and time.") % {"said": said}
        case _:
            return str(error)


urlpatterns = [
    path("cases/<int:number>/pack", show, name="pack"),
    path("cases/<int:number>/pack/pages", page, name="pack-page"),
    path("cases/<int:number>/pack/marks", marks, name="pack-marks"),
    path("cases/<int:number>/pack/builds", builds, name="pack-builds"),
    path("cases/<int:number>/pack/building", progress, name="pack-building"),
    path("cases/<int:number>/pack/submissions", submissions, name="pack-submissions"),
]
