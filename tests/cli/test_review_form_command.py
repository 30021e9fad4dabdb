"""``zhunsheng review``: what could not be judged, documents to compare with, and the review form filled in."""

import io
import json

import pytest
from command_line import zhunsheng
from docx import Document as Word
from openpyxl import load_workbook

OPEN_KEYS = {"rule", "title", "project", "address", "reason"}


def test_what_could_not_be_judged_is_a_list_of_its_own(example):
    data = zhunsheng("review", "--format", "json", example).json
    undecided = data["undecided"]
    assert undecided
    assert all(entry.keys() >= OPEN_KEYS and entry["reason"] for entry in undecided)
    assert len({entry["rule"] for entry in undecided}) == len(undecided)
    assert "ZSE05" in [entry["rule"] for entry in undecided]
    assert "ZSE05" not in [finding["rule"] for finding in data["findings"]]


def test_every_report_shows_the_list(example, tmp_path):
    text = zhunsheng("review", example).out
    assert "━━ 没能判断的检查项（" in text
    assert "没有批复的预算数可以对照：ZSE05 目标表与批复预算不符" in text
    assert "<h2>没能判断的检查项（" in zhunsheng("review", "--format", "html", example).out
    book = tmp_path / "意见.xlsx"
    zhunsheng("review", "--format", "xlsx", "-o", book, example)
    rows = list(load_workbook(io.BytesIO(book.read_bytes()))["没能判断的检查项"].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows if row[4] == "批复预算数"] == ["ZSE05"]
    (invocation,) = zhunsheng("review", "--format", "sarif", example).json["runs"][0]["invocations"]
    noted = [note for note in invocation["toolExecutionNotifications"] if note["associatedRule"]["id"] == "ZSE05"]
    assert [note["level"] for note in noted] == ["note"]
    assert invocation["executionSuccessful"]


def test_documents_to_compare_with_settle_what_was_open(example, tmp_path):
    document = zhunsheng("read", example, "--json").json
    document["projects"][0]["budget"]["total"] = "5.00"
    approved = tmp_path / "批复.json"
    approved.write_text(json.dumps(document), "utf-8")
    ran = zhunsheng("review", "--format", "json", "--approved", approved, "--earlier", approved, example)
    found = [finding for finding in ran.json["findings"] if finding["rule"] == "ZSE05"]
    assert [finding["message"] for finding in found] == ["表上预算6万元，批复5万元，差1万元。"]
    assert "ZSE05" not in [entry["rule"] for entry in ran.json["undecided"]]
    assert ran.status == 1


def test_a_document_to_compare_with_that_cannot_be_read_stops_the_work(example):
    ran = zhunsheng("review", "--approved", example.with_name("没有.docx"), example)
    assert (ran.status, ran.out) == (2, "")
    assert "没有.docx：文件不存在" in ran.err


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_the_form_of_a_whole_document(example, tmp_path, suffix):
    form = tmp_path / f"审核表{suffix}"
    ran = zhunsheng("review", "--form", form, "--score", "目标相关性=12:职责依据已补充", example)
    assert (ran.status, ran.out) == (1, "")
    assert "9张审核表已写到" in ran.err
    if suffix == ".docx":
        text = "\n".join(cell.text for table in Word(str(form)).tables for row in table.rows for cell in row.cells)
    else:
        sheets = load_workbook(form)
        assert len(sheets.sheetnames) == 10
        text = "\n".join(str(value) for sheet in sheets for row in sheet.values for value in row if value)
    assert "审核人评为12分" in text
    assert "职责依据已补充" in text


def test_the_form_of_one_project_beside_the_json(example, tmp_path):
    form = tmp_path / "审核表.docx"
    chosen = ("--project", "804-0501-JBN-3INN", "--form-kind", "一般", "--format", "json")
    ran = zhunsheng("review", "--form", form, *chosen, example)
    assert ran.json["findings"]
    firsts = [table.cell(0, 0).text for table in Word(str(form)).tables]
    assert firsts == ["项目名称", "审核内容"]  # the head, and the points whose heading is repeated on the next page


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--form", "表.pdf"), "只能写成.docx、.xlsx"),
        (("--form", "表.docx", "--score", "目标相关性"), "看不懂"),
        (("--form", "表.docx", "--score", "目标相关性=99:理由"), "满分15分"),
        (("--score", "目标相关性=9:理由"), "请同时用 --form"),
        (("--form", "表.docx", "--on", "2010-01-01"), "还没有施行审核表"),
    ],
)
def test_a_form_that_cannot_be_written_is_refused_in_one_sentence(example, tmp_path, arguments, words):
    placed = [str(tmp_path / word) if word.startswith("表.") else word for word in arguments]
    ran = zhunsheng("review", *placed, example)
    assert ran.status == 2
    assert words in ran.err
    assert not list(tmp_path.glob("表.*"))


def test_a_form_is_filled_in_for_one_file_at_a_time(example, letter, tmp_path):
    ran = zhunsheng("review", "--form", tmp_path / "表.docx", example, letter)
    assert ran.status == 2
    assert "一次只能给一个文件填审核表" in ran.err


def head_of(form):
    """What the first form's head says, cell beside cell."""
    row = next(row for row in Word(str(form)).tables[1].rows if "主管部门" in {cell.text for cell in row.cells})
    cells = list(dict.fromkeys(cell.text for cell in row.cells))
    return cells[cells.index("主管部门") + 1]


def test_the_form_names_the_department_that_was_given(example, tmp_path):
    form = tmp_path / "审核表.docx"
    zhunsheng("review", "--form", form, "--department", "804示例园区管理委员会", example)
    assert head_of(form) == "804示例园区管理委员会"


def test_the_form_names_the_department_that_the_document_tells(example, tmp_path):
    document = zhunsheng("read", example, "--json").json
    document["other_departments"] = [{**document["department"], "unit": {"code": "804", "name": "示例园区管理委员会"}}]
    told = tmp_path / "文本.json"
    told.write_text(json.dumps(document), "utf-8")
    form = tmp_path / "审核表.docx"
    zhunsheng("review", "--form", form, told)
    assert head_of(form) == "804示例园区管理委员会"


def test_a_department_without_a_form_is_refused(example):
    ran = zhunsheng("review", "--department", "804示例园区管理委员会", example)
    assert ran.status == 2
    assert "--department 是填审核表用的" in ran.err


def test_the_form_names_the_department_that_the_data_folder_has_above_the_unit(example, tmp_path):
    data = tmp_path / "数据"
    units = tmp_path / "单位.csv"
    units.write_text(
        "单位编码,单位名称,类别,上级编码\n130535,示例县,行政区划,\n804,示例园区管理委员会,主管部门,\n804002,示例园区,预算单位,804\n",
        "utf-8",
    )
    assert zhunsheng("import", "--year", 2020, "--data", data, units).status == 0
    form = tmp_path / "审核表.docx"
    zhunsheng("review", "--form", form, "--data", data, example)
    assert head_of(form) == "804示例园区管理委员会"
