"""Of the window."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "qt-missing": "Faltan bibliotecas del sistema para abrir la ventana. Instálelas con: "
    "apt install {packages}",
    "no-display": "Aquí no hay una pantalla donde abrir la ventana. Use las órdenes: vea alianza --help.",
}
