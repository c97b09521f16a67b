"""A person's name as lists write it → given names and two surnames, with what is in doubt.

Names are kept as typed (domain.md §3.2): only the spaces are tidied, and a name all in capitals is written
with capital initials, which the result says. «Apellidos, Nombres» is divided at the comma; without one, the
heading gives the order («Apellidos y nombres», «Nombres y apellidos»); with neither, capitals against small
letters («QUISPE HUAMÁN María») and a short list of given names decide, and what stays a guess is marked
`name-order`. Two surnames come before (or after) the rest; a particle («de», «de la», «San») belongs to the
word that follows. A form of address («Ing.», «Dra.») is not part of the name and is left out, which the
result says too.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from alianza_desktop.core.format_es import fold

Order: TypeAlias = Literal["surnames", "given", "unknown"]
"""What comes first in a name that is written in one column, as far as its heading tells."""

_PARTICLES: Final = frozenset(
    [
        "de",
        "del",
        "la",
        "las",
        "los",
        "el",
        "da",
        "das",
        "do",
        "dos",
        "di",
        "van",
        "von",
        "der",
        "san",
        "santa",
    ]
)
_SMALL: Final = _PARTICLES - {"san", "santa", "el"} | {"y", "e"}
_NOT_OF_A_NAME: Final = re.compile(r"[^\w\s.,'`´‘’ʼʹ′-]|[\d_]")
_LETTER_RUN: Final = re.compile(r"[^\W\d_]+")
_PLACEHOLDERS: Final = frozenset(
    [
        "por designar", "por definir", "por confirmar", "por acreditar", "por asignar", "a designar",
        "pendiente", "vacante", "sin nombre", "representante", "titular", "alterno", "invitado",
        "nn", "n n", "x", "xx", "xxx",
    ]
)  # fmt: skip
_TITLES: Final = re.compile(
    r"(?:(?:sr|sra|srta|dr|dra|ing|lic|mg|mgtr|abog|arq|econ|prof|cpc|blgo|blga|tec|phd)\.?\s+)+(?=\S)"
)
_FREQUENT: Final = """
    abel adela adolfo adriana agustin aida alberto alejandra alejandro alex alexander alfredo alicia alvaro
    amalia amanda amelia ana andrea andres angel angela angelica antonia antonio armando arturo beatriz
    benjamin bernardo berta bertha blanca brenda bruno camila carla carlos carmen carolina catalina cecilia
    cesar christian clara claudia cristian cristina daniel daniela dante david deysi diana diego dina dora
    doris edgar edison edith eduardo edwin efrain elena eliana elias elizabeth elmer elsa elva emilio emma
    enrique eric erick erika ernesto esteban esther eugenia eugenio eva fabiola fatima felicita felipe felix
    fermin fernanda fernando fidel flor francisca francisco fredy gabriel gabriela genaro gerardo german gil
    gilberto giovanna gladys gloria graciela gregorio guadalupe guido guillermo gustavo hector henry hernan
    hilda hugo ines irene iris irma isaac isabel ivan jaime javier jenny jesus jhon joel johana johnny jorge
    jose josue juan juana juana julia julian juliana julio karen karina katherine kevin laura leonardo
    leonor leticia lidia lilia liliana lorena lourdes lucia lucila luis luisa luz magaly manuel manuela
    marco marcos margarita maria mariana mariano maribel maricela marina mario marisol maritza marlene marta
    martha martin mateo mauro maximo mercedes miguel milagros miriam mirtha monica nancy natalia nelida
    nelly nelson nestor nicolas nilda noemi norma octavio olga olinda oscar pablo pamela patricia paulina
    paz pedro percy pilar rafael ramiro raquel raul rebeca ricardo rita roberto rocio rodolfo rodrigo roger
    rolando rosa rosario roxana ruben ruth samuel sandra santos sara saul segundo sergio silvia simon sofia
    sonia susana teodoro teofilo teresa tito tomas ursula valentin vanessa veronica vicente victor victoria
    vilma violeta virginia walter wilder william wilmer wilson ximena yanina yolanda yuri zebelio zoila
    zulema
