"""Of the photos of a workshop."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "photo-not-image": "«{name}» no es una foto JPEG o PNG: es otro tipo de archivo o está dañada. "
    "No se agregó.",
    "photo-heic": "«{name}» es una foto HEIC, que este equipo no puede leer. En el celular elija el formato "
    "«Más compatible» (JPEG) y agréguela otra vez.",
    "photo-cut": "«{name}» llegó incompleta y no se agregó. Cópiela otra vez desde la cámara o el celular.",
    "photo-too-large": "«{name}» pesa más de 25 MB y no se agregó. Guárdela más pequeña y pruebe otra vez.",
    "photo-too-many-pixels": "«{name}» dice tener demasiados píxeles para ser una foto. No se agregó.",
    "photo-unreadable": "No se pudo abrir «{name}». Si está en un USB o en un celular, vuelva a conectarlo y "
    "agréguela otra vez.",
    "photo-not-cleared": "Falta revisar esta foto antes de usarla. Mire que no aparezca nadie que negó su "
    "imagen y márquela.",
}
