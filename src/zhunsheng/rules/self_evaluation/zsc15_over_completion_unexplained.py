"""ZSC15: much more was done than was planned, and nobody says why."""

from __future__ import annotations

from decimal import Decimal

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.law.parameters import legal_number
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Level1
from zhunsheng.model.self_evaluation_form import SelfEvaluationForm
from zhunsheng.rules.cell_text import unfilled
from zhunsheng.rules.form_arithmetic import comparable
from zhunsheng.rules.form_cases import Answers, here, on_self_evaluations, row_title
from zhunsheng.rules.form_examples import right, spoiled
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import plain_number


def check(form: SelfEvaluationForm, context: Context) -> Answers:
    """Lower limits and bare numbers; satisfaction and rates cannot go far beyond their targets anyway."""
    trigger = Decimal(str(context.parameters["over_percent"]))
    for number, row in enumerate(form.indicators):
        promised, pair = row.promised, comparable(row.promised, row.reached)
        if (
            promised is None
            or pair is None
            or promised.operator not in (">=", ">", "=", None)
            or not unfilled(row.cause)
        ):
            continue
        target, value = pair
        if target <= 0 or row.kind1 is Level1.SATISFACTION or (value - target) * 100 <= trigger * target:
            continue
        over = plain_number(((value - target) / target * 100).quantize(Decimal(1)))
        yield Remark(
            f"indicators[{number}].actual",
            f"{row_title(number, row.level3)}比目标多完成{over}%，超过{plain_number(trigger)}%，没有说明原因。",
            row.actual or "",
            "写明为什么超这么多；目标定低了的，下年调高，本年酌情扣分。",
            related=(here(f"indicators[{number}].target", row.target),) if row.target else (),
        )


RULE = Rule(
    code="ZSC15",
    name="over-completion-unexplained",
    title="超额完成过多没有说明",
    category=Category.APPROPRIATENESS,
    severity=Severity.WARNING,
    automation="A",
    why="完成值远超目标，多半是目标定低了。要分析原因，不能当成绩。",
    how_to_fix="在偏差原因里说明；多少算过多可以在设置里改。",
    basis=(Citation("财预〔2020〕10号", None, Verified.DOCUMENT, "超额完成较多的要分析原因"),),
    bad=(
        spoiled("完成六倍", {"indicators[0].target": "≥10套", "indicators[0].actual": "60套", "indicators[0].cause": None},
                ("indicators[0].actual", "60套")),
        spoiled("没有符号的数", {"indicators[0].target": "100套", "indicators[0].actual": "135套", "indicators[0].cause": None},
                ("indicators[0].actual", "135套")),
    ),
    good=(
        right("没有超"),
        right("超了三成，正好不算", {"indicators[0].target": "≥100套", "indicators[0].actual": "130套", "indicators[0].cause": None}),
        right("写了原因", {"indicators[0].target": "≥100套", "indicators[0].actual": "235套"}),
        right("越低越好的", {"indicators[3].actual": "5万元"}),
    ),
    check_document=on_self_evaluations(check),
    parameters={"over_percent": float(legal_number("over_completion_trigger").latest)},
    parameter_names={"over_percent": "超过目标多少要说明（%）"},
    stage="self_evaluation",
    reads=("self_evaluations",),
)  # fmt: skip
