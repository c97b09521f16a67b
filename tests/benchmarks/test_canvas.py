"""A chain of 150 activities on the canvas, against a bare cached QGraphicsScene of as many items.

Both offscreen at 1366 × 768, in turn, in the same run: built, painted whole, and one step of a drag with its
repaint. Then one command saved and shown, on a real store. Medians, p95 and ratios are printed; nothing is
asserted about the clock.
"""

import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from statistics import median, quantiles

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsSimpleTextItem,
    QGraphicsView,
)
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import PERU, FixedClock, SystemClock
from alianza_desktop.services import chain_layout, chains
from alianza_desktop.services.chain_view import (
    ActivityView,
    ActorView,
    ChainView,
    GapView,
    LinkView,
    StageView,
)
from alianza_desktop.storage.founding import found
from alianza_desktop.ui import gallery, start
from alianza_desktop.ui.chains.canvas import Canvas
from alianza_desktop.ui.chains.screen import ChainsScreen
from tests.builders import world, writing
from tests.ui.chain_samples import grown

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=PERU)
ACTIVITIES, STAGES, STEPS, ROUNDS = 150, 6, 100, 9
SECTORS = ("public", "private", "academia", "society")


def sample() -> ChainView:
    """Return a chain of 150 activities and 200 links as plain data."""
    stages = tuple(StageView(f"s{n}", f"Eslabón {n}", f"{n:03}") for n in range(STAGES))
    cards = tuple(
        ActivityView(
            id=f"a{n}", kind="activity", stage_id=f"s{n * STAGES // ACTIVITIES}",
            name=f"Actividad {n} de la cadena de valor", current_state="", desired_state="", x=None, y=None,
            order_key=f"{n:04}", actors=(ActorView(f"p{n}", "o", "Una", "Una", SECTORS[n % 4], ""),),
            gaps=(GapView(f"g{n}", "Falta"),) if n % 3 == 0 else (),
        )
        for n in range(ACTIVITIES)
    )  # fmt: skip
    pairs = [(n, n + 1) for n in range(ACTIVITIES - 1)] + [(n, n + 20) for n in range(0, 102, 2)]
    links = tuple(LinkView(f"l{k}", f"a{a}", f"a{b}", "product") for k, (a, b) in enumerate(pairs))
    return ChainView(
        id="c",
        workshop_id="w",
        name="Grande",
        product="",
        territory="",
        stages=stages,
        activities=cards,
        links=links,
    )


def bare(view: ChainView) -> QGraphicsView:
    """Return a view on a scene of rectangles with two lines of text, cached, and of paths."""
    plan = chain_layout.lay_out(view)
    scene = QGraphicsScene()
    names = {one.id: one.name for one in view.activities}
    for box in plan.cards:
        card = QGraphicsRectItem(QRectF(0, 0, box.width, box.height))
        card.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        card.setPos(box.x, box.y)
        text = QGraphicsSimpleTextItem(names[box.id][:16] + "\n" + names[box.id][16:], card)
        text.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        scene.addItem(card)
    for edge in plan.edges:
        path = QPainterPath(QPointF(*edge.points[0]))
        for point in edge.points[1:]:
            path.lineTo(*point)
        line = QGraphicsPathItem(path)
        line.setPen(QPen(line.pen().color(), 1.5))
        scene.addItem(line)
    shown = QGraphicsView(scene)
    scene.setParent(shown)  # a view does not keep its scene
    shown.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
    return shown


def timed(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - begun)


def settle() -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.processEvents()


def dragged(move: Callable[[QPointF], None], at: QPointF) -> list[float]:
    """Return how long each step of a drag takes with the repaint that follows."""
    times = []
    for step in range(STEPS):
        place = at + QPointF(step % 40, step % 30)

        def one(place: QPointF = place) -> None:
            move(place)
            settle()

        times.append(timed(one))
    return times


def p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


@pytest.mark.benchmark_ratio
def test_the_canvas_beside_a_bare_scene(
    qtbot: QtBot, qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    start.dress(qapp)
    view = sample()
    plan = chain_layout.lay_out(view)
    canvas, other = Canvas(), bare(view)
    for shown in (canvas, other):
        qtbot.addWidget(shown)
        shown.resize(1366, 768)
        shown.show()
    canvas.show_chain(view, plan, "")
    canvas.fit()
    other.fitInView(other.sceneRect())
    settle()
    built = median(timed(lambda: Canvas().show_chain(view, plan, "")) for _ in range(ROUNDS))
    bare_built = median(timed(lambda: bare(view)) for _ in range(ROUNDS))
    whole = median(timed(canvas.viewport().repaint) for _ in range(ROUNDS))
    bare_whole = median(timed(other.viewport().repaint) for _ in range(ROUNDS))
    card = canvas.chain.cards["a70"]
    mine = dragged(lambda at: canvas.chain.carry(card, at), card.pos())
    items = [one for one in other.items() if isinstance(one, QGraphicsRectItem)]
    theirs = dragged(items[70].setPos, items[70].pos())
    laid = median(timed(lambda: chain_layout.lay_out(view)) for _ in range(ROUNDS))
    with capsys.disabled():
        print(  # noqa: T201
            f"\ncanvas of {ACTIVITIES} activities, {len(view.links)} links, median of {ROUNDS} (bare scene):"
            f" built {built:.1f} ms ({bare_built:.1f}, {built / bare_built:.1f}x);"
            f" repaint at fit {whole:.2f} ms ({bare_whole:.2f}, {whole / bare_whole:.1f}x);"
            f" drag step {median(mine):.2f} ms, p95 {p95(mine):.2f} ({median(theirs):.2f},"
            f" p95 {p95(theirs):.2f}, {median(mine) / median(theirs):.1f}x); layout {laid:.1f} ms"
        )


@pytest.mark.benchmark_ratio
def test_one_command_saved_and_shown(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    start.dress(qapp)
    with found(
        tmp_path / "data",
        name="Alianza",
        ubigeo="0104",
        operator="Rosa",
        role="registrar",
        clock=SystemClock(),
    ) as database:
        with writing(database) as session:
            made = world(session)
            grown(session, made.workshop, ACTIVITIES, STAGES)
        window = gallery.opened(database, made.workshop, FixedClock(MORNING))
        qtbot.addWidget(window)
        window.resize(1366, 690)
        window.show()

        def open_it() -> None:
            window.open("chains", "")
            settle()

        opened = timed(open_it)
        screen = window.current().page()
        assert isinstance(screen, ChainsScreen)
        view = screen.presenter.chain
        assert view is not None
        card = view.activities[70].id

        def command(number: int) -> None:
            screen.presenter.edits.move(card, 10 + number, 60)
            settle()

        times = [timed(partial(command, number)) for number in range(30)]
        with database.reading() as session:
            read = median(timed(lambda: chains.view(session, view.id)) for _ in range(ROUNDS))
    with capsys.disabled():
        print(  # noqa: T201
            f"\nchain of {ACTIVITIES} activities: screen opened in {opened:.0f} ms; one command saved and"
            f" shown {median(times):.1f} ms, p95 {p95(times):.1f}, of which the chain read again {read:.1f}"
        )
