"""Of agreements and actas."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
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
    "acta-seal-elsewhere": "Esta acta la sella el equipo {device}; aquí no se selló nada. Hágalo allí, o "
    "pida que desde ese equipo le pasen el sello a este.",
    "acta-two-seals": "Esta versión se selló dos veces, en los equipos {devices}. Las dos se conservan; "
    "quien coordina decide, con una nueva versión, cuál queda.",
    "evidence-after-seal": "Después del sello llegaron {count} registros de otros equipos que el acta no "
    "lleva. Van en una constancia complementaria.",
    "acta-late-one": "Después del sello llegó {count} resultado. Falta en una constancia.",
    "acta-late-many": "Después del sello llegaron {count} resultados. Faltan en una constancia.",
    "handover-self": "El sello de esta acta ya está en este equipo. Elija otro equipo.",
    "handover-forged": "Un equipo quiso pasar el sello en nombre de otro.",
    "handover-not-holder": "Quiso pasar el sello un equipo que no lo tenía.",
    "handover-repeated": "El mismo equipo pasó el sello dos veces y vale la primera.",
    "handover-awaited": "Falta lo de otro equipo para saber cómo llegó el sello a este.",
    "signatory-missing": "Esa persona no está entre los firmantes de esta versión del acta.",
    "signed-text-changed": "El texto del acta cambió mientras se mostraba: no se guardó nada. Vuelva a la "
    "lista y muéstrelo otra vez.",
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
    "acta-unprintable": "El texto lleva signos que el papel no puede mostrar: {where}. Saldrán como "
    "«\ufffd».",
    "signature-interrupted": "Una firma estaba en curso y no se guardó. Pida firmar otra vez.",
    "seal-interrupted": "El sello estaba en curso y no se guardó. Selle el acta otra vez.",
    "no-printer": "No hay impresora. El PDF está en Documentos/Actas; también puede copiarlo a un USB.",
    "printer-failed": "La impresora está detenida o no recibió las páginas; vea su cola antes de repetir. "
    "El acta no cambió y el PDF está en Documentos/Actas.",
    "printer-stopped": "La impresora se detuvo en la página {page} de {pages}; vea su cola antes de repetir. "
    "El acta no cambió y el PDF está en Documentos/Actas.",
    "print-file-failed": "No se pudo guardar el archivo que eligió; revise esa carpeta o elija otra. "
    "El acta no cambió y el PDF está en Documentos/Actas.",
    "sheet-printer-failed": "La impresora está detenida o no recibió la ficha; vea su cola antes de repetir, "
    "o guárdela como PDF.",
    "sheet-print-cancelled": "Se dejó de imprimir la ficha.",
    "print-cancelled": "Se dejó de imprimir. El acta no cambió y el PDF está en Documentos/Actas.",
    "copy-not-saved": "No se pudo guardar el archivo en Documentos/Actas. El acta no cambió; revise los "
    "permisos de esa carpeta e intente otra vez.",
    "late-digital": "Después del sello ya no hay un recuadro para firmar digitalmente. Elija firma en "
    "pantalla o en papel.",
    "complement-empty": "Nadie terminó con el acta después de sellarla. No hay nada que hacer constar.",
    "pin-needed": "Falta el PIN: en un archivo, con --pin-file, o en ALIANZA_PIN. No se hizo nada.",
    "acta-replaced": "Una nueva versión reemplazó a esta acta. Trabaje sobre la nueva; esta queda "
    "para consulta.",
    "new-version-role": "Una nueva versión la comienza el equipo que sella esta acta, o quien "
    "coordina. Pídaselo.",
    "amended-annulled": "El acta que esta cambia fue anulada. No se congeló; componga un acta aparte.",
    "annul-role": "Anular un acta toca a quien coordina. No se anuló; pídaselo.",
    "annul-reason-needed": "Falta decir por qué se anula: queda escrito en el acta. No se anuló nada.",
    "pin-missing": "Usted aún no tiene un PIN en este equipo. No se hizo nada; se pone la primera vez "
    "que anula un acta o renueva la autoridad.",
    "pin-role": "Quitar un PIN olvidado toca a quien coordina. No se quitó nada.",
    "pin-own": "Su propio PIN se cambia con el que tiene. Si lo olvidó, que lo quite otra persona que "
    "coordine.",
    "pin-nobody": "Nadie más tiene un PIN en este equipo.",
    "pin-differs": "Los dos no son iguales. Escríbalos otra vez.",
    "pin-form": "El PIN son de {shortest} a {longest} cifras. No se guardó nada.",
    "pin-wrong": "El PIN no es ese. No se hizo nada; intentos que quedan: {left}.",
    "pin-paused": "Se escribió mal el PIN varias veces. No se hizo nada; espere {minutes} minutos.",
    "represents-self": "Nadie se representa a sí mismo. Elija a la persona en cuyo lugar firma.",
    "represented-signs": "Esa persona ya firma esta acta por sí misma: quítela antes de los firmantes.",
    "represented-twice": "Otra persona ya firma en su lugar: a cada quien lo representa una sola.",
    "gap-addendum-text": "falta el texto de la adenda: qué se agrega o se aclara",
    "gap-accreditation": "falta con qué acredita su representación: carta poder, resolución u oficio",
    "gap-signs-twice": "firma dos veces, o firma y también lo representan: deje una sola",
    "gap-interpreter-language": "interpretó y falta anotar en qué lenguas",
    "notice-quorum": "No se alcanzó el quórum de la mesa. Se puede seguir; el acta dirá cuántas vinieron.",
    "language-needed": "Falta decir en qué lengua está ese encabezado. No se guardó nada.",
    "language-unknown": "Todavía no hay encabezados revisados en «{language}». Escríbalos primero.",
    "reviewer-needed": "Falta decir quién revisó esa traducción. El programa no traduce por su cuenta.",
}
