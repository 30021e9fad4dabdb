"""The main job: bring the published document, see its problems, mend one in place, print the official form again."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from paper import expect_saved, head_cell, open_project, problems, row_cell, write
from playwright.sync_api import expect

from zhunsheng.documents.interchange import document_to_json
from zhunsheng.usecases.read_document import read_file

pytestmark = pytest.mark.browser


def test_from_the_published_text_to_a_mended_word_file(sign_in, seed, tmp_path):
    page = sign_in("clerk")
    page.goto("/upload/")
    drop(page, seed)
    expect(page.get_by_text("9 个项目")).to_be_visible()
    page.get_by_label("预算年度").fill("2030")
    page.get_by_role("button", name="确认读入").click()
    expect(page.locator("#list")).to_contain_text("9 个项目")
    expect(page.locator("#list")).to_contain_text("54 条指标")
    expect(page.locator("#list")).to_contain_text("293.10")

    open_project(page, "综合事务管理经费", 2030)
    expect(problems(page, "G10")).to_have_count(1)
    cell = row_cell(page, "招商活动的签约项目个数（个", "level3")
    cell.click()
    cell.press("Control+End")
    cell.press_sequentially("）")
    expect(problems(page, "G10")).to_have_count(0)
    cell.press("Tab")
    expect_saved(page)
    page.reload()
    expect(problems(page, "G10")).to_have_count(0)
    expect(row_cell(page, "招商活动的签约项目个数（个）", "target")).to_have_text("≥2个")

    page.goto("/projects/?year=2030")
    docx = download(page, "/export/docx/?unit=804002&year=2030", tmp_path)
    as_json = download(page, "/export/json/?unit=804002&year=2030", tmp_path)
    told = subprocess.run(
        [sys.executable, "-m", "zhunsheng", "read", "--json", str(docx)], capture_output=True, text=True, check=True
    )
    read, exported = json.loads(told.stdout), json.loads(as_json.read_text("utf-8"))
    for data in (read, exported):
        data.pop("source")
        for project in data["projects"]:
            for indicator in project["indicators"]:
                indicator.pop("key", None)
    assert read == exported
    assert read["projects"][8]["indicators"][3]["level3"] == "招商活动的签约项目个数（个）"
    assert len(read["projects"]) == 9


def test_the_list_finds_filters_and_adds_up(sign_in):
    page = sign_in("clerk")
    page.goto("/projects/?year=2020")
    page.locator("#q").fill("路灯")
    expect(page.locator("#list tbody tr")).to_have_count(2)
    page.locator("#q").fill("签约")
    expect(page.locator("#list tbody tr").filter(has_text="综合事务管理经费")).to_have_count(1)
    page.locator("#q").fill("没有这个词")
    expect(page.locator("#list")).to_contain_text("没有符合条件的项目")
    page.goto("/projects/?year=2020&severity=error&sort=money")
    amounts = [
        float(text.replace(",", "")) for text in page.locator("#list tbody td[data-label^='预算']").all_inner_texts()
    ]
    assert amounts == sorted(amounts, reverse=True)
    assert amounts


def test_what_is_there_already_follows_the_year_one_types(sign_in, upload, example, tmp_path):
    page = sign_in("clerk")
    upload(page, example, "先.docx", 2033)
    (tmp_path / "后.docx").write_bytes(example)
    page.goto("/upload/")
    page.locator("#file").set_input_files(str(tmp_path / "后.docx"))
    expect(page.get_by_role("heading", name="后.docx")).to_be_visible()
    page.wait_for_load_state("load")
    year = page.get_by_label("预算年度")
    year.fill("2033")
    expect(page.get_by_text("个项目在2033年已经有了")).to_be_visible()
    year.fill("2034")
    expect(page.get_by_text("年已经有了")).to_have_count(0)
    expect(year).to_have_value("2034")
    expect(page.locator("[name=shown]")).to_have_value("2034")


def test_the_department_part_is_edited_like_the_tables(sign_in, upload, example):
    page = sign_in("clerk")
    upload(page, example, "部门.docx", 2031)
    page.goto("/department/804002/2031/")
    cell = head_cell(page, "safeguard")
    before = cell.inner_text()
    cell.click()
    cell.press("Control+End")
    cell.press_sequentially("5.每季度检查一次。")
    cell.press("Tab")
    expect_saved(page)
    page.reload()
    expect(head_cell(page, "safeguard")).to_have_text(before + "5.每季度检查一次。")


@pytest.mark.parametrize(
    ("suffix", "start"),
    [("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!"), ("json", b"{"), ("csv", b"\xef\xbb\xbf")],
)
def test_every_format_can_be_taken_away(sign_in, tmp_path, suffix, start):
    page = sign_in("head")
    open_project(page, "绿化养护", 2020)
    page.get_by_text("导出", exact=True).click()
    with page.expect_download() as waiting:
        page.locator(f'.menu a[href$="/export/{suffix}/"]').click()
    file = tmp_path / f"out.{suffix}"
    waiting.value.save_as(file)
    assert file.read_bytes().lstrip().startswith(start)
    if suffix in ("docx", "xlsx", "pdf", "html", "json"):
        (project,) = read_file(file).projects
        assert (project.name, len(project.indicators)) == ("绿化养护", 6)


def test_several_files_come_in_at_once_and_a_wrong_one_says_why(sign_in, tmp_path, example):
    page = sign_in("clerk")
    good, wrong = tmp_path / "好的.docx", tmp_path / "坏的.docx"
    good.write_bytes(example)
    wrong.write_bytes(b"PK\x03\x04" + b"\0" * 200)
    page.goto("/upload/")
    page.locator("#file").set_input_files([str(good), str(wrong)])
    expect(page.locator("#uploads li").filter(has_text="好的.docx")).to_contain_text("已读出")
    expect(page.locator("#uploads li").filter(has_text="坏的.docx")).to_contain_text("文件已损坏")


def test_what_is_read_can_be_thrown_away(sign_in, tmp_path, example):
    page = sign_in("clerk")
    file = tmp_path / "不要.docx"
    file.write_bytes(example)
    page.goto("/upload/")
    page.locator("#file").set_input_files(str(file))
    page.get_by_role("button", name="放弃").click()
    page.goto("/projects/?year=2020")
    expect(page.locator("#list")).to_contain_text("9 个项目")


def drop(page, path: Path) -> None:
    """Drop a file on the page as a person does."""
    data = page.evaluate_handle(
        """([name, text]) => { const transfer = new DataTransfer(); transfer.items.add(new File([text], name, {type: "text/plain"})); return transfer; }""",
        [path.name, path.read_text("utf-8")],
    )
    page.dispatch_event("#upload", "dragover", {"dataTransfer": data})
    page.dispatch_event("#upload", "drop", {"dataTransfer": data})


def download(page, url: str, folder: Path) -> Path:
    """Save what a link gives."""
    answer = page.request.get(url)
    assert answer.ok, answer.status
    file = folder / url.split("/")[2]
    file = file.with_suffix(f".{url.split('/')[2]}")
    file.write_bytes(answer.body())
    return file


def test_the_read_document_equals_its_own_json(example, tmp_path):
    """What the page exports rests on the same reader as the command line."""
    file = tmp_path / "example.docx"
    file.write_bytes(example)
    assert document_to_json(read_file(file))["fiscal_year"] == 2020


def test_typing_a_wrong_value_is_seen_at_once_and_escape_takes_it_back(sign_in, upload, example):
    page = sign_in("clerk")
    upload(page, example, "敲字.docx", 2032)
    open_project(page, "绿化养护", 2032)
    cell = head_cell(page, "fund_plan.12")
    cell.click()
    cell.press("Control+a")
    cell.press_sequentially("60.00")
    expect(problems(page, "D03").or_(problems(page, "D02")).first).to_be_visible()
    cell.press("Escape")
    expect(cell).to_have_text("100.00")
    expect(problems(page, "D03")).to_have_count(0)
    write(head_cell(page, "budget.other"), "1.00")
    expect(problems(page, "F01")).to_have_count(1)
    expect_saved(page)
