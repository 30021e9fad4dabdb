"""Events that a table speaks of though its project holds another: a marathon in the table of a dragon boat race."""

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
