"""ZSE03: the overall goals and the itemised goals promise different numbers of the same thing, or parts miss their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import GOOD_PLAN, bad, document, fine, good
from zhunsheng.rules.mentions import Mention, agrees, mentions, same_matter
from zhunsheng.rules.other_departments import unread_departments
from zhunsheng.rules.prose import Kind, Number, brief, clause_at, clause_before, counts, plain_number
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided
from zhunsheng.rules.shared_words import pairs
from zhunsheng.rules.splits import named_parts, wrong_splits, wrong_times

_THING = re.compile(r"[\u4e00-\u9fff]{2,8}")
_DONE = re.compile(r"([\u4e00-\u9fff]{2})(?:了|约|不少于|至少|达到|共)?$")
_PARTIAL = re.compile(r"其中|每|各|分别|另|上年|已")
_DATED = re.compile(r"^.*?(?:[底末]前|[月日]前|年内|全年|前)(?=[\u4e00-\u9fff]{2})")
_TAIL = re.compile(r"入园|落地|落户|以上|左右|为|在|并|，")


def check(document: Document, context: Context) -> Iterator[Remark | Undecided]:
    """The same verb, counter and last noun (引进…个…项目), or the same words around a count; each counted once."""
    plan = document.department
    yield from unread_departments(document, "sub_goal")
    overall_text, sub_text = plan.overall_goal or "", plan.sub_goal or ""
    overall, sub = _promises(overall_text), _promises(sub_text)
    said: set[int] = set()
    for key, number in sub.items():
        stated = overall.get(key)
        if number is None or stated is None or (stated.value, stated.upper) == (number.value, number.upper):
            continue
        said.add(number.start)
        yield _remark(_words(sub_text, number), _words(overall_text, stated))
    for one, other in _matched(overall_text, sub_text):
        if one.number.start not in said:
            name = _DATED.sub("", one.name[-8:])
            words = f"{name}{_words(sub_text, one.number)[min(2, one.number.start) :]}"
            yield _remark(words if words in sub_text else one.number.text, _words(overall_text, other.number))


def check_goal(project: Project, context: Context) -> Iterator[Remark]:
    """Within one goal: a count said of all of them (4座水库全部通过验收) that is not the count promised before."""
    yield from _wrong_splits(project)
    text = project.goal or ""
    told = mentions(text, context.document.fiscal_year)
    yield from _said_twice(text, told)
    yield from _counted_twice(text, told)
    yield from _described_otherwise(text, told)
    yield from _limits_twice(text)
    yield from _pointed_back(text)
    for place, one in enumerate(told):
        whole = _ALL_OF_THEM.match(text, one.number.end) if one.number.kind is Kind.COUNT else None
        if whole is None or not _countable(one):
            continue
        before = [other for other in told[:place] if _is_such(other, one, whole["thing"])]
        if before and not agrees(one.number.value, before):
            words, other = text[one.number.start : whole.end()], before[-1]
            yield Remark(
                "goal",
                f"绩效目标前面写“{brief(_around(text, other), 16)}”，后面又写“{brief(words, 16)}”，对不上。",
                words,
                "两处改成同一个数，并与指标、用途一致。",
            )


def _said_twice(text: str, told: tuple[Mention, ...]) -> Iterator[Remark]:
    """One rate or count that the goal names twice by its full name, with two numbers: 在线率达到97%以上…全年在线率稳定在95%以上."""
    first: dict[tuple[str, str], Mention] = {}
    for one in told:
        name = _LEADS.sub("", core_name(one.name))
        enough = name.endswith(_RATES) if one.number.kind is Kind.PERCENT else len(name) >= _LONG
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
            )


def _counted_twice(text: str, told: tuple[Mention, ...]) -> Iterator[Remark]:
    """One thing counted twice with the same words behind it: 大修农村公路… 5公里路面大修…3公里路面大修取得实效."""
    counted = [
        (one, _CLAUSE_END.split(text[one.number.end : one.number.end + 24])[0])
        for one in told
        if one.number.kind is Kind.COUNT
        and _countable(one)
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
    counted = [one for one in told if one.number.kind is Kind.COUNT and _countable(one) and len(one.name) >= _PAIR]
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


def _wrong_splits(project: Project) -> Iterator[Remark]:
    """Counts whose parts, as the text itself lists them, do not make the whole; 其中 names all where no others are paid."""
    bought = counts(project.purpose) if "其中" in (project.goal or "") else ()
    for one in named_parts(project.goal):
        paid = sorted(n.value for n in bought if n.unit == one.whole.unit and not n.per)
        if one.comes_out or len(one.parts) < _ALIKE or paid != sorted(part.value for part in one.parts):
            continue
        yield Remark(
            "goal",
            f"资金用途只有{'、'.join(part.text for part in one.parts[:4])}，加起来是{plain_number(one.found)}{one.whole.unit}，绩效目标的总数写的是{one.whole.text}。",
            one.words,
            "核对总数和分项，改成加得起来的数。",
        )
    for address, text in (("goal", project.goal), ("purpose", project.purpose)):
        for one in wrong_splits(text):
            listed = "、".join(part.text for part in one.parts[:4]) + ("等" if len(one.parts) > 4 else "")
            gap = plain_number(abs(one.found - one.whole.value))
            yield Remark(
                address,
                f"分开写的{listed}加起来是{plain_number(one.found)}{one.parts[-1].unit}，总数写的是{one.whole.text}，差{gap}。",
                one.words,
                "核对总数和分项，改成加得起来的数；有重叠的，写明互有交叉。",
                severity=None if one.is_sure else Severity.INFO,
            )
        for times in wrong_times(text):
            yield Remark(
                address,
                f"“{brief(times.words, 24)}”两个数对不上，{times.told}。",
                times.words,
                "核对每个的数和总数，改成乘得起来的数。",
            )


_ALL_OF_THEM = re.compile(r"(?P<thing>[\u4e00-\u9fff]{0,8}?)(?:全部|(?<!平)均(?!价|等|衡|匀)|全都|都(?!市|能))")


def _is_such(other: Mention, one: Mention, thing: str) -> bool:
    """True for an earlier count in the same unit of the things that all are spoken of."""
    if other.number.unit != one.number.unit or other.number.kind is not Kind.COUNT or not _countable(other):
        return False
    return not thing or bool(pairs(thing) & pairs(other.words)) or thing[-2:] in other.words


def _around(text: str, one: Mention) -> str:
    return text[max(0, one.number.start - 4) : one.number.end] + one.behind[:4]


def _matched(overall_text: str, sub_text: str) -> Iterator[tuple[Mention, Mention]]:
    """Counts of the itemised goals with the one overall count that is of the same matter and says another number."""
    overall = [one for one in mentions(overall_text) if one.number.kind is Kind.COUNT and _countable(one)]
    for one in mentions(sub_text):
        if one.number.kind is not Kind.COUNT or not _countable(one):
            continue
        alike = [other for other in overall if same_matter(one, other)]
        if len(alike) == 1 and not agrees(
            alike[0].number.value, [m for m in mentions(sub_text) if same_matter(m, one)]
        ):
            yield one, alike[0]


def _countable(one: Mention) -> bool:
    return not _PARTIAL.search(one.before) and one.number.unit not in ("年", "个月", "天", "季度", "周")


def _remark(words: str, other: str) -> Remark:
    return Remark(
        "sub_goal",
        f"总体目标写“{brief(other, 20)}”，分项目标写“{brief(words, 20)}”，对不上。",
        words,
        "两处改成同一个数，并与项目指标一致。",
        related=(Related(None, "overall_goal", other),),
    )


def _promises(text: str) -> dict[tuple[str, str, str], Number | None]:
    found: dict[tuple[str, str, str], Number | None] = {}
    for number in counts(text):
        before = clause_before(text, number.start)
        verb, thing = _DONE.search(before), _THING.match(text, number.end)
        if not verb or not thing or _PARTIAL.search(before):
            continue
        noun = _TAIL.split(thing.group())[0][-2:]
        if len(noun) < 2:
            continue
        key = (verb.group(1), number.unit, noun)
        found[key] = number if key not in found else None
    return found


def _words(text: str, number: Number) -> str:
    thing = _THING.match(text, number.end)
    tail = _TAIL.split(thing.group())[0] if thing else ""
    return text[max(0, number.start - 2) : number.end + len(tail)]


RULE = Rule(
    code="ZSE03",
    name="overall-and-sub-goals-differ",
    title="总体目标与分项目标矛盾",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    automation="B",
    why="同一份文件里总体和分项各说各的数，考核时不知道按哪个。",
    how_to_fix="统一成一个数；区间目标也写成一样的区间。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "审核绩效目标的规范完整性，内容准确"),),
    bad=(
        bad(
            "总体引进2到3个，分项引进2个",
            document(
                plan=replace(
                    GOOD_PLAN,
                    overall_goal="争取全年签约引进2-3个新项目、好项目入园。",
                    sub_goal="1.力争引进2个大项目、好项目落地园区。",
                )
            ),
            ("sub_goal", "引进2个大项目"),
        ),
        bad(
            "培训场次不同",
            document(
                plan=replace(GOOD_PLAN, overall_goal="（一）全年组织6场教师培训。", sub_goal="1.全年组织4场教师培训。")
            ),
            ("sub_goal", "组织4场教师培训"),
        ),
        bad(
            "数在后面，里程不同",
            document(
                plan=replace(GOOD_PLAN, overall_goal="（一）大修农村公路5公里。", sub_goal="1.大修农村公路8公里。")
            ),
            ("sub_goal", "大修农村公路8公里"),
        ),
        bad(
            "分项人数加不出总数",
            good({"goal": "1、培训教师200人（小学120人、初中90人），更换灯具264套。\n2、师生满意度不低于90%。"}),
            ("goal", "200人（小学120人、初中90人）"),
        ),
    ),
    good=(
        fine("两处一致", document()),
        fine(
            "其中只说了一部分人",
            good(
                {"goal": "1、培训教师200人，其中党员教师80人、骨干教师150人，更换灯具264套。\n2、师生满意度不低于90%。"}
            ),
        ),
        fine(
            "说的不是一件事",
            document(
                plan=replace(
                    GOOD_PLAN, overall_goal="全年引进2个新项目。", sub_goal="1.全年服务2家新企业，引进3个高级人才。"
                )
            ),
        ),
        fine(
            "分项说的是其中一部分",
            document(
                plan=replace(GOOD_PLAN, overall_goal="全年引进6个新项目。", sub_goal="1.其中上半年引进2个新项目。")
            ),
        ),
    ),
    check_document=check,
    check_project=check_goal,
    reads=("department", "goal", "purpose"),
    needs=("department",),
)
