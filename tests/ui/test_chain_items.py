"""What the canvas paints, in three palettes and with ugly texts, and with rows that fit nowhere."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from alianza_desktop.services import chain_layout
from alianza_desktop.services.chain_plan import Box, Edge, Plan
from alianza_desktop.services.chain_view import (
    ActivityView,
    ActorView,
    ChainView,
    GapView,
    LinkView,
    StageView,
)
from alianza_desktop.ui import start, theme
from alianza_desktop.ui.chains import facts, ink, walking
from alianza_desktop.ui.chains.scene import ChainScene

UGLY = [
    "",
    "x" * 60,
    "x" * 5000,
    "Asociación de Productoras y Productores Agroforestales del Marañón y Santiago, base de El Cenepa",
    "palabra " * 625,
    "🥭🍫 cacao 👩🏽‍🌾 nativo",
    "سوق الكاكاو في المدينة",
    "<b>negrita</b> & \"comillas\" 'simples' <script>",
    "línea\nlínea\n\n\tlínea",
    "a\u0301" * 400,
]


def activity(name: str, number: int = 0, **options: object) -> ActivityView:
    facts_of: dict[str, object] = {
        "id": f"a{number}", "kind": "activity", "stage_id": "s0", "current_state": "", "desired_state": "",
        "x": None, "y": None, "order_key": f"{number:03}",
        "actors": (
            ActorView("p1", "o1", "Municipalidad", "MP", "public", ""),
            ActorView("p2", "o2", "Cooperativa", "Coop.", "private", ""),
        ),
        "gaps": (GapView("g1", "Falta un local"),),
        "agreements": (("c1", "A-01"),),
        **options,
    }  # fmt: skip
    return ActivityView(name=name, **facts_of)  # type: ignore[arg-type]


def chain(activities: tuple[ActivityView, ...], links: tuple[LinkView, ...] = ()) -> ChainView:
    stages = (StageView("s0", "Insumos", "a"), StageView("s1", "x" * 5000, "b"))
    return ChainView(
        id="c", workshop_id="w", name="Cadena", product="", territory="Condorcanqui, Amazonas",
        stages=stages, activities=activities, links=links,
    )  # fmt: skip


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    start.dress(qapp)
    yield qapp
    theme.apply(qapp, "claro")


def painted(scene: ChainScene, zoom: float = 1.0) -> QImage:
    area = scene.sceneRect()
    image = QImage(round(area.width() * zoom), round(area.height() * zoom), QImage.Format.Format_RGB32)
    image.fill(QColor("#ff00ff"))
    with QPainter(image) as painter:
        scene.render(painter, QRectF(image.rect()), area)
    return image


def colours(image: QImage, box: Box) -> set[str]:
    """Return some of the colours inside a card."""
    across = range(round(box.x) + 2, round(box.right) - 2, 2)
    down = range(round(box.y) + 2, round(box.bottom) - 2, 2)
    return {image.pixelColor(x, y).name() for x in across for y in down}


@pytest.mark.parametrize("name", theme.THEMES)
def test_items_paint_in_every_palette(app: QApplication, name: str) -> None:
    theme.apply(app, name)
    cards = (
        activity("Acopio en baba", 0),
        activity("Fermentado", 1),
        activity("Crédito a socios", 2, kind="support", stage_id=""),
        activity("Preguntar por el flete", 3, kind="note", stage_id="", actors=(), gaps=(), agreements=()),
    )
    view = chain(cards, (LinkView("l1", "a0", "a1", "product"),))
    plan = chain_layout.lay_out(view)
    scene = ChainScene()
    scene.show_chain(view, plan)
    scene.choose("a0")
    image = painted(scene)
    tokens = theme.tokens()
    first = plan.card("a0")
    assert first is not None
    for box in plan.cards:
        assert len(colours(image, box)) > 8  # words, marks and frame, not a blank box
    inside = colours(image, first)
    assert {tokens.surface.lower(), tokens.public.lower()} <= inside
    edge = plan.edges[0].points
    (x, y), (_, below) = edge[0], edge[-1]
    along = {image.pixelColor(round(x), n).name() for n in range(round(y), round(below))}
    assert tokens.secondary.lower() in along


def test_words_go_when_they_cannot_be_read(app: QApplication) -> None:
    view = chain((activity("Acopio en baba"),))
    scene = ChainScene()
    scene.show_chain(view, chain_layout.lay_out(view))
    assert painted(scene, 0.3) != painted(scene, 1.0).scaled(painted(scene, 0.3).size())


@pytest.mark.parametrize("name", UGLY)
def test_ugly_names_are_drawn_inside_their_card(app: QApplication, name: str) -> None:
    for kind in ("activity", "support", "note"):
        view = chain((activity(name, kind=kind, gaps=(GapView("g", name),)),))
        plan = chain_layout.lay_out(view)
        scene = ChainScene()
        scene.show_chain(view, plan)
        scene.choose("a0")
        painted(scene)
        item = scene.cards["a0"]
        assert item.boundingRect().width() < 200
        assert "<b>" not in item.toolTip().replace("<p>", "")
        assert len(ink.lines(name, 130, 2)) <= 2
        for line in ink.lines(name, 130, 2):
            assert ink.width(line, ink.TITLE) <= 131
        found = facts.details(view, "a0")
        assert found.title == name
        assert facts.spoken(view, "a0")
        assert facts.lines(view)


def test_the_same_records_keep_their_items(app: QApplication) -> None:
    view = chain((activity("Uno", 0), activity("Dos", 1)), (LinkView("l", "a0", "a1", "product"),))
    scene = ChainScene()
    scene.show_chain(view, chain_layout.lay_out(view))
    before, edge = scene.cards["a0"], scene.edges["l"]
    after = replace(view, activities=(replace(view.activities[0], name="Otro"),), links=())
    scene.show_chain(after, chain_layout.lay_out(after))
    assert scene.cards["a0"] is before
    assert set(scene.cards) == {"a0"}
    assert edge.scene() is None


def test_what_fits_nowhere_never_stops_the_drawing(app: QApplication) -> None:
    cards = (activity("Sin eslabón", 0, stage_id="s9"), activity("Con eslabón", 1))
    links = (LinkView("l1", "a0", "nadie", "product"), LinkView("l2", "a1", "a1", "otra cosa"))
    stages = (StageView("s0", "Insumos", "a"), StageView("s9", "Poscosecha", "", gone=True))
    view = replace(chain(cards, links), stages=stages)
    scene = ChainScene()
    scene.show_chain(view, chain_layout.lay_out(view))
    painted(scene)
    assert facts.strays(view) == "1 elemento sin lugar"
    assert [one.name for one in facts.lines(view) if one.kind == "group"] == ["Sin lugar: Poscosecha"]
    assert facts.details(view, "l1").title == "Sin eslabón – Sin lugar"
    for record in ("l1", "l2", "a0", "s9", "nada"):
        scene.choose(record)
    bare = replace(view, stages=(), activities=(), links=())
    scene.show_chain(bare, chain_layout.lay_out(bare))
    assert scene.cards == {}
    assert walking.neighbour(scene.plan, "", "left") == ""


def test_a_plan_of_another_version_is_drawn_as_far_as_it_goes(app: QApplication) -> None:
    view = chain((activity("Uno", 0),))
    plan = Plan(
        400, 300, (), (Box("a0", 5, 5, 150, 76), Box("nadie", 0, 0, 9, 9)), None, (Edge("l", (), ""),)
    )
    scene = ChainScene()
    scene.show_chain(view, plan)
    painted(scene)
    assert set(scene.cards) == {"a0"}


def test_walking_goes_to_what_is_next() -> None:
    boxes = tuple(Box(f"b{x}{y}", 186 * x + 18, 140 + 104 * y, 150, 76) for x in range(3) for y in range(3))
    plan = Plan(600, 500, (Box("s0", 0, 0, 186, 460),), boxes, None, ())
    ways: tuple[tuple[walking.Direction, str], ...] = (
        ("left", "b01"), ("right", "b21"), ("up", "b10"), ("down", "b12"),
    )  # fmt: skip
    for way, target in ways:
        assert walking.neighbour(plan, "b11", way) == target
    assert walking.neighbour(plan, "b00", "up") == "s0"
    assert walking.neighbour(plan, "s0", "down") == "b00"
    assert walking.neighbour(plan, "b22", "down") == "b22"


def test_a_dragged_flow_is_made_of_straight_pieces() -> None:
    one = Box("a", 200, 200, 150, 76)
    for x, y in ((400, 200), (400, 500), (200, 400), (200, 0), (0, 200), (0, 600), (210, 330)):
        points = walking.elbow(one, Box("b", x, y, 150, 76))
        assert all(a == c or b == d for (a, b), (c, d) in pairwise(points))
