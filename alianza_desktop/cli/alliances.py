"""`alianza alliance`: made once for each territory, with the store of this laptop."""

from argparse import Namespace
from typing import TYPE_CHECKING

from alianza_desktop.cli.desk import Desk, Reply
from alianza_desktop.core.catalogs import label
from alianza_desktop.core.errors import Invalid

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def new(desk: Desk, arguments: Namespace) -> Reply:
    """Make the store, the device's keys, the alliance and its first operator."""
    from alianza_desktop.core import catalogs
    from alianza_desktop.storage.founding import found

    if not arguments.operator:
        raise Invalid("operator-name-needed")
    territory = catalogs.place(arguments.ubigeo)
    passphrase = desk.passphrase()
    if passphrase is None and not arguments.plain:
        raise Invalid("passphrase-or-plain")
    with (
        found(
            desk.folder,
            name=arguments.name,
            ubigeo=arguments.ubigeo,
            operator=arguments.operator,
            role=arguments.role,
            clock=desk.clock,
            passphrase=passphrase,
        ) as database,
        database.reading() as session,
    ):
        data = _facts(session)
    protection = "cifrado con su contraseña" if passphrase else "SIN CIFRAR: úselo solo para ensayar"
    return Reply(
        {"alliance": data, "encrypted": passphrase is not None},
        (
            f"Alianza «{data['name']}» creada para {territory.full_name}.",
            f"Almacén {protection}. Equipo con letra {data['letter']}.",
            f"Autoridad de la alianza (SHA-256): {data['ca']}",
        ),
    )


def add_operator(desk: Desk, arguments: Namespace) -> Reply:
    """Add someone who works at the laptops of the alliance."""
    from alianza_desktop.services import alliances

    with desk.writing() as session:
        added = alliances.add_operator(session, arguments.name, arguments.role)
        data = {"id": added.id, "name": added.name, "role": added.role}
    return Reply({"operator": data}, (f"{data['name']}, {label('role', data['role'])}: en la lista.",))


def show(desk: Desk, _arguments: Namespace) -> Reply:
    """Show the alliance of this store."""
    from alianza_desktop.services import alliances

    with desk.reading() as session:
        data = _facts(session)
        people = [{"name": one.name, "role": one.role} for one in alliances.operators(session)]
    return Reply(
        {"alliance": data, "operators": people},
        (
            f"{data['name']} ({data['ubigeo']}){'  ENSAYO' if data['rehearsal'] else ''}",
            f"Equipo con letra {data['letter']}",
            *(f"  {one['name']}, {label('role', one['role'])}" for one in people),
            f"Autoridad de la alianza (SHA-256): {data['ca']}",
        ),
    )


def _facts(session: "Session") -> dict[str, object]:
    from alianza_desktop.services import alliances
    from alianza_desktop.storage import authorities
    from alianza_desktop.storage.context import context

    one = alliances.alliance(session)
    return {
        "id": one.id,
        "name": one.name,
        "ubigeo": one.ubigeo,
        "rehearsal": one.rehearsal,
        "letter": context(session).letter,
        "ca": authorities.current(session).fingerprint,
    }
