"""Forms as bodies really publish them: PDFs over several pages, workbooks of many sheets, Word files of many forms."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import openpyxl
import pytest
from foreign_forms import (
    HALF_YEAR,
    HEBEI,
    HEBEI_BARE,
    MONITORING,
    NATIONAL,
    SICHUAN,
    THREE_QUARTERS,
    TRAINING,
    Rows,
    as_docx_of,
    as_html,
    as_pdf,
    sheet_of,
)
from PIL import Image

from zhunsheng.model.document import Document
from zhunsheng.usecases.read_document import read_bytes, try_to_read

NOTE = "注：1.其他资金包括自有资金、社会资金等。\n2.定量指标完成数汇总原则：绝对值直接累加计算。"
HEAD = "青禾县教育局2022年度部门决算"
ANNUAL = "2022年度项目支出绩效自评表"
WATCHED = "项目支出绩效运行监控表（2020年度）"
SUMMARY: Rows = [
    ["序号", "项目名称", "预算数", "执行数", "执行率", "自评得分"],
    ["1", "示例文化活动", "50.00", "46.50", "93.00%", "97.3"],
    ["2", "示例活动经费", "30.00", "30.00", "100.00%", "98"],
]


@pytest.mark.parametrize("height", [297, 130, 110], ids=["one-page", "two-pages", "three-pages"])
@pytest.mark.parametrize(("title", "rows"), [
    (ANNUAL, NATIONAL), (ANNUAL, HEBEI_BARE), ("部门预算项目支出绩效自评表（2023年度）", SICHUAN), (ANNUAL, TRAINING),
], ids=["national", "hebei", "sichuan", "training"])  # fmt: skip
def test_a_ruled_pdf_over_pages_loses_nothing(title: str, rows: Rows, height: int) -> None:
    read = read_bytes(as_pdf(title, rows, height=height, before="附件2", notes=NOTE, header=HEAD))
    assert read.self_evaluations == read_bytes(as_html(title, rows)).self_evaluations


LONG = "因学生转学5人。\n改进措施：一是编制目标时按上年末在校人数测算；二是加强学籍管理，按月核对在校生人数；三是年中变化的及时申请调整绩效目标。"


@pytest.mark.parametrize("height", [100, 95, 90])
def test_a_long_reason_that_a_page_cuts_in_two_is_one_reason_and_no_indicator_of_its_own(height: int) -> None:
    rows = [[*NATIONAL[13][:-1], LONG] if row is NATIONAL[13] else row for row in NATIONAL]
    read = read_bytes(as_pdf(ANNUAL, rows, height=height))
    (form,) = read.self_evaluations
    assert form == read_bytes(as_html(ANNUAL, rows)).self_evaluations[0]
    told = [problem.place for problem in read.problems if "下半截" in problem.message]
    assert all(place is not None and place.page is not None for place in told)
    assert len(told) == 1, "what was put together is told with its page"


@pytest.mark.office
def test_a_word_file_without_lines_that_an_office_program_made_a_pdf_of_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(as_docx_of((ANNUAL, NATIONAL), unit="青禾县第二小学"))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "a.docx",
    ]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=180)
    assert "表格没有画线" in (try_to_read("a.pdf", (tmp_path / "a.pdf").read_bytes()).refusal or "")


@pytest.mark.parametrize("height", [210, 120], ids=["one-page", "two-pages"])
@pytest.mark.parametrize(
    ("title", "rows"), [(WATCHED, MONITORING), ("项目支出绩效目标运行监控表（2023年1-9月）", THREE_QUARTERS)]
)
def test_a_broad_monitoring_form_over_pages_loses_nothing(title: str, rows: Rows, height: int) -> None:
    read = read_bytes(as_pdf(title, rows, height=height, width=297, size=7, notes=NOTE))
    assert read.monitorings == read_bytes(as_html(title, rows)).monitorings


@pytest.mark.parametrize(
    ("title", "rows", "width"), [(ANNUAL, NATIONAL, 210), (WATCHED, MONITORING, 297), (ANNUAL, HEBEI, 210)]
)
def test_a_table_without_lines_is_not_guessed_but_told_with_its_page(title: str, rows: Rows, width: int) -> None:
    attempt = try_to_read("公开.pdf", as_pdf(title, rows, ruled=False, width=width, size=7, header=HEAD))
    assert attempt.refusal is not None
    assert "表格没有画线" in attempt.refusal
    (problem,) = attempt.document.problems
    assert problem.place is not None
    assert problem.place.page == 1
    assert not attempt.document.self_evaluations + attempt.document.monitorings


def test_lines_of_prose_that_name_columns_are_no_table_without_lines() -> None:
    prose = "自评表由一级指标、二级指标、三级指标、指标值、实际完成值和得分组成。"
    read = read_bytes(as_pdf(ANNUAL, NATIONAL, before=prose))
    assert len(read.self_evaluations) == 1
    assert not [problem for problem in read.problems if "没有画线" in problem.message]


@pytest.fixture(scope="module")
def workbook() -> Document:
    """A county bureau's workbook: cover, summary, a sheet for each project, a hidden draft, a hidden list."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    sheet_of(book, "封面", "2022年度绩效自评", [["填报单位", "某县文旅局"], ["联系人", "李某"]])
    sheet_of(book, "汇总表", "2022年度项目支出绩效自评情况汇总表", SUMMARY)
    sheet_of(book, "示例文化活动", ANNUAL, HEBEI_BARE)
    sheet_of(book, "示例活动经费", ANNUAL, HEBEI)
    sheet_of(book, "旧稿", ANNUAL, HEBEI_BARE, state="hidden")
    sheet_of(book, "字典", "", [["符号"], ["≥"]], state="veryHidden")
    out = io.BytesIO()
    book.save(out)
    return read_bytes(out.getvalue(), "自评.xlsx")


