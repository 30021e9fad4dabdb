"""Reading Word 97–2003 documents: the binary file says the same as the Word file it was saved from."""

from __future__ import annotations

import random
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from samples import STYLES, convert, docx_of, field, level, listed, ole_of, ole_streams, p, run, tbl, tc

from zhunsheng.documents.page import Cell, PageTree, Paragraph, Table
from zhunsheng.documents.reading.doc import read_doc
from zhunsheng.documents.reading.doc_file import open_word
from zhunsheng.documents.reading.doc_properties import Properties, apply
from zhunsheng.documents.reading.docx import read_docx
from zhunsheng.documents.reading.refusal import Refused
from zhunsheng.model.place import Place

CLX, PARAGRAPH_RUNS = 0x1A2, 0x102
"""Where the header keeps place and size of the piece table and of the paragraph properties."""


def tables(tree: PageTree) -> list[Table]:
    return [block for block in tree.blocks if isinstance(block, Table)]


def lines(tree: PageTree) -> list[str]:
    return [block.text for block in tree.blocks if isinstance(block, Paragraph)]


def spans(table: Table) -> list[list[tuple[str, int, int, bool | None]]]:
    return [[(cell.text, cell.colspan, cell.rowspan, cell.covered) for cell in row] for row in table.rows]


@pytest.mark.office
class TestSourceDocument:
    """The source document, saved as .doc by LibreOffice, against the .docx it was saved from."""

    def test_every_cell_has_the_same_text_span_and_place(self, source_docx: bytes, source_doc: bytes) -> None:
        expected, found = read_docx(source_docx), read_doc(source_doc)
        assert tables(found) == tables(expected)
        assert sum(1 for table in tables(found) for _cell in table.cells()) == 621
        assert found.spans_known
        assert not found.problems

    def test_every_paragraph_has_the_same_text_and_place(self, source_docx: bytes, source_doc: bytes) -> None:
        expected, found = read_docx(source_docx), read_doc(source_doc)
        assert [(block.text, block.place) for block in found.blocks if isinstance(block, Paragraph)] == [
            (block.text, block.place) for block in expected.blocks if isinstance(block, Paragraph)
        ]

    def test_titles_carry_the_list_of_their_tc_field(self, source_doc: bytes) -> None:
        # LibreOffice drops the letter of a TC field when it saves; Word keeps it. Here it is put back.
        streams = ole_streams(source_doc)
        streams["WordDocument"] = streams["WordDocument"].replace(utf16("\\l 2"), utf16("\\f A"))
        titles = [block for block in read_doc(ole_of(streams)).blocks if isinstance(block, Paragraph) and block.toc]
        assert [title.toc for title in titles] == ["A"] * 12
        assert titles[3].text == "1、高速口广告牌租赁绩效目标表"

    def test_text_in_many_pieces_and_in_one_byte_a_character_reads_the_same(self, source_doc: bytes) -> None:
        assert read_doc(in_pieces(source_doc)) == read_doc(source_doc)

    def test_without_paragraph_properties_rows_are_told_by_their_marks(self, source_doc: bytes) -> None:
        streams = ole_streams(source_doc)
        streams["WordDocument"] = patched(streams["WordDocument"], PARAGRAPH_RUNS, bytes(8))
        tree = read_doc(ole_of(streams))
        assert not tree.spans_known
        assert "核对" in tree.problems[0].message
        first = tables(tree)[0]
        assert [cell.text for cell in first.rows[1]] == [
            "项目编码",
            "804-0401-JBN-ULCE",
            "项目名称",
            "高速口广告牌租赁",
        ]
        assert {cell.covered for cell in first.cells()} == {None}


def utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def patched(main: bytes, place: int, value: bytes) -> bytes:
    return main[:place] + value + main[place + len(value) :]


