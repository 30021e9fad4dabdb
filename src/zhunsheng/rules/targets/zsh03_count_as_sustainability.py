"""ZSH03: a count of things done this year stands under 可持续影响指标."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.out_of_place import is_lasting, is_physical, is_there_afterwards, is_work_done
from zhunsheng.rules.placement import belongs, heading, misplaced
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_MOVE = "个数、场次移到数量指标；可持续影响写事后管护、使用年限、长效机制一类。"
_SURE = misplaced(
    "count_in_sustainability",
    under=frozenset({Level2.SUSTAINABILITY}),
    where="可持续影响指标",
    because="只是今年办了多少，说不出以后还起什么作用",
    move_to=_MOVE,
)


def check(project: Project, context: Context) -> Iterator[Remark]:
    """The dictionary first; then any amount of work without a word of what stays."""
    said = {f"indicators[{number}].level3" for number, row in enumerate(project.indicators) if is_there_afterwards(row)}
    for remark in _SURE(project, context):
        if remark.address in said:
            continue
        said.add(remark.address)
        yield remark
    for number, row in enumerate(project.indicators):
        address = f"indicators[{number}].level3"
        if row.kind2 is not Level2.SUSTAINABILITY or not row.level3 or address in said:
            continue
        if is_work_done(row) and not is_lasting(row):
            yield Remark(
                address,
                f"“{brief(core_name(row.level3), 18)}”放在“{heading(row, '可持续影响指标')}”里，像是今年的工作量，没有说以后还起什么作用。",
                row.level3,
                belongs(row, _MOVE, frozenset({Level2.SUSTAINABILITY})),
                severity=None if is_physical(row) else Severity.INFO,
            )


RULE = Rule(
    code="ZSH03",
    name="count-as-sustainability",
    title="数量放在可持续影响指标",
    category=Category.RELEVANCE,
    severity=Severity.WARNING,
    automation="B",
    why="可持续影响说的是钱花完以后还管多久、还起什么作用。当年签了几个、办了几场，是产出。",
    how_to_fix="把数量移到产出，可持续影响另写能延续的效果，如管护年限、复用次数。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "可持续影响指标反映对后续的影响"),),
    bad=(
        bad(
            "签约个数",
            good({"indicators[4].level2": "可持续影响指标", "indicators[4].level3": "招商活动的签约项目个数（个）"}),
            ("indicators[4].level3", "招商活动的签约项目个数（个）"),
        ),
        bad(
            "培训人次",
            good({"indicators[4].level2": "可持续影响指标", "indicators[4].level3": "组织护眼培训人次"}),
            ("indicators[4].level3", "组织护眼培训人次"),
        ),
    ),
    good=(
        fine("放得对", good()),
        fine(
            "写的是年限", good({"indicators[4].level2": "可持续影响指标", "indicators[4].level3": "灯具正常使用年限"})
        ),
        fine(
            "个数放在社会效益，由别的规则看",
            good({"indicators[4].level2": "社会效益指标", "indicators[4].level3": "签约项目个数"}),
        ),
    ),
    check_project=check,
    reads=("level1", "level2", "level3", "description", "target"),
)
