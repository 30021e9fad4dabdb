"""The pages of self-evaluation and monitoring: what they show, what they take, whom they refuse, what they cost."""

from __future__ import annotations

import html
import io
import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from ledger_stage import add, patrol
from web_stage import add_person
from year_stage import PAPER, measured, pay, rate_key, say

from zhunsheng.usecases.python_api import read
from zhunsheng.web.accounts.models import Role
from zhunsheng.web.records.matters.matter import Asking
from zhunsheng.web.records.matters.seam import mine
from zhunsheng.web.records.models import Target, YearNote
from zhunsheng.web.records.operations.outcome import Invalid

PAGES = ("/scores/", "/scores/{pk}/", "/monitoring/?month=7", "/monitoring/{pk}/?month=7")


@pytest.fixture(autouse=True)
def the_year_is_over(today):
    """The school's year is 2026: look back on it."""
    today(date(2027, 3, 1))


@pytest.fixture
def year(cast, target):
    """A project that paid half its budget and made half its patrols."""
    measured(cast, target, rate_key(target))
    half = Decimal(target.total_fen) / 200
    pay(cast, target, ("2026-05-05", f"{half:.2f}"))
    return target


def text(answer):
    assert answer.status_code in (200, 400, 403), answer.status_code
    return answer.content.decode()


def test_the_board_shows_every_project_with_its_rate_and_what_is_asked(as_, cast, year):
    page = text(as_(cast.clerk).get("/scores/"))
    assert year.name in page
    assert "50.00%" in page
    assert "处要填或要改" in page
    assert "<svg" in page


def test_the_form_shows_the_steps_under_every_number(as_, cast, year):
    page = text(as_(cast.clerk).get(f"/scores/{year.pk}/"))
    assert "项目支出绩效自评表（2026年度）" in page
    assert "执行率＝全年执行数" in page
    assert "由2条台账记录算出" in page
    pictures = re.findall(r'class="wide"><svg[^>]*viewBox="0 0 (\d+)', page)
    assert max(map(int, pictures)) <= 560, "two pictures beside each other are drawn for half a page, not shrunk to it"
    assert len(pictures) == 2
    assert page.count("怎么算的</summary>") + page.count("怎么算的 ·") >= 6


def test_an_override_by_the_page_is_marked_and_its_paper_can_be_fetched(as_, cast, year):
    browser, key = as_(cast.clerk), rate_key(year)
    send = {"what": "override", "key": key, "base": "0", "score": "1", "reason": "补记后改"}
    refused = text(browser.post(f"/scores/{year.pk}/note/", send, follow=True))
    assert "佐证材料" in refused
    assert "补记后改" in refused, "nothing typed is lost"
    paper = SimpleUploadedFile("补记.pdf", b"%PDF-1.4 x")
    page = text(browser.post(f"/scores/{year.pk}/note/", {**send, "files": paper}, follow=True))
    assert "已保存" in page
    assert "人工改动" in page
    row = YearNote.objects.get()
    url = f"/scores/{year.pk}/files/{row.pk}/0/"
    assert b"".join(browser.get(url).streaming_content) == b"%PDF-1.4 x"
    assert as_(cast.outsider).get(url).status_code == 404
    assert browser.get(f"/scores/{year.pk}/files/{row.pk}/7/").status_code == 404
    other = Target.objects.exclude(pk=year.pk).get()
    assert browser.get(f"/scores/{other.pk}/files/{row.pk}/0/").status_code == 404


def test_every_kind_of_note_of_a_year_is_taken_by_the_page(as_, cast, year):
    browser, key = as_(cast.clerk), rate_key(year)
    for data in (
        {"what": "weight", "key": key, "points": "12"},
        {"what": "reason", "key": key, "cause": "停课两周", "correction": "补上"},
        {"what": "budget", "budget": "10", "reason": "调整文号"},
        {"what": "scheme", "scheme": "A"},
        {"what": "text", "key": "goals", "text": "灯都换好了"},
    ):
        assert "已保存" in text(browser.post(f"/scores/{year.pk}/note/", data, follow=True)), data
    page = text(browser.get(f"/scores/{year.pk}/"))
    assert all(word in page for word in ("停课两周", "灯都换好了"))


@pytest.mark.usefixtures("carried_out")
def test_monitoring_shows_light_reason_plan_and_forecast(as_, cast, year):
    board = text(as_(cast.clerk).get("/monitoring/?month=7"))
    assert "1—7月" in board
    assert "执行率50.00%" in board
    page = text(as_(cast.clerk).get(f"/monitoring/{year.pk}/?month=7"))
    assert "全年预计支出" in page
    assert "月底支出" in page
    assert any(word in page for word in ("● 达标", "▲", "■"))


