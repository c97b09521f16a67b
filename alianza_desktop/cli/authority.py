"""`alianza authority` and `alianza revoke`: who has the alliance's authority, its loss and its end."""

from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from alianza_desktop.cli import output
from alianza_desktop.cli.desk import Desk, Reply
from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.format_es import count, day, listed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.services.authorities import Certificate


def show(desk: Desk, _arguments: Namespace) -> Reply:
    """Show the authority, who has its key, and the certificates of the laptops."""
    with desk.reading() as session:
        return _shown(session)


def export(desk: Desk, arguments: Namespace) -> Reply:
    """Write the file that hands the authority over to another laptop."""
    from alianza_desktop.services import authorities, devices

    with desk.writing() as session:
        data = authorities.export(session, arguments.device)
        name = devices.name(session, devices.find(session, arguments.device).device)
        target = output.write(arguments.file, data)
    return Reply(
        {"file": str(target), "device": name},
        (
            f"{target}: solo lo abre el equipo {name}, una vez. Llévelo y bórrelo del USB después.",
            f"Este equipo conserva la autoridad hasta que reciba la respuesta del equipo {name}.",
        ),
    )


def accept(desk: Desk, arguments: Namespace) -> Reply:
    """Take the authority from the file of another laptop."""
    from alianza_desktop.services import authorities
    from alianza_desktop.storage.authority_file import LARGEST

    try:
        with Path(arguments.file).open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise Invalid("file-unreadable", file=arguments.file) from error
    with desk.writing() as session:
        authorities.accept(session, data)
        return _shown(session, "La autoridad de la alianza está ahora en este equipo. Borre el archivo.")


def renew(desk: Desk, arguments: Namespace) -> Reply:
    """Certify every laptop anew."""
    from alianza_desktop.services import authorities

    with desk.writing() as session:
        names = authorities.renew(session, rotate=arguments.rotate)
        return _shown(
            session, f"Certificados nuevos para {listed(names)}. Cada equipo los toma al recibirlos."
        )


def replace(desk: Desk, arguments: Namespace) -> Reply:
    """Make another authority in the place of a lost one."""
    from alianza_desktop.services import authorities

    with desk.writing() as session:
        names = authorities.replace(session, arguments.reason)
        return _shown(
            session,
            f"Autoridad nueva, en este equipo. Certificados nuevos para {listed(names)}.",
            "Lo sellado antes se sigue verificando. Dé a conocer el código de la autoridad nueva.",
        )


def revoke(desk: Desk, arguments: Namespace) -> Reply:
    """Say that nobody should trust what a laptop seals, from an hour on."""
    from alianza_desktop.services import authorities

    since = _since(arguments.since)
    with desk.writing() as session:
        if since is not None and since.tzinfo is None:
            since = since.replace(tzinfo=desk.clock.now().tzinfo)
        number = authorities.revoke(session, arguments.device, arguments.reason, since)
        return _shown(session, f"Se retiró la confianza a {count(number, 'certificado', 'certificados')}.")


def _since(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError as error:
        raise Invalid("moment-unreadable") from error


def _shown(session: "Session", *first: str) -> Reply:
    from alianza_desktop.services import authorities

    now = authorities.standing(session)
    data = {
        "fingerprint": now.fingerprint,
        "until": now.until,
        "holder": now.holder,
        "here": now.here,
        "earlier": list(now.earlier),
        "certificates": [
            {
                "device": one.name,
                "until": one.until,
                "authority": one.authority,
                "revoked_at": one.revoked_at or None,
            }
            for one in now.certificates
        ],
    }
    lines = (
        *first,
        f"Autoridad de la alianza (SHA-256): {now.fingerprint}, hasta el {day(now.until)}",
        f"Está en el equipo {now.holder}{' (este)' if now.here else ''}",
        *(f"  Autoridad anterior: {one}" for one in now.earlier),
        *(_certificate(one, now.fingerprint) for one in now.certificates),
    )
    return Reply({"authority": data}, lines)


def _certificate(one: "Certificate", current: str) -> str:
    of = "" if one.authority == current else ", de una autoridad anterior"
    until = (
        f"sin confianza desde el {day(one.revoked_at[:10])}"
        if one.revoked_at
        else f"hasta el {day(one.until)}"
    )
    return f"  Equipo {one.name}: certificado {until}{of}"
