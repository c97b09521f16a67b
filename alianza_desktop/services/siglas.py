"""The short word of a mesa in the numbers of its actas, and what stands for it when nobody wrote one."""

import re
from typing import Final

from alianza_desktop.core.format_es import fold

PLENARY: Final = "PLENARIA"
_LONGEST: Final = 16
_EMPTY: Final = frozenset(
    {
        "mesa", "tecnica", "tematica", "de", "del", "la", "el", "los", "las", "lo", "y", "e", "o", "u", "en",
        "para", "por", "con", "al", "a",
    }
)  # fmt: skip
"""Words of a name that tell no mesa from another."""


def sigla_of(sigla: str, name: str) -> str:
    """Return the sigla of a mesa; without one, the first word of its name that says something.

    A name without letters or digits («***») gives MESA.
    """
    if sigla:
        return sigla
    words = re.findall(r"[a-z0-9]+", fold(name))
    said = next((word for word in words if word not in _EMPTY), "mesa")
    return said[:_LONGEST].upper()
