"""ZSE02: purpose and goal count the same things differently."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.clauses import sentence_at
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.mentions import (
    Mention,
    agrees,
    is_alike,
    made_of_several,
    mentions,
    noun_of,
    same_matter,
    two_by_two,
)
from zhunsheng.rules.paid_for import paid_for_others, stated_by, words_at
from zhunsheng.rules.prose import Kind, counts
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.shared_words import pairs
from zhunsheng.rules.slips_of_numbers import may_be_slip
from zhunsheng.rules.wording import brief

_MORE = re.compile(r"\s*(?:以上|及以上|左右)")
_TIME = frozenset(
    {"年", "个月", "天", "季度", "小时", "分钟", "周", "岁", "工作日", "度", "摄氏度", "厘米", "毫米", "米"}
)
_LONG = 100
"""Metres that measure a work (加固城墙120米), not a width or a height."""
_AT_LEAST = re.compile(r"至少|不少于|不低于|超过|大于|高于|再|平均|累计")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Speak when both texts count the same thing in the same unit, and no counts of the one add up to the other's."""
    purpose, goal = project.purpose or "", project.goal or ""
    in_purpose = [
        one
        for one in mentions(purpose, context.document.fiscal_year)
        if one.number.kind is Kind.COUNT
        if one.number.unit not in _TIME or (one.number.unit == "米" and one.number.value >= _LONG)
    ]
    if not in_purpose:
        return
    in_goal = [one for one in mentions(goal, context.document.fiscal_year) if one.number.kind is Kind.COUNT]
    said = False
    for one in in_goal:
        alike = [other for other in in_purpose if other.number.unit == one.number.unit]
        matching = [
            other
            for other in alike
            if same_matter(one, other)
            or _alone(one, in_goal, other, alike)
            or _bare_size(one, in_goal, other, alike, purpose)
            or _beside(goal, one, purpose, other)
            or _left_over(one, in_goal, other, alike)
            or _of_one_clause(goal, one, purpose, other)
            or _is_short_name(one, other)
            or _one_left(one, in_goal, other, alike)
            or _same_bracketed(goal, one, purpose, other)
        ]
        stated = max(matching, key=lambda other: len(pairs(one.words) & pairs(other.words)), default=None)
        if stated is None or _AT_LEAST.search(one.before[-6:]) or _MORE.match(goal, one.number.end):
            continue
        apart = [o for o in in_purpose if o is stated or not any(_is_same_count(o, m) for m in in_goal if m is not one)]
        apart_goal = [
            m for m in in_goal if m is one or not any(_is_same_count(m, o) for o in in_purpose if o is not stated)
        ]
        if not _is_a_wrong_whole(stated, one, alike) and (
            _adds_up(one, apart, purpose) or _adds_up(stated, apart_goal, goal)
        ):
            continue
        if _splits_it(goal, one) and (_adds_up(one, in_purpose, purpose) or _is_one_of_its_parts(goal, one, stated)):
            continue
        if _splits_it(purpose, stated) and _adds_up(stated, in_goal, goal):
            continue
        words, other_words = words_at(goal, one), words_at(purpose, stated)
        said = True
        yield Remark(
            "goal",
            f"资金用途写“{brief(other_words, 16)}”，绩效目标写“{brief(words, 16)}”，数量对不上。",
            words,
            "核实实际数量，用途、目标、指标三处写成一致。",
            related=(Related(project.code, "purpose", other_words), *stated_by(project, one.number, stated.number)),
            severity=None
            if (one.number.value < _FEW or may_be_slip(one.number.value, stated.number.value))
            and (
                same_matter(one, stated)
                or _beside(goal, one, purpose, stated)
                or _left_over(one, in_goal, stated, alike)
                or _of_one_clause(goal, one, purpose, stated)
            )
            else Severity.INFO,
        )
    if not said:
        yield from paid_for_others(project, context.document.fiscal_year)


_FEW = 10
"""Of so few things any other number may be a slip."""


def _is_a_wrong_whole(stated: Mention, one: Mention, alike: list[Mention]) -> bool:
    """True where all other counts of the purpose make the goal's number, and this one, a slip away, opens the list: 办班13期。…4期；…2期；…6期."""
    rest = [other.number for other in alike if other is not stated]
    if (
        stated.number.value == one.number.value
        or len(rest) < _SEVERAL
        or any(other.start < stated.number.start for other in rest)
    ):
        return False
    made = sum((other.value for other in rest), Decimal(0))
    return (
        made == one.number.value
        and may_be_slip(stated.number.value, made)
        and stated.number.value > max(other.value for other in rest)
    )


_SEVERAL = 3


def _splits_it(text: str, one: Mention) -> bool:
    """True where the text itself tells the parts of the number right behind it: 案件760件，其中刑事案件260件."""
    return _PARTS_BEHIND.match(text, one.number.end) is not None


