"""A new project before it gets money: its papers, two experts' scores, the conclusion, and the report on paper."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from judging import act, declare, fill_sheet, invite, tab
from paper import expect_saved, head_cell, write
from playwright.sync_api import Page, expect
from served_site import served

pytestmark = pytest.mark.browser
PROJECT, LIST = "充电桩建设", "/ex-ante/?unit=804002%402022"
PAPER = {"name": "材料.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 proof"}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A demonstration in which no other test's years are in the way."""
    with served(tmp_path_factory.mktemp("assessment") / "示例 数据") as running:
        yield running


def new_project(page: Page) -> None:
    """A project that the amount of 40万元 does not ask about, and then does."""
    page.goto("/projects/")
    page.locator("details.new-project summary").click()
    page.get_by_label("项目名称").fill(PROJECT)
    page.get_by_label("项目编码").fill("804-2201-JBN-NEW1")
    page.locator("#new-year").fill("2022")
    page.get_by_role("button", name="新建，去填表").click()
    expect(page.locator("#paper")).to_be_visible()
    form = page.url
    write(head_cell(page, "goal"), "建成充电桩20个，园区车辆就近充电。")
    write(head_cell(page, "purpose"), "购置、安装充电桩20个。")
    write(head_cell(page, "budget.total"), "39.99")
    expect_saved(page)
    page.goto(LIST)
    expect(page.get_by_text("新增项目预算达到40万元的")).to_be_visible()
    expect(page.get_by_text("■ 没有评估")).to_have_count(0)
    page.goto(form)
    write(head_cell(page, "budget.total"), "40.00")
    expect_saved(page)
    page.goto(LIST)
    expect(page.locator("tr").filter(has_text=PROJECT)).to_contain_text("■ 没有评估")


def hand_in(page: Page, paper: str, excuse: str = "") -> None:
    """Hand in a paper of the list, or say why it does not come."""
    row = page.locator("table.materials tr").filter(has=page.locator("td.lead", has_text=paper))
    row.locator("summary").click()
    if excuse:
        row.get_by_label("不交的原因").fill(excuse)
    else:
        row.get_by_label("文件").set_input_files(PAPER)
    row.get_by_role("button", name="保存").click()
    expect(row).to_contain_text("▲ 不交" if excuse else "● 已交")


def prepared(clerk: Page) -> str:
    """The unit asks for the assessment and hands in its papers but one; the case's address."""
    clerk.locator("tr").filter(has_text=PROJECT).get_by_role("link", name="申报").click()
    clerk.get_by_label("项目", exact=True).select_option(label=f"{PROJECT}（2022年）")
    clerk.get_by_label("评估表").select_option("项目")
    clerk.get_by_label("立项背景").fill("园区电动车逐年增加，没有公用充电桩。")
    clerk.get_by_role("button", name="开始准备材料").click()
    expect(clerk.get_by_text(f"已立项：{PROJECT}")).to_be_visible()
    address = clerk.url
    clerk.get_by_role("link", name="申报", exact=True).click()
    expect(clerk.get_by_text("还没有登记材料")).to_be_visible()
    clerk.goto(f"{address}materials/")
    needed = clerk.locator("table.materials tbody tr").filter(has_text="■ 缺").locator("td.lead").all_inner_texts()
    assert len(needed) == 10
    for paper in needed:
        hand_in(clerk, paper, "还在请人评估" if paper == "风险评估" else "")
    expect(clerk.get_by_text("必交10份，已交9份、写明不交1份，齐了")).to_be_visible()
    act(clerk, "申报")
    return address


