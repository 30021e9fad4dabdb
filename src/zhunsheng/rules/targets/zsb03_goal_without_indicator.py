"""ZSB03: the goal promises a figure that no indicator takes up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Indicator, Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.clauses import clause_at, clause_before, sentence_at
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.indicator_kinds import is_satisfaction
from zhunsheng.rules.measuring_unit import unit_kind
from zhunsheng.rules.mentions import COUNTERS, is_alike, promised
from zhunsheng.rules.prose import Kind, Number, counts, numbers, with_list_marks
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.shared_words import pairs
from zhunsheng.rules.wording import brief

_RATE = re.compile(r"(?:率|度|比例|比重|占比)(?=[\u4e00-\u9fff≥>=]{0,8}$)")
_OWN_RATE = re.compile(r"([\u4e00-\u9fff]{2})(?:率|比例|比重|占比)")
"""The two characters that say what the rate is of: 办结 of 投诉办结率."""
_CHANGE = re.compile(r"([\u4e00-\u9fff]{2})(?:下降|降低|减少|增长|缩短|压减)$")
_DONE = re.compile(
    r"完成|新建|建设|建成|购置|采购|购买|改造|举办|开展|组织|培训|安装|发放|修建|维修|种植|栽植|更换|引进|签约|新增|发布|报送|惠及|受益|节约|减少|带动|救助|资助|检测|抽检|覆盖|治理|修复|接待|受理|演出|印发|征集|评选|扶持|放映|清运|巡查"
)
_NAME_LENGTH = 5
"""No rate's own name is longer; what stands before it are other words of the clause."""
_SCALE = {"万": 10_000, "亿": 100_000_000}
_BACKGROUND = re.compile(r"已|现有|目前|上年|去年|原有|比|较|由|从|每|其中|分|各|不发生|(?<!不)低于|(?<!不)超过|等$")
_NO_PROMISE = frozenset({"天", "个月", "季度", "小时", "年", "周", "元", "工作日", "岁", "分钟", "度", "届", "轮"})
_SCOPE = re.compile(
    r"^(?:[高宽长厚深]|的?[高宽长厚深]度|品种|种类|大项|小项|类|方面|环节|部门|乡镇|镇|街道|县|市|年级|档|组别|赛道|板块|单元|篇章|阶段|层级|级别|梯队|批次|标段)"
)
"""What says how wide a task or how large a thing is, and is no result: 6个品种, 12个大项, 三米高."""


def check(project: Project, context: Context) -> Iterator[Remark]:
    """A rate with its name, or a count; one remark a figure. What no verb promises is only worth a look."""
    text = with_list_marks(project.goal or "")
    counted = any(row.kind2 is Level2.QUANTITY and row.target and row.target.number for row in project.indicators)
    if len(project.indicators) < context.number("rows") or not any(row.target for row in project.indicators):
        return
    rows: list[_Row] | None = None
    for number in numbers(text):
        if number.kind is Kind.COUNT and not counted:
            continue  # no row counts anything, and another rule says so
        told = _promise(text, number)
        if told is None and _is_bare_promise(project, number, text):
            yield _unnamed(clause_at(text, number.start), number)
            continue
        words, promised_by = told or ("", Severity.INFO)
        rows = [_row(one) for one in project.indicators] if rows is None else rows
        severity = _how_bare(project, rows, number, words, text, promised_by) if told else None
        if severity is None:
            if _stands_nowhere(project, rows, number, text):
                yield _unnamed(clause_at(text, number.start), number)
            continue
        yield Remark(
            "goal",
            f"绩效目标写了“{brief(words.strip(), 16)}{brief(number.text, 10)}”，指标里没有一条考核它。",
            number.text,
            "加一条对应的指标，名称、数值与目标写得一样；不打算考核的，从目标里删去。",
            severity=severity,
        )


def _is_bare_promise(project: Project, number: Number, text: str) -> bool:
    """True for none of something (责任事故0起), and for a price, a sum or a time, of which no row has a word."""
    before = clause_before(text, number.start)
    if number.upper is not None or number.is_rate or _OF_ANOTHER_TIME.search(clause_at(text, number.start)):
        return False
    counted = number.kind is Kind.COUNT
    beside = clause_at(text, number.start)
    if (
        counted
        and number.value == 1
        and any(
            _figures(row.target.text if row.target else None) & (_figures(beside) - {number.value})
            for row in project.indicators
        )
    ):
        return False  # 教学楼1栋2720平方米: the other figure of the clause has its row
    none = counted and number.value in (0, 1) and number.text[:1].isdigit() and number.unit not in _NO_PROMISE
    soon = counted and number.unit in _HOURS and _WITHIN.match(text[number.end :]) is not None
    told = none or soon or (number.kind is Kind.MONEY and _BROUGHT.search(before) is not None)
    wanted = pairs(before.rpartition("、")[2]) - pairs(project.name)
    if counted and number.value == 0 and before:
        return not any(
            _NONE.search(row.target.text) for row in project.indicators if row.target and _shares(row, wanted)
        )
    if soon and not any(_speaks_of_hours(row, number, wanted) for row in project.indicators):
        return True
    if not told or len(wanted) < _ENOUGH:
        return False
    rows = "，".join(
        f"{row.level3}，{row.description}，{row.target.text if row.target else ''}" for row in project.indicators
    )
    return not wanted & pairs(rows) and number.text not in rows


