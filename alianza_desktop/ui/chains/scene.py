"""The scene: the chain's items, made, changed and taken away as its view and its plan say."""

from typing import TypeVar

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from alianza_desktop.services.chain_plan import Box, Plan
from alianza_desktop.services.chain_view import ChainView
from alianza_desktop.ui.chains import facts, walking
from alianza_desktop.ui.chains.edges import EdgeItem, LooseEdge
from alianza_desktop.ui.chains.items import (
    LIVE,
    PORT,
    RING,
    CardItem,
    ChainItem,
    ColumnItem,
    PortItem,
    SupportLane,
)

MARGIN = 6
"""Room at the right, for the end of the last card's ring."""
EMPTY = Plan(0, 0, (), (), None, ())
I = TypeVar("I", bound=ChainItem)  # noqa: E741 - the usual name of an item


class ChainScene(QGraphicsScene):
    """Items by the id of their record; what stays the same keeps its item, its cache and its place."""

    def __init__(self) -> None:
        super().__init__()
        self.plan = EMPTY
        self.chosen, self._aimed = "", ""
        self.cards: dict[str, CardItem] = {}
        self.columns: dict[str, ColumnItem] = {}
        self.edges: dict[str, EdgeItem] = {}
        self.links: tuple[tuple[str, str, str], ...] = ()
        self.lane: SupportLane | None = None
        self.port, self.loose = PortItem(), LooseEdge()
        self.addItem(self.port)
        self.addItem(self.loose)
        self.port.setZValue(LIVE)

    def show_chain(self, view: ChainView, plan: Plan) -> None:
        """Draw a chain; called again with what changed."""
        self.plan = plan
        self.links = tuple((one.id, one.source_id, one.target_id) for one in view.links)
        self._show_columns(view)
        self._show_lane()
        activities = {one.id: one for one in view.activities}
        boxes = {box.id: box for box in plan.cards if box.id in activities}
        self._drop(self.cards, boxes.keys())
        for key, box in boxes.items():
            if key in self.cards:
                self.cards[key].show_card(box, activities[key])
            else:
                self.cards[key] = self._added(CardItem(box, activities[key]))
        edges = {one.id: one for one in plan.edges}
        self._drop(self.edges, edges.keys())
        for key, edge in edges.items():
            if key in self.edges:
                self.edges[key].show_edge(edge)
            else:
                self.edges[key] = self._added(EdgeItem(edge))
        self.setSceneRect(QRectF(0, 0, plan.width + MARGIN, plan.height))
        self.choose(self.chosen)

    def _show_columns(self, view: ChainView) -> None:
        names = {one.id: facts.column_name(one) for one in view.stages}
        boxes = {box.id: box for box in self.plan.columns}
        self._drop(self.columns, boxes.keys())
        for number, (key, box) in enumerate(boxes.items()):
            if key in self.columns:
                self.columns[key].show_column(box, names.get(key, ""), number)
            else:
                self.columns[key] = self._added(ColumnItem(box, names.get(key, ""), number))

    def _show_lane(self) -> None:
        box = self.plan.lane
        if box is None:
            if self.lane is not None:
                self.removeItem(self.lane)
            self.lane = None
        elif self.lane is None:
            self.lane = self._added(SupportLane(box, self.tr("Apoyo a toda la cadena")))
        else:
            self.lane.show_lane(box)

    def _added(self, item: I) -> I:
        self.addItem(item)
        return item

    def _drop(self, items: "dict[str, I]", kept: "set[str] | object") -> None:
        for key in [one for one in items if one not in kept]:  # type: ignore[operator]
            self.removeItem(items.pop(key))

    # what is where

    def item_of(self, record_id: str) -> ChainItem | None:
        """Return the item of a record."""
        return self.cards.get(record_id) or self.edges.get(record_id) or self.columns.get(record_id)

    def at(self, place: QPointF) -> ChainItem | None:
        """Return what a click there means: a card, the port, a flow, the name of a stage; or nothing."""
        for item in self.items(place):
            if isinstance(item, CardItem | EdgeItem | PortItem):
                return item
            if isinstance(item, ColumnItem) and item.header.contains(place):
                return item
        return None

    def card_at(self, place: QPointF) -> CardItem | None:
        return next((one for one in self.items(place) if isinstance(one, CardItem)), None)

    def column_at(self, place: QPointF) -> ColumnItem | None:
        """Return the stage whose column is there, below its name."""
        found = next((one for one in self.items(place) if isinstance(one, ColumnItem)), None)
        return found if found is not None and not found.header.contains(place) else None

    def name_area(self, record_id: str) -> QRectF:
        """Return where the name of a record is written: where its editor goes."""
        item = self.item_of(record_id)
        if isinstance(item, ColumnItem):
            return item.header.adjusted(9, 2, -9, -2)
        if isinstance(item, CardItem):
            high = 48 if item.box.height() > 60 else item.box.height()
            return QRectF(item.box.left(), item.box.top(), item.box.width(), high)
        return QRectF()

    # what is chosen

    def choose(self, record_id: str) -> None:
        """Ring one item; the port stands beside it when it is an activity."""
        before = self.item_of(self.chosen)
        if before is not None:
            before.choose(chosen=False)
        self.chosen = record_id
        item = self.item_of(record_id)
        if item is not None:
            item.choose(chosen=True)
        self.place_port()

    def place_port(self) -> None:
        """Put the port where the next step will be: beside the chosen activity, below in the last stage."""
        item = self.cards.get(self.chosen)
        shown = item is not None and item.activity.kind == "activity"
        self.port.setVisible(shown)
        if item is None:
            return
        box, last = item.box, self.plan.columns[-1].id if self.plan.columns else ""
        if walking.column_at(self.plan, box.center().x()) == last:
            self.port.setPos(box.center().x() - PORT / 2, box.bottom() + RING + 1)
        else:
            self.port.setPos(box.right() + 7, box.center().y() - PORT / 2)

    def aim(self, record_id: str) -> None:
        """Mark where a flow or a card would go, and only that."""
        if record_id == self._aimed:
            return
        for key in (self._aimed, record_id):
            item = self.cards.get(key) or self.columns.get(key)
            if item is not None:
                item.aim(target=key == record_id)
        self._aimed = record_id

    # while a card is dragged

    def carry(self, card: CardItem, place: QPointF) -> None:
        """Move a card and let its flows follow."""
        card.setPos(place)
        for key, source, target in walking.touching(self.links, card.record_id):
            ends = self.cards.get(source), self.cards.get(target)
            if key in self.edges and ends[0] is not None and ends[1] is not None:
                self.edges[key].follow(walking.elbow(_box(ends[0]), _box(ends[1])))
        self.place_port()

    def put_back(self) -> None:
        """Draw everything where the plan says: a drag was given up."""
        for box in self.plan.cards:
            if box.id in self.cards:
                self.cards[box.id].setPos(box.x, box.y)
        for edge in self.plan.edges:
            if edge.id in self.edges:
                self.edges[edge.id].show_edge(edge)
        self.place_port()

    def repaint_all(self) -> None:
        """Draw every item again: the palette changed under their caches."""
        items: list[QGraphicsItem] = self.items()
        for item in items:
            item.update()


def _box(item: CardItem) -> Box:
    area = item.box
    return Box(item.record_id, area.x(), area.y(), area.width(), area.height())
