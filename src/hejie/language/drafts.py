"""What is an answer before it is sent, and what is one thing found in it?"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Draft(Struct, frozen=True):
    """An answer before it is sent: `slots` are the values that filled the script; what they state, it may state."""

    text: str
    language: str
    slots: Mapping[str, str] = {}
    platform: str = ""
    situation: str = ""


class Finding(Struct, frozen=True):
    """One thing found: `text[start:end] == raw`. `block` may not be sent, `warn` asks, `hint` advises."""

    rule: str
    category: str
    severity: str
    start: int
    end: int
    raw: str
    why: Mapping[str, str]
    rewrite: str = ""
