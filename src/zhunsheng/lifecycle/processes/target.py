"""A target table from draft to closing, with its adjustments: what is approved stays as it was, forever."""

from __future__ import annotations

from dataclasses import replace

from zhunsheng.lifecycle.guards import (
    assessed_if_needed,
    has_department,
    no_department,
    opinion_given,
    something_changed,
)
from zhunsheng.lifecycle.process import Act, Course, Effect, Process, State
from zhunsheng.lifecycle.processes.review_path import PathNames, path_acts, path_states
from zhunsheng.model.role import Role

_FIRST = PathNames(draft="draft")
_AGAIN = PathNames(draft="adjusting", prefix="adjustment_", word="调整·", due="adjustment")
_WRITERS = (Role.CLERK, Role.HEAD)


def _again(rows: tuple[Act, ...]) -> tuple[Act, ...]:
    """The path of an adjustment: only what differs from the approved version may be submitted."""
    return tuple(
        replace(row, guards=(something_changed, *row.guards)) if row.name in ("submit", "resubmit") else row
        for row in rows
    )


PROCESS = Process(
    name="target",
    label="绩效目标",
    thing="绩效目标表",
    note="批复后的目标只读；调整走同样的审核，另成一版，批复时的值永久保留",
    states=(
        State("draft", "草稿", Role.CLERK, editors=_WRITERS, starts=True),
        *path_states(_FIRST),
        State("stopped", "不予安排", Role.CLERK, waits=True),
        State("void", "已作废", Role.CLERK, ends=True),
        State("passed", "审核通过", Role.BUDGET),
        State("approved", "已批复", Role.DEPARTMENT),
        State("in_execution", "执行中", Role.CLERK, waits=True),
        State("adjusting", "调整编制", Role.CLERK, editors=_WRITERS),
        *path_states(_AGAIN),
        State("closed", "已结束", Role.PERFORMANCE, ends=True),
    ),
    acts=(
        *path_acts(_FIRST, "passed", "stopped", (None, None)),
        Act("draft", "drop", (Role.CLERK,), "void", "作废", "{who}作废了{what}", (opinion_given,), course=Course.OUT),
        Act("returned", "drop", (Role.CLERK,), "void", "撤项", "{who}撤销了{what}", (opinion_given,), course=Course.OUT),
        Act("stopped", "rework", (Role.CLERK,), "draft", "重新编制", "{who}重新编制{what}", course=Course.BACK),
        Act("stopped", "drop", (Role.CLERK, Role.PERFORMANCE), "void", "撤项", "{who}撤销了{what}", course=Course.OUT),
        Act("passed", "approve", (Role.BUDGET,), "approved", "批复", "{who}随预算批复了{what}",
            (assessed_if_needed,), deadline="budget_approval", effect=Effect.FREEZE),
        Act("passed", "reopen", (Role.PERFORMANCE,), "performance_review", "重审", "{who}把{what}退回重审", (opinion_given,),
            course=Course.BACK),
        Act("approved", "relay", (Role.DEPARTMENT,), "in_execution", "转批复", "{who}把批复的{what}下达单位",
            when=has_department, deadline="budget_relay"),
        Act("approved", "receive", (Role.HEAD,), "in_execution", "接收", "{who}接收了批复的{what}", when=no_department,
            deadline="budget_relay"),
        Act("in_execution", "adjust", (Role.CLERK,), "adjusting", "申请调整", "{who}申请调整{what}", (opinion_given,),
            deadline="adjustment", effect=Effect.OPEN_DRAFT),
        Act("in_execution", "close", (Role.PERFORMANCE,), "closed", "结束", "{who}结束了{what}的全年管理"),
        Act("adjusting", "give_up", (Role.CLERK,), "in_execution", "不调整了", "{who}放弃了{what}的调整，按原批复执行",
            effect=Effect.DROP_DRAFT),
        Act("adjustment_returned", "give_up", (Role.CLERK,), "in_execution", "不调整了", "{who}放弃了{what}的调整，按原批复执行",
            effect=Effect.DROP_DRAFT),
        *_again(path_acts(_AGAIN, "in_execution", "in_execution", (Effect.NEW_VERSION, Effect.DROP_DRAFT))),
        Act("closed", "reopen", (Role.PERFORMANCE,), "in_execution", "恢复", "{who}恢复了{what}", (opinion_given,),
            course=Course.BACK),
    ),
)  # fmt: skip
