"""Errors and their Spanish: every code that can be raised has its sentence, and the sentence its facts."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import alianza_desktop
from alianza_desktop.core import errors, sentences
from alianza_desktop.core.errors import AppError, Corrupt, Invalid, NotAllowed, NotFound, Unavailable
from alianza_desktop.core.sentences import SENTENCES, said, sentence

PACKAGE = Path(alianza_desktop.__file__).parent
KINDS = {"AppError", "Invalid", "NotAllowed", "NotFound", "Unavailable", "Corrupt"}
NOT_OURS = re.compile(r"error 0x|fatal|inválid|oops|¿está seguro|excepción", re.IGNORECASE)
Raised = tuple[str, frozenset[str], str]
"""A code, the names of its facts, and where."""


def _trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def _codes(argument: ast.expr) -> Iterator[str]:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    elif isinstance(argument, ast.IfExp):
        yield from _codes(argument.body)
        yield from _codes(argument.orelse)


def _raised() -> Iterator[Raised]:
    for path, tree in _trees():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in KINDS and not any(word.arg is None for word in node.keywords):
                facts = frozenset(word.arg for word in node.keywords if word.arg)
                for code in _codes(node.args[0]):
                    yield code, facts, f"{path.relative_to(PACKAGE)}:{node.lineno}"


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_walk_finds_what_it_looks_for() -> None:
    found = {(code, facts) for code, facts, _ in _raised()}
    assert ("not-canonical", frozenset({"reason"})) in found
    assert ("ubigeo-unknown", frozenset({"ubigeo"})) in found


def test_every_code_that_is_raised_has_its_sentence() -> None:
    assert [f"{where} {code}" for code, _, where in _raised() if code not in SENTENCES] == []


def test_every_sentence_is_given_the_facts_it_names() -> None:
    missing = [
        f"{where} {code}: {', '.join(sorted(names))}"
        for code, facts, where in _raised()
        if code in SENTENCES and (names := _placeholders(SENTENCES[code]) - facts)
    ]
    assert missing == []


def test_every_sentence_is_of_a_code_that_the_program_uses() -> None:
    used = {
        node.value
        for path, tree in _trees()
        if path.parent.name != "sentences"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(SENTENCES.keys() - used) == []


def test_no_code_is_written_twice_in_the_table() -> None:
    folder = Path(sentences.__file__).parent
    codes = [
        key.value
        for path in folder.glob("*.py")
        if path.name != "__init__.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    ]
    assert len(codes) == len(set(codes)) == len(SENTENCES)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_calm_short_and_in_its_place(code: str) -> None:
    text = SENTENCES[code]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    assert not NOT_OURS.search(text)
    assert text == " ".join(text.split())
    if not code.startswith("gap-"):  # gaps are pieces of a list, without capital or full stop
        assert text[0].isupper() or text[0] in "«¿{"
        assert text.endswith((".", "?", "}"))
    assert len(re.findall(r"[.?] (?=[A-ZÁÉÍÓÚÑ¿«])", text)) <= 1, "at most two sentences"


def test_a_sentence_says_the_facts_of_its_error() -> None:
    assert sentence(NotFound("ubigeo-unknown", ubigeo="999999")).startswith(
        "No hay un lugar con el código de ubigeo 999999 del INEI."
    )
    assert said("gap-due") == SENTENCES["gap-due"]


def test_kinds_of_error_and_their_exit_codes() -> None:
    assert {name for name, value in vars(errors).items() if isinstance(value, type)} == KINDS
    assert [kind("store-x").exit_code for kind in (Invalid, NotAllowed, NotFound)] == [2, 2, 2]
    assert [kind("store-x").exit_code for kind in (Unavailable, Corrupt)] == [3, 3]
    assert [kind("file-x").exit_code for kind in (Unavailable, Corrupt)] == [2, 2]


def test_an_error_carries_its_code_and_facts() -> None:
    error = Invalid("hours-crossed", starts="10:00", ends="09:00")
    assert isinstance(error, AppError)
    assert (error.code, error.facts) == ("hours-crossed", {"starts": "10:00", "ends": "09:00"})
    assert "hours-crossed" in str(error)