def in_pieces(doc: bytes) -> bytes:
    """The document as Word may lay it out: each stretch of plain ASCII moved to the end, one byte a character."""
    streams = ole_streams(doc)
    main, table = streams["WordDocument"], streams["1Table"]
    file = open_word(doc)
    (piece,) = file.pieces
    text = main[piece.offset : piece.offset + 2 * piece.end].decode("utf-16-le")
    bounds, moved = [0], {}
    for match in re.finditer("[ -~]{2,}", text):
        moved[match.start()] = (len(main), match[0])
        main += match[0].encode("ascii") + bytes(len(match[0]) % 2)
        bounds += [match.start(), match.end()]
    bounds = sorted({*bounds, piece.end})
    pieces = b"".join(
        struct.pack("<HIH", 0, 2 * moved[start][0] | 0x40000000 if start in moved else piece.offset + 2 * start, 0)
        for start in bounds[:-1]
    )
    plc = struct.pack(f"<{len(bounds)}i", *bounds) + pieces
    clx = b"\x01" + struct.pack("<H", 3) + b"\x16\x24\x01" + b"\x02" + struct.pack("<I", len(plc)) + plc
    assert len(bounds) > 500
    main = patched(main, CLX, struct.pack("<II", len(table), len(clx)))
    return ole_of(streams | {"WordDocument": main, "1Table": table + clx})


RESTART, GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
FORMATS = [
    *("decimal", "chineseCounting", "japaneseCounting", "chineseCountingThousand", "chineseLegalSimplified"),
    *("ideographTraditional", "ideographZodiac", "decimalEnclosedCircle", "upperRoman", "lowerRoman", "upperLetter"),
    *("lowerLetter", "decimalFullWidth", "decimalZero"),
]


def wide(text: str, width: int, properties: str = "") -> str:
    return tc(text, f'<w:tcW w:w="{width}" w:type="dxa"/>{properties}')


def grid(*rows: str) -> str:
    start = '<w:tblPr><w:tblW w:w="8000" w:type="dxa"/></w:tblPr><w:tblGrid>' + '<w:gridCol w:w="2000"/>' * 4
    return tbl(*rows).replace("<w:tbl>", f"<w:tbl>{start}</w:tblGrid>")


def mixed_body() -> str:
    """A body with one of everything that both formats know."""
    box = f"<w:txbxContent>{p('框一')}{p('框二')}</w:txbxContent>"
    shape = f'<w:pict><v:shape style="width:99pt;height:50pt;position:absolute"><v:textbox>{box}</v:textbox></v:shape></w:pict>'
    tracked = 'w:id="1" w:author="a" w:date="2020-01-01T00:00:00Z"'
    inner = tbl(wide("子一", 900) + wide("1", 900), wide("子二", 900) + wide("2", 900))
    nested = f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/><w:gridSpan w:val="2"/></w:tcPr>{p("外")}{inner}{p("尾")}</w:tc>'
    goals = (
        f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{listed("保障")}{listed("")}{listed("提高")}</w:tc>'
    )
    two = '<w:gridSpan w:val="2"/>'
    return "".join(
        [
            p("标题二", '<w:pStyle w:val="2"/>') + p("节", '<w:pStyle w:val="b"/>') + p("Latin only") + p("生僻字𠮷㐀"),
            run("<w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:noBreakHyphen/><w:t>丁</w:t>"),
            run('<w:sym w:font="Symbol" w:char="F0B3"/><w:t>95</w:t>'),
            run('<w:sym w:font="Wingdings 2" w:char="F052"/><w:t>是</w:t>'),
            f"<w:p><w:r><w:t>前</w:t></w:r><w:r>{shape}</w:r><w:r><w:t>后</w:t></w:r></w:p>",
            f"<w:p><w:del {tracked}><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins {tracked}><w:r><w:t>新</w:t></w:r>"
            "</w:ins><w:r><w:t>文</w:t></w:r></w:p>",
            f"<w:p><w:r><w:t>第</w:t></w:r>{field(' PAGE ', '1')}<w:r><w:t>页</w:t></w:r></w:p>",
            grid(
                wide("一", 2000, RESTART) + wide("二", 2000) + wide("三", 4000, two),
                wide("", 2000, GO_ON) + wide("四", 2000) + wide("五", 2000) + wide("", 2000),
                wide("六", 4000, two) + wide("", 2000) + wide("七", 2000, RESTART),
                wide("", 2000) + wide("", 2000) + wide("", 2000) + wide("", 2000, GO_ON),
            ),
            p("间"),
            grid(nested + wide("乙", 2000) + wide("", 2000), goals + "".join(wide(text, 2000) for text in "123")),
            *(listed(form, number) + listed("子", number, 1) for number, form in enumerate(FORMATS, 1)),
            p("末"),
        ]
    )


