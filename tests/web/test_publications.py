"""Publication at the desk: the gate, the course, frozen editions, corrections, and who may do what."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from publication_stage import ACCOUNTS, BUDGET, OUT, checker, let_out, occasion, publish_targets, send_in
from web_stage import Sql, a_document, acts, add_person, cell, import_document, with_cell, write

from zhunsheng.usecases.open_data.files import public_files
from zhunsheng.usecases.read_document import read_bytes
from zhunsheng.web.records import stored_files
from zhunsheng.web.records.models import (
    OpenEdition,
    OpenProject,
    PublicationNote,
    PublicationStep,
    PublishedEdition,
    Target,
)
from zhunsheng.web.records.open_index import index_year
from zhunsheng.web.records.operations.note_publication import note_release
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid, Moved
from zhunsheng.web.records.operations.publish_year import take
from zhunsheng.web.records.publication_standing import standing
from zhunsheng.web.records.publishing import draft
from zhunsheng.web.records.verification import faults

URL = "/publications/219001/2026/budget/"
PHONE = "用于更换护眼灯264套，合计18万元，联系人电话13912345678。"


@pytest.fixture(autouse=True)
def on_the_day(today):
    today(OUT)


@pytest.fixture
def private(cast) -> Target:
    """The school's year with somebody's mobile number in a project's purpose."""
    import_document(cast.clerk, with_cell(a_document(), 0, {"purpose": PHONE}))
    return Target.objects.select_related("unit").order_by("position").first()


def text(answer) -> str:
    return answer.content.decode()


def test_a_publication_goes_from_the_clerk_to_the_portal(as_, cast, target):
    clerk, head = as_(cast.clerk), as_(cast.head)
    assert "还没有登记批复日期" in text(clerk.get(URL))
    page = text(
        clerk.post(f"{URL}note/", {"what": "approval", "day": "2026-02-10", "paper": "青财〔2026〕7号"}, follow=True)
    )
    assert "应在2026-03-02前公开。还有10日" in page
    assert "青财〔2026〕7号" in page
    assert "送审" in text(clerk.post(f"{URL}step/", {"act": "submit", "state": "preparing"}, follow=True))
    refused = head.post(f"{URL}step/", {"act": "clear", "opinion": "看过了"})
    assert refused.status_code == 409
    assert "还没有做保密审查" in text(refused)
    assert "待公开" not in text(head.post(f"{URL}step/", {"act": "clear", "not_secret": "yes"}, follow=True))
    as_(checker(cast)).post(f"{URL}step/", {"act": "pass"})
    page = text(head.post(f"{URL}step/", {"act": "publish", "state": "ready"}, follow=True))
    assert "2026-02-20公开，没有逾期" in page
    assert "正在公开" in page
    assert acts()[-2:] == ["publication_step", "publish_edition"]
    assert list(faults()) == []
    (edition,) = PublishedEdition.objects.all()
    assert (edition.number, edition.published_on, edition.approved_on) == (1, OUT, date(2026, 2, 10))
    assert {project["project"] for project in edition.content["tables"]["projects"]} == {
        "219-0301-YBN-0000",
        "219-0301-YBN-0001",
    }


def test_the_files_that_went_out_are_the_very_bytes_that_the_command_writes(cast, target):
    edition = publish_targets(cast)
    now = standing(occasion(cast))
    again = {file.name: file.data for file in public_files(draft(now).year).files}
    for file in edition.files:
        assert stored_files.path_of(file["sha256"]).read_bytes() == again[file["name"]], file["name"]
    assert len(edition.files) == len(again)


def test_a_private_number_stops_it_and_the_page_leads_to_the_cell(as_, cast, private):
    with pytest.raises(Invalid, match="还有1处可能涉及个人隐私") as refusal:
        send_in(cast, occasion(cast))
    assert "护眼灯" in str(refusal.value), "and says where the first one is"
    page = text(as_(cast.clerk).get(URL))
    assert f'href="/projects/{private.pk}/#cell=purpose"' in page
    assert "还有1处要改，或写明理由放行" in page
    assert not PublicationStep.objects.exists()


