"""Of agreements: notes, goals, the parking lot."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "note-needed": "Falta decir qué se objeta, se reserva o se observa. No se guardó nada.",
    "note-name-needed": "Falta decir quién lo dice: una persona o su entidad. No se guardó nada.",
    "goal-unknown": "«{goal}» no es un ODS. Escriba un número del 1 al 17 o una meta, por ejemplo 2.3.",
}
