"""Names and units are checked before anything runs; what is wrong is told with its place and, where it is sure, the cure."""

from __future__ import annotations

import pytest
from generated_formulas import formulas
from hypothesis import given, settings
from hypothesis import strategies as st
from park_formulas import PARK_FORMULAS
from stage import KINDS

from zhunsheng.formula import Problem, check, problems
from zhunsheng.formula.registry import functions
from zhunsheng.ledger.registry import kinds

PARK = {name: kind.record for name, kind in kinds().items()}

WRONG = [
    # names
    ("计数(报销)", "报销", "没有名叫“报销”的台账，最接近的是“报修”。", "报修"),
    ("求合(电费.金额)", "求合", "没有名叫“求合”的函数，最接近的是“求和”。", "求和"),
    ("求和(电费.金領)", "金領", "台账“电费”里没有“金領”这一列，最接近的是“金额”。", "金额"),
    ("计数(报修, 条件: 故障 = 灯泡)", "灯泡", "“灯泡”是文字，要放在引号里。", '"灯泡"'),
    ('计数(报修, 条件: 故障 = "灯炮")', '"灯炮"', "“故障”没有“灯炮”这个选项，可选灯泡、线路、灯杆。", '"灯泡"'),
    ("计数(报修, 条件: 非合格)", "非合格", "“非”后面要空一格。", "非 合格"),
    ("计数(报修, 条件: 费用已填)", "费用已填", "“已填”前面要空一格。", "费用 已填"),
    ("在(采煖季, 计数(报修))", "采煖季", "没有名叫“采煖季”的时段，最接近的是“采暖季”。", "采暖季"),
    ("每期最少(报修, 每: 旬)", "旬", "周期只能是日、周、月、季度、半年、年。", None),
    ("计数(报修, 要求: 合格)", "要求: 合格", "“计数”没有名叫“要求”的参数，它的参数有“台账”、“条件”。", None),
    # the shape of a call
    ("计数()", "计数()", "“计数”还缺“台账”：一本台账，如 巡查。", None),
    ("计数(报修, 合格, 合格)", "合格", "“计数”最多 2 个参数：计数(台账, [条件: …])。", None),
    ("计数(报修, 条件: 合格, 条件: 合格)", "条件: 合格", "“条件”写了两次。", None),
    ("计数(报修, 条件: 合格, 合格)", "合格", "写了名字的参数后面，其他参数也要写名字。", None),
    # what a number is
    ("报修", "报修", "“报修”是一本台账，要说数它的什么，如 计数(报修)。", "计数(报修)"),
    ("电费.金额", "电费.金额", "“电费.金额”每条记录各有一个，要说怎么合起来，如 求和(电费.金额)。", "求和(电费.金额)"),
    ("金额", "金额", "“金额”是“电费”的一列，要说怎么合起来，如 求和(电费.金额)。", None),
    ("求和(金额)", "金额", "要说“金额”是哪本台账的，如 电费.金额。", "电费.金额"),
    ("求和(电费)", "电费", "“电费”是整本台账，这里要写台账里的一列数，如 资金支付.金额。", None),
    ("计数(电费.金额)", "电费.金额", "这里要写整本台账的名字：电费。", "电费"),
    ("求和(报修.灯号)", "报修.灯号", "“灯号”是文字，这里要写一列数。", None),
    ("求和(报修.报修时间)", "报修.报修时间", "“报修时间”是时刻，不能合计；两个时间相减才是一段时间。", None),
    ("120", "120", "公式里没有用到任何台账，算出来的数没有凭据；要直接写数，请按自述填报。", None),
    ("计数(报修) > 5", "计数(报修) > 5", "这里要写一个数；条件要写在函数里，如 计数(巡查, 条件: 到场 = 是)。", None),
    ("计数(报修, 条件: 费用)", "费用", "这里要写条件，如 到场 = 是；“费用”是数。", None),
    ("计数(报修, 条件: 计数(电费) > 1)", "计数", "“计数”要数许多条记录，不能写在一条记录的条件里。", None),
    ("计数(报修, 条件: 电费.金额 > 1元)", "电费.金额", "这里数的是“报修”，不能用“电费”的列。", None),
    ("包含(报修.灯号, \"1\")", "包含(报修.灯号, \"1\")", "“包含”算的是一条记录，只能写在条件里或函数里。", None),
    # units
    ("求和(电费.金额) + 计数(报修)", None, "电费的“金额”合计（单位是元）和报修条数（条数）不是一类数，不能放在一起算。", None),
    ("求和(报修.人数) + 计数(报修) - 3家", None, "报修的“人数”合计 + 报修条数（单位是人）和3家（单位是家）不是一类数，不能放在一起算。", None),
    ("占比(报修, 合格) + 计数(报修)", None, "（比率）和报修条数（条数）不是一类数", None),
    ("计数(报修, 条件: 费用 > 1000)", "1000", "“费用”以“元”计，1000 要写单位，如 1000元。", "1000元"),
    ("求和(电费.金额) - 6", "6", "电费的“金额”合计以“元”计，6 要写单位，如 6元。", "6元"),
    ("1 - 占比(报修, 合格)", "1", "以“%”计，1 要写单位，如 100%。", "100%"),
    ("占比(报修, 合格) × 100", "100", "比率本来就按百分比显示，乘 100 会大一百倍；要写就写 × 100%。", "100%"),
    ("较基数(求和(电费.用量), 基数: 5万元)", "5万元", "基数的单位不对：单位是万元，应当是单位是度。", None),
    ("最长(报修.费用)", "报修.费用", "“费用”不是一段时间，请写两个时间的差。", None),
    ("及时率(报修, 从: 报修时间, 到: 完成时间, 期限: 2个月)", "2个月", "“月”“年”长短不一，请写天数", None),
    ("及时率(报修, 从: 报修时间, 到: 完成时间, 期限: 2个工作日)", "2个工作日", "“工作日”要有日历才能算，请写天数", None),
    ("及时率(报修, 从: 费用, 到: 完成时间, 期限: 2天)", "费用", "“费用”是数，这里要写一列日期或时刻。", None),
    ("求和(电费.金额 ÷ 电费.用量)", None, "不能逐条相除再合起来，请分别合计再相除，如 求和(甲) ÷ 求和(乙)。", None),
    ("计数(报修) ÷ 0", "0", "除数是 0。", None),
    ("计数(报修, 条件: 报修时间 > 5天)", None, "时刻不能和数比较。", None),
    ("计数(报修, 条件: 灯号 > \"L1\")", None, "文字只能问是否相同，用 = 或 ≠。", None),
    ("计数(报修, 条件: 约定日期 + 90分钟 > 完成时间)", "90分钟", "日期只能加减整天数。", None),
    ("计数(报修, 条件: 合格 且 (合格 = 是) = 否)", None, "“= 是”“= 否”只能写在一列后面", None),
    ("达标期占比(报修, 每: 月)", "达标期占比(报修, 每: 月)", "“达标期占比”还缺“至少”或“至多”，如 至少: 4次。", None),
    ("达标期占比(报修, 每: 月, 至少: 计数(报修))", "计数(报修)", "这里要写定好的数，如 4次。", None),
    ("达标期占比(电费.用量, 每: 月, 至少: 3元)", "3元", "单位不对：单位是元，应当是单位是度。", None),
    ("满意率(报修)", "满意率(报修)", "“满意率”要有“答案”一列的台账，“报修”里没有。", None),
    ("满意率(问卷, 题: 题目)", "题目", "这里要写引号里的文字。", '"题目"'),
    ("在(11月15日, 计数(报修))", "11月15日", "也可以写 2020-03-01 至 2020-05-31", None),
    ("计数(报修, 条件: 约定日期 = 11月15日)", "11月15日", "日期要写全年月日，如 2020-11-15。", None),
    ("求和(电费.金额 × 999999999999999999亿)", None, "这个数太大", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "part", "sentence", "instead"), WRONG, ids=[one[0] for one in WRONG])
