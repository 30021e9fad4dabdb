"""The project list: filters, Chinese search, order, totals, paging, empty states."""

from dataclasses import replace
from decimal import Decimal

import pytest
from web_stage import a_document, import_document

from zhunsheng.model.figure import figure
from zhunsheng.model.project import Budget
from zhunsheng.rules.examples import GOOD_PLAN, good
from zhunsheng.web.records.models import Plan, Target
from zhunsheng.web.records.queries import Filters, list_targets
from zhunsheng.web.records.queries.workbench import workbench_of
from zhunsheng.web.records.reviewing import recount


@pytest.fixture
def some(cast):
    """Three projects of the school in 2026, one in 2025."""
    projects = (
        good({"code": "A-1", "name": "路灯电费", "indicators[0].level3": "亮灯率", "budget.total": "120.50"}),
        good({"code": "A-2", "name": "绿化养护（一期）", "indicators[0].level3": "树木成活率", "budget.total": None}),
        good({"code": "B_3", "name": "ＬＥＤ屏", "indicators[0].level3": "屏幕（块", "budget.total": "0.01"}),
    )
    import_document(cast.clerk, replace(a_document(), projects=projects))
    import_document(cast.clerk, replace(a_document(year=2025), projects=projects[:1]))
    return cast


def names(user, **filters):
    return [row.name for row in list_targets(user, Filters(**filters)).rows]


def test_projects_stand_newest_year_first_in_the_order_of_their_document(some):
    assert names(some.clerk) == ["路灯电费", "绿化养护（一期）", "ＬＥＤ屏", "路灯电费"]


@pytest.mark.parametrize(
    ("q", "found"),
    [("路灯", ["路灯电费", "路灯电费"]), ("电", ["路灯电费", "路灯电费"]), ("成活率", ["绿化养护（一期）"]), ("led", ["ＬＥＤ屏"]), ("ＬＥＤ", ["ＬＥＤ屏"]),
     ("a-2", ["绿化养护（一期）"]), ("养护 成活", ["绿化养护（一期）"]), ("养护(一期)", ["绿化养护（一期）"]), ("b_", ["ＬＥＤ屏"]), ("%", []), ("_", ["ＬＥＤ屏"]), ("没有这个", []), ("'\"\\", [])],
)  # fmt: skip
def test_search_looks_through_names_codes_and_indicators(some, q, found):
    assert names(some.clerk, q=q) == found


def test_filters_narrow_and_orders_order(some):
    assert names(some.clerk, year=2025) == ["路灯电费"]
    assert names(some.clerk, sort="money", year=2026) == ["路灯电费", "ＬＥＤ屏", "绿化养护（一期）"]
    assert names(some.clerk, sort="code")[:2] == ["路灯电费", "路灯电费"]
    assert names(some.chief, unit="219") == names(some.clerk)
    assert names(some.clerk, unit="310001") == []
    assert names(some.clerk, unit="no such") == []


def test_severities_come_from_the_review(some, as_):
    recount(some.school, 2026)
    for name in ("error", "warning", "info"):
        wanted = Target.objects.filter(**{f"{name}_count__gt": 0}).order_by("-year", "position")
        assert names(some.clerk, severity=name) == [target.name for target in wanted]
    warned = Target.objects.get(code="B_3")
    assert warned.warning_count > 0
    assert warned.reviewed_revision == warned.revision


def test_totals_are_exact_and_cover_all_pages(some):
    totals = list_targets(some.clerk, Filters(year=2026)).totals
    assert (totals.projects, totals.indicators, totals.yuan, totals.wan) == (
        3,
        18,
        Decimal("1205100"),
        Decimal("120.51"),
    )


def test_a_blank_budget_is_shown_as_not_filled_in_never_as_zero(some, as_):
    (row,) = list_targets(some.clerk, Filters(q="绿化")).rows
    assert row.total_yuan is None
    assert "未填" in as_(some.clerk).get("/projects/?q=绿化").content.decode()


