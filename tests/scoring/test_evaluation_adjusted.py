"""What was granted to objections changes single scores with their reasons; a table's indicators come into a scheme point for point."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.model.evaluation import ExpertMark
from zhunsheng.scoring.evaluation import evaluate
from zhunsheng.scoring.evaluation_adjusted import Adjustment, adjusted
from zhunsheng.scoring.evaluation_scheme import (
    evaluation_scheme,
    scheme_data,
    scheme_from,
    scheme_problems,
    shared,
    with_indicators,
)

D = Decimal
FRAME = evaluation_scheme()
FULL = [ExpertMark(expert, item.key, item.weight) for item in FRAME.items for expert in ("张三", "李四")]
LESS = [
    *(mark for mark in FULL if mark.item != "benefit"),
    ExpertMark("张三", "benefit", D(10), "弱"),
    ExpertMark("李四", "benefit", D(13), "弱"),
]


def test_a_granted_objection_changes_the_score_the_part_the_total_and_the_grade_and_says_so():
    before = evaluate(FRAME, LESS)
    assert (before.total, before.grade) == (D("91.50"), "优")
    found = adjusted(FRAME, before, {"benefit": Adjustment(D(8), "材料不实")})
    item = next(one for one in found.items if one.item.key == "benefit")
    assert (item.score, found.levels["效益"], found.total, found.grade) == (D("8.00"), D("18.00"), D("88.00"), "良")
    assert item.steps[-1] == "采纳意见由11.50分调整为8.00分：材料不实"
    assert found.steps[-1] == "采纳意见调整1项，91.50分改为决策15.00＋过程20.00＋产出35.00＋效益18.00＝88.00分"
    assert item.marks == next(one for one in before.items if one.item.key == "benefit").marks, "what experts gave stays"
    assert item.spread == D(3)


def test_what_cannot_be_adjusted_is_left_as_it_is():
    before = evaluate(FRAME, LESS)
    for change in (D("20.5"), D(-1), D("11.50")):
        assert adjusted(FRAME, before, {"benefit": Adjustment(change, "不行")}) == before
    assert adjusted(FRAME, before, {"beauty": Adjustment(D(1), "没有这项")}) == before
    open_item = evaluate(FRAME, [mark for mark in FULL if mark.item != "benefit"])
    assert adjusted(FRAME, open_item, {"benefit": Adjustment(D(1), "没有分")}) == open_item


def test_an_open_evaluation_stays_without_a_total():
    before = evaluate(FRAME, [mark for mark in FULL if mark.item != "basis"])
    found = adjusted(FRAME, before, {"benefit": Adjustment(D(19), "部分")})
    assert (found.total, found.grade, found.points) == (None, None, D("96.00"))


def test_a_scheme_as_data_is_read_again_as_the_same_scheme():
    scheme, remarks = scheme_from(scheme_data(FRAME))
    assert (scheme, remarks) == (FRAME, ())


def test_the_tables_indicators_take_the_place_of_the_results_and_their_points():
    rows = [
        ("a", "产出", "数量指标", "安装数量", "=6个"),
        ("b", "产出", "质量指标", "合格率", "≥95%"),
        ("c", "产出", "时效指标", "及时", "≤2天"),
    ]
    scheme = with_indicators(FRAME, rows)
    outputs = [item for item in scheme.items if item.level1 == "产出"]
    assert [(item.name, item.weight, item.indicators) for item in outputs] == [
        ("安装数量", D(12), ("a",)), ("合格率", D("11.5"), ("b",)), ("及时", D("11.5"), ("c",)),
    ]  # fmt: skip
    assert [item.name for item in scheme.items if item.level1 == "效益"] == ["实施效益", "满意度"], (
        "no row, nothing changed"
    )
    assert scheme_problems(scheme) == ()
    assert with_indicators(FRAME, []) == FRAME


@given(st.integers(1, 200), st.integers(1, 40))
def test_shared_points_add_up_and_lie_at_most_half_a_point_apart(halves, count):
    points = D(halves) / 2
    given_out = shared(points, count)
    assert sum(given_out) == points
    assert max(given_out) - min(given_out) <= D("0.5")
    assert len(given_out) == count
