"""The seating board and the details of a mesa, without Qt."""

import pytest

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.model import Mesa
from alianza_desktop.services import mesas, organizations, people, registration, workshops
from alianza_desktop.services.mesas import MesaPlan
from alianza_desktop.services.people import PersonData
from alianza_desktop.services.query import get
from alianza_desktop.services.workshops import WorkshopPlan
from alianza_desktop.storage import inbox
from alianza_desktop.storage.database import Database
from alianza_desktop.ui.jobs import InlineJobs
from alianza_desktop.ui.mesas.details import MesaPresenter, Suggestion
from alianza_desktop.ui.mesas.presenter import BoardPresenter
from tests.builders import World, arrive, writing
from tests.disks import full
from tests.ui.fake_mesas import FakeMesas
from tests.ui.late_jobs import LateJobs

MAYOR, MANAGER = "María Elena Quispe Huamán", "José Tsamajain"


@pytest.fixture
def view() -> FakeMesas:
    return FakeMesas()


@pytest.fixture
def board(database: Database, made: World, jobs: InlineJobs, view: FakeMesas) -> BoardPresenter:
    with writing(database) as session:
        arrive(session, made, made.mayor, made.cacao)
        arrive(session, made, made.manager)
    presenter = BoardPresenter(view, jobs, made.workshop)
    presenter.load()
    return presenter


def stored(database: Database, made: World) -> dict[str, str]:
    with database.reading() as session:
        return mesas.seats_of_all(session, made.workshop)


def crowd(database: Database, made: World, sectors: tuple[str, ...], *, come: bool = True) -> None:
    """Add a person of each of these sectors, in the room."""
    with writing(database) as session:
        for number, sector in enumerate(sectors):
            body = organizations.find_or_add(session, f"Entidad {sector}", sector=sector)
            person = people.add(
                session,
                PersonData(
                    document_number=f"7{number:07d}",
                    given_names="Ana",
                    paternal_surname=f"Ríos {number:03d}",
                    organization_id=body.id,
                ),
            )
            if come:
                registration.register(session, made.workshop, person.id, session_id=made.session)


def test_the_board_says_who_sits_where(board: BoardPresenter, view: FakeMesas) -> None:
    assert view.seated(0) == [MANAGER]
    assert view.seated(1) == [MAYOR]
    assert view.board is not None
    assert view.board.summary == "1 de 2 personas tiene mesa · 1 sin mesa"
    assert view.column(1).tally == "1 de 10"
    assert view.column(1).people[0].word == "presente"


def test_what_a_mesa_lacks_is_said_in_words(
    database: Database, made: World, board: BoardPresenter, view: FakeMesas
) -> None:
    assert view.column(1).warnings == (
        "Falta facilitador",
        "Sin sector privado, academia ni sociedad civil",
    )
    assert view.column(2).warnings == ("Falta facilitador",)
    with writing(database) as session:
        row = mesas.listing(session, made.workshop)[0]
        mesas.change_sitting(session, row.sitting_id, {"facilitator": "Rosa", "capacity": 1})
    crowd(database, made, ("private", "academia", "society"))
    board.load()
    board.move(tuple(chip.person_id for chip in view.column(0).people), made.cacao)
    assert view.column(1).warnings == ("4 más de las que caben",)
    assert view.column(1).over
    assert view.board is not None
    assert view.board.warning == "1 mesa con más personas de las que caben y 1 mesa sin facilitador"


def test_a_move_is_written_at_once_and_taken_back(
    database: Database, made: World, board: BoardPresenter, view: FakeMesas
) -> None:
    board.move((made.manager,), made.conecta)
    assert stored(database, made)[made.manager] == made.conecta
    assert view.toasts[-1][0] == f"{MANAGER} pasó a Mesa 2 · Conectividad."
    board.undo()
    assert made.manager not in stored(database, made)
    assert view.seated(0) == [MANAGER]
    board.redo()
    assert view.seated(2) == [MANAGER]
    inverse = view.toasts[-3][1]
    assert inverse is not None
    board.undo()
    assert view.seated(0) == [MANAGER]


def test_a_gesture_is_taken_back_once_it_is_written(
    database: Database, made: World, clock: FixedClock, view: FakeMesas
) -> None:
    jobs = LateJobs(database, clock)
    board = BoardPresenter(view, jobs, made.workshop)
    with writing(database) as session:
        for person_id in (made.mayor, made.manager):
            arrive(session, made, person_id)
    board.load()
    board.move((made.manager,), made.conecta)
    board.move((made.mayor,), made.conecta)
    jobs.hold()
    board.undo()
    board.redo()  # nothing is known to be taken back yet
    board.undo()
    jobs.release()
    assert stored(database, made) == {}
    board.redo()
    assert stored(database, made) == {made.manager: made.conecta}


