"""`alianza import people`, `register`, `export people`."""

from argparse import Namespace

from alianza_desktop.cli import choosing
from alianza_desktop.cli.desk import Desk, Reply


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
