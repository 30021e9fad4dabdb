"""Every address with every role: nothing of another unit shows, nothing answers without signing in, nothing fails."""

import io
from datetime import date

import pytest
from appraisal_stage import FILE, evaluation, make_judges, say
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, get_resolver
from ledger_stage import add, patrol
from PIL import Image
from publication_stage import publish_targets
from test_own_kinds import KIND
from test_surveys import DEFINITION
from web_stage import a_document, acts, add_person, ask, import_document

from zhunsheng.documents.interchange_forms import form_to_json
from zhunsheng.rules.form_examples import evaluation as published_evaluation
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import import_work
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import (
    Appraisal,
    AppraisalNote,
    Arrangement,
    Attachment,
    Edit,
    Entry,
    FormulaBinding,
    ImportJob,
    OwnKind,
    Reading,
    Rectification,
    StatedValue,
    Survey,
    Target,
    UnitToken,
    Version,
    YearCourse,
)
from zhunsheng.web.records.operations.appraise import open_case
from zhunsheng.web.records.operations.arrange import lend_seat
from zhunsheng.web.records.operations.attach_file import attach_file
from zhunsheng.web.records.operations.bind_formula import Wanted, bind_formula
from zhunsheng.web.records.operations.rectify import Problem, StepSaid, item_step, open_item
from zhunsheng.web.records.operations.state_value import state_value
from zhunsheng.web.records.operations.take_year_step import take_year_step
from zhunsheng.web.records.operations.unit_tokens import make_token
from zhunsheng.web.records.year_course import Place

OPEN = {"login/", "logout/", "m/worker.js/", "m/manifest.webmanifest/", "m/"}
"""What one may ask for without having signed in: nothing of it says anything of anybody."""
PUBLIC = ("/s/", "/api/", "/open/")
"""Surveys are answered by whoever has the link; programs show a token of their own; the portal is everybody's, and what it
may say is held down in ``test_portal.py``."""


@pytest.fixture
def school(cast, target, as_, monkeypatch):
    """The school with something of everything that an address can name."""
    monkeypatch.setattr(import_work, "launch", lambda job: import_work.run(job.pk))
    browser, key = as_(cast.clerk), target.draft["indicators"][0]["key"]
    (receipt,) = add(cast.clerk, cast.school, patrol(place="第二小学门口"), project=target)
    picture = io.BytesIO()
    Image.effect_noise((64, 48), 60).convert("RGB").save(picture, "JPEG")
    picture.seek(0)
    attach_file(cast.clerk, receipt.id, "第二小学.jpg", picture)
    browser.post(
        "/ledger/patrol/import/", {"file": SimpleUploadedFile("第二小学.csv", "巡查时间,对象\n明天,路灯\n".encode())}
    )
    ask(browser, "/ledger/kinds/save/?unit=219001", kind=KIND)
    ask(browser, "/surveys/save/", id=None, survey={**DEFINITION, "title": "第二小学问卷"}, plan={"access": "device"})
    make_token(cast.admin, cast.school, "第二小学的程序")
    bind_formula(target, key, cast.clerk, Wanted("计数(巡查)"))
    finder = add_person("finder", "周主管", "department", cast.department)
    item = open_item(target, finder, Problem("第二小学的护眼灯没有验收", "孙校长", date(2026, 5, 1)))
    item_step(item, finder, "", StepSaid("已提醒第二小学", [("第二小学提醒.pdf", b"%PDF-1.4 three")]))
    form = published_evaluation(project_code=target.code, project_name=target.name)
    reading = Reading.objects.get()
    reading.document = {**reading.document, "self_evaluations": [form_to_json(form)]}
    reading.save()
    today = current_day()
    lend_seat(cast.clerk, cast.clerk, cast.head, today, today, "第二小学的事")
    papers = [("第二小学.pdf", b"%PDF-1.4 one"), ("第二小学2.pdf", b"%PDF-1.4 two")]
    state_value(target, key, cast.clerk, text="96", reason="第二小学说的", as_of=date(2024, 1, 1), files=papers)
    publish_targets(cast)
    judges = make_judges(cast)
    case = evaluation(target, judges, "objection")
    say(case, cast.clerk, "objection", text="第二小学有意见", files=[FILE])
    open_case(target, cast.clerk, "ex_ante", "第二小学新设项目")
    Target.objects.filter(pk=target.pk).update(state="in_execution")  # its monitoring can be opened and taken along
    target.refresh_from_db()
    take_year_step(Place(target, "monitoring", 1), cast.clerk, "start")
    return target


