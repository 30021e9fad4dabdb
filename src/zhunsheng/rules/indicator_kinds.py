"""Which kinds of indicators a table has, and when that cannot be told: an unknown level name is no missing kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.model.indicator import PARENT, Indicator, Level1, Level2, level1_kind
from zhunsheng.model.project import Project
from zhunsheng.rules.wording import brief


def stated_rows(project: Project) -> Iterator[tuple[int, Indicator]]:
    """The rows that say anything beyond their levels, with their number from 0."""
    for number, row in enumerate(project.indicators):
        if row.level3 or row.target or row.description:
            yield number, row


def level1_of(row: Indicator) -> Level1 | None:
    """The level-1 kind of a row, by its level-1 name or else by its level-2 name."""
    kind2 = row.kind2
    return row.kind1 or (PARENT[kind2] if kind2 else level1_kind(row.level2))


class _Kinds:
    """What kinds the project that was looked at last has: rule after rule asks the same of the same project."""

    def __init__(self, project: Project | None) -> None:
        self.of = project
        rows = [row for _, row in stated_rows(project)] if project else []
        self.level1 = _level1_kinds(rows)
        self.outputs = _output_kinds(rows)


def level1_kinds(project: Project) -> frozenset[Level1] | None:
    """The level-1 kinds a table covers; ``None`` when it has no rows or a row's kind cannot be told."""
    return _of(project).level1


def output_kinds(project: Project) -> frozenset[Level2] | None:
    """The level-2 kinds among the outputs, cost included; ``None`` without outputs or where a kind cannot be told."""
    return _of(project).outputs


def _of(project: Project) -> _Kinds:
    global _last
    if _last.of is not project:
        _last = _Kinds(project)
    return _last


def _level1_kinds(rows: list[Indicator]) -> frozenset[Level1] | None:
    found: set[Level1] = set()
    for row in rows:
        shifted = level1_kind(row.level2) if row.kind2 is None else PARENT[row.kind2]
        kinds = {kind for kind in (row.kind1, shifted) if kind}
        if not kinds:
            return None
        found |= kinds
    return frozenset(found) if found else None


def _output_kinds(rows: list[Indicator]) -> frozenset[Level2] | None:
    found: set[Level2] = set()
    for row in rows:
        if level1_of(row) not in (Level1.OUTPUT, Level1.COST):
            continue
        if row.kind2 is None:
            return None
        found.add(row.kind2)
    return frozenset(found) if found - _OF_COST_TREE else None


_OF_COST_TREE = frozenset({Level2.ECONOMIC_COST, Level2.SOCIAL_COST, Level2.ECOLOGICAL_COST})
_last = _Kinds(None)
COST_KINDS = frozenset({Level2.COST, Level2.ECONOMIC_COST, Level2.SOCIAL_COST, Level2.ECOLOGICAL_COST})
"""Level-2 kinds that state what something may cost, in both official trees."""


def is_cost(row: Indicator) -> bool:
    """True for a cost indicator of either tree."""
    return row.kind2 in COST_KINDS or row.kind1 is Level1.COST


def is_satisfaction(row: Indicator) -> bool:
    """True for a satisfaction indicator, by its levels or its name."""
    if Level1.SATISFACTION is row.kind1 or Level2.SATISFACTION is row.kind2:
        return True
    return "满意" in (row.level3 or "")


def row_name(number: int, row: Indicator) -> str:
    """What a message calls a row: its level-3 name in quotation marks, or its number."""
    return f"“{brief(row.level3)}”" if row.level3 else f"第{number + 1}条指标"


def accident_in(name: str) -> str | None:
    """The accident that an indicator counts (火灾, 责任事故); ``None`` for none, and for what is done about accidents."""
    found = _ACCIDENT.search(name)
    return found.group() if found is not None and not _ABOUT_WORK.search(name) else None


_ACCIDENT = re.compile(
    r"事故|泄密|失密|失泄密|逃脱|脱逃|垮坝|决堤|舞弊|被盗|被毁|盗掘|破坏案件|刑事案件|伤亡|死亡|火灾|爆炸|中毒|踩踏|溺水"
    r"|(?:网络安全|信息安全|数据安全|食品安全|质量安全|生产安全|安全|泄露|群体性|舆情|极端|走失|踩踏)(?:责任)?事件|急性血吸虫病|重大(?:动物|植物)?疫情|聚集性疫情|疫情暴发|(?:本土|本地)[\u4e00-\u9fff]{0,4}(?:病例|感染)|脊髓灰质炎|狂犬病(?:病例|发病)"
)
_ABOUT_WORK = re.compile(
    r"下降|降低|减少|压减|处置|处理|处警|响应|结案|查处|赔付|理赔|保险|救援|救助|排查|调查|演练|培训|宣传|预防|隐患|控制指标|及时|复查|鉴定|复苏|救治"
)
