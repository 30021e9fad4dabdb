"""Whether the sums of a text lead to the budget: some of them make it, or what one leaves without the others, or a share of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from zhunsheng.model.project import Budget
from zhunsheng.rules.clauses import clause_before
from zhunsheng.rules.money_in_text import Total, money
from zhunsheng.rules.prose import Kind, Number, numbers
from zhunsheng.rules.reckoning import reckonings

_WHOLE = re.compile(
    r"(?:合计|共计|总计|总共|共需|共|全部|以上|总投资|总额|总需求|总预算|需|计|全年|测算|年度支出|资金|项|安排)(?:资金|经费)?(?:为|约)?$"
)
_OTHER_TIME = re.compile(
    r"上年|去年|往年|(?:19|20)\d{2}年|概算|合同|其中|已|小计|每|均|不超过|最高|贷款|投资(?<!总投资)"
)
_OVER_YEARS = re.compile(r"分(?:[二两三四五\d]年|年)|跨年|多年")
_MOST = 16


def astray(text: str, budget: Budget) -> Total | None:
    """The sum that a text gives as its whole, where the budget is neither stated nor led to; ``None`` where all is well.

    The budget is led to by some of the other sums, by what the whole leaves without some of them, or by a share of a sum.
    Where the others make the budget but not the whole that is stated, it is the stated whole that leads astray.
    """
    yuan = budget.yuan()
    if not yuan or _OVER_YEARS.search(text):
        return None
    sums = [n for n in money(text) if not n.is_rate and n.upper is None]
    if len(sums) > _MOST or any(_near(n.value, yuan, n) for n in sums):
        return None
    written = frozenset(one.stated for one in reckonings(text))
    called = [n for n in sums if _is_whole(text, n, written)]
    if not called:
        return None
    whole = max(called, key=lambda n: n.value)
    others = [n.value for n in sums if n is not whole]
    made = _made(others)
    if _leads(made, yuan):
        return None if len(others) < _A_LIST or _leads(made, whole.value) else Total(whole, False)
    if _leads(made, abs(whole.value - yuan)) or any(
        _leads(_made([n.value * p for n in sums]), yuan) for p in _shares(text)
    ):
        return None
    return Total(whole, False)


_A_LIST = 2


def _is_whole(text: str, number: Number, written: frozenset[Number]) -> bool:
    before = clause_before(text, number.start)
    return (bool(_WHOLE.search(before)) or number in written) and not _OTHER_TIME.search(before)


def _near(value: Decimal, yuan: Decimal, number: Number) -> bool:
    return abs(value - yuan) <= (yuan / 10 if number.approximate else max(Decimal(100), yuan / 200))


def _made(values: Sequence[Decimal]) -> frozenset[Decimal]:
    """Every sum of some of the values."""
    made = {Decimal(0)}
    for value in values:
        made |= {one + value for one in made}
    return frozenset(made)


def _leads(made: frozenset[Decimal], yuan: Decimal) -> bool:
    return any(abs(one - yuan) <= 100 for one in made)


def _shares(text: str) -> list[Decimal]:
    return [n.value / 100 for n in numbers(text) if n.kind is Kind.PERCENT and 0 < n.value < 100]
