"""The year is over: the bureau's rules become advice, a problem is closed, goals find who carries them, next year begins."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def narrow_pages_fit(page: Page, *addresses: str) -> None:
    """No page is wider than a phone's screen."""
    for address in addresses:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_the_bureaus_rules_become_a_list_that_the_budget_office_takes_along(sign_in, tmp_path):
    rules = sign_in("performance")
    rules.get_by_role("link", name="结果应用", exact=True).click()
    expect(rules.get_by_role("heading", name="给预算股的清单")).to_be_visible()
    rules.get_by_role("link", name="规则表", exact=True).click()
    rules.get_by_label("什么情况").last.select_option("执行率低")
    rules.get_by_label("执行率低于").last.fill("90")
    rules.get_by_label("怎么办").last.select_option("收回结余")
    rules.get_by_role("button", name="加上").click()
    expect(rules.get_by_text("没有依据文号")).to_be_visible()
    expect(rules.get_by_label("执行率低于").last).to_have_value("90")
    rules.get_by_label("依据文号").last.fill("示例规则第7条（本示例自设）")
    rules.get_by_label("什么情况").last.select_option("执行率低")
    rules.get_by_label("怎么办").last.select_option("收回结余")
    rules.get_by_role("button", name="加上").click()
    expect(rules.get_by_text("已保存")).to_be_visible()

    budget = sign_in("budget")
    budget.get_by_role("link", name="结果应用", exact=True).click()
    row = budget.get_by_role("row").filter(has_text="综合事务管理经费")
    expect(row).to_contain_text("收回结余")
    expect(row).to_contain_text("示例规则第7条")
    expect(row.locator(".light")).to_be_visible()
    with budget.expect_download() as waiting:
        budget.get_by_role("link", name="清单Excel").click()
    sheet = load_workbook(io.BytesIO(waiting.value.path().read_bytes()))["挂钩清单"]
    assert any("综合事务管理经费" in str(cell.value) for line in sheet.iter_rows() for cell in line)
    narrow = sign_in("budget", width=360, height=780)
    narrow_pages_fit(
        narrow, "/results/", "/results/rules/", "/results/items/", "/results/items/1/", "/results/projects/1/"
    )


def test_a_problem_goes_from_the_department_to_the_unit_and_back_until_it_is_closed(sign_in, tmp_path):
    department = sign_in("department")
    department.goto("/results/projects/9/items/")
    form = department.locator("form.rule-form")
    form.get_by_label("问题").fill("宣传片没有上线记录")
    form.get_by_label("责任人").fill("周业务")
    form.get_by_label("期限").fill("2030-12-31")
    form.get_by_role("button", name="开问题单").click()
    expect(department.get_by_text("已开问题单")).to_be_visible()
    address = department.url
    department.get_by_role("button", name="确认", exact=True).click()

    head = sign_in("head")
    head.goto(address)
    head.get_by_role("button", name="接受整改").click()
    clerk = sign_in("clerk", width=360, height=780)
    clerk.goto(address)
    proof = tmp_path / "上线截图.txt"
    proof.write_text("已上线", "utf-8")
    report = clerk.locator("form").filter(has_text="整改佐证")
    report.get_by_label("意见（必填）").fill("已上线，附截图")
    report.get_by_label("整改佐证（必附）").set_input_files(str(proof))
    report.get_by_role("button", name="报告整改").click()
    expect(clerk.get_by_text("已整改待验证").first).to_be_visible()

    department.goto(address)
    verify = department.locator("form").filter(has_text="问题还在吗")
    verify.get_by_label("不在了").check()
    verify.get_by_role("button", name="验证关闭").click()
    expect(department.get_by_text("已关闭").first).to_be_visible()
    expect(department.get_by_role("link", name="佐证：上线截图.txt")).to_be_visible()


def test_a_goal_finds_its_project_by_hand_and_the_department_is_scored(sign_in):
    page = sign_in("clerk")
    page.goto("/department/804002/2020/goals/")
    expect(page.locator("figure.chart svg").first).to_be_visible()
    goal = page.locator("#sub_goals-0")
    goal.get_by_text("加一个承担的项目或指标").click()
    goal.get_by_label("项目或指标").select_option(label="天然气取暖费")
    goal.get_by_role("button", name="加上").click()
    expect(page.locator("#sub_goals-0").get_by_role("link", name="天然气取暖费")).to_be_visible()
    page.get_by_role("link", name="部门自评", exact=True).click()
    expect(page.locator(".total .figure")).to_contain_text("分")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="自评报告").click()
    assert waiting.value.path().read_bytes().startswith(b"PK")
    narrow = sign_in("clerk", width=360, height=780)
    narrow_pages_fit(
        narrow, "/department/804002/2020/goals/", "/department/804002/2020/evaluation/", "/department/scores/", "/library/",
        "/library/like/?name=满意度", "/library/trees/",
    )  # fmt: skip


def test_next_year_begins_from_this_one_and_a_row_comes_from_the_library(sign_in):
    page = sign_in("clerk")
    page.goto("/projects/3/")
    page.locator("summary").filter(has_text="版本").click()
    page.get_by_role("link", name="结转到下一年").click()
    page.get_by_role("button", name="结转到2021年").click()
    expect(page.get_by_text("从上年结转，还有")).to_be_visible()
    assert page.locator("td.to-look").count() > 0
    page.locator(".looks").get_by_role("link", name="和上年对照").click()
    ticks = page.get_by_role("button", name="看过了，不用改")
    before = ticks.count()
    ticks.first.click()
    expect(page.get_by_text("已保存")).to_be_visible()
    assert page.get_by_role("button", name="看过了，不用改").count() == before - 1
    page.get_by_role("link", name="回到表上").click()
    page.get_by_role("link", name="从指标库选").click()
    page.get_by_role("searchbox", name="找指标").fill("苗木成活")
    page.get_by_role("button", name="找", exact=True).click()
    page.get_by_role("link", name="苗木成活率").click()
    page.get_by_label("指标值（").fill("95")
    page.get_by_role("button", name="填进表里").click()
    expect(page.get_by_text("已把“苗木成活率”填进表里")).to_be_visible()
    expect(page.locator("#paper")).to_contain_text("≥95%")
    page.goto("/projects/3/next-year/")
    expect(page.get_by_text("也不会覆盖它")).to_be_visible()
