"""The one table of Spanish sentences: an error's code, with its facts, as a person reads it.

Each sentence says what happened, what is safe and what to do (ux.md §4): no blame, «usted», at most two
sentences. A fact is written `{name}`. Each module of the package holds the codes of one area.
"""

from typing import Final

from alianza_desktop.core.errors import AppError
from alianza_desktop.core.sentences import (
    actas,
    agreements,
    alliances,
    chains,
    copies,
    documents,
    general,
    paper,
    papers,
    people,
    photos,
    program,
    projection,
    spreadsheets,
    store,
    window,
    workshops,
)

AREAS: Final = (
    general, store, people, actas, documents, spreadsheets, program, window, chains, workshops, projection,
    photos, papers, agreements, alliances, paper, copies,
)  # fmt: skip
SENTENCES: Final[dict[str, str]] = {code: words for area in AREAS for code, words in area.SENTENCES.items()}


def sentence(error: AppError) -> str:
    """Return the Spanish sentence of an error; its code must be in the table."""
    return said(error.code, **error.facts)


def said(code: str, **facts: object) -> str:
    """Return the Spanish of a code that is not an error: a warning, a gap, the reason of a row."""
    return SENTENCES[code].format(**facts)
