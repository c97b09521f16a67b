"""Of a workshop while it is planned: its sessions, mesas and agenda."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "session-has-arrivals": "En «{name}» ya se registraron llegadas; la sesión no se quitó.",
    "session-last": "El taller necesita al menos una sesión. Cámbiela en vez de quitarla.",
    "block-title-needed": "Falta el título del bloque.",
    "minutes-unlikely": "Los minutos de un bloque van de 1 a 1,440.",
    "capacity-unlikely": "Los asientos de una mesa van de 1 a 999.",
    "mesa-name-taken": "Ya hay una mesa «{name}» en la alianza. Escriba otro nombre.",
    "mesa-in-use": "La mesa «{name}» ya tiene personas, acuerdos o un acta en este taller; no se quitó.",
}