@pytest.mark.usefixtures("carried_out")
def test_a_month_that_has_not_come_shows_the_last_one_that_has(as_, cast, year, today):
    today(date(2026, 7, 10))
    assert "1—6月" in text(as_(cast.clerk).get("/monitoring/?month=12"))
    today(date(2026, 1, 10))
    assert "还没有到第一个月底" in text(as_(cast.clerk).get("/monitoring/"))
    assert "还没有到第一个月底" in text(as_(cast.clerk).get(f"/monitoring/{year.pk}/"))


@pytest.mark.usefixtures("carried_out")
def test_causes_acts_and_a_decision_are_taken_and_stand_on_the_form(as_, cast, year, tmp_path):
    browser, url = as_(cast.clerk), f"/monitoring/{year.pk}/note/"
    standing = {
        "what": "standing", "key": rate_key(year), "month": "7", "causes": ["staff", "other"], "explanation": "人手不够", "outlook": "possible", "remark": "八月补",
    }  # fmt: skip
    for data in (
        standing,
        {"what": "act", "month": "7", "act_what": "增派巡查", "owner": "马会民", "due": "2026-08-15"},
        {"what": "proposal", "month": "7", "decision": "调整", "reason": "压减余款"},
    ):
        page = text(browser.post(url, data, follow=True))
        assert "已保存" in page, data
    assert all(word in page for word in ("人手不够", "增派巡查", "压减余款"))
    path = tmp_path / "监控表.docx"
    path.write_bytes(browser.get(f"/monitoring/{year.pk}/export/docx/?month=7").content)
    (form,) = read(path).monitorings
    ticked = next(row for row in form.indicators if row.causes)
    assert ([cause.value for cause in ticked.causes], ticked.cause_note) == (["staff", "other"], "人手不够")
    assert "增派巡查" in form.advice


@pytest.mark.usefixtures("carried_out")
def test_who_only_reads_sees_what_was_said_and_which_acts_are_late(as_, cast, year):
    key = rate_key(year)
    say(cast, year, "standing", key, 7, many={"causes": ["staff", "other"]}, explanation="人手不够", outlook="possible", expected="约九成", remark="八月补")  # fmt: skip
    say(cast, year, "act", month=7, act_what="增派巡查", owner="马会民", due="2026-08-15", indicator=key)
    say(cast, year, "act", month=7, act_what="已办的事", owner="马会民", due="2026-08-15", done_on="2026-09-01", result="办了")  # fmt: skip
    page = text(as_(cast.viewer).get(f"/monitoring/{year.pk}/?month=7"))
    assert "<form" not in page[page.index("监控值") : page.index("</main>")], "who only reads has nothing to fill in"
    assert all(
        word in page for word in ("完成目标可能性</b> 有可能，全年预计约九成", "人员保障、其他", "人手不够", "八月补")
    )
    acts = page[page.index("acts-head") :]
    name = next(row["level3"] for row in year.draft["indicators"] if row["key"] == key)
    assert name in acts
    assert "逾期198天" in acts
    assert acts.count("逾期") == 1


@pytest.mark.usefixtures("carried_out")
def test_those_above_the_unit_decide_and_do_nothing_else(as_, cast, year):
    office = add_person("jixiao", "绩效股", Role.PERFORMANCE, None)
    board = add_person("zhuguan", "主管部门", Role.DEPARTMENT, cast.department)
    for person in (office, board):
        browser = as_(person)
        page = text(browser.get(f"/monitoring/{year.pk}/?month=7"))
        assert "作决定" in page
        assert "填原因和可能性" not in page
        cells = {"what": "decision", "month": "7", "decision": "停止", "reason": f"{person}收回"}
        assert "已保存" in text(browser.post(f"/monitoring/{year.pk}/note/", cells, follow=True))
        for other in (
            {"what": "act", "month": "7", "act_what": "甲", "owner": "乙", "due": "2026-09-01"},
            {"what": "standing", "key": rate_key(year), "month": "7", "outlook": "certain"},
        ):
            refused = text(browser.post(f"/monitoring/{year.pk}/note/", other, follow=True))
            assert "只能查看" in refused
    outsider = add_person("shuili", "水利主管", Role.DEPARTMENT, cast.other)
    assert as_(outsider).post(f"/monitoring/{year.pk}/note/", cells).status_code == 404
    assert "作决定" not in text(as_(cast.viewer).get(f"/monitoring/{year.pk}/?month=7"))