def addresses(target):
    """Every address there is, filled with what belongs to the school."""
    numbers = {
        "readings": Reading.objects.get().pk, "projects": target.pk, "units": target.unit_id, "people": Reading.objects.get().uploaded_by_id,
        "files": Attachment.objects.get().pk, "imports": ImportJob.objects.get().pk, "surveys": Survey.objects.get().pk,
        "tokens": UnitToken.objects.get().pk, "<str:whose>": target.pk, "monitoring": target.pk, "scores": target.pk,
        "evaluations": Appraisal.objects.get(process="evaluation").pk, "ex-ante": Appraisal.objects.get(process="ex_ante").pk,
        "items": Rectification.objects.get().pk,
        "stand-ins": Arrangement.objects.get().pk,
    }  # fmt: skip
    values = {
        "<int:pk>": numbers, "<int:statement>": StatedValue.objects.get().pk, "<int:number>": 1, "<str:row>": "basis", "<int:said>": AppraisalNote.objects.get(what="objection").pk, "<int:year>": 2026, "<int:place>": 0,
        "<str:code>": "219001", "<str:suffix>": "xlsx", "<slug:suffix>": "xlsx", "<slug:rule>": "ZSG10", "<str:whose>": "project",
        "<str:key>": FormulaBinding.objects.get().key, "<uuid:id>": Entry.objects.get(kind="patrol").pk, "<slug:kind>": "patrol",
        "<slug:publication>": "budget", "<slug:paper>": "docx", "<int:edition>": 1, "<str:file>": "projects.csv",
        "<str:project>": target.code, "<slug:name>": OwnKind.objects.get().name, "<slug:size>": "small", "<slug:what>": "nonsense", "<slug:slug>": Survey.objects.get().slug,
    }  # fmt: skip

    def walk(patterns, stem=""):
        for pattern in patterns:
            route = stem + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                yield route
            else:
                yield from walk(pattern.url_patterns, route)

    for route in walk(get_resolver().url_patterns):
        url = route
        for word, value in values.items():
            if word in url:
                kind = next((part for part in reversed(route.split(word)[0].split("/")) if part), "")
                url = url.replace(word, str(value[kind] if isinstance(value, dict) else value))
        assert "<" not in url, route
        yield url


@pytest.fixture
def urls(school):
    asked = {"export/": "?unit=219001&year=2026", "library/entry/": "?name=设备完好率"}
    return [
        f"/{url}{next((query for stem, query in asked.items() if url.startswith(stem)), '')}"
        for url in addresses(school)
    ]


def test_there_are_as_many_addresses_as_we_think(urls):
    assert len(urls) >= 109


def test_strangers_see_nothing(urls):
    for url in urls:
        if url.strip("/") + "/" in OPEN or url.startswith(PUBLIC):
            continue
        for method in ("get", "post"):
            answer = getattr(Client(), method)(url)
            assert answer.status_code == 302, url
            assert answer.url.startswith("/login/"), url


@pytest.mark.parametrize("who", ["outsider", "nobody", "stranger"])
def test_people_of_other_units_see_nothing_of_ours(cast, target, urls, as_, who):
    browser = as_(User.objects.get(username=who))
    secrets = ("护眼灯", "219001", "第二小学", "五育并举", "0301-YBN")
    for url in urls:
        if url.startswith("/open/"):
            continue  # what was published is everybody's
        for method in ("get", "post"):
            answer = getattr(browser, method)(url)
            own = ("/api/", "/m/", *(("/ledger/", "/surveys/", "/rules/") if who == "stranger" else ()))
            closed = ("/settings/", "/results/export/", "/monitoring/settings/", "/scores/settings/")
            refused = {403} if url.startswith(closed) else {401, 403} if url.startswith(own) else set()
            assert answer.status_code in {200, 302, 400, 404, 405} | refused, (method, url, answer.status_code)
            shown = b"".join(answer.streaming_content) if answer.streaming else answer.content
            said = shown.decode(errors="replace")
            assert not any(secret in said for secret in secrets), (method, url)
            if (
                url.startswith(
                    (
                        "/projects/1",
                        f"/projects/{target.pk}/",
                        "/readings/",
                        "/department/2",
                        "/export/",
                        "/publications/2",
                    )
                )
                and answer.status_code != 405
            ):
                assert answer.status_code == 404, (method, url)
            if url == "/logout/":
                browser = as_(User.objects.get(username=who))


def everything():
    """What the tables hold, as far as a reader could change it."""
    rows = list(Target.objects.order_by("pk").values_list("revision", "archived", "draft"))
    courses = list(YearCourse.objects.order_by("pk").values_list("state", "entered_at"))
    return (
        rows,
        courses,
        Edit.objects.count(),
        Version.objects.count(),
        list(Reading.objects.values_list("status", flat=True)),
    )


def test_who_only_looks_changes_nothing(cast, target, urls, as_):
    browser = as_(cast.viewer)
    before, count = everything(), len(acts())
    for url in urls:
        for method in ("get", "post"):
            answer = getattr(browser, method)(url)
            assert answer.status_code in (200, 302, 400, 401, 403, 404, 405, 409), (method, url)
            if url == "/logout/":
                browser = as_(cast.viewer)
    assert everything() == before
    assert set(acts()[count:]) <= {"export"}


