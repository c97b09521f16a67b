"""Of agreements: notes, goals, the parking lot."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "idea-text-needed": "Escriba la idea para guardarla en el parqueo. No se guardó nada.",
    "idea-is-agreement": "Esa idea ya pasó a la lista de compromisos. Está en Acuerdos.",
    "idea-who-unknown": "No se conoce a «{name}». Elija un nombre de la lista o deje el campo vacío.",
    "gap-unconfirmed": "el responsable no está presente: anote si acepta o déjelo «por confirmar»",
    "gap-declined": "el responsable no lo aceptó: elija otro, o déjelo «por confirmar»",
    "due-needed": "Falta la nueva fecha del acuerdo. No se guardó nada.",
    "note-needed": "Falta decir qué se objeta, se reserva o se observa. No se guardó nada.",
    "note-name-needed": "Falta decir quién lo dice: una persona o su entidad. No se guardó nada.",
    "goal-unknown": "«{goal}» no es un ODS. Escriba un número del 1 al 17 o una meta, por ejemplo 2.3.",
}
