"""What people say at the checkpoints of monitoring: causes and outlooks, acts with their follow-up, decisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from zhunsheng.model.light import Light
from zhunsheng.model.monitoring import Checkpoint, IndicatorStanding
from zhunsheng.model.monitoring_form import DeviationCause, Outlook
from zhunsheng.web.demo_scenes.scene import Scene, Stage
from zhunsheng.web.records.evaluated import ProjectWatch, watch_targets
from zhunsheng.web.records.models import NoteStage, Target, YearNote
from zhunsheng.web.records.operations.note_year import Said, note_year

_BEHIND = (Light.AT_RISK, Light.MISSED)
_FUNDING, _STAFF, _HARDWARE, _OTHER = (
    DeviationCause.FUNDING, DeviationCause.STAFF, DeviationCause.HARDWARE, DeviationCause.OTHER,
)  # fmt: skip

CAUSES = {
    ("K5AT", "群众满意度"): (_OTHER, "秋季问卷里有2人反映背街两盏灯亮得晚，已核实是光控器偏差。", "10月底前调好光控器，年底再问一次。"),
    ("969N", "新增林木成活率（%）"): (_OTHER, "春季补栽的树要到秋季才验收成活，眼下还没有成活数。", "9月验收成活，死苗10月补栽。"),
    ("2RPF", "维修保质期"): (_HARDWARE, "夏季雷雨多，老旧线路的灯修好后复坏快，平均不到60天。", "复坏两次的改为整灯更换；老旧线路列入下年改造。"),
    ("GR8Q", "使用人员满意人数"): (_HARDWARE, "25人里有1人反映三楼东侧办公室偏冷。", "停暖期检修立管、加装温控阀，供暖后再问。"),
    ("SAZI", "隐患消除情况"): (_STAFF, "受疫情影响施工队进场晚，其余进出口没有限高杆，大货车仍能进。", "8月底前全部装完。"),
    ("SAZI", "路面改善情况"): (_STAFF, "限高杆没有装完，大货车继续碾压，路面破损没有降下来。", "装完后路面不再被碾压，年底能达到。"),
    ("SAZI", "服务对象满意度"): (_OTHER, "20家企业里3家反映送货车绕行远。", "已在北门设放行登记，年底回访。"),
    ("96SU", "参展企业数量（家）"): (_OTHER, "上半年展会因疫情停办，只办了一场线上展。", "下半年有两场展会，已有11家报名。"),
    ("96SU", "补助企业在生产运营等方面改善情况"): (_FUNDING, "补助资金没有拨付，企业技改没有开工。", "9月底前拨付首批资金。"),
    ("96SU", "对支持企业的发展促进推动作用"): (_OTHER, "受疫情影响企业营收恢复慢，补助的作用要到下年才显出来。", "跟踪到下年一季度；指标值下年按测算重定。"),
    ("3INN", "保障各项事务完成率"): (_STAFF, "两名综合事务人员抽调防疫，部分事项延后办结。", "人员已回岗，逐月清理延后的事项。"),
    ("3INN", "举办招商引资活动数量（次）"): (_OTHER, "原定6月的推介会因疫情取消。", "改在11月办，场地已定。"),
}  # fmt: skip
"""Kind of cause, what happened and what is done, by the end of the project's code and the indicator."""
DECIDED = {
    "YZRT": "劳务费按月发放，下半年照常支出，不会结余。",
    "GR8Q": "合同按实际用气量结算，四季度供暖后付清；继续执行。",
    "SAZI": "工期顺延，按整改措施限期装完，付款随验收；继续执行。",
    "96SU": "评审已启动，资金三季度起拨付；继续执行，逐月报进度。",
    "2RPF": "维修单位已按要求整灯更换，服务没有中断；继续执行。",
    "3INN": "活动改期，不减任务；继续执行，没有用完的经费年底交回。",
}
"""Why the head lets a project go on, by the end of its code."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A corrective act: of which project and indicator, what, by whom, until when; when it was done and with which result."""

    code: str
    indicator: str
    month: int
    what: str
    owner: str
    due: str
    done_on: str
    result: str


