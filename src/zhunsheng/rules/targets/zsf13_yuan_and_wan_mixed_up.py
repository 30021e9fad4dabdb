"""ZSF13: 元 and 万元 are mixed up: two figures for the same money differ by ten thousand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zhunsheng.law.citation import Citation
from zhunsheng.model.figure import YUAN_PER
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project
from zhunsheng.rules.clauses import clause_before, sentence_at
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.indicator_kinds import is_cost
from zhunsheng.rules.line_items import wrong_lines
from zhunsheng.rules.money_in_text import Total, money, of_this_year, some_make, the_total
from zhunsheng.rules.prose import Kind, Number, amounts
from zhunsheng.rules.reckoning import Reckoning, factors, reckonings
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.sameness import thing
from zhunsheng.rules.shared_words import pairs
from zhunsheng.rules.wording import brief, plain_number

_TIMES = Decimal(10_000)


def check(project: Project, context: Context) -> Iterator[Remark]:
    """The purpose's total and the cost limits, each against the budget; only a factor of exactly ten thousand."""
    budget, printed = project.budget.yuan(), project.budget.total
    if not budget or budget < 0 or printed is None:
        return
    related = (Related(project.code, "budget.total", printed.text),)
    stated = f"{brief(printed.text, 16)}{'' if printed.unit else project.budget.unit}"
    purpose = of_this_year(project.purpose, context.document.fiscal_year)
    total = the_total(purpose)
    if total is None or not _mixed_up(total.yuan, budget):
        total = _told_in_the_other(purpose, budget)
    if total is not None and _mixed_up(total.yuan, budget):
        message = f"资金用途写{brief(total.number.text, 16)}，预算数是{stated}，正好差一万倍，元和万元混用了。"
        yield Remark("purpose", message, total.number.text, "核对金额单位，用途、预算数统一用万元。", related=related)
    for number, row in enumerate(project.indicators):
        target = row.target
        if target is None or target.number is None or not is_cost(row) or target.unit not in YUAN_PER:
            continue
        if _mixed_up(target.number * YUAN_PER[target.unit], budget):
            message = f"成本指标写{brief(target.text, 16)}，预算数是{stated}，正好差一万倍，元和万元混用了。"
            address = f"indicators[{number}].target"
            yield Remark(address, message, target.text, "核对金额单位，与预算数统一用万元。", related=related)
    yield from _beyond_the_budget(project, purpose, budget)
    lines = list(_lines(project))
    yield from lines
    yield from _prices(project, {line.quote for line in lines})


def _told_in_the_other(text: str, budget: Decimal) -> Total | None:
    """The sum with just the budget's digits in the other unit, where the text names the budget itself nowhere."""
    sums = [n for n in money(text) if not n.is_rate and n.upper is None]
    if any(abs(n.value - budget) <= 50 for n in sums):
        return None
    factor = factors(text)
    found = [
        n
        for n in sums
        if n not in factor and _mixed_up(n.value, budget) and not _PRICED.search(clause_before(text, n.start))
    ]
    return Total(found[0], True) if len(found) == 1 else None


def _beyond_the_budget(project: Project, text: str, budget: Decimal) -> Iterator[Remark]:
    """An item of the list ten thousand times too large: 提升泵站1座860000万元 in a budget of 821万元."""
    sums = [n for n in money(text) if not n.is_rate and n.upper is None]
    for number in sums if len(sums) > _FEW else ():
        if number.value < budget * _BEYOND or number.value > budget * _TIMES:
            continue
        rest = [n.value for n in sums if n is not number and n.value < budget]
        if not some_make(rest, budget - number.value / _TIMES) or len(rest) > _MOST:
            continue
        yield Remark(
            "purpose",
            f"资金用途写{brief(number.text, 16)}，是预算数{brief(project.budget.total.text if project.budget.total else '', 12)}的{plain_number(round(number.value / budget, 0))}倍，元和万元混用了。",
            number.text,
            "核对这一项的单位，改成元或去掉多写的“万”。",
        )
        return


_BEYOND, _FEW, _MOST = 100, 2, 10


