"""The form view: keys, fixes, undo, rows, pasting, two people, a lost network, versions."""

from __future__ import annotations

import pytest
from paper import expect_saved, head_cell, open_project, problems, row_cell, row_of, write
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def form(sign_in, upload, example, request):
    """A clerk in front of one project of a year that only this test uses."""
    year = 2040 + NUMBERS.setdefault(request.node.name, len(NUMBERS))
    page = sign_in("clerk")
    upload(page, example, "文本.docx", year)
    open_project(page, "综合事务管理经费", year)
    return page, year


NUMBERS: dict[str, int] = {}


def test_a_quick_fix_mends_the_cell_and_undo_brings_it_back(form):
    page, _ = form
    cell = row_cell(page, "招商活动的签约项目个数（个", "level3")
    cell.focus()
    cell.press("Alt+Enter")
    page.locator(".pop [data-fix=ZSG10]").click()
    expect(problems(page, "G10")).to_have_count(0)
    expect_saved(page)
    expect(row_cell(page, "招商活动的签约项目个数（个）", "level3")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(problems(page, "G10")).to_have_count(1)
    page.keyboard.press("Control+y")
    expect(problems(page, "G10")).to_have_count(0)


def test_the_whole_form_can_be_walked_and_written_without_a_mouse(form):
    page, _ = form
    head_cell(page, "code").focus()
    page.keyboard.press("Tab")
    expect(head_cell(page, "name")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+Tab")
    head_cell(page, "fund_plan.3").focus()
    page.keyboard.press("ArrowRight")
    expect(head_cell(page, "fund_plan.6")).to_be_focused()
    page.keyboard.type("55.00")
    page.keyboard.press("Enter")
    expect_saved(page)
    expect(head_cell(page, "fund_plan.6")).to_have_text("55.00")
    head_cell(page, "goal").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("2、x")
    page.keyboard.press("Tab")
    expect_saved(page)
    assert head_cell(page, "goal").inner_text().endswith("\n2、x")


def test_F8_walks_the_problems_in_reading_order(form):
    page, _ = form
    codes = page.locator("#problem-list .code").all_inner_texts()
    walked = []
    for _ in codes[:4]:
        page.keyboard.press("F8")
        walked.append(page.locator("#problem-list li.active .code").inner_text())
    assert walked == codes[:4]
    page.keyboard.press("Shift+F8")
    expect(page.locator("#problem-list li.active .code")).to_have_text(codes[2])


def test_hovering_shows_reason_basis_and_remedy(form):
    page, _ = form
    row_cell(page, "招商活动的签约项目个数（个", "level3").hover()
    card = page.locator(".pop")
    expect(card).to_be_visible()
    for word in ("为什么", "改法", "依据", "ZSG10"):
        expect(card).to_contain_text(word)


def test_what_a_person_does_before_the_scripts_are_there_counts(form):
    page, _ = form
    held = []
    page.route("**/form/main*.js", lambda route: held.append(route))
    page.goto(page.url, wait_until="commit")
    head_cell(page, "name").focus()
    row_cell(page, "招商活动的签约项目个数（个", "level3").hover()
    held[0].continue_()
    expect(page.locator(".pop")).to_contain_text("ZSG10")
    page.keyboard.type("办公经费")
    page.keyboard.press("Tab")
    expect_saved(page)
    expect(head_cell(page, "name")).to_contain_text("办公经费")


def test_rows_are_added_moved_and_removed_and_come_back(form):
    page, _ = form
    rows = page.locator("#indicator-rows tr[data-row]")
    expect(rows).to_have_count(6)
    row_cell(page, "综合事务管理工作完成率", "target").focus()
    page.keyboard.press("Control+Enter")
    expect(rows).to_have_count(7)
    expect(page.locator(":focus")).to_have_attribute("aria-label", "二级指标")
    page.keyboard.insert_text("质量指标")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("宣传片验收合格率")
    page.keyboard.press("Tab")
    expect_saved(page)
    expect(problems(page, "A05")).to_have_count(0)
    row_cell(page, "宣传片验收合格率", "level3").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(rows.nth(0)).to_contain_text("宣传片验收合格率")
    page.keyboard.press("Control+Delete")
    expect(rows).to_have_count(6)
    page.keyboard.press("Control+z")
    expect(row_of(page, "宣传片验收合格率")).to_have_count(1)


def test_the_merged_first_level_changes_all_its_rows(form):
    page, year = form
    cell = page.locator('#paper .cell[data-address$=".level1"]').nth(1)
    expect(cell).to_have_text("效果指标")
    write(cell, "效益指标")
    expect_saved(page)
    open_project(page, "综合事务管理经费", year)
    names = page.locator('#paper .cell[data-address$=".level1"]').all_inner_texts()
    assert names == ["产出指标", "效益指标", "满意度指标"]


def test_a_block_from_a_spreadsheet_lands_in_the_cells(form):
    page, _ = form
    cell = row_cell(page, "举办招商引资活动数量（次）", "target")
    cell.focus()
    paste(page, "≥3次\t年度招商计划\n≥96%\t年度工作计划")
    expect(row_cell(page, "举办招商引资活动数量（次）", "target")).to_have_text("≥3次")
    expect(row_cell(page, "举办招商引资活动数量（次）", "basis")).to_have_text("年度招商计划")
    expect(row_cell(page, "保障各项事务完成率", "target")).to_have_text("≥96%")


def test_two_people_editing_one_cell_choose_and_lose_no_word(form, sign_in):
    page, year = form
    other = sign_in("head")
    open_project(other, "综合事务管理经费", year)
    cell = head_cell(page, "purpose")
    cell.click()
    cell.press("Control+End")
    cell.press_sequentially("甲写的话。")
    write(head_cell(other, "purpose"), "乙写的话。")
    expect_saved(other)
    cell.press("Tab")
    dialog = page.locator("#conflict")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("乙写的话。")
    expect(dialog).to_contain_text("甲写的话。")
    page.get_by_role("button", name="用我的").click()
    expect_saved(page)
    expect(head_cell(page, "purpose")).to_contain_text("甲写的话。")
    head_cell(page, "purpose").focus()
    page.keyboard.press("Alt+h")
    expect(page.locator("#history-list")).to_contain_text("乙写的话。")


def test_the_other_persons_edit_appears_by_itself(form, sign_in):
    page, year = form
    other = sign_in("head")
    open_project(other, "综合事务管理经费", year)
    write(head_cell(other, "budget.other"), "2.00")
    expect_saved(other)
    expect(head_cell(page, "budget.other")).to_have_text("2.00")


def test_without_a_network_the_words_wait_and_then_go(form):
    page, _ = form
    page.context.set_offline(True)
    write(head_cell(page, "budget.other"), "3.00")
    expect(page.locator("#save-state")).to_contain_text("未保存（断网）")
    page.context.set_offline(False)
    expect_saved(page)
    page.reload()
    expect(head_cell(page, "budget.other")).to_have_text("3.00")


def test_words_outlive_a_closed_tab(form):
    page, _ = form
    address = page.url
    page.context.set_offline(True)
    write(head_cell(page, "budget.other"), "4.00")
    expect(page.locator("#save-state")).to_contain_text("未保存")
    context = page.context
    page.close(run_before_unload=False)
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    expect(head_cell(again, "budget.other")).to_have_text("4.00")
    expect_saved(again)
    again.reload()
    expect(head_cell(again, "budget.other")).to_have_text("4.00")


def test_any_two_versions_can_be_compared(form):
    page, _ = form
    write(head_cell(page, "budget.total"), "5.50")
    expect_saved(page)
    page.get_by_text("版本", exact=True).click()
    page.get_by_role("button", name="存为一版").click()
    page.locator("#version-note").fill("改了预算数")
    page.get_by_role("button", name="存下").click()
    expect(page.locator(".toast")).to_contain_text("已存为第2版")
    write(head_cell(page, "name"), "综合事务经费")
    expect_saved(page)
    page.goto(page.url.split("?")[0] + "compare/?a=v1&b=v2")
    expect(page.locator(".paper ins")).to_have_text(["5.50"])
    expect(page.locator(".paper del")).to_have_text(["5.00"])
    page.locator("#b").select_option("draft")
    page.get_by_role("button", name="对照").click()
    expect(page.locator(".notice")).to_contain_text("2 处不同")


def test_the_form_is_cards_on_a_phone_and_never_scrolls_sideways(sign_in):
    page = sign_in("clerk", width=360, height=740)
    for path in (
        "/",
        "/projects/",
        "/projects/?year=2020&q=没有",
        "/upload/",
        "/department/804002/2020/",
        "/password/",
    ):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    open_project(page, "路灯电费", 2020)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    cell = page.locator('#paper .cell[data-address$=".target"]').first
    cell.tap() if page.evaluate("'ontouchstart' in window") else cell.click()
    expect(cell).to_be_focused()


def paste(page, text: str) -> None:
    """Paste plain text into the focused cell."""
    page.evaluate(
        """(text) => { const data = new DataTransfer(); data.setData("text/plain", text);
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})); }""",
        text,
    )


def test_a_line_break_in_a_cell_is_kept(form):
    page, _ = form
    cell = head_cell(page, "goal")
    cell.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Enter")
    page.keyboard.insert_text("2、第二条。")
    page.keyboard.press("Tab")
    expect_saved(page)
    page.reload()
    assert head_cell(page, "goal").inner_text().endswith("\n2、第二条。")


def test_an_older_version_can_be_brought_back(form):
    page, _ = form
    address = page.url
    write(head_cell(page, "budget.total"), "7.70")
    expect_saved(page)
    page.goto(address + "compare/?a=v1&b=draft")
    page.get_by_role("button", name="把表恢复成第1版").click()
    expect(head_cell(page, "budget.total")).to_have_text("5.00")


def test_words_that_are_too_long_are_not_called_saved(form):
    page, _ = form
    cell = head_cell(page, "purpose")
    cell.click()
    cell.press("Control+a")
    page.keyboard.insert_text("长" * 20_001)
    cell.press("Tab")
    expect(page.locator("#save-state")).to_contain_text("没有保存")
    expect(page.locator(".toast")).to_be_visible()
    write(cell, "x")
    expect_saved(page)


def test_after_signing_in_again_elsewhere_the_waiting_words_go(form, site):
    page, _ = form
    page.context.clear_cookies()
    write(head_cell(page, "budget.other"), "6.00")
    expect(page.locator("#save-state")).to_contain_text("登录已过期")
    other = page.context.new_page()
    other.goto("/login/")
    other.get_by_label("用户名").fill("clerk")
    other.get_by_label("密码").fill("lingang-2020")
    other.keyboard.press("Enter")
    expect(other.get_by_role("heading", name="工作台")).to_be_visible()
    expect(page.locator("#save-state")).to_have_attribute("data-state", "saved", timeout=40_000)
    page.reload()
    expect(head_cell(page, "budget.other")).to_have_text("6.00")
