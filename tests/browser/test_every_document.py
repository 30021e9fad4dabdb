"""Every document of the demonstration's year on paper: an office program prints it, and what a reader would check holds.

All files are written once and printed by one start of the program; PDF files are looked at as they are.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document as Word
from openpyxl import load_workbook
from served_site import make_demonstration, own_database
from written_documents import DOCUMENTS

from zhunsheng.documents.writing.xlsx_data import MARK

NAMES = tuple(name for name, _, _ in DOCUMENTS)
PAGES = {
    "year": (12, 15), "project": (1, 2), "review-form": (1, 2), "review-form-plain": (1, 2), "review-forms": (10, 21), "monitoring": (1, 2),
    "monitorings": (9, 20), "scores": (9, 14), "score-report": (4, 7), "department": (2, 4), "department-report": (5, 8), "evaluation": (5, 8),
    "ex-ante": (4, 6), "results": (2, 3), "overview": (1, 1), "budget": (12, 15), "accounts": (10, 15), "units-template": (2, 2),
    "people-template": (2, 2), "patrol-template": (2, 3), "payment-template": (2, 3), "patrol": (1, 6),
}  # fmt: skip
"""From how many to how many pages a document of nine projects may take."""
ON_EACH_PAGE = {
    "scores": "三级指标", "monitorings": "完成目标可能性", "monitoring": "完成目标可能性", "review-form": "审核要点", "review-form-plain": "审核要点",
    "patrol": "巡查时间", "overview": "自评得分",
}  # fmt: skip
"""Words of the table's header, which repeats on every page that the table goes on to."""
WITH_DATA = ("scores.xlsx", "monitorings.xlsx")
"""Workbooks with a data sheet behind the forms, which has a header of its own."""
TITLES = {
    "year": "临西县运河园区管理委员会2020年部门预算绩效文本", "project": "高速口广告牌租赁绩效目标表", "review-form": "项目支出绩效目标审核表（重点项目）",
    "review-form-plain": "项目支出绩效目标审核表（一般性项目）", "review-forms": "绩效目标审核结果汇总表", "monitoring": "项目支出绩效运行监控表（2020年度）",
    "monitorings": "路灯电费项目支出绩效运行监控表（2020年度）", "scores": "路灯电费项目支出绩效自评表（2020年度）",
    "score-report": "2020年度配电亮化及各项设施综合维护项目支出绩效自评报告", "department": "部门整体支出绩效自评表（2020年度）",
    "department-report": "2020年度部门整体支出绩效自评报告", "evaluation": "2020年度限高杆安装项目支出绩效评价报告", "ex-ante": "限高杆安装事前绩效评估报告",
    "results": "2020年结果应用挂钩清单", "overview": "项目绩效总览2020", "budget": "临西县运河园区管理委员会2020年部门预算绩效文本",
    "accounts": "临西县运河园区管理委员会2020年度部门决算绩效自评情况", "units-template": "单位表", "people-template": "用户表",
    "patrol-template": "巡查导入表", "payment-template": "支付", "patrol": "巡查",
}  # fmt: skip
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<cachedir>{cache}</cachedir>{matches}</fontconfig>"""
STAND_INS = {
    "Noto Serif CJK SC": ("方正小标宋简体", "仿宋_GB2312", "仿宋", "楷体_GB2312", "楷体", "宋体"),
    "Noto Sans CJK SC": ("黑体", "微软雅黑"),
}


@dataclass(frozen=True)
class Page:
    """A printed page: its size, the words on it with where they begin and end across, and all its text without blanks."""

    width: float
    words: tuple[tuple[float, float, str], ...]

    @property
    def text(self) -> str:
        """The words in reading order, run together."""
        return "".join(word for _, _, word in self.words)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every document as it is handed out."""
    folder = tmp_path_factory.mktemp("documents")
    environment = {**os.environ, "PYTHONUTF8": "1"}
    for name in ("DJANGO_SETTINGS_MODULE", "ZHUNSHENG_DATA", "ZHUNSHENG_HOSTS"):
        environment.pop(name, None)  # what other tests set in the same process is not this one's
    with own_database(environment):
        data, out = folder / "data", folder / "out"
        out.mkdir()
        make_demonstration(data, environment)
        script = Path(__file__).with_name("written_documents.py")
        run = subprocess.run([sys.executable, script, data, out], env=environment, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
    return out


@pytest.fixture(scope="module")
def printed(written: Path) -> Path:
    """The same documents as PDF files, all printed by one start of the office program, PDF ones as they are."""
    folder = written.parent / "printed"
    waiting = written.parent / "waiting"
    folder.mkdir()
    waiting.mkdir()
    for name in NAMES:
        suffix = name.rpartition(".")[2]
        place = folder / f"{name}.pdf" if suffix == "pdf" else waiting / f"{name}.{suffix}"
        place.write_bytes((written / name).read_bytes())
    command = [
        "soffice",
        f"-env:UserInstallation={(written.parent / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    command += ["--outdir", str(folder), *map(str, sorted(waiting.iterdir()))]
    environment = {**os.environ, "FONTCONFIG_FILE": str(_fonts(written.parent))}
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=600)
    return folder


def _fonts(folder: Path) -> Path:
    """The usual fonts of official papers, stood in for by free ones of the same breadth, as a clerk's machine has them."""
    matches = "".join(
        f'<match target="pattern"><test name="family"><string>{family}</string></test>'
        f'<edit name="family" mode="prepend" binding="strong"><string>{stand_in}</string></edit></match>'
        for stand_in, families in STAND_INS.items()
        for family in families
    )
    file = folder / "fonts.conf"
    file.write_text(FONTS.format(cache=folder / "fonts", matches=matches), "utf-8")
    return file


@cache
def pages(file: Path) -> tuple[Page, ...]:
    """The pages of a printed document."""
    told = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, check=True).stdout.decode()
    root = ElementTree.fromstring(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", told))
    spaced = "{http://www.w3.org/1999/xhtml}"
    return tuple(
        Page(
            float(page.get("width")),
            tuple((float(w.get("xMin")), float(w.get("xMax")), w.text or "") for w in page.iter(f"{spaced}word")),
        )
        for page in root.iter(f"{spaced}page")
    )


def stem_of(name: str) -> str:
    return name.rpartition(".")[0]


def flat(text: str) -> str:
    return "".join(text.split())


def test_each_is_written_in_the_format_that_its_name_promises(written: Path) -> None:
    begins = {name: (written / name).read_bytes()[:4] for name in NAMES}
    assert begins == {name: b"%PDF" if name.endswith(".pdf") else b"PK\x03\x04" for name in NAMES}


@pytest.mark.office
@pytest.mark.parametrize("name", NAMES)
def test_it_opens_with_its_title_on_so_many_pages_as_its_contents_need(printed: Path, name: str) -> None:
    made = pages(printed / f"{name}.pdf")
    least, most = PAGES[stem_of(name)]
    most += 2 * name.endswith(".xlsx")  # the data sheet behind the forms
    assert least <= len(made) <= most
    first = made if name in WITH_DATA else made[:1]  # there a sheet for each form, and no contents
    assert TITLES[stem_of(name)] in "".join(page.text for page in first)


@pytest.mark.office
@pytest.mark.parametrize("name", NAMES)
def test_no_page_is_blank_and_each_has_its_number(printed: Path, name: str) -> None:
    for number, page in enumerate(pages(printed / f"{name}.pdf"), 1):
        assert f"—{number}—" in page.text
        assert len(page.text) > len(f"—{number}—") + 8, f"第{number}页"


@pytest.mark.office
@pytest.mark.parametrize("name", NAMES)
def test_nothing_runs_over_the_edge_of_the_paper(printed: Path, name: str) -> None:
    over = [
        (number, word)
        for number, page in enumerate(pages(printed / f"{name}.pdf"), 1)
        for left, right, word in page.words
        if left < 12 or right > page.width - 12
    ]
    assert over == []


@pytest.mark.office
@pytest.mark.parametrize("name", NAMES)
def test_every_heading_and_every_number_stands_whole_on_the_paper(printed: Path, written: Path, name: str) -> None:
    if name.endswith(".pdf"):  # the same form as a Word file says what must stand there
        headings, numbers = said_by(written / f"{stem_of(name)}.docx")
    else:
        headings, numbers = said_by(written / name)
    made = pages(printed / f"{name}.pdf")
    text = "".join(page.text for page in made)
    shown = {found for page in made for _, _, word in page.words for found in NUMBER.findall(word)}
    assert headings
    assert [one for one in headings if one not in text] == []
    assert sorted(numbers - shown) == [], "a number that is not on the paper, or is broken over two lines"


@pytest.mark.office
@pytest.mark.parametrize("name", [name for name in NAMES if stem_of(name) in ON_EACH_PAGE and name not in WITH_DATA])
def test_the_header_of_the_table_stands_on_each_page_that_it_goes_on_to(printed: Path, name: str) -> None:
    made = [page.text for page in pages(printed / f"{name}.pdf")]
    assert [text[:80] for text in made if ON_EACH_PAGE[stem_of(name)] not in text and not text.startswith("目录")] == []


@pytest.mark.office
@pytest.mark.parametrize("name", NAMES)
def test_its_fonts_are_those_of_official_papers_and_embedded_in_a_pdf(printed: Path, written: Path, name: str) -> None:
    told = subprocess.run(["pdffonts", printed / f"{name}.pdf"], capture_output=True, check=True).stdout.decode()
    rows = [line for line in told.splitlines()[2:] if line.strip()]
    assert rows
    assert all(re.search(r" yes (yes|no) +(yes|no) +\d+ +\d+$", row) for row in rows), told
    if name.endswith(".docx"):
        named = {
            font.get(key)
            for part in Word(written / name).part.package.iter_parts()
            if str(part.partname).startswith("/word/") and str(part.partname).endswith(".xml")
            for font in ElementTree.fromstring(part.blob).iter(f"{WORD}rFonts")
            for key in (f"{WORD}eastAsia",)
        }
        assert {"方正小标宋简体", "仿宋_GB2312"} <= named


TITLED = ("Heading", "Title", "Caption", "项目表题", "表题注")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def said_by(file: Path) -> tuple[tuple[str, ...], frozenset[str]]:
    """The headings of a document and every number in it, run together without blanks."""
    return _word(file) if file.suffix == ".docx" else _book(file)


def _word(file: Path) -> tuple[tuple[str, ...], frozenset[str]]:
    word = Word(io.BytesIO(file.read_bytes()))
    titled = [one.text for one in word.paragraphs if one.style.name.startswith(TITLED)]
    headings = [piece for text in titled for piece in text.split()]
    cells = {flat(cell.text) for table in word.tables for row in table.rows for cell in row.cells}
    heads = [flat(cell.text) for table in word.tables for cell in table.rows[0].cells if len(flat(cell.text)) < 7]
    lines = [*cells, *(one.text for one in word.paragraphs)]
    return tuple(filter(None, [*headings, *heads])), frozenset(n for line in lines for n in NUMBER.findall(line))


def _book(file: Path) -> tuple[tuple[str, ...], frozenset[str]]:
    """Of lists and data sheets only what a cell cannot cut off: their headers, and numbers that are numbers."""
    headings, numbers = [], set()
    for sheet in load_workbook(file):
        listed = sheet.cell(1, 1).value == MARK or not sheet.merged_cells.ranges
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and not listed:
                    numbers |= set(NUMBER.findall(cell.value))
                elif isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
                    numbers |= set(NUMBER.findall(_as_shown(cell.value, cell.number_format)))
        headings += str(sheet.cell(1, 1).value).split()
    return tuple(headings), frozenset(numbers)


def _as_shown(value: float, form: str) -> str:
    decimals = len(form.partition(".")[2]) if "." in form else None
    if decimals is None:
        return (
            f"{value:.10f}".rstrip("0").rstrip(".") if form == "General" else f"{value:{',' if ',' in form else ''}.0f}"
        )
    return f"{value:{',' if ',' in form else ''}.{decimals}f}"
