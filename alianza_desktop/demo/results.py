"""What goes in and comes out of the rehearsal as files: the list of invitees, the tables, the documents."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import sha256, unb64, verification_code
from alianza_desktop.demo.stage import Stage
from alianza_desktop.documents import registry
from alianza_desktop.services import actas, agreements, alliances, arrivals, chains, workshops
from alianza_desktop.spreadsheets import collect as tables
from alianza_desktop.spreadsheets import exporter, importer
from alianza_desktop.spreadsheets import workbook as whole
from alianza_desktop.spreadsheets.columns import Column

INVITEES: Final = (
    Column("document", "DNI", 12),
    Column("name", "Apellidos y nombres", 36),
    Column("organization", "Institución", 44),
    Column("position", "Cargo", 30),
    Column("phone", "Celular", 14),
)
"""The headings of the list that the organisers send: not the ones that the program exports."""


@dataclass(frozen=True, slots=True, repr=False)
class _Invitee:
    document: str
    name: str
    organization: str
    position: str
    phone: str


def invite(stage: Stage) -> None:
    """Make the organisers' list, with the doubts that real lists have, and import it."""
    rows = [
        _Invitee(
            document=one.document,
            name=f"{one.paternal_surname} {one.maternal_surname}, {one.given_names}",
            organization=one.organization,
            position=one.position,
            phone=one.phone,
        )
        for one in stage.guests
    ]
    rows[-1] = _Invitee("123", rows[-1].name, rows[-1].organization, rows[-1].position, "")
    rows[-2] = _Invitee("EN TRÁMITE", rows[-2].name, rows[-2].organization, rows[-2].position, "")
    rows.append(rows[3])
    path = stage.out / "invitados.xlsx"
    stage.files.append(path)
    exporter.write(path, [exporter.Sheet("Invitados", INVITEES, rows)], at=stage.clock.now())
    with stage.writing() as session:
        importer.import_people(session, stage.workshop, path)


def participants(stage: Stage) -> None:
    """Export who was invited and who came."""
    stage.at("2026-11-23", "14:10")
    path = stage.out / "participantes.xlsx"
    stage.files.append(path)
    with stage.database.reading() as session:
        tables.people(tables.roster(session, stage.workshop), path, at=stage.clock.now(), rehearsal=True)


def attendance(stage: Stage) -> None:
    """Print the attendance list of the morning."""
    with stage.database.reading() as session:
        sitting = workshops.numbered_session(session, stage.workshop, 1)
        listed = registry.find("attendance").render(session, sitting.id)
    stage.keep("asistencia.pdf", listed.data)


def chain(stage: Stage) -> None:
    """Print the chain, and save the same drawing as SVG."""
    with stage.database.reading() as session:
        drawing = registry.chain_svg(session, stage.chain)
        sheet = registry.find("chain").render(session, stage.chain)
    stage.keep("cadena-cacao.svg", drawing)
    stage.keep("cadena-cacao.pdf", sheet.data)


def workbook(stage: Stage) -> None:
    """Write everything of the workshop to one workbook."""
    path = stage.out / "taller.xlsx"
    stage.files.append(path)
    with stage.database.reading() as session:
        whole.export(session, stage.workshop, path, at=stage.clock.now())


def summary(session: Session, stage: Stage) -> dict[str, object]:
    """Return what the rehearsal did, in figures, and how to check its acta."""
    view = workshops.show(session, stage.workshop)
    morning = arrivals.arrivals(session, stage.workshop, view.sessions[0].id)
    rows = actas.listing(session, stage.workshop)
    authority = alliances.alliance(session).ca_certificate
    return {
        "alliance": alliances.alliance(session).name,
        "rehearsal": True,
        "workshop": {"id": stage.workshop, "name": view.workshop.name, "territory": view.territory},
        "invited": view.invited,
        "arrived": morning.arrived,
        "sectors": morning.sectors,
        "to_review": morning.to_review,
        "agreements": len(agreements.listing(session, stage.workshop)),
        "chains": [_chain(row) for row in chains.listing(session, stage.workshop)],
        "actas": [_acta(session, row) for row in rows],
        "ca": sha256(unb64(authority)),
        "files": [path.name for path in stage.files],
    }


def _chain(row: chains.ChainRow) -> dict[str, object]:
    return {
        "name": row.name,
        "stages": row.stages,
        "activities": row.activities,
        "links": row.links,
        "gaps": row.gaps,
    }


def _acta(session: Session, row: actas.ActaRow) -> dict[str, object]:
    version = actas.last_version(session, row.id)
    assert version is not None
    ended = actas.outcomes(session, version.id)
    return {
        "number": row.status.number,
        "mesa": row.mesa,
        "state": row.status.state,
        "code": verification_code(version.content_hash),
        "pages": version.pages,
        "signatories": row.status.signatories,
        "outcomes": dict(Counter(ended.values())),
    }
