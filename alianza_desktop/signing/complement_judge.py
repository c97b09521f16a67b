"""`verify` of a constancia complementaria: its attachments, read from the file that somebody brings.

The container is judged as an acta's (`container`); what the attachments say, by `complement.check`.
"""

from collections.abc import Mapping

from alianza_desktop.core.canonical import Json
from alianza_desktop.signing import complement, content, reading
from alianza_desktop.signing.complement import Material
from alianza_desktop.signing.reading import Opened
from alianza_desktop.signing.seal import CONSTANCIA_JSON, EVIDENCE_JSON
from alianza_desktop.signing.writing import COMPLEMENT


def is_one(opened: Opened, seal_revision: int) -> bool:
    """Tell whether a sealed file says that it is a constancia: by its attachments, which are judged later."""
    names = opened.at(seal_revision).root["/Names"]["/EmbeddedFiles"]["/Names"]
    return CONSTANCIA_JSON in {str(one) for one in list(names)[::2]}


def read(opened: Opened, seal_revision: int) -> tuple[Mapping[str, Json], Material]:
    """Return what a constancia says and its material; raises as `content.files` and `complement.read`."""
    data = content.files(opened, seal_revision, COMPLEMENT)
    return complement.read(data[CONSTANCIA_JSON], data[EVIDENCE_JSON])


def check_body(opened: Opened, seal_revision: int) -> None:
    """Check that nothing touches the pages; raises as `content.check_body`."""
    start = opened.ends[seal_revision - 1] if seal_revision else 0
    content.check_body(opened, seal_revision, opened.data[:start])


def entries(data: bytes) -> set[str]:
    """Return the hashes of the outcomes that a stored constancia prints."""
    opened = reading.open_strictly(data)
    _said, material = read(opened, opened.last)
    return {one.entry.hash for one in material.people}