def lists() -> str:
    schemes = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{level(0, form, '%1、')}{level(1, 'decimal', '%1.%2 ')}</w:abstractNum>"
        for number, form in enumerate(FORMATS, 1)
    )
    uses = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in range(1, len(FORMATS) + 1)
    )
    return schemes + uses


@pytest.mark.office
class TestOneOfEverything:
    @pytest.fixture(scope="class")
    @classmethod
    def both(cls, tmp_path_factory: pytest.TempPathFactory) -> tuple[PageTree, PageTree]:
        data = docx_of(mixed_body(), styles=STYLES, numbering=lists())
        return read_docx(data), read_doc(convert(data, "docx", "doc", tmp_path_factory.mktemp("mixed")))

    def test_both_formats_read_the_same(self, both: tuple[PageTree, PageTree]) -> None:
        expected, found = both
        assert found.blocks == expected.blocks

    def test_both_report_the_same_trouble(self, both: tuple[PageTree, PageTree]) -> None:
        expected, found = both
        assert found.problems == expected.problems
        assert [problem.place for problem in found.problems] == [Place(table=2, row=1, cell=1)]

    def test_what_it_reads_is_what_the_page_shows(self, both: tuple[PageTree, PageTree]) -> None:
        _expected, found = both
        text = lines(found)
        shown = [
            "≥95",
            "☑是",
            "前后",
            "框一",
            "框二",
            "新文",
            "生僻字𠮷㐀",
            "第1页",
            "一、chineseCounting",
            "4、decimal",
        ]
        assert [line for line in shown if line not in text] == []
        assert spans(tables(found)[0])[1:3] == [
            [("", 1, 1, True), ("四", 1, 1, False), ("五", 1, 1, False), ("", 1, 1, False)],
            [("六", 2, 1, False), ("", 1, 1, False), ("七", 1, 2, False)],
        ]

    def test_lines_of_a_table_of_contents_are_marked(self, tmp_path: Path) -> None:
        begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        body = f"{p('目录')}<w:p>{begin}<w:r><w:t>甲表1</w:t></w:r></w:p><w:p><w:r><w:t>乙表2</w:t></w:r>"
        body += f'<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>{p("甲表", "<w:pStyle w:val=~2~/>".replace("~", chr(34)))}'
        tree = read_doc(convert(docx_of(body, styles=STYLES), "docx", "doc", tmp_path))
        assert [(block.text, block.contents_entry) for block in tree.blocks if isinstance(block, Paragraph)] == [
            ("目录", False),
            ("甲表1", True),
            ("乙表2", True),
            ("甲表", False),
        ]


