"""The park's year, walked by its people: from the table that the clerk brings in to the stranger who downloads the data."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from paper import expect_saved, open_project, row_cell, write
from playwright.sync_api import Page, expect
from served_site import Site, served
from test_the_evaluation import evaluated

pytestmark = pytest.mark.browser
NEXT, YEAR = 2021, 2020
PROJECT = "高速口广告牌租赁"
ADJUSTED = "广告牌面完好，夜间亮灯"
OUT = f"/publications/804002/{NEXT}/budget/"


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

    passed_by_all(sign_in, department)
    budget = sign_in("budget")
    open_project(budget, PROJECT, NEXT)
    act(budget, "批复")
    open_project(department, PROJECT, NEXT)
    act(department, "转批复")
    assert state(department) == "执行中"
    open_project(clerk, PROJECT, NEXT)
    expect(clerk.locator(".course-strip")).to_contain_text("执行中")


def passed_by_all(sign_in, department: Page) -> None:
    """The department decides on every finding and passes the table, then the bureau's section and the performance office."""
    department.goto(f"/review/?year={NEXT}")
    department.locator("table a").first.click()
    department.wait_for_url(re.compile(rf"/review/\w+/{NEXT}/"))
    if department.locator(".cause:not(.decided)").count():
        expect(department.locator(".cause.active")).to_have_count(1)
        department.keyboard.press("Shift+A")
        department.get_by_role("button", name="全部采纳", exact=True).click()
    expect(department.locator(".cause:not(.decided)")).to_have_count(0)
    open_project(department, PROJECT, NEXT)
    act(department, "通过", "意见单位已逐条说明", grade="良")
    for name, step in (("bureau", "通过"), ("performance", "审定通过")):
        office = sign_in(name)
        open_project(office, PROJECT, NEXT)
        act(office, step, "意见单位已逐条说明", grade="良", is_new="no")


def test_an_approved_table_is_adjusted_with_before_and_after(sign_in):
    clerk = sign_in("clerk")
    open_project(clerk, PROJECT, NEXT)
    approved = row_cell(clerk, "广告牌质量", "description").inner_text().strip()
    act(clerk, "申请调整", "合同价下调")
    assert state(clerk) == "调整编制"
    write(row_cell(clerk, "广告牌质量", "description"), ADJUSTED)
    expect_saved(clerk)
    act(clerk, "报送", "按下调后的合同调整")
    head = sign_in("head")
    open_project(head, PROJECT, NEXT)
    act(head, "审签")
    department = sign_in("department")
    passed_by_all(sign_in, department)

    open_project(clerk, PROJECT, NEXT)
    assert state(clerk) == "执行中"
    clerk.locator(".course-strip").get_by_role("link", name=re.compile("流转")).click()
    expect(clerk.locator(".course-steps")).to_contain_text("合同价下调")
    clerk.get_by_role("link", name="看调整前后对照").click()
    changed = clerk.get_by_role("row").filter(has_text="广告牌质量")
    assert "夜间亮灯" in "".join(changed.locator("ins").all_inner_texts())
    gone = [words.strip() for words in changed.locator("del").all_inner_texts()]
    assert gone, "what was approved stays to be seen"
    assert all(words in approved for words in gone)


def test_a_patrol_is_logged_on_a_phone(sign_in):
    worker = sign_in("worker", width=360, height=740)
    worker.goto("/m/")
    worker.get_by_role("button", name="巡查", exact=True).first.click()
    worker.get_by_label("对象").fill("路灯")
    worker.get_by_role("group", name="到场").get_by_text("是", exact=True).click()
    worker.get_by_role("button", name="记下").click()
    expect(worker.locator("#status")).to_contain_text("已发送 1")


def test_july_shows_what_is_behind_and_why(sign_in):
    head = sign_in("head")
    head.goto(f"/monitoring/?year={YEAR}")  # of itself the page shows the year of the newest record, the patrol's
    head.get_by_role("link", name="7月底").click()
    row = head.get_by_role("row").filter(has_text="限高杆安装")
    expect(row).to_contain_text("未达")
    expect(row).to_contain_text("资金：执行率29.40%，计划100.00%")
    row.get_by_role("link", name="限高杆安装").click()
    expect(head.get_by_role("heading", name="整改措施")).to_be_visible()
    expect(head.get_by_role("heading", name="处置决定")).to_be_visible()


