"""Gestures on a real store: written whole, taken back, and never over what another laptop changed."""

import pytest
from sqlalchemy import select

from alianza_desktop.core.errors import Invalid, NotFound
from alianza_desktop.core.sentences import sentence
from alianza_desktop.model import ChainActivity, ChainGap, ChainLink
from alianza_desktop.services import chain_gestures as gestures
from alianza_desktop.services import chains
from alianza_desktop.services.chain_view import Edit, Gesture, inverse
from alianza_desktop.storage import journal
from alianza_desktop.storage.database import Database
from tests.builders import writing
from tests.services.chain_samples import add, begun, card, counted, do, seen


@pytest.fixture
def pair(database: Database) -> tuple[str, str, str]:
    """A chain with two connected activities, the second with an actor and a gap."""
    made, chain = begun(database)
    first = add(database, chain, 0, "Vivero")
    second = add(database, chain, 1, "Parcela", connect_from=first)
    view = seen(database, chain)
    do(database, chain, gestures.add_actor(view, second, made.municipality, "permisos"))
    do(database, chain, gestures.add_gap(view, second, "Sin riego"))
    return chain, first, second


def every_gesture(database: Database, chain: str, first: str, second: str) -> dict[str, Gesture]:
    view = seen(database, chain)
    shown = card(view, second)
    return {
        "add activity": gestures.add_activity(
            view, view.stages[2].id, "Acopio", connect_from=second, at=(10, 20)
        ),
        "add above": gestures.add_activity(view, view.stages[1].id, "Riego", after=second),
        "add support": gestures.add_card(view, "support", "Crédito"),
        "add note": gestures.add_card(view, "note", "Preguntar", at=(5, 5)),
        "add stage": gestures.add_stage(view, "Poscosecha", after=view.stages[1].id),
        "connect": gestures.connect(view, second, first, "payment"),
        "rename": gestures.rename(view, first, "Vivero  comunal"),
        "rename stage": gestures.rename(view, view.stages[0].id, "Semilla"),
        "rename gap": gestures.rename(view, shown.gaps[0].id, "Sin agua"),
        "change role": gestures.change(view, shown.actors[0].id, {"role": "local"}),
        "change state": gestures.change(
            view, second, {"current_state": " uno\ndos ", "desired_state": "tres"}
        ),
        "change flow": gestures.change(view, view.links[0].id, {"flow": "contract"}),
        "move": gestures.move(view, {first: (300, 40), second: (500, 40)}),
        "move activity": gestures.move_activity(view, first, view.stages[1].id, after=""),
        "move stage": gestures.move_stage(view, view.stages[4].id, 0),
        "move stage to the end": gestures.move_stage(view, view.stages[2].id, 9),
        "remove": gestures.remove(view, (second,)),
        "remove link": gestures.remove(view, (view.links[0].id,)),
        "remove parts": gestures.remove(view, (shown.actors[0].id, shown.gaps[0].id)),
        "remove stage": gestures.remove_stage(view, view.stages[1].id),
    }


