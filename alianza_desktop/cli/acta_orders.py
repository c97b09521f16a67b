"""The arguments of `alianza acta` for what comes around the signatures (`acta_changes`)."""

from argparse import ArgumentParser
from typing import Protocol


class Menu(Protocol):
    """What takes commands (`parser`)."""

    def command(self, name: str, run: str, help_text: str) -> ArgumentParser: ...


QUALITIES = ("titular", "alternate", "guest", "observer", "interpreter")


def add(menu: Menu) -> None:
    """Add the outcomes, before and after the seal, and the commands of `acta_changes`."""
    _outcomes(menu)
    _amending(menu)
    _people(menu)
    _wording(menu)
    made = _one(menu, "complement", "sella la constancia complementaria de lo que vino después del sello")
    made.add_argument("file", metavar="ARCHIVO.pdf")
    _copies(menu)


def _copies(menu: Menu) -> None:
    copy = menu.command("copy", "acta_copies:copy", "copia un acta sellada a una memoria, con sus recibos")
    copy.add_argument("acta", metavar="ID|NÚMERO")
    copy.add_argument("folder", metavar="CARPETA", help="la memoria")
    copy.add_argument(
        "--signatory",
        action="append",
        default=[],
        metavar="FIRMANTE",
        help="para quién: id o documento; sin esto, para todos",
    )
    word = menu.command("word", "acta_copies:word", "guarda un borrador en Word, para corregirlo")
    word.add_argument("acta", metavar="ID|NÚMERO")
    word.add_argument("file", metavar="ARCHIVO.docx")


def _one(menu: Menu, name: str, help_text: str) -> ArgumentParser:
    command = menu.command(name, f"acta_changes:{name}", help_text)
    command.add_argument("acta", metavar="ID|NÚMERO")
    return command


def _amending(menu: Menu) -> None:
    adds = _one(menu, "addendum", "comienza una adenda a un acta congelada")
    adds.add_argument("--text", metavar="TEXTO", help="lo que se agrega o se aclara")
    adds.add_argument("--starts", metavar="HH:MM")
    adds.add_argument("--ends", metavar="HH:MM")
    _one(menu, "revise", "comienza una nueva versión, que todos vuelven a firmar")
    _one(menu, "difference", "muestra qué dicen hoy los registros distinto del acta congelada")
    annul = _one(menu, "annul", "anula un acta: queda visible, con su razón")
    annul.add_argument("--reason", required=True, metavar="TEXTO", help="por qué se anula")
    _pin(annul)
    pin = menu.command("pin", "acta_changes:pin", "pone, cambia o quita su PIN en este equipo")
    pin.add_argument("--new-file", metavar="ARCHIVO", help="archivo con el PIN nuevo, de 4 a 12 cifras")
    pin.add_argument("--clear", action="store_true", help="quita el PIN")
    pin.add_argument("--forget", metavar="NOMBRE", help="quita el que otra persona olvidó: quien coordina")
    _pin(pin)


def _pin(command: ArgumentParser) -> None:
    command.add_argument("--pin-file", metavar="ARCHIVO", help="archivo con su PIN; si no, ALIANZA_PIN")


def _people(menu: Menu) -> None:
    one = _one(menu, "signatory", "agrega a quien firma un borrador, dice por quién, o lo quita")
    one.add_argument("person", metavar="DNI", help="su documento")
    one.add_argument("--remove", action="store_true", help="ya no firma")
    one.add_argument("--quality", choices=QUALITIES, help="en qué calidad")
    one.add_argument("--position", metavar="CARGO")
    one.add_argument("--organization", metavar="NOMBRE|RUC")
    one.add_argument("--represents", metavar="DNI", help="en lugar de quién firma; vacío: de nadie")
    one.add_argument("--accreditation", metavar="TEXTO", help="carta poder, resolución u oficio")
    one.add_argument("--scan", metavar="ARCHIVO.(pdf|jpg|png)", help="su copia digital")


def _wording(menu: Menu) -> None:
    clause = _one(menu, "clause", "pone o quita una cláusula opcional del borrador; sin código, las lista")
    clause.add_argument("code", nargs="?", default="", metavar="CÓDIGO")
    clause.add_argument("--out", action="store_true", help="la quita")
    language = _one(menu, "language", "da una segunda lengua a los encabezados del borrador")
    language.add_argument("language", nargs="?", default="", metavar="LENGUA", help="vacía: solo castellano")
    heading = menu.command("heading", "acta_changes:heading", "guarda un encabezado revisado en otra lengua")
    heading.add_argument("language", metavar="LENGUA")
    heading.add_argument("key", metavar="ENCABEZADO", help="title, attendees, agenda, agreements …")
    heading.add_argument("text", metavar="TEXTO")
    heading.add_argument("--reviewed-by", required=True, metavar="NOMBRE", help="quién revisó la traducción")


def _outcomes(menu: Menu) -> None:
    for name, run, help_text in (
        ("outcome", "actas:outcome", "registra el resultado de un firmante"),
        ("late", "acta_changes:late", "registra el resultado de un firmante después del sello"),
    ):
        _outcome_facts(menu.command(name, run, help_text))


def _outcome_facts(outcome: ArgumentParser) -> None:
    outcome.add_argument("acta", metavar="ID|NÚMERO")
    outcome.add_argument("signatory", metavar="FIRMANTE", help="id del firmante o su documento")
    outcome.add_argument(
        "outcome",
        metavar="RESULTADO",
        choices=("ink", "paper", "thumbprint", "at_request", "digital", "refused", "absent", "left"),
        help="ink, paper, thumbprint, at_request, digital, refused, absent o left",
    )
    outcome.add_argument(
        "--identified-by",
        default="",
        choices=("document", "known", "accreditation", "witness"),
        help="cómo se identificó: su documento, lo conoce quien registra, su credencial o un testigo",
    )
    outcome.add_argument("--shown", action="store_true", help="la persona vio el texto del acta")
    outcome.add_argument("--witness", default="", metavar="NOMBRE", help="testigo")
    outcome.add_argument("--paper", default="", metavar="TEXTO", help="dónde está el original en papel")
    outcome.add_argument(
        "--ink",
        metavar="ARCHIVO.json",
        help='{"v":1,"w":ancho,"h":alto,"strokes":[[x,y,x,y…]…]} en enteros de 1/100 mm',
    )
    outcome.add_argument("--reason", default="", metavar="TEXTO", help="por qué no firma, si lo desea decir")
    outcome.add_argument("--note", default="", metavar="TEXTO", help="observación del firmante")
    outcome.add_argument("--signed-for-by", default="", metavar="NOMBRE", help="quién firmó a su ruego")
    outcome.add_argument("--hour", default="", metavar="HH:MM", help="a qué hora se retiró")
