"""ZSC13: a cost limit is higher than the whole budget."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.figure import YUAN_PER
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Indicator, Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.clauses import clause_before
from zhunsheng.rules.counters import normal_unit
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.indicator_kinds import is_cost, row_name
from zhunsheng.rules.money_in_text import money, the_total
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.shared_words import pairs
from zhunsheng.rules.wording import brief, plain_number, wan

_MORE_THAN_A_YEAR = re.compile(
    r"总投资|概算|全周期|中期|[三五](?:年|个年度)(?!期?(?:免费)?(?:质保|维保|保修|管护|养护|售后))|累计|历年|合同总|社会|效益|经济损失"
)
_WHOLE_WORKS = re.compile("总投资")
_MIXED_UP = Decimal(10_000)


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Only limits in plain money (no price per piece); a factor of ten thousand is a mixed-up unit, another rule's."""
    budget = project.budget.yuan()
    if not budget or budget < 0 or project.budget.total is None:
        return
    total = the_total(project.purpose)
    one_year = (total is not None and abs(total.yuan - budget) <= 100) or _is_whole_works(project.purpose, budget)
    states_it = not _OTHER_YEARS.search(project.purpose or "") and any(
        abs(n.value - budget) <= 100 for n in money(project.purpose) if not n.is_rate
    )
    for number, row in enumerate(project.indicators):
        if (one_year or states_it) and (remark := _of_all_pieces(project, number, row, budget)) is not None:
            yield remark
            continue
        limit = cost_limit_yuan(row, one_year)
        if limit is None or limit <= budget + 100 or limit == budget * _MIXED_UP:
            continue
        assert row.target is not None  # it has a limit
        yield Remark(
            f"indicators[{number}].target",
            f"成本指标{row_name(number, row)}上限{brief(row.target.text, 16)}，超过预算数{wan(budget)}，有钱也花不到。",
            row.target.text,
            f"上限不超过预算数{wan(budget)}；若是多年总投资，写明本年部分。",
            related=(Related(project.code, "budget.total", project.budget.total.text),),
            severity=Severity.WARNING if _WHOLE_WORKS.search(row.level3 or "") else None,
        )


def _of_all_pieces(project: Project, number: int, row: Indicator, budget: Decimal) -> Remark | None:
    """A limit for one piece that, for as many as the table promises, comes to far more than all the money there is."""
    piece = _PER_ANY.match(row.target.unit or "") if row.target is not None and is_cost(row) else None
    if piece is None or row.target is None or row.target.number is None:
        return None
    unit, price = normal_unit(piece["unit"]), row.target.number * YUAN_PER[piece["money"]]
    if price > budget:
        return None
    counted = [one for one in project.indicators if one.kind2 is Level2.QUANTITY and _counts(one, unit, row)]
    if len(counted) != 1 or counted[0].target is None or counted[0].target.number is None:
        return None
    if not pairs(_PRICED.sub("", row.level3 or "")) <= pairs(counted[0].level3):
        return None  # 大型标识牌单价 beside 标识牌块数: the count may be of smaller ones too
    pieces = counted[0].target.number * _SCALE.get((counted[0].target.unit or "")[:1], 1)
    if price * pieces <= budget * _FAR_OVER:
        return None
    said = f"{plain_number(pieces)}{unit}×{brief(row.target.text.lstrip('≤<＜=＝'), 12)}＝{wan(price * pieces)}"
    return Remark(
        f"indicators[{number}].target",
        f"成本指标{row_name(number, row)}上限{brief(row.target.text, 14)}，{said}，超过预算数{wan(budget)}。",
        row.target.text,
        "上限按预算和数量算回来定，只留合理的余地。",
        related=(Related(project.code, "budget.total", project.budget.total.text if project.budget.total else ""),),
        severity=Severity.WARNING,
    )


_PRICED = re.compile(
    r"购置|综合|采购|建设|改造|维修|安装|更换|更新|新建|平均|单价|单位|成本|费用?|标准|造价|价格?|每|单|补[贴助]|奖[补励]|金额|额|均|控制|上限|限价|年度?|[台套个座辆所处间件场期家块盏栋项架口眼名份]"
)