def test_only_the_head_releases_with_a_reason_and_may_take_it_back(as_, cast, private):
    (one,) = [each for each in draft(standing(occasion(cast))).concerns if each.private]
    send = {"what": "release", "finding": one.name, "reason": "学校对外公布的服务电话"}
    assert "放行这一处" not in text(as_(cast.clerk).get(URL))
    assert as_(cast.clerk).post(f"{URL}note/", send).status_code == 409
    head = as_(cast.head)
    assert as_(cast.head).post(f"{URL}note/", {**send, "reason": " "}).status_code == 409
    assert "学校对外公布的服务电话" in text(head.post(f"{URL}note/", send, follow=True))
    send_in(cast, occasion(cast))
    head.post(f"{URL}note/", {"what": "release", "finding": one.name, "withdraw": "1"})
    with pytest.raises(Invalid, match="个人隐私"):
        take(occasion(cast), cast.head, "clear", not_secret=True)
    assert [row.withdrawn for row in PublicationNote.objects.filter(what="release")] == [False, True]
    assert list(faults()) == []


def test_what_is_missing_cannot_be_released(cast, target):
    import_document(cast.clerk, a_document(1, year=2025))
    bare = Target.objects.get(year=2025)
    Target.objects.filter(pk=bare.pk).update(draft={**bare.draft, "indicators": []})
    where = type(occasion(cast))(cast.school, 2025, BUDGET)
    (one,) = draft(standing(where)).stopping
    assert one.message == "没有绩效指标，目标表不完整。"
    with pytest.raises(Invalid, match="缺的内容要补齐"):
        note_release(where, cast.head, finding=one.name, reason="就这样吧")


def test_a_correction_months_after_is_not_called_late_as_the_first_was_in_time(cast, target, today):
    publish_targets(cast)
    today(date(2026, 10, 12))
    take(occasion(cast), cast.clerk, "correct", opinion="依据写错了")
    take(occasion(cast), cast.clerk, "submit")
    assert "ZSI06" not in {concern.rule for concern in draft(standing(occasion(cast))).concerns}
    second = let_out(cast, occasion(cast))
    assert second.published_on == date(2026, 10, 12)
    assert "ZSI06" not in {concern.rule for concern in draft(standing(occasion(cast))).concerns}


def test_a_correction_does_not_make_a_late_first_edition_punctual(cast, target, today):
    today(date(2026, 3, 12))
    publish_targets(cast)
    today(date(2026, 10, 12))
    take(occasion(cast), cast.clerk, "correct", opinion="依据写错了")
    (late,) = [concern for concern in draft(standing(occasion(cast))).concerns if concern.rule == "ZSI06"]
    assert "2026-03-12公开，超过20日期限10日" in late.message


def test_a_correction_is_another_edition_and_the_first_stays_as_it_was(as_, cast, target):
    first = publish_targets(cast)
    browser = as_(cast.clerk)
    write(browser, target, cell(target, 0, "basis"), "改过的依据", force=True)
    assert "改过的依据" not in text(browser.get(f"/open/219001/2026/{target.code}/")), "drafts do not show"
    take(occasion(cast), cast.clerk, "correct", opinion="依据写错了")
    assert OpenEdition.objects.get().edition == first, "until the correction is out, the first stays on the portal"
    take(occasion(cast), cast.clerk, "submit")
    second = let_out(cast, occasion(cast))
    assert (second.number, second.reason, OpenEdition.objects.get().edition) == (2, "依据写错了", second)
    assert "改过的依据" in text(browser.get(f"/open/219001/2026/{target.code}/"))
    kept = browser.get(f"{URL}editions/1/indicators.csv/")
    assert "改过的依据" not in b"".join(kept.streaming_content).decode()
    assert "不再公开" in text(browser.get(URL))
    assert list(faults()) == []


def test_what_is_withdrawn_leaves_the_portal_and_stays_recorded(as_, cast, target):
    publish_targets(cast)
    with pytest.raises(Invalid, match="没有写意见"):
        take(occasion(cast), cast.head, "withdraw")
    take(occasion(cast), cast.head, "withdraw", opinion="编错了单位")
    assert (OpenEdition.objects.count(), OpenProject.objects.count(), PublishedEdition.objects.count()) == (0, 0, 1)
    gone = as_(cast.clerk).get("/open/219001/2026/")
    assert gone.status_code == 410
    assert "编错了单位" not in text(gone)
    assert "withdraw_edition" in acts()
    take(occasion(cast), cast.clerk, "rework")
    take(occasion(cast), cast.clerk, "submit")
    assert let_out(cast, occasion(cast)).number == 2


