"""The sentences of verification: every check and every failure has one, and none is idle."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

from alianza_desktop.core.sentences import SENTENCES
from alianza_desktop.signing import judge, words

FOLDER = Path(judge.__file__).parent


def _trees() -> Iterator[ast.Module]:
    for path in FOLDER.glob("*.py"):
        yield ast.parse(path.read_text(encoding="utf-8"))


def _calls(name: str) -> Iterator[ast.Call]:
    for tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                yield node


def _constants() -> set[str]:
    return {
        node.value
        for tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_mismatch_has_its_sentence() -> None:
    codes = {
        node.value
        for call in _calls("Mismatch")
        for node in ast.walk(call.args[0])
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not node.value.startswith("/")
    }
    assert len(codes) > 30
    assert codes - words.FAILS.keys() == set()


def test_every_error_of_the_evidence_has_its_sentence() -> None:
    codes = {
        call.args[0].value
        for call in _calls("Corrupt")
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }
    assert {"evidence-form", "evidence-link", "evidence-closing"} <= codes
    assert codes - SENTENCES.keys() == set()


def test_no_sentence_is_idle() -> None:
    assert (words.FAILS.keys() | words.HOLDS.keys()) - _constants() == set()


def test_a_sentence_ends_and_names_its_facts() -> None:
    for text in [
        *words.FAILS.values(),
        *words.HOLDS.values(),
        *words.UNCHECKED.values(),
        *words.CANNOT_KNOW,
        words.UNSEALED,
    ]:
        assert text[0].isupper() or text.startswith("«")
        assert text.endswith(".")
    named = {
        name
        for text in words.FAILS.values()
        for _, name, _, _ in string.Formatter().parse(text)
        if name is not None
    }
    assert named == {"at", "count", "fingerprint", "first", "last", "receipt", "since", "where"}


def test_failure_says_codes_of_both_tables() -> None:
    assert words.failure("outcome-missing", count="2 personas") == "Falta el resultado de 2 personas."
    assert words.failure("evidence-link") == SENTENCES["evidence-link"]
