"""The official review form in the browser: filled in from findings, the reviewer's own points, what items are worth."""

import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document as Word
from openpyxl import load_workbook
from web_stage import a_document, acts, add_person, import_document, with_cell, write

from zhunsheng.law.review_form import review_items
from zhunsheng.web.records.models import FormMark, Round, RuleSetting, Target
from zhunsheng.web.records.models.append_only import Immutable
from zhunsheng.web.records.queries.review_forms import document_forms, project_form
from zhunsheng.web.records.reviewing import review_target
from zhunsheng.web.records.verification import faults

SETTINGS = "/settings/review-form/"


@pytest.fixture
def reviewer(cast):
    return add_person("reviewer", "陈审核", "reviewer", cast.department)


@pytest.fixture
def flawed(cast):
    """A project with an unclear goal and a blank target."""
    spoiled = with_cell(a_document(), 0, {"goal": "换好教室的护眼灯，灯下看书不伤眼。", "indicators[0].target": ""})
    import_document(cast.clerk, spoiled)
    return Target.objects.select_related("unit").order_by("position").first()


def url(target, part=""):
    return f"/projects/{target.pk}/review-form/{part}"


def put(browser, target, item, points, reason):
    return browser.post(url(target), {"item": item, "points": points, "reason": reason}, follow=True)


def score(target, item):
    return next(row.score for row in project_form(target).items if row.mark.item.key == item)


def set_numbers(browser, **data):
    given = {"region": "", "year": "", "since": timezone.localdate().isoformat(), "reason": "市财政局审核表", **data}
    return browser.post(SETTINGS, given)


def test_the_page_shows_all_eight_items_filled_in_from_the_findings(flawed, cast, as_):
    page = as_(cast.clerk).get(url(flawed)).content.decode()
    form = project_form(flawed)
    for item in review_items():
        assert item.name in page
        assert item.question in page
    assert {finding.title for finding in review_target(flawed).findings if finding.severity == "error"}
    assert all(cost.finding.title in page for row in form.items for cost in row.mark.costs)
    assert f"☑{form.grade}" in page
    assert "【未核】" in page
    assert "没能判断的检查项" in page
    assert 'name="points"' not in page  # a clerk looks
    department = flawed.unit.parent
    assert f"{department.code}{department.name}" in page, "the head names the department above"


def test_a_reviewers_points_stand_with_the_reason_the_name_and_the_day(flawed, reviewer, as_):
    before = project_form(flawed).score
    page = put(as_(reviewer), flawed, "clarity", "4.5", "已当面核实").content.decode()
    assert all(words in page for words in ("评为4.5分", "已当面核实", "陈审核", "系统建议"))
    assert score(flawed, "clarity") == Decimal("4.5")
    assert project_form(flawed).score < before
    assert acts()[-1] == "mark_form"
    assert list(faults()) == []
    with pytest.raises(Immutable):
        FormMark.objects.update(points=1)
    shown = Word(io.BytesIO(as_(reviewer).get(url(flawed, "export/docx/")).content))
    cells = [cell.text for table in shown.tables for row in table.rows for cell in row.cells]
    today = f"{timezone.localdate():%Y-%m-%d}"
    assert any(f"陈审核{today}评为4.5分" in text and "已当面核实" in text for text in cells)


def test_points_are_taken_back(flawed, reviewer, as_):
    browser, before = as_(reviewer), score(flawed, "clarity")
    put(browser, flawed, "clarity", "1", "没有写清楚")
    page = put(browser, flawed, "clarity", "", "").content.decode()
    assert "按系统建议" in page
    assert score(flawed, "clarity") == before
    assert acts()[-1] == "unmark_form"
    assert "没有写清楚" in page  # the history keeps it


