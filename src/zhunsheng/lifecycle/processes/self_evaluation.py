"""A unit's self-evaluation of a project or of itself: scores computed, checked, confirmed, published."""

from __future__ import annotations

from zhunsheng.lifecycle.guards import (
    deviations_explained,
    filled_in,
    findings_bound,
    has_department,
    no_department,
    not_own_work,
    opinion_given,
    overrides_proven,
    weights_add_up,
)
from zhunsheng.lifecycle.process import Act, Course, Effect, Process, State
from zhunsheng.model.role import Role

_WHOLE = (weights_add_up, filled_in, deviations_explained, overrides_proven)
_BACK = (not_own_work, findings_bound)
_BUREAU = (Role.BUREAU_SECTION, Role.PERFORMANCE)

PROCESS = Process(
    name="self_evaluation",
    label="单位自评",
    thing="绩效自评表",
    note="得分由记录算出；改过的数要有理由和佐证，并一直带标记",
    states=(
        State("not_started", "未开始", Role.CLERK, starts=True),
        State("filling", "填报中", Role.CLERK, editors=(Role.CLERK, Role.HEAD, Role.SECTION)),
        State("submitted", "待单位审签", Role.HEAD),
        State("returned", "退回修改", Role.CLERK, editors=(Role.CLERK, Role.HEAD, Role.SECTION)),
        State("department_check", "主管部门复核", Role.DEPARTMENT),
        State("bureau_check", "财政抽查", Role.PERFORMANCE),
        State("confirmed", "已确认", Role.PERFORMANCE),
        State("archived", "已归档", Role.PERFORMANCE, ends=True),
        State("published", "已公开", Role.PERFORMANCE, ends=True),
    ),
    acts=(
        Act("not_started", "start", (Role.CLERK, Role.SECTION), "filling", "开始自评", "{who}开始填{what}"),
        Act("filling", "submit", (Role.CLERK,), "submitted", "报送", "{who}报送了{what}", _WHOLE, deadline="self_evaluation"),
        Act("returned", "resubmit", (Role.CLERK,), "submitted", "重新报送", "{who}改好后重新报送了{what}", _WHOLE, deadline="mending"),
        Act("submitted", "recall", (Role.CLERK,), "filling", "撤回", "{who}撤回了{what}", course=Course.BACK),
        Act("submitted", "sign", (Role.HEAD,), "department_check", "审签", "{who}审签了{what}，报主管部门", when=has_department,
            deadline="self_evaluation"),
        Act("submitted", "sign_to_bureau", (Role.HEAD,), "bureau_check", "审签报财政", "{who}审签了{what}，报财政部门",
            when=no_department, deadline="self_evaluation"),
        Act("submitted", "return_to_clerk", (Role.HEAD,), "returned", "退回修改", "{who}没有审签，退回了{what}", (opinion_given,),
            course=Course.BACK),
        Act("department_check", "pass", (Role.DEPARTMENT,), "bureau_check", "复核通过", "{who}复核通过了{what}，报财政部门",
            (not_own_work, overrides_proven), deadline="self_evaluation_check"),
        Act("department_check", "return_to_unit", (Role.DEPARTMENT,), "returned", "退回单位", "{who}把{what}退回单位修改", _BACK,
            course=Course.BACK),
        Act("bureau_check", "confirm", _BUREAU, "confirmed", "确认", "{who}确认了{what}的得分和等级",
            (not_own_work, weights_add_up, overrides_proven), deadline="self_evaluation_check", effect=Effect.FREEZE),
        Act("bureau_check", "return_to_department", _BUREAU, "department_check", "退回主管部门", "{who}把{what}退回主管部门复核",
            _BACK, has_department, course=Course.BACK),
        Act("bureau_check", "return_to_unit", _BUREAU, "returned", "退回单位", "{who}把{what}退回单位修改", _BACK, course=Course.BACK),
        Act("confirmed", "archive", _BUREAU, "archived", "归档", "{who}归档了{what}"),
        Act("confirmed", "reopen", (Role.PERFORMANCE,), "bureau_check", "重查", "{who}重新抽查{what}", (opinion_given,),
            course=Course.BACK),
        Act("archived", "publish", (Role.DEPARTMENT, Role.PERFORMANCE), "published", "登记公开", "{who}登记{what}随决算公开",
            deadline="accounts_publication"),
        Act("archived", "reopen", (Role.PERFORMANCE,), "bureau_check", "重查", "{who}重新抽查{what}", (opinion_given,),
            course=Course.BACK),
    ),
)  # fmt: skip
