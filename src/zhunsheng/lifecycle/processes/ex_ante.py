"""Ex-ante assessment (事前绩效评估) of a new project or policy: materials, experts' scores, conclusion."""

from __future__ import annotations

from zhunsheng.lifecycle.guards import (
    evaluator_independent,
    materials_in,
    nothing_undecidable,
    opinion_given,
    sheets_in,
    something_undecidable,
)
from zhunsheng.lifecycle.process import Act, Course, Effect, Process, State
from zhunsheng.model.role import Role

_CLIENT = (Role.PERFORMANCE, Role.BUREAU_SECTION, Role.DEPARTMENT)
_TEAM = (*_CLIENT, Role.THIRD_PARTY)
_SCORED = (evaluator_independent, sheets_in, nothing_undecidable)

PROCESS = Process(
    name="ex_ante",
    label="事前绩效评估",
    thing="事前绩效评估",
    note="缺少佐证是“不能判定”，不是不通过；未评估或未通过的，不安排预算",
    states=(
        State("preparing", "准备材料", Role.CLERK, editors=(Role.CLERK, Role.HEAD, Role.SECTION), starts=True),
        State("submitted", "已申报", Role.PERFORMANCE),
        State("assessing", "评估中", Role.THIRD_PARTY, editors=_TEAM),
        State("supplementing", "补充材料", Role.CLERK, editors=(Role.CLERK, Role.HEAD, Role.SECTION)),
        State("concluding", "形成结论", Role.PERFORMANCE, editors=_TEAM),
        State("adjusting", "调整完善", Role.CLERK, editors=(Role.CLERK, Role.HEAD)),
        State("supported", "予以支持", Role.PERFORMANCE, ends=True),
        State("rejected", "不予支持", Role.PERFORMANCE, ends=True),
        State("dropped", "已撤回", Role.CLERK, ends=True),
    ),
    acts=(
        Act("preparing", "submit", (Role.CLERK, Role.HEAD), "submitted", "申报", "{who}申报了{what}", (materials_in,),
            deadline="ex_ante_assessment"),
        Act("preparing", "drop", (Role.CLERK,), "dropped", "撤回", "{who}撤回了{what}", (opinion_given,), course=Course.OUT),
        Act("submitted", "begin", _CLIENT, "assessing", "开始评估", "{who}开始{what}", (evaluator_independent,)),
        Act("submitted", "return", _CLIENT, "preparing", "退回材料", "{who}退回了{what}的材料", (opinion_given,), course=Course.BACK),
        Act("assessing", "ask", _TEAM, "supplementing", "要求补充", "{who}为{what}要求补充材料", (something_undecidable,),
            course=Course.BACK),
        Act("assessing", "sum_up", _TEAM, "concluding", "汇总评分", "{who}汇总了{what}的评分", _SCORED),
        Act("supplementing", "resubmit", (Role.CLERK, Role.HEAD), "assessing", "补充完成", "{who}为{what}补充了材料",
            (materials_in,), deadline="mending"),
        Act("supplementing", "drop", (Role.CLERK,), "dropped", "撤回", "{who}撤回了{what}", (opinion_given,), course=Course.OUT),
        Act("concluding", "support", _CLIENT, "supported", "予以支持", "{who}对{what}的结论为予以支持", (*_SCORED, opinion_given),
            deadline="ex_ante_assessment", effect=Effect.FREEZE),
        Act("concluding", "adjust", _CLIENT, "adjusting", "调整完善后支持", "{who}对{what}的结论为调整完善后支持",
            (*_SCORED, opinion_given), deadline="ex_ante_assessment"),
        Act("concluding", "reject", _CLIENT, "rejected", "不予支持", "{who}对{what}的结论为不予支持", (*_SCORED, opinion_given),
            deadline="ex_ante_assessment", course=Course.OUT, effect=Effect.FREEZE),
        Act("concluding", "rescore", _TEAM, "assessing", "重新评分", "{who}要求{what}重新评分", (opinion_given,), course=Course.BACK),
        Act("adjusting", "resubmit", (Role.CLERK, Role.HEAD), "concluding", "调整完成", "{who}按结论调整了{what}", (opinion_given,),
            deadline="mending"),
        Act("adjusting", "drop", (Role.CLERK,), "dropped", "撤回", "{who}撤回了{what}", (opinion_given,), course=Course.OUT),
        Act("rejected", "rework", (Role.CLERK,), "preparing", "重新申报", "{who}重新准备{what}", course=Course.BACK),
    ),
)  # fmt: skip
