"""A process that signs and seals an acta until it is killed: each line it writes was acknowledged.

`python -m tests.documents.signer FOLDER ACTA INSTRUCTIONS`: after so many instructions of SQLite (0: never)
it kills itself in the middle of whatever it is doing; so it does when nothing is left to do.
"""

import os
import signal
import sys
from pathlib import Path

from sqlalchemy.orm import Session

from alianza_desktop.core.clock import SystemClock
from alianza_desktop.documents import issue
from alianza_desktop.services import actas, seal_role
from alianza_desktop.signing import records
from alianza_desktop.signing.evidence import Entry
from alianza_desktop.storage.database import Database
from tests.builders import writing
from tests.documents.test_issue import SIGNED, stated
from tests.storage.registrar import die_after

PAPER = stated("paper", identified_by="known")


def main(folder: str, acta: str, instructions: str) -> None:
    with Database.open(Path(folder), clock=SystemClock()) as store:
        if int(instructions):
            die_after(store, int(instructions))
        while told := step(store, acta):
            sys.stdout.write(told + "\n")
            sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGKILL)


def step(store: Database, acta: str) -> str:
    """Do what comes next, in a transaction of its own; return the hash of what it wrote, if anything."""
    with writing(store) as session:
        version = issue.frozen(session, acta)
        if seal_role.seals(session, version.id):
            return ""
        first, second = (one["id"] for one in actas.frozen_signatories(session, version))
        found = records.standings(session, version)
        if first not in found:
            row = issue.record_outcome(session, acta, first, SIGNED)
        elif second not in found:
            row = issue.record_outcome(session, acta, second, stated("refused"))
        elif len(found[second].outcomes) == 1:
            row = issue.record_outcome(session, acta, second, PAPER)
        elif found[second].stands is None:
            row = issue.choose(session, acta, second, max(one.hash for one in found[second].outcomes))
        else:
            return issue.seal(session, acta).file_hash
        return Entry(row.body, row.signature).hash


def kept(session: Session, acta: str) -> set[str]:
    """Return the hashes of the outcomes, the choices and the seal that a store holds, each checked."""
    version = issue.frozen(session, acta)
    entries = [entry for chain in records.chains(session, version) for entry in chain.entries]
    written = {one.hash for one in entries if one.facts["kind"] in ("outcome", "choice")}
    return written | {one.file_hash for one in seal_role.seals(session, version.id)}


if __name__ == "__main__":
    main(*sys.argv[1:])
