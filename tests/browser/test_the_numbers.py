"""From a number to its records and back: open one, add a record without a signal, watch the number change; change the formula."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect
from served_site import served

pytestmark = pytest.mark.browser
SLOW = {"报修时间": "2020-12-10T08:00", "完成时间": "2020-12-14T20:00"}
"""A repair that took four days and a half, where two were promised."""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A demonstration that no other test has written into: its numbers are told here to the last digit."""
    with served(tmp_path_factory.mktemp("numbers") / "示例 数据") as running:
        yield running


def open_value(page: Page, project: str, indicator: str) -> None:
    """As a clerk gets there: the list of values, then the number itself."""
    page.get_by_role("link", name="完成值", exact=True).click()
    group = page.locator("section.measures").filter(has=page.get_by_role("heading", name=project))
    group.get_by_role("row").filter(has_text=indicator).locator("a.value").click()
    expect(page.get_by_role("heading", name=indicator)).to_be_visible()


def test_every_one_of_the_54_numbers_opens_to_its_records(sign_in):
    page = sign_in("clerk")
    page.get_by_role("link", name="完成值", exact=True).click()
    expect(page.locator(".tile").first).to_contain_text("61／61 条实测")
    links = page.locator("section.measures a.value")
    assert links.count() == 61
    addresses = [links.nth(number).get_attribute("href") for number in range(61)]
    for address in addresses:
        page.goto(address)
        expect(page.get_by_role("heading", name="从何而来")).to_be_visible()
        assert page.locator("table.records tbody tr").count() > 0 or page.get_by_text("没有一条记录计入").is_visible()


def test_a_ticket_written_without_a_signal_changes_the_number_and_is_listed(sign_in):
    clerk = sign_in("clerk")
    open_value(clerk, "高速口广告牌租赁", "维修及时性")
    expect(clerk.locator(".origin .figure")).to_contain_text("1.79")
    expect(clerk.locator(".origin")).to_contain_text("达标")

    phone = sign_in("clerk", width=360, height=740)
    phone.goto("/m/")
    phone.get_by_role("button", name="报修工单", exact=True).click()
    phone.context.set_offline(True)
    phone.get_by_label("项目").select_option(label="高速口广告牌租赁")
    phone.get_by_label("对象").fill("广告牌")
    phone.get_by_label("故障").fill("翻转卡死，等配件")
    phone.get_by_role("group", name="状态").get_by_text("已修复", exact=True).click()
    phone.get_by_text("还有").click()
    for label, moment in SLOW.items():
        phone.get_by_label(label).fill(moment)
    phone.get_by_role("button", name="记下").click()
    expect(phone.locator("#status")).to_contain_text("等待 1")
    clerk.reload()
    expect(clerk.locator(".origin .figure")).to_contain_text("1.79")

    phone.context.set_offline(False)
    expect(phone.locator("#status")).to_contain_text("已发送 1")
    clerk.reload()
    expect(clerk.locator(".origin .figure")).to_contain_text("4.5")
    expect(clerk.locator(".origin")).to_contain_text("未达")
    expect(clerk.locator("table.records")).to_contain_text("翻转卡死，等配件")
    expect(clerk.get_by_role("link", name="计入的 4")).to_be_visible()


def test_a_changed_formula_changes_the_value_the_words_and_leaves_an_audit_entry(sign_in):
    page = sign_in("clerk")
    open_value(page, "绿化养护", "日常巡查次数(次)")
    expect(page.locator(".origin .figure")).to_contain_text("27")
    text = page.locator("#formula-text")
    text.fill("计数(巡茶)")
    expect(page.locator("#formula-said mark")).to_have_text("巡茶")
    expect(page.locator("#formula-said .wrong")).to_contain_text("巡查")
    text.fill("")
    text.press_sequentially("计数(巡")
    expect(page.locator("[role=option]").first).to_contain_text("巡查")
    page.keyboard.press("Enter")
    expect(text).to_have_value("计数(巡查")
    text.press_sequentially(', 条件: 结果 = "发现问题")')
    expect(page.locator("#formula-said")).to_contain_text("“结果”是“发现问题”的巡查条数")
    page.keyboard.press("Escape")
    page.get_by_label("为什么这样算").fill("只数发现问题的")
    page.get_by_role("button", name="保存取数办法").click()
    expect(page.locator(".notice")).to_contain_text("第2版")
    expect(page.locator(".origin .figure")).not_to_contain_text("27")
    expect(page.locator(".origin")).to_contain_text("“结果”是“发现问题”的巡查条数")
    page.get_by_role("link", name="没有计入的").click()
    expect(page.locator("table.records tbody tr").first).to_contain_text("“结果”")
    page.get_by_role("link", name="审计记录").first.click()
    expect(page.get_by_role("row").nth(1)).to_contain_text("定取数办法")
    expect(page.get_by_role("row").nth(1)).to_contain_text("发现问题")


def test_the_command_line_says_the_same_as_the_page(site):
    environment = {
        name: value for name, value in os.environ.items() if name not in ("DJANGO_SETTINGS_MODULE", "ZHUNSHENG_DATA")
    }
    command = [
        sys.executable,
        "-m",
        "zhunsheng",
        "measure",
        "--data",
        str(site.data),
        "--as-of",
        "2020-06-30",
        "--json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, env={**environment, "PYTHONUTF8": "1"})
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["schema"], told["as_of"], len(told["measures"])) == ("zhunsheng/measures@1", "2020-06-30", 54)
    assert datetime.fromisoformat(told["known_at"]).tzinfo
    then = [*command, "--known-at", "2020-06-30"]
    known = [
        subprocess.run(then, capture_output=True, text=True, env={**environment, "PYTHONUTF8": "1"}) for _ in range(2)
    ]
    assert known[0].stdout == known[1].stdout, known[0].stderr  # a day as known at a moment is the same every time
    first = json.loads(known[0].stdout)
    assert first["known_at"].startswith("2020-06-30T23:59:59")
    assert first["measures"] != told["measures"]  # some entries about June were written down in July
    late = [*command[:-2], "2021-03-01", "--json"]
    whole = subprocess.run(late, capture_output=True, text=True, env={**environment, "PYTHONUTF8": "1"})
    assert "算到2020-12-31为止，写的2021-03-01比它晚" in whole.stderr
    assert {one["status"] for one in json.loads(whole.stdout)["measures"]} == {"measured"}
