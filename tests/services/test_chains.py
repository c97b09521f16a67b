"""Value chains on a real store: made, listed, seen, renamed, deleted and brought back."""

import pytest
from sqlalchemy import event

from alianza_desktop.core.errors import Invalid, NotFound
from alianza_desktop.model import ChainStage
from alianza_desktop.services import agreements, chains
from alianza_desktop.services import chain_gestures as gestures
from alianza_desktop.storage import journal
from alianza_desktop.storage.database import Database
from tests.builders import agree, writing
from tests.services.chain_samples import add, begun, card, do, seen


@pytest.mark.parametrize(
    ("template", "first", "stages", "supports"),
    [
        ("productive", "Insumos", 5, 0),
        ("porter", "Logística interna", 5, 4),
        ("public", "Insumos", 5, 0),
        ("blank", "", 0, 0),
    ],
)
def test_a_chain_begins_with_the_stages_of_its_template(
    database: Database, template: str, first: str, stages: int, supports: int
) -> None:
    _, chain = begun(database, template)
    view = seen(database, chain)
    assert (view.name, view.product, view.territory) == (
        "Cadena del cacao",
        "Cacao",
        "Nieva, Condorcanqui, Amazonas",
    )
    assert [one.name for one in view.stages[:1]] == ([first] if first else [])
    assert (len(view.stages), len(view.activities), view.links) == (stages, supports, ())
    assert {one.kind for one in view.activities} <= {"support"}


@pytest.mark.parametrize(
    ("name", "template", "code"), [(" ", "blank", "chain-name-needed"), ("x", "other", "unknown-code")]
)
def test_an_impossible_chain_is_refused(database: Database, name: str, template: str, code: str) -> None:
    made, _ = begun(database)
    with pytest.raises(Invalid, match=code), writing(database) as session:
        chains.create(session, made.workshop, name, template=template)


def test_a_view_shows_who_takes_part_what_is_lacking_and_what_was_committed(database: Database) -> None:
    made, chain = begun(database)
    first = add(database, chain, 1, "Cosecha selectiva")
    second = add(database, chain, 2, "  Acopio \n en baba ", connect_from=first)
    view = seen(database, chain)
    do(database, chain, gestures.add_actor(view, second, made.municipality, "local y permisos"))
    do(database, chain, gestures.add_actor(view, second, made.cooperative))
    do(database, chain, gestures.add_gap(view, second, "Sin local propio"))
    do(database, chain, gestures.add_gap(seen(database, chain), second, "Sin energía estable"))
    with writing(database) as session:
        agree(session, made, "Otra cosa")
        born = agree(session, made, "Instalar dos centros de acopio", activity_id=second)
    view = seen(database, chain)
    shown = card(view, second)
    assert (shown.name, shown.sector) == ("Acopio en baba", "public")
    assert [(one.short_name, one.sector, one.role) for one in shown.actors] == [
        ("MP Condorcanqui", "public", "local y permisos"),
        ("Coop. del Marañón", "private", ""),
    ]
    assert [one.text for one in shown.gaps] == ["Sin local propio", "Sin energía estable"]
    assert shown.agreements == ((born, "A-02"),)
    assert [(one.source_id, one.target_id, one.flow) for one in view.links] == [(first, second, "product")]
    assert [one.id for one in view.activities] == [first, second]
    with database.reading() as session:
        (row,) = chains.listing(session, made.workshop)
        codes = {one.id: one.activity_id for one in agreements.listing(session, made.workshop)}
    assert (row.stages, row.activities, row.links, row.gaps) == (5, 2, 1, 2)
    assert codes[born] == second


def test_an_agreement_is_not_born_of_an_activity_that_is_not_here(database: Database) -> None:
    made, _ = begun(database)
    with pytest.raises(NotFound, match="record-missing"), writing(database) as session:
        agree(session, made, activity_id="nowhere")


def test_seeing_a_chain_costs_the_same_queries_whatever_its_size(database: Database) -> None:
    made, chain = begun(database)
    last = ""
    for number in range(12):
        last = add(database, chain, number % 3, f"Actividad {number}")
        do(database, chain, gestures.add_actor(seen(database, chain), last, made.municipality))
    count = 0

    def heard(*_: object) -> None:
        nonlocal count
        count += 1

    with database.reading() as session:
        event.listen(session.connection(), "before_cursor_execute", heard)
        chains.view(session, chain)
    assert count <= 12


def test_a_chain_is_renamed_and_completed_field_by_field(database: Database) -> None:
    _, chain = begun(database)
    with writing(database) as session:
        chains.rename(session, chain, " Cacao  nativo ")
        changed = chains.change(session, chain, {"ubigeo": "010402", "objective": "Vender juntos"})
        assert (changed.name, changed.product, changed.objective) == (
            "Cacao nativo",
            "Cacao",
            "Vender juntos",
        )
        for values, code in (
            ({"name": ""}, "chain-name-needed"),
            ({"x": ""}, "unknown-field"),
            ({"ubigeo": "999999"}, "ubigeo-unknown"),
        ):
            with pytest.raises((Invalid, NotFound), match=code):
                chains.change(session, chain, values)
    assert seen(database, chain).territory == "El Cenepa, Condorcanqui, Amazonas"


def test_a_deleted_chain_leaves_the_list_and_comes_back_whole(database: Database) -> None:
    made, chain = begun(database)
    add(database, chain, 0, "Vivero")
    before = seen(database, chain)
    with writing(database) as session:
        chains.delete(session, chain)
        assert chains.listing(session, made.workshop) == ()
    with pytest.raises(NotFound):
        seen(database, chain)
    with writing(database) as session:
        chains.restore(session, chain)
    assert seen(database, chain) == before


def test_an_activity_whose_stage_is_gone_is_still_seen_and_can_leave(database: Database) -> None:
    _, chain = begun(database)
    lost = add(database, chain, 1, "Cosecha")
    stage = seen(database, chain).stages[1]
    with writing(database) as session:  # as it is left by another laptop that took only the stage away
        journal.delete(session, session.get_one(ChainStage, stage.id))
    view = seen(database, chain)
    assert (view.stages[-1].id, view.stages[-1].gone, view.stages[-1].name) == (stage.id, True, "Producción")
    assert [one.id for one in view.activities] == [lost]
    assert do(database, chain, gestures.rename(view, lost, "Cosecha selectiva")).dropped == ()
    refused = gestures.add_activity(seen(database, chain), stage.id, "Nueva")
    assert do(database, chain, refused).dropped
    do(database, chain, gestures.move_activity(seen(database, chain), lost, view.stages[0].id))
    view = seen(database, chain)
    assert (len(view.stages), card(view, lost).stage_id) == (4, view.stages[0].id)
