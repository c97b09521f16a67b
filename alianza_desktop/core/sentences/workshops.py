"""Of a workshop while it is planned: its sessions, mesas and agenda."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "workshop-day-needed": "Falta la fecha. Escriba día, mes y año, por ejemplo 23/11/2026.",
    "place-unknown": "No se encuentra ese lugar. Escriba el nombre del distrito y elíjalo de la lista.",
    "session-has-arrivals": "En «{name}» ya se registraron llegadas; la sesión no se quitó.",
    "session-last": "El taller necesita al menos una sesión. Cámbiela en vez de quitarla.",
    "block-title-needed": "Falta el título del bloque.",
    "agenda-empty": "Este taller no tiene agenda. Escriba sus bloques y podrá ponerlos en marcha.",
    "agenda-done": "No queda otro bloque por empezar. El reloj no cambió.",
    "block-runs": "«{title}» ya está en marcha. El reloj no cambió.",
    "clock-ahead": "El equipo {device} hizo la última marca a las {hour} del {day}, y aquí no es esa hora. "
    "El reloj no cambió: corrija la hora del equipo que esté mal y deshaga esa marca.",
    "clock-nothing-to-undo": "El reloj de la agenda no tiene nada que deshacer.",
    "clock-still": "Ningún bloque está en marcha. El reloj no cambió.",
    "minutes-unlikely": "Los minutos de un bloque van de 1 a 1,440.",
    "capacity-unlikely": "Los asientos de una mesa van de 1 a 999.",
    "quorum-unlikely": "El quórum de una mesa va de 1 a 999.",
    "member-needed": "Falta quién: escriba una organización o una persona y elíjala de la lista.",
    "member-repeated": "Ya pertenece a esta mesa.",
    "copy-in-use": "Ya tiene llegadas; no se quitó.",
    "mesa-number-unknown": "No hay una mesa «{number}» en este taller. Escriba un número del tablero.",
    "mesas-unlikely": "Escriba cuántas mesas, de 1 a 40.",
    "mesa-name-taken": "Ya hay una mesa «{name}» en la alianza. Escriba otro nombre.",
    "mesa-in-use": "La mesa «{name}» ya tiene personas, acuerdos o un acta en este taller; no se quitó.",
}
