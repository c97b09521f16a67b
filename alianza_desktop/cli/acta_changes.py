"""`alianza acta`, around the signatures: who signs and for whom, adendas, versions, what follows the seal."""

import os
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from alianza_desktop.cli import actas as acta_commands
from alianza_desktop.cli import choosing
from alianza_desktop.cli.desk import Desk, Reply
from alianza_desktop.core.errors import Invalid, NotFound

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.services.actas import SignatoryRow

MEDIA = {".pdf": "application/pdf", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}
LARGEST_SCAN = 25 * 1024 * 1024


def addendum(desk: Desk, arguments: Namespace) -> Reply:
    """Begin an adenda to a frozen acta, with its own text, or go on with its draft."""
    from alianza_desktop.services import acta_amendments, actas

    with desk.writing() as session:
        begun = acta_amendments.addendum(session, actas.find(session, arguments.acta).id)
        values = {"development": arguments.text, "starts_at": arguments.starts, "ends_at": arguments.ends}
        given = {field: value for field, value in values.items() if value is not None}
        if given:
            actas.change(session, begun.id, given)
        return acta_commands.reply(session, begun.id)


def revise(desk: Desk, arguments: Namespace) -> Reply:
    """Begin the next version of a frozen acta: everybody signs again."""
    from alianza_desktop.services import acta_amendments, actas

    with desk.writing() as session:
        begun = acta_amendments.new_version(session, actas.find(session, arguments.acta).id)
        return acta_commands.reply(session, begun.id)


def difference(desk: Desk, arguments: Namespace) -> Reply:
    """Show what the records say now otherwise than the frozen acta."""
    from alianza_desktop.documents import collect, issue
    from alianza_desktop.documents.acta_diff import acta_diff
    from alianza_desktop.services import actas

    with desk.reading() as session:
        acta = actas.find(session, arguments.acta)
        old = issue.content_of(session, issue.frozen(session, acta.id))
        rows = acta_diff(old, collect.acta(session, acta.id))
    data = [
        {"part": one.part, "thing": one.thing, "member": one.member, "change": one.change,
         "before": one.before, "after": one.after}
        for one in rows
    ]  # fmt: skip
    lines = tuple(
        f"  {' · '.join(filter(None, (one.part, one.thing, one.member)))}: {one.before} → {one.after}"
        for one in rows
    )
    return Reply({"changes": data}, lines or ("Nada cambió desde que se congeló.",))


def annul(desk: Desk, arguments: Namespace) -> Reply:
    """Annul an acta, with its reason and the coordinator's PIN. A wrong PIN counts as a try."""
    from alianza_desktop.services import acta_annulment, actas

    with desk.writing() as session:
        acta = actas.find(session, arguments.acta)
        tried = acta_annulment.annul(session, acta.id, arguments.reason, _pin(arguments.pin_file))
        shown = acta_commands.reply(session, acta.id)
    tried.check()
    return shown


def pin(desk: Desk, arguments: Namespace) -> Reply:
    """Set, change or clear the PIN of who works here, on this laptop only."""
    from alianza_desktop.services import pins

    if arguments.forget:
        return _forget(desk, arguments)
    with desk.writing() as session:
        old = _pin(arguments.pin_file) if pins.has_pin(session) else ""
        if arguments.clear:
            tried = pins.clear_pin(session, old)
        else:
            tried = pins.set_pin(session, _pin(arguments.new_file), old)
    tried.check()
    said = "Su PIN en este equipo ya no existe." if arguments.clear else "Su PIN quedó puesto en este equipo."
    return Reply({"pin": not arguments.clear}, (said,))


def _forget(desk: Desk, arguments: Namespace) -> Reply:
    """Take away the PIN that somebody else forgot: it is kept who did it."""
    from alianza_desktop.services import alliances, pins

    with desk.writing() as session:
        person = alliances.operator(session, arguments.forget)
        tried = pins.tried(session, _pin(arguments.pin_file))
        if tried.accepted:
            pins.forget(session, person.id)
        name = person.name
    tried.check()
    return Reply({"pin": False, "operator": name}, (f"Se quitó el PIN de {name} en este equipo.",))


def _pin(name: str | None) -> str:
    """Return a PIN from a file or from `ALIANZA_PIN`: never from the command, which the shell remembers."""
    if name is None:
        found = os.environ.get("ALIANZA_PIN", "")
        if not found:
            raise Invalid("pin-needed")
        return found
    try:
        return Path(name).read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid("file-unreadable", file=name) from error


