"""ZSE14: all the money was paid, and the output fell short."""

from __future__ import annotations

from decimal import Decimal

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Level1
from zhunsheng.model.self_evaluation_form import SelfEvaluationForm
from zhunsheng.rules.form_cases import Answers, here, number_of, on_self_evaluations, total_at
from zhunsheng.rules.form_examples import right, spoiled
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import plain_number

_PAID: dict[str, str | None] = {"funds[0].executed": "18.00", "funds[0].rate": "100%", "funds[0].score": "10"}


def check(form: SelfEvaluationForm, context: Context) -> Answers:
    """The output's scores as a share of its points, where every row has both."""
    total = total_at(form)
    rate = total[1].rate if total else None
    rows = [(n, row) for n, row in enumerate(form.indicators) if row.kind1 is Level1.OUTPUT]
    pairs = [(number_of(row.points), number_of(row.score)) for _, row in rows]
    if total is None or rate is None or rate.value is None or rate.value < context.parameters["rate_from"]:
        return
    if not pairs or any(points is None or score is None for points, score in pairs):
        return
    points = sum((p for p, _ in pairs if p is not None), Decimal(0))
    score = sum((s for _, s in pairs if s is not None), Decimal(0))
    if points <= 0 or score * 100 >= points * context.parameters["output_below"]:
        return
    worst = min(
        rows, key=lambda pair: (number_of(pair[1].score) or Decimal(0)) / (number_of(pair[1].points) or Decimal(1))
    )
    yield Remark(
        f"funds[{total[0]}].rate",
        f"预算执行了{rate.text}，产出指标只得{plain_number(score)}分（满分{plain_number(points)}分），钱花完了事没办成。",
        rate.text,
        "说明钱花在哪里、没有完成的任务怎么补；挪作他用的要纠正。",
        related=(here(f"indicators[{worst[0]}].actual", worst[1].actual),) if worst[1].actual else (),
    )


RULE = Rule(
    code="ZSE14",
    name="full-execution-low-output",
    title="钱花完了产出没完成",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    automation="A",
    why="预算全部支出，任务却没有完成，要查钱是不是用在了这个项目上，或者成本失控。",
    how_to_fix="核对支出明细，说明原因和补救办法。",
    basis=(Citation(note="预算执行与产出完成应当相称"),),
    bad=(
        spoiled(
            "花完了只换了一半",
            {**_PAID, "indicators[0].actual": "132套", "indicators[0].score": "7.5", "indicators[1].score": "8"},
            ("funds[0].rate", "100%"),
        ),
    ),
    good=(
        right("产出完成"),
        right(
            "产出没完成，钱也没花完",
            {"indicators[0].actual": "132套", "indicators[0].score": "7.5", "indicators[1].score": "8"},
        ),
        right("少了一点", {**_PAID}),
    ),
    check_document=on_self_evaluations(check),
    parameters={"rate_from": 98, "output_below": 80},
    parameter_names={"rate_from": "执行率达到多少才查（%）", "output_below": "产出得分低于满分的多少才提（%）"},
    stage="self_evaluation",
    reads=("self_evaluations",),
)
