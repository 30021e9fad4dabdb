"""ZSF07: a score is higher than its full points, or below nothing."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.figure import Figure
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.self_evaluation_form import SelfEvaluationForm
from zhunsheng.rules.form_cases import Answers, number_of, on_self_evaluations
from zhunsheng.rules.form_examples import right, spoiled
from zhunsheng.rules.rule import Context, Remark, Rule


def check(form: SelfEvaluationForm, context: Context) -> Answers:
    """Lines of money, indicators, and the sum."""
    for points, score_at, score in _pairs(form):
        full, given = number_of(points), number_of(score)
        if given is None or score is None:
            continue
        if full is not None and given > full and points is not None:
            told = f"得分{score.text}超过分值{points.text}。"
        elif given < 0:
            told = f"得分{score.text}是负数。"
        else:
            continue
        yield Remark(score_at, told, score.text, "得分在0到分值之间；核对是不是填错了行。")


def _pairs(form: SelfEvaluationForm) -> Iterator[tuple[Figure | None, str, Figure | None]]:
    for number, line in enumerate(form.funds):
        yield line.points, f"funds[{number}].score", line.score
    for number, row in enumerate(form.indicators):
        yield row.points, f"indicators[{number}].score", row.score
    yield form.total_points, "total_score", form.total_score


RULE = Rule(
    code="ZSF07",
    name="score-above-points",
    title="得分超过分值",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    automation="A",
    why="得分最多等于分值。超过的分会把总分抬上去，等级也就不可信。",
    how_to_fix="核对这一行的分值和得分，超额完成也只得满分。",
    basis=(Citation(note="得分不超过分值"),),
    bad=(
        spoiled("指标得分超了", {"indicators[4].score": "32"}, ("indicators[4].score", "32")),
        spoiled("总分超过一百", {"total_score": "101.2"}, ("total_score", "101.2")),
        spoiled("执行率得分超了", {"funds[0].score": "10.28"}, ("funds[0].score", "10.28")),
        spoiled("负分", {"indicators[1].score": "-2"}, ("indicators[1].score", "-2")),
    ),
    good=(
        right("都在分值以内"),
        right("得分空着", {"indicators[4].score": None}),
        right("分值空着", {"indicators[4].points": None}),
    ),
    check_document=on_self_evaluations(check),
    stage="self_evaluation",
    reads=("self_evaluations",),
)