@pytest.mark.parametrize(
    ("item", "points", "reason"),
    [("clarity", "11", "x"), ("clarity", "-1", "x"), ("clarity", "abc", "x"), ("clarity", "8", " "), ("clarity", "", ""),
     ("none", "1", "x"), ("clarity", "1.234", "x"), ("clarity", "NaN", "x"), ("opinion", "", "")],
)  # fmt: skip
def test_senseless_points_are_refused_in_a_sentence(flawed, reviewer, as_, item, points, reason):
    page = put(as_(reviewer), flawed, item, points, reason).content.decode()
    assert "没有记下" in page or "不用撤回" in page
    assert not FormMark.objects.exists()


@pytest.mark.parametrize("who", ["clerk", "viewer", "chief", "outsider"])
def test_only_reviewers_put_points(flawed, cast, as_, who):
    answer = put(as_(getattr(cast, who)), flawed, "clarity", "1", "x")
    assert answer.status_code == 404 if who == "outsider" else "没有记下" in answer.content.decode()
    assert not FormMark.objects.exists()


def test_the_form_says_when_the_proposal_has_moved_since(flawed, reviewer, cast, as_):
    put(as_(reviewer), flawed, "standard_form", "5", "空着一个指标值")
    assert "请再看一看" not in as_(reviewer).get(url(flawed)).content.decode()
    key = flawed.draft["indicators"][0]["key"]
    write(as_(cast.clerk), flawed, f"indicators.{key}.target", "≥264套")
    assert "请再看一看" in as_(reviewer).get(url(flawed)).content.decode()


def test_a_dismissed_finding_costs_nothing(flawed, reviewer, as_):
    before = project_form(flawed).score
    page = as_(reviewer).get("/review/219001/2026/").context["page"]
    cause = next(cause for cause in page.causes if cause.rule == "ZSG18")
    as_(reviewer).post(
        "/review/219001/2026/decide/",
        {"kind": "dismiss", "item": cause.id, "place": [p.value for p in cause.places], "reason": "上级文件原文"},
    )
    assert project_form(flawed).score > before


def test_the_reviewers_opinion_is_printed_beside_the_proposed_one(flawed, reviewer, as_):
    browser = as_(reviewer)
    page = put(browser, flawed, "opinion", "", "目标要写清楚受益的班级数。").content.decode()
    assert "目标要写清楚受益的班级数。" in page
    book = load_workbook(io.BytesIO(browser.get(url(flawed, "export/xlsx/")).content))
    words = [str(cell.value) for row in book.active.iter_rows() for cell in row if cell.value]
    assert "审核人意见" in words
    assert any("受益的班级数" in text and "陈审核" in text for text in words)
    put(browser, flawed, "opinion", "", "")
    assert project_form(flawed).remark == ""
    assert list(faults()) == []


@pytest.mark.parametrize(("kind", "scored"), [("重点", True), ("一般", False)])
def test_both_kinds_of_the_form(flawed, reviewer, as_, kind, scored):
    page = as_(reviewer).get(f"{url(flawed)}?kind={kind}").content.decode()
    assert f"（{'重点项目' if kind == '重点' else '一般性项目'}）" in page
    assert ("总分" in page) is scored
    assert as_(reviewer).get(f"{url(flawed, 'export/docx/')}?kind={kind}").status_code == 200
    assert as_(reviewer).get(url(flawed, "export/pdf/")).status_code == 404


def test_the_documents_list_and_its_files_hold_every_project(flawed, reviewer, as_):
    browser = as_(reviewer)
    page = browser.get("/review/219001/2026/form/").content.decode()
    forms = [form for _, form in document_forms(flawed.unit, 2026)]
    assert all(form.project.name in page for form in forms)
    book = load_workbook(io.BytesIO(browser.get("/review/219001/2026/form/export/xlsx/").content))
    assert len(book.sheetnames) == len(forms) + 1
    assert acts()[-1] == "export"


