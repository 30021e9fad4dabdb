"""The tables of the open data: every column with its type, its unit and what it means. All descriptions derive from here.

A column, once published, keeps its name and meaning; a new one is added at the end of its table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zhunsheng.usecases.publication import PublicationKind


class FieldType(StrEnum):
    """What stands in a column. A number keeps its digits as printed and has a point, no separators."""

    TEXT = "string"
    NUMBER = "number"
    WHOLE = "integer"
    YES_NO = "boolean"


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name for programs, its title and meaning for people. ``choices`` are its values with what they mean."""

    name: str
    title: str
    meaning: str
    type: FieldType = FieldType.TEXT
    unit: str = ""
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table: ``key`` are the columns that together name a row; ``parent`` is the table that ``project`` leads to."""

    name: str
    title: str
    meaning: str
    kind: PublicationKind
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    parent: str | None = None

    @property
    def file(self) -> str:
        """The name of its CSV file."""
        return f"{self.name}.csv"


STATUSES = (
    ("computed", "由台账记录按公式算出"),
    ("stated", "单位自述，没有可以核对的记录"),
    ("judged", "由人评定，如定性指标"),
    ("overridden", "算出后由人工改动，写明理由并附佐证"),
    ("none", "没有完成值"),
)
"""How a completed value came about."""
LIGHTS = (("met", "达到指标值"), ("missed", "没有达到"), ("unknown", "不能判定"))
"""Whether a target was reached."""
GRADES = (("优", "90分以上"), ("良", "80分以上、不到90分"), ("中", "60分以上、不到80分"), ("差", "不到60分"))
PARTS = (
    ("overall_goal", "总体绩效目标"),
    ("sub_goal", "分项绩效目标"),
    ("safeguard", "实现绩效目标的保障措施"),
)
_UNIT = Field("unit_code", "单位编码", "预算单位的编码", required=True)
_UNIT_NAME = Field("unit_name", "单位名称", "预算单位的名称", required=True)
_YEAR = Field("fiscal_year", "年度", "预算年度", FieldType.WHOLE, required=True)
_PROJECT = Field("project", "项目标识", "同一年度里不变、不重复的标识，也是网址的最后一段：项目编码；没有编码的为“no”加顺序号", required=True)  # fmt: skip
_NUMBER = Field("indicator", "指标序号", "在项目表里的顺序，从1起", FieldType.WHOLE, required=True)
_CODE = Field("project_code", "项目编码", "表上的项目编码，没有的为空")
_NAME = Field("project_name", "项目名称", "表上的项目名称")
_LEVELS = (
    Field("level1", "一级指标", "如产出指标、效益指标、满意度指标"),
    Field("level2", "二级指标", "如数量指标、质量指标"),
    Field("level3", "三级指标", "指标的名称"),
)
_TARGET_TEXT = Field("target_text", "指标值", "目标表里的指标值，照原文")


def _money(name: str, title: str, meaning: str) -> Field:
    return Field(name, title, meaning, FieldType.NUMBER, "万元")


BUDGET, ACCOUNTS = PublicationKind.BUDGET, PublicationKind.ACCOUNTS
TABLES = (
    Table(
        "projects", "项目绩效目标", "每个项目一行：预算、用途和绩效目标", BUDGET,
        (
            _UNIT, _UNIT_NAME, _YEAR, _PROJECT, _CODE, _NAME,
            _money("budget_total", "预算总额", "本年度预算安排"),
            _money("budget_fiscal", "财政资金", "预算总额里的财政资金"),
            _money("budget_other", "其他资金", "预算总额里的其他资金"),
            Field("purpose", "资金用途", "表上的资金用途，照原文"),
            Field("goal", "绩效目标", "表上的绩效目标，照原文"),
        ),
        ("unit_code", "fiscal_year", "project"),
    ),
    Table(
        "indicators", "绩效指标", "每条指标一行", BUDGET,
        (
            _UNIT, _YEAR, _PROJECT, _NUMBER, *_LEVELS,
            Field("description", "指标说明", "表上的绩效指标描述，照原文"),
            _TARGET_TEXT,
            Field("target_operator", "比较符", "指标值的方向，文字的指标值为空",
                  choices=((">=", "不少于"), ("<=", "不多于"), (">", "多于"), ("<", "少于"), ("=", "等于"), ("!=", "不等于"), ("between", "在两数之间"))),
            Field("target_value", "指标数值", "指标值里的数，区间的为下限", FieldType.NUMBER),
            Field("target_upper", "区间上限", "区间的上限，其他为空", FieldType.NUMBER),
            Field("target_unit", "计量单位", "指标值的计量单位，如“个”“%”"),
            Field("basis", "确定依据", "指标值的确定依据，照原文"),
        ),
        ("unit_code", "fiscal_year", "project", "indicator"), "projects",
    ),
    Table(
        "fund_plan", "支出计划", "每个项目每个时点一行：到那时累计支出多少", BUDGET,
        (
            _UNIT, _YEAR, _PROJECT,
            Field("month", "月份", "到这个月底", FieldType.WHOLE, required=True),
            Field("cumulative_percent", "累计支出进度", "占预算总额的百分比", FieldType.NUMBER, "%"),
        ),
        ("unit_code", "fiscal_year", "project", "month"), "projects",
    ),
    Table(
        "department_goals", "部门整体目标", "每条一行：总体目标、分项目标、保障措施", BUDGET,
        (
            _UNIT, _YEAR,
            Field("part", "部分", "属于哪一部分", required=True, choices=PARTS),
            Field("position", "顺序", "在这一部分里的顺序，从1起", FieldType.WHOLE, required=True),
            Field("number", "编号", "原文的编号，没有的为空"),
            Field("text", "内容", "照原文", required=True),
        ),
        ("unit_code", "fiscal_year", "part", "position"),
    ),
    Table(
        "unit_result", "单位自评结果", "单位一行：全部项目合在一起", ACCOUNTS,
        (
            _UNIT, _UNIT_NAME, _YEAR,
            Field("projects", "项目数", "公开自评结果的项目数", FieldType.WHOLE, required=True),
            _money("budget", "全年预算数", "各项目合计，有项目缺数的为空"),
            _money("paid", "全年执行数", "各项目合计，有项目缺数的为空"),
            Field("execution_rate", "预算执行率", "执行数占预算数的百分比", FieldType.NUMBER, "%"),
            Field("score", "得分", "各项目得分按预算加权的平均", FieldType.NUMBER, "分"),
            Field("grade", "等级", "按得分归档", choices=GRADES),
        ),
        ("unit_code", "fiscal_year"),
    ),
    Table(
        "project_results", "项目自评结果", "每个项目一行：预算执行和自评得分", ACCOUNTS,
        (
            _UNIT, _UNIT_NAME, _YEAR, _PROJECT, _CODE, _NAME,
            _money("initial_budget", "年初预算数", "批复的预算"),
            _money("budget", "全年预算数", "调整后的预算"),
            _money("paid", "全年执行数", "实际支付"),
            Field("execution_rate", "预算执行率", "执行数占全年预算数的百分比", FieldType.NUMBER, "%"),
            Field("execution_score", "执行率得分", "预算执行率得的分", FieldType.NUMBER, "分"),
            Field("score", "自评得分", "满分100分", FieldType.NUMBER, "分"),
            Field("grade", "等级", "按得分归档", choices=GRADES),
            Field("achieved", "目标完成情况", "年度总体目标的实际完成情况，照自评表"),
            Field("execution_cause", "执行偏差原因", "预算执行偏差的原因和措施，没有的为空"),
        ),
        ("unit_code", "fiscal_year", "project"),
    ),
    Table(
        "indicator_results", "指标完成情况", "每条指标一行：完成值、它是怎么来的、得分", ACCOUNTS,
        (
            _UNIT, _YEAR, _PROJECT, _NUMBER, *_LEVELS, _TARGET_TEXT,
            Field("actual_text", "完成情况", "自评表里的完成值，照原文；自述的带〔自述〕，人工改动的带〔人工改动〕"),
            Field("value", "完成数值", "完成值里的数，没有数的为空", FieldType.NUMBER),
            Field("status", "数值来源", "完成值是怎么来的", required=True, choices=STATUSES),
            Field("light", "是否达到", "完成值与指标值相比", required=True, choices=LIGHTS),
            Field("completion_percent", "完成程度", "相对指标值的完成百分比", FieldType.NUMBER, "%"),
            Field("points", "分值", "这条指标的满分", FieldType.NUMBER, "分"),
            Field("score", "得分", "这条指标得的分", FieldType.NUMBER, "分"),
            Field("cause", "偏差原因", "偏差原因和改进措施，没有的为空"),
        ),
        ("unit_code", "fiscal_year", "project", "indicator"), "project_results",
    ),
)  # fmt: skip
"""Every table, in the order of a year."""


def tables_of(kind: PublicationKind) -> tuple[Table, ...]:
    """The tables that a publication of this kind carries."""
    return tuple(table for table in TABLES if table.kind is kind)


def table_of(name: str) -> Table:
    """A table by its name. Raises ``KeyError`` for a name that there is not."""
    found = next((table for table in TABLES if table.name == name), None)
    if found is None:
        raise KeyError(name)
    return found
