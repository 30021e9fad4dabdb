"""The demonstration on the three days worth seeing: filled pages, nothing written later, values until then alone."""

import json
import os
import subprocess
import sys
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from zhunsheng.bundled import example_bytes, park
from zhunsheng.usecases.measure import measure_document
from zhunsheng.usecases.read_document import read_bytes

DAYS = ("2020-07-15", "2020-10-20", "2021-01-20")
PAGES = (
    "/", "/projects/", "/department/", "/department/804002/2020/", "/ledger/", "/ledger/patrol/", "/surveys/", "/measures/", "/monitoring/",
    "/scores/", "/review/", "/review/804002/2020/", "/audit/", "/demonstration/",
    "/overview/", "/overview/projects/", "/overview/deadlines/", "/recent/", "/results/items/",
)  # fmt: skip
YEAR = "unit=804002&year=2020"
OWN = {
    7: [f"/monitoring/forms/docx/?{YEAR}&month=6"],
    10: [f"/monitoring/forms/xlsx/?{YEAR}&month=7"],
    1: [f"/scores/forms/docx/?{YEAR}", "/department/804002/2020/evaluation/export/docx/"],
}
"""Forms that the demonstration generates, by the month of its day."""
LOOK = """
import json, sys
from zhunsheng.web.demo import make_demo
make_demo(sys.argv[1], __import__("datetime").date.fromisoformat(sys.argv[2]))
from django.conf import settings
settings.ALLOWED_HOSTS = ["*"]
from django.test import Client
from zhunsheng.formula.storage import microseconds
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.measured import measures
from zhunsheng.web.records.models import *
from zhunsheng.web.verifying import verify
targets = list(Target.objects.select_related("unit"))
told = {
    "faults": verify(sys.argv[1]),
    "last_entry": max(Entry.objects.values_list("recorded_at", flat=True)),
    "last_act": AuditEntry.objects.order_by("-at").first().at.date().isoformat(),
    "states": sorted(set(Target.objects.values_list("state", flat=True))),
    "steps": ProcessStep.objects.filter(process="target").count(),
    "acts": {row.content["what"]: row.content["done_on"] for row in YearNote.objects.filter(what="act").order_by("pk")},
    "texts": YearNote.objects.filter(what="text").count(),
    "values": [[one.project, one.indicator, str(one.value)] for one in measures(targets).values()],
    "pages": {}, "own": {},
}
from zhunsheng.rules.engine import run
from zhunsheng.usecases.read_document import read_bytes
performance = Client()
performance.force_login(User.objects.get(username="performance"), backend="zhunsheng.web.accounts.backend.UnitBackend")
for path in json.loads(sys.argv[4]):
    document = read_bytes(performance.get(path).content)
    known = [f"{one.rule} {one.quote}" for one in run(document).findings if str(one.severity) != "info"]
    told["own"][path] = known if document.self_evaluations or document.monitorings else ["没有读出表"]
for name in ("clerk", "head", "section", "reviewer", "department", "bureau", "performance", "budget", "oversight", "admin"):
    browser = Client()
    browser.force_login(User.objects.get(username=name), backend="zhunsheng.web.accounts.backend.UnitBackend")
    for page in json.loads(sys.argv[3]):
        answer = browser.get(page)
        told["pages"][f"{name} {page}"] = [answer.status_code, answer.content.decode()]
print(json.dumps(told, ensure_ascii=False))
"""


@pytest.fixture(scope="module", params=DAYS)
def shown(request, tmp_path_factory):
    """What a demonstration made for one day holds and shows, found out by a Python of its own."""
    folder = tmp_path_factory.mktemp("demo") / request.param
    return date.fromisoformat(request.param), look(folder, request.param)


