"""Every command with its arguments. `run` names the function; help and usage errors speak Spanish."""

import re
import sys
from argparse import SUPPRESS, Action, ArgumentParser, HelpFormatter, _SubParsersAction
from collections.abc import Iterable
from typing import Any, NoReturn

from alianza_desktop import __version__
from alianza_desktop.cli import acta_orders, agreement_parser

ROLES = ("registrar", "facilitator", "coordinator", "rapporteur", "analyst")
_USAGE = (
    (r"the following arguments are required: (.*)", r"falta \1"),
    (r"unrecognized arguments: (.*)", r"no se conoce \1"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\1 no admite \2; puede ser \3"),
    (r"argument (.*): expected one argument", r"a \1 le falta su valor"),
    (r"argument (.*): invalid int value: (.*)", r"\1 espera un número y recibió \2"),
    (r"argument (.*): not allowed with argument (.*)", r"\1 no va junto con \2"),
)


class _Help(HelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Iterable[Action], groups: Any, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "Uso: " if prefix is None else prefix)


class _Parser(ArgumentParser):
    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Help, add_help=False, allow_abbrev=False, **options)
        self._positionals.title = "argumentos"
        self._optionals.title = "opciones"
        self.add_argument("-h", "--help", action="help", help="muestra esta ayuda")

    def error(self, message: str) -> NoReturn:
        for pattern, words in _USAGE:
            message = re.sub(pattern, words, message)
        sys.stderr.write(f"No se entendió la orden: {message}. Vea «{self.prog} --help».\n")
        sys.exit(2)


def _add_globals(parser: ArgumentParser, *, top: bool) -> None:
    """Accept the global options before and after the command; only the first parser has their defaults."""

    def default(value: object) -> Any:
        return value if top else SUPPRESS

    add = parser.add_argument
    add("--operator", default=default(""), metavar="NOMBRE", help="quién trabaja; si hay una persona, ella")
    add("--data", default=default(None), metavar="DIR", help="carpeta de datos")
    add("--json", action="store_true", default=default(False), help="un objeto JSON en la salida")
    add("--quiet", action="store_true", default=default(False), help="no muestra nada si todo va bien")
    add("--passphrase-file", default=default(None), metavar="ARCHIVO", help="archivo con la contraseña")
    add("--debug", action="store_true", default=default(False), help=SUPPRESS)


class _Menu:
    """A parser with subcommands: `menu.command("new", "alliances:new", "…")`."""

    def __init__(self, parser: ArgumentParser, *, needed: bool = True) -> None:
        self._choices: _SubParsersAction[Any] = parser.add_subparsers(
            title="órdenes", metavar="ORDEN", required=needed, parser_class=_Parser
        )

    def command(self, name: str, run: str, help_text: str) -> ArgumentParser:
        parser: ArgumentParser = self._choices.add_parser(name, help=help_text, description=help_text)
        _add_globals(parser, top=False)
        parser.set_defaults(run=run)
        return parser

    def menu(self, name: str, help_text: str) -> "_Menu":
        parser: ArgumentParser = self._choices.add_parser(name, help=help_text, description=help_text)
        _add_globals(parser, top=False)
        return _Menu(parser)


def build() -> ArgumentParser:
    """Return the parser of `alianza`."""
    parser = _Parser(
        prog="alianza",
        description="Talleres de la Alianza Multiactor, sin internet: de la lista de invitados al acta "
        "sellada. Sin orden, abre la ventana.",
    )
    parser.add_argument(
        "--version", action="version", version=f"alianza {__version__}", help="muestra la versión"
    )
    _add_globals(parser, top=True)
    parser.set_defaults(run="window:app", grab=None)
    top = _Menu(parser, needed=False)
    _window(top)
    _alliances(top)
    _workshops(top)
    _people(top)
    _directory(top)
    agreement_parser.agreements(top)
    _actas(top)
    _chains(top)
    _checks(top)
    return parser


