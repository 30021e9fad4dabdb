"""ZSA16: an indicator has no description: nobody can tell what is counted and how."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.rules.cell_text import says_none
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.form_asks import projects_asked
from zhunsheng.rules.indicator_kinds import row_name, stated_rows
from zhunsheng.rules.rule import Context, Remark, Rule


def check(document: Document, context: Context) -> Iterator[Remark]:
    """Only where the form has the column; one remark for the table when the whole column is blank."""
    for number, project in projects_asked(document, "description"):
        rows = list(stated_rows(project))
        blank = [(index, row) for index, row in rows if says_none(row.description)]
        if len(blank) == len(rows) > 1:
            message = f"{len(rows)}条指标都没有绩效指标描述，取数口径不清。"
            yield Remark("indicators", message, "", "逐条写明统计什么、怎么算。", project_no=number)
            continue
        for index, row in blank:
            message = f"指标{row_name(index, row)}没有描述，统计什么、怎么算不清楚。"
            suggestion = "写明口径；比率写清分子和分母，如“合格件数占总件数的比例”。"
            yield Remark(
                f"indicators[{index}].description", message, row.description or "", suggestion, project_no=number
            )


RULE = Rule(
    code="ZSA16",
    name="blank-description",
    title="绩效指标描述空着",
    category=Category.COMPLETENESS,
    severity=Severity.WARNING,
    automation="A",
    why="同一个指标名，不同的人会有不同的算法。描述把口径定下来，年底才不会各说各话。",
    how_to_fix="写明统计什么、从哪里取数；比率写清分子和分母。",
    basis=(Citation(note="绩效指标描述应写口径或公式"),),
    bad=(
        bad("一条没有描述", good({"indicators[2].description": None}), ("indicators[2].description", "")),
        bad("整列空着，只提示一次", good({f"indicators[{i}].description": None for i in range(6)}), ("indicators", "")),
    ),
    good=(fine("都有描述", good()), fine("没有指标，不谈描述", good(indicators=()))),
    check_document=check,
    reads=("level1", "level2", "level3", "description", "target"),
    needs=("description",),
)
