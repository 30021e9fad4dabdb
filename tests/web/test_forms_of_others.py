"""Forms that others publish: read, reviewed by the rules of their stage, kept, linked, and taken over as statements only."""

from __future__ import annotations

from datetime import date

import pytest
from course_stage import offices
from django.core.files.uploadedfile import SimpleUploadedFile
from web_stage import add_person

from zhunsheng.model.document import Document
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.rules.form_examples import evaluation, monitoring
from zhunsheng.usecases.write_document import write_document
from zhunsheng.web.records.models import AuditEntry, ReadForm, Reading, StatedValue, Target
from zhunsheng.web.records.operations.bind_formula import Wanted, bind_formula
from zhunsheng.web.records.verification import faults


@pytest.fixture(autouse=True)
def afterwards(today):
    """The forms are of 2026: look back on it."""
    today(date(2027, 3, 1))


@pytest.fixture
def about(target):
    """What makes a form one about the school's first project."""
    return {"project_code": target.code, "project_name": target.name}


def file_of(suffix="docx", **forms):
    """A real file with the forms printed in it."""
    document = Document(unit=BudgetUnit("219001", "青禾县第二小学"), fiscal_year=2026, **forms)
    return write_document(document, suffix)


def upload(browser, data, name):
    answer = browser.post("/upload/", {"file": SimpleUploadedFile(name, data)}, follow=True)
    return Reading.objects.order_by("-pk").first(), answer.content.decode()


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_a_self_evaluation_is_recognised_linked_and_reviewed(cast, target, about, as_, suffix):
    spoiled = evaluation({"total_score": "12"}, **about)
    reading, page = upload(as_(cast.clerk), file_of(suffix, self_evaluations=(spoiled,)), f"自评表.{suffix}")
    assert reading.status == "read", reading.message
    assert "<b>1</b> 张自评表、监控表" in page
    assert f'<a href="/projects/{target.pk}/">{target.name} 2026年</a>' in page
    form = as_(cast.clerk).get(f"/readings/{reading.pk}/forms/0/").content.decode()
    assert "ZSF09" in form
    assert "对上青禾县第二小学2026年的" in form
    assert "确认存下以后" in form


def test_a_target_that_differs_from_the_approved_table_is_found(cast, target, about, as_):
    changed = evaluation({"indicators[0].target": "≥1套"}, **about)
    reading, _ = upload(as_(cast.clerk), file_of(self_evaluations=(changed,)), "自评表.docx")
    assert "ZSE10" in as_(cast.clerk).get(f"/readings/{reading.pk}/forms/0/").content.decode()


def test_a_monitoring_form_is_kept_with_its_digest_its_month_and_its_project(cast, target, about, as_):
    browser = as_(cast.clerk)
    reading, _ = upload(browser, file_of(monitorings=(monitoring(**about),)), "监控表.docx")
    done = browser.post(f"/readings/{reading.pk}/confirm/", {"year": "2026"}, follow=True).content.decode()
    assert "存下1张自评表、监控表" in done
    row = ReadForm.objects.get()
    assert (row.target, row.address, row.month) == (target, "monitorings[0]", monitoring().until_month)
    assert AuditEntry.objects.filter(act="confirm_reading").last().detail["forms"][0]["digest"] == row.digest
    assert Target.objects.count() == 2, "no table is made or changed by a form"
    assert as_(cast.head).get(f"/readings/{reading.pk}/forms/0/").status_code == 200, "its unit sees it"
    assert as_(cast.outsider).get(f"/readings/{reading.pk}/forms/0/").status_code == 404
    assert list(faults()) == []


