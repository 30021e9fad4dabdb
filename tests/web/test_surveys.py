"""Surveys: built, published, answered by anybody once, counted, on paper too."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from web_stage import a_document, acts, ask, import_document

from zhunsheng.web.desk.survey import flood, public
from zhunsheng.web.records.models import Entry, Survey, SurveyMark, Target
from zhunsheng.web.records.survey_codes import code_of, number_of
from zhunsheng.web.records.verification import faults

QUESTIONS = [
    {"title": "总体评价", "type": "satisfaction"},
    {"title": "哪里要改进", "type": "multiple", "choices": ["亮度", "维修", "态度"], "required": False, "most": 2},
    {"title": "打几分", "type": "score", "most": 10, "required": False},
    {"title": "您的建议", "type": "text", "required": False},
]
DEFINITION = {"title": "路灯满意度", "questions": QUESTIONS, "sample": 3, "population": 200, "least_rate": "80"}


@pytest.fixture(autouse=True)
def in_no_hurry(monkeypatch):
    """Tests answer quicker than people; the brake on floods starts empty."""
    monkeypatch.setattr(public, "QUICKEST", 0)
    cache.clear()


def save(browser, definition=DEFINITION, id=None, **plan):
    return ask(browser, "/surveys/save/", id=id, survey=definition, plan={"access": "device", **plan})


@pytest.fixture
def survey(cast, as_):
    """A published survey that every device answers once."""
    pk = save(as_(cast.clerk), issued=10).json()["id"]
    as_(cast.clerk).post(f"/surveys/{pk}/act/publish/")
    return Survey.objects.get(pk=pk)


def answer(survey, browser=None, code="", **answers):
    """Answer as a phone does: open the page, tick, submit."""
    browser = browser or Client()
    page = browser.get(f"/s/{survey.slug}/").content.decode()
    started = re.search(r'name="started" value="([^"]+)"', page)
    data = {"started": started[1] if started else "", "code": code, **answers}
    return browser.post(f"/s/{survey.slug}/", data)


def test_a_survey_is_built_published_answered_and_counted(cast, as_, survey):
    for grade in ("满意", "比较满意", "一般", "不了解"):
        told = answer(survey, q1=grade, q2=["亮度", "维修"], q3="8", q4="再亮一点")
        assert "已收到，谢谢您" in told.content.decode()
    rows = Entry.objects.filter(kind="survey_answer")
    assert rows.count() == 4 * 5
    assert set(rows.values_list("source", "by", "unit")) == {("survey", None, cast.school.pk)}
    page = as_(cast.clerk).get(f"/surveys/{survey.pk}/").content.decode()
    assert "满意率 66.67%" in page
    assert "（2 ÷ 3）" in page
    assert "没有表态 1 份" in page
    assert "回收率40.00%，低于要求的80%" in page
    assert "再亮一点" in page
    assert '<svg class="bars"' in page
    assert "总体评价：满意1份，比较满意1份，一般1份" in page
    assert acts().count("answer_survey") == 4
    assert list(faults()) == []


def test_a_device_answers_once(survey):
    browser = Client()
    assert answer(survey, browser, q1="满意").status_code == 200
    again = answer(survey, browser, q1="不满意")
    assert again.status_code == 400
    assert "已经答过" in again.content.decode()
    assert Survey.objects.get().answered == SurveyMark.objects.count() == 1


def test_without_a_cookie_nothing_is_taken(survey):
    browser = Client()
    page = browser.get(f"/s/{survey.slug}/").content.decode()
    started = re.search(r'name="started" value="([^"]+)"', page)[1]
    told = Client().post(f"/s/{survey.slug}/", {"started": started, "q1": "满意"})
    assert told.status_code == 400
    assert "允许保存Cookie" in told.content.decode()


def test_what_is_missing_is_said_at_its_question_and_the_rest_stays(survey):
    told = answer(survey, q2=["亮度", "维修", "态度"], q3="11", q4="别忘了我")
    page = told.content.decode()
    assert told.status_code == 422
    for words in ("这道题还没有回答", "最多选2项", "请打0到10的整数分", "别忘了我"):
        assert words in page
    assert page.count(" checked") == 3
    assert not Entry.objects.filter(kind="survey_answer").exists()


def test_programs_are_turned_away(survey, monkeypatch):
    assert answer(survey, q1="满意", homepage="http://x").status_code == 400
    assert Client().post(f"/s/{survey.slug}/", {"q1": "满意"}).status_code == 400
    monkeypatch.setattr(public, "QUICKEST", 60)
    assert "提交得太快" in answer(survey, q1="满意").content.decode()
    monkeypatch.setattr(public, "QUICKEST", 0)
    monkeypatch.setattr(flood, "FROM_ONE_NETWORK", 2)
    cache.clear()
    assert [answer(survey, q1="满意").status_code for _ in range(3)] == [200, 200, 429]


def test_a_code_is_good_for_one_sheet(cast, as_):
    browser = as_(cast.clerk)
    pk = save(browser, access="code", issued=3).json()["id"]
    browser.post(f"/surveys/{pk}/act/publish/")
    survey = Survey.objects.get()
    code = code_of(survey, 2)
    assert (number_of(survey, code.lower().replace("-", "")), number_of(survey, "0002-ZZZZZZ")) == (2, None)
    assert number_of(survey, code_of(survey, 4)) is None
    slips = browser.get(f"/surveys/{pk}/codes/").content.decode()
    assert code in slips
    assert slips.count('class="qr"') == 3
    assert as_(cast.viewer).get(f"/surveys/{pk}/codes/").status_code == 403
    assert "答题码不对" in answer(survey, q1="满意", code="0002-ABCDEF").content.decode()
    assert answer(survey, q1="满意", code=code).status_code == 200
    assert "已经用过" in answer(survey, q1="满意", code=code).content.decode()


def test_it_opens_and_closes_by_date(cast, as_, survey):
    today = timezone.localdate()
    for changes, words in (
        ({"opens": today + timedelta(days=1)}, "开始，请到时再来"),
        ({"opens": None, "closes": today - timedelta(days=1)}, "已经截止"),
        ({"closes": None, "ended_at": timezone.now()}, "已经结束"),
    ):
        Survey.objects.update(**changes)
        assert words in Client().get(f"/s/{survey.slug}/").content.decode()
        assert Client().post(f"/s/{survey.slug}/", {"q1": "满意"}).status_code == 400
    Survey.objects.update(published_at=None)
    assert Client().get(f"/s/{survey.slug}/").status_code == 404


def test_a_published_survey_keeps_its_questions(cast, as_, survey):
    browser = as_(cast.clerk)
    refused = save(browser, DEFINITION | {"title": "另一份"}, survey.pk)
    assert refused.status_code == 400
    assert "题目不能再改" in refused.json()["message"]
    assert browser.get(f"/surveys/{survey.pk}/edit/").status_code == 302
    assert "已经发布了" in browser.post(f"/surveys/{survey.pk}/act/publish/", follow=True).content.decode()
    browser.post(f"/surveys/{survey.pk}/act/extend/", {"closes": "2999-12-31", "issued": "40"})
    assert Survey.objects.get().issued == 40
    browser.post(f"/surveys/{survey.pk}/act/end/")
    assert "已结束" in browser.get("/surveys/").content.decode()
    assert "照这份再建" in browser.get(f"/surveys/{survey.pk}/").content.decode()
    setup = browser.get(f"/surveys/new/?from={survey.pk}").context["setup"]
    assert [row["title"] for row in setup["survey"]["questions"]] == [row["title"] for row in QUESTIONS]


def test_what_is_wrong_with_a_definition_is_said_field_by_field(cast, as_):
    wrong = {
        "title": "", "questions": [{"title": "选哪个", "type": "single", "choices": ["一个"]}, {"title": "选哪个", "type": "dance"}],
        "sample": 300, "population": 200,
    }  # fmt: skip
    answer = save(as_(cast.clerk), wrong, opens="2026-02-01", closes="2026-01-01", access="all")
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) >= {
        "title",
        "questions[0].choices",
        "questions[1].type",
        "sample",
        "closes",
        "access",
    }
    assert not Survey.objects.exists()


@pytest.mark.parametrize("definition", [None, [], "x", 7, {"questions": "x"}, {"questions": [None]}])
def test_a_definition_that_no_page_sends_gets_a_sentence(cast, as_, definition):
    answer = save(as_(cast.clerk), definition)
    assert answer.status_code == 422
    assert answer.json()["message"].endswith("。")


@pytest.mark.parametrize(
    "plan", [{"issued": "x"}, {"opens": "gestern"}, {"project": "x"}, {"project": 999}, {"issued": -1}]
)
def test_a_plan_that_no_page_sends_gets_a_sentence(cast, as_, plan):
    answer = save(as_(cast.clerk), **plan)
    assert answer.status_code in (400, 422)
    assert answer.json()["message"].endswith("。")


def test_two_surveys_of_a_unit_are_not_called_the_same(cast, as_, survey):
    assert "已有一份" in save(as_(cast.clerk)).json()["errors"]["title"]


def test_sheets_are_printed_with_their_numbers_and_typed_in(cast, as_, survey):
    browser = as_(cast.clerk)
    page = browser.get(f"/surveys/{survey.pk}/paper/?count=3&first=7").content.decode()
    assert [number in page for number in ("007", "008", "009", "010")] == [True, True, True, False]
    assert "□1 满意" in page
    url = f"/surveys/{survey.pk}/enter/"
    sheet = {"number": "007", "day": "2024-11-20", "channel": "纸质", "q1": "2", "q2": "1 3", "q3": "9", "q4": ""}
    wrong = browser.post(url, sheet | {"q1": "7"})
    assert wrong.status_code == 422
    assert 'value="1 3"' in wrong.content.decode()
    done = browser.post(url, sheet)
    assert "number=008" in done.url
    assert "007号已经录过" in browser.post(url, sheet).content.decode()
    assert "还没有到" in browser.post(url, sheet | {"number": "008", "day": "2099-01-01"}).content.decode()
    assert "份号" in browser.post(url, sheet | {"number": "a b"}).content.decode()
    assert {(row["respondent"], row["answer"], row["channel"]) for row in Entry.objects.values_list("values", flat=True)} == {
        ("007", "比较满意", "纸质"), ("007", "亮度", "纸质"), ("007", "态度", "纸质"), ("007", "9", "纸质"),
    }  # fmt: skip
    assert Entry.objects.first().source == "paper"


def test_answers_prove_the_surveys_project(cast, as_):
    import_document(cast.clerk, a_document())
    target = Target.objects.first()
    browser = as_(cast.clerk)
    pk = save(browser, project=target.pk).json()["id"]
    browser.post(f"/surveys/{pk}/act/publish/")
    answer(Survey.objects.get(), q1="满意")
    assert Entry.objects.get().project == target


def test_pages_ask_few_queries(cast, as_, survey):
    for number in range(12):
        answer(survey, q1="满意", q4=f"第{number}句")
    browser = as_(cast.clerk)
    for url in (
        "/surveys/",
        f"/surveys/{survey.pk}/",
        "/surveys/new/",
        f"/surveys/{survey.pk}/paper/",
        f"/surveys/{survey.pk}/enter/",
        f"/s/{survey.slug}/",
    ):
        browser.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(url).status_code == 200
        assert len(captured) <= 15, url


@pytest.mark.parametrize("who", ["outsider", "nobody", "viewer"])
def test_others_do_not_build_or_see(cast, as_, survey, who):
    browser = as_(getattr(cast, who))
    for_the_school = ask(
        browser, "/surveys/save/?unit=219001", survey=DEFINITION | {"title": "别的"}, plan={"access": "device"}
    )
    assert for_the_school.status_code in (403, 404)
    for what in ("publish", "end", "extend"):
        browser.post(f"/surveys/{survey.pk}/act/{what}/")
    assert Survey.objects.get().ended_at is None
    expected = 200 if who == "viewer" else 404
    for part in ("", "paper/"):
        assert browser.get(f"/surveys/{survey.pk}/{part}").status_code == expected
    assert ("路灯满意度" in browser.get("/surveys/").content.decode()) is (who == "viewer")


def test_nothing_personal_is_kept(survey):
    browser = Client(REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="Secret/1.0")
    answer(survey, browser, q1="满意")
    with connection.cursor() as cursor:
        tables = [
            name for name in connection.introspection.table_names() if name.startswith(("records_", "django_", "axes_"))
        ]
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            text = repr(cursor.fetchall())
            assert "203.0.113.77" not in text, table
            assert "Secret/1.0" not in text, table
    marks = list(SurveyMark.objects.values_list("mark", flat=True))
    assert not any(mark in repr(list(Entry.objects.values())) for mark in marks)
