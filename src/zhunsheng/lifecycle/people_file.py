"""The people of an organisation from a spreadsheet: who, in which role, where, from when — or every error by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from zhunsheng.lifecycle.listing import ListColumn, ListRow, RowProblem, Rows, blanks, read_rows
from zhunsheng.model.organisation_tree import OrganisationKind, OrganisationTree
from zhunsheng.model.people import Person, Posting
from zhunsheng.model.role import Role

_ROLES = {role.label: role for role in Role}
_ALSO = {
    "经办人": Role.CLERK, "负责人": Role.HEAD, "一线": Role.FIELD, "第三方": Role.THIRD_PARTY, "人大": Role.OVERSIGHT,
    "审计": Role.OVERSIGHT, "管理员": Role.ADMIN,
}  # fmt: skip
"""Shorter words that pages and people use for the same roles."""
_LOGIN_HELP = "用文字、数字和 @ . + - _，最多60个字。"
_LONGEST_NAME, _LONGEST_EMAIL = 60, 200
_BUREAU = (Role.BUREAU_SECTION, Role.PERFORMANCE, Role.BUDGET)
COLUMNS = (
    ListColumn("login", "登录名", ("用户名", "账号"), True, f"姓名、工号或拼音；{_LOGIN_HELP}", "wangmin", width=16),
    ListColumn("name", "姓名", (), True, "填真实姓名，留痕用。", "王敏", width=12),
    ListColumn("role", "角色", ("岗位",), True, "一行一个角色；一人多个角色写多行。", "单位经办人", tuple(_ROLES), 16),
    ListColumn("place", "所在单位编码", ("单位编码", "单位代码"), True, "财政部门的人填区划代码或财政部门编码。", "804002", width=16),
    ListColumn("since", "任职起", ("起", "开始日期"), False, "写成2020-01-01；空着是一直。", "2020-01-01", width=14),
    ListColumn("until", "任职止", ("止", "结束日期"), False, "写成2020-12-31；空着是至今。", "", width=14),
    ListColumn("charges", "对口部门编码", ("对口部门", "受托事项"), False, "业务股室对口的部门编码，用顿号隔开；空着是全部。", "804、219", width=24),
    ListColumn("email", "邮箱", ("电子邮箱", "邮件地址"), False, "收提醒用；空着就只在系统里提醒。", "wangmin@example.cn", width=24),
)  # fmt: skip
"""The columns of the list, in the order of the template."""
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")
_LOGIN = re.compile(r"[\w.@+-]{1,60}")
"""What the page takes for a login name, the list takes too."""


@dataclass(frozen=True, slots=True)
class PeopleReading:
    """What the file says: people by login name. With problems there is nobody: a list is taken whole or not at all."""

    people: tuple[Person, ...]
    problems: tuple[RowProblem, ...] = ()
    rows: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """In which rows each person stands, by login name."""
    emails: Mapping[str, str] = field(default_factory=dict)


def read_people(rows: Rows, tree: OrganisationTree) -> PeopleReading:
    """Everybody of a list with all their postings, or everything that is wrong with it, each with its row and column."""
    entries, problems = read_rows(rows, COLUMNS)
    entries = tuple(map(_with_role, entries))
    found = [*problems]
    if not problems:
        found += blanks(entries, COLUMNS)
        found += _wrong(entries, tree)
    if not entries and not found:
        found.append(RowProblem(1, "", "", "表头下面没有内容。请从表头下一行填起。"))
    if found:
        return PeopleReading((), tuple(sorted(found, key=lambda one: (one.row, one.column))))
    logins = dict.fromkeys(row["login"] for row in entries)
    by_login = {login: [row for row in entries if row["login"] == login] for login in logins}
    return PeopleReading(
        tuple(_person(login, rows, tree) for login, rows in by_login.items()),
        rows={login: tuple(row.number for row in rows) for login, rows in by_login.items()},
        emails={login: next((row["email"] for row in rows if row["email"]), "") for login, rows in by_login.items()},
    )


def posting_path(tree: OrganisationTree, code: str, role: Role) -> str:
    """The path at which a role is posted: for roles of the bureau and for oversight the region's, for all others the
    place itself. Raises ``KeyError`` for a code that is not in the tree."""
    region = tree.above(code, OrganisationKind.REGION)
    if role in (*_BUREAU, Role.OVERSIGHT, Role.THIRD_PARTY) and region is not None:
        return tree.path(region.code)
    return tree.path(code)


def _with_role(row: ListRow) -> ListRow:
    """The row with its role in the list's own word."""
    role = _ALSO.get(row["role"])
    return ListRow(row.number, {**row.cells, "role": role.label}) if role else row


