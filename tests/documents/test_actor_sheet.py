"""The sheet of an actor: what it says, and that its contact is only in the one for internal use."""

from dataclasses import replace

from alianza_desktop.documents import actor_sheet, actor_sheet_content, registry, wording
from alianza_desktop.documents.actor_sheet_content import ActorSheet
from alianza_desktop.services import actor_traits, organizations
from alianza_desktop.storage import attachments
from alianza_desktop.storage.database import Database
from tests.builders import world, writing
from tests.documents.actor_samples import actor
from tests.documents.pdf_reading import texts

WORDS = wording.load(actor_sheet_content.WORDING)


def said(content: ActorSheet) -> str:
    return " ".join(texts(actor_sheet.build(content, WORDS).data))


def test_it_says_who_the_actor_is_and_what_it_brings() -> None:
    text = said(actor())
    for words in (
        "Municipalidad Provincial de Condorcanqui", "Público", "Provincial", "Provincia de Condorcanqui",
        "Competencias", "Formular y ejecutar proyectos", "Experiencias", "Por completar.",
    ):  # fmt: skip
        assert words in text


def test_the_contact_is_printed_only_for_internal_use(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        organizations.change(
            session,
            made.municipality,
            {"phone": "987654321", "email": "mesa@example.pe", "contact": "Mesa de partes"},
        )
        public = said(actor_sheet_content.collect(session, made.municipality))
        internal = said(actor_sheet_content.collect(session, made.municipality, internal=True))
    for secret in ("987654321", "mesa@example.pe", "Mesa de partes"):
        assert secret not in public
        assert secret in internal
    assert "uso interno" in internal


def test_the_same_actor_gives_the_same_bytes_and_a_damaged_logo_is_left_out(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        actor_traits.add(session, made.cooperative, "capacity", "Fermentar")
        digest = attachments.put(session, b"not a picture", "image/png")
        organizations.change(session, made.cooperative, {"logo": digest})
        kind = registry.find("actor")
        assert kind.render(session, made.cooperative).data == kind.render(session, made.cooperative).data


def test_long_lists_go_on_to_other_pages() -> None:
    many = tuple(f"Línea {number} de lo que este actor sabe hacer" for number in range(120))
    made = actor_sheet.build(replace(actor(), lists=(("capacity", many),)), WORDS)
    assert made.pages > 1
    assert f"Página {made.pages} de {made.pages}" in texts(made.data)[-1]


def test_the_name_of_its_file_is_plain() -> None:
    assert replace(actor(), short_name="UN Íntercultural / «F. S.»").file_stem == "ficha-un-intercultural-f-s"
