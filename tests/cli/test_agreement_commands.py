"""`alianza agreement`: everything that an agreement says, who answers, how it goes, who objects."""

import pytest

from tests.cli.test_commands import Shell, founded, ready, shell

__all__ = ["founded", "ready", "shell"]


@pytest.fixture
def added(ready: Shell) -> str:
    ready("register", "58841014", "--mesa", "1")
    made = ready(
        "agreement", "add", "Capacitar a 120 productores", "--mesa", "1", "--organization", "RENIEC",
        "--due", "2027-03-30", "--verification", "Lista de asistencia", "--funding", "Canon",
        "--policy", "PDRC", "--ods", "4", "--ods", "2.3",
    )["agreement"]  # fmt: skip
    assert (made["verification"], made["funding"], made["policy"]) == ("Lista de asistencia", "Canon", "PDRC")
    assert (made["ods"], made["awaited"], made["gaps"]) == (["2.3", "4"], True, ["gap-unconfirmed"])
    return str(made["id"])


def test_who_did_not_come_answers_afterwards(ready: Shell, added: str) -> None:
    for answer, gaps in (("accept", []), ("decline", ["gap-declined"]), ("to-confirm", [])):
        assert ready("agreement", "answer", added, answer)["agreement"]["gaps"] == gaps
    assert "por confirmar" in ready.says("agreement", "list")
    named = ready("agreement", "add", "Elaborar el mapa", "--due", "2027-05-31", "--to-confirm")["agreement"]
    assert (named["gaps"], named["acceptance"]) == ([], "to_confirm")
    assert "por designar" in ready.says("agreement", "list")


def test_how_it_goes_and_its_other_date(ready: Shell, added: str) -> None:
    assert ready("agreement", "follow", added, "in_progress")["agreement"]["follow_up"] == "in_progress"
    told = ready("agreement", "follow", added, "--due", "2027-06-30")["agreement"]
    assert (told["follow_up"], told["due"], told["earlier_dates"]) == (
        "rescheduled", "2027-06-30", ["2027-03-30"],
    )  # fmt: skip
    ready("agreement", "follow", added, code=2)
    assert ready("agreement", "list", "--carried")["agreements"] == []


def test_an_objection_has_a_name(ready: Shell, added: str) -> None:
    note = ready("agreement", "note", added, "objection", "El plazo", "--person", "58841014")["note"]
    assert (note["kind"], note["text"]) == ("objection", "El plazo")
    assert note["person"]
    ready("agreement", "note", added, "objection", "El plazo", code=2)
    assert ready("agreement", "list")["agreements"][0]["notes"] == ["objection"]
