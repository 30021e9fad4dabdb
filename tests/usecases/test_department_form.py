"""The department's form: its row of projects says which of them cost points, so that no deviation stands without a cause."""

from decimal import Decimal

import pytest

from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.department_goal import DepartmentEvaluation
from zhunsheng.model.document import Document
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.score import ExecutionScore, Part
from zhunsheng.rules.engine import run
from zhunsheng.scoring.department import department_points
from zhunsheng.scoring.roll_up import roll_up
from zhunsheng.usecases.department_evaluation import department_form


def form(*scores):
    """The form of a department with projects of a million each and these scores."""
    parts = [
        Part(f"项目{number}", score and Decimal(score), Decimal(1), Decimal(score or 0), Decimal(10), Decimal(10))
        for number, score in enumerate(scores, 1)
    ]
    found = DepartmentEvaluation(
        ExecutionScore(Decimal(10), Decimal(10), Decimal(10), Decimal(100), Decimal(10)), (), roll_up("局", parts),
        Decimal(40), Decimal("39.00"), Decimal(49), Decimal(0), Decimal(49), "差",
    )  # fmt: skip
    return department_form(
        found, DepartmentPlan(), BudgetUnit("219", "教育局"), 2026, execution=None, goals=(), measures={}, points=department_points(), contents={},
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


def test_our_own_form_is_clean_of_deviations_without_a_cause():
    document = Document(unit=BudgetUnit("219", "教育局"), fiscal_year=2026, self_evaluations=(form("95", "100"),))
    assert not [one for one in run(document).findings if one.rule == "ZSA21"]
