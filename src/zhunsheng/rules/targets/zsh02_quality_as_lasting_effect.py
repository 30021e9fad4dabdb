"""ZSH02: a measure of quality stands under 生态效益指标 or 可持续影响指标."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.placement import misplaced
from zhunsheng.rules.rule import Context, Remark, Rule

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
    yield from _IN_ECOLOGY(project, context)
    yield from _IN_SUSTAINABILITY(project, context)
    yield from _PERHAPS(project, context)


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