class TestPropertyChanges:
    """The small language in which the format states properties, as Word writes it and LibreOffice does not."""

    def row(self, *more: bytes) -> Properties:
        edges = struct.pack("<4h", -108, 1000, 2000, 4000)
        cells = b"".join(struct.pack("<H18x", flags) for flags in (0x60, 0x20, 0x00))
        body = b"\x03" + edges + cells
        properties = Properties()
        apply(properties, b"\x08\xd6" + struct.pack("<H", len(body) + 1) + body + b"".join(more), b"")
        return properties

    def test_a_row_states_edges_and_merges(self) -> None:
        row = self.row().row
        assert row is not None
        assert row.edges == (-108, 1000, 2000, 4000)
        assert row.vertical == [True, False, None]

    def test_later_changes_overrule_earlier_ones(self) -> None:
        row = self.row(b"\x2b\xd6\x02\x02\x03", b"\x2b\xd6\x02\x00\x00", b"\x24\x56\x00\x02").row
        assert row is not None
        assert row.vertical == [None, False, True]
        assert row.joined_left == [False, True, False]

    def test_a_list_too_long_for_its_place_lies_in_another_stream(self) -> None:
        data = bytes(10) + struct.pack("<H", 6) + b"\x16\x24\x01\x17\x24\x01"
        properties = Properties()
        apply(properties, b"\x46\x66" + struct.pack("<I", 10), data)
        assert properties.in_table
        assert properties.row_end

    def test_tab_stops_of_any_length_are_stepped_over(self) -> None:
        tabs = b"\x15\xc6\xff\x02" + bytes(8) + b"\x01" + bytes(3)
        properties = Properties()
        apply(properties, tabs + b"\x16\x24\x01", b"")
        assert properties.in_table

    def test_a_list_that_loops_into_itself_ends(self) -> None:
        data = struct.pack("<H", 6) + b"\x46\x66" + struct.pack("<I", 0)
        apply(Properties(), b"\x46\x66" + struct.pack("<I", 0), data)


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        read_doc(data)
    sentence = str(caught.value)
    assert sentence.endswith("。")
    assert sentence.count("。") == 1
    assert "\n" not in sentence
    return sentence


class TestRefusals:
    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"{\\rtf1 text}", "RTF"),
            (b"<html><body>x</body></html>", "网页"),
            (b"\xef\xbb\xbf<!DOCTYPE html>", "网页"),
            (docx_of(""), "docx"),
            ("纯文本".encode(), "不是"),
            (b"", "空文件"),
            (b"\xdb\xa5\x2d\x00" + bytes(2000), "Word 2.0"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "损坏"),
        ],
    )
    def test_what_only_bears_the_name(self, data: bytes, words: str) -> None:
        assert words in refusal(data)

    @pytest.mark.parametrize(
        ("streams", "words"),
        [
            (["Workbook"], "Excel"),
            (["Book"], "Excel"),
            (["PowerPoint Document"], "演示文稿"),
            (["__properties_version1.0"], "邮件"),
            (["EncryptedPackage", "EncryptionInfo"], "密码"),
            (["WordDocument", "1Table", "Macros/VBA"], "宏"),
            (["Contents"], "没有 Word 正文"),
            (["WordDocument"], "损坏"),
        ],
    )
    def test_other_files_in_the_same_kind_of_container(self, streams: list[str], words: str) -> None:
        assert words in refusal(ole_of(dict.fromkeys(streams, bytes(5000))))

    def test_passwords_and_versions_that_are_too_old(self) -> None:
        head = struct.pack("<HH6xH", 0xA5EC, 0xC1, 0x0100)
        assert "密码" in refusal(ole_of({"WordDocument": head.ljust(5000, b"\x00"), "0Table": b""}))
        for mark, version in ((0xA5DC, 0x65), (0xA5EC, 0x68)):
            main = struct.pack("<HH", mark, version).ljust(5000, b"\x00")
            assert "Word 95" in refusal(ole_of({"WordDocument": main}))

    @pytest.mark.office
    @pytest.mark.parametrize("share", [0.01, 0.1, 0.5, 0.9])
    def test_a_truncated_file(self, source_doc: bytes, share: float) -> None:
        assert "损坏" in refusal(source_doc[: int(len(source_doc) * share)])

    @pytest.mark.office
    @pytest.mark.parametrize(
        "clx",
        [
            b"",
            b"\x01\xff\xff",
            b"\x02" + struct.pack("<I", 1 << 30),
            b"\x02" + struct.pack("<I", 16) + struct.pack("<iiHIH", 0, 1 << 30, 0, 0, 0),
            b"\x02" + struct.pack("<I", 16) + struct.pack("<iiHIH", 0, -5, 0, 0, 0),
            b"\x02" + struct.pack("<I", 28) + struct.pack("<iiiHIHHIH", 0, 70000, 140000, 0, 0, 0, 0, 0, 0),
        ],
    )
    def test_piece_tables_that_lie(self, source_doc: bytes, clx: bytes) -> None:
        streams = ole_streams(source_doc)
        table = streams["1Table"]
        main = patched(streams["WordDocument"], CLX, struct.pack("<II", len(table), len(clx)))
        assert "损坏" in refusal(ole_of(streams | {"WordDocument": main, "1Table": table + clx}))