NAMES = (
    "add activity", "add above", "add support", "add note", "add stage", "connect", "rename", "rename stage",
    "rename gap", "change role", "change state", "change flow", "move", "move activity", "move stage",
    "move stage to the end", "remove", "remove link", "remove parts", "remove stage",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_gesture_is_written_taken_back_and_done_again(
    database: Database, pair: tuple[str, str, str], name: str
) -> None:
    chain, first, second = pair
    everything = every_gesture(database, chain, first, second)
    assert tuple(everything) == NAMES
    start = seen(database, chain)
    done = do(database, chain, everything[name])
    assert done.dropped == ()
    after = seen(database, chain)
    assert after != start
    undone = do(database, chain, inverse(done.done))
    assert undone.dropped == ()
    assert seen(database, chain) == start
    again = do(database, chain, inverse(undone.done))
    assert again.dropped == ()
    assert seen(database, chain) == after


def test_texts_are_kept_as_they_are_stored(database: Database, pair: tuple[str, str, str]) -> None:
    chain, first, _ = pair
    view = seen(database, chain)
    done = do(database, chain, gestures.rename(view, first, " Vivero \n comunal\u0000 ")).done
    assert done[0].after == {"name": "Vivero comunal"}
    assert card(seen(database, chain), first).name == "Vivero comunal"
    assert gestures.rename(seen(database, chain), first, "Vivero comunal") == ()


def test_order_is_the_one_that_people_gave(database: Database) -> None:
    _, chain = begun(database)
    names = ["A", "B", "C"]
    made = [add(database, chain, 0, name) for name in names]
    view = seen(database, chain)
    do(database, chain, gestures.add_activity(view, view.stages[0].id, "A2", after=made[0]))
    do(database, chain, gestures.move_activity(seen(database, chain), made[2], view.stages[0].id, after=""))
    assert [one.name for one in seen(database, chain).activities] == ["C", "A", "A2", "B"]
    do(database, chain, gestures.move_activity(seen(database, chain), made[0], view.stages[0].id))
    assert [one.name for one in seen(database, chain).activities] == ["C", "A2", "B", "A"]
    do(database, chain, gestures.move_stage(seen(database, chain), view.stages[0].id, 2))
    names = [one.name for one in seen(database, chain).stages]
    assert names == ["Producción", "Transformación", "Insumos", "Comercialización", "Consumo"]
    assert gestures.move_stage(seen(database, chain), view.stages[0].id, 2) == ()


# --- another laptop


def elsewhere(
    database: Database, record: type[ChainActivity] | type[ChainLink], record_id: str, **values: str
) -> None:
    """Write what another laptop wrote meanwhile; without values it deleted the record."""
    with writing(database) as session:
        found = session.get_one(record, record_id)
        if not values:
            journal.delete(session, found)
        for name, value in values.items():
            setattr(found, name, value)


def test_what_another_laptop_changed_is_not_undone_and_it_is_said(
    database: Database, pair: tuple[str, str, str]
) -> None:
    chain, first, second = pair
    done = do(database, chain, gestures.move(seen(database, chain), {first: (1, 2), second: (3, 4)})).done
    renamed = do(database, chain, gestures.rename(seen(database, chain), first, "Mío")).done
    elsewhere(database, ChainActivity, first, name="Suyo")
    undone = do(database, chain, inverse(renamed))
    assert (undone.done, [edit.id for edit in undone.dropped]) == ((), [first])
    assert card(seen(database, chain), first).name == "Suyo"
    assert do(database, chain, inverse(done)).dropped == ()


def test_undoing_an_addition_spares_what_another_laptop_completed(database: Database) -> None:
    _, chain = begun(database)
    first = add(database, chain, 0, "Vivero")
    view = seen(database, chain)
    added = do(
        database, chain, gestures.add_activity(view, view.stages[1].id, "Parcela", connect_from=first)
    ).done
    second = added[0].id
    with writing(database) as session:
        session.add(ChainGap(activity_id=second, text="Sin riego"))
    undone = do(database, chain, inverse(added))
    assert (undone.done, len(undone.dropped)) == ((), 2)
    with writing(database) as session:
        gap = session.scalars(select(ChainGap)).one()
        journal.delete(session, gap)
        session.get_one(ChainActivity, second).current_state = "Sin agua"
    assert do(database, chain, inverse(added)).done == ()
    with writing(database) as session:
        journal.restore(session, session.get_one(ChainGap, gap.id))
    view = seen(database, chain)
    assert len(view.links) == 1
    assert [one.text for one in card(view, second).gaps] == ["Sin riego"]


def test_what_hangs_on_a_record_that_is_gone_is_dropped(
    database: Database, pair: tuple[str, str, str]
) -> None:
    chain, first, second = pair
    view = seen(database, chain)
    removed = do(database, chain, gestures.remove(view, (view.links[0].id,))).done
    elsewhere(database, ChainActivity, second)
    assert do(database, chain, inverse(removed)).done == ()
    for gesture in (
        gestures.connect(view, first, second, "contract"),
        gestures.add_gap(view, second, "Sin riego"),
        gestures.rename(view, second, "Otra"),
        gestures.remove(view, (second,)),
    ):
        assert do(database, chain, gesture).dropped
    assert [one.id for one in seen(database, chain).activities] == [first]


def test_a_link_to_what_is_gone_does_not_keep_an_activity_here(
    database: Database, pair: tuple[str, str, str]
) -> None:
    chain, first, second = pair
    elsewhere(database, ChainActivity, second)
    assert do(database, chain, gestures.remove(seen(database, chain), (first,))).dropped == ()
    assert seen(database, chain).activities == ()


def test_what_cannot_be_written_leaves_no_trace(database: Database, pair: tuple[str, str, str]) -> None:
    chain, first, second = pair
    view = seen(database, chain)
    with database.reading() as session:
        before = counted(session)
    elsewhere(database, ChainActivity, first, name="Suyo")
    do(database, chain, gestures.rename(view, first, "Mío"))
    with pytest.raises(Invalid, match="link-backward"):
        do(database, chain, (*gestures.rename(view, second, "Otra"), *gestures.connect(view, second, first)))
    with database.reading() as session:
        assert counted(session) == before + 1
    assert card(seen(database, chain), second).name == "Parcela"


# --- rules


def test_links_that_break_a_rule_are_refused(database: Database, pair: tuple[str, str, str]) -> None:
    chain, first, second = pair
    third = add(database, chain, 1, "Cosecha", connect_from=second)
    do(database, chain, gestures.add_card(seen(database, chain), "support", "Crédito"))
    view = seen(database, chain)
    support = view.activities[-1].id
    for source, target, flow, code in (
        (first, second, "product", "link-repeated"),
        (second, first, "product", "link-backward"),
        (third, second, "product", "link-circle"),
        (second, second, "contract", "link-itself"),
        (support, second, "contract", "link-kind"),
        (first, third, "gift", "unknown-code"),
    ):
        with pytest.raises(Invalid) as refused:
            do(database, chain, gestures.connect(view, source, target, flow))
        assert refused.value.code == code
        assert sentence(refused.value)
    assert do(database, chain, gestures.connect(view, third, first, "payment")).dropped == ()


def test_a_move_does_not_turn_product_back(database: Database, pair: tuple[str, str, str]) -> None:
    chain, first, second = pair
    view = seen(database, chain)
    for gesture, code in (
        (gestures.move_activity(view, first, view.stages[3].id), "link-backward"),
        (gestures.move_stage(view, view.stages[1].id, 0), "link-backward"),
        (gestures.change(view, second, {"kind": "note"}), "link-kind"),
        (gestures.change(view, second, {"kind": "dream"}), "unknown-code"),
    ):
        with pytest.raises(Invalid, match=code):
            do(database, chain, gesture)
    do(database, chain, gestures.change(view, view.links[0].id, {"flow": "information"}))
    do(database, chain, gestures.move_activity(seen(database, chain), first, view.stages[3].id))
    view = seen(database, chain)
    with pytest.raises(Invalid, match="link-backward"):
        do(database, chain, gestures.change(view, view.links[0].id, {"flow": "product"}))


def test_an_organisation_takes_part_once_in_an_activity(database: Database) -> None:
    made, chain = begun(database)
    one = add(database, chain, 0, "Vivero")
    view = seen(database, chain)
    added = do(database, chain, gestures.add_actor(view, one, made.municipality)).done
    with pytest.raises(Invalid, match="actor-repeated"):
        do(database, chain, gestures.add_actor(view, one, made.municipality, "otra vez"))
    do(database, chain, gestures.add_actor(view, one, made.cooperative))
    do(database, chain, inverse(added))
    again = do(database, chain, gestures.add_actor(view, one, made.municipality)).done
    assert len(card(seen(database, chain), one).actors) == 2
    assert again
    with pytest.raises(Invalid, match="actor-repeated"):
        do(database, chain, added)
    with pytest.raises(NotFound, match="record-missing"):
        do(database, chain, gestures.add_actor(view, one, "nobody"))


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (Edit("stage", "", None, {}), "chain-edit"),
        (Edit("stage", "s", None, None), "chain-edit"),
        (Edit("wish", "s", None, {}), "chain-edit"),  # type: ignore[arg-type]
        (Edit("stage", "s", None, {"colour": "red"}), "unknown-field"),
        (Edit("stage", "s", None, {"name": 3}), "chain-edit"),
        (Edit("activity", "a", None, {"x": "3"}), "chain-edit"),
        (Edit("activity", "a", {"x": 3}, {"y": 4}), "chain-edit"),
        (Edit("gap", "g", {"activity_id": "a"}, {"activity_id": "b"}), "chain-edit"),
    ],
)
def test_an_edit_without_the_form_of_a_chain_is_refused(database: Database, edit: Edit, code: str) -> None:
    _, chain = begun(database)
    with pytest.raises(Invalid, match=code):
        do(database, chain, (edit,))


def test_a_gesture_does_not_reach_another_chain(database: Database, pair: tuple[str, str, str]) -> None:
    chain, first, _ = pair
    with writing(database) as session:
        other = chains.create(session, seen(database, chain).workshop_id, "Otra", template="blank").id
    view = seen(database, chain)
    for gesture in (gestures.rename(view, first, "x"), gestures.add_gap(view, first, "x")):
        with pytest.raises(Invalid, match="chain-edit"):
            do(database, other, gesture)


def test_what_is_not_in_the_view_is_missing(database: Database, pair: tuple[str, str, str]) -> None:
    view = seen(database, pair[0])
    with pytest.raises(NotFound, match="record-missing"):
        gestures.rename(view, "nowhere", "x")
    with pytest.raises(NotFound, match="record-missing"):
        gestures.connect(view, pair[1], "nowhere")
    with pytest.raises(NotFound, match="record-missing"):
        gestures.move_stage(view, "nowhere", 0)
    assert gestures.remove(view, ("nowhere",)) == ()
