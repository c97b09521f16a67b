"""What paper cannot show is found where it stands, before anybody signs."""

from dataclasses import replace

from alianza_desktop.documents import unprintable
from tests.documents.document_samples import acta


def test_plain_spanish_and_awajun_have_nothing_to_say() -> None:
    assert unprintable.places(replace(acta(), development="Ñahuincopa → Wampís, S/ 5 · «ḯi»")) == ()


def test_each_place_is_named_in_the_order_of_the_document() -> None:
    sample = acta()
    first, *others = sample.agreements
    content = replace(
        sample,
        agreements=(replace(first, text="Sembrar \U0001f331"), *others),
        background="\u05e9\u05dc\u05d5\u05dd",
        signatories=(replace(sample.signatories[0], name="\u0645\u062d\u0645\u062f"),),
    )
    assert unprintable.places(content) == ("Antecedentes", first.code, "Firmantes")