@pytest.mark.parametrize("who", ["clerk", "head", "viewer", "chief", "admin"])
def test_every_page_opens_for_those_who_belong(cast, target, urls, as_, who):
    browser = as_(getattr(cast, who))
    for url in urls:
        answer = browser.get(url if "changes/" not in url else f"{url}?since=0")
        own_reading = who in ("clerk", "admin") or not url.startswith("/readings/")
        if answer.status_code == 405 or url == "/login/" or url.startswith(PUBLIC):
            continue
        if (
            answer.status_code == 403
            and url.startswith(("/ledger/", "/surveys/", "/m/"))
            and who in ("viewer", "admin")
        ):
            continue  # pages on which one writes
        if url.endswith(("/codes/", "/demonstration/")) or (url.startswith("/scores/") and "/files/" in url):
            continue  # there are none
        if is_no_page_of(url, who):
            assert answer.status_code == 404, url
            continue
        if url == "/projects/course/":
            assert answer.status_code == 302, "projects are chosen on the list"
            continue
        if url == "/results/export/" and who != "head":
            assert answer.status_code == 403, (who, "the list is the bureau's, the department's and the heads'")
            continue
        if url.startswith("/settings/") and who != "admin":
            assert answer.status_code == 403, url
            continue
        assert answer.status_code == 200 or not own_reading, (url, answer.status_code)


def is_no_page_of(url, who):
    """Parts of a case that it does not have, or not yet, or not for these people: sheets are its experts' own, working
    papers its team's and the bureau's; an assessment that is being prepared has no result."""
    if not url.startswith(("/evaluations/", "/ex-ante/")):
        return False
    part = url.strip("/").split("/")[2:3]
    if url.startswith("/ex-ante/"):
        return bool(part) and part[0] in ("sheet", "papers", "result", "objections", "report", "files")
    return part in (["sheet"], ["materials"]) or (part == ["papers"] and who != "admin")


def test_an_expert_sees_the_case_of_the_invitation_and_nothing_else(cast, target, urls, as_):
    case = Appraisal.objects.get(process="evaluation")
    browser, own = as_(User.objects.get(username="one")), f"/evaluations/{case.pk}/"
    for url in urls:
        for method in ("get", "post"):
            answer = getattr(browser, method)(url)
            shown = b"".join(answer.streaming_content) if answer.streaming else answer.content
            if not url.startswith(
                (own, "/evaluations/", "/recent/", "/audit/", "/open/")
            ):  # the trail and the news show one's own case, the portal what is everybody's
                assert not any(
                    secret in shown.decode(errors="replace") for secret in ("护眼灯", "219001", "第二小学")
                ), (method, url)
            elif url.startswith(own) and method == "get" and answer.status_code != 405:
                assert answer.status_code == (404 if url.endswith("/materials/") else 200), url
            if url == "/logout/":
                browser = as_(User.objects.get(username="one"))


@pytest.mark.parametrize("who", ["section", "department", "performance", "oversight", "third_party", "field"])
def test_no_address_fails_whoever_asks(cast, target, urls, as_, who):
    """People of every other office, at the other unit: an answer or a refusal, and nothing of ours."""
    where = None if who in ("performance", "oversight") else cast.other
    browser = as_(add_person(f"p-{who}", f"{who}甲", who, where))
    for url in urls:
        if url.startswith("/open/"):
            continue  # what was published is everybody's
        for method in ("get", "post"):
            answer = getattr(browser, method)(url)
            assert answer.status_code < 500, (method, url)
            shown = b"".join(answer.streaming_content) if answer.streaming else answer.content
            if where is not None:
                assert "五育并举" not in shown.decode(errors="replace"), (method, url)
            if url == "/logout/":
                browser = as_(User.objects.get(username=f"p-{who}"))


def test_the_search_the_totals_and_the_workbench_leak_nothing(cast, target, as_):
    import_document(cast.clerk, a_document(3, year=2025))
    browser = as_(cast.outsider)
    page = browser.get("/projects/?q=护眼灯&unit=219001").content.decode()
    assert "没有符合条件的项目" in page
    assert "2025" not in browser.get("/projects/").content.decode()
    assert "还没有绩效文本" in browser.get("/").content.decode()


def test_a_request_without_the_pages_token_changes_nothing(cast, target):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.clerk, backend="zhunsheng.web.accounts.backend.UnitBackend")
    answer = browser.post(f"/projects/{target.pk}/undo/", "{}", content_type="application/json")
    assert answer.status_code == 403
    assert "刷新页面" in answer.json()["message"]
    page = browser.post("/projects/archive/", {"id": target.pk})
    assert page.status_code == 403
    assert "页面已过期" in page.content.decode()
    assert not Target.objects.get(pk=target.pk).archived
