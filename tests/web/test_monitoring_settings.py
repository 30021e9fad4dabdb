"""When monitoring looks and by which numbers its lights are lit is the bureau's to set."""

from datetime import date

import pytest
from web_stage import add_person
from year_stage import pay

from zhunsheng.model.monitoring import Checkpoint
from zhunsheng.web.accounts.models import Role
from zhunsheng.web.records.calendar_changes import asked_once
from zhunsheng.web.records.evaluated import watch_targets
from zhunsheng.web.records.models import CalendarChange, ProjectStanding, Target, Unit, UnitKind
from zhunsheng.web.records.monitoring_rules import monitoring_rules
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.operations.set_monitoring import set_monitoring, unset_monitoring
from zhunsheng.web.records.project_standings import rebuild, waiting

PAGE = "/monitoring/settings/"
USUAL = (3, 6, 7, 10, 12)


@pytest.fixture(autouse=True)
def the_year_is_over(today):
    """The school's year is 2026: look back on it."""
    today(date(2027, 3, 1))


@pytest.fixture
def bureau(cast):
    """The bureau's performance office."""
    return add_person("jixiao", "绩效股", Role.PERFORMANCE, None)


def text(answer):
    return answer.content.decode()


def told(year=2026, months=("3", "9"), lines="通用", numbers=None, note="青财绩〔2026〕3号"):
    return year, months, lines, numbers or {}, note


def test_nobody_has_set_anything_the_usual_months_and_numbers_hold(cast):
    rules = monitoring_rules(2026)
    assert (rules.months, rules.lines, rules.setting) == (USUAL, "通用", None)
    assert (rules.lights.fund_tolerance, rules.lights.fund_gap) == (5, 20)


def test_a_setting_holds_for_its_year_and_one_of_every_year_for_the_others(bureau):
    set_monitoring(bureau, *told(None, ("6",)))
    set_monitoring(bureau, *told(2026, ("9", "3"), "四川", {"fund_gap": "12.5％"}))
    rules = monitoring_rules(2026)
    assert (rules.months, rules.lines, rules.lights.fund_gap) == ((3, 9), "四川", 12.5)
    assert rules.lights.floor(9) == 60
    assert (monitoring_rules(2027).months, monitoring_rules(2027).lights.fund_gap) == ((6,), 20)
    unset_monitoring(bureau, 2026, "改回")
    assert monitoring_rules(2026).months == (6,)
    unset_monitoring(bureau, None, "改回")
    assert monitoring_rules(2026).months == USUAL
    with pytest.raises(Invalid, match="没有自己的设定"):
        unset_monitoring(bureau, None, "再改回")


def test_the_light_of_a_project_follows_the_number_that_was_set(cast, bureau, target):
    pay(cast, target, ("2026-03-05", "60000"))

    def lit():
        return watch_targets([target], Checkpoint(2026, 12))[0].monitored.monitoring.funds

    before = lit()
    assert before.planned is not None
    assert before.rate is not None
    assert before.light.value == "missed"
    behind = before.planned - before.rate
    set_monitoring(bureau, *told(numbers={"fund_tolerance": str(behind), "fund_gap": "100"}))
    assert lit().light.value == "met"
    set_monitoring(bureau, *told(numbers={"fund_tolerance": "0", "fund_gap": "0"}))
    assert lit().light.value == "missed"


def test_standings_are_reckoned_anew_after_a_setting(cast, bureau, target):
    ProjectStanding.objects.create(
        target=target,
        unit=target.unit,
        department_id=target.unit_id,
        year=2026,
        state="",
        revision=0,
        month=3,
        stale=False,
    )
    set_monitoring(bureau, *told(2025))
    assert not ProjectStanding.objects.get().stale
    set_monitoring(bureau, *told(2026))
    assert ProjectStanding.objects.get().stale