def test_january_scores_are_computed_and_their_steps_open(sign_in, site):
    clerk = sign_in("clerk")
    clerk.goto(f"/scores/?year={YEAR}")
    expect(clerk.locator(".tile").first).to_contain_text("98.69")
    clerk.get_by_role("link", name="配电亮化及各项设施综合维护").first.click()
    expect(clerk.get_by_text("94.58").first).to_be_visible()
    told = json.loads(command(site, "score", "--year", str(YEAR), "--json").stdout)
    by_code = {project["project"]: project["score"] for project in told["projects"]}
    assert by_code["804-0501-JBN-2RPF"] == "94.58"
    clerk.goto(f"/scores/?year={YEAR}")
    rows_shown = clerk.get_by_role("row").filter(has=clerk.locator("td.lead"))
    assert rows_shown.count() == len(by_code) == 9
    for code, score in by_code.items():
        expect(rows_shown.filter(has_text=code)).to_contain_text(score)


def test_july_goes_from_the_clerk_to_the_bureau(sign_in):
    """The table that was approved above: every row filled in, reported, signed, passed, reviewed."""
    clerk = sign_in("clerk")
    clerk.goto(f"/monitoring/?year={NEXT}&month=7")
    clerk.get_by_role("link", name=PROJECT, exact=True).click()
    watched = clerk.url
    forms = clerk.locator('form:has(input[name="what"][value="standing"])')
    for number in range(forms.count()):
        form = forms.nth(number)
        if not form.is_visible():
            clerk.locator("summary").filter(has_text="填原因和可能性").nth(number).click()
        form.get_by_label("情况说明").fill("上半年已按合同租用，正在办理支付。")
        form.get_by_role("radio").first.check()
        form.get_by_role("button", name="保存").click()
        expect(clerk.locator(".notice-success, .notice-ok").first).to_be_visible()
    assert state(clerk) == "填报中"
    act(clerk, "报送")
    assert state(clerk) == "待单位审签"
    expect(clerk.get_by_text("填原因和可能性")).to_have_count(0)
    head = sign_in("head")
    head.goto(f"/monitoring/course/?year={NEXT}")
    expect(head.get_by_role("row").filter(has_text=PROJECT)).to_contain_text("审签")
    head.get_by_label("动作").select_option("sign")
    head.get_by_role("button", name="成批办理").click()
    head.get_by_role("button", name="审签这些项目").click()
    expect(head.get_by_text("1个已办成")).to_be_visible()
    department = sign_in("department")
    department.goto(watched)
    act(department, "通过")
    bureau = sign_in("bureau")
    bureau.goto(watched)
    assert state(bureau) == "财政业务股室审核"
    act(bureau, "审核办结")
    assert state(bureau) == "已办结"
    clerk.goto(watched)
    expect(clerk.locator(".course-strip")).to_contain_text("内容只读")


def test_a_self_evaluation_that_is_taken_up_again_goes_up_once_more_and_is_confirmed(sign_in):
    """January's self-evaluation of the year is archived: the bureau reopens it, the unit reports again."""
    performance = sign_in("performance")
    performance.goto(f"/scores/?year={YEAR}")
    performance.get_by_role("link", name="配电亮化及各项设施综合维护").first.click()
    scored = performance.url
    assert state(performance) == "已归档"
    total = performance.get_by_role("region", name="总分")
    expect(total).to_contain_text("94.58分")
    expect(total).to_contain_text("确认，本页和自评表、报告、公开都用确认的数")
    act(performance, "重查", "请核对维修次数")
    performance.locator(".course-strip").get_by_role("link", name="退回单位", exact=True).click()
    performance.locator(".point").first.get_by_role("checkbox").check()
    performance.locator("#opinion").fill("维修保质期没有达到，请写明涉及几盏灯。")
    performance.locator("form.act").get_by_role("button", name="退回单位", exact=True).click()
    clerk = sign_in("clerk")
    clerk.goto(scored)
    expect(clerk.get_by_text("请写明涉及几盏灯").first).to_be_visible()
    act(clerk, "重新报送")
    for name, step in (("head", "审签"), ("department", "复核通过"), ("performance", "确认"), ("performance", "归档")):
        person = sign_in(name)
        person.goto(scored)
        act(person, step)
    assert state(person) == "已归档"
    expect(person.get_by_role("region", name="总分")).to_contain_text("94.58分")
    expect(person.get_by_text("确认，本页和自评表、报告、公开都用确认的数")).to_be_visible()


