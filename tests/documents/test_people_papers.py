"""Forms, credentials and constancias: what is collected for whom, and what each paper says and does not."""

from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image
from sqlalchemy.orm import Session

from alianza_desktop.core import credential as codes
from alianza_desktop.documents import constancia, credential, form, people_papers, registry, wording
from alianza_desktop.documents.layout import Pdf
from alianza_desktop.documents.people_papers import Guest
from alianza_desktop.model import Consent, Delegation, Departure, Invitation
from alianza_desktop.services import consents, registration, workshops
from alianza_desktop.services.registration import Written
from alianza_desktop.storage.database import Database
from tests import builders
from tests.builders import World
from tests.documents import paper_samples as samples
from tests.documents.pdf_reading import fonts, texts

WORDS = wording.load("papers.v1")
LONG = Guest(
    person_id="019ab000-0000-7000-8000-000000000777",
    surnames="Ñahuincopa Wampankit de la Torre y Chumpi Ñuñunca Tsamajain",
    given_names="María de los Ángeles Encarnación \U0001f600\x00 \u202eabc",
    document_type="7",
    document_number="AB1234567",
    organization="Asociación de Productoras y Productores Agroforestales del Marañón y Santiago " * 2,
    position="Presidenta del comité de acopio, transporte y comercialización",
    sector="society",
    mesa="12",
    quality="alternate",
)


def whole(pdf: Pdf) -> str:
    return " ".join(texts(pdf.data))


@pytest.fixture
def world(database: Database) -> World:
    """The mayor is invited and came twice; the manager was invited; a third came by themselves."""
    with builders.writing(database) as session:
        made = builders.world(session)
        afternoon = workshops.sessions(session, made.workshop)[1].id
        for person in (made.mayor, made.manager):
            session.add(Invitation(workshop_id=made.workshop, person_id=person, quality="titular"))
        builders.arrive(session, made, made.mayor, made.cacao)
        registration.register(session, made.workshop, made.mayor, session_id=afternoon)
        consents.record(session, made.mayor, registration=True, contact=False, photos=True)
    return made


def _third(session: Session, made: World) -> str:
    walk_in = registration.WalkIn(
        document_number="70123456", given_names="Elena", paternal_surname="Ávila", registration=True,
        organization="Apu Kusu Kubaim", sector="society",
    )  # fmt: skip
    return registration.register_new(
        session, made.workshop, walk_in, session_id=made.session, written=Written(source="paper")
    ).person_id


def test_a_list_says_who_left_who_delegated_and_what_they_answered(database: Database, world: World) -> None:
    with builders.writing(database) as session:
        third = _third(session, world)
        arrival = registration.lookup(session, world.workshop, world.mayor, world.session).attendance_id
        session.add(Departure(attendance_id=arrival, at="2026-11-23T12:50:00.000-05:00"))
        session.add(
            Delegation(workshop_id=world.workshop, session_id=world.session, principal_id=world.manager,
                       delegate_id=third, accreditation="oficio N.º 7")
        )  # fmt: skip
    with database.reading() as session:
        listed = registry.find("attendance").collect(session, world.session)
        text = whole(registry.find("attendance").render(session, world.session))

    assert [one.name for one in listed.rows] == ["Quispe Huamán, María Elena", "Ávila, Elena"]
    assert [one.name for one in listed.absent] == ["Tsamajain, José"]
    assert "por José Tsamajain, con oficio N.º 7" in text
    assert "salió 12:50" in text
    assert "Registro: sí Contacto: no Imagen: sí" in text
    assert "Tsamajain, José Cooperativa Agraria del Marañón · Gerente PRI delegó en Elena Ávila" in text
    assert text.index("1 Ávila") < text.index("2 Quispe")
    assert "sin invitación" in text
    assert "en papel" in text


def test_a_form_has_the_consent_text_of_the_alliance_and_the_invitees(
    database: Database, world: World
) -> None:
    with database.reading() as session:
        blank = registry.find("form").collect(session, world.session, pages=3, rows=200)
        guests = registry.find("guest_form").collect(session, world.session)

    assert (blank.pages, blank.rows, blank.guests) == (3, 16, None)
    assert [one.listed_name for one in guests.guests] == ["Quispe Huamán, María Elena", "Tsamajain, José"]
    text = whole(form.build(blank, WORDS))
    assert "texto de consentimiento, versión 1" in text
    assert "Acepto el registro de mis datos." in text
    assert "Mesas: 1 Cacao, 2 Conectividad." in text
    assert "Hoja 3 de 3" in text
    assert "Quispe" not in text


def test_a_page_of_a_form_stands_alone_and_its_rows_are_numbered_through() -> None:
    built = form.build(samples.form(samples.people(30)), WORDS)

    pages = texts(built.data)
    assert built.pages == len(pages) == 3
    for number, text in enumerate(pages, 1):
        assert f"Hoja {number} de 3" in text
        assert "Sesión 1: mañana" in text
        assert "Lea esto antes de que alguien escriba sus datos" in text
    assert " 13 " in pages[1]
    assert " 30 " in pages[2]


