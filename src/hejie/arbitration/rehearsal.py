"""Before evidence is handed in, which may be possible once only: what would a reviewer miss, and what stops us?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from hejie.arbitration.exhibits import Attached
from hejie.arbitration.limits import Candidate, Misfit, chosen, misfits
from hejie.arbitration.pack import Pack
from hejie.casefile import CaseFile
from hejie.casefile.entries import EvidenceSubmitted, LiabilityJudged
from hejie.rulebook import Rulebook
from hejie.rulebook.handbook import Upload

Words = dict[str, str]
_SOUND = frozenset({"confirmed", ""})
_SHOWS_LABELS = frozenset(
    {"outer_photo", "packing_photo", "packing_weight", "shipping_receipt", "delivery_proof", "received_photo"}
)


class Gravity(StrEnum):
    """How much a finding matters: it stops the hand-in, it weakens the pack, or it is good to know."""

    STOP = "stop"
    WARN = "warn"
    NOTE = "note"


class Finding(Struct, frozen=True):
    """One thing to look at before handing in, in Chinese and English; `exhibit` names the one it is about."""

    code: str
    gravity: Gravity
    says: Words
    exhibit: str = ""


def rehearse(
    told: Pack, file: CaseFile, *, rules: Rulebook, at: datetime, upload: str = ""
) -> tuple[Finding, ...]:
    """Return what speaks against handing this pack in now, the gravest first; `upload` is the kind a person chose."""
    limit = chosen(rules, file.platform, upload)
    found = (
        *_about_the_hour(told, file, limit, at),
        *_about_what_is_missing(told),
        *_about_the_verdict(file),
        *_about_the_files(told, limit),
        *_about_what_is_seen(told),
    )
    order = list(Gravity)
    return tuple(sorted(found, key=lambda finding: order.index(finding.gravity)))


def _about_the_hour(told: Pack, file: CaseFile, limit: Upload | None, at: datetime) -> Iterator[Finding]:
    if told.due_at and told.due_at <= at:
        yield _stop(
            "too_late",
            "举证期限已过，先向平台确认是否还能提交。",
            "The time to hand in has passed; ask the platform first.",
        )
    closed = file.facts.get(limit.until) if limit and limit.until else None
    if closed and closed.value is True:
        yield _stop(
            "no_longer_taken",
            "平台已介入调解，这类证据不再接收。改用调解对话说明，并保留本证据包。",
            "The platform has taken the case up and no longer takes this evidence. Explain it to the mediator instead.",
        )
    if limit and limit.once:
        if file.last(EvidenceSubmitted):
            yield _stop(
                "sent_already",
                "证据只能提交一次，之前已提交过。",
                "Evidence can be handed in once only, and that was done before.",
            )
        else:
            yield _warn(
                "once_only",
                "只有一次机会：提交后不能修改或补充，介入调解前必须备齐。",
                "There is one chance: it can be neither changed nor added to, and closes with mediation.",
            )


def _about_what_is_missing(told: Pack) -> Iterator[Finding]:
    for one in told.missing:
        if one.required:
            due_zh, due_en = (f"，最晚 {one.due}", f", by {one.due}") if one.due else ("", "")
            yield Finding(
                "missing",
                Gravity.STOP,
                {
                    "zh-CN": f"缺少「{one.title}」：由{one.of}提供{due_zh}。",
                    "en": f"“{one.title}” is missing: from the {one.of}{due_en}.",
                },
                one.exhibit,
            )
    if not told.exhibits:
        yield _stop("empty", "还没有任何证据。", "There is no exhibit yet.")
    for name in told.unused:
        yield Finding(
            "unused",
            Gravity.NOTE,
            {
                "zh-CN": f"附件「{name}」没有归到任何证物，不会进入证据包。",
                "en": f"The file “{name}” serves as no exhibit and stays out of the pack.",
            },
        )


def _about_the_verdict(file: CaseFile) -> Iterator[Finding]:
    judged = file.last(LiabilityJudged)
    if judged is None or judged.status != "decided":
        yield _warn(
            "still_open",
            "判责还没有结论：先补齐还缺的事实，结论才站得住。",
            "Liability is still open: settle the missing facts first, or the conclusion will not hold.",
        )
        return
    if judged.liable == ("seller",):
        yield _warn(
            "ours_to_settle",
            "按规则是卖家责任：比起举证，先和解争取买家撤诉，代价更小。",
            "By the rules the seller is liable: settling and winning the withdrawal costs less than proving.",
        )
    for ground in judged.grounds:
        if ground.grade not in _SOUND:
            yield Finding(
                "second_hand",
                Gravity.NOTE,
                {
                    "zh-CN": f"规则「{ground.source}」来自二手资料，引用前请核对平台原文。",
                    "en": f"“{ground.source}” is second-hand: check the platform's own text before citing it.",
                },
            )


def _about_the_files(told: Pack, limit: Upload | None) -> Iterator[Finding]:
    if limit is None:
        yield Finding(
            "limits_unknown",
            Gravity.NOTE,
            {
                "zh-CN": "规则库没有这个平台的上传限制，请以提交页面为准。",
                "en": "The rulebook states no upload limits for this platform; go by its own page.",
            },
        )
        return
    files = [Candidate(file.name, file.media_type, file.size) for one in told.exhibits for file in one.files]
    for misfit in misfits(files, limit):
        if not misfit.mendable:
            yield _unfit(misfit)


def _about_what_is_seen(told: Pack) -> Iterator[Finding]:
    for one in told.exhibits:
        if (one.pictures or one.chat or one.route) and not one.is_marked:
            yield Finding(
                "unmarked",
                Gravity.WARN,
                {
                    "zh-CN": f"证据 {one.number}「{one.title}」还没有标出重点，审核员只看半分钟。",
                    "en": f"Nothing is marked in exhibit {one.number}, “{one.title}”; a reviewer has half a minute.",
                },
                one.exhibit,
            )
        if one.exhibit in _SHOWS_LABELS and not _covers_anything(one.pictures):
            yield Finding(
                "label",
                Gravity.NOTE,
                {
                    "zh-CN": f"证据 {one.number}「{one.title}」可能露出他人的电话或地址，请看一眼，必要时遮盖。",
                    "en": f"Exhibit {one.number}, “{one.title}”, may show somebody's phone or address; cover it if so.",
                },
                one.exhibit,
            )
    for text in told.untranslated:
        yield Finding(
            "untranslated",
            Gravity.WARN,
            {"zh-CN": f"没有译文：{text.text}", "en": f"Not translated: {text.text}"},
            text.key,
        )


def _covers_anything(pictures: tuple[Attached, ...]) -> bool:
    return not pictures or any(region.hides for picture in pictures for region in picture.regions)


def _unfit(misfit: Misfit) -> Finding:
    zh, en = {
        "format": (
            f"「{misfit.file}」的格式平台不收（只收 {misfit.allowed}），请另存为其中一种；视频请截取关键画面。",
            f"No file like “{misfit.file}” is taken (only {misfit.allowed}); save it as one, or stills of a video.",
        ),
        "size": (
            f"「{misfit.file}」超过平台上限（{misfit.allowed} 字节），请压缩或分成几份。",
            f"“{misfit.file}” is larger than the platform takes ({misfit.allowed} bytes); make it smaller or split it.",
        ),
        "count": (
            f"共 {misfit.file} 个文件，平台最多收 {misfit.allowed} 个，请合并或只留要紧的。",
            f"There are {misfit.file} files and the platform takes {misfit.allowed}; join some or keep what matters.",
        ),
    }[misfit.what]
    return Finding("unfit", Gravity.STOP, {"zh-CN": zh, "en": en})


def _stop(code: str, zh: str, en: str) -> Finding:
    return Finding(code, Gravity.STOP, {"zh-CN": zh, "en": en})


def _warn(code: str, zh: str, en: str) -> Finding:
    return Finding(code, Gravity.WARN, {"zh-CN": zh, "en": en})