@pytest.mark.usefixtures("carried_out")
@pytest.mark.parametrize("who", ["clerk", "head", "admin"])
def test_the_unit_proposes_what_follows_and_does_not_decide_it(as_, cast, year, who):
    browser, cells = as_(getattr(cast, who)), {"month": "7", "decision": "继续执行", "reason": "余款年底付清"}
    page = text(browser.get(f"/monitoring/{year.pk}/?month=7"))
    assert ("作决定" in page, "提处置建议" in page) == (False, True)
    refused = text(browser.post(f"/monitoring/{year.pk}/note/", {"what": "decision", **cells}, follow=True))
    assert "处置决定由主管部门、财政业务股室、绩效股作" in refused
    assert "余款年底付清" in refused, "nothing typed is lost"
    assert not YearNote.objects.exists()
    page = text(browser.post(f"/monitoring/{year.pk}/note/", {"what": "proposal", **cells}, follow=True))
    assert "单位建议" in page
    assert "还没有决定" in page


@pytest.mark.parametrize(("score", "why"), [("9999", "得分"), ("99", "的分值是"), ("-1", "得分"), ("NaN", "得分")])
def test_a_score_beyond_the_points_of_its_row_is_refused_with_what_was_typed(as_, cast, year, score, why):
    paper = SimpleUploadedFile("补记.pdf", b"%PDF-1.4 x")
    send = {"what": "override", "key": rate_key(year), "score": score, "reason": "补记后改", "files": paper}
    answer = as_(cast.clerk).post(f"/scores/{year.pk}/note/", send)
    page = text(answer)
    assert answer.status_code == 400
    assert why in page
    assert f"<dd><p>{score}</p></dd>" in page or f"<dd>{score}</dd>" in page
    assert "补记后改" in page
    assert not YearNote.objects.exists()


def test_points_do_not_fall_below_a_score_that_somebody_set(cast, year):
    key = rate_key(year)
    say(cast, year, "override", key, files=PAPER, score="3", reason="补记后改")
    with pytest.raises(Invalid, match="分值不能低于它"):
        say(cast, year, "weight", key, points="2")


@pytest.mark.usefixtures("carried_out")
def test_an_act_is_not_done_on_a_day_to_come(as_, cast, year):
    with pytest.raises(Invalid, match="还没有到"):
        say(cast, year, "act", month=7, act_what="增派", owner="马会民", due="2026-08-15", done_on="2027-03-02")


@pytest.mark.usefixtures("carried_out")
def test_a_checkpoints_readings_are_settled_on_its_page_which_says_what_later_entries_would_change(as_, cast, year):
    browser, url = as_(cast.clerk), f"/monitoring/{year.pk}/?month=7"
    assert "还没有定下" in text(browser.get(url))
    page = text(
        browser.post(f"/monitoring/{year.pk}/note/", {"what": "reading", "month": "7", "base": "0"}, follow=True)
    )
    assert "只算那时已经记下的记录" in page
    assert "以后没有影响这些数的补记和更正" in page
    link = html.unescape(re.search(rf'href="([^"]*/{rate_key(year)}/[^"]*known=[^"]*)"', page)[1])
    assert re.search(r'<div class="figure">50<', text(browser.get(link)))
    add(cast.clerk, cast.school, patrol(day=date(2026, 5, 9), present=True), project=year)
    page = text(browser.get(url))
    assert "按现有记录这1条指标会变" in page
    assert "66.67" in page
    assert "会改变<a" in text(browser.get("/monitoring/?month=7"))
    then = text(browser.get(link))
    assert "以后又有补记、更正的记录，现在算是" in then
    assert re.search(r'<div class="figure">50<', then)
    assert "没有保存" in text(
        browser.post(f"/monitoring/{year.pk}/note/", {"what": "reading", "month": "0"}, follow=True)
    )


@pytest.mark.usefixtures("carried_out")
def test_the_official_form_and_the_report_can_be_taken_along(as_, cast, year, tmp_path):
    say(cast, year, "reason", "execution", cause="合同跨年", correction="年初付清")
    browser = as_(cast.clerk)
    path = tmp_path / "自评表.docx"
    path.write_bytes(browser.get(f"/scores/{year.pk}/export/docx/").content)
    (form,) = read(path).self_evaluations
    assert (form.project_name, form.fund_total.rate.text) == (year.name, "50.00%")
    assert form.department == "219青禾县教育局"
    assert browser.get(f"/scores/{year.pk}/export/pdf/").content.startswith(b"%PDF")
    assert browser.get(f"/scores/{year.pk}/report/").content.startswith(b"PK")
    both = tmp_path / "全部.xlsx"
    both.write_bytes(browser.get("/scores/forms/xlsx/").content)
    assert len(read(both).self_evaluations) == 2
    data = browser.get("/scores/export/").json()
    assert (data["schema"], data["unit"]["code"], len(data["projects"])) == ("zhunsheng/scores@1", "219001", 2)
    assert io.BytesIO(browser.get("/monitoring/forms/docx/?month=7").content).read(2) == b"PK"


