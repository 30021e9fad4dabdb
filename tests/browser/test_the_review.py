"""A reviewer clears a round with the keyboard alone; the clerk finds the reviewer's marks on the form and answers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_round_is_cleared_by_keyboard(sign_in, upload, example):
    clerk = sign_in("clerk")
    upload(clerk, example, "送审.docx", 2091)
    page = sign_in("reviewer")
    page.get_by_role("link", name="审核", exact=True).click()
    page.goto("/review/?year=2091")
    page.locator("table a").first.click()
    causes = page.locator("[data-cause]")
    expect(page.locator(".cause.active")).to_have_count(1)
    ids = causes.evaluate_all("items => items.map(item => item.id)")

    def active():
        return page.locator(".cause.active").get_attribute("id")

    assert active() == ids[0]
    page.keyboard.press("j")
    assert active() == ids[1]
    page.keyboard.press("k")
    assert active() == ids[0]
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="按键")).to_be_visible()
    page.keyboard.press("Escape")

    page.keyboard.press("a")
    expect(page.locator(f"#{ids[0]} .state")).to_have_text("采纳")
    assert active() == ids[1]
    page.keyboard.press("d")
    page.keyboard.type("上级文件原文")
    page.keyboard.press("Enter")
    expect(page.locator(f"#{ids[1]} .state")).to_have_text("驳回")
    page.keyboard.press("w")
    page.keyboard.type("当年特批")
    page.keyboard.press("Enter")
    expect(page.locator(f"#{ids[2]} .state")).to_have_text("豁免")
    page.keyboard.press("c")
    page.keyboard.type("这个数怎么来的")
    page.keyboard.press("Enter")
    expect(page.locator(f"#{ids[3]} .state")).to_have_text("询问")
    page.keyboard.press("k")
    page.keyboard.press("u")
    expect(page.locator(f"#{ids[3]} .state")).to_have_text("未定")
    page.keyboard.press("a")
    expect(page.locator(f"#{ids[3]} .state")).to_have_text("采纳")
    for _ in range(len(ids) - 4):
        expect(page.locator(".cause.active:not(.decided)")).to_have_count(1)
        now = active()
        page.keyboard.press("a")
        expect(page.locator(f"#{now}")).to_have_class(re.compile("decided"))
    expect(page.locator(".cause:not(.decided)")).to_have_count(0)
    expect(page.locator("#summary")).to_have_value(re.compile("第1轮审核意见.*采纳"))
    page.get_by_role("button", name="结束本轮，退回单位").click()
    expect(page.get_by_role("heading", name=re.compile("第1轮"))).to_be_visible()

    clerk.goto("/")
    expect(clerk.get_by_role("heading", name="审核意见")).to_be_visible()
    clerk.get_by_text("这个数怎么来的").first.wait_for()
    clerk.locator("a[href*='#cell=']").first.click()
    expect(clerk.locator("#threads")).to_contain_text("这个数怎么来的")
    clerk.locator("#threads textarea").first.fill("见测算表")
    clerk.locator("#threads textarea").first.press("Control+Enter")
    expect(clerk.locator("#threads .line")).to_contain_text(["这个数怎么来的", "见测算表"])
    expect(clerk.locator("#paper .cell.has-thread")).to_have_count(1)


def test_enter_leads_to_the_cell_and_the_dismissed_finding_is_grey_there(sign_in, upload, example):
    clerk = sign_in("clerk")
    upload(clerk, example, "灰记号.docx", 2092)
    page = sign_in("reviewer")
    page.goto("/review/804002/2092/")
    expect(page.locator(".cause.active")).to_have_count(1)
    message = page.locator(".cause.active .message").inner_text()
    page.keyboard.press("d")
    page.keyboard.type("不用改")
    page.keyboard.press("Enter")
    expect(page.locator(".cause.state-dismiss")).to_have_count(1)
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.locator("#aside-list")).to_contain_text("不用改")
    expect(page.locator("#aside-list")).to_contain_text(message)
    expect(page.locator("#problem-list")).not_to_contain_text(message)


@pytest.mark.parametrize("width", [1440, 360])
def test_the_pages_fit_the_screen(sign_in, width):
    page = sign_in("reviewer", width=width)
    for url in (
        "/review/",
        "/review/?by=project",
        "/review/804002/2020/",
        "/settings/rules/",
        "/settings/rules/ZSG18/",
        "/rules/ZSG10/",
    ):
        page.goto(url)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, url
