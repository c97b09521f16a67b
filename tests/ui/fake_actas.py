"""The screen of Actas without Qt: it remembers what its presenters told it to show."""

from dataclasses import dataclass, field
from pathlib import Path

from alianza_desktop.ui.actas.facts import (
    ActaFacts,
    AnnulFacts,
    CapacityFacts,
    DiffFacts,
    FreezeFacts,
    HandFacts,
    HeadingsFacts,
    ListFacts,
    PadFacts,
    SealFacts,
    Signer,
)
from alianza_desktop.ui.row import Row
from tests.fakes import Inverse


@dataclass
class FakeActas:
    """List, acta, panels, pad, seal and papers."""

    listed: ListFacts | None = None
    facts: ActaFacts | None = None
    pages: list[bytes] = field(default_factory=list)
    message: tuple[str, str] = ("", "")
    fault: tuple[str, str] = ("", "")
    freezing: FreezeFacts | None = None
    found: tuple[Row, ...] = ()
    toasts: list[tuple[str, Inverse]] = field(default_factory=list)
    panel: str = ""
    asked: Signer | None = None
    outcome: str = ""
    choices: tuple[Row, ...] = ()
    pad: PadFacts | None = None
    pad_fault: str = ""
    awaited: bool = False
    receipt: tuple[str, str] = ("", "")
    receipt_code: str = ""
    sealing: SealFacts | None = None
    working: bool = False
    sealed: bool = False
    not_sealed: str = ""
    folder: Path | None = None
    printed: tuple[bytes, str] | None = None
    headings: HeadingsFacts | None = None
    hand: HandFacts | None = None
    capacity: CapacityFacts | None = None
    represented: tuple[Row, ...] = ()
    difference: DiffFacts | None = None
    annulling: AnnulFacts | None = None
    annulled: bool = False
    not_annulled: tuple[str, bool] = ("", False)
    gone_to: str = ""

    def show_list(self, facts: ListFacts) -> None:
        self.listed = facts

    def show_nothing(self) -> None:
        self.facts = None

    def show_acta(self, facts: ActaFacts) -> None:
        self.facts = facts

    def show_pages(self, data: bytes) -> None:
        self.pages.append(data)

    def show_message(self, kind: str, words: str) -> None:
        self.message = (kind, words)

    def show_fault(self, field: str, words: str) -> None:
        self.fault = (field, words)

    def ask_freeze(self, facts: FreezeFacts) -> None:
        self.panel, self.freezing = "freeze", facts

    def show_found(self, rows: tuple[Row, ...]) -> None:
        self.found = rows

    def toast(self, words: str, inverse: Inverse) -> None:
        self.toasts.append((words, inverse))

    def ask_identification(self, signer: Signer) -> None:
        self.panel, self.asked = "identify", signer

    def ask_outcome(self, signer: Signer, outcome: str) -> None:
        self.panel, self.asked, self.outcome = "outcome", signer, outcome

    def ask_choice(self, signer: Signer, rows: tuple[Row, ...], *, awaited: bool) -> None:
        self.panel, self.asked, self.choices, self.awaited = "choice", signer, rows, awaited

    def show_people(self) -> None:
        self.panel = "people"

    def open_pad(self, pad: PadFacts) -> None:
        self.pad, self.pad_fault = pad, ""

    def close_pad(self) -> None:
        self.pad = None

    def show_pad_fault(self, words: str) -> None:
        self.pad_fault = words

    def show_receipt(self, signatory_id: str, words: str, code: str) -> None:
        self.receipt, self.receipt_code = (signatory_id, words), code

    def ask_seal(self, facts: SealFacts) -> None:
        self.sealing = facts

    def show_sealing(self) -> None:
        self.working = True

    def show_sealed(self) -> None:
        self.working, self.sealed = False, True

    def show_not_sealed(self, words: str) -> None:
        self.working, self.not_sealed = False, words

    def show_folder_of(self, folder: Path) -> None:
        self.folder = folder

    def print_pages(self, data: bytes, title: str) -> None:
        self.printed = (data, title)

    def ask_headings(self, facts: HeadingsFacts) -> None:
        self.panel, self.headings = "headings", facts

    def show_language(self, facts: HeadingsFacts) -> None:
        self.headings = facts

    def ask_hand_on(self, facts: HandFacts) -> None:
        self.panel, self.hand = "hand", facts

    def ask_capacity(self, facts: CapacityFacts) -> None:
        self.panel, self.capacity = "capacity", facts

    def show_capacity(self, facts: CapacityFacts) -> None:
        self.capacity = facts

    def show_represented(self, rows: tuple[Row, ...]) -> None:
        self.represented = rows

    def show_difference(self, facts: DiffFacts) -> None:
        self.panel, self.difference = "difference", facts

    def ask_annul(self, facts: AnnulFacts) -> None:
        self.annulling = facts

    def show_annulled(self) -> None:
        self.annulled = True

    def show_not_annulled(self, words: str, *, has_pin: bool) -> None:
        self.not_annulled = (words, has_pin)

    def go_to(self, acta_id: str) -> None:
        self.gone_to = acta_id