def test_what_is_wrong_is_told_at_its_place(text, part, sentence, instead):
    with pytest.raises(Problem) as found:
        check(text, KINDS)
    problem = found.value
    assert sentence in problem.message
    assert problem.message.endswith("。")
    if part is not None:
        assert text[problem.place.start : problem.place.end] == part
    assert problem.instead == instead


@pytest.mark.parametrize("text", [one[0] for one in WRONG if one[3]])
def test_what_is_offered_instead_mends_that_very_problem(text):
    problem = problems(text, KINDS)[0]
    mended = text[: problem.place.start] + (problem.instead or "") + text[problem.place.end :]
    assert problem not in problems(mended, KINDS)
    assert not any(left.place.start == problem.place.start for left in problems(mended, KINDS))


def test_all_problems_are_told_at_once_in_the_order_of_the_text():
    text = '求和(电费.金領) ÷ 计数(报销) + 求和(报修.费用, 条件: 故障 = "灯炮" 且 工时 > 3)'
    assert [text[one.place.start : one.place.end] for one in problems(text, KINDS)] == ["金領", "报销", '"灯炮"', "3"]


def test_english_names_mean_the_same():
    english = check('sum(bill.amount, where: meter = "A") / count(ticket)', KINDS)
    assert english.text == '求和(电费.金额, 条件: 表号 = "A") ÷ 计数(报修)'
    assert english.value == check('求和(电费.金额, 条件: 表号 = "A") ÷ 计数(报修)', KINDS).value


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("计数(报修)", ""),
        ("计数(报修) + 3次", "次"),
        ("求和(报修.人数)", "人"),
        ("求和(电费.金额)", "元"),
        ("求和(电费.预算)", "万元"),
        ("占比(报修, 合格)", "%"),
        ("占比(报修, 合格) × 100%", "%"),
        ("求和(电费.金额) ÷ 6万元", "%"),
        ("求和(电费.金额) ÷ 求和(电费.用量)", "元/度"),
        ("求和(电费.金额) ÷ 求和(电费.用量) × 1000度", "元"),
        ("求和(电费.金额) ÷ 计数(报修)", "元/条"),
        ("求和(电费.金额) ÷ 12", "元"),
        ("220基 × 占比(报修, 合格)", "基"),
        ("最长(报修.完成时间 - 报修.报修时间)", "天"),
        ("去重计数(电费.抄表日期)", "天"),
        ("去重计数(报修.灯号)", ""),
        ("求和(报修.工时)", "小时"),
        ("平均(报修.损耗)", "%"),
        ("较上年(求和(电费.用量))", "%"),
        ("计数(报修, 条件: 合格) ÷ (时段月数() × 20次)", "%"),
    ],
)
def test_the_unit_of_a_formula_follows_from_its_parts(text, unit):
    assert str(check(text, KINDS).unit) == unit


