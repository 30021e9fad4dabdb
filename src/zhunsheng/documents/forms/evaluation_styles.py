"""The two styles of self-evaluation forms that every layout needs: the national one, and the department's."""

from __future__ import annotations

from zhunsheng.documents.forms.form_printer import Column, Style, paper_of_forms, print_form
from zhunsheng.documents.page import Block, PageTree
from zhunsheng.model.document import Document
from zhunsheng.model.form_address import Form
from zhunsheng.model.self_evaluation_form import FormSubject, SelfEvaluationForm

NATIONAL = Style(
    title="项目支出绩效自评表",
    head=((("项目名称", "project_name"),), (("主管部门", "department"), ("实施单位", "unit"))),
    funds=(
        Column("initial", "年初预算数", 14), Column("adjusted", "全年预算数", 14), Column("executed", "全年执行数", 14),
        Column("points", "分值", 9), Column("rate", "执行率", 12), Column("score", "得分", 10),
    ),
    indicators=(
        Column("level1", "一级指标", 10), Column("level2", "二级指标", 10), Column("level3", "三级指标", 14),
        Column("target", "年度指标值", 12), Column("actual", "实际完成值", 12), Column("points", "分值", 9), Column("score", "得分", 9),
        Column("cause", "偏差原因分析及改进措施", 18),
    ),
)  # fmt: skip
"""项目支出绩效自评表 (财预〔2020〕10号)."""

DEPARTMENT = Style(
    title="部门整体支出绩效自评表",
    head=((("部门（单位）名称", "unit"),),),
    funds=(
        Column("initial", "年初预算数", 14), Column("adjusted", "全年预算数", 14), Column("executed", "全年执行数", 14),
        Column("points", "分值", 9), Column("rate", "执行率", 12), Column("score", "得分", 10),
    ),
    indicators=(
        Column("level1", "一级指标", 10), Column("level2", "二级指标", 10), Column("level3", "三级指标", 14),
        Column("target", "年度指标值", 12), Column("actual", "实际完成值", 12), Column("points", "分值", 9), Column("score", "得分", 9),
        Column("cause", "偏差原因分析及改进措施", 18),
    ),
    funds_side="年度预算执行（{unit}）",
    spare=("level2",),
)  # fmt: skip
"""部门整体支出绩效自评表: provinces print it in many ways; this one keeps the blocks and words that they share."""


def blocks_by_subject(form: Form, project_style: Style, number: int | None) -> list[Block]:
    """One form: of a project in the style given, of a department in the department's."""
    if not isinstance(form, SelfEvaluationForm):
        return []
    return print_form(form, DEPARTMENT if form.subject is FormSubject.DEPARTMENT else project_style, number)


def paper_by_subject(document: Document, project_style: Style) -> PageTree:
    """Every self-evaluation form of a document."""
    blocks = paper_of_forms(
        document.self_evaluations, lambda form, number: blocks_by_subject(form, project_style, number)
    )
    return PageTree(blocks, spans_known=True)
