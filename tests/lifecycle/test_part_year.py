"""Half a year is no measure for a whole one: a target is not called loose because of what was counted until July."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from zhunsheng.lifecycle.next_year import Standing, compare_with_actuals
from zhunsheng.model.measure import Measure, MeasureStatus
from zhunsheng.rules.examples import good


def test_a_value_from_before_the_years_end_is_told_with_its_day_and_not_compared():
    project = good()
    row = project.indicators[0]
    july = Measure(
        None,
        row.level3,
        row.target,
        date(2020, 7, 15),
        MeasureStatus.MEASURED,
        value=Decimal(100),
        unit=row.target.unit,
    )
    (one, *_) = compare_with_actuals(project, [july], date(2020, 12, 31))
    assert one.standing is Standing.UNKNOWN
    assert one.message == f"上年到7月15日为100{row.target.unit}，年度没有过完，年底再比较。"
    (whole, *_) = compare_with_actuals(project, [replace(july, as_of=date(2020, 12, 31))], date(2020, 12, 31))
    assert whole.standing is not Standing.UNKNOWN
