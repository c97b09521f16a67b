"""`verify`, the content: that the sealed parts agree with each other and with what people signed.

Checks of signing.md «Verify · Content». Each raises `Mismatch(code)` with a code of `words` or of
`core.sentences`, or one of `reading.PARSE_ERRORS`. They do not trust the seal: who holds its key could have
sealed anything.
"""
# mypy: disallow-untyped-calls=False
# pyHanko is typed in part

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pyhanko.pdf_utils import generic

from alianza_desktop.core.canonical import Json, parse_strict, sha256
from alianza_desktop.core.errors import Corrupt
from alianza_desktop.core.format_es import count
from alianza_desktop.signing import chains, shapes
from alianza_desktop.signing.bundle import Bundle
from alianza_desktop.signing.chains import Chain
from alianza_desktop.signing.evidence import FORMAT as EVIDENCE_FORMAT
from alianza_desktop.signing.evidence import Outcome, Signatory
from alianza_desktop.signing.reading import Opened
from alianza_desktop.signing.seal import ACTA_JSON, BODY_PDF, EVIDENCE_JSON
from alianza_desktop.signing.trust import certificate, check_devices
from alianza_desktop.signing.words import Mismatch
from alianza_desktop.signing.writing import ATTACHMENTS
from alianza_desktop.storage.authority import device_of, names_device

ADDED_TO_CATALOG: Final = frozenset({"/AcroForm", "/Names", "/AF", "/Perms", "/Version", "/Extensions"})
FORM_KEYS: Final = frozenset({"/Fields", "/SigFlags"})
FIELD_KEYS: Final = frozenset(
    {"/FT", "/T", "/TU", "/Type", "/Subtype", "/F", "/Rect", "/P", "/Lock", "/AP", "/V"}
)
ACTA_FORMAT: Final = "alianza/acta/1"
"""Of acta.json, as `documents.acta_content` writes it: the documents' floor is not known here."""
FILE_KEYS: Final = ("/EF", "/FS")
STORED_FILTERS: Final = ("/FlateDecode",)


@dataclass(frozen=True, slots=True, repr=False)
class Sealed:
    """The attachments of a sealed acta."""

    acta: bytes
    evidence: bytes
    body: bytes


def attachments(opened: Opened, seal_revision: int) -> Sealed:
    """Return the three attachments, which are the only ones in the file; `Mismatch("attachments")`."""
    data = files(opened, seal_revision, ATTACHMENTS)
    return Sealed(data[ACTA_JSON], data[EVIDENCE_JSON], data[BODY_PDF])


def files(opened: Opened, seal_revision: int, kinds: Mapping[str, tuple[str, str, str]]) -> dict[str, bytes]:
    """Return the attachments of these kinds, if they are all that the file has; `Mismatch("attachments")`."""
    root = opened.at(seal_revision).root
    tree = root["/Names"]
    files = tree["/EmbeddedFiles"]
    names = files["/Names"]
    if set(tree) != {"/EmbeddedFiles"} or set(files) != {"/Names"} or len(names) != 2 * len(kinds):
        raise Mismatch("attachments")
    specs = [names.raw_get(index) for index in range(1, len(names), 2)]
    if [str(one) for one in list(names)[::2]] != sorted(kinds) or list(root["/AF"]) != specs:
        raise Mismatch("attachments")
    streams = {
        name: _embedded(spec, name, kinds[name][1]) for name, spec in zip(sorted(kinds), specs, strict=True)
    }
    _check_no_other(opened, {one.idnum for one in specs}, {one.idnum for one in streams.values()})
    return {name: bytes(one.get_object().data) for name, one in streams.items()}


