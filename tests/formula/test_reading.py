"""Text to tree and back: what may be written, and what is said of what may not."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from generated_formulas import formulas
from hypothesis import example, given
from hypothesis import strategies as st

from zhunsheng.formula import Problem, parse, problems, show
from zhunsheng.formula.parser import DEEPEST, LONGEST
from zhunsheng.formula.registry import functions
from zhunsheng.formula.tree import (
    Argument,
    Binary,
    Call,
    Day,
    Dotted,
    Listing,
    Moment,
    Name,
    Node,
    Number,
    Stretch,
    Text,
    Truth,
    Unary,
)

EXAMPLES = [pytest.param(one.formula, id=one.formula) for function in functions() for one in function.examples]


@pytest.mark.parametrize("text", EXAMPLES)
def test_what_is_printed_reads_as_the_same_tree(text):
    tree = parse(text)
    assert show(tree) == text
    assert parse(show(tree)) == tree


@given(formulas())
def test_any_formula_is_printed_and_read_again_as_the_same_tree(formula):
    tree = parse(formula[0])
    assert parse(show(tree)) == tree
    assert show(parse(show(tree))) == show(tree)


def test_a_formula_is_a_tree_of_calls_columns_and_numbers():
    assert parse('求和(资金支付.金额, 条件: 用途 = "广告费") ÷ 6万元') == Binary(
        "÷",
        Call(
            "sum",
            (
                Argument(Dotted(Name("资金支付"), Name("金额"))),
                Argument(Binary("=", Name("用途"), Text("广告费")), "where"),
            ),
        ),
        Number(Decimal(6), "万元"),
    )


def test_every_part_knows_where_it_stands():
    text = "计数(巡查) + 3次"
    tree = parse(text)
    assert text[tree.left.place.start : tree.left.place.end] == "计数(巡查)"
    assert text[tree.right.place.start : tree.right.place.end] == "3次"
    assert text[tree.left.name_place.start : tree.left.name_place.end] == "计数"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('count(巡查, where: 到场 = true and 对象 = "路灯")', '计数(巡查, 条件: 到场 = 是 且 对象 = "路灯")'),
        ("计数（巡查，条件：金额≥３万元）", "计数(巡查, 条件: 金额 ≥ 3万元)"),
        ("计数(巡查,条件:到场=是且对象=“路灯”)", '计数(巡查, 条件: 到场 = 是 且 对象 = "路灯")'),
        ("=计数(巡查)", "计数(巡查)"),
        ("SUM(a.b) * 2 / 3", "求和(a.b) × 2 ÷ 3"),
        ("计数(巡查, 条件: a <> 1 或者 b != 2)", "计数(巡查, 条件: a ≠ 1 或 b ≠ 2)"),
        ('计数(a, 条件: not (b in ("x", "y")))', '计数(a, 条件: 非 b 属于 ("x", "y"))'),
        ('计数(a, 条件: b not in ("x"))', '计数(a, 条件: b 不属于 ("x"))'),
        ("计数(a, 条件: b filled and c blank)", "计数(a, 条件: b 已填 且 c 未填)"),
        ("计数(a, 条件: b = 2020年3月1日)", "计数(a, 条件: b = 2020-03-01)"),
        ("计数(\n  巡查\n)", "计数(巡查)"),
        ("去重计数(【电费】.[用量（度）])", "去重计数(电费.[用量（度）])"),
        ("在(11月15日 到 3月15日, 计数(a))", "在(11月15日 至 3月15日, 计数(a))"),
    ],
)
def test_spellings_that_mean_the_same(one, other):
    assert parse(one) == parse(other)
    assert show(parse(one)) == other


def test_words_of_the_language_count_only_when_they_are_whole():
    assert parse("计数(a, 条件: 是否到场)").arguments[1].value == Name("是否到场")
    assert parse("计数(a, 条件: 否决)").arguments[1].value == Name("否决")
    assert parse("计数(a, 条件: 非税收入 > 0)").arguments[1].value == Binary(">", Name("非税收入"), Number(Decimal(0)))
    assert parse("计数(order_in)").arguments[0].value == Name("order_in")
    assert parse("在(至今, 计数(a))").arguments[0].value == Name("至今")
    assert parse("计数(a, 条件: b = 是 且 c)").arguments[1].value.left.right == Truth(True)


def test_a_name_with_odd_characters_stands_in_brackets():
    assert show(Call("count", (Argument(Name("用量（度） 且")),))) == "计数([用量（度） 且])"
    assert show(Name("是")) == "[是]"
    assert show(Name("2020年数")) == "[2020年数]"
    assert parse("[是]") == Name("是")


def test_operators_bind_as_in_arithmetic():
    assert show(parse("1 + 2 × 3")) == "1 + 2 × 3"
    assert show(parse("(1 + 2) × 3")) == "(1 + 2) × 3"
    assert show(parse("1 - (2 - 3)")) == "1 - (2 - 3)"
    assert show(parse("(1 - 2) - 3")) == "1 - 2 - 3"
    assert show(parse("-(1 + 2)")) == "-(1 + 2)"
    tree = parse("计数(a, 条件: 非 b 且 c 或 d)").arguments[1].value
    assert tree == Binary("or", Binary("and", Unary("not", Name("b")), Name("c")), Name("d"))


def test_days_moments_and_stretches():
    assert parse("2020-11-15") == Day(date(2020, 11, 15))
    assert parse("2020-11-15 08:30") == Moment(datetime(2020, 11, 15, 8, 30))
    assert parse("2020-03-01 至 2020-05-31") == Stretch(Day(date(2020, 3, 1)), Day(date(2020, 5, 31)))
    assert parse("(1, 2)") == Listing((Number(Decimal(1)), Number(Decimal(2))))


def test_a_quote_inside_a_text_is_doubled_as_in_spreadsheets():
    assert parse('包含(a, "他说""好""")').arguments[1].value == Text('他说"好"')
    assert show(parse('包含(a, "他说""好""")')) == '包含(a, "他说""好""")'


