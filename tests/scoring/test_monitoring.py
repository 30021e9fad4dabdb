"""Monitoring a project: what a whole checkpoint says, what it still asks for, and laws of its forecasts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.model.execution import Execution, FundFigures, MonthlyFigure
from zhunsheng.model.figure import figure
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.light import Light
from zhunsheng.model.measure import Measure, MeasureStatus
from zhunsheng.model.monitoring import (
    Checkpoint,
    CorrectiveAct,
    Decision,
    ForecastMethod,
    MonitoringEntries,
    MonitoringEntry,
)
from zhunsheng.model.monitoring_form import DeviationCause, Outlook
from zhunsheng.model.project import FundPlanPoint, Project
from zhunsheng.model.quantity import quantity
from zhunsheng.scoring.accumulation import accumulates
from zhunsheng.scoring.forecast import forecast_level, forecast_payments, forecast_sum
from zhunsheng.scoring.light_rules import light_rules
from zhunsheng.scoring.monitoring import checkpoints, monitor

D = Decimal
JULY = Checkpoint(2020, 7)
PARK = Project(
    code="804-0501-JBN-969N",
    name="绿化养护",
    fund_plan=tuple(
        FundPlanPoint(month, figure(share)) for month, share in ((3, "25"), (6, "50"), (10, "80"), (12, "100"))
    ),
    indicators=(
        Indicator("产出指标", "数量指标", "日常巡查次数", None, quantity("≥20次")),
        Indicator("效果指标", "生态效益指标", "新增林木成活率", None, quantity("≥90百分比")),
        Indicator("满意度指标", "服务对象满意度指标", "居民满意度", None, quantity("≥95百分比")),
    ),
)
PAID = Execution(PARK.code, JULY.as_of, (FundFigures(budget=D(166000), paid=D(83000)),))


def value(name: str, of: str, as_of: date = JULY.as_of, formula: str = "") -> Measure:
    """A measured value."""
    return Measure(PARK.code, name, None, as_of, MeasureStatus.MEASURED, formula, value=D(of), records=3)


def test_checkpoints_are_those_of_the_year_unless_a_bureau_sets_others():
    assert [one.month for one in checkpoints(2020)] == [3, 6, 7, 10, 12]
    assert [one.as_of for one in checkpoints(2020, [9, 2, 9])] == [date(2020, 2, 29), date(2020, 9, 30)]
    assert checkpoints(2020, [9])[0].label == "1—9月"
    with pytest.raises(ValueError, match="1到12"):
        checkpoints(2020, [13])


def test_a_checkpoint_says_what_is_behind_and_why():
    july = monitor(PARK, [value("日常巡查次数", "4"), value("新增林木成活率", "93")], PAID, JULY)
    assert [one.light for one in july.indicators] == [Light.MISSED, Light.MET, Light.NO_DATA]
    assert july.indicators[0].why == "完成20.00%，时间过了58.33%，慢38.33个百分点，不少于20个百分点"
    assert (july.light, july.why) == (Light.MISSED, "未达：日常巡查次数")
    assert (july.funds.light, july.funds.why) == (Light.MET, "执行率50.00%，计划50.00%，不慢于计划（用6月底的计划）")
    assert july.lights == {Light.MET: 1, Light.AT_RISK: 0, Light.MISSED: 1, Light.NO_DATA: 1}
    assert july.goals == D("60.00")  # (20 + 100) ÷ 2
    assert july.steps[0] == "时间进度＝7÷12＝58.33%"
    assert "另有1条没有完成值，没有算进去" in july.steps[1]


def test_values_of_later_days_are_not_yet_known_at_a_checkpoint():
    july = monitor(PARK, [value("日常巡查次数", "12"), value("日常巡查次数", "20", date(2020, 12, 31))], PAID, JULY)
    assert july.indicators[0].value == 12


def test_nothing_known_is_no_light():
    july = monitor(PARK, [], None, JULY)
    assert (july.light, july.why, july.goals) == (Light.NO_DATA, "没有执行数，也没有完成值", None)


def test_a_deviation_asks_for_causes_an_outlook_and_a_decision():
    july = monitor(PARK, [value("日常巡查次数", "4"), value("新增林木成活率", "93")], PAID, JULY)
    said = [remark.message for remark in july.remarks]
    assert "“日常巡查次数”有偏差，要勾选偏差原因并写明情况。" in said
    assert "3条指标没有选完成目标可能性，每条选一个。" in said
    assert "有未达的资金或指标，要作出处置决定：继续执行、调整、停止。" in said


def test_a_form_filled_in_well_asks_for_nothing_more():
    entries = MonitoringEntries(
        entries=(
            MonitoringEntry(
                "日常巡查次数", (DeviationCause.STAFF,), "两人请假", Outlook.POSSIBLE, "16次", "八月起补巡"
            ),
            MonitoringEntry("新增林木成活率", outlook=Outlook.CERTAIN),
            MonitoringEntry("居民满意度", outlook=Outlook.CERTAIN),
        ),
        acts=(CorrectiveAct("补巡", "张三", date(2020, 8, 31)),),
        decision=Decision.CONTINUE,
    )
    july = monitor(PARK, [value("日常巡查次数", "4"), value("新增林木成活率", "93")], PAID, JULY, entries)
    assert july.remarks == ()
    assert july.indicators[0].entry == entries.entries[0]


def test_an_act_not_done_by_its_day_is_overdue():
    late = MonitoringEntries(acts=(CorrectiveAct("补巡", "张三", date(2020, 6, 30)),))
    done = MonitoringEntries(acts=(CorrectiveAct("补巡", "张三", date(2020, 6, 30), done_on=date(2020, 7, 2)),))
    overdue = "整改措施“补巡”（张三）应于2020-06-30完成，已经逾期。"
    assert overdue in [remark.message for remark in monitor(PARK, [], PAID, JULY, late).remarks]
    assert overdue not in [remark.message for remark in monitor(PARK, [], PAID, JULY, done).remarks]


def test_possible_without_a_remark_and_causes_without_a_deviation_are_told():
    entries = MonitoringEntries(
        entries=(
            MonitoringEntry("新增林木成活率", (DeviationCause.FUNDING,), "少钱", Outlook.POSSIBLE),
            MonitoringEntry("没有这条", outlook=Outlook.CERTAIN),
        )
    )
    said = [remark.message for remark in monitor(PARK, [value("新增林木成活率", "93")], PAID, JULY, entries).remarks]
    assert "“新增林木成活率”没有偏差，不用填偏差原因。" in said
    assert "“新增林木成活率”不确定能完成，备注里要写原因和措施。" in said
    assert "填了“没有这条”，表里没有（或不止一条）这样的指标。" in said


def test_lights_follow_the_rules_that_are_set():
    strict = replace(light_rules(), goal_tolerance=D(0), goal_gap=D(5))
    patrols = [value("日常巡查次数", "11")]  # 55 % at 58.33 % of the year
    assert monitor(PARK, patrols, PAID, JULY).indicators[0].light is Light.MET
    assert monitor(PARK, patrols, PAID, JULY, rules=strict).indicators[0].light is Light.AT_RISK


def test_far_beyond_the_target_asks_whether_it_was_set_too_low():
    lights = [monitor(PARK, [value("日常巡查次数", of)], PAID, JULY).indicators[0] for of in ("26", "27")]
    assert [one.why for one in lights] == [
        "已达到全年指标值",
        "已超过全年指标值35.00个百分点，要说明目标是不是定低了",
    ]
    december = Checkpoint(2020, 12)
    ends = [value("日常巡查次数", of, december.as_of) for of in ("26", "27")]
    assert [monitor(PARK, [one], PAID, december).indicators[0].why for one in ends] == [
        "全年26，达到指标值",
        "全年27，达到指标值，超过指标值35.00个百分点，要说明目标是不是定低了",
    ]


def test_a_window_of_its_own_has_its_own_time():
    heating = replace(value("日常巡查次数", "18"), window=(date(2019, 11, 15), date(2020, 3, 15)))
    assert monitor(PARK, [heating], PAID, JULY).indicators[0].why.startswith("全年18，指标值20")
    coming = replace(value("日常巡查次数", "5"), window=(date(2020, 7, 1), date(2020, 8, 31)))
    assert monitor(PARK, [coming], PAID, JULY).indicators[0].expected == D("50.00")


@pytest.mark.parametrize(
    ("target", "formula", "grows"),
    [
        ("≥20次", "计数(巡查)", True),
        ("≥20次", "求和(活动.次数, 条件: 类别 = \"招商)\")", True),
        ("≥20次", "", True),
        ("≤3起", "", True),
        ("≥3万元", "", True),
        ("≥95百分比", "计数(巡查)", False),
        ("≥20次", "每期最少(养护, 每: 月)", False),
        ("≥3万度", "求和(电费.基期用量) - 求和(电费.用量)", True),
        ("≥3万度", "12万度 - 求和(电费.用量)", False),
        ("≥3万度", "求和(电费.用量", False),
        ("≥20摄氏度", "", False),
        ("有效提升", "", False),
    ],
)  # fmt: skip
def test_counts_and_sums_grow_and_levels_do_not(target, formula, grows):
    assert accumulates(quantity(target), formula) is grows


def test_people_among_those_asked_do_not_grow():
    assert accumulates(quantity("≥7人"), "", asked=True) is False


amounts = st.decimals(min_value=0, max_value=10**6, places=2)
months_known = st.lists(st.none() | amounts, min_size=1, max_size=11)


@given(months_known)
def test_a_forecast_lies_in_its_range_and_says_how_it_came_about(values):
    months = [MonthlyFigure(month, one) for month, one in enumerate(values, 1)]
    found = forecast_sum(len(values), months)
    known = [one for one in values if one is not None]
    assert (found is None) is (not known)
    if found:
        assert found.method is ForecastMethod.RUN_RATE
        assert (found.low is None) is (len(known) < 2)
        assert found.low is None or found.low <= found.value <= found.high
        assert found.value >= sum(known) - D("0.01")
        assert f"截至{len(values)}月" in found.words


@given(st.lists(amounts, min_size=1, max_size=11), st.lists(amounts.filter(lambda n: n > 0), min_size=12, max_size=12))
def test_a_year_like_the_last_is_foreseen_to_end_like_the_last(values, last):
    month = len(values)
    same = [MonthlyFigure(number, one) for number, one in enumerate(last[:month], 1)]
    found = forecast_sum(month, same, [MonthlyFigure(number, one) for number, one in enumerate(last, 1)])
    assert found.method is ForecastMethod.SEASONAL
    assert abs(found.value - sum(last)) <= D("0.01")


@given(st.lists(st.tuples(amounts, amounts.filter(lambda n: n > 0)), min_size=2, max_size=11))
def test_a_rate_is_foreseen_between_its_poorest_and_its_richest_month(pairs):
    pairs = [(min(above, below), below) for above, below in pairs]
    months = [MonthlyFigure(month, None, above, below) for month, (above, below) in enumerate(pairs, 1)]
    now = sum(above for above, _ in pairs) * 100 / sum(below for _, below in pairs)
    found = forecast_level(len(pairs), months, now)
    rates = [above * 100 / below for above, below in pairs]
    assert min(rates) - D("0.01") <= found.low <= found.value <= found.high <= max(rates) + D("0.01")


@given(amounts, st.integers(min_value=1, max_value=12))
def test_doing_more_never_worsens_the_light(done, month):
    order = [Light.MISSED, Light.AT_RISK, Light.MET]
    checkpoint = Checkpoint(2020, month)
    lights = [
        monitor(PARK, [value("日常巡查次数", str(of), checkpoint.as_of)], None, checkpoint).indicators[0].light
        for of in (done / 10_000, done / 5_000)
    ]
    assert order.index(lights[0]) <= order.index(lights[1])


def test_money_is_foreseen_in_words_of_wan_yuan():
    by_plan = forecast_payments(7, D(1_500_000), D(300_000), D(50))
    assert by_plan.words == "截至7月支出30万元，计划75万元，是计划的40%；全年照这个快慢为60万元，补上欠的为150万元"
    by_months = forecast_payments(
        3, D(1_500_000), D(300_000), None, [MonthlyFigure(month, D(100_000)) for month in (1, 2, 3)]
    )
    assert "截至3月30万元，有记录的3个月平均每月10万元" in by_months.words
    assert "元元" not in by_months.words
