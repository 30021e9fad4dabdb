"""ZSF03: the execution rate is not what was paid over the year's budget."""

from __future__ import annotations

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.form_address import Form
from zhunsheng.rules.form_arithmetic import execution_rate
from zhunsheng.rules.form_cases import Answers, budget_of, here, number_of, on_forms
from zhunsheng.rules.form_examples import right, spoiled, watched, watched_right
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import plain_number


def check(form: Form, context: Context) -> Answers:
    """Every line with a rate. Amounts are rounded on paper, so a rate is wrong only outside of what they allow."""
    for number, line in enumerate(form.funds):
        rate, budget = line.rate, budget_of(line)
        if rate is None or rate.value is None or budget is None:
            continue
        expected = execution_rate(line.executed, budget[1])
        if expected is None or expected.allows(rate):
            continue
        by_start = execution_rate(line.executed, line.initial) if budget[0] == "adjusted" else None
        used = "，像是按年初预算数算的" if by_start is not None and by_start.allows(rate) else ""
        slip = abs((number_of(rate) or expected.value) - expected.value) <= context.parameters["rounding_percent"]
        yield Remark(
            f"funds[{number}].rate",
            f"执行率写{rate.text}，按{expected.reckoning}应为{plain_number(expected.value)}%{used}。",
            rate.text,
            f"改为{plain_number(expected.value)}%，得分也重算；预算数或执行数有错的先改数。",
            related=(
                here(f"funds[{number}].executed", line.executed.text if line.executed else ""),
                here(f"funds[{number}].{budget[0]}", budget[1].text),
            ),
            severity=Severity.INFO if slip else None,
        )


RULE = Rule(
    code="ZSF03",
    name="execution-rate-wrong",
    title="预算执行率算错",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    automation="A",
    why="执行率等于全年执行数除以全年预算数。算错了，执行率得分和总分都跟着错。",
    how_to_fix="用全年预算数（年初加调整）作分母重算，保留两位小数。",
    basis=(Citation("财预〔2020〕10号", None, Verified.DOCUMENT, "自评表执行率由预算数和执行数算出"),),
    bad=(
        spoiled("算错", {"funds[0].rate": "95.00%"}, ("funds[0].rate", "95.00%")),
        spoiled(
            "分母用了年初数",
            {"funds[0].initial": "20.00", "funds[0].rate": "87.30%"},
            ("funds[0].rate", "87.30%"),
        ),
        spoiled(
            "差一个百分点的百分之一，是舍入",
            {
                "money_unit": "元",
                "funds[1].adjusted": "250,000.00",
                "funds[1].executed": "215,457.60",
                "funds[1].rate": "86.19%",
            },
            ("funds[1].rate", "86.19%"),
        ),
        watched("监控表算错", {"funds[0].rate": "95.00%"}, ("funds[0].rate", "95.00%")),
    ),
    good=(
        watched_right("监控表对"),
        right("算得对"),
        right("只保留整数", {"funds[0].executed": "15.51", "funds[0].rate": "86%"}),
        right("没有写百分号", {"funds[0].rate": "97.00"}),
        right("预算数为0，算不出", {"funds[2].rate": "0"}),
        right(
            "金额四舍五入，执行率用元算的",
            {"funds[0].adjusted": "0.52", "funds[0].executed": "0.50", "funds[0].rate": "96.10%"},
        ),
    ),
    check_document=on_forms(check),
    parameters={"rounding_percent": 0.01},
    parameter_names={"rounding_percent": "相差多少以内只作提示（百分点）"},
    stage="self_evaluation",
    reads=("self_evaluations", "monitorings"),
)
