"""Of copies that people take away: on a memory, and the draft in Word."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "stick-gone": "La memoria USB se desconectó y la copia no quedó en ella. El acta está a salvo en este "
    "equipo; conéctela y copie otra vez.",
    "stick-full": "No hay espacio en la memoria USB y no se copió nada. Borre algo en ella o use otra.",
    "stick-read-only": "La memoria USB no deja escribir y no se copió nada. Quítele el seguro o use otra.",
    "stick-failed": "La memoria USB no respondió bien y no se copió nada. Use otra; el acta está a salvo.",
    "stick-damaged": "La memoria USB no devolvió lo que se le escribió y no se dejó nada en ella. Use otra.",
    "copy-not-recorded": "La copia quedó en la memoria USB, pero no se anotó la entrega. Copie otra vez para "
    "anotarla: lo que ya está no se repite.",
    "copy-to-nobody": "Falta decir a quién se entrega la copia. No se anotó nada.",
    "draft-only": "El borrador en Word es de un acta sin congelar. De esta entregue el PDF.",
    "docx-extra-missing": "Falta lo que escribe documentos de Word. No se guardó nada; instale el programa "
    'con su extra «docx»: pip install "alianza-desktop[docx]".',
}
