"""The walk-in form's presenter: what is missing, drafts, who looks alike."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.model import Attendance, Consent, Organization, Person
from alianza_desktop.services import organizations
from alianza_desktop.services.registration import Arrival, WalkIn
from alianza_desktop.storage import settings
from alianza_desktop.storage.database import Database
from alianza_desktop.ui.jobs import InlineJobs
from alianza_desktop.ui.registration.facts import Room
from alianza_desktop.ui.registration.walk_in import WalkInPresenter
from tests.builders import World, writing
from tests.disks import full
from tests.fakes import FakeDesk, FakeForm
from tests.ui.late_jobs import LateJobs

ELENA = WalkIn(
    document_number="70123456",
    given_names="Elena Maritza",
    paternal_surname="Tsakim",
    maternal_surname="Wampash",
    organization="Asociación de Productores de Nieva",
    sector="private",
    position="Presidenta",
    phone="941234567",
    language="awajún y castellano",
    registration=True,
)


class Desk:
    """What the form tells the queue."""

    def __init__(self) -> None:
        self.arrivals: list[Arrival] = []
        self.found: list[str] = []


@pytest.fixture
def told() -> Desk:
    return Desk()


@pytest.fixture
def view() -> FakeForm:
    return FakeForm()


@pytest.fixture
def place() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def form(view: FakeForm, place: FakeDesk, jobs: InlineJobs, made: World, told: Desk) -> WalkInPresenter:
    presenter = start(view, place, jobs, made, told)
    presenter.open("1", "70123456", "")
    return presenter


def start(view: FakeForm, place: FakeDesk, jobs: InlineJobs, made: World, told: Desk) -> WalkInPresenter:
    room = Room(made.workshop, made.session, "Mañana", (), with_society=True)
    presenter = WalkInPresenter(
        lambda: view, place, jobs, lambda: room, arrived=told.arrivals.append, found=told.found.append
    )
    presenter.load(made.workshop)
    return presenter


def test_it_opens_with_a_mesa_and_three_unticked_boxes(
    form: WalkInPresenter, view: FakeForm, place: FakeDesk, made: World
) -> None:
    shown = view.shown
    assert shown is not None
    assert place.form_open
    assert shown.message == "No la encontramos. Complete 4 datos y la registramos."
    assert shown.values.document_number == "70123456"
    assert shown.values.mesa_id == made.cacao
    assert (shown.values.registration, shown.values.contact, shown.values.photos) == (False, False, False)
    assert [purpose for purpose, _sentence in shown.boxes] == ["registration", "contact", "photos"]
    assert "Ley 29733" in shown.notice


def test_enter_registers(
    form: WalkInPresenter, place: FakeDesk, database: Database, told: Desk, made: World
) -> None:
    form.submit(replace(ELENA, mesa_id=made.cacao))
    assert [one.full_name for one in told.arrivals] == ["Elena Maritza Tsakim Wampash"]
    assert not place.form_open
    with database.reading() as session:
        person = session.scalars(select(Person).where(Person.document_number == "70123456")).one()
        body = session.get(Organization, person.organization_id)
        assert body is not None
        assert (body.name, body.sector) == ("Asociación de Productores de Nieva", "private")
        assert {one.purpose: one.given for one in session.scalars(select(Consent))} == {
            "registration": True,
            "contact": False,
            "photos": False,
        }


@pytest.mark.parametrize(
    ("missing", "field", "words"),
    [
        ({"given_names": ""}, "given_names", "Faltan los nombres."),
        ({"paternal_surname": " "}, "paternal_surname", "Falta el apellido paterno."),
        ({"organization": ""}, "organization", "Falta la organización."),
        ({"registration": False}, "registration", "Falta que la persona acepte el registro de sus datos."),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    form: WalkInPresenter, view: FakeForm, told: Desk, missing: dict[str, str], field: str, words: str
) -> None:
    form.submit(replace(ELENA, **missing))  # type: ignore[arg-type]
    assert view.fault[0] == field
    assert view.fault[1].startswith(words)
    assert told.arrivals == []


def test_an_unusual_number_is_warned_about_once(form: WalkInPresenter, view: FakeForm, told: Desk) -> None:
    odd = replace(ELENA, document_number="7012345")
    form.submit(odd)
    assert view.fault[0] == "document_number"
    assert told.arrivals == []
    form.submit(odd)
    assert len(told.arrivals) == 1


def test_no_number_is_warned_about_once(form: WalkInPresenter, view: FakeForm, told: Desk) -> None:
    form.submit(replace(ELENA, document_number=""))
    assert view.fault[1].startswith("Falta el número.")
    form.submit(replace(ELENA, document_number=""))
    assert len(told.arrivals) == 1


def test_without_document_there_is_nothing_to_warn_about(
    form: WalkInPresenter, view: FakeForm, told: Desk
) -> None:
    form.change_document("none", ELENA)
    assert view.shown is not None
    assert (view.shown.document, view.shown.numbered) == ("Sin documento", False)
    assert view.shown.values.given_names == "Elena Maritza"
    form.submit(replace(view.shown.values, registration=True))
    assert len(told.arrivals) == 1


def test_who_refuses_is_counted_without_data(form: WalkInPresenter, database: Database, told: Desk) -> None:
    form.submit_anonymous(replace(ELENA, registration=False))
    with database.reading() as session:
        one = session.scalars(select(Attendance)).one()
        assert (one.person_id, one.organization_id, one.position, one.sector) == ("", "", "", "private")
        assert session.scalars(select(Person).where(Person.document_number == "70123456")).all() == []
    assert told.arrivals[0].full_name == ""


@pytest.mark.parametrize("kind", ["named", "anonymous"])
def test_enter_pressed_twice_counts_one_person(
    view: FakeForm, place: FakeDesk, database: Database, clock: FixedClock, made: World, told: Desk, kind: str
) -> None:
    jobs = LateJobs(database, clock)
    form = start(view, place, jobs, made, told)
    form.open("none", "", "")
    written = replace(ELENA, document_type="none", document_number="")
    submit = form.submit if kind == "named" else form.submit_anonymous
    jobs.hold()
    submit(written)
    submit(written)
    jobs.release()
    with database.reading() as session:
        assert len(session.scalars(select(Attendance)).all()) == len(told.arrivals) == 1
    form.open("none", "", "")
    submit(written)
    assert len(told.arrivals) == 2


def test_a_full_disk_keeps_the_form_and_all_that_is_written(
    form: WalkInPresenter, view: FakeForm, place: FakeDesk, database: Database, told: Desk
) -> None:
    with full(database):
        form.submit(ELENA)
    assert view.fault[1].startswith("El disco está lleno y este cambio no se guardó")
    assert (told.arrivals, place.form_open) == ([], True)
    with database.reading() as session:
        assert session.scalars(select(Person).where(Person.document_number == "70123456")).all() == []
    form.submit(ELENA)
    assert len(told.arrivals) == 1


def test_what_is_written_on_while_it_is_saved_is_no_draft_afterwards(
    view: FakeForm, place: FakeDesk, database: Database, clock: FixedClock, made: World, told: Desk
) -> None:
    jobs = LateJobs(database, clock)
    form = start(view, place, jobs, made, told)
    form.open("1", "70123456", "")
    jobs.hold()
    form.submit(ELENA)
    form.edited(replace(ELENA, phone="999999999"))
    jobs.release()
    again = FakeDesk()
    start(FakeForm(), again, InlineJobs(database, clock), made, told)
    assert (len(told.arrivals), place.drafts, again.drafts) == (1, {}, {})


def test_a_form_opened_while_the_last_is_saved_stays_open(
    view: FakeForm, place: FakeDesk, database: Database, clock: FixedClock, made: World, told: Desk
) -> None:
    jobs = LateJobs(database, clock)
    form = start(view, place, jobs, made, told)
    form.open("1", "70123456", "")
    jobs.hold()
    form.submit(ELENA)
    form.open("1", "70999999", "")
    jobs.release()
    assert (len(told.arrivals), place.form_open) == (1, True)
    form.submit(replace(ELENA, document_number="70999999"))
    assert len(told.arrivals) == 2


def test_a_document_that_is_already_here_opens_that_person(
    form: WalkInPresenter, told: Desk, made: World, place: FakeDesk
) -> None:
    form.submit(replace(ELENA, document_number="45678901"))
    assert told.arrivals == []
    assert told.found == [made.mayor]
    assert not place.form_open


# drafts


def test_what_is_half_written_comes_back(
    form: WalkInPresenter, jobs: InlineJobs, made: World, told: Desk
) -> None:
    half = replace(ELENA, organization="", registration=False)
    form.edited(half)
    again, place = FakeForm(), FakeDesk()
    second = start(again, place, jobs, made, told)  # the laptop was switched off and on
    assert place.drafts == {"70123456": half}
    second.resume("70123456")
    assert again.shown is not None
    assert replace(again.shown.values, mesa_id="") == half
    assert again.shown.message == "Esto estaba a medio escribir. Complételo y lo registramos."


def test_a_draft_is_forgotten_when_it_becomes_a_registration(
    form: WalkInPresenter, database: Database, made: World
) -> None:
    form.edited(ELENA)
    form.submit(ELENA)
    with database.reading() as session:
        assert settings.read(session, f"window.drafts.{made.workshop}") == ""


def test_esc_keeps_what_is_written_and_drops_an_empty_form(form: WalkInPresenter, place: FakeDesk) -> None:
    form.leave(ELENA)
    assert not place.form_open
    assert set(place.drafts) == {"70123456"}
    form.open("1", "70999999", "")
    form.leave(WalkIn(document_number="70999999"))
    assert set(place.drafts) == {"70123456"}


def test_discard_has_a_way_back(form: WalkInPresenter, view: FakeForm, place: FakeDesk) -> None:
    form.edited(ELENA)
    form.discard(ELENA)
    assert place.drafts == {}
    _words, back = place.toasts[-1]
    assert back is not None
    back()
    assert view.shown is not None
    assert view.shown.values.given_names == "Elena Maritza"


def test_a_draft_of_another_version_is_read_as_far_as_it_is_known(
    view: FakeForm, place: FakeDesk, jobs: InlineJobs, made: World, told: Desk, database: Database
) -> None:
    with database.transaction() as session:
        settings.write(session, f"window.drafts.{made.workshop}", '{"1": {"given_names": "Ana", "new": 1}}')
    start(view, place, jobs, made, told)
    assert place.drafts == {"1": WalkIn(given_names="Ana")}


# while it is written


@pytest.mark.parametrize(
    ("typed", "offered", "sector"),
    [
        ("prov cond", ("Municipalidad Provincial de Condorcanqui",), ""),
        ("MUNICIPALIDAD PROVINCIAL DE CONDORCANQUÍ", (), "public"),
        ("Comunidad de Ebrón", (), ""),
        ("Universidad de Jaén", (), "academia"),
        ("", (), ""),
    ],
)
def test_organisations_are_offered_and_bring_their_sector(
    form: WalkInPresenter, view: FakeForm, typed: str, offered: tuple[str, ...], sector: str
) -> None:
    form.organization_edited(typed)
    assert (view.organizations, view.sector, view.sector_said) == (offered, sector, False)


@pytest.mark.parametrize(
    ("typed", "said", "shown"),
    [
        ("Universidad de Jaén", "society", ("society", True)),  # a person knows better than the name
        ("Universidad de Jaén", "academia", ("academia", False)),
        ("Comunidad de Ebrón", "society", ("society", True)),
        ("Municipalidad Provincial de Condorcanqui", "private", ("public", False)),
        ("", "private", ("", False)),
    ],
)
def test_a_sector_that_a_person_said_is_of_a_new_organisation(
    form: WalkInPresenter, view: FakeForm, typed: str, said: str, shown: tuple[str, bool]
) -> None:
    form.organization_edited(typed, said)
    assert (view.sector, view.sector_said) == shown


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sgtd", "Secretaría de Gobierno Digital"),
        ("PCM", ""),
        ("SGTD - PCM", ""),
        ("Gobierno", ""),
        ("Ondores", ""),
        ("", ""),
    ],
)
def test_the_sigla_of_only_one_organisation_is_that_one(
    form: WalkInPresenter, view: FakeForm, database: Database, typed: str, meant: str
) -> None:
    with writing(database) as session:
        for name, short_name in (
            ("Secretaría de Gobierno Digital", "SGTD - PCM"),
            ("Otra secretaría", "PCM"),
            ("COMUNIDAD CAMPESINA SAN JUAN DE ONDORES", ""),
        ):
            organizations.find_or_add(session, name, short_name=short_name, sector="public")
    form.open("1", "70123456", "")
    form.organization_left(typed)
    assert (view.organization, view.sector) == (meant, "public" if meant else view.sector)


def test_somebody_alike_is_asked_about_once(
    form: WalkInPresenter, view: FakeForm, told: Desk, made: World
) -> None:
    alike = WalkIn(
        given_names="Maria",
        paternal_surname="Quispe",
        organization="Municipalidad Provincial de Condorcanqui",
    )
    form.edited(alike)
    person, words = view.similar
    assert person == made.mayor
    assert words == (
        "«María Elena Quispe Huamán», DNI 45678901. Coinciden el nombre y la organización; "
        "el documento falta en una."
    )
    form.different(person)
    assert view.similar == ("", "")
    form.edited(replace(alike, maternal_surname="H"))
    assert view.similar == ("", "")


def test_it_is_the_same_person(form: WalkInPresenter, told: Desk, made: World, place: FakeDesk) -> None:
    form.edited(WalkIn(given_names="Maria", paternal_surname="Quispe"))
    form.same(made.mayor)
    assert told.found == [made.mayor]
    assert not place.form_open
