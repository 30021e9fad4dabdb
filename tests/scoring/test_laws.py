"""Laws that hold for every table, every value and every order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.law.weight_schemes import FULL, weight_scheme, weight_schemes
from zhunsheng.model.execution import Execution, FundFigures
from zhunsheng.model.indicator import Indicator, Level1
from zhunsheng.model.measure import Measure, MeasureStatus
from zhunsheng.model.project import Project
from zhunsheng.model.quantity import quantity
from zhunsheng.model.score import Entries, Part, ScoreState, Weighting
from zhunsheng.scoring.exact import percent, plain, rounded
from zhunsheng.scoring.roll_up import part_of, roll_up
from zhunsheng.scoring.rules import scoring_rules
from zhunsheng.scoring.self_evaluation import self_evaluate
from zhunsheng.scoring.weights import even_split, fitting_scheme, weights_of

YEAR_END = date(2020, 12, 31)
LEVELS = ["产出指标", "效益指标", "满意度指标", "成本指标"]
amounts = st.decimals(min_value=0, max_value=10**6, places=2)
targets = st.builds(
    lambda sign, number, unit: f"{sign}{number}{unit}",
    st.sampled_from(["≥", "≤", "＞", "＜", "=", "≠", ""]),
    amounts,
    st.sampled_from(["次", "百分比", "万元", "人（询问10人）"]),
)
rows = st.lists(st.tuples(st.sampled_from(LEVELS), targets, amounts), min_size=1, max_size=12)
statuses = st.sampled_from(
    [MeasureStatus.MEASURED, MeasureStatus.STATED, MeasureStatus.NO_EVIDENCE, MeasureStatus.ERROR]
)


def table(of: list[tuple[str, str, Decimal]]) -> tuple[Project, list[Measure]]:
    """A project of rows, and their values."""
    indicators = tuple(
        Indicator(level, None, f"指标{place}", None, quantity(target), key=f"k{place}")
        for place, (level, target, _) in enumerate(of)
    )
    measures = [
        Measure("1", f"k{place}", indicators[place].target, YEAR_END, MeasureStatus.MEASURED, value=value, records=1)
        for place, (_, _, value) in enumerate(of)
    ]
    return Project(code="1", indicators=indicators), measures


def money(budget: Decimal, paid: Decimal) -> Execution:
    """A year's money."""
    return Execution("1", YEAR_END, (FundFigures(budget=budget, paid=paid),))


@given(amounts, st.integers(min_value=1, max_value=40))
def test_an_even_split_adds_up_exactly_and_is_even_to_a_hundredth(points, count):
    parts = even_split(points, count)
    assert sum(parts) == points
    assert max(parts) - min(parts) <= Decimal("0.01")


@given(rows, st.sampled_from(sorted(weight_schemes())))
def test_all_points_of_every_table_make_a_hundred_exactly(of, key):
    project, _ = table(of)
    assert weights_of(project, weight_scheme(key)).total == FULL


@given(rows)
def test_the_fitting_scheme_leaves_no_satisfaction_or_cost_uncarried(of):
    project, _ = table(of)
    assert weights_of(project, fitting_scheme(project)).uncarried.keys() <= {Level1.OUTPUT, Level1.BENEFIT}


@given(rows, amounts, amounts, st.lists(statuses, min_size=12, max_size=12), st.booleans())
def test_every_score_lies_between_nothing_and_its_points(of, budget, paid, how, deduct):
    project, measures = table(of)
    measures = [replace(measure, status=status) for measure, status in zip(measures, how, strict=False)]
    rules = replace(scoring_rules(), deduct_over_completion=deduct)
    found = self_evaluate(project, measures, money(budget, paid), "A", rules=rules)
    assert all(one.score is None or 0 <= one.score <= one.weight for one in found.indicators)
    assert found.execution.score is None or 0 <= found.execution.score <= 10
    assert 0 <= found.points <= found.points + found.open_points <= FULL
    assert (found.total is None) is (found.open_points > 0)


@given(rows, st.lists(statuses, min_size=12, max_size=12))
def test_what_has_no_evidence_is_open_and_neither_nothing_nor_all(of, how):
    project, measures = table(of)
    measures = [replace(measure, status=status) for measure, status in zip(measures, how, strict=False)]
    found = self_evaluate(project, measures, money(Decimal(1), Decimal(1)))
    for one, measure in zip(found.indicators, measures, strict=True):
        if measure.status in (MeasureStatus.NO_EVIDENCE, MeasureStatus.ERROR):
            assert (one.score, one.state) == (None, ScoreState.OPEN)
            assert any(remark.address == one.address for remark in found.remarks)


@given(amounts.filter(lambda number: number > 0), amounts, amounts, st.sampled_from(["≥", "＞"]))
def test_more_never_scores_less_upwards(target, one, other, sign):
    project, _ = table([("产出指标", f"{sign}{target}次", one)])
    scores = [
        self_evaluate(project, table([("产出指标", "", value)])[1], None).indicators[0].score
        for value in sorted((one, other))
    ]
    assert scores[0] <= scores[1]


