"""Entity, field and code names travel between laptops for ever: a golden file holds them.

A name may be added: add it to `tests/golden/names.json` too. After the first release a name is never removed,
renamed, given another type, or made a fact (sync.md §2 and §3: additive only; a name never changes meaning).
"""

import json
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import alianza_desktop.model
from alianza_desktop.storage.entities import entities

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "names.json"


def names_of_entities() -> dict[str, Any]:
    return {
        name: {
            "fact": entity.fact,
            "fields": {
                field: known.kind.__name__ + ("" if known.empty is not None else " or nothing")
                for field, known in sorted(entity.fields.items())
            },
        }
        for name, entity in entities().items()
    }


def names_of_codes() -> dict[str, list[Any]]:
    """Return every tuple of codes that a module of the model declares in capitals."""
    found = {}
    for module in iter_modules(alianza_desktop.model.__path__):
        members = vars(import_module(f"alianza_desktop.model.{module.name}"))
        for name, value in members.items():
            if name.isupper() and not name.startswith("_") and isinstance(value, tuple):
                found[f"{module.name}.{name}"] = list(value)
    return found


def differences(golden: dict[str, Any], found: dict[str, Any], where: str) -> list[str]:
    gone = [f"{where} lost or changed «{name}»: never" for name in golden if found.get(name) != golden[name]]
    new = [f"{where} has «{name}», new: add it to tests/golden/names.json" for name in found.keys() - golden]
    return gone + new


def test_names_are_those_of_the_golden_file() -> None:
    golden, problems = json.loads(GOLDEN.read_text(encoding="utf-8")), []
    found = names_of_entities()
    for name in golden["entities"].keys() & found.keys():
        old, now = golden["entities"][name], found[name]
        problems += differences(old["fields"], now["fields"], name)
        problems += [f"{name} is a fact or not: never changes"] if old["fact"] != now["fact"] else []
    problems += [f"the entity {name} is gone: never" for name in golden["entities"].keys() - found]
    problems += [f"the entity {name} is new: add it" for name in found.keys() - golden["entities"]]
    codes = names_of_codes()
    for name in golden["codes"].keys() | codes.keys():
        old, now = (dict.fromkeys(map(str, part.get(name, ())), "") for part in (golden["codes"], codes))
        problems += differences(old, now, name)
    assert problems == []


def test_the_comparison_sees_what_goes_what_comes_and_what_changes() -> None:
    assert differences({"a": "str"}, {"a": "str"}, "x") == []
    assert differences({"a": "str"}, {}, "x")
    assert differences({"a": "str"}, {"a": "int"}, "x")
    assert differences({}, {"a": "str"}, "x")
