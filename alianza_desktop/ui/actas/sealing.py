"""What a seal will record, listed before it is made. No Qt."""

from collections import Counter
from typing import TYPE_CHECKING

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import count, hour
from alianza_desktop.documents import issue
from alianza_desktop.signing import records
from alianza_desktop.signing.records import Witness
from alianza_desktop.ui.actas.facts import ActaFacts, SealFacts
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def facts(session: "Session", acta: ActaFacts) -> SealFacts:
    """Return the outcomes by kind, the devices whose evidence is here, and those whose is not."""
    version = issue.frozen(session, acta.id)
    ended = Counter(
        standing.outcome.outcome
        for standing in records.standings(session, version).values()
        if standing.outcome is not None
    )
    witnesses = records.witnesses(session, version)
    missing = [one for one in witnesses if not one.entries and not one.own]
    return SealFacts(
        title=f"{acta.title}, versión {acta.version}",
        counts=tuple(
            Row(title=catalogs.label("outcome", code), trailing=str(number), icon=_icon(code))
            for code, number in sorted(ended.items(), key=lambda one: -one[1])
        ),
        devices=tuple(_device(one) for one in witnesses),
        warning="Falta la evidencia de otro equipo: lo que haya registrado constará aparte."
        if missing
        else "",
    )


def _device(one: Witness) -> Row:
    """Return how much of a laptop's evidence is here, and the hour of its last entry."""
    name = f"Equipo {one.name}, este equipo" if one.own else f"Equipo {one.name}"
    if not one.entries and not one.own:
        return Row(title=name, caption="no hay evidencia suya aquí", warning=True, icon="device-laptop")
    last = f", el último a las {hour(one.last_at)}" if one.last_at else ""
    return Row(
        title=name,
        caption=f"{count(one.entries, 'registro', 'registros')}{last}",
        icon="device-laptop",
        state="done",
    )


def _icon(outcome: str) -> str:
    return "minus" if outcome in ("refused", "absent", "left") else "check"