def test_two_experts_evaluate_and_the_list_of_advice_follows(sign_in):
    clerk, address = evaluated(sign_in)
    clerk.goto(f"{address}report/")
    expect(clerk.locator(".report-paper")).to_contain_text("综合得分99.75分，等级为“优”")
    budget = sign_in("budget")
    budget.goto(f"/results/?year={YEAR}")
    row = budget.get_by_role("row").filter(has_text="综合事务管理经费")
    expect(row).to_contain_text("压减")
    expect(row).to_contain_text("单位自评")
    expect(budget.get_by_role("row").filter(has_text="路灯电费")).to_contain_text("绩效评价99.75分")


def test_the_adjusted_targets_of_the_next_year_are_published(sign_in):
    clerk = sign_in("clerk")
    clerk.goto(OUT)
    clerk.get_by_label("批复日期").fill("2021-09-01")
    clerk.get_by_label("批复文件").fill("园区主管部门关于2021年部门预算的批复")
    clerk.get_by_role("button", name="登记").click()
    expect(clerk.get_by_text("2021-09-01批复").first).to_be_visible()
    handed_on(clerk, "送审", "保密审查")
    handed_on(sign_in("head"), "通过并报核", "主管部门核对")
    handed_on(sign_in("department"), "核对通过", "待公开")
    head = sign_in("head")
    handed_on(head, "公开", "已公开")
    expect(head.get_by_text("正在公开")).to_be_visible()


def handed_on(page: Page, step: str, then: str) -> None:
    """Take a step of the publication: its button, with the declaration where one is asked for."""
    page.goto(OUT)
    form = page.locator("form.act").filter(has=page.get_by_role("button", name=step, exact=True))
    for declared in form.get_by_role("checkbox").all():
        declared.check()
    form.get_by_role("button", name=step, exact=True).click()
    expect(page.locator(".page-head .badge")).to_have_text(then)


def test_a_stranger_finds_what_was_published_just_now(site, browser):
    context = browser.new_context(locale="zh-CN", base_url=site.address)
    page = context.new_page()
    page.goto("/open/")
    page.get_by_label("查什么").fill("广告牌质量")
    page.keyboard.press("Enter")
    page.locator(f'main a[href*="/{NEXT}/"]').filter(has_text=PROJECT).first.click()
    page.wait_for_url(re.compile(rf"/open/804002/{NEXT}/"))
    context.close()


def test_a_stranger_finds_the_project_and_the_command_gives_the_same_data(site, browser, tmp_path):
    context = browser.new_context(locale="zh-CN", base_url=site.address, accept_downloads=True)
    page = context.new_page()
    page.goto("/open/")
    page.get_by_label("查什么").fill("限高杆")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="限高杆安装").first.click()
    expect(page.get_by_role("heading", name="限高杆安装").first).to_be_visible()
    page.goto("/open/804002/2020/")
    with page.expect_download() as coming:
        page.get_by_role("link", name="indicator_results.csv").first.click()
    taken = Path(coming.value.path()).read_text("utf-8-sig")
    context.close()
    command(site, "publish", "--year", str(YEAR), "--kind", "accounts", "-o", str(tmp_path / "公开"))
    (written,) = (tmp_path / "公开").rglob("indicator_results.csv")
    assert rows(written.read_text("utf-8-sig")) == rows(taken)
    assert len(rows(taken)) == 54


def test_the_audit_trail_of_the_year_verifies(site):
    assert "审计链完整" in command(site, "verify").stderr


def rows(text: str) -> list[dict[str, str]]:
    """A table's rows."""
    return list(csv.DictReader(text.splitlines()))


def command(site: Site, *words: str) -> subprocess.CompletedProcess[str]:
    """A command on the site's data, as an administrator would type it."""
    run = [sys.executable, "-m", "zhunsheng", *words, "--data", str(site.data)]
    told = subprocess.run(
        run, env={**os.environ, **site.environment, "PYTHONUTF8": "1"}, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr
    return told
