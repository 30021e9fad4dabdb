"""What a file carries besides its page is found before it is published; what this program writes carries nothing."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from foreign_forms import NATIONAL, as_docx, as_html
from openpyxl.comments import Comment
from samples import convert, rezip

from zhunsheng.documents.reading.refusal import Refused
from zhunsheng.documents.reading.residue import residues
from zhunsheng.model.publication import ResidueKind
from zhunsheng.usecases.read_document import read_bytes, read_file
from zhunsheng.usecases.write_document import write_document


def told(data: bytes) -> list[tuple[ResidueKind, str, str]]:
    return [(one.kind, one.where, one.text) for one in residues(data)]


def word(change: object = None) -> docx.document.Document:
    """A Word file whose properties name nobody."""
    document = docx.Document()
    about = document.core_properties
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    document.add_paragraph("第一段")
    return document


def saved(document: docx.document.Document | openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "pdf", "html"])
def test_what_this_program_writes_carries_nothing_but_its_pages(seed: Path, suffix: str) -> None:
    assert residues(write_document(read_file(seed), suffix)) == ()
    forms = read_bytes(as_html("项目支出绩效自评表", NATIONAL))
    assert residues(write_document(forms, suffix)) == ()


def test_authors_and_other_properties_of_a_word_file() -> None:
    document = word()
    document.core_properties.author = "张三"
    document.core_properties.last_modified_by = "李四"
    document.core_properties.comments = "内部讨论稿"
    assert told(saved(document)) == [
        (ResidueKind.AUTHOR, "文件属性的“作者”", "张三"),
        (ResidueKind.PROPERTY, "文件属性的“备注”", "内部讨论稿"),
        (ResidueKind.AUTHOR, "文件属性的“上次修改者”", "李四"),
    ]


def test_comments_revisions_and_hidden_text_of_a_word_file_with_their_paragraphs() -> None:
    document = word()
    second = document.add_paragraph("第二段有批注")
    document.add_comment(second.runs, text="这里要改", author="王五", initials="王")
    third = document.add_paragraph("第三段")
    inserted = OxmlElement("w:ins")
    inserted.set(qn("w:author"), "王五")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "后加的字"
    run.append(text)
    inserted.append(run)
    third._p.append(inserted)
    fourth = document.add_paragraph("看得见")
    hidden = fourth.add_run("看不见")
    hidden.font.hidden = True
    found = [one for one in residues(saved(document)) if one.kind is not ResidueKind.AUTHOR]
    assert [(one.kind, one.where, one.text) for one in found if one.kind is ResidueKind.COMMENT] == [
        (ResidueKind.COMMENT, "批注栏", "这里要改")
    ]
    assert (ResidueKind.REVISION, "正文第3段", "插入“后加的字”") in [(o.kind, o.where, o.text) for o in found]
    assert (ResidueKind.HIDDEN_TEXT, "正文第4段", "看不见") in [(o.kind, o.where, o.text) for o in found]
    assert {one.place and one.place.line for one in found if one.place} == {3, 4}


def test_rows_that_were_inserted_and_formats_that_were_changed_are_revisions() -> None:
    data = as_docx("项目支出绩效自评表", NATIONAL)
    changed = rezip(
        data,
        lambda name, part: (
            part.replace(b"<w:tr>", b'<w:tr><w:trPr><w:ins w:id="9" w:author="x"/></w:trPr>', 1)
            if name == "word/document.xml"
            else part
        ),
    )
    assert (ResidueKind.REVISION, "插入") in [(one.kind, one.text) for one in residues(changed)]


def test_hidden_sheets_rows_columns_and_comments_of_a_workbook() -> None:
    book = openpyxl.Workbook()
    book.properties.creator = "张三"
    sheet = book.active
    sheet.title = "自评表"
    for row in range(1, 6):
        sheet.cell(row, 1, f"第{row}行")
    sheet.cell(2, 3, "丙")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet["B2"].comment = Comment("核对过", "李四")
    other = book.create_sheet("底稿")
    other.sheet_state = "hidden"
    other["A1"] = "不公开"
    kinds = {(one.kind, one.where) for one in residues(saved(book))}
    assert kinds >= {
        (ResidueKind.AUTHOR, "文件属性的“作者”"),
        (ResidueKind.HIDDEN_SHEET, "工作表“底稿”"),
        (ResidueKind.HIDDEN_CELLS, "工作表“自评表”"),
        (ResidueKind.COMMENT, "单元格B2"),
    }
    rows = [one.text for one in residues(saved(book)) if one.kind is ResidueKind.HIDDEN_CELLS]
    assert rows == ["第3行", "第3—3列"]


def test_attachments_and_links_to_somebodys_machine() -> None:
    document = word()
    document.part.relate_to("file:///D:/zhang/底稿.xlsx", "http://x/hyperlink", is_external=True)
    document.part.relate_to("https://www.example.gov.cn/", "http://x/hyperlink", is_external=True)
    found = told(saved(document))
    assert found == [(ResidueKind.LINK, "超链接", "file:///D:/zhang/底稿.xlsx")]


def test_a_pdf_of_an_office_program_names_its_author(tmp_path: Path) -> None:
    document = word()
    document.core_properties.author = "张三"
    made = convert(saved(document), "docx", "pdf", tmp_path)
    assert (ResidueKind.AUTHOR, "文件属性的“作者”", "张三") in told(made)


def test_an_old_word_file_names_its_author_and_says_that_more_may_be_hidden(tmp_path: Path) -> None:
    document = word()
    document.core_properties.author = "张三"
    found = residues(convert(saved(document), "docx", "doc", tmp_path))
    assert (ResidueKind.AUTHOR, "张三") in [(one.kind, one.text) for one in found]
    assert any("查不全" in one.text for one in found)


def test_a_web_page_with_a_comment_in_its_source() -> None:
    page = as_html("表", NATIONAL).replace(b"<body>", "<body><!-- 张三 2023-01-02 改 -->".encode())
    assert told(page) == [(ResidueKind.COMMENT, "网页源码", "张三 2023-01-02 改")]


def test_a_file_that_cannot_be_looked_into_is_refused_and_not_passed() -> None:
    with pytest.raises(Refused):
        residues(b"PK\x03\x04 rubbish")
    with pytest.raises(Refused):
        residues(b"%PDF-1.4 rubbish")
    assert residues("只是文字".encode()) == ()
