"""What people say of a year is written once, checked, audited, and changes scores only as the rules allow."""

from datetime import date
from decimal import Decimal
from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction
from ledger_stage import add, new_id, patrol
from web_stage import Sql, add_person
from year_stage import PAPER, key_of, measured, pay, rate_key, say

from zhunsheng.model.light import Light
from zhunsheng.model.monitoring import Checkpoint
from zhunsheng.model.score import EXECUTION, ScoreState
from zhunsheng.web.accounts.models import Role
from zhunsheng.web.records.evaluated import evaluate_targets, watch_months, watch_targets
from zhunsheng.web.records.measured import compute, items_of
from zhunsheng.web.records.models import AuditEntry, Entry, Target, YearNote
from zhunsheng.web.records.operations.bind_formula import Wanted, bind_formula
from zhunsheng.web.records.operations.correct_entry import withdraw_entry
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid, Moved
from zhunsheng.web.records.verification import faults


@pytest.fixture(autouse=True)
def the_year_is_over(today):
    """The school's year is 2026: look back on it."""
    today(date(2027, 3, 1))


def evaluated(target):
    (found,) = evaluate_targets([target])
    return found.evaluated.evaluation


def test_payments_make_the_execution_rate(cast, target):
    assert evaluated(target).execution.score is None
    budget = Decimal(target.total_fen) / 100
    pay(cast, target, ("2026-03-05", str(budget / 4)), ("2026-09-05", str(budget / 4)), ("2025-12-31", "1000.00"))
    found = evaluated(target).execution
    assert (found.paid, found.rate, found.score) == (budget / 2, Decimal("50.00"), Decimal("5.00"))


def test_a_payment_taken_back_no_longer_counts(cast, target):
    pay(cast, target, ("2026-03-05", "100.00"), ("2026-03-06", "50.00"))
    withdraw_entry(cast.clerk, Entry.objects.get(n2=5000).pk, new_id(), "记错了")
    assert evaluated(target).execution.paid == Decimal("100.00")


def test_a_project_without_payment_has_paid_nothing_once_its_unit_writes_payments_down(cast, target):
    other = Target.objects.select_related("unit").exclude(pk=target.pk).get()
    pay(cast, other, ("2026-03-05", "100.00"))
    assert evaluated(target).execution.paid == 0


def test_an_override_needs_a_reason_and_a_paper_and_stays_marked(cast, target):
    key = rate_key(target)
    row = [one["key"] for one in target.draft["indicators"]].index(key)
    measured(cast, target, key)
    before = evaluated(target).indicators[row]
    with pytest.raises(Invalid, match="佐证材料"):
        say(cast, target, "override", key, score="1", reason="漏记")
    with pytest.raises(Invalid, match="理由"):
        say(cast, target, "override", key, score="1", reason=" ", files=PAPER)
    with pytest.raises(Invalid, match="只填一个"):
        say(cast, target, "override", key, score="1", value="2", reason="漏记", files=PAPER)
    assert not YearNote.objects.exists()
    say(cast, target, "override", key, score="1", reason="漏记", files=PAPER)
    after = evaluated(target).indicators[row]
    assert (after.state, after.score, after.computed) == (ScoreState.OVERRIDDEN, 1, before.score)
    assert (after.override.attachment, after.override.by) == ("佐证.pdf", "钱经办")
    say(cast, target, "override", key, withdrawn=True)
    assert evaluated(target).indicators[row].state is ScoreState.COMPUTED


def test_weights_given_by_hand_are_taken_from_the_others_of_their_level(cast, target):
    key = key_of(target)
    say(cast, target, "weight", key, points="20")
    found = evaluated(target)
    assert found.indicators[0].weight == 20
    assert sum(one.weight for one in found.indicators) + found.execution.weight == 100
    say(cast, target, "weight", key, points="")
    assert evaluated(target).indicators[0].weight != 20


def test_a_reason_answers_what_a_deviation_asks(cast, target):
    pay(cast, target, ("2026-03-05", "100.00"))
    assert any(one.address == EXECUTION and "偏差原因" in one.message for one in evaluated(target).remarks)
    say(cast, target, "reason", EXECUTION, cause="合同跨年", correction="年初付清")
    assert not any(one.address == EXECUTION for one in evaluated(target).remarks)


