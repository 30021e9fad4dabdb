"""The first page: what there is, what is wrong, where one stopped."""

from django.utils.timezone import localtime
from test_upload_file import upload
from web_stage import a_document, as_bytes, cell, import_document, write

from zhunsheng.web.records.models import Edit, Plan, Target
from zhunsheng.web.records.operations.recording import noun
from zhunsheng.web.records.queries.workbench import recent_of, workbench_of
from zhunsheng.web.records.reviewing import recount, review_target


def test_it_sums_each_units_year(target, cast, as_):
    import_document(cast.clerk, a_document(3, year=2025))
    first, second = workbench_of(cast.chief).years
    assert (first.year, first.unit_code, first.projects, first.indicators, str(first.wan)) == (
        2026,
        "219001",
        2,
        12,
        "36",
    )
    assert (second.year, second.projects) == (2025, 3)
    page = as_(cast.clerk).get("/").content.decode()
    assert "/projects/?unit=219001&amp;year=2026" in page
    assert "36.00" in page


def test_the_findings_of_projects_and_plan_add_up(target, cast):
    recount(cast.school, 2026)
    (row,) = workbench_of(cast.clerk).years
    counted = sum(t.error_count + t.warning_count + t.info_count for t in Target.objects.all())
    assert row.error + row.warning + row.info >= counted


def test_it_leads_back_to_where_one_stopped(target, cast, as_):
    write(as_(cast.clerk), target, cell(target, 0, "basis"), "甲", "2026年校舍维修计划")
    write(as_(cast.head), target, "goal", "乙", noun(target).goal)
    (edit,) = recent_of(cast.clerk).edits
    assert (edit.url, edit.what, edit.by, edit.mine) == (f"/projects/{target.pk}/", "修改绩效目标", "孙校长", False)
    assert f'href="/projects/{target.pk}/"' in as_(cast.clerk).get("/recent/").content.decode()


def test_a_file_that_waits_is_shown_to_the_one_who_brought_it(cast, as_):
    url = upload(as_(cast.clerk), as_bytes(a_document())).json()["url"]
    assert url in as_(cast.clerk).get("/").content.decode()
    assert url not in as_(cast.head).get("/").content.decode()


def test_an_empty_desk_says_what_to_do(cast, as_):
    page = as_(cast.clerk).get("/").content.decode()
    assert "还没有绩效文本" in page
    assert 'href="/upload/"' in page


def test_counts_of_the_whole_year_are_true_when_a_list_shows_them(target, cast, as_):
    """Rules look across projects: an edit of one can make findings in another, which nobody has opened since."""
    recount(cast.school, 2026)
    other = Target.objects.order_by("position")[1]
    counted = review_target(other).counts
    for number in range(6):  # the two projects, alike until now, part in every indicator and in their spending plans
        write(as_(cast.clerk), target, cell(target, number, "level3"), f"另一种指标{number}", force=True)
    write(as_(cast.clerk), target, "fund_plan.6", "45.00", "30.00")
    now = review_target(other).counts
    assert now != counted
    as_(cast.clerk).get("/projects/")
    other.refresh_from_db()
    assert {"error": other.error_count, "warning": other.warning_count, "info": other.info_count} == now
    assert not Plan.objects.filter(stale=True).exists()


def test_a_day_of_another_year_says_its_year(target, cast, as_, settings):
    write(as_(cast.clerk), target, cell(target, 0, "basis"), "甲", "2026年校舍维修计划")
    written = localtime(Edit.objects.latest("pk").at)
    settings.STANDS_AT = written.date()
    assert f">{written:%m-%d}</span>" in as_(cast.clerk).get("/recent/").content.decode()
    settings.STANDS_AT = written.date().replace(year=written.year + 1, day=1)
    page = as_(cast.clerk).get("/recent/").content.decode()
    assert f">{written:%Y-%m-%d}</span>" in page
    assert f"{written:%Y-%m-%d} " in as_(cast.clerk).get("/projects/").content.decode()
