"""Which column is what, kept on this device for lists with the same headings. No Qt."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from alianza_desktop.spreadsheets.rows import SheetRead
from alianza_desktop.storage import settings
from alianza_desktop.ui.importing.facts import heading_set

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

MAPPING: Final = "import.mapping."


def name_of(sheets: Sequence[SheetRead], kind: str) -> str:
    """Return the setting of lists of a kind with these headings."""
    return f"{MAPPING}{kind}.{heading_set(sheets)}"


def recall(session: "Session", name: str) -> dict[str, str]:
    """Return the columns that somebody chose, or nothing."""
    kept = settings.read(session, name)
    return dict(json.loads(kept)) if kept else {}


def keep(session: "Session", name: str, mapping: Mapping[str, str]) -> None:
    """Keep the columns; none at all forgets them."""
    text = json.dumps(dict(mapping), ensure_ascii=False, sort_keys=True) if mapping else ""
    settings.write(session, name, text)
