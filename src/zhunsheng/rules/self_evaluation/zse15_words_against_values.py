"""ZSE15: what is told of the goal is not what the values of the rows say."""

from __future__ import annotations

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Indicator, Level1
from zhunsheng.model.self_evaluation_form import SelfEvaluationForm
from zhunsheng.rules.form_arithmetic import is_met
from zhunsheng.rules.form_cases import Answers, here, on_self_evaluations, row_title
from zhunsheng.rules.form_examples import right, spoiled
from zhunsheng.rules.mentions import is_plainly_about, linked, promised
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import contains, word_list
from zhunsheng.rules.wording import brief

_WHOLE = contains(word_list("set_answers")["whole"])


def check(form: SelfEvaluationForm, context: Context) -> Answers:
    """Said to be reached as a whole while a row is not; told with another number than the row has."""
    yield from _whole(form)
    yield from _other_numbers(form)


def _other_numbers(form: SelfEvaluationForm) -> Answers:
    """A number of the told that is about one row's thing, in its unit: 播发稿件2篇 beside a value of 4篇."""
    rows = [
        (number, Indicator(row.level1, row.level2, row.level3, target=row.reached))
        for number, row in enumerate(form.indicators)
        if row.reached is not None and row.reached.number is not None
    ]
    for at, goal in enumerate(form.goals):
        for number, told in linked(goal.actual, rows, form.year).items():
            row, said = form.indicators[number], promised(form.indicators[number].reached)
            wanted = promised(row.promised)
            values = {one.number.value for one in told}
            if said is None or said[0] in values or (wanted is not None and wanted[0] in values):
                continue
            mention = told[0]
            if abs(mention.number.value - said[0]) < 1:
                continue  # rounded in the telling: 执行率99.2% beside 99.21%
            yield Remark(
                f"goals[{at}].actual",
                f"完成情况写“{brief(mention.number.text, 12)}”，{row_title(number, row.level3)}的完成值却是{brief(row.actual or '', 12)}。",
                mention.number.text,
                "核对是哪一个，写成同一个数；说的不是一件事的，写清楚是什么。",
                related=(here(f"indicators[{number}].actual", row.actual or ""),),
                severity=None if is_plainly_about(mention, Indicator(level3=row.level3)) else Severity.INFO,
            )


def _whole(form: SelfEvaluationForm) -> Answers:
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
    why="上面写全部完成或一个数，下面的数不是这样，读的人不知道信哪个。",
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
        spoiled(
            "说换了250套，完成值是260套",
            {"goals[0].actual": "8月20日完成24间教室灯具更换，更换灯具250套，验收合格率100%。"},
            ("goals[0].actual", "250套"),
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
