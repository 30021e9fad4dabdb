"""Lists as workbooks: what is a number or a day stays one, and the sheet is ready to print."""

from datetime import date, datetime
from decimal import Decimal

from openpyxl import load_workbook

from zhunsheng.documents.writing.xlsx_list import write_list

HEADERS = ("项目编码", "项目名称", "预算（万元）", "日期", "时间")
ROWS = [
    ("804-0401-JBN-ULCE", "=高速口广告牌租赁", Decimal("14.66472"), date(2020, 3, 5), datetime(2020, 3, 5, 14, 30)),
    ("804-0501-JBN-K5AT", "", None, None, None),
]


def sheet_of(rows=ROWS, headers=HEADERS):
    with write_list("项目", "2020年项目&单位", headers, rows, decimals="#,##0.00") as made:
        return load_workbook(made).active


def test_numbers_and_days_stay_such_and_text_is_never_a_formula():
    sheet = sheet_of()
    code, name, budget, day, moment = (cell for cell in sheet[2])
    assert (code.value, name.value, name.data_type, name.quotePrefix) == (*ROWS[0][:2], "s", True)
    assert (budget.value, budget.number_format) == (14.66472, "#,##0.00")
    assert day.value.date() == ROWS[0][3]
    assert moment.value == ROWS[0][4]
    assert [cell.value for cell in sheet[3]] == [ROWS[1][0], None, None, None, None]


def test_columns_are_as_wide_as_their_words_and_moments_are_not_hashes():
    widths = [sheet_of().column_dimensions[letter].width for letter in "ABCDE"]
    assert widths[0] >= len(ROWS[0][0])
    assert widths[1] >= 2 * len("高速口广告牌租赁")
    assert widths[4] >= len("2020-03-05 14:30:00")
    assert sheet_of([("字" * 400, "", None, None, None)]).column_dimensions["A"].width < 40


def test_it_prints_landscape_with_its_title_and_header_on_each_page():
    sheet = sheet_of()
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.oddHeader.center.text == "2020年项目&&单位"
    assert sheet.oddFooter.center.text == "— &P —"


def test_a_list_too_broad_to_be_read_on_one_page_takes_larger_paper_and_then_several():
    broad = sheet_of([("字" * 15,) * 8], ("列",) * 8)
    broader = sheet_of([("字" * 15,) * 14], ("列",) * 14)
    assert (broad.page_setup.paperSize, broad.page_setup.fitToWidth) == (8, 1)
    assert (broader.page_setup.paperSize, broader.page_setup.fitToWidth) == (8, 2)


def test_a_list_longer_than_what_the_widths_are_taken_from_is_whole():
    assert sheet_of([(str(number), "", None, None, None) for number in range(450)]).max_row == 451
