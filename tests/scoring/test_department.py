"""The department as a whole: its statements, who carries them, and the list for the budget office in any order."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.department_goal import DepartmentGoal, GoalLink
from zhunsheng.model.execution import Execution, FundFigures
from zhunsheng.model.fund_line import FundSource
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.measure import Measure, MeasureStatus
from zhunsheng.model.project import Project
from zhunsheng.model.quantity import quantity
from zhunsheng.model.result_use import AdviceAction, AdviceRule, Exemption, Trigger, YearResult
from zhunsheng.model.score import Part
from zhunsheng.scoring.department import coverage, department_points, evaluate_department, statements
from zhunsheng.scoring.result_use import advise
from zhunsheng.scoring.roll_up import roll_up

D = Decimal
PLAN = DepartmentPlan(
    overall_goal="总体目标\n（一）争取全年签约引进2-3个新项目。\n（二）提升企业自身实力。",
    sub_goal="1.安全生产方面，确保无一例事故。",
)
PROJECTS = (
    Project(code="1", name="中小企业创新发展资金", indicators=(Indicator(level3="参展企业数量"),)),
    Project(code="2", name="天然气取暖费"),
)


def test_statements_are_the_numbered_goals_with_their_addresses():
    assert [(one.address, one.no) for one in statements(PLAN)] == [
        ("overall_goals[0]", "一"),
        ("overall_goals[1]", "二"),
        ("sub_goals[0]", "1"),
    ]


def test_the_map_shows_goals_nobody_carries_and_projects_that_carry_none():
    goals = [DepartmentGoal("签约新项目", "overall_goals[0]", quantity("2-3个"))]
    links = [
        GoalLink("overall_goals[0]", "1"),
        GoalLink("overall_goals[1]", "1", "参展企业数量"),
        GoalLink("overall_goals[1]", "1", "没有这条"),
        GoalLink("overall_goals[9]", "1"),
        GoalLink("sub_goals[0]", "3"),
        GoalLink("overall_goals[0]", "1"),
    ]
    found = coverage(PLAN, goals, PROJECTS, links)
    assert [one.address for one in found.uncarried] == ["sub_goals[0]"]
    assert [one.address for one in found.unmeasured] == ["overall_goals[1]", "sub_goals[0]"]
    assert found.idle_projects == ("2",)
    assert found.statements[0].links == (links[0],)
    assert found.broken == (links[2], links[3], links[4])


def test_a_department_without_goals_has_an_empty_map():
    found = coverage(DepartmentPlan(), [], PROJECTS, [])
    assert (found.statements, found.idle_projects) == ((), ("1", "2"))


def test_the_proposed_split_makes_a_hundred():
    assert department_points().total == 100


results = st.lists(
    st.builds(
        YearResult,
        st.sampled_from(["1", "2", "3"]),
        st.just("项目"),
        st.sampled_from(["804001", "804002"]),
        st.sampled_from([2019, 2020]),
        st.none() | st.sampled_from(["优", "良", "中", "差"]),
        st.none() | st.decimals(min_value=0, max_value=120, places=2),
        st.none() | st.decimals(min_value=0, max_value=10**7, places=2),
        st.none() | st.decimals(min_value=0, max_value=10**6, places=2),
        st.booleans(),
        st.booleans(),
    ),
    max_size=8,
    unique_by=lambda one: (one.unit, one.project, one.year),
)
percents = st.none() | st.decimals(min_value=0, max_value=100, places=0)
rules = st.lists(
    st.builds(
        AdviceRule,
        st.sampled_from([2019, 2020]),
        st.sampled_from(Trigger),
        st.sampled_from(AdviceAction),
        st.sampled_from(["", "临财〔2020〕1号"]),
        st.none() | st.sampled_from(["优", "良", "中", "差"]),
        percents,
        percents,
        percents,
    ),
    max_size=6,
)


@given(results, rules, st.randoms(use_true_random=False), st.sets(st.sampled_from(["1", "2", "3"])))
def test_advice_rests_on_a_citation_takes_no_more_than_there_is_and_has_one_order(
    given_results, given_rules, chance, free
):
    shuffled = given_results[:]
    chance.shuffle(shuffled)
    exempt = [Exemption(project, "人员工资") for project in sorted(free)]
    found = advise(2020, given_results, given_rules, exempt)
    assert advise(2020, shuffled, given_rules, exempt) == found
    for one in found.projects:
        assert all(advice.rule.basis and advice.rule.year == 2020 == one.result.year for advice in one.advice)
        assert 0 <= one.least <= one.most
        if one.exemption:
            assert one.most == 0
        recovered = sum(a.most or 0 for a in one.advice if a.rule.action is AdviceAction.RECOVER)
        assert one.most - recovered <= (one.result.requested or 0) or one.exemption
    assert (found.least, found.most) == (sum(p.least for p in found.projects), sum(p.most for p in found.projects))


def test_going_on_paying_gives_way_to_a_cut_and_the_list_says_so():
    """A good grade and a low execution rate: one project is not favoured and cut at once."""
    cited = "临财〔2020〕1号"
    both = [
        AdviceRule(2020, Trigger.GRADE, AdviceAction.FAVOUR, cited, "优"),
        AdviceRule(2020, Trigger.LOW_EXECUTION, AdviceAction.CUT, cited, None, Decimal(85), Decimal(5), Decimal(10)),
    ]
    result = YearResult("1", "综合事务", "804002", 2020, "优", Decimal("81.05"), Decimal(60000))
    (one,) = advise(2020, [result], both).projects
    assert len(one.advice) == 2, "every rule that speaks stays listed with its citation"
    assert one.actions == (AdviceAction.CUT,)
    assert one.clash == "规则之间不一致：既优先保障又压减，清单先列压减，请预算股定。"
    (free,) = advise(2020, [result], both, [Exemption("1", "人员工资")]).projects
    assert (free.actions, free.clash) == ((AdviceAction.FAVOUR, AdviceAction.CUT), "")
    (good,) = advise(2020, [result], both[:1]).projects
    assert (good.actions, good.clash) == ((AdviceAction.FAVOUR,), "")


def test_a_department_gets_no_grade_while_a_project_has_no_total():
    done, open_one = Part("绿化养护", Decimal(96), Decimal(1), Decimal(96)), Part("路灯电费", None, Decimal(1))
    funds = (FundFigures(FundSource.TOTAL, budget=Decimal(100), paid=Decimal(100)),)
    money = Execution(None, date(2020, 12, 31), funds)
    goal = DepartmentGoal("安全生产事故", "sub_goals[0]", quantity("=0起"))
    met = Measure(
        None, goal.name, goal.target, money.as_of, MeasureStatus.MEASURED, value=Decimal(0), unit="起", met=True
    )
    graded = evaluate_department([goal], [met], roll_up("部门", [done]), money)
    assert graded.grade == "优"
    partly = evaluate_department([goal], [met], roll_up("部门", [done, open_one]), money)
    assert (partly.grade, partly.projects.grade) == (None, None)
    unit = roll_up("单位", [done, open_one]).whole
    assert roll_up("部门", [unit, done]).grade is None, "a unit that lacks a project is not complete"


def test_the_list_is_ordered_by_unit_and_project():
    rule = AdviceRule(2020, Trigger.GRADE, AdviceAction.CANCEL, "临财〔2020〕1号", "差")
    bad = [
        YearResult(code, "项目", unit, 2020, "差") for unit, code in (("804002", "1"), ("804001", "2"), ("804001", "1"))
    ]
    found = advise(2020, bad, [rule])
    assert [(one.result.unit, one.result.project) for one in found.projects] == [
        ("804001", "1"),
        ("804001", "2"),
        ("804002", "1"),
    ]
