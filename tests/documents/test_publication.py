"""The documents that a unit publishes: with its budget the targets, with its final accounts the results."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pdfplumber
import pytest
from foreign_forms import NATIONAL, as_html
from samples import convert

from zhunsheng.documents.page import PageTree
from zhunsheng.documents.publication import accounts_publication, budget_publication, grade_of
from zhunsheng.documents.reading.residue import residues
from zhunsheng.documents.writing.docx import write_docx
from zhunsheng.documents.writing.pdf import write_pdf
from zhunsheng.documents.writing.printable import printable_tree
from zhunsheng.documents.writing.text import write_text
from zhunsheng.documents.writing.unwritable import Unwritable
from zhunsheng.model.document import Document
from zhunsheng.model.figure import figure
from zhunsheng.model.organisation import parse_unit
from zhunsheng.model.self_evaluation_form import FormSubject, SelfEvaluationForm
from zhunsheng.usecases.read_document import read_bytes, read_file


def form(name: str, score: str | None = "98.46") -> SelfEvaluationForm:
    (read,) = read_bytes(as_html("项目支出绩效自评表（2022年度）", NATIONAL)).self_evaluations
    return replace(read, project_name=name, total_score=figure(score))


def accounts(*forms: SelfEvaluationForm) -> Document:
    return Document(parse_unit("219001青禾县第二小学"), 2022, self_evaluations=forms)


def words(tree: PageTree) -> str:
    return write_text(printable_tree(tree)).decode()


def test_the_accounts_document_sums_up_and_holds_every_form() -> None:
    department = replace(form("无"), subject=FormSubject.DEPARTMENT, project_name=None)
    text = words(
        accounts_publication(accounts(form("校舍维修"), form("食堂补助", "85.00"), form("图书购置", "58"), department))
    )
    assert "青禾县第二小学2022年度部门决算绩效自评情况" in text
    assert (
        "对2022年度3个项目开展了绩效自评，全年预算数合计75.00万元，全年执行数合计64.64万元，预算执行率86.18%。" in text
    )
    assert "各项目自评得分简单平均80.49分，按全年预算数加权80.49分，其中“优”1个、“良”1个、“差”1个。" in text
    assert text.index("部门整体支出绩效自评表") < text.index("1、校舍维修项目支出绩效自评表（2022年度）")
    assert "\t食堂补助\n\t25.00\n\t21.55\n\t86.18%\n\t85.00\n\t良\n" in text


def test_money_not_quite_spent_is_not_printed_as_the_whole_budget() -> None:
    read = form("路灯维护")
    line = replace(read.fund_total, adjusted=figure("70,000.00"), executed=figure("69,960.00"), rate=figure("99.94%"))
    text = words(accounts_publication(accounts(replace(read, funds=(line,)))))
    assert "全年预算数合计7.00万元，全年执行数合计6.996万元，预算执行率99.94%" in text
    assert "\t7.00\n\t6.996\n\t99.94%\n" in text


def test_a_blank_amount_gives_no_sum_and_a_blank_score_no_grade() -> None:
    blank = replace(form("甲", None), funds=())
    text = words(accounts_publication(accounts(form("乙"), blank)))
    assert "合计" in text
    assert "全年预算数合计" not in text
    assert "另有1个项目没有自评总分" in text


def test_what_is_empty_is_published_as_empty_with_a_sentence() -> None:
    assert "没有需要公开绩效自评结果的项目" in words(accounts_publication(accounts()))
    empty = Document(parse_unit("219001青禾县第二小学"), 2022)
    assert "没有需要公开绩效目标的预算项目" in words(budget_publication(empty))


@pytest.mark.parametrize("lacking", [Document(fiscal_year=2022), Document(parse_unit("219001某校"))])
def test_without_unit_or_year_nothing_is_published(lacking: Document) -> None:
    with pytest.raises(Unwritable):
        budget_publication(lacking)
    with pytest.raises(Unwritable):
        accounts_publication(lacking)


def test_the_budget_document_has_the_department_part_every_project_and_no_forms(seed: Path) -> None:
    document = replace(read_file(seed), fiscal_year=2020, self_evaluations=(form("甲"),))
    tree = printable_tree(budget_publication(document))
    data = write_docx(tree, "公开")
    read = read_bytes(data)
    assert (len(read.projects), read.self_evaluations) == (9, ())
    assert read.department == document.department
    assert residues(data) == ()
    assert residues(write_pdf(tree, "公开")) == ()


def test_grades_have_their_lower_bounds() -> None:
    scores = ("100", "90", "89.99", "80", "79.99", "60", "59.99", "0")
    assert [grade_of(Decimal(score)) for score in scores] == ["优", "优", "良", "良", "中", "中", "差", "差"]


def test_contents_and_page_numbers_of_the_pdf_agree() -> None:
    tree = printable_tree(accounts_publication(accounts(*(form(f"项目{letter}") for letter in "甲乙丙丁"))))
    with pdfplumber.open(io.BytesIO(write_pdf(tree, "公开"))) as made:
        pages = [page.extract_text() or "" for page in made.pages]
    contents = dict(re.findall(r"^(\d、\S+自评表（2022年度）)[ .]+(\d+)$", pages[0], re.M))
    assert len(contents) == 4
    assert all(title in pages[int(page) - 1] for title, page in contents.items())
    assert all(page.rstrip().endswith(f"— {number} —") for number, page in enumerate(pages, 1))


@pytest.mark.office
def test_an_office_program_prints_each_form_on_the_page_that_the_contents_say(tmp_path: Path) -> None:
    tree = printable_tree(accounts_publication(accounts(*(form(f"项目{letter}") for letter in "甲乙丙"))))
    data = write_docx(tree, "公开")
    (tmp_path / "printed.pdf").write_bytes(convert(data, "docx", "pdf", tmp_path))
    told = subprocess.run(["pdftotext", "-layout", tmp_path / "printed.pdf", "-"], capture_output=True, check=True)
    pages = ["".join(page.split()) for page in told.stdout.decode().split("\f")[:-1]]
    listed = re.findall(r"(\d、项目.项目支出绩效自评表（2022年度）)[.…]*(\d)", pages[0])
    assert len(listed) == 3
    assert all(title in pages[int(page) - 1] for title, page in listed)


def test_a_published_accounts_document_reads_back_to_its_forms() -> None:
    forms = (form("校舍维修"), form("食堂补助"))
    read = read_bytes(write_docx(printable_tree(accounts_publication(accounts(*forms))), "公开"))
    assert [one.project_name for one in read.self_evaluations] == ["校舍维修", "食堂补助"]
    assert [replace(one, heading=None) for one in read.self_evaluations] == [
        replace(one, heading=None) for one in forms
    ]
    assert [problem.message[:8] for problem in read.problems] == ["这是项目汇总表，", "表外有1段文字，"]


def test_that_something_is_kept_back_by_law_is_said_in_either_document(seed: Path) -> None:
    said = "另有2个项目涉及国家秘密，经保密审查，依法不公开。"
    budget = budget_publication(replace(read_file(seed), fiscal_year=2020), withheld=2)
    assert said in words(budget)
    assert len(read_bytes(write_docx(printable_tree(budget), "公开")).projects) == 9
    assert said in words(accounts_publication(accounts(form("校舍维修")), withheld=2))
    assert "国家秘密" not in words(accounts_publication(accounts(form("校舍维修"))))


@pytest.mark.office
def test_an_office_program_opens_the_parks_targets_with_right_page_numbers(seed: Path, tmp_path: Path) -> None:
    data = write_docx(printable_tree(budget_publication(replace(read_file(seed), fiscal_year=2020))), "公开")
    (tmp_path / "printed.pdf").write_bytes(convert(data, "docx", "pdf", tmp_path))
    told = subprocess.run(["pdftotext", "-layout", tmp_path / "printed.pdf", "-"], capture_output=True, check=True)
    pages = [["".join(line.split()) for line in page.splitlines()] for page in told.stdout.decode().split("\f")[:-1]]
    listed = [found.groups() for line in pages[0] if (found := re.match(r"(\d、.+?绩效目标表)[.…]+(\d+)$", line))]
    assert len(listed) == 9
    assert all(any(title in line for line in pages[int(page) - 1]) for title, page in listed)