def _embedded(reference: Any, name: str, relationship: str) -> Any:
    """Return the reference of an attachment's stream."""
    spec = reference.get_object()
    file = spec["/EF"]
    said = (str(spec["/F"]), str(spec["/UF"]), spec["/Type"], spec["/AFRelationship"])
    stream = file.raw_get("/F")
    if said != (name, name, "/Filespec", relationship) or set(file) != {"/F", "/UF"}:
        raise Mismatch("attachments")
    if file.raw_get("/UF") != stream or stream.get_object()["/Type"] != "/EmbeddedFile":
        raise Mismatch("attachments")
    if stream.get_object().get("/Filter", STORED_FILTERS[0]) not in STORED_FILTERS:
        raise Mismatch("attachments")
    return stream


def _check_no_other(opened: Opened, specs: set[int], streams: set[int]) -> None:
    """Look at every object of every revision for another file."""
    for revision in range(opened.last + 1):
        view = opened.at(revision)
        for reference in view.explicit_refs_in_revision():
            found = view.get_object(reference)
            if not isinstance(found, generic.DictionaryObject):
                continue
            kind = found.get("/Type")
            file = kind == "/Filespec" or any(key in found for key in FILE_KEYS)
            if (file and reference.idnum not in specs) or (
                kind == "/EmbeddedFile" and reference.idnum not in streams
            ):
                raise Mismatch("attachments")


def check_body(opened: Opened, seal_revision: int, body: bytes) -> None:
    """Check that the file begins with the body and that nothing after it touches the body.

    `Mismatch`: `body-prefix`, `body-object`, `body-pages`, `body-catalog`, `form-unexpected`.
    """
    if seal_revision < 1 or opened.data[: opened.ends[seal_revision - 1]] != body:
        raise Mismatch("body-prefix")
    old, new = opened.at(seal_revision - 1), opened.at(seal_revision)
    xrefs = opened.reader.xrefs
    size = xrefs.get_xref_container_info(seal_revision - 1).size
    pages = old.root.raw_get("/Pages")
    mine = {old.root_ref.idnum}
    if "/Info" in old.trailer_view:
        mine.add(old.trailer_view.raw_get("/Info").idnum)
    for revision in range(seal_revision, opened.last + 1):
        data = xrefs.get_xref_data(revision)
        touched = {number for number, _ in data.explicit_refs_in_revision if number < size}
        if touched - mine - ({pages.idnum} if revision == seal_revision else set()):
            raise Mismatch("body-object")
        if opened.at(revision).root_ref.idnum != old.root_ref.idnum:
            raise Mismatch("body-catalog")
    _check_catalog(old.root, new.root)
    _check_pages(pages.get_object(), new.root["/Pages"], size)
    _check_form(new.root["/AcroForm"])


def _check_catalog(old: Any, new: Any) -> None:
    kept = {key for key in old if key != "/Version"}
    if any(old.raw_get(key) != _raw(new, key) for key in kept) or set(new) - kept - ADDED_TO_CATALOG:
        raise Mismatch("body-catalog")


def _check_pages(old: Any, new: Any, size: int) -> None:
    """Check that the list of pages only grew at its end and that what pages inherit is as it was."""
    before, after = old["/Kids"], new["/Kids"]
    added = [after.raw_get(index) for index in range(len(before), len(after))]
    if [before.raw_get(i) for i in range(len(before))] != [after.raw_get(i) for i in range(len(before))]:
        raise Mismatch("body-pages")
    if any(one.idnum < size for one in added) or new["/Count"] != old["/Count"] + len(added):
        raise Mismatch("body-pages")
    rest = {*old, *new} - {"/Kids", "/Count"}
    if any(_raw(old, key) != _raw(new, key) for key in rest):
        raise Mismatch("body-pages")


def _check_form(form: Any) -> None:
    """Check that the form has signature fields and nothing else, so that P=2 lets nobody write text."""
    fields = [one.get_object() for one in form["/Fields"]]
    if set(form) - FORM_KEYS or any(one["/FT"] != "/Sig" or set(one) - FIELD_KEYS for one in fields):
        raise Mismatch("form-unexpected")


def _raw(dictionary: Any, key: str) -> Any:
    return dictionary.raw_get(key) if key in dictionary else None


