"""Reading worksheets: numbers as they print, merged cells in their place, paragraphs and tables told apart."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import pytest
import python_calamine
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet
from samples import FIRST_ROW, SPANS, convert, covered_places, rezip, seed_blocks
from sheets import BOX, lines, part_replaced, rows_of, saved, shape, tables, texts

from zhunsheng.documents.page import PageTree, clean_text
from zhunsheng.documents.reading.number_format import print_number
from zhunsheng.documents.reading.spreadsheet import read_xls, read_xlsx
from zhunsheng.documents.reading.worksheet import DATA_SHEET_MARK
from zhunsheng.model.place import Place

MONEY = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


def official_xlsx(text: str) -> bytes:
    """The seed text on one sheet: paragraphs merged across, tables merged to a grid of seven columns, real numbers."""

    def fill(sheet: Worksheet) -> None:
        row = 1
        for block in seed_blocks(text):
            if isinstance(block, str):
                sheet.cell(row, 1, block.strip())
                sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=7)
                row += 1
                continue
            for number, cells in enumerate(block):
                covered = number > 0 and cells[0] == ""
                tall = not covered and number + 1 < len(block) and block[number + 1][0] == ""
                column = 1
                for index, (cell, span) in enumerate(
                    zip(cells, SPANS[len(cells)] if number else FIRST_ROW, strict=True)
                ):
                    for place in range(column, column + span):
                        sheet.cell(row, place).border = BOX
                    _fill_cell(sheet, row, column, cell)
                    if index == 0 and tall:
                        height = next((n for n, c in enumerate(block[number + 1 :]) if c[0]), len(block) - number - 1)
                        sheet.merge_cells(None, row, column, row + height, column)
                    elif span > 1:
                        sheet.merge_cells(None, row, column, row, column + span - 1)
                    column += span
                row += 1

    return saved(fill)


def _fill_cell(sheet: Worksheet, row: int, column: int, text: str) -> None:
    if not text:
        return
    cell = sheet.cell(row, column, clean_text(text))
    if text.replace(".", "", 1).isdigit() and "." in text:
        cell.value, cell.number_format = float(text), "0.00"


@pytest.fixture(scope="module")
def workbook(seed: Path) -> bytes:
    """The published county text as a workbook."""
    return official_xlsx(seed.read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=["xlsx", pytest.param("xls", marks=pytest.mark.office)])
def published(request: pytest.FixtureRequest, workbook: bytes, tmp_path_factory: pytest.TempPathFactory) -> PageTree:
    """The workbook read as it is, and as LibreOffice saves it in the old format."""
    if request.param == "xlsx":
        return read_xlsx(workbook)
    return read_xls(convert(workbook, "xlsx", "xls", tmp_path_factory.getbasetemp() / "sheets"))


class TestSourceDocument:
    """The published county text on one worksheet, in both formats."""

    def test_every_cell_of_the_nine_tables_is_read(self, published: PageTree, seed: Path) -> None:
        expected = [block for block in seed_blocks(seed.read_text(encoding="utf-8")) if not isinstance(block, str)]
        assert [texts(table) for table in tables(published)] == [
            [[clean_text(cell) for cell in row] for row in rows] for rows in expected
        ]
        assert published.problems == []

    def test_paragraphs_are_the_rows_merged_across(self, published: PageTree, seed: Path) -> None:
        blocks = seed_blocks(seed.read_text(encoding="utf-8"))
        assert lines(published) == [clean_text(block) for block in blocks if isinstance(block, str)]

    def test_merged_cells_are_known(self, published: PageTree, seed: Path) -> None:
        assert published.spans_known
        covered = {
            (number, index)
            for number, table in enumerate(tables(published), 1)
            for index, row in enumerate(table.rows, 1)
            if row[0].covered
        }
        assert covered == covered_places(seed.read_text(encoding="utf-8"))
        for table in tables(published):
            assert {sum(cell.colspan for cell in row) for row in table.rows} == {7}

    def test_places_are_those_that_a_person_can_open(self, published: PageTree) -> None:
        first = tables(published)[0].rows[0]
        assert [(cell.text, str(cell.place)) for cell in first] == [
            ("804002临西县运河园区管理委员会", "工作表“Sheet”第1个表格第25行第1格"),
            ("单位：万元", "工作表“Sheet”第1个表格第25行第6格"),
        ]

    def test_another_reader_finds_the_same_values(self, published: PageTree, workbook: bytes) -> None:
        values = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_index(0).to_python()
        for table in tables(published):
            for cell in table.cells():
                place = cell.place
                assert place is not None
                value = values[(place.row or 0) - 1][(place.cell or 0) - 1]
                if isinstance(value, float):
                    assert Decimal(cell.text) == Decimal(repr(value))
                else:
                    assert cell.text == value


class TestNumbers:
    """A number is what its cell prints: 6.00 stays 6.00."""

    @pytest.mark.parametrize(
        ("value", "code", "printed"),
        [
            ("6", "0.00", "6.00"),
            ("6.0", "General", "6"),
            ("0.30000000000000004", "General", "0.3"),
            ("123456789012", "General", "123456789012"),
            ("0.0000123", "General", "0.0000123"),
            ("1E+30", "General", "1E+30"),
            ("1234567.891", "#,##0.00", "1,234,567.89"),
            ("1.005", "0.00", "1.01"),
            ("0.955", "0%", "96%"),
            ("0.9512", "0.00%", "95.12%"),
            ("-5", "0.00_);(0.00)", "(5.00) ".strip()),
            ("-5", "0.00", "-5.00"),
            ("-0.5", "0%", "-50%"),
            ("12000", "#,##0,", "12"),
            ("123456", '0!.0000"万"', "12.3456万"),
            ("12", '0"人"', "12人"),
            ("12", '[>=10]0"多";0"少"', "12多"),
            ("3", '[>=10]0"多";0"少"', "3少"),
            ("6", "[$¥-804]#,##0.00", "¥6.00"),
            ("5", "[Red]0", "5"),
            ("5", 'G/通用格式"元"', "5元"),
            ("0.5", "#.##", ".5"),
            ("12345.678", "0.00E+00", "1.23E+04"),
            ("1234567", "000-0000", "123-4567"),
            ("43895", "yyyy-m-d", "2020-3-5"),
            ("43895", 'yyyy"年"m"月"d"日"', "2020年3月5日"),
            ("43895", "yyyy/mm/dd", "2020/03/05"),
            ("43895", "[DBNum1][$-804]yyyy年m月d日", "二〇二〇年三月五日"),
            ("43895.75", "yyyy/m/d h:mm", "2020/3/5 18:00"),
            ("43895.75", '上午/下午h"时"mm"分"', "下午6时00分"),
            ("0.0104166667", "mm:ss", "15:00"),
            ("1.5", "[h]:mm", "36:00"),
            ("43895", "aaaa", "星期四"),
            ("60", "yyyy/m/d", "1900/2/29"),
        ],
    )
    def test_formats_print_as_in_excel(self, value: str, code: str, printed: str) -> None:
        assert print_number(Decimal(value), code).text.strip() == printed

    def test_the_calendar_that_starts_in_1904(self) -> None:
        assert print_number(Decimal(42433), "yyyy/m/d", epoch_1904=True).text == "2020/3/5"

    @pytest.mark.parametrize("code", ["# ?/?", "[DBNum2]0"])
    def test_what_cannot_be_printed_says_so_and_gives_the_plain_number(self, code: str) -> None:
        assert print_number(Decimal("1.5"), code) == ("1.5", False)

    def test_cells_of_a_real_file(self) -> None:
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out)
        sheet = book.add_worksheet("资金")
        for row, (value, code) in enumerate(
            [(6, "0.00"), (0.25, "0%"), (43895, "yyyy年m月d日"), (15, None), (1234.5, MONEY)]
        ):
            sheet.write(row, 0, "预算数")
            sheet.write_number(row, 1, value, book.add_format({"num_format": code} if code else {}))
        sheet.write(5, 0, "原样")
        sheet.write_string(5, 1, "06.00")
        book.close()
        tree = read_xlsx(out.getvalue())
        assert [row[1].text for row in tables(tree)[0].rows] == [
            "6.00",
            "25%",
            "2020年3月5日",
            "15",
            "1,234.50",
            "06.00",
        ]
        assert tree.problems == []

    def test_a_zero_that_prints_as_a_dash_is_said(self) -> None:
        def fill(sheet: Worksheet) -> None:
            sheet.append(["其他资金", 0])
            sheet["B1"].number_format = MONEY

        tree = read_xlsx(saved(fill))
        assert texts(tables(tree)[0]) == [["其他资金", "-"]]
        (problem,) = tree.problems
        assert problem.place == Place(sheet="Sheet", row=1, cell=2)

    def test_true_and_false(self) -> None:
        assert texts(tables(read_xlsx(saved(rows_of([True, False]))))[0]) == [["TRUE", "FALSE"]]


class TestShape:
    """What is a paragraph and what a table, on sheets as offices make them."""

    def test_blank_cells_of_a_form_stay_in_their_place(self) -> None:
        tree = read_xlsx(
            saved(rows_of(["预算数", 6, "其他资金", None], ["", "", "", ""], ["甲", None, None, "丁"], ruled=True))
        )
        assert shape(tree) == [[["预算数", "6", "其他资金", ""], ["", "", "", ""], ["甲", "", "", "丁"]]]

    def test_title_and_note_around_a_ruled_table_are_text(self) -> None:
        def fill(sheet: Worksheet) -> None:
            rows_of(
                ["甲县绩效目标表"],
                ["填报单位：某局", None, "单位：万元"],
                ["名称", "数", "据"],
                ["甲", 1, None],
                ["注：略"],
            )(sheet)
            for cells in sheet["A3:C4"]:
                for cell in cells:
                    cell.border = BOX

        tree = read_xlsx(saved(fill))
        assert shape(tree) == [
            "甲县绩效目标表",
            "填报单位：某局",
            "单位：万元",
            [["名称", "数", "据"], ["甲", "1", ""]],
            "注：略",
        ]

    def test_a_sheet_without_lines_goes_by_its_rows(self) -> None:
        tree = read_xlsx(
            saved(rows_of(["标题"], ["名称", "数"], ["甲", 1], [None, 2], [], ["名称", "数"], ["乙", 3], ["说明"]))
        )
        assert shape(tree) == ["标题", [["名称", "数"], ["甲", "1"], ["", "2"]], [["名称", "数"], ["乙", "3"]], "说明"]
        assert [table.place for table in tables(tree)] == [
            Place(sheet="Sheet", table=1, row=2),
            Place(sheet="Sheet", table=2, row=6),
        ]

    def test_a_section_row_inside_a_ruled_table_is_a_row(self) -> None:
        def fill(sheet: Worksheet) -> None:
            rows_of(["名称", "数"], ["一、基本情况", None], ["甲", 1], ruled=True)(sheet)
            sheet.merge_cells("A2:B2")

        table = tables(read_xlsx(saved(fill)))[0]
        assert texts(table) == [["名称", "数"], ["一、基本情况"], ["甲", "1"]]
        assert table.rows[1][0].colspan == 2

    def test_merges_down_and_across_at_once(self) -> None:
        def fill(sheet: Worksheet) -> None:
            rows_of(["资金", None, "总额", 6], [None, None, "财政", 6], ruled=True)(sheet)
            sheet.merge_cells("A1:B2")

        table = tables(read_xlsx(saved(fill)))[0]
        assert texts(table) == [["资金", "总额", "6"], ["", "财政", "6"]]
        assert (table.rows[0][0].colspan, table.rows[0][0].rowspan, table.rows[1][0].covered) == (2, 2, True)

    def test_columns_that_are_only_ruled_are_dropped_when_they_run_on_and_on(self) -> None:
        def fill(sheet: Worksheet) -> None:
            rows_of(["名称", "数"], ["甲", 1], ruled=True)(sheet)
            for row in (1, 2):
                for column in range(3, 400):
                    sheet.cell(row, column).border = BOX

        assert shape(read_xlsx(saved(fill))) == [[["名称", "数"], ["甲", "1"]]]

    def test_lines_in_a_cell(self) -> None:
        assert shape(read_xlsx(saved(rows_of(["目标", "1、甲\r\n\n 2、乙_x000D_\n3、丙"])))) == [
            [["目标", "1、甲\n2、乙\n3、丙"]]
        ]

    def test_the_sheet_for_programs_is_passed_over_in_silence(self) -> None:
        def fill(sheet: Worksheet) -> None:
            rows_of(["名称", "数"], ["甲", 1])(sheet)
            assert sheet.parent is not None
            rows_of([DATA_SHEET_MARK, "x"], ["编码", "名称"])(sheet.parent.create_sheet("数据"))

        tree = read_xlsx(saved(fill))
        assert shape(tree) == [[["名称", "数"], ["甲", "1"]]]
        assert tree.problems == []


class TestWhatIsSaid:
    """What is left out or uncertain is a problem with its place."""

    def test_a_hidden_sheet_is_left_out(self) -> None:
        def fill(sheet: Worksheet) -> None:
            sheet["A1"] = "看得见"
            assert sheet.parent is not None
            hidden = sheet.parent.create_sheet("底稿")
            hidden["A1"], hidden.sheet_state = "看不见", "hidden"

        tree = read_xlsx(saved(fill))
        assert lines(tree) == ["看得见"]
        assert [problem.place for problem in tree.problems] == [Place(sheet="底稿")]

    def test_hidden_rows_and_columns_are_read(self) -> None:
        def fill(sheet: Worksheet) -> None:
            rows_of(["名称", "数", "据"], ["甲", 1, "x"])(sheet)
            sheet.row_dimensions[2].hidden = True
            sheet.column_dimensions["C"].hidden = True

        tree = read_xlsx(saved(fill))
        assert texts(tables(tree)[0])[1] == ["甲", "1", "x"]
        assert "1行、1列" in tree.problems[0].message

    def test_formulas_without_a_result_and_with_an_error(self) -> None:
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out)
        sheet = book.add_worksheet("表")
        sheet.write(0, 0, "合计")
        sheet.write_formula(0, 1, "=1/0", value="#DIV/0!")
        sheet.write_formula(0, 2, "=SUM(1,2)", book.add_format({"num_format": "0.00"}), 3)
        sheet.write_formula(0, 4, "=SUM(1,2)", value=7)
        book.close()
        tree = read_xlsx(part_replaced(out.getvalue(), "sheet1.xml", b"<v>7</v>", b""))
        assert texts(tables(tree)[0])[0][:3] == ["合计", "#DIV/0!", "3.00"]
        assert [problem.place for problem in tree.problems] == [
            Place(sheet="表", row=1, cell=2),
            Place(sheet="表", row=1, cell=5),
        ]

    def test_like_problems_are_counted_not_listed_for_ever(self) -> None:
        tree = read_xlsx(saved(rows_of(*(["合计", "=SUM(A1:A2)"] for _ in range(100)))))
        assert len(tree.problems) == 21
        assert "另有80格" in tree.problems[-1].message

    def test_overlapping_merges_lose_one_and_say_it(self) -> None:
        data = saved(rows_of(["甲", "乙", "丙"], ["丁", "戊", "己"]))
        merges = b'<mergeCells count="2"><mergeCell ref="A1:B2"/><mergeCell ref="B1:C1"/></mergeCells><pageMargins'
        tree = read_xlsx(rezip(data, lambda name, part: part.replace(b"<pageMargins", merges)))
        assert texts(tables(tree)[0]) == [["甲", "丙"], ["", "己"]]
        assert any("重叠" in problem.message for problem in tree.problems)
        assert sum("盖住" in problem.message for problem in tree.problems) == 3
