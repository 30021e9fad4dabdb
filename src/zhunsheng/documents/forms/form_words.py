"""The words of self-evaluation and monitoring forms: what each label and column header that others print means.

All keys are :func:`form_key` of a label. A spelling that is met goes here; nothing else has to change.
"""

from __future__ import annotations

import re
from functools import lru_cache

from zhunsheng.documents.forms.layout import label_key

_BRACKETS = re.compile(r"(?:\([^()]{0,24}\))+$")
_LIST_MARK = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}[、.]|\(?[一二三四五六七八九十\d]{1,2}\)[、.]?|\d{1,2}[、.](?!\d))"
)
_MONTHS = re.compile(r"^(?:截至)?(?:1月?[-—－–~～至到])?(1[0-2]|[1-9])月(?:底|末|份)?(.*)$")
_HALF_YEAR = (("半年度", 6), ("上半年", 6), ("前三季度", 9), ("三季度", 9), ("一季度", 3))

FUND_COLUMNS = {
    "年初预算数": "initial", "年初预算": "initial", "年初预算金额": "initial", "年初数": "initial", "年初批复预算数": "initial", "年初批复数": "initial", "批复预算数": "initial", "年初预算安排数": "initial",
    "当年预算数": "adjusted",
    "全年预算数": "adjusted", "全年预算": "adjusted", "全年预算金额": "adjusted", "调整后预算数": "adjusted", "调整预算数": "adjusted",
    "调整后全年预算数": "adjusted", "年度预算数": "adjusted", "预算数": "adjusted", "预算金额": "adjusted", "预算安排数": "adjusted",
    "到位数": "received", "资金到位数": "received", "实际到位数": "received", "到位资金": "received", "全年到位数": "received",
    "全年执行数": "executed", "执行数": "executed", "预算执行数": "executed", "实际执行数": "executed", "全年支出数": "executed",
    "支出数": "executed", "实际支出数": "executed", "资金执行数": "executed", "全年执行金额": "executed", "全年实际支出数": "executed",
    "分值": "points", "权重": "points", "标准分": "points", "标准分值": "points", "执行率": "rate", "预算执行率": "rate",
    "预算执行进度": "rate", "执行进度": "rate", "得分": "score", "自评得分": "score", "执行得分": "score", "执行率得分": "score", "资金得分": "score", "原因": "reason", "未完成原因": "reason",
    "偏差原因": "reason", "原因说明": "reason", "备注": "reason",
    "全年预计执行数": "forecast", "预计全年执行数": "forecast", "全年预计支出数": "forecast", "全年预计执行": "forecast",
    "预计全年支出数": "forecast", "预计全年执行": "forecast", "预计全年支出": "forecast", "全年预计支出": "forecast",
}  # fmt: skip
"""Headers of money columns → fields of :class:`FundLine`. Headers with months are told by :func:`month_word`."""

GOAL_COLUMNS = {
    "预期目标": "expected", "年度预期目标": "expected", "年初设定目标": "expected", "年初绩效目标": "expected", "年度目标": "expected",
    "项目年度目标": "expected", "年度绩效目标": "expected", "预期总体目标": "expected", "年度总体目标预期": "expected",
    "实际完成情况": "actual", "全年实际完成情况": "actual", "具体完成情况": "actual", "目标完成情况": "actual", "完成情况": "actual",
    "年度目标完成情况": "actual", "目标实际完成情况": "actual", "年度总体目标完成情况综述": "actual",
    "全年完成情况": "actual", "全年目标完成情况": "actual", "年度完成情况": "actual", "年度实际完成情况": "actual",
    "总体完成率": "completion", "目标完成率": "completion",
}  # fmt: skip

TASK_COLUMNS = {
    "任务名称": "name", "主要内容": "content", "预算金额": "total", "预算金额总额": "total", "总额": "total", "预算数": "total", "金额": "total",
    "财政拨款": "fiscal", "其中:财政拨款": "fiscal", "其他资金": "other", "执行数": "executed", "实际支出": "executed", "执行金额": "executed",
}  # fmt: skip

