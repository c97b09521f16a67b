"""Chains for the tests of the canvas: the cacao chain of the picture, and chains of any size."""

from typing import TYPE_CHECKING, Final

from alianza_desktop.services import chain_gestures, chains, organizations
from alianza_desktop.services.chain_view import ChainView

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ORGANS: Final = {
    "ACA": ("Universidad de Ejemplo", "academia"),
    "SOC": ("Federación Awajún de Ejemplo", "society"),
    "PRI": ("Cooperativa Agraria Cacao Alto Marañón", "private"),
    "PÚB": ("Municipalidad Provincial de Condorcanqui", "public"),
}
CACAO: Final = (
    ("Insumos", (("Vivero de cacao nativo", "ACA SOC"), ("Abono orgánico y herramientas", "PRI"))),
    (
        "Producción",
        (
            ("Instalación y manejo de parcelas", "SOC PRI"),
            ("Control de moniliasis y plagas", "PÚB ACA"),
            ("Cosecha selectiva", "SOC"),
        ),
    ),
    (
        "Poscosecha",
        (
            ("Acopio en baba", "PÚB PRI"),
            ("Fermentado y secado", "PRI"),
            ("Control de calidad y cadmio", "ACA PÚB"),
        ),
    ),
    ("Transformación", (("Tostado y pasta de cacao", "PRI"), ("Chocolate y derivados", "PRI SOC"))),
    (
        "Comercialización",
        (
            ("Venta de grano a exportador", "PRI"),
            ("Marca colectiva Condorcanqui", "PÚB SOC"),
            ("Venta directa en Nieva y Jaén", "PRI"),
        ),
    ),
)
LINKS: Final = (
    (0, 2), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (7, 8), (7, 10), (8, 9), (8, 11), (9, 12),
)  # fmt: skip
SUPPORTS: Final = (
    ("Crédito a socios", "PRI"), ("Asistencia técnica", "ACA"), ("Norma sanitaria", "PÚB"),
    ("Internet y energía", "PÚB"), ("Vigilancia comunal", "SOC"),
)  # fmt: skip
GAPS: Final = (
    (5, "Sin local propio en El Cenepa"), (5, "Sin energía estable para el secador"),
    (3, "Pocos técnicos de campo"), (7, "El laboratorio más cercano está en Jaén"),
)  # fmt: skip


def cacao(session: "Session", workshop_id: str) -> ChainView:
    """Make the chain of the picture and return its view."""
    chain = chains.create(session, workshop_id, "Cadena del cacao", product="Cacao", template="blank")
    organs = {
        code: organizations.find_or_add(session, name, sector=sector).id
        for code, (name, sector) in ORGANS.items()
    }
    made: list[str] = []
    for stage, activities in CACAO:
        view = chains.view(session, chain.id)
        gesture = chain_gestures.add_stage(view, stage)
        chains.apply(session, chain.id, gesture)
        for name, sectors in activities:
            made.append(_activity(session, chain.id, gesture[0].id, name))
            _join(session, chain.id, made[-1], [organs[one] for one in sectors.split()])
    for source, target in LINKS:
        view = chains.view(session, chain.id)
        chains.apply(session, chain.id, chain_gestures.connect(view, made[source], made[target]))
    for place, text in GAPS:
        view = chains.view(session, chain.id)
        chains.apply(session, chain.id, chain_gestures.add_gap(view, made[place], text))
    for name, sector in SUPPORTS:
        view = chains.view(session, chain.id)
        gesture = chain_gestures.add_card(view, "support", name)
        chains.apply(session, chain.id, gesture)
        _join(session, chain.id, gesture[0].id, [organs[sector]])
    return chains.view(session, chain.id)


def _activity(session: "Session", chain_id: str, stage_id: str, name: str) -> str:
    gesture = chain_gestures.add_activity(chains.view(session, chain_id), stage_id, name)
    chains.apply(session, chain_id, gesture)
    return gesture[0].id


def _join(session: "Session", chain_id: str, activity_id: str, organs: list[str]) -> None:
    for organ in organs:
        view = chains.view(session, chain_id)
        chains.apply(session, chain_id, chain_gestures.add_actor(view, activity_id, organ))


def grown(session: "Session", workshop_id: str, activities: int, stages: int = 5) -> ChainView:
    """Make a chain of that many activities, each connected with the one before."""
    chain = chains.create(session, workshop_id, "Cadena grande", template="blank")
    view = chains.view(session, chain.id)
    columns: list[str] = []
    for number in range(stages):
        view = chains.view(session, chain.id)
        gesture = chain_gestures.add_stage(view, f"Eslabón {number + 1}")
        chains.apply(session, chain.id, gesture)
        columns.append(gesture[0].id)
    before = ""
    for number in range(activities):
        view = chains.view(session, chain.id)
        stage = columns[number * stages // activities]
        gesture = chain_gestures.add_activity(
            view, stage, f"Actividad {number + 1} de la cadena", connect_from=before
        )
        chains.apply(session, chain.id, gesture)
        before = gesture[0].id
    return chains.view(session, chain.id)
