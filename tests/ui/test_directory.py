"""The directory's presenters without Qt: reading, editing with heads, merging, needs, lists, export."""

from pathlib import Path

import openpyxl
import pytest

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import Invalid
from alianza_desktop.model import Organization, Person
from alianza_desktop.services import actor_traits, consents, needs, organizations, people, same_as
from alianza_desktop.services.people import PersonData
from alianza_desktop.services.query import get
from alianza_desktop.storage import attachments, inbox
from alianza_desktop.storage.database import Database
from alianza_desktop.ui.directory import actors
from alianza_desktop.ui.directory import people as persons
from alianza_desktop.ui.directory.actor_work import ActorWork
from alianza_desktop.ui.directory.exporting import ExportPresenter
from alianza_desktop.ui.directory.merging import MergePresenter
from alianza_desktop.ui.directory.needs import NeedsPresenter
from alianza_desktop.ui.directory.presenter import CARD, LIST, DirectoryPresenter, Kind
from alianza_desktop.ui.jobs import InlineJobs
from tests import growing_ids
from tests.builders import World, arrive, world, writing
from tests.disks import full
from tests.ui.fake_directory import FakeDirectory
from tests.ui.late_jobs import LateJobs

database = growing_ids.database


@pytest.fixture
def made(database: Database) -> World:
    with writing(database) as session:
        return world(session)


@pytest.fixture
def jobs(database: Database, clock: FixedClock) -> InlineJobs:
    return InlineJobs(database, clock)


@pytest.fixture
def view() -> FakeDirectory:
    return FakeDirectory()


def begun(view: FakeDirectory, jobs: InlineJobs, kind: Kind, made: World) -> DirectoryPresenter:
    presenter = DirectoryPresenter(view, jobs, kind, made.workshop)
    presenter.load()
    return presenter


def test_people_are_found_by_the_engine_of_the_desk(
    view: FakeDirectory, jobs: InlineJobs, made: World
) -> None:
    presenter = begun(view, jobs, persons.KIND, made)
    assert view.names() == ["Quispe Huamán, María Elena", "Tsamajain, José"]
    assert view.listing.words == "2 personas"
    presenter.search("elena qui")
    assert view.names() == ["Quispe Huamán, María Elena"]
    presenter.search("01234")
    assert view.names() == ["Tsamajain, José"]
    assert view.duplicates == 0


def test_a_field_is_written_with_the_heads_that_were_shown(
    database: Database, view: FakeDirectory, jobs: InlineJobs, made: World
) -> None:
    presenter = begun(view, jobs, persons.KIND, made)
    presenter.open(made.mayor)
    with writing(database) as session:  # somebody else, meanwhile
        people.change(session, made.mayor, {"position": "Regidora"})
    presenter.changed("position", "Exalcaldesa")
    presenter.changed("phone", "987654321")
    with database.reading() as session:
        (entry,) = inbox.entries(session)
        assert (entry.record_id, entry.field) == (made.mayor, "position")
        assert get(session, Person, made.mayor).phone == "987654321"


def test_two_fields_in_a_row_do_not_quarrel(
    database: Database, view: FakeDirectory, jobs: InlineJobs, made: World
) -> None:
    presenter = begun(view, jobs, persons.KIND, made)
    presenter.open(made.mayor)
    for position in ("Una", "Otra", "La última"):
        presenter.changed("position", position)
    with database.reading() as session:
        assert inbox.entries(session) == ()
        assert get(session, Person, made.mayor).position == "La última"


def test_the_organisation_and_the_place_are_written_by_name(
    database: Database, view: FakeDirectory, jobs: InlineJobs, made: World
) -> None:
    presenter = begun(view, jobs, persons.KIND, made)
    presenter.open(made.mayor)
    presenter.changed("organization", "Asociación Nueva")
    presenter.changed("place", "Nieva, Condorcanqui, Amazonas")
    presenter.changed("place", "Santa")
    assert "Escriba su nombre y elíjalo" in view.faults["place"]
    presenter.on_changed(LIST)
    assert view.card is not None
    assert view.card.values["organization"] == "Asociación Nueva"
    assert view.card.values["place"] == "Nieva, Condorcanqui, Amazonas"
    presenter.changed("organization", "")
    with database.reading() as session:
        assert get(session, Person, made.mayor).organization_id == ""


