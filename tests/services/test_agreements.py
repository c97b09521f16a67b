"""Agreements and the draft of an acta on a real store."""

import pytest

from alianza_desktop.core.errors import Invalid, NotFound
from alianza_desktop.model import Agreement, Mesa
from alianza_desktop.services import actas, agreements
from alianza_desktop.services.agreements import AgreementData
from alianza_desktop.services.query import get
from alianza_desktop.storage.database import Database
from tests.builders import World, agree, arrive, world, writing


def test_agreements_keep_their_order_and_code(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        for text in ("Uno", "Dos", "Tres"):
            agree(session, made, text)
        agree(session, made, "En plenaria", mesa_id="")
    with database.reading() as session:
        cacao = agreements.listing(session, made.workshop, made.cacao)
        plenary = agreements.listing(session, made.workshop, "")
    assert [(row.code, row.text) for row in cacao] == [("A-01", "Uno"), ("A-02", "Dos"), ("A-03", "Tres")]
    assert [(row.code, row.text) for row in plenary] == [("A-01", "En plenaria")]


def test_what_an_agreement_lacks_is_said(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        agree(session, made, organization_id="", person_id="", due_on="")
        agree(session, made, due_on="", permanent=True, amount=8_000_000, partners=(made.cooperative,))
        agree(session, made, kind="pedido", due_on="")
    with database.reading() as session:
        first, second, third = agreements.listing(session, made.workshop)
    assert first.gaps == ("gap-responsible", "gap-due")
    assert (second.gaps, second.amount, second.partners) == (
        (),
        8_000_000,
        ("Cooperativa Agraria del Marañón",),
    )
    assert third.gaps == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (AgreementData(text="  "), "agreement-text-needed"),
        (AgreementData(text="x", kind="promesa"), "unknown-code"),
        (AgreementData(text="x", due_on="2027-02-30"), "day-unknown"),
        (AgreementData(text="x", due_on="2027-02-21", permanent=True), "due-or-permanent"),
        (AgreementData(text="x", amount=-1), "amount-negative"),
    ],
)
def test_an_impossible_agreement_is_refused(database: Database, data: AgreementData, code: str) -> None:
    with pytest.raises(Invalid, match=code), writing(database) as session:
        agreements.add(session, world(session).workshop, data)
    with database.reading() as session:
        assert actas.listing(session) == ()


def test_an_unknown_responsible_is_refused(database: Database) -> None:
    with pytest.raises(NotFound, match="record-missing"), writing(database) as session:
        agree(session, world(session), organization_id="nobody")


def test_composing_takes_titulars_of_the_mesa_once(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        arrive(session, made, made.mayor, made.cacao)
        arrive(session, made, made.manager, made.cacao, quality="observer")
        first = actas.compose(session, made.workshop, made.cacao)
        assert [row.person_id for row in actas.signatories(session, first.id)] == [made.mayor]
        again = actas.compose(session, made.workshop, made.cacao)
        assert again.id == first.id
        assert len(actas.signatories(session, first.id)) == 1
        assert (first.date, first.starts_at, first.ends_at) == ("2026-11-23", "08:00", "17:00")
        with pytest.raises(Invalid, match="signatory-repeated"):
            actas.add_signatory(session, first.id, made.mayor)


def test_gaps_name_the_record_that_mends_them(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        arrive(session, made, made.mayor, made.cacao)
        agree(session, made)
        missing = agree(session, made, "Comprar la producción", organization_id=made.cooperative, due_on="")
        acta = actas.compose(session, made.workshop, made.cacao)
        actas.change(session, acta.id, {"ends_at": "07:00"})
        gaps = {(gap.code, gap.id, gap.where) for gap in actas.gaps(session, acta.id)}
        assert gaps == {
            ("gap-hours-crossed", acta.id, ""),
            ("gap-due", missing, "A-02"),
            ("gap-no-signer", made.cooperative, "Cooperativa Agraria del Marañón"),
        }
        with pytest.raises(Invalid) as refused:
            actas.review(session, acta.id)
    assert (refused.value.code, refused.value.facts) == ("acta-gaps", {"count": 3})


def test_a_correction_takes_the_acta_back_to_draft(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        arrive(session, made, made.mayor, made.cacao)
        agree(session, made)
        acta = actas.compose(session, made.workshop, made.cacao)
        assert actas.review(session, acta.id).state == "review"
        assert actas.change(session, acta.id, {"reservations": "Ninguna."}).state == "draft"
        assert actas.next_number(session, acta) == "001-2026-MESA-CACAO-A"
        plenary = actas.compose(session, made.workshop)
        assert actas.next_number(session, plenary) == "001-2026-MESA-PLENARIA-A"
        get(session, Mesa, made.cacao).sigla = ""  # nobody wrote one: its name, never the plenaria
        assert actas.next_number(session, acta) == "001-2026-MESA-CACAO-A"


def _texts(database: Database, made: World) -> list[str]:
    with database.reading() as session:
        return [row.text for row in agreements.listing(session, made.workshop, made.cacao)]


def test_rows_move_one_place_and_stop_at_the_ends(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        ids = [agree(session, made, text) for text in ("Uno", "Dos", "Tres")]
    for agreement_id, step, order in (
        (ids[2], -1, ["Uno", "Tres", "Dos"]),
        (ids[2], -1, ["Tres", "Uno", "Dos"]),
        (ids[2], -1, ["Tres", "Uno", "Dos"]),
        (ids[2], 2, ["Uno", "Dos", "Tres"]),
        (ids[0], 1, ["Dos", "Uno", "Tres"]),
    ):
        with writing(database) as session:
            agreements.move(session, agreement_id, step)
        assert _texts(database, made) == order


def test_equal_places_of_two_laptops_are_put_in_order(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        ids = [agree(session, made, text) for text in ("Uno", "Dos", "Tres")]
        for one in ids:
            get(session, Agreement, one).order_key = "a"
    first, second, third = _texts(database, made)  # by their ids, which come from the clock and chance
    last = max(ids)
    with writing(database) as session:
        assert agreements.move(session, last, -1)
    assert _texts(database, made) == [first, third, second]


def test_a_deleted_agreement_comes_back_whole_in_its_place(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        agree(session, made, "Uno")
        gone = agree(session, made, "Dos", partners=(made.cooperative,), amount=500)
        agree(session, made, "Tres")
    with database.reading() as session:
        before = agreements.listing(session, made.workshop, made.cacao)
    with writing(database) as session:
        agreements.remove(session, gone)
    assert _texts(database, made) == ["Uno", "Tres"]
    with writing(database) as session:
        agreements.bring_back(session, gone)
    with database.reading() as session:
        assert agreements.listing(session, made.workshop, made.cacao) == before
    with pytest.raises(NotFound), writing(database) as session:
        agreements.bring_back(session, "nobody")


def test_kinds_follow_one_another(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        one = agree(session, made)
        kinds = [agreements.convert(session, one) for _ in range(3)]
    assert kinds == ["pedido", "acuerdo", "compromiso"]