def test_nobody_changes_what_went_out(cast, target):
    edition = publish_targets(cast)
    with pytest.raises(RuntimeError):
        PublishedEdition.objects.filter(pk=edition.pk).update(title="改")
    with pytest.raises(DatabaseError), transaction.atomic():
        Sql.execute("UPDATE records_publishededition SET title = 'x'")


def test_the_right_people_do_each_act(cast, target):
    where = occasion(cast)
    with pytest.raises(Forbidden):
        take(where, cast.viewer, "submit")
    with pytest.raises(Forbidden):
        take(where, cast.outsider, "submit")
    send_in(cast, where)
    with pytest.raises(Forbidden):
        take(where, cast.clerk, "clear", not_secret=True)
    with pytest.raises(Moved):
        take(where, cast.head, "clear", not_secret=True, state="preparing")
    take(where, cast.head, "clear", not_secret=True)
    with pytest.raises(Forbidden):
        take(where, cast.head, "pass")


def test_what_is_secret_is_withheld_and_never_reaches_the_portal(cast, target):
    send_in(cast, occasion(cast))
    take(occasion(cast), cast.head, "withhold", opinion="涉及国家秘密")
    assert standing(occasion(cast)).state.name == "withheld"
    assert not OpenEdition.objects.exists()


def test_results_cannot_go_out_before_the_year_is_over(as_, cast, target):
    page = text(as_(cast.clerk).get("/publications/219001/2026/accounts/"))
    assert "年度还没有结束" in page
    with pytest.raises(Invalid):
        take(occasion(cast, ACCOUNTS), cast.clerk, "submit")


@pytest.mark.parametrize("day", ["", "2026-2-30", "2027-01-01", "1999-01-01", "下周"])
def test_a_senseless_day_of_approval_is_refused_and_stays_typed(as_, cast, target, day):
    answer = as_(cast.clerk).post(f"{URL}note/", {"what": "approval", "day": day, "paper": "青财〔2026〕7号"})
    assert answer.status_code == 409
    assert "没有保存" in text(answer)
    assert "青财〔2026〕7号" in text(answer), "nothing typed is lost"


def test_the_preview_is_the_document_that_would_go_out(as_, cast, target):
    browser = as_(cast.clerk)
    pdf = browser.get(f"{URL}preview/pdf/")
    assert pdf.content.startswith(b"%PDF")
    assert pdf["Content-Disposition"].startswith("inline")
    assert browser.get(f"{URL}preview/docx/").content.startswith(b"PK")
    assert browser.get(f"{URL}preview/exe/").status_code == 404


def test_those_of_other_units_and_those_who_look_on_see_what_is_theirs(as_, cast, target):
    assert as_(cast.outsider).get(URL).status_code == 404
    assert "第二小学" not in text(as_(cast.outsider).get("/publications/"))
    assert "办理" not in text(as_(cast.viewer).get(URL)).split("<main")[1]
    oversight = as_(add_person("ov", "韩审", "oversight", None))
    assert oversight.get(URL).status_code == 404, "a draft is the unit's own"
    assert oversight.get(f"{URL}preview/pdf/").status_code == 404


def test_the_list_shows_what_is_due_and_pages(as_, cast, target):
    publish_targets(cast)
    page = text(as_(cast.chief).get("/publications/?year=2026&q=小学"))
    assert "2026-02-20公开，没有逾期" in page
    assert "还没有登记批复日期" in page
    assert "还没有可以公开的内容" in text(as_(cast.chief).get("/publications/?q=水利"))
    assert as_(cast.chief).get("/publications/?page=999&year=abcd").status_code == 200


def test_senseless_addresses_and_acts_get_an_answer(as_, cast, target):
    browser = as_(cast.clerk)
    for url in (
        "/publications/219001/2026/nonsense/",
        "/publications/x/2026/budget/",
        "/publications/219001/99999/budget/",
    ):
        assert browser.get(url).status_code == 404, url
    for url in (f"{URL}editions/1/projects.csv/", f"{URL}editions/99999999999999/x/"):
        assert browser.get(url).status_code == 404, url
    for data in ({}, {"act": "x" * 99}, {"act": "publish"}, {"act": "submit", "opinion": "长" * 5000}):
        assert browser.post(f"{URL}step/", data).status_code == 409
    assert not PublicationStep.objects.exists()


