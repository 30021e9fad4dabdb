"""及时率: the share done within a limit; what is open and already late counts as late, what is open and not yet late not at all."""

from __future__ import annotations

from fractions import Fraction

from zhunsheng.formula.aggregate import Asked
from zhunsheng.formula.called import Called
from zhunsheng.formula.conditions import Condition, Filled, Opposite, Some
from zhunsheng.formula.function import WHERE, Example, Function, Parameter, Takes
from zhunsheng.formula.functions.count import counted
from zhunsheng.formula.problem import Problem
from zhunsheng.formula.row import DayOfMoment, Expression, LastMinute
from zhunsheng.formula.sized import Sized, add, compare, fixed
from zhunsheng.formula.typed import RowType, Typed
from zhunsheng.formula.value import Value, quotient


def build(called: Called) -> Value:
    """Done within the limit ÷ (done, or open and past the limit)."""
    start, end = called.time("from"), called.time("to")
    limit, written = called.minutes("limit")
    if limit < 0:
        raise Problem("期限不能小于0。", called.place_of("limit"))
    took = f"从{start.words}到{end.words}"
    within = _within(start, end.needed, end.type, limit)
    still_open = _within(start, LastMinute(), RowType.MOMENT, limit)
    due: Condition = Some((Filled(end.needed), Opposite(still_open)))
    is_due = Asked(due, f"已有{end.words}或超过{written}", f"{end.words}没有填，期限{written}还没到，暂不计")
    in_time = Asked(within, f"{took}不超过{written}", f"{took}超过{written}，或者到期还没有填{end.words}")
    settled = called.selection(start.must_be_filled, is_due)
    done = counted(settled.also(in_time), f"{called.selection(in_time).words}条数")
    return quotient(done, counted(settled), f"没有到期的{called.kind.label.removesuffix('记录')}记录，算不出及时率。")


def _within(start: Typed, end: Expression, end_type: RowType, limit: Fraction) -> Condition:
    """end - start ≤ limit: by minutes between moments, by days as soon as one of them is a day."""
    if start.type is RowType.MOMENT and end_type is RowType.MOMENT:
        return compare("<=", add("-", Sized(end, Fraction(1)), Sized(start.needed, Fraction(1))), fixed(limit))
    last = DayOfMoment(end) if end_type is RowType.MOMENT else end
    took = add("-", Sized(last, Fraction(1440)), Sized(start.as_day, Fraction(1440)))
    return compare("<=", took, fixed(limit))


FUNCTION = Function(
    name="on_time",
    label="及时率",
    parameters=(
        Parameter("kind", "台账", Takes.KIND, "哪本台账"),
        Parameter("from", "从", Takes.TIME, "从什么时候算起"),
        Parameter("to", "到", Takes.TIME, "到什么时候算完成"),
        Parameter("limit", "期限", Takes.LENGTH, "最多多久"),
        WHERE,
    ),
    gives="比率（%），带分子和分母",
    meaning="在期限以内完成的占多少。没完成、到截止日已经超期的算不及时；没完成、还没到期的暂不计。两个都是时刻就按分钟比，有一个是日期就按天比。",
    examples=(Example("及时率(报修工单, 从: 报修时间, 到: 完成时间, 期限: 2天)", "报修以后2天以内修好的占百分之几"),),
    build=build,
    rank=2,
)
