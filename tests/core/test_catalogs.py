"""Catalogues: counts, known codes, the words of every stored code."""

import csv
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import NotFound
from alianza_desktop.core.paths import resource
from alianza_desktop.model.actas import ACTA_STATES, OUTCOMES
from alianza_desktop.model.agreements import KINDS
from alianza_desktop.model.alliances import ROLES
from alianza_desktop.model.chains import ACTIVITY_KINDS, FLOWS
from alianza_desktop.model.people import LEVELS, SECTORS
from alianza_desktop.model.workshops import MODALITIES, QUALITIES, SESSION_STATES, STAGES

DARK, WHITE = "#1B2430", "#FFFFFF"


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


# Places


def test_the_districts_are_those_of_the_directory_of_2025() -> None:
    levels = Counter(len(code) for code in catalogs.places())
    assert levels == {2: 25, 4: 196, 6: 1891}
    assert len(catalogs.districts()) == 1891


@pytest.mark.parametrize(
    ("inei", "reniec", "name", "capital"),
    [
        ("010401", "010601", "Nieva", "Santa María de Nieva"),
        ("010402", "010603", "El Cenepa", "Huampami"),
        ("010403", "010602", "Río Santiago", "Puerto Galilea"),
        ("150132", "140137", "San Juan de Lurigancho", "San Juan de Lurigancho"),
    ],
)
def test_known_districts(inei: str, reniec: str, name: str, capital: str) -> None:
    found = catalogs.place(inei)
    assert (found.reniec, found.name, found.capital) == (reniec, name, capital)


def test_a_district_is_where_it_is() -> None:
    nieva = catalogs.place("010401")
    assert nieva.latitude == pytest.approx(-4.592, abs=0.001)
    assert nieva.longitude == pytest.approx(-77.864, abs=0.001)
    located = [one for one in catalogs.districts() if one.latitude is not None and one.longitude is not None]
    assert len(located) > 1_700
    assert all(-18.4 < (one.latitude or 0) < 0 and -81.4 < (one.longitude or 0) < -68.6 for one in located)


def test_the_same_code_is_often_another_district_in_reniec() -> None:
    by_reniec = {one.reniec: one for one in catalogs.districts() if one.reniec}
    assert len(by_reniec) == 1891 - 52  # no two districts share a RENIEC code
    both = [one for one in catalogs.districts() if one.code in by_reniec]
    assert sum(by_reniec[one.code].code != one.code for one in both) > 900


def test_names_are_in_spanish_case_with_accents() -> None:
    names = {one.name for one in catalogs.places().values()}
    assert not {name for name in names if name.upper() == name and len(name) > 1}
    assert not {name for name in names if re.search(r" (De|Del|Y|Von) |^\s|\s$|  |[^\w \-]", name)}
    assert {"Áncash", "Huánuco", "Villa María del Triunfo", "Túcume", "Ñahuimpuquio"} <= names


@pytest.mark.parametrize(
    ("code", "full", "territory"),
    [
        ("010401", "Nieva, Condorcanqui, Amazonas", "Distrito de Nieva, Condorcanqui, Amazonas"),
        ("0104", "Condorcanqui, Amazonas", "Provincia de Condorcanqui, Amazonas"),
        ("01", "Amazonas", "Departamento de Amazonas"),
        ("0701", "Callao, Callao", "Provincia Constitucional del Callao"),
    ],
)
def test_a_place_says_its_name_whole(code: str, full: str, territory: str) -> None:
    found = catalogs.place(code)
    assert (found.full_name, found.territory) == (full, territory)


@pytest.mark.parametrize("code", ["", "010499", "99", "Nieva", "090708", "01040"])
def test_a_code_that_is_not_in_the_table(code: str) -> None:
    with pytest.raises(NotFound) as caught:
        catalogs.place(code)
    assert caught.value.code == "ubigeo-unknown"
    assert catalogs.place_name(code) == code


def test_places_are_found_without_accents_in_any_word_order() -> None:
    assert [one.code for one in catalogs.find_places("rio SANTIA")] == ["010403"]
    assert [one.code for one in catalogs.find_places("amazonas nieva")] == ["010401"]
    assert catalogs.find_places("condorcanqui")[0].code == "0104"
    assert [one.code for one in catalogs.find_places("0104")] == ["0104", "010402", "010401", "010403"]
    assert catalogs.find_places("  ") == ()
    assert catalogs.find_places("Tegucigalpa") == ()


