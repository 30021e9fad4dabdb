"""Ruled tables of a PDF page: lines that touch make a frame, what they enclose are its cells.

Cells are found by flooding: places of the grid that no line divides belong to one cell. So merged cells need no guess,
and a line that a program forgot opens two cells into one instead of shifting a row.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhunsheng.documents.reading.pdf_marks import Rule

SNAP = 2.0
"""Lines this close (points) to their neighbour are one line: doubled borders, rounding."""
SPREAD = 4.0
"""How far apart the outermost of such lines may be; no row or column is this narrow."""
REACH = 3.0
"""A line that ends this close to another touches it."""
MAX_LINES = 3_000
"""The most lines of a page whose frames are looked for; maps and drawings have more."""
MAX_PLACES = 200_000
"""The most grid places of one frame."""


@dataclass(slots=True)
class Box:
    """One cell of a frame: grid rows ``first_row`` … (``rows`` of them), from ``x0`` to ``x1``."""

    first_row: int
    rows: int
    x0: float
    x1: float
    cut_above: bool = False
    """True where no line is drawn above the cell, at the frame's upper end: a page break cut it."""
    cut_below: bool = False


@dataclass(slots=True)
class Frame:
    """Lines that belong together, and the cells that they enclose."""

    xs: list[float]
    ys: list[float]
    boxes: list[Box]

    owners: dict[tuple[int, int], int]
    """Row and column of each grid place → index of the cell that it belongs to."""

    def box_at(self, x: float, y: float) -> int | None:
        """Index of the cell at a point."""
        return self.owners.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))

    def surrounds(self, x: float, y: float) -> bool:
        """True for a point inside the frame's outline."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]


def find_frames(across: Sequence[Rule], down: Sequence[Rule]) -> list[Frame] | None:
    """The page's frames from top to bottom; ``None`` when it has more lines than any table."""
    horizontal, vertical = _joined(across), _joined(down)
    if len(horizontal) + len(vertical) > MAX_LINES:
        return None
    frames = []
    for hs, vs in _components(horizontal, vertical):
        frame = _frame(hs, vs)
        if frame and frame.boxes:
            frames.append(frame)
    frames.sort(key=lambda frame: (frame.ys[0], frame.xs[0]))
    return frames


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Rules on one line snapped to one position, their pieces joined."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule.at - groups[-1][-1].at <= SNAP and rule.at - groups[-1][0].at <= SPREAD:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    joined = []
    for group in groups:
        at = sum(rule.at for rule in group) / len(group)
        start, stop = None, 0.0
        for rule in sorted(group, key=lambda rule: rule.start):
            if start is not None and rule.start <= stop + REACH:
                stop = max(stop, rule.stop)
                continue
            if start is not None:
                joined.append(Rule(at, start, stop))
            start, stop = rule.start, rule.stop
        if start is not None:
            joined.append(Rule(at, start, stop))
    return joined


