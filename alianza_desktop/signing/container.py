"""`verify`, the container: that a PDF is as its seal left it, save for what the seal lets others add.

Checks of signing.md «Verify · Container». Each raises `Mismatch(code)` with a code of `words`, or one of
`reading.PARSE_ERRORS`.

Decisions: three places of a file are covered by no signature, and each is closed apart: `/Contents`
(`cms_form`), the end of the file (`reading`), and what is appended later (here). Validation data added after
the last signature (DSS) is signed by nobody; such a revision may also redate Info, which other programs do. A
later signature may be of anybody: it has to hold and leave the rest alone, and its issuer is said not to be
recognised. The policy compares each later revision with the seal's and with the one before: comparing all
with all, as pyHanko does for each signature, takes half a minute with sixty signers and finds nothing more.
"""
# mypy: disallow-untyped-calls=False
# pyHanko is typed in part

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import new as new_hash
from typing import Any, Final

from asn1crypto import x509
from pyhanko.pdf_utils import generic
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DiffResult,
    ModificationLevel,
    SuspiciousModification,
)
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm, enumerate_sig_fields
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from alianza_desktop.signing import cms_form
from alianza_desktop.signing.reading import Opened, check_paths, check_tiled, object_end
from alianza_desktop.signing.seal import SEAL_FIELD
from alianza_desktop.signing.words import Mismatch

SEAL_FORM: Final = "/ETSI.CAdES.detached"
TIMESTAMP_FORM: Final = "/ETSI.RFC3161"
LATER_FORMS: Final = frozenset({SEAL_FORM, TIMESTAMP_FORM, "/adbe.pkcs7.detached"})
MOST_SIGNATURES: Final = 200
REDATED: Final = frozenset({"/ModDate", "/Producer"})
DIGESTS: Final = frozenset({"sha256", "sha384", "sha512"})


@dataclass(frozen=True, slots=True, repr=False)
class Signature:
    """A filled signature field, as pyHanko read it."""

    field: str
    reference: Any
    """Of the signature dictionary."""
    dictionary: Any
    revision: int
    """The one that wrote the dictionary."""


def signatures(opened: Opened) -> tuple[Signature, ...]:
    """Return the filled signature fields, oldest first."""
    found: list[Signature] = []
    for name, value, _ in enumerate_sig_fields(opened.reader, filled_status=True):
        if not isinstance(value, generic.IndirectObject) or len(found) >= MOST_SIGNATURES:
            raise Mismatch("structure")
        revision = opened.reader.xrefs.get_last_change(value.reference)
        found.append(Signature(str(name), value.reference, value.get_object(), revision))
    return tuple(sorted(found, key=lambda one: (one.revision, one.field != SEAL_FIELD)))


def check_first(opened: Opened, seal: Signature, others: tuple[Signature, ...]) -> None:
    """Check that the seal is the first signature, a certification that allows only signing (P=2)."""
    if any(one.revision <= seal.revision for one in others):
        raise Mismatch("seal-not-first")
    marked = opened.at(opened.last).root["/Perms"]
    if set(marked) != {"/DocMDP"} or marked.raw_get("/DocMDP").reference != seal.reference:
        raise Mismatch("seal-permission")
    (reference,) = seal.dictionary["/Reference"]
    parameters = reference["/TransformParams"]
    if reference["/TransformMethod"] != "/DocMDP" or parameters.raw_get("/P") != MDPPerm.FILL_FORMS.value:
        raise Mismatch("seal-permission")
    if (seal.dictionary["/SubFilter"], seal.dictionary["/Type"]) != (SEAL_FORM, "/Sig"):
        raise Mismatch("seal-permission")


def contents(opened: Opened, signature: Signature) -> bytes:
    """Return the DER of a signature that covers its whole revision; `byte-range`, `contents-form`."""
    start, stop = covered(opened, signature)
    gap = opened.data[start:stop]
    place = opened.reader.xrefs.get_historical_ref(signature.reference, signature.revision)
    der = cms_form.der_of(gap)
    if not place < start < stop < object_end(opened, place):
        raise Mismatch("byte-range")
    read = signature.dictionary.raw_get("/Contents")
    if read.original_bytes != bytes.fromhex(gap[1:-1].decode("ascii")):
        raise Mismatch("byte-range")
    return der


