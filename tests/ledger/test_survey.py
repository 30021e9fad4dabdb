"""Surveys: built from question types, answered, counted, on paper too."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.ledger.entry import EntryReader
from zhunsheng.ledger.kinds.survey_answer import KIND
from zhunsheng.ledger.survey import FIVE_GRADES, Sheet, answer_records, check_answers
from zhunsheng.ledger.survey_definition import read_survey, write_survey
from zhunsheng.ledger.survey_paper import paper_form, respondent_numbers, typed_in
from zhunsheng.ledger.survey_result import check_sample, percent, sample_needed, survey_results
from zhunsheng.ledger.values import print_value

TODAY = date(2020, 11, 20)
LAMPS = {
    "title": "路灯照明满意度",
    "group": "企业职工",
    "closes_on": "2020-11-30",
    "sample": 10,
    "population": 860,
    "least_rate": "80",
    "questions": [
        {"title": "总体评价"},
        {"title": "您常走哪条路", "type": "single", "choices": ["运河大道", "北三路", "其他"]},
        {"title": "哪些要改进", "type": "multiple", "choices": ["亮度", "开关时间", "维修", "没有"], "most": 2, "required": False},
        {"title": "给维修打分", "type": "score", "most": 10},
        {"title": "您的建议", "type": "text", "required": False},
    ],
}  # fmt: skip
SURVEY = read_survey(LAMPS).survey
GOOD = {
    "总体评价": "满意",
    "您常走哪条路": "北三路",
    "哪些要改进": ["亮度", "维修"],
    "给维修打分": "9",
    "您的建议": "北三路再加两盏灯",
}


def spoil(path: str, value: object) -> dict:
    """The survey's definition with one field changed."""
    data = copy.deepcopy(LAMPS)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = data
    for step in way:
        place = place[step]
    place[last] = value
    return data


def sheet(number: int, **changes: object) -> Sheet:
    return replace(Sheet(f"{number:03}", TODAY, "扫码", unit="804002"), **changes)


def answered(*grades: str) -> list:
    """The records of so many sheets that answer the first question."""
    return [
        record
        for number, grade in enumerate(grades, 1)
        for record in answer_records(SURVEY, {**GOOD, "总体评价": grade}, sheet(number))
    ]


def test_a_valid_sheet_becomes_one_record_an_answer():
    assert check_answers(SURVEY, GOOD, TODAY) == ()
    records = answer_records(SURVEY, GOOD, sheet(7))
    assert [(r.values["question"], r.values["answer"], r.values["score"]) for r in records] == [
        ("总体评价", "满意", Decimal("5.0")), ("您常走哪条路", "北三路", None), ("哪些要改进", "亮度", None), ("哪些要改进", "维修", None), ("给维修打分", "9", Decimal("9.0")), ("您的建议", "北三路再加两盏灯", None),
    ]  # fmt: skip
    assert {(r.values["respondent"], r.values["group"], r.unit) for r in records} == {("007", "企业职工", "804002")}


def test_the_records_of_a_sheet_are_what_the_ledger_of_answers_accepts():
    reader = EntryReader(KIND, datetime(2020, 12, 31), 2020)
    for record in answer_records(SURVEY, GOOD, sheet(7)):
        texts = {column.name: print_value(record.values[column.name], column) for column in KIND.columns}
        entry = reader.read(texts)
        assert entry.remarks == ()
        assert entry.values == record.values


def test_a_sheet_sent_twice_has_the_same_ids():
    ids = [record.id for record in answer_records(SURVEY, GOOD, sheet(7))]
    assert ids == [record.id for record in answer_records(SURVEY, GOOD, sheet(7, channel="纸质"))]
    assert not set(ids) & {record.id for record in answer_records(SURVEY, GOOD, sheet(8))}


