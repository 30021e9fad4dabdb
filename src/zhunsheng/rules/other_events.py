"""Events and works that a table speaks of though its project is of another: a marathon in the table of a dragon boat race."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import project_texts, texts_with
from zhunsheng.rules.word_list import any_of, word_list


@cache
def _event_kinds() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(any_of(words)) for words in word_list("event_kinds")["single"])


@cache
def _umbrella() -> re.Pattern[str]:
    """Events that are made of many: a 运动会 has its 篮球赛."""
    return re.compile(any_of([word for words in word_list("event_kinds")["umbrella"] for word in words]))


@cache
def _any_event() -> re.Pattern[str]:
    """Every kind of event with the name that it bears right before it."""
    words = [word for kind in word_list("event_kinds")["single"] for word in kind]
    return re.compile(rf"[\u4e00-\u9fff]{{0,6}}?{any_of(words)}")


def other_events(project: Project) -> Iterator[tuple[str, str]]:
    """Another event than the project holds by its name: a marathon in the table of a dragon boat race."""
    if _umbrella().search(project.name or ""):
        return
    own = {kind for kind in _event_kinds() if kind.search(project.name or "")}
    if len(own) != 1:
        return
    known = f"{project.name}，{project.purpose}"
    for address, text in texts_with(_any_event(), project_texts(project, "goal", "level3", "description")):
        for found in _any_event().finditer(text):
            kind = next(kind for kind in _event_kinds() if kind.search(found.group()))
            word = kind.search(found.group())
            if kind in own or word is None or word.group()[:2] in known or _BESIDE.search(text[: found.end()]):
                continue
            if not kind.search(known):
                yield address, _HELD.sub("", found.group())


_HELD = re.compile(r"^.*(?:举办|承办|组织|开展|举行|完成|办好|的|第)")
_BESIDE = re.compile(r"(?:同期|配套|同步|期间|穿插|套办|参照|上年|去年)[\u4e00-\u9fff]{0,10}$")


def other_works(project: Project) -> Iterator[tuple[str, str]]:
    """Another work of the kind that the project bears in its name: 黑龙口水库 in the goal of 石门沟水库."""
    own = _NAMED_WORK.search(project.name or "")
    goal = project.goal or ""
    if own is None or own["kind"] not in goal:
        return
    rows = (f"{row.level3}，{row.description}，{row.basis}" for row in project.indicators)
    known = "，".join((project.name or "", project.unit.name or "", project.purpose or "", *rows))
    for found in _CLAUSE_WORK.finditer(goal):
        name = found["name"]
        if (
            found["kind"] == own["kind"]
            and name not in own["name"]
            and name not in known
            and not _ANY_WORK.search(name)
        ):
            yield "goal", name + found["kind"]


_KINDS = "水库|大桥|泵站|灌区|林场|水厂|陵园|湿地公园|污水处理厂|幼儿园|敬老院"
_NAMED_WORK = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,8}}?)(?:小（[12一二]）型|小型|中型|大型)?(?P<kind>{_KINDS})")
_CLAUSE_WORK = re.compile(rf"(?:^|[，。；：\n、])(?P<name>[\u4e00-\u9fff]{{2,3}})(?P<kind>{_KINDS})")
_ANY_WORK = re.compile(
    r"[是一二三四五六七八九十]|大|小|型|病|险|重点|[该本我各全等其他每座所个处类级县市区镇乡村]|上游|下游|周边|[新改扩续]建|改造|完成|确保|保[障证护]|使|对|加固|提升|恢复|维护|修|治理|管|城|农|公|民|现有|饮用|水源|成|为|将|已|和|与"
)
