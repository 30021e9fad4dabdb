"""The ledgers at a desk: overview, lists, rows typed or pasted, one entry corrected and withdrawn."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from ledger_stage import PATROL, PATROL_TYPED, YEAR, add, new_id, patrol
from web_stage import a_document, acts, ask, import_document

from zhunsheng.web.records.models import Entry, Target
from zhunsheng.web.records.queries import entries as entry_queries
from zhunsheng.web.records.queries.entries import PAGE
from zhunsheng.web.records.verification import faults

LIMIT = 15


@pytest.fixture
def target(cast):
    """The school's first project of the entries' year."""
    import_document(cast.clerk, a_document(year=YEAR))
    return Target.objects.order_by("position").first()


@pytest.fixture
def entries(cast, target):
    """A patrol a day for 120 days, half of them for a project, some with a lamp."""
    days = [date.fromordinal(date(YEAR, 1, 1).toordinal() + number) for number in range(120)]
    add(cast.clerk, cast.school, *(patrol(day=day, asset=f"LD-{day.day:03d}") for day in days[:60]))
    add(cast.clerk, cast.school, *(patrol(day=day, object="绿化") for day in days[60:]), project=target)
    return list(Entry.objects.order_by("-day"))


def text(browser, url):
    answer = browser.get(url)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def queries(browser, url):
    browser.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("who", ["clerk", "chief", "admin", "viewer"])
def test_pages_ask_few_queries(entries, cast, as_, who):
    browser = as_(getattr(cast, who))
    pages = ["/ledger/", "/ledger/patrol/", "/ledger/patrol/?q=路灯&page=2", f"/ledger/entries/{entries[0].pk}/"]
    if who == "clerk":
        pages += ["/ledger/patrol/new/", f"/ledger/entries/{entries[0].pk}/correct/", "/m/data/"]
    assert {url: count for url in pages if (count := queries(browser, url)) > LIMIT} == {}


def test_the_overview_counts_entries_by_kind_and_year(entries, cast, as_):
    page = text(as_(cast.clerk), "/ledger/")
    assert "共 <b>120</b> 条有效记录" in page
    assert "每巡查一次记一条" in page
    assert f"{YEAR}年1月31条" in page
    assert "共 <b>0</b> 条" in text(as_(cast.clerk), "/ledger/?year=1999")
    assert "共 <b>0</b> 条" in text(as_(cast.outsider), "/ledger/")


def test_the_list_shows_the_newest_days_first_page_by_page(entries, cast, as_):
    browser = as_(cast.clerk)
    shown = []
    for page in (1, 2, 3):
        listing = browser.get(f"/ledger/patrol/?page={page}").context["listing"]
        assert listing.total == 120
        shown += [row.id for row in listing.rows]
    assert shown == [entry.pk for entry in entries]
    assert len(browser.get("/ledger/patrol/?page=1").context["listing"].rows) == PAGE


def test_numbers_have_separators_and_units_and_days_do_not_break(cast, as_):
    paid = {"day": date(YEAR, 5, 8), "payee": "护眼灯厂", "purpose": "货款", "amount": Decimal("1234567.50")}
    (receipt,) = add(cast.clerk, cast.school, paid, kind="payment")
    add(cast.clerk, cast.school, patrol(day=date(YEAR, 5, 8)))
    browser = as_(cast.clerk)
    assert ">1,234,567.50<" in text(browser, "/ledger/payment/")
    assert "<dd>1,234,567.50 元</dd>" in text(browser, f"/ledger/entries/{receipt.id}/")
    tickets = {
        "reported": datetime(YEAR, 5, 8, 8, 20),
        "arrived": datetime(YEAR, 5, 8, 9, 0),
        "object": "路灯",
        "fault": "不亮",
        "status": "处理中",
    }
    add(cast.clerk, cast.school, {**tickets, "number": "WX-1"}, kind="repair_ticket")
    assert f'<span class="nowrap">{YEAR}-05-08</span> 09:00' in text(browser, "/ledger/repair_ticket/")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("q=绿化", 60), ("q=绿化 钱经办", 60), ("q=没有这个词", 0), ("thing=LD-005", 2), ("since=2024-04-01", 29),
        ("until=2024-01-10", 10), ("since=2024-01-05&until=2024-01-06", 2), ("state=withdrawn", 0), ("state=all", 120),
        ("unit=219001", 120), ("unit=310001", 0), ("since=gestern&page=x&state=y", 120), ("unit=219&q=LD-", 60),
    ],
)  # fmt: skip
def test_the_list_can_be_narrowed(entries, cast, as_, query, count):
    assert as_(cast.clerk).get(f"/ledger/patrol/?{query}").context["listing"].total == count


def test_the_list_can_be_narrowed_to_a_project(entries, cast, as_, target):
    assert as_(cast.clerk).get(f"/ledger/patrol/?project={target.pk}").context["listing"].total == 60


def test_in_a_demonstration_what_comes_after_its_day_has_not_happened(cast, as_, settings):
    settings.STANDS_AT = date(YEAR, 6, 10)
    browser, url = as_(cast.clerk), "/ledger/patrol/rows/"
    rows = [
        {"id": new_id(), "cells": {**PATROL_TYPED, "moment": moment}, "project": None}
        for moment in ("6月10日 20:00", f"{YEAR}-06-11 08:00")
    ]
    said = ask(browser, url, rows=rows).json()["rows"]
    assert [row["state"] for row in said] == ["fine", "refused"]
    assert f"今天是{YEAR}-06-10" in str(said[1])


def test_rows_are_checked_without_being_kept_and_then_kept_together(cast, as_, target):
    browser, url = as_(cast.clerk), "/ledger/patrol/rows/"
    good = {"id": new_id(), "cells": {**PATROL_TYPED, "moment": "5月8日 晚上7点半"}, "project": target.pk}
    bad = {"id": new_id(), "cells": {**PATROL_TYPED, "present": "大概"}}
    checked = ask(browser, url, rows=[good | {"cells": PATROL_TYPED}, bad])
    assert [row["state"] for row in checked.json()["rows"]] == ["fine", "refused"]
    refused = ask(browser, url, rows=[good | {"cells": PATROL_TYPED}, bad], keep=True)
    assert refused.status_code == 422
    assert "1条要改" in refused.json()["message"]
    assert Entry.objects.count() == 0
    kept = ask(
        browser,
        url,
        rows=[good | {"cells": PATROL_TYPED}, bad | {"cells": {**PATROL_TYPED, "object": "绿化"}}],
        keep=True,
    )
    assert kept.status_code == 200
    assert Entry.objects.count() == 2
    assert len(browser.get(kept.json()["url"]).context["listing"].rows) == 2
    assert acts().count("add_entries") == 1


def test_two_rows_alike_are_asked_about_before_they_are_kept(cast, as_):
    rows = [{"id": new_id(), "cells": PATROL_TYPED} for _ in range(2)]
    answer = ask(as_(cast.clerk), "/ledger/patrol/rows/", rows=rows, keep=True).json()
    assert [row["state"] for row in answer["rows"]] == ["fine", "asked"]
    assert "与第1行完全相同" in answer["rows"][1]["remarks"][0]["sentence"]
    assert ask(
        as_(cast.clerk), "/ledger/patrol/rows/", rows=[rows[0], rows[1] | {"confirmed": True}], keep=True
    ).json()["kept"]


@pytest.mark.parametrize("rows", [None, [], "x", [1], [{}] * 201, [{"id": "x", "cells": {}}]])
def test_rows_that_no_page_sends_get_a_sentence(cast, as_, rows):
    answer = ask(as_(cast.clerk), "/ledger/patrol/rows/", rows=rows, keep=True)
    assert answer.status_code == 400
    assert answer.json()["message"].endswith("。")


def test_a_correction_keeps_what_was_and_says_why(cast, as_, target):
    (receipt,) = add(cast.clerk, cast.school, PATROL)
    browser, url = as_(cast.clerk), f"/ledger/entries/{receipt.id}/correct/"
    page = text(browser, url)
    assert 'value="2024-05-08 19:30"' in page
    form = {f"c-{name}": value for name, value in PATROL_TYPED.items()} | {"new_id": new_id(), "project": target.pk}
    wrong = browser.post(url, form | {"c-object": "", "reason": "对象写错"})
    assert wrong.status_code == 422
    assert "“对象”必填" in wrong.content.decode()
    assert 'value="对象写错"' in wrong.content.decode()
    no_reason = browser.post(url, form | {"c-object": "绿化"})
    assert no_reason.status_code == 400
    assert "为什么更正" in no_reason.content.decode()
    assert 'value="绿化"' in no_reason.content.decode()
    done = browser.post(url, form | {"c-object": "绿化", "reason": "对象写错"})
    assert done.status_code == 302
    page = text(browser, done.url)
    for words in ("更正", "对象写错", "<del>路灯</del>", "<ins>绿化</ins>", "<del>全单位</del>"):
        assert words in page
    assert "这是以前的内容" in text(browser, f"/ledger/entries/{receipt.id}/")
    assert browser.get("/ledger/patrol/").context["listing"].total == 1
    assert browser.get("/ledger/patrol/?state=all").context["listing"].total == 2
    assert list(faults()) == []


def test_what_is_asked_about_a_correction_can_be_confirmed(cast, as_):
    (receipt,) = add(cast.clerk, cast.school, PATROL)
    add(cast.clerk, cast.school, patrol(object="绿化"))
    browser, url = as_(cast.clerk), f"/ledger/entries/{receipt.id}/correct/"
    form = {f"c-{name}": value for name, value in PATROL_TYPED.items()} | {
        "new_id": new_id(),
        "c-object": "绿化",
        "reason": "x",
    }
    asked = browser.post(url, form)
    assert "完全相同" in asked.content.decode()
    assert 'name="confirmed"' in asked.content.decode()
    assert browser.post(url, form | {"confirmed": "1"}).status_code == 302


def test_withdrawing_takes_an_entry_out_of_the_list_and_not_out_of_sight(cast, as_):
    (receipt,) = add(cast.clerk, cast.school, PATROL)
    browser, url = as_(cast.clerk), f"/ledger/entries/{receipt.id}/withdraw/"
    assert "为什么撤回" in browser.post(url, {"new_id": new_id(), "reason": ""}, follow=True).content.decode()
    page = browser.post(url, {"new_id": new_id(), "reason": "重复录入"}, follow=True).content.decode()
    assert "已撤回，不计入" in page
    assert browser.get("/ledger/patrol/").context["listing"].total == 0
    assert browser.get("/ledger/patrol/?state=withdrawn").context["listing"].total == 1


def test_a_search_through_very_many_entries_looks_at_the_newest_months_and_says_so(cast, as_, entries, monkeypatch):
    add(cast.clerk, cast.school, *(patrol(day=date(2024, month, 3), asset="ZM-7") for month in (6, 7, 8)))
    monkeypatch.setattr(entry_queries, "LOOKED_THROUGH", 2)
    browser = as_(cast.clerk)
    found = browser.get("/ledger/patrol/?thing=ZM-7")
    assert (found.context["listing"].total, found.context["listing"].back_to) == (2, date(2024, 7, 1))
    assert "只找了2024年7月以来的" in found.content.decode()
    assert browser.get("/ledger/patrol/?thing=ZM-7&until=2024-06-30").context["listing"].total == 1
    assert browser.get("/ledger/patrol/?thing=ZM-7&since=2024-08-01").context["listing"].back_to is None
    assert browser.get("/ledger/patrol/").context["listing"].back_to is None


@pytest.mark.parametrize("who", ["outsider", "nobody"])
def test_nobody_sees_or_touches_another_units_entries(cast, as_, entries, who):
    browser = as_(getattr(cast, who))
    pk = entries[0].pk
    for part in ("", "correct/"):
        assert browser.get(f"/ledger/entries/{pk}/{part}").status_code == 404
    for part in ("correct/", "withdraw/", "files/"):
        assert browser.post(f"/ledger/entries/{pk}/{part}", {"reason": "x"}).status_code == 404
    assert browser.get("/ledger/patrol/?state=all").context["listing"].total == 0
    refused = ask(
        browser, "/ledger/patrol/rows/?unit=219001", rows=[{"id": new_id(), "cells": PATROL_TYPED}], keep=True
    )
    assert refused.status_code in (403, 404)


def test_a_viewer_looks_and_cannot_write(cast, as_, entries):
    browser = as_(cast.viewer)
    assert "更正</a>" not in text(browser, f"/ledger/entries/{entries[0].pk}/")
    assert browser.get("/ledger/patrol/new/").status_code == 403
    assert ask(browser, "/ledger/patrol/rows/", rows=[{"id": new_id(), "cells": PATROL_TYPED}]).status_code == 403
    assert (
        browser.post(f"/ledger/entries/{entries[0].pk}/withdraw/", {"new_id": new_id(), "reason": "x"}).status_code
        == 302
    )
    assert not Entry.objects.filter(withdrawn=True).exists()


@pytest.mark.parametrize("who", ["clerk", "viewer"])
def test_the_ledgers_lead_nobody_to_a_page_that_refuses_them(cast, as_, entries, who):
    browser = as_(getattr(cast, who))
    for page, link in (("/ledger/", "/ledger/labels/"), ("/ledger/imports/", "/ledger/unsent/")):
        shown = f'href="{link}"' in text(browser, page)
        assert shown == (browser.get(link).status_code == 200) == (who == "clerk")


@pytest.mark.parametrize(
    "url",
    [
        "/ledger/nothing/",
        "/ledger/entries/0f4dbd55-3c64-4a5e-9d76-0d6f0f7a4a11/",
        "/ledger/nothing/new/",
        "/ledger/files/7/",
        "/ledger/files/7/small/",
    ],
)
def test_what_is_not_there_is_not_found(cast, as_, url):
    assert as_(cast.clerk).get(url).status_code == 404


def test_the_chief_writes_for_a_school_below(cast, as_):
    browser = as_(cast.chief)
    assert "青禾县第二小学" in text(browser, "/ledger/patrol/new/?unit=219001")
    kept = ask(browser, "/ledger/patrol/rows/?unit=219001", rows=[{"id": new_id(), "cells": PATROL_TYPED}], keep=True)
    assert kept.status_code == 200
    assert Entry.objects.get().unit == cast.school


def test_a_list_is_exported_as_it_is_narrowed(cast, as_, entries):
    browser = as_(cast.clerk)
    answer = browser.get("/ledger/patrol/export/csv/?q=绿化")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert len(rows) == 60
    assert rows[0]["对象"] == "绿化"
    assert rows[0]["编号"] == entries[0].pk
    assert acts()[-1] == "export"
