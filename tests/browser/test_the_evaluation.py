"""An evaluation from opening to the report: two experts score apart, the unit objects, it is answered, final and downloaded."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from judging import act, declare, fill_sheet, invite, tab
from playwright.sync_api import Page, expect
from served_site import served

pytestmark = pytest.mark.browser
PROJECT = "路灯电费"
OPINION = "资料齐全，管理规范。"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A demonstration in which no other test's years are in the way."""
    with served(tmp_path_factory.mktemp("evaluation") / "示例 数据") as running:
        yield running


def evaluated(sign_in) -> tuple[Page, str]:
    """Walk an evaluation from opening to its final report; the unit's page and the case's address."""
    department = sign_in("department")
    department.goto("/evaluations/?year=2020")
    department.get_by_label("项目", exact=True).select_option(label=f"{PROJECT}（2020年）")
    department.get_by_label("缘由").fill("列入年度评价计划")
    department.get_by_role("button", name="立项").click()
    expect(department.get_by_text("已立项：路灯电费")).to_be_visible()
    address = department.url
    invite(department, "许评审", "lead")
    invite(department, "沈咨询", "expert")

    lead, second = sign_in("expert1"), sign_in("expert2", width=360, height=780)
    declare(lead, PROJECT)
    declare(second, PROJECT)
    department.goto(address)
    act(department, "选定评价方")
    act(department, "布置方案")

    # The scheme: the table's own indicators, a wrong weight told while typing, then the right one.
    lead.goto(f"{address}scheme/")
    lead.get_by_role("link", name="带入目标表的指标").click()
    expect(lead.get_by_text("已带入目标表的指标")).to_be_visible()
    first = lead.get_by_label("分值", exact=True).first
    first.fill("30")
    expect(lead.locator("[data-said]")).to_have_text("合计127分，应当等于100")
    first.fill("3")
    expect(lead.locator("[data-said]")).to_have_text("分值合适")
    lead.get_by_role("button", name="保存").first.click()
    expect(lead.get_by_text("已保存")).to_be_visible()
    act(lead, "提交方案")
    department.goto(address)
    act(department, "审定方案")

    # A working paper for every row, with its evidence.
    lead.goto(f"{address}papers/")
    links = [link.get_attribute("href") for link in lead.locator("td.lead a").all()]
    assert len(links) == 17
    for link in links:
        lead.goto(link)
        lead.get_by_label("核查情况").fill("核对了台账和支付凭证。")
        lead.get_by_label("资金支付台账").check()
        lead.get_by_role("button", name="保存底稿").click()
        expect(lead.get_by_text("已保存")).to_be_visible()

    # Each expert alone: a mark out of bounds is told in its row, and nobody sees the other's.
    fill_sheet(lead, {"管理制度健全性": ("3.5", "没有抄表复核制度")}, OPINION)
    second.goto(f"{address}sheet/")
    row = second.locator("[data-row]").first
    row.get_by_label("得分").fill("9")
    row.get_by_label("得分").press("Tab")
    expect(row.locator("[data-problem]")).to_have_text("超过分值3分")
    row.get_by_label("得分").fill("3")
    assert "抄表" not in second.content()
    assert second.evaluate("document.documentElement.scrollWidth") <= 360
    fill_sheet(second, {"管理制度健全性": ("2", "制度没有更新")}, OPINION)

    lead.goto(address)
    act(lead, "评分完成")
    tab(lead, "汇总得分")
    expect(lead.locator(".total .figure")).to_contain_text("98.75")
    expect(lead.locator("tr.apart")).to_contain_text("管理制度健全性")
    department.goto(address)
    act(department, "征求意见")

    # The unit objects, the team answers, the report is final.
    clerk = sign_in("clerk")
    clerk.goto(f"{address}objections/")
    clerk.get_by_label("针对哪一项").select_option(label="过程：管理制度健全性")
    clerk.get_by_label("意见", exact=True).fill("2020年3月已印发抄表复核办法。")
    clerk.get_by_role("button", name="写下").click()
    expect(clerk.get_by_text("2020年3月已印发抄表复核办法。")).to_be_visible()
    act(clerk, "提出意见", "对一项得分有意见")
    lead.goto(f"{address}objections/")
    lead.get_by_label("采纳", exact=True).check()
    lead.get_by_label("理由").fill("文件属实。")
    lead.get_by_label(re.compile("调整后的得分")).fill("3.75")
    lead.get_by_role("button", name="保存答复").click()
    expect(lead.get_by_text("得分调整为")).to_be_visible()
    act(lead, "提交定稿")
    department.goto(address)
    act(department, "验收并反馈")
    expect(department.locator(".course-strip")).to_contain_text("反馈整改")
    expect(department.locator(".total .figure")).to_contain_text("99.75")
    return clerk, address


def test_two_experts_score_the_unit_objects_and_the_report_is_final_and_downloaded(sign_in):
    clerk, address = evaluated(sign_in)
    clerk.goto(f"{address}report/")
    expect(clerk.locator(".report-paper")).to_contain_text("综合得分99.75分，等级为“优”")
    with clerk.expect_download() as caught:
        clerk.get_by_role("link", name="下载Word").click()
    assert caught.value.suggested_filename == "路灯电费2020年绩效评价报告.docx"
    data = Path(caught.value.path()).read_bytes()
    assert "综合得分99.75分" in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
