"""Reading web pages: what a browser shows is read, cells stand where it draws them, and hostile pages are refused."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from samples import convert, covered_places, official_docx, seed_blocks

from zhunsheng.documents.page import PageTree, Paragraph, Table, clean_text
from zhunsheng.documents.reading.html import read_html
from zhunsheng.documents.reading.refusal import Refused
from zhunsheng.model.place import Place


def page(body: str, head: str = '<meta charset="utf-8">') -> PageTree:
    return read_html(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode())


def lines(tree: PageTree) -> list[str]:
    return [block.text for block in tree.blocks if isinstance(block, Paragraph)]


def tables(tree: PageTree) -> list[Table]:
    return [block for block in tree.blocks if isinstance(block, Table)]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def only_table(body: str) -> Table:
    (table,) = tables(page(body))
    return table


@pytest.fixture(scope="module", params=["html:HTML (StarWriter)", "xhtml:XHTML Writer File"], ids=["html", "xhtml"])
def published(request: pytest.FixtureRequest, seed: Path, tmp_path_factory: pytest.TempPathFactory) -> PageTree:
    """The published county text as LibreOffice saves it as a web page, with either of its two filters."""
    docx = official_docx(seed.read_text(encoding="utf-8"))
    return read_html(convert(docx, "docx", request.param, tmp_path_factory.getbasetemp() / "web"))


@pytest.mark.office
class TestSourceDocument:
    """A real program's page of the published text is read whole."""

    def test_every_cell_of_the_nine_tables_is_read_in_its_place(self, published: PageTree, seed: Path) -> None:
        expected = [block for block in seed_blocks(seed.read_text(encoding="utf-8")) if not isinstance(block, str)]
        found = tables(published)
        assert [texts(table) for table in found] == [
            [[clean_text(cell) for cell in row] for row in rows] for rows in expected
        ]
        assert len(found) == 9
        for number, table in enumerate(found, 1):
            for row, cells in enumerate(table.rows, 1):
                assert [cell.place for cell in cells] == [
                    Place(table=number, row=row, cell=index) for index in range(1, len(cells) + 1)
                ]

    def test_merged_cells_are_known_and_blank_ones_stay_blank(self, published: PageTree, seed: Path) -> None:
        assert published.spans_known
        assert published.problems == []
        covered = {
            (cell.place.table, cell.place.row)
            for table in tables(published)
            for cell in table.cells()
            if cell.covered and cell.place
        }
        assert covered == covered_places(seed.read_text(encoding="utf-8"))
        assert all({sum(cell.colspan for cell in row) for row in table.rows} == {7} for table in tables(published))

    def test_titles_stand_before_their_tables(self, published: PageTree) -> None:
        titles = [
            before.text
            for before, block in zip(published.blocks, published.blocks[1:], strict=False)
            if isinstance(block, Table) and isinstance(before, Paragraph)
        ]
        assert len(titles) == 9
        assert titles[0].startswith("1、高速口广告牌租赁绩效目标表")
        assert titles[8].startswith("9、综合事务管理经费绩效目标表")


class TestGrid:
    """``colspan`` and ``rowspan`` place cells on a grid, as browsers do."""

    def test_a_merged_cell_stands_once_and_covers_the_rows_below(self) -> None:
        table = only_table(
            "<table><tr><td rowspan=2 colspan=2>产出指标</td><td>数量</td></tr><tr><td>质量</td></tr></table>"
        )
        first, second = table.rows
        assert [(cell.text, cell.colspan, cell.rowspan, cell.covered) for cell in first] == [
            ("产出指标", 2, 2, False),
            ("数量", 1, 1, False),
        ]
        assert [(cell.text, cell.colspan, cell.covered) for cell in second] == [("", 2, True), ("质量", 1, False)]

    def test_cells_go_around_what_spans_in_from_above(self) -> None:
        table = only_table(
            "<table><tr><td>甲</td><td rowspan=2>乙</td><td>丙</td></tr><tr><td>丁</td><td>戊</td></tr></table>"
        )
        assert texts(table) == [["甲", "乙", "丙"], ["丁", "", "戊"]]
        assert table.rows[1][1].covered

    def test_a_span_ends_with_its_row_group(self) -> None:
        table = only_table(
            "<table><tbody><tr><td rowspan=9>甲</td><td>乙</td></tr></tbody>"
            "<tbody><tr><td>丙</td><td>丁</td></tr></tbody></table>"
        )
        assert texts(table) == [["甲", "乙"], ["丙", "丁"]]
        assert table.rows[0][0].rowspan == 1

    def test_rowspan_zero_reaches_to_the_end(self) -> None:
        table = only_table(
            "<table><tr><td rowspan=0>甲</td><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr></table>"
        )
        assert table.rows[0][0].rowspan == 3

    def test_heads_come_first_and_feet_last_wherever_they_stand(self) -> None:
        table = only_table(
            "<table><tfoot><tr><td>合计</td><td>3</td></tr></tfoot><tbody><tr><td>甲</td><td>3</td></tr></tbody>"
            "<thead><tr><th>名称</th><th>数</th></tr></thead></table>"
        )
        assert texts(table) == [["名称", "数"], ["甲", "3"], ["合计", "3"]]

    def test_spans_are_capped_as_browsers_cap_them(self) -> None:
        table = only_table('<table><tr><td colspan="99999">宽</td><td rowspan="-3">甲</td></tr></table>')
        assert [(cell.colspan, cell.rowspan) for cell in table.rows[0]] == [(1000, 1), (1, 1)]

    def test_forgotten_end_tags_and_cells_without_a_row(self) -> None:
        assert texts(only_table("<table><td>甲<td>乙<tr><td>丙<td>丁</table>")) == [["甲", "乙"], ["丙", "丁"]]

    def test_hidden_rows_and_columns_are_not_there(self) -> None:
        table = only_table(
            "<table><tr style='display:none'><td>1</td><td>2</td></tr>"
            "<tr><td>甲</td><td hidden>乙</td><td style='DISPLAY : none;'>丙</td><td>丁</td></tr></table>"
        )
        assert texts(table) == [["甲", "丁"]]

    def test_a_caption_is_the_title_of_its_table(self) -> None:
        tree = page("<table><caption>项目 <b>绩效</b>目标表</caption><tr><td>甲</td><td>乙</td></tr></table>")
        assert [(block.text, block.level) for block in tree.blocks if isinstance(block, Paragraph)] == [
            ("项目 绩效目标表", 3)
        ]