def _window(top: _Menu) -> None:
    app = top.command("app", "window:app", "abre la ventana")
    app.add_argument(
        "--grab",
        nargs="+",
        metavar=("DIR", "PANTALLA"),
        help="en vez de abrirla, guarda como PNG cada pantalla o solo las nombradas: inicio, «mesas*»…",
    )
    demo = top.command("demo", "demo:demo", "hace un taller de ensayo completo en una carpeta")
    demo.add_argument("dir", metavar="DIR")
    demo.add_argument("--people", type=int, default=120, metavar="N", help="personas (120)")
    demo.add_argument("--seed", type=int, default=2026, metavar="N", help="semilla (2026)")


def _alliances(top: _Menu) -> None:
    menu = top.menu("alliance", "la alianza de este equipo")
    new = menu.command("new", "alliances:new", "crea la alianza y su almacén")
    new.add_argument("name", metavar="NOMBRE")
    new.add_argument("--ubigeo", required=True, metavar="CÓDIGO", help="código INEI de 2, 4 o 6 dígitos")
    new.add_argument(
        "--role",
        default="coordinator",
        choices=ROLES,
        help="rol de quien trabaja",
    )
    new.add_argument("--plain", action="store_true", help="sin cifrar: solo para ensayar")
    operator = menu.command("add-operator", "alliances:add_operator", "agrega a quien trabaja en los equipos")
    operator.add_argument("name", metavar="NOMBRE")
    operator.add_argument("--role", required=True, choices=ROLES, help="su rol")
    menu.command("show", "alliances:show", "muestra la alianza, quién trabaja y su autoridad")
    _authority(top)


def _authority(top: _Menu) -> None:
    menu = top.menu("authority", "la autoridad que certifica a los equipos de la alianza")
    menu.command("show", "authority:show", "muestra en qué equipo está y los certificados")
    export = menu.command("export", "authority:export", "hace el archivo que la entrega a otro equipo")
    export.add_argument("device", metavar="EQUIPO", help="su letra o su nombre")
    export.add_argument("file", metavar="ARCHIVO")
    accept = menu.command("accept", "authority:accept", "la recibe de un archivo hecho para este equipo")
    accept.add_argument("file", metavar="ARCHIVO")
    renew = menu.command("renew", "authority:renew", "certifica de nuevo a todos los equipos")
    renew.add_argument("--rotate", action="store_true", help="antes da paso a una autoridad nueva")
    replace = menu.command("replace", "authority:replace", "hace otra autoridad porque la anterior se perdió")
    replace.add_argument("--reason", required=True, metavar="TEXTO", help="qué pasó con ella")
    revoke = top.command("revoke", "authority:revoke", "retira la confianza a lo que selle un equipo")
    revoke.add_argument("device", metavar="EQUIPO", help="su letra o su nombre")
    revoke.add_argument("--reason", required=True, metavar="TEXTO", help="por qué")
    revoke.add_argument("--since", default="", metavar="AAAA-MM-DDTHH:MM", help="desde cuándo; si no, ahora")


def _workshops(top: _Menu) -> None:
    menu = top.menu("workshop", "talleres")
    menu.command("list", "workshops:listing", "lista los talleres")
    show = menu.command("show", "workshops:show", "muestra un taller: sesiones, mesas, agenda")
    show.add_argument("workshop", metavar="ID")
    new = menu.command("new", "workshops:new", "crea un taller")
    new.add_argument("--from", dest="source", metavar="ARCHIVO.json", help="todo el plan en un archivo")
    new.add_argument("--stage", type=int, metavar="1-6")
    new.add_argument("--name", default="", metavar="NOMBRE")
    new.add_argument("--place", default="", metavar="LOCAL")
    new.add_argument("--city", default="", metavar="CIUDAD")
    new.add_argument("--ubigeo", default="", metavar="CÓDIGO")
    new.add_argument("--date", default="", metavar="AAAA-MM-DD")
    new.add_argument("--starts", default="", metavar="HH:MM")
    new.add_argument("--ends", default="", metavar="HH:MM")
    new.add_argument("--host", default="", metavar="ORGANIZACIÓN")
    new.add_argument("--modality", default="in_person", choices=("in_person", "virtual", "mixed"))
    lines = menu.command(
        "headers", "workshops:headers", "escribe los nombres oficiales del año y del decenio"
    )
    lines.add_argument("--workshop", metavar="ID")
    lines.add_argument("--year", metavar="TEXTO", help="«Año de…»; vale para los demás talleres de ese año")
    lines.add_argument("--decade", metavar="TEXTO", help="«Decenio de…»")
    opening = menu.command("open-session", "workshops:open_session", "marca la sesión abierta")
    opening.add_argument("--workshop", metavar="ID")
    opening.add_argument("--session", type=int, required=True, metavar="N")


