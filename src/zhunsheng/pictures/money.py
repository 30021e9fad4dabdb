"""Money by month: what was to be spent as a thin line, what was paid as bars, and the gap between them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

from zhunsheng.pictures.drawing import SMALL, WIDE, Drawing
from zhunsheng.pictures.figures import Scale, percent, scale, wan
from zhunsheng.pictures.labels import Labels
from zhunsheng.pictures.picture import Picture

_HEIGHT, _MONTHS = 190.0, range(1, 13)
_SHOWN = Decimal(50)
"""From how many 元 on a gap is more than nothing in 万元 with two decimals."""
Months = Mapping[int, Decimal | None]


def money_by_month(
    plan: Months, paid: Months, *, as_of: int, caption: str = "", note: str = "", width: float = WIDE
) -> Picture:
    """Cumulative plan and payments in 元 by month end; a month that is missing or ``None`` is unknown, not 0.

    ``as_of`` is the last month that counts; payments after it are not drawn.
    """
    drawing = Drawing(width)
    caption = caption or money_point(plan, paid, as_of)
    top = drawing.head(caption, note or "累计，单位：万元。细线为计划，柱为支出")
    known = {month: value for month in _MONTHS if month <= as_of and (value := paid.get(month)) is not None}
    planned = {month: value for month in _MONTHS if (value := plan.get(month)) is not None}
    if not known and not planned:
        drawing.text(0, top + 16, "没有支出计划，也没有支出记录", colour="ink-faint")
    else:
        _draw(drawing, top + 14, planned, known, as_of)
    rows = [
        (f"{month}月底", wan(plan.get(month)), wan(paid.get(month) if month <= as_of else None)) for month in _MONTHS
    ]
    return drawing.picture(caption, ("时间", "计划累计（万元）", "支出累计（万元）"), rows)


def money_point(plan: Months, paid: Months, as_of: int) -> str:
    """The sentence of the picture: paid so far against the plan of the same month, where it has one."""
    spent, planned = paid.get(as_of), plan.get(as_of)
    if spent is None:
        return f"{as_of}月底没有支出数"
    told = f"{as_of}月底支出{wan(spent)}万元"
    if planned is None:
        return f"{told}，当月没有支出计划"
    gap = spent - planned
    if gap and abs(gap) < _SHOWN:
        return f"{told}，比计划{'多' if gap > 0 else '少'}不到0.01万元"
    share = f"（为计划的{percent(spent / planned * 100)}）" if planned > 0 else ""
    if not gap:
        return f"{told}，与计划相同"
    return f"{told}，比计划{'多' if gap > 0 else '少'}{wan(abs(gap))}万元{share}"


def _draw(drawing: Drawing, top: float, plan: dict[int, Decimal], paid: dict[int, Decimal], as_of: int) -> None:
    wide = drawing.width >= 480
    heights = scale([*(v / 10_000 for v in plan.values()), *(v / 10_000 for v in paid.values())], top + _HEIGHT, top)
    labels = Labels(drawing)
    left = 0.0
    for tick in heights.ticks:
        y = heights.at(tick)
        wide_as = drawing.text(0, y - 4, f"{tick:,.10g}", size=SMALL, colour="ink-faint")
        labels.block(0, y - 15, wide_as, 15)
        left = max(left, wide_as + 6)
    pitch = (drawing.width - left) / 12
    for tick in heights.ticks:
        y = heights.at(tick)
        drawing.line([(0, y), (drawing.width, y)], "rule" if tick == 0 else "rule-soft")
    middles = {month: left + pitch * (month - 0.5) for month in _MONTHS}
    zero = heights.at(0)
    for month in range(1, min(as_of, 12) + 1):
        _bar(drawing, labels, middles[month], pitch * 0.62, heights, month, paid.get(month), month == as_of)
    base = heights.at(heights.low) + 16
    for month in _MONTHS:
        strong = month == as_of
        drawing.text(
            middles[month], base, f"{month}月" if wide else str(month), size=SMALL, anchor="middle",
            colour="ink" if strong else "ink-soft", bold=strong,
        )  # fmt: skip
    _plan_line(drawing, labels, [(left, zero)], plan, middles, heights)
    _gap(drawing, labels, plan, paid, as_of, (middles, heights, pitch))


def _bar(
    drawing: Drawing,
    labels: Labels,
    x: float,
    width: float,
    heights: Scale,
    month: int,
    value: Decimal | None,
    now: bool,
) -> None:
    zero = heights.at(0)
    if value is None:
        with drawing.mark(f"{month}月底：没有支出数"):
            drawing.line([(x - width / 2, zero - 5), (x + width / 2, zero - 5)], "no-data", dash="2 3")
        return
    y = heights.at(value / 10_000)
    with drawing.mark(f"{month}月底：累计支出{wan(value)}万元"):
        # A payment of nothing still shows as a line on the ground: it is known to be 0.
        drawing.rect(x - width / 2, min(y, zero - 1.5) if value >= 0 else zero, width, max(abs(zero - y), 1.5), "accent",
                     opacity=1 if now else 0.45)  # fmt: skip
    labels.block(x - width / 2, y, width, zero - y)


def _plan_line(
    drawing: Drawing, labels: Labels, start: list[tuple[float, float]], plan: dict[int, Decimal],
    middles: dict[int, float], heights: Scale,
) -> None:  # fmt: skip
    points = [(middles[month], heights.at(value / 10_000)) for month, value in sorted(plan.items())]
    if not points:
        return
    drawing.line([*start, *points], "ink", width=1.4)
    for (x1, y1), (x2, y2) in pairwise([*start, *points]):
        for step in range(13):  # labels keep off the line itself
            labels.block(x1 + (x2 - x1) * step / 12 - 3, y1 + (y2 - y1) * step / 12 - 3, 6, 6)
    for (x, y), (month, value) in zip(points, sorted(plan.items()), strict=True):
        with drawing.mark(f"{month}月底：计划累计{wan(value)}万元"):
            drawing.circle(x, y, 3.4, "paper", stroke="ink", width=1.4)
        spots = ((x, y - 9, "middle"), (x + 4, y - 9, "end"), (x - 7, y - 4, "end"), (x + 7, y + 14, "start"))
        labels.place(wan(value), spots, size=SMALL, colour="ink-soft")


def _gap(
    drawing: Drawing, labels: Labels, plan: dict[int, Decimal], paid: dict[int, Decimal], as_of: int,
    frame: tuple[dict[int, float], Scale, float],
) -> None:  # fmt: skip
    """Bracket what is missing (or too much) in the newest month, and write the amount beside it."""
    middles, heights, pitch = frame
    spent, planned = paid.get(as_of), plan.get(as_of)
    if spent is None:
        return
    x, y = middles[as_of], heights.at(spent / 10_000)
    if planned is not None and abs(heights.at(planned / 10_000) - y) > 10:
        goal, edge = heights.at(planned / 10_000), x + pitch * 0.4
        colour = "missed" if spent < planned else "at-risk"
        drawing.line([(edge - 3, y), (edge, y), (edge, goal), (edge - 3, goal)], colour, width=1.4)
        labels.block(edge - 3, y, 4, goal - y)
        word = f"{'少' if spent < planned else '多'}{wan(abs(planned - spent))}"
        middle = (y + goal) / 2 + 4
        labels.place(word, ((edge + 5, middle, "start"), (x - pitch * 0.4, middle, "end"), (edge + 5, y - 4, "start")),
                     size=SMALL, colour=colour, bold=True)  # fmt: skip
    labels.place(wan(spent), ((x, y - 5, "middle"), (x + pitch * 0.4, y + 12, "start"), (x - pitch * 0.36, y + 14, "end")),
                 size=SMALL, colour="accent-deep", bold=True)  # fmt: skip
