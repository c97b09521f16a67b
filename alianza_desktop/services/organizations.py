"""Organisations of the territory: found by their folded name, added, changed as a form showed them."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.format_es import fold, sort_key
from alianza_desktop.model import Organization, rules
from alianza_desktop.model.people import LEVELS, SECTORS
from alianza_desktop.services import same_as
from alianza_desktop.services.query import get, living, one_of
from alianza_desktop.services.writing import line, only, write
from alianza_desktop.storage.operations import Heads

SHORT = 28
"""Longest short name, in characters: it fits a table cell and the projector."""
FIELDS: Final = (
    "name", "short_name", "sector", "level", "ruc", "ubigeo", "contact", "phone", "email", "logo",
)  # fmt: skip
"""What `change` may write."""


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


def by_sigla(known: Sequence[Organization], typed: str) -> Organization | None:
    """Return the one organisation with this sigla: «SGTD» of the short name «SGTD - PCM»; none of two.

    For a person who sees what was understood: the siglas of a list may be of anything. A long name all in
    capitals, as lists often write them, has no siglas of its own.
    """
    sigla = fold(typed).upper()
    if not sigla.isalnum():
        return None
    found = [one for one in known if sigla in _siglas(one)]
    return found[0] if len(found) == 1 else None


def _siglas(one: Organization) -> set[str]:
    texts = (text for text in (one.short_name, one.name) if len(text) <= _SHOUTED or not text.isupper())
    return {sigla for text in texts for sigla in _SIGLA.findall(text)}


_SIGLA: Final = re.compile(r"\b[A-ZÑ][A-ZÑ0-9]+\b")
_SHOUTED: Final = 20
"""Letters of the longest text in capitals that are siglas, and not a name that somebody wrote so."""
MOST: Final = 300
"""Letters of the longest name of a body."""


def find_or_add(session: Session, name: str, *, sector: str = "", short_name: str = "") -> Organization:
    """Return the organisation with that name, added when it is new; a known sector is never overwritten."""
    clean = line(name)
    if not clean:
        raise Invalid("organization-needed")
    if len(clean) > MOST:
        raise Invalid("name-too-long", most=MOST, count=len(clean))
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


def change(
    session: Session, organization_id: str, values: Mapping[str, str], heads: Heads | None = None
) -> Organization:
    """Write what a person changed of an actor, as seen with these heads.

    A RUC, a phone or an address of an odd form is kept as it was typed: the form says what is odd
    (`model.rules`). Raises `Invalid` (`organization-needed`, `organization-exists`, `unknown-code`) and
    `NotFound("ubigeo-unknown")`.
    """
    body = get(session, Organization, organization_id)
    only(values, FIELDS)
    clean = {name: _clean(name, line(value)) for name, value in values.items()}
    if "name" in clean:
        _check_name(session, body, clean["name"])
    return write(session, body, clean, heads)


def _clean(name: str, value: str) -> str:
    if name == "short_name":
        return shortened(value)
    if name == "ubigeo":
        return catalogs.place(value).code if value else ""
    if name in _CODES:
        return one_of(value, ("", *_CODES[name]), name)
    return _CHECKS[name](value).value if name in _CHECKS else value


_CODES: Final = {"sector": SECTORS, "level": LEVELS}
_CHECKS: Final = {"ruc": rules.check_ruc, "phone": rules.check_phone, "email": rules.check_emails}


def _check_name(session: Session, body: Organization, name: str) -> None:
    if not name:
        raise Invalid("organization-needed")
    found = find(session, name)
    selves = same_as.members(session, "organization", body.id)
    if found is not None and found.id not in selves:
        raise Invalid("organization-exists", name=found.name)


def listing(session: Session) -> tuple[Organization, ...]:
    """Return every organisation once, in Spanish alphabetical order."""
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
