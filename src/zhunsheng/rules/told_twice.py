"""One goal that says two numbers of the same thing: a rate named twice, a thing counted twice, two limits for one task."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.model.finding import Severity
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.clauses import clause_at, clause_before
from zhunsheng.rules.mentions import Mention
from zhunsheng.rules.prose import Kind, Number, counts
from zhunsheng.rules.rule import Remark
from zhunsheng.rules.shared_words import pairs
from zhunsheng.rules.wording import brief

PARTIAL = re.compile(r"其中|每|各|分别|另|上年|已")
"""Words before a count that make it a part of another, or one of several."""


def told_twice(text: str, told: tuple[Mention, ...]) -> Iterator[Remark]:
    """What a goal says twice with different numbers; ``told`` are its plain counts and percentages."""
    yield from _said_twice(text, told)
    yield from _counted_twice(text, told)
    yield from _described_otherwise(text, told)
    yield from _limits_twice(text)
    yield from _pointed_back(text)


def is_countable(one: Mention) -> bool:
    """True for a count of a whole: no part of another, no date and no duration."""
    return not PARTIAL.search(one.before) and one.number.unit not in ("年", "个月", "天", "季度", "周")


def _said_twice(text: str, told: tuple[Mention, ...]) -> Iterator[Remark]:
    """One rate or count that the goal names twice by its full name, with two numbers: 在线率达到97%以上…全年在线率稳定在95%以上."""
    first: dict[tuple[str, str], Mention] = {}
    for one in told:
        name = _LEADS.sub("", core_name(one.name))
        enough = name.endswith(_RATES) if one.number.kind is Kind.PERCENT else len(name) > _SHORT and is_countable(one)
        if len(name) < _SHORT or not enough or _ONE_OF_SEVERAL.search(_near(text, one)):
            continue
        other = first.setdefault((name, one.number.unit), one)
        if (
            other.number.value != one.number.value
            and _BOUND.sub("", other.behind)[:2] == _BOUND.sub("", one.behind)[:2]
        ):
            words = f"{one.name[-10:]}{text[one.number.start : one.number.end]}"
            yield Remark(
                "goal",
                f"绩效目标前面写“{brief(name, 10)}”是{other.number.text}，后面又写{one.number.text}，两个数不一样。",
                text[one.number.start - 4 : one.number.end] if words not in text else words,
                "核实后只留一个数，并与指标值一致；说的是两件事，就把名称写清楚。",
                severity=None if one.number.kind is Kind.PERCENT or len(name) >= _LONG else Severity.INFO,
            )


def _counted_twice(text: str, told: tuple[Mention, ...]) -> Iterator[Remark]:
    """One thing counted twice with the same words behind it: 大修农村公路… 5公里路面大修…3公里路面大修取得实效."""
    counted = [
        (one, _CLAUSE_END.split(text[one.number.end : one.number.end + 24])[0])
        for one in told
        if one.number.kind is Kind.COUNT
        and is_countable(one)
        and not _ONE_OF_SEVERAL.search(_BY_DAY.sub("", _near(text, one)))
    ]
    for place, (one, behind) in enumerate(counted):
        for other, earlier in counted[:place]:
            same = next(
                (n for n, (a, b) in enumerate(zip(behind, earlier, strict=False)) if a != b),
                min(len(behind), len(earlier)),
            )
            if one.number.unit != other.number.unit or one.number.value == other.number.value or same < _SHORT + 1:
                continue
            if same < min(len(behind), len(earlier)) and same < _LONG + 1:
                continue
            yield Remark(
                "goal",
                f"绩效目标前面写“{other.number.text}{brief(earlier, 10)}”，后面又写“{one.number.text}{brief(behind, 10)}”，两个数不一样。",
                text[one.number.start : one.number.end + same],
                "核实后只留一个数，并与指标值一致；说的是两件事，就把名称写清楚。",
                severity=Severity.INFO,
            )
            return


def _described_otherwise(text: str, told: tuple[Mention, ...]) -> Iterator[Remark]:
    """The whole described by a count of its things, and those counted otherwise after: 展位100个的展销会…设展位80个."""
    counted = [one for one in told if one.number.kind is Kind.COUNT and is_countable(one) and len(one.name) >= _PAIR]
    for whole in (one for one in counted if text.startswith("的", one.number.end)):
        noun = whole.name[-_PAIR:]
        same = [o for o in counted if o.name.endswith(noun) and o.number.unit == whole.number.unit and o is not whole]
        if len(same) == 1 and same[0].number.value != whole.number.value and not _ONE_OF_SEVERAL.search(same[0].before):
            yield Remark(
                "goal",
                f"绩效目标写“{noun}{whole.number.text}”，又写“{noun}{same[0].number.text}”，两个数不一样。",
                same[0].number.text,
                "核实后只留一个数，并与指标值一致；说的是两件事，就把名称写清楚。",
            )


_BY_DAY = re.compile(r"(?:20\d\d年)?\d{1,2}月(?:底|末|\d{1,2}日)?(?:之|以)?前")
"""A day by which all is done is none of several."""
_CLAUSE_END = re.compile(r"[，。；;,、（(：:\n]")


def _limits_twice(text: str) -> Iterator[Remark]:
    """One thing that is to be done within two different times: 坑槽5天内修补…路面坑槽7天内修补完成."""
    told = [
        (number, pairs(clause_at(text, number.start)))
        for number in counts(text)
        if number.unit in _LIMITS and number.upper is None and not number.per and _WITHIN.match(text, number.end)
    ]
    for place, (number, words) in enumerate(told):
        for earlier, others in told[:place]:
            short, common = min(len(words), len(others)), len(words & others)
            if (
                number.unit != earlier.unit
                or number.value == earlier.value
                or common < _ALIKE
                or common * 3 < short * 2
            ):
                continue
            clauses = clause_at(text, earlier.start) + clause_at(text, number.start)
            if _ONE_OF_SEVERAL.search(clauses) or _CASES.search(clauses):
                continue
            yield Remark(
                "goal",
                f"绩效目标前面写“{brief(clause_at(text, earlier.start).strip(), 18)}”，后面又写“{brief(clause_at(text, number.start).strip(), 18)}”，时限不一样。",
                clause_at(text, number.start).strip(),
                "核实后只留一个时限，并与指标值一致；说的是两种情况，就把情况写清楚。",
            )
            return


_POINTS_BACK = re.compile(r"(?:上述|前述|上面|(?:^|(?<=[，。；、,;\s]))以上|这)$")


def _pointed_back(text: str) -> Iterator[Remark]:
    """A count that points back to the things named before it, and is not theirs: 18条线路开行…上述16条线路不停运."""
    told = [one for one in counts(text) if one.upper is None and not one.per and not one.approximate]
    for place, one in enumerate(told):
        back = _POINTS_BACK.search(text[: one.start])
        if back is None:
            continue
        noun = _behind(text, one)
        alike = [other for other in told[:place] if other.unit == one.unit]
        such = [other for other in alike if _is_of_noun(text, other, noun)]
        values = [other.value for other in alike]
        if not such or one.value in values or sum(values) == one.value or sum(n.value for n in such) == one.value:
            continue
        words, first = text[back.start() : one.end] + noun, such[0]
        yield Remark(
            "goal",
            f"绩效目标前面写“{first.text}{_behind(text, first)}”，后面又写“{brief(words, 16)}”，对不上。",
            words,
            "两处改成同一个数，并与指标、用途一致。",
        )


def _behind(text: str, number: Number) -> str:
    """Up to six characters of what a number counts, where they stand right behind it."""
    found = _NOUN_BEHIND.match(text, number.end)
    return found.group() if found else ""


def _is_of_noun(text: str, number: Number, noun: str) -> bool:
    """True where the words around an earlier number name the noun; without a noun, any count in the unit is meant."""
    around = clause_before(text, number.start)[-8:] + "，" + _behind(text, number)
    return not noun or bool(pairs(noun) & pairs(around)) or noun[:2] in around


_NOUN_BEHIND = re.compile(
    r"[\u4e00-\u9fff]{1,6}?(?=全年|全部|均|都|按|的|为|在|开|每|[，。；、,;]|$)|[\u4e00-\u9fff]{0,6}"
)
_LIMITS = frozenset({"天", "工作日", "小时", "分钟", "个月", "周"})
_WITHIN = re.compile(r"\s*(?:以?内|之内)")
_CASES = re.compile(
    r"一般|特殊|紧急|普通|重大|较大|复杂|简单|城区|农村|城镇|偏远|县城|主干|支线|夜间|白天|工作日(?!内)|应急|急诊|一类|二类|首次|再次"
)
_ALIKE = 3
_PAIR, _SHORT, _LONG = 2, 3, 5
_BOUND = re.compile(r"^(?:及?以[上下内]|左右)")
_RATES = ("率", "度", "比例", "占比", "比重", "覆盖面")
_LEADS = re.compile(r"^(?:全年|年内|本年度?|年度|确保|保证|保持|使得?|力争|并|同时|且|实现|完成|做到|其)+")
_ONE_OF_SEVERAL = re.compile(
    r"上半年|下半年|季度|汛期|[春夏秋冬]季|阶段|近期|远期|到20\d\d|\d月|[一二三四]期|高峰|节假日|重点|其中|其余|分别|提高到|增加到|下降到|降低到|由|从"
)
"""Words near a rate that make it one of several: 汛期在线率, 第一阶段合格率."""


def _near(text: str, one: Mention) -> str:
    """The clause of a number and the one before it."""
    before = re.split(r"[，。；;\n]", text[max(0, one.number.start - 60) : one.number.start])
    return "，".join(before[-2:])
