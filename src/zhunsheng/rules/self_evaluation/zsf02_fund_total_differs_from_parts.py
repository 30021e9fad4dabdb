"""ZSF02: the whole money is not the sum of its parts."""

from __future__ import annotations

from decimal import Decimal

from zhunsheng.law.citation import Citation
from zhunsheng.law.parameters import legal_number
from zhunsheng.model.figure import YUAN_PER
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.form_address import Form
from zhunsheng.model.fund_line import FundSource
from zhunsheng.rules.form_cases import Answers, here, number_of, on_forms, total_at
from zhunsheng.rules.form_examples import evaluation, papers, right, spoiled, watched, watched_right, wrong
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import plain_number

_SOURCES = (
    FundSource.FISCAL,
    FundSource.CARRIED_OVER,
    FundSource.SPECIAL_ACCOUNT,
    FundSource.UNIT_OWN,
    FundSource.OTHER,
)
_SPENDING = (FundSource.BASIC_SPENDING, FundSource.PROJECT_SPENDING)
_COLUMNS = (("initial", "年初预算数"), ("adjusted", "全年预算数"), ("received", "到位数"), ("executed", "执行数"))


def check(form: Form, context: Context) -> Answers:
    """Column by column. Two lines of one source may hold one another, so such forms are left alone."""
    total = total_at(form)
    parts = [(number, line) for number, line in enumerate(form.funds) if line.source in (*_SOURCES, *_SPENDING)]
    kinds = [line.source for _, line in parts]
    if total is None or not parts or len(set(kinds)) < len(kinds) or any(line.source is None for line in form.funds):
        return
    slack = (
        Decimal(str(context.parameters["tolerance_wan"]))
        * YUAN_PER["万元"]
        / YUAN_PER.get(form.money_unit, YUAN_PER["万元"])
    )
    for role, word in _COLUMNS:
        whole = number_of(getattr(total[1], role))
        cells = [(number, getattr(line, role)) for number, line in parts]
        filled = [(number, cell, number_of(cell)) for number, cell in cells if number_of(cell) is not None]
        if not filled or any(
            cell is not None and cell.value is None and any(c.isdigit() for c in cell.text) for _, cell in cells
        ):
            continue
        summed = sum((value for _, _, value in filled if value is not None), Decimal(0))
        if abs((whole or Decimal(0)) - summed) <= slack:
            continue
        printed = getattr(total[1], role)
        told = "空着" if printed is None else f"是{printed.text}"
        yield Remark(
            f"funds[{total[0]}].{role}",
            f"{word}的总额{told}，各来源加起来是{plain_number(summed)}，对不上。",
            printed.text if printed else "",
            f"总额应为{plain_number(summed)}；总额没有错的，改各来源的数。",
            related=tuple(here(f"funds[{number}].{role}", cell.text) for number, cell, _ in filled),
        )


RULE = Rule(
    code="ZSF02",
    name="fund-total-differs-from-parts",
    title="资金总额与各来源之和不符",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    automation="A",
    why="总额等于各来源之和。对不上时，执行率是按哪个数算的就说不清。",
    how_to_fix="核对预算批复和支付数据，改总额或改分项，使两边相等。",
    basis=(Citation(note="资金总额等于各来源之和"),),
    bad=(
        spoiled(
            "总额为0，财政拨款有数",
            {"funds[0].adjusted": "0.00", "funds[0].executed": "0"},
            ("funds[0].adjusted", "0.00"),
            ("funds[0].executed", "0"),
        ),
        spoiled("总额空着", {"funds[0].initial": None}, ("funds[0].initial", "")),
        spoiled("多出结转", {"funds[2].adjusted": "1.50"}, ("funds[0].adjusted", "18.00")),
        watched("监控表总额不对", {"funds[0].executed": "1.00"}, ("funds[0].executed", "1.00")),
    ),
    good=(
        watched_right("监控表对"),
        right("合得上"),
        right("差在舍入以内", {"funds[1].executed": "17.464"}),
        right(
            "两行都是财政拨款，可能一行含另一行",
            {"funds[3].label": "其中：政府性基金财政拨款", "funds[3].adjusted": "18.00"},
        ),
        right(
            "分项都没有填",
            {f"funds[{n}].{role}": None for n in (1, 2, 3) for role in ("initial", "adjusted", "executed")},
        ),
        wrong("没有总额行", papers(evaluation(funds=evaluation().funds[1:]))),
    ),
    check_document=on_forms(check),
    parameters={"tolerance_wan": float(legal_number("rounding_tolerance_wan").latest)},
    parameter_names={"tolerance_wan": "相差多少以内不提（万元）"},
    stage="self_evaluation",
    reads=("self_evaluations", "monitorings"),
)
