"""The portal: strangers find, read and take along what was published, and learn nothing else."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
from django.test import Client
from publication_stage import ACCOUNTS_OUT, OUT, fill_results, publish_results, publish_targets
from web_stage import ask, cell, write

from zhunsheng.usecases.read_document import read_bytes
from zhunsheng.web.desk.portal import views
from zhunsheng.web.records.models import AuditEntry, OpenProject, Target, Unit
from zhunsheng.web.records.open_index import searched
from zhunsheng.web.records.operations.bind_formula import Wanted, bind_formula

YEAR = "/open/219001/2026/"
PROJECT = f"{YEAR}219-0301-YBN-0000/"
BUDGET_FILES = (
    "document.docx", "document.pdf", "projects.csv", "indicators.csv", "fund_plan.csv", "department_goals.csv", "open-data.json",
    "document.json", "datapackage.json", "open-data.schema.json", "dictionary.md",
)  # fmt: skip


@pytest.fixture
def targets_out(cast, target, today) -> Target:
    """The school's targets of 2026 are public."""
    today(OUT)
    publish_targets(cast)
    return target


@pytest.fixture
def both_out(cast, targets_out, today) -> Target:
    """Its results too, a year and a half later."""
    today(ACCOUNTS_OUT)
    fill_results(cast)
    publish_results(cast)
    return targets_out


