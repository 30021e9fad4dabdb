"""Rows of texts become records, or are met with sentences; corrections and repeats."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.ledger.check import Check, condition_error
from zhunsheng.ledger.corrections import chain, correct, effective, with_ends, withdraw
from zhunsheng.ledger.duplicates import Twice, content_digest, id_from_content, twice, twice_sentence
from zhunsheng.ledger.entry import EntryReader
from zhunsheng.ledger.gravity import Gravity
from zhunsheng.ledger.registry import kinds
from zhunsheng.model.record import Record

NOW = datetime(2020, 7, 15, 17, 30)
TICKET = kinds()["repair_ticket"]
ROW = dict(TICKET.examples[0])


def read(kind_name: str, /, year: int | None = 2020, **changes: str):
    """The entry of a kind's first example with some cells changed."""
    each = kinds()[kind_name]
    return EntryReader(each, NOW, year).read({**each.examples[0], **changes})


def sentences(entry, gravity: Gravity) -> list[str]:
    return [remark.sentence for remark in entry.remarks if remark.gravity is gravity]


def test_chinese_headers_and_english_names_say_the_same():
    by_label = {TICKET.record.column(name).label: text for name, text in ROW.items()}
    reader = EntryReader(TICKET, NOW, 2020)
    assert reader.read(by_label).values == reader.read(ROW).values


def test_what_was_typed_is_kept_also_when_it_is_refused():
    entry = read("payment", amount="三万左右")
    assert entry.refused
    assert entry.texts["amount"] == "三万左右"
    with pytest.raises(ValueError, match="refused"):
        entry.record("a")


def test_a_text_for_a_column_that_is_not_there_is_told():
    entry = EntryReader(TICKET, NOW).read({**ROW, "温度": "21"})
    assert sentences(entry, Gravity.REFUSE) == ["“报修工单”没有“温度”这一列，填的“21”没有地方记。"]


def test_what_has_not_happened_yet_is_not_recorded():
    assert sentences(read("payment", day="2020-07-16"), Gravity.REFUSE) == [
        "“支付日期”2020-07-16还没有到（今天是2020-07-15），没发生的事不能记。"
    ]
    assert not read("payment", day="2020-07-15").remarks


def test_a_clock_a_few_minutes_fast_is_forgiven():
    assert not read("patrol", moment="2020-07-15 17:36").refused
    assert read("patrol", moment="2020-07-15 17:50").refused


def test_a_deadline_may_lie_ahead():
    assert not read("task", due="2021-01-31").remarks


def test_a_day_outside_the_year_is_a_question():
    assert sentences(read("payment", day="2019-12-30"), Gravity.ASK) == ["“支付日期”2019-12-30不在2020年，确定吗。"]
    assert not read("payment", year=None, day="2019-12-30").remarks


def test_a_check_is_silent_about_a_column_that_could_not_be_read():
    assert [r.column for r in read("repair_ticket", done="修完了").remarks] == ["done"]


def test_usage_is_the_difference_of_readings_times_the_multiplier():
    assert not read("electricity", multiplier="40", previous="100", current="200", usage="4000").refused
    assert sentences(
        read("electricity", multiplier="40", previous="100", current="200", usage="100"), Gravity.REFUSE
    ) == ["用量100.00不等于本次读数200.00与上次读数100.00之差乘倍率40.00，请核对。"]


@pytest.mark.parametrize(
    ("condition", "error"),
    [
        ("完成时间 ≥ 到场时间", None), ('状态 = "已修复"', None), ("完成时间 已填", None), ("完成时间 ≥ 开工时间", "“报修工单”里没有“开工时间”这一列。"),
        ("完成时间晚于到场时间", "看不懂条件“完成时间晚于到场时间”，请写成“完成时间 ≥ 到场时间”这样。"), ("完成时间 ≥ 到场时间 +", "“到场时间 +”没有写完。"),
    ],
)  # fmt: skip
def test_a_condition_is_read_in_chinese_or_says_why_not(condition: str, error: str | None):
    assert condition_error(condition, TICKET.record) == error


def test_a_comparison_with_a_blank_says_nothing():
    check = Check("done >= arrived", "早了")
    assert check.holds(TICKET.record, {"done": datetime(2020, 1, 1), "arrived": None})
    assert not check.holds(TICKET.record, {"done": datetime(2020, 1, 1), "arrived": datetime(2020, 1, 2)})


