"""From the store to the list of actas; runs off the UI thread. No Qt.

Apart from `reading`, which needs the documents: the list does not wait for them and their fonts.
"""

from typing import TYPE_CHECKING

from alianza_desktop.core.format_es import count, day
from alianza_desktop.services import actas, meetings, mesas
from alianza_desktop.services.actas import ActaRow
from alianza_desktop.ui.actas.facts import ListedActa, ListFacts, amendment, chip

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def listing(session: "Session", workshop_id: str) -> ListFacts:
    """Return the actas of a workshop and the mesas that have none to write in."""
    rows = actas.listing(session, workshop_id)
    tables = mesas.listing(session, workshop_id) if workshop_id else ()
    numbers = {one.id: one.number for one in tables}
    open_now = {row.mesa_id for row in rows if row.status.state in ("draft", "review")}
    plenary = () if meetings.mesa_of(session, workshop_id) else (("", "Plenaria"),)
    choices = [*plenary, *((one.id, f"Mesa {one.number} · {one.name}") for one in tables)]
    return ListFacts(
        subtitle=count(len(rows), "acta", "actas"),
        actas=tuple(_listed(row, numbers) for row in rows),
        to_compose=tuple(one for one in choices if one[0] not in open_now) if workshop_id else (),
    )


def _listed(row: ActaRow, numbers: dict[str, int]) -> ListedActa:
    status = row.status
    number = numbers.get(row.mesa_id)
    return ListedActa(
        id=row.id,
        title=status.number or "Acta sin número todavía",
        caption=" · ".join(filter(None, (f"Mesa {number}" if number else "", row.mesa, day(row.date)))),
        chip=amendment(status.amended)
        if status.amended and status.state != "annulled"
        else chip(status.state, status.outcomes, status.signatories),
        people=f"{status.outcomes} de {status.signatories} con resultado"
        if status.version
        else count(status.signatories, "firmante", "firmantes"),
    )
