"""What may follow a seal: signatures in their fields, time stamps, validation data; and what may not."""
# mypy: disallow-untyped-calls=False
# pyHanko is typed in part

import subprocess
from pathlib import Path

import pytest
from asn1crypto import cms
from pyhanko.pdf_utils import generic

from alianza_desktop.signing.verify import verify
from alianza_desktop.signing.writing import KeySigner, Writer
from tests.signing import forgery, material
from tests.signing.forgery import refused
from tests.signing.material import Case


@pytest.fixture(scope="module")
def signed(case: Case) -> bytes:
    return forgery.signed_by(case.sealed, "Firma_01")


@pytest.fixture(scope="module")
def stamped(case: Case) -> bytes:
    return forgery.time_stamped(case.sealed)


def intact(case: Case, data: bytes, *unknown: str) -> list[str]:
    """Check that the bytes are an intact acta; return the sentences of its unknown signers."""
    report = verify(data, [case.pin])
    assert [line.code for line in report.lines if line.state == "fail"] == []
    assert report.verdict == "intact"
    found = [line for line in report.lines if line.state == "unknown" and line.area == "container"]
    assert [line.code for line in found] == list(unknown)
    return [line.text for line in found]


def test_a_person_signs_in_their_field(case: Case, signed: bytes) -> None:
    assert intact(case, signed, "signer") == [
        "«Firma_01»: firma posterior sin cambios; firma de emisor no reconocido."
    ]
    assert signed.startswith(case.sealed)


def test_two_people_sign(case: Case, signed: bytes, tmp_path: Path) -> None:
    both = forgery.signed_by(signed, "Firma_02")
    intact(case, both, "signer", "signer")
    file = tmp_path / "acta.pdf"
    file.write_bytes(both)
    said = subprocess.run(["pdfsig", "-nocert", str(file)], check=True, capture_output=True, text=True).stdout
    assert said.count("Signature is Valid.") == 3


def test_a_time_stamp(case: Case, stamped: bytes) -> None:
    assert intact(case, stamped, "timestamp") == [
        "«SelloTiempo_01»: sello de tiempo sin cambios, de emisor no reconocido."
    ]
    again = forgery.time_stamped(forgery.signed_by(stamped, "Firma_01"), "SelloTiempo_02")
    intact(case, again, "timestamp", "signer", "timestamp")


def test_validation_data_after_the_seal_or_after_the_last_signature(case: Case, stamped: bytes) -> None:
    intact(case, forgery.with_validation_data(case.sealed))
    intact(case, forgery.with_validation_data(stamped), "timestamp")
    report = verify(forgery.with_validation_data(case.sealed), [case.pin])
    assert "later-validation" in [line.check for line in report.lines]


def test_signing_after_validation_data(case: Case) -> None:
    intact(case, forgery.signed_by(forgery.with_validation_data(case.sealed), "Firma_01"), "signer")


def test_a_redated_info_is_other_programs_habit(case: Case) -> None:
    def redate(writer: Writer) -> None:
        info = writer.trailer.raw_get("/Info")
        info.get_object()["/ModDate"] = generic.pdf_string("D:20270101000000Z")
        writer.mark_update(info)

    def rename(writer: Writer) -> None:
        info = writer.trailer.raw_get("/Info")
        info.get_object()["/Title"] = generic.pdf_string("Otra acta")
        writer.mark_update(info)

    intact(case, forgery.with_validation_data(case.sealed, redate))
    refused(case, forgery.with_validation_data(case.sealed, rename), "after-last-signature")
    refused(case, forgery.appended(case.sealed, rename), "after-last-signature")


def test_a_byte_of_a_later_signature(case: Case, signed: bytes) -> None:
    start = signed.index(b"/Contents <", len(case.sealed)) + 11
    stop = signed.index(b">", start)
    for place, digit in ((stop - 1, b"1"), (start, b"0"), (start + 900, b"0"), (start + 901, b"F")):
        data = signed[:place] + digit + signed[place + 1 :]
        if data != signed:
            assert verify(data, [case.pin]).verdict == "altered"
    reason = signed.index(b"/Reason (Conforme)") + 9
    refused(case, signed[:reason] + b"D" + signed[reason + 1 :], "signature-digest")