def _people(top: _Menu) -> None:
    imports = top.menu("import", "importar listas")
    people = imports.command("people", "people:import_people", "importa invitados de Excel o CSV")
    people.add_argument("file", metavar="ARCHIVO")
    people.add_argument("--workshop", metavar="ID")
    people.add_argument("--dry-run", action="store_true", help="revisa y no guarda nada")
    people.add_argument("--mapping", metavar="ARCHIVO.json", help="qué columna es qué dato")
    came = imports.command("attendance", "people:import_attendance", "importa quiénes vinieron a un taller")
    _earlier(came)
    agreed = imports.command("agreements", "people:import_agreements", "importa los acuerdos de un taller")
    _earlier(agreed)
    arrival = top.command("register", "people:register", "registra una llegada")
    arrival.add_argument("document", metavar="DNI")
    arrival.add_argument("--workshop", metavar="ID")
    arrival.add_argument("--session", type=int, metavar="N", help="por omisión, la sesión abierta")
    arrival.add_argument("--mesa", type=int, metavar="N")
    arrival.add_argument(
        "--quality", default="", choices=("", "titular", "alternate", "guest", "observer", "interpreter")
    )
    arrival.add_argument("--virtual", action="store_true", help="asiste por videollamada")
    arrival.add_argument("--accreditation", default="", metavar="TEXTO", help="carta poder u oficio")
    exports = top.menu("export", "exportar a Excel o a PDF")
    out = exports.command("people", "people:export_people", "participantes: invitados y presentes")
    out.add_argument("file", metavar="ARCHIVO.xlsx")
    out.add_argument("--workshop", metavar="ID")
    table = exports.command("agreements", "agreement_sheets:export", "acuerdos, para editarlos y traerlos")
    table.add_argument("file", metavar="ARCHIVO.xlsx")
    table.add_argument("--workshop", metavar="ID")
    book = exports.command("workbook", "people:export_workbook", "todo el taller en un libro de Excel")
    book.add_argument("file", metavar="ARCHIVO.xlsx")
    book.add_argument("--workshop", metavar="ID")
    _papers(exports)


def _papers(exports: _Menu) -> None:
    listed = exports.command("attendance", "papers:attendance", "lista de asistencia de una sesión, PDF")
    forms = exports.command("forms", "papers:forms", "formularios de registro para llenar a mano, PDF")
    forms.add_argument("--invited", action="store_true", help="con los invitados, para marcar y firmar")
    forms.add_argument("--pages", type=int, default=5, metavar="N", help="hojas en blanco (5)")
    forms.add_argument("--rows", type=int, default=12, metavar="N", help="filas por hoja, de 6 a 16 (12)")
    for one in (listed, forms):
        one.add_argument("--session", type=int, metavar="N", help="por omisión, la abierta o la primera")
    cards = exports.command("credentials", "papers:credentials", "credenciales con QR, PDF")
    cards.add_argument("--who", default="invited", choices=("invited", "present"))
    cards.add_argument("--shape", default="sheet", choices=("sheet", "a6", "label"))
    papers = exports.command("constancias", "papers:constancias", "constancias de participación, PDF")
    papers.add_argument("--each", action="store_true", help="un archivo por persona, en una carpeta")
    papers.add_argument("--named", action="store_true", help="con el nombre de la persona en su archivo")
    for one in (cards, papers):
        one.add_argument("--person", action="append", default=[], metavar="DNI", help="solo esta persona")
    for one in (listed, forms, cards, papers):
        one.add_argument("file", metavar="ARCHIVO.pdf")
        one.add_argument("--workshop", metavar="ID")


