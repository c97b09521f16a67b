"""Of the pages of an acta that were signed on paper, scanned or photographed."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "scan-unreadable": "No se pudo leer el archivo {name}. No se guardó nada de él; copie el archivo otra "
    "vez o elija otro.",
    "scan-empty": "El archivo {name} está vacío. No se guardó nada; escanee la hoja otra vez.",
    "scan-unknown": "{name} no es un PDF ni una imagen JPEG, PNG o TIFF. No se guardó nada; elija el "
    "escaneo.",
    "scan-too-large": "{name} pasa de 25 MB. No se guardó nada; escanee a 200 o 300 puntos por pulgada, en "
    "grises.",
    "scan-too-many-pixels": "{name} es una imagen demasiado grande. No se guardó nada; escanee a 200 o 300 "
    "puntos por pulgada.",
    "scan-too-many-pages": "{name} pasa de {most} páginas. No se guardó nada; divida el archivo.",
    "scan-password": "{name} pide una contraseña. No se guardó nada; guarde el escaneo sin ella.",
    "scan-cut": "{name} está dañado o incompleto. No se guardó nada; escanee la hoja otra vez.",
}
