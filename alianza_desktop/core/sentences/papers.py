"""Of the papers of a workshop and of what is transcribed from them."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "paper-not-saved": "No se pudo guardar el PDF en Documentos/Papeles. Nada más cambió; revise los "
    "permisos de esa carpeta e intente otra vez.",
    "paper-printer-failed": "La impresora está detenida o no recibió las páginas; vea su cola antes de "
    "repetir. El PDF está en Documentos/Papeles.",
    "paper-print-cancelled": "Se dejó de imprimir. El PDF está en Documentos/Papeles.",
    "paper-nobody": "Todavía no hay personas para este papel, o ninguna consintió el registro de sus datos. "
    "No se escribió ningún archivo.",
    "paper-consent-needed": "Sin la casilla 1 no se guardan sus datos. Escriba 1 si está marcada en el "
    "papel; si no, cuéntela sin datos personales.",
}
