"""ZSG17: points were lost, and the form says that there is no problem, or gives 0 as the cause."""

from __future__ import annotations

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.self_evaluation_form import SelfEvaluationForm
from zhunsheng.rules.cell_text import squeezed
from zhunsheng.rules.form_cases import Answers, lost_points, on_self_evaluations, row_title
from zhunsheng.rules.form_examples import right, spoiled
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import word_list
from zhunsheng.rules.wording import brief

_NOTHING = frozenset(squeezed(word) for word in word_list("set_answers")["nothing"])


def check(form: SelfEvaluationForm, context: Context) -> Answers:
    """Causes of rows that lost points; problems and measures of forms where any row did."""
    losing = [number for number, row in enumerate(form.indicators) if (lost_points(row) or 0) > 0]
    for number in losing:
        row = form.indicators[number]
        if row.cause and squeezed(row.cause) in _NOTHING:
            yield Remark(
                f"indicators[{number}].cause",
                f"{row_title(number, row.level3)}扣了{lost_points(row)}分，原因却写“{brief(row.cause)}”。",
                row.cause,
                "写真实的原因和改进措施。",
            )
    for address, word, text in (("issues", "存在问题", form.issues), ("improvements", "改进措施", form.improvements)):
        if losing and text and squeezed(text) in _NOTHING:
            yield Remark(
                address,
                f"有{len(losing)}条指标扣了分，{word}却写“{brief(text)}”。",
                text,
                "对照扣分的指标写问题和措施，与各行原因一致。",
            )


RULE = Rule(
    code="ZSG17",
    name="no-problem-said",
    title="扣了分却写没有问题",
    category=Category.WORDING,
    severity=Severity.WARNING,
    automation="A",
    why="一边扣分一边说没有问题，自相矛盾，整改也无从谈起。",
    how_to_fix="按扣分的指标写清问题、原因和措施。",
    basis=(Citation("财预〔2020〕10号", None, Verified.DOCUMENT, "自评要分析问题和原因"),),
    bad=(
        spoiled("原因写0", {"indicators[0].cause": "0"}, ("indicators[0].cause", "0")),
        spoiled("存在问题写无", {"issues": "无。"}, ("issues", "无。")),
        spoiled("措施写暂无", {"improvements": "暂无"}, ("improvements", "暂无")),
    ),
    good=(
        right("写了原因"),
        right(
            "没有扣分，写无",
            {"issues": "无", "indicators[0].score": "15", "indicators[0].actual": "264套", "indicators[0].cause": None},
        ),
        right("写了问题", {"issues": "少换4套。"}),
    ),
    check_document=on_self_evaluations(check),
    stage="self_evaluation",
    reads=("self_evaluations",),
)
