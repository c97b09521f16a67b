"""A believable stream of operations of three laptops: people arrive, sit, agree, and are corrected.

New records come in order of their ids, as uuid7 makes them; most edits touch what was written lately.
"""

from collections.abc import Iterator
from random import Random
from typing import Any, Final

from alianza_desktop.core.ids import seeded
from alianza_desktop.storage.log import Run
from alianza_desktop.storage.operations import Members, write_members
from tests.storage.replicas import Forger

RECENT: Final = 3_000
"""Edits fall on the records that one of the last this many operations wrote."""

_NAMES: Final = ("Rosa", "Nugkuag", "Elías", "Yampis", "María", "Esamat", "Segundo", "Wajai", "Ñahui", "Flor")
_SHARES: Final = {"attendance": 34, "invitation": 14, "person": 14, "agreement": 10, "seating": 8, "edit": 20}


class Workload:
    """Makes runs for three devices, each a commit of the given number of operations."""

    def __init__(self, seed: int = 1) -> None:
        self._random = Random(seed)
        self._ids = seeded(seed)
        self._devices = [Forger(number) for number in (11, 12, 13)]
        self._lamport = 0
        self._recent: list[tuple[str, str]] = []
        self._heads: dict[tuple[str, str], tuple[str, int]] = {}
        self._persons = [self._ids() for _ in range(50)]

    @property
    def keys(self) -> dict[str, bytes]:
        return {device.device: device.key for device in self._devices}

    def runs(self, count: int, size: int) -> Iterator[Run]:
        for step in range(count):
            device = self._devices[step % len(self._devices)]
            yield device.run(*(self._members(device, place + 1) for place in range(size)))

    def _members(self, device: Forger, step: int) -> Members:
        self._lamport += 1
        kind = self._random.choices(list(_SHARES), list(_SHARES.values()))[0]
        if kind == "edit" and self._recent:
            entity, record = self._random.choice(self._recent[-RECENT:])
            values = self._edit(entity)
            seen = {name: [self._heads[record, name]] for name in values if (record, name) in self._heads}
        else:
            entity, record = "person" if kind == "edit" else kind, self._ids()
            values, seen = self._new(entity, record), {}
            if entity in {"person", "agreement"}:
                self._recent.append((entity, record))
        members = device.members(step, entity=entity, record=record, lamport=self._lamport)
        for name in values:
            self._heads[record, name] = (device.device, members["seq"])
        return members | write_members(values, {name: tuple(ids) for name, ids in seen.items()}, ())

    def _new(self, entity: str, record: str) -> dict[str, Any]:
        person = self._random.choice(self._persons[-RECENT:])
        if entity == "person":
            self._persons.append(record)
        makers: dict[str, dict[str, Any]] = {
            "person": {
                "document_type": "1",
                "document_number": str(self._random.randrange(10_000_000, 99_999_999)),
                "given_names": self._word(),
                "paternal_surname": self._word(),
                "maternal_surname": self._word(),
                "organization_id": self._persons[0],
                "position": "Representante",
                "phone": "9" + str(self._random.randrange(10_000_000, 99_999_999)),
            },
            "invitation": {"workshop_id": self._persons[1], "person_id": person, "quality": "guest"},
            "seating": {
                "workshop_id": self._persons[1],
                "person_id": person,
                "mesa_id": self._persons[2],
            },
            "attendance": {
                "workshop_id": self._persons[1],
                "session_id": self._persons[3],
                "person_id": person,
                "organization_id": self._persons[0],
                "sector": "society",
                "quality": "titular",
                "mode": "in_person",
                "at": "2026-11-23T08:41:00.000-05:00",
            },
            "agreement": {
                "workshop_id": self._persons[1],
                "mesa_id": self._persons[2],
                "kind": "acuerdo",
                "text": " ".join(self._word() for _ in range(25)),
                "organization_id": self._persons[0],
                "person_id": person,
                "due_on": "2027-03-31",
                "permanent": False,
                "amount": self._random.randrange(10_000_000),
                "order_key": "a0",
            },
        }
        return makers[entity]

    def _edit(self, entity: str) -> dict[str, Any]:
        if entity == "agreement":
            changed = {"text": " ".join(self._word() for _ in range(25)), "due_on": "2027-06-30"}
        else:
            changed = {"phone": "9" + str(self._random.randrange(10_000_000, 99_999_999))}
            changed |= {"maternal_surname": self._word()} if self._random.random() < 0.3 else {}
        return changed

    def _word(self) -> str:
        return self._random.choice(_NAMES)
