"""The page of the audit trail: everybody sees the acts on what they see, nobody sees others'."""

from zhunsheng.web.records.operations.bind_formula import Wanted, bind_formula


def test_an_act_is_told_with_who_when_and_what(as_, cast, target):
    bind_formula(target, target.draft["indicators"][0]["key"], cast.clerk, Wanted("计数(巡查)"))
    page = as_(cast.clerk).get(f"/audit/?object=target:{target.pk}").content.decode()
    assert "定取数办法" in page
    assert "计数(巡查)" in page
    assert "钱经办" in page


def test_nobody_sees_acts_of_units_they_do_not_see(as_, cast, target):
    bind_formula(target, target.draft["indicators"][0]["key"], cast.clerk, Wanted("计数(巡查)"))
    assert as_(cast.outsider).get(f"/audit/?object=target:{target.pk}").status_code == 404
    assert target.name not in as_(cast.outsider).get("/audit/").content.decode()
    assert target.name in as_(cast.chief).get("/audit/").content.decode()
    assert as_(cast.clerk).get("/audit/?object=file:1").status_code == 404


def test_acts_can_be_narrowed_and_turned_over(as_, cast, target, django_assert_max_num_queries):
    browser = as_(cast.admin)
    with django_assert_max_num_queries(15):
        page = browser.get("/audit/?act=confirm_reading&page=1").content.decode()
    assert "确认读入" in page
    assert browser.get("/audit/?act=nonsense&page=zzz&object=%00").status_code == 200
