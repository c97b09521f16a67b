"""Personas and Actores as services: the lists, the cards, the four lists, needs, history, duplicates."""

import pytest
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import AppError, Invalid
from alianza_desktop.model import Invitation, Organization
from alianza_desktop.services import (
    actas,
    actor_traits,
    consents,
    directory_actors,
    directory_people,
    duplicates,
    needs,
    organizations,
    people,
    record_history,
    same_as,
)
from alianza_desktop.services.people import PersonData
from alianza_desktop.storage import heads
from alianza_desktop.storage.database import Database
from tests import growing_ids
from tests.builders import agree, arrive, world, writing

database = growing_ids.database

NASTY = (
    '<b>=HYPERLINK("x")</b>',
    "Asociación 👩🏽‍🌾 de productoras",
    "a\u202egnp\u202c",
    "=1+1",
    "Ñ" * 60,
    "nul\x00o",
)


def _names(session: Session, words: str = "") -> list[str]:
    return [one.listed_name for one in directory_people.listing(session, words).rows]


def test_everybody_is_listed_once_in_spanish_order(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        for surname in ("Ñahui", "Nunes", "Ávila"):
            people.add(session, PersonData(document_type="none", given_names="Luz", paternal_surname=surname))
        twin = people.add(
            session, PersonData(document_type="none", given_names="Pepe", paternal_surname="Tsamajain")
        )
        same_as.join(session, "person", made.manager, twin.id)
    with database.reading() as session:
        assert _names(session) == [
            "Ávila, Luz", "Nunes, Luz", "Ñahui, Luz", "Quispe Huamán, María Elena", "Tsamajain, José",
        ]  # fmt: skip
        assert directory_people.listing(session).total == 5
        assert _names(session, "huaman") == ["Quispe Huamán, María Elena"]
        assert _names(session, "pepe") == ["Tsamajain, José"]
        short = directory_people.listing(session, most=2)
        assert (len(short.rows), short.total) == (2, 5)


def test_the_card_tells_what_a_person_did(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        arrive(session, made, made.mayor, made.cacao)
        consents.record(session, made.mayor, registration=True, contact=False, photos=False)
        agree(session, made)
        acta = actas.compose(session, made.workshop, made.cacao)
    with database.reading() as session:
        card = directory_people.card(session, made.mayor)
        assert [(one.stage, one.hours, one.mesa) for one in card.visits] == [(4, ("08:00",), "Mesa 1")]
        assert [(one.purpose, one.given) for one in card.consents] == [
            ("registration", True), ("contact", False), ("photos", False),
        ]  # fmt: skip
        assert [one.text for one in card.answers] == ["Instalar dos centros de acopio"]
        assert [(one.acta_id, one.number, one.outcome) for one in card.signatures] == [(acta.id, "", "")]
        (line,) = directory_people.listing(session, "quispe").rows
        assert (line.stages, line.consent) == ((4,), "accepted")


def test_a_joined_person_has_what_both_records_did(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        twin = people.add(
            session, PersonData(document_type="none", given_names="M. Elena", paternal_surname="Quispe")
        )
        arrive(session, made, twin.id)
        same_as.join(session, "person", made.mayor, twin.id)
    with database.reading() as session:
        card = directory_people.card(session, twin.id)
        assert card.id == made.mayor
        assert len(card.visits) == 1
        assert [record_id for record_id, _words in card.others] == [twin.id]


def test_an_actor_changes_only_what_its_form_changed(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        shown = heads.of(session, made.municipality)
        organizations.change(
            session,
            made.municipality,
            {"ruc": " 20-168999926 ", "level": "provincial", "ubigeo": "0104", "phone": "+51 987 654 321"},
            shown,
        )
    with database.reading() as session:
        values = directory_actors.card(session, made.municipality).values
        assert (values["ruc"], values["ubigeo"], values["phone"]) == ("20168999926", "0104", "987654321")
        assert values["name"] == "Municipalidad Provincial de Condorcanqui"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": " "}, "organization-needed"),
        ({"name": "COOPERATIVA agraria del maranon"}, "organization-exists"),
        ({"sector": "militar"}, "unknown-code"),
        ({"level": "lunar"}, "unknown-code"),
        ({"ubigeo": "99"}, "ubigeo-unknown"),
        ({"deleted": "1"}, "unknown-field"),
    ],
)
def test_an_actor_refuses_what_it_cannot_be(database: Database, values: dict[str, str], code: str) -> None:
    with writing(database) as session:
        made = world(session)
        with pytest.raises(AppError, match=code):
            organizations.change(session, made.municipality, values)


def test_the_four_lists_keep_their_order_and_come_back(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        ids = [
            actor_traits.add(session, made.cooperative, "capacity", text).id
            for text in ("uno", "dos", "tres")
        ]
        actor_traits.add(session, made.cooperative, "resource", "Balanza")
        assert actor_traits.move(session, ids[2], -1)
        actor_traits.change(session, ids[0], "  uno   bis ")
        actor_traits.remove(session, ids[1])
        said = [one.text for one in actor_traits.listing(session, made.cooperative)]
        assert said == ["uno bis", "tres", "Balanza"]
        actor_traits.bring_back(session, ids[1])
        said = [one.text for one in actor_traits.listing(session, made.cooperative)]
        assert said == ["uno bis", "tres", "dos", "Balanza"]
        assert actor_traits.filled(session) == {made.cooperative: 2}
        with pytest.raises(Invalid, match="trait-needed"):
            actor_traits.add(session, made.cooperative, "capacity", " \x00 ")


def test_joined_actors_bring_what_both_bring(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        other = organizations.find_or_add(session, "Cacaoteros del Alto Marañón")
        actor_traits.add(session, other.id, "experience", "Diez campañas")
        actor_traits.add(session, made.cooperative, "capacity", "Fermentar")
        same_as.join(session, "organization", other.id, made.cooperative)
        card = directory_actors.card(session, other.id)
        assert (card.id, card.filled) == (made.cooperative, 2)
        assert [one.id for one in directory_actors.listing(session)].count(other.id) == 0


def test_where_an_actor_takes_part(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        arrive(session, made, made.manager, made.conecta)
        agree(session, made, partners=(made.cooperative,))
        card = directory_actors.card(session, made.cooperative)
        assert [(one.kind, one.title) for one in card.links] == [
            ("person", "José Tsamajain"),
            ("mesa", "Mesa 2 · Conectividad"),
            ("agreement", "Instalar dos centros de acopio"),
        ]


def test_needs_are_kept_by_territory_with_who_said_them(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        first = needs.add(
            session, "0104", "Energía estable", organization_id=made.municipality, person_id=made.mayor,
            workshop_id=made.workshop,
        )  # fmt: skip
        second = needs.add(session, "0104", "Vender tostado", kind="expectation")
        needs.add(session, "010402", "Un puente")
        needs.move(session, second.id, -1)
        rows = needs.listing(session, "0104")
        assert [(one.text, one.said_by, one.stage) for one in rows] == [
            ("Vender tostado", "", 0),
            ("Energía estable", "María Elena Quispe Huamán · MP Condorcanqui", 4),
        ]
        assert needs.territories(session) == {"0104": 2, "010402": 1}
        needs.remove(session, first.id)
        needs.bring_back(session, first.id)
        assert len(needs.listing(session)) == 3
        for values, code in (({"text": ""}, "need-needed"), ({"ubigeo": ""}, "territory-needed")):
            with pytest.raises(Invalid, match=code):
                needs.change(session, first.id, values)


def test_history_says_who_changed_what_in_spanish(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        trait = actor_traits.add(session, made.municipality, "capacity", "Formular proyectos").id
    with writing(database) as session:
        organizations.change(session, made.municipality, {"level": "provincial", "ubigeo": "0104"})
        people.change(session, made.mayor, {"position": "Exalcaldesa"})
    with writing(database) as session:
        actor_traits.remove(session, trait)
        other = organizations.find_or_add(session, "MPC").id
        same_as.join(session, "organization", made.municipality, other)
    with database.reading() as session:
        told = record_history.organization(session, made.municipality)
        words = [line for one in told for line in one.words]
        assert "Agregó la capacidad «Formular proyectos»" in words
        assert "Quitó la capacidad «Formular proyectos»" in words
        assert "Nivel: «provincial»" in words
        assert "Territorio: «Condorcanqui, Amazonas»" in words
        assert "Se unió con otro registro: son el mismo" in words
        assert {one.who for one in told} == {"Coordinadora"}
        assert {one.device for one in told} == {"Equipo A"}
        (changed, _made) = record_history.person(session, made.mayor)
        assert changed.words == ("Cargo: «Alcaldesa», ahora «Exalcaldesa»",)


def test_probable_duplicates_are_offered_until_somebody_decides(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        again = people.add(
            session,
            PersonData(
                document_type="none", given_names="ELENA MARIA", paternal_surname="quispe",
                maternal_surname="HUAMAN", organization_id=made.municipality,
            ),
        ).id  # fmt: skip
        people.add(session, PersonData(document_type="none", given_names="María Elena",
                                       paternal_surname="Quispe", maternal_surname="Huamán"))  # fmt: skip
        (pair,) = duplicates.people(session)
        assert (pair.one_id, pair.other_id, pair.why) == (made.mayor, again, "names")
        apart = same_as.part(session, "person", made.mayor, again)
        assert duplicates.people(session) == ()
        same_as.take_back(session, apart)
        same_as.join(session, "person", made.mayor, again)
        assert duplicates.people(session) == ()


@pytest.mark.parametrize(
    ("given", "maternal", "invited", "why"),
    [
        ("María", "", False, "alike"),
        ("Maria Elena", "H.", False, "alike"),
        ("María", "", True, ""),  # of a list: its own page asks
        ("María Rosa", "", False, ""),
        ("María", "Mamani", False, ""),
    ],
)
def test_whom_the_desk_left_for_later_is_asked_in_the_directory(
    database: Database, given: str, maternal: str, invited: bool, why: str
) -> None:
    with writing(database) as session:
        made = world(session)
        came = people.add(
            session,
            PersonData(
                document_type="none",
                given_names=given,
                paternal_surname="Quispe",
                maternal_surname=maternal,
                organization_id=made.cooperative,
            ),
        ).id
        arrive(session, made, came)
        if invited:
            session.add(Invitation(workshop_id=made.workshop, person_id=came))
        found = duplicates.people(session)
        assert [(one.one_id, one.other_id, one.why) for one in found] == (
            [(made.mayor, came, why)] if why else []
        )
        if why:
            same_as.part(session, "person", made.mayor, came)
            assert duplicates.people(session) == ()


def test_three_alike_are_asked_in_two_questions(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        ids = [made.cooperative]
        for name in ("Cooperativa Agraria de Marañón", "COOPERATIVA AGRARIA, DEL MARAÑON."):
            session.add(one := Organization(name=name))
            session.flush()
            ids.append(one.id)
        pairs = duplicates.organizations(session)
        assert [(one.one_id, one.other_id) for one in pairs] == [(ids[0], ids[1]), (ids[0], ids[2])]
        same_as.part(session, "organization", ids[0], ids[2])
        pairs = duplicates.organizations(session)
        assert (ids[1], ids[2]) in [(one.one_id, one.other_id) for one in pairs]


def test_the_same_ruc_is_probably_the_same(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        for one in (made.municipality, made.cooperative):
            organizations.change(session, one, {"ruc": "20168999926"})
        (pair,) = duplicates.organizations(session)
        assert pair.why == "ruc"
        assert (
            duplicates.weights(session, "organization", (made.municipality,))[made.municipality].people == 1
        )


@pytest.mark.parametrize("text", NASTY)
def test_text_of_any_kind_is_kept_and_told(database: Database, text: str) -> None:
    with writing(database) as session:
        body = organizations.find_or_add(session, text)
        actor_traits.add(session, body.id, "resource", text)
        needs.add(session, "0104", text, organization_id=body.id)
        person = people.add(session, PersonData(document_type="none", given_names=text))
        organization_id, person_id = body.id, person.id
    with database.reading() as session:
        assert directory_actors.card(session, organization_id).filled == 1
        assert record_history.organization(session, organization_id)
        assert directory_people.card(session, person_id).full_name
        assert len(directory_actors.listing(session)) == 1
