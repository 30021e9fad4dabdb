"""ZSC16: one indicator carries far too many points, or next to none."""

from __future__ import annotations

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.self_evaluation_form import SelfEvaluationForm
from zhunsheng.rules.form_cases import Answers, number_of, on_self_evaluations, row_title
from zhunsheng.rules.form_examples import right, spoiled
from zhunsheng.rules.rule import Context, Remark, Rule


def check(form: SelfEvaluationForm, context: Context) -> Answers:
    """By the settings; a row of 0 points is not scored and is left alone."""
    most, least = context.parameters["most"], context.parameters["least"]
    for number, row in enumerate(form.indicators):
        points = number_of(row.points)
        if points is None or points == 0 or row.points is None or least <= points <= most:
            continue
        told = f"占{row.points.text}分，一条指标几乎定了全表" if points > most else f"只有{row.points.text}分，等于不计"
        yield Remark(
            f"indicators[{number}].points",
            f"{row_title(number, row.level3)}{told}。",
            row.points.text,
            f"按重要程度分配，单条指标一般在{least}到{most}分之间。",
        )


RULE = Rule(
    code="ZSC16",
    name="points-out-of-proportion",
    title="单条指标分值畸形",
    category=Category.APPROPRIATENESS,
    severity=Severity.WARNING,
    automation="A",
    why="一条指标占了大半分数，其他做得好坏都不影响结果；不到一分的指标形同虚设。",
    how_to_fix="核心指标多给分，但不要压过其余；上下限可以在设置里改。",
    basis=(Citation(note="分值按指标重要程度分配"),),
    bad=(
        spoiled("一条90分", {"indicators[4].points": "90"}, ("indicators[4].points", "90")),
        spoiled("只有半分", {"indicators[2].points": "0.5"}, ("indicators[2].points", "0.5")),
    ),
    good=(
        right("分配合适"),
        right("正好四十分", {"indicators[4].points": "40"}),
        right("分值空着", {"indicators[4].points": None}),
    ),
    check_document=on_self_evaluations(check),
    parameters={"most": 40, "least": 1},
    parameter_names={"most": "单条指标最多几分", "least": "单条指标最少几分"},
    stage="self_evaluation",
    reads=("self_evaluations",),
)
