"""What arrives: the complaint, what the platform reports, words, files and notes."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from hejie.casefile.entries.happening import Ground, Happening
from hejie.casefile.facts import Fact
from hejie.casefile.money import Money
from hejie.casefile.parties import Role
from hejie.casefile.stages import Stage, Turn


class CaseOpened(Happening, frozen=True):
    """A complaint became a case. `native` keeps what the platform sent, word for word."""

    platform: str
    shop: str
    after_sales_id: str
    claim: str
    wants: str = "unstated"
    order_id: str = ""
    buyer: str = ""
    goods: str = ""
    amount: Money | None = None
    channel: str = ""
    language: str = ""
    facts: tuple[Fact, ...] = ()
    native: dict[str, str] = {}

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "受理{platform}店铺「{shop}」的售后单 {after_sales_id}：{claim}[，买家要求{wants}][，涉及 {amount}]。",
        "en": "Opened case {after_sales_id} of the {platform} shop “{shop}”: {claim}"
        "[; the buyer wants {wants}][; it is about {amount}].",
    }


class PlatformReported(Happening, frozen=True):
    """The platform's own record of the case changed; `facts` are those that differ from before."""

    status: str
    facts: tuple[Fact, ...] = ()
    native: dict[str, str] = {}

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "平台记录更新[：状态「{status}」][；{facts}]。",
        "en": "The platform’s record changed[: status “{status}”][; {facts}].",
    }


class StageMoved(Happening, frozen=True):
    """The case moved to another stage, or the move is now another's."""

    stage: Stage
    turn: Turn
    because: str = ""

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "进入「{stage}」[，轮到{turn}]。[{because}。]",
        "en": "Stage: {stage}[; the {turn} moves next]. [{because}.]",
    }


class MessageReceived(Happening, frozen=True):
    """Somebody wrote to us."""

    sender: Role
    text: str
    language: str = ""
    channel: str = ""

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "{sender}来信：[“{text}”|没有文字]",
        "en": "Message from the {sender}: [“{text}”|no words]",
    }


class MessageDrafted(Happening, frozen=True):
    """An answer was proposed; nothing was sent. `missing` names slots that no fact fills yet."""

    text: str
    language: str
    script: str
    missing: tuple[str, ...] = ()
    because: str = ""

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "拟好{language}回复（话术：{script}）[，待补：{missing}]：[“{text}”|没有文字]",
        "en": "Drafted an answer in {language} (script: {script})[, to be filled in: {missing}]: [“{text}”|no words]",
    }


class MessageSent(Happening, frozen=True):
    """A person sent an answer, here or by hand on the platform."""

    text: str
    language: str
    script: str = ""
    channel: str = ""

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "已回复：[“{text}”|没有文字]",
        "en": "Answered: [“{text}”|no words]",
    }


class SendingAsked(Happening, frozen=True):
    """A person asked that this answer be sent on the platform; nothing was sent yet. A connector carries it out."""

    text: str
    language: str
    script: str = ""
    channel: str = ""

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "请系统在平台上发出回复：[“{text}”|没有文字]",
        "en": "Asked to send on the platform: [“{text}”|no words]",
    }


class ContactPlanned(Happening, frozen=True):
    """The buyer is to be written to or called through a channel, at an hour that is decent where they are.

    `about` is a code: why we want to reach them. Nothing is sent by this: a person does it, or lets it be.
    """

    channel: str
    due_at: datetime
    about: str = ""
    ground: Ground | None = None

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "计划于 {due_at} 通过{channel}联系买家[（{about}）]。[{ground}。]",
        "en": "To reach the buyer by {channel} at {due_at}[ ({about})]. [{ground}.]",
    }


class AttachmentAdded(Happening, frozen=True):
    """A file was added to the case; it is stored under its SHA-256."""

    name: str
    sha256: str
    size: int
    media_type: str
    shows: str = ""

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "添加附件 {name}（{size}）。[{shows}。]",
        "en": "Attached {name} ({size}). [{shows}.]",
    }


class NoteWritten(Happening, frozen=True):
    """Somebody left a note for the team."""

    text: str

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "备注：[{text}|没有文字]",
        "en": "Note: [{text}|no words]",
    }