@pytest.mark.parametrize(
    ("question", "given_answer", "sentence"),
    [
        ("总体评价", "", "这道题还没有回答。"), ("总体评价", "很好", "没有“很好”这个选项。"), ("总体评价", ["满意", "一般"], "这道题只能选一个。"),
        ("您常走哪条路", "南路", "没有“南路”这个选项。"), ("哪些要改进", ["亮度", "维修", "没有"], "最多选2项。"), ("给维修打分", "11", "请打0到10的整数分。"), ("给维修打分", "九", "请打0到10的整数分。"),
        ("您的建议", "好" * 1001, "最多写1000字。"), ("收入", "5000", "问卷里没有“收入”这道题。"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_sheet_is_said_beside_the_question(question: str, given_answer, sentence: str):
    assert [problem.sentence for problem in check_answers(SURVEY, {**GOOD, question: given_answer}, TODAY)] == [
        sentence
    ]


def test_an_answer_without_an_opinion_is_allowed_and_is_no_valid_sample():
    assert check_answers(SURVEY, {**GOOD, "总体评价": "不了解"}, TODAY) == ()
    result = survey_results(SURVEY, answered("满意", "不了解", "一般"))[0]
    assert (result.valid, result.no_opinion, result.share) == (2, 1, Decimal("50.00"))


def test_after_its_last_day_a_survey_takes_no_answers():
    assert check_answers(SURVEY, GOOD, date(2020, 11, 30)) == ()
    assert [p.sentence for p in check_answers(SURVEY, GOOD, date(2020, 12, 1))] == [
        "这份问卷2020-11-30已经截止，谢谢您。"
    ]


def test_a_sheet_with_nothing_on_it_is_not_taken():
    loose = replace(SURVEY, questions=tuple(replace(question, required=False) for question in SURVEY.questions))
    assert [p.sentence for p in check_answers(loose, {"总体评价": " "}, TODAY)] == ["一道题都没有回答，不能提交。"]


def test_the_satisfied_share_is_the_first_two_grades_over_the_valid_answers():
    result = survey_results(SURVEY, answered("满意", "满意", "比较满意", "一般", "很不满意", "不满意"))[0]
    assert result.counts == (("满意", 2), ("比较满意", 1), ("一般", 1), ("不满意", 1), ("很不满意", 1))
    assert (result.satisfied, result.valid, result.share, result.mean) == (3, 6, Decimal("50.00"), Decimal("3.33"))


def test_each_type_of_question_is_counted_in_its_own_way():
    _, single, several, score, texts = survey_results(SURVEY, answered("满意", "一般"))
    assert single.counts == (("运河大道", 0), ("北三路", 2), ("其他", 0))
    assert (several.valid, several.counts) == (2, (("亮度", 2), ("开关时间", 0), ("维修", 2), ("没有", 0)))
    assert (score.mean, dict(score.counts)["9"], score.share) == (Decimal("9.00"), 2, None)
    assert texts.texts == ("北三路再加两盏灯",) * 2


def test_nobody_asked_is_no_share_at_all():
    assert [(result.valid, result.share, result.mean) for result in survey_results(SURVEY, [])] == [(0, None, None)] * 5
    assert percent(0, 0) is None
    assert percent(0, 3) == 0


def test_withdrawn_answers_and_those_of_another_survey_do_not_count():
    mine = answered("满意")
    other = [replace(record, values={**record.values, "survey": "别的问卷"}) for record in mine]
    gone = [replace(record, withdrawn=True) for record in mine]
    assert survey_results(SURVEY, [*mine, *other, *gone])[0].valid == 1


def test_too_few_answers_are_told():
    check = check_sample(SURVEY, issued=12, returned=9, valid=8)
    assert (check.rate, check.validity) == (Decimal("75.00"), Decimal("88.89"))
    assert check.sentences == ("有效样本8份，比计划的10份少2份。", "回收率75.00%，低于要求的80%。")
    assert check_sample(SURVEY, issued=12, returned=12, valid=10).sentences == ()
    assert check_sample(SURVEY, issued=None, returned=12, valid=10).rate is None
    assert check_sample(SURVEY, 5, 6, 7).sentences[:2] == (
        "收回6份，多于发出的5份，请核对。",
        "有效7份，多于收回的6份，请核对。",
    )


def test_the_advised_sample_grows_slowly_with_the_population():
    assert [sample_needed(people) for people in (10, 100, 860, 10_000, 1_000_000)] == [10, 80, 266, 370, 385]
    assert sample_needed(0) == 0


@given(st.lists(st.sampled_from([*FIVE_GRADES, "不清楚"]), max_size=30))
def test_counts_and_share_agree_with_the_answers(grades: list[str]):
    result = survey_results(SURVEY, answered(*grades))[0]
    assert sum(number for _, number in result.counts) == result.valid == len(grades) - result.no_opinion
    assert (result.share is None) is (result.valid == 0)
    assert result.share is None or abs(result.share - Decimal(100 * result.satisfied) / result.valid) <= Decimal(
        "0.005"
    )


@pytest.mark.parametrize(
    ("path", "value", "where", "sentence"),
    [
        ("title", "", "title", "请写问卷名称，最多60字。"), ("questions", [], "questions", "请出1到40道题。"), ("closes_on", "下周", "closes_on", "截止日期请写成2020-12-31这样。"),
        ("sample", 861, "sample", "计划样本861份，多于调查对象总数860。"), ("sample", -1, "sample", "请填大于0的整数。"), ("least_rate", "120", "least_rate", "最低回收率请填0到100之间的数，以%计。"),
        ("questions.1.title", "总体评价", "questions[1].title", "已经有“总体评价”这道题了。"), ("questions.1.choices", ["甲"], "questions[1].choices", "请列2到20个选项，不重复，每个最多20字。"),
        ("questions.0.choices", ["好", "坏"], "questions[0].choices", "请从好到差写5个等级，不重复，每个最多20字。"), ("questions.3.most", 1000, "questions[3].most", "满分是不超过100的整数。"),
        ("questions.2.most", 9, "questions[2].most", "最多选几项是不超过4的整数。"),
    ],
)  # fmt: skip
def test_a_wrong_definition_is_told_field_by_field(path: str, value: object, where: str, sentence: str):
    reading = read_survey(spoil(path, value))
    assert (reading.survey, dict(reading.errors)) == (None, {where: sentence})


def test_a_definition_is_written_as_it_was_read():
    written = json.loads(json.dumps(write_survey(SURVEY), ensure_ascii=False))
    assert read_survey(written).survey == SURVEY


anything = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.lists(st.text(max_size=3), max_size=6)
    | st.floats()
    | st.just({})
)
PLACES = ["title", "intro", "closes_on", "sample", "least_rate", "questions", "questions.0", "questions.0.type", "questions.0.choices", "questions.0.satisfied", "questions.2.most", "questions.1.required"]  # fmt: skip


@given(st.sampled_from(PLACES), anything)
def test_no_definition_breaks_the_reading(path: str, value: object):
    reading = read_survey(spoil(path, value))
    assert (reading.survey is None) is bool(reading.errors)
    if reading.survey is not None:
        assert read_survey(write_survey(reading.survey)).survey == reading.survey


def test_a_paper_sheet_has_numbered_boxes_and_its_own_number():
    form = paper_form(SURVEY, respondent_numbers(12)[6])
    assert (form.title, form.respondent, form.foot) == ("路灯照明满意度", "007", "请于2020-11-30前交回。谢谢您的配合。")
    assert form.questions[0].boxes == ("□1 满意", "□2 比较满意", "□3 一般", "□4 不满意", "□5 很不满意")
    assert [question.words for question in form.questions[2:]] == [
        "哪些要改进（最多选2项）（可不答）",
        "给维修打分（请打0到10分）",
        "您的建议（可不答）",
    ]
    assert respondent_numbers(2, 999) == ("0999", "1000")


def test_a_paper_sheet_is_typed_in_by_the_numbers_of_its_boxes():
    answers = typed_in(SURVEY, {1: "２", 2: "1", 3: "1、3", 4: "8", 5: "少停电"})
    assert answers == {
        "总体评价": ["比较满意"],
        "您常走哪条路": ["运河大道"],
        "哪些要改进": ["亮度", "维修"],
        "给维修打分": "8",
        "您的建议": "少停电",
    }
    assert check_answers(SURVEY, answers, TODAY) == ()
    assert [p.sentence for p in check_answers(SURVEY, typed_in(SURVEY, {1: "7", 2: "1", 4: "8"}), TODAY)] == [
        "没有“7”这个选项。"
    ]


@given(st.dictionaries(st.integers(1, 6), st.text(max_size=12), max_size=6))
def test_no_marks_on_a_paper_sheet_break_the_typing(marks: dict[int, str]):
    answers = typed_in(SURVEY, marks)
    if not check_answers(SURVEY, answers, TODAY):
        assert answer_records(SURVEY, answers, sheet(1))