def _shares(row: Indicator, wanted: frozenset[str]) -> bool:
    return not wanted or bool(wanted & pairs(f"{row.level3}，{row.description}"))


def _speaks_of_hours(row: Indicator, number: Number, wanted: frozenset[str]) -> bool:
    """True where the row's target is a time of the same thing, or any of its cells has the figure."""
    timed = row.target is not None and unit_kind(row.target.unit) == "time" and _shares(row, wanted)
    cells = (row.level3, row.description, row.target.text if row.target else None)
    return timed or any(number.value in _figures(cell) for cell in cells)


_NONE = re.compile(r"^[=＝≤<]?\s*[0０零无](?!\.)|不发生|未发生|杜绝")


def _stands_nowhere(project: Project, rows: list[_Row], number: Number, text: str) -> bool:
    """True for a figure that no cell of any row has, nor some of them together: in good tables hardly one is left so."""
    before = clause_before(text, number.start)
    if number.kind not in (Kind.COUNT, Kind.PERCENT, Kind.MONEY) or number.upper is not None or number.is_rate:
        return False
    if number.value == 1 or not number.text[:1].isdigit():
        return False
    if number.unit in _ASIDE or _BACKGROUND.search(before) or _SCOPE.match(text[number.end :]):
        return False
    if _OF_ALL_DAY.search(text[max(0, number.start - 4) : number.end]) or "分之" in number.text:
        return False
    own = (before.rpartition("、")[2] or before) + _BEHIND.match(text[number.end :])[0]  # type: ignore[index]
    wanted = pairs(own) - pairs(project.name)
    if not wanted or any(len(wanted & row.pairs) >= _ENOUGH for row in rows if row.values):
        return False  # it says how wide the task of a row is: 24间教室灯具更换 beside 更换灯具264套
    if number.value in _figures(project.name) or any(row.tells(number.value) for row in rows):
        return False
    times = _TIMES_A_YEAR if _BY_THE_DAY.search(before) else ()
    if any(_is_about(number.value * time, value) for time in times for row in rows for value in row.values):
        return False  # 日均清运160吨 beside 全年5.84万吨
    beside = (n for n in numbers(text) if n != number and 0 < n.start - number.end <= _NEAR)
    if any("，" not in text[number.end : n.start] and any(row.tells(n.value) for row in rows) for n in beside):
        return False  # 完成12个断面监测144次: the other figure of the task has its row
    if number.kind is not Kind.COUNT:
        return True
    return not (_is_part(rows, text, number) or _comes_in_parts(rows, text, number) or _is_sum(rows, number))


_BY_THE_DAY = re.compile(r"[日月周]均|每[日天月周]")
_TIMES_A_YEAR = (12, 52, 365)


def _is_about(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) * 50 <= other


_BEHIND = re.compile(r"[\u4e00-\u9fff]{0,12}")
_NEAR = 8
"""Characters between the figures of one task."""
_ASIDE = frozenset({"届", "学期", "字", "年", "岁", "轮", "级", "周", "天", "度", "摄氏度", "季度"})
_OF_ALL_DAY = re.compile(r"7\s*[×xX*]\s*24|24小时|分之")


@lru_cache(maxsize=8192)
def _figures(text: str | None) -> frozenset[Decimal | None]:
    """Every number of a text, and the upper end of every range."""
    found = numbers(text or "")
    return frozenset([one.value for one in found] + [one.upper for one in found])


def _is_sum(rows: list[_Row], number: Number) -> bool:
    """True for a whole whose parts are rows of their own: 演出120场 beside 进校园40场 and 进乡村80场."""
    values = [row.promise[0] for row in rows if row.promise is not None and _is_of_unit(number, row.promise)][:8]
    return any(sum(some) == number.value for size in (2, 3, 4) for some in combinations(values, size))


