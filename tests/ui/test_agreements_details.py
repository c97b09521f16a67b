"""The details of an agreement without Qt: each field saved when it is left."""

import pytest

from alianza_desktop.core.errors import Unavailable
from alianza_desktop.core.sentences import said
from alianza_desktop.model import Organization
from alianza_desktop.services.query import get
from alianza_desktop.storage import heads
from alianza_desktop.storage.database import Database
from alianza_desktop.ui.jobs import InlineJobs
from tests.builders import World
from tests.ui.fake_agreements import Table, people_in, record


@pytest.fixture
def present(database: Database, made: World) -> World:
    return people_in(database, made)


@pytest.fixture
def table(jobs: InlineJobs, present: World) -> Table:
    return Table(jobs, present.workshop)


@pytest.fixture
def opened(table: Table) -> Table:
    table.enter("Comprar balanzas @coop +60d")
    table.details.open(table.ids()[0])
    return table


def test_the_details_of_a_row(opened: Table, present: World) -> None:
    found = opened.view.details
    assert found is not None
    assert (found.title, found.notice) == ("N.º 1", "")
    assert found.values == {
        "text": "Comprar balanzas",
        "kind": "compromiso",
        "responsible": "Cooperativa Agraria del Marañón",
        "person_id": present.manager,
        "acceptance": "",
        "due_on": "2027-01-22",
        "permanent": "",
        "deliverable": "",
        "amount": "",
        "verification": "",
        "funding": "",
        "policy": "",
        "follow_up": "pending",
    }
    assert found.people == (("", "Nadie en particular"), (present.manager, "José Tsamajain"))


@pytest.mark.parametrize(
    ("key", "value", "field", "stored"),
    [
        ("text", "Comprar cinco", "text", "Comprar cinco"),
        ("kind", "acuerdo", "kind", "acuerdo"),
        ("due_on", "2027-03-01", "due_on", "2027-03-01"),
        ("due_on", "", "due_on", ""),
        ("permanent", "1", "permanent", True),
        ("deliverable", "Factura", "deliverable", "Factura"),
        ("amount", "8000050", "amount", 8_000_050),
        ("amount", "", "amount", None),
        ("person_id", "", "person_id", ""),
        ("responsible", "", "organization_id", ""),
        ("acceptance", "accepted", "acceptance", "accepted"),
        ("verification", "Fotos y acta de entrega", "verification", "Fotos y acta de entrega"),
        ("funding", " Canon ", "funding", "Canon"),
        ("policy", "PDRC 2030", "policy", "PDRC 2030"),
        ("follow_up", "in_progress", "follow_up", "in_progress"),
    ],
)
def test_each_field_is_saved_when_it_is_left(
    opened: Table, database: Database, key: str, value: str, field: str, stored: object
) -> None:
    opened.details.changed(key, value)
    assert getattr(record(database, opened.ids()[0]), field) == stored


def test_permanent_and_a_date_put_each_other_out(opened: Table, database: Database) -> None:
    opened.details.changed("permanent", "1")
    assert record(database, opened.ids()[0]).due_on == ""
    opened.details.changed("due_on", "2027-03-01")
    assert not record(database, opened.ids()[0]).permanent


def test_another_responsible_brings_who_is_here_for_it(
    opened: Table, database: Database, present: World
) -> None:
    opened.details.changed("responsible", "mp condorcanqui")
    saved = record(database, opened.ids()[0])
    assert (saved.organization_id, saved.person_id) == (present.municipality, present.mayor)
    opened.details.changed("responsible", "José Tsamajain")
    saved = record(database, opened.ids()[0])
    assert (saved.organization_id, saved.person_id) == (present.cooperative, present.manager)
    opened.details.changed("responsible", "Ministerio que nadie anotó")
    saved = record(database, opened.ids()[0])
    assert saved.person_id == ""
    with database.reading() as session:
        assert get(session, Organization, saved.organization_id).name == "Ministerio que nadie anotó"


def test_co_responsibles_come_and_go(opened: Table, database: Database, present: World) -> None:
    opened.details.add_partner("Municipalidad Provincial de Condorcanqui")
    opened.details.add_partner("Municipalidad Provincial de Condorcanqui")
    opened.details.add_partner("Cooperativa Agraria del Marañón")  # the responsible itself
    opened.details.add_partner("  ")
    opened.board.on_changed(frozenset({"agreement_partner"}))
    assert opened.view.details is not None
    assert [one[0] for one in opened.view.details.partners] == [present.municipality]
    opened.details.drop_partner(present.municipality)
    opened.board.on_changed(frozenset({"agreement_partner"}))
    assert opened.view.details is not None
    assert opened.view.details.partners == ()


def test_what_cannot_be_is_said_beside_its_field(opened: Table, database: Database) -> None:
    opened.details.changed("text", "   ")
    assert "text" in opened.view.faults
    opened.details.changed("due_on", "2027-02-30")
    assert "due_on" in opened.view.faults
    opened.details.changed("deliverable", "Factura")
    assert record(database, opened.ids()[0]).deliverable == "Factura"


def test_saving_twice_does_not_disagree_with_itself(opened: Table, database: Database) -> None:
    from alianza_desktop.storage import heads, inbox

    for value in ("Uno", "Dos", "Tres"):
        opened.details.changed("deliverable", value)
    agreement_id = opened.ids()[0]
    with database.reading() as session:
        assert len(heads.of(session, agreement_id)["deliverable"]) == 1
        assert inbox.entries(session) == ()


def test_details_of_what_is_gone_close(opened: Table) -> None:
    opened.board.remove((opened.ids()[0],))
    assert opened.view.details is None
    opened.details.changed("text", "x")
    opened.details.add_partner("x")
    opened.details.drop_partner("x")
    assert opened.view.faults == {}


def test_a_form_whose_heads_could_not_be_read_goes_on_saving(
    opened: Table, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_session: object, _record: str) -> None:
        raise Unavailable("store-busy")

    with monkeypatch.context() as patched:
        patched.setattr(heads, "of", busy)
        opened.details.changed("text", "Comprar dos")
    assert opened.view.faults["text"] == said("store-busy")
    opened.details.changed("deliverable", "Factura")
    assert record(database, opened.ids()[0]).deliverable == "Factura"
