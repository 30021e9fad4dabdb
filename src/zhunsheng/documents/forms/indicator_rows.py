"""Reading the rows of an indicator table: columns by their header words, merged levels repeated, split rows rejoined."""

from __future__ import annotations

from collections.abc import Mapping

from zhunsheng.documents.page import Cell
from zhunsheng.model.address import INDICATOR_CELLS
from zhunsheng.model.indicator import Indicator, level1_kind, level2_kind
from zhunsheng.model.place import Place, Problem
from zhunsheng.model.quantity import quantity


class IndicatorRows:
    """Collects the rows of one project's indicator table; the first row given is its header."""

    def __init__(self, columns: Mapping[str, str], spans_known: bool, problems: list[Problem]) -> None:
        self.columns = columns
        self.spans_known = spans_known
        self.problems = problems
        self.roles: list[str] = []
        self.rows: list[list[Cell]] = []
        self.heading = True

    def row(self, row: list[Cell], keys: list[str]) -> None:
        """One row: part of the header (repeated headers too) or an indicator."""
        named = [key for key in keys if key]
        if named and all(key in self.columns for key in named):
            if self.heading:
                self.roles += [self.columns[key] for key in named]
            return
        self.heading = False
        if len(row) == 1 and self.rows and len(self.rows[-1]) < len(self.roles):
            self.rows[-1] = self.rows[-1] + row  # blank lines in a text export broke the row into single cells
            return
        self.rows.append(list(row))

    def finish(self) -> tuple[Indicator, ...]:
        """The indicators, top to bottom; blank template rows (a level name and nothing else) are none."""
        width = len(self.roles)
        found: list[Indicator] = []
        columns_merged = self._merged_columns()
        before: dict[str, str | None] = {}
        for row in self.rows:
            cells = self._fitted(row, width)
            if cells is None:
                continue
            placed = dict(zip(self.roles, cells, strict=True))
            texts = {role: cell.text for role, cell in placed.items()}
            if not any(texts.values()):
                continue
            places = {role: cell.place for role, cell in placed.items() if cell.place is not None}
            if found and self._continues(texts):
                found[-1] = self._joined(found[-1], texts, places)
                continue
            self._fill_levels(texts, placed, before, columns_merged)
            before = {"level1": texts.get("level1"), "level2": texts.get("level2")}
            if not any(texts.get(role) for role in ("level3", "description", "target", "basis")):
                continue
            found.append(_indicator(texts, places))
        return tuple(found)

    def _merged_columns(self) -> set[str]:
        """Level columns in which the file really merges cells; in the others a blank may be sloppy merging."""
        return {role for row in self.rows for role, cell in zip(self.roles, row, strict=False) if cell.covered}

    def _fill_levels(
        self,
        texts: dict[str, str],
        placed: Mapping[str, Cell],
        before: Mapping[str, str | None],
        merged: set[str],
    ) -> None:
        """Repeat a merged level on every row it covers; a level-2 blank under a new level 1 stays blank."""
        if not texts.get("level1") and before.get("level1") and self._may_fill("level1", placed, merged):
            texts["level1"] = before["level1"] or ""
            if not texts.get("level2") and before.get("level2") and self._may_fill("level2", placed, merged):
                texts["level2"] = before["level2"] or ""
        elif "level2" in placed and placed["level2"].covered and before.get("level2") and not texts["level2"]:
            texts["level2"] = before["level2"] or ""

    def _may_fill(self, role: str, placed: Mapping[str, Cell], merged: set[str]) -> bool:
        covered = role in placed and bool(placed[role].covered)
        return covered or not self.spans_known or not merged

    def _fitted(self, row: list[Cell], width: int) -> list[Cell] | None:
        """The row as wide as the header: trailing blanks cut, missing leading level cells put back as blanks."""
        if len(row) == width:
            return row
        cells = list(row)
        while len(cells) > width and not cells[-1].text:
            cells.pop()
        while len(cells) > width and not cells[0].text:
            cells.pop(0)
        if len(cells) == width:
            return cells
        place = next((cell.place for cell in cells if cell.place), None)
        if len(cells) < width:
            missing = width - len(cells)
            start = self._first_role(cells[0])
            if start is not None and self.roles[:1] == ["level1"] and self.roles.index(start) == missing:
                return [Cell("", place, covered=True) for _ in range(missing)] + cells
        text = " | ".join(cell.text for cell in cells)
        where = str(place) if place else "指标表"
        message = f"这一行有{len(cells)}格，表头有{width}格，对不上，没有读入：{text[:60]}。请核对这一行的格子。"
        self.problems.append(Problem(where, message, place))
        return None

    def _first_role(self, cell: Cell) -> str | None:
        """Which column a short row's first cell belongs to, told by the words of the official levels."""
        if level2_kind(cell.text) is not None and "level2" in self.roles:
            return "level2"
        if level1_kind(cell.text) is None and cell.text and "level3" in self.roles:
            return "level3"
        return None

    def _continues(self, texts: Mapping[str, str]) -> bool:
        """True for the lower half of a row that a page break cut: words only under description or basis."""
        head = ("level1", "level2", "level3", "target")
        return not any(texts.get(role) for role in head) and not self.spans_known

    def _joined(self, upper: Indicator, texts: Mapping[str, str], places: Mapping[str, Place]) -> Indicator:
        place = next(iter(places.values()), None)
        where = str(place) if place else "指标表"
        self.problems.append(
            Problem(where, f"这一行像是上一行“{upper.level3}”跨页的下半截，已接在上一行后面。请核对。", place)
        )
        whole = {role: getattr(upper, role) for role in INDICATOR_CELLS if role != "target"}
        whole["target"] = upper.target.text if upper.target else ""
        for role, text in texts.items():
            whole[role] = f"{whole[role] or ''}{text}"
        return _indicator(whole, upper.places)


def _indicator(texts: Mapping[str, str | None], places: Mapping[str, Place]) -> Indicator:
    return Indicator(
        level1=texts.get("level1") or None,
        level2=texts.get("level2") or None,
        level3=texts.get("level3") or None,
        description=texts.get("description") or None,
        target=quantity(texts.get("target")),
        basis=texts.get("basis") or None,
        places=places,
    )