def test_within_a_request_the_settings_are_asked_once_and_a_change_is_seen(cast, bureau, django_assert_num_queries):
    with asked_once():
        with django_assert_num_queries(1):
            assert [monitoring_rules(2026).months for _ in range(3)] == [USUAL] * 3
        set_monitoring(bureau, *told())
        assert monitoring_rules(2026).months == (3, 9)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"months": ()}, "至少选一个"),
        ({"months": ("13",)}, "1月到12月"),
        ({"months": ("0",)}, "1月到12月"),
        ({"months": ("三",)}, "至少选一个"),
        ({"months": ("3", "x")}, "1月到12月"),
        ({"lines": "火星"}, "没有这种预警线"),
        ({"numbers": {"fund_gap": "很多"}}, "应填0到100"),
        ({"numbers": {"fund_gap": "101"}}, "应填0到100"),
        ({"numbers": {"fund_gap": "-1"}}, "应填0到100"),
        ({"numbers": {"fund_gap": "9" * 400}}, "应填0到100"),
        ({"numbers": {"fund_gap": "4"}}, "不能多于"),
        ({"numbers": {"goal_tolerance": "30"}}, "不能多于"),
        ({"note": " "}, "依据"),
    ],
)
def test_what_cannot_hold_is_refused_in_words_and_nothing_is_changed(bureau, changed, why):
    with pytest.raises(Invalid, match=why):
        set_monitoring(bureau, *told(**changed))
    assert not CalendarChange.objects.exists()


def test_who_may_not_set_it_looks_only(as_, cast, target):
    with pytest.raises(Forbidden):
        set_monitoring(cast.clerk, *told())
    page = text(as_(cast.clerk).get(PAGE + "?year=2026"))
    assert "由本地区财政绩效股和管理员设" in page
    assert "定下</button>" not in page
    assert '<form method="post"' not in page[page.index("<main") :]
    assert as_(cast.clerk).post(PAGE, {"year": "2026", "months": "3"}).status_code == 403
    assert not CalendarChange.objects.exists()


def test_the_page_sets_shows_and_keeps_what_was_refused(as_, bureau, target, cast):
    browser = as_(bureau)
    cells = {"year": "2026", "months": ["4", "9"], "lines": "四川", "fund_gap": "15", "note": "青财绩〔2026〕3号"}
    refused = browser.post(PAGE, {**cells, "fund_gap": "很多"})
    assert refused.status_code == 400
    assert 'value="很多"' in text(refused)
    assert "已定下" in text(browser.post(PAGE, cells, follow=True))
    page = text(browser.get(PAGE + "?year=2026"))
    assert "青财绩〔2026〕3号" in page
    assert 'value="15"' in page
    board = text(as_(cast.clerk).get("/monitoring/?year=2026"))
    assert "9月底" in board
    calendar = text(browser.get("/calendar/?region=all&year=2026"))
    assert "监控节点和亮灯的数" in calendar
    assert "4、9月底" in calendar
    assert "监控节点和亮灯的数" in text(browser.get("/audit/"))


def test_its_page_costs_few_queries(as_, bureau, target, django_assert_max_num_queries):
    set_monitoring(bureau, *told())
    browser = as_(bureau)
    browser.get(PAGE)
    with django_assert_max_num_queries(15):
        assert browser.get(PAGE + "?year=2026").status_code == 200


@pytest.fixture
def city(cast):
    """A city with the county in it, to which the school's department belongs, and another county beside it."""
    city, county, _ = region("51", "某市"), region("5101", "青禾县", "51"), region("5102", "邻县", "51")
    move(cast.department, county)
    return city


def region(code, name, above=None):
    """A region below another."""
    parent = Unit.objects.get(code=above) if above else None
    made = Unit.objects.create(code=code, name=name, kind=UnitKind.REGION, parent=parent)
    made.path = f"{parent.path if parent else '/'}{made.pk}/"
    made.save()
    return made