def _lines(project: Project) -> Iterator[Remark]:
    """Lines of the reckoning that come out but for ten thousand: 每人每月补助500万元, 6人, 3.6万元."""
    for stated, price, words in (
        *((line.stated, line.price.text, line.reckoned()) for line in wrong_lines(project.purpose) if line.is_mixed_up),
        *(
            (reckoning.stated, _price_of(reckoning).text, reckoning.words(project.purpose or ""))
            for reckoning in reckonings(project.purpose)
            if reckoning.is_mixed_up and not reckoning.is_sum
        ),
    ):
        beyond = stated.value > 2 * (project.budget.yuan() or stated.value)
        told = (
            f"{brief(words, 30)}，却写成{brief(stated.text, 16)}"
            if beyond
            else f"{brief(price, 16)}，算出来却是{brief(stated.text, 16)}"
        )
        yield Remark(
            "purpose",
            f"资金用途写{told}，正好差一万倍，元和万元混用了。",
            stated.text if beyond else price,
            f"按“{brief(words, 30)}”核对单价和得数的单位。",
            related=(Related(project.code, "purpose", price if beyond else stated.text),),
        )


def _price_of(reckoning: Reckoning) -> Number:
    """The factor that is a price, or the first one."""
    return next((n for n in reckoning.numbers if n.kind is Kind.MONEY), reckoning.numbers[0])


def _prices(project: Project, told: set[str]) -> Iterator[Remark]:
    """A unit cost against the same price in the purpose: 每吨100元 and ≤100万元/吨."""
    text = project.purpose or ""
    prices = [number for number in amounts(text) if number.is_rate or _PRICED.search(clause_before(text, number.start))]
    for number, row in enumerate(project.indicators):
        if row.target is None or not is_cost(row) or not prices:
            continue
        for limit in amounts(row.target.text):
            price = next(
                (p for p in prices if _mixed_up(p.value, limit.value) and _is_same_price(text, p, limit, row)), None
            )
            if price is not None and price.value > (project.budget.yuan() or price.value):
                yield Remark(
                    "purpose",
                    f"资金用途写的单价是{brief(price.text, 16)}，比全部预算还多，成本指标写的是{brief(row.target.text, 16)}，正好差一万倍，元和万元混用了。",
                    price.text,
                    "核对金额单位，与成本指标写成一致。",
                    related=(Related(project.code, f"indicators[{number}].target", row.target.text),),
                )
                return
            if price is not None and price.text not in told:
                yield Remark(
                    f"indicators[{number}].target",
                    f"成本指标写{brief(row.target.text, 16)}，资金用途写的单价是{brief(price.text, 16)}，正好差一万倍，元和万元混用了。",
                    row.target.text,
                    "核对金额单位，与用途里的单价写成一致。",
                    related=(Related(project.code, "purpose", price.text),),
                )


_PRICED = re.compile(r"(?:单价|均价|造价|价格|标准)(?:约|为|是|[:：])?$")


def _is_same_price(text: str, price: Number, limit: Number, row: Indicator) -> bool:
    """True for prices of the same thing, the form's own year left aside, or in a sentence that names what the row prices."""
    yearless = {unit for unit in price.per if unit != "年"}
    if price.per == limit.per or (yearless and yearless == {unit for unit in limit.per if unit != "年"}):
        return True
    each = limit.is_rate or (row.target is not None and _EACH.search(row.target.text) is not None)
    return each and len(pairs(thing(row.level3)) & pairs(sentence_at(text, price.start))) >= _ENOUGH


_ENOUGH = 2
_EACH = re.compile(r"元\s*[/／每]")


def _mixed_up(one: Decimal, other: Decimal) -> bool:
    return one == other * _TIMES or one * _TIMES == other


RULE = Rule(
    code="ZSF13",
    name="yuan-and-wan-mixed-up",
    title="元和万元混用",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    automation="B",
    why="单位错一个字，金额就差一万倍，会直接影响批复和支付。",
    how_to_fix="看清表头的金额单位，全表统一用一个单位。",
    basis=(Citation(note="全表金额单位一致"),),
    bad=(
        bad(
            "办公费写成七千万元",
            good({"budget.total": "0.70", "budget.fiscal": "0.70"}, purpose="用于日常办公，全年合计7000万元。"),
            ("purpose", "7000万元"),
        ),
        bad(
            "预算数按元填，表头是万元",
            good({"budget.total": "180000.00", "budget.fiscal": "180000.00"}),
            ("purpose", "18万元"),
            ("indicators[3].target", "≤18万元"),
        ),
        bad(
            "单位成本的元写成了万元",
            good({"indicators[3].level3": "每套灯具价格", "indicators[3].target": "≤700万元/套"}),
            ("indicators[3].target", "≤700万元/套"),
        ),
    ),
    good=(
        fine("单位一致", good()),
        fine("用途用元，预算用万元，金额相同", good(purpose="绿地养护18000平方米，养护费全年180000元。")),
    ),
    check_project=check,
    reads=("budget", "purpose", "level1", "level2", "level3", "target"),
)
