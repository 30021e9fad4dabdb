"""满意率: the satisfied ÷ the valid answers of a survey question."""

from __future__ import annotations

from zhunsheng.formula.aggregate import Asked
from zhunsheng.formula.called import Called
from zhunsheng.formula.conditions import OneOf, Opposite
from zhunsheng.formula.function import WHERE, Example, Function, Parameter, Takes
from zhunsheng.formula.functions.count import counted
from zhunsheng.formula.value import Measured, Value, quotient

SATISFIED = ("非常满意", "很满意", "满意", "比较满意", "较满意")
"""The answers that count as satisfied where a formula does not say: 财预〔2020〕10号的满意度 counts 满意 and 比较满意."""
NO_OPINION = ("不了解", "不清楚", "说不清", "无意见", "弃权", "未作答")
"""Answers that are no opinion: they are no valid sample."""

PARAMETERS = (
    Parameter("kind", "台账", Takes.KIND, "问卷台账"),
    Parameter("question", "题", Takes.TEXTS, "哪一题，不写就是全部题目", required=False),
    Parameter("survey", "卷", Takes.TEXTS, "哪一份问卷，不写就是全部问卷", required=False),
    Parameter("satisfied", "满意", Takes.TEXTS, "哪些答案算满意，不写就是满意和比较满意", required=False),
    WHERE,
)


def samples(called: Called) -> tuple[Measured, Measured]:
    """The satisfied and the valid answers, counted."""
    answer = called.own_column("答案", "answer")
    asked = [answer.must_be_filled]
    for name, words in (("question", ("题目", "question")), ("survey", ("问卷名", "survey"))):
        if called.has(name):
            column, texts = called.own_column(*words), called.texts(name)
            said = f"{column.words}是{'或'.join(f'“{text}”' for text in texts)}"
            asked.append(Asked(OneOf(column.needed, texts), said))
    no_opinion = Opposite(OneOf(answer.needed, NO_OPINION))
    asked.append(Asked(no_opinion, "", f"{answer.words}没有表态，不是有效样本"))
    valid = called.selection(*asked)
    everybody = f"{valid.words}有效份数"
    told = called.has("satisfied")
    those = called.texts("satisfied") if told else SATISFIED
    said = "或".join(f"“{word}”" for word in those) if told else "满意或比较满意"
    satisfied = valid.also(Asked(OneOf(answer.needed, those), f"{answer.words}是{said}"))
    return counted(satisfied, f"{satisfied.words}份数"), counted(valid, everybody)


def build(called: Called) -> Value:
    """Satisfied ÷ valid."""
    satisfied, valid = samples(called)
    return quotient(satisfied, valid, f"没有{valid.aggregate.selection.words}有效样本，算不出满意率。")


FUNCTION = Function(
    name="satisfied_share",
    label="满意率",
    parameters=PARAMETERS,
    gives="比率（%），带满意人数和有效样本数",
    meaning="（满意＋比较满意）÷ 有效样本。空着的和“不了解”“不清楚”一类不是有效样本；没有样本就没有值。台账要有“答案”一列。",
    examples=(
        Example('满意率(问卷, 题: "总体评价")', "总体评价满意的占百分之几"),
        Example('满意率(问卷, 卷: "居民满意度", 满意: ("满意", "比较满意", "基本满意"))', "连“基本满意”也算"),
    ),
    build=build,
    rank=2,
)
