"""Radar: what share of its points each kind of indicator earned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, pi, sin

from zhunsheng.pictures.bars import BarRow, progress
from zhunsheng.pictures.drawing import LABEL, SMALL, WIDE, Drawing
from zhunsheng.pictures.figures import BLANK, percent, plain
from zhunsheng.pictures.letters import wrap
from zhunsheng.pictures.picture import Picture

_FEWEST, _MOST = 3, 12


@dataclass(frozen=True, slots=True)
class Axis:
    """One kind of indicator: points earned of points possible; ``score`` ``None`` is not yet scored."""

    label: str
    score: Decimal | None
    full: Decimal
    link: str = ""

    @property
    def share(self) -> Decimal | None:
        """Points earned in percent of points possible; blank without either."""
        return None if self.score is None or self.full <= 0 else self.score / self.full * 100


def radar(axes: Sequence[Axis], *, caption: str = "", note: str = "", width: float = WIDE) -> Picture:
    """Shares of points around a middle. Fewer than 3 axes or more than 12 make no radar: they are drawn as bars."""
    caption = caption or radar_point(axes)
    note = note or "得分占分值的百分比，外圈为满分"
    columns = ("维度", "得分", "分值", "得分率")
    rows = [(axis.label, plain(axis.score), plain(axis.full), percent(axis.share)) for axis in axes]
    if not _FEWEST <= len(axes) <= _MOST:
        bars = [BarRow(axis.label, axis.share, Decimal(100), link=axis.link) for axis in axes]
        drawn = progress(bars, caption=caption, note="得分占分值的百分比，竖线为满分", width=width)
        return Picture(drawn.svg, caption, columns, tuple(rows), drawn.width, drawn.height)
    drawing = Drawing(width)
    _draw(drawing, drawing.head(caption, note), axes)
    return drawing.picture(caption, columns, rows)


def radar_point(axes: Sequence[Axis]) -> str:
    """The sentence of the picture: the weakest axis."""
    known = [(axis.share, axis) for axis in axes if axis.share is not None]
    if not known:
        return "还没有得分"
    share, weakest = min(known, key=lambda pair: pair[0])
    if share == 100:
        return "各维度都是满分"
    return f"{weakest.label}得分率最低，为{percent(share)}"


def _draw(drawing: Drawing, top: float, axes: Sequence[Axis]) -> None:
    radius = min(120.0, drawing.width * 0.27)
    x, y = drawing.width / 2, top + radius + 40
    turns = [2 * pi * number / len(axes) - pi / 2 for number in range(len(axes))]

    def at(turn: float, share: float) -> tuple[float, float]:
        reach = radius * min(max(share, 0.0), 100.0) / 100
        return x + reach * cos(turn), y + reach * sin(turn)

    for ring in (20, 40, 60, 80, 100):
        drawing.area(
            [at(turn, ring) for turn in turns], "paper-tint" if ring == 100 else "", opacity=0.6
        ) if ring == 100 else None
        drawing.line([at(turn, ring) for turn in [*turns, turns[0]]], "rule" if ring == 100 else "rule-soft")
    for turn in turns:
        drawing.line([(x, y), at(turn, 100)], "rule-soft")
    known = [(turn, float(axis.share)) for turn, axis in zip(turns, axes, strict=True) if axis.share is not None]
    points = [at(turn, share) for turn, share in known]
    if len(points) > 2:
        drawing.area(points, "accent", opacity=0.18)
    # The outline breaks where a score is missing: a line across the gap would claim a value there.
    for number, (turn, axis) in enumerate(zip(turns, axes, strict=True)):
        following = axes[(number + 1) % len(axes)]
        if axis.share is not None and following.share is not None:
            after = at(turns[(number + 1) % len(axes)], float(following.share))
            drawing.line([at(turn, float(axis.share)), after], "accent", width=2)
    for px, py in points:
        drawing.circle(px, py, 3.6, "accent", stroke="paper", width=1.2)
    for turn, axis in zip(turns, axes, strict=True):
        _name(drawing, at(turn, 100), turn, axis, x)
    drawing.reach(y + radius + 36)


def _name(drawing: Drawing, end: tuple[float, float], turn: float, axis: Axis, middle: float) -> None:
    side = cos(turn)
    anchor = "middle" if abs(side) < 0.2 else "start" if side > 0 else "end"
    x = end[0] + (0 if anchor == "middle" else 10 if side > 0 else -10)
    room = drawing.width * 0.5 if anchor == "middle" else (drawing.width - x if side > 0 else x)
    score = BLANK if axis.score is None else plain(axis.score)
    lines = wrap(axis.label, LABEL, room, most=2)
    block = len(lines) * 16 + 14
    y = end[1] - block - 2 + 6 if sin(turn) < -0.8 else end[1] + 16 if sin(turn) > 0.8 else end[1] - block / 2 + 11
    with drawing.mark(f"{axis.label}：得{score}分，满分{plain(axis.full)}分", axis.link):
        for line in lines:
            drawing.text(x, y, line, anchor=anchor, colour="accent" if axis.link else "ink", room=room)
            y += 16
        drawing.text(x, y - 1, f"{score} / {plain(axis.full)}", size=SMALL, colour="ink-soft", anchor=anchor, room=room)