def test_what_is_odd_is_said_and_kept(view: FakeDirectory, jobs: InlineJobs, made: World) -> None:
    presenter = begun(view, jobs, actors.KIND, made)
    presenter.open(made.municipality)
    presenter.changed("ruc", "20168999925")
    presenter.changed("name", "Cooperativa agraria del MARAÑON")
    assert "Ya hay un actor" in view.faults["name"]
    presenter.on_changed(LIST)
    assert view.card is not None
    assert "último dígito" in view.card.notes["ruc"]
    assert view.card.values["ruc"] == "20168999925"


def test_the_card_of_a_joined_record_is_the_one_that_is_shown(
    database: Database, view: FakeDirectory, jobs: InlineJobs, made: World
) -> None:
    with writing(database) as session:
        same_as.join(session, "person", made.mayor, made.manager)
    presenter = begun(view, jobs, persons.KIND, made)
    presenter.open(made.manager)
    assert presenter.record_id == made.mayor
    assert view.card is not None
    (other,) = view.card.others
    presenter.separate(other.key)
    assert view.toasts[-1][0] == "Vuelven a ser dos personas."
    presenter.load()
    assert len(view.names()) == 2
    view.take_back()
    presenter.load()
    assert len(view.names()) == 1


def test_a_card_that_is_gone_closes(
    database: Database, view: FakeDirectory, jobs: InlineJobs, made: World
) -> None:
    from alianza_desktop.storage.journal import delete

    presenter = begun(view, jobs, persons.KIND, made)
    presenter.open(made.mayor)
    presenter.historic(shown=True)
    assert view.history
    with writing(database) as session:
        delete(session, get(session, Person, made.mayor))
    presenter.on_changed(LIST | CARD)
    assert view.card is None
    assert presenter.record_id == ""


# --- while the store is busy


@pytest.fixture
def late(database: Database, clock: FixedClock) -> LateJobs:
    return LateJobs(database, clock)


def test_the_last_words_typed_are_what_is_listed(view: FakeDirectory, late: LateJobs, made: World) -> None:
    presenter = begun(view, late, persons.KIND, made)
    late.hold()
    presenter.search("q")
    presenter.search("")
    presenter.search("tsama")
    late.release()
    assert view.names() == ["Tsamajain, José"]


def test_what_was_typed_in_one_card_is_of_that_card(
    database: Database, view: FakeDirectory, late: LateJobs, made: World
) -> None:
    presenter = begun(view, late, persons.KIND, made)
    presenter.open(made.mayor)
    late.hold()
    presenter.changed("position", "Exalcaldesa")
    presenter.changed("phone", "987654321")
    presenter.open(made.manager)
    presenter.changed("position", "Socio")
    presenter.close()
    presenter.open(made.manager)
    late.release()
    assert view.card is not None
    assert view.card.id == made.manager
    with database.reading() as session:
        mayor, manager = get(session, Person, made.mayor), get(session, Person, made.manager)
        assert (mayor.position, mayor.phone) == ("Exalcaldesa", "987654321")
        assert manager.position == "Socio"
        assert inbox.entries(session) == ()


def test_a_card_that_was_closed_stays_closed(view: FakeDirectory, late: LateJobs, made: World) -> None:
    presenter = begun(view, late, persons.KIND, made)
    late.hold()
    presenter.open(made.mayor)
    presenter.close()
    late.release()
    assert view.card is None


# --- who is twice


def _twin(database: Database, made: World) -> str:
    with writing(database) as session:
        return people.add(
            session,
            PersonData(
                document_type="none", given_names="MARIA ELENA", paternal_surname="QUISPE",
                maternal_surname="HUAMAN", organization_id=made.municipality,
            ),
        ).id  # fmt: skip


def merging(view: FakeDirectory, jobs: InlineJobs) -> MergePresenter:
    presenter = MergePresenter(view, jobs, persons.KIND, persons.SPECS, "una sola persona")
    presenter.begin()
    return presenter


def test_two_are_joined_and_taken_apart_again(
    database: Database, view: FakeDirectory, jobs: InlineJobs, made: World
) -> None:
    twin = _twin(database, made)
    with writing(database) as session:
        arrive(session, made, twin)
    presenter = merging(view, jobs)
    found = view.comparison
    assert found is not None
    assert (found.place, found.one) == ("1 de 1", "María Elena Quispe Huamán")
    assert [line.label for line in found.lines if not line.differs] == ["Organización"]
    assert found.lines[-1].other == "1 asistencia · 0 acuerdos"
    presenter.same()
    assert view.toasts[-1][0] == "Quedan como una sola persona."
    assert view.left == 1
    with database.reading() as session:
        assert same_as.members(session, "person", twin) == (made.mayor, twin)
    view.take_back()
    with database.reading() as session:
        assert same_as.members(session, "person", twin) == (twin,)


