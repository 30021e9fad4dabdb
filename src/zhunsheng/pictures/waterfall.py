"""Waterfall: from the full score down to the score, one step for each indicator that lost points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhunsheng.pictures.drawing import LABEL, WIDE, Drawing
from zhunsheng.pictures.figures import plain
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
    top = drawing.head(caption, note or "横轴从最低分前起，只画丢分的一段")
    _draw(drawing, top, full, score, _joined(moved), grade)
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


def _draw(
    drawing: Drawing, top: float, full: Decimal, score: Decimal, steps: Sequence[Step], grade: str
) -> None:  # fmt: skip
    stacked = drawing.width < 480
    names = [step.label for step in steps] + ["满分"]
    room = drawing.width if stacked else min(max(text_width(name, LABEL) for name in names), drawing.width * 0.42)
    left = 0.0 if stacked else room + 16
    numbers = max(text_width(_change(step.lost), LABEL) for step in steps) + 8 if steps else 40.0
    ending = f"{plain(score)}分 {grade}".rstrip()
    levels = _levels(full, steps)
    low, high = min([*levels, score]), max([*levels, full])
    span = float(high - low) or 1.0
    # Room at the left for the words of the last step, which stand on the left of its bar.
    start, end = left + max(numbers, text_width(ending, LABEL) * 0.5), drawing.width - 26

    def at(level: Decimal) -> float:
        return start + float(level - low) / span * (end - start)

    pitch = _ROW + (18 if stacked else 0)
    drawing.text(
        at(full),
        top + 12,
        f"满分{plain(full)}",
        colour="ink-soft",
        anchor="end" if at(full) > drawing.width - 60 else "middle",
    )
    y = top + 18
    for level, step in zip(levels, steps, strict=False):
        after = level - step.lost
        with drawing.mark(
            f"{step.label}：{_change(step.lost)}分，余{plain(after)}分" + (f"。{step.note}" if step.note else ""),
            step.link,
        ):
            row = y + (18 if stacked else 0)
            drawing.text(0, y + 13, step.label, room=room, colour="accent" if step.link else "ink")
            one, two = sorted((at(level), at(after)))
            drawing.rect(one, row + 2, max(two - one, 1.5), 13, "missed" if step.lost > 0 else "met", opacity=0.85)
            drawing.text(
                one - 6, row + 13, _change(step.lost), anchor="end", colour="missed" if step.lost > 0 else "met"
            )
        drawing.line([(at(level), row - 2), (at(level), row + 15)], "rule")
        drawing.line([(at(after), row + 2), (at(after), row + (19 if stacked else pitch))], "rule")
        y += pitch
    ends_right = at(score) + text_width(ending, 15) / 2 > drawing.width
    drawing.text(
        at(score), y + 16, ending, size=15, bold=True, colour="accent-deep", anchor="end" if ends_right else "middle"
    )
    drawing.reach(y + 22)


def _levels(full: Decimal, steps: Sequence[Step]) -> list[Decimal]:
    """The level before each step, and the last one."""
    levels = [full]
    for step in steps:
        levels.append(levels[-1] - step.lost)
    return levels
