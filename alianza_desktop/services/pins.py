"""The PIN of who works at this laptop, for what should not happen by another's hand at an open window.

Kept as an argon2id verifier in this device's settings: never journaled, another laptop has another one. It
keeps out whoever sits down at an open store, not whoever can read it: four digits are tried in minutes.

Decisions: 4 to 12 digits. After three wrong ones the PIN is not even compared for five minutes, by this
device's clock; the count is kept in the store, so closing the program starts nothing anew. A try is an answer
and no error, because an error would take back its count. A clock put back makes the pause start again now.
"""

import json
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from alianza_desktop.core.clock import instant, parse_instant
from alianza_desktop.core.errors import Invalid, NotAllowed
from alianza_desktop.model import Operator
from alianza_desktop.services.query import get, living
from alianza_desktop.storage import settings, verifiers
from alianza_desktop.storage.context import context

TRIES: Final = 3
PAUSE: Final = timedelta(minutes=5)
SHORTEST, LONGEST = 4, 12
_FORGOTTEN: Final = "pins-forgotten"


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of typing a PIN."""

    accepted: bool
    left: int = 0
    """Tries left before a pause."""
    wait: int = 0
    """Minutes to wait, when it was not even compared or this was the last try."""

    def check(self) -> None:
        """Raise `Invalid("pin-wrong")` with how many are `left`, or `NotAllowed("pin-paused")`."""
        if self.wait:
            raise NotAllowed("pin-paused", minutes=self.wait)
        if not self.accepted:
            raise Invalid("pin-wrong", left=self.left)


def has_pin(session: Session) -> bool:
    """Tell whether who works here has a PIN on this laptop."""
    return bool(_kept(session))


def set_pin(session: Session, new: str, old: str = "") -> Tried:
    """Set the PIN of who works here; who has one types it too. `Invalid("pin-form")`."""
    if not (new.isascii() and new.isdigit() and SHORTEST <= len(new) <= LONGEST):
        raise Invalid("pin-form", shortest=SHORTEST, longest=LONGEST)
    answer = tried(session, old) if has_pin(session) else Tried(accepted=True)
    if answer.accepted:
        _keep(session, {"verifier": verifiers.made(new)})
    return answer


def opened(session: Session, pin: str, *, new: bool) -> Tried:
    """Ask who works here for their PIN; who has none yet sets it with the same digits, when it is `new`.

    Raises `Invalid("pin-form")`, `NotAllowed("pin-missing")`.
    """
    return set_pin(session, pin) if new and not has_pin(session) else tried(session, pin)


def clear_pin(session: Session, old: str) -> Tried:
    """Take away the PIN of who works here. `NotAllowed("pin-missing")`."""
    answer = tried(session, old)
    if answer.accepted:
        _keep(session, {})
    return answer


def tried(session: Session, pin: str) -> Tried:
    """Compare a PIN and count the try. `NotAllowed("pin-missing")` for who has none on this laptop."""
    kept = _kept(session)
    if not kept:
        raise NotAllowed("pin-missing")
    now = context(session).clock.now()
    wait = _wait(kept, instant(now))
    if wait:
        return Tried(accepted=False, wait=wait)
    verifier, wrong = kept["verifier"], 0 if "since" in kept else kept.get("wrong", 0)
    if verifiers.holds(verifier, pin):
        _keep(session, {"verifier": verifier})
        return Tried(accepted=True, left=TRIES)
    left = TRIES - wrong - 1
    paused = {} if left else {"since": instant(now)}
    _keep(session, {"verifier": verifier, "wrong": wrong + 1, **paused})
    return Tried(accepted=False, left=left, wait=0 if left else int(PAUSE.total_seconds() // 60))


@dataclass(frozen=True, slots=True)
class Forgotten:
    """That a coordinator took away the PIN that somebody forgot."""

    operator: str
    by: str
    at: str


def forget(session: Session, operator_id: str) -> Forgotten:
    """Take away the PIN that another operator forgot on this laptop, and keep that it was done.

    Who does it holds the coordinator's role and has typed their own (`opened`): one's own is changed with
    `set_pin`. Raises `NotAllowed` (`pin-role`, `pin-own`, `pin-missing`).
    """
    here = context(session)
    if get(session, Operator, here.operator_id).role != "coordinator":
        raise NotAllowed("pin-role")
    if operator_id == here.operator_id:
        raise NotAllowed("pin-own")
    if not settings.read(session, f"pin/{operator_id}"):
        raise NotAllowed("pin-missing")
    done = Forgotten(operator_id, here.operator_id, instant(here.clock.now()))
    kept = [asdict(one) for one in forgotten(session)]
    settings.write(session, _FORGOTTEN, json.dumps([*kept, asdict(done)]))
    settings.write(session, f"pin/{operator_id}", "")
    return done


def forgotten(session: Session) -> tuple[Forgotten, ...]:
    """Return the PINs that were taken away on this laptop, oldest first."""
    return tuple(Forgotten(**one) for one in json.loads(settings.read(session, _FORGOTTEN) or "[]"))


def holders(session: Session) -> frozenset[str]:
    """Return the operators who have a PIN on this laptop."""
    return frozenset(
        one.id for one in session.scalars(living(Operator)) if settings.read(session, f"pin/{one.id}")
    )


def _wait(kept: dict[str, Any], now: str) -> int:
    """Return how many minutes of a pause are left, rounded up."""
    if "since" not in kept:
        return 0
    spent = parse_instant(now) - parse_instant(kept["since"])
    left = PAUSE - max(spent, timedelta(0))
    return max(0, -int(-left.total_seconds() // 60))


def _name(session: Session) -> str:
    return f"pin/{context(session).operator_id}"


def _kept(session: Session) -> dict[str, Any]:
    text = settings.read(session, _name(session))
    return dict(json.loads(text)) if text else {}


def _keep(session: Session, kept: dict[str, Any]) -> None:
    settings.write(session, _name(session), json.dumps(kept) if kept else "")