"""
_GIVEN_NAMES: Final = frozenset(_FREQUENT.split())
"""Frequent given names of Peru, folded; only those that are rarely surnames (own list)."""


@dataclass(frozen=True, slots=True, repr=False)
class Name:
    """A divided name; `remarks` are codes of the table of sentences."""

    given: str = ""
    paternal: str = ""
    maternal: str = ""
    remarks: tuple[str, ...] = ()


def tidy(text: str) -> str:
    """Return the text with single spaces and none at its ends."""
    return " ".join(text.split())


def is_placeholder(text: str) -> bool:
    """Tell whether the cell holds no name: dashes, numbers, «por designar»."""
    plain = re.sub(r"[^\w\s]", " ", fold(text))
    return not _LETTER_RUN.search(text) or " ".join(plain.split()) in _PLACEHOLDERS


def from_one_cell(text: str, order: Order) -> Name:
    """Divide a whole name written in one cell."""
    text, untitled = _without_title(tidy(text).strip(" ,;"))
    surnames, comma, given = text.partition(",")
    if comma:
        named = from_parts(surnames=surnames, given=given.replace(",", " "))
    else:
        named = _without_comma(text, order)
    return Name(named.given, named.paternal, named.maternal, named.remarks + untitled)


def from_parts(*, given: str, surnames: str = "", paternal: str = "", maternal: str = "") -> Name:
    """Assemble a name whose parts came apart; `surnames` holds both in one cell."""
    given, untitled = _without_title(tidy(given))
    surnames, paternal, maternal = tidy(surnames), tidy(paternal), tidy(maternal)
    remarks = {*untitled, *_signs(f"{given} {surnames} {paternal} {maternal}")}
    if surnames:
        words = _words(surnames)
        if "name-signs" in remarks or len(words) < 2:
            paternal = surnames  # what is not a name is not divided; one surname is legal
        else:
            paternal, maternal = words[0], " ".join(words[1:])
            remarks |= {"name-split"} if len(words) > 2 else set()
    return _finished(given, paternal, maternal, remarks)


def _without_title(text: str) -> tuple[str, tuple[str, ...]]:
    found = _TITLES.match(fold(text)) if len(fold(text)) == len(text) else None
    return (text[found.end() :], ("name-title",)) if found else (text, ())


def _without_comma(text: str, order: Order) -> Name:
    remarks = set(_signs(text))
    if "name-signs" in remarks:
        return Name(paternal=text, remarks=tuple(sorted(remarks | {"name-order"})))
    words = _words(text)
    surnames = _leading_capitals(words)
    if surnames:
        return from_parts(surnames=" ".join(surnames), given=" ".join(words[len(surnames) :]))
    first, doubt = _order(words, order)
    given, surnames, unsure = _divide(words, first)
    remarks |= {"name-order"} if doubt else set()
    remarks |= {"name-split"} if unsure else set()
    return _finished(" ".join(given), " ".join(surnames[:1]), " ".join(surnames[1:]), remarks)


def _leading_capitals(words: list[str]) -> list[str]:
    """Return the words in capitals that stand before words that are not: «QUISPE HUAMÁN María Elena»."""
    count = next((n for n, word in enumerate(words) if not _is_capitals(word)), len(words))
    mixed = 0 < count < len(words) and not any(map(_is_capitals, words[count:]))
    return words[:count] if mixed and len(_bare(words[0])) > 1 else []


def _order(words: list[str], order: Order) -> tuple[Order, bool]:
    """Return what comes first, and whether that is only a guess."""
    starts_given = fold(words[0]) in _GIVEN_NAMES
    ends_given = fold(words[-1]) in _GIVEN_NAMES
    if starts_given != ends_given:
        seen: Order = "given" if starts_given else "surnames"
        return seen, order not in (seen, "unknown")
    if order != "unknown":
        return order, False
    return ("surnames" if _is_capitals("".join(words)) else "given"), True


def _divide(words: list[str], first: Order) -> tuple[list[str], list[str], bool]:
    """Return given names, surnames, and whether the border between them is only a guess."""
    if len(words) == 1:
        return [], words, False
    if first == "surnames":
        count = min(2, len(words) - 1)
        return words[count:], words[:count], len(words) > 4
    count = len(words) - min(2, len(words) - 1)
    return words[:count], words[count:], len(words) > 4


def _words(text: str) -> list[str]:
    """Return the words of a name, particles joined to the word that follows: «de la Cruz» is one."""
    words: list[str] = []
    held: list[str] = []
    for word in text.split():
        if fold(word) in _PARTICLES:
            held.append(word)
        else:
            words.append(" ".join([*held, word]))
            held = []
    if held:
        words.append(" ".join(held))
    return words


def _signs(text: str) -> list[str]:
    found = ["letters-lost"] if "\ufffd" in text else []
    return [*found, "name-signs"] if _NOT_OF_A_NAME.search(text.replace("\ufffd", "")) else found


def _bare(word: str) -> str:
    return "".join(_LETTER_RUN.findall(word))


def _is_capitals(text: str) -> bool:
    return text.upper() == text and text.lower() != text


def _finished(given: str, paternal: str, maternal: str, remarks: set[str]) -> Name:
    """Return the name with parts in capitals rewritten, and said so; a part missing is a doubt."""
    typed = (given, paternal, maternal)
    written = [proper(part) if _is_capitals(part) else part for part in typed]
    remarks = remarks | ({"name-case"} if list(typed) != written else set())
    remarks |= set() if given and paternal else {"name-incomplete"}
    return Name(written[0], written[1], written[2], tuple(sorted(remarks)))


def proper(text: str) -> str:
    """Return a name with capital initials: «DE LA CRUZ» → «De la Cruz», «O'HIGGINS» → «O'Higgins»."""
    words = [
        word.lower()
        if position and fold(word) in _SMALL
        else _LETTER_RUN.sub(lambda run: run.group().capitalize(), word)
        for position, word in enumerate(text.split())
    ]
    return " ".join(words)
