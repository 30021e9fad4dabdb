"""The department part of a unit's year: the same promises as for a project's form."""

from web_stage import acts, ask

from zhunsheng.web.records.models import Plan, Version
from zhunsheng.web.records.operations.recording import noun
from zhunsheng.web.records.queries import content_at

URL = "/department/219001/2026/"


def write(browser, text, base, address="sub_goal", **more):
    return ask(browser, f"{URL}cells/", address=address, text=text, base=base, **more)


def test_its_three_blocks_stand_under_the_titles_of_the_form(plan, cast, as_):
    page = as_(cast.clerk).get(URL).content.decode()
    for words in ("一、总体绩效目标", "二、分项绩效目标", "三、工作保障措施", noun(plan).sub_goal.split("\n")[0]):
        assert words in page
    assert 'data-address="overall_goal"' in page


def test_a_block_is_written_reviewed_and_taken_back(plan, cast, as_):
    browser, before = as_(cast.clerk), noun(plan).sub_goal
    answer = write(browser, "1.只有一条。\n2.还有一条。", before).json()
    assert (answer["revision"], answer["cells"], answer["rows"]) == (
        1,
        {"sub_goal": "1.只有一条。\n2.还有一条。"},
        None,
    )
    assert all(finding["address"] in ("overall_goal", "sub_goal", "safeguard") for finding in answer["findings"])
    assert ask(browser, f"{URL}undo/").json()["cells"] == {"sub_goal": before}
    assert ask(browser, f"{URL}redo/").json()["revision"] == 3
    plan.refresh_from_db()
    assert noun(plan).sub_goals[1].text == "还有一条。"
    assert content_at(plan, 0).sub_goal == before


def test_a_stale_block_is_a_conflict(plan, cast, as_):
    before = noun(plan).sub_goal
    write(as_(cast.head), "校长写的", before)
    answer = write(as_(cast.clerk), "我写的", before)
    assert answer.status_code == 409
    assert answer.json()["conflict"]["cell_name"] == "分项绩效目标"


def test_everything_the_form_offers_works_here(plan, cast, as_):
    browser = as_(cast.clerk)
    write(as_(cast.head), "校长写的", noun(plan).sub_goal)
    assert browser.get(f"{URL}changes/?since=0").json()["edits"][0]["new"] == "校长写的"
    assert browser.get(f"{URL}history/?address=sub_goal").json()["cell_name"] == "分项绩效目标"
    assert ask(browser, f"{URL}check/", address="sub_goal", text="x").status_code == 200
    assert ask(browser, f"{URL}versions/", note="定稿").json()["number"] == 2
    assert ask(browser, f"{URL}versions/1/restore/").json()["revision"] == 2
    assert Version.objects.filter(plan=plan).count() == 3
    assert len(browser.get(f"{URL}versions/").json()["versions"]) == 3


def test_cells_of_a_project_are_no_cells_here(plan, cast, as_):
    for address in ("goal", "indicators.k.level1", "name", "unit", "heading"):
        assert write(as_(cast.clerk), "x", "", address).status_code == 400


def test_who_may_not_see_or_edit_is_refused(plan, cast, as_):
    assert as_(cast.outsider).get(URL).status_code == 404
    assert write(as_(cast.outsider), "x", "").status_code == 404
    assert write(as_(cast.viewer), "x", noun(plan).sub_goal).status_code == 403
    assert as_(cast.viewer).get(URL).status_code == 200
    assert as_(cast.clerk).get("/department/219001/1999/").status_code == 404
    assert as_(cast.clerk).get("/department/%00/2026/").status_code == 404
    assert as_(cast.clerk).get("/department/219001/99999999999999999999/").status_code == 404


def test_the_list_shows_what_one_may_see(plan, cast, as_):
    assert "青禾县第二小学" in as_(cast.chief).get("/department/").content.decode()
    assert "还没有部门整体绩效目标" in as_(cast.outsider).get("/department/").content.decode()


def test_it_is_logged(plan, cast, as_):
    count = len(acts())
    write(as_(cast.clerk), "x", noun(plan).sub_goal)
    assert acts()[count:] == ["edit_cell"]
    assert Plan.objects.get(pk=plan.pk).updated_by == cast.clerk
