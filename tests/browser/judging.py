"""What people do in an evaluation or an assessment beforehand, as tests speak of it: acts, pages, experts, scoring sheets."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect


def act(page: Page, label: str, opinion: str = "") -> None:
    """Press the button of an act, write what it asks for, do it."""
    page.locator(".course-strip").get_by_role("link", name=label, exact=True).click()
    if opinion:
        page.get_by_label(re.compile("意见（")).fill(opinion)
    page.locator("main").get_by_role("button", name=label, exact=True).click()
    expect(page.locator(".notice").first).to_be_visible()


def tab(page: Page, name: str) -> None:
    """Go to one of the pages of the case."""
    page.get_by_role("navigation", name="本件各页").get_by_role("link", name=name, exact=True).click()


def invite(page: Page, person: str, part: str) -> None:
    """Invite an expert as ``lead`` or ``expert``, on the first page of the case."""
    form = page.locator("form.invite").filter(has_text="担任")
    form.get_by_label("邀请").select_option(label=f"{person}（第三方机构）")
    form.get_by_label("担任").select_option(part)
    form.get_by_role("button", name="邀请").click()
    expect(page.get_by_text("已保存")).to_be_visible()


def declare(page: Page, project: str) -> None:
    """Open the case from where an expert lands, and declare to be independent."""
    page.get_by_role("link", name=project).click()
    page.get_by_label(re.compile("没有利害关系，独立")).check()
    page.get_by_role("button", name="声明", exact=True).click()
    expect(page.get_by_text("● 已声明无利害关系").first).to_be_visible()


def fill_sheet(page: Page, less: dict[str, tuple[str, str]], opinion: str, verdict: str = "") -> None:
    """Full points for every row but some, then hand it in; ``verdict`` is what an assessment asks for besides."""
    tab(page, "我的评分表")
    for row in page.locator("[data-row]").all():
        name, full = row.locator("h3").inner_text(), row.get_attribute("data-full")
        points, why = next((given for key, given in less.items() if key in name), (str(full), ""))
        row.get_by_label("得分").fill(points)
        if why:
            row.get_by_label("扣分理由").fill(why)
    page.get_by_label("总体意见").fill(opinion)
    if verdict:
        page.get_by_label(verdict, exact=True).check()
    page.get_by_role("button", name="交评分表").click()
    expect(page.get_by_text("评分表已交").first).to_be_visible()
