"""Who writes: what every transaction knows about its alliance, its device and the person at the laptop.

It travels in `session.info["context"]`; `session.info["sign"]` is the device's Ed25519 signature,
`Callable[[bytes], bytes]`. The private key itself never reaches a session.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from sqlalchemy.orm import Session

from alianza_desktop.core.clock import Clock
from alianza_desktop.core.ids import IdSource


@dataclass(frozen=True, slots=True)
class Context:
    """The alliance, device and operator of a transaction, with the injected clock and ids."""

    alliance_id: str
    device_id: str
    letter: str
    operator_id: str
    clock: Clock
    ids: IdSource
    app: str


def context(session: Session) -> Context:
    """Return the context of the running transaction or reading."""
    return cast("Context", session.info["context"])


def signer(session: Session) -> Callable[[bytes], bytes]:
    """Return the signature of this device's key."""
    return cast("Callable[[bytes], bytes]", session.info["sign"])