def test_a_closed_round_keeps_the_forms_as_they_were(flawed, reviewer, as_):
    browser = as_(reviewer)
    put(browser, flawed, "clarity", "3", "说不清")
    browser.post("/review/219001/2026/close/", {"round": "1", "summary": "请改"})
    kept = Round.objects.get().content["forms"][0]
    assert kept["items"]["明确清晰性"] == "3"
    assert "说不清" in kept["overrides"]["明确清晰性"]
    put(browser, flawed, "clarity", "10", "改好了")
    page = browser.get("/review/219001/2026/?round=1").content.decode()
    assert kept["grade"] in page
    assert "说不清" in page


# -- what items are worth --------------------------------------------------------------------------------------------


def test_numbers_are_set_for_a_region_and_a_year_and_shown_as_such(flawed, cast, as_):
    answer = set_numbers(
        as_(cast.admin), region="219", year="2026", review_points_clarity="12", review_points_standard_form="8"
    )
    assert answer.status_code == 302, answer.content.decode()
    assert acts()[-1] == "set_review_form"
    form = project_form(flawed)
    assert {item.mark.item.key: item.mark.full for item in form.items}["clarity"] == 12
    page = as_(cast.clerk).get(url(flawed)).content.decode()
    assert "按本地设置" in page
    assert "【未核】" in page  # the others still are
    assert "本地设置" in as_(cast.admin).get(f"{SETTINGS}?region=219&year=2026").content.decode()
    assert "本地设置</span>" not in as_(cast.admin).get(SETTINGS).content.decode()
    assert list(faults()) == []


def test_the_label_goes_when_every_number_has_been_set(flawed, cast, as_):
    numbers = {f"review_points_{item.key}": "12.5" for item in review_items()}
    set_numbers(
        as_(cast.admin), **numbers, grade_minimum_excellent="90", grade_minimum_good="80", grade_minimum_fair="60"
    )
    assert project_form(flawed).checked
    assert "【未核】" not in as_(cast.clerk).get(url(flawed)).content.decode()


@pytest.mark.parametrize(
    "data",
    [{"review_points_clarity": "12"}, {"review_points_clarity": "x"}, {"review_points_clarity": "101"},
     {"grade_minimum_good": "95"}, {"review_hits_per_rule": "0"}, {"review_cost_error": "1.234"}, {"reason": ""},
     {"since": ""}, {"region": "2 1"}, {"year": "12"}],
)  # fmt: skip
def test_senseless_numbers_are_refused_in_a_sentence(flawed, cast, as_, data):
    answer = set_numbers(as_(cast.admin), **data)
    assert answer.status_code == 400
    assert "没有改动" in answer.content.decode()
    assert not RuleSetting.objects.exists()


def test_a_new_setting_takes_the_place_of_the_one_before(flawed, cast, as_):
    admin = as_(cast.admin)
    set_numbers(admin, review_points_clarity="12", review_points_standard_form="8")
    assert 'value="12"' in admin.get(SETTINGS).content.decode()  # so that nothing is lost by leaving it as it is
    assert set_numbers(admin, review_cost_error="5").status_code == 302
    assert project_form(flawed).items[0].mark.full == 10


def test_who_may_set_numbers(flawed, cast, reviewer, as_):
    assert as_(reviewer).get(SETTINGS).status_code == 200
    assert set_numbers(as_(reviewer), review_cost_error="5").status_code == 403
    assert as_(cast.clerk).get(SETTINGS).status_code == 403
    assert not RuleSetting.objects.exists()


def test_points_beyond_a_lowered_worth_are_cut_to_it(flawed, cast, reviewer, as_):
    put(as_(reviewer), flawed, "clarity", "10", "写得清楚")
    set_numbers(as_(cast.admin), review_points_clarity="6", review_points_standard_form="14")
    assert score(flawed, "clarity") == 6


@pytest.mark.parametrize("count", [2, 30])
def test_the_pages_ask_few_queries(cast, reviewer, as_, count):
    import_document(cast.clerk, a_document(count))
    target = Target.objects.first()
    browser = as_(reviewer)
    for page in (url(target), "/review/219001/2026/form/", SETTINGS):
        browser.get(page)
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(page).status_code == 200
        assert len(captured) <= 15, page
