"""Time-stamps over HTTP: an incremental update in a prepared field, then validation data only."""

import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from alianza_desktop.core.errors import Invalid, NotAllowed, Unavailable
from alianza_desktop.signing import personal, timestamps
from alianza_desktop.signing.verify import verify
from tests.signing import forgery, token
from tests.signing.material import AT, Case
from tests.signing.time_server import serving
from tests.signing.whole import whole


def test_the_first_file_stays_and_the_stamp_has_its_line(case: Case, tmp_path: Path) -> None:
    with serving() as server:
        data = timestamps.stamp(case.sealed, server.address)
    assert data.startswith(case.sealed)
    report = verify(data, [case.pin])
    assert report.verdict == "intact"
    said = [one.text for one in report.lines if one.check == "timestamp"]
    assert said == ["«SelloTiempo_01»: sello de tiempo sin cambios, de emisor no reconocido."]
    path = tmp_path / "acta.pdf"
    path.write_bytes(data)
    assert "No syntax or stream encoding errors" in subprocess.run(
        ["qpdf", "--check", str(path)], check=True, capture_output=True, text=True
    ).stdout  # fmt: skip


def test_the_last_revision_has_only_validation_data(case: Case) -> None:
    with serving() as server:
        data = timestamps.stamp(case.sealed, server.address)
    reader = PdfFileReader(BytesIO(data))
    assert reader.xrefs.total_revisions == PdfFileReader(BytesIO(case.sealed)).xrefs.total_revisions + 2
    store = reader.root["/DSS"]
    assert (len(store["/Certs"]), len(store["/CRLs"])) == (2, 1)
    before = reader.get_historical_resolver(reader.xrefs.total_revisions - 2).root
    assert {key for key in reader.root if key not in before} == {"/DSS"}


def test_one_stamp_renews_another_until_the_fields_are_used(case: Case) -> None:
    data = case.sealed
    with serving() as server:
        for number in range(1, 5):
            data = timestamps.stamp(data, server.address)
            report = verify(data, [case.pin])
            assert (report.verdict, [one.check for one in report.lines].count("timestamp")) == (
                "intact",
                number,
            )
        with pytest.raises(NotAllowed, match="timestamps-full"):
            timestamps.stamp(data, server.address)


def test_it_stamps_a_person_s_signature_too() -> None:
    made = whole(kinds=("digital", "ink"))
    signed = personal.sign(made.sealed, "Firma_01", token.card(), at=AT)
    with serving() as server:
        data = timestamps.stamp(signed, server.address)
    report = verify(data, [made.pin])
    assert (report.verdict, {one.check for one in report.lines} >= {"signer", "timestamp"}) == (
        "intact",
        True,
    )


def test_something_added_after_the_stamp(case: Case) -> None:
    with serving() as server:
        data = timestamps.stamp(case.sealed, server.address)
    changed = forgery.appended(data, forgery.redraw)
    assert verify(changed, [case.pin]).verdict == "altered"


def test_an_answer_that_is_no_stamp(case: Case) -> None:
    with serving() as server:
        server.honest = False
        with pytest.raises(Unavailable, match="tsa-refused") as found:
            timestamps.stamp(case.sealed, server.address)
    assert found.value.facts == {"host": "127.0.0.1"}


def test_nobody_answers(case: Case) -> None:
    with serving() as server:
        address = server.address
    with pytest.raises(Unavailable, match="tsa-unreachable"):
        timestamps.stamp(case.sealed, address)


@pytest.mark.parametrize("address", ["", "tsa.pe", "file:///etc/passwd", "https://", "ftp://tsa.pe/"])
def test_an_address_that_is_none(case: Case, address: str) -> None:
    with pytest.raises(Invalid, match="tsa-address"):
        timestamps.stamp(case.sealed, address)
