"""Reading PDF files: what stands on paper comes back as text and tables, across page breaks, and hostile files fail."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from drawn import Drawing, pdf
from samples import convert, covered_places, official_docx, seed_blocks

from zhunsheng.documents.page import PageTree, Paragraph, Table, clean_text
from zhunsheng.documents.reading.pdf import read_pdf
from zhunsheng.model.place import Place

XS, YS = (100, 200, 300), (700, 680, 660)


def lines(tree: PageTree) -> list[str]:
    return [block.text for block in tree.blocks if isinstance(block, Paragraph)]


def tables(tree: PageTree) -> list[Table]:
    return [block for block in tree.blocks if isinstance(block, Table)]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def shape(*pages: Drawing) -> list[str | list[list[str]]]:
    return [texts(block) if isinstance(block, Table) else block.text for block in read_pdf(pdf(*pages)).blocks]


def relaid(docx: bytes, size: float, side: float, end: float, centred: bool) -> bytes:
    """The document with tables in another size of type and other margins (cm), so that pages break elsewhere."""
    document = Document(io.BytesIO(docx))
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(side)
        section.top_margin = section.bottom_margin = Cm(end)
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                if centred:
                    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
                for paragraph in cell.paragraphs:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else None
                    for run in paragraph.runs:
                        run.font.size = Pt(size)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


LAYOUTS = {
    "as-is": None,
    "small": (8, 1.5, 1.2, False),
    "official": (12, 2.8, 3.7, True),
    "large": (14, 2.5, 2.0, False),
}


@pytest.fixture(scope="module", params=LAYOUTS.values(), ids=LAYOUTS)
def published(request: pytest.FixtureRequest, seed: Path, tmp_path_factory: pytest.TempPathFactory) -> PageTree:
    """The published county text printed by LibreOffice, in several sizes: its tables cross pages in many ways."""
    docx = official_docx(seed.read_text(encoding="utf-8"))
    if request.param:
        docx = relaid(docx, *request.param)
    return read_pdf(convert(docx, "docx", "pdf", tmp_path_factory.getbasetemp() / "print"))


@pytest.mark.office
class TestSourceDocument:
    """A real program's print of the published text is read whole."""

    def test_every_cell_of_the_nine_tables_is_read(self, published: PageTree, seed: Path) -> None:
        expected = [block for block in seed_blocks(seed.read_text(encoding="utf-8")) if not isinstance(block, str)]
        assert [texts(table) for table in tables(published)] == [
            [[clean_text(cell) for cell in row] for row in rows] for rows in expected
        ]

    def test_merged_cells_are_known_across_pages(self, published: PageTree, seed: Path) -> None:
        assert published.spans_known
        covered = {
            (number, index)
            for number, table in enumerate(tables(published), 1)
            for index, row in enumerate(table.rows, 1)
            if row[0].covered
        }
        assert covered == covered_places(seed.read_text(encoding="utf-8"))
        assert all({sum(cell.colspan for cell in row) for row in table.rows} == {7} for table in tables(published))
        assert sum(bool(cell.covered) for table in tables(published) for cell in table.cells()) == len(covered)

    def test_paragraphs_are_whole_and_apart(self, published: PageTree, seed: Path) -> None:
        blocks = seed_blocks(seed.read_text(encoding="utf-8"))
        printed = [clean_text(block.partition(" TC ")[0]) for block in blocks if isinstance(block, str)]
        assert [line for line in lines(published) if line != "1"] == printed[:-1]

    def test_every_row_knows_its_page(self, published: PageTree) -> None:
        pages = [row[0].place.page or 0 for table in tables(published) for row in table.rows if row[0].place]
        assert pages == sorted(pages)
        assert pages[-1] > pages[0] > 1

    def test_only_guesses_at_page_breaks_are_said(self, published: PageTree) -> None:
        assert all("跨页" in problem.message for problem in published.problems)


