"""Beginning a project with a blank table, taking projects out of the lists and back in."""

import pytest
from web_stage import a_document, acts, cell, import_document, write

from zhunsheng.web.records.models import Plan, Standing, Target, Version
from zhunsheng.web.records.queries.history import target_at
from zhunsheng.web.records.verification import faults


def create(browser, **data):
    given = {"name": "食堂设备更新", "code": "", "unit": "219001", "year": "2026", **data}
    return browser.post("/projects/create/", given, follow=True)


def test_a_blank_table_has_the_usual_rows_and_is_written_in_at_once(cast, as_):
    answer = create(as_(cast.clerk))
    target = Target.objects.get()
    assert answer.redirect_chain[-1][0] == f"/projects/{target.pk}/"
    assert "已新建“食堂设备更新”" in answer.content.decode()
    levels = [(row["level1"], row["level2"]) for row in target.draft["indicators"]]
    assert ("产出指标", "数量指标") in levels
    assert ("满意度指标", "服务对象满意度指标") in levels
    assert {row["level3"] for row in target.draft["indicators"]} == {None}
    assert write(as_(cast.clerk), target, cell(target, 0, "level3"), "更新设备数量").status_code == 200
    assert target_at(Target.objects.get(), 0).indicators[0].level3 is None
    assert Version.objects.filter(target=target).get().kind == "created"
    assert "create_target" in acts()
    assert list(faults()) == []


def test_the_first_project_of_a_year_brings_the_year_to_review_and_department_pages(cast, as_):
    create(as_(cast.clerk), year="2027")
    assert Plan.objects.get().year == 2027
    assert Standing.objects.get().projects == 1
    assert as_(cast.clerk).get("/department/219001/2027/").status_code == 200
    assert as_(cast.clerk).get("/review/219001/2027/").status_code == 200


def test_it_comes_last_and_prints_like_the_others(cast, target, as_):
    create(as_(cast.clerk))
    made = Target.objects.get(name="食堂设备更新")
    assert made.position > max(Target.objects.exclude(pk=made.pk).values_list("position", flat=True))
    assert made.layout == target.layout
    assert as_(cast.clerk).get(f"/projects/{made.pk}/export/docx/").status_code == 200


@pytest.mark.parametrize(
    "data", [{"name": " "}, {"year": "20"}, {"year": "3000"}, {"year": ""}, {"code": "219-0301-YBN-0000"}]
)
def test_senseless_projects_are_refused_in_a_sentence(cast, target, as_, data):
    before = Target.objects.count()
    assert "没有新建" in create(as_(cast.clerk), **data).content.decode()
    assert Target.objects.count() == before


def test_who_may_begin_a_project(cast, as_):
    assert create(as_(cast.outsider)).status_code == 404
    assert create(as_(cast.nobody)).status_code == 404
    assert "不能在这个单位新建" in create(as_(cast.viewer)).content.decode()
    assert "新建项目" not in as_(cast.viewer).get("/projects/").content.decode()
    assert not Target.objects.exists()
    assert create(as_(cast.chief)).status_code == 200


def test_twins_without_a_code_are_refused(cast, as_):
    create(as_(cast.clerk))
    assert "没有新建" in create(as_(cast.clerk)).content.decode()
    assert Target.objects.count() == 1


def test_chosen_projects_are_taken_out_and_brought_back(cast, as_):
    import_document(cast.clerk, a_document(3))
    browser, ids = as_(cast.clerk), list(Target.objects.values_list("pk", flat=True))
    page = browser.post("/projects/archive/", {"id": ids[:2]}, follow=True).content.decode()
    assert "已移出2个项目" in page
    assert list(Target.objects.filter(archived=False).values_list("pk", flat=True)) == ids[2:]
    assert Standing.objects.get().projects == 1
    assert "移回选中的" in browser.get("/projects/?archived=1").content.decode()
    form = browser.get(f"/projects/{ids[0]}/").content.decode()
    assert "这个项目已移出" in form
    page = browser.post("/projects/unarchive/", {"id": ids[:1]}, follow=True).content.decode()
    assert "已移回“教学楼护眼灯改造一期”" in page
    assert "还没有选中项目" in browser.post("/projects/archive/", {"id": ["x"]}, follow=True).content.decode()
    assert list(faults()) == []


def test_one_project_of_strangers_stops_the_whole_act(cast, as_):
    import_document(cast.clerk, a_document(2))
    ids = list(Target.objects.values_list("pk", flat=True))
    assert as_(cast.outsider).post("/projects/archive/", {"id": ids}).status_code == 404
    refused = as_(cast.viewer).post("/projects/archive/", {"id": ids}, follow=True)
    assert "只能查看" in refused.content.decode()
    assert not Target.objects.filter(archived=True).exists()
