"""Of the alliance's laptops and its certificate authority."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "device-unknown": "No hay en esta alianza un equipo con esa letra o nombre. Los que hay son: {known}.",
    "authority-role": "Eso toca a quien coordina la alianza. No se cambió nada.",
    "authority-elsewhere": "La autoridad de la alianza está en el equipo {device}. No se cambió nada; hágalo "
    "allí.",
    "authority-held": "La autoridad de la alianza ya está en este equipo. No se cambió nada.",
    "authority-self": "La autoridad ya está en este equipo. No se hizo el archivo; elija otro equipo.",
    "authority-uncertified": "El equipo {device} no tiene un certificado vigente de esta autoridad. No se "
    "hizo el archivo; renueve antes los certificados.",
    "authority-file": "Ese archivo no es una entrega de autoridad, o está dañado. No se cambió nada.",
    "authority-file-other": "Ese archivo es para otro equipo o de otra alianza. No se cambió nada; pida uno "
    "para este equipo.",
    "authority-file-old": "Ese archivo entrega una autoridad que ya fue reemplazada. No se cambió nada.",
    "authority-file-closed": "Ese archivo no se puede abrir con la clave de este equipo, o fue alterado. No "
    "se cambió nada; pida otro.",
    "moment-unreadable": "No se entiende desde cuándo. Escriba día y hora, por ejemplo 2026-11-23T08:30.",
    "reason-needed": "Falta la razón. No se cambió nada; escríbala.",
}
