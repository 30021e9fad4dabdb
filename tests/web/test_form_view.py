"""The form view: the official table as it prints, its findings, its neighbours, its counts."""

import json

from web_stage import cell, keys, write

from zhunsheng.web.records.models import Target
from zhunsheng.web.records.operations.recording import noun


def findings(page):
    return json.loads(page.split('<script id="findings" type="application/json">')[1].split("</script>")[0])


def test_every_cell_of_the_project_stands_on_the_page_under_its_address(target, cast, as_):
    page = as_(cast.clerk).get(f"/projects/{target.pk}/").content.decode()
    assert "1、教学楼护眼灯改造一期绩效目标表" in page
    for address in (
        "unit",
        "code",
        "name",
        "budget.total",
        "budget.other",
        "purpose",
        "fund_plan.3",
        "fund_plan.12",
        "goal",
    ):
        assert f'data-address="{address}"' in page, address
    for number, key in enumerate(keys(target)):
        row = noun(target).indicators[number]
        assert f'data-address="indicators.{key}.target"' in page
        assert row.level3 in page
    assert f'data-revision="{target.revision}"' in page
    assert 'data-can-edit="1"' in page


def test_its_findings_come_with_it_and_its_counts_are_kept(target, cast, as_):
    browser = as_(cast.clerk)
    write(browser, target, cell(target, 0, "level3"), "灯具数量（套", "更换灯具数量")
    Target.objects.filter(pk=target.pk).update(warning_count=99, reviewed_revision=None)
    found = findings(browser.get(f"/projects/{target.pk}/").content.decode())
    assert f"indicators.{keys(target)[0]}.level3" in [f["address"] for f in found if f["rule"] == "ZSG10"]
    assert len({finding["id"] for finding in found}) == len(found)
    target.refresh_from_db()
    assert target.warning_count == sum(f["severity"] == "warning" for f in found)
    assert target.reviewed_revision == target.revision


def test_a_finding_keeps_its_name_while_it_stays(target, cast, as_):
    browser = as_(cast.clerk)
    write(browser, target, cell(target, 0, "level3"), "灯具数量（套", "更换灯具数量")
    before = {
        f["id"] for f in findings(browser.get(f"/projects/{target.pk}/").content.decode()) if f["rule"] == "ZSG10"
    }
    answer = write(browser, target, cell(target, 1, "basis"), "甲", "采购合同验收条款").json()
    assert before <= {f["id"] for f in answer["findings"]}


def test_neighbours_are_those_of_the_document(target, cast, as_):
    first, second = Target.objects.order_by("position")
    page = as_(cast.clerk).get(f"/projects/{first.pk}/").content.decode()
    assert f'href="/projects/{second.pk}/"' in page
    assert 'rel="prev"' not in page
    assert "2、" in as_(cast.clerk).get(f"/projects/{second.pk}/").content.decode()


def test_one_who_only_looks_gets_no_tools(target, cast, as_):
    page = as_(cast.viewer).get(f"/projects/{target.pk}/").content.decode()
    assert 'data-can-edit=""' in page
    assert 'id="add-row"' not in page


def test_no_script_and_no_style_stands_in_the_page(target, cast, as_):
    """The content-security policy forbids them, so nothing may rely on them."""
    browser = as_(cast.clerk)
    for url in (
        "/",
        "/projects/",
        f"/projects/{target.pk}/",
        "/upload/",
        "/department/219001/2026/",
        "/login/",
        "/password/",
        "/nowhere/",
    ):
        answer = browser.get(url, follow=True)
        page = answer.content.decode()
        assert " style=" not in page, url
        assert "<style" not in page, url
        assert not [
            tag
            for tag in page.split("<script")[1:]
            if "src=" not in tag.split(">")[0] and "application/json" not in tag.split(">")[0]
        ], url
        policy = answer["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer["X-Content-Type-Options"] == "nosniff"


def test_what_could_not_be_judged_is_no_pass(target, cast, as_):
    browser = as_(cast.clerk)
    found = browser.get(f"/projects/{target.pk}/").context["undecided"]
    assert any("没有批复的预算数可以对照" in item["reason"] for item in found)
    assert all(item["checks"] for item in found)
    answer = write(browser, target, "purpose", "用于更换灯具。", target.draft["purpose"]).json()
    assert answer["undecided"]
