"""The mark of a signature in progress: kept in this laptop's store while a pad is open. No Qt.

A signature that was under way when the power failed is gone on purpose; the next start says so (ux.md §4).
"""

from typing import TYPE_CHECKING, Final

from alianza_desktop.storage import settings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

KEY: Final = "window.signing"


def begin(session: "Session", acta_id: str, signatory_id: str) -> None:
    """A pad opens for somebody."""
    settings.write(session, KEY, f"{acta_id} {signatory_id}")


def end(session: "Session") -> None:
    """It was confirmed or given up."""
    settings.write(session, KEY, "")


def left(session: "Session") -> tuple[str, str]:
    """Return the acta and the signatory of a signature that was cut short; both empty when none was."""
    acta_id, _, signatory_id = settings.read(session, KEY).partition(" ")
    return acta_id, signatory_id
