"""Marks of several experts beside each other: where on each item's points every one of them stands, and how far apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhunsheng.pictures.drawing import LABEL, SMALL, WIDE, Drawing
from zhunsheng.pictures.figures import BLANK, Scale, plain
from zhunsheng.pictures.letters import text_width
from zhunsheng.pictures.picture import Picture

_ROW = 26.0


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One item: its full points, each expert's mark (``None``: none), the score they come to, whether they lie too far apart."""

    label: str
    full: Decimal
    marks: tuple[Decimal | None, ...]
    score: Decimal | None
    is_apart: bool = False
    link: str = ""


def marks_picture(
    experts: Sequence[str], rows: Sequence[MarkRow], *, caption: str = "", note: str = "", width: float = WIDE
) -> Picture:
    """A line for each item from nothing to its full points, a ring for each expert, an upright stroke for the score."""
    caption = caption or _point(rows)
    drawing = Drawing(width)
    top = drawing.head(caption, note or "横线从0到该项分值，圆圈是各位专家的打分，竖线是得分；相距过大的标▲")
    stacked = drawing.width < 480
    names = max((text_width(row.label, LABEL) for row in rows), default=0.0)
    room = drawing.width if stacked else min(names + 18, drawing.width * 0.42)
    left, y = (8.0 if stacked else room + 16), top + 6
    for row in rows:
        y = _row(drawing, y, row, Scale(0.0, 1.0, left, drawing.width - 92, ()), room, stacked)
    columns = ("指标", "分值", *experts, "相差", "得分")
    table = [
        (row.label, plain(row.full), *(plain(mark) for mark in row.marks), plain(_spread(row)), plain(row.score))
        for row in rows
    ]
    return drawing.picture(caption, columns, table)


def _row(drawing: Drawing, y: float, row: MarkRow, shares: Scale, room: float, stacked: bool) -> float:
    line = y + (26 if stacked else 10)
    known = [mark for mark in row.marks if mark is not None]
    told = f"{row.label}（{plain(row.full)}分）：打分{'、'.join(map(plain, row.marks))}，得分{plain(row.score)}"
    with drawing.mark(told, row.link):
        lead = "▲" if row.is_apart else ""
        colour = "at-risk" if row.is_apart else "accent" if row.link else "ink"
        drawing.text(0, y + 14, lead + row.label, room=room, colour=colour)
        drawing.line([(shares.start, line), (shares.end, line)], "rule-soft", width=2)
        for share in (0, 1):
            drawing.line([(shares.at(share), line - 3), (shares.at(share), line + 3)], "rule")
        if known and row.full > 0:
            ends = [shares.at(mark / row.full) for mark in (min(known), max(known))]
            drawing.line([(ends[0], line), (ends[1], line)], "at-risk" if row.is_apart else "accent", width=2)
            for mark in known:
                drawing.circle(
                    shares.at(mark / row.full), line, 4.5, "paper", stroke="at-risk" if row.is_apart else "accent"
                )
        if row.score is not None and row.full > 0:
            at = shares.at(row.score / row.full)
            drawing.line([(at, line - 8), (at, line + 8)], "ink", width=2)
        figure = plain(row.score) if row.score is not None else BLANK
        shown = f"{figure} / {plain(row.full)}"
        drawing.text(drawing.width, line + 4, shown, anchor="end", size=SMALL + 1, colour="ink-soft")
    return drawing.reach(y + _ROW + (16 if stacked else 0))


def _spread(row: MarkRow) -> Decimal | None:
    known = [mark for mark in row.marks if mark is not None]
    return max(known) - min(known) if known else None


def _point(rows: Sequence[MarkRow]) -> str:
    """The sentence of the picture: where experts lie furthest apart."""
    far = [row for row in rows if row.is_apart]
    if far:
        most = max(far, key=lambda row: _spread(row) or Decimal(0))
        return f"{len(far)}项专家相距过大，最大的是{most.label}（{plain(_spread(most))}分）"
    if not any(mark is not None for row in rows for mark in row.marks):
        return "还没有专家打分"
    most = max(rows, key=lambda row: _spread(row) or Decimal(0))
    return (
        f"各位专家看法接近，相差最大的是{most.label}（{plain(_spread(most))}分）"
        if _spread(most)
        else "各位专家打分一致"
    )
