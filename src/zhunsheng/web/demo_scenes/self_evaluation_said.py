"""What the unit writes at its self-evaluation in January: what was reached, why something came out otherwise, what follows."""

from __future__ import annotations

from datetime import date

from zhunsheng.model.score import EXECUTION
from zhunsheng.usecases.self_evaluation import GOALS_REACHED
from zhunsheng.web.demo_scenes.scene import Scene, Stage
from zhunsheng.web.records.evaluated import evaluate_targets
from zhunsheng.web.records.models import NoteStage, Plan, Target
from zhunsheng.web.records.operations.note_result import ResultSaid, note_result
from zhunsheng.web.records.operations.note_year import Said, note_year
from zhunsheng.web.records.queries.department_year import department_year

REACHED = {
    "ULCE": "高速口广告牌全年正常展示，破损两天内修复；播发园区稿件4篇，扩大了园区在周边县市的知名度。",
    "K5AT": "园区路灯电费按月足额缴纳，已投产企业门前道路照明全覆盖，夜间没有因照明不足引发交通事故。",
    "969N": "绿化养护每月不少于4次，新栽树木成活率超过九成，园区环境得到企业和周边居民认可。",
    "2RPF": "配电和亮化设施全年有人巡查、随坏随修，路灯亮化比例保持在98%以上；老旧线路复坏快，维修保质期没有达到。",
    "GR8Q": "供暖期121天，办公区室温保持在20℃以上，消防水箱没有冻结，保障了园区机关和消防值守。",
    "SAZI": "六个进出口的限高杆全部安装并验收合格，大货车不再进入园区道路，警车、救护车通行不受影响。",
    "YZRT": "20名保洁、巡防人员全年在岗，工资补贴按月发放，园区卫生和秩序保持良好。",
    "96SU": "资金全部拨付到位，18家企业参展、举办招商活动3场；受疫情影响，企业营收增长没有达到预期。",
    "3INN": "综合事务运转正常，招商活动办了2次，签约项目3个；部分会议活动因疫情取消，经费有结余。",
}
"""What became of a project's goal, by the end of its code."""
REASONS = {
    ("ULCE", "广告牌面数量"): ("指标值按最低要求定为1篇，实际播发4篇，目标定低了。", "下年按近两年平均数确定指标值。"),
    ("K5AT", "群众满意度"): (
        "背街两盏路灯光控器偏差，亮灯偏晚，2名受访群众不满意。",
        "已更换光控器；下年每季度校时一次。",
    ),
    ("969N", "日常巡查次数(次)"): ("夏季补植期间加密了巡查，次数超过计划。", "下年按季节分别定巡查次数。"),
    ("2RPF", "维修保质期"): (
        "老旧线路雷雨后复坏快，修复后的平均正常天数不到60天。",
        "复坏的改为整灯更换；老旧线路列入下年改造计划。",
    ),
    ("2RPF", "日常巡查及时维修次数"): (
        "夏季故障多，及时维修次数超过计划，指标值定低了。",
        "下年改为考核及时维修率，不再考核次数。",
    ),
    ("2RPF", "园区干职工及企业对维修的满意度"): (
        "指标值只定6人，标准偏低。",
        "下年扩大样本到30人以上，指标值定为90%。",
    ),
    ("GR8Q", "供暖面积"): ("指标值没有算入消防中队用房，实际供暖3510平方米。", "下年按实际供暖面积确定指标值。"),
    ("GR8Q", "使用人员满意人数"): ("1名使用人员反映三楼东侧办公室偏冷。", "已加装温控阀，新供暖期室温达标。"),
    ("SAZI", "服务对象满意度"): ("3家企业反映送货车绕行远。", "北门设放行登记，下年回访这3家企业。"),
    ("96SU", "举办招商引资活动数量（个）"): ("增加了一场线上招商活动，超过计划。", "下年按线上、线下分别定任务。"),
    ("96SU", "补助企业在生产运营等方面改善情况"): (
        "资金三季度才拨付，部分企业技改年底没有完工。",
        "下年上半年完成评审和拨付。",
    ),
    ("96SU", "对支持企业的发展促进推动作用"): (
        "受疫情影响，获补助企业营收增长没有达到30%。",
        "跟踪到下年一季度；指标值按测算重定。",
    ),
    ("3INN", EXECUTION): (
        "会议、差旅和部分招商活动因疫情取消，经费有结余。",
        "结余按规定交回；下年按实际需要编制预算。",
    ),
    ("3INN", "保障各项事务完成率"): ("两名综合事务人员抽调防疫，部分事项延后办结。", "建立事项台账，逐月清理。"),
    ("3INN", "招商活动的签约项目个数（个"): ("补办的推介会效果好，签约多于计划。", "下年按近三年平均数确定指标值。"),
}
"""Cause and correction, by the end of the project's code and the indicator."""
GOALS = {"企业讲座和外出参观学习": ("下半年加办了一次线上讲座，多于计划。", "下年按两次确定目标。")}
"""Cause and correction of a goal of the department, by its name."""
_ELSE = ("实际情况与编制时的预计不同。", "下年按实际情况确定指标值。")
_WORK = "单位成立自评小组，由经办人汇总台账和支付记录，系统按自评办法计算得分，负责人逐项核对后确认。"
_USE = "自评结果作为下年预算编制的依据；随部门决算在门户网站公开。"


def _texts(stage: Stage) -> None:
    for code, target in stage.targets.items():
        _note(stage, target, "text", GOALS_REACHED, {"text": REACHED[code[-4:]]})
        for key, words in (("work", _WORK), ("use", _USE)):
            _note(stage, target, "text", key, {"text": words})


def _reasons(stage: Stage) -> None:
    """A cause and a correction wherever the evaluation asks for one."""
    for row in evaluate_targets(list(stage.targets.values())):
        found, rows = row.evaluated.evaluation, row.evaluated.case.project.indicators
        asked = {one.address.split(".")[0] for one in found.remarks if "偏差原因" in one.message}
        names = {one.address: (rows[number].key, one.name) for number, one in enumerate(found.indicators)}
        for address in sorted(asked):
            key, name = names.get(address, (EXECUTION, EXECUTION))
            cause, correction = REASONS.get((row.target.code[-4:], name), _ELSE)
            _note(stage, row.target, "reason", key, {"cause": cause, "correction": correction})


def _goals(stage: Stage) -> None:
    """The same for the department's own goals."""
    plan, clerk = Plan.objects.get(unit=stage.unit, year=stage.year), stage.people["clerk"]
    for one in department_year(clerk, plan).goals:
        if any("偏差原因" in ask.message for ask in one.asks):
            cause, correction = GOALS.get(one.goal.name, _ELSE)
            note_result(plan, clerk, ResultSaid("reason", one.key, cells={"cause": cause, "correction": correction}))


def _note(stage: Stage, target: Target, what: str, key: str, cells: dict[str, str]) -> None:
    note_year(target, stage.people["clerk"], Said(NoteStage.EVALUATION, what, key, 0, cells))


SCENES = (
    Scene(date(2021, 1, 12), "经办人写单位自评：目标完成情况、工作开展、结果应用", _texts),
    Scene(date(2021, 1, 14), "经办人逐条写偏差原因和改进措施", _reasons),
    Scene(date(2021, 1, 15), "经办人写部门目标的偏差原因", _goals),
)
