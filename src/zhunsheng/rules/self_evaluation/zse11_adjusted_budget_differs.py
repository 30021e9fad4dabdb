"""ZSE11: the year's budget on the form is not the budget after adjustment."""

from __future__ import annotations

from decimal import Decimal

from zhunsheng.law.citation import Citation
from zhunsheng.law.parameters import legal_number
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.fund_line import figure_in_yuan
from zhunsheng.model.self_evaluation_form import FormSubject, SelfEvaluationForm
from zhunsheng.rules.examples import GOOD
from zhunsheng.rules.form_cases import Answers, budget_of, of_form, on_self_evaluations, total_at
from zhunsheng.rules.form_examples import right, spoiled
from zhunsheng.rules.outside import Outside
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided
from zhunsheng.rules.wording import wan


def check(form: SelfEvaluationForm, context: Context) -> Answers:
    """Projects only, in 元, up to the rounding of 万元."""
    total = total_at(form)
    budget = budget_of(total[1]) if total else None
    if total is None or budget is None or form.subject is not FormSubject.PROJECT:
        return
    printed, granted = figure_in_yuan(budget[1], form.money_unit), of_form(context.outside.adjusted, form)
    address = f"funds[{total[0]}].{budget[0]}"
    if printed is None:
        return
    if granted is None:
        yield Undecided(address, "没有调整后的预算数可以对照", "调整后预算数")
        return
    slack = Decimal(str(context.parameters["tolerance_wan"])) * 10_000
    if abs(printed - granted) > slack:
        yield Remark(
            address,
            f"全年预算数写{wan(printed)}，调整后预算是{wan(granted)}，差{wan(abs(printed - granted))}。",
            budget[1].text,
            f"改为{wan(granted)}，执行率和得分重算。",
        )


def _adjusted(wan_yuan: str) -> Outside:
    return Outside(adjusted={GOOD.code or "": Decimal(wan_yuan) * 10_000})


RULE = Rule(
    code="ZSE11",
    name="adjusted-budget-differs",
    title="全年预算数与指标账不符",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    automation="A",
    why="执行率的分母是调整后的预算。用错了数，执行率和得分都不对。",
    how_to_fix="按指标账（年初预算加减调整）填全年预算数。",
    basis=(Citation(note="全年预算数等于年初预算数加调整数"),),
    bad=(
        spoiled("年中追加没有算进去", {}, ("funds[0].adjusted", "18.00"), outside=_adjusted("20")),
        spoiled(
            "只填了年初数，年中调减",
            {"funds[0].adjusted": None},
            ("funds[0].initial", "18.00"),
            outside=_adjusted("17.5"),
        ),
    ),
    good=(
        right("与指标账相同", outside=_adjusted("18")),
        right("单位是元", {"money_unit": "元", "funds[0].adjusted": "180,000.00"}, outside=_adjusted("18")),
        right("不知道调整后预算，判不了"),
    ),
    check_document=on_self_evaluations(check),
    parameters={"tolerance_wan": float(legal_number("rounding_tolerance_wan").latest)},
    parameter_names={"tolerance_wan": "相差多少以内不提（万元）"},
    stage="self_evaluation",
    reads=("self_evaluations",),
)