def late(desk: Desk, arguments: Namespace) -> Reply:
    """Record how a signatory ended after the seal; the sealed file stays as it is."""
    from alianza_desktop.documents import after_seal, issue
    from alianza_desktop.services import actas

    with desk.writing() as session:
        acta = actas.find(session, arguments.acta)
        consent = issue.consent(session, acta.id) if arguments.outcome == "ink" else None
        person = issue.signatory(session, acta.id, arguments.signatory)
        after_seal.record_late(session, acta.id, person, acta_commands.given(arguments, consent))
        shown = acta_commands.reply(session, acta.id)
    said = (consent.text,) if consent else ()
    more = "Para que conste en un documento: alianza acta complement."
    return Reply(shown.data, (*said, *shown.lines, more))


def complement(desk: Desk, arguments: Namespace) -> Reply:
    """Seal the constancia complementaria of what came after the seal, and write its PDF."""
    from alianza_desktop.cli import output
    from alianza_desktop.documents import after_seal
    from alianza_desktop.services import actas

    with desk.writing() as session:
        acta = actas.find(session, arguments.acta)
        made = after_seal.complement(session, acta.id)
        data = after_seal.pdf(session, made.id)
        found = {"id": made.id, "file_hash": made.file_hash, "bytes": made.file_size}
    target = output.write(arguments.file, data)
    return Reply({**found, "file": str(target)}, (f"{target}: constancia complementaria sellada",))


def signatory(desk: Desk, arguments: Namespace) -> Reply:
    """Expect a person to sign a draft, say in what capacity and for whom, or expect them no more."""
    from alianza_desktop.services import acta_signatories, actas

    with desk.writing() as session:
        acta = actas.find(session, arguments.acta)
        person = choosing.person(session, arguments.person)
        row = _row(session, acta.id, person)
        if arguments.remove:
            if row is None:
                raise NotFound("signatory-missing")
            actas.remove_signatory(session, row.id)
            return acta_commands.reply(session, acta.id)
        signatory_id = row.id if row else actas.add_signatory(session, acta.id, person).id
        values = _capacity(session, arguments)
        if values:
            acta_signatories.change_signatory(session, signatory_id, values)
        if arguments.scan is not None:
            data, media = _scan(arguments.scan)
            acta_signatories.attach_accreditation(session, signatory_id, data, media)
        return acta_commands.reply(session, acta.id)


def _row(session: "Session", acta_id: str, person_id: str) -> "SignatoryRow | None":
    from alianza_desktop.services import actas

    return next((one for one in actas.signatories(session, acta_id) if one.person_id == person_id), None)


def _capacity(session: "Session", arguments: Namespace) -> dict[str, str]:
    values = {
        "quality": arguments.quality,
        "position": arguments.position,
        "accreditation": arguments.accreditation,
    }
    if arguments.organization:
        values["organization_id"] = choosing.record(session, "organization", arguments.organization)
    if arguments.represents is not None:
        person = choosing.person(session, arguments.represents) if arguments.represents else ""
        values["represents_id"] = person
    return {field: value for field, value in values.items() if value is not None}


def _scan(name: str) -> tuple[bytes, str]:
    media = MEDIA.get(Path(name).suffix.lower(), "")
    try:
        with Path(name).open("rb") as file:
            return file.read(LARGEST_SCAN + 1), media
    except OSError as error:
        raise Invalid("file-unreadable", file=name) from error


def clause(desk: Desk, arguments: Namespace) -> Reply:
    """Put an optional clause in the draft or leave it out; without a code, list them."""
    from alianza_desktop.model.actas import CLAUSES
    from alianza_desktop.services import acta_clauses, actas

    with desk.writing() as session:
        acta = actas.find(session, arguments.acta)
        if arguments.code:
            acta_clauses.include(session, acta.id, arguments.code, wanted=not arguments.out)
        included = acta_clauses.included(session, acta.id)
    lines = tuple(f"  {'✓' if code in included else '·'} {code}" for code in CLAUSES)
    return Reply({"clauses": list(included)}, lines)


def language(desk: Desk, arguments: Namespace) -> Reply:
    """Give the draft's headings a second language, or none."""
    from alianza_desktop.services import acta_clauses, actas

    with desk.writing() as session:
        acta = actas.find(session, arguments.acta)
        acta_clauses.speak(session, acta.id, arguments.language)
        said = acta.language
    return Reply({"language": said or None}, (f"Encabezados en castellano{f' y {said}' if said else ''}.",))


def heading(desk: Desk, arguments: Namespace) -> Reply:
    """Keep a heading in another language and who reviewed it."""
    from alianza_desktop.services import acta_clauses

    with desk.writing() as session:
        acta_clauses.translate(
            session, arguments.language, arguments.key, arguments.text, arguments.reviewed_by
        )
        found = acta_clauses.translations(session, arguments.language)
    texts = {key: one.text for key, one in sorted(found.items()) if one.text}
    return Reply({"headings": texts}, tuple(f"  {key}: {text}" for key, text in texts.items()))