@given(st.text(max_size=60))
def test_no_condition_breaks_the_check(condition: str):
    error = condition_error(condition, TICKET.record)
    assert error is None or error.endswith("。")


def ticket(id: str = "a", at: datetime = NOW, **values: object) -> Record:
    return Record(id, "repair_ticket", {"reported": at, "fault": "灯不亮", **values}, "P1", "804002", recorded_at=at)


def test_the_same_entry_sent_again_doubles_nothing():
    assert twice(ticket("a"), ticket("a")) is Twice.SENT_AGAIN
    assert twice(ticket("a", fault="灯闪"), ticket("a")) is Twice.ID_TAKEN
    assert twice(ticket("b"), ticket("a")) is Twice.SAME_CONTENT
    assert twice(ticket("b", fault="灯闪"), ticket("a")) is None
    assert twice(replace(ticket("b"), project="P2"), ticket("a")) is None


def test_a_repeat_is_told_in_a_sentence():
    said = twice_sentence(Twice.SAME_CONTENT, ticket(reported=date(2020, 3, 5)), TICKET.record)
    assert said == "报修工单里已有一条2020-03-05的内容完全一样，确定还要再记一条吗。"


def test_a_number_and_its_text_are_not_the_same_content():
    assert content_digest(ticket(n=Decimal("1"))) != content_digest(ticket(n="1"))
    assert id_from_content("x", 0) != id_from_content("x", 1)


def test_a_correction_needs_a_reason_and_an_open_record():
    old = ticket()
    later = NOW + timedelta(hours=1)
    assert correct(old, {"fault": "灯闪"}, id="b", reason=" ", by="u", at=later).problem == "请写明更正的原因。"
    assert (
        correct(old, dict(old.values), id="b", reason="抄错", by="u", at=later).problem
        == "改前改后一样，没有什么可更正。"
    )
    done = correct(old, {**old.values, "fault": "灯闪"}, id="b", reason="抄错", by="u", at=later)
    assert done.new.supersedes == "a"
    assert done.old.superseded_at == done.new.recorded_at == later
    again = correct(done.old, {"fault": "电缆断"}, id="c", reason="又错", by="u", at=later + timedelta(hours=1))
    assert again.problem == "这一条已经被更正或撤回过，请打开最新的那一条再改。"


def test_records_are_counted_as_they_stood_at_any_moment():
    first = ticket()
    fixed = correct(first, {**first.values, "fault": "灯闪"}, id="b", reason="抄错", by="u", at=NOW + timedelta(days=1))
    gone = withdraw(fixed.new, id="c", reason="重复", by="u", at=NOW + timedelta(days=2))
    history = [fixed.old, gone.old, gone.new]

    def standing(at: datetime | None) -> list[str]:
        return [record.id for record in effective(history, at)]

    assert standing(NOW - timedelta(minutes=1)) == []
    assert standing(NOW) == ["a"]
    assert standing(NOW + timedelta(days=1)) == ["b"]
    assert standing(NOW + timedelta(days=3)) == standing(None) == []
    assert [record.id for record in chain(history, "b")] == ["a", "b", "c"]


def test_of_two_corrections_of_one_record_the_first_counts_and_the_other_is_shown():
    first = ticket()
    one = replace(ticket("b", NOW + timedelta(hours=1)), supersedes="a")
    other = replace(ticket("c", NOW + timedelta(hours=2)), supersedes="a")
    ended = with_ends([other, one, first])
    assert [record.id for record in effective(ended.records)] == ["b"]
    assert [record.id for record in ended.stray] == ["c"]


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9) | st.none(), st.integers(0, 50), st.booleans()), max_size=12
    )
)
def test_however_corrections_tangle_one_of_each_chain_stands_at_most(rows):
    records = [
        replace(
            ticket(str(own), NOW + timedelta(minutes=at)),
            supersedes=None if before is None else str(before),
            withdrawn=gone,
        )
        for own, before, at, gone in rows
    ]
    ended = with_ends(records)
    assert len(ended.records) + len(ended.stray) == len(records)
    assert len({record.id for record in ended.records}) == len(ended.records)
    roots = {record.id for record in ended.records if record.supersedes is None}
    for root in roots:
        assert sum(record.superseded_at is None for record in chain(ended.records, root)) == 1
    assert sum(record.superseded_at is None for record in ended.records) == len(roots)
