"""Wording as data: clauses, terms, and that no version lacks a word that its document asks for."""

import ast
import re
from pathlib import Path

import pytest

from alianza_desktop import documents
from alianza_desktop.core.errors import NotFound
from alianza_desktop.core.paths import resource
from alianza_desktop.documents import wording
from alianza_desktop.documents.wording import Wording
from alianza_desktop.model.actas import OUTCOMES
from alianza_desktop.model.agreements import KINDS
from alianza_desktop.model.chains import FLOWS
from alianza_desktop.model.workshops import MODALITIES, QUALITIES

SAMPLE = Wording("x", {"a.full": "en {place}, {city}", "a.word": "voz", "a.long": "uno\ndos\n\ntres {n}"})


def test_a_sentence_needs_its_facts() -> None:
    assert SAMPLE("a.full", place="Nieva", city="x") == "en Nieva, x"
    with pytest.raises(KeyError):
        SAMPLE("a.full", place="Nieva")
    with pytest.raises(KeyError):
        SAMPLE("a.nothing")


def test_a_clause_disappears_with_its_fact() -> None:
    assert SAMPLE.clause("a.full", place="Nieva", city="", other="") == ""
    assert SAMPLE.clause("a.full", place="Nieva", city=0) == "en Nieva, 0"
    assert SAMPLE.clause("a.word") == "voz"


def test_a_term_that_is_not_known_is_shown_as_it_is() -> None:
    assert SAMPLE.term("a", "word") == "voz"
    assert SAMPLE.term("a", "hologram") == "hologram"


def test_long_texts_are_paragraphs() -> None:
    assert SAMPLE.paragraphs("a.long", n=3) == ["uno dos", "tres 3"]


def test_a_version_that_this_program_lacks_is_said() -> None:
    with pytest.raises(NotFound, match="wording-missing"):
        wording.load("acta.v99")


def test_braces_in_peoples_words_are_not_templates() -> None:
    assert SAMPLE("a.full", place="{city}", city="{0}") == "en {city}, {0}"


def _used(module: str) -> set[str]:
    """Return the constant keys that a module asks its wording for."""
    source = Path(documents.__path__[0], f"{module}.py").read_text(encoding="utf-8")
    texts = {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)}
    return {text for text in texts if isinstance(text, str) and re.fullmatch(r"[a-z]+\.[a-z_]+", text)}


@pytest.mark.parametrize(
    ("module", "names"),
    [
        ("acta", "acta.v2"),
        ("acta_agenda", "acta.v2"),
        ("attendance", "attendance.v2"),
        ("form", "papers.v1"),
        ("credential", "papers.v1"),
        ("constancia", "papers.v1"),
        ("closing", "closing.v1"),
        ("signature_blocks", "closing.v1 acta.v2"),
        ("copies", "copies.v1"),
        ("receipt", "receipt.v1"),
        ("handing", "handed.v1"),
        ("word_draft", "word.v1"),
        ("recovery_sheet", "recovery.v1"),
        ("chain_drawing", "chain.v1"),
    ],
)
def test_every_key_that_is_asked_for_is_there(module: str, names: str) -> None:
    """A module that is given two wordings asks each key of one of them."""
    loaded = [wording.load(name) for name in names.split()]
    used = _used(module) - set(names.split())

    assert used
    for key in used:
        (texts,) = [one for one in loaded if key in one._texts]
        assert texts.clause(key, **dict.fromkeys(_facts(texts, key), "x")), key


def _facts(texts: Wording, key: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", texts._texts[key]))


@pytest.mark.parametrize(
    ("name", "group", "codes"),
    [
        ("acta.v2", "quality", QUALITIES),
        ("acta.v2", "kind", KINDS),
        ("acta.v2", "opening", MODALITIES),
        ("attendance.v2", "quality", QUALITIES),
        ("attendance.v2", "modality", MODALITIES),
        ("papers.v1", "quality", QUALITIES),
        ("chain.v1", "flow", FLOWS[1:]),
        ("chain.v1", "mark", FLOWS[1:]),
        ("closing.v1", "event", OUTCOMES),
        ("receipt.v1", "outcome", OUTCOMES),
        ("closing.v1", "outcome", tuple(set(OUTCOMES) - {"digital"})),
        ("closing.v1", "count", tuple(f"{code}_{form}" for code in OUTCOMES for form in ("one", "many"))),
    ],
)
def test_every_stored_code_has_its_word(name: str, group: str, codes: tuple[str, ...]) -> None:
    for code in codes:
        assert f"{group}.{code}" in wording.load(name)._texts


def test_words_are_never_those_that_promise_too_much() -> None:
    for path in resource("wording").glob("*.toml"):
        lines = path.read_text(encoding="utf-8").lower().splitlines()
        said = "\n".join(line for line in lines if not line.startswith("#"))
        for never in ("valor legal pleno", "no repudio", "no repudiable", "huella digital", "inválid"):
            assert never not in said, f"{path.name}: {never}"
