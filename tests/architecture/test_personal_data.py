"""Personal data never reaches a log: nothing that holds it shows it in its repr."""

import dataclasses
from importlib import import_module
from pkgutil import walk_packages

import alianza_desktop

PERSONAL = {
    "full_name", "listed_name", "given_names", "paternal_surname", "surnames", "document", "document_number",
    "phone", "email", "attendees", "signatories", "values", "opened", "person", "facilitator", "rapporteur",
    "typed", "responsible", "trailing", "cells", "chosen",
}  # fmt: skip
"""Fields that hold what a person said of themselves, or whole records."""


def test_what_holds_personal_data_has_no_repr() -> None:
    shown = []
    for module in walk_packages(alianza_desktop.__path__, "alianza_desktop."):
        if "migrations" in module.name or module.name.endswith("__main__"):
            continue
        for name, member in vars(import_module(module.name)).items():
            if not dataclasses.is_dataclass(member) or not isinstance(member, type):
                continue
            holds = PERSONAL & {one.name for one in dataclasses.fields(member)}
            if holds and member.__module__ == module.name and "__repr__" in vars(member):
                shown.append(f"{module.name}.{name} shows {', '.join(sorted(holds))}")
    assert shown == []
