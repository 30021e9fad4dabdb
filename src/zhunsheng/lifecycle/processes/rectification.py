"""A rectification item (问题单): found, confirmed or refuted, mended, verified by a fresh review, closed."""

from __future__ import annotations

from zhunsheng.lifecycle.guards import no_longer_found, not_own_work, opinion_given, proof_given
from zhunsheng.lifecycle.process import Act, Course, Process, State
from zhunsheng.model.role import Role

_FINDERS = (Role.PERFORMANCE, Role.BUREAU_SECTION, Role.DEPARTMENT)
_UNIT = (Role.CLERK, Role.HEAD)

PROCESS = Process(
    name="rectification",
    label="问题整改",
    thing="问题单",
    note="重新报送的表自动重审；同一个问题不再出现，才能验证",
    states=(
        State("found", "已发现", Role.DEPARTMENT, starts=True),
        State("confirmed", "已确认", Role.CLERK),
        State("disputed", "单位有异议", Role.PERFORMANCE),
        State("rectifying", "整改中", Role.CLERK, editors=(*_UNIT, Role.SECTION)),
        State("rectified", "已整改待验证", Role.PERFORMANCE),
        State("closed", "已关闭", Role.PERFORMANCE, ends=True),
        State("refuted", "不成立", Role.PERFORMANCE, ends=True),
        State("ignored", "不再处理", Role.PERFORMANCE, ends=True),
    ),
    acts=(
        Act("found", "confirm", _FINDERS, "confirmed", "确认", "{who}确认了{what}，交单位整改"),
        Act("found", "refute", _FINDERS, "refuted", "不成立", "{who}认定{what}不成立", (opinion_given,), course=Course.OUT),
        Act("found", "ignore", (Role.PERFORMANCE,), "ignored", "不再处理", "{who}决定不再处理{what}", (opinion_given,),
            course=Course.OUT),
        Act("confirmed", "accept", _UNIT, "rectifying", "接受整改", "{who}接受了{what}，开始整改"),
        Act("confirmed", "dispute", _UNIT, "disputed", "提出异议", "{who}对{what}提出异议", (opinion_given,)),
        Act("disputed", "uphold", (Role.PERFORMANCE,), "rectifying", "维持", "{who}维持{what}，交单位整改", (opinion_given,)),
        Act("disputed", "refute", (Role.PERFORMANCE,), "refuted", "不成立", "{who}认定{what}不成立", (opinion_given,),
            course=Course.OUT),
        Act("rectifying", "report", _UNIT, "rectified", "报告整改", "{who}报告{what}已经整改", (opinion_given, proof_given),
            deadline="rectification"),
        Act("rectified", "verify", _FINDERS, "closed", "验证关闭", "{who}验证了整改，关闭{what}", (not_own_work, no_longer_found),
            deadline="rectification_check"),
        Act("rectified", "again", _FINDERS, "rectifying", "继续整改", "{who}要求继续整改{what}", (opinion_given,),
            course=Course.BACK),
        Act("closed", "reopen", (Role.PERFORMANCE,), "rectifying", "重新打开", "{who}重新打开了{what}", (opinion_given,),
            course=Course.BACK),
        Act("ignored", "reopen", (Role.PERFORMANCE,), "found", "重新打开", "{who}重新打开了{what}", (opinion_given,),
            course=Course.BACK),
        Act("refuted", "reopen", (Role.PERFORMANCE,), "found", "重新打开", "{who}重新打开了{what}", (opinion_given,),
            course=Course.BACK),
    ),
)  # fmt: skip
