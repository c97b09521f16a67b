"""Chains as documents draw them, without a store."""

from alianza_desktop.documents.chain_content import ChainSheet
from alianza_desktop.services.chain_view import (
    ActivityView,
    ActorView,
    ChainView,
    GapView,
    LinkView,
    StageView,
)


def activity(
    name: str,
    stage: str = "",
    sectors: tuple[str, ...] = (),
    *,
    kind: str = "activity",
    gaps: int = 0,
    at: tuple[int, int] | None = None,
) -> ActivityView:
    x, y = at or (None, None)
    return ActivityView(
        id=name,
        kind=kind,
        stage_id=stage,
        name=name,
        current_state="",
        desired_state="",
        x=x,
        y=y,
        order_key="",
        actors=tuple(ActorView(f"{name}{one}", one, one, one, one, "") for one in sectors),
        gaps=tuple(GapView(f"{name}{number}", "Sin local propio") for number in range(gaps)),
    )


def sheet(
    stages: tuple[str, ...],
    activities: tuple[ActivityView, ...],
    links: tuple[tuple[str, str, str], ...] = (),
    *,
    name: str = "Cadena del cacao",
    rehearsal: bool = False,
) -> ChainSheet:
    view = ChainView(
        id="chain",
        workshop_id="workshop",
        name=name,
        product="Cacao nativo",
        territory="Condorcanqui, Amazonas",
        stages=tuple(StageView(one, one, "") for one in stages),
        activities=activities,
        links=tuple(
            LinkView(f"{source}{target}{flow}", source, target, flow) for source, target, flow in links
        ),
        rehearsal=rehearsal,
    )
    return ChainSheet(
        chain=view,
        alliance="Alianza Multiactor Condorcanqui",
        workshop="Hoja de ruta",
        stage=4,
        date="2026-11-23",
    )


def cacao(*, rehearsal: bool = True) -> ChainSheet:
    """Return a chain with everything that a drawing may have."""
    return sheet(
        ("Insumos", "Producción", "Comercialización"),
        (
            activity("Vivero de cacao nativo", "Insumos", ("academia", "society")),
            activity("Abono orgánico y herramientas", "Insumos", ("private",)),
            activity("Control de moniliasis y plagas", "Producción", ("public", "academia"), gaps=2),
            activity("Cosecha selectiva", "Producción", ("society",)),
            activity("Venta directa en Nieva y Jaén", "Comercialización", ("private",), at=(400, 190)),
            activity("Crédito", kind="support", sectors=("private",), gaps=1),
            activity("¿Quién pone la balanza?", kind="note"),
        ),
        (
            ("Vivero de cacao nativo", "Control de moniliasis y plagas", "product"),
            ("Abono orgánico y herramientas", "Control de moniliasis y plagas", "product"),
            ("Control de moniliasis y plagas", "Cosecha selectiva", "product"),
            ("Cosecha selectiva", "Venta directa en Nieva y Jaén", "product"),
            ("Venta directa en Nieva y Jaén", "Cosecha selectiva", "payment"),
            ("Cosecha selectiva", "Vivero de cacao nativo", "information"),
        ),
        rehearsal=rehearsal,
    )
