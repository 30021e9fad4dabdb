"""The life of the nine target tables: submitted, returned with findings, explained, approved, handed down, one adjusted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from zhunsheng.web.accounts.models import User
from zhunsheng.web.demo_scenes.scene import Scene, Stage
from zhunsheng.web.records.course import steps_of
from zhunsheng.web.records.course_facts import Point, Said, points_of
from zhunsheng.web.records.models import Target
from zhunsheng.web.records.operations.decide_findings import Wanted, decide_findings
from zhunsheng.web.records.operations.edit_cell import CellText, edit_cells
from zhunsheng.web.records.operations.take_step import take_step
from zhunsheng.web.records.reviewing import review_target

GANTRIES = "804-0601-YBN-SAZI"
"""The project whose goal is adjusted during the year."""
_GRADE = "良"

EXPLAINED = {
    "ZSA": "按上年格式编制，缺的指标下年补上。",
    "ZSB": "沿用上年指标，考核口径写在取数办法里，下年按项目内容重编。",
    "ZSC": "指标值按近两年实际完成情况确定，偏低的下年提高。",
    "ZSD": "测算表和合同另附，预算评审时已核对。",
    "ZSE": "以指标值为准考核，目标文字执行中另行报批调整。",
    "ZSF": "按实际用工人数结算，差额在公用经费里解决。",
    "ZSG": "文字问题不影响考核口径，下年编制时改正。",
    "ZSH": "归类不影响取数，下年按共性指标框架归类。",
}
"""What the clerk says of findings, by the group of the rule."""
AGAIN = {
    "804-0501-JBN-K5AT": "“零发生”指因照明不足引发的事故；指标按交警登记的全部事故考核，口径更宽，按指标值考核。",
    "804-0501-JBN-2RPF": "目标里的97%是上年水平，指标定98%从严，按指标值考核。",
    GANTRIES: "用途写的六处是全年任务，目标只写了剩下的两处；按六处考核，执行中报批调整目标文字。",
    "804-0501-JBN-3INN": "“化工园区”是旧文本留下的字样，执行范围以本园区为准，下年编制时改正。",
}
"""What the clerk says of the errors of a table that was returned, by project code."""


def explain(points: Iterable[Point], own: str = "") -> Said:
    """Every finding explained: errors with words of their own where there are some."""
    reasons = {
        point.name: own if own and point.severity == "error" else EXPLAINED[point.rule[:3]]
        for point in points
        if own or not point.explained
    }
    return Said(bound=tuple(reasons), reasons=reasons)


def points(target: Target) -> tuple[Point, ...]:
    """The errors and warnings of a table as they stand."""
    return points_of(target, review_target(target), steps_of(target))


def _submit(stage: Stage) -> None:
    for target in stage.targets.values():
        take_step(target, stage.people["clerk"], "submit", explain(points(target)))


def _sign(stage: Stage) -> None:
    _all(stage, "submitted", "head", "sign")


def _return(stage: Stage) -> None:
    """Four tables with errors go back, bound to them; on every other finding the department decides and lets pass."""
    department = stage.people["department"]
    for code, target in stage.targets.items():
        if code in AGAIN:
            bound = tuple(point.name for point in points(target) if point.severity == "error")
            said = Said("目标和指标前后矛盾或留有别处文字，说明没有讲清。请改正，或逐条写明按哪个考核。", bound=bound)
            take_step(target, department, "return_to_unit", said)
        else:
            _decide(stage, [target])
            take_step(target, department, "pass", Said("问题不影响执行，下年改正。", _GRADE))


def _resubmit(stage: Stage) -> None:
    for code, words in AGAIN.items():
        target = stage.targets[code]
        take_step(target, stage.people["clerk"], "resubmit", explain(points(target), words))


def _pass_again(stage: Stage) -> None:
    held = [target for target in stage.targets.values() if target.state == "department_review"]
    _decide(stage, held)
    for target in held:
        said = Said("说明讲清了考核口径，同意。", _GRADE)
        take_step(target, stage.people["department"], "pass", said)


def _bureau(stage: Stage) -> None:
    _all(stage, "bureau_review", "bureau", "pass", Said("与预算“一上”核对一致。", _GRADE))


def _performance(stage: Stage) -> None:
    _all(stage, "performance_review", "performance", "pass", Said("定为良。所列问题下年编制时一并改正。", _GRADE))


def _approve(stage: Stage) -> None:
    for code, target in stage.targets.items():
        take_step(target, stage.people["budget"], "approve", Said("随2020年部门预算批复。", is_new="-YBN-SAZI" in code))


def _relay(stage: Stage) -> None:
    _all(stage, "approved", "department", "relay")


def _ask_adjustment(stage: Stage) -> None:
    """The goal speaks of two entrances, the money and the indicator of six: monitoring found it, the clerk asks to adjust."""
    clerk, target = stage.people["clerk"], stage.targets[GANTRIES]
    why = "上半年监控发现：目标写两个进出口，用途和指标都是六个。按六个调整目标文字，预算和指标值不变。"
    take_step(target, clerk, "adjust", Said(why))
    text = target.draft["goals"][0]["text"]
    mended = text.replace("剩余两个进出口", "六个进出口").replace("出现进出障充分", "进出受阻，充分")
    target = stage.targets[GANTRIES]
    edit_cells(target, clerk, [CellText("goal", mended)], force=True)
    target = stage.targets[GANTRIES]
    take_step(target, clerk, "submit", Said(why, *explain_rest(target)))


def explain_rest(target: Target) -> tuple[str, tuple[str, ...], Mapping[str, str]]:
    """The grade (none), the findings not yet explained and a reason for each, as :class:`Said` takes them."""
    said = explain(points(target))
    return "", said.bound, said.reasons


def _sign_adjustment(stage: Stage) -> None:
    _all(stage, "adjustment_submitted", "head", "sign")


def _pass_adjustment(stage: Stage) -> None:
    held = [target for target in stage.targets.values() if target.state == "adjustment_department_review"]
    _decide(stage, held)
    for target in held:
        take_step(target, stage.people["department"], "pass", Said("只改目标文字，同意调整。", _GRADE))


def _pass_adjustment_at_bureau(stage: Stage) -> None:
    _all(stage, "adjustment_bureau_review", "bureau", "pass", Said("预算数不变，同意。", _GRADE))
    _all(stage, "adjustment_performance_review", "performance", "pass", Said("同意调整，按新文字考核。", _GRADE))


def _all(stage: Stage, state: str, who: str, act: str, said: Said | None = None) -> None:
    for target in stage.targets.values():
        if target.state == state:
            take_step(target, stage.people[who], act, said)


def _decide(stage: Stage, targets: Sequence[Target]) -> None:
    """Adopt every finding of some tables: the unit mends it next year."""
    department: User = stage.people["department"]
    found = [(target.pk, point.name) for target in targets for point in points(target)]
    if found:
        decide_findings(stage.unit, stage.year, department, found, Wanted("accept", "采纳，下年编制时改正。"))


SCENES = (
    Scene(date(2019, 10, 28), "经办人把九张绩效目标表报单位审签，逐条说明审核意见", _submit),
    Scene(date(2019, 10, 30), "单位负责人审签，报主管部门", _sign),
    Scene(date(2019, 11, 5), "主管部门退回四张有错误的表，其余五张通过", _return),
    Scene(date(2019, 11, 8), "经办人写明考核口径，重新报送", _resubmit),
    Scene(date(2019, 11, 11), "单位负责人再次审签", _sign),
    Scene(date(2019, 11, 13), "主管部门审核通过四张表", _pass_again),
    Scene(date(2019, 11, 20), "财政业务股室审核通过", _bureau),
    Scene(date(2019, 12, 10), "绩效股审定，等级为良", _performance),
    Scene(date(2020, 1, 16), "预算股随预算批复", _approve),
    Scene(date(2020, 1, 21), "主管部门把批复下达单位", _relay),
    Scene(date(2020, 8, 20), "限高杆安装申请调整目标文字", _ask_adjustment),
    Scene(date(2020, 8, 24), "单位负责人审签调整", _sign_adjustment),
    Scene(date(2020, 8, 28), "主管部门同意调整", _pass_adjustment),
    Scene(date(2020, 9, 4), "财政部门批准调整", _pass_adjustment_at_bureau),
)
