"""Quadrant: money across, goals up; the corner says what kind of trouble it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

from zhunsheng.model.light import Light
from zhunsheng.pictures.drawing import LABEL, SMALL, WIDE, Drawing
from zhunsheng.pictures.figures import Scale, percent, wan
from zhunsheng.pictures.labels import Labels, Named, around
from zhunsheng.pictures.letters import shorten
from zhunsheng.pictures.lights import draw_light
from zhunsheng.pictures.picture import Picture

_CROWD, _POINTS, _NAMED, _BESIDE = 400, 60, 40, 12
"""From how many projects on they are counted in squares; how many of those are still points; how many get a name, and how
many of those a name farther off, where there is no room at the point."""
_CORNERS = ("钱少事成", "钱事相当", "钱事都慢", "钱花事没成")
"""Top left, top right, bottom left, bottom right."""


@dataclass(frozen=True, slots=True)
class Point:
    """One project: how much of its money is spent, how far its goals are, both in percent; ``size`` is its budget in 元."""

    label: str
    money: Decimal | None
    goals: Decimal | None
    size: Decimal | None = None
    light: Light | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Projects too many to be drawn one by one, already counted: how many lie in each field of five by five percentage
    points (``(8, 17)`` is 40–45 % of the money, 85–90 % of the goals), how many lack a value, where a field leads."""

    fields: Mapping[tuple[int, int], int]
    unknown: int = 0
    link: Callable[[int, int], str] | None = None

    @property
    def count(self) -> int:
        """All projects."""
        return sum(self.fields.values()) + self.unknown


def quadrant(
    points: Sequence[Point], *, cross: tuple[Decimal, Decimal] = (Decimal(50), Decimal(50)), caption: str = "",
    note: str = "", width: float = WIDE, crowd: Crowd | None = None,
) -> Picture:  # fmt: skip
    """Money and goals of many projects; ``cross`` is where both should be by now. Projects without both values are counted.

    More than 400 projects are drawn as squares that count them, with the 60 that are worst off as points; so the picture
    of a county's 20,000 is no larger. The table then lists the 400 worst and counts the rest. Whoever has counted them
    already hands over the ``crowd``, with the worst as points.
    """
    drawing = Drawing(width)
    placed = [point for point in points if point.money is not None and point.goals is not None]
    caption = caption or _point(points, cross)
    if crowd is None and len(points) > _CROWD:
        crowd = _crowd(placed, len(points) - len(placed))
    count = crowd.count if crowd else len(points)
    top = drawing.head(caption, note or _note(count))
    if points:
        _draw(drawing, top, placed, cross, crowd, crowd.unknown if crowd else len(points) - len(placed))
    else:
        drawing.text(0, top + 16, "还没有项目", colour="ink-faint")
    listed = points if len(points) <= _CROWD else _worst_first(placed, cross)[:_CROWD]
    rows = [
        (p.label, percent(p.money), percent(p.goals), wan(p.size), p.light.label if p.light else "") for p in listed
    ]
    if len(listed) < count:
        rows.append((f"其余{count - len(listed)}个项目", "", "", "", ""))
    return drawing.picture(caption, ("项目", "预算执行率", "目标完成率", "预算（万元）", "状态"), rows)


def _note(count: int) -> str:
    axes = "横：预算执行率；纵：目标完成率"
    return f"{axes}；方块越大项目越多，圆为最落后的{_POINTS}个" if count > _CROWD else f"{axes}；圆的大小为预算数"


def _point(points: Sequence[Point], cross: tuple[Decimal, Decimal]) -> str:
    spent = sum(
        p.money is not None and p.goals is not None and p.money >= cross[0] and p.goals < cross[1] for p in points
    )
    slow = sum(
        p.money is not None and p.goals is not None and p.money < cross[0] and p.goals < cross[1] for p in points
    )
    unknown = sum(p.money is None or p.goals is None for p in points)
    told = [
        f"{count}个{word}"
        for count, word in ((spent, "花了钱事没成"), (slow, "钱和事都慢"), (unknown, "缺数"))
        if count
    ]
    if not points:
        return "还没有项目"
    return (
        f"{len(points)}个项目中{'，'.join(told)}"
        if told
        else f"{len(points)}个项目里，没有花了钱事没成的，也没有钱和事都慢的"
    )