def test_a_pair_is_decided_once_and_none_is_passed_over(
    database: Database, view: FakeDirectory, late: LateJobs, made: World
) -> None:
    _twin(database, made)
    _twin(database, made)
    presenter = merging(view, late)
    assert view.comparison is not None
    places = [view.comparison.place]
    late.hold()
    presenter.same()
    presenter.same()
    late.release()
    places.append(view.comparison.place)
    assert places == ["1 de 2", "2 de 2"]
    assert len(view.toasts) == 1


def test_on_a_full_disk_nobody_is_said_to_be_joined(
    database: Database, view: FakeDirectory, jobs: InlineJobs, made: World
) -> None:
    twin = _twin(database, made)
    presenter = merging(view, jobs)
    with full(database):
        presenter.same()
    assert view.message[1].startswith("El disco está lleno")
    assert view.toasts == []
    with database.reading() as session:
        assert same_as.members(session, "person", twin) == (twin,)
    merging(view, jobs).same()
    assert len(view.toasts) == 1


def test_later_asks_again_and_different_does_not(
    database: Database, view: FakeDirectory, jobs: InlineJobs, made: World
) -> None:
    _twin(database, made)
    merging(view, jobs).later()
    presenter = merging(view, jobs)
    presenter.different()
    view.comparison = None
    merging(view, jobs)
    assert view.comparison is None
    view.take_back()
    merging(view, jobs)
    assert view.comparison is not None


def test_a_decision_that_is_being_written_is_taken_once(
    database: Database, view: FakeDirectory, clock: FixedClock, made: World
) -> None:
    _twin(database, made)
    jobs = LateJobs(database, clock)
    presenter = merging(view, jobs)
    before = len(view.toasts)
    jobs.hold()
    presenter.same()
    presenter.same()
    presenter.later()  # it is the next one's turn, or nobody's, already
    jobs.release()
    assert len(view.toasts) == before + 1
    assert presenter._at == 1


def test_a_line_is_removed_though_another_actor_is_shown_by_then(
    database: Database, view: FakeDirectory, clock: FixedClock, made: World
) -> None:
    shown, jobs = [made.cooperative], LateJobs(database, clock)
    work = ActorWork(view, jobs, lambda: shown[0], made.workshop)
    work.add("resource", "Un camión")
    with database.reading() as session:
        (line,) = actor_traits.listing(session, made.cooperative)
    jobs.hold()
    work.remove(line.id)
    shown[0] = made.municipality
    jobs.release()
    assert view.toasts[-1][0] == "Se quitó el recurso."


def test_any_two_may_be_compared(view: FakeDirectory, jobs: InlineJobs, made: World) -> None:
    presenter = MergePresenter(view, jobs, actors.KIND, actors.SPECS, "un solo actor")
    presenter.compare(made.municipality, made.cooperative)
    assert view.comparison is not None
    assert view.comparison.why == "Usted las eligió para compararlas."


# --- what an actor brings


@pytest.fixture
def work(view: FakeDirectory, jobs: InlineJobs, made: World) -> ActorWork:
    return ActorWork(view, jobs, lambda: made.cooperative, made.workshop)


def test_an_actor_is_added_by_its_name_alone(
    database: Database, view: FakeDirectory, work: ActorWork, made: World
) -> None:
    work.add_actor("  Universidad Nueva ")
    with database.reading() as session:
        assert get(session, Organization, view.new).sector == "academia"
    work.add_actor("universidad NUEVA")
    work.add_actor("cooperativa agraria del maranon")
    assert view.new == made.cooperative
    work.add_actor("   ")


def test_lines_are_added_worded_moved_and_removed(
    database: Database, view: FakeDirectory, work: ActorWork, made: World
) -> None:
    for text in ("uno", "dos", ""):
        work.add("capacity", text)
    assert view.message[0] == "warning"

    def lines() -> list[str]:
        with database.reading() as session:
            return [one.text for one in actor_traits.listing(session, made.cooperative)]

    with database.reading() as session:
        first, second = (one.id for one in actor_traits.listing(session, made.cooperative))
    work.move(second, -1)
    work.reword(first, "uno bis")
    assert lines() == ["dos", "uno bis"]
    work.reword(second, "  ")
    assert lines() == ["uno bis"]
    assert view.toasts[-1][0] == "Se quitó la capacidad."
    view.take_back()
    assert lines() == ["dos", "uno bis"]


