"""One person after another: identified, shown the text, signing or ending otherwise; then the seal. No Qt.

Nothing is assumed that nobody stated: how a person was identified is asked before their pad opens, and the
pad shows them the stored pages first. Each outcome is durable before the next person is proposed.
"""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Protocol

from alianza_desktop.core.canonical import verification_code
from alianza_desktop.core.errors import AppError, NotAllowed
from alianza_desktop.core.format_es import count
from alianza_desktop.core.sentences import sentence
from alianza_desktop.ui import signing_mark
from alianza_desktop.ui.actas.acta_presenter import ActaPresenter
from alianza_desktop.ui.actas.facts import ActaFacts, PadFacts, SealFacts, Signer
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.core.canonical import Json
    from alianza_desktop.signing.evidence import Head

    Ink = dict[str, "Json"]


Signed = tuple[str, str, str, bool]
"""An acta, a signatory of it, the hash of the text that was on the screen, and whether it is sealed."""
Taken = tuple[int, str, str]
"""The place of an entry in its chain, its hash, and the hash where the chain ends now."""


class SigningView(Protocol):
    """What is asked of the operator and of the person who signs."""

    def ask_identification(self, signer: Signer) -> None: ...
    def ask_outcome(self, signer: Signer, outcome: str) -> None: ...
    def ask_choice(self, signer: Signer, rows: tuple[Row, ...], *, awaited: bool) -> None: ...
    def show_people(self) -> None:
        """Back to the list of signatories."""
        ...

    def open_pad(self, pad: PadFacts) -> None: ...
    def close_pad(self) -> None: ...
    def show_pad_fault(self, words: str) -> None: ...
    def show_receipt(self, signatory_id: str, words: str, code: str) -> None: ...
    def show_fault(self, field: str, words: str) -> None: ...
    def ask_seal(self, facts: SealFacts) -> None: ...
    def show_sealing(self) -> None: ...
    def show_sealed(self) -> None: ...
    def show_not_sealed(self, words: str) -> None: ...


