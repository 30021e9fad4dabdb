"""Word files as Word needs them: merged cells, contents marks, repeated headers, and nobody's name."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document as WordDocument
from generated import documents
from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree
from samples import convert

from zhunsheng.model.document import Document
from zhunsheng.model.project import FundPlanPoint
from zhunsheng.usecases.read_document import read_file
from zhunsheng.usecases.write_document import write_document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def body(data: bytes) -> etree._Element:
    """The document part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def instructions(root: etree._Element) -> list[str]:
    """The instructions of all fields, in order."""
    return [(element.text or "").strip() for element in root.iter(f"{W}instrText")]


def test_each_project_has_two_tables_with_real_merged_cells(seed: Path) -> None:
    root = body(write_document(read_file(seed), "docx"))
    tables = list(root.iter(f"{W}tbl"))
    assert len(tables) == 18
    head = tables[0]
    spans = [[int(span.get(f"{W}val") or 0) for span in row.iter(f"{W}gridSpan")] for row in head.iter(f"{W}tr")]
    assert spans == [[4, 3], [2, 3], [], [6], [2, 2], [2, 2], [6]]
    merges = [merge.get(f"{W}val") for merge in head.iter(f"{W}vMerge")]
    assert merges == ["restart", None, "restart", None]


def test_the_tables_of_a_project_are_equally_wide_and_their_columns_meet(seed: Path) -> None:
    head, indicators = list(body(write_document(read_file(seed), "docx")).iter(f"{W}tbl"))[:2]
    edges = []
    for table in (head, indicators):
        widths = [int(column.get(f"{W}w") or 0) for column in table.iter(f"{W}gridCol")]
        edges.append([sum(widths[:number]) for number in range(len(widths) + 1)])
    assert set(edges[1]) < set(edges[0])


def test_header_rows_repeat_and_rows_stay_whole(seed: Path) -> None:
    indicators = list(body(write_document(read_file(seed), "docx")).iter(f"{W}tbl"))[1]
    rows = list(indicators.iter(f"{W}tr"))
    assert [row.find(f".//{W}tblHeader") is not None for row in rows] == [True] + [False] * 6
    assert all(row.find(f".//{W}cantSplit") is not None for row in rows)


def test_the_last_row_of_a_table_never_stands_on_a_page_alone(seed: Path) -> None:
    for table in body(write_document(read_file(seed), "docx")).iter(f"{W}tbl"):
        rows = list(table.iter(f"{W}tr"))
        paragraphs = [len(list(row.iter(f"{W}p"))) for row in rows]
        kept = [len(list(row.iter(f"{W}keepNext"))) for row in rows]
        assert kept[-1] == paragraphs[-1] or kept[-2] == paragraphs[-2]


def test_titles_carry_contents_marks_and_the_contents_list_them(seed: Path) -> None:
    found = instructions(body(write_document(read_file(seed), "docx")))
    assert 'TC "一、总体绩效目标" \\f A \\l 1' in found
    assert 'TC "9、综合事务管理经费绩效目标表" \\f C \\l 1' in found
    assert [code for code in found if code.startswith("TOC")] == [
        "TOC \\f A \\b _Part1 \\h \\z",
        "TOC \\f C \\b _Part2 \\h \\z",
    ]
    assert sum(code.startswith("PAGEREF") for code in found) == 2 + 3 + 9


def test_every_bookmark_that_the_contents_point_at_is_there(seed: Path) -> None:
    root = body(write_document(read_file(seed), "docx"))
    names = {mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")}
    links = {link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink")}
    assert links < names
    opened = [mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkStart")]
    closed = [mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkEnd")]
    assert sorted(opened) == sorted(closed)
    assert len(set(opened)) == len(opened)


def test_each_project_begins_a_page_but_the_first_stands_under_its_part(seed: Path) -> None:
    root = body(write_document(read_file(seed), "docx"))
    titles = [p for p in root.iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle[@{W}val='TableTitle']") is not None]
    assert [p.find(f"{W}pPr/{W}pageBreakBefore") is not None for p in titles] == [False] + [True] * 8


def test_fields_are_not_updated_on_opening_so_word_does_not_ask(seed: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(write_document(read_file(seed), "docx"))) as package:
        assert b"updateFields" not in package.read("word/settings.xml")
        assert b"dirty" not in package.read("word/document.xml")


def test_another_program_opens_it_and_finds_title_but_no_author(seed: Path) -> None:
    document = replace(read_file(seed), fiscal_year=2020)
    word = WordDocument(io.BytesIO(write_document(document, "docx")))
    properties = word.core_properties
    assert properties.title == "804002临西县运河园区管理委员会2020年部门预算绩效文本"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    outline = [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith("Heading 1")]
    assert outline[0] == ("Heading 1", "第一部分")
    assert word.tables[0].cell(1, 1).text == "804-0401-JBN-ULCE"


def test_the_same_document_gives_the_same_bytes(seed: Path) -> None:
    document = read_file(seed)
    assert write_document(document, "docx") == write_document(document, "docx")


def test_a_single_form_has_no_contents(seed: Path) -> None:
    found = instructions(body(write_document(read_file(seed), "docx", project=2)))
    assert [code for code in found if code.startswith(("TOC", "PAGEREF"))] == []
    assert found == ['TC "1、绿化养护绩效目标表" \\f C \\l 1']


def test_a_spending_plan_of_every_month_turns_the_page(seed: Path) -> None:
    document = read_file(seed)
    monthly = replace(document.projects[0], fund_plan=tuple(FundPlanPoint(month) for month in range(1, 13)))
    size = body(write_document(replace(document, projects=(monthly,)), "docx")).find(f".//{W}pgSz")
    assert size is not None
    assert size.get(f"{W}orient") == "landscape"


def _pages(data: bytes, folder: Path) -> list[str]:
    """The text of each page as LibreOffice prints the file, without blanks."""
    (folder / "printed.pdf").write_bytes(convert(data, "docx", "pdf", folder))
    shown = subprocess.run(["pdftotext", "-layout", folder / "printed.pdf", "-"], capture_output=True, check=True)
    return ["".join(page.split()) for page in shown.stdout.decode().split("\f")[:-1]]


def _listed(root: etree._Element) -> dict[str, int]:
    """The filled-in lines of the contents: title → page."""
    lines = {}
    for link in root.iter(f"{W}hyperlink"):
        text = "".join(element.text or "" for element in link.iter(f"{W}t"))
        found = re.fullmatch(r"(.*?)(\d+)", text)
        assert found is not None, f"a contents line without its page: {text}"
        lines["".join(found[1].split())] = int(found[2])
    return lines


@pytest.mark.office
def test_an_office_program_prints_the_pages_that_the_contents_say(seed: Path, tmp_path: Path) -> None:
    data = write_document(replace(read_file(seed), fiscal_year=2020), "docx")
    pages = _pages(data, tmp_path)
    listed = _listed(body(data))
    assert len(listed) == 14
    for title, page in listed.items():
        assert title in pages[page - 1], f"{title} is not on page {page}"
    assert sum(page.count("项目编码") for page in pages) == 9
    assert all(page.endswith(f"—{number}—") for number, page in enumerate(pages, 1))


@pytest.mark.office
@settings(
    deadline=None, max_examples=3, phases=(Phase.generate,), suppress_health_check=list(HealthCheck), derandomize=True
)
@given(document=documents())
def test_an_office_program_opens_whatever_is_written(
    document: Document, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("office")
    assert convert(write_document(document, "docx"), "docx", "pdf", folder).startswith(b"%PDF-")
