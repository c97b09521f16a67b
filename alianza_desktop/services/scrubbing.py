"""A typed text without what reaches a person: numbers of documents and phones, addresses of e-mail.

The rule: seven digits or more that hang together, however they are parted, are hidden, unless every one of
them belongs to dates, hours, years, rules or amounts. It hides rather too much than too little.
"""

import re
from itertools import pairwise
from typing import Final

HIDDEN: Final = "…"
LEAST: Final = 7
"""Digits of the shortest phone."""

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]+")
"""Control characters, and those that turn the direction of the text round."""
_UNSEEN: Final = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Signs without a width, which would part a number that the room still reads."""

_GAP: Final = r"[\s.,\-‐-―/\\()_·•*+:;'|~]{0,4}"
_RUN: Final = re.compile(rf"[+(]{{0,2}}\d(?:{_GAP}\d)*\)?")
_LIST: Final = re.compile(r"([,;:]\s+)")
_YEAR: Final = r"(?:19|20)\d\d"
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_DATED: Final = rf"(?:{_DAY}([/.\-]){_MONTH}\1{_YEAR}|{_YEAR}-\d\d-\d\d|(?:[01]?\d|2[0-3]):[0-5]\d)"
_SUM: Final = r"(?!9\d\d,\d{3},\d{3}(?![\d,]))\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?(?![\d,])"
_STRONG: Final = re.compile(rf"(?<![\d,.])(?:{_DATED}|{_SUM})(?!\d)")
_PLAIN: Final = re.compile(
    rf"""(?:
        (?:(?<!\d)(?:{_YEAR}|\d{{1,4}}-{_YEAR})(?!\d)\W*)+     # years, and the numbers of rules
        | {_YEAR}\W+\d{{1,3}} | \d{{1,3}}\W+{_YEAR}            # a year beside a small number
        | (?:{_DAY}/{_MONTH}(?![\d/])\W*)+
        | \d([ .\u00a0])\d{{3}}(?:\1\d{{3}})+                  # millions
    )""",
    re.VERBOSE,
)
_RULE_OF_OLD: Final = re.compile(rf"(?!(?:{_YEAR}|0))\d{{4}}-{_YEAR}")
_MONEY_BEFORE: Final = re.compile(r"(?:S/\.?|US\$|\$|€|USD|PEN)\s*$", re.IGNORECASE)
_MONEY_AFTER: Final = re.compile(r"\s*(?:soles|d[oó]lares|nuevos soles|US\$|USD)\b", re.IGNORECASE)
_AMOUNT: Final = re.compile(r"\d{1,9}(?:\.\d{1,2})?|\d{1,3}(?:[ .,'\u00a0]\d{3})+(?:[.,]\d{1,2})?")

_WORD: Final = r"[^\s@＠()\[\]{}<>,;:]+"
_OPEN, _CLOSE = r"\s*[(\[{<]\s*", r"\s*[)\]}>]\s*"
_DOT: Final = rf"(?:{_OPEN}(?:\.|punto|dot){_CLOSE}|\s+(?:punto|dot)\s+)"
_DOTTED: Final = rf"(?:[^\s@＠()\[\]{{}}<>,;:]+\.{_WORD}|{_WORD}(?:{_DOT}{_WORD})+)"
_ENDING: Final = r"(?:com|org|net|edu|gob|gov|info|pe|es)\b"
_EMAIL: Final = re.compile(
    rf"""{_WORD}(?:{_DOT}{_WORD})*(?:
        {_OPEN}(?:[@＠]|at|a|arroba){_CLOSE}{_WORD}(?:{_DOT}{_WORD})*
        | (?:[@＠]|\s+[@＠]\s+|\s+(?:arroba|at)\s+){_DOTTED}
        | \s?[@＠]\s?{_WORD}\.{_ENDING}
    )""",
    re.VERBOSE | re.IGNORECASE,
)


def scrubbed(text: str) -> str:
    """Return a typed text as the room may read it: one line, no number of a document or phone, no e-mail."""
    plain = " ".join(_CONTROL.sub(" ", _UNSEEN.sub("", text)).split())
    return _RUN.sub(_without_number, _EMAIL.sub(HIDDEN, plain))


def _without_number(run: re.Match[str]) -> str:
    parts = _LIST.split(run[0])
    numbers = [_digits(part) for part in parts[::2]]
    if _is_spelled(numbers):
        return HIDDEN
    before, after = run.string[: run.start()], run.string[run.end() :]
    for place in range(0, len(parts), 2):
        money = bool(
            (place == 0 and _MONEY_BEFORE.search(before))
            or (place == len(parts) - 1 and _MONEY_AFTER.match(after))
        )
        if _is_contact(parts[place], money=money):
            parts[place] = HIDDEN
    return "".join(parts)


def _is_contact(part: str, *, money: bool) -> bool:
    if len(_digits(part)) < LEAST or (money and _AMOUNT.fullmatch(part)):
        return False
    rest = _STRONG.sub("", part)
    if rest != part and len(_digits(rest)) < LEAST:
        return bool(_digits(rest)) and _is_mobile(_digits(part))
    return not _PLAIN.fullmatch(rest.strip()) or bool(_RULE_OF_OLD.fullmatch(part))


def _is_spelled(numbers: list[str]) -> bool:
    """Say whether a list of small numbers is one long one, read aloud: «9, 4, 1…», «941, 234, 567»."""
    whole = "".join(numbers)
    if len(numbers) < 2 or len(whole) < LEAST or max(map(len, numbers)) > 3:
        return False
    if all(int(one) < int(other) for one, other in pairwise(numbers)):
        return False
    return max(map(len, numbers)) < 3 or _is_mobile(whole)


def _is_mobile(digits: str) -> bool:
    return len(digits) == 9 and digits.startswith("9")


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
