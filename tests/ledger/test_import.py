"""Spreadsheets: the template that is given out, the file that comes back, what is wrong with it, and the copy to mend."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from zhunsheng.ledger.gravity import Gravity
from zhunsheng.ledger.header import header_words
from zhunsheng.ledger.kind import LedgerKind
from zhunsheng.ledger.marked_copy import write_marked_copy
from zhunsheng.ledger.own_kind import read_own_kind
from zhunsheng.ledger.paste import block_of, read_block
from zhunsheng.ledger.registry import kinds
from zhunsheng.ledger.sheet import SheetImport, check_sheet
from zhunsheng.ledger.sheet_rows import Terms
from zhunsheng.ledger.table_file import cell_text, open_table
from zhunsheng.ledger.template import EXAMPLE, FIRST_ROW, write_template
from zhunsheng.model.record import ColumnType, Record

NOW = datetime(2020, 12, 31, 18, 0)
TERMS = Terms(NOW, 2020, "804-0501-JBN-2RPF", "804002")
TICKET, PATROL, PAYMENT = kinds()["repair_ticket"], kinds()["patrol"], kinds()["payment"]
PROJECTS = {"804-0501-JBN-2RPF": "配电亮化及各项设施综合维护", "804-0501-JBN-K5AT": "路灯电费"}
HEADERS = ["金额（元）", "支付日期", "用途", "收款人"]


def workbook(*rows: list, title: str = "Sheet1", **more: list) -> bytes:
    """An xlsx of these rows; ``more`` are further sheets."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for name, lines in more.items():
        sheet = book.create_sheet(name)
        for row in lines:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def told(found: SheetImport, gravity: Gravity = Gravity.REFUSE) -> list[str]:
    return [str(problem) for problem in found.problems if problem.gravity is gravity]


def filled_template(kind: LedgerKind, rows: list[dict[str, str]], **given: object) -> bytes:
    """The kind's template with rows of texts typed under its example."""
    book = load_workbook(io.BytesIO(write_template(kind, **given)))
    sheet = book[kind.label]
    columns = {sheet.cell(2, at).value: at for at in range(1, sheet.max_column + 1)}
    for number, row in enumerate(rows, FIRST_ROW):
        for word, text in row.items():
            at = columns[word if kind.record.column(word) is None else header_words(kind, word)]
            sheet.cell(number, at, text or None)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", [pytest.param(each, id=each.name) for each in kinds().values()])
def test_a_template_that_comes_back_filled_in_gives_the_rows_and_not_the_example(kind: LedgerKind):
    row = dict(kind.examples[1])
    found = check_sheet(filled_template(kind, [row]), kind, TERMS)
    assert (found.refusal, found.remarks, told(found)) == (None, [], [])
    assert (found.rows, found.examples) == (1, 1)
    from zhunsheng.ledger.entry import EntryReader

    (record,) = found.records(confirmed=True)
    assert record.values == EntryReader(kind, NOW, 2020).read(row).values
    assert (record.project, record.unit, record.kind) == (TERMS.project, TERMS.unit, kind.name)


def test_an_empty_template_says_that_there_is_nothing_in_it():
    assert (
        check_sheet(write_template(TICKET), TICKET, TERMS).refusal == "表里没有要导入的行：表头下面是空的，或只有示例。"
    )


