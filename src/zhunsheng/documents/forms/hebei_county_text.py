"""河北县级部门预算绩效文本: a unit's department part, then one target table a project (HB-A).

Part one is running text (总体/分项绩效目标, 工作保障措施); part two has a title and two tables for each project: the
project's head (code, name, budget, purpose, cumulative spending plan, goals) and its six-column indicator table.
Everything is recognised by its words, never by its position.
"""

from __future__ import annotations

from itertools import combinations, pairwise

from zhunsheng.documents.forms.grid import Covered, GridRow, Label, Slot, merge_runs, print_grid
from zhunsheng.documents.forms.layout import Layout
from zhunsheng.documents.forms.text_form import Section, TextForm, read_text_form
from zhunsheng.documents.page import Block, Cell, PageTree, Paragraph, Table
from zhunsheng.model.address import INDICATOR_CELLS, cells, indicator_cells
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.project import Project

FORM = TextForm(
    parts=("第一部分", "第二部分", "部门整体绩效目标", "预算项目绩效目标", "目录", "目 录"),
    sections=(
        Section("overall_goal", "一、总体绩效目标", "总体目标", ("总体绩效目标", "总体目标", "部门总体绩效目标", "部门总体目标")),
        Section("sub_goal", "二、分项绩效目标", "分项绩效目标", ("分项绩效目标", "分项目标")),
        Section(
            "safeguard",
            "三、工作保障措施",
            "实现绩效目标的保障措施",
            ("工作保障措施", "保障措施", "实现绩效目标的保障措施", "实现年度绩效目标的保障措施"),
        ),
    ),
    title_suffix="绩效目标表",
    labels={
        "项目编码": "code", "项目代码": "code", "二级项目代码": "code",
        "项目名称": "name", "专项名称": "name", "项目支出名称": "name",
        "预算规模及资金用途": "purpose", "资金用途": "purpose", "项目概况": "purpose", "项目内容": "purpose",
        "预算数": "budget.total", "资金总额": "budget.total", "年度资金总额": "budget.total", "预算总额": "budget.total",
        "其中:财政资金": "budget.fiscal", "财政资金": "budget.fiscal", "其中财政资金": "budget.fiscal", "财政拨款": "budget.fiscal",
        "其中:财政拨款": "budget.fiscal", "财政投款": "budget.fiscal",
        "其他资金": "budget.other", "其它资金": "budget.other", "其他": "budget.other", "自有资金": "budget.other",
        "资金支出计划": "fund_plan", "支出计划": "fund_plan", "资金支出计划%": "fund_plan",
        "绩效目标": "goal", "年度目标": "goal", "年度绩效目标": "goal", "年度总体目标": "goal",
    },
    columns={
        "一级指标": "level1", "二级指标": "level2", "三级指标": "level3", "指标名称": "level3", "具体指标": "level3",
        "绩效指标描述": "description", "指标描述": "description", "指标解释": "description", "指标说明": "description",
        "指标值": "target", "年度指标值": "target", "预期指标值": "target", "目标值": "target", "年初目标值": "target",
        "指标值及单位": "target", "指标值确定依据": "basis", "确定依据": "basis", "评价标准确定依据": "basis",
        "参考值确定依据": "basis", "指标值设定依据": "basis",
    },
)  # fmt: skip

HEAD_GRID: tuple[GridRow, ...] = (
    (Slot("unit", 4), Label("单位：{}", 3, address="budget.unit")),
    (Label("项目编码"), Slot("code", 2), Label("项目名称"), Slot("name", 3)),
    (
        Label("预算规模及资金用途", rowspan=2), Label("预算数"), Slot("budget.total"), Label("其中：财政资金"),
        Slot("budget.fiscal"), Label("其他资金"), Slot("budget.other"),
    ),
    (Covered(), Slot("purpose", 6)),
)  # fmt: skip
HEAD_WIDTHS = (12, 14, 13, 16, 11, 13, 21)
"""Column edges of both tables meet, so that the two print as one form."""
INDICATOR_HEADER = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
INDICATOR_WIDTHS = (12, 14, 13, 27, 13, 21)


def read(tree: PageTree) -> Document:
    """Turn a tree into the document it prints; what fits nowhere stands in ``problems`` with its place."""
    return read_text_form(tree, FORM)


