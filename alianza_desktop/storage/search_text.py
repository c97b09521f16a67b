"""What the search keeps of a person or an organisation, as words: pure, shared by its index and its queries.

Each record has two lines of folded words (`format_es.fold`), one for each full-text table:
- words: found by how they begin. Names as they are, and also run together («de la Cruz» gives `delacruz` and
  `lacruz`, «O'Higgins» `ohiggins`), because people type them both ways. What is not a name carries a mark
  that nobody can type, a character of Unicode's private use that the tokenizer takes for a letter: the
  document, the organisation's words, the whole name, a word said twice, the workshops that invite.
- pieces: found by their middle. Three letters at a time of names; one, two and three digits of documents.
  Whether the pieces are together is then seen in the words themselves, kept beside.

The number of a record is its rowid in both tables, and the tables answer in the order of their rowids: it
begins with the first letters of the listed name, so that the first rows found are the first by name.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple

from alianza_desktop.core.format_es import fold, sort_key

DOCUMENT, BODY, WHOLE, INVITED, TWICE = "\ue001", "\ue002", "\ue003", "\ue004", "\ue005"
"""Marks of words that are not one of a person's names, or that are two of them."""

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


class Lines(NamedTuple):
    """What the search keeps of a record, in words with spaces between them."""

    words: str
    pieces: str
    middles: str
    """The very words that the pieces come from."""


@lru_cache(1024)
def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text; signs only divide."""
    return tuple(_WORD.findall(fold(text)))


def bare(document: str) -> str:
    """Return a document number as it is looked for: folded, without signs."""
    return "".join(_WORD.findall(fold(document)))


@lru_cache(1024)
def said_words(text: str) -> tuple[str, ...]:
    """Return the words of a name, and those that people also write as one."""
    parts = words(text)
    found = [*parts, *("".join(parts[start:]) for start in range(len(parts) - 1))]
    if len(parts) > 2:
        found += ("".join(signed) for one in fold(text).split() if len(signed := _WORD.findall(one)) > 1)
    return tuple(found)


@lru_cache(1024)
def _body_words(names: tuple[str, ...]) -> frozenset[str]:
    """Return the words of an organisation as they stand among those of a person of it."""
    return frozenset(BODY + word for name in names for word in said_words(name))


def whole(parts: Iterable[str]) -> str:
    """Return the word that stands for a whole name, in whatever order it is typed."""
    return WHOLE + "".join(sorted(set(parts)))


@lru_cache(16)
def invited_to(workshop_id: str) -> str:
    """Return the word of those whom a workshop invites."""
    return INVITED + "".join(_WORD.findall(workshop_id.lower()))


@lru_cache(1024)
def pieces_of(word: str) -> tuple[str, ...]:
    """Return what the middle of a word is found by; nothing for one too short to have a middle."""
    size = min(len(word), PIECE) if word.isdigit() else PIECE
    return tuple([word[at : at + size] for at in range(len(word) - size + 1)])


def person_lines(
    names: Sequence[str], document: str, bodies: tuple[str, ...], workshops: Iterable[str]
) -> Lines:
    """Return the lines of a person, from given names and surnames, names of the organisation, workshops."""
    single = [word for text in names for word in words(text)]
    inviting = {invited_to(one) for one in workshops}
    marked = {whole(single), *_body_words(bodies), *inviting}
    if len(set(single)) < len(single):
        marked |= {TWICE + word for word in single if single.count(word) > 1}
    return _lines(names, document, marked, inviting)


def organization_lines(names: Sequence[str], ruc: str) -> Lines:
    """Return the lines of an organisation, from its names and its RUC."""
    return _lines(names, ruc, {whole(words(text)) for text in names}, set())


def _lines(names: Iterable[str], document: str, marked: set[str], inviting: set[str]) -> Lines:
    said, number = [word for name in names for word in said_words(name)], bare(document)
    if number and not number.isdigit():
        said.append(number)
    if number:
        marked.add(DOCUMENT + number)
    found = inviting.union(*map(pieces_of, said))
    for size in range(1, PIECE + 1) if number.isdigit() else ():
        found.update([number[at : at + size] for at in range(len(number) - size + 1)])
    return Lines(" ".join((*said, *marked)), " ".join(found), " ".join((*said, number)))


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
