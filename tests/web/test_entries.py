"""Entries: written once, corrected by successors, found out when somebody tampers."""

from datetime import date, datetime
from decimal import Decimal
from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from ledger_stage import PATROL, add, new_id, patrol
from web_stage import Sql, acts

from zhunsheng.ledger.registry import kinds
from zhunsheng.web.records import audit, tallies
from zhunsheng.web.records.entry_rows import Row, digest_of, insert, placed, times_of
from zhunsheng.web.records.entry_values import from_json, to_json
from zhunsheng.web.records.kinds_in_force import kinds_of
from zhunsheng.web.records.models import Entry, EntrySource, Tally
from zhunsheng.web.records.models.append_only import Immutable
from zhunsheng.web.records.operations.add_entries import NewEntry, add_entries
from zhunsheng.web.records.operations.correct_entry import correct_entry, withdraw_entry
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid, Moved
from zhunsheng.web.records.verification import faults

TRIGGERS = import_module("zhunsheng.web.records.migrations.0007_entries_written_once")


@pytest.fixture
def kind(cast):
    return kinds_of(cast.school)["patrol"]


def correct(by, old, kind, values, **more):
    settings = {"project": None, "reason": "记错了", **more}
    return correct_entry(by, old, settings.pop("new_id", new_id()), kind, values, **settings)


def test_an_entry_says_what_was_written_and_its_slots_say_the_same(cast):
    (receipt,) = add(cast.clerk, cast.school, PATROL)
    entry = Entry.objects.get(pk=receipt.id)
    assert entry.values == {
        "moment": "2024-05-08T19:30",
        "object": "路灯",
        "present": True,
        "result": "正常",
        "person": "马会民",
    }
    assert (entry.t1, entry.t2, entry.n2, entry.month) == ("路灯", None, 1, 202405)
    assert (entry.unit, entry.project, entry.by, entry.superseded_at) == (cast.school, None, cast.clerk, None)
    assert receipt.code.startswith(f"{entry.logged}-")
    assert acts()[-1] == "add_entries"
    assert list(faults()) == []


def test_values_come_back_as_they_went_in(kind):
    record = kinds()["electricity"].record
    values = {column.name: None for column in record.columns} | {
        "day": date(2026, 1, 31), "meter": "LD-01", "usage": Decimal("16058.50"), "amount": Decimal("0.00"),
    }  # fmt: skip
    assert from_json(record, to_json(record, values)) == values
    assert to_json(record, values)["amount"] == "0.00"


def test_sending_the_same_entry_again_doubles_nothing(cast, kind):
    entry = NewEntry(new_id(), PATROL)
    first = add_entries(cast.clerk, cast.school, kind, [entry], EntrySource.PHONE)[0]
    again = add_entries(
        cast.clerk, cast.school, kind, [entry, NewEntry(new_id(), patrol(object="绿化"))], EntrySource.PHONE
    )
    assert [receipt.again for receipt in again] == [True, False]
    assert again[0].code == first.code
    assert Entry.objects.count() == 2
    assert sum(Tally.objects.values_list("count", flat=True)) == 2


def test_an_id_cannot_stand_for_two_different_entries(cast, kind):
    entry = NewEntry(new_id(), PATROL)
    add_entries(cast.clerk, cast.school, kind, [entry], EntrySource.PHONE)
    with pytest.raises(Invalid, match="已经用在另一条记录上"):
        add_entries(cast.clerk, cast.school, kind, [NewEntry(entry.id, patrol(object="绿化"))], EntrySource.PHONE)
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("bad", ["", "1", "A" * 36, None, 7, "0" * 36])
def test_a_senseless_id_is_refused(cast, kind, bad):
    with pytest.raises(Invalid, match="UUID"):
        add_entries(cast.clerk, cast.school, kind, [NewEntry(bad, PATROL)], EntrySource.API)


@pytest.mark.parametrize("who", ["viewer", "outsider", "nobody"])
def test_who_may_not_write_is_told_so(cast, who):
    with pytest.raises(Forbidden):
        add(getattr(cast, who), cast.school, PATROL)
    assert Entry.objects.count() == 0


def test_a_correction_takes_the_place_and_the_old_words_stay(cast, kind):
    (old,) = add(cast.clerk, cast.school, PATROL)
    new = correct(cast.clerk, old.id, kind, patrol(day=date(2024, 4, 30), object="绿化"))
    before, after = Entry.objects.get(pk=old.id), Entry.objects.get(pk=new.id)
    assert before.superseded_at == after.recorded_at
    assert (after.supersedes_id, after.root_id, after.reason) == (old.id, old.id, "记错了")
    assert before.values["object"] == "路灯"
    assert dict(Tally.objects.values_list("month", "count")) == {202405: 0, 202404: 1}
    third = correct(cast.head, new.id, kind, patrol(object="广告牌"))
    assert Entry.objects.get(pk=third.id).root_id == old.id
    assert list(faults()) == []


