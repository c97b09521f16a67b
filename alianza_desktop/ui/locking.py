"""After how many minutes this laptop locks, as its store remembers. No Qt."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SETTING: Final = "window.lock_minutes"
USUAL: Final = 15
"""Minutes for an encrypted store of which nobody said otherwise; a plain one has no passphrase to ask for."""


def remembered(session: "Session", *, encrypted: bool) -> int:
    """Return after how many minutes it locks; 0 is never."""
    from alianza_desktop.storage import settings

    written = settings.read(session, SETTING)
    usual = int(written) if written.isdecimal() else USUAL
    return usual if encrypted else 0
