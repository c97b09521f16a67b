"""What `verify` says in Spanish: one sentence for each check that holds, and one for each thing that fails.

«Código de verificación» is a hash, «firma en pantalla» is ink, «sello de integridad de la instalación» is the
seal (signing.md): never «huella», «firma digital» or «valor legal pleno» for them.
"""

from typing import Final

from alianza_desktop.core.sentences import SENTENCES

VERDICTS: Final = {
    "intact": "Íntegra",
    "altered": "Alterada",
    "undetermined": "Indeterminada",
    "unsealed": "No sellada",
}

HOLDS: Final = {
    # container
    "structure": "El archivo se lee completo y no tiene nada añadido al final.",
    "seal": "El sello de integridad de la instalación es la primera firma y solo permite firmar después.",
    "contents": "El sello está escrito de la única forma admitida.",
    "signature": "Nada de lo sellado cambió desde que se selló.",
    "later": "Después del sello no se cambió nada.",
    "later-signed": "Después del sello solo se añadieron firmas, sellos de tiempo o datos para validarlos.",
    "later-validation": "Después del sello solo se añadieron datos para validarlo, que nadie firma.",
    "signer": "«{field}»: firma posterior sin cambios; firma de emisor no reconocido.",
    "timestamp": "«{field}»: sello de tiempo sin cambios, de emisor no reconocido.",
    # content
    "body": "El cuerpo que se firmó está entero al inicio del archivo y ninguna página suya cambió.",
    "attachments": "Lleva sus tres adjuntos: acta.json, evidencia.json y cuerpo.pdf.",
    "acta": "El contenido del acta está escrito de la única forma admitida.",
    "evidence": "Las evidencias están escritas de la única forma admitida.",
    "hashes": "El código de verificación y el del cuerpo coinciden en todas partes.",
    "chains": "Las cadenas de evidencia de {devices} están completas y firmadas.",
    "closing": "El cierre enumera todas las evidencias y nombra a quien sella.",
    "outcomes": "Cada firmante tiene un solo resultado.",
    "inks": "Los trazos de las firmas en pantalla son los que citan sus evidencias.",
    "body-text": "Las páginas del cuerpo dicen lo que dice acta.json, en su orden, y nada más.",
    "drawn-ink": "Los trazos dibujados junto a cada nombre son los de sus evidencias.",
    # of a constancia complementaria
    "pages": "Sus páginas están enteras al inicio del archivo y ninguna cambió.",
    "complement-form": "Lleva sus dos adjuntos: constancia.json y evidencia.json.",
    "complement": "Constancia complementaria del acta {number}: los resultados que dice están firmados "
    "por sus equipos. Se agrega al archivo sellado cuyo SHA-256 es {sealed}; compárelo con él.",
    "receipt": "El comprobante {receipt} está en las cadenas de evidencia de este archivo.",
    "seen": "Las evidencias que este equipo guarda de esta acta están todas en el archivo ({entries}).",
    # trust
    "issuer": "Selló una instalación certificada por la autoridad de la alianza ({fingerprint}).",
    "closer": "Cerró las evidencias una instalación certificada por la autoridad de la alianza "
    "({fingerprint}).",
    "sealed-with": "Sellado con el certificado «{name}», emitido por «{issuer}», que ese cierre nombra. La "
    "autoridad que lo emite es de las conocidas.",
    "sealed-with-unknown": "Sellado con el certificado «{name}», emitido por «{issuer}», que ese cierre "
    "nombra. Emisor no reconocido: si lo conoce, indique también el código de su autoridad, que debe "
    "llegarle por otra vía. El que lleva este archivo es {pin}.",
}
"""Check → what is said when it holds."""

UNCHECKED: Final = {
    "body-text": "Texto del cuerpo contra el contenido del acta: no comprobado.",
    "drawn-ink": "Trazos dibujados contra las evidencias: no comprobado.",
}
"""Check → what is said when the pages are not of this program's making, so it could not be made."""

OVERRULED: Final = (
    "Una elección entre resultados cita un registro que no llegó antes de sellar; quien coordina eligió "
    "sin él y consta por qué."
)

