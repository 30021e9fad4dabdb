"""ZSA08: the table has too few indicators, or none."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.law.parameters import legal_number
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Level1, Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good, without_rows
from zhunsheng.rules.indicator_kinds import level1_kinds, output_kinds, stated_rows
from zhunsheng.rules.rule import Context, Remark, Rule

_OUTPUTS = {Level2.QUANTITY, Level2.QUALITY, Level2.TIMELINESS}


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Count rows that say something; a table without any is an error.

    A short table that covers quantity, quality, time and effect with a row each says what there is to say.
    """
    count = sum(1 for _ in stated_rows(project))
    minimum = context.number("minimum")
    if count == 0:
        yield Remark(
            "indicators",
            "一条绩效指标也没有。",
            suggestion="按产出、效益、满意度三类填写指标。",
            severity=Severity.ERROR,
        )
    elif count < minimum and not covers_all(project):
        yield Remark(
            "indicators",
            f"全表只有{count}条指标，少于{minimum}条，难以说全产出、效益和满意度。",
            suggestion=f"对照资金用途补足到{minimum}条以上：数量、质量、时效、效益、满意度各至少一条。",
        )


def covers_all(project: Project) -> bool:
    """True when a table has quantity, quality and timeliness among its outputs, and a benefit."""
    outputs, kinds = output_kinds(project), level1_kinds(project)
    return outputs is not None and outputs >= _OUTPUTS and kinds is not None and Level1.BENEFIT in kinds


RULE = Rule(
    code="ZSA08",
    name="too-few-indicators",
    title="指标条数过少",
    category=Category.COMPLETENESS,
    severity=Severity.WARNING,
    automation="A",
    why="一两条指标说不全一个项目：做多少、做得好不好、按不按时、有没有用、服务对象认不认可，都要能看到。",
    how_to_fix="对照资金用途和绩效目标补指标；条数下限可在设置里改。",
    basis=(
        Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "绩效目标应细化量化，能反映主要情况"),
        Citation(note="一张目标表一般不少于五条指标"),
    ),
    bad=(
        bad("全表两条", without_rows(1, 2, 3, 4), ("indicators", "")),
        bad("一条也没有", good(indicators=()), ("indicators", "")),
    ),
    good=(
        fine("六条", good()),
        fine("正好五条", without_rows(3)),
        fine("还本付息没有服务对象，四条各说一面", without_rows(3, 5)),
    ),
    check_project=check,
    reads=("level1", "level2", "level3", "description", "target"),
    parameters={"minimum": int(legal_number("indicator_count_minimum").latest)},
    parameter_names={"minimum": "最少几条指标"},
)
