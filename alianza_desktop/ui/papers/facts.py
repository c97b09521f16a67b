"""What the page of the papers shows, as plain data. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import count, day, occasion, plural
from alianza_desktop.model import Workshop
from alianza_desktop.services import mesas, workshops
from alianza_desktop.services.query import get
from alianza_desktop.storage import settings
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.services.search import PersonHit

SHAPE: Final = "papers.shape"
"""Setting of this laptop: on what credentials are printed here."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the list: its kind of document and what is chosen of it."""

    kind: str
    icon: str
    title: str
    of: str
    """Whose record the kind is collected from: `session` or `workshop`."""
    fields: tuple[str, ...]
    stem: str
    """Its file's name, without what tells sessions apart."""


PAPERS: Final = (
    Paper("attendance", "checklist", "Lista de asistencia", "session", ("session",), "lista-de-asistencia"),
    Paper(
        "form",
        "forms",
        "Formulario en blanco",
        "session",
        ("session", "pages", "rows"),
        "formulario-en-blanco",
    ),
    Paper(
        "guest_form",
        "clipboard-check",
        "Lista para marcar",
        "session",
        ("session", "rows"),
        "lista-para-marcar",
    ),
    Paper("credentials", "id-badge-2", "Credenciales", "workshop", ("who", "shape"), "credenciales"),
    Paper("mesa", "users-group", "Hojas de mesa", "workshop", (), "hojas-de-mesa"),
    Paper("constancias", "file-certificate", "Constancias", "workshop", ("came", "named"), "constancias"),
)
BY_KIND: Final[Mapping[str, Paper]] = {one.kind: one for one in PAPERS}
NOTES: Final[Mapping[str, str]] = {
    "attendance": "Quiénes vinieron, para firmar, y quiénes faltaron",
    "form": "Para cuando no hay luz",
    "guest_form": "Los invitados, para marcar y firmar a mano",
    "credentials": "Con nombre grande y código QR",
    "mesa": "Quiénes se sientan en cada mesa, para firmar",
    "constancias": "Una por persona que asistió",
}
FIELDS: Final = (
    FieldSpec(key="session", label="Sesión", kind="choice"),
    FieldSpec(key="pages", label="Hojas", kind="number", note="Hasta 60."),
    FieldSpec(
        key="rows",
        label="Filas por hoja",
        kind="choice",
        choices=tuple((str(one), f"{one} filas") for one in (8, 10, 12, 14, 16)),
    ),
    FieldSpec(key="who", label="Para quiénes", kind="choice"),
    FieldSpec(key="came", label="Para quiénes", kind="choice"),
    FieldSpec(
        key="shape",
        label="Papel",
        kind="choice",
        choices=(
            ("sheet", "Hoja A4: 10 de 90 × 55 mm"),
            ("a6", "A6: una por página"),
            ("label", "Etiqueta de 90 × 55 mm"),
        ),
    ),
    FieldSpec(
        key="named",
        label="Nombre en el archivo",
        kind="check",
        note="Sin marcar, cada archivo lleva solo su número.",
    ),
)
DEFAULTS: Final[Mapping[str, str]] = {
    "session": "", "pages": "5", "rows": "12", "who": "invited", "came": "all", "shape": "sheet", "named": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False)
class PapersFacts:
    """The page before a paper is chosen."""

    workshop: str
    rehearsal: bool
    papers: tuple[Row, ...]
    sessions: tuple[tuple[str, str], ...]
    numbers: Mapping[str, int]
    """Number of each session, for its file's name."""
    open_session: str
    who: tuple[tuple[str, str], ...]
    came: tuple[tuple[str, str], ...]
    shape: str


@dataclass(frozen=True, slots=True)
class Pages:
    """A paper as it prints, with the name of its file."""

    stem: str
    data: bytes
    count: int


