"""Pages printed from the browser: the tables of the screen on numbered A4 pages, never the cards of a phone."""

import re
import subprocess

import pytest
from paper import open_project

PROJECT, YEAR = "高速口广告牌租赁", 2020


def printed(page, folder):
    """The pages as the browser prints them, each as its lines."""
    file = folder / "page.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    told = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True).stdout.decode()
    return [[line for line in one.splitlines() if line.strip()] for one in told.split("\f")[:-1]]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("address", "header"),
    [
        ("", "一级指标 二级指标 三级指标 绩效指标描述 指标值 指标值确定依据"),
        ("review-form/", "审核内容 审核要点 审核意见 得分 扣分事由"),
        ("/scores/{pk}/", "三级指标 年度指标值 实际完成值 分值 得分"),
    ],
)
def test_a_form_prints_as_its_table_on_numbered_pages(sign_in, tmp_path, address, header):
    page = sign_in("admin")
    open_project(page, PROJECT, YEAR)
    number = re.search(r"/projects/(\d+)/", page.url)[1]
    if address:
        page.goto(address.format(pk=number) if address.startswith("/") else f"/projects/{number}/{address}")
    pages = printed(page, tmp_path)
    assert 1 <= len(pages) <= 4
    flat = ["".join(line.split()) for one in pages for line in one]
    assert any(header.replace(" ", "") in line for line in flat), "its columns stand beside each other"
    assert ["".join(one[-1].split()) for one in pages] == [f"—{count}—" for count in range(1, len(pages) + 1)]