def test_values_are_taken_over_as_statements_with_the_file_and_never_in_the_place_of_computed_ones(
    cast, target, about, as_
):
    browser = as_(cast.clerk)
    names = [row["level3"] for row in target.draft["indicators"]]
    form = evaluation(**about)
    assert form.indicators[0].level3 in names
    reading, _ = upload(browser, file_of(self_evaluations=(form,)), "自评表.docx")
    browser.post(f"/readings/{reading.pk}/confirm/", {"year": "2026"})
    first, second = target.draft["indicators"][0]["key"], target.draft["indicators"][1]["key"]
    bind_formula(target, second, cast.clerk, Wanted("计数(巡查)"))
    page = browser.get(f"/readings/{reading.pk}/forms/0/").content.decode()
    assert f'value="{first}"' in page
    assert f'value="{second}"' not in page, "what is computed is not offered"
    done = browser.post(f"/readings/{reading.pk}/forms/0/take/", {"key": [first, second]}, follow=True).content.decode()
    assert "已作为自述采用1项" in done
    stated = StatedValue.objects.get()
    assert (stated.key, stated.text, stated.as_of) == (first, form.indicators[0].actual, date(2026, 12, 31))
    assert "取自读入的自评表“自评表.docx”第1条指标" in stated.reason
    assert stated.files[0]["name"] == "自评表.docx"
    assert "〔自述〕" in browser.get(f"/readings/{reading.pk}/forms/0/").content.decode()
    assert list(faults()) == []


def test_a_reviewer_reads_forms_of_others_but_no_target_tables(cast, target, about, as_):
    browser = as_(offices(cast).department)
    reading, page = upload(browser, file_of(self_evaluations=(evaluation(**about),)), "别人公开的自评表.docx")
    assert "确认存下" in page
    assert "存下1张" in browser.post(f"/readings/{reading.pk}/confirm/", {"year": "2026"}, follow=True).content.decode()
    take = browser.post(
        f"/readings/{reading.pk}/forms/0/take/", {"key": target.draft["indicators"][0]["key"]}, follow=True
    )
    assert StatedValue.objects.count() == 0
    assert "只能查看" in take.content.decode()


def test_a_form_of_an_unknown_project_is_reviewed_alone_and_linked_to_nothing(cast, as_):
    stranger = add_person("reader", "读者", "clerk", cast.other)
    reading, page = upload(
        as_(stranger),
        file_of(self_evaluations=(evaluation(project_name="别县的项目", project_code="999"),)),
        "别县.docx",
    )
    assert "没有对上" in page
    form = as_(stranger).get(f"/readings/{reading.pk}/forms/0/")
    assert form.status_code == 200
    assert as_(stranger).get(f"/readings/{reading.pk}/forms/7/").status_code == 404


@pytest.mark.parametrize("unit", ["别县第一中学", "219777", "219777别县第一中学"])
def test_a_form_of_another_body_is_not_ours_for_its_projects_name_alone(cast, target, as_, unit):
    browser = as_(cast.clerk)
    theirs = evaluation(project_name=target.name, project_code=None, unit=unit)
    reading, page = upload(browser, file_of(self_evaluations=(theirs,)), "别县公开的自评表.docx")
    assert "没有对上，青禾县第二小学有同名项目，单位不同" in page
    form = browser.get(f"/readings/{reading.pk}/forms/0/").content.decode()
    assert "不是青禾县第二小学的表，只是同名" in form
    assert "看目标表" not in form
    assert "可以把表里的完成值" not in form
    browser.post(f"/readings/{reading.pk}/confirm/", {"year": "2026"})
    assert ReadForm.objects.get().target is None
    assert "只是同名" in browser.get(f"/readings/{reading.pk}/forms/0/").content.decode()
    assert Target.objects.count() == 2


@pytest.mark.parametrize("unit", ["219001-青禾县第二小学", "219001", "第二小学", "青禾县 第二小学", None])
def test_a_form_of_our_unit_is_linked_by_name_however_it_writes_the_unit(cast, target, as_, unit):
    ours = evaluation(project_name=target.name, project_code=None, unit=unit)
    _, page = upload(as_(cast.clerk), file_of(self_evaluations=(ours,)), "自评表.docx")
    assert f'<a href="/projects/{target.pk}/">{target.name} 2026年</a>' in page
