"""A project's monitoring from its records to its official form."""

from datetime import date
from decimal import Decimal

import pytest

from zhunsheng.bundled import example_bytes, park
from zhunsheng.model.light import Light
from zhunsheng.model.measure import Measure, MeasureStatus
from zhunsheng.model.monitoring import Checkpoint, CorrectiveAct, Decision, MonitoringEntries, MonitoringEntry
from zhunsheng.model.monitoring_form import DeviationCause, Outlook
from zhunsheng.usecases.measure import measure_document
from zhunsheng.usecases.monitoring import MonitoringCase, forms_document, grows, history_of, watch
from zhunsheng.usecases.python_api import read
from zhunsheng.usecases.read_document import read_bytes
from zhunsheng.usecases.spending import execution_of, payments_of
from zhunsheng.usecases.write_document import write_document

JULY = Checkpoint(2020, 7)
BILLBOARD, GANTRIES = 0, 5


@pytest.fixture(scope="module")
def document():
    return read_bytes(example_bytes())


@pytest.fixture(scope="module")
def measures(document):
    return measure_document(document, park.records(), park.bindings(), as_of=JULY.as_of, year=2020)


@pytest.fixture(scope="module")
def paid():
    return payments_of(park.records(), 2020, JULY.as_of)


def july(document, measures, paid, number, said=MonitoringEntries()):  # noqa: B008
    project = document.projects[number]
    execution = execution_of(project, paid.get(project.code, ()), JULY.as_of)
    return watch(MonitoringCase(project, measures, execution, JULY, said, "804临西县"))


def test_the_form_says_what_was_paid_and_reached_by_july(document, measures, paid):
    form = july(document, measures, paid, GANTRIES).form
    assert (form.year, form.until_month, form.label) == (2020, 7, document.projects[GANTRIES].name)
    assert form.fund_total.executed.text == "11.76"
    assert form.fund_total.rate.text == "29.40%"
    assert form.fund_total.forecast is not None
    assert len(form.fund_total.forecast.text.partition(".")[2]) == 2, (
        "a forecast is printed to 百元 as 万元 with two decimals"
    )
    assert {bool(row.outlooks) for row in form.indicators} == {False}
    assert any(row.reached for row in form.indicators)


def test_behind_the_plan_has_a_light_and_a_reason(document, measures, paid):
    funds = july(document, measures, paid, GANTRIES).monitoring.funds
    assert funds.light is not Light.MET
    assert "执行率29.40%" in funds.why


def test_what_people_say_is_ticked_on_the_form(document, measures, paid):
    entry = MonitoringEntry(
        "indicators[0]", (DeviationCause.STAFF, DeviationCause.OTHER), "人手不够", Outlook.POSSIBLE, "95%", "八月补上"
    )
    act = CorrectiveAct("增派巡查", "马会民", date(2020, 8, 15))
    form = july(document, measures, paid, BILLBOARD, MonitoringEntries((entry,), (act,), Decision.CONTINUE)).form
    row = form.indicators[0]
    assert row.causes == (DeviationCause.STAFF, DeviationCause.OTHER)
    assert (row.outlooks, row.cause_note, row.forecast, row.remark) == (
        (Outlook.POSSIBLE,), "人手不够", "95%", "八月补上",
    )  # fmt: skip
    assert form.advice == "增派巡查（马会民，2020-08-15前）。\n处置决定：继续执行。"


def measure(value, numerator=None, denominator=None):
    number = None if value is None else Decimal(value)
    return Measure("P", "I", None, date(2020, 1, 31), MeasureStatus.MEASURED, value=number, numerator=numerator, denominator=denominator)  # fmt: skip


def test_months_of_what_grows_are_what_each_added():
    found = history_of({1: measure(2), 2: measure(2), 3: measure(None), 4: measure(7)}, growing=True)
    assert [(one.month, one.value) for one in found.months] == [(1, 2), (2, 0), (4, 5)]


def test_months_of_a_rate_come_from_what_was_divided():
    cumulative = {1: measure(50, Decimal(1), Decimal(2)), 2: measure(75, Decimal(3), Decimal(4))}
    found = history_of(cumulative, growing=False)
    assert [(one.value, one.numerator, one.denominator) for one in found.months] == [(50, 1, 2), (100, 2, 2)]


def test_a_longest_delay_cannot_be_taken_apart():
    assert history_of({1: measure(3), 2: measure(5)}, growing=False).months == ()


def test_the_months_add_up_to_the_value_so_far(document):
    project = document.projects[BILLBOARD]
    ends = {
        month: measure_document(
            document, park.records(), park.bindings(), as_of=Checkpoint(2020, month).as_of, year=2020
        )
        for month in range(1, 8)
    }
    formulas = {(one.project, one.indicator): one.formula for one in park.bindings()}
    for row, indicator in enumerate(project.indicators):
        if grows(indicator, formulas[project.code, indicator.level3]):
            found = history_of({month: group[row] for month, group in ends.items()}, growing=True)
            assert sum(one.value for one in found.months) == (ends[7][row].value or 0)


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_the_official_form_can_be_read_back(document, measures, paid, suffix, tmp_path):
    found = [july(document, measures, paid, number) for number in range(9)]
    path = tmp_path / f"监控表.{suffix}"
    path.write_bytes(write_document(forms_document(found, document.unit, 2020), suffix))
    back = read(path)
    assert [form.until_month for form in back.monitorings] == [7] * 9
    for form, one in zip(back.monitorings, found, strict=True):
        assert [row.reached for row in form.indicators] == [row.reached for row in one.form.indicators]
