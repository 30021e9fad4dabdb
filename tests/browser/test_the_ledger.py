"""Ledgers at a desk in a real browser: typing and pasting rows, importing a file with faults, QR labels, a survey by its link."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def paste(page: Page, text: str) -> None:
    """Paste plain text into the focused cell."""
    page.evaluate(
        """(text) => { const data = new DataTransfer(); data.setData("text/plain", text);
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})); }""",
        text,
    )


def cell(page: Page, row: int, name: str):
    """A cell of the grid by its row (from 1) and column."""
    return page.locator("#grid tr[data-row]").nth(row - 1).locator(f'[data-column="{name}"]')


def test_rows_are_typed_by_keyboard_checked_in_place_and_kept(sign_in):
    page = sign_in("clerk")
    page.goto("/ledger/patrol/new/")
    expect(cell(page, 1, "moment")).to_be_focused()
    page.keyboard.type("2020-07-01 20:00")
    page.keyboard.press("Tab")
    page.keyboard.type("路灯")
    page.keyboard.press("Enter")
    expect(cell(page, 2, "object")).to_be_focused()
    page.keyboard.press("ArrowUp")
    cell(page, 1, "present").select_option("否")
    cell(page, 1, "result").select_option("正常")
    cell(page, 1, "person").fill("马会民")
    cell(page, 1, "person").press("Tab")
    expect(page.locator("#grid tr.said").first).to_contain_text("没有到场，就没有巡查结果")
    cell(page, 1, "result").press("Control+Enter")
    expect(page.locator("#told")).to_contain_text("这一条要改，还没有保存")
    cell(page, 1, "present").select_option("是")
    cell(page, 1, "person").press("Control+Enter")
    expect(page.locator("#told")).to_contain_text("已保存1条，回执")
    page.get_by_role("link", name="看这一次录入的").click()
    expect(page.locator("table.entries tbody tr")).to_have_count(1)
    expect(page.locator("table.entries")).to_contain_text("2020-07-01 20:00")


def test_a_pasted_block_finds_its_columns_and_shows_its_problems(sign_in):
    page = sign_in("clerk")
    page.goto("/ledger/patrol/new/")
    cell(page, 1, "moment").focus()
    paste(
        page,
        "对象\t巡查时间\t到场\t结果\t巡查人\n绿化\t2020年7月2日 上午9点\t√\t正常\t高建国\n绿化\t2020-07-03 09:00\t大概\t正常\t高建国",
    )
    expect(cell(page, 2, "present")).to_have_value("大概")
    expect(page.locator("#grid tr.said").nth(1)).to_contain_text("填的是“大概”")
    expect(page.locator("#count")).to_have_text("2行，1行要改")
    page.get_by_role("button", name="保存2条").click()
    expect(page.locator("#told")).to_contain_text("有1条要改，没有保存")
    page.reload()  # nothing typed is lost
    expect(cell(page, 2, "present")).to_have_value("大概")
    cell(page, 2, "present").fill("是")
    page.get_by_role("button", name="保存2条").click()
    expect(page.locator("#told")).to_contain_text("已保存2条")
    page.goto("/ledger/patrol/?q=高建国")
    expect(page.locator("table.entries tbody tr")).to_have_count(2)


def sheet(path: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_a_file_with_a_fault_is_marked_mended_and_imported(sign_in, tmp_path):
    page = sign_in("clerk")
    head = ("巡查时间", "对象", "到场", "结果", "巡查人")
    rows = [(f"2020-08-{day:02d} 08:00", "广告牌", "是", "正常", "刘志强") for day in range(1, 29)]
    path = sheet(tmp_path / "八月巡查.xlsx", head, *rows, ("2020-08-29 08:00", "广告牌", "可能", "正常", "刘志强"))
    page.goto("/ledger/patrol/import/")
    page.locator("#file").set_input_files(str(path))
    page.get_by_role("button", name="开始核对").click()
    expect(page.get_by_text("29行里有1行要改，一行也没有存入")).to_be_visible(timeout=60_000)
    expect(page.locator("table.list")).to_contain_text("第30行“到场”")
    expect(page.locator("table.list")).to_contain_text("C30")
    with page.expect_download() as started:
        page.get_by_role("link", name="下载标出问题的文件").click()
    marked = tmp_path / "改好.xlsx"
    started.value.save_as(marked)
    book = load_workbook(marked)
    assert "可能" in str(book.active.cell(30, 6).value)
    book.active.cell(30, 3).value = "是"
    book.save(marked)
    page.get_by_role("link", name="改好了再导一次").click()
    page.locator("#file").set_input_files(str(marked))
    page.get_by_role("button", name="开始核对").click()
    link = page.get_by_role("link", name="看这次导入的29条")
    confirm = page.get_by_role("button", name="看过了，没有错，存入")
    expect(link.or_(confirm)).to_be_visible(timeout=60_000)
    if confirm.is_visible():
        confirm.click()
    expect(link).to_be_visible(timeout=60_000)
    link.click()
    expect(page.locator(".totals")).to_contain_text("29")
    page.goto("/ledger/imports/")
    expect(page.locator("table.list")).to_contain_text("已存入29条")


def test_a_qr_label_opens_the_phone_page_with_kind_and_thing(sign_in):
    page = sign_in("clerk")
    page.goto("/ledger/labels/?kind=patrol")
    page.locator("#kind").select_option("patrol")
    page.locator("#things").fill("LD-001..LD-012")
    page.get_by_role("button", name="做二维码").click()
    expect(page.locator(".label")).to_have_count(12)
    expect(page.locator(".label svg.qr")).to_have_count(12)
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="做二维码")).to_be_hidden()
    page.emulate_media(media="screen")
    phone = sign_in("worker", width=360, height=740)
    phone.goto("/m/?kind=patrol&thing=LD-007")
    expect(phone.locator("#kind")).to_have_text("巡查")
    expect(phone.get_by_label("设施编号")).to_have_value("LD-007")


def test_a_survey_is_built_answered_by_its_link_and_counted(sign_in, browser, site):
    page = sign_in("clerk")
    page.goto("/surveys/new/")
    page.get_by_label("问卷名称").fill("园区保洁满意度")
    page.get_by_role("button", name="加一道题").click()
    last = page.locator("#questions > li").last
    last.get_by_label("题目").fill("哪里要改进")
    last.locator(".type").select_option("multiple")
    last.locator("textarea").fill("道路\n公厕")
    page.get_by_label("计划有效样本（份）").fill("三十")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator('[data-field="sample"]')).to_contain_text("大于0的整数")
    page.get_by_label("计划有效样本（份）").fill("2")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("heading", name="园区保洁满意度")).to_be_visible()
    page.get_by_role("button", name="发布").click()
    expect(page.locator("svg.qr")).to_be_visible()
    link = page.locator(".hand-out a.mono").get_attribute("href")
    for grade in ("满意", "一般"):
        stranger = browser.new_context(viewport={"width": 360, "height": 740}, base_url=site.address)
        sheet_page = stranger.new_page()
        sheet_page.goto(link)
        assert sheet_page.evaluate("document.documentElement.scrollWidth") <= 360
        sheet_page.get_by_text(grade, exact=True).click()
        sheet_page.get_by_text("公厕", exact=True).click()
        # a person needs longer than the quickest program; the page says so and keeps what was ticked
        thanks, too_quick = sheet_page.get_by_text("已收到，谢谢您"), sheet_page.get_by_text("提交得太快")
        for _ in range(400):
            sheet_page.get_by_role("button", name="提交").click()
            expect(thanks.or_(too_quick)).to_be_visible()
            if thanks.is_visible():
                break
            expect(sheet_page.get_by_label(grade, exact=True)).to_be_checked()
        expect(thanks).to_be_visible()
        sheet_page.goto(link)
        sheet_page.get_by_text("满意", exact=True).click()
        sheet_page.get_by_text("公厕", exact=True).click()
        already = sheet_page.get_by_text("已经答过")
        for _ in range(400):
            sheet_page.get_by_role("button", name="提交").click()
            expect(already.or_(too_quick).first).to_be_visible()
            if already.first.is_visible():
                break
        expect(already.first).to_be_visible()
        stranger.close()
    page.reload()
    expect(page.locator(".result").first).to_contain_text("满意率 50.00%")
    expect(page.locator("svg.bars").first).to_be_visible()
    page.get_by_role("link", name="看这份问卷的记录").click()
    expect(page.locator("table.entries")).to_contain_text("公厕")


def test_an_own_kind_is_put_together_previewed_and_used(sign_in):
    page = sign_in("clerk")
    page.goto("/ledger/kinds/new/")
    page.get_by_label("台账名称").fill("古树巡护")
    page.get_by_role("button", name="加一列").click()
    last = page.locator("#columns tr:not(.said)").last
    last.get_by_label("列名").fill("胸径")
    last.get_by_label("填什么").select_option("number")
    last.get_by_label("单位", exact=True).fill("厘米")
    page.get_by_role("button", name="加一条检查").click()
    page.get_by_label("条件，例如 胸径 > 0").fill("胸径 > 0")
    page.get_by_label("不成立时说的话").fill("胸径应当大于0。")
    expect(page.locator("#preview")).to_contain_text("还有")
    page.locator("#preview summary").click()
    page.locator("#preview").get_by_label(re.compile("胸径")).fill("0")
    page.locator("#preview").get_by_label(re.compile("胸径")).press("Tab")
    expect(page.locator("#preview-said")).to_contain_text("胸径应当大于0")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("已保存“古树巡护”第1版")).to_be_visible()
    page.get_by_role("link", name="录入", exact=True).click()
    expect(page.get_by_role("heading", name="录入古树巡护")).to_be_visible()
    expect(page.locator("input:focus")).to_be_visible()  # the page puts the cursor into the first cell
    page.keyboard.type("2020-05-01")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#told")).to_contain_text("已保存1条")


def test_an_entry_is_corrected_with_a_reason_and_its_history_stays(sign_in):
    page = sign_in("clerk")
    page.goto("/ledger/patrol/new/")
    cell(page, 1, "moment").fill("2020-09-09 09:09")
    cell(page, 1, "object").fill("广告牌")
    cell(page, 1, "present").select_option("是")
    cell(page, 1, "person").fill("写错的人")
    cell(page, 1, "person").press("Control+Enter")
    page.get_by_role("link", name="看这一次录入的").click()
    page.get_by_role("link", name="2020-09-09 09:09").click()
    page.get_by_role("link", name="更正").click()
    page.get_by_label("巡查人").fill("刘志强")
    page.get_by_role("button", name="保存更正").click()
    expect(page.get_by_role("alert")).to_contain_text("为什么更正")
    page.get_by_label("为什么更正").fill("人名写错")
    page.get_by_role("button", name="保存更正").click()
    expect(page.locator(".steps")).to_contain_text("人名写错")
    expect(page.locator(".steps del")).to_have_text("写错的人")


@pytest.mark.parametrize("width", [360])
def test_no_page_of_ledgers_and_surveys_scrolls_sideways_on_a_phone(sign_in, width):
    page = sign_in("clerk", width=width, height=740)
    for path in (
        "/ledger/", "/ledger/patrol/", "/ledger/patrol/new/", "/ledger/patrol/import/", "/ledger/imports/", "/ledger/photos/",
        "/ledger/labels/", "/ledger/tokens/", "/ledger/kinds/new/", "/surveys/", "/surveys/new/", "/m/",
    ):  # fmt: skip
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
