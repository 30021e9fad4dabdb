"""项目绩效目标表 as one wide table of a whole department: a row an indicator, a project's own cells on its first row.

Provinces differ in the columns and in what they write under them: the sign of a target may stand under 指标性质 or under
指标方向, so it is told by its words. Read only; what was read prints in the county form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from zhunsheng.documents.forms import hebei_county_text
from zhunsheng.documents.forms.form_words import form_key
from zhunsheng.documents.forms.layout import Layout
from zhunsheng.documents.forms.table_columns import UNKNOWN, Columns, fill_levels
from zhunsheng.documents.page import Cell, PageTree, Table
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.figure import figure
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.organisation import BudgetUnit, parse_unit
from zhunsheng.model.place import Place, Problem
from zhunsheng.model.project import Budget, Project
from zhunsheng.model.quantity import parse_quantity
from zhunsheng.model.self_evaluation_form import joined_quantity
from zhunsheng.model.spelling import half_width

_COLUMNS = {
    "项目名称": "name", "项目编码": "code", "项目代码": "code", "项目单位": "unit", "单位": "unit", "单位名称": "unit", "预算单位": "unit",
    "实施单位": "unit", "单位及项目名称": "name", "项目类别": "", "预算数": "total", "预算金额": "total", "年度预算数": "total", "资金总额": "total",
    "年度绩效目标": "goal", "年度目标": "goal", "绩效目标": "goal", "项目年度绩效目标": "goal", "一级指标": "level1", "二级指标": "level2",
    "三级指标": "level3", "指标名称": "level3", "指标性质": "nature", "指标方向": "direction", "指标属性": "", "目标值": "target", "指标值": "target",
    "年度指标值": "target", "计量单位": "measure", "度量单位": "measure", "指标内容": "description", "指标说明": "description", "指标解释": "description",
    "分值": "points", "权重": "points", "备注": "", "序号": "",
}  # fmt: skip
"""Headers → what their column holds; ``""`` for columns that a target table has no cell for and that say nothing more."""
_OF_PROJECT = ("code", "name", "unit", "total", "goal")
_NO_PROJECT = frozenset({"合计", "总计", "部门合计", "小计"})


@dataclass(slots=True)
class _Open:
    """A project being read: its own cells, and its rows."""

    cells: dict[str, Cell] = field(default_factory=dict)
    rows: list[dict[str, Cell]] = field(default_factory=list)


def read(tree: PageTree) -> Document:
    """The projects of every wide table; what fits nowhere stands in ``problems`` with its place."""
    reader = _Reader(tree.spans_known, list(tree.problems))
    for block in tree.blocks:
        if isinstance(block, Table):
            reader.table(block)
    projects = reader.projects()
    unit = next((project.unit for project in projects if project.unit.label), BudgetUnit())
    return Document(unit=unit, department=DepartmentPlan(unit), projects=projects, problems=tuple(reader.problems))


class _Reader:
    """Collects projects row by row."""

    def __init__(self, spans_known: bool, problems: list[Problem]) -> None:
        self.spans_known, self.problems = spans_known, problems
        self.columns: Columns | None = None
        self.money_unit = "万元"
        self.open: list[_Open] = []

    def table(self, table: Table) -> None:
        """One table: its header, then rows; a repeated header on a further page is passed over."""
        for row in table.rows:
            keys = [form_key(cell.text) for cell in row if cell.text]
            known = [key for key in keys if key in _COLUMNS]
            if {"一级指标", "项目名称", "三级指标"} <= set(known) or (
                "单位及项目名称" in known and "三级指标" in known
            ):
                self._header(row)
            elif self.columns is not None and keys:
                self._row(row)

    def _header(self, row: Sequence[Cell]) -> None:
        first = self.columns is None
        self.columns = Columns.of(
            row, lambda cell: _COLUMNS.get(form_key(cell.text), UNKNOWN) if cell.text else "", self.spans_known
        )
        self.columns.width = sum(cell.colspan for cell in row)
        if not first:
            return
        for cell in row:
            plain = half_width("".join(cell.text.split()))
            if _COLUMNS.get(form_key(cell.text)) == "total" and "元)" in plain:
                self.money_unit = "万元" if "万元)" in plain else "元"
        for cell in self.columns.unknown:
            self._problem(cell.place, f"不认识“{cell.text[:20]}”这一栏，这一列没有读入。请核对表头。")
        if "points" in self.columns.roles:
            place = next((cell.place for cell in row if _COLUMNS.get(form_key(cell.text)) == "points"), None)
            self._problem(place, "绩效目标表没有分值一栏，表上的分值没有读入。")

    def _row(self, row: Sequence[Cell]) -> None:
        """An indicator; cells before it that are filled begin the next project."""
        assert self.columns is not None
        laid = self.columns.lay(row)
        if laid is None:
            self._problem(row[0].place, f"这一行有{len(row)}格，比表头多，对不上，没有读入。请核对这一行的格子。")
            return
        cells = {leaf.role: cell for leaf, cell in laid if leaf.role not in ("", UNKNOWN)}
        name = cells.get("name")
        if name is not None and name.text and not name.covered:
            if "".join(name.text.split()) in _NO_PROJECT or not cells.get("level3", Cell("")).text:
                return  # a sum, or a department's line above its projects
            self.open.append(_Open({role: cells[role] for role in _OF_PROJECT if role in cells and cells[role].text}))
        if not self.open:
            self._problem(row[0].place, "这一行前面没有项目名称，没有读入。请核对表格。")
            return
        self.open[-1].rows.append(cells)

    def projects(self) -> tuple[Project, ...]:
        """Everything read, as projects; a unit that is merged over several projects is repeated."""
        found: list[Project] = []
        unit: str | None = None
        for one in self.open:
            texts = {role: cell.text for role, cell in one.cells.items()}
            unit = texts.get("unit") or unit
            levels = fill_levels(one.rows, self.spans_known)
            rows = [self._indicator(row, filled) for row, filled in zip(one.rows, levels, strict=True)]
            found.append(
                Project(
                    code=texts.get("code"), name=texts.get("name"), unit=parse_unit(unit),
                    budget=Budget(figure(texts.get("total")), unit=self.money_unit),
                    goal=texts.get("goal"), indicators=tuple(row for row in rows if row.level3 or row.target),
                    places={("budget.total" if role == "total" else role): cell.place for role, cell in one.cells.items() if cell.place},
                )
            )  # fmt: skip
        return tuple(found)

    def _indicator(self, row: Mapping[str, Cell], texts: Mapping[str, str]) -> Indicator:
        sign = next((word for role in ("nature", "direction") if _is_sign(word := texts.get(role, ""))), None)
        places = {
            role: cell.place
            for role, cell in row.items()
            if cell.place and role in ("level1", "level2", "level3", "description", "target")
        }
        return Indicator(
            texts.get("level1") or None, texts.get("level2") or None, texts.get("level3") or None, texts.get("description") or None,
            joined_quantity(sign, texts.get("target") or None, texts.get("measure") or None), None, places=places,
        )  # fmt: skip

    def _problem(self, place: Place | None, message: str) -> None:
        self.problems.append(Problem(str(place) if place else "全文", message, place))


def _is_sign(word: str) -> bool:
    """True for a word or sign that a target may begin with: ``≥``, ``大于等于``."""
    return bool(word) and parse_quantity(f"{word}1").operator is not None


LAYOUT = Layout(
    name="项目绩效目标表（一表多项目）",
    marks=(
        "项目单位", "项目类别", "预算数", "年度绩效目标", "年度目标", "一级指标", "二级指标", "三级指标", "指标性质", "指标方向", "目标值", "计量单位", "度量单位",
        "分值", "权重", "单位及项目名称", "项目年度绩效目标", "指标属性",
    ),
    read=read,
    paper=hebei_county_text.paper,
    project_blocks=hebei_county_text.project_blocks,
    department_blocks=hebei_county_text.department_blocks,
)  # fmt: skip