ACTS = (
    Measure("SAZI", "工程按期完成", 6, "督促施工单位增加一个班组，装完其余进出口并验收", "建设管理科刘科长", "2020-08-31", "2020-09-04", "六处全部安装，验收合格"),
    Measure("96SU", "补助企业在生产运营等方面改善情况", 6, "会同财政、工信部门完成企业评审，拨付首批资金", "企业服务科张科长", "2020-09-30", "2020-09-28", "首批106万元已拨付"),
    Measure("GR8Q", "使用人员满意人数", 7, "检修办公楼三楼立管，加装温控阀", "综合办赵主任", "2020-10-31", "2020-10-27", "检修完，室温达到21℃"),
    Measure("2RPF", "维修保质期", 10, "60天内复坏的灯具改为整灯更换", "建设管理科刘科长", "2020-12-15", "2020-12-11", "换了14盏，之后没有复坏"),
    Measure("3INN", "举办招商引资活动数量（次）", 10, "11月底前补办一次招商推介会", "招商科孙科长", "2020-11-30", "2020-11-26", "推介会已办，签约1个项目"),
)  # fmt: skip
"""What was to be done, and what became of it."""


def say(month: int) -> Callable[[Stage], None]:
    """The scene of a checkpoint: the clerk fills every row and the acts and keeps the readings, the head decides where something is
    red."""

    def play(stage: Stage) -> None:
        for row in watch_targets(list(stage.targets.values()), Checkpoint(stage.year, month)):
            keys = [one.key for one in row.monitored.case.project.indicators]
            for key, one in zip(keys, row.monitored.monitoring.indicators, strict=True):
                _note(stage, "clerk", row.target, month, "standing", key, _standing(row, one, month))
            _note(stage, "clerk", row.target, month, "reading", "", {})
            _decide(stage, row, month)
        for act in ACTS:
            if act.month == month:
                _act(stage, act, done=False)

    return play


def done(act: Measure) -> Scene:
    """The scene in which the clerk writes down that an act is done."""
    return Scene(date.fromisoformat(act.done_on), f"整改完成：{act.what}", lambda stage: _act(stage, act, done=True))


def _standing(row: ProjectWatch, one: IndicatorStanding, month: int) -> dict[str, str | list[str]]:
    """What stands in the form's row: nothing but the outlook where all is well."""
    if one.light not in _BEHIND:
        return {"outlook": Outlook.CERTAIN.value}
    found = CAUSES.get((row.target.code[-4:], one.name), (_OTHER, f"{one.why}。", "按月跟踪，下个节点复查。"))
    cause, what, mend = found
    over = month == 12
    return {
        "causes": [cause.value], "explanation": what, "remark": "年度已结束，改进措施写在自评里。" if over else mend,
        "outlook": (Outlook.IMPOSSIBLE if over else Outlook.POSSIBLE).value,
    }  # fmt: skip


def _decide(stage: Stage, row: ProjectWatch, month: int) -> None:
    found = row.monitored.monitoring
    if found.light is not Light.MISSED and not found.warnings:
        return
    why = DECIDED.get(row.target.code[-4:], "按计划推进，继续执行。")
    _note(stage, "department", row.target, month, "decision", "", {"decision": "继续执行", "reason": why})


def _act(stage: Stage, act: Measure, *, done: bool) -> None:
    target = next(one for code, one in stage.targets.items() if code.endswith(act.code))
    key = next(row["key"] for row in target.draft["indicators"] if row["level3"] == act.indicator)
    cells = {"act_what": act.what, "owner": act.owner, "due": act.due, "indicator": key}
    if done:
        cells |= {"done_on": act.done_on, "result": act.result}
    held = [row for row in YearNote.objects.filter(target=target, what="act") if row.content["what"] == act.what]
    _note(stage, "clerk", target, act.month, "act", held[-1].key if held else "", dict(cells))


def _note(
    stage: Stage, who: str, target: Target, month: int, what: str, key: str, cells: dict[str, str | list[str]]
) -> None:
    typed = {name: value for name, value in cells.items() if isinstance(value, str)}
    many = {name: value for name, value in cells.items() if isinstance(value, list)}
    said = Said(NoteStage.MONITORING, what, key, month, typed, lambda name: many.get(name, ()))
    note_year(target, stage.people[who], said)


SCENES = (
    Scene(date(2020, 4, 9), "一季度监控：填偏差原因和可能性", say(3)),
    Scene(date(2020, 7, 13), "上半年监控：填原因、定整改措施、作处置决定", say(6)),
    Scene(date(2020, 8, 12), "一至七月监控：填原因、定整改措施、作处置决定", say(7)),
    Scene(date(2020, 11, 9), "一至十月监控：填原因、定整改措施、作处置决定", say(10)),
    Scene(date(2021, 1, 8), "全年监控：填原因、作处置决定", say(12)),
    *map(done, ACTS),
)