def read(session: "Session", workshop_id: str) -> PapersFacts:
    """Return what there is to print of a workshop."""
    from alianza_desktop.services import alliances

    held = get(session, Workshop, workshop_id)
    sittings = workshops.sessions(session, workshop_id)
    current = workshops.open_session(session, workshop_id)
    first = current.id if current else (sittings[0].id if sittings else "")
    invited, arrived = workshops.counted(session, workshop_id)
    tables = mesas.listing(session, workshop_id)
    chosen = ("chosen", "Elegir personas")
    return PapersFacts(
        workshop=occasion(held.stage, held.name),
        rehearsal=alliances.alliance(session).rehearsal,
        papers=tuple(
            Row(key=one.kind, icon=one.icon, title=one.title, caption=NOTES[one.kind])
            for one in PAPERS
            if (sittings or one.of == "workshop") and (tables or one.kind != "mesa")
        ),
        sessions=tuple((one.id, _sitting_words(one.name, one.date, one.arrived)) for one in sittings),
        numbers={one.id: one.number for one in sittings},
        open_session=first,
        who=(
            ("invited", f"Todos los invitados y presentes ({invited:,} invitados)"),
            ("present", f"Solo quienes ya llegaron ({arrived:,})"),
            chosen,
        ),
        came=(("all", f"Quienes asistieron ({arrived:,})"), chosen),
        shape=settings.read(session, SHAPE) or DEFAULTS["shape"],
    )


def _sitting_words(name: str, date: str, arrived: int) -> str:
    return " · ".join(filter(None, (name, day(date), count(arrived, "persona", "personas"))))


def options(paper: Paper, chosen: Mapping[str, str], people: tuple[str, ...]) -> dict[str, Any]:
    """Return what `Kind.collect` is told besides its record."""
    if paper.kind == "form":
        return {"pages": int(chosen["pages"] or 1), "rows": int(chosen["rows"])}
    if paper.kind == "guest_form":
        return {"rows": int(chosen["rows"])}
    if paper.kind == "credentials":
        return {"who": chosen["who"], "shape": chosen["shape"], "people": people}
    if paper.kind == "constancias" and chosen["came"] == "chosen":
        return {"people": people or ("",)}  # nobody chosen is nobody, not everybody
    return {}


def choosing(paper: Paper, chosen: Mapping[str, str]) -> bool:
    """Return whether the people are picked one by one."""
    return any(chosen[one] == "chosen" for one in ("who", "came") if one in paper.fields)


def stem(paper: Paper, facts: PapersFacts, chosen: Mapping[str, str]) -> str:
    """Return the file's name; nothing personal is in it."""
    number = facts.numbers.get(chosen["session"], 0) if paper.of == "session" else 0
    return "-".join(filter(None, (paper.stem, f"sesion-{number}" if number else "")))


def weight(content: Any) -> int:
    """Return about how many people a paper is for: over a few dozen its making is shown."""
    of_mesas = [one.rows for one in getattr(content, "tables", ())]
    parts = [getattr(content, one, ()) or () for one in ("people", "guests", "rows", "absent")]
    return sum(len(one) for one in (*parts, *of_mesas) if isinstance(one, tuple))


def nobody(content: Any) -> bool:
    """Return whether a paper is for people and there are none."""
    return getattr(content, "people", None) == ()


def message(content: Any) -> tuple[str, str]:
    """Return (kind, words) of what should be known of a paper before it is printed."""
    withheld, nameless = getattr(content, "withheld", 0), getattr(content, "nameless", 0)
    if withheld or nameless:
        refused = "sin consentir el registro de sus datos"
        parts = (
            (withheld, f"persona asistió {refused}", f"personas asistieron {refused}"),
            (nameless, "llegada se contó sin datos personales", "llegadas se contaron sin datos personales"),
        )
        said = " y ".join(count(*one) for one in parts if one[0])
        lacks = plural(withheld + nameless, "no lleva", "no llevan")
        return "warning" if withheld else "info", f"{said}: {lacks} constancia."
    if nobody(content):
        return "warning", "Todavía no hay personas para este papel. Elíjalas o espere a que lleguen."
    return "", ""


def hit_row(hit: "PersonHit") -> Row:
    """Return a person found, to be added."""
    document = catalogs.document(hit.document_type, hit.document_number)
    caption = " · ".join(filter(None, (document, hit.organization)))
    return Row(key=hit.person_id, icon="user-plus", title=hit.full_name, caption=caption, sector=hit.sector)


def picked_row(person_id: str, session: "Session") -> Row:
    """Return a person that was added."""
    from alianza_desktop.model import Organization, Person

    one = get(session, Person, person_id)
    body = session.get(Organization, one.organization_id) if one.organization_id else None
    return Row(key=one.id, icon="x", title=one.full_name, caption=body.name if body else "",
               sector=body.sector if body else "")  # fmt: skip


def no_printer(path: Path) -> str:
    """Return what is said where nothing can be printed."""
    return f"No hay impresora en este equipo. El PDF está en {place(path)}; también puede llevarlo en un USB."


def place(path: Path) -> str:
    """Return the end of a path as people know it."""
    return f"Documentos/Papeles/{path.name}"
