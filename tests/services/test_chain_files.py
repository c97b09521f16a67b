"""A chain as a file: the same again, and ugly files told one by one."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.sentences import said, sentence
from alianza_desktop.services import chain_files, chains, organizations, workshops
from alianza_desktop.services import chain_gestures as gestures
from alianza_desktop.services.chain_files import FORMAT, Imported
from alianza_desktop.storage.database import Database
from tests.builders import PLAN, world, writing
from tests.services.chain_samples import add, begun, card, do, seen


def taken(database: Database, content: dict[str, Any]) -> Imported:
    with writing(database) as session:
        return chain_files.add(session, world(session).workshop, {"name": "Cacao", **content})


def codes(done: Imported) -> list[tuple[str, str]]:
    assert all(said(one.code) for one in done.problems)
    return [(one.where, one.code) for one in done.problems]


def test_a_chain_goes_out_and_comes_in_the_same(database: Database) -> None:
    made, chain = begun(database)
    first = add(database, chain, 0, "Vivero «nativo» ñ ʼ 😀")
    second = add(database, chain, 1, "Acopio", connect_from=first)
    view = seen(database, chain)
    do(database, chain, gestures.add_actor(view, second, made.municipality, "local"))
    do(database, chain, gestures.add_actor(seen(database, chain), second, made.cooperative))
    do(database, chain, gestures.add_gap(view, second, "Sin local\npropio"))
    do(database, chain, gestures.move(view, {second: (300, -5)}))
    do(database, chain, gestures.change(view, second, {"current_state": "Sin balanza"}))
    do(database, chain, gestures.connect(view, second, first, "payment"))
    do(database, chain, gestures.add_card(view, "support", "Crédito"))
    do(database, chain, gestures.add_card(view, "note", "Preguntar"))
    with writing(database) as session:
        chains.change(session, chain, {"objective": "Vender juntos", "ubigeo": "0104"})
        data = chain_files.export(session, chain)
        done = chain_files.add(session, made.workshop, chain_files.read(data, "cadena.json"))
        again = chain_files.export(session, done.chain_id)
        assert len(organizations.listing(session)) == 3
    assert again == data
    assert (done.activities, done.links, done.problems) == (2, 2, ())
    view = seen(database, done.chain_id)
    found = card(view, done.ids["2"])
    assert (found.name, found.x, found.y, found.current_state) == ("Acopio", 300, -5, "Sin balanza")
    assert [one.organization_id for one in found.actors] == [made.municipality, made.cooperative]
    assert [one.text for one in found.gaps] == ["Sin local\npropio"]
    assert [one.kind for one in view.activities] == ["activity", "activity", "support", "note"]


def test_an_organisation_that_is_new_is_added_and_a_known_one_is_found(database: Database) -> None:
    actors = [
        {"organization": "municipalidad provincial de CONDORCANQUI", "role": "local"},
        {"organization": "Comité nuevo", "sector": "society"},
        {"organization": "Comité  Nuevo"},
    ]
    done = taken(database, {"stages": [{"activities": [{"key": "a", "actors": actors}]}]})
    assert codes(done) == [("stages[0].activities[0].actors[2]", "actor-repeated")]
    found = card(seen(database, done.chain_id), done.ids["a"]).actors
    assert [(one.name, one.sector) for one in found] == [
        ("Municipalidad Provincial de Condorcanqui", "public"),
        ("Comité nuevo", "society"),
    ]


def test_what_is_wrong_is_left_out_and_the_rest_is_taken(database: Database) -> None:
    content = {
        "ubigeo": "999999",
        "product": 7,
        "stages": [
            "Insumos",
            {
                "name": "Producción",
                "activities": [
                    {"key": "a", "name": "x" * 20_001, "x": 5},
                    {"key": "a", "name": "Repetida", "gaps": ["Sin agua", None]},
                    {"key": "b", "name": None, "actors": [{"role": "sin nombre"}, 3], "x": 10**6, "y": 0},
                    {"key": "c", "actors": [{"organization": "Nueva", "sector": "military"}]},
                ],
            },
            {"name": "Venta", "activities": {"key": "d"}},
        ],
        "supports": [{"key": "s", "name": "Crédito"}],
        "links": [
            {"from": "a", "to": "b"},
            {"from": "b", "to": "a"},
            {"from": "a", "to": "b"},
            {"from": "a", "to": "s", "flow": "payment"},
            {"from": "a", "to": "nowhere"},
            {"from": "b", "to": "b"},
            {"from": "b", "to": "a", "flow": "love"},
            {"from": "b", "to": "a", "flow": "contract"},
        ],
    }
    done = taken(database, content)
    inside = "stages[1].activities"
    assert codes(done) == [
        ("product", "chain-item-text"),
        ("ubigeo", "chain-item-ubigeo"),
        ("stages[0]", "chain-item-form"),
        (f"{inside}[0]", "chain-item-place"),
        (f"{inside}[0].name", "chain-item-text"),
        (f"{inside}[1].key", "chain-item-key"),
        (f"{inside}[1].gaps[1]", "chain-item-text"),
        (f"{inside}[2]", "chain-item-place"),
        (f"{inside}[2].name", "chain-item-text"),
        (f"{inside}[2].actors[0]", "chain-item-organization"),
        (f"{inside}[2].actors[1]", "chain-item-form"),
        (f"{inside}[3].actors[0].sector", "sector-unknown"),
        ("stages[2].activities", "chain-item-form"),
        ("links[1]", "link-circle"),
        ("links[2]", "link-repeated"),
        ("links[3]", "link-kind"),
        ("links[4]", "link-end-missing"),
        ("links[5]", "link-itself"),
        ("links[6]", "chain-item-flow"),
    ]
    view = seen(database, done.chain_id)
    assert [one.name for one in view.stages] == ["Producción", "Venta"]
    assert {(one.source_id, one.flow) for one in view.links} == {
        (done.ids["a"], "product"),
        (done.ids["b"], "contract"),
    }
    assert (done.activities, done.links) == (4, 2)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "chain-file-empty"),
        (b" \n", "chain-file-empty"),
        (b"{", "chain-file-json"),
        (b"\xff\xfe\x00", "chain-file-json"),
        (b"%PDF-1.7", "chain-file-json"),
        (b"[" * 100_000, "chain-file-json"),
        (b"[1, 2]", "chain-file-other"),
        (b'"x"', "chain-file-other"),
        (b'{"format": "alianza/acta/1"}', "chain-file-other"),
        (b'{"format": ["alianza/chain/1"]}', "chain-file-other"),
        (b'{"format": "alianza/chain/2", "name": "x"}', "chain-file-newer"),
        (b" " + b"x" * (16 * 2**20), "chain-file-large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_not_a_chain_is_refused_in_one_sentence(data: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        chain_files.read(data, "cadena.json")
    assert refused.value.code == code
    assert "cadena.json" in sentence(refused.value)


def test_a_chain_without_a_name_is_refused_and_a_mark_of_order_is_read(database: Database) -> None:
    data = b"\xef\xbb\xbf" + json.dumps({"format": FORMAT, "name": " "}).encode()
    with pytest.raises(Invalid, match="chain-name-needed"):
        taken(database, dict(chain_files.read(data, "x.json")))
    with writing(database) as session:
        assert chains.listing(session, world(session).workshop) == ()


NAMES = ("name", "stages", "activities", "actors", "gaps", "links", "from", "key", "x", "y", "sector", "flow")
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=12,
)


# each file is a chain of its own in the store of the test; how long one takes says how busy the machine is
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(content=st.dictionaries(st.sampled_from(("stages", "supports", "notes", "links")), ANYTHING))
def test_whatever_a_file_holds_a_chain_comes_out(database: Database, content: dict[str, Any]) -> None:
    with writing(database) as session:
        workshop = workshops.create(session, PLAN).id
        done = chain_files.add(session, workshop, {"name": "Cacao", **content})
    assert seen(database, done.chain_id).name == "Cacao"


def test_many_activities_come_in(database: Database) -> None:
    cards = [{"key": str(number), "name": f"Actividad {number}"} for number in range(1_500)]
    links = [{"from": str(number), "to": str(number + 1)} for number in range(1_499)]
    done = taken(database, {"stages": [{"name": "Única", "activities": cards}], "links": links})
    assert (done.activities, done.links, done.problems) == (1_500, 1_499, ())
