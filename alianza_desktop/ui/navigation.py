"""The screens in the order of the rail. A new screen is one line here; the rest of the frame does not change.

The rail also shows what the program will have, in the place it will have it: people learn the rail once. What
is not built yet is disabled and says so, instead of pretending or hiding.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from alianza_desktop.ui.context import Context, Screen


class Place(NamedTuple):
    """An entry of the rail."""

    key: str
    words: str
    icon: str
    build: "Callable[[Context], Screen] | None" = None
    narrow_rail: bool = False
    """The screen needs the width: the rail collapses while it is open."""


def _home(context: "Context") -> "Screen":
    from alianza_desktop.ui.home.screen import open_home

    return open_home(context)


def _registration(context: "Context") -> "Screen":
    from alianza_desktop.ui.registration.screen import open_registration

    return open_registration(context)


def _mesas(context: "Context") -> "Screen":
    from alianza_desktop.ui.mesas.screen import open_mesas

    return open_mesas(context)


def _agreements(context: "Context") -> "Screen":
    from alianza_desktop.ui.agreements.screen import open_agreements

    return open_agreements(context)


def _workshop(context: "Context") -> "Screen":
    from alianza_desktop.ui.workshop.screen import open_workshop

    return open_workshop(context)


def _copy(context: "Context") -> "Screen":
    from alianza_desktop.ui.workshop.copy_page import open_copy

    return open_copy(context)


def _meeting(context: "Context") -> "Screen":
    from alianza_desktop.ui.workshop.meeting_page import open_meeting

    return open_meeting(context)


def _import(context: "Context") -> "Screen":
    from alianza_desktop.ui.importing.screen import open_import

    return open_import(context)


def _actas(context: "Context") -> "Screen":
    from alianza_desktop.ui.actas.screen import open_actas

    return open_actas(context)


def _chains(context: "Context") -> "Screen":
    from alianza_desktop.ui.chains.screen import open_chains

    return open_chains(context)


def _people(context: "Context") -> "Screen":
    from alianza_desktop.ui.directory.people_screen import open_people

    return open_people(context)


def _organizations(context: "Context") -> "Screen":
    from alianza_desktop.ui.directory.actors_screen import open_organizations

    return open_organizations(context)


def _photos(context: "Context") -> "Screen":
    from alianza_desktop.ui.photos.screen import open_photos

    return open_photos(context)


def _settings(context: "Context") -> "Screen":
    from alianza_desktop.ui.settings.screen import open_settings

    return open_settings(context)


def _papers(context: "Context") -> "Screen":
    from alianza_desktop.ui.papers.screen import open_papers

    return open_papers(context)


def _transcribing(context: "Context") -> "Screen":
    from alianza_desktop.ui.transcribing.screen import open_transcribing

    return open_transcribing(context)


def _parking(context: "Context") -> "Screen":
    from alianza_desktop.ui.agreements.parking_page import open_parking

    return open_parking(context)


def _reading(context: "Context") -> "Screen":
    from alianza_desktop.ui.agreements.reading_page import open_reading

    return open_reading(context)


def _revising(context: "Context") -> "Screen":
    from alianza_desktop.ui.revising.screen import open_revising

    return open_revising(context)


def _clock(context: "Context") -> "Screen":
    from alianza_desktop.ui.clock.screen import open_clock

    return open_clock(context)


GROUPS: Final[tuple[tuple[str, tuple[Place, ...]], ...]] = (
    (
        "Jornada",
        (
            Place("home", "Inicio", "home", _home),
            Place("registration", "Registro", "id-badge-2", _registration, narrow_rail=True),
            Place("mesas", "Mesas", "users-group", _mesas, narrow_rail=True),
            Place("agreements", "Acuerdos", "checklist", _agreements),
            Place("actas", "Actas", "file-text", _actas),
        ),
    ),
    (
        "Territorio",
        (
            Place("chains", "Cadena de valor", "hierarchy-3", _chains, narrow_rail=True),
            Place("roadmap", "Hoja de ruta", "timeline"),
            Place("alignment", "Alineamiento", "target-arrow"),
            Place("map", "Mapa", "map-2"),
        ),
    ),
    (
        "Después",
        (
            Place("followup", "Seguimiento", "progress-check"),
            Place("evaluation", "Evaluación", "gauge"),
            Place("report", "Reporte", "report"),
        ),
    ),
    (
        "Directorio",
        (
            Place("people", "Personas", "users", _people),
            Place("organizations", "Actores", "building-community", _organizations),
        ),
    ),
    ("", (Place("sync", "Sincronización", "refresh"), Place("settings", "Ajustes", "settings", _settings))),
)
"""The last group, without a name, stands at the bottom of the rail."""

PAGES: Final = (
    Place("workshop-page", "Taller nuevo", "calendar-event", _workshop),
    Place("copy-page", "Duplicar etapa anterior", "copy", _copy),
    Place("meeting-page", "Nueva reunión de mesa", "calendar-event", _meeting),
    Place("import-page", "Importar invitados", "file-spreadsheet", _import),
    Place("papers-page", "Papeles del taller", "printer", _papers),
    Place("agenda-page", "Agenda y reloj", "clock", _clock),
    Place("parking-page", "Parqueo", "parking", _parking),
    Place("reading-page", "Leer en voz alta", "volume", _reading),
    Place("revising-page", "Acuerdos en Excel", "file-spreadsheet", _revising),
    Place("photos-page", "Fotos del taller", "photo", _photos),
    Place("transcribing-page", "Transcribir papeles", "keyboard", _transcribing),
)
"""Pages that are opened from a screen and go back to it: they are not in the rail."""
LASTING: Final = frozenset(one.key for _group, many in GROUPS for one in many if one.build is not None)
"""Screens at which a laptop may begin again: they need nobody to say what they show."""
PLACES: Final = {place.key: place for place in (*(one for _group, many in GROUPS for one in many), *PAGES)}
LATER: Final = "Llega en una próxima versión"
