"""Coverage: which projects carry a goal and which indicators measure it; a goal without a band is carried by nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhunsheng.pictures.drawing import LABEL, SMALL, WIDE, Drawing
from zhunsheng.pictures.figures import wan
from zhunsheng.pictures.letters import wrap
from zhunsheng.pictures.picture import Picture

_LINE, _PAD, _GAP, _LEAF_GAP, _MOST = 15.0, 8.0, 8.0, 3.0, 60
_LEAVES = 2
"""The number of the column of indicators."""


@dataclass(frozen=True, slots=True)
class Node:
    """A goal, a project or an indicator. ``weight`` (元 of a project) decides how broad its bands are."""

    key: str
    label: str
    link: str = ""
    weight: Decimal | None = None


@dataclass(slots=True)
class _Box:
    node: Node
    lines: list[str]
    x: float
    width: float
    y: float = 0.0
    height: float = 0.0
    left: float = 0.0
    """How much of its left edge is taken by bands, in px from the top."""
    right: float = 0.0


def coverage(
    goals: Sequence[Node], projects: Sequence[Node], indicators: Sequence[Node] = (), *,
    carried: Mapping[str, Sequence[str]], measured: Mapping[str, Sequence[str]] | None = None,
    caption: str = "", note: str = "", width: float = WIDE,
) -> Picture:  # fmt: skip
    """``carried`` says which projects carry a goal, ``measured`` which indicators belong to a project, both by keys.

    On a phone the indicators are counted beside their project; so they are where there are more than 60.
    """
    measured = measured or {}
    drawing = Drawing(width)
    caption = caption or coverage_point(goals, projects, carried)
    top = drawing.head(
        caption, note or "左：目标；中：项目" + ("；右：指标" if indicators else "") + "。红框为没有着落的"
    )
    counted = bool(indicators) and (drawing.width < 480 or len(indicators) > _MOST)
    columns = [goals, projects, () if counted else indicators]
    if not goals and not projects:
        drawing.text(0, top + 16, "还没有目标和项目", colour="ink-faint")
    else:
        counts = {key: len(keys) for key, keys in measured.items()} if counted else {}
        _draw(
            drawing,
            top,
            [column for column in columns if column or column is not columns[2]],
            (carried, measured),
            counts,
        )
    return drawing.picture(caption, ("目标", "项目", "指标"), _table(goals, projects, indicators, carried, measured))


def coverage_point(goals: Sequence[Node], projects: Sequence[Node], carried: Mapping[str, Sequence[str]]) -> str:
    """The sentence of the picture: goals that no project carries, projects that carry no goal."""
    known = {project.key for project in projects}
    idle = [goal for goal in goals if not known & set(carried.get(goal.key, ()))]
    used = {key for goal in goals for key in carried.get(goal.key, ())}
    loose = [project for project in projects if project.key not in used]
    told = [f"{len(idle)}条目标没有项目承担"] * bool(idle) + [f"{len(loose)}个项目没有对应目标"] * bool(loose)
    if not goals:
        return f"没有目标，{len(projects)}个项目没有着落" if projects else "还没有目标和项目"
    return "，".join(told) or f"{len(goals)}条目标都有项目承担"


def _table(
    goals: Sequence[Node], projects: Sequence[Node], indicators: Sequence[Node],
    carried: Mapping[str, Sequence[str]], measured: Mapping[str, Sequence[str]],
) -> list[tuple[str, str, str]]:  # fmt: skip
    names = {node.key: node.label for node in (*projects, *indicators)}

    def told(project: Node) -> str:
        return "；".join(names[key] for key in measured.get(project.key, ()) if key in names) or "—"

    rows = []
    for goal in goals:
        mine = [project for project in projects if project.key in carried.get(goal.key, ())]
        rows += [(goal.label, project.label, told(project)) for project in mine] or [(goal.label, "无人承担", "—")]
    used = {key for goal in goals for key in carried.get(goal.key, ())}
    return rows + [("没有对应目标", project.label, told(project)) for project in projects if project.key not in used]


def _draw(
    drawing: Drawing,
    top: float,
    columns: Sequence[Sequence[Node]],
    links: tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]],
    counts: Mapping[str, int],
) -> None:
    narrow = drawing.width < 480
    shares = {2: (0.5, 0.34) if narrow else (0.46, 0.38), 3: (0.29, 0.22, 0.23)}.get(len(columns), (1.0,))
    boxes: list[dict[str, _Box]] = []
    x = 0.0
    for number, column in enumerate(_in_order(columns, links)):
        width = drawing.width - x if number == len(columns) - 1 else drawing.width * shares[number]
        boxes.append({node.key: _box(node, x, width, counts.get(node.key), number == _LEAVES) for node in column})
        x += width + drawing.width * (0.16 if narrow else 0.13)
    drawing.reach(_spread(boxes, top))
    for number, link in enumerate(links[: len(boxes) - 1]):
        _bands(drawing, boxes[number], boxes[number + 1], link)
    for number, cards in enumerate(boxes):
        for box in cards.values():
            if number == _LEAVES:
                _leaf(drawing, box)
            else:
                idle = not box.right if number == 0 else not box.left
                _card(drawing, box, idle and len(boxes) > 1)


def _spread(boxes: Sequence[Mapping[str, _Box]], top: float) -> float:
    """Stand every column's boxes over the height of the longest column; returns its lower end."""
    gaps = [_LEAF_GAP if number == _LEAVES else _GAP for number in range(len(boxes))]
    heights = [sum(box.height + gap for box in column.values()) for column, gap in zip(boxes, gaps, strict=True)]
    for column, height, gap in zip(boxes, heights, gaps, strict=True):
        y, spare = top, (max(heights) - height) / max(len(column), 1)
        for box in column.values():
            box.y = y + spare / 2
            y += box.height + gap + spare
    return top + max(heights, default=0.0)


