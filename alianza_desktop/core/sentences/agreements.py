"""Of agreements: notes, goals, the parking lot."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "idea-text-needed": "Escriba la idea para guardarla en el parqueo. No se guardó nada.",
    "idea-is-agreement": "Esa idea ya pasó a la lista de compromisos. Está en Acuerdos.",
    "gap-unconfirmed": "el responsable no está presente: anote si acepta o déjelo «por confirmar»",
    "gap-declined": "el responsable no lo aceptó: elija otro, o déjelo «por confirmar»",
    "due-needed": "Falta la nueva fecha del acuerdo. No se guardó nada.",
    "note-needed": "Falta decir qué se objeta, se reserva o se observa. No se guardó nada.",
    "note-name-needed": "Falta decir quién lo dice: una persona o su entidad. No se guardó nada.",
    "note-who-unknown": "No está aquí nadie de nombre «{name}». Elija a una persona o entidad de la lista.",
    "goal-unknown": "«{goal}» no es un ODS. Escriba un número del 1 al 17 o una meta, por ejemplo 2.3.",
    "revised-gone": "Ese acuerdo ya no está aquí: alguien lo quitó. La fila no se usa.",
    "revised-twice": "Ese acuerdo ya vino en otra fila. Se usa la primera; esta no.",
    "revised-frozen": "El acta {number} ya dice este acuerdo y no cambia. Puede hacer una adenda.",
    "revised-meanwhile": "El acuerdo cambió aquí después de salir en la hoja. Elija si vale lo de la hoja.",
    "revised-mesa": "Aquí no hay una mesa «{mesa}». Corrija la fila y tráigala otra vez.",
    "revised-person": "Nadie del directorio se llama «{name}», o son varias personas. Corrija el nombre.",
    "revised-none": "La hoja no trae acuerdos. Use la que sale con: alianza export agreements.",
    "revised-amount": "No se entiende el monto «{value}». Escríbalo en soles, por ejemplo 1250.50.",
    "revised-due": "No se entiende el plazo «{value}». Escriba una fecha o «permanente».",
}