def _unnamed(words: str, number: Number) -> Remark:
    return Remark(
        "goal",
        f"绩效目标写了“{brief(words.strip(), 20)}”，指标里没有一条考核它。",
        number.text,
        "加一条对应的指标，名称、数值与目标写得一样；不打算考核的，从目标里删去。",
        severity=Severity.INFO,
    )


_ENOUGH = 2
_HOURS = frozenset({"小时", "分钟", "工作日", "个工作日"})
_WITHIN = re.compile(r"(?:之|以)?内|到场|到位|响应|办结|修复|恢复")
_OF_ANOTHER_TIME = re.compile(r"上年|去年|往年|已|原|目前|现有|测算|预算|每|按")
_BROUGHT = re.compile(r"带动|拉动|挽回|核减|节约|节省|减少|新增|增收|实现|收入|产值|销售|消费|损失|税收|投资")
"""Sums that the money is to bring about; other sums are what it costs."""


@dataclass(frozen=True, slots=True)
class _Row:
    """What a row says, worked out once for all figures of the goal."""

    told: str
    cells: tuple[str | None, ...]
    named: str
    """What of it may name a rate: of a survey only its name, for how it asks (回访, 抽查) is no rate."""
    values: frozenset[Decimal]
    promise: tuple[Decimal, str] | None
    is_share: bool
    name_pairs: frozenset[str]
    pairs: frozenset[str]

    def tells(self, value: Decimal) -> bool:
        """True where any cell has the figure; each cell is read by itself, as other rules have read it already."""
        return any(value in _figures(cell) for cell in self.cells)


def _row(row: Indicator) -> _Row:
    target = row.target
    number = target.number if target is not None else None
    scale = _SCALE.get((target.unit or "")[:1], 1) if target is not None else 1
    upper = target.upper_number if target is not None else None
    values = {value for value in (number, upper, None if number is None else number * scale) if value is not None}
    named = pairs(row.level3)
    told = f"{row.level3}，{row.description}，{target.text if target else ''}，{row.basis}"
    return _Row(
        told=told,
        cells=(target.text if target else None, row.basis, row.description, row.level3),
        named=row.level3 or "" if is_satisfaction(row) else told,
        values=frozenset(values),
        promise=promised(target),
        is_share=target is not None and target.is_percentage,
        name_pairs=named,
        pairs=named | pairs(row.description) | pairs(target.text if target else ""),
    )


def _how_bare(
    project: Project, rows: list[_Row], number: Number, words: str, text: str, severity: Severity
) -> Severity | None:
    """``None`` for a figure that a row takes up; a hint where the two only share words of the project's own name."""
    rate = (_OWN_RATE.search(words) or _CHANGE.search(words)) if number.kind is Kind.PERCENT else None
    if rate is not None and rate[1] != "满意" and not any(_names(row.named, rate[1]) for row in rows):
        # A rate that no row names; another rate of the same value takes up nothing, nor does a count of the same things.
        same = [row for row in rows if row.is_share and number.value in row.values]
        if not any((pairs(words) - pairs(project.name)) & row.pairs for row in same):
            shares = [row for row in rows if row.is_share or not row.values]
            return Severity.INFO if _taken_up(shares, number, pairs(words)) or same else severity
    if any(_bears(row, number) or number.text in row.told for row in rows):
        return None
    wanted, named = pairs(words), pairs(project.name)
    if number.kind is Kind.COUNT and (_is_part(rows, text, number) or _comes_in_parts(rows, text, number)):
        return None
    if not _taken_up(rows, number, wanted):
        return severity
    if number.kind is Kind.PERCENT or not wanted - named or _taken_up(rows, number, wanted - named):
        return None
    return Severity.INFO


def _comes_in_parts(rows: list[_Row], text: str, whole: Number) -> bool:
    """True for a whole whose parts, told behind it, all have rows of their own: 4200亩，其中补植2600亩…抚育间伐1600亩."""
    parts = {
        number.value
        for number in counts(text)
        if number.start > whole.end and number.unit == whole.unit and any(_bears(row, number) for row in rows)
    }
    return any(sum(some) == whole.value for size in (2, 3, 4) for some in combinations(sorted(parts)[:8], size))


def _bears(row: _Row, number: Number) -> bool:
    """True where a row's target is the figure; 30元/册 is no 30册, and a share is no count."""
    if number.value not in row.values:
        return False
    if number.kind is Kind.PERCENT or row.promise is None:
        return row.is_share or row.promise is None
    return not row.is_share and "元" not in row.promise[1]


def _names(told: str, word: str) -> bool:
    """True where a row speaks of what the rate is of; 不合格 is no 合格."""
    return any(told[place - 1 : place] not in ("不", "未", "非") for place in _places(told, word))


def _places(text: str, word: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + 1)