def test_the_template_carries_lists_formats_and_a_sheet_of_help():
    book = load_workbook(io.BytesIO(write_template(TICKET, PROJECTS)))
    assert book.sheetnames == ["报修工单", "填写说明", "项目编码"]
    sheet = book["报修工单"]
    assert sheet.cell(3, 1).value == EXAMPLE
    assert sheet.cell(3, 4).value == datetime(2020, 6, 3, 8, 20)
    lists = {rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    assert lists == {'"待处理,处理中,已修复,无法修复"', '"是,否"', "'项目编码'!$A$2:$A$3"}
    help_words = [cell.value for row in book["填写说明"].iter_rows() for cell in row if cell.value]
    assert "· 状态是“已修复”，请填完成时间。" in help_words


def test_a_template_of_a_units_own_kind_makes_up_an_example():
    own = read_own_kind(
        {
            "label": "古树",
            "day": "日期",
            "columns": [
                {"label": "日期", "type": "date", "required": True},
                {"label": "株数", "type": "count", "unit": "株", "minimum": "2", "maximum": "9"},
            ],
        },
        name="own_trees",
    ).kind
    found = check_sheet(filled_template(own, [{"日期*": "2020-05-01", "株数（株）": "3"}]), own, TERMS)
    assert [record.values for record in found.records()] == [{"column_1": date(2020, 5, 1), "column_2": 3}]


def test_headers_are_known_by_their_words_in_any_order_and_spelling():
    data = workbook(
        ["关于付款的统计"],
        [],
        ["付款金额(元)", "收款单位*", " 日 期 ", "用  途"],
        ["1,200", "供电公司", "2020年3月5日", "电费"],
    )
    (record,) = check_sheet(data, PAYMENT, TERMS).records()
    assert (record.values["amount"], record.values["payee"], record.values["day"]) == (
        Decimal("1200.00"),
        "供电公司",
        date(2020, 3, 5),
    )


def test_every_fault_is_named_by_its_cell_and_nothing_is_imported():
    data = workbook(
        HEADERS,
        [41500, date(2020, 3, 27), "养护费", "三木园林"],
        [-3, "2020-02-30", "养护费", None],
        ["三万", date(2021, 1, 5), "电费", "供电公司"],
    )
    found = check_sheet(data, PAYMENT, TERMS)
    assert told(found) == [
        "“Sheet1”第3行“支付日期”（B3）：“2020-02-30”不是日历上有的日子。",
        "“Sheet1”第3行“收款人”（D3）：“收款人”必填，还空着。",
        "“Sheet1”第3行“金额”（A3）：“金额”不能小于0元，填的是“-3”。",
        "“Sheet1”第4行“支付日期”（B4）：“支付日期”2021-01-05还没有到（今天是2020-12-31），没发生的事不能记。",
        "“Sheet1”第4行“金额”（A4）：“金额”要填数字，“三万”不是。",
    ]
    assert (found.rows, found.refused, found.usable) == (3, 2, False)
    with pytest.raises(ValueError, match="faults"):
        list(found.records(confirmed=True))


def test_questions_have_to_be_answered_before_anything_is_imported():
    found = check_sheet(workbook(HEADERS, [5, "2019-12-30", "电费", "供电公司"]), PAYMENT, TERMS)
    assert told(found, Gravity.ASK) == ["“Sheet1”第2行“支付日期”（B2）：“支付日期”2019-12-30不在2020年，确定吗。"]
    with pytest.raises(ValueError, match="questions"):
        list(found.records())
    assert len(list(found.records(confirmed=True))) == 1


def test_columns_that_are_missing_unknown_twice_or_nearly_right_are_told():
    def remarks(*headers: str) -> list[str]:
        return [
            remark.sentence
            for remark in check_sheet(workbook(list(headers), ["x"] * len(headers)), PAYMENT, TERMS).remarks
        ]

    assert remarks("支付日期", "收款人", "金额") == ["“Sheet1”第1行的表头少了必填的列：用途。"]
    assert remarks(*HEADERS, "天气") == ["“Sheet1”“天气”不是资金支付的列，不会导入，可以吗。"]
    assert remarks(*HEADERS, "付款金额") == ["“Sheet1”第1行的表头有两列都是“金额”，请留一列。"]
    assert remarks("支付日期", "收款人", "金额", "用途", "资金的来源") == [
        "“Sheet1”表头“资金的来源”按“资金来源”导入，对吗。"
    ]


def test_a_file_of_another_ledger_is_turned_away():
    assert check_sheet(write_template(PATROL), PAYMENT, TERMS).refusal.startswith("没有找到“资金支付”的表头")


def test_twelve_sheets_of_a_year_are_imported_together():
    months = {f"{n}月": [HEADERS, [n * 100, date(2020, n, 5), "电费", "供电公司"]] for n in range(2, 13)}
    found = check_sheet(
        workbook(HEADERS, [100, date(2020, 1, 5), "电费", "供电公司"], title="1月", **months), PAYMENT, TERMS
    )
    assert found.rows == 12
    assert sum(record.values["amount"] for record in found.records()) == 7800


def test_a_total_line_is_not_a_record():
    found = check_sheet(
        workbook(HEADERS, [5, "2020-03-05", "电费", "供电公司"], [5, None, "合 计", None]), PAYMENT, TERMS
    )
    assert told(found) == ["“Sheet1”第3行：这一行是合计，不是一条记录，请删去。"]


def test_rows_name_their_project_by_code_or_name():
    terms = Terms(NOW, 2020, None, "804002", PROJECTS)
    row = [5, "2020-03-05", "电费", "供电公司"]
    data = workbook([*HEADERS, "项目编码"], [*row, "路灯电费"], [*row, "804-0501-JBN-2RPF"], [*row, None])
    found = check_sheet(data, PAYMENT, terms)
    assert [record.project for record in found.records()] == ["804-0501-JBN-K5AT", "804-0501-JBN-2RPF", None]
    wrong = check_sheet(workbook([*HEADERS, "项目编码"], [*row, "804-9"]), PAYMENT, terms)
    assert told(wrong) == ["“Sheet1”第2行“项目编码”（E2）：没有编码或名称是“804-9”的项目，请照“项目编码”表填。"]


def test_equal_rows_are_asked_about_and_each_keeps_its_own_id():
    row = [5, "2020-03-05", "电费", "供电公司"]
    found = check_sheet(workbook(HEADERS, row, row), PAYMENT, TERMS)
    assert told(found, Gravity.ASK) == ["“Sheet1”第3行：和第2行完全一样，确定都要记吗。"]
    assert len({record.id for record in found.records(confirmed=True)}) == 2


def test_importing_a_mended_file_again_doubles_nothing():
    good, bad, mended = (
        [5, "2020-03-05", "电费", "甲"],
        [6, "2020-03-32", "电费", "乙"],
        [6, "2020-03-31", "电费", "乙"],
    )
    first = {record.id: record for record in check_sheet(workbook(HEADERS, good), PAYMENT, TERMS).records()}
    assert not check_sheet(workbook(HEADERS, good, bad), PAYMENT, TERMS).usable
    again = check_sheet(
        workbook(HEADERS, good, mended), PAYMENT, TERMS, known=lambda ids: [id for id in ids if id in first]
    )
    assert (again.rows, again.repeated, again.asked) == (2, 1, 0)
    assert told(again, Gravity.NOTE) == ["“Sheet1”第2行：这一行以前导入过，不再重复记。"]
    assert [record.values["payee"] for record in again.records()] == ["乙"]


def test_the_marked_copy_says_in_each_row_what_to_mend_and_reads_back_once_mended(tmp_path: Path):
    data = "金额,支付日期,用途,收款人\n5,2020-03-05,电费,=甲\n-6,2020-03-06,电费,乙".encode()
    found = check_sheet(data, PAYMENT, TERMS)
    path = tmp_path / "标出问题.xlsx"
    with path.open("wb") as out:
        write_marked_copy(found, out)
    book = load_workbook(path)
    sheet = book.active
    assert [cell.value for cell in sheet[1]] == ["金额", "支付日期", "用途", "收款人", "导入问题"]
    assert [sheet.cell(2, 5).value, sheet.cell(3, 5).value] == [None, "“金额”不能小于0元，填的是“-6”。"]
    assert sheet.cell(3, 1).fill.fgColor.rgb != sheet.cell(2, 1).fill.fgColor.rgb
    sheet.cell(3, 1).value = 6
    book.save(path)
    again = check_sheet(path.read_bytes(), PAYMENT, TERMS)
    assert [(record.values["amount"], record.values["payee"], record.values["day"]) for record in again.records()] == [
        (Decimal("5.00"), "=甲", date(2020, 3, 5)),
        (Decimal("6.00"), "乙", date(2020, 3, 6)),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_csv_is_read_in_the_encodings_and_separators_that_offices_write(encoding: str, mark: str):
    text = "\n".join(
        mark.join(row)
        for row in (["金额", "支付日期", "用途", "收款人"], ["12.50", "2020/3/5", '"电费\n三月"', "供电公司"])
    )
    found = check_sheet(text.encode(encoding), PAYMENT, TERMS)
    (record,) = found.records()
    assert (record.values["amount"], record.values["purpose"], record.values["payee"]) == (
        Decimal("12.50"),
        "电费\n三月",
        "供电公司",
    )


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_template_filled_in_and_saved_as_xls_by_an_office_program_is_read(tmp_path: Path):
    source = tmp_path / "工单.xlsx"
    source.write_bytes(filled_template(TICKET, [dict(TICKET.examples[1])]))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "xls",
        "--outdir",
        str(tmp_path),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = check_sheet((tmp_path / "工单.xls").read_bytes(), TICKET, TERMS)
    (record,) = found.records()
    assert record.values["reported"] == datetime(2020, 6, 5, 9, 0)
    assert (found.rows, found.examples) == (1, 1)


def test_what_an_excel_cell_holds_is_read_as_typed():
    assert [cell_text(cell) for cell in (5.0, 0.1 + 0.2, True, date(2020, 3, 5), datetime(2020, 3, 5, 14, 30), None, 1e20)] == [
        "5", "0.3", "是", "2020-03-05", "2020-03-05 14:30", "", "1e+20",
    ]  # fmt: skip


def test_an_error_of_the_spreadsheet_is_refused_not_passed_over():
    book = Workbook()
    book.active.append(HEADERS)
    book.active.append([5, "2020-03-05", "电费", "供电公司"])
    book.active["A2"].value, book.active["A2"].data_type = "#DIV/0!", "e"
    out = io.BytesIO()
    book.save(out)
    found = check_sheet(out.getvalue(), PAYMENT, TERMS)
    assert found.refused == 1


def test_a_formula_nobody_computed_is_told_and_not_taken_for_blank():
    found = check_sheet(workbook(HEADERS, ["=1+1", "2020-03-05", "电费", "供电公司"]), PAYMENT, TERMS)
    assert found.refusal == "表里有公式还没有算出结果。请用Excel或WPS打开，保存一次后再导入。"


def repacked(data: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == name else old.read(info.filename))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "文件是空的"), (b"\x00" * 50, "文件是空的"), (b"PK\x03\x04 broken", "工作簿打不开"), (b"\x89PNG\r\n\x1a\n\x00\x00", "这不是表格文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "表格打不开"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        ("<html><table><tr><td>金额</td></tr></table></html>".encode(), "这其实是网页"), ("只有一行字".encode(), "没有找到“资金支付”的表头"),
        (repacked(workbook(HEADERS), SHEET, HEAD + b'<row r="1"><c r="XFD1" t="str"><v>x</v></c></row></sheetData></worksheet>'), "列，最多200列"),
        (repacked(workbook(HEADERS), SHEET, HEAD + b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>'), "一次最多导入200000行"),
        (repacked(workbook(HEADERS), SHEET, HEAD + b"<row/>" * 300_000 + b"</sheetData></worksheet>"), "一次最多导入200000行"),
        (repacked(workbook(HEADERS), SHEET, HEAD + b"<row>" + b"<c/>" * 300 + b"</row></sheetData></worksheet>"), "列，最多200列"),
    ],
    ids=["empty", "zeros", "torn", "picture", "not-ole", "locked", "page", "words", "wide", "deep", "rows", "cells"],
)  # fmt: skip
def test_a_hostile_or_broken_file_is_turned_away_with_a_sentence(data: bytes, words: str):
    refusal = check_sheet(data, PAYMENT, TERMS).refusal
    assert words in refusal
    assert refusal.endswith("。")


def test_a_sheet_cannot_hide_how_far_it_reaches():
    far = b'<row r="1"><c r="A1"/></row><row r="99999"><c s=">" r="xfd99999" t="str"><v>x</v></c></row></sheetData></worksheet>'
    assert "列，最多200列" in check_sheet(repacked(workbook(HEADERS), SHEET, HEAD + far), PAYMENT, TERMS).refusal
    moved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(HEADERS))) as old, zipfile.ZipFile(moved, "w") as new:
        for info in old.infolist():
            content = old.read(info.filename).replace(b"worksheets/sheet1.xml", b"media/picture.png")
            new.writestr(
                info.filename.replace("worksheets/sheet1.xml", "media/picture.png"),
                HEAD + far if info.filename == SHEET else content,
            )
    assert "列，最多200列" in check_sheet(moved.getvalue(), PAYMENT, TERMS).refusal