def _draw(
    drawing: Drawing, top: float, points: Sequence[Point], cross: tuple[Decimal, Decimal], crowd: Crowd | None, unknown: int
) -> None:  # fmt: skip
    side = min(drawing.width - 40, 420.0) if drawing.width < 480 else 360.0
    left, right, bottom = 36.0, drawing.width - 4, top + side
    ends = [((field[0] + 1) * Decimal(5), (field[1] + 1) * Decimal(5)) for field in (crowd.fields if crowd else ())]
    money = [*(p.money for p in points), *(end[0] for end in ends)]
    goals = [*(p.goals for p in points), *(end[1] for end in ends)]
    across, up = (
        Scale(start, _end(values, start), *ends, ())
        for values, start, ends in (
            (money, _start(money, cross[0]), (left, right)), (goals, _start(goals, cross[1]), (bottom, top)),
        )
    )  # fmt: skip
    x0, y0 = across.at(cross[0]), up.at(cross[1])
    drawing.rect(x0, y0, right - x0, bottom - y0, "error-tint", opacity=0.55)
    drawing.line([(left, top), (left, bottom), (right, bottom)], "rule")
    drawing.line([(x0, top), (x0, bottom)], "rule", dash="4 4")
    drawing.line([(left, y0), (right, y0)], "rule", dash="4 4")
    labels = Labels(drawing)
    labels.block(0, 0, drawing.width, top)
    labels.block(0, bottom, drawing.width, 60)
    labels.block(0, top, left, side)
    labels.block(x0 - 1, top, 2, side)
    labels.block(left, y0 - 1, right - left, 2)
    _axes(drawing, across, up, cross, bottom)
    worst = _worst_first(points, cross)
    if crowd is not None:
        _squares(drawing, crowd, across, up)
        points = worst[:_POINTS]
    ordered = sorted(points, key=lambda p: p.size or Decimal(0), reverse=True)
    largest = max((p.size for p in points if p.size), default=Decimal(0))
    radii = [_radius(point.size, largest, len(points)) for point in ordered]
    marks = {id(p): (across.at(p.money or 0), up.at(p.goals or 0), r) for p, r in zip(ordered, radii, strict=True)}
    for point in ordered:
        x, y, radius = marks[id(point)]
        _mark(drawing, point, x, y, radius)
        labels.dot(x, y, radius)
    _corners(labels, (left, top, right, bottom), (x0, y0))
    room = 130.0 if drawing.width < 480 else 240.0
    named = [Named(*marks[id(point)], shorten(point.label, SMALL, room), point.label) for point in worst[:_NAMED]]
    spots = [(one, around(one.x, one.y, one.radius, SMALL)) for one in named]
    left_over = [
        one for one, at in spots if not labels.place(one.text, at, size=SMALL, colour="ink-soft", title=one.title)
    ]
    told = [f"另有{unknown}个项目缺执行率或完成率，见表"] * bool(unknown)
    if 0 < len(left_over) <= _BESIDE:
        nameless = len(left_over) - labels.beside(left_over, size=SMALL, colour="ink-soft")
        told += [f"{nameless}个圆挤在一起没写名字，见表"] * bool(nameless)
    for number, line in enumerate(told):
        drawing.text(left, bottom + 42 + 16 * number, line, size=SMALL, colour="ink-faint")


def _worst_first(points: Sequence[Point], cross: tuple[Decimal, Decimal]) -> list[Point]:
    """The farthest behind with its goals for the money it spent first: they are what one looks for."""

    def badness(point: Point) -> float:
        return min(float(point.goals or 0) - float(cross[1]), 0) - float(point.money or 0) * 0.2

    return sorted(points, key=badness)


