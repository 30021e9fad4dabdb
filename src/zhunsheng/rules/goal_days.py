"""Days in the goal against days of the indicators: whether both speak of the same stage of the same matter."""

from __future__ import annotations

import re
from collections import Counter

from zhunsheng.model.finding import Severity
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project
from zhunsheng.rules.clauses import clause_at, clause_before
from zhunsheng.rules.days_in_text import Day, days
from zhunsheng.rules.shared_words import pairs


def dated_rows(project: Project) -> dict[int, Day]:
    """The rows whose target is nothing but a day, with that day."""
    found = {}
    for number, row in enumerate(project.indicators):
        said = days(row.target.text) if row.target is not None and row.target.number is None else ()
        if len(said) == 1 and len(row.target.text if row.target else "") <= len(said[0].text) + 8:
            found[number] = said[0]
    return found


def day_clash(project: Project, row: Indicator, own: Day, dated: dict[int, Day]) -> tuple[str, Severity | None] | None:
    """The goal's other day for the row's own matter: 每月20日前发放 beside 每月25日前, 11月底前完工 beside 12月31日前."""
    goal = project.goal or ""
    told = [day for day in days(goal) if bool(day.month) == bool(own.month) and day.is_limit]
    rows = [day for day in dated.values() if bool(day.month) == bool(own.month)]
    if not told or not own.is_limit:
        held = _held_on_another(goal, row, own)
        if held is not None:
            return held
    if not told:
        return None
    if any((day.month, day.day) == (own.month, own.day) for day in told):
        return _exchanged(goal, row, own, (told, rows))
    words = pairs(f"{row.level3}，{row.description}") - pairs(project.name)
    alone = len(told) == 1 and len(rows) == 1
    best = max(told, key=lambda day: len(words & pairs(_about(goal, day))))
    about = _about(goal, best)
    shared = len(words & pairs(about))
    if alone and not shared:  # with one day on either side, the project's own name tells as well
        shared = len(pairs(row.level3) & pairs(about))
    if own.month:
        at_odds = _is_at_odds(
            row, later=_is_later(own, best), near=_is_near(own, best), about=about, told=(shared, alone)
        ) or (alone and _is_before_its_time(row, own, best, about))
    else:
        at_odds = alone or shared > 0
    if not at_odds:
        return None
    sure = not own.month or (_is_later(own, best) and (shared > 0 and _is_said_to_be_done(row, about)))
    severity = None if sure else Severity.INFO
    return clause_at(goal, best.start).strip()[:20], severity


def _held_on_another(goal: str, row: Indicator, own: Day) -> tuple[str, Severity | None] | None:
    """An event's day (比赛举办日期 10月25日) that is not the one bare day of the goal's clause: 11月1日举办马拉松."""
    if own.is_limit or not own.month or not _EVENT.search(row.level3 or ""):
        return None
    bare = [day for day in days(goal) if day.month and not day.is_limit and _EVENT.search(_about(goal, day))]
    if len(bare) != 1 or (bare[0].month, bare[0].day) == (own.month, own.day):
        return None
    return clause_at(goal, bare[0].start).strip()[:20], None


_EVENT = re.compile(r"举办|举行|开幕|开赛|比赛|开考|考试|开展|开馆|召开|首演|启动|开始")


def _exchanged(
    goal: str, row: Indicator, own: Day, known: tuple[list[Day], list[Day]]
) -> tuple[str, Severity | None] | None:
    """The row has the day of another stage: 9月20日前到货，10月20日前验收, where both rows want 10月20日."""
    told, rows = known
    ours, theirs = (Counter((day.month, day.day) for day in some) for some in (rows, told))
    extra, left = list((ours - theirs).elements()), list((theirs - ours).elements())
    if extra != [(own.month, own.day)] or len(left) != 1 or len(told) != len(rows):
        return None
    other = next(day for day in told if (day.month, day.day) == left[0])
    same = next(day for day in told if (day.month, day.day) == extra[0])
    name = pairs(row.level3)
    if len(name & pairs(_about(goal, other))) <= len(name & pairs(_about(goal, same))):
        return None
    return clause_at(goal, other.start).strip()[:20], None


def _is_said_to_be_done(row: Indicator, about: str) -> bool:
    """True where the row and the goal speak of one stage, or both of the whole work."""
    name = row.level3 or ""
    return bool(_stages(name) & _stages(about)) or bool(_WHOLE_WORK.search(name) and _WORK.search(about))


