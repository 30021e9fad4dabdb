"""An evaluation by a department, the bureau or a third party: scheme, evidence, draft, objections, final, use."""

from __future__ import annotations

from zhunsheng.lifecycle.guards import (
    evaluator_independent,
    measures_done,
    objections_answered,
    opinion_given,
    papers_linked,
    scheme_sound,
    sheets_in,
)
from zhunsheng.lifecycle.process import Act, Course, Effect, Process, State
from zhunsheng.model.role import Role

_CLIENT = (Role.PERFORMANCE, Role.DEPARTMENT)
_TEAM = (Role.THIRD_PARTY, Role.PERFORMANCE, Role.DEPARTMENT)
_UNIT = (Role.CLERK, Role.HEAD)

PROCESS = Process(
    name="evaluation",
    label="部门评价、财政评价",
    thing="绩效评价",
    note="委托方与被评价方分离；评价由绩效股或主管部门组织，可以委托第三方机构",
    states=(
        State("planned", "已立项", Role.PERFORMANCE, starts=True),
        State("commissioned", "已选机构", Role.PERFORMANCE),
        State("scheme", "编制方案", Role.THIRD_PARTY, editors=_TEAM),
        State("scheme_review", "方案审定", Role.PERFORMANCE),
        State("fieldwork", "取证评分", Role.THIRD_PARTY, editors=_TEAM),
        State("draft", "撰写初稿", Role.THIRD_PARTY, editors=_TEAM),
        State("objection", "征求意见", Role.CLERK),
        State("answering", "答复意见", Role.THIRD_PARTY, editors=_TEAM),
        State("final", "报告定稿", Role.PERFORMANCE),
        State("feedback", "反馈整改", Role.CLERK),
        State("reply", "整改回复", Role.PERFORMANCE),
        State("applied", "结果已应用", Role.BUDGET, ends=True),
        State("ended", "已终止", Role.PERFORMANCE, ends=True),
    ),
    acts=(
        Act("planned", "commission", _CLIENT, "commissioned", "选定评价方", "{who}选定了{what}的评价方", (evaluator_independent,)),
        Act("planned", "end", _CLIENT, "ended", "终止", "{who}终止了{what}", (opinion_given,), course=Course.OUT),
        Act("commissioned", "begin", _CLIENT, "scheme", "布置方案", "{who}布置编制{what}方案"),
        Act("commissioned", "change", _CLIENT, "planned", "重选", "{who}重新选择{what}的评价方", (opinion_given,),
            course=Course.BACK),
        Act("scheme", "submit", _TEAM, "scheme_review", "提交方案", "{who}提交了{what}方案", (scheme_sound,)),
        Act("scheme_review", "approve", _CLIENT, "fieldwork", "审定方案", "{who}审定了{what}方案", (scheme_sound,),
            effect=Effect.FREEZE),
        Act("scheme_review", "return", _CLIENT, "scheme", "退回方案", "{who}退回了{what}方案", (opinion_given,), course=Course.BACK),
        Act("fieldwork", "finish", _TEAM, "draft", "评分完成", "{who}完成了{what}的取证和评分",
            (evaluator_independent, sheets_in, papers_linked)),
        Act("fieldwork", "end", _CLIENT, "ended", "终止", "{who}终止了{what}", (opinion_given,), course=Course.OUT),
        Act("draft", "consult", _TEAM, "objection", "征求意见", "{who}就{what}初稿征求意见", (sheets_in, papers_linked)),
        Act("draft", "more", _TEAM, "fieldwork", "补充取证", "{who}为{what}补充取证", course=Course.BACK),
        Act("objection", "object", _UNIT, "answering", "提出意见", "{who}对{what}初稿提出意见", (opinion_given,), deadline="objection"),
        Act("objection", "agree", _UNIT, "answering", "无意见", "{who}对{what}初稿没有意见", deadline="objection"),
        Act("objection", "lapse", _CLIENT, "answering", "逾期未反馈", "{who}登记{what}初稿逾期没有反馈", (opinion_given,)),
        Act("answering", "finish", _TEAM, "final", "提交定稿", "{who}答复意见后提交了{what}定稿",
            (objections_answered, sheets_in, papers_linked), deadline="evaluation"),
        Act("final", "accept", _CLIENT, "feedback", "验收并反馈", "{who}验收了{what}报告，反馈单位", (objections_answered,),
            deadline="evaluation", effect=Effect.OPEN_ITEMS),
        Act("final", "return", _CLIENT, "answering", "退回报告", "{who}退回了{what}报告", (opinion_given,), course=Course.BACK),
        Act("feedback", "reply", _UNIT, "reply", "回复整改", "{who}回复了{what}的整改情况", (opinion_given, measures_done),
            deadline="rectification"),
        Act("reply", "again", _CLIENT, "feedback", "继续整改", "{who}要求继续整改{what}发现的问题", (opinion_given,),
            course=Course.BACK),
        Act("reply", "apply", (Role.PERFORMANCE, Role.BUDGET), "applied", "应用结果", "{who}应用了{what}的结果", (opinion_given,),
            deadline="results_use"),
    ),
)  # fmt: skip
