"""ZSB15: two indicators of one table measure the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name, squeezed
from zhunsheng.rules.examples import GOOD, bad, fine, good, row, with_row
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.sameness import part_of_the_other, same_target, same_thing, same_words, thing, usual
from zhunsheng.rules.shared_words import pairs
from zhunsheng.rules.word_list import ends_with, word_list
from zhunsheng.rules.wording import brief

_GENERIC = frozenset(word_list("satisfaction_objects")["generic"])
_ENDS = ("满意度", "满意率", "满意程度", "满意情况")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """One remark for each row that repeats an earlier one under the same level-1 heading."""
    for number, indicator in enumerate(project.indicators):
        for before in range(number):
            other = project.indicators[before]
            if other.kind1 is indicator.kind1 and indicator.level3 and other.level3 and is_repeated(other, indicator):
                target = indicator.target.text if indicator.target else ""
                yield Remark(
                    f"indicators[{number}].level3",
                    f"“{brief(indicator.level3)}”和“{brief(other.level3)}”说的是一件事，指标值同为“{brief(target)}”，会重复计分。",
                    indicator.level3,
                    "留一条；确是两类对象的，名称里写清是谁，如“企业满意度”“居民满意度”。",
                    related=(Related(project.code, f"indicators[{before}].level3", other.level3),),
                )
                break


def is_repeated(one: Indicator, other: Indicator) -> bool:
    """The same name with the same description; the same promise of one thing in two wordings; satisfaction of anybody."""
    same_name = core_name(one.level3) == core_name(other.level3)
    if not same_name and not same_target(one, other):
        return _is_satisfaction(one) and _is_satisfaction(other) and _asks_again(one, other)
    described, other_described = squeezed(one.description), squeezed(other.description)
    if same_name:
        return described == other_described or (same_target(one, other) and not (described and other_described))
    if _is_anybody(one) or _is_anybody(other):
        return _is_satisfaction(one) and _is_satisfaction(other)
    if described and described == other_described and not _says_only_how(one, other) and _says_what(one, other):
        if len(described) >= 6 and not _are_two_things(one, other):
            return True
        if not _is_satisfaction(one):
            return False
    if _is_formula_of_both(one, other):
        return True
    if _is_satisfaction(one) and _is_satisfaction(other) and _same_people(one, other):
        return True
    if same_thing(one.level3, other.level3):
        return True
    if one.kind2 is other.kind2 and not _is_satisfaction(one) and (_alike(one, other) or _same_crowd(one, other)):
        return True
    if not part_of_the_other(one.level3, other.level3):
        return False
    short, long = sorted((thing(one.level3), thing(other.level3)), key=len)
    if _is_satisfaction(one) and _is_satisfaction(other):
        return long.endswith(short) and long.removesuffix(short) in _ANY_OF_THEM
    near = one.kind2 is other.kind2 and len(long) - len(short) <= 2 and len(short) >= 4
    return same_words(one.description, other.description) or (_is_telling(one) and (long.endswith(short) or near))


def _is_formula_of_both(one: Indicator, other: Indicator) -> bool:
    """True for one quotient, word by word, under two names that begin alike: 室温达标率, 室温合格率."""
    if (
        _is_satisfaction(one)
        or one.kind2 is not other.kind2
        or squeezed(one.description) != squeezed(other.description)
    ):
        return False
    divides = _DIVIDES.search(one.description or "") is not None and len(one.description or "") >= _FORMULA
    return divides and core_name(one.level3)[:2] == core_name(other.level3)[:2]


_DIVIDES = re.compile(r"[÷/／]|占|除以")
_FORMULA = 10

_ANY_OF_THEM = frozenset(
    {"就诊", "受益", "广大", "全体", "服务", "辖区", "来访", "到馆", "被服务", "所在", "相关", "享受", "办事"}
)
"""What sets nobody apart from those who are asked anyway: 就诊患者 are 患者."""


@cache
def _people() -> tuple[re.Pattern[str], ...]:
    """The circles of ``words/same_people.yaml``: each holds the names for one and the same people, at a name's end."""
    return tuple(ends_with(names) for names in word_list("same_people"))


