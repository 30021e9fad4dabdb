"""Importing a spreadsheet of entries: all or nothing, every fault by its cell, never twice, stoppable."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from ledger_stage import PATROL, YEAR, add
from openpyxl import Workbook, load_workbook
from web_stage import a_document, acts, import_document

from zhunsheng.web.records import import_work
from zhunsheng.web.records.models import Entry, ImportJob, Tally, Target
from zhunsheng.web.records.verification import faults

HEAD = ("巡查时间", "对象", "到场", "结果", "问题", "巡查人")
ROW = ("2024-05-08 19:30", "路灯", "是", "正常", "", "马会民")


@pytest.fixture
def target(cast):
    import_document(cast.clerk, a_document(year=YEAR))
    return Target.objects.order_by("position").first()


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """The work is done before the page answers; a browser test has it done in its own process."""
    monkeypatch.setattr(import_work, "launch", lambda job: import_work.run(job.pk))


def book(*rows, head=HEAD):
    made = Workbook()
    for row in (head, *rows):
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def bring(browser, data, name="巡查.xlsx", kind="patrol", **fields):
    answer = browser.post(f"/ledger/{kind}/import/", {"file": SimpleUploadedFile(name, data), **fields})
    assert answer.status_code == 302, answer.content.decode()
    return browser.get(answer.url)


def job():
    return ImportJob.objects.order_by("-pk").first()


def test_every_row_becomes_an_entry_under_one_audit_entry(cast, as_, target):
    rows = [(f"2024-05-{day:02d} 08:00", *ROW[1:]) for day in range(1, 31)]
    page = bring(as_(cast.clerk), book(*rows), project=target.pk)
    assert "已存入30条" in page.content.decode()
    assert Entry.objects.filter(project=target, source="import", by=cast.clerk).count() == 30
    assert Tally.objects.get().count == 30
    assert acts().count("import_entries") == 1
    assert list(faults()) == []
    listing = as_(cast.clerk).get(f"/ledger/patrol/?act={job().logged}").context["listing"]
    assert listing.total == 30


def test_one_wrong_row_keeps_all_of_them_out_and_is_named_by_its_cell(cast, as_):
    browser = as_(cast.clerk)
    page = bring(
        browser, book(ROW, ("2024-13-45", "绿化", "大概", "正常", "", "马会民"), (*ROW[:1], "绿化", *ROW[2:]))
    ).content.decode()
    assert "3行里有1行要改，一行也没有存入" in page
    assert "第3行“到场”" in page
    assert "C3" in page
    assert "大概" in page
    assert Entry.objects.count() == 0
    marked = browser.get(f"/ledger/imports/{job().pk}/marked/")
    sheet = load_workbook(io.BytesIO(b"".join(marked.streaming_content))).active
    notes = [sheet.cell(row, len(HEAD) + 1).value or "" for row in (2, 3, 4)]
    assert (notes[0], notes[2]) == ("", "")
    assert "大概" in notes[1]


def test_the_mended_file_goes_in_and_importing_it_again_doubles_nothing(cast, as_):
    browser, data = as_(cast.clerk), book(ROW, ("2024-05-09 8:00", *ROW[1:]))
    assert "已存入2条" in bring(browser, data).content.decode()
    again = bring(browser, book(ROW, ("2024-05-09 8:00", *ROW[1:]), ("2024-05-10 8:00", *ROW[1:]))).content.decode()
    assert "已存入1条，另有2条以前导入过" in again
    assert "以前都导入过" in bring(browser, data).content.decode()
    assert Entry.objects.count() == 3


def test_what_is_asked_waits_for_an_answer(cast, as_):
    browser = as_(cast.clerk)
    page = bring(browser, book(ROW, ROW)).content.decode()
    assert "还没有存入" in page
    assert "第2行完全一样" in page
    assert Entry.objects.count() == 0
    page = browser.post(f"/ledger/imports/{job().pk}/confirm/", follow=True).content.decode()
    assert "已存入2条" in page


def test_rows_that_were_typed_by_hand_before_are_asked_about(cast, as_):
    add(cast.clerk, cast.school, PATROL)
    browser = as_(cast.clerk)
    page = bring(browser, book(ROW, ("2024-05-10 8:00", *ROW[1:]))).content.decode()
    assert "有1行和已录的记录完全相同" in page
    assert "第1条与钱经办" in page
    browser.post(f"/ledger/imports/{job().pk}/cancel/")
    assert job().state == "cancelled"
    assert Entry.objects.count() == 1


def test_a_column_names_the_project_of_each_row(cast, as_, target):
    rows = [(*ROW, target.code), ("2024-05-10 8:00", *ROW[1:], "")]
    bring(as_(cast.clerk), book(*rows, head=(*HEAD, "项目编码")), year=YEAR)
    assert [entry.project for entry in Entry.objects.order_by("day")] == [target, None]
    page = bring(as_(cast.clerk), book((*ROW, "没有这个"), head=(*HEAD, "项目编码")), year=YEAR).content.decode()
    assert "没有编码或名称是“没有这个”的项目" in page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x00\x01nonsense" * 20, "。"), (b"PK\x03\x04broken", "打不开"), (b"name,age\r\n1,2\r\n", "表头"),
        ("巡查时间,对象\r\n".encode("gb18030"), "没有要导入的行"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_gets_a_sentence(cast, as_, data, words):
    assert words in bring(as_(cast.clerk), data, "表.csv").content.decode()
    assert job().state == "refused"


def test_no_file_or_an_empty_one_is_told_at_once_and_the_choices_stay(cast, as_, target):
    browser = as_(cast.clerk)
    for files in ({}, {"file": SimpleUploadedFile("空.xlsx", b"")}):
        answer = browser.post("/ledger/patrol/import/", {"project": target.pk, **files})
        assert answer.status_code == 400
        assert f'value="{target.pk}" selected' in answer.content.decode()
    assert not ImportJob.objects.exists()


def test_cancelling_in_the_middle_leaves_nothing(cast, as_, monkeypatch):
    monkeypatch.setattr(import_work, "BEAT", 0)

    def cancelled(job):
        ImportJob.objects.filter(pk=job.pk).update(cancel=True)
        import_work.run(job.pk)

    monkeypatch.setattr(import_work, "launch", cancelled)
    rows = [(f"2024-05-{1 + number % 28:02d} {number % 24:02d}:{number % 60:02d}", *ROW[1:]) for number in range(1500)]
    page = bring(as_(cast.clerk), book(*rows)).content.decode()
    assert "已取消" in page
    assert Entry.objects.count() == 0
    assert "已经结束" in as_(cast.clerk).post(f"/ledger/imports/{job().pk}/cancel/", follow=True).content.decode()


def test_work_whose_process_died_can_be_started_again(cast, as_, monkeypatch):
    from datetime import timedelta

    from django.utils import timezone

    monkeypatch.setattr(import_work, "launch", lambda job: None)
    browser = as_(cast.clerk)
    bring(browser, book(ROW))
    assert browser.get(f"/ledger/imports/{job().pk}/state/").json()["open"]
    ImportJob.objects.update(state="checking", beat=timezone.now() - timedelta(minutes=5))
    assert "导入的程序停了" in browser.get(f"/ledger/imports/{job().pk}/").content.decode()
    monkeypatch.setattr(import_work, "launch", lambda job: import_work.run(job.pk))
    assert "已存入1条" in browser.post(f"/ledger/imports/{job().pk}/restart/", follow=True).content.decode()


def test_a_failure_nobody_thought_of_ends_the_import_and_keeps_nothing(cast, as_, monkeypatch):
    monkeypatch.setattr(import_work, "insert_fields", lambda rows: 1 / 0)
    page = bring(as_(cast.clerk), book(ROW)).content.decode()
    assert "导入中断" in page
    assert Entry.objects.count() == 0
    assert "import_entries" not in acts()


def test_only_those_of_the_unit_see_an_import_and_only_its_maker_ends_it(cast, as_):
    bring(as_(cast.clerk), book(ROW, ROW))
    pk = job().pk
    for part in ("", "state/", "marked/"):
        assert as_(cast.outsider).get(f"/ledger/imports/{pk}/{part}").status_code == 404
    assert "钱经办做的" in as_(cast.head).post(f"/ledger/imports/{pk}/confirm/", follow=True).content.decode()
    assert as_(cast.viewer).get("/ledger/patrol/import/").status_code == 403
    assert "巡查.xlsx" in as_(cast.head).get("/ledger/imports/").content.decode()
    assert "巡查.xlsx" not in as_(cast.outsider).get("/ledger/imports/").content.decode()
    assert as_(cast.clerk).post(f"/ledger/imports/{pk}/dance/").status_code == 404


def test_the_template_comes_back_empty_handed_and_filled_in_goes_in(cast, as_, target):
    browser = as_(cast.clerk)
    data = browser.get("/ledger/patrol/template/").content
    assert "没有要导入的行" in bring(browser, data, "模板.xlsx").content.decode()
    sheet = load_workbook(io.BytesIO(data))
    page = sheet.worksheets[0]
    heads = {str(cell.value).rstrip("*"): cell.column for cell in page[2]}
    for name, text in zip(HEAD, ROW, strict=True):
        column = next(place for head, place in heads.items() if head.startswith(name))
        page.cell(4, column, text or None)
    page.cell(4, heads["项目编码"], target.code)
    out = io.BytesIO()
    sheet.save(out)
    assert "已存入1条" in bring(browser, out.getvalue(), "模板.xlsx").content.decode()
    assert Entry.objects.get().project == target


def test_the_exported_workbook_has_numbers_as_numbers(cast, as_):
    add(cast.clerk, cast.school, PATROL)
    answer = as_(cast.clerk).get("/ledger/patrol/export/xlsx/")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    head = [cell.value for cell in sheet[1]]
    row = dict(zip(head, (cell.value for cell in sheet[2]), strict=True))
    assert row["巡查时间"] == PATROL["moment"]
    assert row["对象"] == "路灯"
    assert row["状态"] == "有效"


def test_no_exported_cell_is_a_formula(cast, as_):
    add(cast.clerk, cast.school, {**PATROL, "object": "=1+1", "place": "@x"})
    text = b"".join(as_(cast.clerk).get("/ledger/patrol/export/csv/").streaming_content).decode("utf-8-sig")
    assert "'=1+1" in text
    assert "'@x" in text
