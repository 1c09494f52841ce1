"""A platform called Corner, as small as a folder can be, for tests to write their own files into."""

from pathlib import Path

HEAD = """
name: {zh-CN: 小店, en: Corner}
maturity: draft
maturity_note: {zh-CN: 起步, en: A start}
zone: Asia/Shanghai
country: CN
currency: CNY
languages: [zh-CN]
"""


def corner(root: Path, **files: str) -> Path:
    """Write a platform called corner under a root and return the root."""
    place = root / "platforms" / "corner"
    place.mkdir(parents=True, exist_ok=True)
    for name, text in ({"platform": HEAD} | files).items():
        (place / f"{name}.yaml").write_text(text, encoding="utf-8")
    return root