def _counts(row: Indicator, unit: str, cost: Indicator) -> bool:
    """True for a count in the unit of the price, of a thing that the cost's name has a word of."""
    target = row.target
    if target is None or target.number is None or target.operator not in (">=", "=", None):
        return False
    return normal_unit((target.unit or "").lstrip("万")) == unit and bool(
        pairs(row.level3) & pairs(f"{cost.level3}，{cost.description}")
    )


_PER_ANY = re.compile(r"(?P<money>元|万元|亿元)[/／每](?P<unit>[\u4e00-\u9fff]{1,4})$")
_SCALE = {"万": 10_000}
_FAR_OVER = Decimal("1.25")
"""A limit may leave some room."""


def _is_whole_works(purpose: str | None, budget: Decimal) -> bool:
    """True where the purpose gives the budget itself as the 总投资 or 概算: then no other year pays a part of it."""
    if not purpose or _OTHER_YEARS.search(purpose):
        return False
    sums = [n for n in money(purpose) if not n.is_rate and n.upper is None and abs(n.value - budget) <= 100]
    return any(_WHOLE_SUM.search(clause_before(purpose, n.start)) for n in sums)


_WHOLE_SUM = re.compile(r"(?:总投资|概算|总造价|总预算)(?:额|总额|投资)?(?:为|共|约|是)?$")
_OTHER_YEARS = re.compile(
    r"上年|去年|往年|跨年|次年|分[二两三四五\d]年|[二两三四五]年(?:实施|完成|建设)|已(?:完成|支付|投入|拨)|累计(?!付|支付|拨付|支出|至)|结转|续建"
)


def _piece_yuan(row: Indicator) -> Decimal | None:
    """The limit for one piece (450万元/眼): even one can cost no more than all the money there is."""
    found = _PER_PIECE.match(row.target.unit or "") if row.target else None
    if found is None or row.target is None or row.target.number is None:
        return None
    return row.target.number * YUAN_PER[found[1]]


_PER_PIECE = re.compile(
    r"(元|万元|亿元)[/／每](?:台|套|个|座|辆|所|处|间|人|户|件|场|期|家|块|盏|栋|幢|项|批次|批|架|口|眼|名|次|册|份|台套|系统|项目|村|校|站)$"
)


def cost_limit_yuan(row: Indicator, one_year: bool = False) -> Decimal | None:
    """The upper limit in 元 of a cost indicator given in plain money; ``None`` for prices, savings and lower limits.

    ``one_year`` says that the purpose's own total is the budget: then a 总投资 is this year's too.
    """
    target = row.target
    if not is_cost(row) or target is None or target.operator not in ("<=", "<", "=", None):
        return None
    told = f"{row.level3}{row.description}"
    if target.number is None:
        return None
    if target.unit not in YUAN_PER:
        return _piece_yuan(row)
    if _MORE_THAN_A_YEAR.search(_WHOLE_WORKS.sub("", told) if one_year else told):
        return None
    return target.number * YUAN_PER[target.unit]


RULE = Rule(
    code="ZSC13",
    name="cost-limit-above-budget",
    title="成本上限超过预算",
    category=Category.APPROPRIATENESS,
    severity=Severity.ERROR,
    automation="A",
    why="成本上限比全部预算还高，这条指标永远能完成，起不到控制作用。",
    how_to_fix="按预算数或评审价改低；多年项目只写本年应控制的数。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "绩效目标应与预算额相应匹配"),),
    bad=(
        bad(
            "预算18万元，成本上限120万元",
            good({"indicators[3].target": "≤120万元"}),
            ("indicators[3].target", "≤120万元"),
        ),
        bad("单位不同也要比", good({"indicators[3].target": "≤260000元"}), ("indicators[3].target", "≤260000元")),
    ),
    good=(
        fine("正好等于预算", good()),
        fine("单价不和总预算比", good({"indicators[3].level3": "每公里造价", "indicators[3].target": "≤120万元/公里"})),
        fine(
            "多年总投资",
            good(
                {"indicators[3].level3": "工程总投资", "indicators[3].target": "≤120万元"},
                purpose="更换全校护眼灯，总投资120万元，分三年实施，本年更换24间教室18万元。",
            ),
        ),
    ),
    check_project=check,
    reads=("budget", "purpose", "level1", "level2", "level3", "description", "target"),
)
