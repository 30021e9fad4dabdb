"""Waterfall: from the full score down to the score, one step for each indicator that lost points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhunsheng.pictures.drawing import CAPTION, LABEL, WIDE, Drawing
from zhunsheng.pictures.figures import Scale, plain
from zhunsheng.pictures.letters import text_width
from zhunsheng.pictures.picture import Picture

_MOST, _ROW = 14, 25.0


@dataclass(frozen=True, slots=True)
class Step:
    """Points that one indicator lost (positive) or gained (negative)."""

    label: str
    lost: Decimal
    link: str = ""
    note: str = ""
    """Why, for hovering and for the table."""


def waterfall(
    full: Decimal, steps: Sequence[Step], *, grade: str = "", caption: str = "", note: str = "", width: float = WIDE
) -> Picture:
    """The steps from the largest loss down; beyond 14 the smallest are drawn as one, the table has them all."""
    score = full - sum((step.lost for step in steps), Decimal(0))
    moved = sorted((step for step in steps if step.lost), key=lambda step: step.lost, reverse=True)
    caption = caption or _point(full, score, moved, grade)
    drawing = Drawing(width)
    if moved:
        top = drawing.head(caption, note or "横轴从最低分前起，只画丢分的一段")
        _draw(drawing, top, full, score, _joined(moved), grade)
    else:
        drawing.reach(drawing.head(caption, note or "每一项都得了满分"))
    rows = [("满分", "", plain(full), ""), *_table(full, moved), ("得分", "", plain(score), grade)]
    return drawing.picture(caption, ("项目", "增减", "累计", "说明"), rows)


def _point(full: Decimal, score: Decimal, moved: Sequence[Step], grade: str) -> str:
    told = f"得{plain(score)}分" + (f"，等级为{grade}" if grade else "")
    losses = [step for step in moved if step.lost > 0]
    if not losses:
        return f"{told}，没有丢分"
    most = losses[0]
    return f"{told}；{len(losses)}处丢分，最多的是{most.label}（{plain(most.lost)}分）"


def _table(full: Decimal, moved: Sequence[Step]) -> list[tuple[str, str, str, str]]:
    rows, level = [], full
    for step in moved:
        level -= step.lost
        rows.append((step.label, _change(step.lost), plain(level), step.note))
    return rows


def _change(lost: Decimal) -> str:
    return f"−{plain(lost)}" if lost > 0 else f"+{plain(-lost)}"


def _joined(moved: Sequence[Step]) -> list[Step]:
    """The steps to draw: the smallest ones of a long list as one."""
    if len(moved) <= _MOST:
        return list(moved)
    rest = moved[_MOST - 1 :]
    return [*moved[: _MOST - 1], Step(f"其余{len(rest)}处", sum((step.lost for step in rest), Decimal(0)))]


@dataclass(frozen=True, slots=True)
class _Frame:
    drawing: Drawing
    stacked: bool
    """Names stand above their bars: on a phone."""
    room: float
    levels: Scale

    @property
    def pitch(self) -> float:
        return _ROW + (18 if self.stacked else 0)


def _draw(drawing: Drawing, top: float, full: Decimal, score: Decimal, steps: Sequence[Step], grade: str) -> None:
    ending = f"{plain(score)}分 {grade}".rstrip()
    levels = _levels(full, steps)
    frame = _frame(drawing, levels, steps, ending)
    at = frame.levels.at(full)
    drawing.text(
        at, top + 12, f"满分{plain(full)}", colour="ink-soft", anchor="end" if at > drawing.width - 60 else "middle"
    )
    y = top + 18
    for level, step in zip(levels, steps, strict=False):
        _step(frame, y, level, step)
        y += frame.pitch
    last = frame.levels.at(score)
    ends_right = last + text_width(ending, CAPTION) / 2 > drawing.width
    drawing.text(
        last, y + 16, ending, size=CAPTION, bold=True, colour="accent-deep", anchor="end" if ends_right else "middle"
    )
    drawing.reach(y + 22)


def _frame(drawing: Drawing, levels: Sequence[Decimal], steps: Sequence[Step], ending: str) -> _Frame:
    stacked = drawing.width < 480
    longest = max((text_width(step.label, LABEL) for step in steps), default=0.0)
    room = drawing.width if stacked else min(longest, drawing.width * 0.42)
    left = 0.0 if stacked else room + 16
    numbers = max((text_width(_change(step.lost), LABEL) + 8 for step in steps), default=40.0)
    low, high = float(min(levels)), float(max(levels))
    # Room at the left for the words of the last step, which stand on the left of its bar.
    start = left + max(numbers, text_width(ending, CAPTION) * 0.5)
    scaled = Scale(low, high if high > low else low + 1, start, drawing.width - 26, ())
    return _Frame(drawing, stacked, room, scaled)


def _step(frame: _Frame, y: float, level: Decimal, step: Step) -> None:
    drawing, after = frame.drawing, level - step.lost
    row = y + (18 if frame.stacked else 0)
    before_x, after_x = frame.levels.at(level), frame.levels.at(after)
    colour = "missed" if step.lost > 0 else "met"
    told = f"{step.label}：{_change(step.lost)}分，余{plain(after)}分" + (f"。{step.note}" if step.note else "")
    with drawing.mark(told, step.link):
        drawing.text(0, y + 13, step.label, room=frame.room, colour="accent" if step.link else "ink")
        left = min(before_x, after_x)
        drawing.rect(left, row + 2, max(abs(before_x - after_x), 1.5), 13, colour, opacity=0.85)
        drawing.text(left - 6, row + 13, _change(step.lost), anchor="end", colour=colour)
    drawing.line([(before_x, row - 2), (before_x, row + 15)], "rule")
    drawing.line([(after_x, row + 2), (after_x, row + (19 if frame.stacked else frame.pitch))], "rule")


def _levels(full: Decimal, steps: Sequence[Step]) -> list[Decimal]:
    """The level before each step, and the last one."""
    levels = [full]
    for step in steps:
        levels.append(levels[-1] - step.lost)
    return levels