@given(amounts, amounts, amounts, st.sampled_from(["≤", "＜"]))
def test_more_never_scores_more_downwards(target, one, other, sign):
    project, _ = table([("产出指标", f"{sign}{target}次", one)])
    scores = [
        self_evaluate(project, table([("产出指标", "", value)])[1], None).indicators[0].score
        for value in sorted((one, other))
    ]
    assert scores[0] >= scores[1]


@given(amounts.filter(lambda number: number > 0), amounts, amounts)
def test_paying_more_never_lowers_the_score_of_the_execution_rate(budget, one, other):
    project, _ = table([("产出指标", "≥1次", Decimal(1))])
    scores = [self_evaluate(project, [], money(budget, paid)).execution.score for paid in sorted((one, other))]
    assert scores[0] <= scores[1]


@given(rows, st.randoms(use_true_random=False))
def test_the_order_in_which_values_arrive_changes_nothing(of, chance):
    project, measures = table(of)
    shuffled = measures[:]
    chance.shuffle(shuffled)
    budget = money(Decimal(100), Decimal(90))
    assert self_evaluate(project, shuffled, budget) == self_evaluate(project, measures, budget)


@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_total_where_points_are_given_by_hand(of, chance):
    project, measures = table(of)
    points = {f"k{place}": part for place, part in enumerate(even_split(Decimal(90), len(of)))}
    order = list(project.indicators)
    chance.shuffle(order)
    entries = Entries(weights=points)
    budget = money(Decimal(100), Decimal(90))
    one = self_evaluate(project, measures, budget, "E", entries)
    other = self_evaluate(replace(project, indicators=tuple(order)), measures, budget, "E", entries)
    assert (one.points, one.total, one.grade) == (other.points, other.total, other.grade)


parts = st.lists(
    st.tuples(
        st.none() | st.decimals(min_value=0, max_value=100, places=2),
        st.none() | st.decimals(min_value=0, max_value=10**8, places=2),
        st.none() | st.decimals(min_value=0, max_value=10**8, places=2),
    ),
    min_size=1,
    max_size=12,
)


def as_parts(of: list[tuple[Decimal | None, Decimal | None, Decimal | None]], weighting: Weighting) -> list[Part]:
    """Projects with a score, a budget and a payment, any of them blank."""
    found = []
    for place, (score, budget, paid) in enumerate(of):
        weight = Decimal(1) if weighting is Weighting.EVEN else (budget or None)
        weighted = score * weight if score is not None and weight else Decimal(0)
        found.append(Part(str(place), score, weight, weighted, budget, paid))
    return found


@given(parts, st.sampled_from(Weighting), st.randoms(use_true_random=False))
def test_a_roll_up_does_not_depend_on_order_or_on_how_projects_are_grouped(of, weighting, chance):
    projects = as_parts(of, weighting)
    flat = roll_up("部门", projects, weighting)
    shuffled = projects[:]
    chance.shuffle(shuffled)
    cut = chance.randrange(len(shuffled) + 1)
    units = [roll_up(name, some, weighting).whole for name, some in (("甲", shuffled[:cut]), ("乙", shuffled[cut:]))]
    grouped = roll_up("部门", units, weighting)
    assert (grouped.score, grouped.grade, grouped.rate) == (flat.score, flat.grade, flat.rate)


@given(parts)
def test_a_rolled_up_rate_is_the_sum_of_payments_over_the_sum_of_budgets(of):
    both = [(budget, paid) for _, budget, paid in of if budget is not None and paid is not None]
    budget, paid = sum((b for b, _ in both), Decimal(0)), sum((p for _, p in both), Decimal(0))
    wanted = percent(Fraction(paid) / Fraction(budget)) if budget else None
    assert roll_up("单位", as_parts(of, Weighting.BUDGET)).rate == wanted


@given(parts, st.sampled_from(Weighting))
def test_a_rolled_up_score_lies_between_the_least_and_the_greatest(of, weighting):
    found = roll_up("单位", as_parts(of, weighting), weighting)
    counted = [part.score for part in found.parts if part not in found.left_out]
    assert (found.score is None) is (not counted)
    assert found.score is None or min(counted) <= found.score <= max(counted)


def test_an_evaluation_becomes_a_part_with_its_budget_or_with_one():
    project, measures = table([("产出指标", "≥1次", Decimal(1)), ("效益指标", "≥1次", Decimal(1))])
    found = self_evaluate(project, measures, money(Decimal(200), Decimal(200)), "D1")
    assert found.total == FULL
    assert (part_of("甲", found).weight, part_of("甲", found).weighted) == (Decimal(200), Decimal(20_000))
    assert part_of("甲", found, Weighting.EVEN).weight == 1


@given(st.fractions(), st.integers(min_value=0, max_value=6))
def test_rounding_is_to_the_nearest_and_halves_go_away_from_nothing(value, places):
    found = rounded(value, places)
    assert abs(Fraction(found) - value) <= Fraction(1, 2 * 10**places)
    assert rounded(-value, places) == found.copy_negate()


@pytest.mark.parametrize(
    ("value", "text"), [("8.625", "8.63"), ("-8.625", "-8.63"), ("100", "100"), ("0", "0"), ("0.004", "0")]
)
def test_numbers_are_written_plainly(value, text):
    assert plain(Decimal(value)) == text
