"""ZSA27: a template's placeholder was left in a self-evaluation or monitoring form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.form_address import form_cell_name, forms_of
from zhunsheng.rules.form_cases import at_form, prose_cells
from zhunsheng.rules.form_examples import right, spoiled, watched
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided
from zhunsheng.rules.wording import brief

_PLACEHOLDER = re.compile(
    r"[*＊]{2,}|20(?:[*＊XxＸ×]{2}|\d[*＊XxＸ×])(?=年)|(?<![A-Za-z])[XxＸ×]{2,}(?![A-Za-z0-9])|[_＿]{2,}|□{2,}"
    r"|^(?:指标|目标)\s*\d{1,2}\s*[:：]?\s*[.．。…]*$|^[.．…]{2,}$|…{2,}$|[.．]{4,}$"
    r"|^[(（【]?(?:待定|待填|待补充|此处填写.*|请填写.*|请输入.*|填写说明.*|同上)[)）】]?$"
)
_MASKED = re.compile(r"\d[*＊]{2,}\d")


def check(document: Document, context: Context) -> Iterator[Remark | Undecided]:
    """Once a cell; digits hidden by stars are a masked number."""
    for group, number, form in forms_of(document):
        for address, text in prose_cells(form):
            found = _PLACEHOLDER.search(text)
            if found is None or _MASKED.search(text) or address.startswith("details"):
                continue
            remark = Remark(
                address,
                f"{form_cell_name(address)}里的“{brief(found.group())}”是模板占位符，没有换成实际内容。",
                found.group(),
                "换成实际的数或文字；用不上的这一行删去。",
            )
            yield at_form(group, number, remark)


RULE = Rule(
    code="ZSA27",
    name="form-placeholder-left",
    title="自评监控表留有占位符",
    category=Category.COMPLETENESS,
    severity=Severity.ERROR,
    automation="A",
    why="占位符说明这一格没有填。公开出去，别人一眼看出表是套的。",
    how_to_fix="逐格换成实际内容，多余的模板行删去。",
    basis=(Citation(note="报表不得留有未填的模板内容"),),
    bad=(
        spoiled("完成值是星号", {"indicators[0].actual": "**套"}, ("indicators[0].actual", "**")),
        spoiled("指标名还是模板", {"indicators[4].level3": "指标1：……"}, ("indicators[4].level3", "指标1：……")),
        spoiled("目标是省略号", {"goals[0].actual": "目标1：完成情况……"}, ("goals[0].actual", "……")),
        watched("监控表备注待补充", {"indicators[5].remark": "待补充"}, ("indicators[5].remark", "待补充")),
    ),
    good=(right("都是实际内容"), right("遮盖的号码", {"issues": "联系电话139****5678已公布。"})),
    check_document=check,
    stage="self_evaluation",
    reads=("self_evaluations", "monitorings"),
)
