"""项目支出绩效运行监控表: spending and indicators by a month, causes and outlook by ticks (财预〔2019〕136号)."""

from __future__ import annotations

from zhunsheng.documents.forms.form_document import read_monitorings
from zhunsheng.documents.forms.form_printer import Column, Style, paper_of_forms, print_form
from zhunsheng.documents.forms.layout import FormKind, Layout
from zhunsheng.documents.page import Block, PageTree
from zhunsheng.model.document import Document
from zhunsheng.model.form_address import Form

STYLE = Style(
    title="项目支出绩效运行监控表",
    head=((("项目名称", "project_name"),), (("主管部门", "department"), ("实施单位", "unit"))),
    funds=(
        Column("initial", "年初预算数", 16), Column("adjusted", "全年预算数", 16), Column("executed", "{month}执行数", 16),
        Column("rate", "{month}执行率", 14), Column("forecast", "全年预计执行数", 16),
    ),
    indicators=(
        Column("level1", "一级指标", 7), Column("level2", "二级指标", 7), Column("level3", "三级指标", 12), Column("target", "年度指标值", 9),
        Column("reached", "{month}执行情况", 9), Column("forecast", "全年预计完成情况", 9),
        Column("cause_funding", "经费保障", 4), Column("cause_institution", "制度保障", 4), Column("cause_staff", "人员保障", 4),
        Column("cause_hardware", "硬件条件保障", 4), Column("cause_other", "其他", 4), Column("cause_note", "原因说明", 10),
        Column("outlook_certain", "确定能", 4), Column("outlook_possible", "有可能", 4), Column("outlook_impossible", "完全不可能", 4),
        Column("remark", "备注", 10),
    ),
    side=4,
    fund_label=18,
    closing=(("偏差或不能完成目标原因分析", "cause_text"), ("相关建议或举措", "advice")),
    totals=False,
)  # fmt: skip


def form_blocks(form: Form, number: int | None = None) -> list[Block]:
    """One form in this layout."""
    return print_form(form, STYLE, number)


def paper(document: Document) -> PageTree:
    """Every monitoring form of a document."""
    return PageTree(paper_of_forms(document.monitorings, form_blocks), spans_known=True)


LAYOUT = Layout(
    name="项目支出绩效运行监控表",
    marks=(
        "年初预算数", "全年预算数", "1-7月执行数", "1—7月执行数", "全年预计执行数", "年度总体目标", "年度指标值", "全年预计完成情况", "偏差原因分析", "经费保障",
        "制度保障", "人员保障", "硬件条件保障", "原因说明", "完成目标可能性", "确定能", "有可能", "完全不可能", "一级指标", "二级指标", "三级指标", "备注",
    ),
    read=read_monitorings,
    paper=paper,
    form_blocks=form_blocks,
    kind=FormKind.MONITORING,
)  # fmt: skip
