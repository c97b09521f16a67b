"""The boxes where each signatory's outcome is seen: ink, «Se negó a firmar», a place to sign digitally.

Ink is drawn as one vector path of straight lines between its own points, fitted to the box and never larger
than life, so that it can be compared with `evidencia.json`. Reasons and notes too long for a box go, whole,
to numbered notes after the boxes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.platypus import TableStyle

from alianza_desktop.core.format_es import hour
from alianza_desktop.documents import parts
from alianza_desktop.documents.acta_content import Signatory
from alianza_desktop.documents.layout import HAIR, LINE
from alianza_desktop.documents.parts import Drawn, Part, markup, plain, strong, words
from alianza_desktop.documents.wording import Wording
from alianza_desktop.signing.chains import Standing
from alianza_desktop.signing.evidence import Outcome
from alianza_desktop.signing.ink import Ink
from alianza_desktop.signing.seal import PERSON_FIELD, Field

BLOCK: Final = 84.5
GUTTER: Final = 5.0
"""Widths in millimetres: two blocks and a gutter fill the column of 174."""
PAD: Final = 9.0
"""Points between a block's border and what it holds."""
INK_HEIGHT: Final = 23 * mm
INK_COLOUR: Final = HexColor("#101820")
PEN: Final = 2.0
"""Points of the pen at life size: finer than the pad's, as a pen on paper."""
FITTING: Final = 180
"""Characters of a reason or note that a block holds; longer ones become notes."""


class InkDrawing(Drawn):
    """A signature's strokes, centred in a box."""

    def __init__(self, ink: Ink, width: float, height: float) -> None:
        super().__init__(width, height)
        self._ink = ink

    def draw(self) -> None:
        points = [
            (x, y) for stroke in self._ink.strokes for x, y in zip(stroke[::2], stroke[1::2], strict=True)
        ]
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        top, bottom = min(y for _, y in points), max(y for _, y in points)
        life = mm / 100
        scale = min(life, (self.width - 6) / max(right - left, 1), (self.height - 6) / max(bottom - top, 1))
        x0 = (self.width - (right - left) * scale) / 2 - left * scale
        y0 = (self.height + (bottom - top) * scale) / 2 + top * scale
        path = self.canv.beginPath()
        for stroke in self._ink.strokes:
            path.moveTo(x0 + stroke[0] * scale, y0 - stroke[1] * scale)
            for x, y in zip(stroke[::2], stroke[1::2], strict=True):
                path.lineTo(x0 + x * scale, y0 - y * scale)
        self.canv.setStrokeColor(INK_COLOUR)
        self.canv.setLineWidth(max(0.7, PEN * scale / life))
        self.canv.setLineCap(1)
        self.canv.setLineJoin(1)
        self.canv.drawPath(path, stroke=1, fill=0)


class FieldPlace(Drawn):
    """A dashed place for a digital signature; it notes where it was drawn, for the named field."""

    def __init__(self, name: str, label: str, width: float, height: float, found: list[Field]) -> None:
        super().__init__(width, height)
        self._name, self._label, self._found = name, label, found

    def draw(self) -> None:
        self.canv.setStrokeColor(LINE)
        self.canv.setLineWidth(0.6)
        self.canv.setDash(2, 2)
        self.canv.rect(0, 0, self.width, self.height - 2, stroke=1, fill=0)
        x, y = self.canv.absolutePosition(0, 0)
        box = (round(x, 2), round(y, 2), round(x + self.width, 2), round(y + self.height - 2, 2))
        self._found.append(Field(self._name, self.canv.getPageNumber() - 1, box, self._label))


