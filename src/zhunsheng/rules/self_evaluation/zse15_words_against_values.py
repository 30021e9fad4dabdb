"""ZSE15: the goal is said to be reached as a whole, and the values say that it is not."""

from __future__ import annotations

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Level1
from zhunsheng.model.self_evaluation_form import SelfEvaluationForm
from zhunsheng.rules.form_arithmetic import is_met
from zhunsheng.rules.form_cases import Answers, here, on_self_evaluations, row_title
from zhunsheng.rules.form_examples import right, spoiled
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import contains, word_list

_WHOLE = contains(word_list("set_answers")["whole"])


def check(form: SelfEvaluationForm, context: Context) -> Answers:
    """Output rows with numbers on both sides: what was to be done."""
    missed = [
        (number, row)
        for number, row in enumerate(form.indicators)
        if row.kind1 is Level1.OUTPUT and is_met(row) is False
    ]
    for at, goal in enumerate(form.goals if missed else ()):
        found = _WHOLE.search(goal.actual or "")
        if found is None:
            continue
        number, row = missed[0]
        several = f"等{len(missed)}条" if len(missed) > 1 else ""
        yield Remark(
            f"goals[{at}].actual",
            f"完成情况写“{found.group()}”，{row_title(number, row.level3)}{several}却没有完成。",
            found.group(),
            "照完成值写：完成了哪些、哪些没有完成、差多少。",
            related=tuple(here(f"indicators[{n}].actual", one.actual) for n, one in missed if one.actual),
        )


RULE = Rule(
    code="ZSE15",
    name="words-against-values",
    title="完成情况与完成值矛盾",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    automation="C",
    why="上面写全部完成，下面的数没有达到，读的人不知道信哪个。",
    how_to_fix="完成情况按各条完成值如实概括。",
    basis=(Citation(note="表内文字与数据一致"),),
    bad=(
        spoiled(
            "写全部完成，少换了4套",
            {"goals[0].actual": "改造任务全部完成，师生满意。"},
            ("goals[0].actual", "全部完成"),
        ),
        spoiled(
            "两条没完成",
            {"goals[0].actual": "圆满完成年度目标。", "indicators[1].actual": "96%"},
            ("goals[0].actual", "圆满完成"),
        ),
    ),
    good=(
        right("写了实际数"),
        right("确实全部完成", {"goals[0].actual": "全部完成。", "indicators[0].actual": "264套"}),
    ),
    check_document=on_self_evaluations(check),
    stage="self_evaluation",
    reads=("self_evaluations",),
)