class TestTables:
    """Cells are what lines enclose."""

    def test_a_plain_grid(self) -> None:
        page = (
            Drawing().grid(XS, YS).text(105, 685, "项目编码").text(205, 685, "804-0501-JBN-GR8Q").text(105, 665, "名称")
        )
        assert shape(page) == [[["项目编码", "804-0501-JBN-GR8Q"], ["名称", ""]]]

    def test_merged_cells_follow_from_missing_lines(self) -> None:
        page = Drawing()
        for x, top, bottom in ((100, 700, 640), (200, 700, 640), (300, 680, 660), (400, 700, 640)):
            page.line(x, top, x, bottom)
        for y, left in ((700, 100), (680, 200), (660, 200), (640, 100)):
            page.line(left, y, 400, y)
        page.text(105, 665, "资金").text(205, 685, "总额").text(205, 665, "财政").text(305, 665, "6.00").text(
            205, 645, "其他"
        )
        (table,) = tables(read_pdf(pdf(page)))
        assert texts(table) == [["资金", "总额"], ["", "财政", "6.00"], ["", "其他"]]
        assert [(cell.colspan, cell.rowspan, cell.covered) for cell in table.rows[0]] == [(1, 3, False), (2, 1, False)]
        assert [cell.place for cell in table.rows[1]] == [Place(page=1, table=1, row=2, cell=n) for n in (1, 2, 3)]

    def test_lines_drawn_as_thin_boxes_in_pieces_and_doubled(self) -> None:
        page = Drawing()
        for x in XS:
            page.raw(f"{x} 660 0.5 20 re f {x} 680 0.5 20 re f {x + 1.2} 660 0.5 40 re f")
        for y in YS:
            page.raw(f"100 {y} 100.2 0.5 re f 200.5 {y} 100 0.5 re f")
        page.text(105, 685, "甲").text(205, 685, "乙").text(105, 665, "丙").text(205, 665, "丁")
        assert shape(page) == [[["甲", "乙"], ["丙", "丁"]]]

    def test_a_table_without_side_lines(self) -> None:
        page = Drawing().line(200, 660, 200, 700)
        for y in YS:
            page.line(100, y, 300, y)
        page.text(105, 685, "名称").text(205, 685, "数").text(105, 665, "甲").text(205, 665, "1")
        assert shape(page) == [[["名称", "数"], ["甲", "1"]]]

    def test_shading_and_underlines_are_no_cells(self) -> None:
        page = Drawing().raw("0.9 g 100 680 200 20 re f 0 g").grid(XS, YS).line(205, 664, 260, 664)
        page.text(105, 685, "填表").text(205, 665, "某局").line(100, 600, 300, 600).text(105, 602, "签字")
        assert shape(page) == [[["填表", ""], ["", "某局"]], "签字"]

    def test_a_frame_around_text_is_text(self) -> None:
        page = Drawing().grid((90, 400), (710, 640)).text(100, 690, "说明").text(100, 650, "结束")
        assert shape(page) == ["说明", "结束"]

    def test_a_box_to_tick_belongs_to_its_cell(self) -> None:
        page = Drawing().grid(XS, YS).text(105, 685, "属性").text(215, 685, "新增").grid((205, 212), (692, 685))
        assert shape(page) == [[["属性", "新增"], ["", ""]]]


class TestWrappedText:
    """What a program broke at the margin is joined, what the author ended stays apart."""

    def cell(self, *rows: str) -> str:
        page = Drawing().grid((100, 170, 300), (700, 600))
        for index, row in enumerate(rows):
            page.text(105, 688 - 12 * index, row)
        (table,) = tables(read_pdf(pdf(page)))
        return table.rows[0][0].text

    def test_chinese_is_joined_without_a_blank(self) -> None:
        assert (
            self.cell("广告牌画面清", "晰、质量达标", "率（询问10", "人）") == "广告牌画面清晰、质量达标率（询问10人）"
        )

    def test_a_short_line_ends_a_paragraph(self) -> None:
        assert self.cell("1、甲。", "2、乙丙丁戊己", "庚。", "3、辛") == "1、甲。\n2、乙丙丁戊己庚。\n3、辛"

    def test_latin_words_keep_the_blank_between_them(self) -> None:
        assert self.cell("LED lamp for", "street light") == "LED lamp for street light"

    def test_a_number_or_code_is_never_torn(self) -> None:
        assert self.cell("804-05-JBN-", "GR8Q") == "804-05-JBN-GR8Q"
        assert self.cell("1234567890", "1234567") == "12345678901234567"

    def test_signs_and_full_width_marks_stay_as_they_are(self) -> None:
        assert self.cell("≥95％㎡〔1〕", "【2012】①") == "≥95％㎡〔1〕【2012】①"

    def test_a_mark_that_hangs_over_the_edge_stays_in_its_cell(self) -> None:
        assert self.cell("甲乙丙丁戊己、", "庚") == "甲乙丙丁戊己、庚"

    def test_one_character_a_line_in_a_narrow_column(self) -> None:
        page = Drawing().grid((100, 116, 300), (700, 640))
        for index, char in enumerate("绩效指标"):
            page.text(103, 688 - 12 * index, char)
        (table,) = tables(read_pdf(pdf(page)))
        assert table.rows[0][0].text == "绩效指标"

    def test_body_lines_join_by_the_margin(self) -> None:
        long = "园区将以市场需求和园区产业政策为导向坚持政策优惠环境优良设施完备服务周到全方位招"
        page = Drawing().text(110, 700, long[2:]).text(90, 684, long).text(90, 668, "商引资。")
        page.text(110, 652, long[2:]).text(90, 636, "结束。").text(110, 620, "一、总体目标").text(
            110, 604, "二、分项目标"
        )
        assert shape(page) == [f"{long[2:]}{long}商引资。", f"{long[2:]}结束。", "一、总体目标", "二、分项目标"]

    def test_a_paragraph_goes_on_over_the_page(self) -> None:
        long = "园区将以市场需求和园区产业政策为导向坚持政策优惠环境优良设施完备服务周到全方位招"
        first = Drawing().text(90, 116, long).text(90, 100, long).text(290, 40, "- 1 -")
        assert shape(first, Drawing().text(90, 740, long).text(90, 724, "商。").text(290, 40, "- 2 -")) == [
            long * 3 + "商。"
        ]