def _is_one_of_its_parts(text: str, one: Mention, other: Mention) -> bool:
    """True where the sentence that splits the number gives the other text's number as one of its parts."""
    end = one.number.end + len(_PARTS_TILL.split(text[one.number.end :])[0])
    return any(
        part.value == other.number.value and part.unit == other.number.unit
        for part in counts(text)
        if one.number.end <= part.start < end
    )


_PARTS_TILL = re.compile(r"[。；;\n]")


def _adds_up(one: Mention, others: list[Mention], text: str) -> bool:
    """True when some of the other text's counts make this one, of any counter: 6台, 5台, 2架 and 3套 are 16台."""
    alike = [
        other for other in others if is_alike(other.number, one.number) and not _ITEMS.fullmatch(other.number.text)
    ]
    same = [other for other in alike if other.number.unit == one.number.unit]
    if agrees(one.number.value, same):
        return True
    if one.number.value >= _FEW or made_of_several(one.number.value, same):
        return made_of_several(one.number.value, alike)
    # So few things of mixed counters add up by chance, unless they stand in one list: 滑坡2处、泥石流沟1条, with no sum between.
    lists = groupby(alike, lambda other: len(_LIST_ENDS.findall(text, 0, other.number.start)))
    return any(made_of_several(one.number.value, list(together)) for _, together in lists)


_LIST_ENDS = re.compile(r"元|[)）。；;]")
_ITEMS = re.compile(r"[一二两三四五六七八九十]{1,2}[项类种]")
"""以上三项: so many items of a list, and no part of any other count."""
_PARTS_BEHIND = re.compile(r"[\u4e00-\u9fff]{0,8}(?:[（(][套组件][)）])?\s*(?:[：:]|[，,（(]\s*(?:其中|含|包括|分别))")


def _is_same_count(one: Mention, other: Mention) -> bool:
    """True where both texts give one number for one thing: it is counted apart, and no part of another sum."""
    return (
        one.number.value == other.number.value
        and one.number.unit == other.number.unit
        and (
            (len(one.name) >= 3 and one.name[-3:] == other.name[-3:])
            or _is_short_for(_THING.sub("", one.name), _THING.sub("", other.name))
        )
    )


def _one_left(one: Mention, in_goal: list[Mention], other: Mention, alike: list[Mention]) -> bool:
    """True where all other numbers in the unit stand in both texts, and these two, which share a word, are left."""
    if not two_by_two(one.words) & two_by_two(other.words):
        return False
    here = Counter(mention.number.value for mention in in_goal if mention.number.unit == one.number.unit)
    there = Counter(mention.number.value for mention in alike)
    return here - there == Counter([one.number.value]) and there - here == Counter([other.number.value])


def _same_bracketed(goal: str, one: Mention, purpose: str, other: Mention) -> bool:
    """True where one thing with its bracket stands behind both: 172个村（社区）聘任顾问, 186个村（社区）×3000元."""
    things = _BRACKETED.match(goal, one.number.end), _BRACKETED.match(purpose, other.number.end)
    return things[0] is not None and things[1] is not None and things[0].group() == things[1].group()


_BRACKETED = re.compile(r"[\u4e00-\u9fff]{1,6}[（(][\u4e00-\u9fff]{1,6}[）)]")


def _is_short_name(one: Mention, other: Mention) -> bool:
    """True where one text counts a thing by its full name and the other by a short one."""
    names = _THING.sub("", one.name), _THING.sub("", other.name)
    return names[0] != names[1] and max(map(len, names)) <= _LONGEST and _is_short_for(*names)


_LONGEST = 12


def _is_short_for(one: str, other: str) -> bool:
    """True where one name is the other with characters left out: 彩超 and 彩色超声诊断仪."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return len(short) >= _TWO and all(character in rest for character in short)


_THING = re.compile(r"^.*(?:购置|采购|购买|更新|新建|建设|维修|改造|安装|培训|完成|配备)(?=[\u4e00-\u9fff]{2})")
_TWO = 2


def _alone(one: Mention, in_goal: list[Mention], other: Mention, alike: list[Mention]) -> bool:
    """True when neither text counts anything else in that unit, and they share a word."""
    same = [mention for mention in in_goal if mention.number.unit == one.number.unit]
    return len(same) == len(alike) == 1 and bool(pairs(one.words) & pairs(other.words))


def _bare_size(one: Mention, in_goal: list[Mention], other: Mention, alike: list[Mention], purpose: str) -> bool:
    """True where the purpose gives the one size in that unit behind its own sentence's thing: 通村公路路面改造，全长13.5公里."""
    same = [mention for mention in in_goal if mention.number.unit == one.number.unit]
    if not len(same) == len(alike) == 1 or (other.name and not _SIZE.fullmatch(other.name)):
        return False
    shared = pairs(one.words) & pairs(sentence_at(purpose, other.number.start))
    return len(shared) >= (_TWO if other.name else _PLAINLY)


