"""Units and people: the tree, who may change what, new passwords; and what the database keeps of it."""

import re

import pytest
from django.test import Client
from web_stage import a_document, acts, add_person, import_document

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.models import Target, Unit
from zhunsheng.web.records.operations.manage_people import manages
from zhunsheng.web.records.scope import sees
from zhunsheng.web.records.verification import faults

UNITS, PEOPLE = "/settings/units/", "/settings/people/"


@pytest.fixture
def local(cast):
    """The education department's own administrator."""
    return add_person("local", "冯管理", "admin", cast.department)


def new(browser, **data):
    given = {"username": "xin", "name": "韩新人", "role": "clerk", "unit": "", "active": "on", "password": "", **data}
    return browser.post(f"{PEOPLE}add/", given)


def signs_in(username, password):
    answer = Client().post("/login/", {"username": username, "password": password})
    return answer.status_code == 302


def shown_password(answer):
    return re.search(r"<code>(.+)</code>", answer.content.decode()).group(1)


def test_somebody_added_signs_in_with_the_password_that_is_shown_once(cast, as_):
    answer = new(as_(cast.admin), unit=str(cast.school.pk))
    word = shown_password(answer)
    assert signs_in("xin", word)
    assert "add_person" in acts()
    assert word not in as_(cast.admin).get(PEOPLE).content.decode()
    made = User.objects.get(username="xin")
    assert (made.unit, made.may_edit, made.may_review, made.is_superuser) == (cast.school, True, False, False)
    assert list(faults()) == []


@pytest.mark.parametrize(
    "data",
    [{"username": ""}, {"username": "a b"}, {"username": "CLERK"}, {"name": " "}, {"role": "king"}, {"unit": ""},
     {"password": "12345678"}, {"password": "kurz"}],
)  # fmt: skip
def test_senseless_people_are_refused_in_a_sentence(cast, as_, data):
    before = User.objects.count()
    answer = new(as_(cast.admin), **{"unit": str(cast.school.pk), **data})
    assert answer.status_code == 400
    assert "没有增加" in answer.content.decode() or "没有改动" in answer.content.decode()
    assert User.objects.count() == before


def test_a_disabled_person_is_out_at_once_and_comes_back_with_everything(cast, as_):
    browser = as_(cast.clerk)
    assert browser.get("/").status_code == 200
    url = f"{PEOPLE}{cast.clerk.pk}/"
    fields = {"name": "钱经办", "role": "clerk", "unit": str(cast.school.pk)}
    assert as_(cast.admin).post(url, fields).status_code == 302  # no "active": the box is not ticked
    assert browser.get("/").status_code == 302
    as_(cast.admin).post(url, {**fields, "active": "on"})
    assert as_(cast.clerk).get("/").status_code == 200


def test_a_new_password_ends_sessions_and_a_lock(cast, as_):
    cast.clerk.set_password("old-password-1")
    cast.clerk.save()
    browser = as_(cast.clerk)
    for _ in range(5):
        signs_in("clerk", "wrong")
    word = shown_password(as_(cast.admin).post(f"{PEOPLE}{cast.clerk.pk}/password/", {"password": ""}))
    assert browser.get("/").status_code == 302
    assert not signs_in("clerk", "old-password-1")
    assert signs_in("clerk", word)
    assert "reset_password" in acts()


def test_an_administrator_of_a_unit_keeps_to_it(cast, local, as_):
    browser = as_(local)
    assert "钱经办" in browser.get(PEOPLE).content.decode()
    assert "吴水利" not in browser.get(PEOPLE).content.decode()
    assert "王管理" not in browser.get(PEOPLE).content.decode()
    for person in (cast.outsider, cast.admin, cast.nobody):
        assert not manages(local, person)
        assert browser.get(f"{PEOPLE}{person.pk}/").status_code == 404
        assert browser.post(f"{PEOPLE}{person.pk}/password/").status_code == 404
    assert new(browser, unit=str(cast.other.pk)).status_code == 404
    refused = new(browser, role="admin", unit="")
    assert refused.status_code == 400
    assert "只有系统管理员" in refused.content.decode()
    assert new(browser, unit=str(cast.school.pk)).status_code == 200
    assert browser.get("/settings/review-form/").status_code == 200
    assert not local.may_set_rules


def test_nobody_locks_themselves_out(cast, as_):
    answer = as_(cast.admin).post(f"{PEOPLE}{cast.admin.pk}/", {"name": "王管理", "role": "reviewer", "unit": ""})
    assert answer.status_code == 400
    assert "不能停用自己" in answer.content.decode()
    changed = as_(cast.admin).post(
        f"{PEOPLE}{cast.admin.pk}/", {"name": "王大管理", "role": "admin", "unit": "", "active": "on"}
    )
    assert changed.status_code == 302
    assert User.objects.get(pk=cast.admin.pk).name == "王大管理"


@pytest.mark.parametrize("who", ["clerk", "head", "viewer", "chief"])
def test_others_see_none_of_it(cast, as_, who):
    browser = as_(getattr(cast, who))
    for url in (UNITS, PEOPLE, f"{PEOPLE}add/", f"{PEOPLE}{cast.clerk.pk}/", f"{UNITS}{cast.school.pk}/"):
        for method in ("get", "post"):
            assert getattr(browser, method)(url).status_code in (403, 405)
    assert UNITS not in browser.get("/").content.decode()


