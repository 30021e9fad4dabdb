"""PDF files that cannot be read whole: scans, fonts without characters, locked, damaged and hostile ones."""

from __future__ import annotations

import io
import random

import pytest
from docx import Document
from drawn import Drawing, assembled, pdf, stream
from samples import convert

from zhunsheng.documents.page import PageTree, Paragraph
from zhunsheng.documents.reading import pdf as pdf_reader
from zhunsheng.documents.reading import pdf_guard, pdf_marks
from zhunsheng.documents.reading.pdf import read_pdf
from zhunsheng.documents.reading.refusal import Refused
from zhunsheng.model.place import Place


def lines(tree: PageTree) -> list[str]:
    return [block.text for block in tree.blocks if isinstance(block, Paragraph)]


class TestWithoutText:
    """Scans, fonts without characters, and form fields are said, never guessed."""

    PICTURE = stream(
        b"\0" * 300, "/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceRGB /BitsPerComponent 8"
    )

    def test_a_scan_has_no_blocks_and_one_problem(self) -> None:
        scan = Drawing().raw("q 595 0 0 842 0 0 cm /P Do Q")
        tree = read_pdf(pdf(scan, scan, resources="/XObject <</P 10 0 R>>", objects=[self.PICTURE]))
        assert tree.blocks == []
        (problem,) = tree.problems
        assert "扫描件" in problem.message
        assert "没有文字层" in problem.message

    def test_a_scanned_page_between_others_is_named(self) -> None:
        scan = Drawing().raw("q 595 0 0 842 0 0 cm /P Do Q")
        data = pdf(Drawing().text(100, 700, "正文"), scan, resources="/XObject <</P 10 0 R>>", objects=[self.PICTURE])
        assert [problem.place for problem in read_pdf(data).problems] == [Place(page=2)]

    def test_recognised_text_over_a_scan_is_read_with_a_warning(self) -> None:
        page = Drawing().raw("q 595 0 0 842 0 0 cm /P Do Q").text(100, 700, "项目名称")
        tree = read_pdf(pdf(page, resources="/XObject <</P 10 0 R>>", objects=[self.PICTURE]))
        assert lines(tree) == ["项目名称"]
        assert "识别" in tree.problems[0].message

    def test_a_font_without_characters_is_not_read(self) -> None:
        data = pdf(Drawing().text(100, 700, "绩效目标").text(100, 600, "x")).replace(
            b"/UniGB-UCS2-H", b"/Identity-H   "
        )
        data = data.replace(b"/Ordering (GB1)", b"/Ordering (Own)")
        tree = read_pdf(data)
        assert tree.blocks == []
        assert "乱码" in tree.problems[0].message

    @pytest.mark.office
    def test_one_font_of_a_real_file_without_its_table(self, tmp_path_factory: pytest.TempPathFactory) -> None:
        document = Document()
        document.add_paragraph("项目绩效目标表 LED lamp")
        out = io.BytesIO()
        document.save(out)
        data = convert(out.getvalue(), "docx", "pdf", tmp_path_factory.getbasetemp() / "print")
        assert lines(read_pdf(data)) == ["项目绩效目标表 LED lamp"]
        tree = read_pdf(data.replace(b"/ToUnicode", b"/ToUnicodx"))
        assert tree.blocks == []
        assert "乱码" in tree.problems[0].message

    def test_form_fields_are_said(self) -> None:
        field = b"<</FT /Tx /T (a) /V (6.00)>>"
        data = pdf(Drawing().text(100, 700, "正文"), catalog="/AcroForm <</Fields [10 0 R]>>", objects=[field])
        assert "表单域" in read_pdf(data).problems[0].message

    def test_radicals_written_for_characters_are_characters(self) -> None:
        assert pdf_marks.plain_character("⼀") == "一"
        assert pdf_marks.plain_character("⺠") == "民"
        assert pdf_marks.plain_character("㎡（％】ﬁ") == "㎡（％】ﬁ"


