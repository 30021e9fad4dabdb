"""Reading Word documents: what Word shows is read, what it hides is not, and what is hostile is refused."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from samples import (
    STRICT,
    STYLES,
    covered_places,
    docx_of,
    field,
    level,
    listed,
    numbering,
    p,
    rezip,
    run,
    seed_blocks,
    tbl,
    tc,
    zip_of,
)

from zhunsheng.documents.page import Cell, PageTree, Paragraph, Table, clean_text
from zhunsheng.documents.reading import container, docx_blocks
from zhunsheng.documents.reading.container import OLE_MAGIC
from zhunsheng.documents.reading.docx import read_docx
from zhunsheng.documents.reading.refusal import Refused
from zhunsheng.model.place import Place


@pytest.fixture(scope="module")
def tree(source_docx: bytes) -> PageTree:
    return read_docx(source_docx)


def lines(tree: PageTree) -> list[str]:
    return [block.text for block in tree.blocks if isinstance(block, Paragraph)]


def tables(tree: PageTree) -> list[Table]:
    return [block for block in tree.blocks if isinstance(block, Table)]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


class TestSourceDocument:
    """The published county text, rebuilt as a Word file with real merges and TC fields."""

    def test_every_cell_of_the_nine_tables_is_read_in_its_place(self, tree: PageTree, seed: Path) -> None:
        expected = [block for block in seed_blocks(seed.read_text(encoding="utf-8")) if not isinstance(block, str)]
        found = tables(tree)
        assert [texts(table) for table in found] == [
            [[clean_text(cell) for cell in row] for row in rows] for rows in expected
        ]
        assert len(found) == 9
        for number, table in enumerate(found, 1):
            for row, cells in enumerate(table.rows, 1):
                assert [cell.place for cell in cells] == [
                    Place(table=number, row=row, cell=index) for index in range(1, len(cells) + 1)
                ]

    def test_merged_cells_are_known_and_blank_ones_stay_blank(self, tree: PageTree, seed: Path) -> None:
        assert tree.spans_known
        covered = {
            (cell.place.table, cell.place.row)
            for table in tables(tree)
            for cell in table.cells()
            if cell.covered and cell.place
        }
        assert covered == covered_places(seed.read_text(encoding="utf-8"))
        for table in tables(tree):
            assert {sum(cell.colspan for cell in row) for row in table.rows} == {7}
            tall = sum(cell.rowspan - 1 for cell in table.cells())
            assert tall == sum(1 for cell in table.cells() if cell.covered)

    def test_titles_carry_the_list_and_level_of_their_tc_field(self, tree: PageTree) -> None:
        titles = [block for block in tree.blocks if isinstance(block, Paragraph) and block.toc]
        assert [block.toc for block in titles] == ["A"] * 3 + ["C"] * 9
        assert {block.level for block in titles} == {1}
        assert titles[3].text == "1、高速口广告牌租赁绩效目标表"
        assert not any("TC" in line or "\\f" in line for line in lines(tree))
        assert not tree.problems


class TestTables:
    def test_a_cell_over_two_columns_stands_once(self) -> None:
        table = tables(
            read_docx(docx_of(tbl(tc("甲", '<w:gridSpan w:val="2"/>') + tc("乙"), tc("1") + tc("2") + tc("3"))))
        )[0]
        assert [[cell.colspan for cell in row] for row in table.rows] == [[2, 1], [1, 1, 1]]

    def test_a_cell_over_two_rows_stands_in_full_once_and_covered_below(self) -> None:
        start, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
        table = tables(
            read_docx(docx_of(tbl(tc("产出指标", start) + tc("数量"), tc("", go_on) + tc("质量"), tc("") + tc(""))))
        )[0]
        assert table.rows[0][0] == Cell("产出指标", Place(table=1, row=1, cell=1), rowspan=2)
        assert table.rows[1][0] == Cell("", Place(table=1, row=2, cell=1), covered=True)
        assert table.rows[2][0].covered is False

    def test_a_merge_follows_its_column_and_not_its_index(self) -> None:
        start, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
        wide = '<w:gridSpan w:val="2"/>'
        table = tables(read_docx(docx_of(tbl(tc("甲", wide) + tc("乙", start), tc("1") + tc("2") + tc("", go_on)))))[0]
        assert table.rows[0][1].rowspan == 2
        assert table.rows[1][2].covered

    def test_a_row_that_starts_later_shifts_its_columns(self) -> None:
        start, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
        late = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
        table = tables(read_docx(docx_of(tbl(tc("甲") + tc("乙", start), late + tc("", go_on)))))[0]
        assert table.rows[0][1].rowspan == 2
        assert table.rows[1][0].covered

    def test_a_merge_with_nothing_above_starts_anew(self) -> None:
        table = tables(read_docx(docx_of(tbl(tc("甲", "<w:vMerge/>"), tc("", "<w:vMerge/>")))))[0]
        assert [row[0].text for row in table.rows] == ["甲", ""]
        assert [row[0].covered for row in table.rows] == [False, True]

    def test_old_sideways_merges_join_cells_too(self) -> None:
        first, more = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
        table = tables(read_docx(docx_of(tbl(tc("甲", first) + tc("", more) + tc("乙")))))[0]
        assert [(cell.text, cell.colspan) for cell in table.rows[0]] == [("甲", 2), ("乙", 1)]

    def test_text_hidden_in_a_covered_cell_is_reported_and_not_taken(self) -> None:
        tree = read_docx(docx_of(tbl(tc("甲", '<w:vMerge w:val="restart"/>'), tc("藏着", "<w:vMerge/>"))))
        assert texts(tables(tree)[0]) == [["甲"], [""]]
        assert tree.problems[0].place == Place(table=1, row=2, cell=1)

    def test_a_table_in_a_cell_becomes_text_with_a_problem(self) -> None:
        inner = tbl(tc("子一") + tc("1"), tc("子二") + tc("2"))
        tree = read_docx(docx_of(tbl(f"<w:tc>{p('外')}{inner}{p('尾')}</w:tc>" + tc("乙"))))
        assert texts(tables(tree)[0]) == [["外\n子一\t1\n子二\t2\n尾", "乙"]]
        assert len(tree.problems) == 1
        assert tree.problems[0].where == "第1个表格第1行第1格"

    def test_cells_rows_and_tables_inside_content_controls_are_read(self) -> None:
        def control(inner: str) -> str:
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

        row = f"<w:tr>{control(tc('甲'))}{tc('乙')}</w:tr>"
        body = control(f"<w:tbl>{control(row)}<w:tr>{tc('丙')}{tc('丁')}</w:tr></w:tbl>") + control(p("段"))
        tree = read_docx(docx_of(body))
        assert texts(tables(tree)[0]) == [["甲", "乙"], ["丙", "丁"]]
        assert lines(tree) == ["段"]

    def test_a_row_deleted_under_change_tracking_is_gone(self) -> None:
        gone = '<w:trPr><w:del w:id="1" w:author="a"/></w:trPr>'
        table = tables(read_docx(docx_of(tbl(tc("甲"), gone + tc("乙"), tc("丙")))))[0]
        assert texts(table) == [["甲"], ["丙"]]
        assert table.rows[1][0].place == Place(table=1, row=2, cell=1)

    def test_former_properties_kept_by_change_tracking_do_not_count(self) -> None:
        former = (
            '<w:tcPrChange w:id="1" w:author="a"><w:tcPr><w:gridSpan w:val="4"/><w:vMerge/></w:tcPr></w:tcPrChange>'
        )
        cell = tables(read_docx(docx_of(tbl(tc("甲", former)))))[0].rows[0][0]
        assert (cell.colspan, cell.covered) == (1, False)

    def test_paragraphs_of_a_cell_are_lines_without_blank_ones(self) -> None:
        cell = f"<w:tc>{p(' 1、甲　')}{p('')}{p('2、乙')}</w:tc>"
        assert texts(tables(read_docx(docx_of(tbl(cell))))[0]) == [["1、甲\n2、乙"]]


class TestText:
    @pytest.mark.parametrize(
        ("content", "shown"),
        [
            ("<w:t>甲</w:t><w:tab/><w:t>乙</w:t>", "甲\t乙"),
            ("<w:t>804</w:t><w:noBreakHyphen/><w:t>0401</w:t>", "804-0401"),
            ("<w:t>甲</w:t><w:softHyphen/><w:t>乙</w:t>", "甲乙"),
            ('<w:sym w:font="Symbol" w:char="F0B3"/><w:t>95</w:t>', "≥95"),
            ('<w:sym w:font="Wingdings 2" w:char="F052"/><w:t>是</w:t>', "☑是"),
            ('<w:sym w:font="宋体" w:char="2265"/><w:t>3</w:t>', "≥3"),
            ("<w:t>国</w:t><w:delText>县</w:delText>", "国"),
            (
                "<w:ruby><w:rt><w:r><w:t>jì</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>绩</w:t></w:r></w:rubyBase></w:ruby>",
                "绩",
            ),
            ("<w:t>甲\n  乙</w:t>", "甲   乙"),
            ("<w:t>&lt;1&amp;2&gt;</w:t>", "<1&2>"),
        ],
    )
    def test_marks_inside_a_run_read_as_word_shows_them(self, content: str, shown: str) -> None:
        assert lines(read_docx(docx_of(run(content)))) == [shown]

    def test_a_line_break_parts_two_lines_of_the_same_paragraph(self) -> None:
        tree = read_docx(docx_of(run("<w:t>甲</w:t><w:br/><w:t>乙</w:t>")))
        assert lines(tree) == ["甲", "乙"]
        assert {block.place for block in tree.blocks} == {Place(line=1)}

    def test_a_symbol_that_only_its_font_knows_is_reported(self) -> None:
        tree = read_docx(docx_of(run('<w:sym w:font="某字体" w:char="F041"/>')))
        assert lines(tree) == ["\ufffd"]
        assert len(tree.problems) == 1

    def test_insertions_stay_and_deletions_go(self) -> None:
        old = '<w:del w:id="1" w:author="a"><w:r><w:delText>旧</w:delText><w:tab/></w:r></w:del>'
        moved = '<w:moveFrom w:id="2" w:author="a"><w:r><w:t>移走</w:t></w:r></w:moveFrom>'
        new = '<w:ins w:id="3" w:author="a"><w:r><w:t>新</w:t></w:r></w:ins>'
        assert lines(read_docx(docx_of(f"<w:p>{old}{moved}{new}</w:p>"))) == ["新"]

    def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(self) -> None:
        gone = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
        assert lines(read_docx(docx_of(p("上半", gone) + p("下半") + p("另一段")))) == ["上半下半", "另一段"]

    def test_links_smart_tags_and_simple_fields_show_their_text(self) -> None:
        body = (
            "<w:p><w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>标</w:t></w:r></w:smartTag>"
            '<w:fldSimple w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple></w:p>'
        )
        assert lines(read_docx(docx_of(body))) == ["链标7"]

    def test_a_text_box_is_read_once_after_its_paragraph(self) -> None:
        box = f"<w:txbxContent>{p('框一')}{p('框二')}</w:txbxContent>"
        shape = (
            f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
            f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
        )
        body = f"<w:p><w:r><w:t>前</w:t></w:r><w:r>{shape}</w:r><w:r><w:t>后</w:t></w:r></w:p>"
        assert lines(read_docx(docx_of(body))) == ["前后", "框一", "框二"]
        cell = f"<w:tc>{body}</w:tc>"
        assert texts(tables(read_docx(docx_of(tbl(cell + tc("乙")))))[0]) == [["前后\n框一\n框二", "乙"]]

    def test_a_fallback_is_read_where_the_choice_has_no_text(self) -> None:
        body = (
            '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="x"><w:drawing/></mc:Choice>'
            "<mc:Fallback><w:t>替代</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
        assert lines(read_docx(docx_of(body))) == ["替代"]

    def test_the_prompt_of_an_empty_form_field_is_no_value(self) -> None:
        prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
        click = "<w:r><w:t>单击此处输入文字</w:t></w:r>"
        assert lines(read_docx(docx_of(f"<w:p><w:r><w:t>金额：</w:t></w:r>{prompt.format(click)}</w:p>"))) == ["金额："]
        assert lines(read_docx(docx_of(prompt.format(f"<w:p>{click}</w:p>") + p("正文")))) == ["正文"]
        row = prompt.format(f"<w:tc><w:p>{click}</w:p></w:tc>") + tc("乙")
        assert texts(tables(read_docx(docx_of(tbl(row))))[0]) == [["", "乙"]]

    def test_an_embedded_object_is_reported(self) -> None:
        tree = read_docx(docx_of(run("<w:object/>") + tbl(f"<w:tc>{run('<w:object/>')}</w:tc>")))
        assert [problem.place for problem in tree.problems] == [Place(line=1), Place(table=1, row=1, cell=1)]

    def test_check_boxes_of_old_forms_show_their_state(self) -> None:
        def box(state: str) -> str:
            data = f"<w:ffData><w:checkBox><w:default w:val='0'/>{state}</w:checkBox></w:ffData>"
            return (
                f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText>'
                '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
            )

        assert lines(read_docx(docx_of(f"<w:p>{box('<w:checked/>')}<w:r><w:t>是</w:t></w:r>{box('')}</w:p>"))) == [
            "☑是□"
        ]

    def test_the_strict_form_of_the_format_reads_the_same(self) -> None:
        body = tbl(tc("甲", '<w:gridSpan w:val="2"/>'), tc("1") + tc("2", '<w:vMerge w:val="restart"/>')) + p("段")
        assert read_docx(docx_of(body, space=STRICT)) == read_docx(docx_of(body))

    def test_paragraphs_are_counted_blank_ones_too(self) -> None:
        tree = read_docx(docx_of(p("一") + "<w:p/>" + tbl(tc("格")) + p(" ") + p("四")))
        assert [block.place for block in tree.blocks] == [Place(line=1), Place(table=1), Place(line=4)]


class TestFields:
    @pytest.mark.parametrize(
        ("instruction", "toc", "level"),
        [
            (' TC "标题" \\f A \\l 2 ', "A", 2),
            (" TC 标题 \\f C \\l 1 ", "C", 1),
            (' TC "标题" ', "C", 1),
            (' tc "含\\f Z的标题" \\f "b" \\l "3"', "B", 3),
        ],
    )
    def test_a_tc_field_marks_its_paragraph(self, instruction: str, toc: str, level: int) -> None:
        block = read_docx(docx_of(f"<w:p><w:r><w:t>标题</w:t></w:r>{field(instruction)}</w:p>")).blocks[0]
        assert isinstance(block, Paragraph)
        assert (block.text, block.toc, block.level) == ("标题", toc, level)

    def test_a_field_shows_its_result_and_never_its_instruction(self) -> None:
        inner = field(" PAGE ", "3")
        body = (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
            f"{inner}<w:r><w:t>不见</w:t></w:r>"
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>可见</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        )
        assert lines(read_docx(docx_of(body))) == ["可见"]

    def test_lines_of_a_table_of_contents_are_marked(self) -> None:
        begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\f C \\h </w:instrText></w:r>'
        begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        first = f"<w:p>{begin}<w:r><w:t>1、甲表</w:t></w:r>{field(' PAGEREF _1 ', '3')}</w:p>"
        last = f"<w:p><w:r><w:t>3、丙表5</w:t></w:r>{end}</w:p>"
        tree = read_docx(docx_of(p("目录") + first + p("2、乙表4") + last + p("1、甲表")))
        assert [(block.text, block.contents_entry) for block in tree.blocks if isinstance(block, Paragraph)] == [
            ("目录", False),
            ("1、甲表3", True),
            ("2、乙表4", True),
            ("3、丙表5", True),
            ("1、甲表", False),
        ]
        after = read_docx(docx_of(first + f"<w:p>{end}<w:r><w:t>正文</w:t></w:r></w:p>")).blocks[-1]
        assert isinstance(after, Paragraph)
        assert not after.contents_entry

    def test_a_field_that_never_ends_does_not_swallow_the_next_cell(self) -> None:
        open_field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>X</w:instrText></w:r>'
        tree = read_docx(docx_of(tbl(f"<w:tc><w:p>{open_field}<w:r><w:t>丢</w:t></w:r></w:p></w:tc>" + tc("乙"))))
        assert texts(tables(tree)[0]) == [["", "乙"]]
        assert len(tree.problems) == 1


class TestStylesAndNumbers:
    @pytest.mark.parametrize(
        ("style", "expected"), [("2", 2), ("x", 2), ("b", 1), ("c", 3), ("a", 0), ("o", 0), ("missing", 0)]
    )
    def test_headings_have_the_level_of_their_style(self, style: str, expected: int) -> None:
        block = read_docx(docx_of(p("题", f'<w:pStyle w:val="{style}"/>'), styles=STYLES)).blocks[0]
        assert isinstance(block, Paragraph)
        assert block.level == expected

    def test_an_outline_level_of_its_own_goes_before_the_style(self) -> None:
        body = p("题", '<w:pStyle w:val="2"/><w:outlineLvl w:val="9"/>') + p("题", '<w:outlineLvl w:val="2"/>')
        found = [
            block.level for block in read_docx(docx_of(body, styles=STYLES)).blocks if isinstance(block, Paragraph)
        ]
        assert found == [0, 3]

    def test_contents_styles_mark_entries(self) -> None:
        block = read_docx(docx_of(p("1、甲表", '<w:pStyle w:val="t"/>'), styles=STYLES)).blocks[0]
        assert isinstance(block, Paragraph)
        assert block.contents_entry

    @pytest.mark.parametrize(
        ("form", "pattern", "shown"),
        [
            ("decimal", "%1、", ["1、甲", "2、乙"]),
            ("chineseCounting", "（%1）", ["（一）甲", "（二）乙"]),
            ("japaneseCounting", "%1、", ["一、甲", "二、乙"]),
            ("chineseLegalSimplified", "%1.", ["壹.甲", "贰.乙"]),
            ("decimalEnclosedCircle", "%1", ["① 甲", "② 乙"]),
            ("upperRoman", "%1.", ["I.甲", "II.乙"]),
            ("lowerLetter", "%1)", ["a)甲", "b)乙"]),
            ("ideographTraditional", "%1、", ["甲、甲", "乙、乙"]),
            ("decimal", "第%1条", ["第1条 甲", "第2条 乙"]),
            ("bullet", "●", ["甲", "乙"]),
            ("none", "", ["甲", "乙"]),
        ],
    )
    def test_automatic_numbers_are_read_as_word_shows_them(self, form: str, pattern: str, shown: list[str]) -> None:
        data = docx_of(listed("甲") + listed("乙"), numbering=numbering(level(0, form, pattern)))
        assert lines(read_docx(data)) == shown

    def test_goals_in_a_cell_keep_their_automatic_numbers(self) -> None:
        cell = f"<w:tc>{listed('保障')}{listed('')}{listed('提高')}</w:tc>"
        data = docx_of(tbl(cell), numbering=numbering(level(0, "decimal", "%1、")))
        assert texts(tables(read_docx(data))[0]) == [["1、保障\n3、提高"]]

    def test_inner_levels_restart_and_name_the_outer_ones(self) -> None:
        levels = level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2 ", "<w:isLgl/>")
        body = listed("甲") + listed("子", depth=1) + listed("子", depth=1) + listed("乙") + listed("子", depth=1)
        assert lines(read_docx(docx_of(body, numbering=numbering(*levels)))) == [
            "一、甲",
            "1.1 子",
            "1.2 子",
            "二、乙",
            "2.1 子",
        ]

    def test_a_second_list_of_the_same_scheme_counts_on_unless_it_restarts(self) -> None:
        more = (
            '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="7"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
        data = docx_of(
            listed("甲") + listed("乙", 2) + listed("丙", 3), numbering=numbering(level(0, "decimal", "%1."), more=more)
        )
        assert lines(read_docx(data)) == ["1.甲", "2.乙", "1.丙"]

    def test_a_style_may_carry_the_number_and_a_paragraph_may_refuse_it(self) -> None:
        none = '<w:pStyle w:val="n"/><w:numPr><w:numId w:val="0"/></w:numPr>'
        data = docx_of(
            p("甲", '<w:pStyle w:val="n"/>') + p("乙", none) + p("丙", '<w:pStyle w:val="n"/>'),
            styles=STYLES,
            numbering=numbering(level(0, "decimal", "%1.")),
        )
        assert lines(read_docx(data)) == ["1.甲", "乙", "2.丙"]

    def test_a_list_that_the_file_does_not_define_adds_nothing(self) -> None:
        assert lines(read_docx(docx_of(listed("甲", 9)))) == ["甲"]


class TestLargeFiles:
    def test_blocks_that_cross_the_portions_of_reading_stay_whole(
        self, monkeypatch: pytest.MonkeyPatch, source_docx: bytes
    ) -> None:
        whole = read_docx(source_docx)
        for portion in (997, 4096):
            monkeypatch.setattr(container, "CHUNK", portion)
            assert read_docx(source_docx) == whole

    def test_a_file_of_many_projects_needs_little_memory(self) -> None:
        table = tbl(*[tc("一级指标", '<w:gridSpan w:val="2"/>') + tc("≥95百分比")] * 30)
        data = docx_of((p("标题") + table) * 200)
        tracemalloc.start()
        tree = read_docx(data)
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert len(tables(tree)) == 200
        assert peak < 12 * 1024 * 1024


def bomb(unit: bytes, size: int, start: bytes = b"", end: bytes = b"") -> bytes:
    """A docx whose body repeats ``unit`` to ``size`` bytes unpacked."""
    filling = start + unit * (size // len(unit)) + end
    return rezip(docx_of(""), lambda _name, content: content.replace(b"<w:body>", b"<w:body>" + filling))


def claiming(data: bytes, size: int) -> bytes:
    """The docx with its table of contents saying that the document unpacks to ``size`` bytes."""
    changed = bytearray(data)
    entry = changed.find(b"PK\x01\x02")
    while changed[entry + 46 : entry + 63] != b"word/document.xml":
        entry = changed.find(b"PK\x01\x02", entry + 1)
    changed[entry + 24 : entry + 28] = size.to_bytes(4, "little")
    return bytes(changed)


def refusal(data: bytes) -> str:
    """The sentence that refuses ``data``: one sentence in Chinese, never a traceback."""
    with pytest.raises(Refused) as caught:
        read_docx(data)
    sentence = str(caught.value)
    assert sentence.endswith("。")
    assert sentence.count("。") == 1
    assert re.search("[\u4e00-\u9fff]", sentence)
    assert "\n" not in sentence
    return sentence


class TestRefusals:
    def test_what_is_no_word_document(self) -> None:
        assert "Excel" in refusal(docx_like("xl/workbook.xml"))
        assert "演示文稿" in refusal(docx_like("ppt/presentation.xml"))
        assert "不是 Word 文档" in refusal(zip_of({"a.txt": b"x"}))
        assert "不是 Word 文档" in refusal(b"plain text")
        assert "不是 Word 文档" in refusal(b"")

    def test_a_password_is_named(self) -> None:
        container_with_password = OLE_MAGIC + bytes(2000) + "EncryptedPackage".encode("utf-16-le") + bytes(100)
        assert "密码" in refusal(container_with_password)
        assert "旧版" in refusal(OLE_MAGIC + bytes(2000))
        locked = bytearray(docx_of(p("甲")))
        for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            start = -1
            while (start := locked.find(mark, start + 1)) >= 0:
                locked[start + place] |= 1
        assert "密码" in refusal(bytes(locked))

    def test_macros_are_not_let_in(self) -> None:
        plain = docx_of(p("甲"))
        assert "宏" in refusal(rezip(plain, lambda _name, content: content, {"word/vbaProject.bin": b"x"}))
        kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
        types = rezip(plain, lambda _name, content: content.replace(b"application/xml", kind.encode()))
        assert "宏" in refusal(types)

    @pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
    def test_a_truncated_file(self, share: float) -> None:
        data = docx_of(p("甲") * 200)
        assert "损坏" in refusal(data[: int(len(data) * share)])

    def test_damaged_xml(self) -> None:
        assert "损坏" in refusal(docx_of("<w:p>"))
        assert "损坏" in refusal(docx_of("<w:p>" * 3000 + "</w:p>" * 3000))
        assert "内容部分" in refusal(zip_of({"word/document.xml": b"<a/>"}))

    def test_document_types_and_entities(self) -> None:
        laughs = '<!DOCTYPE d [<!ENTITY a "哈哈哈哈">' + "".join(
            f'<!ENTITY {chr(98 + step)} "{f"&{chr(97 + step)};" * 10}">' for step in range(9)
        )
        assert "DOCTYPE" in refusal(docx_of(p("&j;"), head=laughs + "]>"))
        outside = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        assert "DOCTYPE" in refusal(docx_of(p("&x;"), head=outside))
        assert "DOCTYPE" in refusal(docx_of("", head='<!DOCTYPE d SYSTEM "http://example.invalid/x.dtd">'))
        styles = rezip(
            docx_of(p("甲", '<w:pStyle w:val="a"/>'), styles=STYLES),
            lambda name, content: (
                content.replace(b"<w:styles", b"<!DOCTYPE s><w:styles") if "styles" in name else content
            ),
        )
        assert "DOCTYPE" in refusal(styles)

    def test_a_header_that_claims_too_much(self) -> None:
        assert "过大" in refusal(claiming(docx_of(p("甲")), 1_000_000_000))

    def test_part_names_that_clash_and_parts_without_number(self) -> None:
        with pytest.warns(UserWarning, match="Duplicate"):
            doubled = rezip(docx_of(p("甲")), lambda _name, content: content, {"word/document.xml": b"<a/>"})
        assert "重名" in refusal(doubled)
        assert "部件超过" in refusal(docx_of(p("甲")) + b"PK\x01\x02" * 20_001)

    def test_a_part_that_unpacks_to_more_than_it_may(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(container, "MAX_UNPACKED_BYTES", 1024 * 1024)
        data = bomb(b"<w:p/>", 2 * 1024 * 1024)
        assert len(data) < 16 * 1024
        assert "过大" in refusal(data)

    def test_a_header_that_claims_too_little(self) -> None:
        assert "损坏" in refusal(claiming(bomb(b"<w:p/>", 1024 * 1024), 100))

    @pytest.mark.parametrize(
        ("unit", "start", "end"),
        [
            (b"<w:p><w:r><w:t>x</w:t></w:r></w:p>", b"", b""),
            (b"<w:x/>", b"", b""),
            (b"<w:tc/>", b"<w:tbl><w:tr>", b"</w:tr></w:tbl>"),
            (b"<w:a>" * 200 + b"</w:a>" * 200, b"<w:p>", b"</w:p>"),
        ],
    )
    def test_bombs_stay_within_a_small_memory(self, unit: bytes, start: bytes, end: bytes, tmp_path: Path) -> None:
        path = tmp_path / "bomb.docx"
        path.write_bytes(bomb(unit, 12 * 1024 * 1024, start, end))
        assert path.stat().st_size < 128 * 1024
        program = (
            "import pathlib, resource, sys\n"
            "from zhunsheng.documents.reading.docx import read_docx\n"
            "from zhunsheng.documents.reading.refusal import Refused\n"
            "resource.setrlimit(resource.RLIMIT_AS, (420 << 20, 420 << 20))\n"
            "try: print(len(read_docx(pathlib.Path(sys.argv[1]).read_bytes()).blocks))\n"
            "except Refused as refused: print(refused)\n"
        )
        done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip().endswith("。") or done.stdout.strip().isdigit()

    def test_more_blocks_than_any_document_has(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(docx_blocks, "MAX_CELLS", 100)
        for body in ("<w:p/>" * 101, "<w:x/>" * 101, tbl(*["" for _ in range(101)]), tbl(tc("x") * 100)):
            assert "超过 100 个" in refusal(docx_of(body))

    def test_one_endless_row_or_paragraph_is_refused_before_it_is_held(self) -> None:
        for start, unit, end in ((b"<w:tbl><w:tr>", b"<w:tc/>", b"</w:tr></w:tbl>"), (b"<w:p>", b"<w:r/>", b"</w:p>")):
            assert "过大" in refusal(bomb(unit, 12 * 1024 * 1024, start, end))

    def test_a_text_longer_than_any_real_one(self) -> None:
        assert "太长" in refusal(docx_of(p("长" * 1_000_001)))
        assert "第1个表格第1行第1格" in refusal(docx_of(tbl(tc("长" * 1_000_001))))


def docx_like(main: str) -> bytes:
    """A package whose main part lies where Excel or PowerPoint keeps it."""
    return rezip(
        docx_of(""), lambda _name, content: content.replace(b"word/document.xml", main.encode()), {main: b"<a/>"}
    )


class TestDamage:
    """Bytes flipped or cut at random: the answer is a tree or one sentence, whatever happens."""

    def test_flipped_and_cut_bytes(self, source_docx: bytes) -> None:
        chance = random.Random(20)
        for _ in range(120):
            data = bytearray(source_docx)
            for _ in range(chance.randint(1, 8)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            if chance.random() < 0.3:
                del data[chance.randrange(len(data)) :]
            assert_tree_or_sentence(bytes(data))

    def test_flipped_bytes_inside_the_parts(self) -> None:
        plain = docx_of(
            tbl(
                tc("甲", '<w:vMerge w:val="restart"/>') + tc("乙"),
                tc("", "<w:vMerge/>") + f"<w:tc>{listed('丙')}</w:tc>",
            ),
            styles=STYLES,
            numbering=numbering(level(0, "decimal", "%1、")),
        )
        chance = random.Random(21)

        def change(_name: str, content: bytes) -> bytes:
            data = bytearray(content)
            for _ in range(chance.randint(0, 2)):
                data[chance.randrange(len(data))] = chance.choice(b'<>/"= w0\x00\xff9')
            return bytes(data)

        for _ in range(300):
            assert_tree_or_sentence(rezip(plain, change))


def assert_tree_or_sentence(data: bytes) -> None:
    answer: PageTree | str
    try:
        answer = read_docx(data)
    except Refused as refused:
        answer = str(refused)
    assert isinstance(answer, PageTree) or answer.endswith("。")