def read_acta(data: bytes) -> Mapping[str, Json]:
    """Return acta.json, in its only form; `Mismatch("acta")`."""
    try:
        acta = parse_strict(data)
    except Corrupt as error:
        raise Mismatch("acta") from error
    if not isinstance(acta, Mapping):
        raise Mismatch("acta")
    return acta


def read_evidence(data: bytes) -> Bundle:
    """Return evidencia.json; `Mismatch`: `evidence` (not in its only form) or those of `Bundle.read`."""
    try:
        parse_strict(data)
    except Corrupt as error:
        raise Mismatch("evidence") from error
    return Bundle.read(data)


def newer(sealed: Sealed) -> bool:
    """Tell whether the acta or its evidence says that it has a later format than those known here.

    Nothing of it can be judged then but the container: it is neither good nor altered. What is not in its
    only form says nothing, and is refused by the checks that follow.
    """
    for data, known in ((sealed.acta, ACTA_FORMAT), (sealed.evidence, EVIDENCE_FORMAT)):
        try:
            whole = parse_strict(data)
        except Corrupt:
            continue
        said = str(whole.get("format", "")) if isinstance(whole, Mapping) else ""
        name, _, number = known.rpartition("/")
        later = re.fullmatch(re.escape(name) + r"/([1-9][0-9]{0,5})", said)
        if later and int(later[1]) > int(number):
            return True
    return False


def check_hashes(sealed: Sealed, acta: Mapping[str, Json], bundle: Bundle) -> None:
    """Check that content, body and evidence are of one acta version."""
    if sha256(sealed.acta) != bundle.subject.content_hash:
        raise Mismatch("content-hash")
    if sha256(sealed.body) != bundle.subject.body_hash:
        raise Mismatch("body-hash")
    own = shapes.mapping(acta.get("acta"))
    said = (shapes.text(own, "id"), shapes.text(own, "version_id"), shapes.text(own, "number"))
    if said != (bundle.subject.acta, bundle.subject.version, bundle.number):
        raise Mismatch("acta-identity")


def check_chains(bundle: Bundle, authority: bytes) -> None:
    """Check every chain, and that the seal's authority, or another that the file names, certifies its key.

    A chain by itself proves only that one key wrote it. `Mismatch("certificate-device")`: the certificate in
    a chain is of another authority, or of another device or key, or an authority certifies none.
    """
    for chain in bundle.chains:
        chains.check(chain, bundle.subject)
    check_devices(bundle.chains, authority, bundle.authorities)


def check_closing(bundle: Bundle, installation: bytes, authority: bytes) -> Chain:
    """Check the cierre: it names the seal's certificates, and the device that wrote it is the one that seals.

    A certificate that is of no installation (PKCS#12) is vouched for by the cierre alone, which its device
    signed. Return the chain of the cierre. Raises `Mismatch("closing-seal")`.
    """
    chain, said = chains.check_closing(bundle.chains)
    if (said["certificate"], said["authority"]) != (sha256(installation), sha256(authority)):
        raise Mismatch("closing-seal")
    own = certificate(installation)
    if device_of(own) is not None and not names_device(own, chain.device, chain.key):
        raise Mismatch("closing-seal")
    return chain


def check_outcomes(acta: Mapping[str, Json], bundle: Bundle) -> None:
    """Check that each signatory of the acta has one outcome that stands, and nobody else has any."""
    listed = [Signatory.read(shapes.mapping(one)) for one in shapes.sequence(acta.get("signatories"))]
    expected = {one.id: one for one in listed}
    found = chains.standings(bundle.chains)
    for person, standing in found.items():
        if any(Outcome.read(one.facts).signatory != expected.get(person) for one in standing.outcomes):
            raise Mismatch("outcome-foreign")
    missing = len(expected.keys() - found.keys())
    if missing:
        raise Mismatch("outcome-missing", count=count(missing, "persona", "personas"))
    undecided = sum(one.stands is None for one in found.values())
    if undecided:
        raise Mismatch("outcome-conflict", count=count(undecided, "persona", "personas"))