class SigningPresenter:
    """Works on the acta that its `ActaPresenter` shows."""

    def __init__(self, view: SigningView, jobs: Jobs, acta: ActaPresenter) -> None:
        self._view, self._jobs, self._acta = view, jobs, acta
        self._signer: Signer | None = None
        self._identified, self._witness = "", ""
        self._pad: PadFacts | None = None
        self._padded: Signed = ("", "", "", False)
        """Of the pad that is open, whatever is shown behind it."""
        self._consent = ""
        self._seen = False
        self._busy = self._asking = False
        self._sealing = ""
        """Acta whose seal was asked about."""

    # whose turn it is

    def sign(self, signatory_id: str = "") -> None:
        """Begin with a person, or with the one whose turn it is; two outcomes are settled first."""
        facts = self._acta.facts
        if facts is None:
            return
        person = signatory_id or facts.next_id
        if not self._takes(facts, person):
            return
        if person in facts.undecided:
            self.choose_for(person)
        elif person in facts.signers and self._waits(facts, person):
            self._signer = facts.signers[person]
            self._view.ask_identification(self._signer)

    def other(self, signatory_id: str = "", outcome: str = "") -> None:
        """Ask for another outcome of a person, or of the one whose turn it is."""
        facts = self._acta.facts
        if facts is None:
            return
        person = signatory_id or facts.next_id
        if not self._takes(facts, person):
            return
        if person in facts.undecided:
            self.choose_for(person)
        elif person in facts.signers:
            self._signer, self._seen = facts.signers[person], False
            self._view.ask_outcome(self._signer, outcome)

    @staticmethod
    def _takes(facts: ActaFacts, person: str) -> bool:
        """Tell whether an outcome can be taken: of anybody before the seal, of who did not sign after it."""
        return facts.state in ("signing", "signed") or person in facts.late_takes

    @staticmethod
    def _waits(facts: ActaFacts, person: str) -> bool:
        if person in facts.late_takes:
            return True
        row = next(one for one in facts.people if one.key == person)
        return row.icon in ("pencil", "circle-dashed")

    def choose_for(self, signatory_id: str) -> None:
        """Ask which of several outcomes of a person stands."""
        facts = self._acta.facts
        if facts is not None and signatory_id in facts.undecided:
            self._signer = facts.signers[signatory_id]
            rows, awaited = facts.undecided[signatory_id], signatory_id in facts.awaited
            self._view.ask_choice(self._signer, rows, awaited=awaited)

    def leave(self) -> None:
        """Back to the list, nothing recorded."""
        self._signer = None
        self._view.show_people()

    # the pad

    def identified(self, how: str, witness: str = "") -> None:
        """How the person was identified is stated: their pad opens, once that is marked in this laptop."""
        facts, signer = self._acta.facts, self._signer
        if facts is None or signer is None or self._busy:
            return
        if how == "witness" and not witness.strip():
            self._view.show_fault("witness", "Escriba el nombre del testigo.")
            return
        self._identified, self._witness, self._busy = how, witness.strip(), True
        self._jobs.write(partial(_pad, facts, signer), partial(self._opened, facts, signer), self._refused)

    def _opened(self, facts: ActaFacts, signer: Signer, opened: tuple[PadFacts, str]) -> None:
        self._busy, self._seen = False, False
        if self._signer is not signer or not self._shows(facts.id):  # it was left while it opened
            self._jobs.write(_unmark, lambda _none: None)
            return
        self._pad, self._consent = opened
        self._padded = (facts.id, signer.id, facts.body_hash, facts.state == "sealed")
        self._view.open_pad(self._pad)

    def _shows(self, acta_id: str) -> bool:
        return self._acta.facts is not None and self._acta.facts.id == acta_id

    def text_seen(self) -> None:
        """The stored pages were in front of the person."""
        self._seen = True

    def cancel(self) -> None:
        """The pad is left without a signature: nothing is recorded."""
        self._jobs.write(_unmark, lambda _none: None)
        self._close_pad()
        self._view.show_people()

    def refuse(self) -> None:
        """«No deseo firmar»: an outcome like any other; its reason is optional."""
        signer, seen = self._signer, self._seen
        self._jobs.write(_unmark, lambda _none: None)
        self._close_pad()
        if signer is not None:
            self._signer, self._seen = signer, seen
            self._view.ask_outcome(signer, "refused")

    def _close_pad(self) -> None:
        self._pad = None
        self._view.close_pad()

    def confirm(self, ink: "Ink") -> None:
        """«Confirmar firma»: recorded once, however often it is pressed."""
        if self._pad is None or self._busy:
            return
        self._record(
            self._padded,
            {
                "outcome": "ink",
                "identified_by": self._identified,
                "shown": self._seen,
                "consent": self._consent,
                "ink": ink,
                "witness": self._witness,
            },
        )

    # other outcomes

    def record(self, outcome: str, given: Mapping[str, str]) -> None:
        """Record another outcome with what was written for it; `shown` is whether they saw the text."""
        signer, acta = self._signer, self._acta.facts
        if signer is None or acta is None or self._busy:
            return
        facts: dict[str, object] = {key: value for key, value in given.items() if key != "shown"}
        facts |= {"outcome": outcome, "shown": self._seen or given.get("shown") == "1"}
        facts.setdefault("identified_by", "")
        self._record((acta.id, signer.id, acta.body_hash, acta.state == "sealed"), facts)

    def _record(self, what: Signed, given: Mapping[str, object]) -> None:
        self._busy = True
        self._jobs.write(partial(_record, what, given), partial(self._recorded, what[1]), self._refused)

    def _recorded(self, signatory_id: str, receipt: Taken) -> None:
        counter, entry, head = receipt
        self._busy, self._signer = False, None
        if self._pad is not None:
            self._close_pad()
        ends = "ahí termina la cadena" if head == entry else f"la cadena termina en {verification_code(head)}"
        code = f"Código {verification_code(entry)}; {ends}."
        self._view.show_receipt(signatory_id, f"registro n.º {counter}, {entry[:8]}", code)
        self._view.show_people()
        self._acta.load()

    def _refused(self, error: AppError) -> None:
        self._busy = False
        if self._pad is not None:
            self._view.show_pad_fault(sentence(error))
        else:
            self._view.show_fault(_FIELDS.get(error.code, ""), sentence(error))

    def choose(self, entry: str, reason: str = "") -> None:
        """Say which outcome of the person stands."""
        facts, signer = self._acta.facts, self._signer
        if facts is None or signer is None or self._busy:
            return
        self._busy = True
        self._jobs.write(
            partial(_choose, facts.id, signer.id, entry, reason),
            partial(self._recorded, signer.id),
            self._refused,
        )

    # the seal

    def ask_seal(self) -> None:
        """List what the seal will record, before it does."""
        facts = self._acta.facts
        if facts is None or facts.seal_reason or facts.state != "signed" or self._asking or self._busy:
            return
        self._asking = True
        self._jobs.read(partial(_sealing, facts), partial(self._ask_seal, facts.id), self._not_asked)

    def _ask_seal(self, acta_id: str, found: SealFacts) -> None:
        self._asking = False
        if self._shows(acta_id):  # nobody is asked to seal an acta that they no longer see
            self._sealing = acta_id
            self._view.ask_seal(found)

    def _not_asked(self, error: AppError) -> None:
        self._asking = False
        self._acta.refused(error)

    def seal(self) -> None:
        """Seal the acta that was asked about, off the UI thread."""
        if not self._sealing or self._busy:
            return
        self._busy = True
        self._view.show_sealing()
        mark = partial(signing_mark.begin, acta_id=self._sealing)
        self._jobs.write(mark, lambda _none: self._seal(), self._not_sealed)

    def _seal(self) -> None:
        self._jobs.write(partial(_seal, self._sealing), lambda _none: self._sealed(), self._not_sealed)

    def _sealed(self) -> None:
        self._busy = False
        self._view.show_sealed()
        self._acta.load()

    def _not_sealed(self, error: AppError) -> None:
        self._busy = False
        self._view.show_not_sealed(sentence(error))
        self._jobs.write(_unmark, lambda _none: self._acta.load(), lambda _error: self._acta.load())


