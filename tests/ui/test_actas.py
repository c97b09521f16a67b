"""Actas' presenters: from the list to the sealed file, with a view that only remembers."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from alianza_desktop.core.canonical import Json
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import Unavailable
from alianza_desktop.core.sentences import said
from alianza_desktop.documents import issue
from alianza_desktop.model import Acta, Evidence, Workshop
from alianza_desktop.services import actas, agreements
from alianza_desktop.services.query import get
from alianza_desktop.signing.verify import verify
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import signing_mark
from alianza_desktop.ui.actas.acta_presenter import ActaPresenter
from alianza_desktop.ui.actas.papers import PapersPresenter
from alianza_desktop.ui.actas.presenter import ListPresenter
from alianza_desktop.ui.actas.signing_presenter import SigningPresenter
from alianza_desktop.ui.jobs import InlineJobs
from tests.builders import World, agree, arrive, writing
from tests.documents.pdf_reading import texts
from tests.ui.fake_actas import FakeActas
from tests.ui.late_jobs import LateJobs

INK: dict[str, Json] = {"v": 1, "w": 9000, "h": 3000, "strokes": [[500, 500, 4000, 2500, 8000, 600]]}


@dataclass
class Desk:
    """The presenters of one screen on a store with a workshop."""

    view: FakeActas
    listed: ListPresenter
    acta: ActaPresenter
    signing: SigningPresenter
    papers: PapersPresenter
    opened: list[str]


@pytest.fixture
def desk(database: Database, clock: FixedClock, made: World, tmp_path: Path) -> Desk:
    with database.reading() as session:
        from alianza_desktop.services import alliances

        operator = alliances.operator(session).id
    jobs = InlineJobs(database, clock, operator)
    view, opened = FakeActas(), list[str]()
    acta = ActaPresenter(view, jobs)
    papers = PapersPresenter(view, jobs, acta, lambda: tmp_path / "Actas", lambda: ("Epson",))
    listed = ListPresenter(view, jobs, made.workshop, opened.append)
    return Desk(view, listed, acta, SigningPresenter(view, jobs, acta), papers, opened)


def ready(database: Database, made: World) -> None:
    """Two people at the mesa, an agreement of each of their organisations."""
    with writing(database) as session:
        for person in (made.mayor, made.manager):
            arrive(session, made, person, made.cacao)
        agree(session, made)


def begun(desk: Desk, made: World) -> str:
    desk.listed.compose(made.cacao)
    acta = desk.opened[-1]
    desk.acta.open(acta)
    return acta


def frozen(desk: Desk, database: Database, made: World) -> str:
    ready(database, made)
    acta = begun(desk, made)
    desk.acta.review()
    desk.acta.ask_freeze()
    desk.acta.freeze()
    return acta


def sign(desk: Desk, how: str = "document") -> None:
    desk.signing.sign()
    desk.signing.identified(how, "Rosa Tsamajain" if how == "witness" else "")
    desk.signing.text_seen()
    desk.signing.confirm(INK)


def people(desk: Desk) -> list[tuple[str, str]]:
    assert desk.view.facts is not None
    return [(row.trailing, row.note) for row in desk.view.facts.people]


def state(desk: Desk) -> str:
    assert desk.view.facts is not None
    return desk.view.facts.state


def test_an_empty_list_offers_every_mesa(desk: Desk) -> None:
    desk.listed.load()
    assert desk.view.listed is not None
    assert desk.view.listed.actas == ()
    assert [words for _key, words in desk.view.listed.to_compose] == [
        "Plenaria", "Mesa 1 · Cacao", "Mesa 2 · Conectividad",
    ]  # fmt: skip


def test_a_draft_says_what_it_lacks(desk: Desk, made: World) -> None:
    begun(desk, made)
    facts = desk.view.facts
    assert facts is not None
    assert [row.title for row in facts.gaps] == [
        "No hay firmantes: registre asistentes titulares o alternos",
        "No hay acuerdos",
    ]
    assert {one.key for one in facts.sections if not one.complete} == {"signatures", "agreements"}
    desk.acta.review()
    assert desk.view.message == ("warning", "Al acta le faltan 2 datos: están en «Lo que falta».")
    assert state(desk) == "draft"
    assert desk.view.pages[-1].startswith(b"%PDF-")


def test_what_was_said_of_the_gaps_does_not_outlive_them(desk: Desk, database: Database, made: World) -> None:
    ready(database, made)
    with writing(database) as session:
        place = get(session, Workshop, made.workshop).place
        get(session, Workshop, made.workshop).place = ""
    begun(desk, made)
    desk.acta.review()
    assert desk.view.message == ("warning", "Al acta le falta 1 dato: está en «Lo que falta».")
    with writing(database) as session:
        get(session, Workshop, made.workshop).place = place
    desk.acta.load()
    assert desk.view.message == ("", "")


def test_what_paper_cannot_show_is_said_before_the_freeze(
    desk: Desk, database: Database, made: World
) -> None:
    ready(database, made)
    with writing(database) as session:
        for number in range(6):
            agree(session, made, f"Plantar {number} \U0001f333")
    acta = begun(desk, made)
    assert desk.view.facts is not None
    said_now = desk.view.facts.unprintable
    assert said_now.startswith("El texto lleva signos que el papel no puede mostrar: ")
    assert len(re.findall("[A-Z]-[0-9]+", said_now)) == 6
    desk.acta.review()
    desk.acta.ask_freeze()
    assert desk.view.freezing is not None
    assert desk.view.freezing.unprintable == said_now
    desk.acta.freeze()  # it is said, and nobody is stopped
    assert (desk.view.facts.id, state(desk), desk.view.facts.unprintable) == (acta, "signing", "")


def test_texts_are_kept_one_after_another(desk: Desk, database: Database, made: World) -> None:
    ready(database, made)
    acta = begun(desk, made)
    before = len(desk.view.pages)
    desk.acta.changed("development", "La facilitación presentó el diagnóstico.")
    desk.acta.changed("development", "La facilitación presentó el diagnóstico completo.")
    desk.acta.changed("starts_at", "9")
    assert desk.view.fault == ("starts_at", said("hour-unknown"))
    with database.reading() as session:
        record = session.get_one(Acta, acta)
        assert record.development == "La facilitación presentó el diagnóstico completo."
    assert len(desk.view.pages) == before + 2
    desk.acta.changed("development", "La facilitación presentó el diagnóstico completo.")
    assert len(desk.view.pages) == before + 2


def test_review_freeze_sign_seal(desk: Desk, database: Database, made: World, tmp_path: Path) -> None:
    ready(database, made)
    begun(desk, made)
    desk.acta.review()
    assert state(desk) == "review"
    desk.acta.back_to_draft()
    assert state(desk) == "draft"
    desk.acta.review()
    desk.acta.ask_freeze()
    assert desk.view.freezing is not None
    assert desk.view.freezing.number == "001-2026-MESA-CACAO-A"
    assert len(desk.view.freezing.code) == 39
    desk.acta.freeze()
    assert state(desk) == "signing"
    assert people(desk) == [("sigue", "ahora"), ("pendiente", " ")]
    sign(desk)
    assert people(desk) == [("firmó", "pantalla 08:00"), ("sigue", "ahora")]
    assert desk.view.receipt[1].startswith("registro n.º 1, ")
    assert desk.view.pad is None
    assert desk.view.panel == "people"
    assert desk.acta.facts is not None
    assert desk.acta.facts.seal_reason == "Falta el resultado de 1 firmante."
    sign(desk, "witness")
    assert state(desk) == "signed"
    desk.signing.ask_seal()
    assert desk.view.sealing is not None
    assert [(row.title, row.trailing) for row in desk.view.sealing.counts] == [("firma en pantalla", "2")]
    assert [row.title for row in desk.view.sealing.devices] == ["Equipo A, este equipo"]
    desk.signing.seal()
    assert (state(desk), desk.acta.tell_interrupted()) == ("sealed", "")
    assert desk.view.sealed
    desk.papers.save()
    saved = tmp_path / "Actas" / "acta-001-2026-MESA-CACAO-A.pdf"
    assert saved.read_bytes() == desk.view.pages[-1]
    assert verify(saved.read_bytes()).verdict == "undetermined"
    assert desk.view.message == ("success", f"Guardado en Documentos/Actas/{saved.name}.")


def test_nobody_signs_unidentified_or_unshown(desk: Desk, database: Database, made: World) -> None:
    frozen(desk, database, made)
    desk.signing.sign()
    assert desk.view.panel == "identify"
    desk.signing.confirm(INK)
    desk.signing.identified("witness", " ")
    assert desk.view.fault == ("witness", "Escriba el nombre del testigo.")
    assert desk.view.panel == "identify"
    desk.signing.identified("known")
    assert desk.view.pad is not None
    assert desk.view.pad.consent.startswith("Firmo el Acta de Acuerdos N.º 001-2026-MESA-CACAO-A")
    desk.signing.confirm(INK)
    assert desk.view.pad_fault == said("body-not-shown")
    desk.signing.text_seen()
    desk.signing.confirm({**INK, "strokes": [[1, 1]]})
    assert desk.view.pad_fault == said("ink-empty")
    assert outcomes(database) == []


def outcomes(database: Database) -> list[str]:
    with database.reading() as session:
        return list(
            session.scalars(
                select(Evidence.outcome).where(Evidence.kind == "outcome").order_by(Evidence.counter)
            )
        )


def test_leaving_the_pad_records_nothing(desk: Desk, database: Database, made: World) -> None:
    acta = frozen(desk, database, made)
    desk.signing.sign()
    desk.signing.identified("document")
    with database.reading() as session:
        assert signing_mark.left(session)[0] == acta
    desk.signing.cancel()
    assert desk.view.panel == "people"
    with database.reading() as session:
        assert signing_mark.left(session) == ("", "")
    assert outcomes(database) == []


def test_a_signature_cut_short_is_said(desk: Desk, database: Database, made: World) -> None:
    acta = frozen(desk, database, made)
    desk.signing.sign()
    desk.signing.identified("document")
    desk.acta.open(acta)  # the next start: the mark is there and no pad
    assert desk.acta.tell_interrupted() == (
        "María Elena Quispe Huamán: Una firma estaba en curso y no se guardó. Pida firmar otra vez."
    )
    sign(desk)
    assert desk.acta.tell_interrupted() == ""


def test_refusing_is_an_outcome(desk: Desk, database: Database, made: World) -> None:
    frozen(desk, database, made)
    desk.signing.sign()
    desk.signing.identified("document")
    desk.signing.text_seen()
    desk.signing.refuse()
    assert (desk.view.panel, desk.view.outcome, desk.view.pad) == ("outcome", "refused", None)
    desk.signing.record("refused", {"reason": "Prefiere consultar antes"})
    assert people(desk)[0] == ("se negó", "dio su razón")
    assert desk.view.facts is not None
    assert desk.view.facts.people[0].tone == ""
    with database.reading() as session:
        assert signing_mark.left(session) == ("", "")


@pytest.mark.parametrize(
    ("outcome", "given", "shown"),
    [
        ("paper", {"identified_by": "document", "paper": "hoja 1"}, ("firmó", "papel, hoja 1")),
        ("thumbprint", {"identified_by": "known", "paper": "hoja 2"}, ("puso su huella", "papel, hoja 2")),
        (
            "at_request",
            {"identified_by": "document", "signed_for_by": "Rosa", "witness": "Ana", "paper": "hoja 1"},
            ("firmó a ruego", "papel, hoja 1"),
        ),
        ("digital", {"identified_by": "document", "shown": "1"}, ("firmará", "firma digital")),
        ("absent", {}, ("ausente", "08:00")),
        ("left", {"left_at": "12:50"}, ("se retiró", "12:50")),
    ],
)
def test_other_outcomes(
    desk: Desk, database: Database, made: World, outcome: str, given: dict[str, str], shown: tuple[str, str]
) -> None:
    frozen(desk, database, made)
    desk.signing.other()
    desk.signing.record(outcome, given)
    assert people(desk)[0] == shown
    assert outcomes(database) == [outcome]


@pytest.mark.parametrize(
    ("outcome", "field", "code"),
    [
        ("paper", "identified_by", "identification-needed"),
        ("left", "left_at", "left-hour-needed"),
        ("digital", "", "body-not-shown"),
    ],
)
def test_what_an_outcome_needs_is_said_beside_it(
    desk: Desk, database: Database, made: World, outcome: str, field: str, code: str
) -> None:
    frozen(desk, database, made)
    desk.signing.other()
    given = {"identified_by": "document"} if outcome == "digital" else {}
    desk.signing.record(outcome, given)
    assert desk.view.fault == (field, said(code))
    assert outcomes(database) == []


def test_two_outcomes_of_one_person_are_chosen_between(desk: Desk, database: Database, made: World) -> None:
    acta = frozen(desk, database, made)
    sign(desk)
    person = desk.view.receipt[0]
    with writing(database) as session:
        issue.record_outcome(
            session, acta, person, issue.Given(outcome="absent", identified_by="", shown=False)
        )
    desk.acta.on_changed(frozenset({"evidence"}))
    assert people(desk)[0] == ("2 resultados", "elija cuál vale")
    desk.signing.sign(person)
    assert desk.view.panel == "choice"
    assert [row.title for row in desk.view.choices] == ["firmó, pantalla 08:00", "ausente, 08:00"]
    desk.signing.choose(desk.view.choices[0].key, "La firma vale")
    assert people(desk)[0] == ("firmó", "pantalla 08:00")


def test_what_was_read_is_what_freezes(desk: Desk, database: Database, made: World) -> None:
    ready(database, made)
    begun(desk, made)
    desk.acta.review()
    with writing(database) as session:
        row = agreements.listing(session, made.workshop, made.cacao)[0]
        agreements.change(session, row.id, {"text": "Otra cosa que nadie leyó"})
    desk.acta.freeze()
    assert desk.view.message == ("warning", said("acta-changed-since-review"))


def test_a_signatory_comes_and_goes_with_a_way_back(desk: Desk, database: Database, made: World) -> None:
    with writing(database) as session:
        arrive(session, made, made.mayor, made.cacao)
    begun(desk, made)
    desk.acta.search("tsama")
    assert [row.title for row in desk.view.found] == ["José Tsamajain"]
    desk.acta.add_signatory(desk.view.found[0].key)
    assert desk.view.facts is not None
    added = desk.view.facts.people[-1]
    assert (added.title, added.caption, added.sector) == (
        "José Tsamajain", "Cooperativa Agraria del Marañón", "private",
    )  # fmt: skip
    desk.acta.add_signatory(made.manager)
    assert desk.view.message == ("warning", said("signatory-repeated"))
    desk.acta.remove_signatory(added.key)
    assert len(desk.view.facts.people) == 1
    words, inverse = desk.view.toasts[-1]
    assert words == "José Tsamajain ya no está entre los firmantes."
    assert inverse is not None
    inverse()
    assert len(desk.view.facts.people) == 2


def test_paper(desk: Desk, database: Database, made: World, tmp_path: Path) -> None:
    frozen(desk, database, made)
    desk.papers.print_out()
    assert desk.view.printed == (desk.view.pages[-1], "acta-001-2026-MESA-CACAO-A-sin-sellar-0")
    desk.papers.printed(4)
    assert desk.view.message == ("success", "Se envió a la impresora: 4 páginas.")
    desk.papers.copied("acta.pdf")
    assert desk.view.message == ("success", "Guardado en acta.pdf.")
    desk.papers.not_printed()
    assert desk.view.message == ("warning", said("printer-failed"))
    desk.papers.not_printed(2, 4)
    assert desk.view.message == ("warning", said("printer-stopped", page=2, pages=4))
    desk.papers.not_printed(file=True)
    assert desk.view.message == ("warning", said("print-file-failed"))
    desk.papers.print_cancelled()
    assert desk.view.message == ("warning", said("print-cancelled"))
    desk.papers.show_folder()
    assert desk.view.folder == tmp_path / "Actas"


def test_the_file_has_the_pages_that_its_name_says(
    database: Database, clock: FixedClock, made: World, tmp_path: Path
) -> None:
    """Kept and printed between the freeze and its pages: the draft's pages never get the number's name."""
    ready(database, made)
    with writing(database) as session:
        acta_id = actas.compose(session, made.workshop, made.cacao).id
    jobs, view = LateJobs(database, clock), FakeActas()
    acta = ActaPresenter(view, jobs)
    papers = PapersPresenter(view, jobs, acta, lambda: tmp_path, lambda: ("Epson",))
    acta.open(acta_id)
    acta.review()
    jobs.hold()
    acta.freeze()
    jobs.one()
    jobs.one()  # it is frozen, and its pages are being made
    assert view.facts is not None
    assert view.facts.frozen
    papers.save()
    papers.print_out()
    assert view.printed is None
    jobs.release()
    with database.reading() as session:
        pages = issue.pdf(session, acta_id)
    (kept,) = tmp_path.glob("*.pdf")
    assert kept.name == "acta-001-2026-MESA-CACAO-A-sin-sellar-0.pdf"
    assert kept.read_bytes() == pages
    assert view.printed == (pages, kept.stem)


def test_a_name_follows_an_outcome(desk: Desk, database: Database, made: World, tmp_path: Path) -> None:
    frozen(desk, database, made)
    sign(desk)
    desk.papers.save()
    (kept,) = (tmp_path / "Actas").glob("*.pdf")
    assert kept.name == "acta-001-2026-MESA-CACAO-A-sin-sellar-1.pdf"


def test_the_sheet_to_sign_by_hand(desk: Desk, database: Database, made: World, tmp_path: Path) -> None:
    ready(database, made)
    begun(desk, made)
    desk.papers.print_sheet()  # nothing: nobody signs a draft yet
    desk.acta.review()
    desk.acta.freeze()
    assert not (tmp_path / "Actas").exists()
    desk.papers.print_sheet()
    assert desk.view.printed is not None
    data, title = desk.view.printed
    assert (title, data) == (
        "hoja-de-firmas-001-2026-MESA-CACAO-A",
        (tmp_path / "Actas" / f"{title}.pdf").read_bytes(),
    )
    text = " ".join(texts(data))
    assert "HOJA DE FIRMAS Acta de Acuerdos N.º 001-2026-MESA-CACAO-A, versión 1" in text
    assert "1 María Elena Quispe Huamán DNI 45678901" in text
    assert desk.view.facts is not None
    assert f"Código de verificación {desk.view.facts.code}" in text
    assert "Hoja 1 de 1" in text


def test_without_a_printer_the_file_is_there(
    desk: Desk, database: Database, made: World, tmp_path: Path
) -> None:
    frozen(desk, database, made)
    desk.papers._printers = tuple
    desk.papers.print_out()
    assert desk.view.message == ("warning", said("no-printer"))
    assert len(list((tmp_path / "Actas").glob("*.pdf"))) == 1


def test_a_full_disk_says_so(
    desk: Desk, database: Database, made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alianza_desktop.ui.actas import papers

    def full(_path: Path, _data: bytes) -> None:
        raise Unavailable("disk-full")

    monkeypatch.setattr(papers, "write_whole", full)
    frozen(desk, database, made)
    desk.papers.save()
    assert desk.view.message == ("error", said("export-disk-full", name="el archivo"))


def test_a_seal_cut_short_is_said(
    desk: Desk, database: Database, made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    acta = frozen(desk, database, made)
    sign(desk)
    sign(desk)
    desk.signing.ask_seal()
    with monkeypatch.context() as patch:
        patch.setattr(issue, "seal_document", cut)
        with pytest.raises(KeyboardInterrupt):
            desk.signing.seal()
    desk.acta.open(acta)  # the next start
    assert desk.acta.tell_interrupted() == said("seal-interrupted")


def cut(*_a: object, **_k: object) -> bytes:
    """The process ends here."""
    raise KeyboardInterrupt


def test_a_seal_that_fails_leaves_everything(
    desk: Desk, database: Database, made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    acta = frozen(desk, database, made)
    sign(desk)
    sign(desk)
    with monkeypatch.context() as patch:
        patch.setattr(issue, "seal_document", lambda *_a, **_k: b"%PDF-1.7 nada")
        desk.signing.ask_seal()
        desk.signing.seal()
    assert "no se guardó" in desk.view.not_sealed
    assert state(desk) == "signed"
    assert desk.acta.tell_interrupted() == ""
    with database.reading() as session:
        assert actas.status(session, acta).state == "signed"
    desk.signing.seal()
    assert state(desk) == "sealed"
