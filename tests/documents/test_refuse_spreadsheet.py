"""Workbooks that are locked, damaged or hostile: none costs more than its limits."""

from __future__ import annotations

import io
import random
import struct
import zipfile

import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet
from samples import convert, rezip
from sheets import part_replaced, rows_of, saved, shape

from zhunsheng.documents.page import PageTree
from zhunsheng.documents.reading.container import OLE_MAGIC
from zhunsheng.documents.reading.refusal import Refused
from zhunsheng.documents.reading.spreadsheet import read_xls, read_xlsx


class TestHostile:
    """No file costs more than its limits, and nothing but ``Refused`` comes out."""

    def test_a_dimension_and_a_cell_at_the_last_corner_allocate_nothing(self) -> None:
        data = saved(rows_of(["甲", "乙"]))
        data = part_replaced(data, "sheet1.xml", b'ref="A1:B1"', b'ref="A1:XFD1048576"')
        data = part_replaced(
            data, "sheet1.xml", b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        )
        tree = read_xlsx(data)
        assert shape(tree) == [[["甲", "乙"]], "1"]

    def test_a_merge_of_the_whole_sheet(self) -> None:
        data = saved(rows_of(["甲", "乙"], ["丙", "丁"]))
        merge = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells><pageMargins'
        assert shape(read_xlsx(part_replaced(data, "sheet1.xml", b"<pageMargins", merge))) == ["甲"]

    def test_a_wall_of_blank_places_is_refused_before_it_is_built(self) -> None:
        def fill(sheet: Worksheet) -> None:
            for row in range(1, 400):
                sheet.cell(row, 1, "甲")
                sheet.cell(row, 16_384, "乙")

        with pytest.raises(Refused, match="超过"):
            read_xlsx(saved(fill))

    @pytest.mark.parametrize(
        ("data", "word"),
        [
            (b"", "不是"),
            (b"PK\x03\x04", "损坏"),
            (OLE_MAGIC + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "密码"),
            (OLE_MAGIC + b"\0" * 600, "旧版"),
        ],
        ids=["empty", "cut", "locked", "old"],
    )
    def test_other_files_are_refused(self, data: bytes, word: str) -> None:
        with pytest.raises(Refused, match=word):
            read_xlsx(data)

    def test_macros_are_refused(self) -> None:
        data = rezip(saved(rows_of(["甲"])), lambda name, part: part, {"xl/vbaProject.bin": b"x"})
        with pytest.raises(Refused, match="宏"):
            read_xlsx(data)

    def test_binary_workbooks_are_refused(self) -> None:
        data = rezip(saved(rows_of(["甲"])), lambda name, part: part, {"xl/workbook.bin": b"x"})
        with pytest.raises(Refused, match="xlsb"):
            read_xlsx(data)

    @pytest.mark.parametrize("part", ["sheet1.xml", "styles.xml", "workbook.xml"])
    def test_a_document_type_is_refused(self, part: str) -> None:
        bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        data = rezip(saved(rows_of(["甲"])), lambda name, xml: _with_doctype(xml, bomb) if name.endswith(part) else xml)
        with pytest.raises(Refused, match="DOCTYPE"):
            read_xlsx(data)

    def test_a_zip_bomb_is_refused_while_it_unpacks(self) -> None:
        out = io.BytesIO()
        source = zipfile.ZipFile(io.BytesIO(saved(rows_of(["甲"]))))
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                if name.endswith("sheet1.xml"):
                    with target.open(name, "w", force_zip64=True) as part:
                        part.write(
                            b"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>"
                        )
                        for _ in range(40):
                            part.write(b" " * (1 << 20))
                else:
                    target.writestr(name, source.read(name))
        with pytest.raises(Refused, match="过大"):
            read_xlsx(out.getvalue())

    def test_indexes_that_lead_nowhere(self) -> None:
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out)
        book.add_worksheet().write_row(0, 0, ["甲", "乙"])
        book.close()
        tree = read_xlsx(part_replaced(out.getvalue(), "sheet1.xml", b"<v>1</v>", b"<v>" + b"9" * 5000 + b"</v>"))
        assert shape(tree) == ["甲"]
        assert "找不到" in tree.problems[0].message

    @pytest.mark.parametrize("value", ["1E+999999", "nan", "十二", "1" * 400])
    def test_numbers_that_are_none(self, value: str) -> None:
        data = part_replaced(saved(rows_of(["甲", 5])), "sheet1.xml", b"<v>5</v>", f"<v>{value}</v>".encode())
        tree = read_xlsx(data)
        assert shape(tree) == [[["甲", value]]]
        assert "不是数字" in tree.problems[0].message

    @pytest.mark.parametrize(
        ("data", "word"),
        [(b"", "损坏"), (OLE_MAGIC + b"\0" * 3000, "损坏"), (b"<html><table><tr><td>1</table>", "损坏")],
        ids=["empty", "hollow", "html"],
    )
    def test_old_workbooks_that_are_none(self, data: bytes, word: str) -> None:
        with pytest.raises(Refused, match=word):
            read_xls(data)

    def test_an_old_workbook_with_a_password(self) -> None:
        start = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x0005, 0, 0, 0, 0)
        with pytest.raises(Refused, match="密码"):
            read_xls(start + struct.pack("<HHHHH", 0x002F, 6, 1, 1, 1) + struct.pack("<HH", 0x000A, 0))

    @pytest.mark.parametrize("kind", ["xlsx", pytest.param("xls", marks=pytest.mark.office)])
    def test_damaged_bytes_give_a_tree_or_a_refusal(self, kind: str, tmp_path_factory: pytest.TempPathFactory) -> None:
        data = saved(rows_of(["名称", "数", "日期"], ["路灯电费", 15, 0.5], ["甲", "乙", None], ruled=True))
        if kind == "xls":
            data = convert(data, "xlsx", "xls", tmp_path_factory.getbasetemp() / "sheets")
        read = read_xls if kind == "xls" else read_xlsx
        chance = random.Random(7)
        for _ in range(150):
            damaged = bytearray(data[: chance.randrange(len(data))] if chance.random() < 0.3 else data)
            for _ in range(chance.choice((1, 5, 60)) if damaged else 0):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            try:
                tree = read(bytes(damaged))
            except Refused:
                continue
            assert isinstance(tree, PageTree)


def _with_doctype(xml: bytes, doctype: bytes) -> bytes:
    start = xml.find(b"?>") + 2 if xml.startswith(b"<?xml") else 0
    return xml[:start] + doctype + xml[start:]
