"""What the search keeps of a person or an organisation, as words: pure, shared by its index and its queries.

Each record has two lines of folded words (`format_es.fold`), one in each full-text table:
- words: found by how they begin. Names as they are, and also run together («de la Cruz» gives `delacruz` and
  `lacruz`, «O'Higgins» `ohiggins`), because people type them both ways. What is not a name carries a mark
  that nobody can type, a character of Unicode's private use that the tokenizer takes for a letter: the
  document, the organisation's words, the whole name, the workshops that invite.
- pieces: found by their middle. Three letters at a time of names; one, two and three digits of documents.

The number of a record is its rowid in both tables, and the tables answer in the order of their rowids: it
begins with the first letters of the listed name, so that the first rows found are the first by name.
"""

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Final

from alianza_desktop.core.format_es import fold, sort_key

DOCUMENT, BODY, WHOLE, INVITED = "\ue001", "\ue002", "\ue003", "\ue004"
"""Marks of words that are no part of a person's own name."""

ORGANIZATIONS: Final = 1 << 50
"""Numbers from here on are of organisations, below it of people."""

PIECE: Final = 3
_WORD: Final = re.compile(r"[^\W_]+")
_PLACES: Final = {letter: place for place, letter in enumerate("abcdefghijklmnopqrstuvwxyz", 1)}
_BASE: Final = 28
"""Signs come before the letters; other alphabets, and what `sort_key` puts after n for ñ, behind them."""
_SPARE_BITS: Final = 16
_ATTEMPTS: Final = 8
_OVERFLOW: Final = 1 << 49


def words(text: str) -> list[str]:
    """Return the folded words of a text; signs only divide."""
    return _WORD.findall(fold(text))


def bare(document: str) -> str:
    """Return a document number as it is looked for: folded, without signs."""
    return "".join(words(document))


def said_words(texts: Iterable[str]) -> list[str]:
    """Return the words of some names, and those that people also write as one."""
    found: list[str] = []
    for text in texts:
        parts = words(text)
        found += parts
        found += ("".join(parts[start:]) for start in range(len(parts) - 1))
        if len(parts) > 2:
            found += ("".join(signed) for one in fold(text).split() if len(signed := _WORD.findall(one)) > 1)
    return found


def whole(parts: Iterable[str]) -> str:
    """Return the word that stands for a whole name, in whatever order it is typed."""
    return WHOLE + "".join(sorted(set(parts)))


def invited_to(workshop_id: str) -> str:
    """Return the word of those whom a workshop invites."""
    return INVITED + "".join(_WORD.findall(workshop_id.lower()))


def middle(word: str) -> list[str]:
    """Return the pieces of a word; none of one too short to have a middle."""
    size = min(len(word), PIECE) if word.isdigit() else PIECE
    return [word[at : at + size] for at in range(len(word) - size + 1)]


def parts(names: Iterable[str], document: str) -> list[str]:
    """Return the words whose pieces are kept: where a middle is looked for."""
    return [*said_words(names), bare(document)]


def _pieces(names: Iterable[str], document: str) -> set[str]:
    found = {piece for one in names for piece in middle(one)}
    for size in range(1, PIECE + 1):
        found.update(document[at : at + size] for at in range(len(document) - size + 1))
    return found


def person_lines(
    names: Sequence[str], document: str, bodies: Sequence[str], workshops: Iterable[str]
) -> tuple[str, str]:
    """Return both lines of a person, from given names and surnames, names of the organisation, workshops."""
    number, said = bare(document), said_words(names)
    line = [*said, whole(word for text in names for word in words(text))]
    if number:
        line.append(DOCUMENT + number)
        if not number.isdigit():
            line.append(number)
    line += {BODY + word for word in said_words(bodies)}
    inviting = {invited_to(one) for one in workshops}
    return " ".join((*line, *inviting)), " ".join(_pieces(said, number) | inviting)


def organization_lines(names: Sequence[str], ruc: str) -> tuple[str, str]:
    """Return both lines of an organisation, from its names and its RUC."""
    number, said = bare(ruc), said_words(names)
    line = [*said, *(whole(words(text)) for text in names)]
    if number:
        line.append(DOCUMENT + number)
    return " ".join(line), " ".join(_pieces(said, number))


def person_number(paternal: str, maternal: str, given: str, record_id: str, attempt: int) -> int:
    """Return where a person goes in the order of names; another `attempt` when the place is taken."""
    return _number(f"{_start(paternal, 4)}{_start(maternal, 1)}{_start(given, 1)}", record_id, attempt)


def organization_number(name: str, record_id: str, attempt: int) -> int:
    """Return where an organisation goes in the order of names; another `attempt` when the place is taken."""
    return ORGANIZATIONS + _number(_start(name, 6), record_id, attempt)


def _start(text: str, size: int) -> str:
    return sort_key(text[:size])[0][:size].ljust(size)


def _number(start: str, record_id: str, attempt: int) -> int:
    spread = int.from_bytes(blake2b(f"{record_id}{attempt}".encode(), digest_size=8).digest())
    if attempt > _ATTEMPTS:  # a crowd of one name: anywhere after all letters
        return _OVERFLOW + spread % _OVERFLOW
    place = 0
    for sign in start:
        place = place * _BASE + _PLACES.get(sign, 0 if sign.isascii() else _BASE - 1)
    return (place << _SPARE_BITS) + spread % (1 << _SPARE_BITS)
