"""Of what the room sees."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "projection-unknown": "Eso no se puede proyectar ({what}). En el proyector sigue lo que estaba.",
}