def text(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def body(answer) -> bytes:
    assert answer.status_code == 200, answer.status_code
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_before_anything_is_published_there_is_nothing_to_find(cast, target):
    assert "还没有公开的内容" in text(Client().get("/open/"))
    assert Client().get(YEAR).status_code == 404
    assert Client().get(f"{YEAR}files/budget/document.docx").status_code == 404


def test_a_stranger_finds_a_project_by_its_unit_code_name_or_indicator(targets_out):
    for words in ("护眼灯", "第二小学", "219-0301-ybn-0001", "２１９００１", "护眼灯 第二小学"):
        page = text(Client().get("/open/", {"q": words}))
        assert PROJECT in page or "YBN-0001/" in page, words
    indicator = targets_out.draft["indicators"][0]["level3"]
    assert f"指标：{indicator}" in text(Client().get("/open/", {"q": indicator}))
    assert "没有查到" in text(Client().get("/open/", {"q": "不存在的东西"}))
    assert "没有查到" in text(Client().get("/open/", {"year": "1999"}))


def test_targets_stand_on_the_page_of_the_project_and_say_that_results_are_not_public(targets_out):
    page = text(Client().get(PROJECT))
    assert targets_out.name in page
    assert "自评结果随部门决算公开" in page
    assert all(row["level3"] in page for row in targets_out.draft["indicators"])
    year = text(Client().get(YEAR))
    assert "部门整体绩效目标" in year
    assert PROJECT in year


def test_results_stand_beside_the_targets_with_their_origin_marked(both_out):
    page = text(Client().get(PROJECT))
    assert "status-stated" in page
    assert "〔自述〕" in page
    assert "〔人工改动〕" in page
    assert "按期完成，验收单为证；附件：佐证材料另存备查" in page
    assert re.search(r"● 达到|■ 没有达到", page)
    assert "95.00%" in page, "17.10 of 18.00 was paid"
    assert "<svg" in page
    assert "看数据表" in page
    unit = text(Client().get("/open/219001/"))
    assert YEAR in unit
    assert "<svg" in unit


def test_every_file_can_be_taken_along_and_reads_back(targets_out):
    browser = Client()
    page = text(browser.get(YEAR))
    for name in BUDGET_FILES:
        url = f"{YEAR}files/budget/{name}"
        assert url in page
        answer = browser.get(url)
        assert len(body(answer)) == int(answer["Content-Length"]), name
        assert answer["Access-Control-Allow-Origin"] == "*"
    word, data = (read_bytes(body(browser.get(f"{YEAR}files/budget/document.{suffix}"))) for suffix in ("docx", "json"))
    assert (word.unit, word.fiscal_year, word.department, word.projects) == (
        data.unit,
        2026,
        data.department,
        data.projects,
    )
    package = json.loads(body(browser.get(f"{YEAR}files/budget/datapackage.json")))
    assert {resource["path"] for resource in package["resources"]} <= set(BUDGET_FILES)
    assert "attachment" in browser.get(f"{YEAR}files/budget/document.docx")["Content-Disposition"]


def test_caches_may_keep_pages_and_files_and_ask_again_by_their_tag(targets_out):
    for url in ("/open/", YEAR, PROJECT, "/open/219001/", "/open/dictionary/", f"{YEAR}files/budget/projects.csv"):
        answer = Client().get(url)
        assert answer["Cache-Control"].startswith("public, max-age="), url
        again = Client().get(url, headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304, url


def test_head_answers_like_get_and_nothing_can_be_sent(targets_out):
    for url in ("/open/", PROJECT, f"{YEAR}files/budget/document.pdf"):
        answer = Client().head(url)
        assert (answer.status_code, answer.content if not answer.streaming else b"") == (200, b""), url
        assert Client().post(url).status_code == 405


@pytest.mark.parametrize(
    "url",
    [
        "/open/x/", "/open/219001/1999/", "/open/219001/2026/nope/", "/open/219001/0/", "/open/219001/2026/files/budget/x.exe",
        "/open/219001/2026/files/accounts/document.pdf", "/open/219001/2026/files/nonsense/document.pdf", "/open/%00/2026/",
        "/open/219001/2026/files/budget/..%2f..%2fsecret_key", "/open/a/b/c/d/e/",
    ],
)  # fmt: skip
def test_an_unknown_address_leads_on_and_does_not_ask_to_sign_in(targets_out, url):
    answer = Client().get(url)
    assert answer.status_code == 404
    assert "没有找到" in answer.content.decode()
    assert 'action="/open/"' in answer.content.decode()
    assert "登录" not in answer.content.decode()


def test_nothing_of_the_desk_leaks(cast, both_out, as_):
    clerk = as_(cast.clerk)
    key = both_out.draft["indicators"][0]["key"]
    ask(clerk, f"/projects/{both_out.pk}/comments/", address="purpose", text="内部留言：先别公开")
    bind_formula(both_out, key, cast.clerk, Wanted("计数(巡查)"))
    write(clerk, both_out, cell(both_out, 0, "basis"), "草稿里的新依据", force=True)
    people = [cast.clerk, cast.head, cast.checker, cast.viewer, cast.chief, cast.outsider]
    hidden = [
        *(str(person) for person in people), *(f'"{person.username}"' for person in people), "内部说法", "内部留言", "草稿里的新依据",
        "计数(巡查)", "绩效文本.json", "佐证.pdf", "青财〔2026〕7号", key, "ZSG", "ZSC", *(row["key"] for row in both_out.draft["indicators"]),
        *AuditEntry.objects.values_list("hash", flat=True),
    ]  # fmt: skip
    browser = Client()
    start = ["/open/", "/open/219001/", YEAR, "/open/dictionary/", "/open/open-data.schema.json"]
    seen: dict[str, str] = {}
    while start:
        url = start.pop()
        if url in seen:
            continue
        seen[url] = readable(url, body(browser.get(url)))
        start += [found for found in re.findall(r'href="(/open/[^"#?]*)', seen[url]) if found not in seen]
    assert len(seen) >= 28, sorted(seen)
    leaks = [(url, words) for url, said in seen.items() for words in hidden if words and words in said]
    assert leaks == []


def readable(url: str, data: bytes) -> str:
    """Everything that a file says, also inside its container."""
    if url.endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            return "\n".join(box.read(name).decode("utf-8", "replace") for name in box.namelist())
    if url.endswith(".pdf"):
        from pdfminer.high_level import extract_text

        return extract_text(io.BytesIO(data)) + data.decode("latin-1")
    return data.decode("utf-8-sig")


def test_many_projects_are_paged_and_the_search_stays_in_the_address(cast, db):
    unit = Unit.objects.get(code="219001")
    OpenProject.objects.bulk_create(
        OpenProject(
            unit=unit,
            unit_name=unit.name,
            year=2025,
            project=f"p{n}",
            name=f"项目{n}",
            position=n,
            search=searched(f"项目{n}"),
        )
        for n in range(45)
    )
    first = text(Client().get("/open/", {"q": "项目"}))
    assert "查到45个项目" in first
    assert "第1页，共3页" in first
    assert "q=%E9%A1%B9%E7%9B%AE&amp;year=&amp;page=2" in first
    assert "项目44" in text(Client().get("/open/", {"q": "项目", "page": "3"}))
    assert "第3页，共3页" in text(Client().get("/open/", {"q": "项目", "page": "999"}))


def test_who_searches_too_much_is_asked_to_wait_and_may_still_read(targets_out, monkeypatch):
    from django.core.cache import cache

    cache.clear()
    monkeypatch.setattr(views, "FROM_ONE_NETWORK", 2)
    answers = [Client().get("/open/", {"q": "灯"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1]["Retry-After"] == "600"
    assert Client().get(PROJECT).status_code == 200
    cache.clear()


def test_the_dictionary_explains_every_column_and_links_the_schema(db):
    page = text(Client().get("/open/dictionary/"))
    assert "完成值是怎么来的" in page
    assert (
        Client().get("/open/open-data.schema.json").json()["properties"]["schema"]["const"] == "zhunsheng/open-data@1"
    )


@pytest.mark.parametrize("url", ["/open/", "/open/?q=灯", "/open/219001/", YEAR, PROJECT])
def test_the_pages_ask_the_database_little(both_out, url, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        Client().get(url)


def test_money_has_two_decimals_on_every_page(both_out):
    """Outside what the unit wrote itself: that stands as it was written."""
    for url in ("/open/", YEAR, PROJECT, "/open/219001/"):
        page = re.sub(r"<svg.*?</svg>", "", text(Client().get(url)), flags=re.S)
        told = re.findall(r"([\d,.]+)<small>万元", page) + re.findall(r"(?:支出|财政资金)([\d,.]+)万元</span>", page)
        told += re.findall(r'data-label="(?:预算|支出)（万元）">([^<—]+)<', page)
        told += re.findall(r'<span class="muted small">([\d,.]+)万元', page)
        assert told, url
        assert [money for money in told if not re.fullmatch(r"[\d,]+\.\d\d", money)] == []


def test_the_score_of_the_unit_says_how_it_is_reckoned_beside_the_simple_mean(both_out):
    assert re.search(r"单位自评得分，各项目按预算加权(；简单平均[\d.]+分)?<", text(Client().get(YEAR)))