def _wrong(entries: Iterable[ListRow], tree: OrganisationTree) -> Iterator[RowProblem]:
    names: dict[str, str] = {}
    spelt: dict[str, str] = {}
    for row in entries:
        login = row["login"]
        if login and not _LOGIN.fullmatch(login):
            yield RowProblem(row.number, "登录名", login, f"不能作登录名。{_LOGIN_HELP}")
        if login and spelt.setdefault(login.lower(), login) != login:
            first = spelt[login.lower()]
            yield RowProblem(
                row.number, "登录名", login, f"与前面的{first}只差大小写，容易认错人。请写成一样，或换一个。"
            )
        if len(row["name"]) > _LONGEST_NAME:
            yield RowProblem(row.number, "姓名", row["name"], f"超过{_LONGEST_NAME}个字。请填真实姓名。")
        if login and row["name"] and names.setdefault(login, row["name"]) != row["name"]:
            yield RowProblem(
                row.number, "姓名", row["name"], f"登录名{login}在前面是{names[login]}。请改成一致，或换登录名。"
            )
        if row["place"] and _code(row["place"]) not in tree.places:
            yield RowProblem(row.number, "所在单位编码", row["place"], "不在单位表里。请先导入单位，或改正编码。")
        elif row["place"] and row["role"] in _ROLES:
            yield from _misplaced(row, tree)
        if row["email"] and (len(row["email"]) > _LONGEST_EMAIL or not _EMAIL.fullmatch(row["email"])):
            yield RowProblem(row.number, "邮箱", row["email"], "不是邮箱地址。请写成wangmin@example.cn的样子，或空着。")
        yield from _days(row)


def _misplaced(row: ListRow, tree: OrganisationTree) -> Iterator[RowProblem]:
    role, place = _ROLES[row["role"]], tree.places[_code(row["place"])]
    at_top = place.kind in (OrganisationKind.REGION, OrganisationKind.BUREAU)
    if role in _BUREAU and not at_top:
        yield RowProblem(row.number, "所在单位编码", row["place"], f"{role.label}应在财政部门或区划任职。")
    if role is Role.DEPARTMENT and place.kind is not OrganisationKind.DEPARTMENT:
        yield RowProblem(row.number, "所在单位编码", row["place"], "主管部门的人应在三位编码的部门任职。")
    if role in (Role.CLERK, Role.HEAD, Role.SECTION, Role.FIELD) and place.kind is OrganisationKind.REGION:
        yield RowProblem(row.number, "所在单位编码", row["place"], f"{role.label}应在单位任职，不在区划。")
    if role is Role.BUREAU_SECTION:
        for code in _charges(row):
            if code not in tree.places:
                yield RowProblem(row.number, "对口部门编码", code, "不在单位表里。请改正编码。")


def _days(row: ListRow) -> Iterator[RowProblem]:
    days = {}
    for name, label in (("since", "任职起"), ("until", "任职止")):
        if row[name]:
            days[name] = _day(row[name])
            if days[name] is None:
                yield RowProblem(row.number, label, row[name], "不是日期。请写成2020-01-01的样子。")
    since, until = days.get("since"), days.get("until")
    if since and until and until < since:
        yield RowProblem(row.number, "任职止", row["until"], f"早于任职起{since}。请改正。")


def _person(login: str, rows: list[ListRow], tree: OrganisationTree) -> Person:
    postings = []
    for row in rows:
        role = _ROLES[row["role"]]
        charges = tuple(tree.path(code) for code in _charges(row)) if role is Role.BUREAU_SECTION else _charges(row)
        path = posting_path(tree, _code(row["place"]), role)
        postings.append(Posting(role, path, _day(row["since"]), _day(row["until"]), charges))
    return Person(login, rows[0]["name"], tuple(dict.fromkeys(postings)))


def _charges(row: ListRow) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[、,，;；\s]+", row["charges"]) if part)


def _code(text: str) -> str:
    return text[:6] if re.fullmatch(r"\d{6}000", text) else text


def _day(text: str) -> date | None:
    found = re.fullmatch(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?: 00:00)?", text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