def _same_people(one: Indicator, other: Indicator) -> bool:
    """True for 农村读者 and 借阅群众 asked at the same place: two names for one circle, and nothing that sets them apart."""
    names = [_asked(row) for row in (one, other)]
    if _with(one) and _with(other):
        return False  # one circle asked about two matters
    plain = [_ANY_OF.sub("", name) for name in names]
    if plain[0] and plain[0] == plain[1] and (_with(one) or _with(other) or names[0] != names[1]):
        return True
    if set(plain) <= _NEIGHBOURS_ALL:
        return True
    stems = [_NEIGHBOUR_END.sub("", name) for name in names]
    if stems[0] == stems[1] and stems[0] and all(_NEIGHBOUR_END.search(name) for name in names):
        return True
    circle = next((words for words in _people() if all(words.search(name) for name in names)), None)
    if circle is None:
        return False
    told = [set(pairs(_DIGITS.sub("", row.description or ""))) - _METHOD for row in (one, other)]
    rests = [circle.sub("", name) for name in names]
    if all(rests) and rests[0] != rests[1]:
        return False
    fewer = min(map(len, told))
    return fewer < 2 or len(told[0] & told[1]) * 2 >= fewer


def _asks_again(one: Indicator, other: Indicator) -> bool:
    """True where one of two names only adds what the same people are content with: 居民 and 居民对保洁服务."""
    plain = [_ANY_OF.sub("", _asked(row)) for row in (one, other)]
    return bool(_with(one)) != bool(_with(other)) and plain[0] == plain[1] and bool(plain[0])


_NEIGHBOURS_ALL = frozenset({"群众", "居民", "市民", "村民", "公众", "百姓", "老百姓", "人民群众", "社会公众"})
"""Names for everybody who lives there."""
_NEIGHBOUR_END = ends_with(_NEIGHBOURS_ALL)


_ANY_OF = re.compile(
    r"^(?:就诊|受益|广大|全体|辖区|来访|到馆|入园|被服务|所在|相关|享受|办事|沿线|周边|本地|当地|社区|受补|获补|享受补贴|机关|单位|驻楼单位|入驻|城区|农村|服务|园区|开发区)+(?=[\u4e00-\u9fff]{2})"
)
_DIGITS = re.compile(r"[\d.]+[\u4e00-\u9fff]?")
_METHOD = pairs("随机问卷调查满意和较满意占比人数份数有效问卷发放回访电话现场扫码抽样占有效户数较满意人占意和较满")
"""What every survey says of itself, and no place or occasion."""


def _are_two_things(one: Indicator, other: Indicator) -> bool:
    """True where one description tells nothing of either name, and the names differ at their heads: 除颤仪, 分析仪 （入账的台数）."""
    told = pairs(one.description or "")
    first, second = thing(one.level3), thing(other.level3)
    return not told & pairs(first) and not told & pairs(second) and first[:2] != second[:2]


def _says_only_how(one: Indicator, other: Indicator) -> bool:
    """True for two satisfactions whose description tells nothing but the method (问卷200份，满意占比): two may share it."""
    told = set(pairs(_DIGITS.sub("", one.description or ""))) - _METHOD
    return _is_satisfaction(one) and _is_satisfaction(other) and not told


def _asked(row: Indicator) -> str:
    """Who is asked: 辖区群众 of 辖区群众对保洁工作满意率."""
    name = _OVERALL.sub("", core_name(row.level3))
    asked = next((name.removesuffix(end) for end in _ENDS if name.endswith(end)), name).removesuffix("的")
    return _WITH.sub("", asked)


_OVERALL = re.compile(r"(?:总体|综合|整体|平均)(?=满意)")


def _with(row: Indicator) -> str:
    """What they are content with, where the name says it: 保洁工作."""
    found = _WITH.search(core_name(row.level3))
    return found.group() if found else ""


_WITH = re.compile(r"(?<=[\u4e00-\u9fff]{2})对[\u4e00-\u9fff]{2,}$")


def _says_what(one: Indicator, other: Indicator) -> bool:
    """True where a description that two rows share tells the thing, not only how it is counted (记入固定资产账的台数)."""
    told, names = pairs(one.description), (pairs(one.level3), pairs(other.level3))
    return (
        _is_satisfaction(one)
        or bool(told & (names[0] | names[1]))
        or (len(names[0] & names[1]) * 2 > min(map(len, names)))
    )


