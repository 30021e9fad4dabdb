"""Senseless, damaged and hostile requests: a sentence and the right status, never an error of ours."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from web_stage import ask, cell, keys, write

from zhunsheng.web.records.models import Edit, Target
from zhunsheng.web.records.operations.recording import noun

BODIES = [
    b"", b"x", b"[]", b"5", b"null", b'"x"', b"{", b'{"address": 5, "text": "x"}', b'{"address": "goal"}', b'{"address": "goal", "text": 5}',
    b'{"address": "goal", "text": "x", "base": 5}', b'{"address": ["goal"], "text": "x"}', b"\xff\xfe{}", b'{"address": "\xff", "text": ""}',
    b'{"address": "goal", "text": "x", "base": "", "revision": "one"}', b'{"changes": "x"}', b'{"changes": [5]}', b'{"changes": []}',
    b'{"address": "goal", "text": "x", "also": "goal"}', b'{"address": "goal", "text": "x", "also": [5]}',
    b'{"address": "goal", "text": "x", "client_id": 5}', b'{"address": "goal", "text": "x", "client_id": ""}',
    b'{"address": "goal", "text": "x", "client_id": "' + b"x" * 65 + b'"}', b'{"address": "goal", "text": "x", "client_id": "\\u0000\xe4\xb8\xad"}',
    b"[" * 100_000, b'{"address": "\\ud800", "text": "x"}', b'{"address": "indicators.\\u0000.level1", "text": "x"}',
    b'{"address": "goal", "text": "x", "revision": 1e400}',
]  # fmt: skip


@pytest.mark.parametrize("act", ["cells", "check", "rows", "versions"])
@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_a_broken_body_is_answered_with_a_sentence(target, cast, as_, act, body):
    answer = as_(cast.clerk).post(f"/projects/{target.pk}/{act}/", body, content_type="application/json")
    assert answer.status_code in ((400, 409) if act == "cells" else (200, 400)), answer.content
    if answer.status_code == 400:
        assert answer.json()["message"].endswith("。")
    assert not Edit.objects.exists()


def test_a_broken_body_of_undo_is_refused(target, cast, as_):
    for body in (b"x", b"[]", b"\xff"):
        answer = as_(cast.clerk).post(f"/projects/{target.pk}/undo/", body, content_type="application/json")
        assert answer.status_code == 400


def test_too_long_a_text_is_refused_by_length_and_nothing_is_cut(target, cast, as_):
    answer = write(as_(cast.clerk), target, "goal", "长" * 20_001, noun(target).goal)
    assert answer.status_code == 400
    assert "20000字" in answer.json()["message"]
    assert write(as_(cast.clerk), target, "goal", "长" * 20_000, noun(target).goal).status_code == 200


def test_a_body_beyond_the_limit_is_refused(target, cast, as_):
    answer = write(as_(cast.clerk), target, "goal", "长" * 3_000_000)
    assert answer.status_code in (400, 413)
    assert answer.json()["message"]


def test_text_that_looks_like_code_stays_text(target, cast, as_):
    browser, evil = as_(cast.clerk), "<script>alert(1)</script>{{ x }}'\"; DROP TABLE records_target; --"
    write(browser, target, "name", evil, target.name)
    write(browser, target, cell(target, 0, "level3"), evil, "更换灯具数量")
    for url in (
        f"/projects/{target.pk}/",
        "/projects/",
        "/",
        f"/projects/{target.pk}/compare/",
        f"/projects/?q={evil}",
    ):
        page = browser.get(url).content.decode()
        assert "<script>alert" not in page, url
    rows = ask(browser, f"/projects/{target.pk}/rows/", act="insert").json()["rows"]
    assert "<script>alert" not in rows
    assert "&lt;script&gt;alert" in rows
    assert Target.objects.count() == 2


@pytest.mark.parametrize(
    "url",
    [
        "/nowhere/",
        "/projects/999999/",
        "/projects/99999999999999999999999/",
        "/projects/x/",
        "/readings/0/",
        "/department/x/y/",
        "/projects/%00/",
        "/%ff%fe",
    ],
)
def test_addresses_of_nothing_are_not_found_in_chinese(cast, as_, url):
    answer = as_(cast.clerk).get(url)
    assert answer.status_code == 404
    assert "没有找到" in answer.content.decode()
    assert "编号" in answer.content.decode()


def test_a_wrong_host_is_refused(client, db):
    assert client.get("/login/", headers={"host": "evil.example"}).status_code == 400


def test_an_error_of_ours_shows_a_number_that_the_log_knows(cast, as_, monkeypatch, caplog):
    browser = as_(cast.clerk)
    browser.raise_request_exception = False
    monkeypatch.setattr("zhunsheng.web.desk.workbench.views.workbench_of", lambda user: 1 / 0)
    answer = browser.get("/")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "没有办成" in page
    number = page.split('class="reference">')[1][:8]
    (record,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert record.request.reference == number
    script = browser.get("/", headers={"Accept": "application/json"})
    assert script.status_code == 500
    assert script.json()["reference"]


TEXTS = st.text(max_size=40) | st.sampled_from(
    ["≥5套", "1,000.00", "\x00", "\ud800", "=" * 30, "１２", "6.00万元", "9" * 400, "2026年8月底前", "-5%", "1e999999"]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    address=st.sampled_from(["goal", "budget.total", "unit", "fund_plan.6", "target", "level1", "code", "heading"])
    | st.text(max_size=20),
    text=TEXTS,
    base=TEXTS,
)
def test_no_text_in_any_cell_makes_it_fail(target, cast, as_, address, text, base):
    browser = as_(cast.clerk)
    if address in ("target", "level1"):
        address = f"indicators.{keys(target)[0]}.{address}"
    data = json.dumps({"address": address, "text": text, "base": base, "force": True})
    for act in ("check", "cells"):
        answer = browser.post(f"/projects/{target.pk}/{act}/", data, content_type="application/json")
        assert answer.status_code in (200, 400), answer.content
    assert browser.get(f"/projects/{target.pk}/").status_code == 200
    assert browser.get("/projects/").status_code == 200
