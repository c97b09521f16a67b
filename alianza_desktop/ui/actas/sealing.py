"""What a seal will record, listed before it is made. No Qt."""

from collections import Counter
from typing import TYPE_CHECKING

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import count
from alianza_desktop.documents import issue
from alianza_desktop.signing import records
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
    names = records.device_names(session)
    chains = records.chains(session, version)
    missing = records.missing(session, version)
    devices = [
        Row(
            title=f"Equipo {names.get(one.device, one.device)}",
            caption=count(len(one.entries), "registro", "registros"),
            icon="device-laptop",
            state="done",
        )
        for one in chains
    ]
    devices += [
        Row(
            title=f"Equipo {names[one]}",
            caption="no hay evidencia suya aquí",
            warning=True,
            icon="device-laptop",
        )
        for one in missing
    ]
    return SealFacts(
        title=f"{acta.title}, versión {acta.version}",
        counts=tuple(
            Row(title=catalogs.label("outcome", code), trailing=str(number), icon=_icon(code))
            for code, number in sorted(ended.items(), key=lambda one: -one[1])
        ),
        devices=tuple(devices),
        warning="Falta la evidencia de otro equipo: lo que haya registrado constará aparte."
        if missing
        else "",
    )


def _icon(outcome: str) -> str:
    return "minus" if outcome in ("refused", "absent", "left") else "check"
