"""Any formula over the ledgers of the stage, and any records of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from stage import ANSWER, BILL, KINDS, TICKET

from zhunsheng.formula import When
from zhunsheng.formula.window import PERIODS, WINDOWS
from zhunsheng.model.record import Column, ColumnType, Record, RecordKind, Value

NUMBERS = {
    "报修": {"元": ["费用"], "小时": ["工时"], "人": ["人数"], "%": ["损耗"]},
    "电费": {"度": ["用量"], "元": ["金额", "预算"], "": ["倍率"], "张": ["张数"]},
}
"""Label of the ledger → unit → columns."""
TIMES = {"报修": ["报修时间", "完成时间", "约定日期"], "电费": ["抄表日期", "付款日期"]}
THINGS = {"报修": ["灯号", "故障"], "电费": ["表号"]}
OTHER_UNITS = {
    "元": ["元", "万元"],
    "小时": ["小时", "天", "分钟"],
    "度": ["度", "万度"],
    "人": ["人", ""],
    "张": ["张", ""],
    "": [""],
    "%": ["%"],
}
FILLINGS = {"灯号": ["L1", "L2", "L3", ""], "故障": ["灯泡", "线路", "灯杆"], "表号": ["A", "B"]}

small = st.decimals(min_value=0, max_value=40, places=1, allow_nan=False)
signs = st.sampled_from(["=", "≠", ">", "≥", "<", "≤"])
lengths = st.sampled_from(["0天", "1天", "2天", "36小时", "90分钟", "60天"])
days = st.dates(date(2018, 12, 1), date(2021, 4, 30))


@st.composite
def row_numbers(draw: Any, kind: str, unit: str, depth: int = 2) -> str:
    """A number of each record, in a unit."""
    column = f"{kind}.{draw(st.sampled_from(NUMBERS[kind][unit]))}"
    if not depth or draw(st.booleans()):
        return column
    inner = row_numbers(kind, unit, depth - 1)
    shape = draw(st.sampled_from(["sum", "difference", "times", "over", "literal", "product", "minus"]))
    if shape == "times":
        return f"({draw(inner)}) × {draw(small)}"
    if shape == "over":
        return f"({draw(inner)}) ÷ {draw(st.sampled_from(['3', '0.7', '12']))}"
    if shape == "literal":
        return f"({draw(inner)} + {draw(small)}{draw(st.sampled_from(OTHER_UNITS[unit]))})"
    if shape == "minus":
        return f"-({draw(inner)})"
    if shape == "product" and kind == "电费":
        return f"({draw(inner)} × 电费.倍率)" if unit else f"(电费.倍率 × {column})"
    return f"({draw(inner)} {'+' if shape == 'sum' else '-'} {draw(inner)})"


@st.composite
def row_lengths(draw: Any, kind: str) -> str:
    """A length of time of each record."""
    one, other = draw(st.permutations(TIMES[kind]))[:2]
    return f"{kind}.{one} - {kind}.{other}"


@st.composite
def conditions(draw: Any, kind: str, depth: int = 2) -> str:
    """A condition on each record."""
    if depth and draw(st.integers(0, 2)) == 0:
        one, other = draw(conditions(kind, depth - 1)), draw(conditions(kind, depth - 1))
        return draw(st.sampled_from([f"({one}) 且 ({other})", f"({one}) 或 ({other})", f"非 ({one})"]))
    shape = draw(st.sampled_from(["number", "text", "time", "filled", "truth", "among", "contains", "length", "same"]))
    thing = draw(st.sampled_from(THINGS[kind]))
    if shape == "number":
        unit = draw(st.sampled_from(sorted(NUMBERS[kind])))
        left = draw(row_numbers(kind, unit, 1))
        right = draw(st.one_of(row_numbers(kind, unit, 1), small.map(lambda n: f"{n}{OTHER_UNITS[unit][0]}")))
        return f"{left} {draw(signs)} {right}"
    if shape == "text":
        return f'{thing} {draw(st.sampled_from(["=", "≠"]))} "{draw(st.sampled_from(FILLINGS[thing][:3]))}"'
    if shape == "time":
        one, other = draw(st.permutations(TIMES[kind]))[:2]
        right = draw(st.sampled_from([other, f"{other} + 2天", draw(days).isoformat(), f"日期({other})"]))
        return f"{one} {draw(signs)} {right}"
    if shape == "filled":
        columns = [*TIMES[kind], thing, *(name for names in NUMBERS[kind].values() for name in names)]
        return f"{draw(st.sampled_from(columns))} {draw(st.sampled_from(['已填', '未填']))}"
    if shape == "truth" and kind == "报修":
        return draw(st.sampled_from(["合格", "合格 = 否", "复查 ≠ 是", "合格 = 复查", "非 合格"]))
    if shape == "length":
        return f"{draw(row_lengths(kind))} {draw(signs)} {draw(lengths)}"
    if shape == "among":
        values = draw(st.lists(st.sampled_from(FILLINGS[thing][:3]), min_size=1, max_size=3))
        listed = ", ".join(f'"{value}"' for value in values)
        return f"{thing} {draw(st.sampled_from(['属于', '不属于']))} ({listed})"
    if shape == "same":
        unit, column = draw(st.sampled_from([(u, c[0]) for u, c in NUMBERS[kind].items()]))
        numbers = draw(st.lists(small, min_size=1, max_size=3))
        return f"{column} 属于 ({', '.join(f'{n}{unit}' for n in numbers)})"
    return f'包含({thing}, "{draw(st.sampled_from(["L", "1", "灯", "A", "%"]))}")'


@st.composite
def measured(draw: Any, unit: str | None = None) -> tuple[str, str]:
    """A formula out of one function, and the family of its unit."""
    kind = draw(st.sampled_from(["报修", "电费"]))
    where = draw(st.one_of(st.just(""), conditions(kind).map(lambda said: f", 条件: {said}")))
    units = sorted(NUMBERS[kind])
    chosen = draw(st.sampled_from(units))
    number = draw(row_numbers(kind, chosen))
    every = draw(st.sampled_from([period.label for period in PERIODS.values()]))
    thing = draw(st.sampled_from(THINGS[kind]))
    same = draw(st.sampled_from([thing, f"({', '.join(THINGS[kind])})"]))
    start, end = draw(st.permutations(TIMES[kind]))[:2]
    otherwise = draw(st.sampled_from(["", ", 无重复: 366天"]))
    among = draw(st.one_of(st.just(""), conditions(kind, 1).map(lambda said: f", 范围: {said}")))
    what = draw(st.sampled_from([kind, number]))
    per = "count" if what == kind else chosen
    bound = "" if per == "count" else per
    bounds = draw(
        st.sampled_from([f"至少: 2{bound}", f"至多: 0{bound}", f"至少: 1.5{bound}, 至多: 20{bound}", f"至少: 0{bound}"])
    )
    column = draw(st.sampled_from([*THINGS[kind], *TIMES[kind], *NUMBERS[kind][chosen]]))
    question = draw(st.sampled_from(["", ', 题: "甲"', ', 题: ("甲", "乙")', ', 卷: "一"', ', 满意: "一般"']))
    return draw(
        st.sampled_from(
            [
                (f"计数({kind}{where})", "count"),
                (f"求和({number}{where})", chosen),
                (f"平均({number}{where})", chosen),
                (f"最大({number}{where})", chosen),
                (f"最小({number}{where})", chosen),
                (f"最长({draw(row_lengths(kind))}{where})", "小时"),
                (f"最短({draw(row_lengths(kind))}{where})", "小时"),
                (f"平均({draw(row_lengths(kind))}{where})", "小时"),
                (f"去重计数({kind}.{column}{where})", "小时" if column in TIMES[kind] else "count"),
                (f"占比({kind}, {draw(conditions(kind))}{among})", "%"),
                (f"及时率({kind}, 从: {start}, 到: {end}, 期限: {draw(lengths)}{where})", "%"),
                (f"每期最少({what}, 每: {every}{where})", per),
                (f"每期最多({what}, 每: {every}{where})", per),
                (f"每期平均({what}, 每: {every}{where})", per),
                (f"达标期占比({what}, 每: {every}, {bounds}{where})", "%"),
                (f"最短间隔({kind}.{start}, 同一: {same}{where}{otherwise})", "小时"),
                (f"最新({number}{where})", chosen),
                (f"最新({number}{where}, 每: {same})", chosen),
                (f"满意率(问卷{question})", "%"),
                (f"满意人数(问卷{question})", "count"),
            ]
        )
    )


@st.composite
def formulas(draw: Any, depth: int = 2) -> tuple[str, str]:
    """A formula and the family of its unit."""
    one, family = draw(measured() if not depth or draw(st.booleans()) else formulas(depth - 1))
    if not depth or draw(st.integers(0, 2)) == 0:
        return one, family
    shapes = ["ratio", "window", "year", "scale", "minus", "days"]
    if family != "quotient":  # its unit may be 元/度: only its like can stand beside it
        shapes += ["base", "twice", "bound", "instead"]
    shape = draw(st.sampled_from(shapes))
    window = draw(
        st.sampled_from([w.label for w in WINDOWS.values()] + ["2020-02-01 至 2020-08-15", "11月15日 至 3月15日"])
    )
    literal = f"{draw(small)}{'' if family in ('count', 'quotient') else family}"
    another = draw(st.sampled_from([f"在({window}, {one})", one, literal, f"({one}) × 2"]))
    if shape == "ratio":
        other, _ = draw(measured())
        return f"({one}) ÷ ({other})", "quotient"
    made = {
        "window": f"在({window}, {one})",
        "scale": f"({one}) × {draw(small)}",
        "twice": f"({one}) {draw(st.sampled_from('+-'))} {another}",
        "bound": f"{draw(st.sampled_from(['较小', '较大']))}({one}, {another})",
        "instead": f"若无({one}, {another})",
        "minus": f"-({one})",
        "days": f"({one}) ÷ {draw(st.sampled_from(['时段天数()', '时段月数()', '4']))}",
    }
    if shape in made:
        return made[shape], family
    if shape == "base":
        return f"{draw(st.sampled_from(['较基数', '较基数下降']))}({one}, {literal})", "%"
    return f"{draw(st.sampled_from(['较上年', '较上年下降']))}({one})", "%"


# Records

_LARGE = st.sampled_from([Decimal(10) ** 12, -(Decimal(10) ** 12), Decimal("9999999999999.9")])


def _values(column: Column) -> st.SearchStrategy[Value]:
    blank = st.none()
    if column.type is ColumnType.DATE:
        return st.one_of(blank, days)
    if column.type is ColumnType.MOMENT:
        return st.one_of(blank, st.builds(_moment, days, st.integers(0, 1439)))
    if column.type is ColumnType.BOOLEAN:
        return st.one_of(blank, st.booleans())
    if column.type is ColumnType.COUNT:
        return st.one_of(blank, st.integers(-3, 12), st.just(10**15))
    if column.type in (ColumnType.NUMBER, ColumnType.MONEY):
        places = 2 if column.type is ColumnType.MONEY else column.scale
        return st.one_of(blank, st.decimals(-20, 40, places=places, allow_nan=False), _LARGE)
    if column.label in FILLINGS:
        return st.one_of(blank, st.sampled_from(FILLINGS[column.label]))
    return st.one_of(blank, st.sampled_from(["甲", "乙", "一", "满意", "比较满意", "一般", "不了解"]))


def _moment(day: date, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day) + timedelta(minutes=minute)


_RECORDED = datetime(2020, 6, 1, tzinfo=UTC)
_WHEN_RECORDED = st.integers(0, 400).map(lambda number: _RECORDED + timedelta(days=number))


@st.composite
def records_of(draw: Any, kind: RecordKind) -> Record:
    """A record of a kind; now and then superseded, withdrawn, of no project."""
    values = {column.name: draw(_values(column)) for column in kind.columns}
    fate = draw(st.integers(0, 11))
    recorded = draw(_WHEN_RECORDED)
    return Record(
        id=f"{draw(st.uuids())}",
        kind=kind.name,
        values=values,
        project=None if fate == 0 else draw(st.sampled_from(["1", "2"])),
        recorded_at=recorded,
        superseded_at=recorded + timedelta(days=30) if fate == 1 else None,
        withdrawn=fate == 2,
    )


some_records = st.lists(
    st.one_of(*(records_of(kind) for kind in (TICKET, BILL, ANSWER))), max_size=25, unique_by=lambda record: record.id
)


@st.composite
def whens(draw: Any) -> When:
    """A year, a day and a window; now and then as it was known at an earlier moment."""
    window = draw(st.sampled_from(sorted(WINDOWS)))
    known = draw(st.one_of(st.none(), _WHEN_RECORDED))
    return When(draw(st.sampled_from([2019, 2020, 2021])), draw(days), window, known)


assert set(KINDS) == {"ticket", "bill", "survey_answer"}
