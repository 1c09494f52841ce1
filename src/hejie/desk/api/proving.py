"""How does evidence come into a case from outside, become a pack, and how is it known that the pack was handed in?"""

# No postponed annotations here: the framework reads those of the functions below, aliases included.

from typing import Annotated

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from ninja import Field, File, Form, Path, Router, Schema
from ninja.files import UploadedFile

from hejie.arbitration.limits import uploads
from hejie.arbitration.wording import LANGUAGES
from hejie.casefile import CaseFile
from hejie.casefile.entries import AttachmentAdded, EvidenceListed
from hejie.desk import house
from hejie.desk.access.tokens import READ, WRITE
from hejie.desk.acts import objections
from hejie.desk.acts.attaching import attach
from hejie.desk.api.door import Bearer, caller_of
from hejie.desk.api.reading import Number, case_of
from hejie.desk.api.refusing import REFUSALS, Refusal
from hejie.desk.api.repeating import Answer, Key, once
from hejie.desk.api.said import Line, Said, Time
from hejie.desk.api.writing import ANSWERS, acted, added
from hejie.desk.attachments import keep, place
from hejie.desk.cases import store
from hejie.desk.models import Attachment
from hejie.desk.packs import keeping, packing

proving = Router(auth=Bearer(WRITE), tags=["Evidence"])
Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", description="The SHA-256 of the file.")]
BYTES = {"description": "OK", "content": {"application/octet-stream": {"schema": {"type": "string"}}}}


class PackWanted(Said):
    """How a pack is to look: its language, and for which upload of the platform; empty for the usual one."""

    language: Annotated[str, Field(max_length=16)] = ""
    upload: Annotated[str, Field(max_length=64)] = ""


class BuildTold(Schema):
    """How far a pack is: `queued`, `running`, `done` or `failed`, why, and which pictures it had to leave out."""

    state: str
    language: str
    upload: str
    trouble: str
    left_out: list[str]


class PackTold(Schema):
    """A pack that was built: its pages (PDF) and its archive (ZIP), each by the name and digest of the attachment."""

    pages: str
    pages_sha256: str
    archive: str
    archive_sha256: str


class Packs(Schema):
    """The pack that was asked for last, and those that were built, the newest first."""

    build: BuildTold | None
    packs: list[PackTold]


class PackHandedIn(Said):
    """Which pack was handed in at the platform (the digest of its archive), when, and the platform's receipt."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    submitted_at: Time | None = None
    receipt: Line = ""


@proving.post("/cases/{number}/attachments", response=ANSWERS, summary="Attach a file")
def attachments(
    request: HttpRequest,
    number: Number,
    file: File[UploadedFile],
    shows: Annotated[str, Form(max_length=100, description="The exhibit of the evidence list.")] = "",
    key: Key = None,
) -> HttpResponse:
    """Take a file in; `shows` says which exhibit of the evidence list it serves as."""
    row, person = case_of(request, number), caller_of(request).person

    def take() -> Answer:
        before = store.load(row.case_id)
        listed = before.last(EvidenceListed)
        wanted = [exhibit.exhibit for exhibit in listed.exhibits] if listed else []
        if shows and shows not in wanted:
            raise objections.NotOnTheList("shows", shows, wanted)
        return added(row, len(before.lines), attach(row.case_id, person, [keep(file)], shows))

    return once(request, key, take)


@proving.get(
    "/cases/{number}/attachments/{sha256}",
    auth=Bearer(READ),
    response={REFUSALS: Refusal},
    openapi_extra={"responses": {200: BYTES}},
    summary="Take a file out",
)
def attachment(request: HttpRequest, number: Number, sha256: Digest) -> FileResponse:
    """Return a file of the case, a pack that was built included."""
    kept = Attachment.objects.filter(case_id=case_of(request, number).case_id, sha256=sha256).first()
    if kept is None or not place(sha256).exists():
        raise Http404
    return FileResponse(
        place(sha256).open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type
    )


@proving.get(
    "/cases/{number}/packs",
    auth=Bearer(READ),
    response={200: Packs, REFUSALS: Refusal},
    summary="Follow packs",
)
def packs(request: HttpRequest, number: Number) -> Packs:
    """Return how far the pack that was asked for is, and the packs that were built."""
    return _packs(store.load(case_of(request, number).case_id))


@proving.post(
    "/cases/{number}/packs", response={201: Packs, REFUSALS: Refusal}, summary="Have the pack built"
)
def build(request: HttpRequest, number: Number, told: PackWanted, key: Key = None) -> HttpResponse:
    """Let the worker build the evidence pack of the case as it stands; follow it at the same address."""
    file = store.load(case_of(request, number).case_id)
    kinds = ("", *(upload.kind for upload in uploads(house.rules(), file.platform)))
    for field, said, known in (("language", told.language, ("", *LANGUAGES)), ("upload", told.upload, kinds)):
        if said not in known:
            raise objections.NotOnTheList(field, said, known)

    def ask() -> Answer:
        packing.ask(file, caller_of(request).person, language=told.language, upload=told.upload)
        return 201, _packs(file)

    return once(request, key, ask)


@proving.post("/cases/{number}/submissions", response=ANSWERS, summary="Record that a pack was handed in")
def submissions(request: HttpRequest, number: Number, told: PackHandedIn, key: Key = None) -> HttpResponse:
    """Record that a pack that was built here was handed in at the platform."""
    return once(
        request,
        key,
        lambda: acted(
            request,
            number,
            lambda file: keeping.submitted(file, told.sha256, told.receipt.strip(), told.submitted_at),
        ),
    )


def _packs(file: CaseFile) -> Packs:
    asked = packing.last(file.case_id)
    return Packs(
        build=BuildTold.model_validate(asked) if asked else None,
        packs=[_told(pages, archive) for pages, archive in keeping.kept(file)],
    )


def _told(pages: AttachmentAdded, archive: AttachmentAdded) -> PackTold:
    return PackTold(
        pages=pages.name, pages_sha256=pages.sha256, archive=archive.name, archive_sha256=archive.sha256
    )
