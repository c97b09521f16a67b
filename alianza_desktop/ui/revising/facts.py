"""An edited table of agreements as rows to look at: what each would change, in words. No Qt."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from alianza_desktop.core.format_es import count, day, money
from alianza_desktop.core.sentences import said
from alianza_desktop.services.agreement_revision import Change, Revised
from alianza_desktop.ui.cells import Cell, Chip, Column, TableRow

COLUMNS: Final = (
    Column(key="take", title="Usar", width=56),
    Column(key="code", title="Acuerdo", width=150),
    Column(key="text", title="Qué trae la fila"),
    Column(key="effect", title="Resultado", width=150),
)
_FIELDS: Final = {
    "kind": "Clase",
    "text": "Texto",
    "organization": "Responsable",
    "person": "Persona responsable",
    "due": "Plazo",
    "deliverable": "Entregable",
    "verification": "Medio de verificación",
    "amount": "Monto",
    "funding": "Fuente",
    "goals": "ODS",
    "policy": "Política o plan",
}
_CHIPS: Final = {
    "same": Chip("neutral", "minus", "sin cambios"),
    "changed": Chip("info", "pencil", "cambia"),
    "new": Chip("success", "plus", "nuevo"),
    "doubtful": Chip("warning", "alert-triangle", "en duda"),
    "rejected": Chip("error", "x", "no se usa"),
}
TAKEABLE: Final = ("changed", "new", "doubtful")


@dataclass(frozen=True, slots=True, repr=False)
class ChangeFacts:
    """One field: its name, what it says here and what the table says."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, repr=False)
class RevisionFacts:
    """The whole table."""

    rows: tuple[TableRow, ...]
    words: str
    ready: int
    """How many rows would be written."""


def facts(planned: Sequence[Revised], taken: Collection[int]) -> RevisionFacts:
    """Return what the page shows; `taken` are the places of the rows that would be written."""
    rows = tuple(_row(place, one, taken) for place, one in enumerate(planned))
    found = [(chip.words, sum(one.effect == effect for one in planned)) for effect, chip in _CHIPS.items()]
    counted = " · ".join(f"{number} {words}" for words, number in found if number)
    return RevisionFacts(rows, f"{count(len(planned), 'fila', 'filas')}: {counted}", len(taken))


def _row(place: int, one: Revised, taken: Collection[int]) -> TableRow:
    changes = [changed(change) for change in one.changes]
    first = (
        f"{changes[0].title}: {changes[0].after or 'vacío'}" if changes else one.row.values.get("text", "")
    )
    more = f"y {count(len(changes) - 1, 'cambio', 'cambios')} más" if len(changes) > 1 else ""
    reason = said(one.reason, **one.facts) if one.reason else ""
    return TableRow(
        key=str(place),
        cells={
            "take": Cell(check=place in taken) if one.effect in TAKEABLE else Cell(text="—"),
            "code": Cell(
                text=one.code or "—",
                caption=" · ".join(filter(None, (f"fila {one.row.row}", one.row.mesa))),
                strong=True,
            ),
            "text": Cell(text=first, caption=reason or more, caption_warning=bool(reason)),
            "effect": Cell(chip=_CHIPS[one.effect], sort=one.effect),
        },
    )


def changed(change: Change) -> ChangeFacts:
    """Return a change as people read it."""
    return ChangeFacts(
        _FIELDS[change.field], _shown(change.field, change.before), _shown(change.field, change.after)
    )


def _shown(field: str, value: str) -> str:
    if field == "amount" and value:
        return money(int(value))
    return day(value) if field == "due" and value[:1].isdigit() else value