@pytest.mark.office
class TestDamage:
    def test_containers_that_loop_or_claim_too_much_cost_little_memory(self, source_doc: bytes, tmp_path: Path) -> None:
        plain = ole_of(ole_streams(source_doc))
        sectors = len(plain) // 512
        loops = bytearray(plain)
        table = len(plain) - struct.unpack_from("<I", plain, 0x2C)[0] * 512
        for sector in range(sectors - 1):
            struct.pack_into("<I", loops, table + 4 * sector, sector)
        cases = [bytes(loops)]
        for place in (0x2C, 0x30, 0x3C, 0x40, 0x44, 0x48):
            for value in (0, 1, sectors, 1 << 20, 0xFFFFFFF0):
                cases.append(patched(plain, place, struct.pack("<I", value)))
        program = (
            "import pathlib, resource, sys\n"
            "from zhunsheng.documents.reading.doc import read_doc\n"
            "from zhunsheng.documents.reading.refusal import Refused\n"
            "resource.setrlimit(resource.RLIMIT_AS, (420 << 20, 420 << 20))\n"
            "for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):\n"
            "    try: print(len(read_doc(path.read_bytes()).blocks))\n"
            "    except Refused as refused: print(refused)\n"
        )
        for number, case in enumerate(cases):
            (tmp_path / f"{number:02}.doc").write_bytes(case)
        done = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert len(done.stdout.splitlines()) == len(cases)

    def test_flipped_and_cut_bytes(self, source_doc: bytes) -> None:
        chance = random.Random(22)
        for _ in range(60):
            data = bytearray(source_doc)
            for _ in range(chance.randint(1, 12)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            if chance.random() < 0.2:
                del data[chance.randrange(len(data)) :]
            assert_tree_or_sentence(bytes(data))

    def test_flipped_bytes_where_the_structure_lies(self, source_doc: bytes) -> None:
        streams = ole_streams(source_doc)
        chance = random.Random(23)
        pages = range(0, len(streams["WordDocument"]), 512)[-60:]
        for turn in range(240):
            main, table = bytearray(streams["WordDocument"]), bytearray(streams["1Table"])
            for _ in range(chance.randint(1, 4)):
                target, low, high = ((main, 0, 0x400), (table, 0, len(table)), (main, pages[0], len(main)))[turn % 3]
                target[chance.randrange(low, high)] = chance.choice((0, 1, 7, 127, 128, 255, chance.randrange(256)))
            assert_tree_or_sentence(ole_of(streams | {"WordDocument": bytes(main), "1Table": bytes(table)}))


def assert_tree_or_sentence(data: bytes) -> None:
    answer: PageTree | str
    try:
        answer = read_doc(data)
    except Refused as refused:
        answer = str(refused)
    assert isinstance(answer, PageTree) or answer.endswith("。")
    if isinstance(answer, PageTree):
        for table in tables(answer):
            assert all(isinstance(cell, Cell) and cell.colspan >= 1 and cell.rowspan >= 1 for cell in table.cells())
