"""Of lists read and written, row by row."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
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
    "list-no-agreement-headings": "En {name} no se hallaron los encabezados de los acuerdos; no se importó "
    "nada. Ponga una fila con «Acuerdo», «Responsable», «Plazo».",
    "list-no-agreements": "{name} tiene encabezados pero ningún acuerdo; no se importó nada.",
    "mapping-unreadable": "No se entiende {name}: debe ser un JSON con encabezado y dato. No se importó "
    "nada.",
    "mapping-field": "El dato «{field}» no existe; no se importó nada. Puede ser: {allowed}.",
    "import-cancelled": "La importación de {name} se canceló. No se importó nada.",
    "earlier-day-ahead": "Ese día aún no llega. Escriba la fecha en que fue el taller; no se importó nada.",
    "earlier-day-needed": "Falta la fecha de ese taller. Escríbala como dd/mm/aaaa; no se importó nada.",
    "import-arrived": "Ya llegó gente de esta lista ({count}): no se puede deshacer entera. Quite a quien "
    "sobre desde Personas.",
    "export-folder": "No existe la carpeta donde guardar {name}. Elija otra; los datos siguen a salvo.",
    "export-not-allowed": "No se pudo guardar {name}: está abierto en otro programa o la carpeta no permite "
    "escribir. Ciérrelo o elija otra carpeta; los datos siguen a salvo.",
    "export-disk-full": "No queda espacio donde se guardaba {name}: no se guardó; los datos siguen a salvo. "
    "Libere espacio en ese disco o elija otro.",
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
    "name-long": "El nombre o el cargo es demasiado largo y quedó cortado a 120 letras.",
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
    "agreement-text-missing": "La fila no dice qué se acordó.",
    "due-unreadable": "El plazo no se entiende; se dejó vacío.",
    "due-in-words": "El plazo estaba en palabras; se convirtió en fecha.",
    "amount-doubtful": "El monto no se entiende; se dejó vacío.",
    "person-unknown": "No está en el directorio esa persona; queda solo la organización.",
    "responsible-missing": "Falta quién responde.",
    "kept": "{field}: el directorio dice otra cosa y se conserva.",
    "same-asked": "¿Es la misma persona? Coinciden el nombre y la organización; falta un documento.",
    "changed": "Cambió: {field}.",
    "unchanged": "Ya se había importado; sin cambios.",
}
