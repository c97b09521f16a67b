"""Of value chains."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "link-end-missing": "Una de las dos actividades ya no está en esta cadena; no se conectó. Elija otra.",
    "link-itself": "Una actividad no se conecta consigo misma. Elija otra de destino.",
    "link-kind": "Solo se conectan actividades de la cadena; los apoyos y las notas van sueltos.",
    "link-repeated": "Esas dos actividades ya están conectadas así; no se añadió otra vez.",
    "link-backward": "El producto no vuelve a un eslabón anterior; no se hizo el cambio. Un flujo de "
    "información, pago o contrato sí puede volver.",
    "link-circle": "Ese flujo de producto cerraría un círculo; no se conectó. Un flujo de información, pago "
    "o contrato sí puede volver.",
    "chain-name-needed": "Falta el nombre de la cadena. Escríbalo, por ejemplo «Cadena del cacao».",
    "actor-repeated": "Esa organización ya participa en esta actividad; no se añadió otra vez.",
    "chain-edit": "Ese cambio no tiene la forma de una cadena ({where}); no se guardó nada.",
}
