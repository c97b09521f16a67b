"""Who sealed: expired, revoked, or of an authority that was lost and replaced; each said in clear words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from alianza_desktop.core.canonical import sha256
from alianza_desktop.signing.report import Report
from alianza_desktop.signing.verify import verify
from alianza_desktop.storage.authority import Pins
from tests.signing import forgery
from tests.signing import material as m
from tests.signing.material import Case

HOUR = timedelta(hours=1)


def judged(case: Case, fact: str, hours: int) -> Report:
    """Judge with the pins of a store that knows something against who sealed, so long after the seal."""
    since = m.AT + hours * HOUR
    pins = {
        "": Pins(frozenset({case.pin})),
        "revoked": Pins(frozenset({case.pin}), revoked={sha256(case.stamp.certificate): since}),
        "replaced": Pins(frozenset({case.pin}), replaced={case.pin: since}),
    }
    return verify(case.sealed, pins[fact])


@pytest.mark.parametrize("fact", ["", "revoked", "replaced"])
def test_what_was_sealed_before_that_hour_is_intact(case: Case, fact: str) -> None:
    assert judged(case, fact, 1).verdict == "intact"


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ("revoked", "retiró la confianza al equipo que sella desde el 23/11/2026, 12:45"),
        ("replaced", "se perdió y otra la reemplazó el 23/11/2026, 12:45"),
    ],
)
def test_what_was_sealed_from_that_hour_on_is_not_upheld(case: Case, fact: str, words: str) -> None:
    report = judged(case, fact, -1)
    assert (report.verdict, report.lines[-1].code) == ("undetermined", f"issuer-{fact}")
    assert words in report.lines[-1].text
    assert "23/11/2026, 13:45" in report.lines[-1].text
    assert judged(case, fact, 0).verdict == "undetermined"


def test_an_expired_certificate_says_when_it_was_valid() -> None:
    stamp = m.sealer(m.authority(), at=m.AT - timedelta(days=2000))
    case = Case(stamp, m.APPENDIX, m.acta_json(), m.bundle(stamp).to_bytes())
    report = judged(replace(case, sealed=forgery.resealed(case)), "", 0)
    assert (report.verdict, report.lines[-1].code) == ("undetermined", "issuer-time")
    assert "(23/11/2026, 13:45)" in report.lines[-1].text
    assert "del 01/06/2021, 13:45 al 27/02/2024, 13:45" in report.lines[-1].text