_SIZE = re.compile(
    r"(?:道路|公路|管线|河道|渠道)?(?:全长|总长度?|长度?|总里程|里程|总面积|面积|总量|总数|共计?|合计|总计)(?:为|约)?"
)


def _beside(goal: str, one: Mention, purpose: str, other: Mention) -> bool:
    """True where both stand behind one and the same count: 36个调查小区、3600户 and 36个调查小区、3000户."""
    first, second = (
        _COUNT_BEFORE.search(goal, 0, one.number.start),
        _COUNT_BEFORE.search(purpose, 0, other.number.start),
    )
    return first is not None and second is not None and first.groups() == second.groups()


_COUNT_BEFORE = re.compile(r"(\d[\d.,]*万?)([\u4e00-\u9fff]{2,8})[、和及]$")


def _of_one_clause(goal: str, one: Mention, purpose: str, other: Mention) -> bool:
    """True where the whole clauses, lists and all, speak of the same: 登记重度残疾、不能到校的儿童49名 and 46名重度残疾儿童.

    Of two numbers with the same digits in another order (486 and 468) one shared word is enough: they were copied wrong.
    """
    shared = two_by_two(one.words) & two_by_two(other.words)
    if not shared or (one.number.unit in _TIME and one.number.unit != "米"):
        return False
    digits = str(one.number.value.normalize()), str(other.number.value.normalize())
    if len(digits[0]) >= 3 and digits[0] != digits[1] and sorted(digits[0]) == sorted(digits[1]):
        return True
    common = two_by_two(_clause_of(goal, one)) & two_by_two(_clause_of(purpose, other))
    nouns = two_by_two(noun_of(one)) & two_by_two(other.words) or two_by_two(noun_of(other)) & two_by_two(one.words)
    return bool(nouns) and len(common) >= _PLAINLY


_PLAINLY = 4
_ENDS = re.compile(r"[，。；;,：:\n]")


def _clause_of(text: str, one: Mention) -> str:
    """The words of the clause before a number, lists of 、 taken whole, and those right behind it."""
    return _ENDS.split(text[max(0, one.number.start - 60) : one.number.start])[-1] + "，" + one.behind


def _left_over(one: Mention, in_goal: list[Mention], other: Mention, alike: list[Mention]) -> bool:
    """True where all other counts in the unit agree one by one, and these two, which end in the same word, are left."""
    same = [mention for mention in in_goal if mention.number.unit == one.number.unit]
    if len(same) != len(alike) or len(same) < 2 or len(one.name) < 2 or one.name[-2:] != other.name[-2:]:
        return False
    rest = [mention for mention in same if mention is not one]
    return all(any(_is_same_count(mention, told) for told in alike if told is not other) for mention in rest)


RULE = Rule(
    code="ZSE02",
    name="purpose-contradicts-goal",
    title="资金用途与绩效目标数量矛盾",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    automation="B",
    why="要钱按六处要，目标只写两处，多出来的钱做什么说不清。",
    how_to_fix="核实实际数量，用途、目标、指标三处写成一致；分批实施的写明本年几处。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "审核绩效目标与资金规模、任务量是否匹配"),),
    bad=(
        bad(
            "用途六个进出口，目标两个",
            good(
                purpose="用于园区6个进出口安装限高杆，费用合计18万元。",
                goal="1、园区剩余两个进出口安装三米高的限高杆，保证安全。",
            ),
            ("goal", "两个进出口"),
        ),
        bad(
            "教室间数不同",
            good(
                goal="1、暑假期间完成20间教室的灯具更换，合格率100%。", purpose="用于更换24间教室的灯具，合计18万元。"
            ),
            ("goal", "20间教室"),
        ),
        bad(
            "数在名称后面，也对得上",
            good(goal="1、维修节制闸4座，合格率100%。", purpose="维修节制闸6座，每座3万元，合计18万元。"),
            ("goal", "4座"),
        ),
    ),
    good=(
        fine("数量一致", good()),
        fine("目标只说其中一部分", good(goal="1、完成更换，其中3间教室的灯具作为样板。\n2、满意度90%。")),
        fine(
            "用途里同一事物分两次列，不比",
            good(purpose="主楼12间教室的灯具和副楼12间教室的灯具，合计18万元。", goal="1、完成24间教室的灯具更换。"),
        ),
    ),
    check_project=check,
    reads=("budget", "purpose", "goal", "level2", "level3", "description", "target", "basis"),
    needs=("purpose",),
)
