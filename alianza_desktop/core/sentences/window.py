"""Of the window."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "folder-not-shown": "El sistema no pudo mostrar la carpeta. Búsquela en {folder}.",
    "qt-missing": "Faltan bibliotecas del sistema para abrir la ventana. Instálelas con: "
    "apt install {packages}",
    "no-display": "Aquí no hay una pantalla donde abrir la ventana. Use las órdenes: vea alianza --help.",
    "alliance-name-needed": "Falta el nombre de la alianza.",
    "place-unclear": "Ese lugar no está en la lista o puede ser varios. Escriba su nombre y elíjalo.",
    "operator-needed-here": "Falta quién trabaja en este equipo.",
    "passphrase-old-needed": "Escriba la contraseña con que se abre ahora.",
    "passphrase-differs": "Las dos contraseñas no son iguales. Escríbalas de nuevo.",
    "rehearsal-kept": "No se pudo borrar el ensayo: otro programa usa su carpeta. Sigue como estaba; "
    "cierre ese programa e intente de nuevo.",
}