@pytest.mark.parametrize("who", ["outsider", "nobody"])
def test_people_of_other_units_see_and_change_nothing(as_, cast, year, who):
    browser = as_(getattr(cast, who))
    for url in ("/scores/", "/scores/?unit=219001&year=2026", "/monitoring/?unit=219001&year=2026&month=7"):
        assert year.name not in text(browser.get(url))
    for url in (
        "/scores/{}/", "/scores/{}/export/docx/", "/scores/{}/report/", "/monitoring/{}/", "/monitoring/{}/export/docx/",
    ):  # fmt: skip
        assert browser.get(url.format(year.pk)).status_code == 404, url
    for url in (
        "/scores/export/?unit=219001",
        "/scores/forms/docx/?unit=219001",
        "/monitoring/forms/docx/?unit=219001",
    ):
        assert browser.get(url).status_code == 404, url
    for room in ("scores", "monitoring"):
        assert browser.post(f"/{room}/{year.pk}/note/", {"what": "text"}).status_code == 404
    assert not YearNote.objects.exists()


def test_who_only_looks_sees_no_form_and_changes_nothing(as_, cast, year):
    browser = as_(cast.viewer)
    for url in PAGES:
        assert 'name="what"' not in text(browser.get(url.format(pk=year.pk)))
    answer = browser.post(f"/scores/{year.pk}/note/", {"what": "text", "key": "goals", "text": "改"}, follow=True)
    assert "只能查看" in text(answer)
    assert not YearNote.objects.exists()


def test_senseless_requests_get_a_sentence(as_, cast, year):
    browser = as_(cast.clerk)
    for url in ("/scores/?unit=%00&year=zwei", "/monitoring/?month=99&unit=x", f"/monitoring/{year.pk}/?month=abc"):
        assert browser.get(url).status_code == 200, url
    assert browser.get(f"/scores/{year.pk}/export/exe/").status_code == 404
    assert browser.get("/scores/99999999999999999999/").status_code == 404
    for data in (
        {},
        {"what": "x" * 99},
        {"what": "act", "month": "77"},
        {"what": "decision", "month": "7", "base": "1" * 15},
    ):
        for room in ("scores", "monitoring"):
            assert browser.post(f"/{room}/{year.pk}/note/", data, follow=True).status_code in (200, 400, 403)
    assert not YearNote.objects.exists()


@pytest.mark.parametrize("url", PAGES)
def test_the_pages_ask_the_database_little(as_, cast, year, url, django_assert_max_num_queries):
    browser = as_(cast.clerk)
    browser.get(url.format(pk=year.pk))
    with django_assert_max_num_queries(15):
        browser.get(url.format(pk=year.pk))


@pytest.mark.parametrize("state", ["draft", "returned", "passed", "stopped"])
def test_a_table_that_was_never_approved_owes_no_monitoring_and_its_page_says_so(as_, cast, year, state):
    Target.objects.update(state=state)
    browser = as_(cast.clerk)
    page = text(browser.get(f"/monitoring/{year.pk}/?month=7"))
    assert f"青禾县第二小学2026年“{year.name}”的绩效目标表现在是" in page
    assert "不用填监控" in page
    assert "/note/" not in page
    send = {"what": "reading", "month": "7", "base": "0"}
    assert "不用填监控" in text(browser.post(f"/monitoring/{year.pk}/note/", send, follow=True))
    assert not YearNote.objects.exists()
    board = text(browser.get("/monitoring/?month=7"))
    assert "2026年有2张表没有批复执行，不用监控" in board
    assert "要作决定" not in board
    assert browser.get(f"/monitoring/{year.pk}/export/docx/?month=7").status_code == 404
    assert not [one for one in mine(Asking(cast.clerk)) if one.url.startswith(("/monitoring/", "/scores/"))]


def test_once_it_is_approved_it_owes_monitoring(as_, cast, year, carried_out):
    assert "填监控" in text(as_(cast.clerk).get("/"))
    assert [one for one in mine(Asking(cast.clerk)) if one.url == f"/monitoring/{year.pk}/?month=12"]
