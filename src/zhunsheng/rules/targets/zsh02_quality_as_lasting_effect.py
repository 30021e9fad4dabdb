"""ZSH02: a measure of quality stands under 生态效益指标 or 可持续影响指标."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Indicator, Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.out_of_place import is_ecological, is_lasting, is_quality, is_rate
from zhunsheng.rules.placement import belongs, heading, misplaced
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_BECAUSE = "说的是做得好不好，是质量"
_MOVE = "移到质量指标；这里另写对环境、对以后的影响，如绿地面积增加、事故减少、管护年限。"
_IN_ECOLOGY = misplaced(
    "quality_in_ecology",
    under=frozenset({Level2.ECOLOGICAL_BENEFIT}),
    where="生态效益指标",
    because=_BECAUSE,
    move_to=_MOVE,
)
_IN_SUSTAINABILITY = misplaced(
    "quality_in_sustainability",
    under=frozenset({Level2.SUSTAINABILITY}),
    where="可持续影响指标",
    because=_BECAUSE,
    move_to=_MOVE,
)

_PERHAPS = misplaced(
    "quality_perhaps_lasting",
    under=frozenset({Level2.SUSTAINABILITY}),
    where="可持续影响指标",
    because="多半是当年的质量，确是事后才考的写明考核时间",
    move_to=_MOVE,
    severity=Severity.INFO,
)


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Each heading has its own dictionary: 水质达标率 is an ecological benefit, 亮灯率 is no lasting one."""
    said: set[str] = set()
    for look in (_IN_ECOLOGY, _IN_SUSTAINABILITY, _PERHAPS):
        for remark in look(project, context):
            said.add(remark.address)
            yield remark
    for number, row in enumerate(project.indicators):
        address = f"indicators[{number}].level3"
        if row.kind2 in _HEADINGS and row.level3 and address not in said and (told := _plainly(row)):
            where = heading(row, "可持续影响指标")
            yield Remark(
                address,
                f"“{brief(core_name(row.level3), 18)}”放在“{where}”里，{told}。",
                row.level3,
                belongs(row, _MOVE, frozenset({row.kind2})) if row.kind2 else _MOVE,
                severity=None if told == _BECAUSE else Severity.INFO,
            )


def _plainly(row: Indicator) -> str:
    """Why a row is quality by its own words, for names that no dictionary holds; empty where it may well stand here."""
    ecology = row.kind2 is Level2.ECOLOGICAL_BENEFIT
    if is_ecological(row) if ecology else is_lasting(row):
        return _BECAUSE if is_quality(row) and _ALIVE.search(core_name(row.level3)) else ""
    if is_quality(row):
        return _BECAUSE
    return _MAYBE[ecology] if is_rate(row) else ""


_HEADINGS = frozenset({Level2.ECOLOGICAL_BENEFIT, Level2.SUSTAINABILITY})
_ALIVE = re.compile(
    r"(?:苗木|树木|花卉|乔木|灌木|行道树|草坪)[一-龥]{0,4}(?:保存|成活)率$|(?:系统|网络|平台|网站|云主机)[一-龥]{0,4}可用率$"
)
"""Quality whatever else the name says: that trees live is what was paid for."""
_MAYBE = {True: "看不出和环境、资源有什么关系，多半是当年的质量", False: "没有说以后还起什么作用，多半是当年的质量"}


RULE = Rule(
    code="ZSH02",
    name="quality-as-lasting-effect",
    title="质量指标放在生态或可持续影响",
    category=Category.RELEVANCE,
    severity=Severity.WARNING,
    automation="B",
    why="苗木成活率、亮灯率衡量活干得好不好，是产出质量。放到效益里，质量没有人考核，效益也是空的。",
    how_to_fix="移到产出的质量指标，生态效益和可持续影响另写结果。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "质量指标反映产出达到的标准"),),
    bad=(
        bad(
            "成活率放在生态效益",
            good({"indicators[4].level2": "生态效益指标", "indicators[4].level3": "新增林木成活率（%）"}),
            ("indicators[4].level3", "新增林木成活率（%）"),
        ),
        bad(
            "亮化比例放在可持续影响",
            good({"indicators[4].level2": "可持续影响指标", "indicators[4].level3": "路灯亮化比例"}),
            ("indicators[4].level3", "路灯亮化比例"),
        ),
    ),
    good=(
        fine("放得对", good()),
        fine("成活率放在质量指标", good({"indicators[1].level3": "新植苗木成活率"})),
        fine(
            "水质达标率是生态效益",
            good({"indicators[4].level2": "生态效益指标", "indicators[4].level3": "断面水质达标率"}),
        ),
    ),
    check_project=check,
    reads=("level1", "level2", "level3", "description", "target"),
)
