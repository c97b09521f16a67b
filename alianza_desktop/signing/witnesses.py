"""What others keep of the evidence of an acta: receipts, and the chains that another laptop holds.

Who holds a sealing key can rewrite the chain of its own device and seal that: the file agrees with itself.
Only what is elsewhere tells: the code on a signer's receipt, the entries in another store.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from alianza_desktop.core.canonical import verification_code
from alianza_desktop.core.errors import Invalid
from alianza_desktop.signing.bundle import Bundle
from alianza_desktop.signing.words import Mismatch

ALIKE: Final = str.maketrans("OIL", "011")
"""What people write for the figures they resemble (Crockford base32)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry that a store keeps, of a chain that it checked."""

    device: str
    counter: int
    hash: str


def _nothing(_version: str) -> Sequence[Seen]:
    return ()


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What to compare a file with."""

    receipts: tuple[str, ...] = ()
    """Codes of entries, as `receipt` reads them."""
    seen: Callable[[str], Sequence[Seen]] = _nothing
    """Acta version → the entries that a store keeps of it."""


NOBODY: Final = Witnesses()


def receipt(text: str) -> str:
    """Read the code of a receipt as people type it: the 32 letters printed, or the 64 figures of the hash.

    A shorter one may look an acta up, it proves nothing. Raises `Invalid("receipt-code")`.
    """
    typed = re.sub(r"[\s:.-]", "", text).upper()
    if re.fullmatch(r"[0-9A-F]{64}", typed):
        return verification_code(typed.lower())
    letters = typed.translate(ALIKE)
    if not re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{32}", letters):
        raise Invalid("receipt-code")
    return "-".join(letters[place : place + 4] for place in range(0, 32, 4))


def check_receipt(bundle: Bundle, receipt: str) -> None:
    """Check that an entry has the code of a receipt; `Mismatch("receipt-missing")`."""
    codes = (verification_code(entry.hash) for chain in bundle.chains for entry in chain.entries)
    if receipt not in codes:
        raise Mismatch("receipt-missing", receipt=receipt)


def check_seen(bundle: Bundle, seen: Sequence[Seen]) -> str:
    """Check that the entries of a store are those of the file; `Mismatch("seen-differs")`.

    Returns `more` when the store keeps entries that the file lacks, which may have arrived after it was
    sealed: of a laptop that is not in it, or after the last one of a laptop that is.
    """
    hashes = {chain.device: [entry.hash for entry in chain.entries] for chain in bundle.chains}
    closed = {chain.device for chain in bundle.chains if chain.entries[-1].facts.get("kind") == "closing"}
    more = False
    for one in seen:
        own = hashes.get(one.device, [])
        if one.counter < len(own):
            if own[one.counter] != one.hash:
                raise Mismatch("seen-differs")
        elif one.device in closed:  # nothing follows the cierre in its chain
            raise Mismatch("seen-differs")
        else:
            more = True
    return "more" if more else "all"
