"""The park's year, walked by its people: from the table that the clerk brings in to the stranger who downloads the data."""

from __future__ import annotations

import re

import pytest
from paper import expect_saved, open_project, row_cell, write
from playwright.sync_api import Page, expect
from served_site import served

pytestmark = pytest.mark.browser
NEXT, YEAR = 2021, 2020
PROJECT = "高速口广告牌租赁"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A demonstration that no other test has written into."""
    with served(tmp_path_factory.mktemp("year") / "示例 数据") as running:
        yield running


def act(page: Page, name: str, said: str = "", **more: str) -> None:
    """Take a step on the open project: its button, then what its page asks for."""
    page.locator(".course-strip").get_by_role("link", name=name, exact=True).or_(
        page.locator(".course-strip").get_by_role("button", name=name, exact=True)
    ).click()
    page.wait_for_load_state()
    if page.get_by_role("heading", level=1, name=name, exact=True).is_visible():
        if said:
            page.locator("#opinion").fill(said)
        for field, value in more.items():
            choice = page.locator(f'input[name="{field}"][value="{value}"]')
            if choice.count():
                choice.check()
        page.locator("form.act").get_by_role("button", name=name, exact=True).click()
    expect(page.locator(".notice-success, .notice-ok").first).to_be_visible()


def state(page: Page) -> str:
    """Where the open project stands."""
    return page.locator(".course-strip .stands .badge").first.inner_text()


def test_a_table_is_submitted_returned_mended_and_approved(sign_in, upload, example):
    clerk = sign_in("clerk")
    upload(clerk, example, "2021年目标.docx", NEXT)
    open_project(clerk, PROJECT, NEXT)
    act(clerk, "报送", "与上年相同，按实际")
    assert state(clerk) == "待单位审签"
    head = sign_in("head")
    open_project(head, PROJECT, NEXT)
    act(head, "审签")

    department = sign_in("department")
    open_project(department, PROJECT, NEXT)
    department.locator(".course-strip").get_by_role("link", name="退回单位", exact=True).click()
    first = department.locator(".point").first
    first.get_by_role("checkbox").check()
    wrong = first.inner_text()
    department.locator("#opinion").fill("这一条请改好再报。")
    department.locator("form.act").get_by_role("button", name="退回单位", exact=True).click()
    assert state(department) == "退回修改"

    open_project(clerk, PROJECT, NEXT)
    clerk.locator(".course-strip").get_by_role("link", name=re.compile("流转")).click()
    bound = clerk.locator(".course-steps li").first
    expect(bound).to_contain_text("绑定的意见（1）")
    assert bound.locator("b").first.inner_text() in wrong

    clerk.get_by_role("link", name="回到表上").click()
    write(row_cell(clerk, "广告牌质量", "basis"), "广告牌租赁合同第四条")
    expect_saved(clerk)
    act(clerk, "重新报送", "其余按实际，说明见上次")
    open_project(head, PROJECT, NEXT)
    act(head, "审签")

    department.goto(f"/review/?year={NEXT}")
    department.locator("table a").first.click()
    expect(department.locator(".cause.active")).to_have_count(1)
    department.keyboard.press("Shift+A")
    department.get_by_role("button", name="全部采纳", exact=True).click()
    expect(department.locator(".cause:not(.decided)")).to_have_count(0)
    open_project(department, PROJECT, NEXT)
    act(department, "通过", grade="良")
    for name, step in (("bureau", "通过"), ("performance", "审定通过")):
        office = sign_in(name)
        open_project(office, PROJECT, NEXT)
        act(office, step, grade="良", is_new="no")
    budget = sign_in("budget")
    open_project(budget, PROJECT, NEXT)
    act(budget, "批复")
    open_project(department, PROJECT, NEXT)
    act(department, "转批复")
    assert state(department) == "执行中"
    open_project(clerk, PROJECT, NEXT)
    expect(clerk.locator(".course-strip")).to_contain_text("执行中")


def test_an_approved_table_is_adjusted_with_before_and_after(sign_in):
    clerk = sign_in("clerk")
    open_project(clerk, PROJECT, NEXT)
    act(clerk, "申请调整", "合同价下调")
    assert state(clerk) == "调整编制"
    write(row_cell(clerk, "广告牌质量", "description"), "广告牌面完好，夜间亮灯")
    expect_saved(clerk)
    clerk.locator(".course-strip").get_by_role("link", name=re.compile("流转")).click()
    expect(clerk.locator(".course-steps li").first).to_contain_text("合同价下调")