def covered(opened: Opened, signature: Signature) -> tuple[int, int]:
    """Return where `/Contents` is: the only bytes of its revision that the signature does not cover."""
    ranges = list(signature.dictionary.raw_get("/ByteRange"))
    if len(ranges) != 4 or any(type(one) is not generic.NumberObject for one in ranges):
        raise Mismatch("byte-range")
    first, start, stop, rest = ranges
    if first != 0 or not 0 < start < stop or stop + rest != opened.ends[signature.revision]:
        raise Mismatch("byte-range")
    return int(start), int(stop)


def check_signed(opened: Opened, signature: Signature, signed: Any) -> None:
    """Check digest and signature; `Mismatch`: `signature-digest`, `signature-value`, `signature-unknown`."""
    start, stop = covered(opened, signature)
    info = signed["signer_infos"][0]
    certificate = x509.Certificate.load(cms_form.certificates(signed)[0])

    def digest(name: str) -> bytes:
        if name not in DIGESTS:
            raise Mismatch("signature-unknown")
        hashed = new_hash(name, opened.data[:start])
        hashed.update(opened.data[stop : opened.ends[signature.revision]])
        return hashed.digest()

    kind = signed["encap_content_info"]["content_type"].native
    name = info["digest_algorithm"]["algorithm"].native
    if signature.dictionary["/SubFilter"] == TIMESTAMP_FORM and kind == "tst_info":
        inner = signed["encap_content_info"]["content"]
        imprint = inner.parsed["message_imprint"]
        if imprint["hashed_message"].native != digest(imprint["hash_algorithm"]["algorithm"].native):
            raise Mismatch("signature-digest")
        actual = new_hash(name, bytes(inner)).digest()
    elif kind == "data":
        actual = digest(name)
    else:
        raise Mismatch("signature-unknown")
    intact, valid = validate_sig_integrity(info, certificate, kind, actual)
    if not intact:
        raise Mismatch("signature-digest")
    if not valid:
        raise Mismatch("signature-value")


def check_later(opened: Opened, seal: Signature, others: tuple[Signature, ...]) -> None:
    """Check what was appended after the seal: signatures in their fields, then at most validation data."""
    for revision in range(seal.revision, opened.last + 1):
        check_tiled(opened, revision)
    if opened.last == seal.revision:
        return
    for revision in range(seal.revision + 1, opened.last + 1):
        check_paths(opened.at(revision))
    if not _allowed(opened, seal.revision):
        raise Mismatch(_what_changed(opened, seal.revision))
    for revision in range(seal.revision + 2, opened.last + 1):
        _check_step(opened, revision)
    final = max((one.revision for one in others), default=seal.revision)
    for revision in range(final + 1, opened.last + 1):
        _check_validation_only(opened, revision)


def is_stamp(signature: Signature) -> bool:
    """Tell whether a later signature is a time stamp, by what it says of itself."""
    return bool(signature.dictionary.get("/SubFilter") == TIMESTAMP_FORM)


def check_signer(opened: Opened, signature: Signature, others: tuple[Signature, ...]) -> None:
    """Check a later signature: that it holds, and that nobody signed after it in a field that it locks."""
    if signature.dictionary.get("/SubFilter") not in LATER_FORMS:
        raise Mismatch("signature-unknown")
    signed = cms_form.load(contents(opened, signature))
    cms_form.check_attributes(signed, seal=False)
    check_signed(opened, signature, signed)
    after = [one.field for one in others if one.revision > signature.revision]
    for reference in signature.dictionary.get("/Reference", ()):
        parameters = reference["/TransformParams"]
        closed = parameters.get("/P") == MDPPerm.NO_CHANGES.value and bool(after)
        locks = reference["/TransformMethod"] == "/FieldMDP"
        locked = FieldMDPSpec.from_pdf_object(parameters) if locks else None
        if closed or (locked and any(locked.is_locked(name) for name in after)):
            raise Mismatch("later-locked")