def test_many_sheets_together_are_no_larger_than_one_may_be():
    part = HEAD + b'<row r="199000"><c r="GQ199000"><v>1</v></c></row></sheetData></worksheet>'
    assert "表太大" in check_sheet(repacked(workbook(HEADERS), SHEET, part), PAYMENT, TERMS).refusal


def test_a_file_that_unpacks_without_end_is_turned_away():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"<workbook/>")
        with package.open(SHEET, "w", force_zip64=True) as part:
            for _ in range(600):
                part.write(b" " * (1 << 20))
    assert "文件解开后超过512兆" in check_sheet(out.getvalue(), PAYMENT, TERMS).refusal


WHOLE = workbook(HEADERS, [5, date(2020, 3, 5), "电费", "供电公司"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255), st.integers(0, len(WHOLE)))
def test_no_damage_to_a_file_raises(at: int, byte: int, length: int):
    damaged = bytearray(WHOLE)
    damaged[at] = byte
    for data in (bytes(damaged), WHOLE[:length]):
        found = check_sheet(data, PAYMENT, TERMS)
        assert found.refusal is None or found.refusal.endswith("。")


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_no_bytes_at_all_raise(data: bytes):
    assert check_sheet(data, PAYMENT, TERMS).rows >= 0


cells = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=12) | st.sampled_from(
    ["2020-03-05", "-1", "3万元", "是", "合计"]
)


