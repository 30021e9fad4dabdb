"""项目支出绩效自评表 as Hebei's budget system exports it: four parts, amounts behind labels, targets in three cells."""

from __future__ import annotations

from zhunsheng.documents.forms.evaluation_styles import blocks_by_subject, paper_by_subject
from zhunsheng.documents.forms.form_document import read_self_evaluations
from zhunsheng.documents.forms.form_printer import Column, Style
from zhunsheng.documents.forms.layout import FormKind, Layout

STYLE = Style(
    title="项目支出绩效自评表",
    head=((("项目名称", "project_name"), ("实施（主管）单位", "unit")),),
    funds=(
        Column("adjusted", "预算数", 16), Column("received", "到位数", 16), Column("executed", "执行数", 16),
        Column("rate", "预算执行进度", 16),
    ),
    indicators=(
        Column("level1", "一级指标", 11), Column("level2", "二级指标", 12), Column("level3", "三级指标", 20),
        Column("sign", "符号", 6), Column("target", "数值", 9), Column("unit", "单位（文字描述）", 11), Column("actual", "实际完成值", 12),
        Column("score", "自评得分", 10),
    ),
    side=9,
    head_side="一、基本情况",
    funds_side="二、预算执行情况（{unit}）",
    goals_side="三、目标完成情况",
    goals=(("expected", "年度预期目标"), ("actual", "具体完成情况"), ("completion", "总体完成率")),
    indicators_side="四、指标完成情况",
    paired_funds=True,
    groups=(("预期指标值", ("sign", "target", "unit")),),
    closing=(
        ("评价结论", "conclusion"), ("存在问题、原因及整改措施", "issues"), ("改进措施", "improvements"),
    ),
)  # fmt: skip

LAYOUT = Layout(
    name="河北省项目支出绩效自评表",
    marks=(
        "一、基本情况", "二、预算执行情况", "三、目标完成情况", "四、指标完成情况", "预算数", "到位数", "执行数", "预算执行进度", "年度预期目标",
        "具体完成情况", "总体完成率", "预期指标值", "符号", "数值", "单位(文字描述)", "自评得分", "实施(主管)单位", "其中:财政资金", "其他",
        "二、预算执行", "三、目标完成", "四、指标完成",
    ),
    read=read_self_evaluations,
    paper=lambda document: paper_by_subject(document, STYLE),
    form_blocks=lambda form, number: blocks_by_subject(form, STYLE, number),
    kind=FormKind.SELF_EVALUATION,
)  # fmt: skip
