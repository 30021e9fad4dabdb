"""The reference page of the formula language: prose here, functions, windows and units from the program's own files."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.formula.function import Function
from zhunsheng.formula.parser import DEEPEST, LONGEST
from zhunsheng.formula.registry import functions
from zhunsheng.formula.window import PERIODS, WINDOWS

INTRODUCTION = """\
# 公式

指标的完成值由公式从台账记录算出来。会用电子表格就看得懂：

```
占比(巡查, 条件: 到场 = 是)
求和(资金支付.金额, 条件: 用途 = "广告费") ÷ 6万元
及时率(报修工单, 从: 报修时间, 到: 完成时间, 期限: 2天)
在(采暖季, 平均(室温记录.室温))
```

公式在计算以前先检查：名字有没有、单位合不合。有问题就指出在第几个字、是什么、怎么改；有最接近的正确写法就给出来。

## 怎么写

- **名字**：台账、列、函数都有中文名和英文名，两种都认（`计数(巡查)` 和 `count(patrol)` 是一回事）；打印出来函数用中文。名字里有空格、括号、“且”“或”的，放在方括号里：`电费.[用量（度）]`。
- **列**：`台账.列`，如 `资金支付.金额`。条件里，以及函数已经知道是哪本台账时，只写列名。
- **数**：`95%`、`2天`、`3万元`、`120000度`；不写单位的数是个数或倍数。日期 `2020-11-15`，时刻 `2020-11-15 08:30`。文字放在引号里：`"路灯"`。是、否。
- **算**：`+ - × ÷`（也认 `* /`），括号。
- **条件**：`= ≠ > ≥ < ≤`（也认 `!= <> >= <=`），`属于 ("甲", "乙")`，`不属于 (…)`，`已填`、`未填`，`包含(列, "字")`，用 `且`、`或`、`非` 连起来。单独写一个是否列就是“= 是”。
- **空格子**：不满足任何比较，`≠` 也不满足；要问空不空就写 `已填`、`未填`。
- **时间**：两个时间相减是一段时间，时间加减一段时间还是时间（`约定日期 + 2天`）；时刻和日期放在一起时按日比。
- **参数**：按顺序写，或写名字加冒号：`占比(报修工单, 条件: 状态 = "已修复")`。
- 全角半角的括号、逗号、冒号、引号、数字都认；开头多写一个 `=` 也不要紧。
"""

UNITS = """\
## 单位

- 元与万元、小时与天、度与万度、亩与平方米自动换算；不是一类的数（人加元、次数减百分比）不算，并说明白。
- 带单位的列不和不带单位的数比较：`金额 > 1000` 要写成 `金额 > 1000元`。零除外；数个数的单位（个、次、家、人……）可以不写。
- 数记录得到的条数合得上任何一个数个数的单位，最后用指标值的单位；而人和家这样两个不同的单位合不上。
- 两个同类的数相除得比率，按百分比显示，并保留分子和分母；写成 `÷ … × 100%` 也一样，写 `× 100` 会被指出大了一百倍。
- 不同类的相除得复合单位：元 ÷ 度 是“元/度”。
- 逐条记录之间不能相除再合起来：比率由合计的分子和分母算，不由别的比率平均。
"""

NOTHING = """\
## 没有记录时

计数、求和、去重计数得 0，同时说明用了 0 条记录、时段里一共有几条；占比、平均、最大、最小、间隔、最新没有值，给一句话说明，绝不悄悄当作 0。除数是 0 也一样。道理上说得通时可以用 `若无(…, 100%)` 给一个值，解释里会写明。
"""

ANSWER = """\
## 算出来的是什么

每个结果带着：值和单位、分子和分母、用了几条记录及其摘要（SHA-256）、时段、截止日。每条记录能说清计入还是没有计入，以及为什么：不符合哪个条件、哪一列没有填、日期不在时段内、期限还没到、后来另有一条。
被更正的记录按“当时有效”取用，所以过去任何一天的结果都能重算出来；撤回的记录从不计入。