class TestLayoutTables:
    """Tables that only lay out a page are running text; nested data in a cell is kept as text and said."""

    def test_a_site_frame_around_everything_is_unwrapped(self) -> None:
        tree = page(
            "<table><tr><td>首页</td><td>政务公开</td></tr><tr><td colspan=2><h1>绩效目标公开</h1>"
            "<table><tr><td>项目名称</td><td>路灯电费</td></tr><tr><td>预算数</td><td>15.00</td></tr></table>"
            "</td></tr></table>"
        )
        assert lines(tree) == ["首页", "政务公开", "绩效目标公开"]
        assert [texts(table) for table in tables(tree)] == [[["项目名称", "路灯电费"], ["预算数", "15.00"]]]
        assert tree.problems == []

    def test_a_box_around_text_is_text(self) -> None:
        tree = page("<table border=1><tr><td><p>一、总体目标</p><p>保障安全。</p></td></tr></table>")
        assert lines(tree) == ["一、总体目标", "保障安全。"]
        assert tables(tree) == []

    def test_a_table_inside_a_data_cell_is_read_as_text_with_a_problem(self) -> None:
        tree = page(
            "<table><tr><td>项目名称</td><td>路灯电费（园区北路段）</td></tr><tr><td>预算数</td><td>15.00万元</td></tr>"
            "<tr><td>明细</td><td><table><tr><td>电</td><td>5</td></tr></table></td></tr></table>"
        )
        (table,) = tables(tree)
        assert texts(table)[2] == ["明细", "电\n5"]
        (problem,) = tree.problems
        assert problem.place == Place(table=1)
        assert "表格" in problem.message


class TestText:
    """Running text is what a browser shows."""

    def test_breaks_and_paragraphs_in_a_cell_are_lines(self) -> None:
        table = only_table("<table><tr><td>甲<br>乙<p> 丙 </p><p></p><div>丁</div></td><td>&nbsp;</td></tr></table>")
        assert texts(table) == [["甲\n乙\n丙\n丁", ""]]

    def test_white_space_is_squeezed_but_blanks_that_are_characters_stay(self) -> None:
        tree = page("<p>  LED \n\t lamp，园\n区　A&nbsp;&nbsp;B </p>")
        assert lines(tree) == ["LED lamp，园区　A\u00a0\u00a0B"]

    def test_headings_carry_their_level(self) -> None:
        tree = page("<h1>第一部分</h1><h3><span>1、</span>路灯</h3>正文")
        assert [(block.text, block.level) for block in tree.blocks if isinstance(block, Paragraph)] == [
            ("第一部分", 1),
            ("1、路灯", 3),
            ("正文", 0),
        ]

    def test_scripts_menus_and_hidden_words_are_left_out(self) -> None:
        tree = page(
            "<nav>首页</nav><script>alert('坏')</script><style>p{}</style><noscript>请启用脚本</noscript>"
            "<p style='mso-hide:all;display:none'>藏</p><!-- 注 --><p>正<span style='display:none'>x</span>文</p>"
        )
        assert lines(tree) == ["正文"]

    def test_numbers_of_a_list_are_printed_and_so_they_are_read(self) -> None:
        tree = page("<ol><li>宣传</li><li>招商</li></ol><ol start=5><li>安全</li></ol><ul><li>点</li></ul>")
        assert lines(tree) == ["1.宣传", "2.招商", "5.安全", "点"]

    def test_deleted_words_are_left_out_and_said(self) -> None:
        tree = page("<p>亮灯率<del>95</del><ins>97</ins>%</p>")
        assert lines(tree) == ["亮灯率97%"]
        assert "修订" in tree.problems[0].message

    def test_what_stands_in_form_fields_is_shown_too(self) -> None:
        table = only_table(
            "<table><tr><td><input value='6.00'><input type=hidden value=x></td><td><input type=checkbox checked>是"
            "<input type=checkbox>否</td><td><select><option>甲<option selected>乙</select></td></tr></table>"
        )
        assert texts(table) == [["6.00", "☑是□否", "乙"]]

    def test_preformatted_lines_stay_lines(self) -> None:
        assert lines(page("<pre>第一行\n  第二行</pre>")) == ["第一行", "第二行"]


