"""Rules: identity numbers, contacts, days and hours, gaps, order keys."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.sentences import said
from alianza_desktop.model import rules

DNI = st.from_regex(r"[0-9]{8}", fullmatch=True).filter(lambda digits: len(set(digits)) > 1)
RUC_START = st.builds(
    lambda prefix, rest: prefix + rest,
    st.sampled_from(["10", "15", "17", "20"]),
    st.from_regex(r"[0-9]{8}", fullmatch=True),
)


# DNI


@pytest.mark.parametrize(
    ("typed", "value", "warnings"),
    [
        ("45678901", "45678901", ()),
        ("00235758", "00235758", ()),
        ("", "", ()),
        ("02 049 298", "02049298", ()),
        ("DNI: 45678901", "45678901", ()),
        ("10117410-2", "10117410", ()),
        ("10117410 - 2", "10117410", ()),
        ("10117410-3", "10117410", ("dni-check-digit",)),
        ("101174102", "10117410", ("dni-check-glued",)),
        ("101174103", "101174103", ("dni-length",)),
        ("7498566", "07498566", ("dni-padded",)),
        ("12345", "00012345", ("dni-padded",)),
        ("123", "123", ("dni-length",)),
        ("1234567A", "1234567A", ("dni-characters",)),
        ("EN TRÁMITE", "EN TRÁMITE", ("dni-characters",)),
        ("٤٥٦٧٨٩٠١", "٤٥٦٧٨٩٠١", ("dni-characters",)),
        ("00000000", "00000000", ("dni-repeated",)),
    ],
)
def test_a_dni_is_read_and_never_refused(typed: str, value: str, warnings: tuple[str, ...]) -> None:
    assert rules.check_dni(typed) == rules.Checked(value, warnings)


def test_a_typed_dni_is_not_padded() -> None:
    assert rules.check_dni("4567890", pad=False) == rules.Checked("4567890", ("dni-length",))
    assert rules.check_document("1", "4567890", pad=False).warnings == ("dni-length",)


def test_the_check_character_is_a_digit_or_until_2007_a_letter() -> None:
    assert rules.dni_check("10117410") == ("2", "G")
    assert rules.check_dni("10117410G") == rules.check_dni("10117410-G") == rules.Checked("10117410")
    assert rules.check_dni("10117410H").warnings == ("dni-check-digit",)


@given(DNI)
def test_a_good_check_character_warns_of_nothing_and_any_other_does(dni: str) -> None:
    digit, letter = rules.dni_check(dni)
    accepted = {one for one in "0123456789ABCDEFGHIJK" if not rules.check_dni(f"{dni}-{one}").warnings}
    assert accepted == {digit, letter}


@given(DNI)
def test_the_check_digit_of_a_dni_is_the_last_of_its_ruc(dni: str) -> None:
    ruc = rules.ruc_of_dni(dni)
    assert ruc == f"10{dni}{rules.dni_check(dni)[0]}"
    assert rules.check_ruc(ruc) == rules.Checked(ruc)


@given(DNI)
def test_a_dni_that_was_a_number_gets_its_zeros_back(dni: str) -> None:
    checked = rules.check_dni(str(int(dni)))
    if int(dni) >= 10_000:
        assert checked.value == dni
        assert checked.warnings == (("dni-padded",) if dni.startswith("0") else ())
    else:
        assert checked.warnings == ("dni-length",)


@given(st.text(max_size=15), st.sampled_from(["1", "4", "6", "7", "pending", "none", "new"]))
def test_any_text_is_checked_without_failing_and_every_warning_has_its_words(text: str, kind: str) -> None:
    for checked in (rules.check_document(kind, text), rules.check_phone(text), rules.check_emails(text)):
        assert all(said(code) for code in checked.warnings)
        assert not (checked.warnings and text.strip()) or checked.value  # what is odd is kept


@given(st.text("0123456789ABCDEFGHIJK -.", max_size=12))
def test_checking_a_stored_dni_again_changes_nothing(text: str) -> None:
    value = rules.check_dni(text).value
    assert rules.check_dni(value).value == value


def test_a_checked_number_does_not_show_itself() -> None:
    assert "45678901" not in repr(rules.check_dni("45678901"))


# RUC and other documents


@pytest.mark.parametrize("ruc", ["20168999926", "20131312955", "20295613620", "20512333797"])
def test_known_rucs_are_good(ruc: str) -> None:
    assert rules.check_ruc(ruc) == rules.Checked(ruc)


@pytest.mark.parametrize(
    ("typed", "value", "warnings"),
    [
        ("20512333798", "20512333798", ("ruc-check-digit",)),
        ("RUC: 20-51233379-7", "20512333797", ()),
        ("", "", ()),
        ("2051233379", "2051233379", ("ruc-length",)),
        ("Gobierno Regional", "Gobierno Regional", ("ruc-length",)),
        ("30512333798", "30512333798", ("ruc-prefix", "ruc-check-digit")),
    ],
)
def test_a_ruc_is_read_and_never_refused(typed: str, value: str, warnings: tuple[str, ...]) -> None:
    assert rules.check_ruc(typed) == rules.Checked(value, warnings)


@given(RUC_START)
def test_exactly_one_last_digit_makes_a_ruc_good(start: str) -> None:
    assert sum(not rules.check_ruc(f"{start}{digit}").warnings for digit in range(10)) == 1


@pytest.mark.parametrize(
    ("kind", "typed", "value", "warnings"),
    [
        ("1", "10117410-2", "10117410", ()),
        ("6", "20131312955", "20131312955", ()),
        ("4", "001234567", "001234567", ()),
        ("4", " 00 1234-567 ", "001234567", ()),
        ("4", "12", "12", ("document-number",)),
        ("7", "ab123456", "AB123456", ()),
        ("7", "", "", ()),
        ("pending", "", "", ()),
        ("pending", "45678901", "45678901", ("document-unnumbered",)),
        ("none", "no tiene", "no tiene", ("document-unnumbered",)),
        ("Z", "45678901", "45678901", ("document-type",)),
    ],
)
def test_a_document_is_read_by_its_type(kind: str, typed: str, value: str, warnings: tuple[str, ...]) -> None:
    assert rules.check_document(kind, typed) == rules.Checked(value, warnings)


# Contacts


@pytest.mark.parametrize(
    ("typed", "value", "warnings"),
    [
        ("924790790", "924790790", ()),
        ("+51 951956121", "951956121", ()),
        ("51 951 956 121", "951956121", ()),
        ("0051951956121", "951956121", ()),
        ("041-478131", "041-478131", ()),
        ("(041) 478131", "041-478131", ()),
        ("41478131", "041-478131", ()),
        ("+51 41 478131", "041-478131", ()),
        ("01 427 1234", "01-4271234", ()),
        ("51478131", "051-478131", ()),
        ("+593 99 123 4567", "+593991234567", ()),
        ("+8816 234 56789", "+881623456789", ()),
        ("987654321 / 912345678", "987654321; 912345678", ()),
        ("987654321 y 041478131", "987654321; 041-478131", ()),
        ("041-478131 / 9xx", "041-478131; 9xx", ("phone-number",)),
        ("478131", "478131", ("phone-number",)),
        ("+51 12", "+51 12", ("phone-number",)),
        ("no tiene", "no tiene", ("phone-number",)),
        ("", "", ()),
    ],
)
def test_phones(typed: str, value: str, warnings: tuple[str, ...]) -> None:
    assert rules.check_phone(typed) == rules.Checked(value, warnings)


@given(st.from_regex(r"9[0-9]{8}|0(1[0-9]{7}|[4-8][0-9]{7})", fullmatch=True))
def test_a_stored_phone_is_read_again_as_itself(digits: str) -> None:
    value = rules.check_phone(digits).value
    assert rules.check_phone(value) == rules.Checked(value)
    assert value.replace("-", "") == digits


@pytest.mark.parametrize(
    ("typed", "value", "warnings"),
    [
        ("x@example.org", "x@example.org", ()),
        ("dos@example.org; tres@example.org", "dos@example.org; tres@example.org", ()),
        ("uno@example.org,DOS@example.org\ndos@example.org", "uno@example.org; dos@example.org", ()),
        ("Flor Núñez <Flor.Núñez@Example.org>.", "flor.núñez@example.org", ()),
        ("mailto:x@example.org", "x@example.org", ()),
        ("x@example", "x@example", ("email-address",)),
        ("a@@b.org", "a@@b.org", ("email-address",)),
        ("sin correo", "sin correo", ("email-address",)),
        ("", "", ()),
    ],
)
def test_emails(typed: str, value: str, warnings: tuple[str, ...]) -> None:
    assert rules.check_emails(typed) == rules.Checked(value, warnings)


# Days and hours


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_is_read_in_both_forms(moment: date) -> None:
    assert rules.day(moment.isoformat()) == moment.isoformat()
    assert rules.day(f" {moment.day}/{moment.month}/{moment.year} ") == moment.isoformat()
    assert rules.day(f"{moment.day:02}-{moment.month:02}-{moment.year}") == moment.isoformat()


@pytest.mark.parametrize(
    "text", ["", "2026-02-29", "31/04/2026", "2026-13-01", "12/05/80", "20261123", "mañana", "2026-W01-1"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        rules.day(text)
    assert (caught.value.code, caught.value.facts) == ("day-unknown", {})


@given(st.times())
def test_an_hour_is_read(moment: object) -> None:
    text = str(moment)[:5]
    assert rules.hour(text) == text
    assert rules.hour(text.removeprefix("0")) == text


@pytest.mark.parametrize("text", ["", "24:00", "12:60", "8", "8.30 a. m.", "٠٨:٣٠"])
def test_what_is_no_hour_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        rules.hour(text)
    assert caught.value.code == "hour-unknown"


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("09:30", "13:30", ()),
        ("09:30", "09:30", ("gap-hours-crossed",)),
        ("13:30", "09:30", ("gap-hours-crossed",)),
        ("", "09:30", ("gap-hours",)),
        ("09:30", "", ("gap-hours",)),
    ],
)
def test_an_acta_closes_after_it_opens(starts: str, ends: str, expected: tuple[str, ...]) -> None:
    assert rules.hours_gaps(starts, ends) == expected


# Agreements and actas


@pytest.mark.parametrize(
    ("kind", "body", "due", "permanent", "expected"),
    [
        ("compromiso", "one", "2027-03-30", False, ()),
        ("acuerdo", "one", "", True, ()),
        ("compromiso", "", "2027-03-30", False, ("gap-responsible",)),
        ("compromiso", "one", "", False, ("gap-due",)),
        ("compromiso", "one", "2027-03-30", True, ("gap-due-twice",)),
        ("pedido", "one", "", False, ()),
        ("pedido", "", "2027-03-30", True, ("gap-responsible", "gap-due-twice")),
    ],
)
def test_an_agreement_has_one_responsible_and_one_date_or_is_permanent(
    kind: str, body: str, due: str, permanent: bool, expected: tuple[str, ...]
) -> None:
    gaps = rules.agreement_gaps(kind=kind, organization_id=body, due_on=due, permanent=permanent)
    assert gaps == expected
    assert all(said(code) for code in gaps)


def test_every_responsible_organisation_needs_a_signer() -> None:
    assert rules.without_signer(["a", "b", "", "a", "c", "b"], {"c"}) == ("a", "b")
    assert rules.without_signer(["a"], {"a", "z"}) == ()


def test_a_person_signs_once() -> None:
    assert rules.signing_twice(["ana", "beto", "ana", "", ""]) == ("ana",)
    assert rules.signing_twice(["ana", "beto"]) == ()


# Order

KEYS = st.from_regex(r"[0-9A-Za-z]{0,6}[1-9A-Za-z]", fullmatch=True)


@given(KEYS, KEYS)
def test_a_key_is_strictly_between_two_others(one: str, other: str) -> None:
    low, high = sorted((one, other))
    if low == high:
        with pytest.raises(Invalid):
            rules.key_between(low, high)
        return
    assert low < rules.key_between(low, high) < high
    assert rules.key_between("", low) < low
    assert rules.key_between(high, "") > high


@given(st.lists(st.integers(0, 10**6), max_size=120))
def test_rows_inserted_anywhere_stay_where_they_were_put(places: list[int]) -> None:
    keys: list[str] = []
    for place in places:
        at = place % (len(keys) + 1)
        new = rules.key_between(keys[at - 1] if at else "", keys[at] if at < len(keys) else "")
        keys.insert(at, new)
    assert keys == sorted(set(keys))


def test_keys_stay_short_at_the_ends_and_grow_slowly_inside() -> None:
    first, last = rules.key_between(), rules.key_between()
    for _ in range(300):
        first, last = rules.key_between("", first), rules.key_between(last)
    assert len(first) <= 12
    assert len(last) <= 12
    inner = last
    for _ in range(60):
        inner = rules.key_between(first, inner)
    assert len(inner) <= 24


@pytest.mark.parametrize(
    ("before", "after"), [("V", "V"), ("W", "V"), ("V", "V0"), ("V0", "W"), ("Ñ", ""), ("", "a b"), ("0", "")]
)
def test_there_is_no_key_between_equal_crossed_or_foreign_ones(before: str, after: str) -> None:
    with pytest.raises(Invalid) as caught:
        rules.key_between(before, after)
    assert caught.value.code == "order-key"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1250.5", 125050), ("1,250.50", 125050), ("S/ 80,000", 8_000_000), ("s/. 3", 300), ("0", 0)],
)
def test_soles_are_read_in_centimos(text: str, expected: int) -> None:
    assert rules.centimos(text) == expected


@pytest.mark.parametrize(
    "text", ["", "1250,50", "12,50.00", "-1", "1.2.3", "1e5", "NaN", "sNaN", "1.505", "9" * 14, "mil", "١٢"]
)
def test_an_amount_that_could_mean_two_things_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="amount-unreadable"):
        rules.centimos(text)
