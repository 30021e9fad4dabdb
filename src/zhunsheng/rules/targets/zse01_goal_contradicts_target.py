"""ZSE01: the goal and the indicator give the same thing different numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.clauses import clause_at, clause_before, sentence_at
from zhunsheng.rules.counters import normal_unit
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.goal_days import dated_rows, day_clash
from zhunsheng.rules.goal_money import LEAD, money_clash
from zhunsheng.rules.indicator_kinds import row_name
from zhunsheng.rules.mentions import (
    Mention,
    is_alike,
    is_plainly_about,
    linked,
    made_of_several,
    mentions,
    promised,
)
from zhunsheng.rules.needed import found_in
from zhunsheng.rules.prose import Number, counts, percents
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.sameness import thing
from zhunsheng.rules.shared_words import pairs
from zhunsheng.rules.wording import brief

_THING = r"([\u4e00-\u9fff]{0,4}?(?:事故|案件|投诉|上访|伤亡|火灾|事件))"
_ZERO = re.compile(
    rf"{_THING}(?:率|数|起数|次数)?(?:零发生|为零|为0|0发生|零起)|(?:无|零|不发生|杜绝)(?:一例|一起|任何)?{_THING}(?!隐患|苗头|处)"
)


def check(project: Project, context: Context) -> Iterator[Remark]:
    """A number of the goal that is about the indicator's own thing, or a 零发生 beside a limit above zero."""
    if not project.goal:
        return
    year = context.document.fiscal_year
    told = linked(project.goal, enumerate(project.indicators), year)
    dated = dated_rows(project)
    for number, row in enumerate(project.indicators):
        settled = _settled(project, told, number) if number in told else frozenset()
        about = [one for one in told.get(number, []) if not _is_of_another_step(one, row)]
        words = _number_clash(project.goal, row, about, (year, settled)) or _zero_clash(project.goal, row)
        plain = all(is_plainly_about(one, row) for one in about[:1])
        severity = None if plain or words is None else Severity.INFO
        if words is None:
            words, severity = _change_clash(project.goal, row) or money_clash(project.goal, row), None
        if words is None:
            words, severity = _whole_clash(project.goal, row), Severity.WARNING
        if words is None:
            words, severity = _pace_clash(project.goal, row) or _mille_clash(project.goal, row, year), None
        if words is None:
            words, severity = _moved_clash(project.goal, row), None
        if words is None:
            words, severity = _measure_clash(project.goal, row), None
        if words is None and number in dated:
            words, severity = day_clash(project, row, dated[number], dated) or (None, None)
        if words is None or row.target is None:
            continue
        yield Remark(
            f"indicators[{number}].target",
            f"绩效目标写“{brief(words, 20)}”，指标{row_name(number, row)}却定为{brief(row.target.text, 16)}，两处矛盾。",
            row.target.text,
            "两处改成同一个数；以哪个为准，看合同、标准或上年实际。",
            related=(Related(project.code, "goal", words),),
            severity=severity,
        )


def _settled(project: Project, told: dict[int, list[Mention]], but: int) -> frozenset[Mention]:
    """The mentions that are about other rows and agree with them: they say nothing of this one."""
    return frozenset(
        one
        for number, found in told.items()
        if number != but and (said := promised(project.indicators[number].target)) is not None
        for one in found
        if one.number.value == said[0]
    )


def _number_clash(
    goal: str, row: Indicator, told: list[Mention], known: tuple[int | None, frozenset[Mention]]
) -> str | None:
    """The goal's words with another number for the row's thing; ``None`` when its numbers agree, one by one or added.

    ``known`` is the budget's year, and the mentions that are of other rows beyond doubt.
    """
    said, (year, settled) = promised(row.target), known
    if said is None or not told:
        return None
    alike = [one for one in mentions(goal, year) if is_alike(one.number, told[0].number)]
    same = [one for one in alike if one.number.unit == told[0].number.unit and one not in settled]
    if any(one.number.value == said[0] for one in same):
        return None
    if (said[1] != "%" and made_of_several(said[0], [one for one in alike if one not in settled])) or _is_told_in_parts(
        goal, row, said[0], told[0].number.unit
    ):
        return None
    number, before = told[0].number, LEAD.sub("", told[0].before)
    start = goal.rfind(before, 0, number.start) if before else number.start
    return goal[start : number.end] + ("" if before else told[0].behind[:6])


