"""The department's form: its row of projects says which of them cost points, so that no deviation stands without a cause."""

from decimal import Decimal

import pytest

from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.department_goal import DepartmentEvaluation, DepartmentGoal
from zhunsheng.model.document import Document
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.score import ExecutionScore, IndicatorScore, Method, Part, ScoreState
from zhunsheng.rules.engine import run
from zhunsheng.scoring.department import department_points
from zhunsheng.scoring.roll_up import roll_up
from zhunsheng.usecases.department_evaluation import department_form


def form(*projects, plan=DepartmentPlan(), goals=(), scores=()):
    """The form of a department with projects of a million each and these scores."""
    parts = [
        Part(f"项目{number}", score and Decimal(score), Decimal(1), Decimal(score or 0), Decimal(10), Decimal(10))
        for number, score in enumerate(projects, 1)
    ]
    found = DepartmentEvaluation(
        ExecutionScore(Decimal(10), Decimal(10), Decimal(10), Decimal(100), Decimal(10)), tuple(scores), roll_up("局", parts),
        Decimal(40), Decimal("39.00"), Decimal(49), Decimal(0), Decimal(49), "差",
    )  # fmt: skip
    return department_form(
        found, plan, BudgetUnit("219", "教育局"), 2026, execution=None, goals=goals, measures={}, points=department_points(), contents={},
        said={},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("scores", "cause"),
    [
        (("100", "100"), None),
        (("95", "100", "90.5"), "失分的是项目3 90.50分、项目1 95.00分，原因和改进措施见各项目自评表。"),
        (("95", None), "失分的是项目1 95.00分，原因和改进措施见各项目自评表。"),
        (
            ("91", "92", "93", "94", "95", "96"),
            "失分的是项目1 91.00分、项目2 92.00分、项目3 93.00分、项目4 94.00分、项目5 95.00分等6个项目，原因和改进措施见各项目自评表。",
        ),
        ((None,), None),
    ],
)
def test_the_row_of_projects_names_those_that_lost_points_the_worst_first(scores, cause):
    assert form(*scores).indicators[-1].cause == cause


def test_each_block_of_goals_says_what_came_of_it():
    goals = [DepartmentGoal("新项目", "总体目标（一）", None), DepartmentGoal("事故", "分项目标4", None), DepartmentGoal("环保", "分项目标4", None)]  # fmt: skip
    scores = [
        IndicatorScore("", goal.name, None, Decimal(10), Decimal(10), ScoreState.COMPUTED, Method.PROPORTION, None, Decimal(1), met, None, Decimal(10))
        for goal, met in zip(goals, (True, True, False), strict=True)
    ]  # fmt: skip
    plan = DepartmentPlan(overall_goal="争取新项目。", sub_goal="安全环保。")
    lines = form("95", plan=plan, goals=goals, scores=scores).goals
    assert [line.actual for line in lines] == [
        "可衡量的目标1项，1项达到；所属项目1个。", "可衡量的目标2项，1项达到，1项没有达到（环保）。",
    ]  # fmt: skip
    (alone,) = form("95", plan=DepartmentPlan(overall_goal="争取新项目。"), goals=goals, scores=scores).goals
    assert alone.actual == "可衡量的目标3项，2项达到，1项没有达到（环保）；所属项目1个。"


def test_our_own_form_is_clean_of_deviations_without_a_cause():
    document = Document(unit=BudgetUnit("219", "教育局"), fiscal_year=2026, self_evaluations=(form("95", "100"),))
    assert not [one for one in run(document).findings if one.rule == "ZSA21"]
