"""ZSF05: more was paid than the year's budget."""

from __future__ import annotations

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.form_address import Form
from zhunsheng.rules.form_cases import Answers, budget_of, half_step, here, number_of, on_forms
from zhunsheng.rules.form_examples import right, spoiled, watched, watched_right
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import plain_number


def check(form: Form, context: Context) -> Answers:
    """Every line, by its amounts; where there are none, by its rate."""
    for number, line in enumerate(form.funds):
        paid, budget, rate = number_of(line.executed), budget_of(line), number_of(line.rate)
        whole = number_of(budget[1]) if budget else None
        name = line.label or "这一行"
        if paid is not None and whole is not None and budget is not None:
            if paid - whole > half_step(line.executed) + half_step(budget[1]):
                yield Remark(
                    f"funds[{number}].executed",
                    f"{name}执行数{plain_number(paid)}超过预算数{plain_number(whole)}。",
                    line.executed.text if line.executed else "",
                    "预算调整过的，把预算数改成调整后的数；确实超支的写明原因和资金来源。",
                    related=(here(f"funds[{number}].{budget[0]}", budget[1].text),),
                )
        elif rate is not None and rate > 100 and line.rate is not None:
            yield Remark(
                f"funds[{number}].rate",
                f"{name}执行率{line.rate.text}，超过了百分之百。",
                line.rate.text,
                "核对预算数是不是调整后的数；确实超支的写明原因。",
            )


RULE = Rule(
    code="ZSF05",
    name="execution-above-budget",
    title="执行数超过预算数",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    automation="A",
    why="没有预算不得支出。执行超过预算，多半是分母用了年初数，或者漏了调整和结转。",
    how_to_fix="把预算数改成调整后的全年预算数；仍然超的说明资金从哪里来。",
    basis=(Citation(note="支出不得超过批准的预算"),),
    bad=(
        spoiled(
            "总额超了",
            {"funds[0].executed": "19.20", "funds[0].rate": "106.67%"},
            ("funds[0].executed", "19.20"),
        ),
        spoiled("没有预算却有支出", {"funds[3].executed": "0.50"}, ("funds[3].executed", "0.50")),
        spoiled(
            "只有执行率",
            {"funds[0].adjusted": None, "funds[0].initial": None, "funds[0].rate": "120%"},
            ("funds[0].rate", "120%"),
        ),
        watched("监控表超了", {"funds[0].executed": "999.00"}, ("funds[0].executed", "999.00")),
    ),
    good=(
        watched_right("监控表对"),
        right("没有超"),
        right("正好用完", {"funds[0].executed": "18.00", "funds[0].rate": "100%"}),
        right("差在舍入以内", {"funds[0].adjusted": "17.46", "funds[0].executed": "17.465"}),
    ),
    check_document=on_forms(check),
    stage="self_evaluation",
    reads=("self_evaluations", "monitorings"),
)
