"""项目支出绩效监控表 with one column of words for the outlook and causes for the form as a whole, as some cities print it."""

from __future__ import annotations

from zhunsheng.documents.forms.form_document import read_monitorings
from zhunsheng.documents.forms.form_printer import Column, Style, paper_of_forms, print_form
from zhunsheng.documents.forms.layout import FormKind, Layout
from zhunsheng.documents.page import Block, PageTree
from zhunsheng.model.document import Document
from zhunsheng.model.form_address import Form

STYLE = Style(
    title="项目支出绩效监控表",
    head=((("项目名称", "project_name"),), (("主管部门", "department"), ("项目执行单位", "unit"))),
    funds=(
        Column("initial", "年初预算数", 20), Column("executed", "{month}执行数", 20), Column("forecast", "全年预计执行数", 20),
    ),
    indicators=(
        Column("level1", "一级指标", 12), Column("level3", "指标名称", 24), Column("target", "指标值", 14),
        Column("reached", "{month}执行情况", 16), Column("outlook", "完成目标可能性", 12), Column("remark", "备注", 16),
    ),
    closing=(("偏差或不能完成目标原因分析", "cause_text"), ("相关建议或举措", "advice")),
    always_closed=True,
    totals=False,
)  # fmt: skip


def form_blocks(form: Form, number: int | None = None) -> list[Block]:
    """One form in this layout."""
    return print_form(form, STYLE, number)


def paper(document: Document) -> PageTree:
    """Every monitoring form of a document."""
    return PageTree(paper_of_forms(document.monitorings, form_blocks), spans_known=True)


LAYOUT = Layout(
    name="项目支出绩效监控表（简表）",
    marks=(
        "项目执行单位", "指标名称", "指标值", "半年度指标执行情况", "完成目标可能性", "偏差或不能完成目标原因分析", "相关建议或举措", "1-6月执行数",
        "1—6月执行数", "全年预计执行数", "项目类型", "项目属性", "年初预算数",
    ),
    read=read_monitorings,
    paper=paper,
    form_blocks=form_blocks,
    kind=FormKind.MONITORING,
)  # fmt: skip
