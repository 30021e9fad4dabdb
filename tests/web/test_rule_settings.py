"""Settings of rules: on or off, severity, parameters, by region and year, from a day on; and the pages about rules."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from web_stage import a_document, acts, add_person, import_document, with_cell

from zhunsheng.model.finding import Severity
from zhunsheng.rules.registry import rules
from zhunsheng.web.records.models import RuleSetting, Target
from zhunsheng.web.records.models.append_only import Immutable
from zhunsheng.web.records.reviewing import freshen, recount, review_target
from zhunsheng.web.records.rule_settings import effective
from zhunsheng.web.records.verification import faults

URL = "/settings/rules/ZSG18/"
TODAY = date.today()


@pytest.fixture
def short(cast):
    """A project whose goal is too short: ZSG18."""
    import_document(cast.clerk, with_cell(a_document(), 0, {"goal": "换好教室的护眼灯，灯下看书不伤眼。"}))
    recount(cast.school, 2026)
    return Target.objects.select_related("unit").order_by("position").first()


def change(browser, url=URL, **data):
    given = {
        "region": "",
        "year": "",
        "enabled": "",
        "severity": "",
        "since": timezone.localdate().isoformat(),
        "reason": "县里的口径",
        **data,
    }
    return browser.post(url, given)


def found(target):
    return {finding.rule: finding.severity for finding in review_target(target).findings}


def test_a_rule_is_switched_off_and_on_again_everywhere(cast, short, as_):
    left = len(found(short)) - 1
    assert "ZSG18" in found(short)
    assert change(as_(cast.admin), enabled="off").status_code == 302
    assert "ZSG18" not in found(short)
    assert acts()[-1] == "set_rule"
    freshen(cast.clerk)
    counted = Target.objects.get(pk=short.pk)
    assert (counted.error_count, counted.warning_count + counted.info_count) == (0, left)
    change(as_(cast.admin), enabled="on")
    assert "ZSG18" in found(short)
    assert RuleSetting.objects.count() == 2
    assert list(faults()) == []


def test_a_severity_is_changed(cast, short, as_):
    change(as_(cast.admin), severity="error")
    assert found(short)["ZSG18"] is Severity.ERROR


def test_a_parameter_is_changed_for_a_region_and_a_year_only(cast, short, as_):
    change(as_(cast.admin), **{"region": "219", "year": "2026", "p-minimum": "5"})
    assert "ZSG18" not in found(short)
    codes = {
        (unit, year): effective(unit, year, TODAY).parameters
        for unit, year in (("219001", 2026), ("219001", 2025), ("310001", 2026))
    }
    assert codes == {("219001", 2026): {"ZSG18": {"minimum": 5}}, ("219001", 2025): {}, ("310001", 2026): {}}


def test_the_narrower_setting_wins_and_the_year_over_all_years(cast, short, as_):
    admin = as_(cast.admin)
    change(admin, severity="error", enabled="off")
    change(admin, region="219", enabled="on")
    change(admin, region="219", year="2026", severity="info")
    assert found(short)["ZSG18"] is Severity.INFO
    assert "ZSG18" not in {rule.code for rule in effective("310001", 2026, TODAY).chosen}
    assert effective("219001", 2025, TODAY).severities["ZSG18"] is Severity.ERROR


def test_a_setting_begins_on_its_day(cast, short, as_):
    change(as_(cast.admin), enabled="off", since=(TODAY + timedelta(days=9)).isoformat())
    assert "ZSG18" in found(short)
    assert "ZSG18" not in {rule.code for rule in effective("219001", 2026, TODAY + timedelta(days=10)).chosen}


@pytest.mark.parametrize(
    "data",
    [{"reason": " "}, {"since": ""}, {"since": "x"}, {"severity": "worst"}, {"region": "2 1'"}, {"year": "20"}, {"year": "x"},
     {"p-minimum": "x"}, {"p-minimum": "-1"}, {"p-minimum": "1e400"}, {"p-other": "1"}],
)  # fmt: skip
def test_senseless_settings_are_refused_in_a_sentence(cast, short, as_, data):
    answer = change(as_(cast.admin), **data)
    assert answer.status_code == 400
    assert "没有改动" in answer.content.decode()
    assert not RuleSetting.objects.exists()


def test_reviewers_look_and_others_do_not(cast, short, as_):
    reviewer = as_(add_person("reviewer", "陈审核", "reviewer", cast.department))
    assert reviewer.get("/settings/rules/").status_code == 200
    assert "记下这条设置" not in reviewer.get(URL).content.decode()
    assert change(reviewer, enabled="off").status_code == 403
    for who in (cast.clerk, cast.viewer):
        assert as_(who).get("/settings/rules/").status_code == 403
        assert change(as_(who), enabled="off").status_code == 403
    assert not RuleSetting.objects.exists()


def test_the_history_says_who_when_and_why(cast, short, as_):
    change(as_(cast.admin), region="219", enabled="off", reason="财评〔2026〕3号")
    page = as_(cast.admin).get(f"{URL}?region=219").content.decode()
    assert all(words in page for words in ("财评〔2026〕3号", "王管理", "停用", "编码219开头的单位"))
    assert "1 条改过设置" in as_(cast.admin).get("/settings/rules/?region=219").content.decode()
    assert "没有符合条件的规则" in as_(cast.admin).get("/settings/rules/?state=off").content.decode()
    with pytest.raises(Immutable):
        RuleSetting.objects.all().delete()


def test_every_rule_has_a_page_that_explains_it(cast, as_):
    browser = as_(cast.clerk)
    for rule in rules():
        page = browser.get(f"/rules/{rule.code}/")
        assert page.status_code == 200
        assert page.context["examples"]["bad"]
    assert browser.get("/rules/ZSX99/").status_code == 404


@pytest.mark.parametrize("url", ["/settings/rules/", URL, "/rules/ZSG18/"])
def test_the_pages_ask_few_queries(cast, as_, url):
    browser = as_(cast.admin)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(url).status_code == 200
    assert len(captured) <= 6