def test_a_workbook_gives_the_form_of_each_visible_sheet_and_no_other(workbook: Document) -> None:
    alone = [read_bytes(as_html(ANNUAL, rows)).self_evaluations[0] for rows in (HEBEI_BARE, HEBEI)]
    assert list(workbook.self_evaluations) == alone
    assert [form.year for form in workbook.self_evaluations] == [2022, 2022]


@pytest.mark.parametrize(("sheet", "words"), [
    ("旧稿", "隐藏"), ("字典", "隐藏"), ("汇总表", "项目汇总表"), ("封面", "没有认出是哪一种绩效表"),
])  # fmt: skip
def test_a_sheet_that_is_no_form_is_told_by_its_name(workbook: Document, sheet: str, words: str) -> None:
    assert any(
        problem.place is not None and problem.place.sheet == sheet and words in problem.message
        for problem in workbook.problems
    )


MANY = (
    (ANNUAL, NATIONAL),
    ("部门预算项目支出绩效自评表（2023年度）", SICHUAN),
    (WATCHED, MONITORING),
    ("项目支出绩效自评表", HEBEI),
    ("项目支出绩效监控表", HALF_YEAR),
    ("项目支出绩效自评表（2023年度）", TRAINING),
)


def test_forms_of_different_layouts_in_one_word_file_are_read_each_by_its_own() -> None:
    read = read_bytes(as_docx_of(*MANY, unit="青禾县教育局"))
    alone = [read_bytes(as_html(title, rows)) for title, rows in MANY]
    for found, expected in (
        (read.self_evaluations, [form for document in alone for form in document.self_evaluations]),
        (read.monitorings, [form for document in alone for form in document.monitorings]),
    ):
        assert len(found) == len(expected)
        for one, other in zip(found, expected, strict=True):
            assert (one.project_name, one.year, one.unit) == (other.project_name, other.year, other.unit)
            assert (one.indicators, one.funds) == (other.indicators, other.funds)
            assert [detail.text for detail in one.details if detail.label == "填报单位"] == ["青禾县教育局"]


def test_a_unit_that_stands_above_the_table_and_in_it_is_one_unit() -> None:
    read = read_bytes(as_docx_of((ANNUAL, NATIONAL), unit="青禾县第二小学"))
    (form,) = read.self_evaluations
    assert form.unit == "青禾县第二小学"
    assert not [detail for detail in form.details if detail.label == "填报单位"]


def test_a_picture_of_a_form_says_that_it_is_a_picture() -> None:
    picture, page = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (800, 1100), "white").save(picture, "PNG")
    Image.open(picture).save(page, "PDF")
    assert "扫描件或图片" in (try_to_read("扫描.pdf", page.getvalue()).refusal or "")