def _in_order(
    columns: Sequence[Sequence[Node]], links: tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]]
) -> list[Sequence[Node]]:
    """Each column after the first in the order of what it hangs on, so that few bands cross; the loose ones last."""
    ordered: list[Sequence[Node]] = [columns[0]]
    for column, link in zip(columns[1:], links, strict=False):
        seats: dict[str, list[int]] = {}
        for seat, node in enumerate(ordered[-1]):
            for key in link.get(node.key, ()):
                seats.setdefault(key, []).append(seat)
        middle = {key: sum(found) / len(found) for key, found in seats.items()}
        ordered.append(sorted(column, key=lambda node: middle.get(node.key, 1e9)))
    return ordered


def _box(node: Node, x: float, width: float, count: int | None, leaf: bool) -> _Box:
    if leaf:
        return _Box(node, [node.label], x, width, height=_LINE)
    lines = wrap(node.label, LABEL, width - 18, most=2)
    if count is not None:
        lines.append(f"{count}条指标")
    return _Box(node, lines, x, width, height=len(lines) * _LINE + _PAD)


def _bands(
    drawing: Drawing, ones: Mapping[str, _Box], others: Mapping[str, _Box], links: Mapping[str, Sequence[str]]
) -> None:
    pairs = [(ones[a], others[b]) for a in ones for b in dict.fromkeys(links.get(a, ())) if b in others]
    out: dict[int, int] = {}
    into: dict[int, int] = {}
    for one, other in pairs:
        out[id(one)] = out.get(id(one), 0) + 1
        into[id(other)] = into.get(id(other), 0) + 1
    for one, other in sorted(pairs, key=lambda pair: (pair[0].y, pair[1].y)):
        pitch_out = min((one.height - 4) / out[id(one)], 12.0)
        pitch_in = min((other.height - 4) / into[id(other)], 12.0)
        y1 = one.y + (one.height - pitch_out * (out[id(one)] - 1)) / 2 + one.right
        y2 = other.y + (other.height - pitch_in * (into[id(other)] - 1)) / 2 + other.left
        one.right, other.left = one.right + pitch_out, other.left + pitch_in
        x1, x2 = one.x + one.width, other.x
        bend = (x2 - x1) * 0.5
        path = f"M{x1:.1f} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        thick = max(min(pitch_out, pitch_in) - 1.5, 1.5)
        with drawing.mark(f"{one.node.label} → {other.node.label}"):
            drawing.path(path, stroke="accent", width=thick, opacity=0.24)


def _card(drawing: Drawing, box: _Box, idle: bool) -> None:
    told = box.node.label + (f"，{wan(box.node.weight)}万元" if box.node.weight is not None else "")
    with drawing.mark(f"{told}（没有着落）" if idle else told, box.node.link):
        drawing.rect(box.x + 0.5, box.y, box.width - 1, box.height, "error-tint" if idle else "paper-tint",
                     radius=3, stroke="error" if idle else "rule-soft")  # fmt: skip
        for number, line in enumerate(box.lines):
            counted = number == len(box.lines) - 1 and line.endswith("条指标") and len(box.lines) > 1
            size = SMALL if counted else LABEL
            colour = "ink-soft" if counted else "accent" if box.node.link else "ink"
            drawing.text(
                box.x + 9, box.y + _PAD / 2 + 11.5 + number * _LINE, line, size=size, room=box.width - 16, colour=colour
            )


def _leaf(drawing: Drawing, box: _Box) -> None:
    with drawing.mark(box.node.label, box.node.link):
        colour = "accent" if box.node.link else "ink"
        drawing.text(box.x + 6, box.y + 11.5, box.node.label, size=SMALL, colour=colour)
