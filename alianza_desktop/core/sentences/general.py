"""Of values and forms, from any floor."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "not-canonical": "Un dato tiene un valor que no se puede guardar. No se cambió nada; revise lo escrito.",
    "value-form": "Un dato no tiene la forma esperada ({form}) y no se guardó nada. "
    "Las fechas se escriben AAAA-MM-DD y las horas HH:MM.",
    "json-not-canonical": "El contenido no tiene la forma en que se firmó: fue alterado o está dañado.",
    "ubigeo-unknown": "No hay un lugar con el código de ubigeo {ubigeo} del INEI. Use 2 dígitos para el "
    "departamento, 4 para la provincia o 6 para el distrito.",
    "day-unknown": "No se entiende la fecha. Escriba día, mes y año, por ejemplo 23/11/2026.",
    "hour-unknown": "No se entiende la hora. Escríbala de 00:00 a 23:59, por ejemplo 08:30.",
    "number-unknown": "No se entiende el número. Escriba solo dígitos, por ejemplo 120.",
    "order-key": "No se pudo mover ahí: dos filas tienen el mismo lugar. Muévala al comienzo o al final.",
}
