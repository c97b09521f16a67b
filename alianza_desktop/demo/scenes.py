"""The scenes of the rehearsal, in the order of the day; each uses the services as the window does."""

from typing import Any, Literal

from sqlalchemy.orm import Session

from alianza_desktop.demo.cast import Guest, signature
from alianza_desktop.demo.stage import Stage
from alianza_desktop.documents import issue
from alianza_desktop.services import (
    actas,
    agenda_clock,
    agreements,
    chain_files,
    consents,
    mesas,
    organizations,
    people,
    registration,
    workshops,
)
from alianza_desktop.services.agreements import AgreementData
from alianza_desktop.services.mesas import MesaPlan
from alianza_desktop.services.people import PersonData
from alianza_desktop.services.registration import WalkIn
from alianza_desktop.services.workshops import AgendaPlan, SessionPlan, WorkshopPlan

QUORUM = 15
"""People of the mesa of Cacao, by its rule."""
EARLIER_GUESTS = 40
"""How many of the guests came to each earlier workshop."""


def earlier_workshops(stage: Stage) -> None:
    """Hold workshops 1 to 3: directory, organisations and who came."""
    for number, plan in enumerate(stage.script["earlier"]):
        stage.at(plan["starts_on"], "08:30")
        with stage.writing() as session:
            held = workshops.create(session, WorkshopPlan(**plan, **stage.script["place"]))
            sitting = workshops.numbered_session(session, held.id, 1)
            for guest in stage.guests[number * 5 : number * 5 + min(EARLIER_GUESTS, len(stage.guests) // 2)]:
                person = people.find(session, guest.document)
                person_id = person.id if person else _known(session, stage, guest)
                registration.register(session, held.id, person_id, session_id=sitting.id)
            workshops.set_session_state(session, sitting.id, "closed")


def _known(session: Session, stage: Stage, guest: Guest) -> str:
    body = next(one for one in stage.script["organization"] if one["name"] == guest.organization)
    organization = organizations.find_or_add(
        session, body["name"], sector=body["sector"], short_name=body.get("short_name", "")
    )
    return people.add(
        session,
        PersonData(
            document_number=guest.document,
            given_names=guest.given_names,
            paternal_surname=guest.paternal_surname,
            maternal_surname=guest.maternal_surname,
            organization_id=organization.id,
            position=guest.position,
            phone=guest.phone,
            language=guest.language,
        ),
    ).id


def plan_workshop(stage: Stage) -> None:
    """Prepare workshop 4 the week before."""
    plan: dict[str, Any] = dict(stage.script["workshop"])
    stage.at("2026-11-16", "10:00")
    with stage.writing() as session:
        stage.workshop = workshops.create(
            session,
            WorkshopPlan(
                **{key: value for key, value in plan.items() if key not in {"sessions", "mesas", "agenda"}},
                **stage.script["place"],
                sessions=tuple(SessionPlan(**one) for one in plan["sessions"]),
                mesas=tuple(MesaPlan(**one) for one in plan["mesas"]),
                agenda=tuple(AgendaPlan(**one) for one in plan["agenda"]),
            ),
        ).id
        cacao = mesas.listing(session, stage.workshop)[0].id
        mesas.change(session, cacao, {"quorum": QUORUM})


def hold(stage: Stage, number: int, hour: str) -> None:
    """Begin a block of the agenda of the day at an hour, unless it began before."""
    stage.at("2026-11-23", hour)
    with stage.writing() as session:
        block = agenda_clock.blocks(session, stage.workshop)[number - 1]
        if not block.state:
            agenda_clock.start(session, stage.workshop, block.id)


def arrive(stage: Stage) -> None:
    """Register the morning: nine in ten of the invited, one walk-in, one person without personal data."""
    hold(stage, 1, "08:01")
    stage.at("2026-11-23", "08:02")
    coming = [guest for guest in stage.guests if stage.random.random() < 0.9]
    for number, guest in enumerate(coming):
        with stage.writing() as session:
            person = people.find(session, guest.document)
            if person is None:  # their row is «por revisar» with another document
                continue
            sitting = workshops.numbered_session(session, stage.workshop, None)
            card = registration.lookup(session, stage.workshop, person.id, sitting.id)
            if not card.arrived_at:
                answer(session, person.id, number, card.sector)
                registration.register(
                    session, stage.workshop, person.id, session_id=sitting.id, mesa_id=card.mesa_id
                )
    with stage.writing() as session:
        sitting = workshops.numbered_session(session, stage.workshop, None)
        _walk_in(session, stage, sitting.id)
        registration.register_anonymous(session, stage.workshop, "society", session_id=sitting.id)


def answer(session: Session, person_id: str, number: int, sector: str) -> None:
    """Record what somebody says to the consent text: public bodies are informed, a few refuse a photo."""
    public = sector == "public"
    consents.record(
        session,
        person_id,
        registration=not public,
        contact=number % 3 > 0,
        photos=number % 7 > 0,
        informed=public,
    )


def _walk_in(session: Session, stage: Stage, session_id: str) -> None:
    cacao = mesas.listing(session, stage.workshop)[0]
    registration.register_new(
        session,
        stage.workshop,
        WalkIn(
            document_number="80123456",
            given_names="Elena Maritza",
            paternal_surname="Tsakim",
            maternal_surname="Wampash",
            organization="Asociación de Productoras y Productores Agroforestales de Nieva",
            sector="private",
            position="Presidenta del comité de acopio",
            language="awajún y castellano",
            mesa_id=cacao.id,
            registration=True,
            contact=True,
        ),
        session_id=session_id,
    )


def agree(stage: Stage) -> None:
    """Write what each mesa agrees, with the responsible organisation and someone who is there for it."""
    hold(stage, 2, "09:21")
    hold(stage, 3, "09:38")
    stage.at("2026-11-23", "10:05")
    for row in stage.script["agreement"]:
        with stage.writing() as session:
            mesa = next(one for one in mesas.listing(session, stage.workshop) if one.sigla == row["mesa"])
            body = organizations.find_or_add(session, row["organization"])
            agreements.add(
                session,
                stage.workshop,
                AgreementData(
                    text=row["text"],
                    kind=row["kind"],
                    mesa_id=mesa.id,
                    organization_id=body.id,
                    person_id=_someone_present(session, stage, mesa.id, body.id),
                    due_on=row.get("due_on", ""),
                    permanent=row.get("permanent", False),
                    deliverable=row["deliverable"],
                    amount=row.get("amount"),
                ),
            )


def _someone_present(session: Session, stage: Stage, mesa_id: str, organization_id: str) -> str:
    """Return a person of the organisation who is present, seated at this mesa so that they can sign."""
    from alianza_desktop.model import Attendance
    from alianza_desktop.services.query import living

    present = session.scalars(
        living(Attendance)
        .where(Attendance.workshop_id == stage.workshop, Attendance.organization_id == organization_id)
        .order_by(Attendance.at)
    ).all()
    if not present:
        return ""
    seated = [
        row.person_id for row in present if mesas.seat_of(session, stage.workshop, row.person_id) == mesa_id
    ]
    chosen = seated[0] if seated else present[0].person_id
    mesas.seat(session, stage.workshop, chosen, mesa_id)
    return chosen


def sketch(stage: Stage) -> None:
    """Sketch the chain of cacao, and say which activity each commitment was born of."""
    hold(stage, 4, "11:06")
    stage.at("2026-11-23", "11:10")
    with stage.writing() as session:
        made = chain_files.add(session, stage.workshop, stage.script["chain"])
    stage.chain = made.chain_id
    born = {row["text"]: made.ids[row["activity"]] for row in stage.script["agreement"] if "activity" in row}
    with stage.writing() as session:
        for row in agreements.listing(session, stage.workshop):
            if row.text in born:
                agreements.change(session, row.id, {"activity_id": born[row.text]})


def sign(stage: Stage) -> None:
    """Close the acta of Cacao whole; leave that of Conectividad in the middle of its signatures."""
    hold(stage, 5, "12:32")
    stage.at("2026-11-23", "12:35")
    acta_id = sign_first(stage, "CACAO", None)
    with stage.writing() as session:
        issue.seal(session, acta_id)
    with stage.database.reading() as session:
        stage.keep(f"acta-{actas.status(session, acta_id).number}.pdf", issue.pdf(session, acta_id))
    stage.at("2026-11-23", "13:05")
    sign_first(stage, "CONECTA", "half")


def sign_first(stage: Stage, sigla: str, many: int | Literal["half"] | None) -> str:
    """Freeze the acta of a mesa and take the outcomes of so many of its signatories (None: all)."""
    with stage.writing() as session:
        mesa = next(one for one in mesas.listing(session, stage.workshop) if one.sigla == sigla)
        acta = actas.compose(session, stage.workshop, mesa.id)
        actas.change(session, acta.id, {**stage.script["acta"], "starts_at": "09:30", "ends_at": "13:00"})
        issue.review(session, acta.id)
    with stage.writing() as session:
        version = issue.freeze(session, acta.id)
        signing = actas.frozen_signatories(session, version)
    limit = len(signing) // 2 if many == "half" else many
    for place, one in enumerate(signing[:limit]):
        with stage.writing() as session:
            issue.record_outcome(session, acta.id, one["id"], _outcome(stage, place))
    return acta.id


def _outcome(stage: Stage, place: int) -> issue.Given:
    """Return how the person in that place ends: most on screen, and one of each other way."""
    signs: dict[str, Any] = {"identified_by": "document", "shown": True}
    leaves: dict[str, Any] = {"identified_by": "", "shown": False}
    others = {
        2: issue.Given(outcome="paper", paper="Hoja de firmas, página 1", **signs),
        4: issue.Given(
            outcome="refused", reason="Prefiere consultar antes con su asamblea", **leaves | {"shown": True}
        ),
        6: issue.Given(outcome="absent", **leaves),
        7: issue.Given(outcome="left", left_at="12:50", **leaves),
        9: issue.Given(
            outcome="at_request", signed_for_by="Vocal de la Federación", witness="Relatoría", **signs
        ),
    }
    return others.get(place) or issue.Given(
        outcome="ink", ink=signature(stage.random), consent=issue.INK_CONSENT, **signs
    )
