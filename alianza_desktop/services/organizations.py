"""Organisations of the territory: found by their folded name, or added."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.format_es import fold
from alianza_desktop.model import Organization
from alianza_desktop.model.people import SECTORS
from alianza_desktop.services import same_as
from alianza_desktop.services.query import living, one_of
from alianza_desktop.services.writing import line

SHORT = 28
"""Longest short name, in characters: it fits a table cell and the projector."""


def find(session: Session, name: str) -> Organization | None:
    """Return the organisation with that name or short name, whatever its accents and capitals."""
    wanted = fold(name)
    if not wanted:
        return None
    rows = session.execute(
        select(Organization.id, Organization.name, Organization.short_name)
        .where(Organization.deleted.is_(False))
        .order_by(Organization.id)
    )
    for record_id, full, short in rows:
        if wanted in (fold(full), fold(short)):
            return same_as.standing(session, Organization, {record_id}).get(record_id)
    return None


def find_or_add(session: Session, name: str, *, sector: str = "", short_name: str = "") -> Organization:
    """Return the organisation with that name, added when it is new; a known sector is never overwritten."""
    clean = line(name)
    if not clean:
        raise Invalid("organization-needed")
    if sector:
        one_of(sector, SECTORS, "sector")
    found = find(session, clean)
    if found is None:
        found = Organization(name=clean, short_name=short_name or shortened(clean), sector=sector)
        session.add(found)
        session.flush()
    elif sector and not found.sector:
        found.sector = sector
    return found


def listing(session: Session) -> tuple[Organization, ...]:
    """Return every organisation once, in Spanish alphabetical order."""
    from alianza_desktop.core.format_es import sort_key

    known = same_as.identities(session, "organization")
    shown = (one for one in session.scalars(living(Organization)) if not known.hides(one.id))
    return tuple(sorted(shown, key=lambda one: (sort_key(one.name), one.id)))


_ABBREVIATIONS = (
    ("Municipalidad Provincial de ", "MP "),
    ("Municipalidad Distrital de ", "MD "),
    ("Gobierno Regional de ", "GORE "),
    ("Universidad Nacional ", "UN "),
    ("Universidad ", "U. "),
    ("Asociación de ", "Asoc. "),
    ("Asociación ", "Asoc. "),
    ("Cooperativa Agraria ", "Coop. "),
    ("Cooperativa ", "Coop. "),
    ("Federación de ", "Fed. "),
    ("Ministerio de ", "Min. "),
    ("Dirección Regional de ", "DR "),
)


def shortened(name: str) -> str:
    """Return a name of at most 28 characters for tables: usual abbreviations, then whole words."""
    for long, short in _ABBREVIATIONS:
        if len(name) > SHORT and name.startswith(long):
            name = short + name[len(long) :]
    if len(name) <= SHORT:
        return name
    cut = name[:SHORT].rsplit(" ", 1)[0].rstrip(" ,;-")
    while cut.rsplit(" ", 1)[-1] in {"de", "del", "la", "las", "los", "el", "y", "en", "para"}:
        cut = cut.rsplit(" ", 1)[0]
    return cut if len(cut) > SHORT // 2 else f"{name[: SHORT - 1].rstrip()}…"
