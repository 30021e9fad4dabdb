"""包含: whether a text contains another."""

from __future__ import annotations

from zhunsheng.formula.called import Called
from zhunsheng.formula.conditions import Contains
from zhunsheng.formula.function import Example, Function, Parameter, Takes
from zhunsheng.formula.problem import Problem
from zhunsheng.formula.typed import RowType, Typed, of_condition


def build(called: Called) -> Typed:
    """True where the column's text contains the words."""
    column, part = called.row("text"), called.text("part")
    if column.type is not RowType.TEXT or column.is_fixed:
        raise Problem(f"{column.words}不是一列文字。", column.place)
    if not part:
        raise Problem("要找的文字是空的。", called.place_of("part"))
    return of_condition(Contains(column.needed, part), called.place, f"{column.words}含“{part}”")


FUNCTION = Function(
    name="contains",
    label="包含",
    parameters=(
        Parameter("text", "文字", Takes.ROW, "哪一列文字"),
        Parameter("part", "含", Takes.TEXT, "要含什么字"),
    ),
    gives="是或否",
    meaning="一列文字里有没有这些字，一个字一个字地比，分大小写。",
    examples=(Example('计数(宣传稿件, 条件: 包含(标题, "安全生产"))', "标题里有“安全生产”的稿件有几篇"),),
    build=build,
    in_conditions=True,
)
