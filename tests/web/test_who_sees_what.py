"""Every address with every role: nothing of another unit shows, nothing answers without signing in, nothing fails."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, get_resolver
from ledger_stage import add, patrol
from PIL import Image
from test_own_kinds import KIND
from test_surveys import DEFINITION
from web_stage import a_document, acts, ask, import_document

from zhunsheng.web.records import import_work
from zhunsheng.web.records.models import (
    Attachment,
    Edit,
    Entry,
    FormulaBinding,
    ImportJob,
    OwnKind,
    Reading,
    StatedValue,
    Survey,
    Target,
    UnitToken,
    Version,
)
from zhunsheng.web.records.operations.attach_file import attach_file
from zhunsheng.web.records.operations.bind_formula import Wanted, bind_formula
from zhunsheng.web.records.operations.state_value import state_value
from zhunsheng.web.records.operations.unit_tokens import make_token

OPEN = {"login/", "logout/", "m/worker.js/", "m/manifest.webmanifest/", "m/"}
"""What one may ask for without having signed in: nothing of it says anything of anybody."""
PUBLIC = ("/s/", "/api/")
"""Surveys are answered by whoever has the link; programs show a token of their own."""


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
    papers = [("第二小学.pdf", b"one"), ("第二小学2.pdf", b"two")]
    state_value(target, key, cast.clerk, text="96", reason="第二小学说的", as_of=date(2024, 1, 1), files=papers)
    return target


def addresses(target):
    """Every address there is, filled with what belongs to the school."""
    numbers = {
        "readings": Reading.objects.get().pk, "projects": target.pk, "units": target.unit_id, "people": Reading.objects.get().uploaded_by_id,
        "files": Attachment.objects.get().pk, "imports": ImportJob.objects.get().pk, "surveys": Survey.objects.get().pk,
        "tokens": UnitToken.objects.get().pk, "<str:whose>": target.pk, "monitoring": target.pk, "scores": target.pk,
    }  # fmt: skip
    values = {
        "<int:pk>": numbers, "<int:statement>": StatedValue.objects.get().pk, "<int:number>": 1, "<int:year>": 2026, "<int:place>": 0,
        "<str:code>": "219001", "<str:suffix>": "xlsx", "<slug:suffix>": "xlsx", "<slug:rule>": "ZSG10", "<str:whose>": "project",
        "<str:key>": FormulaBinding.objects.get().key, "<uuid:id>": Entry.objects.get(kind="patrol").pk, "<slug:kind>": "patrol",
        "<slug:name>": OwnKind.objects.get().name, "<slug:size>": "small", "<slug:what>": "nonsense", "<slug:slug>": Survey.objects.get().slug,
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
    return [f"/{url}{'?unit=219001&year=2026' if url.startswith('export/') else ''}" for url in addresses(school)]


def test_there_are_as_many_addresses_as_we_think(urls):
    assert len(urls) >= 90


def test_strangers_see_nothing(urls):
    for url in urls:
        if url.strip("/") + "/" in OPEN or url.startswith(PUBLIC):
            continue
        for method in ("get", "post"):
            answer = getattr(Client(), method)(url)
            assert answer.status_code == 302, url
            assert answer.url.startswith("/login/"), url


@pytest.mark.parametrize("who", ["outsider", "nobody"])
def test_people_of_other_units_see_nothing_of_ours(cast, target, urls, as_, who):
    browser = as_(getattr(cast, who))
    secrets = ("护眼灯", "219001", "第二小学", "五育并举", "0301-YBN")
    for url in urls:
        for method in ("get", "post"):
            answer = getattr(browser, method)(url)
            refused = (
                {403} if url.startswith("/settings/") else {401, 403} if url.startswith(("/api/", "/m/")) else set()
            )
            assert answer.status_code in {200, 302, 400, 404, 405} | refused, (method, url, answer.status_code)
            shown = b"".join(answer.streaming_content) if answer.streaming else answer.content
            said = shown.decode(errors="replace")
            assert not any(secret in said for secret in secrets), (method, url)
            if (
                url.startswith(("/projects/1", f"/projects/{target.pk}/", "/readings/", "/department/2", "/export/"))
                and answer.status_code != 405
            ):
                assert answer.status_code == 404, (method, url)
            if url == "/logout/":
                browser = as_(getattr(cast, who))


def everything():
    """What the tables hold, as far as a reader could change it."""
    rows = list(Target.objects.order_by("pk").values_list("revision", "archived", "draft"))
    return rows, Edit.objects.count(), Version.objects.count(), list(Reading.objects.values_list("status", flat=True))


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
        if url.startswith("/settings/") and who != "admin":
            assert answer.status_code == 403, url
            continue
        assert answer.status_code == 200 or not own_reading, (url, answer.status_code)


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
