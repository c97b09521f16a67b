"""`alianza import people`, `attendance` and `agreements`, `register`, `export people` and `workbook`."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from alianza_desktop.cli import choosing
from alianza_desktop.cli.desk import Desk, Reply
from alianza_desktop.core.format_es import count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from alianza_desktop.spreadsheets.importer import ImportResult


def import_people(desk: Desk, arguments: Namespace) -> Reply:
    """Import a list of invitees: one file is one transaction, every row is accounted for."""
    from alianza_desktop.spreadsheets import headings, importer

    mapping = headings.load_mapping(Path(arguments.mapping)) if arguments.mapping else None
    with desk.reading() if arguments.dry_run else desk.writing() as session:
        done = importer.import_people(
            session,
            choosing.workshop(session, arguments.workshop),
            Path(arguments.file),
            mapping=mapping,
            dry_run=arguments.dry_run,
            progress=desk.progress("Importando"),
        )
    return _accounted(done)


def import_attendance(desk: Desk, arguments: Namespace) -> Reply:
    """Import who came to an earlier workshop, from the list that was signed on paper."""
    from alianza_desktop.spreadsheets import headings, importer

    mapping = headings.load_mapping(Path(arguments.mapping)) if arguments.mapping else None
    file = Path(arguments.file)
    sheets = importer.read_list(file, mapping)
    with desk.reading() if arguments.dry_run else desk.writing() as session:
        done = importer.import_attendance(
            session, choosing.earlier(session, arguments), sheets, file.name,
            dry_run=arguments.dry_run, progress=desk.progress("Importando"),
        )  # fmt: skip
    return _accounted(done)


def import_agreements(desk: Desk, arguments: Namespace) -> Reply:
    """Import what was agreed in an earlier workshop: plain agreements, in no acta."""
    from alianza_desktop.spreadsheets import agreement_lists, headings
    from alianza_desktop.spreadsheets.reading import read_file

    fields = agreement_lists.FIELDS
    mapping = headings.load_mapping(Path(arguments.mapping), fields) if arguments.mapping else None
    file = Path(arguments.file)
    sheets = agreement_lists.understood(read_file(file), file.name, mapping)
    with desk.reading() if arguments.dry_run else desk.writing() as session:
        done = agreement_lists.import_agreements(
            session, choosing.earlier(session, arguments), sheets, file.name,
            dry_run=arguments.dry_run, progress=desk.progress("Importando"),
        )  # fmt: skip
    return _accounted(done)


def _accounted(done: "ImportResult") -> Reply:
    in_doubt = bool(done.of("review") or done.of("rejected"))
    return Reply(done.as_json(), _told(done), exit_code=1 if done.dry_run and in_doubt else 0)


def _told(done: "ImportResult") -> tuple[str, ...]:
    """Return the counts, then each row that a person should look at with its reason."""
    counts = done.counts
    verb = "Se importarían" if done.dry_run else "Importados"
    aside = sum(counts[kind] for kind in ("blank", "title", "heading", "total", "footer", "unread"))
    return (
        f"{done.file}: {count(done.total, 'fila', 'filas')}.",
        (
            f"{verb} {counts['imported']}, actualizados {counts['updated']}, por revisar {counts['review']}, "
            f"rechazados {counts['rejected']}; sin personas {aside}."
        ),
        *(
            f"  {row.sheet}, fila {row.row}, {'por revisar' if row.outcome == 'review' else 'rechazada'}: "
            f"{row.name or 'sin nombre'}. {' '.join(row.reasons)}"
            for row in done.rows
            if row.outcome in ("review", "rejected")
        ),
    )


def register(desk: Desk, arguments: Namespace) -> Reply:
    """Record one arrival, to the session marked open unless another is named."""
    from alianza_desktop.services import registration, workshops

    with desk.writing() as session:
        workshop_id = choosing.workshop(session, arguments.workshop)
        arrival = registration.register(
            session,
            workshop_id,
            choosing.person(session, arguments.document),
            session_id=workshops.numbered_session(session, workshop_id, arguments.session).id,
            mesa_id=choosing.mesa(session, workshop_id, arguments.mesa),
            quality=arguments.quality,
            mode="virtual" if arguments.virtual else "in_person",
            accreditation=arguments.accreditation,
        )
    mesa = f", Mesa {arrival.mesa}" if arrival.mesa else ""
    return Reply(
        {
            "attendance": {
                "id": arrival.attendance_id,
                "person": arrival.person_id,
                "name": arrival.full_name,
                "hour": arrival.at,
                "mesa": arrival.mesa or None,
            }
        },
        (f"Listo: {arrival.full_name}{mesa}. {arrival.at}",),
    )


def export_people(desk: Desk, arguments: Namespace) -> Reply:
    """Write invited and present people to a workbook."""
    from alianza_desktop.services import alliances
    from alianza_desktop.spreadsheets import collect

    target = Path(arguments.file)
    with desk.reading() as session:
        rows = collect.roster(session, choosing.workshop(session, arguments.workshop))
        collect.people(
            rows,
            target,
            at=desk.clock.now(),
            progress=desk.progress("Exportando"),
            rehearsal=alliances.alliance(session).rehearsal,
        )
    return Reply(
        {"file": str(target), "people": len(rows)}, (f"{target}: {count(len(rows), 'persona', 'personas')}",)
    )


def export_workbook(desk: Desk, arguments: Namespace) -> Reply:
    """Write everything of a workshop to one workbook."""
    from alianza_desktop.spreadsheets import workbook

    with desk.reading() as session:
        made = workbook.export(
            session,
            choosing.workshop(session, arguments.workshop),
            Path(arguments.file),
            at=desk.clock.now(),
            progress=desk.progress("Exportando"),
        )
    return Reply(
        {"file": str(made.file), "sheets": dict(made.rows)},
        (f"{made.file}: {count(len(made.rows), 'hoja', 'hojas')}", *_sheets(made.rows)),
    )


def _sheets(rows: "Mapping[str, int]") -> list[str]:
    return [f"  {title}: {count(many, 'fila', 'filas')}" for title, many in rows.items()]
