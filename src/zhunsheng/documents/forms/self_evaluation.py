"""项目支出绩效自评表 as 财预〔2020〕10号 has it: the form that most units of the country publish."""

from __future__ import annotations

from zhunsheng.documents.forms.evaluation_styles import NATIONAL, blocks_by_subject, paper_by_subject
from zhunsheng.documents.forms.form_document import read_self_evaluations
from zhunsheng.documents.forms.layout import FormKind, Layout

LAYOUT = Layout(
    name="项目支出绩效自评表",
    marks=(
        "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分", "年度总体目标", "预期目标", "实际完成情况", "一级指标", "二级指标",
        "三级指标", "年度指标值", "实际完成值", "偏差原因分析及改进措施", "项目资金", "总分", "实施单位", "其中:当年财政拨款", "上年结转资金",
    ),
    read=read_self_evaluations,
    paper=lambda document: paper_by_subject(document, NATIONAL),
    form_blocks=lambda form, number: blocks_by_subject(form, NATIONAL, number),
    kind=FormKind.SELF_EVALUATION,
)  # fmt: skip