class TestHostile:
    """No file costs more than its limits, and nothing but ``Refused`` comes out."""

    @pytest.mark.parametrize(
        "data",
        [b"", b"%PDF-1.7\n", b"%PDF-1.7\n" + b"[" * 100_000, b"PK\x03\x04" + b"\0" * 100, pdf(Drawing())[:300]],
        ids=["empty", "header", "brackets", "zip", "cut"],
    )
    def test_damaged_files_are_refused(self, data: bytes) -> None:
        with pytest.raises(Refused, match="损坏"):
            read_pdf(data)

    @pytest.mark.office
    def test_a_file_with_a_password(self, tmp_path_factory: pytest.TempPathFactory) -> None:
        options = (
            '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x"}}'
        )
        out = io.BytesIO()
        Document().save(out)
        data = convert(
            out.getvalue(), "docx", f"pdf:writer_pdf_Export:{options}", tmp_path_factory.getbasetemp() / "print"
        )
        with pytest.raises(Refused, match="密码"):
            read_pdf(data)

    def test_a_stream_that_unpacks_without_end(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pdf_guard, "MAX_UNPACKED_BYTES", 1 << 20)
        data = assembled(_one_page(stream(b" " * (3 << 20), packed=True)))
        with pytest.raises(Refused, match="过大"):
            read_pdf(data)

    def test_forms_that_draw_forms_ten_times_each(self) -> None:
        forms = [
            stream(
                b"/X Do " * 10,
                f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X {number + 1} 0 R>>>>",
            )
            for number in range(10, 20)
        ]
        data = pdf(Drawing().raw("/X Do"), resources="/XObject <</X 10 0 R>>", objects=[*forms, stream(b"")])
        with pytest.raises(Refused, match="过大"):
            read_pdf(data)

    def test_a_form_that_draws_itself(self) -> None:
        form = stream(b"/X Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X 10 0 R>>>>")
        page = Drawing().raw("/X Do").text(100, 700, "正文")
        assert lines(read_pdf(pdf(page, resources="/XObject <</X 10 0 R>>", objects=[form]))) == ["正文"]

    def test_widths_claimed_for_two_billion_glyphs(self) -> None:
        data = pdf(Drawing().text(100, 700, "绩效")).replace(b"/DW 1000 ", b"/W [0 2000000000 9] ")
        with pytest.raises(Refused, match="过大"):
            read_pdf(data)

    def test_pages_beyond_the_limit_are_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pdf_reader, "MAX_PAGES", 3)
        tree = read_pdf(pdf(*(Drawing().text(100, 700, f"第{n}段") for n in "一二三四五")))
        assert lines(tree) == ["第一段", "第二段", "第三段"]
        assert "3页" in tree.problems[0].message

    def test_a_page_tree_that_bites_its_tail(self) -> None:
        data = pdf(Drawing().text(100, 700, "正文")).replace(b"/Kids [10 0 R]", b"/Kids [2 0 R 10 0 R]")
        assert lines(read_pdf(data)) == ["正文"]

    def test_too_many_lines_for_any_table(self) -> None:
        page = Drawing().text(100, 700, "图纸")
        for number in range(3_100):
            page.line(number * 0.1, number % 800, number * 0.1 + 2, number % 800)
        tree = read_pdf(pdf(page))
        assert lines(tree) == ["图纸"]

    def test_letters_of_no_size_and_places_off_the_page(self) -> None:
        page = Drawing().text(100, 700, "零", 0).text(100, 690, "巨", 1e9).text(9000, 700, "远").text(100, 650, "正文")
        assert lines(read_pdf(pdf(page))) == ["正文"]

    def test_damaged_bytes_give_a_tree_or_a_refusal(self) -> None:
        data = pdf(
            Drawing().grid((100, 200, 300), (700, 680, 660)).text(105, 685, "项目").text(205, 665, "6.00"),
            Drawing().text(90, 600, "正文"),
        )
        chance = random.Random(11)
        for _ in range(150):
            damaged = bytearray(data[: chance.randrange(len(data))] if chance.random() < 0.3 else data)
            for _ in range(chance.choice((1, 5, 60)) if damaged else 0):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            try:
                tree = read_pdf(bytes(damaged))
            except Refused:
                continue
            assert isinstance(tree, PageTree)


def _one_page(content: bytes) -> dict[int, bytes]:
    return {
        1: b"<</Type /Catalog /Pages 2 0 R>>",
        2: b"<</Type /Pages /Count 1 /Kids [3 0 R]>>",
        3: b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <<>>>>",
        4: content,
    }
