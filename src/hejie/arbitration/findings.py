"""What can a rehearsal find, how grave is it, and in which words is it told to the person who hands in?"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from hejie.casefile.templates import tell


class Gravity(StrEnum):
    """How much a finding matters: it stops the hand-in, it weakens the pack, or it is good to know."""

    STOP = "stop"
    WARN = "warn"
    NOTE = "note"


class Finding(Struct, frozen=True):
    """One thing to look at before handing in, in every language; `about` is the exhibit or text it is about."""

    code: str
    gravity: Gravity
    says: dict[str, str]
    about: str = ""


# By code: its gravity and its sentence.
_KNOWN: dict[str, tuple[Gravity, dict[str, str]]] = {
    "too_late": (
        Gravity.STOP,
        {
            "zh-CN": "举证期限已过，先向平台确认是否还能提交。",
            "en": "The time to hand in has passed; ask the platform first.",
        },
    ),
    "no_longer_taken": (
        Gravity.STOP,
        {
            "zh-CN": "平台已介入调解，这类证据不再接收。改在调解对话中说明，并保留本证据包。",
            "en": "The platform has taken the case up and no longer takes this evidence. Explain it to the "
            "mediator instead.",
        },
    ),
    "sent_already": (
        Gravity.STOP,
        {
            "zh-CN": "证据只能提交一次，之前已提交过。",
            "en": "Evidence can be handed in once only, and that was done before.",
        },
    ),
    "once_only": (
        Gravity.WARN,
        {
            "zh-CN": "只有一次机会：提交后不能修改或补充，平台介入调解前必须备齐。",
            "en": "There is one chance: it can be neither changed nor added to, and it closes with mediation.",
        },
    ),
    "missing": (
        Gravity.STOP,
        {
            "zh-CN": "缺少「{title}」：由{who}提供[，最晚 {due}]。",
            "en": "“{title}” is missing: from the {who}[, by {due}].",
        },
    ),
    "empty": (
        Gravity.STOP,
        {
            "zh-CN": "还没有任何证据。",
            "en": "There is no exhibit yet.",
        },
    ),
    "unused": (
        Gravity.NOTE,
        {
            "zh-CN": "附件「{file}」没有归到任何证物，不会进入证据包。",
            "en": "The file “{file}” serves as no exhibit and stays out of the pack.",
        },
    ),
    "still_open": (
        Gravity.WARN,
        {
            "zh-CN": "判责还没有结论：先补齐还缺的事实，结论才站得住。",
            "en": "Liability is still open: settle the missing facts first, or the conclusion will not hold.",
        },
    ),
    "ours_to_settle": (
        Gravity.WARN,
        {
            "zh-CN": "按规则是卖家责任：比起举证，先和解争取买家撤诉，代价更小。",
            "en": "By the rules the seller is liable: settling and winning the withdrawal costs less than proving.",
        },
    ),
    "no_clause": (
        Gravity.NOTE,
        {
            "zh-CN": "结论依据的是行业做法，没有平台条款可引；只能靠证据说话。",
            "en": "It rests on the trade's practice: no clause of the platform can be cited, only proof.",
        },
    ),
    "second_hand": (
        Gravity.NOTE,
        {
            "zh-CN": "规则「{source}」来自二手资料，引用前请核对平台原文。",
            "en": "“{source}” is second-hand: check the platform's own text before citing it.",
        },
    ),
    "limits_unknown": (
        Gravity.NOTE,
        {
            "zh-CN": "规则库没有这个平台的上传限制，请以提交页面为准。",
            "en": "The rulebook states no upload limits for this platform; go by its own page.",
        },
    ),
    "format": (
        Gravity.STOP,
        {
            "zh-CN": "「{file}」的格式平台不收（只收 {allowed}），请另存为其中一种；视频请截取关键画面。",
            "en": "No file like “{file}” is taken (only {allowed}); save it as one, or take stills of a video.",
        },
    ),
    "size": (
        Gravity.STOP,
        {
            "zh-CN": "「{file}」超过平台上限（{allowed} 字节），请压缩或分成几份。",
            "en": "“{file}” is larger than the platform takes ({allowed} bytes); make it smaller or split it.",
        },
    ),
    "count": (
        Gravity.STOP,
        {
            "zh-CN": "共 {file} 个文件，平台最多收 {allowed} 个，请合并或只留要紧的。",
            "en": "There are {file:file/files} and the platform takes {allowed}; join some or keep what matters.",
        },
    ),
    "unmarked": (
        Gravity.WARN,
        {
            "zh-CN": "证据 {number}「{title}」还没有标出重点，审核员只看半分钟。",
            "en": "Nothing is marked in exhibit {number}, “{title}”; a reviewer has half a minute.",
        },
    ),
    "label": (
        Gravity.NOTE,
        {
            "zh-CN": "证据 {number}「{title}」可能露出他人的电话或地址：请看一眼，必要时遮盖。",
            "en": "Exhibit {number}, “{title}”, may show somebody's phone or address: look, and cover it if so.",
        },
    ),
    "untranslated": (
        Gravity.WARN,
        {
            "zh-CN": "没有译文：{text}",
            "en": "Not translated: {text}",
        },
    ),
}


def finding(code: str, about: str = "", **slots: object) -> Finding:
    """Return a finding in words."""
    gravity, says = _KNOWN[code]
    return Finding(code, gravity, tell(says, **slots), about)
