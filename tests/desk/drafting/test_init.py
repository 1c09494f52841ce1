"""Is the model off by default, and is there no way from it to a buyer?"""

import ast
from importlib.util import find_spec
from pathlib import Path

from hejie.desk.drafting import configured

FORBIDDEN = ("hejie.desk.connectors", "hejie.desk.webhooks", "hejie.desk.pages", "hejie.desk.api",
             "hejie.desk.acts.acting", "hejie.desk.cases.store", "hejie.desk.models", "smtplib", "django")  # fmt: skip


def test_without_an_address_and_a_model_there_is_none() -> None:
    assert configured({}) is None
    assert configured({"HEJIE_LLM_URL": "http://localhost/v1"}) is None
    found = configured({"HEJIE_LLM_URL": "http://localhost/v1/", "HEJIE_LLM_MODEL": "small"})
    assert found is not None
    assert found.url == "http://localhost/v1"


def test_no_import_leads_from_drafting_to_anything_that_sends_or_keeps() -> None:
    reached, waiting = set[str](), ["hejie.desk.drafting", *_inside("hejie.desk.drafting")]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [other for other in _imported(name) if other.startswith("hejie.")]
    everything = {other for name in reached for other in _imported(name)} | reached
    assert {"hejie.language.lint", "http.client"} <= everything
    assert not [name for name in everything for end in FORBIDDEN if name == end or name.startswith(f"{end}.")]


def _inside(package: str) -> list[str]:
    folder = Path(__file__).parents[3] / "src" / package.replace(".", "/")
    return [f"{package}.{path.stem}" for path in folder.glob("*.py") if path.stem != "__init__"]


def _imported(name: str) -> list[str]:
    spec = find_spec(name)
    if spec is None or not spec.origin:
        return []
    found = []
    for node in ast.walk(ast.parse(Path(spec.origin).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return [other for other in found if not other.startswith("hejie.") or _is_module(other)]


def _is_module(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False
