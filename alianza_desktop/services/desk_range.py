"""Which surnames a desk takes when there are two or three: a setting of this device, never a rule.

Somebody outside the range is registered all the same: the queue goes on, and the sign is for the room.
"""

from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.core.format_es import fold
from alianza_desktop.storage import settings

SETTING: Final = "desk.letters"
RANGES: Final = ("", "A-L", "M-Z", "A-F", "G-O", "P-Z")
"""All the letters; two desks; three desks, a third of the usual surnames of Peru each."""
_SPLITS: Final = (("A-L", "M-Z"), ("A-F", "G-O", "P-Z"))


def read(session: Session) -> str:
    """Return the range of this device; empty takes everybody."""
    kept = settings.read(session, SETTING)
    return kept if kept in RANGES else ""


def keep(session: Session, letters: str) -> None:
    """Remember the range of this device."""
    settings.write(session, SETTING, letters if letters in RANGES else "")


def words(letters: str) -> str:
    """Return `A–L`, as the sign and the screen say it."""
    return letters.replace("-", "–")


def other_desk(letters: str, surname: str) -> str:
    """Return the range of the desk that a surname belongs to, or nothing when it is this one."""
    initial = fold(surname)[:1].upper()
    if not letters or not initial.isalpha() or _within(letters, initial):
        return ""
    desks = next((one for one in _SPLITS if letters in one), ())
    return next((one for one in desks if _within(one, initial)), "")


def _within(letters: str, initial: str) -> bool:
    return letters[0] <= initial <= letters[-1]
