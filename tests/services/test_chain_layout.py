"""The drawing of a chain: nothing overlaps, stages in order, lines between borders, people's places kept."""

from dataclasses import replace
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from alianza_desktop.services.chain_layout import lay_out
from alianza_desktop.services.chain_plan import COLUMN_WIDTH, PITCH, Box, Edge, Plan
from alianza_desktop.services.chain_view import ActivityView, ChainView, LinkView, StageView


def activity(
    name: str, stage: str = "", kind: str = "activity", x: int | None = None, y: int | None = None
) -> ActivityView:
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
    )


def chain(stages: int, activities: list[ActivityView], links: list[tuple[str, str]]) -> ChainView:
    return ChainView(
        id="chain",
        workshop_id="workshop",
        name="Cadena",
        product="",
        territory="",
        stages=tuple(StageView(str(number), f"Eslabón {number}", str(number)) for number in range(stages)),
        activities=tuple(activities),
        links=tuple(
            LinkView(f"l{number}", source, target, "product") for number, (source, target) in enumerate(links)
        ),
    )


@st.composite
def chains(draw: st.DrawFn, *, placed: bool = True) -> ChainView:
    stages = draw(st.integers(0, 5))
    place = st.none() | st.tuples(st.integers(-50, 1500), st.integers(-50, 900)) if placed else st.none()
    cards = []
    for number in range(draw(st.integers(0, 14))):
        kind = draw(st.sampled_from(("activity", "activity", "activity", "support", "note")))
        stage = str(draw(st.integers(0, max(stages - 1, 0)))) if kind == "activity" else ""
        x, y = draw(place) or (None, None)
        cards.append(activity(f"a{number}", stage, kind, x, y))
    names = [one.id for one in cards if one.kind == "activity"]
    ends = st.tuples(st.sampled_from(names), st.sampled_from(names)) if names else st.nothing()
    return chain(stages, cards, draw(st.lists(ends, max_size=20)) if names else [])


def overlap(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def on_border(point: tuple[float, float], card: Box) -> bool:
    x, y = point
    inside = card.x <= x <= card.right and card.y <= y <= card.bottom
    return inside and (x in (card.x, card.right) or y in (card.y, card.bottom))


def box(plan: Plan, card_id: str) -> Box:
    found = plan.card(card_id)
    assert found
    return found


def crossed(edge: Edge, card: Box) -> bool:
    return any(
        min(one[0], other[0]) < card.right
        and max(one[0], other[0]) > card.x
        and min(one[1], other[1]) < card.bottom
        and max(one[1], other[1]) > card.y
        for one, other in pairwise(edge.points)
    )


@given(chains())
def test_every_card_and_link_is_drawn_in_its_place(view: ChainView) -> None:
    plan = lay_out(view)
    assert [one.id for one in plan.cards] == [one.id for one in view.activities]
    assert [one.id for one in plan.columns] == [one.id for one in view.stages]
    assert [one.x for one in plan.columns] == [COLUMN_WIDTH * place for place in range(len(view.stages))]
    by_hand = {one.id for one in view.activities if one.x is not None}
    laid_out = [one for one in plan.cards if one.id not in by_hand]
    assert not any(overlap(one, other) for one, other in combinations(laid_out, 2))
    for one in view.activities:
        card = box(plan, one.id)
        if one.id in by_hand:
            assert (card.x, card.y) == (one.x, one.y)
        elif one.kind == "activity":
            assert int(card.x // COLUMN_WIDTH) == int(one.stage_id)
    assert [one.id for one in plan.edges] == [one.id for one in view.links]
    for edge, link in zip(plan.edges, view.links, strict=True):
        assert on_border(edge.points[0], box(plan, link.source_id))
        assert on_border(edge.points[-1], box(plan, link.target_id))
        assert all(one[0] == other[0] or one[1] == other[1] for one, other in pairwise(edge.points))
    assert all(one.right <= plan.width and one.bottom <= plan.height for one in (*plan.cards, *plan.columns))
    assert (plan.lane is None) == all(one.kind != "support" for one in view.activities)
    assert lay_out(view) == plan


@given(chains(placed=False))
def test_no_line_crosses_a_card_of_the_layout(view: ChainView) -> None:
    plan = lay_out(view)
    for edge, link in zip(plan.edges, view.links, strict=True):
        others = [one for one in plan.cards if one.id not in (link.source_id, link.target_id)]
        assert not any(crossed(edge, one) for one in others)


@given(chains(placed=False), st.integers(0, 13), st.integers(0, 700), st.integers(32, 600))
def test_what_is_laid_out_keeps_out_of_the_way_of_a_placed_card(
    view: ChainView, which: int, x: int, y: int
) -> None:
    if which >= len(view.activities) or view.activities[which].kind != "activity":
        return
    moved = replace(view.activities[which], x=x, y=y)
    activities = tuple(moved if one.id == moved.id else one for one in view.activities)
    plan = lay_out(replace(view, activities=activities))
    others = [box(plan, one.id) for one in activities if one.kind == "activity" and one.id != moved.id]
    assert not any(overlap(box(plan, moved.id), one) for one in others)


def test_an_empty_chain_is_an_empty_sheet() -> None:
    plan = lay_out(chain(0, [], []))
    assert (plan.width, plan.columns, plan.cards, plan.lane, plan.edges) == (0, (), (), None, ())


def test_a_sequence_goes_down_its_column_in_straight_lines() -> None:
    cards = [activity(name, "0") for name in ("third", "first", "second", "other")]
    plan = lay_out(chain(1, cards, [("first", "second"), ("second", "third")]))
    assert min(plan.cards, key=lambda one: one.y).id == "first"
    assert box(plan, "second").y - box(plan, "first").y == PITCH
    assert box(plan, "third").y - box(plan, "second").y == PITCH
    assert all(len(edge.points) == 2 for edge in plan.edges)


def test_a_card_far_away_is_laid_out() -> None:
    plan = lay_out(chain(1, [activity("lost", "0", x=10**9, y=0)], []))
    assert box(plan, "lost").x == 18


def test_more_supports_than_stages_go_in_more_rows_of_the_lane() -> None:
    plan = lay_out(chain(2, [activity(f"s{number}", kind="support") for number in range(7)], []))
    assert plan.lane
    assert all(card.bottom < plan.lane.bottom and card.right < plan.lane.right for card in plan.cards)
    assert plan.width == plan.lane.width == 5 * COLUMN_WIDTH
