"""What a form does to a record: only its fields, as seen with the heads that it showed; one line of text."""

from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import normalise_text
from alianza_desktop.core.errors import Invalid
from alianza_desktop.model import Record, rules
from alianza_desktop.storage import journal
from alianza_desktop.storage.operations import Heads

R = TypeVar("R", bound=Record)


def only(values: Mapping[str, Any], fields: Collection[str]) -> None:
    """Refuse what the form of this record does not have: `Invalid("unknown-field")`."""
    unknown = values.keys() - set(fields)
    if unknown:
        raise Invalid("unknown-field", field=", ".join(sorted(unknown)))


def write(session: Session, record: R, values: Mapping[str, Any], heads: Heads | None = None) -> R:
    """Write what a person changed, as seen with these heads (sync.md §3); return the record."""
    if heads is not None:
        journal.showing(session, record, heads)
    for name, value in values.items():
        setattr(record, name, value)
    return record


def line(text: str) -> str:
    """Return a text as one line is kept: NFC, nothing that is not seen, one space between words."""
    return " ".join(rules.visible(normalise_text(text)).split())