def test_of_two_corrections_of_the_same_entry_the_second_is_refused(cast, kind):
    (old,) = add(cast.clerk, cast.school, PATROL)
    correct(cast.clerk, old.id, kind, patrol(object="绿化"))
    with pytest.raises(Moved, match="刚被别人更正过"):
        correct(cast.head, old.id, kind, patrol(object="广告牌"))


def test_a_correction_sent_twice_is_one(cast, kind):
    (old,) = add(cast.clerk, cast.school, PATROL)
    given = new_id()
    for again in (False, True):
        assert correct(cast.clerk, old.id, kind, patrol(object="绿化"), new_id=given).again is again
    assert Entry.objects.count() == 2


@pytest.mark.parametrize("reason", ["", "  ", None, "\n"])
def test_nothing_is_corrected_or_withdrawn_without_a_reason(cast, kind, reason):
    (old,) = add(cast.clerk, cast.school, PATROL)
    with pytest.raises(Invalid, match="为什么更正"):
        correct(cast.clerk, old.id, kind, patrol(object="绿化"), reason=reason)
    with pytest.raises(Invalid, match="为什么撤回"):
        withdraw_entry(cast.clerk, old.id, new_id(), reason)


def test_a_withdrawn_entry_no_longer_counts_and_can_be_brought_back(cast, kind):
    (old,) = add(cast.clerk, cast.school, PATROL)
    gone = withdraw_entry(cast.clerk, old.id, new_id(), "重复录入")
    assert Entry.objects.get(pk=gone.id).withdrawn
    assert Tally.objects.get().count == 0
    with pytest.raises(Invalid, match="已经撤回"):
        withdraw_entry(cast.clerk, gone.id, new_id(), "再撤一次")
    correct(cast.clerk, gone.id, kind, PATROL, reason="没有重复")
    assert Tally.objects.get().count == 1
    assert list(faults()) == []


def test_the_model_and_the_database_refuse_every_other_change(cast):
    (receipt,) = add(cast.clerk, cast.school, PATROL)
    entry = Entry.objects.get(pk=receipt.id)
    for act in (entry.save, entry.delete, Entry.objects.all().delete, lambda: Entry.objects.update(kind="x")):
        with pytest.raises(Immutable):
            act()
    for statement in (
        "UPDATE records_entry SET n2 = 0",
        "UPDATE records_entry SET \"values\" = '{}'",
        "UPDATE records_entry SET superseded_at = NULL",
        "DELETE FROM records_entry",
    ):
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE records_entry SET n2 = 0", "用来计算的数与它的内容不符"),
        ("UPDATE records_entry SET reason = 'x'", "与它的摘要不符"),
        ("UPDATE records_entry SET recorded_at = recorded_at - 1", "录入时间与审计记录"),
        ("UPDATE records_entry SET superseded_at = 5", "没有更正它的记录"),
        ("DELETE FROM records_entry", "记录不见了"),
        ("UPDATE records_tally SET count = 7", "条数不对"),
    ],
)
def test_tampering_is_found(cast, statement, words):
    add(cast.clerk, cast.school, PATROL)
    TRIGGERS.remove(None, Sql)
    Sql.execute(statement)
    assert any(words in fault for fault in faults())


def test_entries_written_down_earlier_keep_their_times_and_nobody_changes_them(cast, kind):
    rows = [
        Row(
            id=new_id(), edition=0, unit_id=cast.school.pk, project_id=None, recorded_at=number * 10**6, source="import",
            by_id=cast.clerk.pk, **placed(kind.record, PATROL),
        )
        for number in range(1, 4)
    ]  # fmt: skip
    with transaction.atomic():
        said = {"rows": 3, "digest": digest_of(rows), "times": times_of(rows)}
        insert(rows, audit.log("import_entries", cast.clerk, timezone.now(), "ledger:patrol", said).number)
        tallies.count([(row.unit_id, row.kind, row.month) for row in rows], at=1)
    assert list(faults()) == []
    TRIGGERS.remove(None, Sql)
    Sql.execute("UPDATE records_entry SET recorded_at = 7 WHERE recorded_at = 2000000")
    assert ["录入时间与它的摘要不符" in fault for fault in faults()] == [True]


def test_entries_of_one_instant_keep_their_order_of_correction(cast, kind, monkeypatch):
    at = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: at)
    (old,) = add(cast.clerk, cast.school, PATROL)
    new = correct(cast.clerk, old.id, kind, patrol(object="绿化"))
    before, after = Entry.objects.get(pk=old.id), Entry.objects.get(pk=new.id)
    assert before.recorded_at < before.superseded_at == after.recorded_at


def test_a_project_is_kept_with_the_entry(cast, target):
    (receipt,) = add(cast.clerk, cast.school, patrol(moment=datetime(2024, 1, 2, 3, 4)), project=target)
    assert Entry.objects.get(pk=receipt.id).project == target
