"""ZSC05: a target much higher than anything the table gives grounds for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project
from zhunsheng.rules.clauses import clause_before
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.history import Earlier, earlier_value, wants_less, wants_more
from zhunsheng.rules.indicator_kinds import row_name
from zhunsheng.rules.prose import percents
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided
from zhunsheng.rules.wording import brief, plain_number

_GROWTH = re.compile(
    r"(?:税收|财政收入|产值|营业收入|销售|经济|生产总值|GDP|出口|投资|消费|就业|客流|游客|收入|利润)[^，。；]{0,10}(?:增长|增幅|提高|提升|增加)"
    r"|(?:带动|拉动|促进)[^，。；]{0,8}(?:税收|财政收入|产值|经济|生产总值|GDP|出口|消费)"
)
_GROUNDED = re.compile(
    r"上年|去年|前三年|近三年|(?:19|20)\d{2}年(?!\d*号)|历史|测算|测产|统计|监测|调查|抽样|考核|任务|目标|规划|计划|方案|协议|合同|可研|可行性|评估|评审|报告|批复|同类"
)


def check(project: Project, context: Context) -> Iterator[Remark | Undecided]:
    """Growth of taxes, output and the like by a large share, and shares far above what the row says was reached before."""
    for number, row in enumerate(project.indicators):
        target = row.target
        if target is None or target.number is None:
            continue
        if not (target.is_percentage and wants_more(row)):
            yield from _many_times(project, number, row, context)
            continue
        earlier, severity = earlier_value(row, context.document.fiscal_year), Severity.WARNING
        if earlier is not None:
            jump = target.number - earlier.value
            if target.unit == "个百分点" or not (
                jump >= context.number("jump_points") or _is_all_but_perfect(row, earlier.value)
            ):
                continue
            if earlier.value <= 100 < target.number and not re.search("增|提高|提升|翻", row.level3 or ""):
                continue  # no share is more than the whole, and another rule says so
            severity = Severity.INFO if _is_meant(project.goal, target.number) else severity
            message = f"指标{row_name(number, row)}定为{brief(target.text, 12)}，{brief(earlier.words, 16)}，一年高出{plain_number(target.number - earlier.value)}个百分点。"
            related: tuple[Related, ...] = (
                Related(project.code, f"indicators[{number}].{earlier.cell}", earlier.words),
            )
        elif growth := _is_large_growth(row, context.number("growth_percent")):
            message = f"指标{row_name(number, row)}定为{brief(target.text, 12)}，依据里没有测算，高得没有来由。"
            severity, related = growth, ()
        else:
            continue
        yield Remark(
            f"indicators[{number}].target",
            message,
            target.text,
            "写出往年的数和测算办法，按它定指标值；算不出的，换一个本项目能直接影响的结果。",
            related=related,
            severity=severity,
        )


def _is_meant(goal: str | None, number: Decimal) -> bool:
    """True where the goal itself says from what to what it leads: 植被覆盖度由6%提高到45%."""
    return any(_FROM.search(clause_before(goal or "", one.start)) for one in percents(goal) if one.value == number)


_FROM = re.compile(r"[由从][^，。；]*\d")


def _is_all_but_perfect(row: Indicator, earlier: Decimal) -> bool:
    """True where all but a hair of many failures is to vanish within one year: 79.4% → 99%, and nobody says how."""
    target = row.target
    if target is None or target.number is None or _EXPANDED.search(f"{row.description}{row.basis}"):
        return False
    failed, fails = 100 - earlier, 100 - target.number
    return target.number >= _PERFECT and failed >= _MANY_FAIL and fails * _TENFOLD <= failed


_PERFECT, _MANY_FAIL, _TENFOLD = 98, 18, 10


def _many_times(project: Project, number: int, row: Indicator, context: Context) -> Iterator[Remark]:
    """A count, a sum or a size many times what the row says was reached, or mishaps cut to a small part of it."""
    target = row.target
    earlier = earlier_value(row, context.document.fiscal_year) or _per_head(row, context.document.fiscal_year)
    if earlier is None or target is None or target.number is None or target.number <= 0 or earlier.value <= 0:
        return
    if _RATE_OF.search(earlier.words) and not _RATE_OF.search(f"{row.level3}{row.description}{target.text}"):
        return  # a rate (每1元拉动消费5元, 日均1.57万立方米), not what was reached
    if wants_more(row):
        times, better = target.number / earlier.value, "是它的"
    elif wants_less(row):
        times, better = earlier.value / target.number, "要降到它的1/"
    else:
        return
    least: Decimal | int = context.number("times")
    comes_yearly = _VISITS.search(target.unit or "") or (
        _EARNED.search(row.level3 or "") and "元" in (target.unit or "")
    )
    comes_yearly = (wants_more(row) and comes_yearly) or target.unit in _EACH_EARNS
    if comes_yearly and not _WIDER.search(f"{project.purpose}{project.goal}"):
        least = min(least, _TWICE)
    if times < least or _EXPANDED.search(f"{row.description}{row.basis}"):
        return
    rounded = plain_number(round(times, 1))
    said = f"{better}{rounded}{'倍' if wants_more(row) else ''}"
    yield Remark(
        f"indicators[{number}].target",
        f"指标{row_name(number, row)}定为{brief(target.text, 12)}，{brief(earlier.words, 18)}，一年{said}。",
        target.text,
        "核对是不是多写了一位数；确能做到的，写明任务扩大多少、怎么测算出来的。",
        related=(Related(project.code, f"indicators[{number}].{earlier.cell}", earlier.words),),
    )


def _per_head(row: Indicator, year: int | None) -> Earlier | None:
    """What each one earned the year before, which the basis tells as a mean: 2025年人均4760元 for a target in 元/人."""
    unit = (row.target.unit or "") if row.target is not None else ""
    found = list(_MEAN.finditer(row.basis or "")) if unit in _EACH_EARNS else []
    if len(found) != 1 or found[0]["each"] not in unit or year is None or found[0]["year"] not in (None, str(year - 1)):
        return None
    return Earlier(year - 1, Decimal(found[0]["value"]), found[0].group(), "basis")


_EACH_EARNS = frozenset({"元/人", "元/户"})
"""What each one earns does not double within a year either."""
_MEAN = re.compile(
    r"(?:(?P<year>20\d\d)年|上年|去年)(?:实际|平均)?(?P<each>[人户])均(?:[年增收入支领取发放实际补贴]{0,6})(?P<value>\d+(?:\.\d+)?)元"
)
_VISITS = re.compile(r"人次|册次|车次|件次|批次")
_EARNED = re.compile(r"(?:收入|销售额|营业额|成交额|交易额|产值|消费额)$")
_TWICE = Decimal("2.2")
"""Visits, loans and rides, and what is earned and sold, come year by year: where nothing new is opened they do not double."""
_WIDER = re.compile(
    r"新增(?!图书|藏书|书|文献|设备|软件)|新建|新开|扩建|扩大|扩容|首次|增设|增开|改扩建|建成|免费开放后|恢复|延长"
)
_RATE_OF = re.compile(r"每|[日月周季]均|单日")
_EXPANDED = re.compile(
    r"新增|扩大|扩面|扩展|由试点|试点|全面推开|推广到|首次|起步|测算|可研|评审|仅|只有|半年|季度|个月|[一二三四五六七八九十\d]月(?!均|[底末]?[^，。；]{0,4}(?:在|现有|存量|登记))"
)
"""The row itself says why it is so much more, or that the earlier figure is of a part of the year only."""


def _is_large_growth(row: Indicator, least: int) -> Severity | None:
    """How grave: a warning for growth that nothing grounds, or of a whole county on the strength of a plan; else a hint."""
    told = f"{row.level3 or ''}，{row.description or ''}"
    if row.target is None or row.target.number is None or row.target.number < least or not row.basis:
        return None
    if _RECKONED.search(row.basis):
        return None
    if _GROWTH.search(told) and not _GROUNDED.search(row.basis):
        return Severity.WARNING
    if _MACRO.search(told) and row.target.number >= _MACRO_LEAST and not _EARLIER.search(row.basis):
        return Severity.WARNING
    least = _LEAP if any(mark.isdigit() for mark in row.basis) else least
    return Severity.INFO if row.target.number >= least and _ANY_GROWTH.search(row.level3 or "") else None


_RECKONED = re.compile(r"测算|可研|可行性|评估|评审|协议|合同")
_EARLIER = re.compile(r"上年|去年|近三年|前三年|(?:19|20)\d{2}年")
_MACRO = re.compile(
    r"(?:全[县市区]|县域|当地|地方)[^，。；]{0,6}(?:税收|财政收入|生产总值|GDP|经济总量|产值|出口)[^，。；]{0,6}(?:增|提高|提升)"
)
_ANY_GROWTH = re.compile(r"(?:增长|提高|提升|增加)(?:率|比例|比率|幅度)|增幅|增速")
_MACRO_LEAST, _LEAP = 20, 50


RULE = Rule(
    code="ZSC05",
    name="target-high-without-grounds",
    title="目标值偏高没有依据",
    category=Category.APPROPRIATENESS,
    severity=Severity.WARNING,
    automation="C",
    why="税收增长三成、一年提高三十个百分点，没有测算撑着，年底多半完不成，也说不清是不是这个项目的功劳。",
    how_to_fix="写明往年是多少、怎么测算出这个数；没有测算的，定一个合乎常情的值。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "预期绩效符合行业正常水平和事业发展规律"),),
    bad=(
        bad(
            "带动税收三成，依据是一个文号",
            good(
                {
                    "indicators[4].level3": "对企业发展的推动作用",
                    "indicators[4].description": "带动全县税收的效果",
                    "indicators[4].target": "≥30%",
                    "indicators[4].basis": "青政办字〔2015〕72号",
                }
            ),
            ("indicators[4].target", "≥30%"),
        ),
        bad(
            "上年才五成五，今年要九成",
            good({"indicators[4].target": "≥90%", "indicators[4].basis": "2025年达标比例为55%"}),
            ("indicators[4].target", "≥90%"),
        ),
        bad(
            "往年平均八百六，今年要九千",
            good(
                {
                    "indicators[4].level3": "节约电费",
                    "indicators[4].target": "≥9000元",
                    "indicators[4].basis": "2023—2025年平均860元",
                }
            ),
            ("indicators[4].target", "≥9000元"),
        ),
    ),
    good=(
        fine("不是增长类指标", good()),
        fine(
            "有测算",
            good(
                {
                    "indicators[4].level3": "企业税收增长率",
                    "indicators[4].target": "≥25%",
                    "indicators[4].basis": "按入园项目投产计划测算",
                }
            ),
        ),
        fine("比上年高一些", good({"indicators[4].target": "≥95%", "indicators[4].basis": "2025年达标比例为88%"})),
        fine("带动社会投资的比例不是增长", good({"indicators[4].level3": "带动社会资金投资比", "indicators[4].target": "≥30%"})),
    ),
    check_project=check,
    parameters={"growth_percent": 20, "jump_points": 30, "times": 4},
    parameter_names={
        "growth_percent": "增长超过多少要写依据（%）",
        "jump_points": "比上年高出多少个百分点要写依据",
        "times": "是往年多少倍要写依据",
    },
    reads=("purpose", "goal", "level3", "description", "target", "basis"),
    needs=("basis",),
)  # fmt: skip