@dataclass(slots=True, repr=False)
class Blocks:
    """The signature blocks while they are laid out: fields found and texts set aside as notes."""

    inks: Mapping[str, Ink]
    wording: Wording
    document: Wording
    """The acta's own wording, for its terms (documents, qualities)."""
    fields: list[Field] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    later: bool = False
    """After the seal: no field is prepared for who will sign digitally."""

    def build(self, people: Sequence[Signatory], standings: Mapping[str, Standing]) -> list[Part]:
        """Return rows of two blocks, in signing order, then the notes."""
        return self.build_each([(one, standings.get(one.id)) for one in people])

    def build_each(self, rows_of: Sequence[tuple[Signatory, Standing | None]]) -> list[Part]:
        """Return the same of people who may come more than once."""
        blocks = [self._block(number, *row) for number, row in enumerate(rows_of, 1)]
        rows = [_row(blocks[start : start + 2]) for start in range(0, len(blocks), 2)]
        return [*(part for row in rows for part in (row, parts.gap(9))), *self._notes()]

    def _block(self, number: int, one: Signatory, standing: Standing | None) -> list[Part]:
        entry = standing.stands if standing else None
        outcome = standing.outcome if standing else None
        at = str(entry.facts["at"]) if entry else ""
        return [
            markup(self._heading(number, outcome, at, undecided=bool(standing and not entry)), parts.SMALL),
            *self._inside(number, one, outcome),
            parts.gap(3),
            markup(strong(one.name), parts.VALUE),
            *(words(line, parts.SIGNATORY) for line in self._identity(one) if line),
            *(words(line, parts.SMALL) for line in self._remarks(outcome) if line),
        ]

    @property
    def _width(self) -> float:
        return float(BLOCK * mm - 2 * PAD)

    def _heading(self, number: int, outcome: Outcome | None, at: str, *, undecided: bool) -> str:
        if outcome is None:
            said = self.wording("signatures.undecided" if undecided else "signatures.nothing")
        elif outcome.outcome == "digital" and self.later:
            said = self.wording.term("event", outcome.outcome)
        elif outcome.outcome == "digital":
            said = self.wording("signatures.field")
        else:
            said = self.wording(
                "signatures.hour", outcome=self.wording.term("outcome", outcome.outcome), hour=hour(at)
            )
        return f"{strong(str(number))}&nbsp;&nbsp;{plain(said)}"

    def _inside(self, number: int, one: Signatory, outcome: Outcome | None) -> list[Part]:
        if outcome is not None and outcome.outcome == "ink":
            return [InkDrawing(self.inks[outcome.ink], self._width, INK_HEIGHT), self._base_line()]
        if outcome is not None and outcome.outcome == "digital" and not self.later:
            return [FieldPlace(PERSON_FIELD.format(number), one.name, self._width, INK_HEIGHT, self.fields)]
        said = self._said_inside(outcome) if outcome else []
        styles = (parts.STATED, parts.STATED_MORE, parts.STATED_MORE)
        text = [words(line, style) for line, style in zip(said, styles, strict=False)]
        used = sum(float(part.wrap(self._width, 1e6)[1]) for part in text)
        above = max(4.0, (INK_HEIGHT - used) / 2)
        below = max(4.0, INK_HEIGHT - used - above)
        return [parts.gap(above), *text, parts.gap(below), self._base_line()]

    def _base_line(self) -> Part:
        return parts.Rule(self._width, 0.5, HAIR)

    def _said_inside(self, outcome: Outcome) -> list[str]:
        wording, code = self.wording, outcome.outcome
        if code == "digital":
            return [wording.term("event", code)]
        if code == "left":
            return [wording("signatures.left", left_at=outcome.left_at), *self._reason(outcome)]
        said = [wording.term("inside", code)]
        if code == "refused":
            return [*said, *(self._reason(outcome) or [wording("signatures.no_reason")])]
        original = wording.clause("signatures.original", paper=outcome.paper)
        return [*said, *filter(None, (original, *self._reason(outcome)))]

    def _reason(self, outcome: Outcome) -> list[str]:
        reason = outcome.reason
        return self._short("signatures.reason", "signatures.long_reason", reason, reason=reason)

    def _remarks(self, outcome: Outcome | None) -> list[str]:
        if outcome is None:
            return []
        signed_for = self.wording.clause("signatures.signed_for", signed_for_by=outcome.signed_for_by)
        noted = self._short("signatures.note", "signatures.long_note", outcome.note, note=outcome.note)
        return [signed_for, *noted]

    def _short(self, key: str, long_key: str, text: str, **facts: str) -> list[str]:
        """Return the sentence with its text, or with the number of the note that holds it."""
        if not text:
            return []
        if len(text) <= FITTING and text.count("\n") < 3:
            return [self.wording(key, **facts)]
        self.notes.append(text)
        return [self.wording(long_key, number=len(self.notes))]

    def _identity(self, one: Signatory) -> list[str]:
        document = " ".join(
            filter(None, (self.document.term("document", one.document_type), one.document_number))
        )
        capacity = self.document.term("quality", one.quality)
        return [
            " · ".join(filter(None, (document, capacity))),
            one.position,
            one.organization,
            self.wording.clause("signatures.accreditation", accreditation=one.accreditation),
            self.document.clause("attendees.represents", person=one.represents) if one.represents else "",
        ]

    def _notes(self) -> list[Part]:
        if not self.notes:
            return []
        heading = words(self.wording("signatures.notes"), parts.SUBSECTION)
        return [
            heading,
            *(
                parts.numbered(f"{number}.", plain(text).replace("\n", "<br/>"))
                for number, text in enumerate(self.notes, 1)
            ),
        ]


def _row(blocks: Sequence[list[Part]]) -> Part:
    cells = [blocks[0], "", blocks[1] if len(blocks) > 1 else ""]
    boxes = [("BOX", (column, 0), (column, 0), 0.6, LINE) for column in (0, 2)[: len(blocks)]]
    style = [
        *parts.PLAIN,
        ("LEFTPADDING", (0, 0), (-1, -1), PAD),
        ("RIGHTPADDING", (0, 0), (-1, -1), PAD),
        ("TOPPADDING", (0, 0), (-1, -1), 5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
        *boxes,
    ]
    widths = [BLOCK * mm, GUTTER * mm, BLOCK * mm]
    return parts.Grid([cells], colWidths=widths, style=TableStyle(style), hAlign="LEFT")