class TestEncoding:
    """The bytes are read as what they are, whatever the header says."""

    @pytest.mark.parametrize(
        ("encoding", "declared"),
        [
            ("utf-8", "utf-8"),
            ("utf-8", "gb2312"),
            ("gb18030", "gb2312"),
            ("gbk", "GBK"),
            ("gb18030", None),
            ("utf-8-sig", None),
            ("utf-16", None),
            ("big5", "big5"),
        ],
    )
    def test_known_encodings(self, encoding: str, declared: str | None) -> None:
        head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
        html = f"<html><head>{head}</head><body><p>路燈電費單價</p></body></html>"
        assert lines(read_html(html.encode(encoding))) == ["路燈電費單價"]

    def test_characters_outside_gbk_in_a_gbk_page(self) -> None:
        html = "<html><meta charset=gb2312><p>面积㎡≥〔2012〕①䶮</p></html>"
        assert lines(read_html(html.encode("gb18030"))) == ["面积㎡≥〔2012〕①䶮"]

    def test_a_broken_byte_costs_one_character_and_is_said(self) -> None:
        data = f"<html><meta charset=gbk><p>{'绩效目标' * 30}</p></html>".encode("gbk").replace(b"<p>", b"<p>\xff")
        tree = read_html(data)
        assert lines(tree)[0].count("绩效目标") == 30
        assert "编码" in tree.problems[0].message

    def test_an_encoding_line_of_xhtml_does_no_harm(self) -> None:
        data = '<?xml version="1.0" encoding="gbk"?><html xmlns="http://www.w3.org/1999/xhtml"><title/><p>甲</p></html>'
        assert lines(read_html(data.encode("gbk"))) == ["甲"]


class TestHostile:
    """No page costs more than its limits, and nothing but ``Refused`` comes out."""

    @pytest.mark.parametrize(
        ("data", "word"),
        [
            (b"", "不是网页"),
            (b"%PDF-1.7 ...", "不是网页"),
            (b"\0" * 5000, "不是网页"),
            ("只是文字，没有标记".encode(), "不是网页"),
            (
                b"From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n<html>",
                ".mht",
            ),
            (b"<html><body>" + b"<div>" * 100_000 + b"x", "太深"),
            (b"<html><p>" + b"\xff" * 400, "编码"),
        ],
        ids=["empty", "pdf", "zeros", "text", "mht", "deep", "mojibake"],
    )
    def test_refused_with_one_sentence(self, data: bytes, word: str) -> None:
        with pytest.raises(Refused, match=word):
            read_html(data)

    def test_a_wall_of_spans_is_refused_before_it_is_built(self) -> None:
        row = "<tr>" + "<td rowspan=1000 colspan=1000>x" * 6000
        with pytest.raises(Refused, match="超过"):
            page("<table>" + row + "<tr><td>y" * 999 + "</table>")

    def test_tables_nested_two_hundred_deep_are_read(self) -> None:
        tree = page("<table><tr><td>甲</td><td>" * 200 + "底" + "</td></tr></table>" * 200)
        assert "底" in "".join([*lines(tree), *(cell.text for table in tables(tree) for cell in table.cells())])

    def test_a_page_without_content_is_an_empty_tree(self) -> None:
        assert page("").blocks == []

    def test_damaged_bytes_give_a_tree_or_a_refusal(self) -> None:
        table = "<table border=1><tr><td rowspan=2>产出指标</td><td>≥95百分比</td></tr><tr><td>1</td></tr></table>"
        data = f"<!doctype html><html><meta charset=utf-8><h1>绩效</h1>{table * 3}<p>尾</p></html>".encode()
        chance = random.Random(20)
        for _ in range(200):
            damaged = bytearray(data[: chance.randrange(len(data))] if chance.random() < 0.3 else data)
            for _ in range(chance.choice((1, 5, 60)) if damaged else 0):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            try:
                tree = read_html(bytes(damaged))
            except Refused:
                continue
            assert isinstance(tree, PageTree)