def _allowed(opened: Opened, base: int) -> bool:
    """Ask pyHanko's difference policy about every revision after `base`, each compared with it."""
    check_paths(opened.at(base))
    result = DEFAULT_DIFF_POLICY.review_file(opened.reader, base, doc_mdp=MDPPerm.FILL_FORMS)
    return isinstance(result, DiffResult) and result.modification_level <= ModificationLevel.FORM_FILLING


def _check_step(opened: Opened, revision: int) -> None:
    """Ask the same policy about one step, so that nothing touches what was signed after the seal."""
    old, new = opened.at(revision - 1), opened.at(revision)
    try:
        result = DEFAULT_DIFF_POLICY.apply(old, new, doc_mdp=MDPPerm.FILL_FORMS)
    except SuspiciousModification as error:
        raise Mismatch("later-change") from error
    if result.modification_level > ModificationLevel.FORM_FILLING:
        raise Mismatch("later-change")


def _check_validation_only(opened: Opened, revision: int) -> None:
    """Check that a revision only adds a DSS (ETSI EN 319 142-1 §5.4.2): the Catalog and new objects in it."""
    old, new = opened.at(revision - 1), opened.at(revision)
    written = {one.idnum for one in new.explicit_refs_in_revision()}
    store = _raw(new.root, "/DSS")
    if store is None or not _differing(old.root, new.root) <= {"/DSS", "/Extensions"}:
        raise Mismatch("after-last-signature")
    allowed = {one.idnum for one in new.collect_dependencies(store.get_object(), revision)}
    allowed |= {new.root_ref.idnum, getattr(store, "idnum", new.root_ref.idnum)}
    info = _raw(new.trailer_view, "/Info")
    if info is not None:
        before = _raw(old.trailer_view, "/Info")
        if info != before or not _differing(old(info.reference), new(info.reference)) <= REDATED:
            raise Mismatch("after-last-signature")
        allowed.add(info.idnum)
    if not written <= allowed:
        raise Mismatch("after-last-signature")


def _differing(one: Any, other: Any) -> set[str]:
    return {key for key in {*one, *other} if _raw(one, key) != _raw(other, key)}


def _raw(dictionary: Any, key: str) -> Any:
    return dictionary.raw_get(key) if key in dictionary else None


def _what_changed(opened: Opened, base: int) -> str:
    """Name what was done after the seal that is not allowed, for the person who reads the verdict."""
    old, new = opened.at(base), opened.at(opened.last)
    before, after = list(_pages(old)), list(_pages(new))
    if before != after:
        return "page-list-changed"
    for number in before:
        one, other = (view.get_object(generic.Reference(number, 0, view)) for view in (old, new))
        if _raw(one, "/Annots") != _raw(other, "/Annots"):
            return "annotation-added"
        if one != other:
            return "page-changed"
    if any(_raw(old.root, key) != _raw(new.root, key) for key in ("/Names", "/AF")):
        return "attachment-changed"
    return _replaced(opened, base) or "later-change"


def _replaced(opened: Opened, base: int) -> str:
    size = opened.reader.xrefs.get_xref_container_info(base).size
    for revision in range(base + 1, opened.last + 1):
        view = opened.at(revision)
        for reference in view.explicit_refs_in_revision():
            if reference.idnum >= size or reference.idnum == view.root_ref.idnum:
                continue
            old = opened.at(base).get_object(reference)
            if not isinstance(old, generic.DictionaryObject):
                return "content-changed"
            if old.get("/Type") in ("/EmbeddedFile", "/Filespec") or "/EmbeddedFiles" in old:
                return "attachment-changed"
            if isinstance(old, generic.StreamObject):
                return "content-changed"
    return ""


def _pages(view: Any) -> Iterator[int]:
    waiting = [view.root.raw_get("/Pages")]
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if node.idnum in seen:
            raise Mismatch("structure")
        seen.add(node.idnum)
        found = view.get_object(node.reference)
        if found["/Type"] == "/Page":
            yield node.idnum
        else:
            kids = found["/Kids"]
            waiting.extend(kids.raw_get(index) for index in reversed(range(len(kids))))
