"""The import: which file, what is it taken for, how far is it, and which rows could not be read?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hejie.casefile.parties import Role
from hejie.desk import house
from hejie.desk.access import people
from hejie.desk.finding import queue
from hejie.desk.imports import importing, reporting
from hejie.desk.imports.mistakes import UnusableFile
from hejie.desk.models import Import
from hejie.desk.pages.access import desk_of
from hejie.intake.fields import FIELDS
from hejie.intake.mistakes import IntakeMistake

SHOWN = 20
MOST_BYTES = 500_000_000


@login_required
def show(request: HttpRequest) -> HttpResponse:
    """Show what was brought in before, and take a new file."""
    trouble = ""
    if request.method == "POST":
        upload = request.FILES.get("file")
        if isinstance(upload, UploadedFile) and (upload.size or 0) <= MOST_BYTES:
            row = importing.uploaded(upload, people.signed_in(request))
            return HttpResponseRedirect(reverse("import", args=[row.pk]))
        trouble = _("Choose a file of up to 500 MB.")
    told = {"imports": _mine(request).order_by("-id")[:SHOWN], "trouble": trouble}
    return render(request, "imports/page.html", _framed(request, told), status=422 if trouble else 200)


@login_required
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show one import: its columns before it runs, then how far it is, then what became of it."""
    row = _import(request, number)
    if row.state != Import.State.UPLOADED:
        template = "imports/progress.html" if request.headers.get("HX-Request") else "imports/one.html"
        return render(request, template, _framed(request, {"row": row}))
    platform = request.GET.get("platform", "")
    told: dict[str, Any] = {"row": row, "fields": sorted(FIELDS), "platforms": _platforms()}
    try:
        told["looked"] = importing.look(Path(row.path), platform=platform, columns=row.columns)
    except (UnusableFile, IntakeMistake) as error:
        told["trouble"] = str(error)
    return render(request, "imports/columns.html", _framed(request, told))


@login_required
@require_POST
def columns(request: HttpRequest, number: int) -> HttpResponse:
    """Keep what a person says about the columns, and hand the import to the worker."""
    row, form = _import(request, number), request.POST
    if row.state == Import.State.UPLOADED:
        headers, chosen = form.getlist("header"), form.getlist("field")
        row.platform, row.shop_name = form.get("platform", ""), form.get("shop", "").strip()
        row.columns = dict(zip(headers, chosen, strict=False))
        row.state = Import.State.QUEUED
        row.save()
    return HttpResponseRedirect(reverse("import", args=[number]))


@login_required
def bad(request: HttpRequest, number: int) -> HttpResponse:
    """Give out the file of bad rows in the reader's language."""
    row = _import(request, number)
    file = importing.bad_rows(row)
    if not file.exists():
        raise Http404
    answer = HttpResponse(reporting.told(file), content_type="text/csv; charset=utf-8")
    name = _("bad rows of %(file)s") % {"file": Path(row.name).stem}
    answer.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.csv") or "attachment"
    return answer


def _mine(request: HttpRequest) -> Any:
    # An export may hold any shop: whoever did not bring it sees it only as an administrator.
    person = people.signed_in(request)
    return (
        Import.objects.all()
        if people.role_of(person) is Role.ADMIN
        else Import.objects.filter(added_by=person)
    )


def _import(request: HttpRequest, number: int) -> Import:
    row: Import | None = _mine(request).filter(pk=number).first()
    if row is None:
        raise Http404
    return row


def _platforms() -> list[str]:
    return sorted(house.rules().platforms)


def _framed(request: HttpRequest, told: dict[str, Any]) -> dict[str, Any]:
    desk = desk_of(request)
    counts = queue.counts(desk.cases, desk.person.get_username())
    return told | {"counts": counts, "most": queue.MOST_COUNTED, "section": "imports", "shops": desk.shops}
