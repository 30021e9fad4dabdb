"""The kinds of evidence: what every file of the folder promises, and that its own examples hold."""

from __future__ import annotations

from datetime import datetime

import pytest

from zhunsheng.ledger.check import condition_error
from zhunsheng.ledger.entry import EntryReader
from zhunsheng.ledger.gravity import Gravity
from zhunsheng.ledger.kind import MOST_ASKED, N_SLOTS, T_SLOTS, LedgerKind
from zhunsheng.ledger.registry import GROUPS, kind, kinds
from zhunsheng.model.record import ColumnType

NEW_YEARS_EVE = datetime(2020, 12, 31, 18, 0)
EVERY_KIND = [pytest.param(each, id=each.name) for each in kinds().values()]
GOOD_ROWS = [
    pytest.param(each, row, id=f"{each.name}-{n}") for each in kinds().values() for n, row in enumerate(each.examples)
]
BAD_ROWS = [
    pytest.param(each, row, id=f"{each.name}-{n}") for each in kinds().values() for n, row in enumerate(each.bad)
]


def test_a_kind_is_found_by_its_english_name_and_by_its_chinese_one():
    assert kind("repair_ticket") is kind("报修工单") is kinds()["repair_ticket"]
    assert kind("没有这种台账") is None


@pytest.mark.parametrize("each", EVERY_KIND)
def test_a_kind_is_complete(each: LedgerKind):
    names = [column.name for column in each.columns]
    labels = [column.label for column in each.columns]
    assert each.group in GROUPS
    assert each.purpose.endswith("。")
    assert len(each.purpose) <= 40
    assert len(set(names)) == len(names)
    assert len(set(labels)) == len(labels)
    assert each.day.type in (ColumnType.DATE, ColumnType.MOMENT)
    assert each.day.required
    assert 2 <= len(each.asked) <= MOST_ASKED
    assert {*each.asked, *each.remembered, *each.ahead, *each.months, *each.words} <= set(names)
    assert len(each.examples) >= 2
    assert len(each.bad) >= 2
    assert all(set(row) == set(names) for row in [*each.examples, *(bad.texts for bad in each.bad)])
    assert sum(column.names_thing for column in each.columns) <= 1


@pytest.mark.parametrize("each", EVERY_KIND)
def test_a_second_entry_on_a_phone_asks_five_things_at_most_and_nothing_required_is_missing(each: LedgerKind):
    asked = [column.name for column in each.asked_first(filled=each.remembered)]
    assert len(asked) <= MOST_ASKED
    required = {column.name for column in each.columns if column.required}
    assert required <= {*asked, *each.remembered, each.record.day}
    first = [column.name for column in each.asked_first()]
    assert required <= {*first, each.record.day}
    assert first[: len(each.asked)] == list(each.asked)


@pytest.mark.parametrize("each", EVERY_KIND)
def test_a_kind_fits_into_the_slots_of_the_table(each: LedgerKind):
    words = sum(column.type in (ColumnType.TEXT, ColumnType.CHOICE) for column in each.columns)
    assert words <= T_SLOTS
    assert len(each.columns) - words <= N_SLOTS
    assert all(column.scale <= 3 for column in each.columns)


@pytest.mark.parametrize("each", EVERY_KIND)
def test_the_checks_of_a_kind_name_its_own_columns(each: LedgerKind):
    conditions = [text for check in each.checks for text in (check.condition, check.when) if text is not None]
    assert [error for text in conditions if (error := condition_error(text, each.record))] == []
    assert {check.column for check in each.checks} <= {column.name for column in each.columns}


@pytest.mark.parametrize("each", EVERY_KIND)
def test_no_two_columns_claim_the_same_header_word(each: LedgerKind):
    claimed = [
        (word, column.name) for column in each.columns for word in {column.label, *each.words.get(column.name, ())}
    ]
    assert sorted({word for word, _ in claimed}) == sorted(word for word, _ in claimed)


@pytest.mark.parametrize(("each", "row"), GOOD_ROWS)
def test_a_good_row_is_kept_without_a_question(each: LedgerKind, row: dict[str, str]):
    entry = EntryReader(each, NEW_YEARS_EVE, 2020).read(row)
    assert [remark for remark in entry.remarks if remark.gravity is not Gravity.NOTE] == []
    assert all(entry.values[column.name] is not None for column in each.columns if column.required)


@pytest.mark.parametrize(("each", "row"), BAD_ROWS)
def test_a_bad_row_is_met_with_its_sentence(each: LedgerKind, row):
    entry = EntryReader(each, NEW_YEARS_EVE, 2020).read(row.texts)
    assert (row.column, row.sentence, row.gravity) in [(r.column, r.sentence, r.gravity) for r in entry.remarks]


@pytest.mark.parametrize("each", EVERY_KIND)
def test_every_check_is_shown_by_a_bad_row_of_its_kind(each: LedgerKind):
    """A check that nobody has seen fail may be one that cannot."""
    reader = EntryReader(each, NEW_YEARS_EVE, 2020)
    spoilt = [reader.read(bad.texts).values for bad in each.bad]
    unseen = [check.condition for check in each.checks if all(check.holds(each.record, values) for values in spoilt)]
    assert unseen == []
