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
    "chain-file-empty": "{name} está vacío; no se importó nada.",
    "chain-file-large": "{name} pasa de 16 MB y no es una cadena de este programa; no se importó nada.",
    "chain-file-json": "{name} no es un archivo de cadena o está dañado; no se importó nada. "
    "Expórtelo otra vez como .json.",
    "chain-file-other": "{name} no es una cadena exportada por este programa; no se importó nada. "
    "Elija un archivo .json exportado desde una cadena.",
    "chain-file-newer": "{name} se guardó con una versión más nueva del programa; no se importó nada. "
    "Actualice el programa.",
    "chain-file-kind": "Una cadena se guarda como .svg, .pdf o .json; {name} no termina así. "
    "No se guardó nada.",
    "chain-missing": "No hay una cadena con ese id. Vea las que hay con: alianza chain list.",
    "chain-item-form": "No tiene la forma de una parte de la cadena; se dejó fuera.",
    "chain-item-text": "El texto falta, no es texto o pasa de 20,000 caracteres; se dejó vacío.",
    "chain-item-key": "Repite la clave de otra actividad; los flujos van a la primera.",
    "chain-item-organization": "No dice qué organización es; se dejó fuera.",
    "chain-item-flow": "No se conoce ese tipo de flujo; se dejó fuera.",
    "chain-item-place": "Su posición no se entiende; la pone el orden automático.",
    "chain-item-ubigeo": "No se conoce ese código de ubigeo; se usa el del taller.",
    "chain-edit": "Ese cambio no tiene la forma de una cadena ({where}); no se guardó nada.",
}
