"""Verifying a PDF in the window with what somebody has besides it, and with what this laptop keeps."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from alianza_desktop.core.canonical import sha256, unb64
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.sentences import said
from alianza_desktop.documents import receipt_content
from alianza_desktop.services import alliances, authorities
from alianza_desktop.signing import kept
from alianza_desktop.signing.witnesses import Seen
from alianza_desktop.storage.authority import Pins
from alianza_desktop.storage.database import Database
from alianza_desktop.ui.actas.verifying import VerifyFacts, VerifyPresenter
from alianza_desktop.ui.jobs import InlineJobs
from tests.builders import World
from tests.signing import certificate_file
from tests.signing.test_own_certificate import ALLIANCE, sealed
from tests.ui.acta_desk import acta_desk


@dataclass
class Page:
    """What the page was told last."""

    facts: VerifyFacts | None = None
    fault: tuple[str, str] = ("", "")
    unread: str = ""
    asked: list[str] = field(default_factory=list)

    def show_verifying(self, file: str) -> None:
        self.asked.append(file)

    def show_report(self, facts: VerifyFacts) -> None:
        self.facts = facts

    def show_unread(self, file: str, words: str) -> None:
        self.unread = words

    def show_fault(self, field: str, words: str) -> None:
        self.fault = (field, words)

    @property
    def verdict(self) -> str:
        assert self.facts is not None
        return self.facts.tone

    @property
    def why(self) -> str:
        assert self.facts is not None
        return self.facts.why

    def says(self, words: str) -> bool:
        assert self.facts is not None
        return any(words in one.words for one in self.facts.checks)


@dataclass
class Table:
    """A sealed acta, its file, and the code of the receipt of who signed first."""

    page: Page
    presenter: VerifyPresenter
    file: Path
    receipt: str
    authority: str


@pytest.fixture
def table(database: Database, clock: FixedClock, made: World, tmp_path: Path) -> Table:
    desk = acta_desk(database, clock, made, tmp_path)
    desk.seal()
    assert desk.acta.pages is not None
    file = tmp_path / "acta.pdf"
    file.write_bytes(desk.acta.pages.data)
    with database.reading() as session:
        receipt = receipt_content.collect(session, next(iter(desk.facts.receipts.values()))).entry_code
        authority = sha256(unb64(alliances.alliance(session).ca_certificate))
    page = Page()
    presenter = VerifyPresenter(page, InlineJobs(database, clock))
    presenter.check(file)
    return Table(page, presenter, file, receipt, authority)


def test_the_receipt_of_who_signed_is_looked_for(table: Table) -> None:
    assert (table.page.verdict, table.page.says("comprobante")) == ("success", False)
    table.presenter.compare(table.receipt.lower().replace("-", " "), "")
    assert table.page.verdict == "success"
    assert table.page.says(f"El comprobante {table.receipt} está")


def test_a_receipt_that_is_not_in_the_file_is_an_alteration(table: Table) -> None:
    other = ("0" if table.receipt[0] != "0" else "1") + table.receipt[1:]
    table.presenter.compare(other, "")
    assert table.page.verdict == "error"
    assert table.page.says(f"El comprobante {other} no está")


@pytest.mark.parametrize(("receipt", "authority", "fault"), [
    ("7F3A-91C2", "", ("receipt", said("receipt-code"))),
    ("", "ñandú", ("authority", said("ca-fingerprint"))),
])  # fmt: skip
def test_a_code_that_is_no_code_is_said_beside_it(
    table: Table, receipt: str, authority: str, fault: tuple[str, str]
) -> None:
    table.presenter.compare(receipt, authority)
    assert table.page.fault == fault
    assert table.page.asked == ["acta.pdf"]  # nothing was judged again


def test_an_authority_that_is_known_otherwise_is_compared(table: Table) -> None:
    table.presenter.compare("", f"{table.authority[:8]} {table.authority[8:]}".upper())
    assert table.page.verdict == "success"
    table.presenter.compare("", f"{table.authority}, {'0' * 64}")
    assert table.page.verdict == "warning"
    assert "no es de ninguna de las suyas" in table.page.why
    table.presenter.compare("", "")
    assert table.page.verdict == "success"


@pytest.mark.parametrize("between", [" ", ", ", "\n"])
def test_several_authorities_are_typed_one_after_another(table: Table, between: str) -> None:
    groups = " ".join(table.authority[place : place + 8] for place in range(0, 64, 8))
    table.presenter.compare("", f"{groups}{between}{groups.upper()}")
    assert (table.page.verdict, table.page.fault) == ("success", ("", ""))


@pytest.mark.parametrize("typed", [False, True])
def test_an_authority_that_was_replaced_is_not_believed_because_its_code_is_typed(
    table: Table, monkeypatch: pytest.MonkeyPatch, typed: bool
) -> None:
    since = {table.authority: datetime.min.replace(tzinfo=UTC)}
    known = Pins(frozenset({table.authority}), replaced=since)
    monkeypatch.setattr(authorities, "pins", lambda _session: known)
    table.presenter.compare("", table.authority if typed else "")
    assert table.page.verdict == "warning"
    assert table.page.says("otra la reemplazó")


def test_an_authority_that_only_a_typed_code_knows_is_not_said_to_be_this_alliances(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "la selló un equipo de esta alianza" in table.page.why
    monkeypatch.setattr(authorities, "pins", lambda _session: Pins(frozenset({"1" * 64})))
    table.presenter.compare("", table.authority)
    assert table.page.verdict == "success"
    assert "de la alianza cuyo código usted escribió" in table.page.why


def test_a_certificate_of_another_issuer_is_not_said_to_be_a_laptop(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authorities, "pins", lambda _session: Pins(frozenset({ALLIANCE})))
    table.file.write_bytes(sealed())
    table.presenter.check(table.file)
    assert table.page.why == (
        "Es el acta como se selló. Cerró sus evidencias un equipo de esta alianza. "
        "La selló un certificado ajeno, de un emisor que no se reconoce."
    )
    table.presenter.compare("", certificate_file.pin())
    assert table.page.why.endswith("de un emisor conocido.")
    assert "Cerró sus evidencias un equipo de esta alianza" in table.page.why


def test_what_this_laptop_keeps_of_the_acta_is_compared(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who holds the key of the seal can rewrite their chain; the one kept here tells."""
    assert table.page.says("registros")
    kept_here = kept.seen

    def rewritten(session: object, version: str) -> list[Seen]:
        first, *rest = kept_here(session, version)  # type: ignore[arg-type]
        return [Seen(first.device, first.counter, "0" * 64), *rest]

    monkeypatch.setattr(kept, "seen", rewritten)
    table.presenter.check(table.file)
    assert table.page.verdict == "error"


def test_nothing_is_compared_before_there_is_a_file(database: Database, clock: FixedClock) -> None:
    page = Page()
    VerifyPresenter(page, InlineJobs(database, clock)).compare("7F3A", "")
    assert (page.asked, page.fault) == ([], ("", ""))
