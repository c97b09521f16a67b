"""What the page of a workshop asks for: its fields, and the lines of its three lists. No Qt."""

from dataclasses import dataclass, field
from typing import Final

from alianza_desktop.core import catalogs
from alianza_desktop.ui.fields import FieldKind, FieldSpec

WHERE: Final = "where"
"""Key of the place: in the form its whole name, in the store its ubigeo."""
ON: Final = "1"
"""A ticked box, as the form says it."""


def _choices(name: str, *, numbered: bool = False) -> tuple[tuple[str, str], ...]:
    return tuple(
        (code, f"{code}. {words}" if numbered else words.capitalize())
        for code, words in catalogs.labels(name).items()
    )


def fields() -> tuple[FieldSpec, ...]:
    """Return the fields in reading order, for two columns."""
    return (
        FieldSpec(key="stage", label="Etapa", kind="choice", choices=_choices("stage", numbered=True)),
        FieldSpec(key="name", label="Nombre"),
        FieldSpec(key="starts_on", label="Fecha (necesaria)", kind="day", hint="23/11/2026"),
        FieldSpec(key="modality", label="Modalidad", kind="choice", choices=_choices("modality")),
        FieldSpec(key=WHERE, label="Distrito", hint="Escriba el distrito y elíjalo de la lista", span=2),
        FieldSpec(key="place", label="Local", hint="Auditorio de la Municipalidad"),
        FieldSpec(key="city", label="Ciudad o centro poblado"),
        FieldSpec(key="host", label="Institución anfitriona"),
        FieldSpec(key="convened_by", label="Convoca"),
        FieldSpec(key="conducted_by", label="Conduce"),
        FieldSpec(key="rapporteur", label="Relatoría"),
        FieldSpec(key="decade_line", label="Nombre oficial del decenio", hint="«Decenio de…»"),
        FieldSpec(key="year_line", label="Nombre oficial del año", hint="«Año de…»"),
        FieldSpec(key="with_society", label="Participa la sociedad civil", kind="check"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSpec:
    """A field of a line."""

    key: str
    label: str
    kind: FieldKind = "text"
    width: int = 0
    """Pixels at 100 %; 0 shares what is left."""
    share: int = 1
    hint: str = ""
    """Of the line that is still empty."""


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """A session, a mesa or a block: its fields as the store writes them, and what can be done to it."""

    key: str
    values: dict[str, str] = field(default_factory=dict)
    mark: str = ""
    """Before its fields: the number of a mesa."""
    state: str = ""
    """A session: `planned`, `open` or `closed`; its button opens or closes it."""
    note: str = ""


LINES: Final[dict[str, tuple[LineSpec, ...]]] = {
    "sessions": (
        LineSpec(key="name", label="Sesión", hint="Otra sesión"),
        LineSpec(key="date", label="Fecha", kind="day", width=112),
        LineSpec(key="starts_at", label="Empieza", kind="hour", width=74),
        LineSpec(key="ends_at", label="Termina", kind="hour", width=74),
    ),
    "mesas": (
        LineSpec(key="name", label="Mesa", share=5, hint="Otra mesa"),
        LineSpec(key="sigla", label="Sigla", width=96),
        LineSpec(key="theme", label="Tema", share=4),
        LineSpec(key="facilitator", label="Facilita", share=4),
        LineSpec(key="capacity", label="Asientos", kind="number", width=68),
    ),
    "agenda": (
        LineSpec(key="starts_at", label="Hora", kind="hour", width=74),
        LineSpec(key="title", label="Bloque", hint="Otro bloque"),
        LineSpec(key="minutes", label="Minutos", kind="number", width=74),
    ),
}
"""The fields of each kind of line."""
NEEDED: Final = {"sessions": "name", "mesas": "name", "agenda": "title"}
"""The field without which a line says nothing."""