def test_the_exact_name_comes_first_among_repeated_ones() -> None:
    found = catalogs.find_places("santa rosa", limit=50)
    assert [one.name for one in found[:10]] == ["Santa Rosa"] * 10
    assert len({one.full_name for one in found}) == len(found)
    assert len(catalogs.find_places("santa", limit=5)) == 5


@given(st.sampled_from(catalogs.districts()))
def test_every_district_is_found_by_its_full_name_and_by_its_code(one: catalogs.Place) -> None:
    assert catalogs.find_places(one.full_name.upper())[0] == one
    assert catalogs.find_places(one.code) == (one,)
    assert one.code.startswith(catalogs.place(one.code[:4]).code)


def test_the_file_of_places_is_small_and_in_order() -> None:
    path = resource("catalogs", "ubigeo.csv")
    assert path.stat().st_size < 250_000
    with path.open(encoding="utf-8", newline="") as file:
        codes = [row["inei"] for row in csv.DictReader(file)]
    assert codes == sorted(set(codes))


# Goals, sectors, documents


def test_the_seventeen_goals() -> None:
    goals = catalogs.sdgs()
    assert [one.number for one in goals] == list(range(1, 18))
    assert (goals[5].name, goals[5].colour) == ("Agua limpia y saneamiento", "#26BDE2")
    assert len({one.colour for one in goals}) == 17


@pytest.mark.parametrize("number", range(1, 18))
def test_the_number_of_a_goal_reads_on_its_colour(number: int) -> None:
    goal = catalogs.sdgs()[number - 1]
    on_dark, on_white = _contrast(goal.colour, DARK), _contrast(goal.colour, WHITE)
    assert goal.dark_text == (on_dark > on_white)
    assert max(on_dark, on_white) > 4.3


def test_sectors_differ_by_shape_code_and_line_and_only_the_fourth_can_hide() -> None:
    sectors = catalogs.sectors()
    assert tuple(one.code for one in sectors) == SECTORS
    assert [one.short for one in sectors] == ["PÚB", "PRI", "ACA", "SOC"]
    assert [one.optional for one in sectors] == [False, False, False, True]
    for attribute in ("shape", "light", "dark", "line"):
        assert len({getattr(one, attribute) for one in sectors}) == 4
    assert min(_contrast(one.light, WHITE) for one in sectors) >= 4.5
    assert min(_contrast(one.dark, "#1E242C") for one in sectors) >= 4.5


def test_document_types_have_the_codes_of_sunat_and_two_more() -> None:
    types = catalogs.document_types()
    assert {one.code for one in types} == {*"01467ABCDEFG", "pending", "none"}
    assert [one.code for one in types if one.default] == ["1"] == [types[0].code]
    assert [one.code for one in types if not one.pattern] == ["pending", "none"]
    assert {one.code for one in types if not one.people} == {*"06CD"}


def test_a_document_as_it_is_written() -> None:
    assert catalogs.document("1", "00235758") == "DNI 00235758"
    assert catalogs.document("4", "001234567") == "CE 001234567"
    assert catalogs.document("pending", "") == "DNI en trámite"
    assert catalogs.document("", "") == ""
    assert catalogs.document("new", "123") == "123"


# Words and vintages


@pytest.mark.parametrize(
    ("field", "codes"),
    [
        ("stage", [str(one) for one in STAGES]),
        ("role", ROLES),
        ("level", LEVELS),
        ("modality", MODALITIES),
        ("quality", QUALITIES),
        ("session_state", SESSION_STATES),
        ("kind", KINDS),
        ("outcome", OUTCOMES),
        ("sector", SECTORS),
        ("activity_kind", ACTIVITY_KINDS),
        ("flow", FLOWS),
    ],
)
def test_every_stored_code_has_its_word_in_order(field: str, codes: tuple[str, ...]) -> None:
    assert list(catalogs.labels(field)) == list(codes)
    assert all(catalogs.labels(field).values())


def test_states_of_an_acta_include_those_that_are_stored() -> None:
    assert set(ACTA_STATES) < set(catalogs.labels("acta_state"))


def test_a_code_of_a_newer_program_is_shown_as_it_is() -> None:
    assert catalogs.label("quality", "alternate") == "alterno"
    assert catalogs.label("stage", 4) == "Hoja de ruta"
    assert catalogs.label("quality", "envoy") == "envoy"


def test_every_catalogue_tells_its_vintage() -> None:
    folder = resource("catalogs")
    assert {path.stem for path in folder.iterdir()} - {"catalogs"} == set(catalogs.vintages())
    for name in catalogs.vintages():
        found = catalogs.vintage(name)
        assert all((found.title, found.edition, found.source, found.licence))
