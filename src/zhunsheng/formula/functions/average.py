"""平均: the mean of a number; keeps its sum and its count."""

from __future__ import annotations

from dataclasses import replace

from zhunsheng.formula.called import Called
from zhunsheng.formula.function import WHERE, Example, Function, Parameter, Takes
from zhunsheng.formula.functions.count import Count
from zhunsheng.formula.functions.sum import summed
from zhunsheng.formula.units import PLAIN, RECORDS
from zhunsheng.formula.value import Measured, Quotient, Value


def build(called: Called) -> Value:
    """Sum ÷ count of the records where the number is filled."""
    total = summed(called, called.number("value"))
    selection = total.aggregate.selection
    count = replace(Measured(Count(selection), RECORDS), unit=PLAIN)
    words = f"{total.words.removesuffix('合计')}平均数"
    return Quotient(total, count, total.unit, f"{selection.none}，算不出平均数。", words)


FUNCTION = Function(
    name="average",
    label="平均",
    parameters=(Parameter("value", "数", Takes.NUMBER, "求哪一列的平均数"), WHERE),
    gives="那一列的单位，带合计和条数",
    meaning="一列数的平均数。这一列空着的记录不计；没有记录就没有值。",
    examples=(
        Example("平均(室温记录.室温)", "室温平均多少度"),
        Example("平均(报修工单.完成时间 - 报修工单.报修时间)", "从报修到修好平均多久"),
    ),
    build=build,
    rank=2,
)
