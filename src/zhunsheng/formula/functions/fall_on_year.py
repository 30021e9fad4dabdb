"""较上年下降: the fall against the same window of the year before, in per cent."""

from __future__ import annotations

from zhunsheng.formula.called import Called
from zhunsheng.formula.function import Example, Function
from zhunsheng.formula.functions.change_on_year import VALUE
from zhunsheng.formula.units import PERCENT
from zhunsheng.formula.value import Arithmetic, Quotient, Value, bracketed


def build(called: Called) -> Value:
    """(Last year − this year) ÷ last year."""
    now, before = called.value("value"), called.value("value", called.window.back())
    return Quotient(
        Arithmetic("-", before, now, now.unit),
        before,
        PERCENT,
        f"上年同期的{bracketed(now, 3)}是 0，没有增减的百分比。",
    )


FUNCTION = Function(
    name="fall_on_year",
    label="较上年下降",
    parameters=(VALUE,),
    gives="比率（%），减少为正、增加为负",
    meaning="比上年同期减少百分之几。上年也只算到同一天；上年是0就没有值。",
    examples=(Example("较上年下降(计数(道路维修))", "道路维修次数比上年下降百分之几"),),
    build=build,
    rank=4,
)
