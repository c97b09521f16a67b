"""The mark of a signature or a seal in progress: kept in this laptop's store while it lasts. No Qt.

What was under way when the power failed is gone on purpose; the next start says so (ux.md §4).
"""

from typing import TYPE_CHECKING, Final

from alianza_desktop.storage import settings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

KEY: Final = "window.signing"


def begin(session: "Session", acta_id: str, signatory_id: str = "") -> None:
    """A pad opens for somebody; with nobody, an acta is about to be sealed."""
    settings.write(session, KEY, f"{acta_id} {signatory_id}")


def end(session: "Session") -> None:
    """It was done or given up."""
    settings.write(session, KEY, "")


def left(session: "Session") -> tuple[str, str]:
    """Return the acta and the signatory of what was cut short: nobody of a seal, no acta when nothing was."""
    acta_id, _, signatory_id = settings.read(session, KEY).partition(" ")
    return acta_id, signatory_id