def _is_of_another_step(one: Mention, row: Indicator) -> bool:
    """True for a time of one step beside a row of another: 急救出车8分钟 and 急救到达时间."""
    said = {place for place, step in enumerate(_STEPS) if step.search(one.words)}
    named = {place for place, step in enumerate(_STEPS) if step.search(row.level3 or "")}
    return bool(said and named) and not said & named and one.number.unit in ("秒", "分钟", "小时")


_STEPS = (
    re.compile(r"出车|出动|出警|出发"),
    re.compile(r"到达|到场|抵达|赶到"),
    re.compile(r"响应|接单|受理|派单"),
    re.compile(r"修复|恢复|排除|抢修|抢通|复电|复通|办结|处置|处理"),
    re.compile(r"反馈|答复|回复|报出|初报|上报"),
)
"""What follows one another when something has happened."""


def _is_told_in_parts(goal: str, row: Indicator, value: Decimal, unit: str) -> bool:
    """True where the goal gives the row's very number as a part of a whole: 案件760件，其中刑事案件260件."""
    own = pairs(thing(row.level3))
    return "其中" in goal and any(
        number.value == value and number.unit == unit and own & pairs(clause_before(goal, number.start))
        for number in counts(goal)
        if "其中" in sentence_at(goal, number.start)
    )


def _zero_clash(goal: str, row: Indicator) -> str | None:
    """The goal's 零发生 for the very thing of which the indicator allows some."""
    target, name = row.target, row.level3 or ""
    if target is None or not target.number or target.operator not in ("<=", "=", None) or target.is_percentage:
        return None
    if re.search("下降|降低|减少|处置|处理|办结|排查|化解|及时", name):
        return None
    for found in _ZERO.finditer(goal) if found_in(_ZERO, goal) else ():
        thing = found.group(1) or found.group(2)
        if thing in name:
            return found.group()
    return None


_CHANGE = r"(?P<way>增长|增加|提高|提升|下降|降低|减少|缩短|压减)"
_UP = ("增长", "增加", "提高", "提升")
_CHANGED = re.compile(
    rf"(?P<what>[A-Za-z\d.\u4e00-\u9fff]{{2,20}}?)(?:[比较](?:上一?年|去年|往年|前|近)[\u4e00-\u9fff]{{0,6}}?|同比|每年|年均)?{_CHANGE}(?:率|幅度)?(?:达到?|为|不低于|不少于|约|至少)?$"
)
_CHANGE_NAME = re.compile(rf"^(?P<what>[A-Za-z\d.\u4e00-\u9fff]{{2,}}?){_CHANGE}(?:率|幅度?|比例|比率)?$")


def _change_clash(goal: str, row: Indicator) -> str | None:
    """The goal's 增长15% beside another number for the growth of the very same thing."""
    target = row.target
    if target is None or target.number is None or not target.is_percentage:
        return None
    named = _CHANGE_NAME.match(core_name(row.level3))
    if named is None:
        return None
    found = None
    for number in percents(goal):
        told = _CHANGED.search(clause_before(goal, number.start))
        if told is None or (told["way"] in _UP) != (named["way"] in _UP) or number.upper is not None:
            continue
        points = "点" in number.text
        own, said = pairs(named["what"]), pairs(told["what"])
        alike = _one_ends_the_other(told["what"], named["what"]) or (
            len(own) >= 4 and len(own & said) * 10 >= len(own) * 6
        )
        if points != (target.unit == "个百分点") or not alike:
            continue
        if number.value == target.number:
            return None
        found = found or goal[number.start - len(told.group()) : number.end]
    return found


def _one_ends_the_other(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= 3 and long.endswith(short)


_WHOLE = re.compile(r"(?P<what>[\u4e00-\u9fff]{2,10}?)(?:实现|达到)?(?:全覆盖|全部覆盖|应保尽保|应补尽补)")


def _whole_clash(goal: str, row: Indicator) -> str | None:
    """The goal's 全覆盖 beside a coverage of less than a hundred percent, where both speak of the same ones."""
    target, name = row.target, row.level3 or ""
    if target is None or not target.is_percentage or target.number is None or not 90 <= target.number < 100:
        return None
    if "覆盖" not in name or target.operator not in (">=", ">", "=", None):
        return None
    for found in _WHOLE.finditer(goal):
        if pairs(found["what"]) & pairs(f"{name}，{row.description}"):
            return found.group()
    return None


_MOVED = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{2,14}?)(?:由|从)[^，。；;\n]{1,16}?(?:降低?|下降|减少|缩短|压减|压缩|提高|提升|增加|增长|上升|扩大)(?:到|至|为)$"
)


