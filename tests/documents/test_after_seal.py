"""After the seal: late outcomes and the constancia complementaria, which anyone can check."""

import pytest
from sqlalchemy import Table, func

from alianza_desktop.core.canonical import sha256, unb64
from alianza_desktop.core.errors import Corrupt, Invalid, NotAllowed
from alianza_desktop.core.page_code import complement, decode
from alianza_desktop.documents import after_seal, issue
from alianza_desktop.documents.issue import Given
from alianza_desktop.model import Acta, LateOutcome
from alianza_desktop.services import acta_signatories, actas, alliances, delegations
from alianza_desktop.signing import complement_judge
from alianza_desktop.signing.verify import verify
from alianza_desktop.storage.database import Database
from tests.builders import agree, arrive, world, writing
from tests.documents.pdf_reading import texts
from tests.documents.test_amending import end, sealed
from tests.documents.test_issue import SIGNED

CAME = SIGNED


def with_late(database: Database) -> tuple[str, bytes]:
    """Return a sealed acta whose only signatory signed later, and its sealed bytes."""
    _made, acta = sealed(database)
    with writing(database) as session:
        kept = issue.pdf(session, acta)
        (one,) = actas.frozen_signatories(session, issue.frozen(session, acta))
        after_seal.record_late(session, acta, one["id"], CAME)
    return acta, kept


def pin(database: Database) -> str:
    with database.reading() as session:
        return sha256(unb64(alliances.alliance(session).ca_certificate))


def test_a_late_signature_goes_to_a_constancia_and_the_sealed_file_stays(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    acta, kept = with_late(database)
    with database.reading() as session:
        assert issue.pdf(session, acta) == kept
        (row,) = after_seal.late(session, acta)
        assert (row.name, row.outcome, row.after) == ("María Elena Quispe Huamán", "ink", False)
        assert after_seal.untold(session, acta) == 1
        assert actas.status(session, acta).outcomes == 1
    with writing(database) as session:
        made = after_seal.complement(session, acta)
        data = after_seal.pdf(session, made.id)
        assert after_seal.untold(session, acta) == 0
        monkeypatch.setattr(complement_judge, "entries", pytest.fail)
        assert after_seal.untold(session, acta) == 0, "what it prints is read once"
    report = verify(data, [pin(database)])
    assert report.verdict == "intact"
    assert [one.name for one in report.outcomes] == ["María Elena Quispe Huamán"]
    assert sha256(kept) in "".join(line.text for line in report.lines)
    pages = " ".join(" ".join(texts(data)).split())
    assert "CONSTANCIA COMPLEMENTARIA" in pages
    assert "firma en pantalla" in pages
    assert sha256(kept) in pages.replace(" ", "")


def test_a_constancia_without_its_pin_is_undetermined_and_changed_is_altered(database: Database) -> None:
    acta, _kept = with_late(database)
    with writing(database) as session:
        data = after_seal.pdf(session, after_seal.complement(session, acta).id)
    assert verify(data, []).verdict == "undetermined"
    for place in (len(data) // 3, data.index(b"/Linearized") if b"/Linearized" in data else len(data) // 2):
        changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        assert verify(changed, [pin(database)]).verdict == "altered"


def test_nothing_late_is_recorded_before_the_seal_or_of_an_annulled_acta(database: Database) -> None:
    made, acta = sealed(database)
    with writing(database) as session:
        (one,) = actas.frozen_signatories(session, issue.frozen(session, acta))
        with pytest.raises(NotAllowed, match="complement-empty"):
            after_seal.complement(session, acta)
        with pytest.raises(Invalid, match="ink-needed"):
            after_seal.record_late(
                session, acta, one["id"], Given(outcome="ink", shown=True, identified_by="known")
            )
        agree(session, made, mesa_id=made.conecta)
        session.get_one(Acta, acta).state = "annulled"
        with pytest.raises(NotAllowed, match="acta-annulled"):
            after_seal.record_late(session, acta, one["id"], CAME)


def test_a_late_row_that_somebody_changed_counts_for_nothing_and_its_chain_does_not_grow(
    database: Database,
) -> None:
    acta, _kept = with_late(database)
    with writing(database) as session:
        table = LateOutcome.__table__
        assert isinstance(table, Table)
        session.execute(table.update().values(body=func.replace(table.c.body, '"ink"', '"paper"')))
    with writing(database) as session:
        assert after_seal.late(session, acta) == ()
        (one,) = actas.frozen_signatories(session, issue.frozen(session, acta))
        with pytest.raises(Corrupt, match="evidence-"):
            after_seal.record_late(session, acta, one["id"], CAME)


def test_the_code_of_a_constancia_is_no_page_of_an_acta(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
    text = complement(made.workshop, 2, "ab" * 32)
    assert (len(text), text[:4], text.isalnum()) == (85, "AZC1", True)
    with pytest.raises(Invalid, match="page-code-foreign"):
        decode(text)


def test_the_pages_of_the_seal_say_in_whose_place_somebody_signed(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        arrive(session, made, made.mayor, made.cacao)
        facts = {"accreditation": "Carta poder n.º 12"}
        delegations.delegate(session, made.workshop, made.session, made.mayor, made.manager, **facts)
        agree(session, made, organization_id=made.cooperative, person_id=made.manager)
        acta = actas.compose(session, made.workshop, made.cacao).id
        for row in actas.signatories(session, acta):
            acta_signatories.change_signatory(session, row.id, {"organization_id": made.cooperative})
    end(database, acta)
    with database.reading() as session:
        block = next(page for page in texts(issue.pdf(session, acta)) if "FIRMAS Y RESULTADOS" in page)
    assert "en representación de María Elena Quispe Huamán" in block
    assert "Carta poder n.º 12" in block
