"""What this laptop's store keeps of the evidence of an acta, to compare with a file that arrives."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from alianza_desktop.model import ActaVersion
from alianza_desktop.signing import records
from alianza_desktop.signing.witnesses import Seen


def seen(session: Session, version_id: str) -> Sequence[Seen]:
    """Return the entries of every chain of a version that is here and holds; none of one that is not here."""
    version = session.get(ActaVersion, version_id)
    if version is None:
        return ()
    return [
        Seen(chain.device, counter, entry.hash)
        for chain in records.chains(session, version)
        for counter, entry in enumerate(chain.entries)
    ]
