"""What a page costs: queries are counted, however much there is to show, and a live check stays quick in work done."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from web_stage import a_document, ask, cell, import_document, write

from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import Reading, Target
from zhunsheng.web.records.operations.arrange import lend_seat

LIMIT = 15


@pytest.fixture(params=[2, 70], ids=["two projects", "seventy projects"])
def full(request, cast):
    """A school with few and with many projects that go on from last year, worked on by two people."""
    import_document(cast.clerk, a_document(request.param))
    import_document(cast.clerk, a_document(request.param, year=2025))
    return Target.objects.filter(year=2026).select_related("unit").order_by("position").first()


def queries(act):
    with CaptureQueriesContext(connection) as captured:
        answer = act()
    assert answer.status_code == 200, answer.content
    return len(captured)


@pytest.mark.parametrize(
    "url",
    [
        "/",
        "/projects/",
        "/projects/?q=护眼灯&sort=money&severity=none",
        "/upload/",
        "/department/",
        "/department/219001/2026/",
        "/password/",
    ],
)
def test_pages_ask_few_queries(full, cast, as_, url):
    browser = as_(cast.chief)
    browser.get(url)
    assert queries(lambda: browser.get(url)) <= LIMIT


@pytest.mark.parametrize("part", ["", "changes/?since=0", "history/", "versions/", "compare/", "export/json/"])
def test_a_projects_pages_ask_few_queries(full, cast, as_, part):
    browser = as_(cast.clerk)
    for number in range(3):
        write(browser, full, cell(full, number, "basis"), f"改{number}", force=True)
    assert queries(lambda: browser.get(f"/projects/{full.pk}/{part}")) <= LIMIT


def test_a_reading_asks_few_queries(full, cast, as_):

    browser = as_(cast.clerk)
    assert queries(lambda: browser.get(f"/readings/{Reading.objects.first().pk}/")) <= LIMIT


def test_checking_and_saving_ask_few_queries(full, cast, as_):
    browser, address = as_(cast.clerk), cell(full, 0, "target")
    url = f"/projects/{full.pk}/"
    browser.get(url)
    assert queries(lambda: ask(browser, f"{url}check/", address=address, text="≥1套")) <= 7
    assert queries(lambda: write(browser, full, address, "≥1套", "≥264套", client_id="q")) <= LIMIT + 4


def test_what_one_project_shows_by_itself_is_found_however_many_there_are(full, cast, as_):
    address = cell(full, 0, "target")
    answer = ask(as_(cast.clerk), f"/projects/{full.pk}/check/", address=address, text="").json()
    assert address in [finding["address"] for finding in answer["findings"] if finding["severity"] == "error"]


@pytest.mark.parametrize(
    "url",
    [
        "/reminders/",
        "/reminders/count/",
        "/reminders/overdue/",
        "/calendar/?year=2026",
        "/stand-ins/",
        "/settings/import/",
        "/settings/mail/",
        "/settings/backups/",
        "/settings/people/{clerk}/hand-over/",
    ],
)
def test_pages_of_duties_and_settings_ask_few_queries(full, cast, as_, url):
    browser = as_(cast.admin)
    url = url.replace("{clerk}", str(cast.clerk.pk))
    browser.get(url)
    assert queries(lambda: browser.get(url)) <= LIMIT


def test_who_stands_in_asks_one_query_more(full, cast, as_):
    day = current_day()
    before = queries(lambda: as_(cast.head).get("/projects/"))
    lend_seat(cast.clerk, cast.clerk, cast.head, day, day)
    assert queries(lambda: as_(cast.head).get("/projects/")) <= before + 1
