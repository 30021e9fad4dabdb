"""Reading project tables by their label words, from a stream of rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from zhunsheng.documents.forms.indicator_rows import IndicatorRows
from zhunsheng.documents.forms.layout import label_key
from zhunsheng.documents.page import Cell, Paragraph, Table
from zhunsheng.model.figure import figure
from zhunsheng.model.organisation import parse_unit
from zhunsheng.model.place import Place, Problem
from zhunsheng.model.project import PLAN_MONTHS, Budget, FundPlanPoint, Project

_MONEY_UNIT = re.compile(r"^(?:金额)?单位:?(万元|元|千元|百万元|亿元)?$")
_UNIT_STARTS = ("单位", "金额")
_MONTH = re.compile(r"^(?:\d{4}年)?(1[0-2]|[1-9])月(?:底|末|份)?$")
_ONE_CELL = frozenset({"code", "name", "budget.total", "budget.fiscal", "budget.other"})


@dataclass(slots=True)
class _Open:
    """The project being read: its cells by address, where they stood, and its spending plan's months and values."""

    heading: Paragraph | None = None
    texts: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    months: list[int] = field(default_factory=list)
    plan: list[Cell] = field(default_factory=list)
    indicators: IndicatorRows | None = None


class ProjectReader:
    """Collects projects from titles and tables in reading order."""

    def __init__(
        self, labels: Mapping[str, str], columns: Mapping[str, str], spans_known: bool, problems: list[Problem]
    ) -> None:
        self.labels = labels
        self.code_labels = {label for label, address in labels.items() if address == "code"}
        self.columns = columns
        self.spans_known = spans_known
        self.problems = problems
        self.done: list[Project] = []
        self.open: _Open | None = None
        self.heading: Paragraph | None = None
        self.current: str | None = None

    @property
    def count(self) -> int:
        """How many projects have been read, the open one included."""
        return len(self.done) + (self.open is not None)

    def title(self, paragraph: Paragraph) -> None:
        """A project's title: its table follows, unless the line stands in a table of contents."""
        if self.open is not None:
            self.close()
        self.heading = paragraph

    def table(self, table: Table) -> None:
        """Every row of one table; it may continue the open project or hold several."""
        for row in table.rows:
            self._row(row)

    def finish(self) -> list[Project]:
        """All projects, once the document has ended."""
        self.close()
        return self.done

    def close(self) -> None:
        """End the open project, if there is one."""
        if self.open is None:
            return
        self.done.append(self._project(self.open))
        self.open, self.current = None, None

    # -- rows -----------------------------------------------------------------------------------------------------

    def _row(self, row: list[Cell]) -> None:
        keys = [label_key(cell.text) if 0 < len(cell.text) <= 24 else "" for cell in row]
        if self._starts_project(row, keys):
            self.close()
        project = self.open
        if project is not None and project.indicators is not None and keys[:1] and self.labels.get(keys[0]) is None:
            project.indicators.row(row, keys)
            return
        if sum(key in self.columns for key in keys) >= 2:
            project = self._opened()
            project.indicators = IndicatorRows(self.columns, self.spans_known, self.problems)
            project.indicators.row(row, keys)
            self.current = None
            return
        for cell, key in zip(row, keys, strict=True):
            self._cell(cell, key, row)

    def _starts_project(self, row: list[Cell], keys: list[str]) -> bool:
        """True where a row can only belong to the next project: a second code or money-unit row."""
        if self.open is None:
            return False
        seen = self.open.seen
        for key in keys:
            if key in self.code_labels and ("code" in seen or self.open.indicators is not None):
                return True
            if key[:2] in _UNIT_STARTS and _MONEY_UNIT.match(key) and ("budget.unit" in seen or "code" in seen):
                return True
        return False

    def _opened(self) -> _Open:
        if self.open is None:
            self.open = _Open(self.heading)
            self.heading = None
            self.current = None
        return self.open

    def _cell(self, cell: Cell, key: str, row: list[Cell]) -> None:
        """One cell of the head table: a label, the money unit, the unit's name, or a value of the label before it."""
        project = self._opened()
        address = self.labels.get(key) if key else None
        if address is not None and not (self.current in _ONE_CELL and address in project.seen):
            project.seen.add(address)
            self.current = address
            return
        month = _MONTH.match(key) if key and self.current == "fund_plan" else None
        if month and not project.plan:
            project.months.append(int(month.group(1)))
            return
        if key[:2] in _UNIT_STARTS:
            money = _MONEY_UNIT.match(key)
            if money:
                self._store(project, "budget.unit", money.group(1) or "", cell.place)
                project.seen.add("budget.unit")
                return
        self._value(project, cell)

    def _value(self, project: _Open, cell: Cell) -> None:
        current = self.current
        if current == "fund_plan":
            if not cell.covered:
                project.plan.append(cell)
            return
        if current in _ONE_CELL:
            self._store(project, current, cell.text, cell.place)
            self.current = "purpose" if current.startswith("budget.") else None
            return
        if not cell.text:
            return
        if current in ("purpose", "goal"):
            self._store(project, current, cell.text, cell.place)
        elif "unit" not in project.seen and "code" not in project.seen:
            project.seen.add("unit")
            self._store(project, "unit", cell.text, cell.place)
        else:
            self._unplaced(cell)

    def _store(self, project: _Open, address: str, text: str, place: Place | None) -> None:
        if text:
            before = project.texts.get(address)
            project.texts[address] = text if before is None else f"{before}\n{text}"
        if place is not None:
            project.places.setdefault(address, place)

    def _unplaced(self, cell: Cell) -> None:
        where = str(cell.place) if cell.place else "全文"
        self.problems.append(
            Problem(where, f"格中“{cell.text[:30]}”不在任何栏目下，没有读入。请核对这一格的位置。", cell.place)
        )

    # -- the finished project -------------------------------------------------------------------------------------

    def _project(self, read: _Open) -> Project:
        texts = read.texts
        if read.heading is not None and read.heading.place is not None:
            read.places["heading"] = read.heading.place
        fund_plan = self._fund_plan(read)
        budget = Budget(
            figure(texts.get("budget.total")),
            figure(texts.get("budget.fiscal")),
            figure(texts.get("budget.other")),
            texts.get("budget.unit") or "万元",
        )
        name = texts.get("name")
        for part in ("total", "fiscal", "other"):
            printed = getattr(budget, part)
            if printed is not None and printed.value is None:
                self._problem(
                    read,
                    f"budget.{part}",
                    name,
                    f"金额“{printed.text}”不是数字，原样保留、不参加计算。请写成数字，如6.00。",
                )
        for address, label in (("code", "项目编码"), ("name", "项目名称"), ("budget.total", "预算数")):
            if address not in read.seen:
                self._problem(read, address, name, f"没有找到“{label}”一栏，按空白读入。请核对表格是否缺行。")
        if read.indicators is None:
            self._problem(
                read,
                "indicators",
                name,
                "没有找到指标表（一级指标、二级指标、三级指标……），按没有指标读入。请核对表格是否缺失。",
            )
        return Project(
            code=texts.get("code"),
            name=name,
            unit=parse_unit(texts.get("unit")),
            budget=budget,
            purpose=texts.get("purpose"),
            fund_plan=fund_plan,
            goal=texts.get("goal"),
            indicators=read.indicators.finish() if read.indicators else (),
            heading=read.heading.text if read.heading else None,
            places=read.places,
        )

    def _fund_plan(self, read: _Open) -> tuple[FundPlanPoint, ...]:
        """Months with their percentages: as many values as months, after the blank cell under the merged label."""
        cells = read.plan
        if not read.months:
            if "fund_plan" in read.seen or any(cell.text for cell in cells):
                self._problem(
                    read,
                    "fund_plan",
                    read.texts.get("name"),
                    "资金支出计划没有读出时点（3月底、6月底……），按空白读入。请核对这两行。",
                )
            return tuple(FundPlanPoint(month) for month in PLAN_MONTHS)
        if len(cells) == len(read.months) + 1 and not cells[0].text:
            cells = cells[1:]
        while len(cells) > len(read.months) and not cells[-1].text:
            cells = cells[:-1]
        if len(cells) != len(read.months):
            shown = "、".join(cell.text or "（空）" for cell in cells) or "没有"
            text = f"资金支出计划有{len(read.months)}个时点，读出的数是：{shown}，对不上，按空白读入。请核对这两行。"
            self._problem(read, "fund_plan", read.texts.get("name"), text)
            return tuple(FundPlanPoint(month) for month in read.months)
        points = []
        for month, cell in zip(read.months, cells, strict=True):
            if cell.place is not None:
                read.places[f"fund_plan.{month}"] = cell.place
            points.append(FundPlanPoint(month, figure(cell.text)))
        return tuple(points)

    def _problem(self, read: _Open, address: str, name: str | None, message: str) -> None:
        place = (
            read.places.get(address)
            or (read.heading.place if read.heading else None)
            or next(iter(read.places.values()), None)
        )
        where = "".join(filter(None, (f"项目“{name}”" if name else "", str(place) if place else ""))) or "全文"
        self.problems.append(Problem(where, message, place))
