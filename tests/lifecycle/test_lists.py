"""Organisations and people from spreadsheets: the tree, and every error with its row and column."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from zhunsheng.ledger.table_file import open_table
from zhunsheng.lifecycle.list_template import organisation_template, people_template
from zhunsheng.lifecycle.organisation_file import read_organisation
from zhunsheng.lifecycle.people_file import posting_path, read_people
from zhunsheng.lifecycle.permissions import Thing, may
from zhunsheng.model.organisation_tree import Organisation, OrganisationKind, organisation_tree
from zhunsheng.model.role import Role

COUNTY = (
    ("类别", "编码", "名称", "上级编码"),
    ("行政区划", "130535000", "临西县", None),
    ("财政部门", 101, "临西县财政局", None),
    ("主管部门", "804", "临港园区管理委员会", None),
    ("预算单位", 804002.0, "园区管委会本级", None),
    ("预算单位", "804002001", "园区服务中心", ""),
    ("主管部门", "219", "教育局", "130535"),
    ("预算单位", "２１９００１", "第一小学", None),
)
PEOPLE = (
    ("登录名", "姓名", "角色", "所在单位编码", "任职起", "任职止", "对口部门编码"),
    ("wangmin", "王敏", "单位经办人", "804002", "2020-01-01", None, None),
    ("wangmin", "王敏", "业务股室", "804002", None, None, None),
    ("zhaofang", "赵芳", "绩效股", "101", None, None, None),
    ("lisi", "李思", "财政业务股室", "130535", None, "2020年12月31日", "804、219"),
    ("chen", "陈主任", "主管部门", "804", None, None, None),
)


def rows(table):
    """Rows with their numbers, as a file gives them."""
    return list(enumerate(table, 1))


def problems(table) -> list[str]:
    """The sentences of what is wrong in a list of organisations."""
    return [str(problem) for problem in read_organisation(rows(table)).problems]


def changed(number: int, *row):
    """The county's list with one row (counted from 1) replaced, or one more at the end."""
    table = list(COUNTY)
    table[number - 1 : number] = [row]
    return table


def test_a_county_is_read_into_its_tree():
    reading = read_organisation(rows(COUNTY))
    assert reading.problems == ()
    tree = reading.tree
    assert tree.path("804002001") == "/130535/804/804002/804002001/"
    assert tree.path("219001") == "/130535/219/219001/"
    assert tree.places["101"].kind is OrganisationKind.BUREAU
    assert tree.above("804002001", OrganisationKind.DEPARTMENT).name == "临港园区管理委员会"
    assert [place.code for place in tree.below("804")] == ["804", "804002", "804002001"]


