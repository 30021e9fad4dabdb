"""部门整体支出绩效自评表: a department's money by kind of spending, its main tasks, goals and indicators."""

from __future__ import annotations

from zhunsheng.documents.forms.evaluation_styles import NATIONAL, blocks_by_subject, paper_by_subject
from zhunsheng.documents.forms.form_document import read_self_evaluations
from zhunsheng.documents.forms.layout import FormKind, Layout

LAYOUT = Layout(
    name="部门整体支出绩效自评表",
    marks=(
        "部门(单位)名称", "部门整体支出绩效自评表", "年度预算执行", "基本支出", "项目支出", "年度主要任务", "任务名称", "主要内容", "部门名称",
        "全年执行数", "执行率", "年度总体目标", "实际完成值",
    ),
    read=read_self_evaluations,
    paper=lambda document: paper_by_subject(document, NATIONAL),
    form_blocks=lambda form, number: blocks_by_subject(form, NATIONAL, number),
    kind=FormKind.SELF_EVALUATION,
)  # fmt: skip
