"""`verify`, the verdict: makes the checks in order and keeps a line for each.

Decisions: a file that is not this program's and has no trace of its seal is *no sellada*, even with others'
signatures; with traces and no seal it is *alterada*. A seal of another authority than the pinned one is
*indeterminada*, with its own words, and so is an acta of a later format. (The evidence of an acta that
somebody sealed again does not match the new seal: that is *alterada*.) After a check without which the rest
makes no sense, the rest is not made.
"""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final, TypeVar, cast
from warnings import catch_warnings, simplefilter

from pyhanko.pdf_utils.generic import parse_pdf_date

from alianza_desktop.core.canonical import Json, sha256, verification_code
from alianza_desktop.core.clock import instant
from alianza_desktop.core.errors import Corrupt
from alianza_desktop.core.format_es import count
from alianza_desktop.signing import (
    agreeing,
    bundle,
    chains,
    cms_form,
    complement,
    complement_judge,
    container,
    content,
    drawn,
    printed,
    reading,
    shapes,
    words,
)
from alianza_desktop.signing.bundle import Bundle
from alianza_desktop.signing.container import Signature
from alianza_desktop.signing.evidence import Outcome
from alianza_desktop.signing.reading import Opened
from alianza_desktop.signing.report import Line, Report, SignatoryOutcome
from alianza_desktop.signing.seal import SEAL_FIELD
from alianza_desktop.signing.trust import (
    certificate,
    check_issuer,
    check_other,
    check_vouchers,
    common_name,
    issuer_of,
)
from alianza_desktop.signing.witnesses import Witnesses, check_receipt, check_seen
from alianza_desktop.signing.words import Mismatch
from alianza_desktop.storage.authority import device_of

TRACES: Final = re.compile(
    rb"\((?:Sello|SelloTiempo(?:_|\\137)\d\d|(?:evidencia|acta|constancia)(?:\.|\\056)json|cuerpo(?:\.|\\056)pdf)\)"
)
"""What a sealed acta leaves in a file from which the seal was taken."""

T = TypeVar("T")
Chain = tuple[bytes, ...]
"""The certificates of the seal in DER: who seals, then who certifies that one, one above another."""


class Stop(Exception):
    """What follows cannot be checked."""


def judge(data: bytes, pins: Collection[str], witnesses: Witnesses) -> Report:
    """Return the report on the bytes of a PDF; see `verify`."""
    with catch_warnings():
        simplefilter("ignore")  # cryptography warns of the oddities of a hostile certificate
        return _Judge(data, pins, witnesses).report()


