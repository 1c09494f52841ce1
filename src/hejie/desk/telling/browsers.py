"""Which browser on which system is it that somebody signed in with?"""

from __future__ import annotations

from django.utils.translation import gettext as _
from ua_parser import parse_os, parse_user_agent

LONGEST = 400  # signs that are looked at; browsers send fewer


def told(agent: str) -> str:
    """Return the browser and the system in words people know, such as `Chrome 141 · Windows 10`."""
    if not agent:
        return "—"
    browser, system = parse_user_agent(agent[:LONGEST]), parse_os(agent[:LONGEST])
    names = [
        " ".join(part for part in (found.family, found.major) if part) for found in (browser, system) if found
    ]
    return " · ".join(names) or _("a program we do not know")
