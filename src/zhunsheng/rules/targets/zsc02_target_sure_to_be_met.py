"""ZSC02: a target so low that it is met without doing anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Indicator, Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.clauses import clause_before
from zhunsheng.rules.counters import normal_unit
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.facts import stem
from zhunsheng.rules.history import Earlier, earlier_value, wants_less, wants_more
from zhunsheng.rules.indicator_kinds import row_name
from zhunsheng.rules.measuring_unit import unit_kind
from zhunsheng.rules.mentions import promised
from zhunsheng.rules.project_kind import is_works, purchase_words
from zhunsheng.rules.prose import Kind, numbers
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.unit_cost import pieces, reach_of
from zhunsheng.rules.wording import brief, wan

_REPEATED = re.compile(
    r"稿件|报道|信息(?:发布|报送|数量|条数)|推文|宣传(?:次数|频次|品)|巡查|巡检|巡护|检查|走访|护理|清扫|消杀|回访|抽查|快检|抽检|检测|监测|接待|服务人|受益|惠及|参与人|受理|咨询|接诊"
)
_TIMES = frozenset({"篇", "条", "次", "份", "期", "人次", "批次", "件", "人", "户"})
_A_YEAR = re.compile(r"[/／每]年$")
_ONCE = re.compile(
    r"申请|专利|品种权|著作权|商标|课题|论文|总结|报告|年检(?!查)|年度|一次|普查|评估|测评|审计|体检|专题|[/／每]"
)
_NOW = re.compile(r"(?:目前|现有|现已|已经?达到?|已达|现状|现为|当前)[^，。；]{0,14}$")
_NOW_IN_ROW = re.compile(
    r"(?:目前|现有|现已|已经?(?:达到?|超过?|有|实现|建成|完成|提高到|提升到|提升至|提高至|降到|降至|下降到|稳定在|上升到)|现状|现为|现在|当前|眼下|截至[^，。；]{0,10})[^，。；]{0,14}$"
)
_NOT_REACHED = re.compile(
    r"计划|规划|目标|要求|任务|应|须|不低于|不少于|不超过|不高于|力争|预计|累计|全[国省市]|外[省市县]|同类|平均水平"
)
"""What a number behind 已 or 目前 may be besides a state reached here: a demand, a plan, others' figure, a sum of many years."""


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Two signs: one piece of work a year where the work recurs; a share that the text says is reached already."""
    for number, row in enumerate(project.indicators):
        target = row.target
        if target is None or target.number is None:
            continue
        if not wants_more(row):
            yield from _already_less(project, number, row, context)
            continue
        reached = _reached(project, row) or _said_in_row(number, row)
        if _is_once(row):
            message = f"指标{row_name(number, row)}全年只要{brief(target.text, 10)}，做一次就完成，看不出一年的工作。"
            related: tuple[Related, ...] = ()
        elif reached is not None:
            address, words = reached
            message = f"指标{row_name(number, row)}定为{brief(target.text, 12)}，文中说现在已是{brief(words, 10)}，不做也能完成。"
            related = (Related(project.code, address, words),)
        elif (dear := _dear_reach(project, row)) is not None:
            message = f"预算{wan(project.budget.yuan() or Decimal(0))}，指标{row_name(number, row)}只要{brief(target.text, 10)}，平均{wan(dear)}才一个，不做也能完成。"
            related = (
                (Related(project.code, "budget.total", project.budget.total.text),) if project.budget.total else ()
            )
        elif (earlier := _fails_more(row, context.document.fiscal_year)) is not None:
            message = f"指标{row_name(number, row)}定为{brief(target.text, 12)}，{brief(earlier.words, 20)}，维持原样就能完成。"
            related = (Related(project.code, f"indicators[{number}].{earlier.cell}", earlier.words),)
        else:
            continue
        yield Remark(
            f"indicators[{number}].target",
            message,
            target.text,
            "按全年要做的量或比现状改善的程度定指标值，如每月几次、比上年提高几个百分点。",
            related=related,
        )


def _already_less(project: Project, number: int, row: Indicator, context: Context) -> Iterator[Remark]:
    """An upper limit of mishaps or of waiting above the state that the row itself says is reached: ≤3%, 目前已降到1.2%."""
    if _is_slower(row):
        year = context.document.fiscal_year
        earlier, limit = earlier_value(row, year), promised(row.target)
        if (
            earlier is not None
            and limit is not None
            and earlier.value < limit[0]
            and earlier.year in (None, (year or 0) - 1)
        ):
            yield Remark(
                f"indicators[{number}].target",
                f"指标{row_name(number, row)}定为{brief(row.target.text if row.target else '', 12)}，{brief(earlier.words, 20)}，比现在还慢，看不出项目的效益。",
                row.target.text if row.target else "",
                "效益写比现状快多少：上限定得低于上年平均；只求保持的，写明原因。",
                related=(Related(project.code, f"indicators[{number}].{earlier.cell}", earlier.words),),
            )
            return
    said = _said_in_row(number, row) if wants_less(row) else None
    if said is None or row.target is None:
        yield from _looser_than_before(project, number, row, context.document.fiscal_year)
        return
    address, words = said
    yield Remark(
        f"indicators[{number}].target",
        f"指标{row_name(number, row)}定为{brief(row.target.text, 12)}，文中说现在已是{brief(words, 10)}，不做也能完成。",
        row.target.text,
        "上限定得比现状更低；只求保持的，写明为什么不能再低。",
        related=(Related(project.code, address, words),),
    )


def _looser_than_before(project: Project, number: int, row: Indicator, year: int | None) -> Iterator[Remark]:
    """A hint where a limit of mishaps leaves a tenth and more above last year's: ≤5.5%, 2025年体检结果4.6%."""
    earlier, limit = earlier_value(row, year), promised(row.target) if wants_less(row) else None
    if earlier is None or limit is None or row.target is None or earlier.year not in (None, (year or 0) - 1):
        return
    if earlier.value < 1 or not limit[0] >= earlier.value * _LOOSER or limit[0] - earlier.value < _LEAST:
        return
    yield Remark(
        f"indicators[{number}].target",
        f"指标{row_name(number, row)}定为{brief(row.target.text, 12)}，{brief(earlier.words, 20)}，照上年那样做就能完成。",
        row.target.text,
        "上限定得比上年更低；只求保持的，写明为什么不能再低。",
        related=(Related(project.code, f"indicators[{number}].{earlier.cell}", earlier.words),),
        severity=Severity.INFO,
    )