def test_columns_may_stand_in_any_order_under_any_of_their_names():
    table = [
        ("某县单位表",),
        ("单位名称", "单位代码*", "类型"),
        ("临西县", "130535", "区划"),
        ("教育局", "219", "部门"),
        ("一小", "219001", "单位"),
    ]
    assert read_organisation(rows(table)).tree.path("219001") == "/130535/219/219001/"


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (changed(5, "预算单位", "80400A", "本级", None), "第5行“编码”“80400A”：编码只能是数字。请去掉其他字符。"),
        (changed(5, "预算单位", "8040", "本级", None), "第5行“编码”“8040”：预算单位的编码应为六、九或十二位：部门三位，每级单位三位。"),
        (changed(4, "主管部门", 4, "管委会", None), "第4行“编码”“4”：位数不足，可能丢了前面的0。请把单元格设为文本后重填。"),
        (changed(4, "主管部门", "8041", "管委会", None), "第4行“编码”“8041”：主管部门的编码应为三位。"),
        (changed(2, "行政区划", "990000", "某省", None), "第2行“编码”“990000”：前两位不是省级区划代码。请核对。"),
        (changed(7, "主管部门", "804", "教育局", None), "第7行“编码”“804”：与第4行重复。请改正，或删去一行。"),
        (changed(5, "预算单位", "804002", "", None), "第5行“名称”：没有填。填全称。"),
        (changed(5, "部委", "804002", "本级", None), "第5行“类别”“部委”：只能填：行政区划、财政部门、主管部门、预算单位。"),
        (changed(8, "预算单位", "330001", "一小", None), "第8行“上级编码”“330”：不在表里。请补上这一行，或改正上级编码。"),
        (changed(8, "预算单位", "219001", "一小", "804"), "第8行“上级编码”“804”：单位编码219001去掉末三位应当等于上级编码804。"),
        (changed(8, "预算单位", "219001", "一小", "130535"), "第8行“上级编码”“130535”：预算单位的上级应当是主管部门或上一级预算单位。"),
        (changed(7, "主管部门", "219", "教育局", "804"), "第7行“上级编码”“804”：主管部门的上级应当是行政区划。"),
        (changed(7, "财政部门", "102", "第二财政局", None), "第7行“类别”“财政部门”：这个区划的财政部门已在第3行。"),
        ((COUNTY[0],), "第1行：表头下面没有内容。请从表头下一行填起。"),
        ((("编号", "名"),), "第1行：前15行里没有找到表头。表头要有这几列：类别、编码、名称。请用模板填写。"),
        ((("类别", "名称"), ("主管部门", "教育局")), "第1行“编码”：缺少这一列。请补上，或用模板填写。"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_row_and_column(table, sentence):
    assert sentence in problems(table)


def test_a_list_with_an_error_is_not_taken_at_all():
    reading = read_organisation(rows(changed(5, "预算单位", "8040", "本级", None)))
    assert reading.tree.places == {}


def test_two_regions_need_to_be_told_apart():
    table = [*COUNTY, ("行政区划", "130534", "清河县", None)]
    assert "第4行“上级编码”：表里有2个区划，推不出上级。请填所属区划的代码。" in problems(table)
    city = [
        ("类别", "编码", "名称", "上级编码"),
        ("行政区划", "130500", "邢台市", None),
        ("行政区划", "130535", "临西县", "130500"),
    ]
    assert read_organisation(rows(city)).tree.path("130535") == "/130500/130535/"
    wrong = [*city, ("行政区划", "130100", "石家庄市", "130500")]
    assert problems(wrong) == ["第4行“上级编码”“130500”：区划130100不在130500之下。请核对两个代码。"]


def test_blank_rows_and_the_example_are_passed_over_and_numbers_stay_those_of_the_file():
    table = [
        (),
        ("导入标记", *COUNTY[0]),
        ("示例，不导入", "预算单位", "1", "错", ""),
        *(("", *row) for row in COUNTY[1:]),
        ("", "", "", "", ""),
    ]
    assert read_organisation(rows(table)).problems == ()
    table.append(("", "预算单位", "9", "错", ""))
    assert problems(table)[0].startswith("第12行“编码”“9”")


CELLS = (
    st.none()
    | st.integers(-10, 10**12)
    | st.floats(allow_nan=False)
    | st.text(max_size=12)
    | st.sampled_from(["804", "130535", "预算单位", "主管部门"])
)


@given(st.lists(st.lists(CELLS, max_size=6), max_size=12))
def test_no_list_makes_the_reader_fail(table):
    with_header = [COUNTY[0], *table]
    for each in (table, with_header):
        reading = read_organisation(rows(each))
        assert reading.problems or reading.tree.places
        assert all(1 <= problem.row <= max(len(each), 1) for problem in reading.problems)


@pytest.mark.parametrize(("template", "read"), [(organisation_template, "organisation"), (people_template, "people")])
def test_a_filled_in_template_is_read_back(template, read):
    book = load_workbook(io.BytesIO(template()))
    sheet = book.worksheets[0]
    assert sheet["A3"].value.startswith("示例")
    for number, row in enumerate((COUNTY if read == "organisation" else PEOPLE)[1:], 4):
        for position, value in enumerate(row, 2):
            sheet.cell(number, position, value)
    out = io.BytesIO()
    book.save(out)
    found = open_table(out.getvalue()).sheets[0].rows()
    tree = read_organisation(rows(COUNTY)).tree
    reading = read_organisation(found) if read == "organisation" else read_people(found, tree)
    assert reading.problems == ()
    assert len(reading.tree.places if read == "organisation" else reading.people) == (
        7 if read == "organisation" else 4
    )


def test_an_xlsx_of_another_program_is_read():
    book = Workbook()
    for row in COUNTY:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    assert len(read_organisation(open_table(out.getvalue()).sheets[0].rows()).tree.places) == 7


def test_people_get_their_postings_where_the_roles_are():
    tree = read_organisation(rows(COUNTY)).tree
    reading = read_people(rows(PEOPLE), tree)
    assert reading.problems == ()
    people = {one.id: one for one in reading.people}
    clerk = people["wangmin"]
    assert [(posting.role, posting.path) for posting in clerk.postings] == [
        (Role.CLERK, "/130535/804/804002/"), (Role.SECTION, "/130535/804/804002/"),
    ]  # fmt: skip
    assert clerk.postings[0].since == date(2020, 1, 1)
    assert people["zhaofang"].postings[0].path == "/130535/"
    section = people["lisi"].postings[0]
    assert (section.until, section.charges) == (date(2020, 12, 31), ("/130535/804/", "/130535/219/"))
    draft = Thing(tree.path("804002"), process="target", state="draft")
    assert may(clerk, "target.submit", draft, date(2020, 7, 1)).who == "王敏"


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("王 敏", "王敏", "单位经办人", "804002"), "第2行“登录名”“王 敏”：不能作登录名。用文字、数字和 @ . + - _，最多60个字。"),
        (("w" * 61, "王敏", "单位经办人", "804002"), "第2行“登录名”“wwwwwwww"),
        (("wangmin", "王" * 61, "单位经办人", "804002"), f"第2行“姓名”“{'王' * 61}”：超过60个字。"),
        (("wangmin", "王敏", "局长", "804002"), "第2行“角色”“局长”：只能填：单位经办人；单位负责人；"),
        (("wangmin", "王敏", "单位经办人", "999"), "第2行“所在单位编码”“999”：不在单位表里。请先导入单位，或改正编码。"),
        (("wangmin", "王敏", "绩效股", "804002"), "第2行“所在单位编码”“804002”：绩效股应在财政部门或区划任职。"),
        (("wangmin", "王敏", "主管部门", "804002"), "第2行“所在单位编码”“804002”：主管部门的人应在三位编码的部门任职。"),
        (("wangmin", "王敏", "单位经办人", "130535"), "第2行“所在单位编码”“130535”：单位经办人应在单位任职，不在区划。"),
        (("wangmin", "王敏", "单位经办人", "804002", "昨天"), "第2行“任职起”“昨天”：不是日期。请写成2020-01-01的样子。"),
        (("wangmin", "王敏", "单位经办人", "804002", "2020-02-30"), "第2行“任职起”“2020-02-30”：不是日期。"),
        (("wangmin", "王敏", "单位经办人", "804002", "2020-02-01", "2020-01-01"), "第2行“任职止”“2020-01-01”：早于任职起2020-02-01。请改正。"),
        (("wangmin", "王敏", "财政业务股室", "101", "", "", "804、999"), "第2行“对口部门编码”“999”：不在单位表里。请改正编码。"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_person_is_said_with_its_row(row, sentence):
    reading = read_people(rows([PEOPLE[0], row]), read_organisation(rows(COUNTY)).tree)
    assert reading.people == ()
    assert any(str(problem).startswith(sentence) for problem in reading.problems), [*map(str, reading.problems)]


def test_logins_and_roles_are_taken_as_the_pages_take_and_call_them():
    table = [
        PEOPLE[0],
        ("王敏", "王敏", "经办人", "804002"),
        ("0017", "赵芳", "负责人", "804002"),
        ("han_j", "韩", "审计", "130535"),
    ]
    reading = read_people(rows(table), read_organisation(rows(COUNTY)).tree)
    assert reading.problems == ()
    roles = [(one.id, one.postings[0].role) for one in reading.people]
    assert roles == [("王敏", Role.CLERK), ("0017", Role.HEAD), ("han_j", Role.OVERSIGHT)]


def test_logins_that_differ_only_in_capitals_are_one_login_and_told():
    table = [*PEOPLE, ("ZhaoFang", "赵芳", "绩效股", "101")]
    reading = read_people(rows(table), read_organisation(rows(COUNTY)).tree)
    assert [str(problem) for problem in reading.problems] == [
        "第7行“登录名”“ZhaoFang”：与前面的zhaofang只差大小写，容易认错人。请写成一样，或换一个。"
    ]


def test_one_login_has_one_name():
    reading = read_people(
        rows([*PEOPLE, ("wangmin", "王明", "单位负责人", "804002")]), read_organisation(rows(COUNTY)).tree
    )
    assert [str(problem) for problem in reading.problems] == [
        "第7行“姓名”“王明”：登录名wangmin在前面是王敏。请改成一致，或换登录名。"
    ]


def test_a_tree_refuses_doubles_strangers_and_circles():
    unit = OrganisationKind.UNIT
    for places, words in (
        ([Organisation("1", "甲", unit), Organisation("1", "乙", unit)], "两次"),
        ([Organisation("1", "甲", unit, "2")], "不在表里"),
        ([Organisation("1", "甲", unit, "2"), Organisation("2", "乙", unit, "1")], "绕回"),
    ):
        with pytest.raises(ValueError, match=words):
            organisation_tree(places)


def test_the_bureau_is_posted_at_its_region_and_the_unit_at_itself():
    tree = read_organisation(rows(COUNTY)).tree
    assert posting_path(tree, "101", Role.BUDGET) == "/130535/"
    assert posting_path(tree, "101", Role.CLERK) == "/130535/101/"
    assert posting_path(tree, "804", Role.DEPARTMENT) == "/130535/804/"
