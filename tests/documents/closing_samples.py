"""A whole evidence of an acta for the tests of the closing pages: two devices, every kind of outcome."""

from collections import Counter
from math import cos, sin
from random import Random

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from alianza_desktop.core.canonical import sha256
from alianza_desktop.documents.acta_content import ActaContent, content_hash, to_json
from alianza_desktop.documents.closing import Closing
from alianza_desktop.signing import evidence
from alianza_desktop.signing.bundle import Bundle
from alianza_desktop.signing.chains import Chain
from alianza_desktop.signing.evidence import Author, Circumstances, Outcome, Signatory, Subject
from alianza_desktop.signing.ink import Ink
from tests.documents.document_samples import ACTA

BODY_HASH = "5e" * 32
DEVICES = {"a1" * 16: "A (R1)", "b2" * 16: "B (Mesa 3)"}
KINDS = ("ink", "ink", "paper", "refused", "ink", "left", "digital", "absent", "thumbprint", "at_request")


def signature(seed: int) -> Ink:
    """Return made-up handwriting."""
    random = Random(seed)
    strokes = []
    for _ in range(random.randint(1, 3)):
        x, y = random.randint(800, 2500), random.randint(1500, 3500)
        turns, size, drift = random.uniform(2, 6), random.randint(300, 900), random.randint(15, 45)
        stroke = [
            value
            for step in range(80)
            for value in (
                int(x + step * drift + size * cos(step * turns / 12)),
                int(y + size * sin(step * turns / 10) * (1 - step / 160)),
            )
        ]
        strokes.append(tuple(max(0, value) for value in stroke))
    return Ink(20_000, 8_000, tuple(strokes))


def _circumstances(step: int) -> Circumstances:
    at = f"2026-11-23T13:{24 + step // 60:02}:{step % 60:02}.120-05:00"
    return Circumstances(at=at, operator="Jimena Salas Torres", role="facilitator", clock_doubtful=step == 7)


def outcome(kind: str, person: Signatory, ink: str, note: str = "") -> Outcome:
    signs = kind not in evidence.FREED
    return Outcome(
        signatory=person,
        outcome=kind,
        body_seen=BODY_HASH if signs else "",
        identified_by="document" if signs else "",
        consent="ink.v1" if kind == "ink" else "",
        ink=ink if kind == "ink" else "",
        reason="No comparte el texto del compromiso A-01." if kind == "refused" else "",
        left_at="12:50" if kind == "left" else "",
        paper="hoja de firmas 1" if kind in evidence.ON_PAPER else "",
        signed_for_by="Elvira Núñez Paz" if kind == "at_request" else "",
        note=note,
    )


def _author(device: str) -> Author:
    key = Ed25519PrivateKey.from_private_bytes(device.encode())
    return Author(device, key.public_key().public_bytes_raw(), key.sign)


def closing(content: ActaContent, note: str = "", kinds: tuple[str, ...] = KINDS) -> Closing:
    """Return the closing of an acta; people alternate between two devices."""
    subject = Subject(ACTA.id, ACTA.version_id, content_hash(content), BODY_HASH)
    authors = [_author(device) for device in DEVICES]
    chains = [[evidence.genesis(subject, author, _circumstances(0))] for author in authors]
    inks = {}
    people = to_json(content)["signatories"]
    assert isinstance(people, list)
    used = Counter[str]()
    for number, members in enumerate(people):
        kind, ink = kinds[number % len(kinds)], signature(number)
        used[kind] += 1
        if kind == "ink":
            inks[ink.digest] = ink
        facts = outcome(kind, Signatory.read(members), ink.digest, note if number == 0 else "")
        own = chains[number % 2]
        own.append(evidence.following(own, subject, authors[number % 2], _circumstances(number + 1), facts))
    heads = tuple(
        evidence.Head(author.device, len(chain) - 1, chain[-1].hash)
        for author, chain in zip(authors, chains, strict=True)
    )
    last = evidence.Closing(heads, dict(used), sha256(b"seal"), sha256(b"authority"), missing=("c3" * 16,))
    chains[0].append(evidence.following(chains[0], subject, authors[0], _circumstances(60), last))
    bundle = Bundle(
        subject,
        ACTA.number,
        tuple(
            Chain(author.device, author.public_key, tuple(chain), b"certificate")
            for author, chain in zip(authors, chains, strict=True)
        ),
        inks,
    )
    return Closing(content=content, body_size=51_743, body_pages=3, bundle=bundle, devices=DEVICES)
