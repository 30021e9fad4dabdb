"""Bringing a file in and confirming what was read: it works, it refuses, it logs."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from web_stage import YEAR, a_document, acts, add_person, as_bytes, import_document, keys, with_cell, write

from zhunsheng.bundled import EXAMPLE, example_bytes
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.rules.examples import good
from zhunsheng.web.records import stored_files
from zhunsheng.web.records.models import Plan, Reading, StoredFile, Target, Unit, Version
from zhunsheng.web.records.operations.recording import noun


def upload(browser, data, name="绩效文本.json", **headers):
    file = SimpleUploadedFile(name, data)
    return browser.post("/upload/", {"file": file}, headers={"Accept": "application/json", **headers})


def test_a_word_file_is_kept_read_and_confirmed(cast, as_):
    browser = as_(cast.admin)
    answer = upload(browser, example_bytes(), EXAMPLE).json()
    assert answer["ok"] is True
    page = browser.get(answer["url"]).content.decode()
    assert "读出 <b>9</b> 个项目、<b>54</b> 条指标" in page
    reading = Reading.objects.get(pk=answer["reading"])
    assert stored_files.path_of(reading.file.sha256).read_bytes() == example_bytes()

    done = browser.post(f"{answer['url']}confirm/", {"year": "2020"})
    assert done.status_code == 302
    assert done.url.startswith("/projects/?year=2020")
    assert (Target.objects.count(), Version.objects.count()) == (9, 10)
    assert sum(Target.objects.values_list("total_fen", flat=True)) == 293_10_00 * 100
    listed = browser.get(done.url, follow=True).content.decode()
    assert "高速口广告牌租赁" in listed
    assert "新增9个项目" in listed


def test_the_same_bytes_are_kept_once(cast, as_):
    data = as_bytes(a_document())
    upload(as_(cast.clerk), data)
    upload(as_(cast.head), data, "另一个名字.json")
    assert (StoredFile.objects.count(), Reading.objects.count()) == (1, 2)


def test_uploading_without_a_script_leads_to_the_reading(cast, as_):
    answer = as_(cast.clerk).post("/upload/", {"file": SimpleUploadedFile("a.json", as_bytes(a_document()))})
    assert answer.status_code == 302
    assert answer.url == f"/readings/{Reading.objects.get().pk}/"
    assert as_(cast.clerk).post("/upload/", {}).status_code == 400


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04broken", "损坏"), (b"\x89PNG\r\n", "图片"), (b"%PDF-1.7 nonsense", "PDF"), (b"\x00" * 50, "空"),
        (b"{\"schema\": \"zhunsheng/document@1\"", "JSON"), (b'{"schema": "zhunsheng/document@1", "projects": 5}', "JSON"),
        (b'{"schema": "zhunsheng/document@1", "projects": [{"fund_plan": [{"month": 1e999}]}]}', ""),
        (b'{"schema": "zhunsheng/document@1", "projects": [{"fund_plan": [{"month": NaN}]}]}', ""),
        ("只是一段话，没有表格。".encode(), "没有"), (b"\xff\xfe\x00\xd8junk", ""),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_a_refused_reading_with_a_sentence(cast, as_, data, words):
    browser = as_(cast.clerk)
    answer = upload(browser, data, "坏文件.docx")
    assert answer.status_code == 200
    assert answer.json()["ok"] is False
    assert words in answer.json()["message"]
    page = browser.get(answer.json()["url"])
    assert page.status_code == 200
    assert "读不了" in page.content.decode()
    assert browser.post(f"{answer.json()['url']}confirm/", {"year": "2026"}).status_code == 400


def test_a_hostile_json_cannot_poison_the_database(cast, as_):
    data = as_bytes(with_cell(a_document(), 0, {"purpose": "零☆字★节"}))
    data = data.replace("☆".encode(), b"\\u0000").replace("★".encode(), b"\\ud800")
    answer = upload(as_(cast.clerk), data).json()
    assert answer["ok"] is True
    assert as_(cast.clerk).post(f"{answer['url']}confirm/", {"year": "2026"}).status_code == 302
    assert Target.objects.first().draft["purpose"] == "零字节"


def test_an_empty_or_missing_or_too_large_file_is_refused(cast, as_, settings):
    assert upload(as_(cast.clerk), b"").status_code == 400
    assert as_(cast.clerk).post("/upload/", headers={"Accept": "application/json"}).status_code == 400
    settings.UPLOAD_LIMIT = 1000
    answer = upload(as_(cast.clerk), b"x" * 200_000)
    assert answer.status_code == 413
    assert "上限" in answer.json()["message"]
    assert not Reading.objects.exists()


def test_a_file_name_cannot_lead_elsewhere(cast, as_):
    answer = upload(as_(cast.clerk), as_bytes(a_document()), "..\\..\\etc/passwd\x00\n.json").json()
    assert "/" not in answer["name"]
    browser = as_(cast.clerk)
    assert browser.get(f"{answer['url']}file/").status_code == 200


def test_the_year_and_the_unit_are_asked_for_where_the_file_is_silent(cast, as_):
    silent = replace(
        a_document(1, year=None), unit=BudgetUnit(), department=DepartmentPlan(), projects=(good(unit=BudgetUnit()),)
    )
    browser = as_(cast.clerk)
    url = upload(browser, as_bytes(silent)).json()["url"]
    page = browser.get(url).content.decode()
    assert "文件里没有写明年度" in page
    assert "文件里没有写单位编码" in page
    for data, words in (
        ({}, "还缺预算年度"), ({"year": "26"}, "年度“26”不对"), ({"year": "1066"}, "年度“1066”不对"), ({"year": "2026"}, "还缺单位"),
        ({"year": "2026", "unit_code": "a;b"}, "单位编码"), ({"year": "2026", "unit_code": "310001"}, "不在您能看到的单位里"),
        ({"year": "2026", "unit_code": "999"}, "不在您能看到的单位里"),
    ):  # fmt: skip
        answer = browser.post(f"{url}confirm/", data)
        assert answer.status_code == 400
        assert words in answer.content.decode(), data
    assert not Target.objects.exists()
    assert browser.post(f"{url}confirm/", {"year": "2026", "unit_code": "219001"}).status_code == 302
    target = Target.objects.get()
    assert (target.unit, noun(target).unit.label) == (cast.school, "219001青禾县第二小学")


def test_a_year_typed_later_shows_what_it_would_replace_before_it_does(cast, as_):
    """The file names no year, so its projects look new until the year is typed."""
    browser = as_(cast.clerk)
    import_document(cast.clerk, a_document(1))
    url = upload(browser, as_bytes(replace(a_document(1), fiscal_year=None))).json()["url"]
    asked = browser.post(f"{url}confirm/", {"year": "2026", "shown": ""})
    assert asked.status_code == 409
    assert "更新为新版" in asked.content.decode()
    assert browser.post(f"{url}confirm/", {"year": "2026", "shown": "2026", "project0": "skip"}).status_code == 302


def test_a_unit_below_ones_own_is_made_when_it_appears(cast, as_):
    """The department's clerk brings in a document of a school that is not in the tree yet."""
    document = replace(a_document(1), projects=(good(unit=BudgetUnit("219007", "青禾县第七小学")),))
    with pytest.raises(Exception, match="不在您能看到的单位里"):
        import_document(cast.clerk, document)
    import_document(cast.chief, document)
    unit = Unit.objects.get(code="219007")
    assert (unit.name, unit.parent) == ("青禾县第七小学", cast.department)
    assert as_(cast.chief).get(f"/projects/{Target.objects.get(unit=unit).pk}/").status_code == 200
    assert as_(cast.clerk).get(f"/projects/{Target.objects.get(unit=unit).pk}/").status_code == 404