UNREADABLE = [
    ("", 0, "公式是空的"),
    ("计数(", 3, "还缺一个数、一列或一个函数"),
    ("计数(巡查", 5, "还缺右括号"),
    ("计数(巡查))", 6, "多了一个右括号"),
    ("1 +", 3, "还缺一个数、一列或一个函数"),
    ("计数(巡查 到场)", 6, "缺运算符号、逗号或"),
    ('"路灯', 0, "引号没有成对"),
    ("a < b < c", 6, "一次只能比较两个数"),
    ("%", 0, "百分号要跟在数的后面"),
    ("计数(巡查, 条件: )", 11, "“)”前面还缺"),
    ("计数(a) && b", 6, "请写“且”"),
    ("2020-02-30", 0, "没有“2020-02-30”这一天"),
    ("2020-01-01 至 3月1日", 0, "要么都写年月日"),
    ("2020-05-01 至 2020-03-01", 0, "“至”前面的日子比后面的晚"),
    ("{1}", 0, "只用圆括号"),
    ("a.b.c", 3, "只有一个点"),
    ('"路\x00灯"', 0, "看不见的字符"),
    ("1234567890123456789", 0, "一个数最多 18 位"),
    ("1" + " + 1" * 600, 2000, "最多 2000 个字"),
]


@pytest.mark.parametrize(("text", "start", "words"), UNREADABLE, ids=[one[2] for one in UNREADABLE])
def test_what_cannot_be_read_is_told_with_its_place(text, start, words):
    with pytest.raises(Problem) as found:
        parse(text)
    assert words in found.value.message
    assert found.value.place.start == start
    assert found.value.message.endswith("。")


def test_a_problem_draws_a_caret_under_wide_characters():
    with pytest.raises(Problem) as found:
        parse("计数(巡查 到场)")
    assert found.value.caret("计数(巡查 到场)") == "计数(巡查 到场)\n          ^^^^"


def test_length_and_depth_have_limits():
    with pytest.raises(Problem, match="最多 2000 个字"):
        parse("1" * (LONGEST + 1))
    deep = "-" * (DEEPEST + 1) + "1"
    with pytest.raises(Problem, match="层以上"):
        parse(deep)
    assert parse("(" * 900 + "1" + ")" * 900) == Number(Decimal(1))


@given(st.text(max_size=120))
@example("计数(" * 300)
@example("[" * 500)
@example("计数(巡查, 条件: 到场 = 是" + " 且 到场 = 是" * 140)
@example("\x00")
@example("=" * 50)
def test_whatever_is_typed_only_a_problem_is_raised(text):
    found = read(text)
    if isinstance(found, Problem):
        assert found.message.endswith("。")
        assert 0 <= found.place.start <= max(len(text), 1)
        assert found.caret(text)
    else:
        assert parse(show(found)) == found
    assert isinstance(problems(text, {}), tuple)


@given(formulas(), st.data())
def test_a_damaged_formula_raises_nothing_but_a_problem(formula, data):
    text = formula[0]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    damaged = text[:start] + data.draw(st.text('计数(),.条件:=且"0天-', max_size=5)) + text[end:]
    found = read(damaged)
    assert found.message.endswith("。") if isinstance(found, Problem) else parse(show(found)) == found


def read(text: str) -> Node | Problem:
    """The tree, or the problem; whatever else is raised fails the test."""
    try:
        return parse(text)
    except Problem as problem:
        return problem