def test_pages_hold_fifty_and_keep_the_filters(cast, as_):
    import_document(cast.clerk, a_document(120))
    first = list_targets(cast.clerk, Filters())
    assert (len(first.rows), first.pages, first.first, first.last) == (50, 3, 1, 50)
    last = list_targets(cast.clerk, Filters(page=99))
    assert (len(last.rows), last.filters.page, last.first, last.last) == (20, 3, 101, 120)
    page = as_(cast.clerk).get("/projects/?year=2026&q=教学楼&page=2").content.decode()
    assert "year=2026&amp;q=%E6%95%99%E5%AD%A6%E6%A5%BC&amp;page=3" in page


def test_a_senseless_address_shows_the_plain_list(some, as_):
    for query in (
        "page=0",
        "page=-3",
        "page=x",
        "page=１",
        "year=abc",
        "year=99999999999",
        "severity=huge",
        "sort=password",
        "q=%00%ff",
        "unit=%00",
        "page=999999999999999999999",
    ):
        answer = as_(some.clerk).get(f"/projects/?{query}")
        assert answer.status_code == 200, query


def test_empty_states_say_what_to_do(cast, as_):
    assert "还没有项目" in as_(cast.clerk).get("/projects/").content.decode()
    import_document(cast.clerk, a_document())
    assert "没有符合条件的项目" in as_(cast.clerk).get("/projects/?q=没有这个").content.decode()


def test_htmx_gets_the_table_alone(some, as_):
    part = as_(some.clerk).get("/projects/?q=路灯", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "路灯电费" in part


def test_archived_projects_leave_the_list_and_can_come_back(some, as_):
    browser, target = as_(some.clerk), Target.objects.get(code="A-2")
    assert as_(some.viewer).post("/projects/archive/", {"id": target.pk}, follow=True).status_code == 200
    assert "绿化养护（一期）" in names(some.clerk)
    assert "已移出" in browser.post("/projects/archive/", {"id": target.pk}, follow=True).content.decode()
    assert "绿化养护（一期）" not in names(some.clerk)
    assert names(some.clerk, archived=True) == ["绿化养护（一期）"]
    assert browser.get(f"/projects/{target.pk}/").status_code == 200
    assert as_(some.outsider).post("/projects/unarchive/", {"id": target.pk}).status_code == 404
    browser.post("/projects/unarchive/", {"id": target.pk})
    assert "绿化养护（一期）" in names(some.clerk)


def test_money_beyond_any_budget_is_not_summed(cast, as_):
    huge = replace(a_document(), projects=(good(budget=Budget(figure("9" * 30))), good({"budget.total": "约五万"})))
    import_document(cast.clerk, huge)
    assert list_targets(cast.clerk, Filters()).totals.yuan == 0
    assert as_(cast.clerk).get("/projects/").status_code == 200


def test_search_of_another_units_project_finds_nothing(some):
    assert names(some.outsider, q="路灯") == []
    assert names(some.nobody) == []
    assert len(names(some.admin)) == 4


def test_the_list_says_what_the_department_part_adds_to_the_first_pages_sums(cast, as_):
    noun = replace(a_document(2), department=replace(GOOD_PLAN, sub_goal="再上新台阶，争取改善。"))
    import_document(cast.clerk, noun)
    recount(cast.school, 2026)
    browser, plan = as_(cast.clerk), Plan.objects.get()
    assert plan.error_count + plan.warning_count
    page = browser.get("/projects/").content.decode()
    assert "部门整体另有" in page
    assert 'href="/department/219001/2026/"' in page
    assert "部门整体另有" not in browser.get("/projects/?q=护眼灯").content.decode()
    totals = list_targets(cast.clerk, Filters()).totals
    year = workbench_of(cast.clerk).years[0]
    assert (year.error - year.plan_error, year.warning - year.plan_warning) == (totals.error, totals.warning)
    assert f"其中部门整体 警告{plan.warning_count}" in browser.get("/").content.decode()
