"""Laws of what experts, checkpoints and departments come to: sums, bounds, and that better is never worse."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.law.evaluation import ex_ante_materials
from zhunsheng.model.department_goal import DepartmentGoal
from zhunsheng.model.evaluation import Conclusion, ExpertMark, RatioFigures
from zhunsheng.model.execution import Execution, FundFigures
from zhunsheng.model.figure import figure
from zhunsheng.model.light import Light
from zhunsheng.model.measure import Measure, MeasureStatus
from zhunsheng.model.monitoring import Checkpoint
from zhunsheng.model.project import PLAN_MONTHS, FundPlanPoint, Project
from zhunsheng.model.quantity import quantity
from zhunsheng.model.score import Part
from zhunsheng.scoring.department import evaluate_department
from zhunsheng.scoring.evaluation import evaluate, evaluation_rules
from zhunsheng.scoring.evaluation_adjusted import Adjustment, adjusted
from zhunsheng.scoring.evaluation_scheme import evaluation_scheme, ex_ante_scheme, scheme_problems, with_indicators
from zhunsheng.scoring.ex_ante import assess
from zhunsheng.scoring.monitoring import monitor
from zhunsheng.scoring.roll_up import roll_up

D = Decimal
YEAR_END = date(2020, 12, 31)
FRAME = evaluation_scheme()
PLAN = tuple(
    FundPlanPoint(month, figure(share)) for month, share in zip(PLAN_MONTHS, ["25", "50", "80", "100"], strict=True)
)
shares = st.lists(st.decimals(0, 1, places=2), min_size=len(FRAME.items), max_size=len(FRAME.items))
experts = st.lists(shares, min_size=1, max_size=6)
amounts = st.decimals(0, 10**6, places=2)
positive = amounts.filter(lambda number: number > 0)


def marks(given_shares: list[list[Decimal]]) -> list[ExpertMark]:
    """What experts give, each a share of every item's points."""
    return [
        ExpertMark(f"专家{place}", item.key, item.weight * share)
        for place, of_one in enumerate(given_shares)
        for item, share in zip(FRAME.items, of_one, strict=True)
    ]


@given(experts, st.booleans())
def test_the_items_add_up_to_their_parts_and_the_parts_to_the_total(given_shares, trimmed):
    found = evaluate(FRAME, marks(given_shares), rules=evaluation_rules(trimmed=trimmed))
    assert found.total == sum(one.score for one in found.items) == sum(found.levels.values())
    assert 0 <= found.total <= 100


@given(experts, st.integers(0, 5), st.integers(0, len(FRAME.items) - 1))
def test_a_better_mark_never_lowers_the_score(given_shares, who, item):
    better = [list(one) for one in given_shares]
    better[who % len(better)][item] = D(1)
    assert evaluate(FRAME, marks(better)).total >= evaluate(FRAME, marks(given_shares)).total


@given(experts, st.dictionaries(st.sampled_from([item.key for item in FRAME.items]), st.decimals(-2, 12, places=3)))
def test_after_objections_the_parts_still_add_up_and_nothing_leaves_its_bounds(given_shares, changes):
    before = evaluate(FRAME, marks(given_shares))
    found = adjusted(FRAME, before, {key: Adjustment(score, "意见") for key, score in changes.items()})
    assert found.total == sum(one.score for one in found.items) == sum(found.levels.values())
    assert all(0 <= one.score <= one.item.weight for one in found.items)
    untouched = [(one, old) for one, old in zip(found.items, before.items, strict=True) if one.item.key not in changes]
    assert all(one == old for one, old in untouched)
    back = {one.item.key: Adjustment(one.score, "改回") for one in before.items}
    assert adjusted(FRAME, found, back).total == before.total


@given(positive, positive, positive)
def test_a_higher_ratio_never_proposes_fewer_points_and_lower_costs_never_fewer(below, one, other):
    for key, better in (("completion", max), ("quality", max), ("spending", max), ("saving", min)):
        item = next(item for item in FRAME.items if item.ratio == key)
        good, bad = (
            next(one for one in evaluate(FRAME, [], {item.key: RatioFigures(value, below)}).items if one.item == item)
            for value in (better(one, other), (min if better is max else max)(one, other))
        )
        assert 0 <= bad.proposed <= good.proposed <= item.weight


