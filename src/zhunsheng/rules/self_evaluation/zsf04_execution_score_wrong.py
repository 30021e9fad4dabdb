"""ZSF04: the points for execution are not the rate's share of them."""

from __future__ import annotations

from decimal import Decimal

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.figure import Figure
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.fund_line import FundLine
from zhunsheng.model.self_evaluation_form import SelfEvaluationForm
from zhunsheng.rules.form_arithmetic import Expected, execution_rate, rate_score
from zhunsheng.rules.form_cases import Answers, budget_of, half_step, here, number_of, on_self_evaluations
from zhunsheng.rules.form_examples import right, spoiled
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import plain_number


def check(form: SelfEvaluationForm, context: Context) -> Answers:
    """By the amounts where they are there, else by the printed rate; a score written as a whole number is no excuse."""
    slack = Decimal(str(context.parameters["tolerance"]))
    for number, line in enumerate(form.funds):
        points, score = number_of(line.points), line.score
        rate = _rate(line)
        if points is None or points <= 0 or score is None or score.value is None or rate is None:
            continue
        expected = rate_score(rate, points)
        if expected.low - slack <= score.value <= expected.high + slack:
            continue
        yield Remark(
            f"funds[{number}].score",
            f"执行率得分写{score.text}分，按{expected.reckoning}应得{plain_number(expected.value)}分。",
            score.text,
            f"改为{plain_number(expected.value)}分，总分一并改。",
            related=(here(f"funds[{number}].rate", line.rate.text),) if line.rate else (),
        )


def _rate(line: FundLine) -> Expected | None:
    budget = budget_of(line)
    found = execution_rate(line.executed, budget[1]) if budget else None
    return found if found is not None else _printed(line.rate)


def _printed(rate: Figure | None) -> Expected | None:
    value = number_of(rate)
    if value is None:
        return None
    room = half_step(rate)
    return Expected(value, value - room, value + room, "")


RULE = Rule(
    code="ZSF04",
    name="execution-score-wrong",
    title="执行率得分算错",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    automation="A",
    why="预算执行率得分等于执行率乘以分值，最多得满分。进成整数就多算或少算了分。",
    how_to_fix="按执行率乘分值重算，保留两位小数，再改总分。",
    basis=(Citation("财预〔2020〕10号", None, Verified.DOCUMENT, "预算执行率分值10分，按执行率得分"),),
    bad=(
        spoiled(
            "百分之八十六得了9分",
            {"funds[0].executed": "15.52", "funds[0].rate": "86%", "funds[0].score": "9"},
            ("funds[0].score", "9"),
        ),
        spoiled("给了满分", {"funds[0].score": "10"}, ("funds[0].score", "10")),
        spoiled(
            "没有金额，按执行率算",
            {"funds[0].executed": None, "funds[0].rate": "50.00%", "funds[0].score": "6"},
            ("funds[0].score", "6"),
        ),
    ),
    good=(
        right("算得对"),
        right(
            "执行率超过百分之百，最多满分",
            {"funds[0].executed": "18.50", "funds[0].rate": "102.78%", "funds[0].score": "10"},
        ),
        right("分项不计分"),
        right("分值是20分", {"funds[0].points": "20", "funds[0].score": "19.40"}),
    ),
    check_document=on_self_evaluations(check),
    parameters={"tolerance": 0.01},
    parameter_names={"tolerance": "相差多少分以内不提"},
    stage="self_evaluation",
    reads=("self_evaluations",),
)
