"""What a list may bring: invitees, who came to an earlier workshop, what was agreed in one. No Qt.

Each kind says how it is read, how it is planned and written, and with which words; the page is one.
"""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.services.earlier import Earlier
from alianza_desktop.services.invitee_rows import Mends
from alianza_desktop.spreadsheets import agreement_lists, importer
from alianza_desktop.spreadsheets.columns import ONLY_IN_LISTS, PEOPLE
from alianza_desktop.spreadsheets.importer import ImportResult
from alianza_desktop.spreadsheets.reading import RawSheet
from alianza_desktop.spreadsheets.rows import SheetRead

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Sheets = tuple[SheetRead, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a list goes: the workshop of the page, and the earlier one that its form describes."""

    workshop_id: str = ""
    earlier: Earlier = field(default_factory=Earlier)


class Take(Protocol):
    """Plans a list, or writes it too."""

    def __call__(
        self,
        session: "Session",
        target: Target,
        sheets: Sequence[SheetRead],
        name: str,
        *,
        dry_run: bool,
        progress: importer.Progress,
        cancelled: Callable[[], bool] | None = None,
    ) -> ImportResult: ...


@dataclass(frozen=True, slots=True)
class ListKind:
    """A kind of list; `words` are one and many of what it counts, `new` and `nameless` in its gender."""

    key: str
    offer: str
    title: str
    words: tuple[str, str]
    new: tuple[str, str]
    nameless: str
    done: tuple[str, str]
    """What one and many of them are once they are in."""
    understand: Callable[[Sequence[RawSheet], str, Mapping[str, str], Mends], Sheets]
    mend: Callable[[Sheets, Sequence[RawSheet], Mapping[str, str], Mends, Container[tuple[str, int]]], Sheets]
    take: Take
    fields: Callable[[], tuple[tuple[str, str], ...]]
    """(field, words) of what a column may be; the first leaves it alone."""
    aside: tuple[str, str] = ("fila no nombra a nadie", "filas no nombran a nadie")
    """What one and many rows are that are none of them."""
    of_people: bool = True


def _read_people(raw: Sequence[RawSheet], name: str, mapping: Mapping[str, str], mends: Mends) -> Sheets:
    return importer.understood(raw, name, mapping, mends)


def _mend_people(
    sheets: Sheets,
    raw: Sequence[RawSheet],
    mapping: Mapping[str, str],
    mends: Mends,
    touched: Container[tuple[str, int]],
) -> Sheets:
    return importer.mended(sheets, raw, mapping, mends, touched)


def _take_invited(
    session: "Session", target: Target, sheets: Sequence[SheetRead], name: str, *, dry_run: bool,
    progress: importer.Progress, cancelled: Callable[[], bool] | None = None,
) -> ImportResult:  # fmt: skip
    return importer.import_sheets(
        session, target.workshop_id, sheets, name, dry_run=dry_run, progress=progress, cancelled=cancelled
    )


def _take_attended(
    session: "Session", target: Target, sheets: Sequence[SheetRead], name: str, *, dry_run: bool,
    progress: importer.Progress, cancelled: Callable[[], bool] | None = None,
) -> ImportResult:  # fmt: skip
    return importer.import_attendance(
        session, target.earlier, sheets, name, dry_run=dry_run, progress=progress, cancelled=cancelled
    )


def _take_agreed(
    session: "Session", target: Target, sheets: Sequence[SheetRead], name: str, *, dry_run: bool,
    progress: importer.Progress, cancelled: Callable[[], bool] | None = None,
) -> ImportResult:  # fmt: skip
    return agreement_lists.import_agreements(
        session, target.earlier, sheets, name, dry_run=dry_run, progress=progress, cancelled=cancelled
    )


def _fields_of_people() -> tuple[tuple[str, str], ...]:
    words = {one.field: one.heading for one in PEOPLE if one.imported}
    for one in ONLY_IN_LISTS:
        if one.field:
            words.setdefault(one.field, one.heading)
    return ("", "No se importa"), *sorted(words.items(), key=lambda pair: pair[1])


def _fields_of_agreements() -> tuple[tuple[str, str], ...]:
    return ("", "No se importa"), *((one.field, one.heading) for one in agreement_lists.COLUMNS)


INVITED: Final = ListKind(
    "invited", "Invitados de este taller", "Importar invitados", ("persona", "personas"),
    ("nueva", "nuevas"), "Sin nombre", ("persona está invitada", "personas están invitadas"),
    _read_people, _mend_people, _take_invited, _fields_of_people,
)  # fmt: skip
ATTENDED: Final = ListKind(
    "attended", "Asistentes de un taller anterior", "Importar asistentes", ("asistente", "asistentes"),
    ("nueva", "nuevas"), "Sin nombre", ("persona vino a ese taller", "personas vinieron a ese taller"),
    _read_people, _mend_people, _take_attended, _fields_of_people,
)  # fmt: skip
AGREED: Final = ListKind(
    "agreed", "Acuerdos de un taller anterior", "Importar acuerdos", ("acuerdo", "acuerdos"),
    ("nuevo", "nuevos"), "Sin texto", ("acuerdo quedó en ese taller", "acuerdos quedaron en ese taller"),
    agreement_lists.understood,
    lambda _sheets, raw, mapping, mends, _touched: agreement_lists.understood(raw, "", mapping, mends),
    _take_agreed, _fields_of_agreements,
    ("fila no es un acuerdo", "filas no son acuerdos"), of_people=False,
)  # fmt: skip
KINDS: Final = {one.key: one for one in (INVITED, ATTENDED, AGREED)}