def look(folder, day):
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    run = subprocess.run(
        [sys.executable, "-c", LOOK, str(folder), day, json.dumps(PAGES), json.dumps(OWN[date.fromisoformat(day).month])],
        env={**kept, "ZHUNSHENG_DATA": str(folder)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_nothing_in_it_was_written_after_the_day_and_the_trail_verifies(shown):
    day, told = shown
    assert told["faults"] == []
    assert told["last_act"] == day.isoformat()
    assert date.fromtimestamp(told["last_entry"] / 1_000_000) <= day


def test_every_page_is_filled_and_says_on_which_day_it_stands(shown):
    day, told = shown
    for page, (status, text) in told["pages"].items():
        who, address = page.split()
        if status == 403:
            assert (who, address) in {(name, address) for name in ("clerk", "head", "section", "budget", "oversight")}
            assert address.startswith("/review/")
            continue
        assert status == 200, page
        assert f"<b>{day}</b>" in text, page
        assert 'class="empty' not in text, page
        assert 'class="card empty' not in text, page


def test_the_tables_have_lived_as_far_as_the_day(shown):
    day, told = shown
    assert told["states"] == ["in_execution"]
    assert told["steps"] == (75 if day.month == 7 else 81)
    assert told["texts"] == (27 if day.year == 2021 else 0)
    open_acts = [what for what, done in told["acts"].items() if not done]
    assert len(open_acts) == {7: 2, 10: 1, 1: 0}[day.month]


PICTURES = {
    "clerk": "2020年全年期限", "head": "2020年的钱和事", "section": "2020年的钱和事", "reviewer": "2020年哪类问题最多",
    "department": "2020年的钱和事", "bureau": "2020年的钱和事", "performance": "2020年哪类问题最多", "budget": "2020年的钱和事",
    "oversight": "2020年的钱和事", "admin": "各月记了多少台账",
}  # fmt: skip
"""The one picture of each role's first page; lights and money by unit need more than one unit."""


def test_the_first_page_of_each_role_says_what_is_owed_what_is_red_and_why(shown):
    day, told = shown
    writers = {"clerk", "head", "admin", *(("section",) if day.month == 7 else ())}  # in July it stands in for the head
    for who, heading in PICTURES.items():
        page = told["pages"][f"{who} /"][1]
        assert f'<h2 id="picture-head">{heading}</h2>' in page, who
        assert "亮灯的和为什么" in page, who
        assert 'id="events-head">最近的事' in told["pages"][f"{who} /recent/"][1], who
        assert ("读入文件</a></div>" in page) == (who in writers), who
    clerk, head, bureau = (told["pages"][f"{who} /"][1] for who in ("clerk", "head", "bureau"))
    if day.month == 7:
        assert clerk.index("整改：限高杆安装") < clerk.index("整改：中小企业创新发展资金")  # by their days
        assert "执行率0.00%，计划100.00%，慢100.00个百分点" in clerk
        assert "整改：限高杆安装" in head  # who decided on it sees to it
        assert "作处置决定" not in head  # all was decided on the 13th, by readings that later entries do not change
        assert "处理审核意见：临西县运河园区管理委员会" in bureau
    if day.month == 10:
        assert "整改：天然气取暖费" in clerk
    if day.year == 2021:
        assert "写偏差原因" not in clerk


DUE = {
    7: ("clerk", "报告整改：上半年有3笔支出没有附验收单", "还有92天"),
    10: ("department", "验证整改：上半年有3笔支出没有附验收单", "还有8天"),
    1: ("clerk", "报告整改：四季度两张电费凭证没有附用电明细", "还有9天"),
}
"""Who has to mend or check what on which of the days, and how long they have."""


def test_what_is_to_be_mended_is_told_to_whoever_has_to_act(shown):
    day, told = shown
    who, words, left = DUE[day.month]
    page = told["pages"][f"{who} /"][1]
    assert words in page
    assert left in page
    assert words.partition("：")[2] in told["pages"]["clerk /results/items/"][1]
    assert words not in told["pages"]["bureau /"][1]


def test_the_forms_that_it_generates_are_clean(shown):
    day, told = shown
    assert told["own"] == {path: [] for path in OWN[day.month]}


def test_in_october_a_correction_waits_for_the_department_and_is_not_overdue(shown):
    """The adjusted goal is on its way to the portal; the term was kept by the first edition."""
    day, told = shown
    act = "核对通过：临西县运河园区管理委员会2020年部门预算绩效目标"
    assert (act in told["pages"]["department /"][1]) == (day.month == 10)
    late = told["pages"]["department /overview/deadlines/"][1]
    assert "更正已公开的文本" not in late
    happened = told["pages"]["department /recent/"][1]
    if day.month == 10:
        assert "（信息公开）" in happened
        assert "（问题整改）" in happened


def test_what_was_published_in_time_is_kept_on_the_overview(shown):
    _, told = shown
    board = told["pages"]["performance /overview/deadlines/"][1]
    assert "公开单位预算和绩效目标" in board
    assert "办了1/1" in board


def test_values_are_those_of_the_records_known_then(shown):
    """The same program reads the records in memory, as they were known at that day's end."""
    day, told = shown
    known = datetime.combine(day, time.max, ZoneInfo("Asia/Shanghai"))
    document = read_bytes(example_bytes())
    until = min(day, date(2020, 12, 31))
    found = measure_document(document, park.records(), park.bindings(), as_of=until, year=2020, known_at=known)
    assert told["values"] == [[one.project, one.indicator, str(one.value)] for one in found]
    assert sum(one.value is not None for one in found) == {7: 37, 10: 47, 1: 54}[day.month]


def test_a_folder_keeps_its_day(tmp_path):
    code = (
        "import sys; from datetime import date; from zhunsheng.web.demo import make_demo\n"
        "for day in (date(2020, 1, 5), None, date(2020, 1, 5), date(2020, 7, 15)):\n"
        "    try: print(make_demo(sys.argv[1], day)[0])\n"
        "    except Exception as refused: print(refused)\n"
    )
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "demo")], env={**kept, "ZHUNSHENG_DATA": str(tmp_path / "demo")},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    first, again, same, other = run.stdout.splitlines()
    assert first == again == same == "示例数据已就绪，停在2020-01-05这一天。登录用："
    assert other.endswith(
        "里是停在2020-01-05的示例，不能改成2020-07-15。请另给一个文件夹，例如 --data 示例0715，或去掉 --as-of 接着看。"
    )


def test_a_day_outside_the_story_is_refused_before_anything_is_written(tmp_path):
    code = (
        "import sys; from datetime import date; from zhunsheng.web.demo import make_demo\n"
        "try: make_demo(sys.argv[1], date(2019, 5, 1))\n"
        "except Exception as refused: print(refused)"
    )
    folder = tmp_path / "demo"
    run = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True)
    assert "示例只能停在2020-01-01到2021-12-31之间的一天，2019-05-01不在内" in run.stdout
    assert not folder.exists()