@given(st.integers(1, 9), st.integers(0, 9))
def test_a_tables_indicators_leave_every_part_its_points(outputs, benefits):
    rows = [(f"o{n}", "产出", "数量指标", f"产出{n}", "") for n in range(outputs)]
    rows += [(f"b{n}", "效益", "社会效益指标", f"效益{n}", "") for n in range(benefits)]
    scheme = with_indicators(FRAME, rows)
    assert (scheme.levels, scheme_problems(scheme)) == (FRAME.levels, ())


ORDER = (Conclusion.REJECT, Conclusion.ADJUST, Conclusion.SUPPORT)
BEFOREHAND = ex_ante_scheme()


@given(st.lists(st.decimals(0, 5, places=1), min_size=20, max_size=20), st.integers(0, 19))
def test_a_better_mark_never_worsens_the_conclusion_beforehand(scores, item):
    better = [*scores[:item], D(5), *scores[item + 1 :]]
    found = [
        assess(
            BEFOREHAND,
            [ExpertMark(who, one.key, mark) for one, mark in zip(BEFOREHAND.items, of, strict=True) for who in "甲乙"],
            ex_ante_materials(),
        )
        for of in (scores, better)
    ]
    assert found[0].evaluation.total == sum(scores)
    assert ORDER.index(found[0].conclusion) <= ORDER.index(found[1].conclusion)


@given(
    st.lists(st.tuples(positive, st.none() | amounts), min_size=1, max_size=6),
    st.none() | st.decimals(0, 100, places=2),
    amounts,
)
def test_a_departments_parts_add_up_and_stay_within_a_hundred(goals, projects, paid):
    named = [
        DepartmentGoal(str(place), "overall_goals[0]", quantity(f"≥{target}个"))
        for place, (target, _) in enumerate(goals)
    ]
    measures = [
        Measure(None, str(place), None, YEAR_END, MeasureStatus.MEASURED, value=value, records=1)
        for place, (_, value) in enumerate(goals)
        if value is not None
    ]
    rolled = roll_up("部门", [Part("项目", projects, D(1), projects or D(0))])
    execution = Execution(None, YEAR_END, (FundFigures(budget=D(10**6), paid=paid),))
    found = evaluate_department(named, measures, rolled, execution)
    scores = [found.execution.score, found.project_points, *(one.score for one in found.goals)]
    assert found.points == sum((one for one in scores if one is not None), D(0))
    assert 0 <= found.points <= found.points + found.open_points <= 100
    assert found.total == (found.points if None not in scores else None)
    assert sum(one.weight for one in found.goals) == 50


@given(st.integers(1, 12), st.decimals(0, 100, places=2), st.decimals(0, 100, places=2))
def test_paying_more_within_the_budget_never_worsens_the_light_of_the_money(month, one, other):
    order, checkpoint = (Light.MISSED, Light.AT_RISK, Light.MET), Checkpoint(2020, max(month, 3))
    lights = [
        monitor(
            Project(code="1", fund_plan=PLAN), [],
            Execution("1", checkpoint.as_of, (FundFigures(budget=D(100), paid=paid),)), checkpoint,
        ).funds.light
        for paid in sorted((one, other))
    ]  # fmt: skip
    assert order.index(lights[0]) <= order.index(lights[1])


@given(st.integers(3, 12), amounts, positive)
def test_what_is_foreseen_of_money_lies_between_what_is_paid_and_the_budget(month, paid, budget):
    checkpoint = Checkpoint(2020, month)
    found = monitor(
        Project(code="1", fund_plan=PLAN), [],
        Execution("1", checkpoint.as_of, (FundFigures(budget=budget, paid=paid),)), checkpoint,
    ).funds.forecast  # fmt: skip
    assert paid <= found.low <= found.value <= found.high <= max(budget, paid)
