"""`alianza agreement`: list and add."""

from argparse import Namespace
from typing import TYPE_CHECKING

from alianza_desktop.cli import choosing
from alianza_desktop.cli.desk import Desk, Reply
from alianza_desktop.core.format_es import day, money

if TYPE_CHECKING:
    from alianza_desktop.services.agreements import AgreementRow


def listing(desk: Desk, arguments: Namespace) -> Reply:
    """List the agreements of a workshop, or of one mesa."""
    from alianza_desktop.services import agreements

    with desk.reading() as session:
        workshop_id = choosing.workshop(session, arguments.workshop)
        mesa_id = None if arguments.mesa is None else choosing.mesa(session, workshop_id, arguments.mesa)
        rows = agreements.listing(session, workshop_id, mesa_id)
    return Reply({"agreements": [_data(row) for row in rows]}, tuple(_line(row) for row in rows))


def add(desk: Desk, arguments: Namespace) -> Reply:
    """Add an agreement; its organisations are added to the directory when they are new."""
    from alianza_desktop.services import agreements, organizations
    from alianza_desktop.services.agreements import AgreementData

    with desk.writing() as session:
        workshop_id = choosing.workshop(session, arguments.workshop)

        def organization(name: str) -> str:
            return organizations.find_or_add(session, name).id if name.strip() else ""

        added = agreements.add(
            session,
            workshop_id,
            AgreementData(
                text=arguments.text,
                kind=arguments.kind,
                mesa_id=choosing.mesa(session, workshop_id, arguments.mesa),
                organization_id=organization(arguments.organization),
                person_id=choosing.person(session, arguments.person) if arguments.person else "",
                partners=tuple(organization(name) for name in arguments.partner),
                due_on=arguments.due,
                permanent=arguments.permanent,
                deliverable=arguments.deliverable,
                amount=choosing.centimos(arguments.amount),
            ),
        )
        row = next(
            one for one in agreements.listing(session, workshop_id, added.mesa_id) if one.id == added.id
        )
    return Reply({"agreement": _data(row)}, (_line(row),))


def _data(row: "AgreementRow") -> dict[str, object]:
    return {
        "id": row.id,
        "code": row.code,
        "kind": row.kind,
        "text": row.text,
        "organization": row.organization,
        "person": row.person,
        "partners": list(row.partners),
        "due": row.due_on,
        "permanent": row.permanent,
        "deliverable": row.deliverable,
        "amount_centimos": row.amount,
        "gaps": list(row.gaps),
    }


def _line(row: "AgreementRow") -> str:
    when = "permanente" if row.permanent else day(row.due_on) or "sin plazo"
    amount = f" · {money(row.amount)}" if row.amount is not None else ""
    return f"{row.code}  {row.text} · {row.organization or 'sin responsable'} · {when}{amount}"
