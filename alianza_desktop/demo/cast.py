"""Who is in the rehearsal: public institutions of the territory, made-up people of the places they serve."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

LANGUAGES = ("castellano", "castellano", "awajún y castellano", "wampis y castellano")


@dataclass(frozen=True, slots=True, repr=False)
class Guest:
    """A fictional person with the institution they act for."""

    document: str
    given_names: str
    paternal_surname: str
    maternal_surname: str
    organization: str
    sector: str
    position: str
    phone: str
    language: str


def guests(script: Mapping[str, Any], random: Random, count: int) -> tuple[Guest, ...]:
    """Return that many people, no two with the same document or the same whole name."""
    names = script["names"]
    made: dict[str, Guest] = {}
    taken: set[tuple[str, str, str]] = set()
    while len(made) < count:
        name = (
            random.choice(names["women"] + names["men"]),
            random.choice(names["surnames"]),
            random.choice(names["surnames"]),
        )
        document = f"{random.randrange(1_000_000, 80_000_000):08d}"
        if name in taken or document in made or name[1] == name[2]:
            continue
        taken.add(name)
        body = script["organization"][len(made) % len(script["organization"])]
        made[document] = Guest(
            document=document,
            given_names=name[0],
            paternal_surname=name[1],
            maternal_surname=name[2],
            organization=body["name"],
            sector=body["sector"],
            position=random.choice(body["positions"]),
            phone=f"9{random.randrange(10**7, 10**8)}" if random.random() < 0.7 else "",
            language=random.choice(LANGUAGES),
        )
    return tuple(made.values())


def signature(random: Random, width: int = 9000, height: int = 3000) -> dict[str, Any]:
    """Return a made-up signature as ink: strokes in hundredths of a millimetre inside its box."""
    strokes = []
    x = width // 10
    for _ in range(random.randrange(2, 4)):
        stroke: list[int] = []
        for step in range(random.randrange(24, 40)):
            wave = (step % 8 - 4) * random.randrange(60, 220)
            x = min(width - 200, x + random.randrange(20, 160))
            stroke += [x, max(200, min(height - 200, height // 2 + wave))]
        strokes.append(stroke)
        x = max(width // 10, x - random.randrange(1500, 4000))
    return {"v": 1, "w": width, "h": height, "strokes": strokes}