同一个公式在内存里算（命令行）和在数据库里算（网页；SQLite、PostgreSQL，一次查询算所有项目）结果逐位相同：记录里的数都是整数（按小数位放大），比率只在最后由整数相除得出。数太大、64 位放不下时不给近似值，说明算不准。
"""

PYTHON = """\
## 在 Python 里用

```python
from zhunsheng.formula import Store, When, check, evaluate, explain, to_sql, trace

# kinds：英文名 → RecordKind；有问题抛 Problem（位置、一句话、改法）
formula = check("占比(巡查, 条件: 到场 = 是)", kinds)
when = When(2020, date(2020, 12, 31))  # 年度、截止日，可选时段、当时所知、采暖季
explain(formula)  # “到场”为是的巡查条数 ÷ 巡查条数 × 100%
evaluate(formula, records, when)  # Outcome：value、unit、numerator、denominator、records、seen、note
trace(formula, records, when)  # 另加每条记录计入与否、为什么，和摘要
query = to_sql(formula, when, Store(Dialect.SQLITE))  # query.text、query.parameters；每个项目一行
query.outcomes(rows)  # 项目号、Outcome；没有行的项目用 query.outcome(None)
to_listing_sql(formula, when, 项目号).uses(rows)  # 一个项目的记录，计入与否、为什么
```

`problems(text, kinds)` 一次列出全部问题，`complete(text, position, kinds)` 给出光标处可以写的，`show(tree, kinds)` 打印规范写法。
表里各列怎么放由 `zhunsheng.formula.storage` 说明。加一个函数是在 `functions/` 里加一个文件。
"""


def formula_page() -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *function_list(), UNITS, *window_list(), NOTHING, ANSWER, *limits(), PYTHON])


def function_list() -> Iterator[str]:
    """Every function: signature, what comes out, meaning, parameters, examples."""
    yield "## 函数\n"
    yield "| 函数 | 英文 | 得到什么 |\n|---|---|---|"
    for function in functions():
        names = "、".join(f"`{word}`" for word in (function.name, *function.also))
        yield f"| [`{function.signature}`](#{function.label}) | {names} | {function.gives} |"
    for function in functions():
        yield from one_function(function)
    yield ""


def one_function(function: Function) -> Iterator[str]:
    """One function."""
    where = "（写在条件里）" if function.in_conditions else ""
    yield f"\n### {function.label}\n\n`{function.signature}`{where}　{function.meaning}\n"
    for one in function.parameters:
        optional = "" if one.required else "可以不写。"
        yield f"- **{one.label}**（`{one.name}`）：{one.meaning}。{optional}写{one.takes.value}"
    yield "\n```"
    width = max(_columns(one.formula) for one in function.examples)
    for one in function.examples:
        yield f"{one.formula}{' ' * (width - _columns(one.formula))}  {one.meaning}"
    yield "```"


def window_list() -> Iterator[str]:
    """Windows and periods."""
    yield "## 时段\n"
    yield "公式在绑定时选定的时段里算，`在(时段, …)` 可以另选：\n"
    yield "| 名字 | 英文 | 从何时到何时 |\n|---|---|---|"
    for window in WINDOWS.values():
        yield f"| {window.label} | `{window.name}` | {window.meaning} |"
    yield "\n也可以直接写：`在(2020-03-01 至 2020-05-31, …)`；每年重复的写 `在(11月15日 至 3月15日, …)`，跨年时终点落在预算年度。"
    yield "任何时段都截到截止日；和上年比时，上年也截到同一天。“最新”不看时段从何时开始，只看到何时为止。"
    periods = "、".join(f"{kind.label}（`{kind.name}`）" for kind in PERIODS.values())
    yield f"\n周期：{periods}。周从星期一起。\n"


def limits() -> Iterator[str]:
    """What a formula may not exceed."""
    yield f"一个公式最多 {LONGEST} 个字、{DEEPEST} 层，一个数最多 18 位。一本台账的前 12 列数、日期、是否和前 8 列文字可以用在公式里。\n"


def _columns(text: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