def test_known_projects_become_new_versions_and_keep_their_rows(target, cast, as_):
    old_keys = keys(target)
    write(as_(cast.clerk), target, "goal", "改过的目标", noun(target).goal)
    changed = with_cell(a_document(), 0, {"budget.total": "20.00"})
    taken = import_document(cast.clerk, changed, "第二稿.json")
    assert (taken.created, taken.updated, taken.unchanged) == (0, 1, 1)
    target.refresh_from_db()
    assert keys(target) == old_keys
    assert target.total_fen == 20_000_000
    kinds = [(v.number, v.kind, v.note) for v in Version.objects.filter(target=target)]
    assert kinds == [
        (1, "import", "读入绩效文本.json"),
        (2, "saved", "读入第二稿.json之前自动存下"),
        (3, "import", "读入第二稿.json"),
    ]
    assert Version.objects.get(target=target, number=2).content["goal"] == "改过的目标"


def test_known_projects_can_be_skipped_and_the_choice_is_offered(target, cast, as_):
    browser = as_(cast.clerk)
    changed = with_cell(a_document(), 0, {"budget.total": "20.00"})
    url = upload(browser, as_bytes(changed)).json()["url"]
    assert 'name="project0"' in browser.get(url).content.decode()
    browser.post(
        f"{url}confirm/", {"year": str(YEAR), "project0": "skip", "plan": "skip", "project999999999999": "skip"}
    )
    target.refresh_from_db()
    assert target.total_fen == 18_000_000


def test_other_years_are_other_projects(target, cast):
    import_document(cast.clerk, a_document(year=2027))
    assert Target.objects.filter(year=2027).count() == 2
    assert Plan.objects.count() == 2


