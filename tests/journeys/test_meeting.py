"""A mesa meets between two workshops: from its members to an acta that anyone verifies, by services alone."""

from dataclasses import replace

from alianza_desktop.core.canonical import sha256, unb64
from alianza_desktop.documents import issue
from alianza_desktop.services import (
    actas,
    agreement_follow_up,
    agreements,
    alliances,
    meetings,
    mesa_members,
    registration,
    workshop_copy,
    workshops,
)
from alianza_desktop.services.agreements import AgreementData
from alianza_desktop.signing.verify import verify
from alianza_desktop.storage.database import Database
from tests.builders import agree, arrive, world, writing
from tests.documents.pdf_reading import texts
from tests.documents.test_issue import SIGNED


def _sealed(database: Database, workshop_id: str, mesa_id: str = "") -> str:
    """Compose the acta of what was held, read, freeze, sign and seal it."""
    with writing(database) as session:
        acta = actas.compose(session, workshop_id, mesa_id).id
        issue.review(session, acta)
        version = issue.freeze(session, acta)
        expected = [one["id"] for one in actas.frozen_signatories(session, version)]
    for one in expected:
        with writing(database) as session:
            issue.record_outcome(session, acta, one, SIGNED)
    with writing(database) as session:
        issue.seal(session, acta)
    return acta


def test_from_the_workshop_to_the_meeting_to_the_next_workshop(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        for person, role in ((made.mayor, "president"), (made.manager, "member")):
            arrive(session, made, person, made.cacao)
            mesa_members.add(session, made.cacao, person_id=person, role=role)
        agree(session, made, "Instalar dos centros de acopio")
    _sealed(database, made.workshop, made.cacao)

    with writing(database) as session:
        plan = meetings.propose(session, made.cacao).plan
        plan = replace(plan, starts_on="2026-12-05", starts_at="09:00", ends_at="11:00")
        held = meetings.convene(session, plan).id
        sitting = workshops.show(session, held).sessions[0].id
        for person in plan.people:
            registration.register(session, held, person, session_id=sitting)
        ((before,),) = (one.rows for one in agreement_follow_up.carried(session, held, made.cacao))
        agreement_follow_up.follow(session, before.id, "in_progress", workshop_id=held)
        agreements.add(
            session,
            held,
            AgreementData(
                text="Certificar la balanza",
                mesa_id=made.cacao,
                organization_id=made.cooperative,
                person_id=made.manager,
                due_on="2027-01-30",
            ),
        )
    acta = _sealed(database, held)

    with database.reading() as session:
        version = issue.frozen(session, acta)
        pin = sha256(unb64(alliances.alliance(session).ca_certificate))
        sealed = issue.pdf(session, acta)
        status = actas.status(session, acta)
    assert (version.number, status.state) == ("002-2026-MESA-CACAO-A", "sealed")
    assert verify(sealed, [pin]).verdict == "intact"
    said = " ".join(" ".join(texts(sealed)).split())
    assert "en reunión propia de la mesa, convocada entre talleres" in said
    assert "Acta N.º 001-2026-MESA-CACAO-A" in said
    assert "Certificar la balanza" in said
    assert "Taller" not in said

    with writing(database) as session:
        following = workshop_copy.duplicate(session, held, starts_on="2026-12-20")
        assert workshops.show(session, following).workshop.stage == 5
        carried = agreement_follow_up.carried(session, following, made.cacao)
    assert [row.text for one in carried for row in one.rows] == [
        "Instalar dos centros de acopio",
        "Certificar la balanza",
    ]