class _Judge:
    def __init__(self, data: bytes, pins: Collection[str], witnesses: Witnesses) -> None:
        self._data = data
        self._witnesses = witnesses
        self._pins = pins
        self._closer: Chain = ()
        """The installation that closed the evidence, when the seal is of another certificate."""
        self._vouchers: tuple[bytes, ...] = ()
        self._lines: list[Line] = []
        self._found: dict[str, Any] = {}

    def report(self) -> Report:
        try:
            verdict = self._verdict()
        except Stop:
            verdict = "altered"
        return Report(verdict, tuple(self._lines), sha256(self._data), **self._found)

    def _verdict(self) -> str:
        traces = TRACES.search(self._data)
        if not traces and reading.XREF_STREAM.search(self._data):
            return self._unsealed()
        opened = self._need("container", "structure", lambda: reading.open_strictly(self._data))
        signed = self._need("container", "seal", lambda: container.signatures(opened), said=False)
        seal = next((one for one in signed if one.field == SEAL_FIELD), None)
        if seal is None and not traces:
            return self._unsealed()
        if seal is None:
            self._fail("container", "seal", "seal-missing")
            raise Stop
        at, chain = self._container(opened, seal, tuple(one for one in signed if one is not seal))
        later = self._need(
            "container", "seal", lambda: complement_judge.is_one(opened, seal.revision), said=False
        )
        known = (self._complement if later else self._content)(opened, seal.revision, chain)
        if any(one.state == "fail" for one in self._lines):
            return "altered"
        trusted = self._trust(chain, at)
        return "intact" if trusted and known else "undetermined"

    def _unsealed(self) -> str:
        self._lines.append(Line("container", "seal", "fail", "unsealed", words.UNSEALED))
        return "unsealed"

    def _container(
        self, opened: Opened, seal: Signature, others: tuple[Signature, ...]
    ) -> tuple[datetime, Chain]:
        self._check("container", "seal", lambda: container.check_first(opened, seal, others))
        signed, chain = self._need("container", "contents", lambda: _form(opened, seal))
        at = self._need("container", "contents", lambda: _declared_time(seal), said=False)
        self._found |= {
            "sealed_at": instant(at),
            "sealer": common_name(chain[0]),
            "authority": sha256(chain[-1]),
        }
        self._found["issuer"] = common_name(chain[1]) if len(chain) > 1 else ""
        self._check("container", "signature", lambda: container.check_signed(opened, seal, signed))
        added = "later-signed" if others else "later-validation"
        added = "later" if opened.last == seal.revision else added
        self._check("container", added, lambda: container.check_later(opened, seal, others))
        for one in others:
            self._signer(opened, one, others)
        return at, chain

    def _signer(self, opened: Opened, signature: Signature, others: tuple[Signature, ...]) -> None:
        stamp = self._check("container", "signer", lambda: container.is_stamp(signature), said=False)
        self._check(
            "container",
            "timestamp" if stamp else "signer",
            lambda: container.check_signer(opened, signature, others),
            state="unknown",
            field=signature.field[:60],
        )

    def _content(self, opened: Opened, revision: int, chain: Chain) -> bool:
        """Check the content; False when it is of a later format, of which nothing more can be said."""
        area = "content"
        sealed = self._need(area, "attachments", lambda: content.attachments(opened, revision))
        self._check(area, "body", lambda: content.check_body(opened, revision, sealed.body))
        self._found["code"] = verification_code(sha256(sealed.acta))
        if content.newer(sealed):
            self._lines.append(Line(area, "format", "unknown", "format-newer", words.failure("format-newer")))
            return False
        acta = self._need(area, "acta", lambda: content.read_acta(sealed.acta))
        evidence = self._need(area, "evidence", lambda: content.read_evidence(sealed.evidence))
        self._found["number"] = evidence.number
        self._check(area, "hashes", lambda: content.check_hashes(sealed, acta, evidence))
        devices = count(len(evidence.chains), "equipo", "equipos")
        self._need(area, "chains", lambda: content.check_chains(evidence, chain[-1]), devices=devices)
        closed = self._check(area, "closing", lambda: content.check_closing(evidence, chain[0], chain[-1]))
        self._vouchers = evidence.authorities
        if closed is not None and device_of(certificate(chain[0])) is None:
            self._closer = _with_issuer(closed.certificate, (chain[-1], *evidence.authorities))
            self._found["authority"] = sha256(self._closer[-1])
        self._need(area, "outcomes", lambda: content.check_outcomes(acta, evidence))
        if chains.incomplete(evidence.chains):
            self._lines.append(Line(area, "choices", "unknown", "choice-overruled", words.OVERRULED))
        self._check(area, "inks", lambda: bundle.check_inks(evidence))
        self._found["outcomes"] = _outcomes(evidence)
        self._witnessed(evidence)
        self._shown(opened, revision, acta, evidence)
        return True

    def _witnessed(self, evidence: Bundle) -> None:
        """Compare the evidence with what others keep of it: receipts, and the chains of another laptop."""
        for code in self._witnesses.receipts:
            self._check("content", "receipt", partial(check_receipt, evidence, code), receipt=code)
        seen = self._witnesses.seen(evidence.subject.version)
        if not seen:
            return
        entries = count(len(seen), "registro", "registros")
        if self._check("content", "seen", lambda: check_seen(evidence, seen), entries=entries) == "more":
            self._lines[-1] = Line("content", "seen", "unknown", "seen-more", words.failure("seen-more"))

    def _shown(self, opened: Opened, revision: int, acta: Mapping[str, Json], evidence: Bundle) -> None:
        """Compare what the pages show with what the attachments say, where the pages can be read."""
        found = self._check("content", "body-text", lambda: agreeing.pages(opened, revision), said=False)
        if found is None:
            return
        view, code = opened.at(revision), evidence.subject.content_hash
        body, added = found
        self._compare("body-text", lambda: agreeing.check_body_text(view, body, acta, code))
        self._compare("drawn-ink", lambda: agreeing.check_drawn_ink(view, added, acta, evidence))

    def _compare(self, check: str, make: Callable[[], None]) -> None:
        try:
            self._check("content", check, make)
        except (drawn.Unreadable, printed.Unknown):
            self._lines.append(Line("content", check, "unknown", check, words.UNCHECKED[check]))

    def _complement(self, opened: Opened, revision: int, chain: Chain) -> bool:
        """Check a constancia complementaria, which cites a sealed acta and does not carry it."""
        area = "content"
        self._check(area, "pages", lambda: complement_judge.check_body(opened, revision))
        said, material = self._need(area, "complement-form", lambda: complement_judge.read(opened, revision))
        self._found["code"] = verification_code(material.sealed.subject.content_hash)
        self._found["number"] = str(said.get("number", ""))
        cited = {"number": self._found["number"], "sealed": material.sealed.file_hash}
        check = partial(complement.check, said, material, chain[0], chain[-1])
        self._need(area, "complement", check, **cited)
        self._vouchers = material.authorities
        self._found["outcomes"] = tuple(
            SignatoryOutcome(one.outcome.signatory.name, one.outcome.outcome, one.at, one.device)
            for one in material.people
        )
        return True

    def _trust(self, chain: Chain, at: datetime) -> bool:
        pin = self._found["authority"]
        self._found["authorities"] = tuple(dict.fromkeys((pin, *map(sha256, self._vouchers))))
        self._found["issuers"] = tuple(map(sha256, chain[1:])) if self._closer else ()
        try:
            check_issuer(self._closer or chain, at, self._pins)
            check_vouchers(self._vouchers, self._pins)
            if self._closer:
                check_other(chain, at)
        except Mismatch as error:
            state = "unknown" if error.code in ("issuer-unknown", "voucher-unknown") else "fail"
            text = words.failure(error.code, **{"fingerprint": pin, **error.facts})
            self._lines.append(Line("trust", "issuer", state, error.code, text))
            return False
        check = "closer" if self._closer else "issuer"
        self._lines.append(Line("trust", check, "ok", check, words.HOLDS[check].format(fingerprint=pin)))
        if self._closer:
            self._sealed_with(chain)
        return True

    def _sealed_with(self, chain: Chain) -> None:
        """Say whose certificate sealed, when it is of no installation, and whether its issuer is known."""
        known = any(sha256(one) in self._pins for one in chain[1:])
        code = "sealed-with" if known else "sealed-with-unknown"
        facts = {"name": common_name(chain[0]), "issuer": self._found["issuer"], "pin": sha256(chain[-1])}
        said = words.HOLDS[code].format(**facts)
        self._lines.append(Line("trust", "sealed-with", "ok" if known else "unknown", code, said))

    def _need(self, area: str, check: str, make: Callable[[], T], *, said: bool = True, **facts: str) -> T:
        """Make a check without which nothing that follows can be checked."""
        before = len(self._lines)
        made = self._check(area, check, make, said=said, **facts)
        if any(one.state == "fail" for one in self._lines[before:]):
            raise Stop
        return cast("T", made)

    def _check(
        self,
        area: str,
        check: str,
        make: Callable[[], T],
        *,
        said: bool = True,
        state: str = "ok",
        **facts: str,
    ) -> T | None:
        """Make a check and keep its line; `said=False` keeps it only when it fails."""
        try:
            made = make()
        except (Mismatch, Corrupt) as error:
            self._fail(area, check, error.code, **error.facts)
            return None
        except reading.PARSE_ERRORS:
            self._fail(area, check, "unreadable")
            return None
        if said:
            self._lines.append(Line(area, check, state, check, words.HOLDS[check].format(**facts)))
        return made

    def _fail(self, area: str, check: str, code: str, **facts: object) -> None:
        self._lines.append(Line(area, check, "fail", code, words.failure(code, **facts)))


def _form(opened: Opened, seal: Signature) -> tuple[Any, Chain]:
    der = container.contents(opened, seal)
    signed = cms_form.load(der)
    cms_form.check_attributes(signed, seal=True)
    chain = cms_form.certificates(signed)
    cms_form.check_seal(der, signed)
    return signed, chain


def _declared_time(seal: Signature) -> datetime:
    at: datetime = parse_pdf_date(seal.dictionary["/M"])
    if at.tzinfo is None:
        raise Mismatch("unreadable")
    return at


def _with_issuer(own: bytes, known: Chain) -> Chain:
    issuer = issuer_of(certificate(own), map(certificate, known))
    return (own, next(one for one in known if certificate(one) == issuer))


def _outcomes(evidence: Bundle) -> tuple[SignatoryOutcome, ...]:
    found = []
    for standing in chains.standings(evidence.chains).values():
        entry = standing.stands or standing.outcomes[0]
        facts = entry.facts
        outcome = Outcome.read(facts)
        found.append(
            SignatoryOutcome(
                name=outcome.signatory.name,
                outcome=outcome.outcome if standing.stands else "",
                at=shapes.text(facts, "at"),
                device=shapes.text(facts, "device"),
            )
        )
    return tuple(found)