def test_projects_with_one_code_twice_both_come_in(cast):
    double = replace(a_document(1), projects=(a_document(1).projects[0],) * 2)
    assert import_document(cast.clerk, double).created == 2
    assert import_document(cast.clerk, double).unchanged == 2


def test_it_can_be_decided_only_once_and_by_the_one_who_uploaded(cast, as_):
    browser = as_(cast.clerk)
    url = upload(browser, as_bytes(a_document())).json()["url"]
    assert as_(cast.head).get(url).status_code == 404
    assert as_(cast.head).post(f"{url}confirm/", {"year": "2026"}).status_code == 404
    assert browser.post(f"{url}confirm/", {"year": "2026"}).status_code == 302
    assert browser.post(f"{url}confirm/", {"year": "2026"}).status_code == 400
    assert browser.post(f"{url}discard/").status_code == 400
    assert Target.objects.count() == 2
    assert as_(cast.head).get(url).status_code == 200
    assert as_(cast.outsider).get(url).status_code == 404


def test_it_can_be_given_up(cast, as_):
    browser = as_(cast.clerk)
    url = upload(browser, as_bytes(a_document())).json()["url"]
    assert browser.post(f"{url}discard/").status_code == 302
    assert Reading.objects.get().status == "discarded"
    assert not Target.objects.exists()


def test_who_only_looks_cannot_upload(cast, as_):
    assert upload(as_(cast.viewer), as_bytes(a_document())).status_code == 403
    assert "不能上传" in as_(cast.viewer).get("/upload/").content.decode()


def test_another_units_document_is_refused(cast, as_):
    browser = as_(cast.outsider)
    url = upload(browser, as_bytes(a_document())).json()["url"]
    assert "不在您能看到的单位里" in browser.get(url).content.decode()
    answer = browser.post(f"{url}confirm/", {"year": "2026"})
    assert answer.status_code == 400
    assert not Target.objects.exists()


def test_everything_is_logged(cast, as_):
    browser, count = as_(cast.clerk), len(acts())
    first = upload(browser, as_bytes(a_document())).json()["url"]
    browser.post(f"{first}confirm/", {"year": "2026"})
    second = upload(browser, as_bytes(a_document())).json()["url"]
    browser.post(f"{second}discard/")
    assert acts()[count:] == ["upload_file", "confirm_reading", "upload_file", "discard_reading"]


def test_an_upload_that_was_stopped_after_it_came_in_is_given_up(cast, as_):
    browser = as_(cast.clerk)
    file = SimpleUploadedFile("a.json", as_bytes(a_document()))
    browser.post("/upload/", {"file": file, "client_id": "mine-1"}, headers={"Accept": "application/json"})
    assert as_(cast.head).post("/upload/cancel/", {"client_id": "mine-1"}).json() == {"found": False}
    assert browser.post("/upload/cancel/", {"client_id": "mine-1"}).json() == {"found": True}
    assert Reading.objects.get().status == "discarded"
    assert acts()[-1] == "cancel_upload"
    assert "待确认" not in browser.get("/").content.decode()
    assert browser.post("/upload/cancel/", {"client_id": "other"}).json() == {"found": False}
    assert browser.post("/upload/cancel/", {}).json() == {"found": False}


def test_what_was_confirmed_is_not_given_up_by_a_late_stop(cast, as_):
    browser = as_(cast.clerk)
    file = SimpleUploadedFile("a.json", as_bytes(a_document()))
    browser.post("/upload/", {"file": file, "client_id": "mine-2"}, headers={"Accept": "application/json"})
    browser.post(f"/readings/{Reading.objects.get().pk}/confirm/", {"year": "2026"})
    assert browser.post("/upload/cancel/", {"client_id": "mine-2"}).json() == {"found": True}
    assert Reading.objects.get().status == "confirmed"


def test_a_file_of_another_unit_offers_only_to_give_it_up(cast, as_):
    browser = as_(cast.outsider)
    answer = upload(browser, as_bytes(a_document())).json()
    page = browser.get(answer["url"]).content.decode()
    assert "整份文件都不能读入" in page
    assert "确认读入" not in page
    assert ">放弃</button>" in page


def test_a_section_of_the_unit_is_told_what_it_may_do_and_is_not_led_to_what_it_may_not(cast, as_):
    section = add_person("section", "周业务", "section", cast.school)
    browser = as_(section)
    page = browser.get("/upload/").content.decode()
    assert "您现在是业务股室，不能上传" in page
    assert 'href="/ledger/"' in page
    assert 'href="/upload/"' not in browser.get("/").content.decode().split("<main")[0]
    assert 'href="/upload/"' in as_(cast.clerk).get("/").content.decode().split("<main")[0]
    assert upload(browser, as_bytes(a_document())).json()["message"].startswith("您现在是业务股室，只能查看和记台账")