class TestPages:
    """Page numbers, running heads, contents, sideways pages and what is printed over them."""

    @pytest.mark.parametrize("number", ["3", "— 3 —", "-3-", "第3页", "第 3 页 共 9 页", "3/9", "Page 3 of 9"])
    def test_page_numbers_are_left_out(self, number: str) -> None:
        assert shape(Drawing().text(100, 700, "正文").text(280, 30, number)) == ["正文"]

    def test_a_number_in_the_text_stays(self) -> None:
        assert shape(Drawing().text(100, 700, "正文").text(100, 400, "3")) == ["正文", "3"]

    def test_running_heads_are_left_out_and_said_once(self) -> None:
        pages = [Drawing().text(100, 800, "某县绩效文本", 9).text(100, 600, f"第{n}段") for n in "一二三四"]
        tree = read_pdf(pdf(*pages))
        assert lines(tree) == ["第一段", "第二段", "第三段", "第四段"]
        assert ["某县绩效文本" in problem.message for problem in tree.problems] == [True]

    def test_the_title_of_a_form_on_every_page_is_no_running_head(self) -> None:
        pages = [
            Drawing().text(100, 800, "项目绩效目标表", 18).grid(XS, YS).text(105, 685, f"{n}") for n in (1, 2, 3, 4)
        ]
        assert len([block for block in shape(*pages) if isinstance(block, str)]) == 4

    def test_lines_of_a_table_of_contents_are_marked(self) -> None:
        tree = read_pdf(pdf(Drawing().text(90, 700, "1、路灯电费绩效目标表 ................ 12").text(90, 680, "正文")))
        assert [(b.text, b.contents_entry) for b in tree.blocks if isinstance(b, Paragraph)] == [
            ("1、路灯电费绩效目标表", True),
            ("正文", False),
        ]

    @pytest.mark.parametrize("turn", [90, 180, 270])
    def test_pages_turned_by_their_own_entry_or_by_their_matrix(self, turn: int) -> None:
        upright = Drawing(842, 842).grid(XS, YS).text(105, 685, "甲").text(205, 685, "乙").text(105, 665, "丙")
        expected = [[["甲", "乙"], ["丙", ""]]]
        matrix = {90: "0 1 -1 0 842 0", 180: "-1 0 0 -1 842 842", 270: "0 -1 1 0 0 842"}[turn]
        drawn = Drawing(842, 842).raw(f"q {matrix} cm").raw("\n".join(upright.commands)).raw("Q")
        assert shape(drawn) == expected
        drawn.extra = f"/Rotate {turn}"
        assert shape(drawn) == expected

    def test_a_turned_label_in_a_cell(self) -> None:
        page = (
            Drawing().grid(XS, (700, 600)).text(140, 620, "绩效指标", matrix="0 1 -1 0").text(205, 650, "数量指标正文")
        )
        assert shape(page) == [[["绩效指标", "数量指标正文"]]]

    def test_a_slanted_watermark_is_left_out_and_said(self) -> None:
        page = Drawing().text(100, 700, "正文").text(200, 400, "公开样稿", 40, matrix="0.7 0.7 -0.7 0.7")
        tree = read_pdf(pdf(page))
        assert lines(tree) == ["正文"]
        assert tree.problems[0].place == Place(page=1)

    def test_false_bold_printed_twice_is_read_once(self) -> None:
        assert shape(Drawing().text(100, 700, "标题").text(100.3, 700, "标题")) == ["标题"]

    def test_what_the_window_hides_is_not_read_but_said(self) -> None:
        page = Drawing().raw("q 90 690 200 20 re W n").text(100, 700, "看得见").text(100, 650, "看不见").raw("Q")
        tree = read_pdf(pdf(page.text(100, 600, "后文")))
        assert lines(tree) == ["看得见", "后文"]
        assert "3个字" in tree.problems[0].message


