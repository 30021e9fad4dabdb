"""ZSE22: on a department's form the main tasks' money is not the money for projects."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from zhunsheng.law.citation import Citation
from zhunsheng.law.parameters import legal_number
from zhunsheng.model.figure import YUAN_PER, figure
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.fund_line import FundSource
from zhunsheng.model.self_evaluation_form import FormSubject, SelfEvaluationForm
from zhunsheng.rules.form_cases import Answers, here, number_of, on_self_evaluations
from zhunsheng.rules.form_examples import GOOD_DEPARTMENT, papers, wrong
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import plain_number


def check(form: SelfEvaluationForm, context: Context) -> Answers:
    """Sums may be meant for all spending or for projects alone, at the start of the year or after adjustment: any will do."""
    amounts = [number_of(task.total) for task in form.tasks]
    if form.subject is not FormSubject.DEPARTMENT or not amounts or any(amount is None for amount in amounts):
        return
    summed = sum((amount for amount in amounts if amount is not None), Decimal(0))
    lines = [
        (n, line) for n, line in enumerate(form.funds) if line.source in (FundSource.PROJECT_SPENDING, FundSource.TOTAL)
    ]
    known = [value for _, line in lines for value in map(number_of, (line.initial, line.adjusted)) if value is not None]
    slack = (
        Decimal(str(context.parameters["tolerance_wan"]))
        * YUAN_PER["万元"]
        / YUAN_PER.get(form.money_unit, YUAN_PER["万元"])
    )
    slack *= len(amounts)
    if not known or any(abs(summed - value) <= slack for value in known):
        return
    number, line = lines[0]
    cell, printed = ("adjusted", line.adjusted) if line.adjusted else ("initial", line.initial)
    yield Remark(
        "tasks[0].total",
        f"{len(amounts)}项任务金额合计{plain_number(summed)}，与{line.label}{printed.text if printed else ''}对不上。",
        form.tasks[0].total.text if form.tasks[0].total else "",
        "核对任务金额；口径不同的在表下注明。",
        related=(here(f"funds[{number}].{cell}", printed.text),) if printed else (),
    )


RULE = Rule(
    code="ZSE22",
    name="tasks-differ-from-project-money",
    title="任务金额与项目支出不符",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    automation="A",
    why="主要任务靠项目支撑。两边金额对不上，不是漏了任务，就是漏了项目。",
    how_to_fix="逐项核对；按地方口径只列重点任务的，注明其余金额。",
    basis=(Citation(note="任务金额合计与支出预算相互核对，口径由地方定"),),
    bad=(
        wrong(
            "少了一项任务的钱",
            papers(replace(GOOD_DEPARTMENT, tasks=GOOD_DEPARTMENT.tasks[:1])),
            ("self_evaluations[0].tasks[0].total", "40.00"),
        ),
    ),
    good=(
        wrong("等于项目支出", papers(GOOD_DEPARTMENT)),
        wrong(
            "有一项没有金额",
            papers(
                replace(
                    GOOD_DEPARTMENT, tasks=(GOOD_DEPARTMENT.tasks[0], replace(GOOD_DEPARTMENT.tasks[1], total=None))
                )
            ),
        ),
        wrong(
            "按年初项目支出",
            papers(
                replace(
                    GOOD_DEPARTMENT,
                    tasks=(GOOD_DEPARTMENT.tasks[0], replace(GOOD_DEPARTMENT.tasks[1], total=figure("20.00"))),
                )
            ),
        ),
    ),
    check_document=on_self_evaluations(check),
    parameters={"tolerance_wan": float(legal_number("rounding_tolerance_wan").latest)},
    parameter_names={"tolerance_wan": "每项相差多少以内不提（万元）"},
    stage="self_evaluation",
    reads=("self_evaluations",),
)
