"""A project over the years: budget and payments of each as columns, the score and grade above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhunsheng.pictures.drawing import SMALL, WIDE, Drawing
from zhunsheng.pictures.figures import BLANK, Scale, percent, plain, scale, wan, wan_exact
from zhunsheng.pictures.letters import text_width
from zhunsheng.pictures.picture import Picture

_HEIGHT, _MOST = 150.0, 12


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year: money in 元, the score of the self-evaluation or evaluation with its grade; blanks are unknown."""

    year: int
    budget: Decimal | None
    paid: Decimal | None
    score: Decimal | None = None
    grade: str = ""
    link: str = ""

    @property
    def rate(self) -> Decimal | None:
        """Paid in percent of the budget."""
        return None if self.paid is None or not self.budget else self.paid / self.budget * 100


def years(rows: Sequence[YearRow], *, caption: str = "", note: str = "", width: float = WIDE) -> Picture:
    """Years in their order; the last twelve are drawn, the table has them all."""
    ordered = sorted(rows, key=lambda row: row.year)
    drawing = Drawing(width)
    caption = caption or _point(ordered)
    top = drawing.head(caption, note or "单位：万元。框为预算，实心为支出；上面是得分和等级")
    if ordered:
        _draw(drawing, top, ordered[-_MOST:])
    else:
        drawing.text(0, top + 16, "还没有往年的数", colour="ink-faint")
    table = [
        (
            f"{row.year}年",
            wan_exact(row.budget),
            wan_exact(row.paid),
            percent(row.rate),
            plain(row.score),
            row.grade or BLANK,
        )
        for row in ordered
    ]
    return drawing.picture(caption, ("年度", "预算（万元）", "支出（万元）", "执行率", "得分", "等级"), table)


def _point(rows: Sequence[YearRow]) -> str:
    if not rows:
        return "还没有往年的数"
    last = rows[-1]
    told = f"{last.year}年预算{wan(last.budget)}万元" if last.budget is not None else f"{last.year}年没有预算数"
    before = next((row for row in reversed(rows[:-1]) if row.budget is not None), None)
    if before is not None and before.budget is not None and last.budget is not None and before.budget > 0:
        change = (last.budget - before.budget) / before.budget * 100
        way = "增" if change > 0 else "减"
        told += f"，比{before.year}年{way}{percent(abs(change))}" if change else f"，与{before.year}年相同"
    return told + (f"，得{plain(last.score)}分" if last.score is not None else "")


def _draw(drawing: Drawing, top: float, rows: Sequence[YearRow]) -> None:
    values = [value / 10_000 for row in rows for value in (row.budget, row.paid) if value is not None]
    top += 34
    heights = scale(values, top + _HEIGHT, top)
    left = max(text_width(f"{tick:,.10g}", SMALL) for tick in heights.ticks) + 8
    for tick in heights.ticks:
        y = heights.at(tick)
        drawing.line([(left, y), (drawing.width, y)], "rule" if tick == 0 else "rule-soft")
        drawing.text(left - 6, y + 4, f"{tick:,.10g}", size=SMALL, colour="ink-faint", anchor="end")
    pitch = (drawing.width - left) / max(len(rows), 3)
    for number, row in enumerate(rows):
        _column(drawing, (left + pitch * (number + 0.5), pitch), heights, row)
    drawing.reach(heights.at(heights.low) + 40)


def _column(drawing: Drawing, frame: tuple[float, float], heights: Scale, row: YearRow) -> None:
    x, pitch = frame
    zero, half = heights.at(0), min(pitch * 0.3, 30)
    told = f"{row.year}年：预算{wan_exact(row.budget)}万元，支出{wan_exact(row.paid)}万元，得分{plain(row.score)}{row.grade}"
    with drawing.mark(told, row.link):
        tops = [zero]
        if row.budget is not None:
            y = heights.at(row.budget / 10_000)
            drawing.rect(x - half, y, 2 * half, max(abs(zero - y), 1), "paper-tint", stroke="rule")
            tops.append(y)
        if row.paid is not None:
            y = heights.at(row.paid / 10_000)
            drawing.rect(x - half * 0.7, y, 1.4 * half, (zero - y) or 1.5, "accent")
            tops.append(y)
        if row.budget is None and row.paid is None:
            drawing.line([(x - half, zero - 5), (x + half, zero - 5)], "no-data", dash="2 3")
        base = min(tops) - 7
        if row.score is not None:
            drawing.text(x, base, plain(row.score), size=SMALL, anchor="middle", bold=True, room=pitch - 4)
            base -= 15
        if row.grade:
            drawing.text(x, base, row.grade, size=SMALL, anchor="middle", colour="ink-soft", room=pitch - 4)
        low = heights.at(heights.low)
        narrow = pitch < 44
        year = f"{row.year % 100:02d}" if pitch < 30 else str(row.year) if narrow else f"{row.year}年"
        drawing.text(x, low + 17, year, size=SMALL, anchor="middle", colour="accent" if row.link else "ink")
        rate = percent(row.rate, 0)
        if text_width(rate, SMALL) < pitch - 2:
            drawing.text(x, low + 33, rate, size=SMALL, anchor="middle", colour="ink-soft")