def paper(document: Document) -> PageTree:
    """Print a whole document: cover line (where the year or unit would be lost without it), department part, tables."""
    blocks: list[Block] = []
    number = 0
    plans = (document.department, *document.other_departments)
    left = list(document.projects)
    for index, plan in enumerate(plans):
        unit = plan.unit if plan.unit.label else document.unit
        own = left if index == len(plans) - 1 else [p for p in left if p.unit == unit]
        left = [p for p in left if all(p is not other for other in own)]
        if len(plans) > 1 or document.fiscal_year is not None or not own or own[0].unit != unit:
            blocks.append(Paragraph(cover_line(unit, document.fiscal_year), level=1, cover=True))
        blocks += [Paragraph("第一部分", level=1), Paragraph("部门整体绩效目标", level=1)]
        blocks += department_blocks(plan)
        blocks += [Paragraph("第二部分", level=1), Paragraph("预算项目绩效目标", level=1)]
        for project in own:
            number += 1
            blocks += project_blocks(project, number)
    return PageTree(blocks, spans_known=True)


def cover_line(unit: BudgetUnit, year: int | None) -> str:
    """The document's own title: unit, year where it is known, 部门预算绩效文本."""
    return f"{unit.label}{f'{year}年' if year is not None else ''}部门预算绩效文本"


def department_blocks(plan: DepartmentPlan) -> list[Block]:
    """The department part as titles and paragraphs; each paragraph carries the address of its block."""
    blocks: list[Block] = []
    for section in FORM.sections:
        blocks.append(Paragraph(section.title, level=2, toc="A"))
        blocks.append(Paragraph(section.heading, level=4))
        text: str | None = getattr(plan, section.address)
        blocks += [Paragraph(line, address=section.address) for line in (text or "").split("\n") if line]
    return blocks


def project_blocks(project: Project, number: int) -> list[Block]:
    """One project's title and its two tables; ``number`` is its place in the document, from 1."""
    title = project.heading or FORM.title(number, project.name)
    values = cells(project)
    return [
        Paragraph(title, level=3, toc="C", address="heading"),
        _head_table(project, values),
        _indicator_table(project),
    ]


def _head_table(project: Project, values: dict[str, str | None]) -> Table:
    months = [point.month for point in project.fund_plan] or [3, 6, 10, 12]
    spans = _spread(HEAD_WIDTHS[1:], len(months))
    plan: tuple[GridRow, ...] = (
        (Label("资金支出计划（%）", rowspan=2), *(Label(f"{m}月底", s) for m, s in zip(months, spans, strict=True))),
        (Covered(), *(Slot(f"fund_plan.{m}", s) for m, s in zip(months, spans, strict=True))),
        (Label("绩效目标"), Slot("goal", 6)),
    )
    return print_grid((*HEAD_GRID, *plan), values, HEAD_WIDTHS)


def _indicator_table(project: Project) -> Table:
    header = [Cell(word, label=True) for word in INDICATOR_HEADER]
    rows = [
        [Cell(text or "", address=f"indicators[{number}].{name}") for name, text in indicator_cells(indicator)]
        for number, indicator in enumerate(project.indicators)
    ]
    level1 = [indicator.level1 for indicator in project.indicators]
    merge_runs(rows, INDICATOR_CELLS.index("level1"), lambda i: bool(level1[i]) and level1[i] == level1[i - 1])
    return Table([header, *rows], widths=INDICATOR_WIDTHS, header_rows=1)


def _spread(widths: tuple[int, ...], parts: int) -> list[int]:
    """Share neighbouring columns among parts so that their widths are as even as they go; at least one column each."""
    if parts >= len(widths):
        return [1] * parts
    cuts = min(
        ((0, *inner, len(widths)) for inner in combinations(range(1, len(widths)), parts - 1)),
        key=lambda edges: sum(sum(widths[start:stop]) ** 2 for start, stop in pairwise(edges)),
    )
    return [stop - start for start, stop in pairwise(cuts)]


LAYOUT = Layout(
    name="河北县级部门预算绩效文本",
    marks=(
        "部门整体绩效目标", "预算项目绩效目标", "项目编码", "项目名称", "预算规模及资金用途", "预算数", "其中:财政资金", "其他资金",
        "资金支出计划", "绩效目标", "一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据",
        "总体绩效目标", "一、总体绩效目标", "分项绩效目标", "二、分项绩效目标", "三、工作保障措施", "实现绩效目标的保障措施",
    ),
    read=read,
    paper=paper,
    project_blocks=project_blocks,
    department_blocks=department_blocks,
)  # fmt: skip
