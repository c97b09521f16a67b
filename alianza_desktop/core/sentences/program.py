"""Of the command line."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "passphrase-file-unreadable": "No se pudo leer el archivo de la contraseña {file}.",
    "file-unreadable": "No se pudo leer {file}. Revise el nombre y los permisos.",
    "file-unwritable": "No se pudo escribir {file}; nada más cambió. Revise el espacio y los permisos.",
    "answer-unwritable": "La orden terminó, pero su respuesta no se pudo escribir donde se pidió. "
    "No la repita sin mirar antes qué quedó hecho.",
    "passphrase-or-plain": "Falta la contraseña que cifra los datos: póngala en un archivo con "
    "--passphrase-file. Para ensayar sin cifrar, diga --plain.",
    "unexpected": "El programa encontró un error suyo ({kind}) y la orden no terminó; "
    "lo guardado está a salvo. Repítala con --debug y envíe lo que muestre a quien lo mantiene.",
    "plan-unreadable": "El plan {file} no es un JSON legible. No se creó nada.",
    "plan-fields": "El plan {file} tiene un dato que no se conoce o le falta la etapa. No se creó nada.",
    "folder-not-empty": "La carpeta {folder} no está vacía y no se tocó. Elija una nueva para el ensayo.",
    "folder-unwritable": "No se puede crear la carpeta {folder}. Elija otra donde pueda escribir.",
    "no-such-screen": "Ninguna pantalla se llama «{screen}» y no se guardó ninguna. "
    "Cada imagen de «alianza app --grab DIR» comienza con el nombre de la suya.",
    "people-out-of-range": "El ensayo admite de {least} a {most} personas.",
}
