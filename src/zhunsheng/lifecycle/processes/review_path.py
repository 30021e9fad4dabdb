"""The path of review, the same for a target table and for its adjustment: unit, department, business section, performance.

Returns lead to any earlier step and are bound to findings. What follows from a grade is written in 财预〔2015〕88号: 优 goes
on, 良 may be mended by the reviewer in the open, 中 goes back, 差 is stopped.
"""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.lifecycle.guards import (
    findings_bound,
    findings_decided,
    grade_decided,
    grade_good,
    grade_permits,
    grade_poor,
    has_department,
    mended_not_agreed,
    no_department,
    no_open_errors,
    not_own_work,
    opinion_given,
    warnings_answered,
)
from zhunsheng.lifecycle.process import Act, Course, Effect, State
from zhunsheng.model.role import Role


@dataclass(frozen=True, slots=True)
class PathNames:
    """How one run through the path is called: ``prefix`` of its states' names, ``word`` before their labels."""

    draft: str
    prefix: str = ""
    word: str = ""
    due: str = "target_submission"
    """The deadline of submitting."""


def path_states(names: PathNames) -> tuple[State, ...]:
    """The states from submitting to the last review; the draft before and what comes after belong to the process."""
    p, w = names.prefix, names.word
    return (
        State(f"{p}submitted", f"{w}待单位审签", Role.HEAD),
        State(f"{p}returned", f"{w}退回修改", Role.CLERK, editors=(Role.CLERK, Role.HEAD)),
        State(f"{p}department_review", f"{w}主管部门审核", Role.DEPARTMENT),
        State(f"{p}bureau_review", f"{w}财政业务股室审核", Role.BUREAU_SECTION),
        State(f"{p}performance_review", f"{w}绩效股审核", Role.PERFORMANCE),
    )


def path_acts(
    names: PathNames, passed: str, stopped: str, effects: tuple[Effect | None, Effect | None]
) -> tuple[Act, ...]:
    """The acts of the path. ``passed`` and ``stopped`` are where the last review leads, with what each does."""
    p = names.prefix
    submitted, returned = f"{p}submitted", f"{p}returned"
    department, bureau, performance = f"{p}department_review", f"{p}bureau_review", f"{p}performance_review"
    clean = (no_open_errors, warnings_answered)
    fair = (not_own_work, findings_decided, grade_permits)
    back = Course.BACK
    return (
        Act(names.draft, "submit", (Role.CLERK,), submitted, "报送", "{who}报送了{what}", clean, deadline=names.due),
        Act(returned, "resubmit", (Role.CLERK,), submitted, "重新报送", "{who}改好后重新报送了{what}", clean, deadline="mending"),
        Act(submitted, "recall", (Role.CLERK,), names.draft, "撤回", "{who}撤回了{what}", course=back),
        Act(submitted, "sign", (Role.HEAD,), department, "审签", "{who}审签了{what}，报主管部门",
            (no_open_errors,), has_department, names.due),
        Act(submitted, "sign_to_bureau", (Role.HEAD,), bureau, "审签报财政", "{who}审签了{what}，报财政部门",
            (no_open_errors,), no_department, names.due),
        Act(submitted, "return_to_clerk", (Role.HEAD,), returned, "退回修改", "{who}没有审签，退回了{what}",
            (opinion_given,), course=back),
        Act(department, "pass", (Role.DEPARTMENT,), bureau, "通过", "{who}审核通过了{what}，报财政业务股室", fair,
            deadline="target_review"),
        Act(department, "mend", (Role.DEPARTMENT,), department, "代改", "{who}与单位协商，代改了{what}",
            (not_own_work, grade_good), effect=Effect.MEND),
        Act(department, "agree", (Role.CLERK, Role.HEAD), department, "同意代改", "{who}同意对{what}的代改", when=mended_not_agreed),
        Act(department, "return_to_unit", (Role.DEPARTMENT,), returned, "退回单位", "{who}把{what}退回单位修改",
            (not_own_work, findings_bound), course=back),
        Act(bureau, "pass", (Role.BUREAU_SECTION,), performance, "通过", "{who}审核通过了{what}，转绩效股", fair,
            deadline="target_review"),
        Act(bureau, "mend", (Role.BUREAU_SECTION,), bureau, "代改", "{who}与单位协商，代改了{what}",
            (not_own_work, grade_good), effect=Effect.MEND),
        Act(bureau, "agree", (Role.CLERK, Role.HEAD), bureau, "同意代改", "{who}同意对{what}的代改", when=mended_not_agreed),
        Act(bureau, "return_to_department", (Role.BUREAU_SECTION,), department, "退回主管部门", "{who}把{what}退回主管部门重审",
            (not_own_work, findings_bound), has_department, course=back),
        Act(bureau, "return_to_unit", (Role.BUREAU_SECTION,), returned, "退回单位", "{who}把{what}退回单位修改",
            (not_own_work, findings_bound), course=back),
        Act(performance, "pass", (Role.PERFORMANCE,), passed, "审定通过", "{who}审定通过了{what}",
            (not_own_work, findings_decided, grade_decided), deadline="target_final", effect=effects[0]),
        Act(performance, "mend", (Role.PERFORMANCE,), performance, "代改", "{who}与单位协商，代改了{what}",
            (not_own_work, grade_good), effect=Effect.MEND),
        Act(performance, "agree", (Role.CLERK, Role.HEAD), performance, "同意代改", "{who}同意对{what}的代改", when=mended_not_agreed),
        Act(performance, "return_to_bureau", (Role.PERFORMANCE,), bureau, "退回财政业务股室", "{who}把{what}退回财政业务股室重审",
            (not_own_work, findings_bound), course=back),
        Act(performance, "return_to_department", (Role.PERFORMANCE,), department, "退回主管部门",
            "{who}把{what}退回主管部门重审", (not_own_work, findings_bound), has_department, course=back),
        Act(performance, "return_to_unit", (Role.PERFORMANCE,), returned, "退回单位", "{who}把{what}退回单位修改",
            (not_own_work, findings_bound), course=back),
        Act(performance, "stop", (Role.PERFORMANCE,), stopped, "不予安排", "{who}审定{what}不得进入下一步预算安排",
            (not_own_work, grade_poor), course=Course.OUT, effect=effects[1]),
    )  # fmt: skip
