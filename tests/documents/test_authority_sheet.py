"""The page with the code of the authority: what is handed to who will verify."""

from alianza_desktop.documents import authority_sheet
from alianza_desktop.documents.authority_sheet import AuthoritySheet
from tests.documents.pdf_reading import texts

SHEET = AuthoritySheet(
    alliance="Alianza Multiactor Condorcanqui",
    code=("9F3A C81E", "1E6F 90A3"),
    until="23/11/2046",
    day="2026-11-23",
)


def test_it_says_the_code_and_how_it_is_used() -> None:
    made = authority_sheet.build(SHEET)
    said = " ".join(" ".join(texts(made.data)).split())
    for words in ("9F3A C81E", "1E6F 90A3", "23/11/2046", "Alianza Multiactor Condorcanqui", "--ca CÓDIGO"):
        assert words in said
    assert made.pages == 1
    assert made.data == authority_sheet.build(SHEET).data