def test_a_byte_of_a_time_stamp(case: Case, stamped: bytes) -> None:
    place = stamped.rindex(b"/ETSI.RFC3161") - 30
    for step in range(20):
        data = bytearray(stamped)
        data[place - step] ^= 1
        assert verify(bytes(data), [case.pin]).verdict == "altered"


def test_a_field_that_nobody_prepared(case: Case) -> None:
    visible = verify(forgery.new_field(case.sealed, (72, 72, 200, 120)), [case.pin])
    assert visible.verdict == "altered"
    intact(case, forgery.new_field(case.sealed, None), "signer")


def test_a_note_between_two_signatures(case: Case, signed: bytes) -> None:
    noted = forgery.appended(signed, lambda writer: forgery.note(writer, 2))
    report = verify(forgery.signed_by(noted, "Firma_02"), [case.pin])
    assert report.verdict == "altered"
    assert "annotation-added" in [line.code for line in report.lines]


def test_a_note_after_a_signature(case: Case, signed: bytes) -> None:
    report = verify(forgery.appended(signed, lambda writer: forgery.note(writer, 2)), [case.pin])
    codes = [line.code for line in report.lines if line.state == "fail"]
    assert (report.verdict, codes) == ("altered", ["annotation-added"])


def test_a_signature_that_closes_the_document(case: Case) -> None:
    """Somebody locks all fields, and somebody else signs after."""
    locked = forgery.signed_by(forgery.resealed(case, lock_everything), "Firma_01")
    intact(case, locked, "signer")
    intact(case, forgery.with_validation_data(locked), "signer")
    report = verify(forgery.signed_by(locked, "Firma_02"), [case.pin])
    codes = [line.code for line in report.lines if line.state == "fail"]
    assert (report.verdict, codes) == ("altered", ["later-locked"])


def lock_everything(writer: Writer) -> None:
    lock = writer.root["/AcroForm"]["/Fields"][0]["/Lock"]
    lock["/Action"] = generic.NameObject("/All")
    del lock["/Fields"]


def test_a_signature_replaced_in_its_field(case: Case, signed: bytes) -> None:
    other = forgery.signed_by(case.sealed, "Firma_01")
    assert verify(other, [case.pin]).verdict == "intact"

    def replace(writer: Writer) -> None:
        field = writer.root["/AcroForm"]["/Fields"].raw_get(0)
        field.get_object()["/V"] = writer.add_object(generic.DictionaryObject(field.get_object()["/V"]))
        writer.mark_update(field)

    assert verify(forgery.appended(signed, replace), [case.pin]).verdict == "altered"


def test_a_later_signature_with_data_that_nobody_signed(case: Case) -> None:
    """A signer's own container may carry a time stamp, nothing else unsigned."""

    class Careless(KeySigner):
        async def unsigned_attrs(self, *_settings: object, **_more: object) -> object:
            return cms.CMSAttributes([cms.CMSAttribute({"type": "content_type", "values": ["data"]})])

    stranger = Careless(material.sealer(material.authority("Otra entidad")))
    refused(case, forgery.signed_by(case.sealed, "Firma_01", signer=stranger), "cms-attributes")


def test_validation_data_that_brings_something_else(case: Case) -> None:
    refused(case, forgery.with_validation_data(case.sealed, forgery.redraw), "page-changed", "body-object")

    def orphan(writer: Writer) -> None:
        writer.add_object(generic.StreamObject(stream_data=b"algo"))

    refused(case, forgery.with_validation_data(case.sealed, orphan), "after-last-signature")


def test_an_update_that_changes_nothing_is_still_something(case: Case) -> None:
    refused(case, forgery.appended(case.sealed, lambda writer: writer.update_root()), "after-last-signature")
