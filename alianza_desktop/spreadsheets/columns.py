"""The one list of columns of people, shared by the exporter and the importer.

Adding a field to a person costs one line here. A heading is what the exported table says and is always read
back; `also` are other headings that lists use, in the folded form of `heading_key` (no accents, no signs,
no leading «N.º de»), found as whole words. `literal` kinds are written and read as they are.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from alianza_desktop.core.format_es import fold

Kind: TypeAlias = Literal[
    "text", "surname", "given", "surnames", "full_surnames", "full_given", "full_unknown", "document_type",
    "document", "organization", "sector", "ruc", "phone", "email", "mesa", "quality", "sex", "day", "instant",
    "integer", "unused", "long", "clock", "money", "value",
]  # fmt: skip
"""How a value is read and written; the `full_…` kinds are a whole name in one cell, by what comes first.

Only written: `long` is a text of several lines, `clock` an instant shown as its hour, `money` integer
céntimos shown in soles, `value` a text, a number or a `date`, as each row has it.
"""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field of the row that it holds, its Spanish heading, its width in characters."""

    field: str
    heading: str
    width: int
    kind: Kind = "text"
    also: tuple[str, ...] = ()
    imported: bool = True
    """False: written for people to read, and known but left alone when the table comes back."""


PEOPLE: Final = (
    Column("paternal_surname", "Apellido paterno", 18, "surname",
           ("paterno", "ap paterno", "primer apellido", "apellido 1", "apellido p")),
    Column("maternal_surname", "Apellido materno", 18, "surname",
           ("materno", "ap materno", "segundo apellido", "apellido 2", "apellido m")),
    Column("given_names", "Nombres", 22, "given",
           ("nombre", "prenombres", "nombre de pila", "nombres completos")),
    Column("document_type", "Tipo de documento", 18, "document_type",
           ("tipo doc", "tipo documento", "tipo de doc", "tipo documento identidad", "t doc", "td",
            "tipo de documento de identidad", "documento tipo", "doc tipo", "documento de identidad tipo")),
    Column("document_number", "N.º de documento", 16, "document",
           ("dni", "documento", "documento de identidad", "documento identidad", "doc identidad",
            "doc de identidad", "doc", "cedula", "ce", "carne de extranjeria", "pasaporte", "cui",
            "numero documento", "identificacion")),
    Column("sex", "Sexo", 11, "sex", ("genero", "sexo m f")),
    Column("birth_date", "Fecha de nacimiento", 13, "day",
           ("fecha nac", "fec nac", "f nac", "nacimiento", "fecha nacimiento", "fecha de nac",
            "fec nacimiento")),
    Column("organization", "Organización", 42, "organization",
           ("institucion", "entidad", "empresa", "universidad", "dependencia", "institucion entidad",
            "entidad institucion", "organizacion institucion", "actor", "nombre de la institucion",
            "nombre de la entidad", "nombre de la organizacion", "procedencia", "razon social",
            "representa a", "centro laboral")),
    Column("sector", "Sector", 14, "sector",
           ("tipo de actor", "tipo de institucion", "tipo de entidad", "tipo de organizacion",
            "sector al que pertenece")),
    Column("ruc", "RUC de la organización", 14, "ruc", ("ruc", "ruc de la entidad", "ruc de la institucion")),
    Column("position", "Cargo", 28, "text",
           ("puesto", "funcion", "cargo en la institucion", "cargo o funcion")),
    Column("phone", "Celular", 14, "phone",
           ("telefono", "movil", "fono", "telf", "tel", "cel", "whatsapp", "celular telefono", "contacto")),
    Column("email", "Correo electrónico", 32, "email",
           ("correo", "e mail", "email", "mail", "correo e", "correos", "direccion electronica")),
    Column("mesa", "Mesa", 8, "mesa", ("mesa de trabajo", "grupo", "mesa asignada", "mesa tematica")),
    Column("quality", "En calidad de", 14, "quality",
           ("calidad", "condicion", "tipo de participante", "tipo de participacion")),
    Column("community", "Comunidad", 22, "text",
           ("comunidad nativa", "comunidad campesina", "centro poblado", "ccnn", "nombre de la comunidad")),
    Column("ubigeo", "Ubigeo (INEI)", 12, "text", ("ubigeo inei",)),
    Column("language", "Lengua", 14, "text", ("idioma", "lengua de atencion")),
    Column("support", "Apoyo que pidió", 24, "text", ("apoyo", "accesibilidad", "apoyo requerido")),
    Column("status", "Situación", 24, imported=False),
    Column("sessions", "Sesiones", 10, imported=False),
    Column("arrived_at", "Llegada", 17, "instant", imported=False),
    Column("review", "Por revisar", 44, imported=False),
)  # fmt: skip
"""People of a workshop, in the order of the exported table."""

ONLY_IN_LISTS: Final = (
    Column("full_name", "Apellidos y nombres", 0, "full_surnames",
           ("apellidos nombres", "apellido y nombre", "apellidos y nombre", "apellidos y nombres completos",
            "apellidos y nombres del participante")),
    Column("full_name", "Nombres y apellidos", 0, "full_given",
           ("nombre y apellidos", "nombres apellidos", "nombre y apellido", "nombres y apellido")),
    Column("full_name", "Nombre completo", 0, "full_unknown",
           ("participante", "invitado", "nombre del participante", "participantes", "invitados", "asistente",
            "representante", "nombre del representante", "persona")),
    Column("surnames", "Apellidos", 0, "surnames", ("apellido", "apellidos completos")),
    Column("", "N.º", 0, "unused", ("orden", "item", "nro", "num", "id", "correlativo")),
    Column("", "Firma", 0, "unused", ("firma y huella", "huella", "hora de ingreso", "hora")),
)  # fmt: skip
"""Columns that lists have and the exported table has not; those without a field are known and left alone."""

FIELDS: Final = frozenset(
    column.field for column in (*PEOPLE, *ONLY_IN_LISTS) if column.field and column.imported
)
"""What a mapping file may name."""

_SIGNS: Final = re.compile(r"[^\w]+|_")
_SPELLED: Final = re.compile(r"\b(?:\w )+\w\b")
_NUMBER_OF: Final = re.compile(r"^(?:n|no|nº|nro|num|numero|numeros|#)(?: (?:de|del|de la))? ")


def heading_key(heading: str) -> str:
    """Return the form in which headings are compared: «N° D.N.I. » → «dni», «E-mail» → «e mail»."""
    words = " ".join(_SIGNS.sub(" ", fold(heading).replace("º", " ").replace("°", " ")).split())
    words = _SPELLED.sub(lambda found: found.group().replace(" ", ""), words)
    return _NUMBER_OF.sub("", words)