_LEVELS = {
    "一级指标": "level1", "一级": "level1", "评价维度": "level1", "二级指标": "level2", "二级": "level2",
    "三级指标": "level3", "三级": "level3", "指标名称": "level3", "具体指标": "level3", "指标内容": "level3",
}  # fmt: skip
_TARGETS = {
    "符号": "sign", "指标性质": "sign", "运算符": "sign", "比较符": "sign",
    "年度指标值": "target", "指标值": "target", "目标值": "target", "年初目标值": "target", "年初指标值": "target", "预期指标值": "target",
    "年度目标值": "target", "全年目标值": "target", "数值": "target", "值": "target", "预期值": "target", "计划值": "target",
    "指标值及单位": "target", "当年预期实现值": "target", "预期目标值": "target", "年度数值": "target",
    "单位": "unit", "度量单位": "unit", "计量单位": "unit",
}  # fmt: skip

EVALUATION_COLUMNS = {
    **_LEVELS, **_TARGETS,
    "指标解释": "description", "指标说明": "description", "绩效指标描述": "description", "指标描述": "description",
    "实际完成值": "actual", "完成值": "actual", "全年实际值": "actual", "全年完成值": "actual", "实际值": "actual", "指标完成值": "actual",
    "全年实际完成值": "actual", "单项指标实际完成值": "actual", "实际完成指标值": "actual", "实际完成情况": "actual", "全年实际完成情况": "actual",
    "实际完成": "actual", "完成情况": "actual", "全年完成情况": "actual", "年度完成值": "actual",
    "评分标准": "standard", "评扣分标准": "standard", "评(扣)分标准": "standard", "评分细则": "standard", "赋分标准": "standard",
    "分值": "points", "权重": "points", "标准分": "points", "标准分值": "points", "指标分值": "points", "分值权重": "points",
    "得分": "score", "自评得分": "score", "实际得分": "score", "自评分": "score", "评价得分": "score", "指标得分": "score",
    "偏差原因分析及改进措施": "cause", "偏差原因分析和改进措施": "cause", "偏差原因分析及改进": "cause", "偏差原因分析": "cause", "偏差原因": "cause",
    "未完成原因分析": "cause", "未完成原因分析及改进措施": "cause", "未完成原因及改进措施": "cause", "未完成原因和改进措施": "cause",
    "未完成原因": "cause", "原因分析": "cause", "扣分原因": "cause", "备注": "cause", "原因分析及改进措施": "cause",
}  # fmt: skip
"""Headers of a self-evaluation form's indicator table → fields of :class:`EvaluatedIndicator`."""

MONITORING_COLUMNS = {
    **_LEVELS, **_TARGETS,
    "全年预计完成情况": "forecast", "预计完成情况": "forecast", "全年预计完成值": "forecast", "全年预计完成": "forecast",
    "经费保障": "cause_funding", "制度保障": "cause_institution", "人员保障": "cause_staff", "硬件条件保障": "cause_hardware",
    "硬件保障": "cause_hardware", "硬件条件": "cause_hardware", "其他": "cause_other", "其它": "cause_other", "其他原因": "cause_other", "原因说明": "cause_note", "偏差原因说明": "cause_note", "说明": "cause_note", "情况说明": "cause_note", "具体原因": "cause_note",
    "确定能": "outlook_certain", "确定能完成": "outlook_certain", "能完成": "outlook_certain", "有可能": "outlook_possible",
    "有可能完成": "outlook_possible", "可能完成": "outlook_possible", "完全不可能完成": "outlook_impossible", "不可能完成": "outlook_impossible",
    "不能完成": "outlook_impossible", "完全不可能": "outlook_impossible", "不可能": "outlook_impossible",
    "完成目标可能性": "outlook", "完成可能性": "outlook", "可能性说明": "outlook", "执行(完成)情况": "reached", "备注": "remark", "整改措施": "remark", "改进措施": "remark",
    "拟采取措施": "remark", "拟采取的措施": "remark", "下一步措施": "remark", "下一步改进措施": "remark", "执行情况": "reached", "完成情况": "reached",
}  # fmt: skip
"""Headers of a monitoring form's indicator table → fields of :class:`MonitoredIndicator`."""

