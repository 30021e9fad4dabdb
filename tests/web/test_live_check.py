"""The live re-check: after an edit only what can change runs again, and the page shows what a whole review would."""

from dataclasses import replace

import pytest
from web_stage import a_document, ask, cell, import_document, keys, with_cell, write

from zhunsheng.model.address import put_department_cell
from zhunsheng.rules.engine import run
from zhunsheng.rules.examples import GOOD_PLAN
from zhunsheng.web.records import kept_reviews
from zhunsheng.web.records.models import Plan, Target
from zhunsheng.web.records.operations.archive_target import archive_target
from zhunsheng.web.records.reviewing import recount, review_plan, review_target, review_whole

CHECKED = 0


@pytest.fixture(autouse=True)
def forgotten():
    """Every test begins with nothing kept."""
    kept_reviews.forget()


@pytest.fixture(params=[3, 90], ids=["three projects", "ninety projects"])
def many(request, cast):
    """A school with few and with many projects; all of them have the same spending plan, which a rule remarks."""
    import_document(cast.clerk, a_document(request.param))
    return list(Target.objects.filter(year=2026).select_related("unit").order_by("position"))


def told(target):
    """What the page of a project says, as a whole review of the unit's year says it."""
    reviewed = review_whole(target.unit, target.year)
    number = reviewed.year.ids.index(target.pk)
    return [finding for finding in run(reviewed.year.document).findings if finding.project_no == number]


def test_rules_that_compare_projects_speak_however_many_there_are(many):
    rules = {finding.rule for finding in review_target(many[0]).findings}
    assert "ZSD05" in rules
    assert list(review_target(many[0]).findings) == told(many[0])


def test_after_every_edit_the_page_says_what_a_whole_review_says(many, cast, as_):
    browser, first = as_(cast.clerk), many[0]
    for address, text in (
        (cell(first, 0, "target"), "≥1套"),
        ("goal", "加强管理。"),
        ("name", "换了名字"),
        ("code", "219-0301-YBN-9999"),
        (cell(first, 1, "level3"), "灯具验收合格率（"),
        ("purpose", "共20人，每人每月1680元。"),
    ):
        answer = write(browser, first, address, text, force=True)
        assert answer.status_code == 200
        fresh = Target.objects.select_related("unit").get(pk=first.pk)
        assert list(review_target(fresh).findings) == told(fresh)
        assert len(answer.json()["findings"]) == len(told(fresh))
    ask(browser, f"/projects/{first.pk}/rows/", act="remove", key=keys(first)[0])
    fresh = Target.objects.select_related("unit").get(pk=first.pk)
    assert list(review_target(fresh).findings) == told(fresh)
    assert list(review_target(many[1]).findings) == told(many[1])  # another sheet notices what changed here


def test_what_is_only_being_typed_is_checked_and_not_kept(many, cast, as_):
    browser, first = as_(cast.clerk), many[0]
    before = review_target(first).findings
    answer = ask(browser, f"/projects/{first.pk}/check/", address="goal", text="加强管理。")
    assert "ZSA11" in {finding["rule"] for finding in answer.json()["findings"]}
    assert review_target(first).findings == before


def test_an_edit_runs_the_rules_on_one_project_alone(many, cast, as_, monkeypatch):
    browser, first = as_(cast.clerk), many[0]
    browser.get(f"/projects/{first.pk}/")
    numbers = []
    really = kept_reviews.rerun
    whole = []
    monkeypatch.setattr(kept_reviews, "run", lambda *args, **more: whole.append(args) or run(*args, **more))

    def counted(document, before, number, addresses, *args, **more):
        numbers.append((number, tuple(addresses)))
        return really(document, before, number, addresses, *args, **more)

    monkeypatch.setattr(kept_reviews, "rerun", counted)
    ask(browser, f"/projects/{first.pk}/check/", address="goal", text="加强管理。")
    assert numbers == [(0, ("goal",))]
    write(browser, first, "goal", "加强管理。", first.draft["goals"][0]["text"], force=True)
    assert {number for number, _ in numbers} == {0}
    assert not whole


def test_projects_that_come_and_go_are_noticed(many, cast):
    before = review_target(many[0]).findings
    assert "ZSD05" in {finding.rule for finding in before}
    for other in many[1:]:
        archive_target(other, cast.clerk)
    alone = review_target(many[0]).findings
    assert "ZSD05" not in {finding.rule for finding in alone}
    assert list(alone) == told(many[0])


def test_an_archived_project_is_reviewed_by_itself(many, cast):
    archive_target(many[0], cast.clerk)
    reviewed = review_target(Target.objects.select_related("unit").get(pk=many[0].pk))
    assert len(reviewed.year.document.projects) == 1


def test_the_department_part_is_checked_again_by_its_words(cast, as_):
    noun = replace(a_document(2), department=GOOD_PLAN)
    import_document(cast.clerk, noun)
    plan = Plan.objects.select_related("unit").get(unit=cast.school)
    browser, url = as_(cast.clerk), f"/department/{cast.school.code}/2026/"
    browser.get(url)
    browser.post(f"{url}check/", {"address": "sub_goal", "text": "加强管理。"}, content_type="application/json")
    answer = browser.post(
        f"{url}cells/",
        {"address": "overall_goal", "text": "再上新台阶，争取改善。", "base": GOOD_PLAN.overall_goal},
        content_type="application/json",
    )
    assert answer.status_code == 200, answer.content
    plan = Plan.objects.select_related("unit").get(pk=plan.pk)
    reviewed = review_plan(plan)
    changed = put_department_cell(noun.department, "overall_goal", "再上新台阶，争取改善。")
    expected = run(replace(reviewed.year.document, department=replace(changed, unit=reviewed.year.document.unit)))
    assert [f.message for f in reviewed.findings] == [f.message for f in expected.findings if f.project_no is None]
    assert reviewed.findings


def test_counts_of_a_year_are_recounted_from_what_changed(cast, as_):
    import_document(cast.clerk, with_cell(a_document(3), 1, {"goal": "换好教室的护眼灯，灯下看书不伤眼。"}))
    recount(cast.school, 2026)
    target = Target.objects.get(position=1)
    assert target.error_count + target.warning_count + target.info_count
    write(as_(cast.clerk), target, "goal", "1、完成3栋教学楼264套护眼灯改造，验收合格率100%。", force=True)
    recount(cast.school, 2026)
    counted = Target.objects.get(pk=target.pk)
    found = review_target(Target.objects.select_related("unit").get(pk=target.pk)).counts
    assert (counted.error_count, counted.warning_count, counted.info_count) == tuple(found.values())
