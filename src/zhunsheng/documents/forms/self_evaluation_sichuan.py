"""部门预算项目支出绩效自评表 as Sichuan prints it: the goal first, targets in three columns, closing texts."""

from __future__ import annotations

from zhunsheng.documents.forms.evaluation_styles import blocks_by_subject, paper_by_subject
from zhunsheng.documents.forms.form_document import read_self_evaluations
from zhunsheng.documents.forms.form_printer import Column, Style
from zhunsheng.documents.forms.layout import FormKind, Layout

STYLE = Style(
    title="部门预算项目支出绩效自评表",
    head=((("项目名称", "project_name"),), (("主管部门", "department"), ("实施单位", "unit"))),
    funds=(
        Column("initial", "年初预算", 13), Column("adjusted", "调整后预算数", 13), Column("executed", "预算执行数", 13),
        Column("rate", "执行率", 10), Column("points", "权重", 8), Column("score", "得分", 8), Column("reason", "原因", 12),
    ),
    indicators=(
        Column("level1", "一级指标", 9), Column("level2", "二级指标", 10), Column("level3", "三级指标", 16), Column("sign", "指标性质", 7),
        Column("target", "指标值", 9), Column("unit", "度量单位", 8), Column("actual", "完成值", 9), Column("points", "权重", 7),
        Column("score", "得分", 8), Column("cause", "未完成原因分析", 13),
    ),
    side=7,
    fund_label=16,
    funds_side="预算执行情况（{unit}）",
    goals_side="项目基本情况",
    goals=(("expected", "项目年度目标"), ("actual", "年度目标完成情况")),
    goals_first=True,
    always_closed=True,
)  # fmt: skip

LAYOUT = Layout(
    name="四川省部门预算项目支出绩效自评表",
    marks=(
        "年初预算", "调整后预算数", "预算执行数", "执行率", "权重", "原因", "项目年度目标", "年度目标完成情况", "项目实施内容及过程概述", "指标性质",
        "度量单位", "完成值", "未完成原因分析", "评价结论", "存在问题", "改进措施", "财政专户管理资金", "单位资金", "财政资金", "项目基本情况", "报表编号",
    ),
    read=read_self_evaluations,
    paper=lambda document: paper_by_subject(document, STYLE),
    form_blocks=lambda form, number: blocks_by_subject(form, STYLE, number),
    kind=FormKind.SELF_EVALUATION,
)  # fmt: skip
