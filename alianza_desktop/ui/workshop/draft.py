"""A workshop that is being planned: what is typed, kept on this laptop until it is created. No Qt."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import fold
from alianza_desktop.services import workshop_proposal
from alianza_desktop.services.mesas import MesaPlan
from alianza_desktop.services.workshop_changes import days_between, shifted_day
from alianza_desktop.services.workshops import AgendaPlan, SessionPlan, WorkshopPlan
from alianza_desktop.services.year_lines import YearLines
from alianza_desktop.ui.workshop.specs import LINES, ON, WHERE, Line

TEXTS = (
    "name", "starts_on", "modality", "place", "city", "host", "convened_by", "conducted_by", "rapporteur",
    "decade_line", "year_line",
)  # fmt: skip
"""Fields that the plan has under the same name, as text."""


@dataclass(slots=True, repr=False)
class Draft:
    """Fields as the form has them, and the lines in order."""

    values: dict[str, str] = field(default_factory=dict)
    lines: dict[str, list[Line]] = field(default_factory=lambda: {kind: [] for kind in LINES})
    last: int = 0
    """The highest key that a line was given."""

    def add(self, kind: str, values: Mapping[str, str], at: int | None = None) -> Line:
        """Add a line, at the end unless a place is given."""
        self.last += 1
        line = Line(str(self.last), {spec.key: values.get(spec.key, "") for spec in LINES[kind]})
        self.lines[kind].insert(len(self.lines[kind]) if at is None else at, line)
        return line

    def place_of(self, kind: str, key: str) -> int:
        return next(place for place, line in enumerate(self.lines[kind]) if line.key == key)

    def write(self, kind: str, key: str, name: str, value: str) -> None:
        """Change a field of a line; an agenda moves with the hour of the first session."""
        place = self.place_of(kind, key)
        line = self.lines[kind][place]
        before = line.values[name]
        self.lines[kind][place] = replace(line, values=line.values | {name: value})
        if kind == "sessions" and name == "starts_at" and place == 0:
            self._shift_agenda(workshop_proposal.minutes_between(before, value))

    def _shift_agenda(self, minutes: int) -> None:
        self.lines["agenda"] = [
            replace(line, values=line.values | {"starts_at": workshop_proposal.later(hour, minutes)})
            if (hour := line.values["starts_at"])
            else line
            for line in self.lines["agenda"]
        ]

    def set_day(self, day: str) -> None:
        """Change the day of the workshop: its sessions move with it."""
        moved = days_between(self.values["starts_on"], day)
        self.values["starts_on"] = day
        self.lines["sessions"] = [
            replace(line, values=line.values | {"date": shifted_day(date, moved) if date else day})
            for line in self.lines["sessions"]
            for date in (line.values["date"],)
        ]

    def set_year(self, before: YearLines, after: YearLines) -> None:
        """Change the official lines to those of another year, where nobody wrote others."""
        for name in ("decade_line", "year_line"):
            if self.values[name] in ("", getattr(before, name)):
                self.values[name] = getattr(after, name)

    def set_stage(self, stage: str) -> None:
        """Change the stage; the name follows while nobody wrote another."""
        if self.values["name"] in ("", catalogs.label("stage", self.values["stage"])):
            self.values["name"] = catalogs.label("stage", stage)
        self.values["stage"] = stage


def of_plan(plan: WorkshopPlan) -> Draft:
    """Return a draft that says what a plan says."""
    made = Draft({name: getattr(plan, name) for name in TEXTS})
    made.values |= {
        "stage": str(plan.stage),
        WHERE: catalogs.place_name(plan.ubigeo),
        "with_society": ON if plan.with_society else "",
    }
    for kind, parts in (("sessions", plan.sessions), ("mesas", plan.mesas), ("agenda", plan.agenda)):
        for part in parts:
            values = {spec.key: getattr(part, spec.key) for spec in LINES[kind]}
            made.add(kind, {key: "" if value is None else str(value) for key, value in values.items()})
    return made


def plan_of(draft: Draft, ubigeo: str) -> WorkshopPlan:
    """Return the plan that a draft makes; the ubigeo is what its place was understood as."""
    values = draft.values
    return WorkshopPlan(
        stage=int(values["stage"]),
        ubigeo=ubigeo,
        with_society=values["with_society"] == ON,
        sessions=tuple(SessionPlan(**line.values) for line in draft.lines["sessions"]),
        mesas=tuple(
            MesaPlan(**line.values | {"capacity": number(line.values["capacity"])})  # type: ignore[arg-type]
            for line in draft.lines["mesas"]
        ),
        agenda=tuple(
            AgendaPlan(**line.values | {"minutes": number(line.values["minutes"])})  # type: ignore[arg-type]
            for line in draft.lines["agenda"]
        ),
        **{name: values[name] for name in TEXTS},
    )


def number(text: str) -> int | None:
    """Return a number that a form wrote, or none."""
    return int(text) if text.isdecimal() else None


def write(draft: Draft) -> str:
    """Return a draft as the text that is kept."""
    lines = {kind: [[line.key, line.values] for line in lines] for kind, lines in draft.lines.items()}
    return json.dumps({"values": draft.values, "lines": lines, "last": draft.last}, ensure_ascii=False)


def read(text: str, start: Draft) -> Draft:
    """Return a kept draft; fields that it lacks, because an older program kept it, are those of `start`."""
    kept: dict[str, Any] = json.loads(text)
    made = Draft({key: kept["values"].get(key, value) for key, value in start.values.items()})
    for kind, specs in LINES.items():
        for key, values in kept["lines"].get(kind, ()):
            made.lines[kind].append(Line(key, {spec.key: values.get(spec.key, "") for spec in specs}))
    made.last = kept["last"]
    return made


def missing_mesas(draft: Draft, plans: tuple[MesaPlan, ...]) -> tuple[MesaPlan, ...]:
    """Return the mesas of another workshop that the draft has not."""
    here = {fold(line.values["name"]) for line in draft.lines["mesas"]}
    return tuple(one for one in plans if fold(one.name) not in here)
