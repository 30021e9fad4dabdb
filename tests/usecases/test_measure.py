"""Measuring the example park: 54 indicators, every value computed from records."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from zhunsheng.bundled import example_bytes, park
from zhunsheng.formula import When
from zhunsheng.model.measure import Binding, MeasureStatus
from zhunsheng.model.quantity import quantity
from zhunsheng.model.record import Record
from zhunsheng.usecases.measure import Subject, measure, measure_document, record_kinds, sorted_out, stated
from zhunsheng.usecases.measure_report import measure_from_json, measures_json
from zhunsheng.usecases.read_document import read_bytes

YEAR_END = date(2020, 12, 31)
KNOWN = datetime(2021, 1, 8, 9, 30, tzinfo=UTC)
LAMPS = "804-0501-JBN-2RPF"


@pytest.fixture(scope="module")
def document():
    return read_bytes(example_bytes())


@pytest.fixture(scope="module")
def measures(document):
    return measure_document(document, park.records(), park.bindings(), as_of=YEAR_END, year=2020)


def named(measures, name, project=None):
    return next(one for one in measures if one.indicator == name and project in (None, one.project))


def test_all_54_indicators_are_measured_some_met_some_missed(measures):
    assert len(measures) == 54
    assert {one.status for one in measures} == {MeasureStatus.MEASURED}
    assert {one.met for one in measures} == {True, False}
    assert all(one.value is not None and one.records > 0 and one.digest and one.explanation for one in measures)


def test_a_rate_keeps_what_it_was_divided_from(measures):
    quality = named(measures, "广告牌质量")
    assert (quality.numerator, quality.denominator, quality.unit) == (35, 36, "百分比")
    assert quality.value == Decimal("97.222222")
    assert (quality.met, quality.completion) == (True, Decimal("102.34"))


def test_a_value_is_in_the_unit_that_the_target_is_printed_in(measures):
    saved = named(measures, "节电量")
    assert (saved.target.text, saved.unit) == ("≥3万", "万")
    assert 3 < saved.value < 5


def test_people_who_are_content_are_held_against_the_number_asked(measures):
    users = named(measures, "使用人员满意人数")
    assert (users.value, users.met, users.completion) == (24, False, Decimal("96.00"))
    assert "25人中" in users.note


def test_one_more_ticket_changes_the_value_and_only_what_reads_tickets(document, measures):
    slow = datetime(2020, 12, 1, 8, 0), datetime(2020, 12, 5, 8, 0)
    ticket = Record(
        "0" * 36, "repair_ticket",
        {"reported": slow[0], "done": slow[1], "object": "广告牌", "fault": "不转", "status": "已修复"},
        "804-0401-JBN-ULCE", recorded_at=datetime(2020, 12, 5, tzinfo=UTC),
    )  # fmt: skip
    after = measure_document(document, (*park.records(), ticket), park.bindings(), as_of=YEAR_END, year=2020)
    changed = [new.indicator for old, new in zip(measures, after, strict=True) if old.digest != new.digest]
    assert changed == ["维修及时性"]
    assert named(after, "维修及时性").value == 4
    assert named(after, "维修及时性").met is False


def test_a_count_over_no_record_at_all_is_no_evidence_and_never_zero(document):
    (first, *_) = measure_document(document, (), park.bindings(), as_of=YEAR_END, year=2020)
    assert (first.status, first.value, first.met) == (MeasureStatus.NO_EVIDENCE, None, None)
    accidents = named(measure_document(document, (), park.bindings(), as_of=YEAR_END, year=2020), "交通事故发生率")
    assert accidents.status is MeasureStatus.NO_EVIDENCE
    assert "不等于0" in accidents.note


def test_zero_that_was_reported_is_an_achievement(document):
    reports = [one for one in park.records() if one.kind == "accident" and one.values["report"] == "零报告"]
    accidents = named(measure_document(document, reports, park.bindings(), as_of=YEAR_END, year=2020), "交通事故发生率")
    assert (accidents.status, accidents.value, accidents.met) == (MeasureStatus.MEASURED, 0, True)


def test_last_years_records_alone_are_no_evidence_of_a_fall_to_nothing(document):
    old = [one for one in park.records() if one.kind == "road_repair" and one.values["day"].year == 2019]
    assert old
    bettered = named(measure_document(document, old, park.bindings(), as_of=YEAR_END, year=2020), "路面改善情况")
    assert (bettered.status, bettered.value, bettered.met) == (MeasureStatus.NO_EVIDENCE, None, None)
    assert "没有记录不等于0" in bettered.note


def test_an_unbound_indicator_and_a_formula_that_cannot_be_read_say_so(document):
    (first, second, *_) = measure_document(
        document,
        park.records(),
        [Binding("804-0401-JBN-ULCE", "广告牌质量", "占比(巡茶, 条件: 到场)")],
        as_of=YEAR_END,
        year=2020,
    )
    assert (first.status, first.value) == (MeasureStatus.ERROR, None)
    assert "巡查" in first.note
    assert (second.status, second.note) == (MeasureStatus.NO_EVIDENCE, "还没有取数办法，也没有自述")


def test_what_was_known_in_july_does_not_change_with_what_came_later(document):
    july = datetime(2020, 7, 31, 15, 59, tzinfo=UTC)
    then = measure_document(
        document, park.records(), park.bindings(), as_of=date(2020, 7, 31), year=2020, known_at=july
    )
    early = [one for one in park.records() if one.recorded_at <= july]
    seen_then = [
        one if one.superseded_at is None or one.superseded_at <= july
        else Record(one.id, one.kind, one.values, one.project, one.unit, one.recorded_at, by=one.by)
        for one in early
    ]  # fmt: skip
    again = measure_document(document, seen_then, park.bindings(), as_of=date(2020, 7, 31), year=2020)
    assert [(one.indicator, one.value, one.digest) for one in then] == [
        (one.indicator, one.value, one.digest) for one in again
    ]


def test_a_stated_value_is_held_against_the_target_and_marked():
    subject = Subject("P", "覆盖率", quantity("≥90%"))
    said = stated(subject, Decimal(92), "92%", "上级通报，见附件", YEAR_END)
    assert (said.status, said.met, said.records) == (MeasureStatus.STATED, True, 0)
    assert said.note == "自述：上级通报，见附件"


@pytest.mark.parametrize("target", ["≥95百分比", "≥120天", "≥60万元", "≥3平方", "≥20摄氏度"])
def test_a_count_of_records_is_no_share_no_money_and_no_time(target):
    binding = Binding("P", "巡查", "计数(巡查)")
    found = _counted(binding, target)
    assert (found.status, found.value, found.unit, found.met) == (MeasureStatus.MEASURED, 2, "个", None)
    assert found.note == f"完成值的单位是“个”，指标值的单位是“{quantity(target).unit}”，不能比较"


@pytest.mark.parametrize("target", ["≥2次", "≥2", "≥2个", "≥2人次", "≥2次/月", "≥2盏次"])
def test_a_count_of_records_is_said_in_the_word_that_the_target_counts_in(target):
    found = _counted(Binding("P", "巡查", "计数(巡查)"), target)
    assert (found.value, found.unit or None, found.met, found.note) == (2, quantity(target).unit, True, None)


def test_a_count_is_held_against_ten_thousands_as_ten_thousands():
    found = _counted(Binding("P", "巡查", "计数(巡查)"), "≥1万次")
    assert (str(found.value), found.unit, found.met) == ("0.0002", "万次", False)
    found = _counted(Binding("P", "巡查", "计数(巡查)"), "≥1万")
    assert (str(found.value), found.unit, found.met) == ("0.0002", "万", False)


def _counted(binding, target):
    patrols = [
        Record(
            str(number) * 36, "patrol", {"moment": datetime(2020, 5, number, 8, 0), "object": "路灯", "present": True}, "P",
            recorded_at=datetime(2020, 5, 9, tzinfo=UTC),
        ) for number in (1, 2)
    ]  # fmt: skip
    return measure(
        Subject("P", "巡查", quantity(target)), binding, sorted_out(patrols), When(2020, YEAR_END), record_kinds()
    )


@pytest.mark.parametrize(
    ("target", "text", "met", "note"),
    [
        ("≤2天", "36小时", True, "自述：问的"),
        ("≤2天", "3天", False, "自述：问的"),
        ("≤2天", "3", False, "自述：问的"),
        ("≤2天", "96%", None, "自述：问的；完成值的单位是“%”，指标值的单位是“天”，不能比较"),
        ("≥6万元", "60000元", True, "自述：问的"),
    ],
)
def test_a_stated_value_is_held_against_the_target_in_the_unit_it_was_stated_in(target, text, met, note):
    said = stated(Subject("P", "维修", quantity(target)), quantity(text).number, text, "问的", YEAR_END)
    assert (said.status, said.met, said.note) == (MeasureStatus.STATED, met, note)


def test_the_public_json_says_it_all_and_reads_back(measures):
    said = measures_json(measures, YEAR_END, KNOWN)
    assert (said["schema"], said["as_of"], len(said["measures"])) == ("zhunsheng/measures@1", "2020-12-31", 54)
    assert said["known_at"] == "2021-01-08T09:30:00+00:00"
    quality = said["measures"][0]
    assert quality["target"] == {"text": "≥95百分比", "operator": ">=", "value": "95", "unit": "百分比"}
    assert (quality["value"], quality["numerator"], quality["denominator"]) == ("97.222222", "35", "36")
    assert (quality["status"], quality["met"], quality["completion_percent"]) == ("measured", True, "102.34")
    assert [measure_from_json(one) for one in json.loads(json.dumps(said["measures"]))] == list(measures)
