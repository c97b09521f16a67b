"""A new passphrase in a form: its fields, how long it is, what is missing. No Qt."""

from typing import Final

from alianza_desktop.core.format_es import count
from alianza_desktop.core.sentences import said
from alianza_desktop.ui.fields import FieldSpec

ADVICE: Final = "Una frase de cuatro palabras o más que pueda recordar. No se guarda en ningún lugar."
_ENOUGH_WORDS: Final = 4
_ENOUGH_SIGNS: Final = 16


def specs(label: str = "Contraseña") -> tuple[FieldSpec, FieldSpec]:
    """Return a passphrase (`phrase`) and its repetition (`again`)."""
    return (
        FieldSpec(key="phrase", label=label, kind="secret", note=ADVICE),
        FieldSpec(key="again", label="Repita la contraseña", kind="secret"),
    )


def strength(passphrase: str) -> str:
    """Return how long a passphrase is, in words; length is what makes it hard to guess."""
    words = len(passphrase.split())
    if not words:
        return ADVICE
    told = count(words, "palabra", "palabras")
    if words >= _ENOUGH_WORDS:
        return f"Bien: {told}."
    if len(passphrase.strip()) >= _ENOUGH_SIGNS:
        return f"Bien: {len(passphrase.strip())} signos."
    return f"Corta: {told}. Se adivina menos con cuatro o más."


def faults(values: dict[str, str]) -> dict[str, str]:
    """Return what is missing of a new passphrase, by field."""
    if not values["phrase"].strip():
        return {"phrase": said("passphrase-empty")}
    return {"again": said("passphrase-differs")} if values["again"] != values["phrase"] else {}