@pytest.mark.parametrize("url", ["/publications/", URL, "/publications/219001/2026/accounts/"])
def test_the_pages_ask_the_database_little(as_, cast, target, url, django_assert_max_num_queries):
    publish_targets(cast)
    browser = as_(cast.head)
    browser.get(url)
    with django_assert_max_num_queries(15):
        browser.get(url)


def test_one_secret_project_stays_inside_on_every_occasion_and_the_public_learns_that_there_is_one(as_, cast, target):
    head = as_(cast.head)
    send = {"what": "secret", "project": str(target.pk), "reason": "保密审查批件第3号"}
    assert as_(cast.clerk).post(f"{URL}note/", send).status_code == 409
    assert head.post(f"{URL}note/", {**send, "reason": ""}).status_code == 409
    assert head.post(f"{URL}note/", {**send, "project": "999999"}).status_code == 409
    assert "依法不公开的项目" in text(head.post(f"{URL}note/", send, follow=True))
    edition = publish_targets(cast)
    (other,) = edition.content["tables"]["projects"]
    assert other["project_code"] != target.code
    assert edition.content["withheld_projects"] == 1
    page = text(as_(cast.clerk).get("/open/219001/2026/"))
    assert "另有1个项目涉及国家秘密" in page
    assert target.code not in page
    assert "批件" not in page
    word = stored_files.path_of(edition.files[0]["sha256"]).read_bytes()
    read = read_bytes(word)
    assert [project.code for project in read.projects] == [other["project_code"]]
    assert target not in draft(standing(occasion(cast, ACCOUNTS))).targets, "nor does its result go out"
    assert list(faults()) == []


def test_a_project_that_is_secret_no_more_goes_out_again(as_, cast, target):
    head = as_(cast.head)
    send = {"what": "secret", "project": str(target.pk), "reason": "保密审查批件第3号"}
    head.post(f"{URL}note/", send)
    head.post(f"{URL}note/", {**send, "withdraw": "1"})
    assert len(draft(standing(occasion(cast))).targets) == 2


def test_what_is_withheld_as_a_whole_is_said_at_its_address(as_, cast, target):
    send_in(cast, occasion(cast))
    take(occasion(cast), cast.head, "withhold", opinion="涉及国家秘密")
    answer = as_(cast.clerk).get("/open/219001/2026/")
    assert answer.status_code == 451
    assert "依法不公开" in text(answer)


def test_the_trail_notices_when_the_portal_is_made_to_show_something_else(cast, target):
    first = publish_targets(cast)
    take(occasion(cast), cast.clerk, "correct", opinion="依据写错了")
    take(occasion(cast), cast.clerk, "submit")
    let_out(cast, occasion(cast))
    assert list(faults()) == []
    OpenProject.objects.filter(project=target.code).update(budget="1.00")
    assert any("被改动过" in fault for fault in faults())
    index_year(cast.school, 2026)
    OpenEdition.objects.update(edition=first)
    assert any("公开的版本被换过" in fault for fault in faults())
    OpenEdition.objects.all().delete()
    assert any("却不见了" in fault for fault in faults())


def test_what_changed_while_the_files_were_being_made_goes_out_as_it_is_now(cast, target, monkeypatch):
    from zhunsheng.web.records.operations import publish_year

    send_in(cast, occasion(cast))
    take(occasion(cast), cast.head, "clear", not_secret=True)
    take(occasion(cast), checker(cast), "pass")
    made = publish_year.public_files

    def slowly(*given):
        files = made(*given)
        monkeypatch.setattr(publish_year, "public_files", made)
        Target.objects.filter(pk=target.pk).update(draft={**target.draft, "name": "改了名的项目"})
        return files

    monkeypatch.setattr(publish_year, "public_files", slowly)
    take(occasion(cast), cast.head, "publish")
    edition = PublishedEdition.objects.get()
    assert edition.content["tables"]["projects"][0]["project_name"] == "改了名的项目"
    kept = next(file for file in edition.files if file["name"] == "document.json")
    assert read_bytes(stored_files.path_of(kept["sha256"]).read_bytes()).projects[0].name == "改了名的项目"
