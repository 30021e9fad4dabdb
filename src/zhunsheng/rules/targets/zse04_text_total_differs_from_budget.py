"""ZSE04: the purpose states a total that is not the budget."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Budget, Project
from zhunsheng.rules.clauses import clause_before
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.leading_sums import astray
from zhunsheng.rules.money_in_text import (
    Total,
    adds_up,
    brackets,
    is_open_list,
    money,
    of_this_year,
    plain_sums,
    some_make,
    speaks_of_part_payments,
    stated_totals,
    the_total,
)
from zhunsheng.rules.prose import Number
from zhunsheng.rules.reckoning import factors, reckonings
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.sum_lists import sum_lists
from zhunsheng.rules.wording import brief, plain_number, wan

_MIXED_UP = (Decimal(10_000), Decimal("0.0001"))


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Silent for rounding (another rule adds it up), for rough words within a tenth, and for a mixed-up unit."""
    purpose = of_this_year(project.purpose, context.document.fiscal_year)
    remark = _differs(project, purpose) or _astray(project, purpose)
    if remark is not None:
        yield remark


def _differs(project: Project, purpose: str) -> Remark | None:
    budget = project.budget.yuan()
    wrong = _wrong_for_its_list(purpose, project.budget)
    total = (
        wrong
        or the_total(purpose)
        or _made_by_its_list(purpose, project.budget)
        or _swapped(purpose, budget)
        or _the_only_one(purpose)
        or _beside_the_budget(project, purpose)
    )
    apart = _more_than_its_sources(purpose, project.budget)
    total = total or apart
    if not budget or budget < 0 or total is None or project.budget.total is None:
        return None
    if any(agrees(stated.yuan, project.budget, stated.number.approximate) for stated in stated_totals(purpose)):
        return None
    if agrees(total.yuan, project.budget, total.number.approximate):
        return None
    if any(total.yuan == budget * factor for factor in _MIXED_UP):
        return None
    if (
        wrong is None
        and apart is None
        and not _comes_out(purpose, total.yuan)
        and some_make(plain_sums(purpose), budget)
    ):
        return None
    gap = abs(total.yuan - budget)
    word = "多" if total.yuan > budget else "少"
    return Remark(
        "purpose",
        f"资金用途写的总数是{brief(total.number.text, 16)}，预算数是{wan(budget)}，用途比预算{word}{wan(gap)}。",
        total.number.text,
        "核实后把用途和预算数改成一致；另有来源的部分在用途里写明。",
        related=(Related(project.code, "budget.total", project.budget.total.text),),
    )


def _astray(project: Project, purpose: str) -> Remark | None:
    """A question only: what leads to the budget may stand in papers that the text does not quote."""
    total = astray(purpose, project.budget)
    if total is None or project.budget.total is None:
        return None
    budget = wan(project.budget.yuan() or Decimal(0))
    return Remark(
        "purpose",
        f"资金用途写的总数是{brief(total.number.text, 16)}，预算数{budget}在用途里没有写，也凑不出来。",
        total.number.text,
        "核实总数和预算数；预算只是其中一部分的，用途里写明本年安排多少。",
        related=(Related(project.code, "budget.total", project.budget.total.text),),
        severity=Severity.INFO,
    )


def _wrong_for_its_list(text: str | None, budget: Budget) -> Total | None:
    """A sum called the whole where all before it make the budget, and it does not: then 合计 itself is wrong."""
    yuan = budget.yuan()
    sums = [n for n in money(text) if not n.is_rate and n.upper is None]
    if not text or not yuan or len(sums) < _A_LIST or any(agrees(n.value, budget, n.approximate) for n in sums):
        return None
    factor, inside = factors(text), brackets(text)
    sums = [n for n in sums if n not in factor]
    outside = [n for n in sums if not any(a <= n.start < b for a, b in inside)]
    sums = outside if len(outside) > 1 else sums
    for place, total in enumerate(sums):
        if place < _A_LIST - 1 or not (adds_up(text, total) or _CALLED.search(clause_before(text, total.start))):
            continue
        listed = [n.value for n in sums[:place] if not _OTHER_TIME.search(clause_before(text, n.start))]
        makes = abs(sum(listed, Decimal(0)) - yuan) <= 100
        if not makes and adds_up(text, total) and len(listed) <= _MOST:
            makes = some_make(listed, yuan)  # some are details of others
        if not makes or len(listed) < _A_LIST - 1:
            continue
        if all(value < total.value for value in listed) and any(one.total == total for one in sum_lists(text)):
            return None  # another rule adds the list up
        rest = [n.value for n in sums[place + 1 :]]
        return None if some_make(rest, abs(total.value - yuan)) else Total(total, True)
    return None