def move(unit, above):
    """Hang a unit with all that lies below it under another."""
    old = unit.path
    for one in Unit.objects.filter(path__startswith=old):
        path = f"{above.path}{old.strip('/').split('/')[-1]}/{one.path[len(old) :]}"
        Unit.objects.filter(pk=one.pk).update(path=path)
    Unit.objects.filter(pk=unit.pk).update(parent=above)


def test_a_region_without_its_own_inherits_from_the_nearest_above_then_from_the_installation(cast, city, bureau):
    county, beside = Unit.objects.get(code="5101"), Unit.objects.get(code="5102")
    set_monitoring(bureau, *told(None, ("6",)))
    assert monitoring_rules(2026, county.path).months == (6,)
    set_monitoring(bureau, *told(None, ("9",)), unit=city)
    assert monitoring_rules(2026, county.path).months == (9,)
    set_monitoring(bureau, *told(2026, ("4", "8")), unit=county)
    assert monitoring_rules(2026, county.path).months == (4, 8)
    assert monitoring_rules(2027, county.path).months == (9,), "the county set 2026 alone"
    assert monitoring_rules(2026, beside.path).months == (9,)
    assert monitoring_rules(2026, "/").months == (6,)
    unset_monitoring(bureau, 2026, "改回", county)
    assert monitoring_rules(2026, county.path).months == (9,)
    with pytest.raises(Invalid, match="没有自己的设定"):
        unset_monitoring(bureau, 2026, "再改回", county)


def test_a_bureau_sets_its_own_region_and_no_other(cast, city):
    county, beside = Unit.objects.get(code="5101"), Unit.objects.get(code="5102")
    own = add_person("xian", "县绩效股", Role.PERFORMANCE, county)
    set_monitoring(own, *told(), unit=county)
    for other in (beside, city, None, Unit.objects.get(pk=cast.department.pk)):
        with pytest.raises(Forbidden, match="本地区"):
            set_monitoring(own, *told(), unit=other)


def test_lights_and_standings_follow_the_region_of_the_unit(cast, bureau, target, city):
    pay(cast, target, ("2026-03-05", "60000"))
    county, beside = Unit.objects.get(code="5101"), Unit.objects.get(code="5102")
    target = Target.objects.select_related("unit").get(pk=target.pk)

    def lit():
        return watch_targets([target], Checkpoint(2026, 12))[0].monitored.monitoring.funds.light.value

    assert lit() == "missed"
    set_monitoring(bureau, *told(numbers={"fund_tolerance": "100", "fund_gap": "100"}), unit=beside)
    assert lit() == "missed"
    rebuild()
    assert ProjectStanding.objects.get(target=target).month == 12
    set_monitoring(bureau, *told(None, ("3", "9"), numbers={"fund_tolerance": "100", "fund_gap": "100"}), unit=county)
    assert lit() == "met"
    assert ProjectStanding.objects.get(target=target).stale
    rebuild()
    assert ProjectStanding.objects.get(target=target).month == 9
    assert waiting(Target.objects.all(), 2026).count() == 0


def test_the_page_of_a_region_says_where_what_holds_comes_from_and_what_was_set_before(as_, city, bureau):
    browser = as_(bureau)
    page = text(browser.get(PAGE + "?region=5101&year=2026"))
    assert "默认【未核】" in page
    assert "没有自定过" in page
    set_monitoring(bureau, *told(None, ("9",)), unit=city)
    assert "沿用某市" in text(browser.get(PAGE + "?region=5101&year=2026"))
    cells = {"region": "5101", "year": "2026", "months": ["4"], "lines": "通用", "note": "青财绩〔2026〕8号"}
    assert "已定下" in text(browser.post(PAGE, cells, follow=True))
    page = text(browser.get(PAGE + "?region=5101&year=2026"))
    assert "本区自定" in page
    assert "青财绩〔2026〕8号" in page
    assert "青财绩〔2026〕3号" not in page, "the city's history is the city's"
    assert "沿用某市" in text(browser.get(PAGE + "?region=5102&year=2026"))
    assert browser.get(PAGE + "?region=9999").status_code == 404