def test_a_line_that_is_gone_already_is_a_sentence(
    database: Database, view: FakeDirectory, late: LateJobs, made: World
) -> None:
    shown = made.cooperative
    work = ActorWork(view, late, lambda: shown, made.workshop)
    with writing(database) as session:
        first = actor_traits.add(session, made.cooperative, "capacity", "uno").id
        second = actor_traits.add(session, made.cooperative, "resource", "dos").id
    late.hold()
    work.remove(first)
    work.remove(first)
    work.remove(second)
    shown = made.municipality  # before the store had time
    late.release()
    assert [words for words, _back in view.toasts] == ["Se quitó la capacidad.", "Se quitó el recurso."]
    assert view.message[0] == "warning"


def test_an_actor_is_made_a_member_of_a_mesa(
    database: Database, view: FakeDirectory, jobs: InlineJobs, work: ActorWork, made: World
) -> None:
    presenter = begun(view, jobs, actors.KIND, made)
    presenter.open(made.cooperative)
    assert view.card is not None
    assert [words for _key, words in view.card.mesas] == ["Mesa 1 · Cacao", "Mesa 2 · Conectividad"]
    work.join_mesa(made.cacao)
    assert view.toasts[-1][0] == "Ahora es integrante de la mesa Cacao."
    presenter.on_changed(CARD)
    assert [key for key, _words in view.card.mesas] == [made.conecta]
    view.take_back()
    presenter.on_changed(CARD)
    assert len(view.card.mesas) == 2


def test_a_logo_is_kept_shown_and_dropped(
    database: Database, view: FakeDirectory, work: ActorWork, made: World
) -> None:
    work.keep_logo(Path("logo.png"), lambda _path: b"small")
    with database.reading() as session:
        digest = get(session, Organization, made.cooperative).logo
        assert attachments.get(session, digest) == b"small"
    work.read_logo(digest)
    assert view.logo == b"small"
    work.drop_logo()
    view.take_back()
    with database.reading() as session:
        assert get(session, Organization, made.cooperative).logo == digest
    work.drop_logo()
    work.keep_logo(Path("another.png"), lambda _path: b"another")
    view.take_back()
    with database.reading() as session:
        assert attachments.get(session, get(session, Organization, made.cooperative).logo) == b"another"
    work.read_logo("f" * 64)  # it has not come to this laptop
    assert view.logo == b""

    def unreadable(_path: Path) -> bytes:
        raise Invalid("picture-unreadable")

    work.keep_logo(Path("x"), unreadable)
    assert "no es una imagen" in view.message[1]


def test_the_sheet_is_printed_or_saved(view: FakeDirectory, work: ActorWork, tmp_path: Path) -> None:
    work.print_sheet(internal=False)
    assert view.pages[0].startswith(b"%PDF")
    work.save_sheet(internal=True)
    assert view.name.endswith(".pdf")
    work.keep(tmp_path / view.name, view.pages[0])
    assert (tmp_path / view.name).read_bytes() == view.pages[0]
    assert view.message[0] == "success"


# --- the territory's needs


@pytest.fixture
def board(view: FakeDirectory, jobs: InlineJobs, made: World) -> NeedsPresenter:
    presenter = NeedsPresenter(view, jobs, made.workshop)
    presenter.load()
    return presenter


def test_needs_are_written_by_a_line_with_who_said_them(
    view: FakeDirectory, board: NeedsPresenter, made: World
) -> None:
    assert view.board is not None
    assert view.board.ubigeo == "010401"  # the workshop's
    board.typed("Energía estable @mpcondorcanqui", "")
    assert view.understood == (
        "«Energía estable» · lo dijo Municipalidad Provincial de Condorcanqui", True,
    )  # fmt: skip
    board.add("Energía estable @mpcondorcanqui", "need", "")
    board.add("Vender tostado", "expectation", "Cooperativa Agraria del Marañón")
    board.add("Algo @zzz", "need", "")
    assert view.understood == ("No se sabe quién es «zzz»: elíjalo de la lista.", False)
    assert [row.cells["text"].text for row in view.rows] == ["Energía estable", "Vender tostado"]
    assert [row.cells["said_by"].sector for row in view.rows] == ["public", "private"]
    assert view.board.words == "1 necesidad y 1 expectativa"
    assert view.cleared == 2


