"""`alianza agreement`: list, add, and what is said of one afterwards."""

from argparse import Namespace
from typing import TYPE_CHECKING, Final

from alianza_desktop.cli import choosing
from alianza_desktop.cli.desk import Desk, Reply
from alianza_desktop.core.catalogs import label
from alianza_desktop.core.format_es import day, money

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.model import Agreement
    from alianza_desktop.services.agreements import AgreementRow

ANSWERS: Final = {"accept": "accepted", "decline": "declined", "to-confirm": "to_confirm", "none": ""}


def listing(desk: Desk, arguments: Namespace) -> Reply:
    """List the agreements of a workshop, or of one mesa; or those of before that it takes up again."""
    from alianza_desktop.services import agreement_follow_up, agreements

    with desk.reading() as session:
        workshop_id = choosing.workshop(session, arguments.workshop)
        mesa_id = None if arguments.mesa is None else choosing.mesa(session, workshop_id, arguments.mesa)
        if arguments.carried:
            found = agreement_follow_up.carried(session, workshop_id, mesa_id)
            rows = tuple(row for one in found for row in one.rows)
        else:
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
                verification=arguments.verification,
                funding=arguments.funding,
                policy=arguments.policy,
                goals=tuple(arguments.ods),
                acceptance=arguments.acceptance,
            ),
        )
        row = _row(session, added)
    return Reply({"agreement": _data(row)}, (_line(row),))


def answer(desk: Desk, arguments: Namespace) -> Reply:
    """Say whether the responsible accepts."""
    from alianza_desktop.model import Agreement
    from alianza_desktop.services import agreements
    from alianza_desktop.services.query import get

    with desk.writing() as session:
        agreements.change(session, arguments.agreement, {"acceptance": ANSWERS[arguments.answer]})
        row = _row(session, get(session, Agreement, arguments.agreement))
    return Reply({"agreement": _data(row)}, (_line(row),))


def follow(desk: Desk, arguments: Namespace) -> Reply:
    """Say how an agreement goes, or when it is due from now on; no acta changes."""
    from alianza_desktop.model import Agreement
    from alianza_desktop.services import agreement_follow_up
    from alianza_desktop.services.query import get

    with desk.writing() as session:
        if arguments.due or not arguments.state:
            agreement_follow_up.reschedule(session, arguments.agreement, arguments.due)
        else:
            agreement_follow_up.follow(session, arguments.agreement, arguments.state)
        row = _row(session, get(session, Agreement, arguments.agreement))
    with desk.reading() as session:  # the journal tells what was committed
        earlier = agreement_follow_up.earlier_dates(session, row.id)
    return Reply({"agreement": _data(row) | {"earlier_dates": list(earlier)}}, (_line(row),))


def note(desk: Desk, arguments: Namespace) -> Reply:
    """Note an objection, a reservation or an observation, with the name of who makes it."""
    from alianza_desktop.services import agreement_notes

    with desk.writing() as session:
        person = choosing.person(session, arguments.person) if arguments.person else ""
        body = arguments.organization
        body = choosing.record(session, "organization", body) if body else ""
        added = agreement_notes.add(
            session,
            arguments.agreement,
            arguments.kind,
            arguments.text,
            person_id=person,
            organization_id=body,
        )
        [row] = [
            one
            for one in agreement_notes.of(session, {added.agreement_id})[added.agreement_id]
            if one.id == added.id
        ]
    told = {
        "id": row.id, "agreement": row.agreement_id, "kind": row.kind, "text": row.text,
        "person": row.person, "organization": row.organization,
    }  # fmt: skip
    who = ", ".join(filter(None, (row.person, row.organization)))
    return Reply({"note": told}, (f"{label('note', row.kind).capitalize()} de {who}: {row.text}",))


def _row(session: "Session", agreement: "Agreement") -> "AgreementRow":
    from alianza_desktop.services import agreements

    rows = agreements.listing(session, agreement.workshop_id, agreement.mesa_id)
    return next(one for one in rows if one.id == agreement.id)


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
        "verification": row.verification,
        "funding": row.funding,
        "policy": row.policy,
        "ods": list(row.goals),
        "acceptance": row.acceptance,
        "follow_up": row.follow_up or "pending",
        "awaited": row.awaited,
        "notes": list(row.noted),
        "gaps": list(row.gaps),
    }


def _line(row: "AgreementRow") -> str:
    when = "permanente" if row.permanent else day(row.due_on) or "sin plazo"
    amount = f" · {money(row.amount)}" if row.amount is not None else ""
    open_to_all = "por designar" if row.acceptance == "to_confirm" else "sin responsable"
    words = [label("acceptance", row.acceptance)] if row.acceptance and row.organization else []
    words += [label("follow_up", row.follow_up)] if row.follow_up else []
    said = "".join(f" · {one}" for one in words)
    return f"{row.code}  {row.text} · {row.organization or open_to_all} · {when}{amount}{said}"
