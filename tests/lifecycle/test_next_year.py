"""Next year's table: a copy that changes nothing, the places to look at, targets beside what was reached."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.lifecycle.comparison import ChangeKind, changes, matched_rows
from zhunsheng.lifecycle.next_year import FlagKind, Standing, compare_with_actuals, next_year
from zhunsheng.model.address import put_cell
from zhunsheng.model.figure import Figure
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.measure import Measure, MeasureStatus
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.place import Place
from zhunsheng.model.project import Budget, Project
from zhunsheng.model.quantity import quantity

STREET_LIGHTS = Project(
    code="804-0401-JBN-ULCE",
    name="路灯电费",
    unit=BudgetUnit("804002", "临港园区管理委员会"),
    budget=Budget(Figure("23.00"), Figure("23.00")),
    purpose="2020年路灯电费，依据财预〔2019〕12号，于11月底前结清。",
    goal="1、2020年保障园区道路照明；落实“十三五”规划。",
    indicators=(
        Indicator("产出指标", "质量指标", "亮灯率", "亮的盏数占总盏数的比例", quantity("≥95%"), "行业标准", key="k1"),
        Indicator(
            "产出指标", "时效指标", "故障修复时间", "报修到修好的小时数", quantity("≤48小时"), "合同约定", key="k2"
        ),
        Indicator("产出指标", "数量指标", "路灯数量", "在用的盏数", quantity("=420盏"), "台账", key="k3"),
        Indicator("满意度指标", "服务对象满意度指标", "企业满意度", "满意的比例", quantity("≥90%"), "调查", key="k4"),
    ),
    places={"goal": Place(table=1)},
)


def measured(name: str, value: str | None, unit: str | None, **about) -> Measure:
    """What an indicator came to last year."""
    status = about.pop("status", MeasureStatus.MEASURED if value else MeasureStatus.NO_EVIDENCE)
    project = about.pop("project", STREET_LIGHTS.code)
    return Measure(
        project, name, None, date(2020, 12, 31), status, value=D(value) if value else None, unit=unit, **about
    )


LAST_YEAR = (
    measured("亮灯率", "97.20", "%"), measured("故障修复时间", "60", "小时"), measured("路灯数量", "420", "盏"),
    measured("企业满意度", "93", "%", status=MeasureStatus.STATED), measured("亮灯率", "1", "%", project="别的项目"),
)  # fmt: skip


def test_the_copy_changes_nothing_and_forgets_only_the_old_file():
    copied = next_year(STREET_LIGHTS, LAST_YEAR, 2021).project
    assert copied == STREET_LIGHTS
    assert [row.key for row in copied.indicators] == ["k1", "k2", "k3", "k4"]
    assert copied.places == {}


def test_what_speaks_of_the_old_year_is_named_and_left_alone():
    flags = {(flag.kind, flag.address, flag.quote) for flag in next_year(STREET_LIGHTS, (), 2021).flags}
    assert flags == {
        (FlagKind.MONEY, "budget.total", "23.00"), (FlagKind.MONEY, "budget.fiscal", "23.00"),
        (FlagKind.YEAR, "purpose", "2020年"), (FlagKind.DATE, "purpose", "11月底前"),
        (FlagKind.YEAR, "goal", "2020年"), (FlagKind.PLAN_PERIOD, "goal", "“十三五”"),
    }  # fmt: skip


def test_the_year_in_a_documents_number_is_no_date():
    quotes = [flag.quote for flag in next_year(STREET_LIGHTS, (), 2021).flags]
    assert not [quote for quote in quotes if "2019" in quote]


def test_a_plan_period_that_still_runs_is_not_named():
    current = replace(STREET_LIGHTS, goal="落实“十四五”规划和十三五规划成果")
    said = [flag for flag in next_year(current, (), 2021).flags if flag.kind is FlagKind.PLAN_PERIOD]
    assert [flag.message for flag in said] == ["“十三五”是2016至2020年，2021年不在其内。请换成新的规划。"]


def test_the_new_year_itself_is_not_named():
    already = replace(STREET_LIGHTS, purpose="2021年路灯电费", goal=None)
    assert [flag.kind for flag in next_year(already, (), 2021).flags] == [FlagKind.MONEY, FlagKind.MONEY]


def test_targets_stand_beside_what_was_reached():
    found = {one.indicator: one for one in next_year(STREET_LIGHTS, LAST_YEAR, 2021).comparison}
    assert found["亮灯率"].standing is Standing.LOOSER
    assert found["亮灯率"].message == "上年实际97.2%，本年指标值≥95%，比上年做到的松，请提高或说明理由。"
    assert found["故障修复时间"].standing is Standing.STRICTER
    assert found["路灯数量"].standing is Standing.SAME
    assert found["企业满意度"].stated
    assert found["企业满意度"].message.startswith("上年实际93%（自述）")


@pytest.mark.parametrize(
    ("target", "measure", "message"),
    [
        ("≥95%", None, "上年没有完成值，不能比较。"),
        ("≥95%", measured("亮灯率", None, None, note="没有巡查记录"), "没有巡查记录，不能比较。"),
        ("≥400盏", measured("亮灯率", "97", "%"), "上年实际97%，本年指标值的单位是“盏”，不能比较。"),
        ("优", measured("亮灯率", "97", "%"), "上年实际97%，本年指标值不是数，不能比较。"),
        ("90-95%", measured("亮灯率", "97", "%"), "上年实际97%，指标值没有方向，请自行比较。"),
        ("=96%", measured("亮灯率", "97", "%"), "上年实际97%，本年指标值=96%，请说明为何不同。"),
    ],
)
def test_what_cannot_be_compared_says_why(target, measure, message):
    row = replace(STREET_LIGHTS.indicators[0], target=quantity(target))
    one = compare_with_actuals(replace(STREET_LIGHTS, indicators=(row,)), [measure] if measure else [])[0]
    assert (one.standing, one.message) == (Standing.UNKNOWN, message)


def test_every_change_is_listed_with_before_and_after():
    later = put_cell(STREET_LIGHTS, "budget.total", "25.00")
    later = put_cell(later, "indicators[0].target", "≥97%")
    rows = (*later.indicators[:2], Indicator("产出指标", "数量指标", "节能灯数量", key="k9"), later.indicators[3])
    found = changes(STREET_LIGHTS, replace(later, indicators=rows))
    assert [(one.kind, one.address, one.name, one.before, one.after) for one in found] == [
        (ChangeKind.CHANGED, "budget.total", "预算数", "23.00", "25.00"),
        (ChangeKind.CHANGED, "indicators[0].target", "指标“亮灯率”·指标值", "≥95%", "≥97%"),
        (ChangeKind.ADDED, "indicators[2]", "指标“节能灯数量”", None, "产出指标 | 数量指标 | 节能灯数量"),
        (ChangeKind.REMOVED, "indicators[2]", "指标“路灯数量”", "产出指标 | 数量指标 | 路灯数量 | 在用的盏数 | =420盏 | 台账", None),
    ]  # fmt: skip


def test_rows_without_keys_are_matched_by_name_wherever_they_moved():
    fresh = tuple(replace(row, key="") for row in STREET_LIGHTS.indicators)
    assert matched_rows(fresh, fresh[::-1]) == {0: 3, 1: 2, 2: 1, 3: 0}
    edited = replace(fresh[0], target=quantity("≥99%"))
    assert matched_rows(fresh, (fresh[3], fresh[1], fresh[2], edited)) == {0: 3, 1: 1, 2: 2, 3: 0}
    renamed = replace(fresh[1], level3="修复用时")
    assert matched_rows(fresh, (fresh[0], renamed, *fresh[2:])) == {0: 0, 1: 1, 2: 2, 3: 3}


ROWS = st.lists(
    st.builds(
        Indicator, st.sampled_from(["产出指标", None]), st.sampled_from(["数量指标", "质量指标"]), st.sampled_from(["甲", "乙", None]),
        key=st.sampled_from(["", "1", "2", "3"]),
    ), max_size=5,
).map(tuple)  # fmt: skip


@given(ROWS, ROWS)
def test_each_row_is_matched_once_and_nothing_is_lost(before, after):
    pairs = matched_rows(before, after)
    assert len(set(pairs.values())) == len(pairs)
    found = changes(Project(indicators=before), Project(indicators=after))
    added = sum(one.kind is ChangeKind.ADDED for one in found)
    removed = sum(one.kind is ChangeKind.REMOVED for one in found)
    assert len(before) - removed == len(after) - added == len(pairs)


@given(ROWS)
def test_a_table_does_not_differ_from_itself(rows):
    table = Project(indicators=rows)
    assert changes(table, table) == ()
