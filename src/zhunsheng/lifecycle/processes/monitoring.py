"""One monitoring of a unit at one checkpoint (双监控): fill in, review, dispose of warnings, mend, close."""

from __future__ import annotations

from zhunsheng.lifecycle.guards import (
    deviations_explained,
    filled_in,
    findings_bound,
    has_alarms,
    has_department,
    measures_done,
    no_alarms,
    no_department,
    not_own_work,
    opinion_given,
)
from zhunsheng.lifecycle.process import Act, Course, Effect, Process, State
from zhunsheng.model.role import Role

_WHOLE = (filled_in, deviations_explained)
_FAIR = (not_own_work, findings_bound)
_DUE = "monitoring_{checkpoint}"
"""Each checkpoint has a deadline of its own: the month is filled in."""

PROCESS = Process(
    name="monitoring",
    label="绩效运行监控",
    thing="绩效监控表",
    note="没有预警的，财政审核后即办结；有预警的，先定处置，整改后销号",
    states=(
        State("not_started", "未开始", Role.CLERK, starts=True),
        State("filling", "填报中", Role.CLERK, editors=(Role.CLERK, Role.HEAD, Role.SECTION)),
        State("submitted", "待单位审签", Role.HEAD),
        State("returned", "退回修改", Role.CLERK, editors=(Role.CLERK, Role.HEAD, Role.SECTION)),
        State("department_review", "主管部门审核", Role.DEPARTMENT),
        State("bureau_review", "财政业务股室审核", Role.BUREAU_SECTION),
        State("disposition", "预警处置", Role.PERFORMANCE),
        State("suspended", "暂缓拨款", Role.PERFORMANCE),
        State("rectifying", "整改中", Role.CLERK),
        State("checking", "待验证", Role.PERFORMANCE),
        State("done", "已办结", Role.PERFORMANCE, ends=True),
        State("cancelled", "已停止", Role.BUDGET, ends=True),
    ),
    acts=(
        Act("not_started", "start", (Role.CLERK, Role.SECTION), "filling", "开始填报", "{who}开始填报{what}",
            deadline=_DUE),
        Act("filling", "submit", (Role.CLERK,), "submitted", "报送", "{who}报送了{what}", _WHOLE, deadline=_DUE),
        Act("returned", "resubmit", (Role.CLERK,), "submitted", "重新报送", "{who}改好后重新报送了{what}", _WHOLE, deadline="mending"),
        Act("submitted", "recall", (Role.CLERK,), "filling", "撤回", "{who}撤回了{what}", course=Course.BACK),
        Act("submitted", "sign", (Role.HEAD,), "department_review", "审签", "{who}审签了{what}，报主管部门", when=has_department,
            deadline=_DUE),
        Act("submitted", "sign_to_bureau", (Role.HEAD,), "bureau_review", "审签报财政", "{who}审签了{what}，报财政部门",
            when=no_department, deadline=_DUE),
        Act("submitted", "return_to_clerk", (Role.HEAD,), "returned", "退回修改", "{who}没有审签，退回了{what}", (opinion_given,),
            course=Course.BACK),
        Act("department_review", "pass", (Role.DEPARTMENT,), "bureau_review", "通过", "{who}审核通过了{what}，报财政部门",
            (not_own_work, filled_in, deviations_explained), deadline="target_review"),
        Act("department_review", "return_to_unit", (Role.DEPARTMENT,), "returned", "退回单位", "{who}把{what}退回单位修改", _FAIR,
            course=Course.BACK),
        Act("bureau_review", "accept", (Role.BUREAU_SECTION, Role.PERFORMANCE), "done", "审核办结", "{who}审核了{what}，没有预警",
            (not_own_work,), no_alarms, "target_review"),
        Act("bureau_review", "warn", (Role.BUREAU_SECTION, Role.PERFORMANCE), "disposition", "发出预警", "{who}对{what}发出预警",
            (not_own_work,), has_alarms, "target_review"),
        Act("bureau_review", "return_to_unit", (Role.BUREAU_SECTION, Role.PERFORMANCE), "returned", "退回单位",
            "{who}把{what}退回单位修改", _FAIR, course=Course.BACK),
        Act("disposition", "continue", (Role.PERFORMANCE,), "rectifying", "继续执行并整改", "{who}决定{what}继续执行，限期整改",
            (opinion_given,), deadline="disposition"),
        Act("disposition", "transfer", (Role.PERFORMANCE,), "rectifying", "调剂资金", "{who}决定调剂{what}的资金",
            (opinion_given,), deadline="disposition"),
        Act("disposition", "suspend", (Role.PERFORMANCE,), "suspended", "暂缓拨款", "{who}决定对{what}暂缓拨款", (opinion_given,),
            deadline="disposition", course=Course.OUT),
        Act("disposition", "cancel", (Role.BUDGET, Role.PERFORMANCE), "cancelled", "取消并收回", "{who}决定取消{what}，收回资金",
            (opinion_given,), deadline="disposition", course=Course.OUT, effect=Effect.OPEN_ITEMS),
        Act("suspended", "resume", (Role.PERFORMANCE,), "rectifying", "恢复拨款", "{who}恢复了{what}的拨款，限期整改", (opinion_given,)),
        Act("suspended", "cancel", (Role.BUDGET, Role.PERFORMANCE), "cancelled", "取消并收回", "{who}决定取消{what}，收回资金",
            (opinion_given,), course=Course.OUT, effect=Effect.OPEN_ITEMS),
        Act("rectifying", "report", (Role.CLERK, Role.HEAD), "checking", "报告整改完成", "{who}报告{what}整改完成", (measures_done,),
            deadline="rectification"),
        Act("checking", "close", (Role.PERFORMANCE, Role.BUREAU_SECTION), "done", "销号", "{who}验证整改，{what}销号",
            (not_own_work, measures_done), deadline="rectification_check"),
        Act("checking", "again", (Role.PERFORMANCE, Role.BUREAU_SECTION), "rectifying", "继续整改", "{who}要求{what}继续整改",
            (opinion_given,), course=Course.BACK),
    ),
)  # fmt: skip