def _earlier(command: ArgumentParser) -> None:
    """Take a list of an earlier workshop: the file, and which workshop it was."""
    command.add_argument("file", metavar="ARCHIVO")
    command.add_argument("--workshop", metavar="ID", help="un taller que ya está aquí")
    command.add_argument("--stage", type=int, metavar="1-6", help="la etapa de uno que no está")
    command.add_argument("--date", default="", metavar="AAAA-MM-DD")
    command.add_argument("--place", default="", metavar="LOCAL")
    command.add_argument("--dry-run", action="store_true", help="revisa y no guarda nada")
    command.add_argument("--mapping", metavar="ARCHIVO.json", help="qué columna es qué dato")


def _directory(top: _Menu) -> None:
    for name, one, words, what in (
        ("people", "person", "DNI|ID", "personas de todos los talleres"),
        ("actors", "actor", "NOMBRE|RUC|ID", "actores: organizaciones del territorio"),
    ):
        menu = top.menu(name, what)
        listing = menu.command("list", f"directory:list_{name}", f"lista {what}")
        listing.add_argument("words", nargs="?", default="", metavar="PALABRAS", help="solo esos")
        show = menu.command("show", f"directory:show_{one}", "muestra la ficha y su historial")
        show.add_argument(one, metavar=words)
        merge = menu.command("merge", f"directory:merge_{name}", "dice que dos registros son el mismo")
        merge.add_argument("one", metavar=words)
        merge.add_argument("other", metavar=words)
        apart = menu.command("separate", f"directory:separate_{name}", "deshace: ya no son el mismo")
        apart.add_argument("one", metavar=words)
        if name == "actors":
            sheet = menu.command("sheet", "directory:sheet", "guarda la ficha de un actor")
            sheet.add_argument("actor", metavar=words)
            sheet.add_argument("file", metavar="ARCHIVO.pdf")
            sheet.add_argument("--internal", action="store_true", help="con su contacto, para uso interno")


def _actas(top: _Menu) -> None:
    menu = top.menu("acta", "actas de acuerdos")
    listing = menu.command("list", "actas:listing", "lista las actas y su estado")
    listing.add_argument("--workshop", metavar="ID")
    compose = menu.command("compose", "actas:compose", "compone el acta de una mesa desde el taller")
    compose.add_argument("--workshop", metavar="ID")
    compose.add_argument("--mesa", type=int, default=0, metavar="N", help="0 es la plenaria")
    for field, help_text in (
        ("date", "fecha AAAA-MM-DD"),
        ("starts", "hora de inicio HH:MM"),
        ("ends", "hora de cierre HH:MM"),
        ("background", "antecedentes"),
        ("development", "desarrollo"),
        ("reservations", "pedidos, discrepancias y reservas"),
        ("next-meeting", "próxima reunión"),
    ):
        compose.add_argument(f"--{field}", metavar="TEXTO", help=help_text)
    for name, help_text in (
        ("show", "muestra un acta: lo que falta, firmantes, resultados"),
        ("review", "pasa el acta a revisión, para leerla en voz alta"),
        ("freeze", "congela el texto y le da su número"),
        ("seal", "sella el acta"),
    ):
        one = menu.command(name, f"actas:{name}", help_text)
        one.add_argument("acta", metavar="ID|NÚMERO")
        if name == "seal":
            _certificate_file(one)
    hand = menu.command("hand-over", "seal_role:hand_over", "pasa el sello de un acta a otro equipo")
    hand.add_argument("acta", metavar="ID|NÚMERO")
    hand.add_argument("device", metavar="EQUIPO", help="su letra o su nombre")
    choose = menu.command("choose", "actas:choose", "elige cuál de dos resultados de un firmante vale")
    choose.add_argument("acta", metavar="ID|NÚMERO")
    choose.add_argument("signatory", metavar="FIRMANTE", help="id del firmante o su documento")
    choose.add_argument("entry", metavar="CÓDIGO", help="código del registro que vale, o su comienzo")
    choose.add_argument("--reason", default="", metavar="TEXTO", help="por qué vale ese")
    acta_orders.add(menu)
    pdf = menu.command("pdf", "actas:pdf", "guarda el PDF del acta en su estado actual")
    pdf.add_argument("acta", metavar="ID|NÚMERO")
    pdf.add_argument("file", metavar="ARCHIVO.pdf")
    scan = menu.command("scan", "paper_scan:scan", "recibe las páginas firmadas en papel, escaneadas")
    scan.add_argument("acta", metavar="ID|NÚMERO")
    scan.add_argument("files", nargs="+", metavar="ARCHIVO", help="PDF, JPEG, PNG o TIFF, en cualquier orden")
    known = "la N-ésima leída es la página 3, o la hoja H1, o su código"
    scan.add_argument("--page", action="append", default=[], metavar="N=CÓDIGO", help=known)
    _later(menu)


