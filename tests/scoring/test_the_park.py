"""The example park's year, from its records to its scores and its July."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from importlib.resources import as_file, files

import pytest

from zhunsheng.bundled.park import YEAR, bindings, records
from zhunsheng.model.execution import Execution, FundFigures
from zhunsheng.model.light import Light
from zhunsheng.model.measure import MeasureStatus
from zhunsheng.model.monitoring import Checkpoint
from zhunsheng.model.score import ScoreState
from zhunsheng.scoring.monitoring import monitor
from zhunsheng.scoring.roll_up import part_of, roll_up
from zhunsheng.scoring.self_evaluation import self_evaluate
from zhunsheng.usecases.measure import measure_document
from zhunsheng.usecases.read_document import read_file

YEAR_END = date(YEAR, 12, 31)
JULY = Checkpoint(YEAR, 7)


@pytest.fixture(scope="module")
def park():
    """The park's document."""
    with as_file(files("zhunsheng.bundled") / "example-park-2020.docx") as path:
        return read_file(path)


@pytest.fixture(scope="module")
def year(park):
    """Its values at the end of the year."""
    return measure_document(park, records(), bindings(), as_of=YEAR_END, year=YEAR)


def spent(project, share: str, as_of: date) -> Execution:
    """A project's money with a share of it paid."""
    budget = project.budget.yuan()
    return Execution(project.code, as_of, (FundFigures(budget=budget, paid=budget * Decimal(share)),))


def test_every_indicator_of_the_year_is_scored_from_records(park, year):
    for project in park.projects:
        found = self_evaluate(project, year, spent(project, "1", YEAR_END))
        assert {one.state for one in found.indicators} == {ScoreState.COMPUTED}
        assert {one.evidence for one in found.indicators} == {MeasureStatus.MEASURED}
        assert found.total == found.execution.score + sum(one.score for one in found.indicators)
        assert all("条台账记录算出" in one.steps[0] for one in found.indicators)


def test_the_parks_score_is_its_projects_weighted_by_budget(park, year):
    found = [self_evaluate(project, year, spent(project, "0.9", YEAR_END)) for project in park.projects]
    whole = roll_up("园区", [part_of(p.name, one) for p, one in zip(park.projects, found, strict=True)])
    budgets = [project.budget.yuan() for project in park.projects]
    exact = sum(Fraction(one.total) * Fraction(b) for one, b in zip(found, budgets, strict=True)) / Fraction(
        sum(budgets)
    )
    assert abs(Fraction(whole.score) - exact) <= Fraction(1, 200)
    assert (whole.rate, whole.left_out) == (Decimal("90.00"), ())
    assert whole.whole.budget == Decimal("2931000")


def test_in_july_every_light_has_its_reason_and_surveys_not_yet_held_have_none(park):
    measures = measure_document(park, records(), bindings(), as_of=JULY.as_of, year=YEAR)
    for project in park.projects:
        july = monitor(project, measures, spent(project, "0.5", JULY.as_of), JULY)
        assert july.why
        for one in july.indicators:
            assert one.why
            assert (one.light is Light.NO_DATA) is (one.percent is None)
