"""A recovery key after it was made: its sheet, and whether somebody said that they keep it. No Qt."""

from typing import TYPE_CHECKING, Final

from alianza_desktop.core.clock import Clock

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

KEPT: Final = "recovery.kept"


def remember_kept(session: "Session") -> None:
    """Somebody said that they keep the key."""
    from alianza_desktop.storage import settings

    settings.write(session, KEPT, "1")


def kept(session: "Session") -> bool:
    """Return whether somebody said so: a window closed too early leaves a key that nobody has."""
    from alianza_desktop.storage import settings

    return bool(settings.read(session, KEPT))


def sheet(alliance: str, key: str, clock: Clock, device: str) -> bytes:
    """Return the page to print or keep, as PDF."""
    from alianza_desktop.documents import recovery_sheet

    made = recovery_sheet.RecoverySheet(
        alliance=alliance, key=key, day=clock.now().date().isoformat(), device=device
    )
    return recovery_sheet.build(made).data