def test_a_unit_is_added_below_another_one(cast, as_):
    answer = as_(cast.admin).post(UNITS, {"code": "219002", "name": "青禾县第一中学", "parent": cast.department.pk})
    assert answer.status_code == 302
    made = Unit.objects.get(code="219002")
    assert made.path == f"{cast.department.path}{made.pk}/"
    assert sees(cast.chief, made)
    assert "青禾县第一中学" in as_(cast.admin).get(UNITS).content.decode()


@pytest.mark.parametrize(
    "data", [{"code": "219001"}, {"code": ""}, {"code": "中"}, {"name": " "}, {"code": "1" * 21}, {"name": "长" * 101}]
)
def test_senseless_units_are_refused_in_a_sentence(cast, as_, data):
    answer = as_(cast.admin).post(UNITS, {"code": "219009", "name": "新单位", "parent": "", **data})
    assert answer.status_code == 400
    assert "没有增加" in answer.content.decode()


def test_a_name_that_is_too_long_is_refused_and_not_cut(cast, as_):
    answer = as_(cast.admin).post(f"{UNITS}{cast.school.pk}/", {"name": "长" * 101, "parent": cast.department.pk})
    assert answer.status_code == 400
    assert "超过100个字" in answer.content.decode()
    assert Unit.objects.get(pk=cast.school.pk).name == cast.school.name


def test_a_unit_moves_with_everything_below_it(cast, as_):
    admin = as_(cast.admin)
    admin.post(UNITS, {"code": "21", "name": "青禾县", "parent": ""})
    county = Unit.objects.get(code="21")
    answer = admin.post(f"{UNITS}{cast.department.pk}/", {"name": "青禾县教育局", "parent": county.pk})
    assert answer.status_code == 302
    school = Unit.objects.get(pk=cast.school.pk)
    assert school.path == f"/{county.pk}/{cast.department.pk}/{school.pk}/"
    overseer = add_person("overseer", "县里", "viewer", county)
    import_document(User.objects.select_related("unit").get(pk=cast.clerk.pk), a_document())
    assert "护眼灯" in as_(overseer).get("/projects/").content.decode()
    loop = admin.post(f"{UNITS}{county.pk}/", {"name": "青禾县", "parent": cast.school.pk})
    assert loop.status_code == 400
    assert "不能把单位挂到" in loop.content.decode()


def test_a_unit_is_renamed_and_its_documents_are_looked_at_again(cast, as_):
    import_document(cast.clerk, a_document())
    as_(cast.admin).post(f"{UNITS}{cast.school.pk}/", {"name": "青禾县实验小学", "parent": cast.department.pk})
    assert Unit.objects.get(pk=cast.school.pk).name == "青禾县实验小学"
    assert Target.objects.count() == 2
    assert acts()[-1] == "change_unit"


def test_long_lists_come_in_pages(cast, as_):
    for number in range(130):
        add_person(f"p{number}", f"甲{number}", "viewer", cast.school)
    browser = as_(cast.admin)
    page = browser.get(f"{PEOPLE}?role=viewer").content.decode()
    assert "第 1 页，共 2 页" in page
    assert "role=viewer&amp;page=2" in page
    assert browser.get(f"{PEOPLE}?page=99&q=甲&state=off&role=x").status_code == 200


def test_a_persons_address_days_and_departments_are_kept_and_checked(cast, as_):
    browser, url = as_(cast.admin), f"/settings/people/{cast.chief.pk}/"
    fields = {"name": "李科长", "role": "bureau_section", "unit": "", "active": "on", "email": "li@example.cn",
              "since": "2026-01-01", "until": "2026-12-31", "charges": "219、310001"}  # fmt: skip
    assert browser.post(url, fields).status_code == 302
    kept = User.objects.get(pk=cast.chief.pk)
    assert (kept.email, str(kept.until), kept.charges) == (
        "li@example.cn",
        "2026-12-31",
        [cast.department.pk, cast.other.pk],
    )
    assert 'value="219、310001"' in browser.get(url).content.decode()
    for wrong, words in (
        ({"charges": "999"}, "没有这个单位"),
        ({"email": "不是"}, "不是邮箱"),
        ({"until": "2025-01-01"}, "早于任职起"),
    ):
        answer = browser.post(url, fields | wrong)
        assert (answer.status_code, words in answer.content.decode()) == (400, True)


def test_a_units_kind_is_told_by_its_code_or_chosen(cast, as_):
    browser = as_(cast.admin)
    browser.post("/settings/units/", {"code": "130599", "name": "青禾县", "kind": "region"})
    browser.post("/settings/units/", {"code": "501", "name": "林业局"})
    kinds = dict(Unit.objects.values_list("code", "kind"))
    assert (kinds["130599"], kinds["501"], kinds["219001"]) == ("region", "department", "unit")
    unit = Unit.objects.get(code="501")
    browser.post(f"/settings/units/{unit.pk}/", {"name": "林业局", "kind": "unit"})
    assert Unit.objects.get(code="501").kind == "unit"


def test_who_may_set_things_finds_the_settings_in_the_side_bar(as_, cast):
    link = 'href="/settings/rules/" class="opens"'
    page = as_(cast.admin).get("/settings/review-form/").content.decode()
    assert f'{link} aria-current="page"' in page
    assert link not in as_(cast.clerk).get("/").content.decode()
