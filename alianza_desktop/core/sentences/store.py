"""Of the store: its file, its key, its disk, its attachments."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
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
    "recovery-length": "La clave de recuperación tiene {needed} signos y se escribieron {found}. "
    "Compárela con la hoja, grupo por grupo.",
    "recovery-symbol": "En el grupo {group} hay «{symbol}», un signo que la clave no usa. "
    "Compare ese grupo con la hoja.",
    "recovery-group": "El grupo {group} («{written}») no está como en la hoja. Compárelo signo por signo.",
    "recovery-wrong": "Esa clave de recuperación no es la de esta alianza; no se cambió nada. "
    "Busque la hoja más reciente.",
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
}
