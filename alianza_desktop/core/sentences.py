"""The one table of Spanish sentences: an error's code, with its facts, as a person reads it.

Each sentence says what happened, what is safe and what to do (ux.md §4): no blame, «usted», at most two
sentences. A fact is written `{name}`.
"""

from typing import Final

from alianza_desktop.core.errors import AppError

SENTENCES: Final[dict[str, str]] = {
    # core
    "not-canonical": "Un dato tiene un valor que no se puede guardar. No se cambió nada; revise lo escrito.",
    "json-not-canonical": "El contenido no tiene la forma en que se firmó: fue alterado o está dañado.",
    # store
    # people and workshops
    # agreements and actas
    # documents and signing
    # spreadsheets
    # command line
    # window
}


def sentence(error: AppError) -> str:
    """Return the Spanish sentence of an error; its code must be in the table."""
    return SENTENCES[error.code].format(**error.facts)