class TestPageBreaks:
    """A table that goes on over the page is one table."""

    FORM = (100, 170, 400)

    def page(self, *rows: tuple[float, float, str, str], lines_at: tuple[float, ...] = ()) -> Drawing:
        page = Drawing().grid(self.FORM, lines_at or sorted({y for row in rows for y in row[:2]}))
        for top, _bottom, left, right in rows:
            for x, text in ((105, left), (175, right)):
                for index, part in enumerate(text.split("\n") if text else []):
                    page.text(x, top - 12 - 12 * index, part)
        return page

    def test_rows_after_the_break_join_and_a_repeated_heading_is_dropped(self) -> None:
        first = self.page((100, 80, "名称", "内容"), (80, 60, "甲", "一"))
        second = self.page((780, 760, "名称", "内容"), (760, 740, "乙", "二"))
        tree = read_pdf(pdf(first, second))
        (table,) = tables(tree)
        assert texts(table) == [["名称", "内容"], ["甲", "一"], ["乙", "二"]]
        assert [row[0].place.page for row in table.rows if row[0].place] == [1, 1, 2]
        assert tree.problems == []

    def test_a_title_between_keeps_tables_apart(self) -> None:
        second = self.page((740, 720, "名称", "内容")).text(100, 760, "2、路灯电费绩效目标表")
        assert [type(block).__name__ for block in read_pdf(pdf(self.page((100, 80, "甲", "一")), second)).blocks] == [
            "Table",
            "Paragraph",
            "Table",
        ]

    def test_other_widths_are_another_table(self) -> None:
        second = Drawing().grid((100, 200, 500), (780, 760)).text(105, 768, "乙")
        assert len(tables(read_pdf(pdf(self.page((100, 80, "甲", "一")), second)))) == 2

    def test_a_row_cut_in_its_text_is_put_together(self) -> None:
        full = "为保障园区优越的绿化环境使树木生长旺盛四季常"
        first = self.page((100, 60, "绩效目标", f"{full}\n{full}"))
        second = self.page((780, 760, "", "青。"), (760, 740, "依据", "某文件"))
        (table,) = tables(read_pdf(pdf(first, second)))
        assert texts(table) == [["绩效目标", f"{full}{full}青。"], ["依据", "某文件"]]

    def test_a_row_cut_between_paragraphs_is_a_guess_and_said(self) -> None:
        tree = read_pdf(pdf(self.page((100, 60, "绩效目标", "1、甲。")), self.page((780, 760, "", "2、乙。"))))
        assert [texts(table) for table in tables(tree)] == [[["绩效目标", "1、甲。\n2、乙。"]]]
        assert [problem.place for problem in tree.problems] == [Place(page=2)]

    def test_a_row_without_a_line_at_the_break(self) -> None:
        full = "为保障园区优越的绿化环境使树木生长旺盛四季常"
        first = self.page((100, 60, "目标", full), lines_at=(100, 60))
        first.commands = [command for command in first.commands if " 60 m 400 60 l" not in command]
        (table,) = tables(read_pdf(pdf(first, self.page((780, 760, "", "青。")))))
        assert texts(table) == [["目标", f"{full}青。"]]

    def test_a_cell_that_spans_rows_of_both_pages(self) -> None:
        second = self.page((780, 760, "", "二"), (760, 740, "", "三"))
        second.commands = [command for command in second.commands if " 100 760 m 400 760 l" not in f" {command}"]
        second.line(170, 760, 400, 760)
        (table,) = tables(read_pdf(pdf(self.page((100, 80, "产出指标", "一")), second)))
        assert texts(table) == [["产出指标", "一"], ["", "二"], ["", "三"]]
        assert [row[0].covered for row in table.rows] == [False, True, True]

    def test_a_label_cut_in_two_is_whole_where_another_table_has_it_whole(self) -> None:
        whole = Drawing().grid(self.FORM, (700, 680, 660)).text(105, 685, "资金支出计划表").text(175, 685, "3月底")
        whole.text(105, 500, "二").grid(self.FORM, (100, 80)).text(105, 88, "资金支出计划").text(175, 88, "6月底")
        found = tables(read_pdf(pdf(whole, self.page((780, 760, "表", "5.00")))))
        assert texts(found[1]) == [["资金支出计划表", "6月底"], ["", "5.00"]]

    def test_the_word_continued_is_no_text(self) -> None:
        second = self.page((760, 740, "乙", "二")).text(350, 780, "续表")
        assert [texts(table) for table in tables(read_pdf(pdf(self.page((100, 80, "甲", "一")), second)))] == [
            [["甲", "一"], ["乙", "二"]]
        ]
