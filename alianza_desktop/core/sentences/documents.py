"""Of documents, evidence, seals and their verification."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "acta-not-understood": "El contenido de esta acta no tiene la forma que este programa conoce ({where}). "
    "Puede ser de una versión más nueva o estar alterado.",
    "document-unknown": "No hay un documento llamado {name}. Los que hay son: {known}.",
    "page-code-range": "El acta pasa de {limit} páginas o versiones y su código no alcanza. No se emitió.",
    "page-code-foreign": "Ese código no es de una página de acta. Revise la hoja o escríbalo otra vez.",
    "wording-missing": "Este documento usa el texto legal {name}, que este programa no tiene. Instale la "
    "versión más reciente.",
    "ink-malformed": "Los trazos de la firma no tienen la forma que este programa usa; no se guardaron. "
    "Pida firmar otra vez.",
    "ink-empty": "El recuadro está vacío o tiene apenas un punto; no se guardó. Pida firmar de nuevo.",
    "ink-needed": "Una firma en pantalla necesita sus trazos; no se guardó nada. Pida firmar en el recuadro.",
    "ink-unexpected": "Los trazos solo van con una firma en pantalla; no se guardó nada. Revise lo elegido.",
    "outcome-unknown": "Ese resultado no existe; no se guardó nada. Elija uno de la lista.",
    "identification-unknown": "Esa forma de identificar no existe; no se guardó nada. Elija una de la lista.",
    "identification-needed": "Falta cómo se identificó quien firma: su documento, quien registra lo conoce, "
    "su credencial o un testigo. No se guardó nada; indíquelo.",
    "witness-needed": "Falta el nombre del testigo que identificó a quien firma. No se guardó; escríbalo.",
    "consent-text-needed": "Falta el texto que acepta quien firma en pantalla. No se guardó nada.",
    "body-not-shown": "Quien firma aquí debe ver antes las páginas del acta. No se guardó nada; muéstrelas y "
    "dígalo.",
    "left-hour-needed": "Falta la hora a la que se retiró. No se guardó nada; escríbala, por ejemplo 12:50.",
    "left-hour-unexpected": "La hora de retiro va solo con quien se retiró. No se guardó nada; revísela.",
    "signed-for-needed": "Falta quién firmó a ruego. No se guardó nada; escriba su nombre y documento.",
    "reason-unexpected": "Una razón va con quien no firma. No se guardó nada; use la observación.",
    "paper-unexpected": "Los datos del papel van con una firma en papel. No se guardó nada; revíselos.",
    "choice-needless": "Esa persona no tiene dos resultados entre los que elegir. No se guardó nada.",
    "choice-overrule": "Una elección anterior cita un registro de otro equipo que aquí no está. No se guardó "
    "nada; reciba lo de ese equipo, o pida a quien coordina que elija y diga por qué.",
    "choice-entry": "Ese código no es de un resultado de esa persona, o es de varios. "
    "No se guardó nada; vea los que hay con: alianza acta show.",
    "choice-role": "Elegir entre dos resultados toca a quien facilita o coordina. No se guardó nada.",
    "acta-closed": "El cierre de esta acta ya se hizo y sus evidencias no admiten más. Lo que siga va en una "
    "constancia complementaria.",
    "outcomes-missing": "Para sellar falta el resultado de {count}. No se selló; anótelo antes.",
    "outcomes-undecided": "Hay {count} con más de un resultado. No se selló; elija cuál vale.",
    "evidence-form": "Una evidencia no tiene la forma que este programa conoce: fue alterada o es de una "
    "versión más nueva.",
    "evidence-subject": "Una evidencia es de otra acta, de otra versión o de otro equipo.",
    "evidence-counter": "En la cadena de evidencias falta una o hay una repetida.",
    "evidence-link": "La cadena de evidencias está rota: una no sigue a la anterior.",
    "evidence-signature": "Una evidencia no está firmada por el equipo que la escribió: fue alterada.",
    "evidence-choice": "Una elección entre resultados no corresponde a esa persona o a quien podía elegir.",
    "evidence-signatory": "Una evidencia es de una persona que no firma esta versión del acta.",
    "evidence-awaited": "Una elección hecha en el equipo {device} cita un resultado que aquí no está. "
    "No se selló; reciba lo de los demás equipos o, si no va a llegar, que elija quien coordina y "
    "diga por qué.",
    "evidence-closing": "El cierre de las evidencias falta o no enumera las que hay.",
    "evidence-ink": "Los trazos de una firma en pantalla no son los que cita su evidencia.",
    "evidence-fork": "El equipo {device} firmó dos evidencias distintas con el mismo número y no se puede "
    "saber cuál vale. No se guardó nada; muestre el acta a quien coordina.",
    "evidence-device": "Hay una evidencia de un equipo que no es de esta alianza.",
    "seal-mismatch": "El cuerpo, el contenido y las evidencias no son de la misma acta. No se selló.",
    "seal-certificate-time": "La hora de este equipo está fuera de la vigencia de su certificado. "
    "No se selló; corrija la hora o pida otro certificado.",
    "seal-certificate-revoked": "La alianza retiró la confianza a este equipo. No se selló; pase el sello "
    "a otro equipo.",
    "token-extra-missing": "Falta lo que lee tarjetas y llaves de firma. No se firmó; instale el programa "
    "con su extra «token».",
    "token-module": "No se pudo usar {module} como módulo de la tarjeta o llave de firma. No se firmó; "
    "indique el que instaló su fabricante.",
    "token-missing": "No se encontró la tarjeta o llave de firma «{token}». No se firmó; conéctela, o revise "
    "su nombre.",
    "token-pin": "La tarjeta o llave no aceptó la clave. No se firmó; revísela antes de volver a intentar: "
    "tras varios intentos se bloquea.",
    "token-refused": "La tarjeta o llave de firma no firmó. El acta quedó como estaba; vuelva a intentarlo.",
    "token-certificate": "La tarjeta o llave tiene {count} para firmar y hace falta uno. No se firmó; "
    "indique su nombre con --certificate.",
    "p12-unreadable": "El archivo no es un certificado con su clave (.p12 o .pfx). No se firmó nada; "
    "elija otro.",
    "p12-passphrase": "La contraseña del certificado no es esa, o el archivo está dañado. No se firmó nada; "
    "escríbala otra vez.",
    "p12-key": "El archivo no trae una clave para firmar que este programa admita (RSA desde 2048 bits, o "
    "EC). No se firmó nada; pida otro certificado.",
    "p12-self-made": "El certificado se avala a sí mismo y nadie lo emitió: no vale para sellar ni firmar. "
    "No se firmó nada; use uno de una entidad de certificación.",
    "p12-chain": "Al archivo le falta el certificado de la autoridad que lo emitió. No se firmó nada; "
    "expórtelo con toda su cadena.",
    "p12-usage": "El certificado no es para firmar documentos. No se firmó nada; use el de firma.",
    "p12-expired": "El certificado venció el {until}. No se firmó nada; use uno vigente.",
    "p12-early": "El certificado vale desde el {since} y la hora de este equipo es anterior. No se firmó "
    "nada; revise la hora.",
    "p12-file-unreadable": "No se pudo leer {file}. No se firmó nada; revise el archivo del certificado y el "
    "de su contraseña.",
    "signing-means": "Falta con qué se firma: --p12 con su contraseña, o --module, --token y --pin-file "
    "de una tarjeta. No se firmó nada.",
    "pin-file-unreadable": "No se pudo leer la clave en {file}. No se firmó; revise el archivo.",
    "field-missing": "El acta no tiene un espacio de firma digital para esa persona: su resultado no fue "
    "«firma digital». No se firmó.",
    "field-signed": "Esa persona ya firmó digitalmente esta acta. No se firmó otra vez.",
    "timestamps-full": "Los espacios para sellos de tiempo de esta acta ya están usados. No se añadió otro.",
    "tsa-address": "La dirección del sello de tiempo empieza con https:// o http://. Revise lo escrito.",
    "tsa-unreachable": "No se pudo llegar a quien da el sello de tiempo ({host}). El acta quedó como estaba; "
    "revise la conexión y vuelva a intentarlo.",
    "tsa-refused": "{host} no dio un sello de tiempo que se pueda usar. El acta quedó como estaba.",
    "acta-not-sealed": "El acta aún no está sellada: esto se añade después del sello.",
    "body-unexpected": "Las páginas no tienen la forma que este programa escribe. No se selló.",
    "not-a-pdf": "El archivo no es un PDF. Elija el acta en PDF.",
    "pdf-too-large": "El PDF pasa de 64 MB y no es un acta de este programa. No se abrió.",
    "receipt-code": "El código de un comprobante tiene 32 letras y cifras, en ocho grupos de cuatro. Revise "
    "lo escrito.",
    "ca-fingerprint": "El código de la autoridad tiene 64 cifras, de 0 a 9 y de A a F. Revise lo escrito.",
    "receipt-elsewhere": "Ese resultado se registró en otro equipo: la constancia se imprime allí.",
}