_FIELDS = {
    "identification-needed": "identified_by",
    "witness-needed": "witness",
    "left-hour-needed": "left_at",
    "hour-unknown": "left_at",
    "signed-for-needed": "signed_for_by",
}
"""Field of the form that an error is about."""


def _pad(facts: ActaFacts, signer: Signer, session: "Session") -> tuple[PadFacts, str]:
    """Mark that a pad is open, and return what it shows with the version of the sentence to accept."""
    from alianza_desktop.documents import issue
    from alianza_desktop.services import alliances
    from alianza_desktop.storage import attachments

    version = issue.frozen(session, facts.id)
    consent = issue.consent(session, facts.id)
    signing_mark.begin(session, facts.id, signer.id)
    pages = count(version.pages, "página", "páginas")
    pad = PadFacts(
        signer=signer,
        number=version.number,
        acta=f"versión {version.version}, {pages}",
        code=facts.code,
        consent=consent.text,
        body=attachments.get(session, version.body_hash),
        rehearsal=alliances.alliance(session).rehearsal,
    )
    return pad, consent.version


def _unmark(session: "Session") -> None:
    signing_mark.end(session)


def _record(what: Signed, given: Mapping[str, object], session: "Session") -> Taken:
    from alianza_desktop.documents import after_seal, issue
    from alianza_desktop.signing import records
    from alianza_desktop.signing.evidence import Entry

    acta_id, signatory_id, body_hash, late = what
    if issue.frozen(session, acta_id).body_hash != body_hash:
        raise NotAllowed("signed-text-changed")
    stated = issue.Given(**given)  # type: ignore[arg-type]
    if late:
        made = after_seal.record_late(session, acta_id, signatory_id, stated)
        signing_mark.end(session)
        own = Entry(made.body, made.signature).hash
        return made.counter, own, own
    row = issue.record_outcome(session, acta_id, signatory_id, stated)
    signing_mark.end(session)
    return _taken(*records.receipt(session, issue.frozen(session, acta_id), row))


def _taken(entry: "Head", head: "Head") -> Taken:
    return entry.counter, entry.head, head.head


def _choose(acta_id: str, signatory_id: str, entry: str, reason: str, session: "Session") -> Taken:
    from alianza_desktop.documents import issue
    from alianza_desktop.signing import records

    row = issue.choose(session, acta_id, signatory_id, entry, reason)
    return _taken(*records.receipt(session, issue.frozen(session, acta_id), row))


def _sealing(facts: ActaFacts, session: "Session") -> SealFacts:
    from alianza_desktop.ui.actas import sealing

    return sealing.facts(session, facts)


def _seal(acta_id: str, session: "Session") -> None:
    from alianza_desktop.documents import issue

    issue.seal(session, acta_id)
    signing_mark.end(session)
