"""What the boards say is what stands behind them: every number that is a link has a list of exactly that many."""

import json
import os
import re
import subprocess
import sys

import pytest

DAYS = ("2020-07-15", "2020-10-20", "2021-01-20")
ROLES = ("clerk", "head", "reviewer", "department", "bureau", "performance", "budget", "oversight", "admin")
BOARDS = ("/", "/overview/", "/overview/?unit=804002", "/overview/deadlines/", "/monitoring/", "/department/")
LISTS = (
    "/overview/projects/",
    "/projects/?",
    "/reminders/",
    "/results/items/",
    "/ex-ante/",
    "/publications/",
    "/evaluations/",
    "/ledger/?month=",
)
"""The addresses that are lists."""
WALK = """
import json, sys
from datetime import date
from zhunsheng.web.demo import make_demo
make_demo(sys.argv[1], date.fromisoformat(sys.argv[2]))
from django.conf import settings
settings.ALLOWED_HOSTS = ["*"]
from django.test import Client
from lxml import html
from zhunsheng.web.accounts.models import User
boards, lists, roles = map(json.loads, sys.argv[3:])
told = []
for name in roles:
    browser = Client()
    browser.force_login(User.objects.get(username=name), backend="zhunsheng.web.accounts.backend.UnitBackend")
    seen = {}
    for board in boards:
        for link in html.fromstring(browser.get(board).content.decode()).iter("a"):
            address = link.get("href") or link.get("xlink:href") or ""
            if not address.startswith(tuple(lists)):
                continue
            titles = [" ".join(one.itertext()) for one in link.iter("title")]
            words = ["".join(one.itertext()).strip() for one in link if one.tag == "text"]
            if address not in seen:
                seen[address] = browser.get(address).content.decode()
            page = html.fromstring(seen[address])
            rows = len(page.xpath("//main//td[contains(@class, 'lead')]"))
            said = " ".join(" ".join(link.itertext()).split())
            told.append([name, board, address, titles, words, said, rows, " ".join(page.text_content().split())])
page = html.fromstring(browser.get("/overview/deadlines/").content.decode())
table = [[cell.text_content().strip() for cell in row.iter("td")] for row in page.xpath("(//table)[1]//tr")]
print(json.dumps([told, {row[1]: row[2] for row in table if row}], ensure_ascii=False))
"""


@pytest.fixture(scope="module", params=DAYS)
def walked(request, tmp_path_factory):
    """The day, every link of a board to a list, and what the table of the year's deadlines says."""
    folder = tmp_path_factory.mktemp("boards") / request.param
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    run = subprocess.run(
        [sys.executable, "-c", WALK, str(folder), request.param, *map(json.dumps, (BOARDS, LISTS, ROLES))],
        env={**kept, "ZHUNSHENG_DATA": str(folder)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return request.param, *json.loads(run.stdout)


@pytest.fixture
def links(walked):
    """Every link of a board to a list: who sees it where, what it says, and how many rows the list has."""
    return walked[1]


def test_the_boards_have_links_that_count(links):
    assert {board for _, board, *_ in links} >= {"/", "/overview/", "/overview/deadlines/"}


def test_a_counted_list_has_as_many_projects_as_its_link_says(links):
    for who, board, address, titles, _, said, rows, _ in links:
        if not address.startswith("/overview/projects/") or titles or not re.search(r"\d+$", said):
            continue
        assert int(re.findall(r"\d+", said)[-1]) == rows, (who, board, said, address)


def test_a_milestone_leads_to_those_who_still_owe_it_or_to_all_matters_of_its_kind(links):
    counted = 0
    for who, board, address, titles, words, said, rows, _ in links:
        found = re.search(r"办了(\d+)/(\d+)", " ".join(words))
        if not found:
            continue
        done, total = map(int, found.groups())
        counted += 1
        assert rows == (total - done if "todo=" in address else total), (who, board, titles, said, address)
    assert counted


def test_what_was_late_and_what_stands_under_lights_are_as_many_as_the_list_has(links):
    for who, board, address, titles, words, said, rows, _ in links:
        late = [int(one) for title in titles for one in re.findall(r"：逾期(\d+)$", title)]
        if late:
            assert late == [rows], (who, board, said, address)
        if any(re.search(r"：(未达|偏离|无数据|达标)\d+$", title) for title in titles):
            assert int(words[-1]) == rows, (who, board, said, address)


def test_a_bar_of_findings_counts_those_that_the_list_behind_tells_of(links):
    for who, board, address, _, words, said, rows, text in links:
        if "rule=" in address or "category=" in address:
            assert rows, (who, board, said, address)
            told = re.search(r"这样的意见([\d,]+)条(?:（另有部门整体的([\d,]+)条）)?", text)
            assert told, (who, board, said, address)
            total = sum(int(one.replace(",", "")) for one in told.groups(default="0"))
            assert total == int(words[-1].replace(",", "")), (who, board, said, address)


def test_what_is_overdue_and_what_was_recorded_are_told_alike_where_they_lead(links):
    for who, board, address, _, words, said, _, text in links:
        late = re.search(r"逾期(\d+)件", said)
        if address.startswith("/reminders/") and late:
            assert re.search(rf"(?<!\d){late[1]}(?!\d)", text), (who, board, said, address)
        if address.startswith("/ledger/"):
            assert f"共 {int(words[-1])} 条有效记录" in text, (who, board, said, address)


AFTER_REPORTS = {
    "2020-07-15": {"对预警作出处置决定": "办了0/1", "复核、抽查单位自评": "还没有报来的自评"},
    "2020-10-20": {"对预警作出处置决定": "办了4/4", "复核、抽查单位自评": "还没有报来的自评"},
    "2021-01-20": {"对预警作出处置决定": "办了0/2", "复核、抽查单位自评": "办了1/5"},
}
"""How much is done of what is due after reports, by the day."""


def test_decisions_and_checks_of_self_evaluations_are_counted(walked):
    day, _, deadlines = walked
    assert AFTER_REPORTS[day].items() <= deadlines.items()
