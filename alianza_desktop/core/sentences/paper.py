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
    "scan-own-file": "{name} es el archivo del acta, no un escaneo de lo firmado. No se guardó nada; elija "
    "el escaneo.",
    "paper-other-version": "Es de la versión {version} de esta acta, no de la {wanted}.",
    "paper-other-text": "Dice ser de esta versión, pero su código es de otro texto.",
    "paper-other-acta": "Es del Acta N.º {number}, versión {version}.",
    "paper-other-alliance": "Es de un acta que este equipo no tiene: de otra alianza o de otro equipo.",
    "paper-other-count": "Dice ser la página {page} de {total}, y esta versión no las tiene.",
    "paper-typed-page": "Falta qué página es. Escriba su número, por ejemplo 3; o H1 si es la hoja de "
    "firmas 1.",
    "paper-typed-code": "Ese código de verificación no es el de esta versión. La página no se aceptó; "
    "compare el código impreso al pie.",
    "paper-typed-range": "Esta versión no tiene esa página. Revise el número impreso al pie.",
    "paper-typed-form": "«{text}» no dice qué página es. Escriba su lugar entre las leídas y su número, "
    "por ejemplo 2=H1.",
    "paper-typed-number": "No se leyó una página {number}. No se guardó nada; cuente las páginas en el "
    "orden de los archivos.",
    "paper-page-known": "Esa página ya tiene su lugar. No se cambió nada.",
    "paper-no-pages": "Aún no hay páginas firmadas de esta versión. No se anotó nada; agregue antes el "
    "escaneo.",
    "paper-unticked": "No marcó a nadie. No se anotó nada; marque quién firmó en papel.",
    "paper-signed-already": "{name} ya tiene un resultado. No se anotó nada; quite su marca.",
}