GROUPS = {
    "偏差原因分析": ("cause_funding", "cause_institution", "cause_staff", "cause_hardware", "cause_other", "cause_note"),
    "偏差原因": ("cause_funding", "cause_institution", "cause_staff", "cause_hardware", "cause_other", "cause_note"),
    "完成目标可能性": ("outlook_certain", "outlook_possible", "outlook_impossible"),
    "完成可能性": ("outlook_certain", "outlook_possible", "outlook_impossible"),
    "预期指标值": ("sign", "target", "unit"), "年度指标值": ("sign", "target", "unit"), "指标值": ("sign", "target", "unit"),
}  # fmt: skip
"""Headers over several columns whose own names stand in the row below → the fields that may stand there."""

MONITORING_LABELS = {
    **dict.fromkeys(
        ("年度绩效目标", "年度目标", "绩效目标", "项目绩效目标", "项目年度目标", "年度总体绩效目标", "本年度绩效目标", "年初绩效目标"), "goal"
    ),
    **dict.fromkeys(
        ("整改措施", "改进措施", "下一步措施", "下一步改进措施", "拟采取的措施", "相关建议", "下一步工作措施", "相关建议和举措"), "advice"
    ),
    **dict.fromkeys(("存在问题", "存在的问题", "主要问题", "原因分析", "偏差情况及原因分析"), "cause_text"),
}  # fmt: skip
"""Labels that mean something of their own on a monitoring form, or only there."""

LABELS = {
    "项目名称": "project_name", "专项名称": "project_name", "项目支出名称": "project_name", "专项(项目)名称": "project_name",
    "专项资金名称": "project_name", "转移支付(项目)名称": "project_name", "工作活动(项目)名称": "project_name", "项目(专项)名称": "project_name",
    "项目编码": "project_code", "项目代码": "project_code", "二级项目代码": "project_code",
    "主管部门": "department", "主管部门及代码": "department", "主管部门及编码": "department", "预算部门": "department",
    "项目主管部门": "department", "县级主管部门": "department",
    "实施单位": "unit", "预算单位": "unit", "填报单位": "unit", "项目单位": "unit", "项目实施单位": "unit", "项目执行单位": "unit",
    "资金使用单位": "unit", "实施(主管)单位": "unit", "项目承担单位": "unit", "部门(单位)名称": "unit", "部门名称": "unit", "单位名称": "unit",
    "部门(单位)": "unit", "年度总体目标": "goal", "总体目标": "goal",
    "项目实施内容及过程概述": "overview", "实施内容及过程概述": "overview", "项目概况": "overview", "部门职能": "overview",
    "评价结论": "conclusion", "自评结论": "conclusion", "存在问题": "issues", "存在的问题": "issues", "主要问题": "issues",
    "存在问题、原因及整改措施": "issues", "存在问题原因及整改措施": "issues", "存在问题、原因及改进措施": "issues",
    "存在问题、原因及下一步整改措施": "issues", "存在问题及原因": "issues", "存在问题及整改措施": "issues", "存在问题及改进措施": "issues",
    "改进措施": "improvements", "整改措施": "improvements", "下一步改进措施": "improvements", "下一步改进工作的措施": "improvements",
    "偏差或不能完成目标原因分析": "cause_text", "偏差原因分析": "cause_text", "相关建议或举措": "advice", "建议或举措": "advice",
}  # fmt: skip
"""Labels with one value → fields of the forms."""

DETAILS = frozenset({
    "项目负责人", "联系电话", "填报人", "填表人", "填报日期", "填表日期", "单位负责人", "财务负责人", "负责人", "联系人", "报表编号", "项目属性",
    "项目类型", "项目类别", "项目期", "项目起止时间", "预算级次", "审核人", "评价人员", "项目性质", "自评等级", "评价等级", "自评日期", "部门负责人",
    "分管领导", "经办人", "盖章", "项目负责人(签字)", "财务负责人(签字)", "资金用途", "立项依据", "主要职能", "单位主要负责人", "自评得分",
})  # fmt: skip
"""Labels whose value is kept with the label as it stands (:class:`FormDetail`)."""