@given(st.lists(st.lists(cells, min_size=8, max_size=8), min_size=1, max_size=5))
def test_a_pasted_block_has_the_cells_that_were_copied(rows: list[list[str]]):
    pasted = read_block(block_of(PAYMENT, rows), PAYMENT, TERMS)
    assert pasted.header
    texts = [[entry.texts.get(column.name, "") for column in PAYMENT.columns] for entry in pasted.entries]
    assert texts == [row for row in rows if any(cell.strip() for cell in row)]


def test_a_block_without_headers_is_taken_in_the_order_of_the_ledger_or_the_one_given():
    block = "2020-03-05\t供电公司\t电费\t12.5\n2020-04-05\t供电公司\t电费\t13.5\n"
    assert [entry.values["amount"] for entry in read_block(block, PAYMENT, TERMS).entries] == [
        Decimal("12.50"),
        Decimal("13.50"),
    ]
    (row,) = read_block("12.5\t2020-03-05", PAYMENT, TERMS, ["amount", "day"]).rows
    assert row.entry.values["amount"] == Decimal("12.50")
    assert [remark.sentence for remark in row.remarks] == ["“收款人”必填，还空着。", "“用途”必填，还空着。"]


def test_a_quoted_line_break_stays_in_its_cell_and_a_lone_inch_sign_swallows_nothing():
    pasted = read_block('支付日期\t收款人\t用途\t金额\n2020-03-05\t甲\t"电费\n三月"\t5', PAYMENT, TERMS)
    assert pasted.entries[0].values["purpose"] == "电费\n三月"
    two = read_block('2020-03-05\t"甲\t电费\t5\n2020-03-06\t乙\t电费\t6', PAYMENT, TERMS)
    assert [entry.values["payee"] for entry in two.entries] == ['"甲', "乙"]