def _later(menu: _Menu) -> None:
    signing = menu.command("sign-digital", "later:sign_digital", "añade la firma digital de una persona")
    signing.add_argument("acta", metavar="ID|NÚMERO")
    signing.add_argument("signatory", metavar="FIRMANTE", help="id del firmante o su documento")
    signing.add_argument("--module", default="", metavar="ARCHIVO", help="módulo PKCS#11 de la tarjeta")
    signing.add_argument("--token", default="", metavar="NOMBRE", help="nombre de la tarjeta o llave")
    signing.add_argument("--pin-file", default="", metavar="ARCHIVO", help="archivo con la clave")
    signing.add_argument("--certificate", default="", metavar="NOMBRE", help="si tiene varios para firmar")
    _certificate_file(signing)
    stamping = menu.command("timestamp", "later:timestamp", "añade un sello de tiempo, con conexión")
    stamping.add_argument("acta", metavar="ID|NÚMERO")
    stamping.add_argument("--tsa", required=True, metavar="DIRECCIÓN", help="de quien da el sello de tiempo")
    for one in (signing, stamping):
        one.add_argument("--out", default="", metavar="ARCHIVO.pdf", help="guarda también el archivo")


def _certificate_file(one: ArgumentParser) -> None:
    one.add_argument(
        "--p12", default="", metavar="ARCHIVO", help="certificado propio (.p12, .pfx) con su clave"
    )
    one.add_argument("--p12-passphrase", default="", metavar="ARCHIVO", help="archivo con su contraseña")


def _chains(top: _Menu) -> None:
    menu = top.menu("chain", "cadenas de valor")
    listing = menu.command("list", "chains:listing", "lista las cadenas de un taller")
    listing.add_argument("--workshop", metavar="ID")
    export = menu.command("export", "chains:export", "guarda una cadena como dibujo o como datos")
    export.add_argument("chain", metavar="ID")
    export.add_argument("file", metavar="ARCHIVO.(svg|pdf|json)")
    imports = menu.command("import", "chains:import_chain", "agrega al taller la cadena de un archivo")
    imports.add_argument("file", metavar="ARCHIVO.json")
    imports.add_argument("--workshop", metavar="ID")


def _checks(top: _Menu) -> None:
    verify = top.command("verify", "verify:verify", "comprueba un acta sellada, con o sin almacén")
    verify.add_argument("file", metavar="ARCHIVO.pdf")
    verify.add_argument(
        "--ca", action="append", default=[], metavar="SHA256",
        help="una autoridad conocida: la de la alianza, la de un certificado; puede repetirse",
    )  # fmt: skip
    verify.add_argument(
        "--receipt", action="append", default=[], metavar="CÓDIGO", help="el de un comprobante de firma"
    )
    top.command("check", "check:check", "revisa la instalación y, si hay, el almacén")
