"""Pages as pictures against goldens, with tolerance: another poppler draws edges a little differently.

To accept a change that is meant: look at the new page, then run with `ALIANZA_WRITE_GOLDENS=1`.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from alianza_desktop.documents import (
    acta,
    actor_sheet,
    attendance,
    chain_sheet,
    closing,
    constancia,
    copies,
    credential,
    form,
    mesa_sheet,
    receipt,
    signature_sheet,
    wording,
)
from tests.documents import actor_samples, chain_samples, closing_samples, mesa_samples, rich_acta
from tests.documents import document_samples as samples
from tests.documents import paper_samples as papers
from tests.documents.pdf_reading import picture
from tests.documents.test_receipt import SAMPLE

GOLDENS = Path(__file__).parent.parent / "golden" / "documents"
DPI = 50
MOST_DIFFERENT = 3.0
"""Mean difference of blurred greys, of 255, in a strip; a line that moves by its height gives more."""
STRIPS = 12


def _acta() -> bytes:
    return acta.build(samples.acta(), wording.load("acta.v2")).data


def _full_acta() -> bytes:
    return acta.build(rich_acta.full(), wording.load("acta.v2")).data


def _receipt() -> bytes:
    return receipt.build(SAMPLE, wording.load("receipt.v1")).data


def _draft() -> bytes:
    body = acta.build(samples.draft(), wording.load("acta.v2")).data
    return copies.marked(body, "ENSAYO · BORRADOR")


def _attendance() -> bytes:
    return attendance.build(samples.attendance_list(24), wording.load("attendance.v2")).data


def _mesa() -> bytes:
    return mesa_sheet.build(mesa_samples.sheets(18), wording.load("mesa.v1")).data


def _signatures() -> bytes:
    return signature_sheet.build(samples.acta(14), wording.load(signature_sheet.WORDING)).data


def _closing() -> bytes:
    return closing.build(closing_samples.closing(samples.acta(14)), wording.load("closing.v1")).pdf


def _chain() -> bytes:
    return chain_sheet.build(chain_samples.cacao(), wording.load("chain.v1")).data


def _actor() -> bytes:
    return actor_sheet.build(actor_samples.actor(), wording.load("actor.v1")).data


PAPERS = wording.load("papers.v1")


def _blank_form() -> bytes:
    return form.build(papers.form(), PAPERS).data


def _guest_form() -> bytes:
    return form.build(papers.form(papers.people(20)), PAPERS).data


def _credentials() -> bytes:
    return credential.build(papers.credentials(), PAPERS).data


def _large_credential() -> bytes:
    return credential.build(papers.credentials(1, "a6"), PAPERS).data


def _constancias() -> bytes:
    return constancia.build(papers.constancias(), PAPERS).data


@pytest.mark.parametrize(
    ("name", "build", "page"),
    [
        ("acta-1", _acta, 1),
        ("acta-2", _acta, 2),
        ("acta-3", _acta, 3),
        ("acta-llena-1", _full_acta, 1),
        ("acta-llena-2", _full_acta, 2),
        ("acta-llena-3", _full_acta, 3),
        ("borrador-1", _draft, 1),
        ("constancia-firmante-1", _receipt, 1),
        ("asistencia-1", _attendance, 1),
        ("asistencia-2", _attendance, 2),
        ("asistencia-3", _attendance, 3),
        ("formulario-1", _blank_form, 1),
        ("formulario-invitados-2", _guest_form, 2),
        ("credenciales-1", _credentials, 1),
        ("credencial-a6-1", _large_credential, 1),
        ("constancia-1", _constancias, 1),
        ("mesa-1", _mesa, 1),
        ("mesa-2", _mesa, 2),
        ("hoja-de-firmas-1", _signatures, 1),
        ("cierre-1", _closing, 1),
        ("cierre-2", _closing, 2),
        ("cierre-3", _closing, 3),
        ("cadena-1", _chain, 1),
        ("actor-1", _actor, 1),
    ],
)
def test_a_page_looks_as_it_was_approved(
    name: str, build: Callable[[], bytes], page: int, tmp_path: Path
) -> None:
    drawn = picture(build(), tmp_path, page, DPI)
    golden = GOLDENS / f"{name}.png"
    if os.environ.get("ALIANZA_WRITE_GOLDENS"):
        drawn.quantize(16).save(golden, optimize=True)
    with Image.open(golden) as approved:
        assert difference(drawn, approved.convert("L")) < MOST_DIFFERENT


def test_the_comparison_sees_a_moved_line(tmp_path: Path) -> None:
    drawn = picture(_acta(), tmp_path, 1, DPI)
    title = drawn.crop((0, 80, drawn.width, 100))
    moved = drawn.copy()
    moved.paste(255, (0, 80, drawn.width, 100))
    moved.paste(title, (0, 86))

    assert difference(drawn, drawn) == 0
    assert difference(drawn, moved) > MOST_DIFFERENT


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the mean difference of the most different horizontal strip, after a blur that forgives edges."""
    assert one.size == other.size
    blurred = [image.filter(ImageFilter.GaussianBlur(1.2)) for image in (one, other)]
    apart = ImageChops.difference(*blurred)
    height = apart.height // STRIPS
    strips = [apart.crop((0, top, apart.width, top + height)) for top in range(0, apart.height, height)]
    return float(max(ImageStat.Stat(strip).mean[0] for strip in strips if strip.height == height))
