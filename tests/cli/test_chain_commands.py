"""`alianza chain`: list, import, export, with their JSON, sentences and exit codes."""

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import Shell, founded, ready, shell

__all__ = ["founded", "ready", "shell"]

CHAIN = {
    "format": "alianza/chain/1",
    "name": "Cadena del cacao",
    "stages": [
        {"name": "Producción", "activities": [{"key": "a", "name": "Cosecha", "gaps": ["Sin riego"]}]},
        {
            "name": "Venta",
            "activities": [{"key": "b", "name": "Feria", "actors": [{"organization": "Cooperativa"}]}],
        },
    ],
    "links": [{"from": "a", "to": "b"}, {"from": "b", "to": "a"}],
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "cadena.json"
    path.write_text(json.dumps(CHAIN), encoding="utf-8")
    return path


def test_a_chain_comes_in_is_listed_and_goes_out(ready: Shell, file: Path, tmp_path: Path) -> None:
    imported = ready("chain", "import", str(file))["imported"]
    assert (imported["activities"], imported["links"]) == (2, 1)
    assert imported["left_out"] == [
        {
            "where": "links[1]",
            "code": "link-backward",
            "sentence": "El producto no vuelve a un eslabón anterior; no se hizo el cambio. Un flujo de "
            "información, pago o contrato sí puede volver.",
        }
    ]
    (row,) = ready("chain", "list")["chains"]
    assert row == {
        "id": imported["id"], "name": "Cadena del cacao", "product": "", "stages": 2, "activities": 2,
        "links": 1, "gaps": 1,
    }  # fmt: skip
    for name, start in (("c.svg", b"<?xml"), ("c.PDF", b"%PDF-"), ("c.json", b'{"format":"alianza/chain/1"')):
        out = ready("chain", "export", imported["id"], str(tmp_path / name))
        data = (tmp_path / name).read_bytes()
        assert (out["bytes"], data[: len(start)]) == (len(data), start)
    again = ready("chain", "import", str(tmp_path / "c.json"))["imported"]
    assert (again["activities"], again["left_out"]) == (2, [])


def test_people_read_lines(ready: Shell, file: Path) -> None:
    said = ready.says("chain", "import", str(file), "--workshop", "4")
    assert "cadena.json: 2 actividades, 1 flujo, 1 parte con reparo." in said
    assert "  links[1]: El producto no vuelve" in said
    assert "Cadena del cacao · 2 actividades, 1 flujo, 1 brecha" in ready.says("chain", "list")


def test_what_cannot_be_is_said_in_one_sentence(ready: Shell, file: Path, tmp_path: Path) -> None:
    chain = ready("chain", "import", str(file))["imported"]["id"]
    ugly = tmp_path / "foto.json"
    ugly.write_bytes(b"\x89PNG")
    out = str(tmp_path / "c.svg")
    for words, code in (
        (("import", str(tmp_path / "nada.json")), "file-unreadable"),
        (("import", str(ugly)), "chain-file-json"),
        (("import", str(file), "--workshop", "9"), "workshop-missing"),
        (("export", chain, str(tmp_path / "c.png")), "chain-file-kind"),
        (("export", "nowhere", out), "chain-missing"),
        (("export", chain, str(tmp_path / "nada" / "c.svg")), "file-unwritable"),
        (("list", "--workshop", "9"), "workshop-missing"),
    ):
        from alianza_desktop.cli.main import run

        assert run(["chain", *words, "--json", "--data", str(ready.folder)], ready.clock) == 2
        printed = ready.capsys.readouterr()
        assert json.loads(printed.out)["error"] == code
        assert printed.err.count("\n") == 1
    assert len(ready("chain", "list")["chains"]) == 1
    assert not Path(out).exists()
