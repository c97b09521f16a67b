"""The arguments of `alianza agreement`."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from alianza_desktop.cli.parser import _Menu

FOLLOW_UPS: Final = ("pending", "in_progress", "done", "partly_done", "dropped")
NOTES: Final = ("objection", "reservation", "observation")


def agreements(top: "_Menu") -> None:
    """List, add, and what is said of one: answers, follow-up, notes."""
    menu = top.menu("agreement", "acuerdos, compromisos y pedidos")
    listing = menu.command("list", "agreements:listing", "lista los acuerdos de un taller")
    listing.add_argument("--workshop", metavar="ID")
    listing.add_argument("--mesa", type=int, metavar="N", help="0 es la plenaria")
    listing.add_argument("--carried", action="store_true", help="los de antes que el taller retoma")
    back = menu.command("revise", "agreement_sheets:revise", "trae la hoja de acuerdos editada")
    back.add_argument("file", metavar="ARCHIVO.xlsx")
    back.add_argument("--workshop", metavar="ID")
    back.add_argument("--dry-run", action="store_true", help="dice qué cambiaría y no guarda nada")
    back.add_argument("--doubtful", action="store_true", help="también lo que cambió aquí mientras tanto")
    _add(menu)
    _told(menu)


def _add(menu: "_Menu") -> None:
    add = menu.command("add", "agreements:add", "agrega un acuerdo")
    add.add_argument("text", metavar="TEXTO")
    add.add_argument("--workshop", metavar="ID")
    add.add_argument("--mesa", type=int, default=0, metavar="N", help="0 es la plenaria")
    add.add_argument("--kind", default="compromiso", choices=("acuerdo", "compromiso", "pedido"))
    add.add_argument("--organization", default="", metavar="NOMBRE", help="la única responsable")
    add.add_argument("--person", default="", metavar="DNI", help="quien responde por ella")
    add.add_argument("--partner", action="append", default=[], metavar="NOMBRE", help="corresponsable")
    when = add.add_mutually_exclusive_group()
    when.add_argument("--due", default="", metavar="AAAA-MM-DD")
    when.add_argument("--permanent", action="store_true")
    add.add_argument("--deliverable", default="", metavar="TEXTO")
    add.add_argument("--amount", default="", metavar="SOLES", help="por ejemplo 80000 o 1250.50")
    add.add_argument("--verification", default="", metavar="TEXTO", help="medio de verificación")
    add.add_argument("--funding", default="", metavar="TEXTO", help="de dónde sale el dinero")
    add.add_argument("--policy", default="", metavar="TEXTO", help="política o plan al que sirve")
    add.add_argument("--ods", action="append", default=[], metavar="N[.N]", help="objetivo o meta: 2, 2.3")
    answer = add.add_mutually_exclusive_group()
    for flag, stored, words in (
        ("--accept", "accepted", "el responsable acepta"),
        ("--decline", "declined", "el responsable no acepta"),
        ("--to-confirm", "to_confirm", "queda «por confirmar» o, sin responsable, «por designar»"),
    ):
        answer.add_argument(flag, dest="acceptance", action="store_const", const=stored, help=words)
    add.set_defaults(acceptance="")


def _told(menu: "_Menu") -> None:
    change = menu.command("answer", "agreements:answer", "anota si el responsable acepta")
    change.add_argument("agreement", metavar="ID")
    change.add_argument("answer", choices=("accept", "decline", "to-confirm", "none"))
    follow = menu.command("follow", "agreements:follow", "anota cómo va un acuerdo, o su nueva fecha")
    follow.add_argument("agreement", metavar="ID")
    follow.add_argument("state", nargs="?", default="", choices=("", *FOLLOW_UPS))
    follow.add_argument("--due", default="", metavar="AAAA-MM-DD", help="se reprograma para ese día")
    note = menu.command("note", "agreements:note", "anota una objeción, reserva u observación")
    note.add_argument("agreement", metavar="ID")
    note.add_argument("kind", choices=NOTES)
    note.add_argument("text", metavar="TEXTO")
    note.add_argument("--person", default="", metavar="DNI", help="quien lo dice")
    note.add_argument("--organization", default="", metavar="NOMBRE", help="la entidad que lo dice")
