"""What is typed wrong, and what formulas cannot compute, at the pages: a sentence each, nothing kept, nothing failed, no silent 0."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from ledger_stage import add, new_id, patrol

from zhunsheng.model.measure import MeasureStatus
from zhunsheng.web.records.measured import measures
from zhunsheng.web.records.models import Entry, FormulaBinding
from zhunsheng.web.records.operations.bind_formula import Wanted, bind_formula
from zhunsheng.web.records.operations.outcome import Invalid

CARE = {"day": "2024-04-09", "object": "绿化", "work": "浇水", "workers": "4"}


@pytest.fixture
def key(target):
    return target.draft["indicators"][0]["key"]


@pytest.fixture
def looking_back(today):
    """The school's year is 2026: look back on it."""
    today(date(2027, 3, 1))


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"workers": "-3"}, "workers", "“人数”不能小于0人，填的是“-3”。"),
        ({"workers": "2.5"}, "workers", "“2.5”不是"),
        ({"workers": "3亩"}, "workers", "应以“人”计"),
        ({"day": "2099-01-01"}, "day", "还没有到"),
        ({"day": "2024-02-30"}, "day", "2024-02-30"),
        ({"work": "看看"}, "work", "看看"),
    ],
    ids=["negative", "no whole number", "wrong unit", "future", "no such day", "no such choice"],
)
def test_a_wrong_cell_gets_a_sentence_beside_it_and_the_entry_is_not_kept(cast, as_, cells, column, words):
    body = {"id": new_id(), "kind": "maintenance", "project": None, "cells": {**CARE, **cells}}
    answer = as_(cast.clerk).post("/m/entries/", json.dumps(body), content_type="application/json")
    assert answer.status_code == 422
    assert words in {row["column"]: row["sentence"] for row in answer.json()["remarks"]}[column]
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("计数(巡查) ÷ 0", "除数是 0"),
        ("计数(巡茶)", "最接近的是“巡查”"),
        ("求和(资金支付.金额) + 求和(电费.用量)", "元"),
        ("100%", "没有用到任何台账"),
    ],
    ids=["by zero", "misspelt", "mixed units", "over no ledger"],
)
def test_a_formula_that_cannot_be_is_refused_with_a_sentence_and_not_kept(cast, target, key, formula, words):
    with pytest.raises(Invalid, match=words):
        bind_formula(target, key, cast.clerk, Wanted(formula))
    assert not FormulaBinding.objects.exists()


@pytest.mark.usefixtures("looking_back")
def test_a_division_by_what_comes_to_zero_is_no_evidence_and_says_so(cast, target, key, as_):
    bind_formula(target, key, cast.clerk, Wanted("求和(电费.金额) ÷ 求和(电费.用量)"))
    idle = {
        "day": date(2026, 5, 1),
        "meter": "D1",
        "month": date(2026, 4, 1),
        "usage": Decimal(0),
        "amount": Decimal("3.50"),
    }
    add(cast.clerk, cast.school, idle, kind="electricity", project=target)
    found = measures([target])["target", target.pk, key]
    assert (found.status, found.value) == (MeasureStatus.NO_EVIDENCE, None)
    assert "是 0，算不出来" in found.note
    page = as_(cast.clerk).get(f"/measures/project/{target.pk}/{key}/")
    assert page.status_code == 200
    assert "是 0，算不出来" in page.content.decode()


@pytest.mark.usefixtures("looking_back")
def test_a_count_over_nothing_is_no_evidence_and_one_over_what_does_not_count_is_zero(cast, target, key):
    bind_formula(target, key, cast.clerk, Wanted("计数(巡查, 条件: 到场 = 否)"))
    assert measures([target])["target", target.pk, key].status is MeasureStatus.NO_EVIDENCE
    add(cast.clerk, cast.school, patrol(day=date(2026, 5, 8)), project=target)
    found = measures([target])["target", target.pk, key]
    assert (found.status, found.value) == (MeasureStatus.MEASURED, 0)
