"""The command line in process: the whole main job, JSON, sentences, exit codes."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from alianza_desktop.cli import actas
from alianza_desktop.cli.main import run
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.model import Attendance
from alianza_desktop.services import departures, workshops
from alianza_desktop.storage.database import Database
from tests.builders import writing

FIXTURES = Path(__file__).parents[1] / "fixtures"
PLAN = {
    "stage": 4,
    "name": "Hoja de ruta",
    "ubigeo": "010401",
    "place": "Auditorio",
    "sessions": [{"name": "Mañana", "date": "2026-11-23", "starts_at": "08:00", "ends_at": "13:00"}],
    "mesas": [{"name": "Cacao", "sigla": "cacao"}, {"name": "Conectividad"}],
    "agenda": [{"title": "Registro", "starts_at": "08:00", "minutes": 60}],
}
INK = {"v": 1, "w": 9000, "h": 3000, "strokes": [[500, 500, 4000, 2500, 8000, 600]]}


class Shell:
    """Runs commands on one data folder and reads what they printed."""

    def __init__(self, folder: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.clock = clock
        self.capsys = capsys

    def __call__(self, *words: str, code: int = 0) -> Any:
        """Run with `--json`; return the object, or the sentence when an error was expected."""
        found = run([*words, "--json", "--data", str(self.folder)], self.clock)
        printed = self.capsys.readouterr()
        assert found == code, printed.err
        return json.loads(printed.out) if not printed.err else printed.err.strip()

    def says(self, *words: str, code: int = 0) -> str:
        """Run for people; return what they read."""
        assert run([*words, "--data", str(self.folder)], self.clock) == code
        return self.capsys.readouterr().out


@pytest.fixture
def shell(tmp_path: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path / "almacén", clock, capsys)


@pytest.fixture
def founded(shell: Shell) -> Shell:
    shell("alliance", "new", "Alianza de prueba", "--ubigeo", "0104", "--operator", "Rosa", "--plain")
    return shell


@pytest.fixture
def ready(founded: Shell, tmp_path: Path) -> Shell:
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps(PLAN), encoding="utf-8")
    founded("workshop", "new", "--from", str(plan))
    founded("import", "people", str(FIXTURES / "invitados_latin1.csv"))
    return founded


def test_the_main_job_from_a_list_to_a_sealed_acta(ready: Shell, tmp_path: Path) -> None:
    shell = ready
    for document in ("58841014", "29480351"):
        arrival = shell("register", document, "--mesa", "1")
        assert arrival["attendance"]["mesa"] == 1
    added = shell(
        "agreement", "add", "Capacitar a 120 productores", "--mesa", "1", "--organization",
        "Universidad ESAN", "--person", "29480351", "--due", "2027-03-30", "--amount", "24,500.50",
    )  # fmt: skip
    assert (added["agreement"]["amount_centimos"], added["agreement"]["gaps"]) == (2_450_050, [])
    acta = shell("acta", "compose", "--mesa", "1", "--ends", "12:30")["acta"]
    assert (acta["state"], acta["gaps"]) == ("draft", [])
    shell("acta", "review", acta["id"])
    frozen = shell("acta", "freeze", acta["id"])["acta"]
    assert (frozen["number"], frozen["state"]) == ("001-2026-MESA-CACAO-A", "signing")
    assert "acta-frozen" not in shell("acta", "freeze", acta["id"], code=2)
    shell("acta", "seal", acta["id"], code=2)
    ink = tmp_path / "firma.json"
    ink.write_text(json.dumps(INK), encoding="utf-8")
    shell(
        "acta", "outcome", frozen["number"], "58841014", "ink", "--ink", str(ink),
        "--identified-by", "document", "--shown",
    )  # fmt: skip
    signed = shell("acta", "outcome", frozen["number"], "29480351", "refused", "--reason", "Consultará")[
        "acta"
    ]
    assert (signed["state"], signed["outcomes"]) == ("signed", 2)
    assert shell("acta", "seal", frozen["number"])["acta"]["state"] == "sealed"
    pdf = tmp_path / "acta.pdf"
    shell("acta", "pdf", frozen["number"], str(pdf))
    assert pdf.read_bytes().startswith(b"%PDF-")
    verdict = shell("verify", str(pdf))
    assert (verdict["verdict"], verdict["number"]) == ("intact", frozen["number"])
    tampered = tmp_path / "otra.pdf"
    tampered.write_bytes(pdf.read_bytes() + b"\n%")
    assert shell("verify", str(tampered), code=1)["verdict"] == "altered"


def test_a_list_is_accounted_row_by_row(ready: Shell) -> None:
    again = ready("import", "people", str(FIXTURES / "invitados_latin1.csv"))
    assert again["counts"]["imported"] == 0
    assert again["counts"]["updated"] + again["counts"]["review"] == len(again["updated"]) + len(
        again["review"]
    )
    assert sum(again["counts"].values()) == again["rows"]


def test_a_dry_run_writes_nothing_and_says_no_when_there_are_doubts(founded: Shell, tmp_path: Path) -> None:
    founded("workshop", "new", "--stage", "1", "--date", "2026-11-23")
    ugly = str(FIXTURES / "invitados_condorcanqui.xlsx")
    tried = founded("import", "people", ugly, "--dry-run", code=1)
    assert tried["counts"]["review"] > 0
    assert founded("workshop", "list")["workshops"][0]["invited"] == 0


def test_export_writes_a_workbook_that_imports_again(ready: Shell, tmp_path: Path) -> None:
    target = tmp_path / "participantes.xlsx"
    done = ready("export", "people", str(target))
    back = ready("import", "people", str(target), "--dry-run")
    assert back["counts"]["updated"] == done["people"]
    assert back["counts"]["imported"] == 0


def test_the_workbook_of_a_workshop_names_its_sheets(ready: Shell, tmp_path: Path) -> None:
    target = tmp_path / "taller.xlsx"
    done = ready("export", "workbook", str(target))
    assert openpyxl.load_workbook(target).sheetnames == list(done["sheets"])
    back = ready("import", "people", str(target), "--dry-run")
    assert back["counts"]["updated"] == done["sheets"]["Personas"]


def test_globals_go_before_or_after_the_command(founded: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--data", str(founded.folder), "--json", "workshop", "list"], founded.clock) == 0
    assert json.loads(capsys.readouterr().out) == {"workshops": []}
    assert run(["workshop", "list", "--quiet", "--data", str(founded.folder)], founded.clock) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("workshop", "show", "nadie"), 2, "No hay un taller"),
        (("register", "99999999"), 2, "No hay nadie con ese documento"),
        (("agreement", "add", "x", "--due", "30/02/2027"), 2, "fecha"),
        (("agreement", "add", "x", "--amount", "mucho"), 2, "No se entiende el monto"),
        (("agreement", "add", "x", "--mesa", "9"), 2, "no tiene la mesa 9"),
        (("acta", "show", "001-2026"), 2, "No hay un acta"),
        (("import", "people", "no-existe.xlsx"), 2, "no-existe.xlsx"),
        (("export", "people", "/no/existe/p.xlsx"), 2, "p.xlsx"),
        (("verify", "no-existe.pdf"), 2, "no-existe.pdf"),
        (("--operator", "Otra", "register", "58841014"), 2, "Trabajan: Rosa"),
    ],
)
def test_one_sentence_for_each_mistake(
    ready: Shell, words: tuple[str, ...], code: int, sentence: str
) -> None:
    said = ready(*words, code=code)
    assert sentence in said
    assert "\n" not in said


def test_a_document_without_its_zeros_is_found(ready: Shell) -> None:
    added = ready("register", "01357913", code=2)
    assert "No hay nadie" in added
    with closing(sqlite3.connect(ready.folder / "alianza.db")) as store:
        (number,) = next(store.execute("select document_number from person where document_number like '0%'"))
    assert ready("register", number.lstrip("0"))["attendance"]["name"]


def test_a_plan_with_a_block_of_minutes_that_cannot_be(founded: Shell, tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps({**PLAN, "agenda": [{"title": "Registro", "minutes": -5}]}), encoding="utf-8")
    assert "minutos" in founded("workshop", "new", "--from", str(plan), code=2)


def test_who_left_is_registered_and_not_present(ready: Shell) -> None:
    ready("register", "58841014")
    with Database.open(ready.folder, clock=ready.clock) as database, writing(database) as session:
        workshop = workshops.listing(session)[0].id
        left = session.scalars(select(Attendance.id).where(Attendance.workshop_id == workshop)).first()
        departures.leave(session, str(left))
    shown = ready("workshop", "show", workshop)["workshop"]
    assert (shown["arrived"], shown["present"]) == (1, 0)
    assert "1 registrado, 0 presentes" in ready.says("workshop", "show", workshop)


def test_registering_twice_says_when(ready: Shell) -> None:
    ready("register", "58841014")
    said = "Llegada ya registrada a las 08:00 en el equipo A. No hace falta repetir."
    assert ready("register", "58841014", code=2) == said


def test_without_a_store_commands_say_so_with_3(shell: Shell) -> None:
    assert "todavía no hay una alianza" in shell("workshop", "list", code=3)


def test_a_passphrase_protects_the_store(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "contraseña.txt"
    secret.write_text("cuatro palabras muy largas\n", encoding="utf-8")
    made = shell(
        "alliance", "new", "Alianza", "--ubigeo", "01", "--operator", "Rosa", "--passphrase-file", str(secret)
    )
    assert made["encrypted"] is True
    assert "contraseña" in shell("workshop", "list", code=3)
    monkeypatch.setenv("ALIANZA_PASSPHRASE", "otra cosa")
    assert "no es la de esta alianza" in shell("workshop", "list", code=3)
    monkeypatch.setenv("ALIANZA_PASSPHRASE", "cuatro palabras muy largas")
    assert shell("workshop", "list") == {"workshops": []}


def test_a_second_alliance_needs_another_folder(founded: Shell) -> None:
    said = founded("alliance", "new", "Otra", "--ubigeo", "01", "--operator", "Rosa", "--plain", code=2)
    assert "ya hay una alianza" in said


def test_check_tells_the_state_of_everything(ready: Shell) -> None:
    found = ready("check")
    assert found["ok"] is True
    assert {one["name"] for one in found["checks"]} >= {
        "programa", "recursos", "hojas de cálculo", "actualizaciones", "almacén", "sello", "ventana",
    }  # fmt: skip
    assert "cadenas íntegras" in ready.says("check")


def test_people_read_lines_not_json(ready: Shell) -> None:
    assert "Mesa 1 «Cacao»" in ready.says("workshop", "show", "4")
    assert "Aún no hay actas" in ready.says("acta", "list")
    assert "Rosa" in ready.says("alliance", "show")


@pytest.mark.parametrize(
    "words",
    [["acta"], ["acta", "freeze"], ["workshop", "new", "--stage", "dos"], ["nada"], ["verify", "a", "--x"]],
)
def test_a_wrong_usage_is_said_in_spanish(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(words)
    said = capsys.readouterr().err
    assert left.value.code == 2
    assert said.startswith("No se entendió la orden: ")
    assert not {"required", "invalid", "unrecognized", "argument"} & set(said.replace(":", " ").split())


def test_an_alliance_is_encrypted_unless_somebody_says_plain(shell: Shell) -> None:
    said = shell("alliance", "new", "Alianza", "--ubigeo", "01", "--operator", "Rosa", code=2)
    assert "--passphrase-file" in said
    assert not shell.folder.exists()


def test_more_people_work_in_an_alliance(ready: Shell) -> None:
    added = ready("alliance", "add-operator", "Registrador Uno", "--role", "registrar")
    assert added["operator"]["role"] == "registrar"
    assert "Diga quién es" in ready("register", "58841014", code=2)
    assert ready("register", "58841014", "--operator", "registrador uno")["attendance"]["hour"] == "08:00"
    assert [one["name"] for one in ready("alliance", "show")["operators"]] == ["Registrador Uno", "Rosa"]


@pytest.mark.parametrize(
    "plan",
    [
        {"stage": 4, "mesas": [{"name": 5}]},
        {"stage": 4, "place": None},
        {"stage": "4"},
        {"stage": 4, "agenda": [{"title": "x", "starts_at": 800}]},
        {"stage": 4, "color": "rojo"},
        {"stage": 4, "sessions": [{"date": "30/02/2026"}]},
        {"stage": 4, "sessions": [{"starts_at": "25:00"}]},
        {"stage": 4, "mesas": [{"name": "A"}, {"name": "a"}]},
        [],
    ],
)
def test_a_plan_with_a_mistake_creates_nothing(founded: Shell, tmp_path: Path, plan: object) -> None:
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(plan), encoding="utf-8")
    said = founded("workshop", "new", "--from", str(file), code=2)
    assert "\n" not in said
    assert founded("workshop", "list")["workshops"] == []


def test_a_plan_of_notepad_is_a_plan(founded: Shell, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text(json.dumps({"stage": 4, "name": "Cenepa"}), encoding="utf-8-sig")
    assert founded("workshop", "new", "--from", str(file))["workshop"]["name"] == "Cenepa"


def test_days_and_hours_are_kept_in_one_form(founded: Shell) -> None:
    made = founded(
        "workshop", "new", "--stage", "4", "--date", "23/11/2026", "--starts", "8:00", "--ends", "13:00"
    )
    assert made["workshop"]["date"] == "2026-11-23"


def test_a_store_that_another_process_writes_is_refused_with_3(ready: Shell, clock: FixedClock) -> None:
    with Database.open(ready.folder, clock=clock):
        assert "escribiendo en esta alianza" in ready("register", "58841014", code=3)
        assert len(ready("workshop", "list")["workshops"]) == 1


def test_a_damaged_store_is_refused_with_3(ready: Shell) -> None:
    store = ready.folder / "alianza.db"
    store.write_bytes(b"no es una base de datos" * 1000)
    assert "dañado" in ready("workshop", "list", code=3)


def test_a_name_that_is_no_file_is_refused(founded: Shell) -> None:
    founded("workshop", "new", "--stage", "4")
    for name in ("", "/", "."):
        assert founded("export", "people", name, code=2).startswith("No se pudo guardar")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("workshop", "new", "--from"), "plan"),
        (("import", "people", "l.csv", "--mapping"), "deep.json"),
    ],
)
def test_json_nested_without_end_is_one_sentence(
    founded: Shell, tmp_path: Path, words: tuple[str, ...], code: str
) -> None:
    founded("workshop", "new", "--stage", "4")
    file = tmp_path / "deep.json"
    file.write_text("[" * 99_999, encoding="utf-8")
    assert code in founded(*words, str(file), code=2)


def test_a_passphrase_file_of_notepad_is_the_phrase_that_is_typed(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_bytes(b"\xef\xbb\xbfuna frase larga\r\n")
    found = ("alliance", "new", "X", "--ubigeo", "0104", "--operator", "Rosa", "--passphrase-file", str(file))
    shell(*found)
    file.write_text("una frase larga", encoding="utf-8")
    shell("workshop", "list", "--passphrase-file", str(file))


def test_a_text_does_not_command_the_terminal(founded: Shell) -> None:
    founded("workshop", "new", "--stage", "4")
    assert "\x1b" not in founded.says("agreement", "add", "uno \x1b[31m\x9b2J")


def test_what_people_read_is_spanish_and_names_who_signs(ready: Shell) -> None:
    assert "(abierta)" in ready.says("workshop", "show", "4")


def test_ink_that_is_no_ink_is_refused(ready: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "ink.json"
    ready("register", "29480351", "--mesa", "1")
    ready("agreement", "add", "X", "--mesa", "1", "--organization", "Universidad ESAN", "--permanent")
    acta = ready("acta", "compose", "--mesa", "1", "--ends", "12:30")["acta"]["id"]
    ready("acta", "review", acta)
    ready("acta", "freeze", acta)
    signs = ("acta", "outcome", acta, "29480351", "ink", "--shown", "--identified-by", "document", "--ink")
    file.write_text("[" * 99_999, encoding="utf-8")
    assert "forma" in ready(*signs, str(file), code=2)
    file.write_text(json.dumps(INK), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(actas, "LARGEST_INK", 10)  # many megabytes are refused before they are read
        assert "forma" in ready(*signs, str(file), code=2)
    assert ready(*signs, str(file))["acta"]["state"] == "signed"


def test_check_finds_a_damaged_page_that_no_command_reads(founded: Shell) -> None:
    file = founded.folder / "alianza.db"
    with closing(sqlite3.connect(file)) as plain:
        (size,) = plain.execute("PRAGMA page_size").fetchone()
        (page,) = plain.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'ix_agreement_person_id'"
        ).fetchone()
    data = bytearray(file.read_bytes())
    data[(page - 1) * size : page * size] = b"\xa5" * size
    file.write_bytes(data)
    founded("workshop", "list")
    stores = [one for one in founded("check", code=1)["checks"] if one["name"] == "almacén"]
    assert [one["ok"] for one in stores] == [False]


def test_a_file_without_end_is_not_read_whole(shell: Shell) -> None:
    assert shell("verify", "/dev/zero", code=2).startswith("El archivo no es un PDF")