def _components(horizontal: list[Rule], vertical: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines grouped by touch."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, h in enumerate(horizontal):
        for j, v in enumerate(vertical, len(horizontal)):
            if _touch(h, v):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, h in enumerate(horizontal):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(vertical, len(horizontal)):
        groups.setdefault(root(j), ([], []))[1].append(v)
    return [group for group in groups.values() if group[0] and group[1]]


def _touch(h: Rule, v: Rule) -> bool:
    return h.start - REACH <= v.at <= h.stop + REACH and v.start - REACH <= h.at <= v.stop + REACH


def _frame(hs: list[Rule], vs: list[Rule]) -> Frame | None:
    sides, ends = _closing(hs, vs), _closing(vs, hs)
    xs, ys = sorted({v.at for v in [*vs, *sides]}), sorted({h.at for h in [*hs, *ends]})
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows > MAX_PLACES:
        return None
    regions = _flood(rows, columns, _walls([*hs, *ends], ys, xs), _walls([*vs, *sides], xs, ys))
    boxes = [box for region in regions for box in _boxes(region)]
    edges = _row_edges(boxes)
    found: list[Box] = []
    owners: dict[tuple[int, int], int] = {}
    for top, bottom, left, right in sorted(boxes, key=lambda box: (box[0], box[2])):
        x0, x1 = xs[left], xs[right]
        first = bisect_right(edges, top) - 1
        last = max(first + 1, bisect_left(edges, bottom))
        above = top == 0 and not _drawn(hs, ys[0], x0, x1)
        below = bottom == rows and not _drawn(hs, ys[-1], x0, x1)
        owners.update(((row, column), len(found)) for row in range(first, last) for column in range(left, right))
        found.append(Box(first, last - first, x0, x1, above, below))
    return Frame(xs, [ys[row] for row in [*edges, rows]], found, owners)


def _row_edges(boxes: list[tuple[int, int, int, int]]) -> list[int]:
    """Grid rows at which a row of the table starts: where one cell ends and another begins.

    A line that does only one of the two (an underline inside a cell, a ragged end at a page break) makes no row.
    """
    starts, ends = {box[0] for box in boxes}, {box[1] for box in boxes}
    return sorted({min(starts, default=0)} | (starts & ends))


def _drawn(rules: list[Rule], at: float, start: float, stop: float) -> bool:
    """True when lines at ``at`` cover most of the way from ``start`` to ``stop``."""
    covered = sum(max(0.0, min(stop, rule.stop) - max(start, rule.start)) for rule in rules if rule.at == at)
    return covered >= 0.6 * (stop - start)


def _closing(rules: list[Rule], across: list[Rule]) -> list[Rule]:
    """Lines that close a frame where its ``rules`` end together and the line across their ends is missing or short.

    Tables without side lines and rows cut by a page break look like this.
    """
    start, stop = min(rule.start for rule in rules), max(rule.stop for rule in rules)
    closing = []
    for end, reaching in (
        (start, [rule.at for rule in rules if rule.start <= start + REACH]),
        (stop, [rule.at for rule in rules if rule.stop >= stop - REACH]),
    ):
        near = min((line.at for line in across), key=lambda at: abs(at - end))
        if len(reaching) > 1:
            closing.append(Rule(near if abs(near - end) <= SPREAD else end, min(reaching), max(reaching)))
    return closing


def _walls(rules: list[Rule], positions: list[float], steps: list[float]) -> list[list[bool]]:
    """For each position, which steps along it a line closes (most of the step's length)."""
    walls = [[False] * (len(steps) - 1) for _ in positions]
    index = {at: number for number, at in enumerate(positions)}
    for rule in rules:
        row = walls[index[rule.at]]
        for step, (low, high) in enumerate(pairwise(steps)):
            if min(high, rule.stop) - max(low, rule.start) >= 0.6 * (high - low):
                row[step] = True
    return walls


def _flood(rows: int, columns: int, h_walls: list[list[bool]], v_walls: list[list[bool]]) -> list[set[tuple[int, int]]]:
    """Grid places grouped into cells; those that no line shuts off from outside are in none."""
    seen = [[False] * columns for _ in range(rows)]
    regions = []
    for first_row in range(rows):
        for first_column in range(columns):
            if seen[first_row][first_column]:
                continue
            seen[first_row][first_column] = True
            region, waiting, outside = set(), [(first_row, first_column)], False
            while waiting:
                row, column = waiting.pop()
                region.add((row, column))
                for closed, r, c in (
                    (h_walls[row][column], row - 1, column),
                    (h_walls[row + 1][column], row + 1, column),
                    (v_walls[column][row], row, column - 1),
                    (v_walls[column + 1][row], row, column + 1),
                ):
                    if closed:
                        continue
                    if not (0 <= r < rows and 0 <= c < columns):
                        outside = True
                    elif not seen[r][c]:
                        seen[r][c] = True
                        waiting.append((r, c))
            if not outside:
                regions.append(region)
    return regions


def _boxes(region: set[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """A region as a rectangle (top, bottom, left, right); one of another shape row by row."""
    rows = [row for row, _ in region]
    columns = [column for _, column in region]
    top, bottom, left, right = min(rows), max(rows) + 1, min(columns), max(columns) + 1
    if len(region) == (bottom - top) * (right - left):
        return [(top, bottom, left, right)]
    boxes: list[tuple[int, int, int, int]] = []
    for row, column in sorted(region):
        if boxes and boxes[-1][0] == row and boxes[-1][3] == column:
            boxes[-1] = (row, row + 1, boxes[-1][2], column + 1)
        else:
            boxes.append((row, row + 1, column, column + 1))
    return boxes
