"""The one table of Spanish sentences: an error's code, with its facts, as a person reads it.

Each sentence says what happened, what is safe and what to do (ux.md §4): no blame, «usted», at most two
sentences. A fact is written `{name}`.
"""

from typing import Final

from alianza_desktop.core.errors import AppError

SENTENCES: Final[dict[str, str]] = {
    # core
    "not-canonical": "Un dato tiene un valor que no se puede guardar. No se cambió nada; revise lo escrito.",
    "value-form": "Un dato no tiene la forma esperada ({form}) y no se guardó nada. "
    "Las fechas se escriben AAAA-MM-DD y las horas HH:MM.",
    "json-not-canonical": "El contenido no tiene la forma en que se firmó: fue alterado o está dañado.",
    "ubigeo-unknown": "No hay un lugar con el código de ubigeo {ubigeo} del INEI. Use 2 dígitos para el "
    "departamento, 4 para la provincia o 6 para el distrito.",
    "day-unknown": "No se entiende la fecha. Escriba día, mes y año, por ejemplo 23/11/2026.",
    "hour-unknown": "No se entiende la hora. Escríbala de 00:00 a 23:59, por ejemplo 08:30.",
    "order-key": "No se pudo mover ahí: dos filas tienen el mismo lugar. Muévala al comienzo o al final.",
    # store
    "store-missing": "En esa carpeta todavía no hay una alianza. Cree una o elija otra carpeta.",
    "store-exists": "En esa carpeta ya hay una alianza y no se tocó. Elija otra carpeta para la nueva.",
    "store-locked": "Otra ventana u otro proceso está escribiendo en esta alianza; no se cambió nada. "
    "Ciérrelo e intente de nuevo.",
    "store-busy": "La alianza está ocupada por otro proceso; no se guardó este cambio y lo anterior está a "
    "salvo. Intente de nuevo en un momento.",
    "store-newer": "Esta alianza se guardó con una versión más nueva del programa; no se tocó nada. "
    "Actualice el programa para abrirla.",
    "store-older": "Esta alianza se guardó con una versión anterior del programa; no se tocó nada. "
    "Ábrala una vez para escribir y se pondrá al día, con una copia previa.",
    "store-damaged": "El archivo de la alianza está dañado o no corresponde a su archivo de clave; no se "
    "escribió nada en él. Guarde la carpeta como está y recupere una copia.",
    "store-read-only": "La carpeta o el archivo de la alianza no permite escribir; lo ya guardado está a "
    "salvo. Revise los permisos o elija otra carpeta.",
    "store-unreachable": "No se puede abrir el archivo de la alianza; no se cambió nada. "
    "Revise que la carpeta y el disco estén conectados.",
    "store-unfinished": "La alianza no se cerró bien y en esta carpeta no se puede escribir para terminar; "
    "los datos están a salvo. Copie la carpeta entera a un disco donde pueda escribir y ábrala ahí.",
    "store-behind": "Lo guardado aquí es más antiguo que lo último que escribió este equipo, como pasa con "
    "una copia restaurada. Se abre solo para leer; busque la carpeta más reciente.",
    "store-reading": "La alianza está abierta solo para leer; no se cambió nada.",
    "store-plain": "Esta alianza se guarda sin cifrar y no tiene contraseña que cambiar.",
    "disk-full": "El disco está lleno y este cambio no se guardó; todo lo anterior está a salvo. "
    "Libere espacio e intente de nuevo.",
    "disk-failed": "El disco no respondió y este cambio no se guardó. "
    "Revise que esté bien conectado e intente de nuevo.",
    "passphrase-needed": "Esta alianza está cifrada. Escriba su contraseña para abrirla.",
    "passphrase-wrong": "La contraseña no es la de esta alianza; no se cambió nada. Escríbala de nuevo.",
    "passphrase-empty": "La contraseña está vacía; no se cambió nada. Escriba una frase de varias palabras.",
    "key-missing": "Falta el archivo clave.json, sin el cual esta alianza no se puede abrir. "
    "Devuélvalo a la carpeta; está en cualquier copia de ella.",
    "key-damaged": "El archivo clave.json está dañado o incompleto y la alianza no se puede abrir; los datos "
    "no se tocaron. Recupere ese archivo de una copia de la carpeta.",
    "attachment-too-large": "El archivo pasa de 25 MB y no se guardó. Redúzcalo o divídalo.",
    "attachment-missing": "Ese archivo adjunto todavía no está en este equipo. "
    "Llega con el próximo intercambio.",
    "attachment-damaged": "Un archivo adjunto no coincide con su código y no se muestra. "
    "Pídalo de nuevo a otro equipo de la alianza.",
    "value-too-large": "Un texto es demasiado largo para guardarse y no se cambió nada. Acórtelo o divídalo.",
    "record-permanent": "Las evidencias, versiones y sellos de un acta no se borran ni se cambian.",
    "fact-written-once": "Ese registro se escribe una sola vez y no se corrige: quedó como estaba. "
    "Anúlelo y regístrelo de nuevo.",
    "journal-full": "El diario de esta alianza llegó a su límite y no se guardó el cambio. "
    "Pida ayuda técnica.",
    "run-forged": "Lo recibido no es lo que firmó ese equipo; no se tomó nada. Pídalo de nuevo.",
    "run-forked": "El equipo que envía esto tiene dos historias distintas desde el mismo punto; no se tomó "
    "nada. Quien coordina debe decidir cuál vale.",
    "run-missing": "Falta un paquete anterior de ese equipo (del {first} al {last}); no se tomó nada. "
    "Pídalo y vuelva a intentar.",
    "run-newer": "Lo recibido se escribió con una versión más nueva del programa; no se tomó nada. "
    "Actualice el programa y vuelva a intentar.",
    "run-own-device": "Otro equipo tiene cambios de este mismo equipo que aquí no están, como pasa con una "
    "copia restaurada; no se tomó nada.",
    # people and workshops
    "record-missing": "Ese registro ya no está aquí. Actualice la lista e intente de nuevo.",
    "unknown-code": "«{value}» no es un valor de {field}. Puede ser: {allowed}.",
    "unknown-field": "No se conoce el dato {field}. No se cambió nada.",
    "operator-needed": "Varias personas trabajan en este equipo. Diga quién es con --operator: {names}.",
    "operator-unknown": "Esa persona no trabaja en este equipo. Trabajan: {names}.",
    "operator-exists": "«{name}» ya está en la lista de quienes trabajan aquí. No se agregó otra vez.",
    "operator-name-needed": "Falta el nombre de quien trabaja en este equipo. Escríbalo con --operator.",
    "name-needed": "Falta el nombre. No se guardó nada; escríbalo e intente de nuevo.",
    "organization-needed": "Falta la organización. Escriba su nombre; lo demás puede completarse después.",
    "person-exists": "Ese documento ya está en el directorio. Abra a esa persona en vez de crear otra.",
    "person-missing": "No hay nadie con ese documento. Revise el número o regístrelo como persona nueva.",
    "stage-unknown": "La etapa {value} no existe: son seis, de la 1 a la 6.",
    "stage-needed": "Falta la etapa del taller, de 1 a 6, o un plan con --from.",
    "hours-crossed": "La hora de cierre ({ends}) debe ser posterior a la de inicio ({starts}).",
    "workshop-missing": "No hay un taller con ese identificador. Vea la lista con: alianza workshop list.",
    "workshop-needed": "Hay {count} talleres. Diga cuál con su identificador o su etapa.",
    "session-missing": "El taller no tiene una sesión número {number}.",
    "session-closed": "La sesión {number} ya está cerrada. Ábrala de nuevo o elija la que está abierta.",
    "session-none-open": "El taller no tiene una sesión abierta. Abra una antes de registrar llegadas.",
    "session-of-another-workshop": "Esa sesión es de otro taller. No se registró la llegada.",
    "already-registered": "Ya se registró a las {hour}. No hace falta repetir.",
    "consent-needed": "Falta que la persona acepte el registro de sus datos. Si no acepta, regístrela sin "
    "datos personales.",
    "seat-anonymous": "Quien participa sin datos personales no tiene asiento en una mesa.",
    "mesa-repeated": "La mesa «{name}» ya está en ese taller.",
    "mesa-elsewhere": "Esa mesa no se reúne en este taller. No se cambió el asiento.",
    "mesa-missing": "El taller no tiene la mesa {number}. Tiene: {known}.",
    "dni-characters": "El DNI tiene signos que no son números. Revíselo o elija otro tipo de documento.",
    "dni-length": "El DNI tiene 8 dígitos y este no los tiene. Revise el número.",
    "dni-padded": "El DNI llegó sin sus ceros iniciales y se completó a 8 dígitos.",
    "dni-check-digit": "El dígito de verificación no corresponde a ese DNI. Revise el número.",
    "dni-check-glued": "El noveno dígito es el de verificación; se guardaron los 8 del DNI.",
    "dni-repeated": "El DNI repite un solo dígito y no puede ser de una persona. Revise el número.",
    "ruc-length": "El RUC tiene 11 dígitos y este no los tiene. Revise el número.",
    "ruc-prefix": "El RUC empieza con 10, 15, 17 o 20. Revise el número.",
    "ruc-check-digit": "El último dígito no corresponde a ese RUC. Revise el número.",
    "document-type": "Ese tipo de documento no está en la lista. Elija otro tipo.",
    "document-number": "El número no tiene la forma usual de ese documento. Revíselo.",
    "document-unnumbered": "Ese tipo de documento no lleva número. Elija el tipo que corresponde.",
    "phone-number": "El teléfono no parece un celular ni un fijo del Perú. Se guarda como está escrito.",
    "email-address": "El correo no tiene la forma usual. Se guarda como está escrito.",
    # agreements and actas
    "agreement-text-needed": "Falta el texto del acuerdo: verbo y qué. No se guardó nada.",
    "due-or-permanent": "Un acuerdo tiene un plazo o es permanente, no ambos. Elija uno.",
    "amount-negative": "El monto no puede ser negativo. No se guardó nada.",
    "amount-unreadable": "No se entiende el monto «{value}». Escríbalo en soles, por ejemplo 1250.50.",
    "signatory-repeated": "Esa persona ya está entre los firmantes: cada persona firma una vez por acta.",
    "acta-missing": "No hay un acta con ese identificador o número. Vea la lista con: alianza acta list.",
    "acta-frozen": "El texto de esta acta está congelado y no se puede cambiar. Puede hacer una adenda o una "
    "nueva versión que todos vuelvan a firmar.",
    "acta-annulled": "Esta acta está anulada y no se puede cambiar.",
    "acta-gaps": "Al acta le faltan {count} datos antes de seguir. Véalos con: alianza acta show.",
    "acta-not-in-review": "El acta debe leerse en revisión antes de congelarla. Pásela a revisión primero.",
    "acta-changed-since-review": "El acta cambió después de leerse en revisión. No se congeló; pásela otra "
    "vez a revisión y léala.",
    "acta-not-frozen": "El acta todavía es un borrador: congélela antes de recoger firmas.",
    "acta-sealed": "El acta ya está sellada y no cambia. Lo que venga después va en una constancia aparte.",
    "acta-unsealable": "Faltan resultados de {count} firmantes. Cada firmante necesita uno antes de sellar.",
    "seal-not-intact": "El acta sellada no pasó su propia comprobación ({verdict}) y no se guardó. "
    "Las firmas están a salvo; intente de nuevo y, si se repite, avise a quien mantiene el programa.",
    "acta-seal-elsewhere": "Esta acta la sella el equipo que la congeló. Hágalo allí.",
    "signatory-missing": "Esa persona no está entre los firmantes de esta versión del acta.",
    "gap-responsible": "falta quién responde",
    "gap-due": "falta el plazo (o marcarlo permanente)",
    "gap-due-twice": "tiene plazo y también dice permanente: elija uno",
    "gap-date": "falta la fecha",
    "gap-hours": "faltan las horas de inicio y cierre",
    "gap-hours-crossed": "la hora de cierre debe ser posterior a la de inicio",
    "gap-place": "falta el local",
    "gap-signatories": "no hay firmantes: registre asistentes titulares o alternos",
    "gap-agreements": "no hay acuerdos",
    "gap-no-signer": "nadie firma por esta organización responsable",
    # documents and signing
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
    "su credencial o un testigo. No se guardó nada; indíquelo (en la orden, --identified-by).",
    "witness-needed": "Falta el nombre del testigo que identificó a quien firma. No se guardó; escríbalo.",
    "consent-text-needed": "Falta el texto que acepta quien firma en pantalla. No se guardó nada.",
    "body-not-shown": "Quien firma aquí debe ver antes las páginas del acta. No se guardó nada; muéstrelas y "
    "dígalo (en la orden, --shown).",
    "left-hour-needed": "La hora va cuando alguien se retiró, y solo entonces. No se guardó nada; revísela.",
    "signed-for-needed": "Falta quién firmó a ruego. No se guardó nada; escriba su nombre y documento.",
    "reason-unexpected": "Una razón va con quien no firma. No se guardó nada; use la observación.",
    "paper-unexpected": "Los datos del papel van con una firma en papel. No se guardó nada; revíselos.",
    "choice-needless": "Esa persona no tiene dos resultados entre los que elegir. No se guardó nada.",
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
    "evidence-closing": "El cierre de las evidencias falta o no enumera las que hay.",
    "evidence-ink": "Los trazos de una firma en pantalla no son los que cita su evidencia.",
    "evidence-fork": "El equipo {device} firmó dos evidencias distintas con el mismo número y no se puede "
    "saber cuál vale. No se guardó nada; muestre el acta a quien coordina.",
    "evidence-device": "Hay una evidencia de un equipo que no es de esta alianza.",
    "seal-mismatch": "El cuerpo, el contenido y las evidencias no son de la misma acta. No se selló.",
    "seal-certificate-time": "La hora de este equipo está fuera de la vigencia de su certificado. "
    "No se selló; corrija la hora o pida otro certificado.",
    "body-unexpected": "Las páginas no tienen la forma que este programa escribe. No se selló.",
    "not-a-pdf": "El archivo no es un PDF. Elija el acta en PDF.",
    "pdf-too-large": "El PDF pasa de 64 MB y no es un acta de este programa. No se abrió.",
    "ca-fingerprint": "El código de la autoridad tiene 64 cifras, de 0 a 9 y de A a F. Revise lo escrito.",
    # spreadsheets
    "list-not-found": "No se encuentra {name}. Revise el nombre y la carpeta; no se importó nada.",
    "list-not-allowed": "No se puede leer {name}: falta permiso o el disco no responde. No se importó nada.",
    "list-too-large": "{name} es demasiado grande para ser una lista de invitados; no se importó nada. Deje "
    "en él solo la lista.",
    "list-empty": "{name} está vacío; no se importó nada.",
    "list-other-kind": "{name} es {kind}, no una lista de Excel o CSV. No se importó nada.",
    "list-damaged": "{name} está dañado o incompleto y no se puede leer; no se importó nada. Ábralo en "
    "Excel y guárdelo de nuevo, o pida otra copia.",
    "list-password": "{name} está protegido con contraseña; no se importó nada. Ábralo en Excel, quítele la "
    "contraseña y guárdelo.",
    "list-web-page": "{name} es una página web con nombre de Excel; no se importó nada. Ábralo en Excel y "
    "guárdelo como libro .xlsx.",
    "list-not-a-list": "{name} no es texto ni un libro de Excel; no se importó nada. Guarde la lista como "
    ".xlsx.",
    "list-encoding": "{name} perdió las tildes y las eñes al guardarse; no se importó nada. Guarde la lista "
    "otra vez como .xlsx o «CSV UTF-8».",
    "list-no-headings": "En {name} no se hallaron los encabezados de la lista; no se importó nada. Ponga "
    "una fila con «Apellidos y nombres», «DNI», «Institución».",
    "list-no-invitees": "{name} tiene encabezados pero ningún invitado; no se importó nada.",
    "mapping-unreadable": "No se entiende {name}: debe ser un JSON con encabezado y dato. No se importó "
    "nada.",
    "mapping-field": "El dato «{field}» no existe; no se importó nada. Puede ser: {allowed}.",
    "import-cancelled": "La importación de {name} se canceló. No se importó nada.",
    "export-folder": "No existe la carpeta donde guardar {name}. Elija otra; los datos siguen a salvo.",
    "export-not-allowed": "No se pudo guardar {name}: está abierto en otro programa o la carpeta no permite "
    "escribir. Ciérrelo o elija otra carpeta; los datos siguen a salvo.",
    "export-disk-full": "El disco está lleno y {name} no se guardó; los datos siguen a salvo. Libere "
    "espacio o elija otro disco.",
    "export-failed": "El disco no respondió y {name} no se guardó; los datos siguen a salvo. Intente de "
    "nuevo.",
    "document-missing": "Falta el documento.",
    "document-impossible": "El número no puede ser de ese documento; un DNI tiene 8 dígitos.",
    "document-short": "El DNI tenía menos de 8 dígitos; se completó con ceros: confírmelo.",
    "document-check-digit": "El dígito verificador no corresponde a ese DNI.",
    "document-type-guessed": "La lista no dice qué documento es; por su forma parece un carné de "
    "extranjería.",
    "document-type-unknown": "No se conoce ese tipo de documento.",
    "document-taken": "Ese documento ya es de otra persona; se guardó sin documento.",
    "document-padded": "El documento había perdido ceros a la izquierda; se completó.",
    "document-tidied": "Se quitaron espacios o puntos del documento.",
    "document-check-dropped": "Se quitó el dígito verificador del DNI.",
    "document-check-glued": "El DNI traía pegado su dígito verificador; se quitó.",
    "document-pending": "DNI en trámite.",
    "document-completed": "Se completó el documento.",
    "homonym": "Hay otra persona con ese nombre y organización y otro documento.",
    "name-missing": "La fila no tiene nombre.",
    "name-order": "No es seguro qué son apellidos y qué son nombres.",
    "name-split": "No es seguro dónde termina un apellido y empieza el otro.",
    "name-signs": "El nombre tiene signos o cifras.",
    "name-incomplete": "Falta el nombre o el apellido.",
    "name-differs": "El nombre no es igual al que ya tenía ese documento; se conservó el anterior.",
    "name-completed": "Se completó el nombre.",
    "name-case": "El nombre estaba en mayúsculas; se escribió con iniciales mayúsculas.",
    "name-title": "Se quitó el tratamiento del nombre.",
    "letters-lost": "El nombre perdió letras al guardarse la lista.",
    "phone-doubtful": "El teléfono no se entiende.",
    "email-doubtful": "El correo no se entiende.",
    "email-several": "Había más de un correo; se guardaron separados.",
    "date-unreadable": "La fecha no se entiende; se dejó vacía.",
    "date-serial": "La fecha era un número de Excel; se convirtió.",
    "date-short-year": "El año de la fecha tenía dos cifras; se completó.",
    "sector-unknown": "No se conoce ese sector; se dejó por completar.",
    "sector-kept": "La organización ya tenía otro sector; se conservó.",
    "ruc-doubtful": "El RUC no es correcto.",
    "mesa-unknown": "El taller no tiene esa mesa; cuando la tenga, importe la lista otra vez.",
    "quality-unknown": "No se entiende en calidad de qué participa.",
    "formula-text": "Una celda era un vínculo; se tomó su texto.",
    "formula-unread": "Una celda era una fórmula sin resultado; se dejó vacía.",
    "cell-error": "Una celda tenía un error de Excel; se dejó vacía.",
    "repeated": "Repite a la fila {row} de «{sheet}»; se unieron.",
    "changed": "Cambió: {field}.",
    "unchanged": "Ya se había importado; sin cambios.",
    # command line
    "passphrase-file-unreadable": "No se pudo leer el archivo de la contraseña {file}.",
    "file-unreadable": "No se pudo leer {file}. Revise el nombre y los permisos.",
    "file-unwritable": "No se pudo escribir {file}; nada más cambió. Revise el espacio y los permisos.",
    "passphrase-or-plain": "Falta la contraseña que cifra los datos: póngala en un archivo con "
    "--passphrase-file. Para ensayar sin cifrar, diga --plain.",
    "unexpected": "El programa encontró un error suyo ({kind}) y la orden no terminó; "
    "lo guardado está a salvo. Repítala con --debug y envíe lo que muestre a quien lo mantiene.",
    "plan-unreadable": "El plan {file} no es un JSON legible. No se creó nada.",
    "plan-fields": "El plan {file} tiene un dato que no se conoce o le falta la etapa. No se creó nada.",
    "folder-not-empty": "La carpeta {folder} no está vacía y no se tocó. Elija una nueva para el ensayo.",
    "folder-unwritable": "No se puede crear la carpeta {folder}. Elija otra donde pueda escribir.",
    "people-out-of-range": "El ensayo admite de {least} a {most} personas.",
    # window
    "qt-missing": "Faltan bibliotecas del sistema para abrir la ventana. Instálelas con: "
    "apt install {packages}",
    "no-display": "Aquí no hay una pantalla donde abrir la ventana. Use las órdenes: vea alianza --help.",
}


def sentence(error: AppError) -> str:
    """Return the Spanish sentence of an error; its code must be in the table."""
    return said(error.code, **error.facts)


def said(code: str, **facts: object) -> str:
    """Return the Spanish of a code that is not an error: a warning, a gap, the reason of a row."""
    return SENTENCES[code].format(**facts)