def test_a_full_disk_takes_no_gesture_away(
    database: Database, made: World, board: BoardPresenter, view: FakeMesas
) -> None:
    with full(database):
        board.move((made.manager,), made.conecta)
        assert view.messages[-1][1].startswith("El disco está lleno y este cambio no se guardó")
        assert (view.seated(0), view.toasts) == ([MANAGER], [])
    board.move((made.manager,), made.conecta)
    with full(database):
        board.undo()
        assert (view.messages[-1][0], view.seated(2)) == ("error", [MANAGER])
    board.undo()
    assert view.seated(0) == [MANAGER]
    with full(database):
        board.redo()
        assert view.seated(0) == [MANAGER]
    board.redo()
    assert (view.seated(2), len(view.toasts)) == ([MANAGER], 3)


def test_undo_leaves_who_was_moved_elsewhere_since(
    database: Database, made: World, board: BoardPresenter, view: FakeMesas
) -> None:
    """Another laptop seats somebody after the gesture: its undo is not about that (sync.md §3)."""
    board.move((made.manager, made.mayor), made.conecta)
    with writing(database) as session:
        mesas.seat(session, made.workshop, made.mayor, made.cacao)
        mesas.seat(session, made.workshop, made.manager, "")
    with writing(database) as session:
        mesas.seat(session, made.workshop, made.manager, made.conecta)
        mesas.seat(session, made.workshop, made.mayor, "")
    board.load()
    board.undo()
    assert (view.seated(0), view.seated(1)) == ([MANAGER, MAYOR], [])
    assert view.toasts[-1][0] == "Volvieron a su lugar, salvo 1 persona a quien movieron después."
    with writing(database) as session:
        mesas.seat(session, made.workshop, made.manager, made.cacao)
    board.redo()
    assert (view.seated(0), view.seated(1)) == ([MAYOR], [MANAGER])
    assert view.toasts[-1][0] == "No se movió a nadie: les dieron otro lugar después."


def test_what_can_never_be_taken_back_does_not_stand_in_the_way(
    database: Database, made: World, board: BoardPresenter, view: FakeMesas
) -> None:
    board.move((made.manager,), made.conecta)
    board.move((made.mayor,), made.conecta)
    with writing(database) as session:
        row = next(one for one in mesas.listing(session, made.workshop) if one.id == made.cacao)
        mesas.remove(session, row.sitting_id)
    board.undo()
    assert view.messages[-1][0] == "warning"
    board.undo()
    assert view.seated(0) == [MANAGER]


def test_several_move_in_one_gesture(board: BoardPresenter, view: FakeMesas, made: World) -> None:
    board.move((made.manager, made.mayor), made.conecta)
    assert view.toasts[-1][0] == "2 personas pasaron a Mesa 2 · Conectividad."
    assert len(view.seated(2)) == 2
    board.undo()
    assert (view.seated(0), view.seated(1)) == ([MANAGER], [MAYOR])


def test_who_is_there_already_is_no_gesture(board: BoardPresenter, view: FakeMesas, made: World) -> None:
    board.move((made.mayor,), made.cacao)
    assert view.toasts == []
    board.undo()
    assert view.seated(1) == [MAYOR]


@pytest.mark.parametrize(("text", "said"), [("9", "«9»"), ("x", "«x»"), ("", "«vacío»"), ("٣", "«٣»")])
def test_a_number_that_is_no_mesa_is_said(
    board: BoardPresenter, view: FakeMesas, made: World, text: str, said: str
) -> None:
    assert not board.move_to_number((made.mayor,), text)
    assert said in view.messages[-1][1]


def test_by_its_number_and_zero_is_no_mesa(board: BoardPresenter, view: FakeMesas, made: World) -> None:
    assert board.move_to_number((made.mayor,), "2")
    assert view.seated(2) == [MAYOR]
    assert board.move_to_number((made.mayor,), "0")
    assert MAYOR in view.seated(0)
    assert view.toasts[-1][0] == f"{MAYOR} quedó sin mesa."


def test_the_filter_knows_names_bodies_and_accents(board: BoardPresenter, view: FakeMesas) -> None:
    board.filter("maria quispe")
    assert (view.seated(0), view.seated(1)) == ([], [MAYOR])
    board.filter("coop maranon")
    assert (view.seated(0), view.seated(1)) == ([MANAGER], [])
    board.filter("")
    board.show_only_present(on=True)
    assert len(view.seated(0) + view.seated(1)) == 2


def test_only_present_hides_who_has_not_come(
    database: Database, made: World, board: BoardPresenter, view: FakeMesas
) -> None:
    crowd(database, made, ("academia",), come=False)
    with writing(database) as session:
        from alianza_desktop.model import Invitation, Person
        from alianza_desktop.services.query import living

        ana = session.scalars(living(Person).where(Person.given_names == "Ana")).one()
        session.add(Invitation(workshop_id=made.workshop, person_id=ana.id))
    board.load()
    assert view.column(0).people[0].word == "por llegar"
    board.show_only_present(on=True)
    assert view.seated(0) == [MANAGER]
    assert view.column(0).tally == "2"


