"""Reading Word documents: what Word shows is read, what it hides is not, and what is hostile is refused."""

from __future__ import annotations

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
    run,
    seed_blocks,
    tbl,
    tc,
)

from zhunsheng.documents.page import Cell, PageTree, Paragraph, Table, clean_text
from zhunsheng.documents.reading.docx import read_docx
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

    def test_an_empty_text_field_of_old_forms_is_blank(self) -> None:
        cell = f"<w:tc><w:p>{field(' FORMTEXT ', chr(0x2002) * 5)}</w:p></w:tc>"
        assert texts(tables(read_docx(docx_of(tbl(cell))))[0]) == [[""]]

    def test_characters_of_a_symbol_font_typed_as_text(self) -> None:
        fonts = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'
        assert lines(read_docx(docx_of(run(f"{fonts}<w:t>\uf0a3</w:t>") + run("<w:t>\uf0a3</w:t>")))) == ["≤", "\ufffd"]

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
