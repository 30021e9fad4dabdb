"""较上年: the change against the same window of the year before, in per cent."""

from __future__ import annotations

from zhunsheng.formula.called import Called
from zhunsheng.formula.function import Example, Function, Parameter, Takes
from zhunsheng.formula.units import PERCENT
from zhunsheng.formula.value import Arithmetic, Quotient, Value, bracketed

VALUE = Parameter("value", "数", Takes.VALUE, "比较什么")


def build(called: Called) -> Value:
    """(This year − last year) ÷ last year."""
    now, before = called.value("value"), called.value("value", called.window.back())
    return Quotient(
        Arithmetic("-", now, before, now.unit),
        before,
        PERCENT,
        f"上年同期的{bracketed(now, 3)}是 0，没有增减的百分比。",
    )


FUNCTION = Function(
    name="change_on_year",
    label="较上年",
    parameters=(VALUE,),
    gives="比率（%），增加为正、减少为负",
    meaning="比上年同期增加百分之几。上年也只算到同一天；上年是0就没有值。",
    examples=(Example("较上年(求和(企业经营.税额))", "税收比上年增加百分之几"),),
    build=build,
    rank=4,
    also=("较上年增长", "同比"),
)