def test_an_adjusted_budget_changes_what_the_rate_is_reckoned_from(cast, target):
    pay(cast, target, ("2026-03-05", "10000.00"))
    with pytest.raises(Invalid, match="依据"):
        say(cast, target, "budget", budget="2", reason="")
    say(cast, target, "budget", budget="2", reason="青财〔2026〕3号")
    assert evaluated(target).execution.rate == Decimal("50.00")


@pytest.mark.parametrize(
    ("what", "key", "cells", "sentence"),
    [
        ("judgement", "first", {"percent": "85"}, "完成情况"),
        ("judgement", "first", {"percent": "850", "description": "好"}, "不在0到100之间"),
        ("judgement", "first", {"percent": "八十", "description": "好"}, "不是数"),
        ("weight", "nothere", {"points": "5"}, "没有这条指标"),
        ("weight", "first", {"points": "NaN"}, "不在"),
        ("scheme", "", {"scheme": "Z"}, "权重方案"),
        ("text", "nothere", {"text": "好"}, "没有这一部分"),
        ("text", "goals", {"text": "字" * 2001}, "最多2000个"),
        ("standing", "first", {}, "没有这一项"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(cast, target, what, key, cells, sentence):
    with pytest.raises(Invalid, match=sentence):
        say(cast, target, what, key_of(target) if key == "first" else key, **cells)


def test_who_may_not_edit_says_nothing(cast, target):
    for person in (cast.viewer, cast.outsider, cast.nobody):
        with pytest.raises(Forbidden):
            say(cast, target, "text", "goals", by=person, text="好")
    assert not YearNote.objects.exists()


def test_two_people_saying_the_same_thing_at_once_are_told(cast, target):
    say(cast, target, "text", "goals", text="一", base=0)
    with pytest.raises(Moved, match="钱经办"):
        say(cast, target, "text", "goals", text="二", base=0, by=cast.head)


def test_everything_said_is_in_the_audit_trail_and_cannot_be_rewritten(cast, target):
    row = say(cast, target, "text", "goals", text="全部完成")
    assert say(cast, target, "text", "goals", text="全部完成").pk == row.pk, "the same again is no new note"
    entry = AuditEntry.objects.get(act="note_evaluation")
    assert list(entry.detail["written"]) == [f"year_note:{row.pk}"]
    assert list(faults()) == []
    with connection.cursor() as cursor:
        for statement in ("UPDATE records_yearnote SET key = 'x'", "DELETE FROM records_yearnote"):
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(statement)


def test_a_note_changed_behind_the_trail_is_found(cast, target):
    triggers = import_module("zhunsheng.web.records.migrations.0013_notes_written_once")
    row = say(cast, target, "text", "goals", text="全部完成")
    triggers.remove(None, Sql)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_yearnote SET what = 'reason' WHERE id = %s", [row.pk])
    assert any("自评或监控的填写" in fault for fault in faults())


def test_monitoring_counts_what_was_done_until_the_checkpoint(cast, target):
    key = key_of(target)
    measured(cast, target, key, present=3, absent=1)
    budget = Decimal(target.total_fen) / 100
    pay(cast, target, ("2026-03-05", str(budget / 4)), ("2026-09-05", str(budget / 4)))
    (march,) = watch_targets([target], Checkpoint(2026, 3))
    (july,) = watch_targets([target], Checkpoint(2026, 7))
    assert march.monitored.monitoring.indicators[0].light is Light.NO_DATA
    assert july.monitored.monitoring.indicators[0].value == 75
    assert july.monitored.monitoring.funds.rate == Decimal("25.00")
    assert july.monitored.form.fund_total.rate.text == "25.00%"


@pytest.mark.usefixtures("carried_out")
def test_an_act_is_followed_up_at_later_checkpoints(cast, target):
    row = say(cast, target, "act", month=3, act_what="增派巡查", owner="马会民", due="2026-05-01")
    assert [one.monitored.monitoring.remarks for one in watch_targets([target], Checkpoint(2026, 7))]
    late = watch_targets([target], Checkpoint(2026, 7))[0].monitored.monitoring.remarks
    assert any("已经逾期" in remark.message for remark in late)
    say(
        cast,
        target,
        "act",
        row.key,
        month=3,
        act_what="增派巡查",
        owner="马会民",
        due="2026-05-01",
        done_on="2026-04-20",
    )
    mended = watch_targets([target], Checkpoint(2026, 7))[0].monitored.monitoring.remarks
    assert not any("已经逾期" in remark.message for remark in mended)


@pytest.mark.usefixtures("carried_out")
@pytest.mark.parametrize(
    ("what", "cells", "sentence"),
    [
        ("act", {"act_what": "补", "owner": ""}, "谁负责、完成期限"),
        ("act", {"act_what": "补", "owner": "马", "due": "明天"}, "不是日期"),
        ("decision", {"decision": "停止"}, "理由"),
        ("decision", {"decision": "再议"}, "处置决定"),
        ("standing", {"outlook": "possible"}, "备注"),
        ("standing", {"many": {"causes": ["staff"]}}, "写明情况"),
    ],
)
def test_what_a_checkpoint_asks_must_be_whole(cast, target, what, cells, sentence):
    decider = add_person("zhuguan", "主管部门", Role.DEPARTMENT, cast.department) if what == "decision" else None
    with pytest.raises(Invalid, match=sentence):
        say(cast, target, what, key_of(target) if what == "standing" else "", month=7, by=decider, **cells)


def at_july(target):
    (row,) = watch_targets([target], Checkpoint(2026, 7), every_month=True)
    return row


def shown(row):
    """What the page and the form say, as far as records decide it."""
    found = row.monitored.monitoring
    return found.funds, found.light, found.why, found.goals, found.indicators


@pytest.mark.usefixtures("carried_out")
def test_kept_readings_of_a_checkpoint_stay_whatever_is_written_later(cast, target):
    key, half = rate_key(target), Decimal(target.total_fen) / 200
    measured(cast, target, key)
    pay(cast, target, ("2026-05-05", f"{half:.2f}"))
    say(cast, target, "reading", month=7)
    kept = at_july(target)
    assert kept.kept is not None
    assert kept.kept.values[key].value == 50
    assert kept.kept.values[key].digest, "the value names the entries that it counted"
    assert kept.changes == ()
    # later a payment and a patrol of May are written down, and the formula becomes another
    pay(cast, target, ("2026-05-20", "100.00"))
    add(cast.clerk, cast.school, patrol(day=date(2026, 5, 9), present=True), project=target)
    later = at_july(target)
    assert shown(later) == shown(kept)
    (change,) = later.changes
    assert (change.key, change.then.value, change.then.records, change.now.records) == (key, 50, 2, 3)
    bind_formula(target, key, cast.clerk, Wanted("计数(巡查)", base=1))
    assert shown(at_july(target)) == shown(kept)
    assert watch_months([target], [6, 7])[7][0].monitored.monitoring.funds == kept.monitored.monitoring.funds
    Target.objects.update(state="draft")  # no step led to its state here
    assert not list(faults())


@pytest.mark.usefixtures("carried_out")
def test_what_was_kept_can_be_measured_again_as_known_then(cast, target):
    key = rate_key(target)
    measured(cast, target, key)
    say(cast, target, "reading", month=7)
    kept = at_july(target).kept
    withdraw_entry(cast.clerk, Entry.objects.filter(kind="patrol").first().pk, new_id(), "记错了")
    (item,) = [one for one in items_of([target], known_at=kept.known_at) if one.key == key]
    found = compute([item], lambda _: date(2026, 7, 31), kept.known_at, digests=True)[item.name]
    assert found == kept.values[key]


@pytest.mark.usefixtures("carried_out")
def test_readings_are_kept_with_a_decision_taken_back_and_kept_anew(cast, target):
    measured(cast, target, rate_key(target))
    decision = {"decision": "继续执行", "reason": "补记后再看"}
    decider = add_person("zhuguan", "主管部门", Role.DEPARTMENT, cast.department)
    say(cast, target, "decision", month=7, by=decider, **decision)
    first = at_july(target).kept
    assert first.note.by == decider
    say(cast, target, "decision", month=7, by=decider, **decision | {"reason": "又看了一遍"})
    assert at_july(target).kept == first, "a second decision does not move them"
    add(cast.clerk, cast.school, patrol(day=date(2026, 5, 9), present=True), project=target)
    say(cast, target, "reading", month=7)
    assert at_july(target).changes == ()
    assert at_july(target).kept.note.by == cast.clerk
    say(cast, target, "reading", month=7, withdrawn=True)
    assert at_july(target).kept is None


@pytest.mark.usefixtures("carried_out")
def test_readings_of_a_month_that_is_not_over_are_not_kept(cast, target, today):
    today(date(2026, 7, 30))
    with pytest.raises(Invalid, match="还没有过完"):
        say(cast, target, "reading", month=7)
