"""Lying bars with long Chinese names: rankings, and progress against a target."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from zhunsheng.model.light import Light
from zhunsheng.pictures.drawing import LABEL, SMALL, WIDE, Drawing
from zhunsheng.pictures.figures import Scale, fixed, percent, plain
from zhunsheng.pictures.letters import text_width
from zhunsheng.pictures.lights import draw_light
from zhunsheng.pictures.picture import Picture

_MOST = 60


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar: ``value`` ``None`` is unknown (drawn as an open dash), 0 is a known nothing (drawn as a line)."""

    label: str
    value: Decimal | None
    target: Decimal | None = None
    light: Light | None = None
    link: str = ""
    note: str = ""
    """What hovering adds to name and value."""


@dataclass(frozen=True, slots=True)
class _Frame:
    drawing: Drawing
    bars: Scale
    stacked: bool
    """Names stand above their bars: on a phone, or where a name needs the whole width."""
    name_room: float
    words: Callable[[Decimal | None], str]


def ranking(
    rows: Sequence[BarRow],
    *,
    caption: str = "",
    note: str = "",
    unit: str = "",
    width: float = WIDE,
    ordered: bool = True,
    places: int | None = None,
) -> Picture:
    """Bars from the largest down, unknown ones last; negative values grow to the left of the zero line. ``places`` is how
    many decimals every value prints (scores and money have two); without it as many as say something."""
    words = plain if places is None else partial(fixed, places=places)
    known = [row for row in rows if row.value is not None]
    if ordered:
        known.sort(key=lambda row: row.value or Decimal(0), reverse=True)
    listed = [*known, *(row for row in rows if row.value is None)] if ordered else list(rows)
    if not caption:
        caption = f"{known[0].label}居首，{words(known[0].value)}{unit}" if known else "没有可比的数"
    table = [(row.label, words(row.value)) for row in listed]
    columns = ("名称", f"数值（{unit}）" if unit else "数值")
    return _bars(listed, caption, note or (f"单位：{unit}" if unit else ""), width, words, (columns, table))


def progress(
    rows: Sequence[BarRow], *, elapsed: Decimal | None = None, caption: str = "", note: str = "", width: float = WIDE
) -> Picture:
    """How far each thing has come, in percent, with a mark where it should be.

    ``elapsed`` is one mark for all (the share of the year gone by); a row's own ``target`` goes before it.
    """
    caption = caption or _progress_point(rows, elapsed)
    columns = ("名称", "完成", "应达到", "状态")
    table = [
        (row.label, percent(row.value), percent(_goal(row, elapsed)), row.light.label if row.light else "")
        for row in rows
    ]
    marked = [BarRow(row.label, row.value, _goal(row, elapsed), row.light, row.link, row.note) for row in rows]
    note = note or (f"竖线为应达到的进度；时间已过{percent(elapsed)}" if elapsed is not None else "竖线为目标")
    return _bars(marked, caption, note, width, percent, (columns, table))


def _goal(row: BarRow, elapsed: Decimal | None) -> Decimal | None:
    return row.target if row.target is not None else elapsed


def _progress_point(rows: Sequence[BarRow], elapsed: Decimal | None) -> str:
    judged = [(row, goal) for row in rows if row.value is not None and (goal := _goal(row, elapsed)) is not None]
    behind = [row for row, goal in judged if row.value is not None and row.value < goal]
    unknown = sum(row.value is None for row in rows)
    tail = f"，{unknown}项没有数" if unknown else ""
    if not judged:
        return f"{len(rows)}项进度{tail}" if rows else "还没有进度"
    return f"{len(judged)}项中{len(behind)}项落后{tail}" if behind else f"{len(judged)}项都跟上了进度{tail}"


