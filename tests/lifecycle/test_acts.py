"""Acts by the table: what they lead to, what hinders them, what the trail says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.lifecycle.bulk import BulkItem, act_on_all, bulk_sentence
from zhunsheng.lifecycle.facts import Facts
from zhunsheng.lifecycle.process import Effect, Outcome, Refusal, act, offers
from zhunsheng.lifecycle.registry import processes
from zhunsheng.model.role import Role

TARGET = processes()["target"]
CLEAN = {"open_errors": 0, "unanswered": 0}
NAMED = {"who": "王敏", "what": "路灯电费绩效目标表"}


def walk(process, state, *steps):
    """The state after several acts; every one must be done."""
    for name, role, facts in steps:
        answer = act(process, state, name, role, facts)
        assert isinstance(answer, Outcome), (state, name, answer)
        state = answer.state
    return state


def refused(process, state, name, role, facts):
    """The sentence of a refusal."""
    answer = act(process, state, name, role, facts)
    assert isinstance(answer, Refusal), answer
    return answer.sentence


def test_a_target_goes_from_draft_to_execution():
    fair = Facts(undecided=0, grade="优")
    assert walk(
        TARGET, "draft",
        ("submit", Role.CLERK, Facts(**CLEAN)),
        ("sign", Role.HEAD, Facts(open_errors=0, has_department=True)),
        ("pass", Role.DEPARTMENT, fair),
        ("pass", Role.BUREAU_SECTION, fair),
        ("pass", Role.PERFORMANCE, fair),
        ("approve", Role.BUDGET, Facts(needs_assessment=False)),
        ("relay", Role.DEPARTMENT, Facts(has_department=True)),
    ) == "in_execution"  # fmt: skip


def test_a_unit_without_a_department_reports_to_the_bureau_itself():
    facts = Facts(open_errors=0, has_department=False)
    assert walk(TARGET, "submitted", ("sign_to_bureau", Role.HEAD, facts)) == "bureau_review"
    assert "上面有主管部门" in refused(TARGET, "submitted", "sign", Role.HEAD, facts)
    assert [offer.act.name for offer in offers(TARGET, "submitted", [Role.HEAD], facts)] == [
        "sign_to_bureau",
        "return_to_clerk",
    ]


def test_errors_hinder_submitting_and_the_sentence_says_what_to_do():
    answer = refused(TARGET, "draft", "submit", Role.CLERK, Facts(open_errors=3, unanswered=0))
    assert answer == "还有3条错误没有改正。请改正，或逐条写明理由。"


def test_what_nobody_has_looked_at_does_not_pass():
    assert refused(TARGET, "draft", "submit", Role.CLERK, Facts()) == "还没有审核过。请先审核，改正错误后再报送。"
    for name, process in processes().items():
        blank = [row for row in process.acts if row.guards and not any(guard(Facts()) for guard in row.guards)]
        known = {guard.__name__ for row in blank for guard in row.guards}
        assert known <= {"not_own_work", "grade_permits"}, name


@pytest.mark.parametrize(
    ("grade", "state"),
    [("优", "passed"), ("良", "passed"), ("中", None), ("差", None), (None, None)],
)
def test_what_follows_from_a_grade(grade, state):
    answer = act(TARGET, "performance_review", "pass", Role.PERFORMANCE, Facts(undecided=0, grade=grade))
    assert (answer.state if isinstance(answer, Outcome) else None) == state


def test_a_middling_table_goes_back_and_a_poor_one_is_stopped():
    assert refused(TARGET, "performance_review", "pass", Role.PERFORMANCE, Facts(undecided=0, grade="中")) == (
        "审核等级为“中”，按财预〔2015〕88号第二十五条退回单位修改，不能通过。请退回，并绑定审核意见。"
    )
    assert "不得进入下一步预算安排" in refused(
        TARGET, "performance_review", "pass", Role.PERFORMANCE, Facts(undecided=0, grade="差")
    )
    stop = Facts(grade="差", opinion="与职责无关")
    assert walk(TARGET, "performance_review", ("stop", Role.PERFORMANCE, stop)) == "stopped"
    assert "只有审核等级为“差”" in refused(
        TARGET, "performance_review", "stop", Role.PERFORMANCE, Facts(grade="中", opinion="x")
    )


def test_only_a_good_table_may_be_mended_by_the_reviewer_and_only_in_the_open():
    mend = Facts(grade="良", opinion="补上计量单位", **NAMED)
    answer = act(TARGET, "performance_review", "mend", Role.PERFORMANCE, mend)
    assert answer.state == "performance_review"
    assert answer.sentence == "王敏与单位协商，代改了路灯电费绩效目标表：补上计量单位"
    assert "没有写意见" in refused(TARGET, "performance_review", "mend", Role.PERFORMANCE, Facts(grade="良"))
    for grade in ("优", "中", "差", None):
        assert "只有审核等级为“良”" in refused(
            TARGET, "performance_review", "mend", Role.PERFORMANCE, Facts(grade=grade, opinion="x")
        )
    alone = Facts(undecided=0, grade="良", mended=2)
    assert "单位还没有同意" in refused(TARGET, "performance_review", "pass", Role.PERFORMANCE, alone)
    assert walk(
        TARGET, "performance_review", ("pass", Role.PERFORMANCE, Facts(undecided=0, grade="良", mended=2, agreed=True))
    )


def test_a_return_leads_to_any_earlier_step_and_is_bound_to_findings():
    bound = Facts(
        has_department=True, bound=("ZSG05:1", "ZSA17:2"), opinion="改好再报", who="赵芳", what="路灯电费绩效目标表"
    )
    for name, state in (
        ("return_to_unit", "returned"),
        ("return_to_department", "department_review"),
        ("return_to_bureau", "bureau_review"),
    ):
        answer = act(TARGET, "performance_review", name, Role.PERFORMANCE, bound)
        assert (answer.state, answer.bound) == (state, bound.bound)
    assert act(TARGET, "performance_review", "return_to_unit", Role.PERFORMANCE, bound).sentence == (
        "赵芳把路灯电费绩效目标表退回单位修改，绑定2条审核意见：改好再报"
    )
    loose = Facts(has_department=True, opinion="再看看")
    assert "没有绑定审核意见" in refused(TARGET, "performance_review", "return_to_unit", Role.PERFORMANCE, loose)


def test_nobody_reviews_what_they_filled_in():
    facts = Facts(undecided=0, grade="优", own_work=True)
    assert "不能由自己审核" in refused(TARGET, "department_review", "pass", Role.DEPARTMENT, facts)


def test_a_new_project_is_not_approved_before_its_assessment():
    big = Facts(needs_assessment=True, assessment="concluding")
    assert (
        refused(TARGET, "passed", "approve", Role.BUDGET, big)
        == "应做事前绩效评估，还没有结论。未评估或未通过的，不安排预算。"
    )
    assert "结论为不予支持" in refused(
        TARGET, "passed", "approve", Role.BUDGET, Facts(needs_assessment=True, assessment="rejected")
    )
    assert (
        walk(TARGET, "passed", ("approve", Role.BUDGET, Facts(needs_assessment=True, assessment="supported")))
        == "approved"
    )


def test_an_adjustment_needs_a_difference_and_makes_a_new_version():
    begin = act(TARGET, "in_execution", "adjust", Role.CLERK, Facts(opinion="电价上调"))
    assert (begin.state, begin.act.effect) == ("adjusting", Effect.OPEN_DRAFT)
    assert "没有差别" in refused(
        TARGET, "adjusting", "submit", Role.CLERK, Facts(changes=0, opinion="电价上调", **CLEAN)
    )
    fair = Facts(undecided=0, grade="优")
    state = walk(
        TARGET, "adjusting",
        ("submit", Role.CLERK, Facts(changes=2, opinion="电价上调", **CLEAN)),
        ("sign", Role.HEAD, Facts(open_errors=0, has_department=True)),
        ("pass", Role.DEPARTMENT, fair),
        ("pass", Role.BUREAU_SECTION, fair),
    )  # fmt: skip
    answer = act(TARGET, state, "pass", Role.PERFORMANCE, fair)
    assert (answer.state, answer.act.effect) == ("in_execution", Effect.NEW_VERSION)
    stop = act(TARGET, state, "stop", Role.PERFORMANCE, Facts(grade="差", opinion="无依据"))
    assert (stop.state, stop.act.effect) == ("in_execution", Effect.DROP_DRAFT)


def test_a_monitoring_with_warnings_is_disposed_of_and_closed_after_mending():
    monitoring = processes()["monitoring"]
    assert walk(monitoring, "bureau_review", ("accept", Role.BUREAU_SECTION, Facts(alarms=0))) == "done"
    assert "没有预警" in refused(monitoring, "bureau_review", "accept", Role.BUREAU_SECTION, Facts(alarms=1))
    assert walk(
        monitoring, "not_started",
        ("start", Role.CLERK, Facts()),
        ("submit", Role.CLERK, Facts(missing=0, unexplained=0)),
        ("sign", Role.HEAD, Facts(has_department=True)),
        ("pass", Role.DEPARTMENT, Facts(missing=0, unexplained=0)),
        ("warn", Role.PERFORMANCE, Facts(alarms=2)),
        ("continue", Role.PERFORMANCE, Facts(opinion="限期整改")),
        ("report", Role.CLERK, Facts(measures_open=0)),
        ("again", Role.PERFORMANCE, Facts(opinion="佐证不全")),
        ("report", Role.CLERK, Facts(measures_open=0)),
        ("close", Role.PERFORMANCE, Facts(measures_open=0)),
    ) == "done"  # fmt: skip


def test_a_self_evaluation_is_confirmed_when_all_is_explained_and_proven():
    process = processes()["self_evaluation"]
    whole = Facts(weights=D(100), missing=0, unexplained=0, unproven=0, has_department=True)
    assert walk(
        process, "filling",
        ("submit", Role.CLERK, whole), ("sign", Role.HEAD, whole), ("pass", Role.DEPARTMENT, whole),
        ("confirm", Role.PERFORMANCE, whole), ("archive", Role.PERFORMANCE, whole), ("publish", Role.DEPARTMENT, whole),
    ) == "published"  # fmt: skip
    for change, words in (
        ({"weights": D("99.5")}, "权重合计为99.5分"), ({"missing": 1}, "还有1处没有填"), ({"unexplained": 2}, "2处偏差没有写原因"),
        ({"unproven": 1}, "缺理由或佐证"),
    ):  # fmt: skip
        facts = Facts(**{"weights": D(100), "missing": 0, "unexplained": 0, "unproven": 0} | change)
        assert words in refused(process, "filling", "submit", Role.CLERK, facts)


def test_an_evaluation_walks_to_the_use_of_its_results():
    process = processes()["evaluation"]
    scheme = Facts(weights=D(100), results_weight=D(60))
    scored = Facts(independent=True, experts=3, sheets_missing=0, unlinked=0, objections_open=0)
    assert walk(
        process, "planned",
        ("commission", Role.PERFORMANCE, Facts(independent=True)), ("begin", Role.PERFORMANCE, Facts()),
        ("submit", Role.THIRD_PARTY, scheme), ("approve", Role.PERFORMANCE, scheme),
        ("finish", Role.THIRD_PARTY, scored), ("consult", Role.THIRD_PARTY, scored),
        ("object", Role.HEAD, Facts(opinion="样本偏小")), ("finish", Role.THIRD_PARTY, scored),
        ("accept", Role.PERFORMANCE, scored), ("reply", Role.CLERK, Facts(opinion="已改", measures_open=0)),
        ("apply", Role.BUDGET, Facts(opinion="下年压减一成")),
    ) == "applied"  # fmt: skip
    weak = Facts(weights=D(100), results_weight=D("59.9"))
    assert "只占59.9%，不应低于60%" in refused(process, "scheme", "submit", Role.THIRD_PARTY, weak)
    assert "专家不足2人" in refused(
        process,
        "fieldwork",
        "finish",
        Role.THIRD_PARTY,
        Facts(independent=True, experts=1, sheets_missing=0, unlinked=0),
    )
    assert "应当回避" in refused(process, "fieldwork", "finish", Role.THIRD_PARTY, replace(scored, independent=False))
    assert "还没有邀请" in refused(process, "planned", "commission", Role.DEPARTMENT, Facts(experts=0))


def test_a_problem_is_closed_only_when_a_fresh_review_no_longer_finds_it():
    process = processes()["rectification"]
    state = walk(
        process, "found",
        ("confirm", Role.PERFORMANCE, Facts()), ("accept", Role.CLERK, Facts()),
        ("report", Role.CLERK, Facts(opinion="已补单位", attachments=1)),
    )  # fmt: skip
    assert "仍然发现同一个问题" in refused(process, state, "verify", Role.PERFORMANCE, Facts(still_found=True))
    assert walk(process, state, ("verify", Role.PERFORMANCE, Facts(still_found=False))) == "closed"


def test_nothing_is_published_before_privacy_and_secrecy_are_cleared():
    process = processes()["publication"]
    ready = {"incomplete": 0, "privacy_hits": 0, "residues": 0, "secret": False, "has_department": True}
    assert walk(
        process, "preparing",
        ("submit", Role.CLERK, Facts(**ready)), ("clear", Role.HEAD, Facts(**ready)),
        ("pass", Role.DEPARTMENT, Facts(**ready)), ("publish", Role.CLERK, Facts(**ready)),
    ) == "published"  # fmt: skip
    for change, words in (
        ({"privacy_hits": 4}, "4处可能涉及个人隐私"), ({"secret": None}, "还没有做保密审查"), ({"secret": True}, "不得公开"),
        ({"residues": 1}, "作者信息、批注"), ({"incomplete": 1}, "公开空表并说明"),
    ):  # fmt: skip
        assert words in refused(process, "ready", "publish", Role.HEAD, Facts(**ready | change))


def test_missing_proof_is_undecidable_not_failed():
    process = processes()["ex_ante"]
    scored = {"independent": True, "experts": 3, "sheets_missing": 0, "opinion": "缺概算"}
    open_one = Facts(**scored, undecidable=1)
    assert "不能判定不等于不通过" in refused(process, "assessing", "sum_up", Role.PERFORMANCE, open_one)
    assert walk(process, "assessing", ("ask", Role.PERFORMANCE, open_one)) == "supplementing"
    assert walk(
        process, "assessing",
        ("sum_up", Role.THIRD_PARTY, Facts(**scored, undecidable=0)),
        ("adjust", Role.PERFORMANCE, Facts(**scored, undecidable=0)),
        ("resubmit", Role.CLERK, Facts(opinion="压减两台")),
        ("support", Role.PERFORMANCE, Facts(**scored, undecidable=0)),
    ) == "supported"  # fmt: skip


def test_the_wrong_role_and_the_wrong_moment_are_told_apart():
    assert refused(TARGET, "draft", "submit", Role.HEAD, Facts()) == "“报送”由单位经办人办理，单位负责人不能办。"
    assert refused(TARGET, "draft", "approve", Role.BUDGET, Facts()) == (
        "绩效目标表现在是“草稿”，不能办“批复”。现在可以办：报送、作废。"
    )
    assert "不能办这个动作" in refused(TARGET, "draft", "nonsense", Role.CLERK, Facts())
    with pytest.raises(KeyError):
        act(TARGET, "nowhere", "submit", Role.CLERK, Facts())


def test_offers_are_buttons_with_what_still_hinders_them():
    shown = offers(TARGET, "draft", [Role.CLERK], Facts(open_errors=1, unanswered=0))
    assert [(offer.act.label, offer.hindrance) for offer in shown] == [
        ("报送", "还有1条错误没有改正。请改正，或逐条写明理由。"), ("作废", "没有写意见。请写明理由后再办。"),
    ]  # fmt: skip
    assert offers(TARGET, "draft", [Role.OVERSIGHT, Role.ADMIN], Facts()) == ()


def test_one_act_on_many_things_answers_for_each():
    items = [
        BulkItem("a", "draft", Facts(what="甲", **CLEAN)),
        BulkItem("b", "draft", Facts(what="乙", open_errors=1, unanswered=0)),
        BulkItem("c", "passed", Facts(what="丙")),
    ]
    results = act_on_all(TARGET, "submit", Role.CLERK, items)
    assert [(result.item.id, result.is_done) for result in results] == [("a", True), ("b", False), ("c", False)]
    assert bulk_sentence(results) == (
        "1件已办成，2件没有办：1件还有1条错误没有改正。请改正，或逐条写明理由；"
        "1件绩效目标表现在是“审核通过”，不能办“报送”。现在可以办：批复、重审。"
    )
    assert bulk_sentence(()) == "没有选中任何一件。"
    assert bulk_sentence(results[:1]) == "1件都已办成。"


GRADES = st.sampled_from(["优", "良", "中", "差", None])
COUNTS = st.none() | st.integers(0, 3)
FACTS = st.builds(
    Facts, opinion=st.sampled_from(["", "理由"]), bound=st.sampled_from([(), ("f",)]), own_work=st.booleans(),
    has_department=st.none() | st.booleans(), open_errors=COUNTS, unanswered=COUNTS, undecided=COUNTS, grade=GRADES,
    mended=st.integers(0, 2), agreed=st.booleans(), changes=COUNTS, missing=COUNTS, unexplained=COUNTS, alarms=COUNTS,
    measures_open=COUNTS, unproven=COUNTS, weights=st.sampled_from([None, D(100), D(99)]), secret=st.none() | st.booleans(),
    privacy_hits=COUNTS, residues=COUNTS, incomplete=COUNTS, still_found=st.none() | st.booleans(), attachments=COUNTS,
)  # fmt: skip


@given(
    st.sampled_from(sorted(processes())),
    st.lists(st.tuples(st.integers(0, 60), st.sampled_from(list(Role)), FACTS), max_size=25),
)
def test_whatever_is_tried_in_whatever_order_the_table_decides(name, tries):
    process = processes()[name]
    state = process.start.name
    for number, role, facts in tries:
        row = process.acts[number % len(process.acts)]
        answer = act(process, state, row.name, role, facts)
        if isinstance(answer, Refusal):
            assert answer.sentence.endswith("。")
            assert act(process, state, row.name, role, facts) == answer
            continue
        done = answer.act
        assert (done.source, done.name, answer.state) == (state, row.name, done.target)
        assert role in done.roles
        assert not any(guard(facts) for guard in done.guards)
        if (
            name == "target"
            and answer.state in ("passed", "bureau_review", "performance_review")
            and done.name == "pass"
        ):
            assert facts.grade not in ("中", "差")
        if answer.state == "published" and done.name == "publish" and name == "publication":
            assert (facts.privacy_hits, facts.secret) == (0, False)
        state = answer.state