@pytest.mark.parametrize("count", [0, 1, 500])
def test_any_number_of_people(count: int) -> None:
    guests = form.build(samples.form(samples.people(count)), WORDS)
    sheets = credential.build(samples.credentials(count), WORDS)
    each = credential.build(samples.credentials(count, "label"), WORDS)
    pages = constancia.build(samples.constancias(count), WORDS)

    assert guests.pages == max(1, -(-count // 12))
    assert sheets.pages == max(1, -(-count // 10))
    assert each.pages == pages.pages == max(1, count)
    if not count:
        assert "Todavía no hay personas invitadas" in whole(guests)


def test_names_that_are_long_or_strange_hold_on_every_paper() -> None:
    people = (LONG, replace(LONG, given_names="", surnames="Ñ" * 300, organization="", sector=""))
    papers = (
        form.build(samples.form(people), WORDS),
        credential.build(replace(samples.credentials(0), people=people), WORDS),
        credential.build(replace(samples.credentials(0, "a6"), people=people), WORDS),
        constancia.build(_of(people), WORDS),
    )
    for paper in papers:
        text = "".join(whole(paper).split())
        assert "Ñahuincopa" in text
        assert "Chumpi" in text
        assert "\u202e" not in text


def _of(people: tuple[Guest, ...]) -> people_papers.Constancias:
    sample = samples.constancias(1)
    return replace(sample, people=tuple(replace(sample.people[0], person=one) for one in people))


def test_a_credential_says_who_and_never_the_document(database: Database, world: World) -> None:
    with database.reading() as session:
        one = registry.find("credentials").collect(
            session, world.workshop, who="chosen", people=(world.mayor,), shape="label"
        )
    text = whole(credential.build(one, WORDS))

    for said in ("María Elena", "Quispe Huamán", "Municipalidad Provincial de Condorcanqui", "PÚB", "Mesa 1"):
        assert said in text
    assert "titular" in text
    assert "45678901" not in text


def test_credentials_are_of_those_present_of_all_or_of_some(database: Database, world: World) -> None:
    with builders.writing(database) as session:
        _third(session, world)
    with database.reading() as session:
        listed = {
            who: [
                one.given_names for one in people_papers.credentials(session, world.workshop, who=who).people
            ]
            for who in ("present", "invited", "chosen")
        }

    assert listed == {
        "present": ["Elena", "María Elena"],
        "invited": ["Elena", "María Elena", "José"],
        "chosen": [],
    }


def test_the_symbol_of_a_credential_is_read_and_is_the_persons(tmp_path: object) -> None:
    import subprocess
    from pathlib import Path

    assert isinstance(tmp_path, Path)
    source = tmp_path / "c.pdf"
    source.write_bytes(credential.build(samples.credentials(10), WORDS).data)
    subprocess.run(["pdftoppm", "-r", "110", "-png", "-singlefile", source, tmp_path / "c"], check=True)
    with Image.open(tmp_path / "c.png") as image:
        read = {codes.person_of(one.text) for one in zxingcpp.read_barcodes(image)}

    assert read == {one.person_id for one in samples.people(10)}


def test_a_constancia_is_for_who_came_and_let_their_data_be_used(database: Database, world: World) -> None:
    with builders.writing(database) as session:
        builders.arrive(session, world, world.manager)  # came, and never answered
    with database.reading() as session:
        before = people_papers.constancias(session, world.workshop)
    with builders.writing(database) as session:
        session.add(
            Consent(
                person_id=world.manager,
                purpose="registration",
                informed_only=True,
                at="2026-11-23T09:00:00.000-05:00",
            )
        )
    with database.reading() as session:
        after = people_papers.constancias(session, world.workshop)

    assert [one.person.given_names for one in before.people] == ["María Elena"]
    assert before.withheld == 1
    assert [one.person.given_names for one in after.people] == ["María Elena", "José"]
    assert after.withheld == 0
    assert [one.name for one in before.people[0].sessions] == ["Mañana", "Tarde"]


def test_a_constancia_says_the_sessions_and_the_hours() -> None:
    text = texts(constancia.build(samples.constancias(2), WORDS).data)

    assert "Mañana 23/11/2026 08:00 a 13:30 5 h 30 min" in text[0]
    assert "Tarde 23/11/2026 14:30 a 17:00 (se retiró a las 16:10) 1 h 40 min" in text[0]
    assert "Duración total: 7 horas y 10 minutos." in text[0]
    assert "Duración total: 5 horas y 30 minutos." in text[1]
    assert "Constancia N.º 001" in text[0]
    assert "Firma y sello de la autoridad" in text[0]


def test_one_page_alone_is_the_page_of_the_whole() -> None:
    content = samples.constancias(3)
    alone = constancia.single(content, 2, WORDS)

    assert texts(alone.data) == texts(constancia.build(content, WORDS).data)[1:2]
    assert alone.pages == 1


def test_the_same_data_give_the_same_bytes_with_their_fonts() -> None:
    def built() -> tuple[Pdf, ...]:
        return (
            form.build(samples.form(), WORDS),
            credential.build(samples.credentials(), WORDS),
            constancia.build(samples.constancias(), WORDS),
        )

    assert built() == built()
    assert all(all(fonts(one.data).values()) for one in built())


def test_a_long_paper_tells_how_far_it_is_and_can_be_given_up() -> None:
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))
        if done == 3:
            raise StopIteration

    with pytest.raises(StopIteration):
        constancia.build(samples.constancias(9), WORDS, tell)
    assert told == [(1, 9), (2, 9), (3, 9)]