SIDES = frozenset({
    "项目资金", "资金情况", "预算执行情况", "年度总体目标", "总体目标", "年度总体目标完成情况", "绩效指标", "年度绩效指标", "基本情况", "项目基本情况",
    "目标完成情况", "指标完成情况", "年度绩效指标完成情况", "绩效指标完成情况", "年度预算数", "年度资金", "预算安排情况", "资金到位情况", "资金执行情况",
    "项目年度目标完成情况", "年度主要任务", "主要任务", "部门整体支出", "年度目标", "项目资金情况", "预算资金情况", "年度预算执行",
    "部门预算执行情况", "绩效指标(90分)", "评价结论及问题", "项目实施内容及过程", "年度总体目标及完成情况", "年度资金总额及执行情况",
    "年度目标完成情况", "部门预算", "自评结果", "绩效自评", "年度绩效目标", "预算资金", "年度目标及完成情况", "年度绩效目标完成情况", "绩效目标完成情况", "完成情况", "任务完成情况", "绩效目标",
})  # fmt: skip
"""Words that head a block at its side and say nothing themselves."""

TOTALS = frozenset(
    {"总分", "合计", "总计", "得分合计", "自评总分", "合计得分", "自评得分合计", "总得分", "自评总得分", "分值合计"}
)
"""Words that begin the line of sums below the indicators."""


_CAUSES = re.compile(r"^.{0,8}(?:原因|偏差分析).{0,12}$")
"""A header that asks why, whatever else it says."""
_MONITORED = (
    (re.compile(r"原因.{0,4}措施|^拟?采取.{0,4}措施"), "remark"),
    (re.compile(r"可能性|(?:能否|是否能?够?)(?:按期)?(?:完成|实现)"), "outlook"),
    (re.compile(r"^(?:全年|年底|年末)?预计|预计(?:全年|年底|年末)"), "forecast"),
    (_CAUSES, "cause_note"),
)
"""How further headers of a monitoring form are told."""


@lru_cache(maxsize=8192)
def form_key(text: str) -> str:
    """A label as forms mean it: no blanks, list numbers, colons, and no units or letters in brackets behind it."""
    plain = label_key(text)
    bare = _BRACKETS.sub("", plain)
    plain = bare if len(bare) > 1 and plain not in LABELS else plain
    return _LIST_MARK.sub("", plain).rstrip(":").strip() or plain


@lru_cache(maxsize=8192)
def month_word(text: str) -> tuple[int, str] | None:
    """The month and the rest of a header with one: ``1—7月执行数`` → ``(7, "执行数")``, ``上半年完成情况`` → ``(6, …)``."""
    key = form_key(text)
    found = _MONTHS.match(key)
    if found:
        return int(found.group(1)), found.group(2)
    for word, month in _HALF_YEAR:
        if key.startswith(word):
            return month, key[len(word) :]
    return None


def fund_role(text: str) -> str | None:
    """The money column that a header means, or ``None``."""
    month = month_word(text)
    if month is None:
        return FUND_COLUMNS.get(form_key(text))
    if "率" in month[1] or "进度" in month[1]:
        return "rate"
    return (
        "executed"
        if "执行数" in month[1] or "支出" in month[1] or month[1] in ("执行", "执行金额", "预算执行")
        else None
    )


def monitored_role(text: str) -> str | None:
    """The column of a monitoring form's indicator table that a header means, or ``None``."""
    month = month_word(text)
    if month is not None and re.search(r"情况|完成|值", month[1]):
        return "reached"
    key = form_key(text)
    known = MONITORING_COLUMNS.get(key)
    if known is not None or key in GROUPS:
        return known
    return next((role for pattern, role in _MONITORED if pattern.search(key)), None)


def group_of(text: str) -> tuple[str, ...]:
    """The fields that may stand below a header over several columns; none for any other word."""
    key = form_key(text)
    if key in GROUPS:
        return GROUPS[key]
    if "可能性" in key:
        return GROUPS["完成目标可能性"]
    return GROUPS["偏差原因"] if _CAUSES.search(key) else ()


def evaluated_role(text: str) -> str | None:
    """The column of a self-evaluation form's indicator table that a header means, or ``None``."""
    key = form_key(text)
    return EVALUATION_COLUMNS.get(key) or ("cause" if _CAUSES.search(key) else None)
