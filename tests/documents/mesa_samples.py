"""Sheets of mesas for the document tests; every person is fictional."""

from random import Random

from alianza_desktop.documents.mesa_content import MesaSheets, Row, Table
from tests.documents.document_samples import GIVEN, ORGANIZATIONS, SURNAMES


def sheets(people: int = 14, mesas: int = 2, *, signing: bool = True) -> MesaSheets:
    """Return sheets of some mesas with that many people each, the same for the same numbers."""
    random = Random(3)
    return MesaSheets(
        alliance="Alianza Multiactor Condorcanqui",
        territory="provincia de Condorcanqui, departamento de Amazonas",
        rehearsal=False,
        workshop="Hoja de ruta",
        stage=4,
        date="2026-11-23",
        tables=tuple(_table(random, number, people) for number in range(1, mesas + 1)),
        signing=signing,
    )


def _table(random: Random, number: int, people: int) -> Table:
    return Table(
        number=number,
        name=("Cacao: acopio y poscosecha", "Conectividad y servicios digitales")[(number - 1) % 2],
        theme="Calidad y acopio del cacao nativo",
        facilitator="Lic. Marisol Paz Ayui" if number % 2 else "",
        place="Aula 2",
        rows=tuple(_row(random) for _ in range(people)),
    )


def _row(random: Random) -> Row:
    organization, sector = random.choice(ORGANIZATIONS)[:2]
    surnames = f"{random.choice(SURNAMES)} {random.choice(SURNAMES)}"
    return Row(
        name=f"{surnames}, {random.choice(GIVEN)}",
        organization=organization,
        position=random.choice(("Alcaldesa", "Gerente", "")),
        sector=sector,
    )
