"""The files of a case: how does one come in, and who gets one out?"""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hejie.desk.access import people
from hejie.desk.acts.attaching import attach
from hejie.desk.attachments import PICTURES, BrokenPicture, HugePicture, NotEvidence, keep, place
from hejie.desk.models import Attachment
from hejie.desk.pages import case
from hejie.desk.pages.access import case_of


@login_required
@require_POST
def add(request: HttpRequest, number: int) -> HttpResponse:
    """Take files in; `shows` says which exhibit of the evidence list they serve as."""
    row, uploads = case_of(request, number), request.FILES.getlist("file")
    try:
        kept = [keep(upload) for upload in uploads if isinstance(upload, UploadedFile)]
    except NotEvidence as error:
        return case.shown(request, row, trouble=_refused(error) % {"name": error.name})
    after = attach(row.case_id, people.signed_in(request), kept, request.POST.get("shows", ""))
    if not request.headers.get("HX-Request"):
        back = "pack" if request.POST.get("back") == "pack" else "case"
        return HttpResponseRedirect(reverse(back, args=[number]))
    row.refresh_from_db()
    return case.shown(request, row, after, done=_("Attached."))


@login_required
def show(request: HttpRequest, number: int, digest: str) -> FileResponse:
    """Give a file of a case out, to whoever may see the case; pictures may be looked at, all else is saved."""
    row = case_of(request, number)
    kept = Attachment.objects.filter(case_id=row.case_id, sha256=digest).first()
    if kept is None or not place(digest).exists():
        raise Http404
    picture = kept.media_type in PICTURES
    response = FileResponse(
        place(digest).open("rb"), as_attachment=not picture, filename=kept.name, content_type=kept.media_type
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _refused(error: NotEvidence) -> str:
    match error:
        case BrokenPicture():
            return _(
                "%(name)s was not taken: it is not the picture its name says, or was cut off on its way. Open it on "
                "your computer, save it as JPEG or PNG, and attach that."
            )
        case HugePicture():
            return _(
                "%(name)s was not taken: it has more pixels than can be opened safely. Cut out the part that "
                "matters, or save it smaller, and attach that."
            )
        case _:
            return _("%(name)s was not taken. Pictures, PDF, video, sound and plain text up to 50 MB are.")
