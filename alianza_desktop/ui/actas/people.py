"""The signatories of an acta as rows: how each ended, whose turn it is. No Qt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import hour
from alianza_desktop.documents import after_seal
from alianza_desktop.model import ActaSignatory, ActaVersion, Organization
from alianza_desktop.services import actas
from alianza_desktop.services.query import by_id
from alianza_desktop.signing import records
from alianza_desktop.signing.evidence import Entry, Outcome
from alianza_desktop.ui.actas.facts import Signer
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.signing.chains import Standing

SIGNED: Final = {
    "ink": ("firmó", "pantalla {hour}"),
    "paper": ("firmó", "papel, {paper}"),
    "thumbprint": ("puso su huella", "papel, {paper}"),
    "at_request": ("firmó a ruego", "papel, {paper}"),
    "digital": ("firmará", "firma digital"),
}
FREED: Final = {"refused": "se negó", "absent": "ausente", "left": "se retiró"}


@dataclass(frozen=True, slots=True, repr=False)
class People:
    """Who signs an acta, as its panel shows them."""

    rows: tuple[Row, ...]
    signers: dict[str, Signer]
    turn: str = ""
    """Whose turn it is."""
    undecided: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    """By person: the outcomes between which one must be chosen."""
    awaited: frozenset[str] = frozenset()
    """Those of them of whom a choice cites what is not here."""
    waiting: frozenset[str] = frozenset()
    """Who has not ended yet."""


def expected(session: "Session", acta_id: str) -> People:
    """Return who is expected to sign a draft."""
    expected_now = actas.signatories(session, acta_id)
    members = [{"id": one.id, "name": one.full_name, "quality": one.quality} for one in expected_now]
    places = {one.id: f"por {one.represents}" for one in expected_now if one.represents}
    signers = _signers(session, members)
    rows = tuple(
        Row(
            key=one.id,
            title=one.name,
            sector=one.sector,
            caption=one.organization or one.words,
            icon="user",
            trailing=catalogs.labels("quality").get(str(member["quality"]), ""),
            note=places.get(one.id, " "),
        )
        for one, member in zip(signers.values(), members, strict=True)
    )
    return People(rows, signers)


def signing(session: "Session", version: ActaVersion, *, taking: bool) -> People:
    """Return who signs a frozen version, and how each ended so far."""
    members = actas.frozen_signatories(session, version)
    signers = _signers(session, members)
    found = records.standings(session, version)
    names = records.device_names(session)
    undecided = {
        person: tuple(_entry_row(entry, names) for entry in standing.outcomes)
        for person, standing in found.items()
        if standing.stands is None or standing.awaits
    }
    waiting = [one for one in signers if one not in found]
    turn = waiting[0] if waiting and taking else ""
    turn = turn or (next(iter(undecided), "") if taking else "")
    later = _later(session, version, signers)
    rows = tuple(
        later.get(one.id) or _row(one, found.get(one.id), turn=one.id == turn) for one in signers.values()
    )
    awaited = frozenset(person for person in undecided if found[person].awaits)
    return People(rows, signers, turn, undecided, awaited, frozenset(waiting))


def _signers(session: "Session", members: Iterable[Mapping[str, Any]]) -> dict[str, Signer]:
    """Return each with the sector of their organisation, which the document does not say."""
    members = list(members)
    rows = by_id(session, ActaSignatory, {one["id"] for one in members})
    bodies = by_id(session, Organization, {row.organization_id for row in rows.values()})
    found = {}
    for one in members:
        row = rows.get(one["id"])
        body = bodies.get(row.organization_id) if row else None
        named = one.get("organization") or (body.name if body else "")
        position = one.get("position") or (row.position if row else "")
        quality = catalogs.labels("quality").get(one.get("quality", ""), "")
        found[one["id"]] = Signer(
            id=one["id"],
            name=one["name"],
            sector=body.sector if body else "",
            organization=named,
            words=" · ".join(filter(None, (position, named, quality))),
        )
    return found


def _named(one: Signer) -> dict[str, Any]:
    return {
        "key": one.id,
        "title": one.name,
        "sector": one.sector,
        "caption": one.organization or one.words,
    }


def _row(one: Signer, standing: "Standing | None", *, turn: bool) -> Row:
    facts = _named(one)
    if standing is None and turn:
        return Row(**facts, icon="pencil", tone="primary", strong=True, trailing="sigue", note="ahora")
    if standing is None:
        return Row(**facts, icon="circle-dashed", trailing="pendiente", note=" ")
    if standing.awaits:
        return Row(
            **facts, icon="alert-triangle", tone="warning", trailing="sin decidir", note="falta otro equipo"
        )
    if standing.stands is None:
        words = f"{len(standing.outcomes)} resultados"
        return Row(**facts, icon="alert-triangle", tone="warning", trailing=words, note="elija cuál vale")
    said, note, signed = outcome_words(standing.stands)
    icon, tone = ("check", "success") if signed else ("minus", "")
    return Row(**facts, icon=icon, tone=tone, trailing=said, note=note or " ")


def late_takes(session: "Session", version: ActaVersion) -> frozenset[str]:
    """Return who did not sign before the seal and has not ended again since."""
    ended = {one.signatory_id for one in after_seal.late(session, version.acta_id)}
    free = {
        person
        for person, standing in records.standings(session, version).items()
        if standing.outcome is not None and standing.outcome.outcome in FREED
    }
    return frozenset(free - ended)


def _later(session: "Session", version: ActaVersion, signers: Mapping[str, Signer]) -> dict[str, Row]:
    """Return the rows of who ended again after the seal; the sealed file keeps what it says of them."""
    rows = {}
    for one in after_seal.late(session, version.acta_id):
        signed = one.outcome in SIGNED
        said = SIGNED[one.outcome][0] if signed else FREED[one.outcome]
        if one.signatory_id in signers:
            rows[one.signatory_id] = Row(
                **_named(signers[one.signatory_id]),
                icon="check" if signed else "minus",
                tone="success" if signed else "",
                trailing=said,
                note=f"tras el sello {hour(one.at)}",
            )
    return rows


def outcome_words(entry: Entry) -> tuple[str, str, bool]:
    """Return how an entry says that somebody ended, the detail, and whether they signed."""
    outcome, at = Outcome.read(entry.facts), hour(str(entry.facts["at"]))
    if outcome.outcome in SIGNED:
        said, note = SIGNED[outcome.outcome]
        if not outcome.paper and "{paper}" in note:
            note = f"papel {at}"
        return said, note.format(hour=at, paper=outcome.paper), True
    note = outcome.left_at if outcome.outcome == "left" else "dio su razón" if outcome.reason else at
    return FREED[outcome.outcome], note, False


def _entry_row(entry: Entry, names: Mapping[str, str]) -> Row:
    said, note, _signed = outcome_words(entry)
    facts: Any = entry.facts
    device = names.get(facts["device"], facts["device"])
    return Row(
        key=entry.hash,
        title=f"{said}, {note}" if note else said,
        caption=f"equipo {device}, {facts['operator']['name']}, {hour(facts['at'])}",
        icon="note",
    )
