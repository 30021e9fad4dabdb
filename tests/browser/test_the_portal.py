"""A stranger at the portal in a real browser: finds a project, reads it, takes the data along, and never signs in."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from zhunsheng.usecases.read_document import read_file

pytestmark = pytest.mark.browser
PROJECT = "/open/804002/2020/804-0501-JBN-2RPF/"
PAGES = (
    "/open/",
    "/open/?q=满意",
    "/open/804002/",
    "/open/804002/2020/",
    PROJECT,
    "/open/dictionary/",
    "/open/nobody/",
)


@pytest.fixture
def stranger(site, browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has never been here. A script error or a blocked resource fails the test."""
    trouble: list[str] = []
    context = browser.new_context(locale="zh-CN", base_url=site.address, accept_downloads=True)
    context.on("weberror", lambda error: trouble.append(str(error.error)))
    context.on(
        "console",
        lambda line: trouble.append(line.text) if line.type == "error" and "status of 404" not in line.text else None,
    )
    yield context
    context.close()
    assert trouble == []


@pytest.fixture
def page(stranger: BrowserContext) -> Page:
    return stranger.new_page()


def take_along(page: Page, name: str, folder: Path) -> Path:
    """Click a file's link and keep what comes."""
    with page.expect_download() as coming:
        page.get_by_role("link", name=name).first.click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


def test_a_stranger_finds_a_project_by_an_indicator_and_reads_what_came_of_it(page):
    page.goto("/open/")
    page.get_by_label("查什么").fill("路灯亮化比例")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="查到1个项目")).to_be_visible()
    page.get_by_role("link", name="配电亮化及各项设施综合维护").click()
    expect(page).to_have_url(re.compile(f"{PROJECT}$"))
    row = page.get_by_role("row").filter(has_text="维修保质期").last
    expect(row).to_contain_text("没有达到")
    expect(row).to_contain_text("实测")
    expect(page.get_by_text("94.58").first).to_be_visible()
    page.get_by_text("看数据表").first.click()
    expect(page.get_by_role("table", name="6条指标")).to_be_visible()
    expect(page.get_by_role("link", name="登录")).to_have_count(0)


def test_what_is_taken_along_is_whole_and_fits_its_description(page, tmp_path):
    page.goto("/open/804002/2020/")
    table = take_along(page, "indicator_results.csv", tmp_path)
    rows = list(csv.DictReader(table.read_text("utf-8-sig").splitlines()))
    assert len(rows) == 54
    assert {row["status"] for row in rows} <= {"computed", "stated", "judged", "overridden", "none"}
    word = take_along(page, "部门预算绩效目标.docx", tmp_path)
    assert word.name == "临西县运河园区管理委员会2020年部门预算绩效目标.docx"
    assert len(read_file(word).projects) == 9
    package = page.request.get("/open/804002/2020/files/accounts/datapackage.json").json()
    for resource in package["resources"]:
        data = page.request.get(f"/open/804002/2020/files/accounts/{resource['path']}").body()
        assert len(data) == resource["bytes"], resource["path"]
    assert package["name"] == "zhunsheng-804002-2020-accounts"


def test_every_page_fits_a_phone_and_is_walked_by_keyboard(stranger):
    page = stranger.new_page()
    page.set_viewport_size({"width": 360, "height": 780})
    for url in PAGES:
        page.goto(url)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), url
    page.goto("/open/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()


def test_the_project_prints_on_a4_without_navigation_and_downloads(page, tmp_path):
    page.goto(PROJECT)
    paper = tmp_path / "项目.pdf"
    paper.write_bytes(page.pdf(format="A4"))
    told = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, check=True).stdout.decode()
    assert "维修保质期" in told
    assert "数据字典" not in told
    assert ".docx" not in told


def test_an_old_link_leads_on_instead_of_asking_to_sign_in(page):
    answer = page.goto("/open/804002/2019/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", name="没有找到")).to_be_visible()
    page.get_by_label("查什么").fill("绿化")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="绿化养护")).to_be_visible()


def test_at_the_desk_the_head_sees_what_went_out_and_the_very_files(sign_in, tmp_path):
    page = sign_in("head")
    page.get_by_role("link", name="公开", exact=True).click()
    expect(page.get_by_role("heading", name="信息公开")).to_be_visible()
    page.get_by_role("link", name="已公开").first.click()
    expect(page.get_by_text("没有逾期").first).to_be_visible()
    page.get_by_role("listitem").filter(has_text="第2版").get_by_text("11个文件").click()
    kept = take_along(page, "open-data.json", tmp_path)
    there = page.request.get("/open/804002/2020/files/budget/open-data.json").body()
    assert json.loads(kept.read_bytes()) == json.loads(there)
    assert kept.read_bytes() == there
