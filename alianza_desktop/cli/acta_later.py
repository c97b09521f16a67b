"""What `alianza acta show` says of an acta after its seal."""

from typing import TYPE_CHECKING

from alianza_desktop.core import catalogs

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def after(session: "Session", acta_id: str) -> tuple[list[dict[str, object]], tuple[str, ...]]:
    """Return what came after the seal, as data and as lines."""
    from alianza_desktop.documents import after_seal
    from alianza_desktop.signing import records

    rows, names = after_seal.late(session, acta_id), records.device_names(session)
    data: list[dict[str, object]] = [
        {"signatory": one.signatory_id, "name": one.name, "outcome": one.outcome, "at": one.at,
         "device": names.get(one.device, one.device), "entry": one.entry, "recorded_before_seal": one.after}
        for one in rows
    ]  # fmt: skip
    lines = tuple(
        f"  Después del sello, {one.name}: {catalogs.label('outcome', one.outcome)}"
        f" (equipo {names.get(one.device, one.device)})"
        for one in rows
    )
    untold = after_seal.untold(session, acta_id)
    more = (f"  Sin constancia complementaria todavía: {untold}",) if untold else ()
    return data, (*lines, *more)