def test_enter_pressed_twice_adds_a_need_once(
    database: Database, view: FakeDirectory, late: LateJobs, made: World
) -> None:
    presenter = NeedsPresenter(view, late, made.workshop)
    presenter.load()
    late.hold()
    presenter.add("Agua segura", "need", "")
    presenter.add("Agua segura", "need", "")
    late.release()
    assert len(view.rows) == 1
    with full(database):
        presenter.add("Camino", "need", "")
    presenter.add("Camino", "need", "")
    assert len(view.rows) == 2


def test_who_is_present_may_be_named(
    database: Database, view: FakeDirectory, jobs: InlineJobs, made: World
) -> None:
    with writing(database) as session:
        arrive(session, made, made.mayor)
    presenter = NeedsPresenter(view, jobs, made.workshop)
    presenter.load()
    assert "Agua @María Elena Quispe Huamán" in presenter.offered("Agua @quis")
    presenter.add("Agua @quispe", "need", "")
    assert view.rows[0].cells["said_by"].text == "María Elena Quispe Huamán"
    assert view.rows[0].cells["said_by"].caption == "MP Condorcanqui"


def test_needs_are_moved_converted_edited_and_removed(
    database: Database, view: FakeDirectory, board: NeedsPresenter
) -> None:
    board.add("uno", "need", "")
    board.add("dos", "need", "")
    first, second = (row.key for row in view.rows)
    board.move(second, -1)
    assert [row.key for row in view.rows] == [second, first]
    assert view.selected == second
    board.convert(second)
    assert view.rows[0].cells["text"].prefix == "Expectativa ·"
    board.open(first)
    board.changed("text", "")
    assert "Falta decir" in view.faults["text"]
    board.changed("text", "uno bis")
    board.changed("said_by", "nadie conocido")
    assert "No se sabe quién es" in view.faults["said_by"]
    board.changed("said_by", "MP Condorcanqui")
    board.on_changed(frozenset({"territory_need"}))
    assert view.card is not None
    assert view.card.values["said_by"] == "MP Condorcanqui"
    board.remove(first)
    assert board.need_id == ""
    view.take_back()
    assert [row.cells["text"].text for row in view.rows] == ["dos", "uno bis"]
    board.open(first)
    board.changed("place", "Condorcanqui, Amazonas")
    board.on_changed(frozenset({"territory_need"}))
    with database.reading() as session:
        assert needs.territories(session) == {"0104": 1, "010401": 1}
    assert not board.choose("Santa")
    assert board.choose("Condorcanqui, Amazonas")
    assert [row.cells["text"].text for row in view.rows] == ["uno bis"]


# --- what goes out


@pytest.mark.parametrize("documents", [False, True])
def test_only_what_the_purpose_allows_goes_out(
    database: Database, view: FakeDirectory, jobs: InlineJobs, clock: FixedClock, made: World,
    tmp_path: Path, documents: bool,
) -> None:  # fmt: skip
    with writing(database) as session:
        for person_id, contact in ((made.mayor, True), (made.manager, False)):
            people.change(session, person_id, {"phone": "987654321"})
            consents.record(session, person_id, registration=True, contact=contact, photos=False)
        refused = people.add(
            session, PersonData(document_type="none", given_names="Nadie", paternal_surname="Quiere")
        )
        consents.record(session, refused.id, registration=False, contact=False, photos=False)
        organizations.find_or_add(session, "Otra")

    class Desk(FakeDirectory):
        def ask_where(self, name: str) -> None:  # type: ignore[override] # of another presenter
            self.name = name

    desk = Desk()
    presenter = ExportPresenter(desk, jobs, clock)
    presenter.begin(documents=documents)
    assert desk.name == "personas-2026-11-23.xlsx"
    presenter.write(tmp_path / desk.name)
    assert desk.message == ("success", "personas-2026-11-23.xlsx: 2 personas.")
    sheet = openpyxl.load_workbook(tmp_path / desk.name).worksheets[0]
    cells = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    text = "\n".join("\t".join(row) for row in cells)
    assert ("45678901" in text) is documents
    assert text.count("987654321") == 1
    assert "Quiere" not in text
