"""Text, web page, PDF, JSON and CSV files, and what happens with a wish that cannot be met."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest

from zhunsheng.documents.forms.layout import layouts
from zhunsheng.documents.page import Cell, PageTree, Paragraph, Table
from zhunsheng.documents.writing.look import PORTRAIT, TYPES
from zhunsheng.documents.writing.measure import divisible, fitted_size, line_count, text_width
from zhunsheng.documents.writing.printable import printable
from zhunsheng.documents.writing.text import write_text
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.figure import figure
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.project import Budget, FundPlanPoint, Project
from zhunsheng.model.quantity import quantity
from zhunsheng.usecases.read_document import read_bytes, read_file
from zhunsheng.usecases.write_document import SUFFIXES, Unwritable, write_document


def one(**cells: object) -> Document:
    """A document of one project with one indicator; ``cells`` change the project."""
    rows = (Indicator("产出指标", "数量指标", "三级", "描述", quantity("≥1个"), "依据"),)
    return Document(projects=(Project(**{"code": "1", "name": "名", "indicators": rows, **cells}),))  # type: ignore[arg-type]


# -- text -------------------------------------------------------------------------------------------------------------


def test_text_has_the_shape_of_words_own_export() -> None:
    table = Table([[Cell("项目编码"), Cell("")], [Cell("甲\n乙"), Cell("丙")]])
    tree = PageTree([Paragraph("1、甲绩效目标表", level=3, toc="C"), table, Paragraph("完")])
    assert write_text(tree).decode() == (
        "1、甲绩效目标表 TC 1、甲绩效目标表 \\f C \\l 1 \n\t项目编码\n\t\n\n\t甲\n乙\n\t丙\n\n\n完\n"
    )


def test_the_published_text_is_written_as_it_was_published(seed: Path) -> None:
    """Line for line, but for blanks, the words of contents marks, and the page number that its export ends with."""

    def lines(text: str) -> list[str]:
        plain = (re.sub(r" TC .*$", " TC", line).strip(" \r") for line in text.split("\n"))
        return [line for line in plain if line]

    published = lines(seed.read_text("utf-8"))
    written = lines(write_document(read_file(seed), "txt").decode())
    assert [line for line in published if line not in written] == ["1"]
    assert [line for line in written if line.startswith("\t")] == [line for line in published if line.startswith("\t")]


# -- web page ---------------------------------------------------------------------------------------------------------


def test_a_page_stands_alone_and_escapes_what_it_shows() -> None:
    page = write_document(one(name="<script>alert(1)</script>", purpose='a & b "c"'), "html").decode()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "a &amp; b &quot;c&quot;" in page
    assert not re.search(r"(?:src|href)\s*=\s*[\"'](?!#)|@import|url\(", page)


def test_merged_cells_and_header_rows_are_real(seed: Path) -> None:
    page = write_document(read_file(seed), "html").decode()
    assert page.count("<thead>") == 9
    assert '<td colspan="4" class="text">804002临西县运河园区管理委员会</td>' in page
    assert '<td rowspan="3">产出指标</td>' in page


@pytest.mark.browser
def test_a_browser_prints_every_project_on_a_page_of_its_own(seed: Path, tmp_path: Path) -> None:
    (tmp_path / "form.html").write_bytes(write_document(read_file(seed), "html"))
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command += [f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={tmp_path / 'form.pdf'}"]
    subprocess.run([*command, (tmp_path / "form.html").as_uri()], check=True, capture_output=True, timeout=120)
    with pdfplumber.open(tmp_path / "form.pdf") as printed:
        pages = ["".join((page.extract_text() or "").split()) for page in printed.pages]
    codes = [re.findall(r"804-\d{4}-[A-Z]{3}-[0-9A-Z]{4}", page) for page in pages]
    assert [code for found in codes for code in found] == [project.code for project in read_file(seed).projects]
    assert max(map(len, codes)) == 1


# -- PDF --------------------------------------------------------------------------------------------------------------


def test_a_pdf_has_pages_numbers_and_a_title(seed: Path) -> None:
    document = replace(read_file(seed), fiscal_year=2020)
    with pdfplumber.open(io.BytesIO(write_document(document, "pdf"))) as made:
        pages = [page.extract_text() or "" for page in made.pages]
        assert made.metadata["Title"] == "804002临西县运河园区管理委员会2020年部门预算绩效文本"
        assert "Author" not in made.metadata
    assert all(page.rstrip().endswith(f"— {number} —") for number, page in enumerate(pages, 1))
    contents = dict(re.findall(r"^(\d、\S+绩效目标表)[ .]+(\d+)$", pages[0], re.M))
    assert len(contents) == 9
    assert all(title in pages[int(page) - 1] for title, page in contents.items())


def test_a_table_over_two_pages_repeats_its_header() -> None:
    rows = tuple(
        Indicator("产出指标", "数量指标", f"三级{n}", "描述" * 20, quantity("≥1个"), "依据") for n in range(30)
    )
    with pdfplumber.open(io.BytesIO(write_document(one(indicators=rows), "pdf"))) as made:
        pages = [page.extract_text() or "" for page in made.pages]
    assert sum("三级" in page for page in pages) > 1
    assert all("指标值确定依据" in page for page in pages if "三级" in page and "描述" in page)


def test_a_long_table_reads_back_from_all_its_pages() -> None:
    """Every row says something in each cell, as rows of real forms do: a blank one at a page's head can be misread."""
    kinds = (
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("效果指标", "社会效益指标"),
        ("满意度指标", "服务对象满意度指标"),
    )
    rows = tuple(
        Indicator(
            *kinds[n // 10],
            f"第{n}项指标",
            f"第{n}项完成的数量占计划的比例",
            quantity(f"≥{n}百分比"),
            "临机编【2012】154号",
        )
        for n in range(40)
    )
    document = one(indicators=rows, purpose="用于园区道路照明。" * 60, goal="1、" + "保障夜间出行安全，" * 60)
    assert read_bytes(write_document(document, "pdf")).projects == document.projects


def test_words_of_a_document_are_never_markup() -> None:
    text = '#set page(fill: red) *粗* $x$ `code` <label> @ref // \\ "引" #read("/etc/passwd")'
    made = read_bytes(write_document(one(purpose=text), "pdf"))
    assert "".join((made.projects[0].purpose or "").split()) == "".join(text.split())


def test_the_same_document_gives_the_same_pdf(seed: Path) -> None:
    assert write_document(read_file(seed), "pdf") == write_document(read_file(seed), "pdf")


def test_a_word_wider_than_its_cell_can_break() -> None:
    assert divisible("abc", 5) == "abc"
    assert divisible("路灯KUBERNETES", 5) == "路灯" + "\u200b".join("KUBERNETES")
    assert line_count("路灯电费", 2) == 2


# -- JSON and CSV -----------------------------------------------------------------------------------------------------


def test_json_is_the_public_one(seed: Path) -> None:
    data = json.loads(write_document(read_file(seed), "json"))
    assert data["schema"] == "zhunsheng/document@1"
    assert len(data["projects"]) == 9


def test_half_a_character_pair_does_not_stop_json() -> None:
    document = one(purpose="半个\ud83d字")
    assert json.loads(write_document(document, "json"))["projects"][0]["purpose"] == "半个\ud83d字"
    for suffix in SUFFIXES:
        assert write_document(document, suffix)


def read_csv(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_has_one_row_an_indicator_with_digits_as_printed(seed: Path) -> None:
    rows = read_csv(write_document(read_file(seed), "csv"))
    assert len(rows) == 54
    assert (rows[0]["预算数"], rows[0]["其他资金"], rows[0]["6月底累计支出（%）"]) == ("6.00", "", "100.00")


@pytest.mark.parametrize("text", ["=1+1", "+86", "-cmd", "@SUM(A1)", "＝1+1"])
def test_csv_keeps_risky_text_from_running(text: str) -> None:
    row = read_csv(write_document(one(name=text, purpose="正常"), "csv"))[0]
    assert row["项目名称"] == f"'{text}"
    assert row["资金用途"] == "正常"


def test_csv_leaves_negative_numbers_as_they_are() -> None:
    assert read_csv(write_document(one(budget=Budget(figure("-3.50"))), "csv"))[0]["预算数"] == "-3.50"


def test_csv_has_a_row_for_a_project_without_indicators_and_a_column_for_every_month() -> None:
    document = one(indicators=(), fund_plan=(FundPlanPoint(9),))
    (row,) = read_csv(write_document(document, "csv"))
    assert row["一级指标"] == ""
    assert [name for name in row if name.endswith("累计支出（%）")] == [
        f"{m}月底累计支出（%）" for m in (3, 6, 9, 10, 12)
    ]


# -- wishes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["odt", "", ".doc", "docx2"])
def test_an_unknown_format_is_refused_with_the_known_ones(suffix: str) -> None:
    with pytest.raises(Unwritable, match="请改用docx、xlsx、pdf、html、json、csv、txt之一"):
        write_document(Document(), suffix)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_suffix_writes_even_an_empty_document(suffix: str) -> None:
    assert write_document(Document(), suffix)
    assert write_document(Document(), f".{suffix.upper()}") is not None


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_control_characters_do_not_stop_any_format(suffix: str) -> None:
    text = "甲\x00\x0b乙\x1f\u2028丙\ufffe\x85丁\tend"
    document = one(name=text, purpose=text, goal=text)
    assert write_document(document, suffix)
    if suffix in ("docx", "xlsx", "html", "txt"):
        assert read_bytes(write_document(document, suffix)).projects[0].goal == printable(text) == "甲\n乙\n丙\n丁\tend"


def test_a_project_is_asked_for_by_place_or_code(seed: Path) -> None:
    document = read_file(seed)
    assert write_document(document, "txt", project=1) == write_document(document, "txt", project="804-0501-JBN-K5AT")
    only = read_bytes(write_document(document, "json", project=1))
    assert [project.name for project in only.projects] == ["路灯电费"]
    assert only.department == DepartmentPlan(BudgetUnit("804002", "临西县运河园区管理委员会"))


def test_a_project_that_is_not_there_or_not_alone_is_refused(seed: Path) -> None:
    document = read_file(seed)
    with pytest.raises(Unwritable, match=r"没有第10个项目.*共有9个"):
        write_document(document, "docx", project=9)
    with pytest.raises(Unwritable, match="没有项目编码为“X”的项目"):
        write_document(document, "docx", project="X")
    twins = replace(document, projects=document.projects[:1] * 2)
    with pytest.raises(Unwritable, match=r"重复：第1个、第2个项目"):
        write_document(twins, "docx", project="804-0401-JBN-ULCE")


def test_a_layout_is_asked_for_by_name_or_itself(seed: Path) -> None:
    document = read_file(seed)
    layout = layouts()[0]
    assert write_document(document, "txt", layout=layout) == write_document(document, "txt", layout=layout.name)
    with pytest.raises(Unwritable, match="没有叫“别的”的版式"):
        write_document(document, "txt", layout="别的")


def test_a_title_is_set_small_enough_for_programs_that_space_digits_from_chinese() -> None:
    width = PORTRAIT.text_width
    plain, mixed = "临西县运河园区管理委员会部门预算绩效", "临西县1运2河3园4区5管6理7委8员9会"
    assert fitted_size("cover", plain, width) == TYPES["cover"].size
    assert (text_width(mixed) + 0.25 * 18) * fitted_size("cover", mixed, width) <= width
    assert fitted_size("cover", mixed * 2, width) < fitted_size("cover", mixed, width)
