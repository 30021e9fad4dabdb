"""The first page and the overview in a real browser: from a mark of a picture down to the project, by mouse and by keys."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_bubble_leads_to_the_project_and_on_to_its_records(sign_in):
    page = sign_in("department")
    page.get_by_role("link", name="总览").first.click()
    expect(page.get_by_role("heading", name="绩效总览")).to_be_visible()
    expect(page.locator(".stands-at")).to_have_text(re.compile(r"示例\s*2021-09-10"))
    picture = page.locator("section", has=page.get_by_role("heading", name="钱和事")).locator(".wide svg.picture")
    picture.get_by_role("link", name=re.compile("综合事务管理经费")).first.click()
    expect(page.get_by_role("heading", name="综合事务管理经费")).to_be_visible()
    page.locator("a.value").first.click()
    expect(page.get_by_text("算法").or_(page.get_by_text("公式")).first).to_be_visible()


def test_a_bar_leads_to_the_projects_of_a_rule_by_keys_alone(sign_in):
    page = sign_in("performance")
    page.goto("/overview/")
    section = page.locator("section", has=page.get_by_role("heading", name="审核意见：哪些规则"))
    link = section.locator(".wide svg.picture a").first
    link.focus()
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="项目明细")).to_be_visible()
    assert "rule=ZS" in page.url
    rows = page.locator("table.list tbody tr")
    assert 0 < rows.count() < 9
    rows.first.get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("项目明细")
    assert "/monitoring/" in page.url


def test_each_picture_can_be_read_as_a_table(sign_in):
    page = sign_in("bureau")
    page.goto("/overview/")
    figures = page.locator("figure.chart")
    expect(figures).to_have_count(6)
    for number in range(6):
        figures.nth(number).locator("summary").press("Enter")
        table = figures.nth(number).locator("table")
        expect(table).to_be_visible()
        assert table.locator("tbody tr").count() > 0
    points = figures.first.locator("tbody tr")
    assert points.count() == 9
    expect(points.filter(has_text="限高杆安装")).to_contain_text("40")


def test_the_first_page_says_why_something_is_red_and_leads_there(sign_in):
    page = sign_in("head")
    turned = page.locator("section", has=page.get_by_role("heading", name="亮灯的和为什么"))
    expect(turned).to_contain_text("维修保质期")
    turned.get_by_role("link", name="维修保质期").click()
    assert page.url.endswith("#i0")
    expect(page.locator("#i0")).to_contain_text("维修保质期")


@pytest.mark.parametrize("who", ["clerk", "performance", "admin"])
def test_nothing_scrolls_sideways_on_a_phone(sign_in, who):
    page = sign_in(who, width=360, height=760)
    for address in ("/", "/overview/", "/overview/projects/", "/demonstration/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_the_overview_prints_on_a4_without_the_frame(sign_in, tmp_path):
    from pdfminer.high_level import extract_pages, extract_text

    page = sign_in("department")
    page.goto("/overview/")
    page.pdf(path=tmp_path / "总览.pdf", prefer_css_page_size=True)
    pages = list(extract_pages(tmp_path / "总览.pdf"))
    assert 1 < len(pages) <= 6
    assert {(round(one.width), round(one.height)) for one in pages} == {(595, 842)}
    text = extract_text(tmp_path / "总览.pdf")
    assert "绩效总览" in text
    assert "读入文件" not in text
    assert f"1 / {len(pages)}" in text
