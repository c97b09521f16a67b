"""`alianza acta`: what is stated, what is read back, and the receipt that each signatory takes."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select

from alianza_desktop.cli.main import run
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.model import ActaSeal, ActaVersion, Device, Evidence
from alianza_desktop.services import alliances
from alianza_desktop.signing.evidence import Entry
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.founding import found
from tests.builders import writing
from tests.cli.test_commands import FIXTURES, INK, PLAN, Shell
from tests.documents.scanned import saved
from tests.documents.test_paper_path import prints

NUMBER = "001-2026-MESA-CACAO-A"
ROSA, JUAN = "58841014", "29480351"
SIGNS = ("--identified-by", "document", "--shown")


@pytest.fixture
def drafted(tmp_path: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]) -> tuple[Shell, str]:
    """Return a store with the draft of an acta of two signatories, and its id."""
    folder = tmp_path / "almacén"
    found(folder, name="Alianza", ubigeo="0104", operator="Rosa", role="coordinator", clock=clock).close()
    shell = Shell(folder, clock, capsys)
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps(PLAN), encoding="utf-8")
    shell("workshop", "new", "--from", str(plan))
    shell("import", "people", str(FIXTURES / "invitados_latin1.csv"))
    for document in (ROSA, JUAN):
        shell("register", document, "--mesa", "1")
    shell(
        "agreement", "add", "Capacitar a 120 productores", "--mesa", "1", "--organization",
        "Universidad ESAN", "--person", JUAN, "--due", "2027-03-30",
    )  # fmt: skip
    return shell, shell("acta", "compose", "--mesa", "1", "--ends", "12:30")["acta"]["id"]


@pytest.fixture
def shell(drafted: tuple[Shell, str]) -> Shell:
    """Return a store with that acta frozen."""
    opened, acta = drafted
    opened("acta", "review", acta)
    opened("acta", "freeze", acta)
    return opened


@pytest.fixture
def ink(tmp_path: Path) -> str:
    path = tmp_path / "firma.json"
    path.write_text(json.dumps(INK), encoding="utf-8")
    return str(path)


def test_an_ink_outcome_shows_the_sentence_that_it_cites(shell: Shell, ink: str) -> None:
    frozen = shell("acta", "show", NUMBER)["acta"]
    said = shell("acta", "outcome", NUMBER, ROSA, "ink", "--ink", ink, *SIGNS)["consent"]
    assert said["version"] == "ink.v1"
    assert NUMBER in said["text"]
    assert frozen["code"] in said["text"]
    printed = shell.says("acta", "outcome", NUMBER, JUAN, "ink", "--ink", ink, *SIGNS)
    assert printed.startswith(f"Firmo el Acta de Acuerdos N.º {NUMBER}, versión 1, de ")


def test_an_outcome_without_signature_has_no_consent(shell: Shell) -> None:
    assert shell("acta", "outcome", NUMBER, ROSA, "absent")["consent"] is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("paper",), "Falta cómo se identificó"),
        (("ink", "--identified-by", "document"), "debe ver antes las páginas"),
        (("digital", "--identified-by", "known"), "debe ver antes las páginas"),
        (("paper", "--identified-by", "witness"), "Falta el nombre del testigo"),
    ],
)
def test_what_nobody_states_is_asked_for(
    shell: Shell, ink: str, words: tuple[str, ...], sentence: str
) -> None:
    more = ("--ink", ink) if words[0] == "ink" else ()
    said = shell("acta", "outcome", NUMBER, ROSA, *words, *more, code=2)
    assert sentence in said
    assert "\n" not in said
    assert shell("acta", "show", NUMBER)["acta"]["outcomes"] == 0


def test_paper_and_witness_are_kept(shell: Shell, tmp_path: Path) -> None:
    shell(
        "acta", "outcome", NUMBER, ROSA, "paper", "--identified-by", "witness", "--witness", "Ana Ríos",
        "--paper", "Hoja de firmas 1",
    )  # fmt: skip
    shell("acta", "outcome", NUMBER, JUAN, "absent")
    shell("acta", "seal", NUMBER)
    pdf = tmp_path / "acta.pdf"
    shell("acta", "pdf", NUMBER, str(pdf))
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf.read_bytes())).pages)
    text = " ".join(text.split())
    assert "Hoja de firmas 1" in text
    assert "testigo: Ana Ríos" in text
    assert "sin constancia de que viera el texto" in text


def test_the_receipt_names_an_entry_of_the_evidence(shell: Shell, tmp_path: Path) -> None:
    said = shell("acta", "outcome", NUMBER, ROSA, "absent")
    second = shell.says("acta", "outcome", NUMBER, JUAN, "absent")
    shell("acta", "seal", NUMBER)
    pdf = tmp_path / "acta.pdf"
    shell("acta", "pdf", NUMBER, str(pdf))
    (attached,) = PdfReader(pdf).attachments["evidencia.json"]
    entries = [Entry(**one) for one in json.loads(attached)["chains"][0]["entries"]]
    assert said["entry"] == {"counter": 1, "hash": entries[1].hash}
    assert (said["head"]["counter"], said["head"]["head"]) == (1, entries[1].hash)
    assert f"Comprobante: registro n.º 2 de este equipo, código {entries[2].hash}" in second


def test_what_is_said_of_a_digital_signature_before_it_is_made(shell: Shell) -> None:
    assert "firmará digitalmente" in shell.says("acta", "outcome", NUMBER, ROSA, "digital", *SIGNS)


def test_two_outcomes_are_shown_and_somebody_chooses(shell: Shell) -> None:
    shell("acta", "outcome", NUMBER, ROSA, "refused", "--reason", "No")
    shell("acta", "outcome", NUMBER, ROSA, "paper", "--identified-by", "known")
    shell("acta", "outcome", NUMBER, JUAN, "absent")
    rosa = next(one for one in shell("acta", "show", NUMBER)["acta"]["signatories_list"] if one["undecided"])
    assert rosa["outcome"] is None
    assert [one["outcome"] for one in rosa["undecided"]] == ["refused", "paper"]
    refused, paper = (one["entry"] for one in rosa["undecided"])
    lines = shell.says("acta", "show", NUMBER)
    assert f"{paper}  firma en papel, a las 08:00, equipo A, Rosa" in lines
    assert "elija" in shell("acta", "seal", NUMBER, code=2)
    assert "no es de un resultado" in shell("acta", "choose", NUMBER, ROSA, "f" * 64, code=2)
    assert "no tiene dos resultados" in shell("acta", "choose", NUMBER, JUAN, refused, code=2)
    reason = ("--reason", "Cambió de parecer")
    chosen = shell("acta", "choose", NUMBER, ROSA, paper[:12].upper(), *reason)["acta"]
    assert {one["outcome"] for one in chosen["signatories_list"]} == {"paper", "absent"}
    again = shell("acta", "choose", NUMBER, ROSA, refused)["acta"]  # cites the choice before it
    assert {one["outcome"] for one in again["signatories_list"]} == {"refused", "absent"}
    assert shell("acta", "seal", NUMBER)["acta"]["state"] == "sealed"
    assert "ya está sellada" in shell("acta", "choose", NUMBER, ROSA, paper, code=2)


def test_a_seal_names_the_laptops_whose_evidence_is_not_here(shell: Shell) -> None:
    for document in (ROSA, JUAN):
        shell("acta", "outcome", NUMBER, document, "absent")
    with Database.open(shell.folder, clock=shell.clock) as database, database.transaction() as session:
        session.add(Device(device="d" * 32, letter="A1", label="Mesa 3"))
    sealed = shell("acta", "seal", NUMBER)
    assert sealed["missing_devices"] == [{"device": "d" * 32, "name": "A1 (Mesa 3)"}]


def test_another_laptop_seals_when_this_one_hands_that_on(shell: Shell) -> None:
    for document in (ROSA, JUAN):
        shell("acta", "outcome", NUMBER, document, "absent")
    with Database.open(shell.folder, clock=shell.clock) as database, database.transaction() as session:
        session.add(Device(device="d" * 32, letter="A1", label="Mesa 3"))
    assert "Los que hay son: A, A1 (Mesa 3)." in shell("acta", "hand-over", NUMBER, "B", code=2)
    assert "La sella el equipo A\n" in shell.says("acta", "show", NUMBER)
    assert "la sella ahora el equipo A1 (Mesa 3)" in shell.says("acta", "hand-over", NUMBER, "mesa 3")
    assert "Esta acta la sella el equipo A1 (Mesa 3)" in shell("acta", "seal", NUMBER, code=2)
    assert shell("acta", "show", NUMBER)["acta"]["seal_device"] == "A1 (Mesa 3)"


def test_two_seals_are_shown_as_a_conflict(shell: Shell) -> None:
    for document in (ROSA, JUAN):
        shell("acta", "outcome", NUMBER, document, "absent")
    shell("acta", "seal", NUMBER)
    with Database.open(shell.folder, clock=shell.clock) as database, database.transaction() as session:
        version = session.scalars(select(ActaVersion.id)).one()
        session.add(ActaSeal(version_id=version, file_hash="f" * 64, device="d" * 32))
    assert "CONFLICTO: Esta versión se selló dos veces" in shell.says("acta", "show", NUMBER)
    assert len(shell("acta", "show", NUMBER)["acta"]["seals"]) == 2


def test_a_seal_says_to_people_which_laptop_is_missing(shell: Shell) -> None:
    for document in (ROSA, JUAN):
        shell("acta", "outcome", NUMBER, document, "absent")
    with Database.open(shell.folder, clock=shell.clock) as database, database.transaction() as session:
        session.add(Device(device="d" * 32, letter="A1", label="Mesa 3"))
    said = shell.says("acta", "seal", NUMBER)
    assert said.startswith("Atención: aquí no hay evidencia del equipo A1 (Mesa 3).")


def test_evidence_that_does_not_count_is_said(shell: Shell) -> None:
    with Database.open(shell.folder, clock=shell.clock) as database, database.transaction() as session:
        version = session.scalars(select(ActaVersion.id)).one()
        session.add(Evidence(version_id=version, device="d" * 32, body="x", signature="x"))
    (aside,) = shell("acta", "show", NUMBER)["acta"]["set_aside"]
    assert (aside["device"], aside["code"]) == ("d" * 32, "evidence-device")
    assert "No se toma en cuenta una evidencia" in shell.says("acta", "show", NUMBER)


def test_an_unknown_way_of_identifying(shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(["acta", "outcome", NUMBER, ROSA, "paper", "--identified-by", "cara"], shell.clock)
    assert "no admite" in capsys.readouterr().err


def sealed_with_absent(shell: Shell) -> None:
    for person in (ROSA, JUAN):
        shell("acta", "outcome", NUMBER, person, "absent")
    shell("acta", "seal", NUMBER)


def test_a_late_outcome_goes_to_a_constancia_that_anyone_verifies(
    shell: Shell, ink: str, tmp_path: Path
) -> None:
    sealed_with_absent(shell)
    said = shell("acta", "late", NUMBER, ROSA, "ink", "--ink", ink, *SIGNS)["acta"]
    assert [(one["outcome"], one["recorded_before_seal"]) for one in said["late_outcomes"]] == [
        ("ink", False)
    ]
    assert "Sin constancia complementaria todavía: 1" in shell.says("acta", "show", NUMBER)
    pdf = tmp_path / "constancia.pdf"
    made = shell("acta", "complement", NUMBER, str(pdf))
    assert made["bytes"] == len(pdf.read_bytes())
    report = shell("verify", str(pdf))
    assert (report["verdict"], report["number"], len(report["outcomes"])) == ("intact", NUMBER, 1)
    assert "Sin constancia" not in shell.says("acta", "show", NUMBER)


def test_an_adenda_and_a_new_version_are_shown_with_their_acta(shell: Shell) -> None:
    sealed_with_absent(shell)
    adenda = shell("acta", "addendum", NUMBER, "--text", "Se aclara", "--starts", "09:00", "--ends", "10:00")[
        "acta"
    ]
    assert (adenda["state"], adenda["gaps"]) == ("draft", [])
    shell("acta", "clause", adenda["id"], "image")
    assert "image" in shell("acta", "clause", adenda["id"])["clauses"]
    shell("acta", "review", adenda["id"])
    number = shell("acta", "freeze", adenda["id"])["acta"]["number"]
    for person in (ROSA, JUAN):
        shell("acta", "outcome", number, person, "absent")
    assert "sellada, con adenda" in shell.says("acta", "show", NUMBER)
    shell("agreement", "add", "Otro", "--mesa", "1", "--organization", "Universidad ESAN", "--permanent")
    changes = shell("acta", "difference", NUMBER)["changes"]
    assert [(one["part"], one["change"]) for one in changes] == [("agreements", "added")]
    revised = shell("acta", "revise", NUMBER)["acta"]["id"]
    shell("acta", "review", revised)
    new = shell("acta", "freeze", revised)["acta"]
    assert (new["number"], new["version"]) == (NUMBER, 2)
    how = [(one["how"], one["state"]) for one in shell("acta", "list")["actas"][0]["amended_by"]]
    assert sorted(how) == [("addendum", "signed"), ("replacement", "signing")]


def test_annulling_asks_for_the_pin_and_counts_the_tries(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pin, wrong = tmp_path / "pin", tmp_path / "otro"
    pin.write_text("4071\n", encoding="utf-8")
    wrong.write_text("1111", encoding="utf-8")
    annul = ("acta", "annul", NUMBER, "--reason", "Se congeló por error")
    assert "Falta el PIN" in shell(*annul, code=2)
    assert "no tiene un PIN" in shell(*annul, "--pin-file", str(pin), code=2)
    shell("acta", "pin", "--new-file", str(pin))
    assert "intentos que quedan: 2" in shell(*annul, "--pin-file", str(wrong), code=2)
    assert "intentos que quedan: 1" in shell(*annul, "--pin-file", str(wrong), code=2)
    monkeypatch.setenv("ALIANZA_PIN", "4071")
    assert shell(*annul)["acta"]["state"] == "annulled"
    shell("acta", "pin", "--clear")


def test_who_signs_says_in_whose_place_and_with_which_paper(
    drafted: tuple[Shell, str], tmp_path: Path
) -> None:
    shell, acta = drafted
    scan = tmp_path / "carta.pdf"
    scan.write_bytes(b"%PDF-1.4 carta")
    shell("acta", "signatory", acta, JUAN, "--remove")
    said = shell(
        "acta", "signatory", acta, ROSA, "--quality", "alternate", "--represents", JUAN,
        "--accreditation", "Carta poder", "--scan", str(scan),
    )["acta"]  # fmt: skip
    assert [one["represents"] for one in said["signatories_list"]] != [None]
    shell("acta", "heading", "awajún", "agreements", "Chicham umikbau", "--reviewed-by", "Ana Tsamajain")
    assert shell("acta", "language", acta, "awajún")["language"] == "awajún"
    assert shell("acta", "language", acta)["language"] is None
    assert "image" not in shell("acta", "clause", acta, "image", "--out")["clauses"]


def test_the_official_lines_of_the_year_are_written(drafted: tuple[Shell, str]) -> None:
    shell, _acta = drafted
    said = shell("workshop", "headers", "--year", "Año de la Amazonía", "--decade", "Decenio")["workshop"]
    assert (said["year_line"], said["decade_line"]) == ("Año de la Amazonía", "Decenio")


def test_pages_signed_on_paper_are_scanned_named_and_shown(shell: Shell, tmp_path: Path) -> None:
    acta = shell("acta", "show", NUMBER)["acta"]["id"]
    with Database.open(shell.folder, write=False, clock=shell.clock) as database:
        body, sheet = prints(database, acta)
    scan, blank = tmp_path / "todo.pdf", tmp_path / "sin.png"
    scan.write_bytes(saved([*sheet, *body[1:]], "PDF"))
    Image.new("L", (600, 800), 255).save(blank)

    found = shell("acta", "scan", NUMBER, str(scan), str(blank))

    assert found["read"] == len(body) + 1
    assert found["paper"]["missing"] == [{"kind": "body", "page": 1}]
    assert [one["found_by"] for one in found["paper"]["unknown"]] == [None]
    assert "Faltan: página 1" in shell.says("acta", "show", NUMBER)
    wrong = ("acta", "scan", NUMBER, str(blank), "--page")
    for typed in ("1", "x=1", "2=1", "1=99"):
        assert shell(*wrong, typed, code=2)
    assert "Sin código legible" in shell.says("acta", "scan", NUMBER, str(blank))
    assert shell("acta", "scan", NUMBER, str(blank), "--page", "1=1")["paper"]["missing"] == []
    assert shell("acta", "show", NUMBER)["paper"]["found"][0]["scans"][0]["found_by"] == "typed"
    assert shell(*wrong, "1=1", code=2).startswith("Esa página ya tiene su lugar")


def test_who_coordinates_takes_away_a_forgotten_pin(shell: Shell, tmp_path: Path) -> None:
    own, other = tmp_path / "propio", tmp_path / "olvidado"
    own.write_text("4071", encoding="utf-8")
    other.write_text("1357", encoding="utf-8")
    with Database.open(shell.folder, clock=shell.clock) as database, writing(database) as session:
        alliances.add_operator(session, "Facilitadora", "facilitator")
    for name, file in (("Rosa", own), ("Facilitadora", other)):
        shell("--operator", name, "acta", "pin", "--new-file", str(file))
    forgets = ("acta", "pin", "--forget", "Facilitadora", "--pin-file")
    assert "El PIN no es ese" in shell("--operator", "Rosa", *forgets, str(other), code=2)
    assert "toca a quien coordina" in shell("--operator", "Facilitadora", *forgets, str(other), code=2)
    assert shell("--operator", "Rosa", *forgets, str(own))["operator"] == "Facilitadora"
    shell("--operator", "Facilitadora", "acta", "pin", "--new-file", str(own))
