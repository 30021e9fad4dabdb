"""Workbooks: the form to print, the data to reckon with, and no text that runs."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from samples import convert

from zhunsheng.documents.reading.worksheet import DATA_SHEET_MARK
from zhunsheng.model.document import Document
from zhunsheng.model.figure import figure
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Budget, Project
from zhunsheng.model.quantity import quantity
from zhunsheng.usecases.read_document import read_bytes, read_file
from zhunsheng.usecases.write_document import Unwritable, write_document

RISKY = ("=1+1", "+86", "-5", "@SUM(A1)", "=cmd|'/c calc'!A1", "#N/A", "TRUE", "1E5", "00123")


def opened(document: Document) -> Workbook:
    """The workbook as another program opens it."""
    return openpyxl.load_workbook(io.BytesIO(write_document(document, "xlsx")))


def test_every_project_has_a_sheet_and_the_data_stand_last(seed: Path) -> None:
    book = opened(read_file(seed))
    assert len(book.sheetnames) == 1 + 9 + 1
    assert book.sheetnames[0] == "部门整体绩效目标"
    assert book.sheetnames[1] == "1、高速口广告牌租赁绩效目标表"
    assert book.sheetnames[-1] == "数据"


def test_a_form_sheet_prints_on_a4_and_repeats_its_header_row(seed: Path) -> None:
    sheet = opened(read_file(seed)).worksheets[2]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    header = next(row[0].row for row in sheet.iter_rows() if row[0].value == "一级指标")
    assert sheet.print_title_rows == f"${header}:${header}"
    assert "A1:G1" in {str(area) for area in sheet.merged_cells.ranges}
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row if cell.value)


def test_no_text_is_cut_a_long_one_gets_the_height_it_needs() -> None:
    """A 仿宋 character is as wide as it is high, so the lines that a text needs can be counted here by hand."""
    project = Project(name="长", purpose="字" * 3000)
    sheet = opened(Document(projects=(project,))).worksheets[1]
    row = next(cell.row for line in sheet.iter_rows() for cell in line if cell.value == project.purpose)
    area = next(area for area in sheet.merged_cells.ranges if area.min_row == row and area.max_col == 7)
    height = sum(sheet.row_dimensions[number].height for number in range(area.min_row, area.max_row + 1))
    width = sum(sheet.column_dimensions[letter].width for letter in "BCDEFG") * 5.25
    assert height >= 3000 / (width / 10.5) * 14
    assert all(dimension.height <= 409 for dimension in sheet.row_dimensions.values())


def test_the_data_sheet_has_one_row_an_indicator_with_real_numbers(seed: Path) -> None:
    document = read_file(seed)
    sheet = opened(document)["数据"]
    assert sheet["A1"].value == DATA_SHEET_MARK
    headers = [cell.value for cell in sheet[2]]
    rows = [dict(zip(headers, line, strict=True)) for line in sheet.iter_rows(min_row=3, values_only=True)]
    assert len(rows) == document.indicator_count == 54
    first = rows[0]
    assert first["项目编码"] == "804-0401-JBN-ULCE"
    assert (first["预算数"], first["其他资金"], first["3月底累计支出（%）"]) == (6, None, None)
    assert (first["指标值"], first["指标值符号"], first["指标值数值"], first["指标值单位"]) == (
        "≥95百分比",
        ">=",
        95,
        "百分比",
    )
    assert sum(Decimal(str(row["预算数"])) for row in rows if row["指标序号"] == 1) == sum(
        project.budget.total.value for project in document.projects if project.budget.total
    )
    budget = sheet.cell(3, headers.index("预算数") + 1)
    assert (budget.data_type, budget.number_format) == ("n", "0.00")


@pytest.mark.parametrize("text", RISKY)
def test_text_is_never_a_formula_an_error_or_a_number(text: str) -> None:
    rows = (Indicator("产出指标", "数量指标", text, text, quantity(text), text),)
    document = Document(projects=(Project(text, text, purpose=text, goal=text, indicators=rows),))
    data = write_document(document, "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == text}
    assert kinds <= {"s", "inlineStr"}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not any(b"<f>" in package.read(name) for name in package.namelist())
    quoted = [cell.quotePrefix for row in book.worksheets[1].iter_rows() for cell in row if cell.value == text]
    assert all(quoted) == text.startswith(("=", "+", "-", "@"))
    assert read_bytes(data).projects == document.projects


def test_text_that_looks_like_an_escape_stays_as_it_is() -> None:
    document = Document(projects=(Project("1", "_x0041_", purpose="a_x000D_b"),))
    assert read_bytes(write_document(document, "xlsx")).projects == document.projects


def test_numbers_that_excel_cannot_hold_and_words_stay_text() -> None:
    budget = Budget(figure("12345678901234567.89"), figure("约6万"), figure("６．５０"))
    sheet = opened(Document(projects=(Project("1", "名", budget=budget),)))["数据"]
    values = {header.value: cell for header, cell in zip(sheet[2], sheet[3], strict=True)}
    assert values["预算数"].value == "12345678901234567.89"
    assert values["其中：财政资金"].value == "约6万"
    assert (values["其他资金"].value, values["其他资金"].number_format) == (6.5, "0.00")


def test_a_text_longer_than_excel_keeps_is_refused_not_cut() -> None:
    document = Document(projects=(Project(name="长", purpose="字" * 40_000),))
    with pytest.raises(Unwritable, match=r"40000字.*32767字.*Word或PDF"):
        write_document(document, "xlsx")


def test_many_projects_stand_on_one_sheet_each_on_a_page(seed: Path) -> None:
    document = read_file(seed)
    many = tuple(replace(document.projects[number % 9], code=f"P{number}", heading=None) for number in range(70))
    data = write_document(replace(document, projects=many), "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["绩效文本", "数据"]
    assert len(book["绩效文本"].row_breaks.brk) == 70
    assert read_bytes(data).projects == many


def test_sheet_names_are_allowed_and_unique() -> None:
    names = ("a/b:c*d?[e]", "同名", "同名", "长" * 50, "长" * 50, "数据")
    document = Document(
        projects=tuple(Project(str(n), name, heading=f"{name}绩效目标表") for n, name in enumerate(names))
    )
    titles = opened(document).sheetnames
    assert len({title.casefold() for title in titles}) == len(titles)
    assert all(0 < len(title) <= 31 and not set(title) & set("[]:*?/\\") for title in titles)


def test_nobody_is_named(seed: Path) -> None:
    properties = opened(read_file(seed)).properties
    assert not properties.creator
    assert not properties.lastModifiedBy
    assert properties.title == "临西县运河园区管理委员会绩效文本"


@pytest.mark.office
def test_an_office_program_prints_every_form(seed: Path, tmp_path: Path) -> None:
    printed = convert(write_document(read_file(seed), "xlsx"), "xlsx", "pdf", tmp_path)
    assert printed.startswith(b"%PDF-")
    assert read_bytes(printed).projects == read_file(seed).projects
