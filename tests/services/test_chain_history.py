"""Whatever a room does to a chain, and whatever comes from elsewhere meanwhile, it stays a chain."""

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import AppError
from alianza_desktop.model import ChainActivity, ChainLink, ChainStage
from alianza_desktop.services import chain_gestures as gestures
from alianza_desktop.services import chains, workshops
from alianza_desktop.services.chain_layout import lay_out
from alianza_desktop.services.chain_view import ChainView, Gesture, inverse
from alianza_desktop.storage import journal
from alianza_desktop.storage.database import Database
from tests.builders import PLAN, writing

FLOWS = ("product", "product", "product", "information", "contract")
Step = Callable[[ChainView, int, int], Gesture]


def _pick(ids: tuple[str, ...], number: int) -> str:
    return ids[number % len(ids)] if ids else ""


def _stage(view: ChainView, number: int) -> str:
    return _pick(tuple(one.id for one in view.stages if not one.gone), number)


def _card(view: ChainView, number: int) -> str:
    return _pick(tuple(one.id for one in view.activities), number)


STEPS: dict[str, Step] = {
    "add": lambda view, a, b: gestures.add_activity(
        view,
        _stage(view, a),
        f"Actividad {b}",
        connect_from=_card(view, b) if b % 2 else "",
        after=_card(view, a),
    ),
    "note": lambda view, a, b: gestures.add_card(view, ("support", "note")[a % 2], f"Nota {b}"),
    "stage": lambda view, a, b: gestures.add_stage(view, f"Eslabón {b}", after=_stage(view, a)),
    "connect": lambda view, a, b: gestures.connect(view, _card(view, a), _card(view, b), FLOWS[(a + b) % 5]),
    "rename": lambda view, a, b: gestures.rename(view, _card(view, a), f"Otra {b}"),
    "gap": lambda view, a, b: gestures.add_gap(view, _card(view, a), f"Sin {b}"),
    "move": lambda view, a, b: gestures.move(view, {_card(view, a): (b * 40, a * 40)}),
    "take": lambda view, a, b: gestures.move_activity(
        view, _card(view, a), _stage(view, b), after=("", None)[b % 2]
    ),
    "order": lambda view, a, b: gestures.move_stage(view, _stage(view, a), b % 4),
    "remove": lambda view, a, b: gestures.remove(view, {_card(view, a), _card(view, b)} - {""}),
    "remove stage": lambda view, a, _b: gestures.remove_stage(view, _stage(view, a)),
    "unlink": lambda view, a, _b: gestures.remove(view, {_pick(tuple(one.id for one in view.links), a)}),
}
TRIES = st.lists(
    st.tuples(
        st.sampled_from((*STEPS, "add", "add", "connect", "connect")), st.integers(0, 9), st.integers(0, 9)
    ),
    max_size=14,
)
RELAXED = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def begin(database: Database) -> str:
    with writing(database) as session:
        workshop = workshops.create(session, PLAN).id
        return chains.create(session, workshop, "Cadena", template="productive").id


def attempt(session: Session, chain: str, step: str, a: int, b: int) -> Gesture:
    """Do a step; a refused one does nothing."""
    try:
        return chains.apply(session, chain, STEPS[step](chains.view(session, chain), a, b)).done
    except AppError:
        return ()


def check(view: ChainView, *, alone: bool) -> None:
    """Check that it can be drawn, and, when nobody else wrote, that product goes forward in no circle."""
    assert len(lay_out(view).cards) == len(view.activities)
    links = [(one.source_id, one.target_id) for one in view.links if one.flow == "product"]
    stages = {one.id: place for place, one in enumerate(view.stages)}
    places = {one.id: stages.get(one.stage_id, -1) for one in view.activities}
    assert len(links) == len(set(links)) or not alone
    if alone:
        assert all(places[source] <= places[target] for source, target in links)
        while links:
            first = {source for source, _ in links} - {target for _, target in links}
            assert first, "product goes round"
            links = [link for link in links if link[0] not in first]


@RELAXED
@given(tries=TRIES)
def test_product_goes_forward_and_undoing_everything_gives_the_start(
    database: Database, tries: list[tuple[str, int, int]]
) -> None:
    chain = begin(database)
    with writing(database) as session:
        start = chains.view(session, chain)
        done = []
        for step, a, b in tries:
            done.append(attempt(session, chain, step, a, b))
            check(chains.view(session, chain), alone=True)
        end = chains.view(session, chain)
        for gesture in reversed(done):
            assert chains.apply(session, chain, inverse(gesture)).dropped == ()
        assert chains.view(session, chain) == start
        for gesture in done:
            assert chains.apply(session, chain, gesture).dropped == ()
        assert chains.view(session, chain) == end


ELSEWHERE = st.lists(
    st.tuples(st.sampled_from(("card", "stage", "name", "link")), st.integers(0, 9), st.integers(0, 9)),
    max_size=4,
)


@RELAXED
@given(before=TRIES, foreign=ELSEWHERE, after=TRIES, undone=st.integers(0, 14))
def test_what_others_write_never_breaks_it_and_is_never_overwritten(
    database: Database,
    before: list[tuple[str, int, int]],
    foreign: list[tuple[str, int, int]],
    after: list[tuple[str, int, int]],
    undone: int,
) -> None:
    chain = begin(database)
    with writing(database) as session:
        done = [attempt(session, chain, *one) for one in before]
        theirs = {record for one in foreign if (record := elsewhere(session, chain, *one))}
        names = {record: session.get_one(ChainActivity, record).name for record in theirs}
        for gesture in reversed(done[-undone:] if undone else []):
            try:
                chains.apply(session, chain, inverse(gesture))
            except AppError:
                continue
            check(chains.view(session, chain), alone=False)
        assert {record: session.get_one(ChainActivity, record).name for record in theirs} == names
        for one in after:
            attempt(session, chain, *one)
            check(chains.view(session, chain), alone=False)


def elsewhere(session: Session, chain: str, what: str, a: int, b: int) -> str:
    """Write what another laptop may; return the activity that it renamed."""
    view = chains.view(session, chain)
    card = _card(view, a)
    if what == "name" and card:
        session.get_one(ChainActivity, card).name = f"Suya {b}"
        session.flush()
        return card
    if what == "card" and card:
        journal.delete(session, session.get_one(ChainActivity, card))
    elif what == "stage" and _stage(view, a):
        journal.delete(session, session.get_one(ChainStage, _stage(view, a)))
    elif what == "link" and card:
        session.add(ChainLink(chain_id=chain, source_id=card, target_id=_card(view, b), flow="product"))
    session.flush()
    return ""
