"""`alianza acta sign-digital` and `timestamp`: what is added to a sealed acta, as a second file."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from alianza_desktop.cli.desk import Desk, Reply
from alianza_desktop.core.errors import Invalid

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.model import SealCopy
    from alianza_desktop.signing.own_certificate import CertificateFile
    from alianza_desktop.signing.personal import Token


def sign_digital(desk: Desk, arguments: Namespace) -> Reply:
    """Add a person's digital signature with their card or token, or their certificate in a file."""
    from alianza_desktop.documents import issue, later
    from alianza_desktop.services import actas

    own = certificate_file(arguments) or _token(arguments)
    with desk.writing() as session:
        acta = actas.find(session, arguments.acta)
        person = issue.signatory(session, acta.id, arguments.signatory)
        return _kept(session, later.sign(session, acta.id, person, own), arguments.out)


def timestamp(desk: Desk, arguments: Namespace) -> Reply:
    """Add a time-stamp of an authority."""
    from alianza_desktop.documents import later
    from alianza_desktop.services import actas

    with desk.writing() as session:
        acta = actas.find(session, arguments.acta)
        return _kept(session, later.timestamp(session, acta.id, arguments.tsa), arguments.out)


def certificate_file(arguments: Namespace) -> "CertificateFile | None":
    """Return the .p12 of `--p12` with its passphrase; none when it was not given."""
    from alianza_desktop.signing.own_certificate import LARGEST, CertificateFile

    if not arguments.p12:
        return None
    try:
        with Path(arguments.p12).open("rb") as file:
            data = file.read(LARGEST + 1)
        named = arguments.p12_passphrase
        secret = Path(named).read_text(encoding="utf-8-sig").rstrip("\r\n") if named else ""
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid("p12-file-unreadable", file=arguments.p12) from error
    return CertificateFile(data, secret)


def _token(arguments: Namespace) -> "Token":
    from alianza_desktop.signing.personal import Token

    if not (arguments.module and arguments.token and arguments.pin_file):
        raise Invalid("signing-means")
    return Token(arguments.module, arguments.token, _pin(arguments.pin_file), arguments.certificate)


def _pin(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid("pin-file-unreadable", file=name) from error


def _kept(session: "Session", copy: "SealCopy", out: str) -> Reply:
    from alianza_desktop.cli import output
    from alianza_desktop.storage import attachments

    lines = [f"Se guardó un segundo archivo del acta, {copy.file_size} bytes; el primero queda como estaba."]
    target = output.write(out, attachments.get(session, copy.file_hash)) if out else None
    lines += [str(target)] if target else []
    data: dict[str, object] = {
        "kind": copy.kind,
        "file_hash": copy.file_hash,
        "bytes": copy.file_size,
        "file": str(target) if target else None,
    }
    return Reply(data, tuple(lines))
