"""Units and people from Excel: what a list would do is shown first; then all of it is taken, or nothing."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from web_stage import acts

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.models import AuditEntry, Unit
from zhunsheng.web.records.verification import faults

HEAD = ("类别", "编码", "名称", "上级编码")
COUNTY = (
    HEAD,
    ("行政区划", "130599", "青禾县", None),
    ("财政部门", "101", "青禾县财政局", None),
    ("主管部门", "219", "青禾县教育局", None),
    ("预算单位", "219001", "青禾县第二小学", None),
    ("预算单位", "219002", "青禾县第三小学", None),
    ("主管部门", "310", "青禾县水利局", None),
    ("预算单位", "310001", "青禾县水利局本级", None),
)
PEOPLE = (
    ("登录名", "姓名", "角色", "所在单位编码", "任职起", "任职止", "对口部门编码", "邮箱"),
    ("zhaofang", "赵芳", "绩效股", "101", "2020-01-01", None, None, "zhaofang@example.cn"),
    ("lisi", "李思", "财政业务股室", "130599", None, None, "219", None),
    ("clerk", "钱经办", "单位经办人", "219001", None, "2026-12-31", None, None),
)


def book(*rows):
    """A spreadsheet with these rows."""
    made = Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def look(browser, *rows, name="单位.xlsx"):
    return browser.post("/settings/import/", {"file": SimpleUploadedFile(name, book(*rows))})


def bring(browser, page):
    """Confirm what a page shows."""
    fields = dict(re.findall(r'name="(name|sha256|mark)" value="([^"]*)"', page.content.decode()))
    return browser.post("/settings/import/bring/", fields, follow=True)


@pytest.fixture
def admin(cast, as_):
    return as_(cast.admin)


def test_the_templates_are_lists_that_the_import_knows(admin):
    for what, title in (("units", "单位表"), ("people", "用户表")):
        answer = admin.get(f"/settings/import/{what}-template/")
        sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
        assert sheet.title == title
        page = admin.post("/settings/import/", {"file": SimpleUploadedFile("空.xlsx", answer.content)}).content.decode()
        assert "表头下面没有内容" in page, "the template is recognised, and says what lacks"


def test_what_a_list_makes_changes_and_leaves_alone_is_shown_before_anything_happens(cast, admin):
    page = look(admin, *COUNTY)
    text = page.content.decode()
    assert "确认后新增 <b>4</b>，改动 <b>2</b>" in text
    assert "名称：青禾县水利局 → 青禾县水利局本级" in text
    assert "上级：没有 → 130599" in text
    assert Unit.objects.count() == 3, "looking changes nothing"
    done = bring(admin, page).content.decode()
    assert "新增4，改动2，没有变化1" in done
    department, school = Unit.objects.get(code="219"), Unit.objects.get(code="219001")
    assert department.parent.code == "130599"
    assert school.path == f"{department.path}{school.pk}/", "what hangs below moved along"
    assert (department.kind, school.kind) == ("department", "unit")
    entry = AuditEntry.objects.get(act="import_units")
    assert entry.detail["made"] == ["130599", "101", "310", "219002"]
    assert list(faults()) == []


def test_the_same_list_a_second_time_does_nothing(cast, admin):
    bring(admin, look(admin, *COUNTY))
    assert "8行都和现在一样" not in look(admin, *COUNTY).content.decode()
    assert "7行都和现在一样，没有要导入的" in look(admin, *COUNTY).content.decode()


def test_a_list_may_hang_new_units_under_those_that_are_there(cast, admin):
    bring(admin, look(admin, HEAD, ("预算单位", "219009", "特殊教育学校", None)))
    assert Unit.objects.get(code="219009").parent == cast.department


def test_one_wrong_row_stops_the_whole_list_and_is_named_with_its_cell_and_cure(cast, admin):
    page = look(admin, *COUNTY, ("预算单位", "21900", "短编码", None), ("预算单位", "777001", "没有上级", None))
    text = page.content.decode()
    assert "第9行 “编码”" in text
    assert "预算单位的编码应为六、九或十二位" in text
    assert "确认导入</button>" not in text
    assert Unit.objects.count() == 3


def test_people_come_with_role_place_days_and_departments_and_new_ones_with_a_password_shown_once(cast, admin, client):
    bring(admin, look(admin, *COUNTY))
    page = look(admin, *PEOPLE, name="人员.xlsx")
    text = page.content.decode()
    assert "确认后新增 <b>2</b>，改动 <b>1</b>" in text
    assert "任职：至今 → 至2026-12-31" in text
    shown = bring(admin, page).content.decode()
    word = re.search(r"<td class=\"lead\">zhaofang</td>.*?<code class=\"word\">([^<]+)</code>", shown, re.S).group(1)
    assert client.post("/login/", {"username": "zhaofang", "password": word}).status_code == 302
    zhao, li = User.objects.get(username="zhaofang"), User.objects.get(username="lisi")
    assert (zhao.unit.code, zhao.role, zhao.email, zhao.since) == (
        "130599",
        "performance",
        "zhaofang@example.cn",
        date(2020, 1, 1),
    )
    assert li.charges == [Unit.objects.get(code="219").pk]
    assert User.objects.get(username="clerk").until == date(2026, 12, 31)
    entry = AuditEntry.objects.get(act="import_people")
    assert word not in str(entry.detail)


def test_a_section_sees_only_the_departments_it_looks_after(cast, admin, as_, target):
    bring(admin, look(admin, *COUNTY))
    bring(admin, look(admin, *PEOPLE[:2], ("lisi", "李思", "财政业务股室", "130599", None, None, "310", None)))
    li = User.objects.get(username="lisi")
    assert "护眼灯" not in as_(li).get("/projects/").content.decode()
    li.charges = [cast.department.pk]
    li.save()
    assert "护眼灯" in as_(li).get("/projects/").content.decode()


def test_whose_days_are_over_cannot_sign_in_and_is_shown_out(cast, as_, monkeypatch):
    browser = as_(cast.clerk)
    assert browser.get("/projects/").status_code == 200
    User.objects.filter(pk=cast.clerk.pk).update(until=date(2020, 1, 1))
    answer = browser.get("/projects/")
    assert (answer.status_code, answer.url.startswith("/login/")) == (302, True)


def test_an_administrator_of_a_department_brings_in_only_what_is_theirs(cast, as_):
    own = User.objects.create_user("deptadmin", name="部门管理", role="admin", unit=cast.department)
    browser = as_(own)
    text = look(browser, HEAD, ("预算单位", "310001", "改名", None)).content.decode()
    assert "上级编码" in text, "the water unit has no place in the list's tree, or is not theirs"
    text = look(browser, HEAD, ("预算单位", "219003", "第四小学", None)).content.decode()
    assert "新增 <b>1</b>" in text
    text = look(browser, PEOPLE[0], ("admin", "王管理", "单位经办人", "219001")).content.decode()
    assert "不归您管理" in text
    text = look(browser, PEOPLE[0], ("x.y", "某人", "单位经办人", "310001")).content.decode()
    assert "不归您管理" in text


def test_two_roles_for_one_login_are_refused_with_a_way_out(cast, admin):
    text = look(
        admin, PEOPLE[0], ("ab.c", "某", "单位经办人", "219001"), ("ab.c", "某", "业务股室", "219001")
    ).content.decode()
    assert "一个登录名只任一个角色" in text
    assert "第3行" in text


def test_a_list_that_would_now_do_something_else_is_not_taken(cast, admin):
    page = look(admin, *COUNTY)
    cast.school.name = "改过的小学"
    cast.school.save()
    assert "刚被别人改过，没有导入" in bring(admin, page).content.decode()
    assert Unit.objects.count() == 3
    assert "import_units" not in acts()


def test_other_tables_are_told_what_is_expected(admin):
    page = look(admin, ("巡查时间", "对象"), ("2026-01-01", "路灯"))
    assert "没有认出单位表或用户表" in page.content.decode()


def test_nobody_else_may(cast, as_):
    for who in (cast.clerk, cast.chief, cast.viewer):
        assert as_(who).get("/settings/import/").status_code == 403
        assert look(as_(who), *COUNTY).status_code == 403