def _alike(one: Indicator, other: Indicator) -> bool:
    """True for two names of one thing that are explained in nearly the same words, and nothing that sets them apart."""
    names = [pairs(usual(core_name(row.level3))) for row in (one, other)]
    told = [pairs(usual(row.description or "")) for row in (one, other)]
    if not names[0] & names[1] or not _says_what(one, other):
        return False
    first, second = thing(one.level3), thing(other.level3)
    if len(first) == len(second) > 3 and first[:2] != second[:2] and first[2:] == second[2:]:
        return False  # two things done to the same: 修剪行道树, 防治行道树
    apart = [(names[i] - names[1 - i]) & (told[i] - told[1 - i]) for i in (0, 1)]
    if all(apart):
        return False
    fewer = min(map(len, told))
    close = fewer >= 3 and len(told[0] & told[1]) * 5 >= 3 * fewer
    own = [set(thing(row.level3)) for row in (one, other)]
    named = not own[0] - own[1] or not own[1] - own[0] or len(own[0] & own[1]) * 3 >= 2 * max(map(len, own))
    return close or (named and _is_telling(one) and fewer >= 1 and bool(told[0] & told[1]))


def _same_crowd(one: Indicator, other: Indicator) -> bool:
    """True for a large count of visits told twice under one heading: 现场观众4.8万人次, 观看演出群众4.8万人次."""
    target = one.target
    if target is None or target.number is None or not (target.unit or "").endswith("人次"):
        return False
    if target.number < _CROWD and "万" not in (target.unit or ""):
        return False
    told = [pairs(_CROWDS.sub("", f"{row.level3}，{row.description}")) for row in (one, other)]
    return len(told[0] & told[1]) >= 2


_CROWD = 1000
_CROWDS = re.compile(r"人次|合计|登记|统计|累计|全年")


def _is_telling(row: Indicator) -> bool:
    """True for a number that two different things hardly share: 2832场, not 100% and not 2期."""
    target = row.target
    return target is not None and target.number is not None and not target.is_percentage and target.number >= 20


def _is_satisfaction(row: Indicator) -> bool:
    return core_name(row.level3).endswith(_ENDS)


def _is_anybody(row: Indicator) -> bool:
    """True for the satisfaction of an unnamed public (服务对象满意度): whoever else is asked is among them."""
    name = core_name(row.level3)
    return any(name.endswith(end) and name.removesuffix(end) in _GENERIC for end in _ENDS)


_PEOPLE = row(
    "满意度指标", "服务对象满意度指标", "群众满意度", "满意人数占调查人数的比例", "≥90%", "2025年同类项目调查结果"
)

RULE = Rule(
    code="ZSB15",
    name="same-indicator-twice",
    title="同一件事设了两条指标",
    category=Category.RELEVANCE,
    severity=Severity.WARNING,
    automation="B",
    why="两条指标考同一件事，做一次得两次分，别的方面却没有考到。",
    how_to_fix="合成一条，或把对象、口径写清楚，让两条各考各的。",
    basis=(Citation(note="指标不重复、不交叉"),),
    bad=(
        bad(
            "服务对象满意度和群众满意度并列",
            with_row(_PEOPLE, good({"indicators[5].level3": "服务对象满意度"})),
            ("indicators[6].level3", "群众满意度"),
        ),
        bad(
            "同名、同描述写了两遍",
            with_row(GOOD.indicators[0]),
            ("indicators[6].level3", "更换灯具数量"),
        ),
        bad(
            "换个说法，数一样",
            with_row(
                row("产出指标", "质量指标", "灯具验收通过率", "验收通过的灯具占比", "=100%", "采购合同"),
                good({"indicators[1].level3": "灯具验收合格率"}),
            ),
            ("indicators[6].level3", "灯具验收通过率"),
        ),
    ),
    good=(
        fine("各考各的", good()),
        fine(
            "师生与家长是两类对象",
            with_row(
                row(
                    "满意度指标",
                    "服务对象满意度指标",
                    "家长满意度",
                    "满意家长占调查家长的比例",
                    "≥90%",
                    "2025年调查结果",
                )
            ),
        ),
        fine(
            "名称相同而描述不同",
            with_row(
                row("产出指标", "时效指标", "改造完成时间", "黑板灯全部装好的日期", "7月31日前", "2026年校舍维修计划")
            ),
        ),
    ),
    check_project=check,
    reads=("level1", "level2", "level3", "description", "target"),
)
