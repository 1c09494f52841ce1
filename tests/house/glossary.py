"""What is each thing called in Chinese, English and code? `python -m tests.house.glossary` renews the tables of codes.

The words at the head of docs/glossary.md are written by hand. The tables of codes below the mark are those of
`casefile/vocabulary.py`, so that the page and the product cannot call one thing by two names.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from hejie.casefile import vocabulary
from hejie.casefile.entries import Happening
from tests.house.sources import REPOSITORY

PAGE = REPOSITORY / "docs" / "glossary.md"
MARK = "<!-- The tables below are renewed by `python -m tests.house.glossary`. -->\n"
ROW = re.compile(r"^\| (?P<zh>[^|]+?) \| (?P<en>[^|]+?) \| (?P<code>[^|]+?) \|", re.MULTILINE)

TITLES = {
    "CLAIMS": "What a buyer complains of (诉求类型, claim)",
    "WANTS": "What a buyer wants (买家要求, wants)",
    "LIABLE": "Who can be liable (责任方, liable)",
    "ROLES": "Who acts (角色, role); whose move it is (轮到谁, turn)",
    "STAGES": "Where a case stands (阶段, stage)",
    "FACT_STATES": "How a fact stands (事实状态, fact state)",
    "TROUBLES": "What keeps a connector from its work (连接受阻, cause)",
    "JUDGMENT_STATES": "How sure a judgment is (判责状态, status)",
    "ANSWERS": "What was answered to an offer (答复, answer)",
    "OUTCOMES": "How a case ended (结果, outcome)",
    "PARCEL_STATES": "What happened to a parcel (物流状态, parcel state)",
}


def code_tables() -> str:
    """Every table of codes, as the page shows it."""
    tables = {
        name: table for name, table in vars(vocabulary).items() if name.isupper() and isinstance(table, dict)
    }
    return "".join(_table(TITLES.get(name, name.lower()), table) for name, table in tables.items())


def _table(title: str, table: vocabulary.Labels) -> str:
    rows = "".join(f"| {names['zh-CN']} | {names['en']} | `{code}` |\n" for code, names in table.items())
    return f"\n## {title}\n\n| 中文 | English | code |\n|---|---|---|\n{rows}"


def words() -> list[dict[str, str]]:
    """The rows that are written by hand."""
    head = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
    rows = (match.groupdict() for match in ROW.finditer(head))
    return [row for row in rows if row["code"] != "code" and not set(row["code"]) <= {"-"}]


def entry_types(kind: type[Struct] = Happening) -> Iterator[str]:
    """Names of all the things that can happen in a case."""
    for one in kind.__subclasses__():
        yield one.__name__
        yield from entry_types(one)


if __name__ == "__main__":
    by_hand = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
    PAGE.write_text(by_hand + MARK + code_tables(), encoding="utf-8")
    print(f"{PAGE.relative_to(REPOSITORY)} is renewed.")