# the spread


def test_a_spread_is_seen_before_it_is_applied(
    database: Database, made: World, board: BoardPresenter, view: FakeMesas
) -> None:
    crowd(database, made, ("public", "private", "academia", "society") * 2)
    board.load()
    before = stored(database, made)
    board.spread()
    assert view.proposed() == "10 personas en 2 mesas: 9 reciben mesa."
    assert view.seated(0) == []
    assert stored(database, made) == before
    moved = [chip for chip in view.column(1).people if chip.strong]
    assert {chip.word for chip in moved} == {"recibe mesa"}
    board.apply_spread()
    assert view.proposed() == ""
    assert len(stored(database, made)) == 10
    assert view.toasts[-1][0] == "Reparto aplicado: 9 personas en 2 mesas."
    board.undo()
    assert stored(database, made) == before


def test_a_spread_may_be_discarded_and_asked_otherwise(
    database: Database, made: World, board: BoardPresenter, view: FakeMesas
) -> None:
    crowd(database, made, ("public",) * 6)
    board.load()
    board.move(tuple(chip.person_id for chip in view.column(0).people), made.conecta)
    board.spread()
    assert view.proposed() == "8 personas en 2 mesas: nadie cambia."
    board.ask_spread(everybody=True, keep=False)
    assert view.proposed() == "8 personas en 2 mesas: 3 cambian de mesa."
    assert {chip.word for chip in view.column(1).people if chip.strong} == {"de Mesa 2"}
    board.discard_spread()
    assert len(view.seated(2)) == 7


def test_nobody_is_moved_by_hand_under_a_proposal(
    board: BoardPresenter, view: FakeMesas, made: World
) -> None:
    board.spread()
    board.move((made.mayor,), made.conecta)
    assert "Aplique el reparto" in view.messages[-1][1]
    board.discard_spread()
    assert view.seated(1) == [MAYOR]


def test_seats_that_lack_are_said(
    database: Database, made: World, board: BoardPresenter, view: FakeMesas
) -> None:
    with writing(database) as session:
        for row in mesas.listing(session, made.workshop):
            mesas.change_sitting(session, row.sitting_id, {"capacity": 2})
    crowd(database, made, ("public",) * 5)
    board.load()
    board.spread()
    assert view.proposed() == "7 personas en 2 mesas: 6 reciben mesa. Faltan 3 asientos."


def test_a_change_elsewhere_renews_the_proposal(
    database: Database, made: World, board: BoardPresenter, view: FakeMesas
) -> None:
    board.spread()
    crowd(database, made, ("public",))
    board.on_changed(frozenset({"attendance"}))
    assert view.proposed().startswith("3 personas")


# a workshop without mesas


@pytest.fixture
def bare(database: Database, made: World) -> str:
    with writing(database) as session:
        return workshops.create(session, WorkshopPlan(stage=5)).id


def test_mesas_are_made_or_brought(database: Database, jobs: InlineJobs, view: FakeMesas, bare: str) -> None:
    presenter = BoardPresenter(view, jobs, bare)
    presenter.load()
    assert view.empty is not None
    assert (view.empty.suggested, view.empty.standing) == (4, 2)
    presenter.make_mesas("0")
    assert "de 1 a 40" in view.messages[-1][1]
    presenter.convene_all()
    assert view.board is not None
    assert [one.name for one in view.board.columns] == ["Sin mesa", "Cacao", "Conectividad"]


def test_enter_pressed_twice_makes_the_mesas_once(
    database: Database, clock: FixedClock, view: FakeMesas, bare: str
) -> None:
    jobs = LateJobs(database, clock)
    presenter = BoardPresenter(view, jobs, bare)
    presenter.load()
    jobs.hold()
    presenter.make_mesas("3")
    presenter.make_mesas("3")
    jobs.release()
    assert view.board is not None
    assert [one.number for one in view.board.columns] == [0, 3, 4, 5]


def test_new_mesas_are_numbered_on(jobs: InlineJobs, view: FakeMesas, bare: str) -> None:
    presenter = BoardPresenter(view, jobs, bare)
    presenter.load()
    presenter.make_mesas("3")
    assert view.board is not None
    assert [one.number for one in view.board.columns] == [0, 3, 4, 5]


# details


@pytest.fixture
def mesa(database: Database, made: World, jobs: InlineJobs, view: FakeMesas) -> MesaPresenter:
    presenter = MesaPresenter(view, jobs, made.workshop)
    presenter.open(made.cacao)
    return presenter


