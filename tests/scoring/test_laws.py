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
from zhunsheng.model.score import Band, Entries, Judgement, Override, Part, ScoreState, Weighting
from zhunsheng.scoring.exact import percent, plain, rounded
from zhunsheng.scoring.roll_up import part_of, roll_up
from zhunsheng.scoring.rules import GRADES, scoring_rules
from zhunsheng.scoring.self_evaluation import self_evaluate
from zhunsheng.scoring.weights import even_split, fitting_scheme, weights_of

YEAR_END = date(2020, 12, 31)
LEVELS = ["产出指标", "效益指标", "满意度指标", "成本指标"]
amounts = st.decimals(min_value=0, max_value=10**6, places=2)
positive = amounts.filter(lambda number: number > 0)
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


@given(rows, amounts, amounts, st.lists(statuses, min_size=12, max_size=12))
def test_the_parts_add_up_to_the_points_and_the_total_is_the_points(of, budget, paid, how):
    project, measures = table(of)
    measures = [replace(measure, status=status) for measure, status in zip(measures, how, strict=False)]
    found = self_evaluate(project, measures, money(budget, paid))
    scores = [found.execution.score, *(one.score for one in found.indicators)]
    assert found.points == sum((one for one in scores if one is not None), Decimal(0))
    assert found.total in (None, found.points)


@given(targets, amounts, st.decimals(min_value=0, max_value=10, places=2), st.integers(min_value=2, max_value=9))
def test_so_many_times_the_points_give_so_many_times_the_score_but_for_rounding(target, value, weight, times):
    project, measures = table([("产出指标", target, value)])
    one, many = (
        self_evaluate(project, measures, None, "E", Entries(weights={"k0": points})).indicators[0].score
        for points in (weight, weight * times)
    )
    assert abs(many - one * times) <= Decimal("0.005") * (times + 1)


@given(positive, amounts, st.sampled_from(["≥", "≤", "＞", "＜", "=", "≠"]))
def test_a_unit_ten_thousand_times_smaller_changes_no_score(target, value, sign):
    scores = []
    for word, number in (("万元", value), ("元", value * 10_000)):
        project, measures = table([("产出指标", f"{sign}{target}万元", number)])
        found = self_evaluate(project, [replace(measures[0], unit=word)], None)
        scores.append((found.indicators[0].score, found.indicators[0].percent, found.indicators[0].met))
    assert scores[0] == scores[1]


@given(positive, amounts, st.integers(min_value=2, max_value=10**6))
def test_the_execution_rate_depends_on_the_ratio_alone(budget, paid, times):
    project, _ = table([("产出指标", "≥1次", Decimal(1))])
    one, other = (
        self_evaluate(project, [], money(budget * by, paid * by)).execution for by in (Decimal(1), Decimal(times))
    )
    assert (one.rate, one.score) == (other.rate, other.score)


@given(st.integers(0, 10**6), st.integers(0, 10**6), amounts, amounts)
def test_the_farther_outside_a_range_the_lower_the_score_and_inside_it_is_full(end, other_end, one, other):
    low, high = sorted((end, other_end))
    project, _ = table([("产出指标", f"{low}-{high}个", one)])

    def score(value: Decimal) -> Decimal:
        return self_evaluate(project, table([("产出指标", "", value)])[1], None).indicators[0].score

    near, far = sorted((one, other), key=lambda value: max(low - value, value - high, Decimal(0)))
    if low <= near <= high:
        assert score(near) == 50
    if (near >= low) == (far >= low) and (near <= high) == (far <= high):  # on the same side
        assert score(far) <= score(near)


@given(positive, amounts, amounts)
def test_beyond_the_target_more_is_never_worth_more_and_never_less_than_the_floor(target, one, other):
    rules = replace(scoring_rules(), deduct_over_completion=True)
    project, _ = table([("产出指标", f"≥{target}次", one)])
    scores = [
        self_evaluate(project, table([("产出指标", "", target + more)])[1], None, rules=rules).indicators[0].score
        for more in sorted((one, other))
    ]
    assert 50 >= scores[0] >= scores[1] >= 50 * rules.over_completion_floor / 100


