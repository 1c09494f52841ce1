"""At which address does a person find a case on its platform?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from hejie.rulebook.loading import merged
from hejie.rulebook.mistakes import Place, RuleFileMistake
from hejie.rulebook.reading import Block, read_yaml
from hejie.rulebook.rows import block, only, text

FILE = "team/links.yaml"
SLOTS = ("after_sales_id", "order_id")
_SLOT = re.compile(r"\{(\w*)\}")


def read_links(roots: Sequence[Path]) -> Mapping[str, str]:
    """Return the address of each platform with its slots, later folders laid over earlier; raise RuleFileMistake."""
    top = Block(Place(FILE, 1))
    for root in roots:
        if (root / FILE).exists():
            top = merged(top, read_yaml(root / FILE, shown_as=f"{root.name}/{FILE}"))
    only(top, ("links",))
    links = block(top, "links")
    return {str(platform): _checked(links, str(platform)) for platform in links}


def link(links: Mapping[str, str], platform: str, told: Mapping[str, str]) -> str:
    """Return the address of one case on its platform; empty where nobody wrote one, or a number is missing."""
    address = links.get(platform, "")
    needed = _SLOT.findall(address)
    if not address or any(not told.get(slot) for slot in needed):
        return ""
    return _SLOT.sub(lambda slot: quote(told[slot.group(1)], safe=""), address)


def _checked(links: Block, platform: str) -> str:
    address = text(links, platform)
    unknown = [slot for slot in _SLOT.findall(address) if slot not in SLOTS]
    if not address.startswith("https://") or unknown:
        raise RuleFileMistake(
            links.at(platform),
            f"{address!r} is no address with {', '.join(SLOTS)}",
            "Begin it with https:// and put {after_sales_id} or {order_id} where the number goes.",
        )
    return address