def _crowd(points: Sequence[Point], unknown: int) -> Crowd:
    return Crowd(Counter((int(float(p.money or 0) // 5), int(float(p.goals or 0) // 5)) for p in points), unknown)


def _squares(drawing: Drawing, crowd: Crowd, across: Scale, up: Scale) -> None:
    """Fields of five by five percentage points, each with a square as large as the number of its projects. What lies beyond
    the picture is counted at its edge."""
    most = max(crowd.fields.values(), default=0)
    field = min(abs(across.at(5) - across.at(0)), abs(up.at(5) - up.at(0)))
    for (column, row), count in sorted(crowd.fields.items()):
        x, y = across.at(min(column * 5 + 2.5, 160)), up.at(min(row * 5 + 2.5, 160))
        side = max(sqrt(count / most) * field, 2.0)
        told = f"执行率{column * 5}%至{column * 5 + 5}%、完成率{row * 5}%至{row * 5 + 5}%：{count}个项目"
        with drawing.mark(told, crowd.link(column * 5, row * 5) if crowd.link else ""):
            drawing.rect(x - side / 2, y - side / 2, side, side, "accent", opacity=0.3)


def _start(values: Iterable[Decimal | None], cross: Decimal) -> float:
    """Where an axis begins: at nothing, or nearer where nobody is near nothing, so that the end of a year is no heap."""
    least = min([float(cross), *(float(value) for value in values if value is not None)])
    return 0.0 if least < 50 else (least - 3) // 5 * 5


def _end(values: Iterable[Decimal | None], start: float) -> float:
    """Where an axis ends: a little beyond all, so that a mark at its end stands free."""
    known = [float(value) for value in values if value is not None]
    return min(max([100.0, *known]) + max((100 - start) * 0.06, 1), 160.0)


def _radius(size: Decimal | None, largest: Decimal, count: int) -> float:
    most = 15.0 if count <= 30 else 9.0
    return 4.0 if not size or size < 0 or not largest else max(sqrt(float(size / largest)) * most, 3.2)


def _mark(drawing: Drawing, point: Point, x: float, y: float, radius: float) -> None:
    told = f"{point.label}：执行率{percent(point.money)}，完成率{percent(point.goals)}"
    told += f"，预算{wan(point.size)}万元" if point.size is not None else ""
    with drawing.mark(told + (f"，{point.light.label}" if point.light else ""), point.link):
        colour = point.light.token if point.light else "accent"
        drawing.circle(x, y, radius, colour, stroke="paper", width=1.2, opacity=0.7)
        if point.light and point.light is not Light.MET and radius >= 4:
            draw_light(drawing, x, y, point.light, max(radius * 0.4, 2.5), colour="paper")


def _corners(labels: Labels, frame: tuple[float, float, float, float], cross: tuple[float, float]) -> None:
    left, top, right, bottom = frame
    x0, y0 = cross
    spots = ((left + 8, top, "start"), (right - 3, top, "end"), (left + 8, y0, "start"), (right - 3, y0, "end"))
    rooms = (x0 - left, right - x0, x0 - left, right - x0)
    tall = (y0 - top, y0 - top, bottom - y0, bottom - y0)
    for word, (x, y, anchor), room, height in zip(_CORNERS, spots, rooms, tall, strict=True):
        if room > 68 and height > 40:
            bad = word == _CORNERS[3]
            # A corner full of projects keeps its name where there is still room between them.
            free = [(x, y + step, anchor) for step in (18, 34, height - 10, height - 26, height / 2) if step < height]
            labels.place(word, free, size=LABEL, colour="error" if bad else "ink-faint", bold=bad)


def _marks(axis: Scale) -> tuple[int, ...]:
    """The shares written at an axis: its begin, the middle of what it shows, and all."""
    least = int(axis.low)
    return (least, (least + 100) // 2, 100)


def _axes(drawing: Drawing, across: Scale, up: Scale, cross: tuple[Decimal, Decimal], bottom: float) -> None:
    for share in _marks(across):
        if abs(across.at(share) - across.at(cross[0])) >= 40 or share == float(cross[0]):
            drawing.text(across.at(share), bottom + 16, f"{share}%", size=SMALL, colour="ink-faint", anchor="middle")
    for share in _marks(up):
        if abs(up.at(share) - up.at(cross[1])) >= 16 or share == float(cross[1]):
            drawing.text(across.start - 6, up.at(share) + 4, f"{share}%", size=SMALL, colour="ink-faint", anchor="end")
    if float(cross[0]) not in _marks(across):
        drawing.text(across.at(cross[0]), bottom + 16, percent(cross[0], 0), size=SMALL, colour="ink", anchor="middle")
    if float(cross[1]) not in _marks(up):
        drawing.text(across.start - 6, up.at(cross[1]) + 4, percent(cross[1], 0), size=SMALL, anchor="end")
    drawing.reach(bottom + 24)
