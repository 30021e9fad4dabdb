"""ZSE03: the overall goals and the itemised goals promise different numbers of the same thing, or parts miss their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.clauses import clause_before
from zhunsheng.rules.examples import GOOD_PLAN, bad, document, fine, good
from zhunsheng.rules.mentions import Mention, agrees, mentions, same_matter
from zhunsheng.rules.other_departments import unread_departments
from zhunsheng.rules.prose import Kind, Number, counts
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided
from zhunsheng.rules.shared_words import pairs
from zhunsheng.rules.slips_of_numbers import may_be_slip
from zhunsheng.rules.splits import (
    named_parts,
    wrong_classes,
    wrong_days,
    wrong_estimates,
    wrong_rests,
    wrong_splits,
    wrong_times,
)
from zhunsheng.rules.told_twice import PARTIAL, is_countable, told_twice
from zhunsheng.rules.wording import brief, plain_number

_THING = re.compile(r"[\u4e00-\u9fff]{2,8}")
_DONE = re.compile(r"([\u4e00-\u9fff]{2})(?:了|约|不少于|至少|达到|共)?$")
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
    yield from told_twice(text, told)
    for place, one in enumerate(told):
        whole = _ALL_OF_THEM.match(text, one.number.end) if one.number.kind is Kind.COUNT else None
        if whole is None or not is_countable(one):
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


def _wrong_splits(project: Project) -> Iterator[Remark]:
    """Counts whose parts, as the text itself lists them, do not make the whole; 其中 names all where no others are paid."""
    bought = counts(project.purpose) if "其中" in (project.goal or "") else ()
    for one in named_parts(project.goal):
        paid = sorted(n.value for n in bought if n.unit == one.whole.unit and not n.per)
        if one.comes_out or len(one.parts) < _FEWEST_PARTS or len(paid) != len(one.parts):
            continue
        listed = "、".join(part.text for part in one.parts[:4])
        made = f"{plain_number(one.found)}{one.whole.unit}"
        if paid == sorted(part.value for part in one.parts):
            said = f"资金用途只有{listed}，加起来是{made}，绩效目标的总数写的是{one.whole.text}。"
        elif sum(paid) == one.whole.value:  # the purpose counts as many kinds, and its own do make the whole
            said = f"绩效目标分开写的{listed}加起来是{made}，总数和资金用途都是{one.whole.text}。"
        else:
            continue
        yield Remark(
            "goal",
            said,
            one.words,
            "核对总数和分项，改成加得起来的数。",
        )
    for address, text in (("goal", project.goal), ("purpose", project.purpose)):
        for one in (*wrong_splits(text), *wrong_rests(text), *wrong_estimates(text)):
            listed = "、".join(part.text for part in one.parts[:4]) + ("等" if len(one.parts) > 4 else "")
            made, gap = _like(one.whole, one.found), _like(one.whole, abs(one.found - one.whole.value))
            yield Remark(
                address,
                f"分开写的{listed}加起来是{made}{one.parts[-1].unit}，总数写的是{one.whole.text}，差{gap}{one.whole.unit}。",
                one.words,
                "核对总数和分项，改成加得起来的数；有重叠的，写明互有交叉。",
                severity=None if one.is_sure and may_be_slip(one.found, one.whole.value) else Severity.INFO,
            )
        for times in (*wrong_times(text), *wrong_classes(text), *wrong_days(text)):
            yield Remark(
                address,
                f"“{brief(times.words, 24)}”两个数对不上，{times.told}。",
                times.words,
                "核对每个的数和总数，改成乘得起来的数。",
                severity=None if times.is_sure else Severity.INFO,
            )


def _like(whole: Number, value: Decimal) -> str:
    """A number as the whole is printed: 34万 where it is 32万亩."""
    return f"{plain_number(value / 10_000)}万" if "万" in whole.text else plain_number(value)


_FEWEST_PARTS = 3
"""Two parts of a whole are no list of all of them."""
_ALL_OF_THEM = re.compile(r"(?P<thing>[\u4e00-\u9fff]{0,8}?)(?:全部|(?<!平)均(?!价|等|衡|匀)|全都|都(?!市|能))")


def _is_such(other: Mention, one: Mention, thing: str) -> bool:
    """True for an earlier count in the same unit of the things that all are spoken of."""
    if other.number.unit != one.number.unit or other.number.kind is not Kind.COUNT or not is_countable(other):
        return False
    return not thing or bool(pairs(thing) & pairs(other.words)) or thing[-2:] in other.words


def _around(text: str, one: Mention) -> str:
    return text[max(0, one.number.start - 4) : one.number.end] + one.behind[:4]


def _matched(overall_text: str, sub_text: str) -> Iterator[tuple[Mention, Mention]]:
    """Counts of the itemised goals with the one overall count that is of the same matter and says another number."""
    overall = [one for one in mentions(overall_text) if one.number.kind is Kind.COUNT and is_countable(one)]
    for one in mentions(sub_text):
        if one.number.kind is not Kind.COUNT or not is_countable(one):
            continue
        alike = [other for other in overall if same_matter(one, other)]
        if len(alike) == 1 and not agrees(
            alike[0].number.value, [m for m in mentions(sub_text) if same_matter(m, one)]
        ):
            yield one, alike[0]


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
        if not verb or not thing or PARTIAL.search(before):
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