_LOOSER, _LEAST = Decimal("1.1"), Decimal("0.5")


def _fails_more(row: Indicator, year: int | None) -> Earlier | None:
    """Last year's real rate, where the target lets several times as many fail: ≥99.5%, 2025年末实际保存率99.9%."""
    target = row.target
    if target is None or target.number is None or not target.is_percentage or not _STATE.search(row.level3 or ""):
        return None
    earlier = earlier_value(row, year)
    if earlier is None or earlier.year not in (None, (year or 0) - 1) or not target.number < earlier.value < 100:
        return None
    if earlier.value - target.number >= 1:
        return None  # so much less than last year another rule says
    return earlier if 100 - target.number >= (100 - earlier.value) * _SEVERAL else None


_STATE = re.compile(r"(?:保存|存活|成活|完好|普及|覆盖|巩固|入学|参保|在线|达标|通达)率$")
_SEVERAL = 3


def _is_slower(row: Indicator) -> bool:
    """True for a benefit that is time people spend or wait, with an upper limit: 查档平均用时 ≤45分钟."""
    target = row.target
    return (
        target is not None
        and target.operator in ("<=", "<")
        and unit_kind(target.unit) == "time"
        and row.kind2 in _BENEFITS
        and _SPENT.search(row.level3 or "") is not None
    )


_BENEFITS = frozenset(
    {Level2.ECONOMIC_BENEFIT, Level2.SOCIAL_BENEFIT, Level2.ECOLOGICAL_BENEFIT, Level2.SUSTAINABILITY}
)
_SPENT = re.compile(r"用时|耗时|时长|时间|等候|等待|排队|候诊|候车|停留")