def _made_by_its_list(text: str, budget: Budget) -> Total | None:
    """The largest sum of a text, called the whole and just what its list makes, where the text names the budget nowhere."""
    yuan = budget.yuan()
    lists = [one for one in sum_lists(text) if sum(one.parts, Decimal(0)) == one.total.value]
    if not yuan or len(lists) != 1 or _MORE_THAN_THIS.search(text):
        return None
    total, factor = lists[0].total, factors(text)
    sums = [n for n in money(text) if not n.is_rate and n.upper is None and n not in factor]
    if any(agrees(n.value, budget, n.approximate) or n.value > total.value for n in sums):
        return None
    rest = [n.value for n in sums if n.start > total.start]
    return (
        None
        if some_make(rest, abs(total.value - yuan)) or _SOME.search(clause_before(text, total.start))
        else Total(total, True)
    )


def _more_than_its_sources(text: str, budget: Budget) -> Total | None:
    """A sum whose 其中 lists parts that make the budget, though it is another: 补助45万元，其中县级22万元，上级20万元."""
    yuan = budget.yuan()
    found = [n for n in money(text) if n.upper is None and not n.approximate]
    if not yuan:
        return None
    for whole in found:
        behind = _AMONG.match(text, whole.end)
        if behind is None or whole.is_rate or whole.value == yuan or not yuan / 2 <= whole.value <= yuan * 2:
            continue
        parts = [n.value for n in found if behind.end() <= n.start < _sentence_end(text, behind.end())]
        if len(parts) > 1 and sum(parts, Decimal(0)) == yuan and not any(n.value == yuan for n in found):
            return Total(whole, True)
    return None


_AMONG = re.compile(r"\s*[，,（(]?\s*(?:其中|由(?=[^，。；\n]{2,12}(?:安排|承担|解决|负担|列支)))")


def _sentence_end(text: str, start: int) -> int:
    ends = [end for mark in "。；;\n）)" if (end := text.find(mark, start)) >= 0]
    return min(ends, default=len(text))


_A_LIST = 3
"""Two sums and what they make."""
_CALLED = re.compile(
    r"^(?:[一-龥]{0,6})?(?:合计|共计|总计|总共|共需|总预算|预算|总投资|总价|总造价|共|需)(?:资金|经费)?(?:为|约)?$"
)
_OTHER_TIME = re.compile(r"上年|去年|往年|(?:19|20)\d{2}年|总投资|概算|合同|其中|已")


def _beside_the_budget(project: Project, text: str) -> Total | None:
    """The one sum called the whole in a text of sources and parts that names the budget nowhere; ``None`` where sums lead to it.

    Neither a sum of the text nor what is left of the whole without some of them may be the budget.
    """
    budget = project.budget.yuan()
    if not budget or _MORE_THAN_THIS.search(text):
        return None
    factor = factors(text)
    sums = [n for n in money(text) if not n.is_rate and n.upper is None and n not in factor]
    totals = {total.yuan: total for total in stated_totals(text) if total.firm and total.number in sums}
    if len(totals) != 1 or len(sums) > _MOST or any(agrees(n.value, project.budget, n.approximate) for n in sums):
        return None
    total = next(iter(totals.values()))
    if _SOME.search(clause_before(text, total.number.start)):
        return None
    others = [n.value for n in sums if n.value != total.yuan]
    wholes = [value for part in ("total", "fiscal", "other") if (value := project.budget.yuan(part))]
    if any(some_make(others, abs(whole - total.yuan)) for whole in wholes) or not (
        budget / 4 <= total.yuan <= budget * 4
    ):
        return None
    return total


_MOST = 10
_MORE_THAN_THIS = re.compile(
    r"缺口|合同(?:总?价|金额|额)|总投资|概算|上年|去年|结转|分[二两三四五\d]年|跨年|每年|已(?:支?付|拨|完成|投)|剩余|余款|尾款"
)
_SOME = re.compile(r"[一-龥]{2,8}(?:费|款|资金|补助)(?:小计|合计|共计|共|计)|小计")