def test_a_block_that_is_too_wide_or_too_long_or_blank_is_told():
    assert (
        read_block("\t".join("123456789"), PAYMENT, TERMS).remarks[0].sentence
        == "粘贴的有9列，资金支付只有8列。请连表头一起复制，或只选需要的列。"
    )
    assert read_block(" \n\n", PAYMENT, TERMS).remarks[0].sentence.startswith("没有粘贴到内容")
    assert read_block("x\n" * 5001, PAYMENT, TERMS).remarks[0].sentence.startswith("一次最多粘贴5000行")


def test_progress_is_told_and_ends_at_the_whole():
    data = workbook(HEADERS, *([n, "2020-03-05", "电费", f"甲{n}"] for n in range(1, 1201)))
    told_of: list[tuple[int, int]] = []
    check_sheet(data, PAYMENT, TERMS, progress=lambda done, total: told_of.append((done, total)))
    assert told_of == [(500, 1201), (1000, 1201), (1201, 1201)]


def test_every_column_type_survives_an_excel_file_of_its_own_cells():
    kind = kinds()["heating"]
    assert {column.type for column in kind.columns} >= {ColumnType.BOOLEAN, ColumnType.NUMBER, ColumnType.DATE}
    data = workbook(
        ["日期", "供暖区域", "供暖", "供暖面积", "用气量"], [datetime(2020, 1, 10), "办公楼", True, 2600, 181.7]
    )
    (record,) = check_sheet(data, kind, TERMS).records()
    assert isinstance(record, Record)
    assert (record.values["running"], record.values["area"], record.values["gas"]) == (
        True,
        Decimal("2600.00"),
        Decimal("181.70"),
    )


def test_sheets_that_are_hidden_are_not_imported():
    book = load_workbook(io.BytesIO(WHOLE))
    book.create_sheet("看得见")
    book["Sheet1"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    assert [sheet.name for sheet in open_table(out.getvalue()).sheets] == ["看得见"]
