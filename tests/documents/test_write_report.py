"""Reports: headings, tables and pictures in Word, PDF and web pages, with nothing that tells who made a picture."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pytest
from docx import Document as WordDocument
from lxml import etree
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from samples import convert

from zhunsheng.documents.forms.layout import FormKind, layouts_of
from zhunsheng.documents.page import PageTree, Picture, Table
from zhunsheng.documents.writing.docx import write_docx
from zhunsheng.documents.writing.html import write_html
from zhunsheng.documents.writing.look import CELL, MIN_ROW, PORTRAIT
from zhunsheng.documents.writing.measure import row_heights
from zhunsheng.documents.writing.pdf import write_pdf
from zhunsheng.documents.writing.picture import as_png, clean_png, clean_svg, size_on_paper
from zhunsheng.documents.writing.printable import printable_tree
from zhunsheng.documents.writing.report import Report, chinese_number
from zhunsheng.documents.writing.report_evaluation import EvaluationReport, ReportPicture, ScoreRow, evaluation_report
from zhunsheng.documents.writing.report_self_evaluation import self_evaluation_report
from zhunsheng.documents.writing.text import write_text
from zhunsheng.documents.writing.unwritable import Unwritable
from zhunsheng.model.figure import figure
from zhunsheng.model.fund_line import FundLine
from zhunsheng.model.self_evaluation_form import EvaluatedIndicator, GoalLine, SelfEvaluationForm

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" width="400" height="200"><!-- 张三画 -->'
    "<metadata>作者 张三</metadata><script>alert(1)</script>"
    '<rect width="400" height="200" fill="#e6eef5" onclick="go()"/><text x="20" y="60" font-family="Noto Sans SC">亮灯率</text></svg>'
).encode()


def png(width: int = 300, height: int = 200) -> bytes:
    """A photo whose file names its author."""
    about = PngInfo()
    about.add_text("Author", "张三")
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#336699").save(out, "PNG", pnginfo=about)
    return out.getvalue()


FORM = SelfEvaluationForm(
    year=2020, project_name="路灯电费", unit="804002临西县运河园区管理委员会",
    funds=(FundLine("年度资金总额", figure("15.00"), figure("15.00"), None, figure("14.22"), figure("10"), figure("94.80%"), figure("9.48")),),
    goals=(GoalLine("保障路灯正常照明。", "全年正常。"),),
    indicators=(
        EvaluatedIndicator("产出指标(50分)", "数量指标", "路灯数量", target="≥220盏", actual="220盏", points=figure("25"), score=figure("25")),
        EvaluatedIndicator("产出指标(50分)", "时效指标", "电费缴纳及时率", target="≥95%", actual="91.7%", points=figure("25"), score=figure("24.13"), cause="8月账单晚到。"),
        EvaluatedIndicator("效益指标(30分)", "社会效益指标", "交通事故", sign="≤", target="3", unit="起", actual="1", points=figure("30"), score=figure("30")),
    ),
    total_points=figure("100"), total_score=figure("98.61"),
)  # fmt: skip


def sample() -> PageTree:
    report = Report("路灯电费自评报告", "某园区", "2021年1月")
    report.section("基本情况")
    report.part("概况")
    report.text("第一段。\n第二段。")
    report.table(("来源", "数"), (("财政", "15.00"), ("财政", "1.00")), caption="资金")
    report.picture(png(), "夜景", 60)
    report.section("结果")
    report.picture(SVG, "亮灯率")
    return printable_tree(report.tree())


def test_headings_tables_and_pictures_are_numbered_in_order() -> None:
    texts = [block.text for block in sample().blocks if hasattr(block, "text")]
    assert texts == [
        "路灯电费自评报告", "某园区", "2021年1月", "一、基本情况", "（一）概况", "第一段。", "第二段。", "表1　资金", "图1　夜景", "二、结果", "图2　亮灯率",
    ]  # fmt: skip
    assert [chinese_number(number) for number in (1, 9, 10, 11, 20, 35, 99)] == [
        "一", "九", "十", "十一", "二十", "三十五", "九十九",
    ]  # fmt: skip


def test_a_word_report_has_real_headings_captions_pictures_and_contents() -> None:
    data = write_docx(sample(), "自评报告")
    word = WordDocument(io.BytesIO(data))
    styles = [(p.style.name, p.text) for p in word.paragraphs if p.text]
    assert ("Heading 2", "一、基本情况") in styles
    assert ("Heading 3", "（一）概况") in styles
    assert ("Caption", "图1　夜景") in styles
    assert ("Subtitle", "某园区") in styles
    assert len(word.inline_shapes) == 2
    first = word.inline_shapes[0]
    assert (round(first.width.mm), round(first.height.mm)) == (60, 40)
    shown = [element.get("descr") for element in word.element.iter("{*}docPr")]
    assert shown == ["图1　夜景", "图2　亮灯率"]
    codes = [(code.text or "").strip() for code in word.element.iter(f"{W}instrText")]
    assert "TOC \\f A \\h \\z" in codes
    assert [cell._tc.vMerge for cell in word.tables[0].columns[0].cells[1:2]] == ["restart"]


def test_a_drawing_is_stored_sharp_and_as_dots_and_each_picture_once() -> None:
    report = Report("甲")
    report.section("一次")
    report.picture(SVG, "一")
    report.picture(SVG, "再")
    with zipfile.ZipFile(io.BytesIO(write_docx(report.tree(), "甲"))) as package:
        media = sorted(name for name in package.namelist() if "media" in name)
        assert media == ["word/media/image1.png", "word/media/image2.svg"]
        relations = package.read("word/_rels/document.xml.rels").decode()
        used = set(re.findall(r'r:embed="(\w+)"', package.read("word/document.xml").decode()))
        assert {f'Id="{name}"' in relations for name in used} == {True}
        with Image.open(io.BytesIO(package.read(media[0]))) as dots:
            assert dots.size[0] > 600


def test_nothing_in_a_picture_tells_who_made_it() -> None:
    assert "张三".encode() in SVG
    data = write_docx(sample(), "甲")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        whole = b"".join(package.read(name) for name in package.namelist())
    assert "张三".encode() not in whole
    assert b"<script" not in whole
    assert b"onclick" not in whole
    assert b"iTXt" in png()
    assert b"iTXt" not in clean_png(png())
    with Image.open(io.BytesIO(clean_png(png()))) as cleaned:
        assert cleaned.size == (300, 200)
        assert cleaned.getpixel((5, 5)) == (0x33, 0x66, 0x99)


def test_a_cleaned_drawing_keeps_its_words_and_loses_addresses() -> None:
    root = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
    inside = (
        '<a href="http://a.b/c"><text>甲<!-- 批注 -->乙</text></a><use xlink:href="#k"/><image href="file:///x.png"/>'
    )
    cleaned = clean_svg(f"{root}{inside}</svg>".encode()).decode()
    assert "甲乙" in cleaned
    assert "#k" in cleaned
    assert not re.search("批注|a.b|x.png", cleaned)


def test_pictures_are_made_smaller_to_the_page_and_never_larger_than_asked() -> None:
    wide = size_on_paper(Picture(png(3000, 500)), PORTRAIT)
    assert wide[0] == pytest.approx(PORTRAIT.text_width)
    assert wide[0] / wide[1] == pytest.approx(6)
    tall = size_on_paper(Picture(png(500, 3000)), PORTRAIT)
    assert tall[1] == pytest.approx(PORTRAIT.text_height * 0.6)
    assert size_on_paper(Picture(SVG), PORTRAIT) == pytest.approx((300, 150))
    assert size_on_paper(Picture(SVG, 50), PORTRAIT)[0] == pytest.approx(50 * 72 / 25.4)


@pytest.mark.parametrize("data", [b"GIF89a", b"", b"\x89PNG\r\n\x1a\nrubbish", b"<svg><unclosed>", b"<svg xmlns='x'/>"])
def test_what_is_no_picture_is_refused_with_a_sentence(data: bytes) -> None:
    report = Report("甲")
    report.picture(data, "坏图")
    with pytest.raises(Unwritable, match="图片"):
        write_docx(report.tree(), "甲")


def test_a_pdf_report_draws_its_pictures_under_their_captions() -> None:
    with pdfplumber.open(io.BytesIO(write_pdf(sample(), "自评报告"))) as made:
        text = "".join((page.extract_text() or "") for page in made.pages)
        photos = [image for page in made.pages for image in page.images]
        drawn = [page for page in made.pages if page.rects]
    assert "图1 夜景" in text
    assert "亮灯率" in text
    assert len(photos) == 1
    assert drawn


def test_a_web_report_holds_its_pictures_inside() -> None:
    page = write_html(sample(), "甲").decode()
    addresses = re.findall(r'<img src="(data:image/[a-z+]+);base64,', page)
    assert addresses == ["data:image/png", "data:image/svg+xml"]
    assert 'alt="图2　亮灯率"' in page
    assert "图2　亮灯率" in write_text(sample()).decode()


def test_the_self_evaluation_report_says_the_forms_own_figures() -> None:
    blocks = layouts_of(FormKind.SELF_EVALUATION)[0].form_blocks(FORM, None)
    written = self_evaluation_report(
        FORM,
        texts={"overview": "按月缴纳路灯电费。"},
        pictures={"output": (ReportPicture(SVG, "产出完成情况"),)},
        grade="优",
        form_blocks=blocks,
    )
    text = write_text(printable_tree(written.tree)).decode()
    assert "2020年度路灯电费项目支出绩效自评报告" in text
    assert "年初预算数15.00万元，全年预算数15.00万元。" in text
    assert "全年执行数14.22万元，执行率94.80%，预算执行率分值10分，得9.48分。" in text
    assert "共2项指标，1项得满分；未得满分的是“电费缴纳及时率”。" in text
    assert "1.“电费缴纳及时率”：8月账单晚到。" in text
    assert "满分100分，自评总分98.61分，等级为“优”。" in text
    assert "≤3起" in text
    assert written.missing == ("绩效自评工作开展情况", "绩效自评结果拟应用和公开情况")


def test_a_report_says_nothing_that_the_form_does_not_say() -> None:
    written = self_evaluation_report(SelfEvaluationForm(project_name="甲"))
    text = write_text(printable_tree(written.tree)).decode()
    assert not re.search(r"\d|None|万元", text.replace("1 ", ""))
    assert {"项目概况", "资金执行情况分析", "自评得分"} <= set(written.missing)
    said = [block.text for block in written.tree.blocks]
    assert said[said.index("（一）项目概况") + 1] == "没有填写。"


def is_heading(line: str) -> bool:
    return bool(re.match(r"（[一二三四五六七八九]）|[一二三四五六七八九]、", line))


def test_a_report_in_which_nobody_wrote_has_no_heading_over_nothing() -> None:
    said = [block.text for block in evaluation_report(EvaluationReport("评价报告")).tree.blocks]
    for line, below in pairwise(said):
        assert not is_heading(line) or not is_heading(below) or (line[0] != "（" and below.startswith("（一）")), line
    assert said[said.index("六、有关建议") + 1] == "没有提出建议。"


def test_the_evaluation_report_has_the_official_outline_and_adds_up_its_scores() -> None:
    scores = [
        ScoreRow("决策", "项目立项", "立项依据充分性", Decimal(10), Decimal("9.5"), "论证简略"),
        ScoreRow("产出", "产出数量", "实际完成率", Decimal(50), Decimal(50)),
        ScoreRow("效益", "项目效益", "满意度", Decimal(40), Decimal("38.20")),
    ]
    texts = dict.fromkeys(
        ("overview", "goals", "scope", "method", "process", "decision", "management", "output", "benefit", "issues", "advice"), "有。"
    )  # fmt: skip
    written = evaluation_report(EvaluationReport("评价报告", ("某县财政局",), texts, {}, scores, "优"))
    (table,) = (block for block in written.tree.blocks if isinstance(block, Table))
    assert row_heights(table, PORTRAIT.text_width)[0] == MIN_ROW, "the words of its header stand in one line"
    data = write_docx(printable_tree(written.tree), "评价报告")
    word = WordDocument(io.BytesIO(data))
    sections = [p.text for p in word.paragraphs if p.style.name == "Heading 2"]
    assert [section[:2] for section in sections] == ["一、", "二、", "三、", "四、", "五、", "六、", "七、"]
    last = [cell.text for cell in word.tables[0].rows[-1].cells]
    assert last == [*["合计"] * 3, "100", "97.7", "优"]
    assert written.missing == ()


def test_equal_levels_of_the_scoring_table_are_one_cell_but_never_beyond_the_level_above() -> None:
    one, two = Decimal(1), Decimal(2)
    levels = [("决策", "目标"), ("决策", "投入"), ("决策", "投入"), ("过程", "投入")]
    scores = [ScoreRow(*words, f"指标{number}", two, one) for number, words in enumerate(levels)]
    written = evaluation_report(EvaluationReport("评价报告", scores=scores))
    table = next(block for block in written.tree.blocks if hasattr(block, "rows"))
    assert [row[0].rowspan for row in table.rows[1:5] if not row[0].covered] == [3, 1]
    assert [row[1].rowspan for row in table.rows[1:5] if not row[1].covered] == [1, 2, 1]


def test_scores_that_nobody_gave_yet_have_no_sum_and_blank_sections_are_named() -> None:
    scores = [ScoreRow("决策", "", "甲", Decimal(60), None), ScoreRow("产出", "", "乙", Decimal(40), Decimal(40))]
    written = evaluation_report(EvaluationReport("评价报告", scores=scores))
    table = next(block for block in written.tree.blocks if hasattr(block, "rows"))
    assert [cell.text for cell in table.rows[-1]] == ["合计", "100", "", ""]
    assert "有关建议" in written.missing
    assert "其他需要说明的问题" not in written.missing


@pytest.mark.office
def test_an_office_program_opens_a_report_and_counts_its_pages_as_its_contents_do(tmp_path: Path) -> None:
    written = self_evaluation_report(
        FORM,
        texts={"overview": "按月缴纳路灯电费，保障夜间照明。" * 20, "work": "逐项核对台账。", "use": "随决算公开。"},
        pictures={"output": (ReportPicture(SVG, "产出", 150), ReportPicture(png(900, 700), "现场", 120))},
        form_blocks=layouts_of(FormKind.SELF_EVALUATION)[0].form_blocks(FORM, None),
    )
    data = write_docx(printable_tree(written.tree), "自评报告")
    (tmp_path / "printed.pdf").write_bytes(convert(data, "docx", "pdf", tmp_path))
    told = subprocess.run(["pdftotext", "-layout", tmp_path / "printed.pdf", "-"], capture_output=True, check=True)
    pages = ["".join(page.split()) for page in told.stdout.decode().split("\f")[:-1]]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    listed = {}
    for link in root.iter(f"{W}hyperlink"):
        found = re.fullmatch(r"(.*?)(\d+)", "".join(element.text or "" for element in link.iter(f"{W}t")))
        assert found is not None
        listed["".join(found[1].split())] = int(found[2])
    assert len(listed) == 7
    for title, page in listed.items():
        assert title in pages[page - 1], f"{title} is not on page {page}"


def test_dots_of_a_drawing_show_its_words() -> None:
    with Image.open(io.BytesIO(as_png(Picture(SVG)))) as image:
        shades = image.convert("L").getextrema()
    assert shades[0] < 100 < shades[1]


@pytest.mark.parametrize("rows", [24, 25, 26, 55, 56, 57])
def test_a_total_never_stands_alone_on_a_page_and_header_rows_repeat(rows: int) -> None:
    report = Report("资金表", "某园区", "2021年1月")
    report.table(
        ("来源", "数"), [*((f"第{number}笔", "1.00") for number in range(1, rows + 1)), ("总计", f"{rows}.00")]
    )
    with pdfplumber.open(io.BytesIO(write_pdf(printable_tree(report.tree()), "资金"))) as made:
        pages = [page.extract_text().splitlines() for page in made.pages]
        columns = made.pages[0].extract_table()[0]
    (last,) = [lines for lines in pages if any(line.startswith("总计") for line in lines)]
    assert f"第{rows}笔 1.00" in last
    assert all("来源 数" in lines for lines in pages if any(line.startswith("第") for line in lines))
    assert columns == ["来源", "数"], "nothing of what holds the rows together is seen"


def test_in_word_the_row_above_a_total_stays_with_it() -> None:
    report = Report("资金表", "某园区", "2021年1月")
    report.table(("来源", "数"), (("财政", "15.00"), ("自筹", "1.00"), ("合计", "16.00")))
    (table,) = WordDocument(io.BytesIO(write_docx(printable_tree(report.tree()), "资金"))).tables
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
    assert [bool(one) for one in kept[1:]] == [False, True, False]


def test_a_reason_beside_the_money_has_room_for_its_words() -> None:
    line = FundLine(
        "年度资金总额",
        figure("5.00"),
        figure("5.00"),
        None,
        figure("4.05"),
        figure("10"),
        figure("81.05%"),
        figure("8.11"),
    )
    reason = "会议、差旅和部分招商活动因疫情取消，经费有结余。结余按规定交回；下年按实际需要编制预算。"
    form = replace(FORM, funds=(replace(line, reason=reason),))
    blocks = layouts_of(FormKind.SELF_EVALUATION)[0].form_blocks(form, None)
    table = next(block for block in blocks if isinstance(block, Table))
    heights = row_heights(table, PORTRAIT.text_width)
    (number,) = (place for place, row in enumerate(table.rows) if any(cell.text == reason for cell in row))
    assert heights[number] < 8 * CELL.line


def test_a_dimension_whose_rows_go_over_a_page_says_its_name_on_each() -> None:
    def rows(name: str, count: int, words: str) -> list[ScoreRow]:
        return [ScoreRow(name, name, f"第{number}项", Decimal(5), Decimal(4), words) for number in range(count)]

    scores = [
        *rows("立项必要性", 4, "短"),
        *rows("实施可行性", 14, "两位专家都认为测算依据不够细，数量和单价没有分开写。" * 2),
    ]
    content = EvaluationReport("甲", texts={"conclusion": "\n".join(["话。"] * 9)}, scores=scores)
    tree = evaluation_report(content).tree
    (table,) = [block for block in tree.blocks if isinstance(block, Table)]
    labels = [row[0] for row in table.rows[1:-1]]
    assert labels[0].rowspan == 4
    again = [cell for cell in labels[4:] if not cell.covered]
    assert len(again) > 1
    assert {cell.text for cell in again} == {"实施可行性"}
    heights = row_heights(table, PORTRAIT.text_width)[1:]
    for number, cell in enumerate(labels):
        assert cell.covered or sum(heights[number : number + cell.rowspan]) <= PORTRAIT.text_height / 2
    word = WordDocument(io.BytesIO(write_docx(tree, "甲"))).tables[0]
    held = [bool(list(row._tr.iter(f"{W}keepNext"))) for row in word.rows]
    assert held[1:5] == [True, True, True, False]


def test_rows_under_one_merged_cell_stay_on_one_page_of_a_word_file(tmp_path: Path) -> None:
    tree = evaluation_report(
        EvaluationReport(
            "甲",
            texts={"conclusion": "\n".join(["话。"] * 9)},
            scores=[
                ScoreRow(f"维度{n // 4}", f"维度{n // 4}", f"第{n}项", Decimal(5), Decimal(4), "理由")
                for n in range(40)
            ],
        )
    ).tree
    printed = convert(write_docx(tree, "甲"), "docx", "pdf", tmp_path)
    with pdfplumber.open(io.BytesIO(printed)) as pdf:
        for page in pdf.pages:
            text = page.extract_text()
            items = {int(found) // 4 for found in re.findall(r"第(\d+)项", text)}
            assert items == {int(found) for found in re.findall(r"维度(\d+)", text)}
