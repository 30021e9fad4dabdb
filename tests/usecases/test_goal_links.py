"""Which projects carry a department's goals: what the words suggest, checked on the example and on tables made for it."""

from zhunsheng.bundled import example_bytes, park
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project
from zhunsheng.scoring.department import statements
from zhunsheng.usecases.goal_links import proposed_links, statement_of
from zhunsheng.usecases.read_document import read_bytes

PLAN = DepartmentPlan(
    overall_goal="（一）修好农村公路，通行顺畅。\n（二）办好民办幼儿园普惠补助。", sub_goal="1.信访件按期办结。"
)
ROADS = Project(
    code="1", name="农村公路养护", goal="农村公路完好", indicators=(Indicator(level3="公路养护里程", key="a"),)
)
NURSERIES = Project(
    code="2", name="普惠性民办幼儿园奖补", goal="补助到园", indicators=(Indicator(level3="在园幼儿数", key="b"),)
)
HEATING = Project(code="3", name="机关锅炉用煤", goal="冬天不冷")


def test_each_goal_is_linked_to_the_project_that_speaks_of_it():
    links = [one.link for one in proposed_links(PLAN, (ROADS, NURSERIES, HEATING))]
    assert {(one.statement, one.project) for one in links} == {("overall_goals[0]", "1"), ("overall_goals[1]", "2")}


def test_an_indicator_that_says_it_itself_is_linked_by_its_key_and_the_words_are_told():
    first, *_ = proposed_links(PLAN, (ROADS, NURSERIES, HEATING))
    assert first.link.indicator == "a"
    assert "公路" in "".join(first.words)


def test_words_that_everybody_uses_link_nothing():
    same = [Project(code=str(number), name=f"园区建设{number}", goal="改善园区环境") for number in range(5)]
    assert proposed_links(DepartmentPlan(overall_goal="（一）园区环境保持良好。"), same) == ()


def test_a_project_without_a_code_and_a_plan_without_goals_have_no_links():
    assert proposed_links(PLAN, (Project(name="农村公路养护"),)) == ()
    assert proposed_links(DepartmentPlan(), (ROADS,)) == ()


def test_where_a_measured_goal_stands_is_found_by_its_number_or_by_its_words():
    every = statements(PLAN)
    assert statement_of("总体目标（二）“普惠补助”", every) == "overall_goals[1]"
    assert statement_of("分项目标1", every) == "sub_goals[0]"
    assert statement_of("农村公路修好", every) == "overall_goals[0]"
    assert statement_of("全县财政收入", every) == ""


def test_every_measured_goal_of_the_example_finds_its_statement():
    every = statements(read_bytes(example_bytes()).department)
    goals = [row.goal for row in park.binding_rows() if row.goal]
    assert len(goals) == 7
    assert all(statement_of(goal, every) for goal in goals)


def test_the_example_s_goals_are_carried_by_the_projects_that_a_reader_would_name():
    document = read_bytes(example_bytes())
    names = {project.code: project.name for project in document.projects}
    found = {
        (one.link.statement, names[one.link.project]) for one in proposed_links(document.department, document.projects)
    }
    assert ("sub_goals[1]", "中小企业创新发展资金") in found
    assert ("sub_goals[3]", "路灯电费") in found
    assert not any("天然气" in name for _, name in found), "heating carries no goal of the park"