def of(database: Database, made: World) -> Mesa:
    with database.reading() as session:
        return get(session, Mesa, made.cacao)


def test_each_field_is_kept_as_it_is_left(
    database: Database, made: World, mesa: MesaPresenter, view: FakeMesas
) -> None:
    for key, value in (
        ("theme", "Acopio"), ("norm", "RM 161-2022-PCM"), ("quorum", "7"), ("installed_on", "2026-01-30"),
        ("facilitator", "Rosa Paz"), ("rapporteur", "Luis"), ("place", "Aula 2"), ("capacity", "12"),
    ):  # fmt: skip
        mesa.changed(key, value)
    record = of(database, made)
    assert (record.theme, record.norm, record.quorum) == ("Acopio", "RM 161-2022-PCM", 7)
    assert view.mesa is not None
    assert view.mesa.sitting == {
        "facilitator": "Rosa Paz", "rapporteur": "Luis", "place": "Aula 2", "capacity": "12"
    }  # fmt: skip
    mesa.changed("capacity", "")
    assert view.mesa.sitting["capacity"] == ""
    assert view.faults == []


@pytest.mark.parametrize(
    ("key", "value"), [("name", "Conectividad"), ("name", " "), ("capacity", "0"), ("quorum", "5000")]
)
def test_what_is_refused_is_said_at_its_field(
    mesa: MesaPresenter, view: FakeMesas, key: str, value: str
) -> None:
    mesa.changed(key, value)
    assert [field for field, _ in view.faults] == [key]


def test_members_are_offered_added_given_roles_and_taken_back(
    database: Database, made: World, mesa: MesaPresenter, view: FakeMesas
) -> None:
    mesa.look_for("maria quis")
    (offered,) = view.names
    mesa.add_member(offered)
    mesa.add_member(Suggestion("Red de jóvenes", organization="Red de jóvenes"))
    assert view.mesa is not None
    assert [one.name for one in view.mesa.members] == [f"{MAYOR} · MP Condorcanqui", "Red de jóvenes"]
    mesa.role_chosen(view.mesa.members[1].id, "president")
    assert view.mesa.members[0].name == "Red de jóvenes"
    take_back = view.toasts[-1][1]
    assert take_back is not None
    take_back()
    assert {one.role for one in view.mesa.members} == {"member"}
    mesa.drop_member(view.mesa.members[0].id)
    assert len(view.members()) == 1
    again = view.toasts[-1][1]
    assert again is not None
    again()
    assert len(view.members()) == 2
    mesa.add_member(Suggestion("Red de jóvenes", organization="red de JOVENES"))
    assert view.faults[-1] == ("member", "Ya pertenece a esta mesa.")


def test_organisations_are_offered_by_any_word(mesa: MesaPresenter, view: FakeMesas) -> None:
    mesa.look_for("maranon coop")
    assert view.names[0].organization == "Cooperativa Agraria del Marañón"
    mesa.look_for("c")
    assert view.names == ()


def test_a_mesa_meets_here_or_not(database: Database, made: World, jobs: InlineJobs, view: FakeMesas) -> None:
    with writing(database) as session:
        other = mesas.found(session, MesaPlan(name="Agua")).id
    presenter = MesaPresenter(view, jobs, made.workshop)
    presenter.open(other)
    assert not view.meets()
    presenter.convene()
    assert view.meets()
    presenter.dismiss()
    assert not view.meets()
    back = view.toasts[-1][1]
    assert back is not None
    back()
    assert view.meets()


def test_a_mesa_in_use_is_not_taken_out(
    database: Database, made: World, mesa: MesaPresenter, view: FakeMesas
) -> None:
    with writing(database) as session:
        mesas.seat(session, made.workshop, made.mayor, made.cacao)
    mesa.dismiss()
    assert "no se quitó" in view.faults[-1][1]


def test_the_history_is_shown(mesa: MesaPresenter, view: FakeMesas) -> None:
    assert view.mesa is not None
    assert [row.title for row in view.mesa.history] == ["Taller 4 · Hoja de ruta"]


def test_a_laptop_that_wrote_meanwhile_is_not_overwritten_unseen(
    database: Database, made: World, mesa: MesaPresenter, view: FakeMesas
) -> None:
    with writing(database) as session:
        mesas.change(session, made.cacao, {"theme": "de otro equipo"})
    view.in_field = frozenset({"theme"})
    mesa.refresh()
    mesa.changed("theme", "mío")
    with database.reading() as session:
        assert [one.record_id for one in inbox.entries(session)] == [made.cacao]


def test_saving_twice_does_not_disagree_with_itself(database: Database, mesa: MesaPresenter) -> None:
    for value in ("Uno", "Dos", "Tres"):
        mesa.changed("theme", value)
        mesa.changed("place", value)
    with database.reading() as session:
        assert inbox.entries(session) == ()
