"""What changed between two texts of an acta, as rows."""

from dataclasses import replace

from alianza_desktop.documents.acta_diff import acta_diff
from tests.documents import document_samples as samples


def test_the_same_text_in_another_order_is_no_change() -> None:
    acta = samples.acta()
    turned = replace(acta, agreements=acta.agreements[::-1], attendees=acta.attendees[::-1])
    assert acta_diff(acta, turned) == ()


def test_each_change_names_its_part_its_thing_and_both_values() -> None:
    acta = samples.acta()
    first, *rest = acta.agreements
    new = replace(
        acta,
        agreements=(replace(first, text="Otro texto", due_on="2030-01-01"), *rest[:-1]),
        reservations="Ninguna",
        clauses=(*acta.clauses, "image"),
    )
    found = {(one.part, one.thing, one.member, one.change, one.after) for one in acta_diff(acta, new)}
    assert ("agreements", first.code, "text", "changed", "Otro texto") in found
    assert ("agreements", rest[-1].code, "", "removed", None) in found
    assert ("clauses", "image", "", "added", "image") in found
    assert ("reservations", "", "", "changed", "Ninguna") in found
    assert not any(one[0] in ("attendees", "signatories", "meeting") for one in found)