def test_a_written_zero_needs_no_unit():
    assert check("计数(报修, 条件: 费用 > 0 且 工时 = 0)", KINDS)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "count(patrol, where: present and day_of(moment) = 2020-01-01)",
            "计数(巡查, 条件: 到场 且 日期(巡查时间) = 2020-01-01)",
        ),
        ("within(heating_season, distinct(heating.day, running))", "在(采暖季, 去重计数(供暖日志.日期, 供暖))"),
        ("each_least(patrol, every: month)", "每期最少(巡查, 每: 月)"),
        # a word that names a ledger and a column of another one
        (
            "smallest_gap(repair_ticket.done, same: (asset, fault))",
            "最短间隔(报修工单.完成时间, 同一: (设施编号, 故障))",
        ),
        ("latest(asset.total, each: name) - count(asset)", "最新(设施数量.总数, 每: 设施) - 计数(设施数量)"),
        ("each_most(payment.amount, every: quarter)", "每期最多(资金支付.金额, 每: 季度)"),
    ],
)
def test_the_canonical_printing_is_chinese_and_computes_the_same(english, chinese):
    formula = check(english, PARK)
    assert formula.text == chinese
    assert check(chinese, PARK).value == formula.value


def test_a_formula_knows_which_ledgers_it_reads():
    assert [kind.name for kind in check("计数(报修) ÷ 求和(电费.张数)", KINDS).kinds] == ["ticket", "bill"]


@pytest.mark.parametrize("one", PARK_FORMULAS, ids=[f"{one.project}-{one.indicator}" for one in PARK_FORMULAS])
def test_every_indicator_of_the_example_park_has_a_formula(one):
    assert check(one.formula, PARK)


def test_the_example_park_has_54_indicators():
    assert len(PARK_FORMULAS) == 54
    assert len({(one.project, one.indicator) for one in PARK_FORMULAS}) == 54


@pytest.mark.parametrize("text", [one.formula for function in functions() for one in function.examples])
def test_every_example_of_a_function_is_right(text):
    assert problems(text, PARK) == ()


@settings(max_examples=60)
@given(formulas())
def test_a_checked_formula_prints_as_one_that_computes_the_same(formula):
    if not problems(formula[0], KINDS):
        first = check(formula[0], KINDS)
        assert check(first.text, KINDS).value == first.value


@given(st.text('计数求和(巡查报修电费.金额,条件:= 合格"且0天-%是', max_size=60))
def test_problems_never_raises(text):
    assert all(one.message for one in problems(text, KINDS))
