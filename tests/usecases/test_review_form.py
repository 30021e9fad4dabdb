"""The official review form filled in from findings, the reviewer's own points, and both files it is written to."""

import io
import subprocess
from dataclasses import replace
from decimal import Decimal

import pytest
from docx import Document as Word
from openpyxl import load_workbook

from zhunsheng.law.citation import Verified
from zhunsheng.law.review_form import GRADES, next_step_basis, next_steps, review_items
from zhunsheng.rules.engine import run
from zhunsheng.rules.examples import document, good
from zhunsheng.usecases.review_form import BadOverride, Override, parse_override, review_forms
from zhunsheng.usecases.review_reports.form_docx import form_docx
from zhunsheng.usecases.review_reports.form_xlsx import form_xlsx

FAULTY = good(
    {
        "indicators[4].level3": "社会影响力",
        "indicators[4].description": "在全县产生重要影响，得到充分认可",
        "indicators[4].target": "≥95百分比",
        "fund_plan.6": "99.00",
        "fund_plan.10": "50.00",
    }
)
WHOLE = document(FAULTY, good(code="219-0301-JBN-GOOD"))
REVIEW = run(WHOLE)


def forms(**settings):
    return review_forms(WHOLE, REVIEW, **settings)


def words(data):
    """All text of the Word file, table cells included (a merged cell once)."""
    made = Word(io.BytesIO(data))
    cells = [cell.text for table in made.tables for row in table.rows for cell in dict.fromkeys(row.cells)]
    return "\n".join([*(paragraph.text for paragraph in made.paragraphs), *cells])


def test_a_form_has_the_eight_items_and_their_sum():
    faulty, fine = forms()
    assert [item.mark.item for item in faulty.items] == list(review_items())
    assert faulty.score == sum(item.mark.full for item in faulty.items) - sum(
        cost.points for item in faulty.items for cost in item.mark.costs
    )
    assert faulty.score < fine.score <= 100
    assert fine.grade == "优"


def test_every_finding_of_the_project_is_on_its_form_once():
    faulty = forms()[0]
    weighed = [cost.finding for item in faulty.items for cost in item.mark.costs]
    assert sorted(f.identity for f in weighed) == sorted(f.identity for f in REVIEW.findings if f.project_no == 0)


@pytest.mark.parametrize("grade", GRADES)
def test_what_follows_from_a_grade_cites_the_article_that_was_checked(grade):
    assert next_steps()[grade]
    assert str(next_step_basis()) == "财预〔2015〕88号第二十五条"
    assert next_step_basis().verified is Verified.ARTICLE


def test_a_reviewer_may_put_other_points_and_both_are_printed_with_the_reason():
    given = parse_override("指标科学性=12：已当面说明，同意")
    (form,) = forms(only=0, overrides=[given])
    item = next(item for item in form.items if item.mark.item.name == "指标科学性")
    assert (item.score, item.grade, item.override) == (Decimal(12), "良", given)
    assert item.mark.score != 12
    text = words(form_docx([form]))
    assert f"审核人评为12分（系统建议{item.mark.score}分）：已当面说明，同意" in text


def test_points_for_one_project_leave_the_others():
    own = parse_override("219-0301-JBN-GOOD/条件充分性=6:设备没有落实")
    assert [form.items[-1].score for form in forms(overrides=[own])] == [10, 6]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (Override("没有这项", Decimal(1), "因为"), "没有“没有这项”这个子项"),
        (Override("目标相关性", Decimal(16), "因为"), "满分15分"),
        (Override("目标相关性", Decimal(9), " "), "要写理由"),
        (Override("目标相关性", Decimal(9), "因为", "NONE"), "没有编码为NONE的项目"),
    ],
)
def test_points_that_cannot_stand_are_refused_with_what_to_do(given, words):
    with pytest.raises(BadOverride, match=words):
        forms(overrides=[given])


@pytest.mark.parametrize("text", ["目标相关性", "目标相关性=很多:理由", "目标相关性=12", "目标相关性=12: "])
def test_points_without_a_number_or_a_reason_are_not_understood(text):
    with pytest.raises(BadOverride, match="看不懂"):
        parse_override(text)


def test_the_word_form_is_complete_and_says_what_was_not_checked():
    text = words(form_docx(forms(only=0)))
    for item in review_items():
        assert f"{item.name}（{item.points().value}分）" in text
        assert item.question in text
    assert "☑" in text
    assert "【未核】" in text
    assert "财预〔2015〕88号第二十五条" in text
    assert "审核人（签字）" in text
    assert "没有批复的预算数可以对照：目标表与批复预算不符" in text


def test_the_form_of_general_projects_is_graded_and_not_scored():
    text = words(form_docx(forms(only=0, kind="一般")))
    assert "一般性项目" in text
    assert "得分" not in text
    assert "综合评定等级" in text


def test_several_projects_are_listed_first_in_both_files():
    tables = Word(io.BytesIO(form_docx(forms()))).tables
    assert len(tables) == 5  # the list, and for each form its facts and the items, whose header repeats on each page
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in (tables[0], tables[2], tables[4]))
    book = load_workbook(io.BytesIO(form_xlsx(forms())))
    assert book.sheetnames[0] == "汇总"
    assert len(book.sheetnames) == 3
    rows = list(book["汇总"].iter_rows(min_row=2, max_row=6, values_only=True))
    assert rows[0][0] == "单位：219001青禾县第二小学　　年度：2026年　　项目：2个"
    assert [row[8] for row in rows[2:4]] == [float(form.score) for form in forms()]
    assert rows[4][0] == "平均"
    assert rows[4][8] == float(sum(form.score for form in forms()) / 2)


def test_the_workbook_has_no_formulas_whatever_a_cell_begins_with():
    whole = document(good(name="=1+1"))
    book = load_workbook(io.BytesIO(form_xlsx(review_forms(whole, run(whole)))))
    types = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert types <= {"s", "n"}


def test_the_same_forms_give_the_same_word_file():
    assert form_docx(forms()) == form_docx(forms())


def test_a_form_prints_at_its_own_size_with_its_header_on_each_page():
    sheet = load_workbook(io.BytesIO(form_xlsx(forms(only=0)))).active
    width = sum(dimension.width for dimension in sheet.column_dimensions.values())
    assert 85 <= width <= 96  # what A4 holds across between margins of 12 mm
    assert sheet.cell(int(sheet.print_title_rows.split("$")[-1]), 1).value == "审核内容"
    assert sheet.oddFooter.center.text == "— &P —"


@pytest.mark.office
def test_a_closing_cell_stays_whole_with_its_label_unless_it_fills_half_a_page():
    (form,) = forms(only=0)
    rows = {row.cells[0].text: row._tr.xml for row in Word(io.BytesIO(form_docx([form]))).tables[1].rows}
    for label in ("综合评定等级", "后续处理", "主要问题", "改进建议"):
        assert "cantSplit" in rows[label], label
    long = replace(form, remark="请补充测算依据。" * 150)
    rows = {row.cells[0].text: row._tr.xml for row in Word(io.BytesIO(form_docx([long]))).tables[1].rows}
    assert "cantSplit" not in rows["审核人意见"]


def test_a_real_office_program_opens_both(tmp_path):
    for name, data in (("a.docx", form_docx(forms())), ("b.xlsx", form_xlsx(forms()))):
        (tmp_path / name).write_bytes(data)
        command = [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            name,
        ]
        subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=180)
        assert (tmp_path / name).with_suffix(".pdf").read_bytes().startswith(b"%PDF")