def _bars(
    rows: Sequence[BarRow], caption: str, note: str, width: float, words: Callable[[Decimal | None], str],
    table: tuple[Sequence[str], Sequence[Sequence[str]]],
) -> Picture:  # fmt: skip
    drawing = Drawing(width)
    y = drawing.head(caption, note)
    if not rows:
        drawing.text(0, y + 16, "还没有可看的内容", colour="ink-faint")
        return drawing.picture(caption, *table)
    shown = rows[:_MOST]
    frame = _frame(drawing, shown, words)
    for row in shown:
        y = _row(frame, y, row)
    if len(rows) > len(shown):
        drawing.text(0, y + 10, f"其余{len(rows) - len(shown)}项见表", size=SMALL, colour="ink-faint")
    return drawing.picture(caption, *table)


def _frame(drawing: Drawing, rows: Sequence[BarRow], words: Callable[[Decimal | None], str]) -> _Frame:
    values = [value for row in rows for value in (row.value, row.target) if value is not None]
    number_room = max(text_width(words(row.value), LABEL) for row in rows) + 8
    light_room = 20.0 if any(row.light for row in rows) else 0.0
    longest = max(text_width(row.label, LABEL) for row in rows)
    stacked = drawing.width < 480
    name_room = drawing.width if stacked else min(longest, drawing.width * 0.42)
    start = 0.0 if stacked else name_room + 14
    end = drawing.width - number_room - light_room
    low, high = min([0.0, *map(float, values)]), _ceiling(values)
    return _Frame(drawing, Scale(low, high if high > low else low + 1, start, end, ()), stacked, name_room, words)


def _ceiling(values: Sequence[Decimal]) -> float:
    """Where bars end. One value far above all others must not press them flat: it is cut, and says its number."""
    ordered = sorted([Decimal(0), *values])
    if len(values) > 3 and ordered[-2] > 0:
        return float(min(ordered[-1], ordered[-2] * 4))
    return float(ordered[-1])


def _row(frame: _Frame, y: float, row: BarRow) -> float:
    drawing, bars = frame.drawing, frame.bars
    height = 10.0
    title = f"{row.label}：{frame.words(row.value) if row.value is not None else '没有数'}"
    title += f"，应达到{frame.words(row.target)}" if row.target is not None else ""
    title += f"。{row.note}" if row.note else ""
    with drawing.mark(title, row.link):
        colour = "accent" if row.link else "ink"
        if frame.stacked:
            drawing.text(0, y + LABEL, row.label, room=frame.name_room, colour=colour)
            y += LABEL + 7
        else:
            drawing.text(0, y + 9.5, row.label, room=frame.name_room, colour=colour)
        _bar(drawing, bars, y, height, row)
        drawing.text(
            bars.end + 8, y + 9.5, frame.words(row.value), colour="ink" if row.value is not None else "ink-faint"
        )
        if row.light:
            draw_light(drawing, drawing.width - 8, y + height / 2, row.light, 5.5)
    return drawing.reach(y + height + (14 if frame.stacked else 15))


def _bar(drawing: Drawing, bars: Scale, y: float, height: float, row: BarRow) -> None:
    zero = bars.at(0)
    drawing.rect(bars.start, y, bars.end - bars.start, height, "paper-tint")
    if row.value is None:
        drawing.line([(zero + 2, y + height / 2), (zero + 16, y + height / 2)], "no-data", dash="2 3", width=1.5)
    else:
        x = bars.at(row.value)
        drawing.rect(zero, y, (x - zero) or 1.5, height, "accent" if row.value >= 0 else "at-risk")
        if float(row.value) > bars.high:
            drawing.area([(x - 9, y), (x - 5, y), (x - 9, y + height), (x - 13, y + height)], "paper")
    if bars.low < 0:
        drawing.line([(zero, y - 2), (zero, y + height + 2)], "rule")
    if row.target is not None:
        goal = bars.at(row.target)
        drawing.line([(goal, y - 3), (goal, y + height + 3)], "paper", width=4.5)
        drawing.line([(goal, y - 4), (goal, y + height + 4)], "ink", width=1.8)