def _moved_clash(goal: str, row: Indicator) -> str | None:
    """Where the goal moves the row's own number to: 漏损率由22%降到12% beside a target of another number."""
    said, name = promised(row.target), core_name(row.level3)
    if said is None or len(name) < 3 or ("由" not in goal and "从" not in goal):
        return None
    for number in (*percents(goal), *counts(goal)):
        told = _MOVED.search(goal[max(0, number.start - 36) : number.start])
        if told is None or number.unit != said[1] or number.upper is not None or number.value == said[0]:
            continue
        if _one_ends_the_other(LEAD.sub("", told["what"]), name):
            return f"{told['what']}{goal[number.start - len(told.group()) + len(told['what']) : number.end]}"
    return None


_EACH = re.compile(r"每(个(?!月)|周|月|天|日|季度|年|班|组|村|户|人|场|次|期|镇|校|所|批|座|台|处|家|辆|亩|套|名|站)")
_MEAN = re.compile(r"([生人户村校班])均(?!衡)")
_MEAN_OF = {"生": "人", "人": "人", "户": "户", "村": "村", "校": "校", "班": "班"}
_HALF = 2


def _pace_clash(goal: str, row: Indicator) -> str | None:
    """Another count a week, a month, a class for the row's own thing: 每周开餐不少于5天 beside 每周开餐天数 ≥4天/周."""
    target = row.target
    if target is None or target.number is None or target.unit is None or target.operator == "between":
        return None
    head, _, per = target.unit.partition("/")
    named = {normal_unit(unit) for unit in _EACH.findall(row.level3 or "")}
    named |= {_MEAN_OF[word] for word in _MEAN.findall(row.level3 or "")}
    wanted = {normal_unit(per)} if per else named
    if not wanted or "元" in head:
        return None
    own = pairs(thing(row.level3))
    if not own:
        return None
    told = [
        n
        for n in counts(goal)
        if n.unit == normal_unit(head) and n.upper is None and not n.approximate
        if wanted <= set(n.per)
        if _is_about(own, clause_at(goal, n.start)) or _is_about(own, _told_around(goal, n))
    ]
    if not told or any(n.value == target.number for n in told):
        return None
    if _FROM.search(clause_before(goal, told[0].start)) and any(n.value == target.number for n in counts(goal)):
        return None
    return clause_at(goal, told[0].start).strip()[:20]


def _is_about(own: frozenset[str], told: str) -> bool:
    """True where the words share half of the row's own, or hold nothing but some of them (巡查每周不少于2次)."""
    said = pairs(_EACH.sub("，", told))
    return len(own & pairs(told)) * _HALF >= len(own) or bool(said and said <= own)


def _told_around(goal: str, number: Number) -> str:
    """The clause of a number, with the one before it where it names nothing itself: 174个书屋完成补充，每个不少于60种."""
    clause = clause_at(goal, number.start)
    start = number.start - len(clause_before(goal, number.start))
    return clause if len(pairs(clause)) >= _NAMES else f"{clause_before(goal, max(0, start - 1))}，{clause}"


_NAMES = 4
_FROM = re.compile(r"[由从](?:原来|目前|现在|现有|上年|每|[一-龥]{0,4}的)*[一-龥]?$")
"""Before a number that only tells from where: 由每秒32立方米恢复到45立方米."""


def _mille_clash(goal: str, row: Indicator, year: int | None) -> str | None:
    """One and the same rate told in ‰ here and in % there, with another number (0.5‰ and 0.5%)."""
    said, name = promised(row.target), core_name(row.level3)
    if said is None or said[1] not in _OUT_OF or len(name) < 3:
        return None
    for one in mentions(goal, year):
        unit = one.number.unit
        if unit not in _OUT_OF or unit == said[1] or one.number.value * _OUT_OF[said[1]] == said[0] * _OUT_OF[unit]:
            continue
        if _one_ends_the_other(LEAD.sub("", core_name(one.name)), name):
            return f"{one.name[-12:]}{one.number.text}"
    return None


