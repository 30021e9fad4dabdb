"""ZSA17: an indicator's target rests on nothing."""

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
from zhunsheng.rules.wording import brief


def check(document: Document, context: Context) -> Iterator[Remark]:
    """Only where the form has the column; one remark for the table when the whole column is blank."""
    for number, project in projects_asked(document, "basis"):
        rows = list(stated_rows(project))
        blank = [(index, row) for index, row in rows if says_none(row.basis)]
        if len(blank) == len(rows) > 1:
            message = f"{len(rows)}条指标都没有指标值确定依据，定高定低说不清。"
            yield Remark(
                "indicators", message, "", "逐条写明依据：合同、标准、计划、评审报告或上年实际。", project_no=number
            )
            continue
        for index, row in blank:
            value = f"“{brief(row.target.text, 16)}”" if row.target else ""
            message = f"指标{row_name(index, row)}的值{value}没有依据，定高定低说不清。"
            suggestion = "写明依据：合同、标准、计划、评审报告或上年实际完成数。"
            yield Remark(f"indicators[{index}].basis", message, row.basis or "", suggestion, project_no=number)


RULE = Rule(
    code="ZSA17",
    name="blank-basis",
    title="指标值确定依据空着",
    category=Category.COMPLETENESS,
    severity=Severity.WARNING,
    automation="A",
    why="指标值要有出处。没有依据，审核时判断不了是偏高还是偏低。",
    how_to_fix="写明合同、行业标准、工作计划、评审报告或上年实际完成数，文件写清名称和文号。",
    basis=(Citation(note="指标值写明确定依据"),),
    bad=(
        bad("一条没有依据", good({"indicators[5].basis": None}), ("indicators[5].basis", "")),
        bad("整列空着，只提示一次", good({f"indicators[{i}].basis": None for i in range(6)}), ("indicators", "")),
    ),
    good=(fine("都有依据", good()), fine("没有指标，不谈依据", good(indicators=()))),
    check_document=check,
    reads=("level1", "level2", "level3", "description", "target", "basis"),
    needs=("basis",),
)