def _promise(text: str, number: Number) -> tuple[str, Severity] | None:
    """The words of the clause that say what the figure is of, and how surely it is promised; ``None`` for no promise."""
    before = clause_before(text, number.start)
    if number.kind is Kind.PERCENT:
        rate = _RATE.search(before) or _CHANGE.search(before)
        found = rate is not None and not _BACKGROUND.search(before)
        return (before[max(0, rate.start() - _NAME_LENGTH) :], Severity.WARNING) if rate and found else None
    clause = clause_at(text, number.start)
    if number.kind is not Kind.COUNT or number.upper is not None or number.is_rate or number.value <= 1:
        return None
    if number.unit in _NO_PROMISE or _BACKGROUND.search(before) or _SCOPE.match(text[number.end :]):
        return None
    # Of several things in one clause (更换灯具264套、黑板48块) the words right before the figure say what it counts.
    own = before.rpartition("、")[2]
    sure = bool(_DONE.search(own)) and not _BACKGROUND.search(clause)
    return clause.replace(number.text, ""), Severity.WARNING if sure else Severity.INFO


def _taken_up(rows: list[_Row], number: Number, wanted: frozenset[str]) -> bool:
    """True where a row shares words with the figure's clause; a count's row must count in its unit, or be a share of it."""
    for row in rows:
        if number.kind is not Kind.COUNT:
            shared = bool(wanted & row.pairs)
        elif not _is_of_unit(number, row.promise):
            # The same thing in a wrong unit: another rule speaks of the unit.
            shared = (bool(row.values) and len(wanted & row.name_pairs) >= 2) or (
                not row.values and bool(wanted & row.pairs)
            )
        else:
            shared = bool(wanted & (row.name_pairs if row.is_share else row.pairs))
        if shared:
            return True
    return False


def _is_of_unit(number: Number, said: tuple[Decimal, str] | None) -> bool:
    """True where a target counts in the figure's unit, or shares of a whole."""
    if said is not None and number.unit in _HEADS and said[1] not in ("%", *_HEADS):
        return False
    return said is not None and (said[1] in ("%", number.unit) or {said[1], number.unit} <= COUNTERS)


_HEADS = frozenset({"人", "户", "家", "人次", "名"})
"""Units that count people: 骨干150名 is not taken up by 宣讲200场."""


def _is_part(rows: list[_Row], text: str, number: Number) -> bool:
    """True where the figure and others of its sentence add up to a target: 4A级景区1家、3A级3家、重点村5个 are 9个. Where all the
    others have rows of their own, this one is left without."""
    around = sentence_at(text, number.start)
    others = [
        other
        for other in numbers(around)
        if other.kind is Kind.COUNT and is_alike(other, number) and other.text != number.text
    ][:7]
    rest = {row.promise[0] - number.value for row in rows if row.promise is not None}
    borne = {other for other in others if any(_bears(row, other) for row in rows)}
    return any(
        sum(other.value for other in some) in rest and not borne.issuperset(some)
        for size in range(1, len(others) + 1)
        for some in combinations(others, size)
    )


RULE = Rule(
    code="ZSB03",
    name="goal-without-indicator",
    title="目标写了没有指标承接",
    category=Category.RELEVANCE,
    severity=Severity.WARNING,
    automation="B",
    why="目标里许下的数，没有指标考核，年底就没有人交账。",
    how_to_fix="目标里的每个数都要有一条指标，名称和数值写得一样。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "绩效目标细化分解为绩效指标"),),
    bad=(
        bad(
            "目标说亮灯率，指标里没有",
            good(goal="1、完成24间教室灯具更换264套。\n2、保证路口夜间亮灯率达97%。"),
            ("goal", "97%"),
        ),
        bad(
            "目标说新建车棚，指标里没有",
            good(goal="1、完成24间教室灯具更换264套。\n2、新建自行车棚3座。"),
            ("goal", "3座"),
        ),
        bad(
            "目标里的台数哪一条指标都没有",
            good(goal="1、完成24间教室灯具更换264套。\n2、同步校准投影机36台。"),
            ("goal", "36台"),
        ),
    ),
    good=(
        fine("每个数都有指标", good()),
        fine("数值写法不同，说的是一件事", good(goal="1、完成24间教室灯具更换264套。\n2、照度达标教室比例达到100%。")),
        fine("说明往年情况的数", good(goal="1、更换灯具264套，已建成车棚3座不在本项目。")),
    ),
    check_project=check,
    parameters={"rows": 4},
    parameter_names={"rows": "指标满几条才查"},
    reads=("name", "goal", "level1", "level2", "level3", "description", "target", "basis"),
    needs=("goal",),
)
