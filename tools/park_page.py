"""The reference page that says which formula measures which indicator of the example park, and what the year came to."""

from __future__ import annotations

from datetime import date

from zhunsheng.bundled import example_bytes, park
from zhunsheng.formula.window import WINDOWS, When
from zhunsheng.model.measure import BindingScope, Measure
from zhunsheng.model.quantity import quantity
from zhunsheng.usecases.measure import Subject, measure, measure_document, record_kinds, sorted_out
from zhunsheng.usecases.read_document import read_bytes

_MARKS = {True: "● 达标", False: "■ 未达", None: "○ 没有数"}


def park_page() -> str:
    """The page."""
    document = read_bytes(example_bytes())
    rows = {(row.binding.project, row.binding.indicator): row for row in park.binding_rows()}
    day = date(park.YEAR, 12, 31)
    found = iter(measure_document(document, park.records(), park.bindings(), as_of=day, year=park.YEAR))
    lines = [
        "# 示例园区：54条指标怎么算",
        "",
        f"示例园区{park.YEAR}年的{len(park.records())}条台账记录由带种子的程序写成（`src/zhunsheng/bundled/park/`），每次都一样；单位、企业、人员没有真名。",
        "下表每条指标用哪个公式、为什么这样算、年底算出来是多少。没有一个数是手填的。",
        "",
    ]
    for number, project in enumerate(document.projects, 1):
        lines += [f"## {number} {project.name}", "", *_HEAD]
        for indicator in project.indicators:
            row = rows[project.code, indicator.level3]
            lines.append(_line(indicator.level3 or "", next(found), row))
        lines.append("")
    lines += ["## 部门整体：能量的目标", "", "部门整体目标是文字。下面这些话能量，公式算全单位的记录。", "", *_HEAD]
    records = sorted_out(park.records())
    for row in park.binding_rows():
        if row.binding.project is None:
            subject = Subject(None, row.binding.indicator, quantity(row.target))
            one = measure(subject, row.binding, records, When(park.YEAR, day), record_kinds())
            lines.append(_line(f"{row.binding.indicator}（{row.goal}）", one, row))
    return "\n".join(lines) + "\n"


_HEAD = ["| 指标 | 指标值 | 公式 | 为什么 | 完成值 | 结果 |", "|---|---|---|---|--:|---|"]


def _line(name: str, one: Measure, row: park.BindingRow) -> str:
    where = "" if row.binding.window == "fiscal_year" else f"，{WINDOWS[row.binding.window].label}"
    whose = "，全单位" if row.binding.scope is BindingScope.UNIT and row.binding.project else ""
    value = (
        f"{round(one.value, 2):f}".rstrip("0").rstrip(".")
        if one.value is not None and "." in f"{round(one.value, 2):f}"
        else f"{one.value}"
    )
    quotient = (
        f"<br>{one.numerator:f} ÷ {one.denominator:f}"
        if one.numerator is not None and one.denominator is not None
        else ""
    )
    target = one.target.text if one.target else ""
    return f"| {name} | {target} | `{row.binding.formula}`{where}{whose} | {row.why} | {value}{one.unit or ''}{quotient} | {_MARKS[one.met]} |"