FAILS: Final = {
    # container
    "unreadable": "El archivo está dañado o fue alterado: no se puede leer como lo escribió este programa.",
    "structure": "El archivo está dañado o fue alterado: sus partes no encajan.",
    "trailing-bytes": "Hay algo añadido después del final del documento.",
    "encrypted": "El archivo fue cifrado después de sellarse.",
    "xref-stream": "El archivo fue reescrito por otro programa.",
    "seal-missing": "Le quitaron el sello: el archivo tiene partes de un acta sellada y no su sello.",
    "seal-not-first": "Hay otra firma antes del sello de integridad.",
    "seal-permission": "El sello no fija qué se permite después.",
    "byte-range": "El sello no cubre el archivo completo.",
    "contents-form": "La escritura del sello o de una firma fue alterada.",
    "cms-form": "La escritura del sello o de una firma fue alterada por dentro.",
    "cms-signers": "El sello o una firma tiene más de un firmante.",
    "cms-digest": "El sello o una firma nombra dos formas distintas de resumir el documento.",
    "cms-certificates": "El sello o una firma lleva certificados que no le corresponden.",
    "cms-attributes": "El sello o una firma lleva datos añadidos que nadie firmó.",
    "signature-digest": "Cambió algo de lo sellado o firmado: los bytes ya no son los mismos.",
    "signature-value": "El sello o una firma no corresponde a su certificado.",
    "signature-unknown": "Tiene una firma de un tipo que no se admite.",
    "page-list-changed": "Después del sello se añadieron, quitaron o cambiaron de orden páginas.",
    "page-changed": "Después del sello se reemplazó una página.",
    "annotation-added": "Después del sello se añadió una anotación sobre una página.",
    "attachment-changed": "Después del sello se añadió o reemplazó un adjunto.",
    "content-changed": "Después del sello se reemplazó contenido del documento.",
    "later-change": "Después del sello se hizo un cambio que no está permitido.",
    "later-locked": "Alguien firmó después en un lugar que una firma anterior cerraba.",
    "after-last-signature": "Después de la última firma se añadió algo que nadie firmó.",
    "hidden-bytes": "Hay datos escondidos entre las partes del archivo, que ninguna de sus listas nombra.",
    # content
    "body-prefix": "El archivo no comienza con el cuerpo que se firmó.",
    "body-object": "Una página o parte del cuerpo fue redefinida.",
    "body-pages": "La lista de páginas del cuerpo o lo que ellas heredan fue cambiado.",
    "body-catalog": "Se añadió al documento algo que cambia cómo se ve el cuerpo.",
    "form-unexpected": "El formulario del documento tiene campos o acciones que no son de firma.",
    "attachments": "Los adjuntos no son exactamente acta.json, evidencia.json y cuerpo.pdf.",
    "acta": "El contenido del acta (acta.json) no está en la forma en que se firmó: fue alterado.",
    "evidence": "Las evidencias (evidencia.json) no están en la forma en que se firmaron: las alteraron.",
    "format-newer": "La selló una versión más nueva del programa, que esta no sabe leer. Actualícelo y "
    "verifíquela otra vez.",
    "content-hash": "El contenido del acta no es el que citan las evidencias.",
    "body-hash": "El cuerpo no es el que citan las evidencias.",
    "acta-identity": "El contenido y las evidencias no son de la misma acta y versión.",
    "certificate-device": (
        "Un equipo de las cadenas no está certificado por la autoridad que selló, o su certificado es de "
        "otro equipo o de otra llave."
    ),
    "closing-seal": (
        "El cierre es de otro equipo o nombra otro sello u otra autoridad: el documento fue sellado de nuevo."
    ),
    "outcome-missing": "Falta el resultado de {count}.",
    "outcome-conflict": "Hay más de un resultado vigente para {count}.",
    "outcome-foreign": "Hay un resultado de quien no es firmante de esta acta, o con otros datos.",
    "body-text": "El cuerpo no dice lo mismo que acta.json: no coincide {where}.",
    "drawn-ink": "Los trazos dibujados en las páginas de firmas no son los que guardan las evidencias.",
    # of a constancia complementaria
    "complement": "La constancia (constancia.json) no está en la forma en que se selló: fue alterada.",
    "complement-people": "La constancia no dice los mismos resultados que sus evidencias.",
    "receipt-missing": "El comprobante {receipt} no está en las cadenas de este archivo: después de darlo "
    "alguien rehízo las evidencias.",
    "seen-differs": "Las evidencias de este archivo no son las que este equipo guarda de la misma acta: "
    "alguien las rehízo antes de sellar.",
    "seen-more": "Este equipo guarda evidencias de esta acta que el archivo no lleva: llegaron después de "
    "sellar, o quien selló las dejó fuera.",
    # trust
    "issuer-unknown": (
        "No se conoce a quien sella: indique el código de la autoridad de la alianza, que le debe llegar por "
        "otra vía. El que lleva este archivo es {fingerprint}."
    ),
    "issuer-other": "La selló otra autoridad ({fingerprint}), no la esperada, aunque el nombre sea igual.",
    "voucher-unknown": (
        "Parte de las evidencias es de equipos que certificó otra autoridad ({fingerprint}), que no se "
        "conoce: si es una anterior de la alianza, indique también su código."
    ),
    "other-form": "El certificado con que se selló no sirve para firmar documentos o nadie lo emitió.",
    "issuer-form": "El certificado de quien sella no es de los que emite una alianza.",
    "issuer-time": (
        "La hora que declara el sello ({at}) está fuera de la vigencia del certificado de quien sella: "
        "del {first} al {last}."
    ),
    "issuer-revoked": (
        "La alianza retiró la confianza al equipo que sella desde el {since}, y el sello declara una hora "
        "posterior ({at})."
    ),
    "issuer-replaced": (
        "La autoridad que certificó a quien sella se perdió y otra la reemplazó el {since}; el sello declara "
        "una hora posterior ({at}). Pida que lo selle un equipo con su certificado nuevo."
    ),
}
"""Code of a `Mismatch` → what is said; the evidence's own codes are in `core.sentences`."""

UNSEALED: Final = "No lleva el sello de integridad de la instalación: no se puede saber si fue cambiado."

CANNOT_KNOW: Final = (
    "Este programa no es software acreditado. El sello no es firma de ninguna persona ni da fecha cierta.",
    "Aquí no se puede saber si se quitaron firmas posteriores: compárelo con otras copias del archivo.",
    (
        "Quien guarda la clave que sella podría rehacer su propia cadena: lo delatan el comprobante de cada "
        "firmante y las copias de los otros equipos."
    ),
)


class Mismatch(Exception):
    """What a file shows is not what was sealed; a line of the report, never an error that a person is told.

    Its code is one of `FAILS`.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code: Final = code
        self.facts: Final = facts


def failure(code: str, **facts: object) -> str:
    """Return the sentence of a failure."""
    return (FAILS.get(code) or SENTENCES[code]).format(**facts)