def _said_in_row(number: int, row: Indicator) -> tuple[str, str] | None:
    """Where basis or description say that a better state than the target is there already (目前实际已达98.6%), and its words."""
    said = promised(row.target)
    if said is None:
        return None
    more = wants_more(row)
    for cell in ("basis", "description"):
        text = getattr(row, cell) or ""
        if not _ANY_NOW.search(text):
            continue
        for one in numbers(text):
            unit = "%" if one.kind is Kind.PERCENT else one.unit
            if (
                one.kind not in (Kind.PERCENT, Kind.COUNT, Kind.MONEY)
                or unit != said[1]
                or one.upper is not None
                or one.per
            ):
                continue
            before = clause_before(text, one.start)
            better = one.value > said[0] if more else one.value < said[0]
            if better and _NOW_IN_ROW.search(before) and not _NOT_REACHED.search(before):
                return f"indicators[{number}].{cell}", one.text
    return None


_ANY_NOW = re.compile(r"目前|现|已|当前|眼下|截至")


def _dear_reach(project: Project, row: Indicator) -> Decimal | None:
    """What each one reached would cost, in 元, where that is beyond all measure; works and purchases serve for years."""
    cost, count, yuan = reach_of(row), pieces(row), project.budget.yuan()
    if cost is None or cost.most is None or count is None or not yuan or yuan <= 0:
        return None
    if is_works(project) or purchase_words(project.name) or yuan <= cost.most * count:
        return None
    return (yuan / count).quantize(Decimal(1))


def _is_once(row: Indicator) -> bool:
    target, name = row.target, core_name(row.level3)
    unit = _A_YEAR.sub("", target.unit or "") if target is not None else ""
    if target is None or target.number is None or target.number > 1 or unit not in _TIMES:
        return False
    told = f"{row.description or ''}{unit}"
    return bool(_REPEATED.search(f"{name}{row.description or ''}")) and not _ONCE.search(f"{name}{told}")


def _reached(project: Project, row: Indicator) -> tuple[str, str] | None:
    """Where the purpose, the goal or the row itself says that the very share has been reached, and its words."""
    target, core = row.target, stem(row.level3)
    if target is None or target.number is None or len(core) < 2:
        return None
    unit = "%" if target.is_percentage else normal_unit(target.unit)
    if unit != "%":
        return None
    for address, text in (("purpose", project.purpose), ("goal", project.goal)):
        if not text or core not in text:
            continue
        for number in numbers(text):
            before = clause_before(text, number.start)
            if number.kind is Kind.PERCENT and core in before and _NOW.search(before) and number.value >= target.number:
                return address, number.text
    return None


RULE = Rule(
    code="ZSC02",
    name="target-sure-to-be-met",
    title="指标值低到必然完成",
    category=Category.APPROPRIATENESS,
    severity=Severity.WARNING,
    automation="C",
    why="做一次就够，或者现在就已经达到的指标，年底一定满分，考核不出钱花得值不值。",
    how_to_fix="写全年要完成的量，或者比现状好多少。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "预期绩效应显著，符合行业正常水平"),),
    bad=(
        bad(
            "一年只发一篇稿件",
            good({"indicators[0].level3": "播发稿件数量", "indicators[0].description": "在平台播发的稿件", "indicators[0].target": "≥1篇"}),
            ("indicators[0].target", "≥1篇"),
        ),
        bad(
            "覆盖率现在就有九成六",
            good(
                {"indicators[4].level3": "照明达标率", "indicators[4].target": "≥95%"},
                purpose="目前照明达标率已达96%，用于更换灯具264套，合计18万元。",
            ),
            ("indicators[4].target", "≥95%"),
        ),
        bad(
            "依据自己说已经到了九成八",
            good({"indicators[4].target": "≥95%", "indicators[4].basis": "目前实际达标比例已达98.2%"}),
            ("indicators[4].target", "≥95%"),
        ),
    ),
    good=(
        fine("与工作量相称", good()),
        fine("买一台设备就是一台", good({"indicators[0].level3": "购置设备台数", "indicators[0].target": "≥1台"})),
        fine("一年一次的年检", good({"indicators[0].level3": "设备年度检查次数", "indicators[0].target": "≥1次"})),
        fine("每月一次", good({"indicators[0].level3": "日常巡查次数", "indicators[0].target": "≥1次/月"})),
        fine(
            "比现状高",
            good(
                {"indicators[4].level3": "照明达标率", "indicators[4].target": "≥98%"},
                purpose="目前照明达标率已达90%，用于更换灯具264套，合计18万元。",
            ),
        ),
    ),
    check_project=check,
    reads=("name", "budget", "purpose", "goal", "level2", "level3", "description", "target", "basis"),
)  # fmt: skip