@given(st.decimals(min_value=0, max_value=100, places=2), st.decimals(min_value=0, max_value=100, places=2))
def test_satisfaction_by_interval_never_falls_and_is_full_from_its_upper_bound(one, other):
    rules = replace(scoring_rules(), satisfaction_by_interval=True)
    project, _ = table([("满意度指标", "≥95百分比", one)])
    less, more = (
        self_evaluate(project, table([("满意度指标", "", value)])[1], None, rules=rules).indicators[0].score
        for value in sorted((one, other))
    )
    assert 0 <= less <= more <= 10
    assert max(one, other) < rules.satisfaction_full or more == 10
    assert min(one, other) >= rules.satisfaction_nothing or less == 0


@given(st.decimals(min_value=-50, max_value=150, places=2), st.sampled_from([None, *Band]))
def test_a_judgement_is_taken_as_given_or_not_at_all(percent_given, band):
    project, _ = table([("产出指标", "有效提升", Decimal(1))])
    said = Entries(judgements=(Judgement("k0", percent_given, band, "情况"),))
    found = self_evaluate(project, [], None, "A", said).indicators[0]
    assert found.score in (None, rounded(Fraction(percent_given) / 2))
    assert (found.score is None) is (found.state is ScoreState.OPEN)
    assert found.score is None or 0 <= found.score <= 50


@given(targets, amounts, st.none() | st.decimals(-5, 60, places=3), st.none() | amounts)
def test_no_override_leaves_the_bounds_or_hides_what_was_reckoned(target, value, score, other):
    project, measures = table([("产出指标", target, value)])
    plain_score = self_evaluate(project, measures, None).indicators[0]
    said = Entries(overrides=(Override("k0", "理由", "附件", value=other, score=score),))
    found = self_evaluate(project, measures, None, "A", said).indicators[0]
    assert found.computed == plain_score.score
    assert 0 <= found.score <= 50
    assert found.state is ScoreState.OVERRIDDEN or found.score == plain_score.score


@given(st.decimals(0, 100, places=2), st.decimals(0, 100, places=2))
def test_a_better_score_never_has_a_worse_grade(one, other):
    rules = scoring_rules()
    assert GRADES.index(rules.grade(max(one, other))) <= GRADES.index(rules.grade(min(one, other)))


@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_rows_moves_at_most_a_hundredth_of_a_points_share(of, chance):
    project, _ = table(of)
    order = list(project.indicators)
    chance.shuffle(order)
    shuffled = replace(project, indicators=tuple(order))
    one = dict(zip((row.key for row in project.indicators), weights_of(project, weight_scheme("A")).rows, strict=True))
    other = dict(zip((row.key for row in order), weights_of(shuffled, weight_scheme("A")).rows, strict=True))
    assert all(abs(one[key] - other[key]) <= Decimal("0.01") for key in one)


@given(parts, st.sampled_from(Weighting), st.integers(min_value=2, max_value=1000))
def test_a_roll_up_depends_on_the_proportions_of_weights_alone(of, weighting, times):
    projects = as_parts(of, weighting)
    larger = [
        replace(part, weight=part.weight * times if part.weight else part.weight, weighted=part.weighted * times)
        for part in projects
    ]
    assert roll_up("单位", projects, weighting).score == roll_up("单位", larger, weighting).score


@given(st.decimals(0, 100, places=2), st.lists(positive, min_size=1, max_size=8))
def test_projects_of_one_score_make_a_unit_of_that_score(score, budgets):
    projects = [Part(str(place), score, budget, score * budget, budget) for place, budget in enumerate(budgets)]
    assert roll_up("单位", projects).score == score
