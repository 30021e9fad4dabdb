"""A publication of a unit's year: put together, checked for privacy and secrecy, signed, published, corrected."""

from __future__ import annotations

from zhunsheng.lifecycle.guards import (
    files_clean,
    has_department,
    is_secret,
    no_department,
    not_secret,
    opinion_given,
    privacy_cleared,
    publication_complete,
)
from zhunsheng.lifecycle.process import Act, Course, Effect, Process, State
from zhunsheng.model.role import Role

_CHECKED = (publication_complete, privacy_cleared, files_clean)

PROCESS = Process(
    name="publication",
    label="信息公开",
    thing="公开文本",
    note="没有内容的也要公开空表并说明；涉密的经审查不公开，公开说明",
    states=(
        State("preparing", "编制中", Role.CLERK, editors=(Role.CLERK, Role.HEAD), starts=True),
        State("secrecy_check", "保密审查", Role.HEAD),
        State("returned", "退回修改", Role.CLERK, editors=(Role.CLERK, Role.HEAD)),
        State("department_check", "主管部门核对", Role.DEPARTMENT),
        State("ready", "待公开", Role.HEAD),
        State("published", "已公开", Role.CLERK, ends=True),
        State("correcting", "更正中", Role.CLERK, editors=(Role.CLERK, Role.HEAD)),
        State("withheld", "依法不公开", Role.HEAD, ends=True),
        State("withdrawn", "已撤下", Role.HEAD, ends=True),
    ),
    acts=(
        Act("preparing", "submit", (Role.CLERK,), "secrecy_check", "送审", "{who}送审了{what}", _CHECKED),
        Act("returned", "resubmit", (Role.CLERK,), "secrecy_check", "重新送审", "{who}改好后重新送审了{what}", _CHECKED,
            deadline="mending"),
        Act("secrecy_check", "clear", (Role.HEAD,), "department_check", "通过并报核", "{who}审查了{what}，不涉密，报主管部门核对",
            (*_CHECKED, not_secret), has_department),
        Act("secrecy_check", "clear_alone", (Role.HEAD,), "ready", "审查通过", "{who}审查了{what}，不涉密", (*_CHECKED, not_secret),
            no_department),
        Act("secrecy_check", "withhold", (Role.HEAD,), "withheld", "不公开", "{who}认定{what}涉密，不公开", (is_secret,),
            course=Course.OUT),
        Act("secrecy_check", "return", (Role.HEAD,), "returned", "退回修改", "{who}退回了{what}", (opinion_given,),
            course=Course.BACK),
        Act("department_check", "pass", (Role.DEPARTMENT,), "ready", "核对通过", "{who}核对通过了{what}", (publication_complete,)),
        Act("department_check", "return", (Role.DEPARTMENT,), "returned", "退回修改", "{who}退回了{what}", (opinion_given,),
            course=Course.BACK),
        Act("ready", "publish", (Role.HEAD, Role.CLERK), "published", "公开", "{who}公开了{what}", (*_CHECKED, not_secret),
            deadline="budget_publication", effect=Effect.PUBLISH),
        Act("ready", "return", (Role.HEAD,), "returned", "退回修改", "{who}退回了{what}", (opinion_given,), course=Course.BACK),
        Act("published", "correct", (Role.CLERK,), "correcting", "更正", "{who}开始更正{what}", (opinion_given,), course=Course.BACK,
            effect=Effect.OPEN_DRAFT),
        Act("published", "withdraw", (Role.HEAD, Role.PERFORMANCE), "withdrawn", "撤下", "{who}撤下了{what}", (opinion_given,),
            course=Course.OUT, effect=Effect.WITHDRAW),
        Act("correcting", "submit", (Role.CLERK,), "secrecy_check", "送审", "{who}送审了更正后的{what}", _CHECKED),
        Act("correcting", "give_up", (Role.CLERK,), "published", "不更正了", "{who}放弃了{what}的更正", effect=Effect.DROP_DRAFT),
        Act("withdrawn", "rework", (Role.CLERK,), "preparing", "重新编制", "{who}重新编制{what}", course=Course.BACK),
        Act("withheld", "reconsider", (Role.HEAD,), "secrecy_check", "重新审查", "{who}重新审查{what}", (opinion_given,),
            course=Course.BACK),
    ),
)  # fmt: skip
