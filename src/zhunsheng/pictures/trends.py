"""Small lines: one value over time in the space of a word, and many of them side by side on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhunsheng.model.light import Light
from zhunsheng.pictures.drawing import LABEL, SMALL, WIDE, Drawing
from zhunsheng.pictures.figures import BLANK, Scale, plain
from zhunsheng.pictures.lights import draw_light
from zhunsheng.pictures.picture import Picture

_TALL, _GAP = 46.0, 20.0


@dataclass(frozen=True, slots=True)
class Series:
    """One value over time; ``None`` is a time without a value: the line breaks there."""

    label: str
    values: tuple[Decimal | None, ...]
    target: Decimal | None = None
    unit: str = ""
    light: Light | None = None
    link: str = ""


def sparkline(series: Series, *, width: float = 120, height: float = 28) -> Picture:
    """A line as small as a word, its last value marked; names and numbers stand beside it on the page."""
    drawing = Drawing(width)
    drawing.width = width  # narrower than any picture with words
    _line(drawing, series, (3.0, 4.0, width - 6, height - 8), _span([series]))
    drawing.height = height - 2
    known = [value for value in series.values if value is not None]
    last = f"，最近{plain(known[-1])}{series.unit}" if known else "，没有数"
    rows = [(str(number), plain(value)) for number, value in enumerate(series.values, 1)]
    return drawing.picture(f"{series.label}{last}", ("序号", "数值"), rows)


def small_multiples(
    series: Sequence[Series], times: Sequence[str], *, same_scale: bool = False, caption: str = "", note: str = "",
    width: float = WIDE, most: int = 60,
) -> Picture:  # fmt: skip
    """One small line each, from the first to the last of ``times``; on one scale only where the values compare."""
    drawing = Drawing(width)
    caption = caption or f"{len(series)}项的走势" if series else caption or "还没有走势"
    top = drawing.head(caption, note or (f"{times[0]}至{times[-1]}，虚线为目标" if times else ""))
    if not series:
        drawing.text(0, top + 16, "还没有可看的内容", colour="ink-faint")
    columns = max(1, min(4, int((drawing.width + _GAP) // (150 + _GAP)), len(series) or 1))
    each = (drawing.width - _GAP * (columns - 1)) / columns
    for number, one in enumerate(series[:most]):
        x, y = (number % columns) * (each + _GAP), top + (number // columns) * (_TALL + 44)
        _cell(drawing, one, (x, y, each), _span(series if same_scale else [one]))
    if len(series) > most:
        drawing.text(0, drawing.height + 16, f"其余{len(series) - most}项见表", size=SMALL, colour="ink-faint")
    rows = [(s.label, *(plain(value) for value in s.values), plain(s.target)) for s in series]
    return drawing.picture(caption, ("名称", *times, "目标"), rows)


def _cell(drawing: Drawing, one: Series, frame: tuple[float, float, float], span: tuple[float, float]) -> None:
    x, y, width = frame
    known = [value for value in one.values if value is not None]
    value = f"{plain(known[-1])}{one.unit}" if known else BLANK
    with drawing.mark(
        f"{one.label}：{value}" + (f"，目标{plain(one.target)}{one.unit}" if one.target is not None else ""), one.link
    ):
        number = drawing.text(x + width, y + 12, value, anchor="end", bold=True, room=width)
        room = width - number - 8
        if one.light:
            draw_light(drawing, x + 6, y + 8, one.light, 5)
            drawing.text(x + 16, y + 12, one.label, size=LABEL, room=room - 16, colour="accent" if one.link else "ink")
        else:
            drawing.text(x, y + 12, one.label, room=room, colour="accent" if one.link else "ink")
        _line(drawing, one, (x + 2, y + 22, width - 8, _TALL), span)
    drawing.line([(x, y + 24 + _TALL), (x + width, y + 24 + _TALL)], "rule-soft")
    drawing.reach(y + 30 + _TALL)


def _span(series: Sequence[Series]) -> tuple[float, float]:
    values = [float(v) for one in series for v in (*one.values, one.target) if v is not None]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    edge = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
    return low - edge, high + edge


def _line(drawing: Drawing, one: Series, frame: tuple[float, float, float, float], span: tuple[float, float]) -> None:
    x, y, width, height = frame
    up = Scale(span[0], span[1], y + height, y, ())
    step = width / max(len(one.values) - 1, 1)
    if one.target is not None:
        goal = up.at(one.target)
        drawing.line([(x, goal), (x + width, goal)], "ink-faint", dash="3 3")
    run: list[tuple[float, float]] = []
    for number, value in enumerate([*one.values, None]):
        if value is not None:
            run.append((x + number * step, up.at(value)))
            continue
        if len(run) > 1:
            drawing.line(run, "accent", width=1.8)
        elif run:
            drawing.circle(*run[0], 1.8, "accent")
        run = []
    known = [(number, value) for number, value in enumerate(one.values) if value is not None]
    if known:
        number, value = known[-1]
        drawing.circle(x + number * step, up.at(value), 3, "accent", stroke="paper", width=1)
