"""Stacked bars of counts: how many of which kind each unit has, as lights or findings are counted on a dashboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhunsheng.model.finding import Severity
from zhunsheng.model.light import Light
from zhunsheng.pictures.drawing import LABEL, SMALL, WIDE, Drawing
from zhunsheng.pictures.letters import text_width
from zhunsheng.pictures.picture import Picture

_MOST, _BAR = 60, 15.0


@dataclass(frozen=True, slots=True)
class Part:
    """One kind that is counted: its word and the token of its colour, with ``pale`` for what asks for no attention."""

    label: str
    colour: str
    pale: bool = False


LIGHT_PARTS = tuple(
    Part(light.label, light.token, light in (Light.MET, Light.NO_DATA))
    for light in (Light.MISSED, Light.AT_RISK, Light.NO_DATA, Light.MET)
)
"""Lights with what is worst first, so that all bars compare where it matters: at the left edge."""
SEVERITY_PARTS = tuple(
    Part(
        severity.label,
        {"error": "error", "warning": "warning-wave", "info": "info"}[severity.value],
        severity is Severity.INFO,
    )
    for severity in Severity
)
"""Findings by severity, the gravest first."""


@dataclass(frozen=True, slots=True)
class Stack:
    """One bar: how many of each part, in the parts' order."""

    label: str
    counts: tuple[int, ...]
    link: str = ""

    @property
    def total(self) -> int:
        """All parts together."""
        return sum(self.counts)


def stacks(
    parts: Sequence[Part],
    rows: Sequence[Stack],
    *,
    caption: str = "",
    note: str = "",
    unit: str = "项",
    width: float = WIDE,
    most: int = _MOST,
) -> Picture:
    """Bars with what comes first in ``parts`` first, the longest of it on top; ``most`` of them are drawn, the table has all."""
    ordered = sorted(rows, key=lambda row: (*(-count for count in row.counts), row.label))
    drawing = Drawing(width)
    caption = caption or _point(parts, ordered, unit)
    y = drawing.head(caption, note or f"单位：{unit}")
    if not any(row.total for row in rows):
        drawing.text(0, y + 16, "还没有可看的内容", colour="ink-faint")
    else:
        _draw(drawing, _key(drawing, y, parts, ordered), parts, ordered, most)
    table = [(row.label, *map(str, row.counts), str(row.total)) for row in ordered]
    return drawing.picture(caption, ("名称", *(part.label for part in parts), "合计"), table)


def _point(parts: Sequence[Part], rows: Sequence[Stack], unit: str) -> str:
    told = [
        f"{part.label}{count}{unit}" for n, part in enumerate(parts) if (count := sum(row.counts[n] for row in rows))
    ]
    if not told:
        return "还没有可看的内容"
    most = rows[0]
    worst = f"，{most.label}{parts[0].label}最多" if len(rows) > 1 and most.counts[0] > rows[1].counts[0] else ""
    return f"共{'、'.join(told)}{worst if most.counts[0] else ''}"


def _key(drawing: Drawing, y: float, parts: Sequence[Part], rows: Sequence[Stack]) -> float:
    """The parts in their order and colours, with their counts."""
    x = 0.0
    for number, part in enumerate(parts):
        word = f"{part.label} {sum(row.counts[number] for row in rows)}"
        if x and x + 16 + text_width(word, SMALL) > drawing.width:
            x, y = 0.0, y + 18
        drawing.rect(x, y, 10, 10, part.colour, opacity=0.4 if part.pale else 0.9)
        x += 14 + drawing.text(x + 14, y + 9.5, word, size=SMALL, colour="ink-soft") + 16
    return y + 24


def _draw(drawing: Drawing, y: float, parts: Sequence[Part], rows: Sequence[Stack], most: int) -> None:
    shown = rows[:most]
    stacked = drawing.width < 480
    room = drawing.width if stacked else min(max(text_width(row.label, LABEL) for row in shown), drawing.width * 0.42)
    left = 0.0 if stacked else room + 14
    unit = (drawing.width - left - max(text_width(str(row.total), LABEL) for row in shown) - 8) / (
        max(r.total for r in shown) or 1
    )
    for row in shown:
        with drawing.mark(link=row.link):
            drawing.text(0, y + 12, row.label, room=room, colour="accent" if row.link else "ink")
            y += 18 if stacked else 0
            x = left
            for part, count in zip(parts, row.counts, strict=True):
                if count:
                    x = _piece(drawing, (x, y, count * unit), row, part, count)
            drawing.text(x + 6, y + 12, str(row.total), colour="ink-soft")
        y += _BAR + 11
    if len(rows) > len(shown):
        drawing.text(0, y + 10, f"其余{len(rows) - len(shown)}个见表", size=SMALL, colour="ink-faint")


def _piece(drawing: Drawing, frame: tuple[float, float, float], row: Stack, part: Part, count: int) -> float:
    x, y, width = frame
    with drawing.mark(f"{row.label}：{part.label}{count}"):
        drawing.rect(x, y, max(width - 1, 0.6), _BAR, part.colour, opacity=0.4 if part.pale else 0.9)
        if text_width(str(count), SMALL) + 6 < width:
            colour = "ink" if part.pale or part.colour == "warning-wave" else "on-accent"
            drawing.text(x + width / 2, y + 11.5, str(count), size=SMALL, anchor="middle", colour=colour)
    return x + width