_OUT_OF = {"%": 100, "‰": 1000}


def _measure_clash(goal: str, row: Indicator) -> str | None:
    """Another measure of the row's own quantity in its very compound unit: 烟尘排放浓度不高于30毫克/立方米 beside ≤50毫克/立方米."""
    target, name = row.target, core_name(row.level3)
    unit = (target.unit or "") if target is not None else ""
    if target is None or target.number is None or len(name) < _NAMES or name not in goal or not _MEASURE.match(unit):
        return None
    told = []
    for place in (found.end() for found in _MEASURED.finditer(goal) if goal.startswith(unit, found.end())):
        start = goal.rfind(name, 0, place)
        if start >= 0 and not _CLAUSE_ENDS.search(goal, start + len(name), place):
            told.append((goal[start : place + len(unit)], _MEASURED.findall(goal[start:place])[-1]))
    if not told or any(Decimal(value) == target.number for _, value in told) or _FROM_TO.search(told[0][0]):
        return None
    return told[0][0]


_MEASURE = re.compile(r"(?:[毫微]?克|毫升|升|分贝|勒克斯|千瓦时?|帕|兆帕)[/／\u4e00-\u9fffA-Za-z]*$|m?g/|dB|mg|lx|μg")
_MEASURED = re.compile(r"\d+(?:\.\d+)?")
_CLAUSE_ENDS = re.compile(r"[，。；;、\n]")
_FROM_TO = re.compile(r"[由从]|降低|减少|下降|提高|提升|增加|—|～|~")

RULE = Rule(
    code="ZSE01",
    name="goal-contradicts-target",
    title="绩效目标与指标值矛盾",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    automation="B",
    why="同一件事两个数，年底按哪个算都有人不服，自评时无法认定完成没有。",
    how_to_fix="核实后两处改成一致。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "审核绩效目标的规范完整性，内容准确"),),
    bad=(
        bad(
            "目标事故零发生，指标允许三起",
            good(
                {"indicators[4].level3": "交通事故发生率", "indicators[4].target": "≤3起"},
                goal="1、园区亮灯保安全，交通事故零发生，企业及居民满意方便。",
            ),
            ("indicators[4].target", "≤3起"),
        ),
        bad(
            "目标亮化率97%，指标98%",
            good(
                {"indicators[1].level3": "路灯亮化比例", "indicators[1].target": "≥98百分比"},
                goal="1、保证巡查维修及时，使得路灯亮化率达到97%，消除隐患。",
            ),
            ("indicators[1].target", "≥98百分比"),
        ),
        bad(
            "目标企业全覆盖，指标留了一点",
            good(
                {
                    "indicators[4].level3": "企业照明覆盖比例",
                    "indicators[4].description": "受益企业占全部企业的比例",
                    "indicators[4].target": "≥95%",
                },
                goal="1、路灯照明已投产企业全覆盖，亮灯及时。",
            ),
            ("indicators[4].target", "≥95%"),
        ),
        bad(
            "目标二百六十四套，指标二百套",
            good({"indicators[0].target": "≥200套"}),
            ("indicators[0].target", "≥200套"),
        ),
    ),
    good=(
        fine("两处一致", good()),
        fine(
            "两批加起来就是指标的数",
            good(
                {"indicators[0].target": "≥264套"},
                goal="1、更换教室灯具216套、黑板灯具48套，验收合格率100%。\n2、师生满意度不低于90%。",
            ),
        ),
        fine(
            "目标说的是重大事故，指标说的是一般故障",
            good(
                {"indicators[4].level3": "设备故障起数", "indicators[4].target": "≤3起"},
                goal="1、无重大安全事故，灯具完好率100%。",
            ),
        ),
        fine(
            "名称不同，不比",
            good({"indicators[5].level3": "家长满意度", "indicators[5].target": "≥85%"}),
        ),
        fine(
            "零事故对零事故",
            good(
                {"indicators[4].level3": "施工安全事故起数", "indicators[4].target": "=0起"}, goal="1、安全事故零发生。"
            ),
        ),
    ),
    check_project=check,
    reads=("name", "goal", "level3", "description", "target"),
)
