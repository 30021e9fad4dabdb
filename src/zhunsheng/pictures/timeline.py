"""A timeline of deadlines: the day, what is due, how many still owe it, and where today stands among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhunsheng.law.deadlines import days_left
from zhunsheng.model.light import Light
from zhunsheng.pictures.drawing import LABEL, SMALL, WIDE, Drawing
from zhunsheng.pictures.letters import text_width
from zhunsheng.pictures.lights import draw_light
from zhunsheng.pictures.picture import Picture

_ROW, _MOST = 27.0, 40


@dataclass(frozen=True, slots=True)
class Milestone:
    """One deadline: its day (``None`` is not fixed yet), what is due, how many of how many still owe it."""

    day: date | None
    label: str
    owing: int | None = None
    total: int | None = None
    link: str = ""
    note: str = ""
    """A doubt about the day, for hovering: that it has not been checked."""
    instead: str = ""
    """What stands in place of a count where nothing is counted: why not."""


def timeline(
    milestones: Sequence[Milestone], today: date, *, late: int | None = None, note: str = "", width: float = WIDE
) -> Picture:
    """Deadlines in the order of their days, those without a day last. ``late`` is how many things are overdue where somebody
    counted them; else it is what the milestones that are past still owe."""
    ordered = sorted(milestones, key=lambda one: (one.day is None, one.day or date.max, one.label))
    drawing = Drawing(width)
    caption = _point(ordered, today, late)
    top = drawing.head(caption, note or f"今天{today}")
    if ordered:
        _draw(drawing, top, ordered, today)
    else:
        drawing.text(0, top + 16, "还没有期限", colour="ink-faint")
    table = [(str(one.day or "未定"), one.label, _count(one) or "—", _stands(one, today)) for one in ordered]
    return drawing.picture(caption, ("期限", "要办的事", "办了多少", "状态"), table)


def _point(milestones: Sequence[Milestone], today: date, counted: int | None) -> str:
    late = sum(one.owing or 0 for one in milestones if one.day and one.day < today) if counted is None else counted
    coming = next((one for one in milestones if one.day and one.day >= today and one.owing != 0), None)
    told = [f"现在逾期{late}件"] * bool(late)
    if coming and coming.day:
        left = (coming.day - today).days
        told.append(
            f"下一个期限是{coming.day.month}月{coming.day.day}日{coming.label}，{days_left(coming.day, today) if left else '就是今天'}"
        )
    return "，".join(told) or "没有逾期，也没有将到的期限"


def _light(one: Milestone, today: date) -> Light:
    if one.owing is None or one.day is None:
        return Light.NO_DATA
    if one.owing == 0:
        return Light.MET
    return Light.MISSED if one.day < today else Light.AT_RISK if (one.day - today).days <= 7 else Light.NO_DATA


def _stands(one: Milestone, today: date) -> str:
    if one.owing == 0:
        return "已办完"
    if one.day is None:
        return "日子未定"
    if one.owing is None and one.day < today:
        return "日子已过"  # nobody owes anything here: days gone by would read as lateness
    return days_left(one.day, today)


def _count(one: Milestone) -> str:
    if one.owing is None:
        return one.instead
    return f"{one.owing}件没办" if one.total is None else f"办了{one.total - one.owing}/{one.total}"


def _draw(drawing: Drawing, top: float, milestones: Sequence[Milestone], today: date) -> None:
    shown = milestones[:_MOST]
    narrow = drawing.width < 480
    pitch, now = (_ROW + 17 if narrow else _ROW), _today_row(shown, today)
    x = 9.0 if narrow else text_width("0000-00-00", LABEL) + 18
    counts = max(text_width(_count(one), SMALL) for one in shown) + 8
    ends = max(text_width(_stands(one, today), SMALL) for one in shown) + 12
    drawing.line(
        [(x, top + 4), (x, top + pitch * len(shown) + (_ROW if now is not None else 0) - 10)], "rule-soft", width=2
    )
    y = top + 8
    for number, one in enumerate(shown):
        if number == now:
            drawing.line([(0, y + 6), (drawing.width, y + 6)], "accent", dash="4 4")
            drawing.text(
                drawing.width,
                y + 1,
                f"今天 {today.month}月{today.day}日",
                size=SMALL,
                colour="accent",
                bold=True,
                anchor="end",
            )
            y += _ROW
        _row(drawing, (x, y), one, today, (0.0, 0.0) if narrow else (counts, ends))
        y += pitch
    if len(milestones) > len(shown):
        drawing.text(0, y + 8, f"其余{len(milestones) - len(shown)}项见表", size=SMALL, colour="ink-faint")


def _today_row(milestones: Sequence[Milestone], today: date) -> int | None:
    """Before which row today's line stands; ``None`` when everything is past."""
    return next((n for n, one in enumerate(milestones) if one.day is None or one.day >= today), None)


def _row(drawing: Drawing, place: tuple[float, float], one: Milestone, today: date, rooms: tuple[float, float]) -> None:
    x, y = place
    counts, ends = rooms
    light = _light(one, today)
    past = one.day is not None and one.day < today and one.owing in (0, None)
    late = light is Light.MISSED
    day, faded = str(one.day or "未定"), "ink-faint" if past or one.day is None else "ink-soft"
    with drawing.mark(
        f"{one.day or '日子未定'}：{one.label}。{_stands(one, today)}{f'。{one.note}' if one.note else ''}", one.link
    ):
        drawing.circle(x, y + 5, 9, "paper")
        draw_light(drawing, x, y + 5, light, 5.5)
        stands = drawing.text(
            drawing.width,
            y + 9,
            _stands(one, today),
            size=SMALL,
            anchor="end",
            colour="missed" if late else "ink-faint",
        )
        colour = "accent" if one.link else "ink-faint" if past else "ink"
        if ends:
            drawing.text(0, y + 9, day, colour=faded)
            drawing.text(x + 14, y + 9, one.label, room=drawing.width - x - 14 - counts - ends, colour=colour)
            drawing.text(drawing.width - ends, y + 9, _count(one), size=SMALL, anchor="end", colour="ink-soft")
        else:
            drawing.text(x + 14, y + 9, day, size=SMALL, colour=faded)
            drawing.text(drawing.width - stands - 12, y + 9, _count(one), size=SMALL, anchor="end", colour="ink-soft")
            drawing.text(x + 14, y + 26, one.label, colour=colour)