def assessed(sign_in) -> tuple[Page, str]:
    """Walk an assessment from the new project to its conclusion; the unit's page and the case's address."""
    clerk = sign_in("clerk")
    new_project(clerk)
    address = prepared(clerk)
    department = sign_in("department")
    department.goto(address)
    invite(department, "许评审", "lead")
    invite(department, "沈咨询", "expert")
    lead, second = sign_in("expert1"), sign_in("expert2", width=360, height=780)
    declare(lead, PROJECT)
    declare(second, PROJECT)
    department.goto(address)
    act(department, "开始评估")

    # Each expert alone; what rests on the paper that did not come cannot be judged.
    lead.goto(address)
    fill_sheet(lead, {"厉行节约": ("3", "单价高于邻县")}, "必要，单价宜再询价。", "予以支持")
    second.goto(f"{address}sheet/")
    expect(second.get_by_text("缺风险评估，不能判定")).to_be_visible()
    assert "单价高于邻县" not in second.content()
    assert second.evaluate("document.documentElement.scrollWidth") <= 360
    fill_sheet(second, {"进度安排合理": ("4", "没有写明验收时间")}, "同意实施。", "予以支持")
    lead.goto(address)
    lead.get_by_role("link", name="汇总评分", exact=True).click()
    expect(lead.get_by_text("有1个维度因缺少佐证不能判定")).to_be_visible()
    lead.goto(address)
    act(lead, "要求补充", "请补交风险评估。")
    clerk.goto(f"{address}materials/")
    hand_in(clerk, "风险评估")
    act(clerk, "补充完成")
    lead.goto(address)
    act(lead, "汇总评分")

    # Two lost by one and one by the other: 98.5 on the average.
    tab(lead, "汇总得分")
    expect(lead.locator(".total")).to_contain_text("98.50分")
    expect(lead.locator(".total")).to_contain_text("按评分：予以支持")
    lead.goto(f"{address}report/")
    advice = lead.locator(".report-parts form").filter(has_text="相关建议")
    advice.locator("textarea").fill("建议向两家以上厂家询价。")
    advice.get_by_role("button", name="保存").click()
    expect(lead.locator(".report-paper")).to_contain_text("建议向两家以上厂家询价。")
    department.goto(address)
    act(department, "予以支持", "同意专家意见，单价再询价。")
    expect(department.locator(".course-strip")).to_contain_text("予以支持")
    return clerk, address


def printed(file: Path) -> list[str]:
    """The pages of a Word file as the office program prints them, without blanks."""
    profile = (file.parent / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", file.parent, file], check=True, capture_output=True, timeout=300)
    told = subprocess.run(["pdftotext", "-layout", file.with_suffix(".pdf"), "-"], check=True, capture_output=True)
    return ["".join(page.split()) for page in told.stdout.decode().split("\f")[:-1]]


@pytest.mark.office
def test_a_new_project_is_assessed_by_two_experts_and_its_report_says_so_on_paper(sign_in, tmp_path):
    clerk, address = assessed(sign_in)
    clerk.goto(LIST)
    expect(clerk.get_by_text("■ 没有评估")).to_have_count(0)
    expect(clerk.get_by_role("heading", name="应做事前绩效评估、还没有通过的")).to_have_count(0)
    clerk.goto(f"{address}report/")
    expect(clerk.locator(".report-paper")).to_contain_text("评估结论：予以支持")
    with clerk.expect_download() as caught:
        clerk.get_by_role("link", name="下载Word").click()
    name = caught.value.suggested_filename
    assert name == f"{PROJECT}2022年事前绩效评估报告.docx"
    caught.value.save_as(tmp_path / name)
    pages = printed(tmp_path / name)
    assert 4 <= len(pages) <= 6
    assert f"{PROJECT}事前绩效评估报告" in pages[0]
    assert "（初稿）" not in pages[0]
    whole = "".join(pages)
    for words in (
        "园区电动车逐年增加", "预算40万元", "评估材料清单", "风险评估已提交", "事前绩效评估评分表", "单价高于邻县", "没有写明验收时间",
        "投入经济性得19.00分，得分率95.00%", "专家1：予以支持。必要，单价宜再询价。", "评估结论：予以支持。", "同意专家意见，单价再询价。",
        "购置、安装充电桩20个。", "建议向两家以上厂家询价。",
    ):  # fmt: skip
        assert words in whole, words
    assert [page for page in pages if len(page) < 20] == [], "no page is blank"