def _is_later(own: Day, other: Day) -> bool:
    return (own.month, own.day) > (other.month, other.day)


def _is_near(own: Day, other: Day) -> bool:
    """True for days of one month, or some days apart: 8月底 and 9月10日."""
    return own.month == other.month or abs((own.month - other.month) * 30 + own.day - other.day) <= _SOME_DAYS


_SOME_DAYS = 15


def _is_before_its_time(row: Indicator, own: Day, other: Day, about: str) -> bool:
    """True where the row wants the whole long before the goal's only day, and is no first step of it."""
    name = row.level3 or ""
    if _is_near(own, other) or _is_later(own, other) or _FIRST_STEP.search(name) or _BEGINS.search(name):
        return False
    shared = pairs(f"{name}，{row.description}") & pairs(about)
    return bool(_GENERAL.search(name) or (shared and (_stages(name) or _DONE.search(name))))


_BEGINS = re.compile(r"开始|开工|启动|进场|开展|播种|印发|下达|首")
_GENERAL = re.compile(r"^[\u4e00-\u9fff]{0,6}(?:完工|竣工|完成|验收|交工|交付)(?:时间|日期|时限|节点)?$")
_DONE = re.compile(r"时间|日期|时限|期限|节点|按期|及时")


def _is_at_odds(row: Indicator, *, later: bool, near: bool, about: str, told: tuple[int, bool]) -> bool:
    """True where the goal's words ``about`` its day speak of what the row dates; ``told``: pairs shared, and no other day.

    Earlier in the same month keeps the promise; and when a first step is done by June, the whole may take longer.
    """
    shared, alone = told
    name, step = row.level3 or "", _FIRST_STEP.search(about)
    if near and not later:
        return False
    if step is not None and step.group() not in name and not _MORE_THAN_A_STEP.search(about):
        return False
    if alone and later and _WHOLE_WORK.search(name) and _WORK.search(about):
        return True
    if alone and later and not near and not _HANDED_OVER.search(name):
        return True  # whatever the words for being done, the goal's only day is passed
    return bool(_stages(name) & _stages(about)) and shared >= (1 if alone else _SURELY)


_SURELY = 2
_HANDED_OVER = re.compile(r"使用|投用|启用|运行|开放|销号|移交|结算|决算|审计|评价|总结|支付|拨付|发放|兑付")
"""What comes after the work is done may come later."""
_FIRST_STEP = re.compile(
    r"采购|招标|设计|方案|签约|签订|选址|征地|评审|立项|启动|摸底|排查|宣传|动员|主体|一期|前期|图纸|勘察|测绘|试运行|开工"
)
"""By then only a first step is done; the whole may take longer."""
_MORE_THAN_A_STEP = re.compile(
    r"安装|调试|上架|验收|投入|投用|使用|交付|交货|到货|到位|竣工|完工|建成|施工|铺设|改造|修建|入库|发放|配发|培训|播出|演出|上线|出版"
)
"""Where a first step is named together with what ends the work: 完成采购、安装和调试."""
_WHOLE_WORK = re.compile(r"^[\u4e00-\u9fff]{0,6}(?:完工|竣工|完成|验收)(?:时间|日期|时限)$")
_WORK = re.compile(
    r"新建|建设|修建|铺设|改造|安装|更新|更换|建成|修复|治理|加固|完成|完工|竣工|验收|扩建|硬化|清淤|疏浚|栽植"
)
_STAGES = (
    re.compile(r"完成|完工|竣工|建成|结束|验收|办结|闭幕|办成|办完|落幕|收尾"),
    re.compile(r"发放|到账|兑付|兑现|拨付|支付|到位"),
    re.compile(r"交付|投入使用|投用|上线|启用|开放|开园"),
    re.compile(r"采购|购置|到货|配送"),
    re.compile(r"举办|召开|开幕|开班|开学|开展|首演|演出"),
)
"""What may be done by a day; only days of one and the same stage can be at odds."""


def _stages(text: str) -> set[int]:
    return {number for number, words in enumerate(_STAGES) if words.search(text)}


def _about(goal: str, day: Day) -> str:
    """What is done by the day: the words behind it up to the end of the clause, and the clause before it."""
    stop = re.search(r"[；;。，,\n]", goal[day.end :])
    return goal[day.end : day.end + stop.start() if stop else len(goal)] + "，" + clause_before(goal, day.start)