def _the_only_one(text: str | None) -> Total | None:
    """The one sum that a text reckons or states, where all its other numbers only lead to it: 52×3.6＝187.2万元."""
    if not text or speaks_of_part_payments(text) or is_open_list(text) or _OTHERS_PAY.search(text):
        return None
    factor = factors(text)
    sums = [
        n
        for n in money(text)
        if not n.is_rate and n.upper is None and n not in factor and not _EARLIER.search(clause_before(text, n.start))
    ]
    if len(sums) != 1 or sums[0].approximate or not is_made(text, sums[0]):
        return None
    return Total(sums[0], False)


_OTHERS_PAY = re.compile(r"自筹|配套|分担|承担|补助资金|另|合同|尾款|总投资|概算|奖|不超过|最高|每年")


_EARLIER = re.compile(r"上年|去年|(?:19|20)\d{2}年")


def is_made(text: str, number: Number) -> bool:
    """True for the sum of a written product, or one right behind a price: 每份1800元，17.28万元."""
    if any(one.stated == number for one in reckonings(text)):
        return True
    rates = [n for n in money(text) if n.is_rate and n.end < number.start]
    return bool(rates) and not re.search(r"[。；;\n]", text[rates[-1].end : number.start])


def _swapped(text: str | None, budget: Decimal | None) -> Total | None:
    """The only sum of a text, where it has the budget's digits in another order (36 and 63): copied wrong."""
    factor = factors(text)
    single = [n for n in money(text) if not n.is_rate and n.upper is None and n not in factor]
    if not budget or len(single) != 1 or single[0].approximate:
        return None
    one, other = (f"{plain_number(value):0>2}" for value in (single[0].value, budget))
    alike = one != other and sorted(one) == sorted(other) and len(one.rstrip("0.")) >= _DIGITS
    return Total(single[0], True) if alike else None


_DIGITS = 2


def _comes_out(text: str | None, total: Decimal) -> bool:
    """True when the total is what its own list adds up to: then no other choice of sums is meant."""
    written = any(one.is_sum and one.comes_out and one.stated.value == total for one in reckonings(text))
    return written or any(
        abs(sum(one.parts, Decimal(0)) - total) <= 100 for one in sum_lists(text) if one.total.value == total
    )


def agrees(yuan: Decimal, budget: Budget, roughly: bool) -> bool:
    """True when a stated sum is the budget or one source of it, up to rounding; a rough sum may miss by a tenth."""
    sources = [value for value in (budget.yuan(part) for part in ("total", "fiscal", "other")) if value]
    slack = max(sources, default=Decimal(0)) / 10 if roughly else Decimal(0)
    # Half of the last printed place: 万元 with two decimals hides up to 50 元, a whole 万 typed as 13 up to nothing.
    return any(abs(yuan - value) <= max(slack, Decimal(50)) for value in sources)


RULE = Rule(
    code="ZSE04",
    name="text-total-differs-from-budget",
    title="预算数与用途金额不符",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    automation="A",
    why="同一张表两个总数，审核时不知道批哪个，执行时不知道按哪个付。",
    how_to_fix="重新加总，用途里的合计与预算数写成一致。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "审核绩效目标的规范完整性，内容准确"),),
    bad=(
        bad("用途合计20万元，预算18万元", good(purpose="用于更换灯具264套，费用合计20万元。"), ("purpose", "20万元")),
        bad(
            "用途用元写，少了一截",
            good(purpose="绿地32850平方米，养护费全年166000元，每季度拨付41500元。"),
            ("purpose", "166000元"),
        ),
        bad(
            "预算数在用途里没有写，也凑不出来",
            good(purpose="灯具264套，每套550元，145200元；安装和检测90000元，年度支出235200元。"),
            ("purpose", "235200元"),
        ),
    ),
    good=(
        fine("一致", good()),
        fine(
            "69960元与7.00万元是四舍五入",
            good({"budget.total": "7.00", "budget.fiscal": "7.00"}, purpose="路灯220盏，维护费全年69960元。"),
        ),
        fine("写“左右”，差得不多", good(purpose="电费每月1.5万余元，全年合计18.5万左右。")),
        fine("全年合计只是其中一项", good(purpose="电费全年合计10万元，水费8万元，用水4200吨。")),
        fine("分两种预算安排", good(purpose="一般公共预算安排10万元，政府性基金安排8万元，更换灯具264套。")),
        fine("说的是上年", good(purpose="2025年全年合计20万元，本年更换264套灯具。")),
        fine("分几年付的总价", good(purpose="设备共需54万元，分三年支付。")),
    ),
    check_project=check,
    reads=("budget", "purpose"),
    needs=("purpose",),
)
