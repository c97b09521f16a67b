"""What the seating board says, as plain data: columns of people, what each mesa lacks, the summary. No Qt."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from alianza_desktop.core.format_es import count, fold, listed, plural
from alianza_desktop.services.mesas import MesaRow
from alianza_desktop.services.seating import Spread
from alianza_desktop.services.seating_board import EXPECTED, LEFT, PRESENT, Board, Seat
from alianza_desktop.ui.row import sector_codes, sector_name

UNSEATED: Final = "Sin mesa"
DROP_HERE: Final = "Arrastre personas aquí, o elíjalas y pulse F3."
SECTOR_WORDS: Final = {
    "public": "sector público", "private": "sector privado", "academia": "academia",
    "society": "sociedad civil",
}  # fmt: skip
STATES: Final = {
    PRESENT: ("circle-check", "presente", "success"),
    EXPECTED: ("circle-dashed", "por llegar", "secondary"),
    LEFT: ("door-exit", "se retiró", "secondary"),
}
"""Icon, word and colour of where somebody is: the shape and the word say it without colour."""


@dataclass(frozen=True, slots=True, repr=False)
class PersonChip:
    """Somebody on the board."""

    person_id: str
    name: str
    organization: str
    sector: str
    icon: str
    word: str
    tone: str
    strong: bool = False
    """A proposal moves them."""

    @property
    def spoken(self) -> str:
        """The chip as one sentence, for the tooltip and screen readers."""
        return ", ".join(filter(None, (self.name, self.organization, sector_name(self.sector), self.word)))


@dataclass(frozen=True, slots=True, repr=False)
class ColumnFacts:
    """A mesa with its people, or those without one (number 0)."""

    mesa_id: str
    number: int
    name: str
    tally: str
    """«14 de 20»."""
    lines: tuple[str, ...]
    sectors: tuple[tuple[str, int], ...]
    warnings: tuple[str, ...]
    people: tuple[PersonChip, ...]
    over: bool = False
    """More people than seats."""
    empty: str = ""
    """What an empty column says."""

    @property
    def title(self) -> str:
        """As people say it: «Mesa 3 · Cacao»."""
        return f"Mesa {self.number} · {self.name}" if self.number else self.name

    @property
    def spoken(self) -> str:
        """The head as one sentence."""
        sectors = tuple(f"{sector_name(code)}: {many}" for code, many in self.sectors if many)
        return ". ".join((self.title, self.tally, *self.lines, *sectors, *self.warnings))


@dataclass(frozen=True, slots=True, repr=False)
class BoardFacts:
    """All that the board shows."""

    columns: tuple[ColumnFacts, ...]
    """Those without a mesa first."""
    summary: str
    warning: str
    """How many mesas lack something; empty when none does."""
    people: int


def board_facts(
    board: Board, *, words: str = "", only_present: bool = False, proposal: Spread | None = None
) -> BoardFacts:
    """Return the board, as it is or as a proposal would leave it, with only those who fit the words."""
    seats = {one.person_id: one.mesa_id for one in board.people} | dict(proposal.seats if proposal else {})
    by_mesa: dict[str, list[Seat]] = {}
    for one in board.people:
        if seats[one.person_id] or one.state != LEFT:
            by_mesa.setdefault(seats[one.person_id], []).append(one)
    numbers = {one.id: one.number for one in board.tables}
    wanted = tuple(fold(words).split())

    def chips(mesa_id: str) -> tuple[PersonChip, ...]:
        shown = [one for one in by_mesa.get(mesa_id, ()) if _fits(one, wanted, only_present=only_present)]
        moved = proposal.changes if proposal else {}
        return tuple(_chip(one, _whence(one, moved, numbers)) for one in shown)

    loose = by_mesa.get("", [])
    first = ColumnFacts(
        mesa_id="",
        number=0,
        name=UNSEATED,
        tally=f"{len(loose):,}",
        lines=(_present_words(loose),),
        sectors=_sectors(loose, with_society=board.with_society),
        warnings=(),
        people=chips(""),
        empty=_nobody(board, loose, narrowed=bool(wanted) or only_present),
    )
    columns = tuple(
        replace(
            _column(one, by_mesa.get(one.id, []), chips(one.id), with_society=board.with_society),
            empty="" if by_mesa.get(one.id) else DROP_HERE,
        )
        for one in board.tables
    )
    return BoardFacts(
        columns=(first, *columns),
        summary=_summary(sum(map(len, by_mesa.values())), len(loose), len(board.tables)),
        warning=_troubled(columns),
        people=len(board.people),
    )


@lru_cache(maxsize=4_000)  # of three hundred people, one has moved
def _chip(one: Seat, whence: str) -> PersonChip:
    icon, word, tone = STATES[one.state]
    if whence:
        icon, word, tone = "arrow-right", whence, "primary"
    return PersonChip(
        one.person_id, one.name, one.organization, one.sector, icon, word, tone, strong=bool(whence)
    )


def _whence(one: Seat, changes: Mapping[str, str], numbers: dict[str, int]) -> str:
    """Return where a proposal takes somebody from, or nothing."""
    if one.person_id not in changes:
        return ""
    return f"de Mesa {numbers[one.mesa_id]}" if one.mesa_id in numbers else "recibe mesa"


@lru_cache(maxsize=4_000)
def _folded(one: Seat) -> str:
    return fold(f"{one.name} {one.organization} {SECTOR_WORDS.get(one.sector, '')}")


def _fits(one: Seat, words: tuple[str, ...], *, only_present: bool) -> bool:
    if only_present and one.state != PRESENT:
        return False
    return not words or all(word in _folded(one) for word in words)


def _column(
    table: MesaRow, seated: list[Seat], chips: tuple[PersonChip, ...], *, with_society: bool
) -> ColumnFacts:
    here = [one for one in seated if one.state != LEFT]
    sectors = _sectors(here, with_society=with_society)
    tally = f"{len(here)} de {table.capacity}" if table.capacity is not None else f"{len(here)}"
    place = " · ".join(filter(None, (_present_words(seated), table.place)))
    facilitator = f"Facilita: {table.facilitator}" if table.facilitator else ""
    rapporteur = f"Relata: {table.rapporteur}" if table.rapporteur else ""
    return ColumnFacts(
        mesa_id=table.id,
        number=table.number,
        name=table.name,
        tally=tally,
        lines=tuple(filter(None, (place, facilitator, rapporteur))),
        sectors=sectors,
        warnings=tuple(_warnings(table, len(here), sectors)),
        people=chips,
        over=table.capacity is not None and len(here) > table.capacity,
    )


def _nobody(board: Board, loose: list[Seat], *, narrowed: bool) -> str:
    """Return what the column of those without a mesa says when it is empty."""
    if not board.people:
        return "Aún no hay personas. Importe la lista de invitados desde Inicio."
    if not loose:
        return "Todas las personas tienen mesa."
    return "Nadie con ese filtro." if narrowed else ""


def _present_words(people: list[Seat]) -> str:
    here = sum(one.state == PRESENT for one in people)
    return count(here, "presente", "presentes")


def _sectors(people: list[Seat], *, with_society: bool) -> tuple[tuple[str, int], ...]:
    found = Counter(one.sector for one in people)
    return tuple(
        (code, found[code]) for code in sector_codes() if code != "society" or with_society or found[code]
    )


def _warnings(table: MesaRow, seated: int, sectors: tuple[tuple[str, int], ...]) -> list[str]:
    """Say in words what a mesa lacks (ux.md, screen 5)."""
    said = []
    if not table.facilitator:
        said.append("Falta facilitador")
    if seated and table.capacity is not None and seated > table.capacity:
        said.append(f"{seated - table.capacity} más de las que caben")
    lacking = [SECTOR_WORDS[code] for code, many in sectors if not many]
    if seated and len(lacking) == 1:
        said.append(f"Sin {lacking[0]}")
    elif seated and lacking:
        said.append(f"Sin {', '.join(lacking[:-1])} ni {lacking[-1]}")
    return said


def _summary(people: int, loose: int, tables: int) -> str:
    if not people:
        return f"{count(tables, 'mesa', 'mesas')}; aún no hay personas"
    seated = people - loose
    verb = plural(seated, "tiene", "tienen")
    rest = f"{loose:,} sin mesa" if loose else "nadie sin mesa"
    return f"{seated:,} de {count(people, 'persona', 'personas')} {verb} mesa · {rest}"


def _troubled(columns: tuple[ColumnFacts, ...]) -> str:
    """Return what the mesas lack, together: «2 mesas sin facilitador, 1 con más de las que caben»."""
    kinds = Counter(
        "sin facilitador"
        if one.startswith("Falta")
        else "a la que le falta un sector"
        if one.startswith("Sin")
        else "con más personas de las que caben"
        for column in columns
        for one in column.warnings
    )
    many = {"a la que le falta un sector": "a las que les falta un sector"}
    return listed(
        [
            f"{count(n, 'mesa', 'mesas')} {many.get(kind, kind) if n > 1 else kind}"
            for kind, n in kinds.items()
        ]
    )


def spread_words(found: Spread, tables: int) -> str:
    """Return what a proposal does: «87 personas en 6 mesas: 20 reciben mesa, 3 cambian.»."""
    if not found.seats:
        return "No hay a quién sentar."
    does = []
    if found.seated:
        does.append(f"{found.seated:,} {plural(found.seated, 'recibe', 'reciben')} mesa")
    if found.moved:
        does.append(f"{found.moved:,} {plural(found.moved, 'cambia', 'cambian')} de mesa")
    words = f"{count(len(found.seats), 'persona', 'personas')} en {count(tables, 'mesa', 'mesas')}"
    said = f"{words}: {listed(does)}." if does else f"{words}: nadie cambia."
    if found.over:
        verb = plural(found.over, "Falta", "Faltan")
        said += f" {verb} {count(found.over, 'asiento', 'asientos')}."
    return said


def moved_words(board: Board, person_ids: tuple[str, ...], mesa_id: str) -> str:
    """Return what was done: «Ana Ríos pasó a Mesa 3 · Cacao.»."""
    names = {one.person_id: one.name for one in board.people}
    mesa = next((f"Mesa {one.number} · {one.name}" for one in board.tables if one.id == mesa_id), "")
    if len(person_ids) == 1:
        who = names.get(person_ids[0], "Una persona")
        return f"{who} pasó a {mesa}." if mesa else f"{who} quedó sin mesa."
    who = count(len(person_ids), "persona", "personas")
    return f"{who} pasaron a {mesa}." if mesa else f"{who} quedaron sin mesa."


def again_words(words: str, people: int, moved: int) -> str:
    """Return what was taken back or done again: not of those whom somebody moved elsewhere since."""
    if not moved:
        return words
    if moved == people:
        return f"No se movió a {plural(moved, 'esa persona: le', 'nadie: les')} dieron otro lugar después."
    them = count(moved, "persona", "personas")
    return f"{words.rstrip('.')}, salvo {them} a {plural(moved, 'quien', 'quienes')} movieron después."
