"""What somebody meets who sees the pages for the first time: nothing chopped, nothing hidden without a sign, nothing stale."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_backup_that_was_downloaded_stands_in_the_list_at_once(sign_in):
    page = sign_in("admin")
    page.goto("/settings/backups/")
    rows = page.locator("#made tbody tr")
    before = rows.count()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载备份").click()
    assert download.value.suggested_filename.startswith("准绳备份")
    expect(rows).to_have_count(before + 1)
    expect(rows.first).to_contain_text("赵管理")
    expect(page.locator("#last")).to_contain_text("上次备份：")


def test_the_bar_of_a_phone_says_on_which_side_there_is_more(sign_in):
    page = sign_in("clerk", width=360, height=780)
    side = page.locator(".side")
    expect(side).to_have_class(re.compile("more-after"))
    expect(side).not_to_have_class(re.compile("more-before"))
    page.locator(".side nav").evaluate("nav => { nav.scrollLeft = nav.scrollWidth; }")
    expect(side).to_have_class(re.compile("more-before"))
    expect(side).not_to_have_class(re.compile("more-after"))
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(side).not_to_have_class(re.compile("more-"))


@pytest.mark.parametrize("path", ["/settings/rules/", "/settings/review-form/", "/calendar/", "/projects/1/"])
def test_where_one_is_is_not_chopped_on_a_phone(sign_in, path):
    page = sign_in("admin", width=360, height=780)
    page.goto(path)
    last = page.locator(".bar .crumbs > :last-child")
    expect(last).to_be_visible()
    cut = last.evaluate(
        "word => word.scrollWidth > word.clientWidth && getComputedStyle(word).textOverflow !== 'ellipsis'"
    )
    assert not cut, "what does not fit ends in dots"
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    for tab in page.locator(".system-tabs a").all():
        assert tab.evaluate("tab => tab.getClientRects().length") == 1
        assert tab.bounding_box()["height"] < 60, "a word stands on one line"


def test_a_picture_that_has_the_page_to_itself_fills_it(sign_in):
    page = sign_in("clerk")
    for path in ("/monitoring/", "/scores/", "/department/804002/2020/goals/"):
        page.goto(path)
        card = page.locator("section.card:has(> figure.chart)").first.bounding_box()
        drawn = page.locator("figure.chart .broad svg").first.bounding_box()
        assert drawn["width"] > card["width"] * 0.9


def test_on_a_phone_long_filters_fold_and_the_first_project_is_on_the_first_screen(sign_in):
    page = sign_in("clerk", width=360, height=780)
    page.goto("/projects/")
    state, unfold = page.get_by_label("状态"), page.get_by_role("button", name="筛选", exact=True)
    expect(unfold).to_have_attribute("aria-expanded", "false")
    expect(state).to_be_hidden()
    expect(page.get_by_role("searchbox", name="搜索", exact=True).last).to_be_visible()
    assert page.locator("#list td.lead").first.bounding_box()["y"] < 700
    unfold.click()
    expect(state).to_be_visible()
    page.get_by_label("审核意见").select_option("error")
    page.wait_for_url("**severity=error**")
    page.get_by_role("button", name="收起筛选").click()
    expect(page.get_by_role("button", name="筛选（1项）")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(state).to_be_visible()
    expect(page.locator(".unfold")).to_be_hidden()


@pytest.mark.parametrize("path", ["/settings/units/", "/projects/"])
def test_the_fields_of_a_search_do_not_touch_on_a_phone(sign_in, path):
    page = sign_in("admin", width=360, height=780)
    page.goto(path)
    boxes = [page.locator(f"form.filters > {field}").first.bounding_box() for field in ("input", ":is(select, button)")]
    below, beside = boxes[0]["y"] + boxes[0]["height"], boxes[0]["x"] + boxes[0]["width"]
    assert below + 6 <= boxes[1]["y"] or beside + 6 <= boxes[1]["x"]
