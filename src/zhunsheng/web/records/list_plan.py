"""What bringing in a list of units or of people would make, change and leave alone; or every error by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from zhunsheng.ledger.table_file import Cell, Unusable, open_table
from zhunsheng.lifecycle.list_kind import ListKind, list_kind
from zhunsheng.lifecycle.listing import RowProblem
from zhunsheng.lifecycle.organisation_file import OrganisationReading, read_organisation
from zhunsheng.lifecycle.people_file import PeopleReading, read_people
from zhunsheng.model.organisation_tree import Organisation, OrganisationKind, OrganisationTree, organisation_tree
from zhunsheng.model.people import Person
from zhunsheng.model.role import Role as Office
from zhunsheng.web.accounts.models import Role, User
from zhunsheng.web.records.models import Unit, UnitKind
from zhunsheng.web.records.operations.manage_people import manages
from zhunsheng.web.records.operations.outcome import Invalid
from zhunsheng.web.records.scope import sees, units

MOST_ROWS = 5000
"""The longest list."""


@dataclass(frozen=True, slots=True)
class UnitChange:
    """A unit as the list wants it. ``unit`` is the one that is there, ``None`` for a new one; ``what`` says what differs."""

    place: Organisation
    row: int
    unit: Unit | None
    what: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The code, as the list and the audit trail name it."""
        return self.place.code


@dataclass(frozen=True, slots=True)
class PersonChange:
    """A person as the list wants them; the other fields as in :class:`UnitChange`."""

    login: str
    name: str
    role: str
    unit: Unit | None
    since: date | None
    until: date | None
    charges: tuple[int, ...]
    email: str
    row: int
    user: User | None
    what: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The login name, as the audit trail names them."""
        return self.login

    @property
    def role_label(self) -> str:
        """The role in Chinese."""
        return str(Role(self.role).label)


@dataclass(frozen=True, slots=True)
class ListPlan:
    """A list against what is there. With problems nothing of it can be brought in."""

    kind: ListKind
    made: tuple[UnitChange | PersonChange, ...] = ()
    changed: tuple[UnitChange | PersonChange, ...] = ()
    same: int = 0
    untouched: int = 0
    """How many are there that the list does not name: they stay as they are."""
    problems: tuple[RowProblem, ...] = field(default=())


def plan_of(by: User, data: bytes) -> ListPlan:
    """What a file would do when this person brings it in. Raises :class:`Invalid` for a file that is no such list."""
    try:
        sheets = [list(sheet.rows()) for sheet in open_table(data).sheets]
    except Unusable as refusal:
        raise Invalid(str(refusal)) from refusal
    for rows in sheets:
        kind = list_kind(rows)
        if kind is not None:
            if len(rows) > MOST_ROWS + 15:
                raise Invalid(f"表有{len(rows)}行，一次最多{MOST_ROWS}行。请拆成几个文件。")
            return _units(by, rows) if kind is ListKind.UNITS else _people(by, rows)
    raise Invalid(
        "没有认出单位表或用户表。单位表要有类别、编码、名称，用户表要有登录名、姓名、角色、所在单位编码。请用模板填写。"
    )


def tree_now() -> tuple[OrganisationTree, dict[str, Unit]]:
    """Every place that is there, as the core knows it, and the units by code."""
    there = {unit.code: unit for unit in Unit.objects.select_related("parent")}
    places = (
        Organisation(unit.code, unit.name, OrganisationKind(unit.kind), unit.parent.code if unit.parent else None)
        for unit in there.values()
    )
    return organisation_tree(places), there


Rows = list[tuple[int, list[Cell]]]


def _units(by: User, rows: Rows) -> ListPlan:
    known, there = tree_now()
    reading = read_organisation(rows, known)
    if reading.problems:
        return ListPlan(ListKind.UNITS, problems=reading.problems)
    problems = tuple(_not_mine(by, reading, there))
    if problems:
        return ListPlan(ListKind.UNITS, problems=problems)
    made, changed, same = [], [], 0
    for code in sorted(reading.rows, key=lambda one: reading.tree.path(one).count("/")):
        place, unit = reading.tree.places[code], there.get(code)
        change = UnitChange(place, reading.rows[code], unit, _unit_differs(place, unit) if unit else ())
        if unit is None:
            made.append(change)
        elif change.what:
            changed.append(change)
        else:
            same += 1
    left = sum(1 for code in there if code not in reading.rows)
    return ListPlan(ListKind.UNITS, tuple(made), tuple(changed), same, left)


def _unit_differs(place: Organisation, unit: Unit) -> tuple[str, ...]:
    parent = unit.parent.code if unit.parent else None
    return tuple(
        words
        for differs, words in (
            (place.name != unit.name, f"名称：{unit.name} → {place.name}"),
            (place.kind.value != unit.kind, f"类别：{UnitKind(unit.kind).label} → {place.kind.label}"),
            (place.parent != parent, f"上级：{parent or '没有'} → {place.parent or '没有'}"),
        )
        if differs
    )


def _not_mine(by: User, reading: OrganisationReading, there: Mapping[str, Unit]) -> Iterator[RowProblem]:
    """Rows that an administrator of a part of the tree may not touch."""
    if by.runs_installation:
        return
    own = set(units(by).values_list("code", flat=True))
    for code, row in sorted(reading.rows.items(), key=lambda pair: pair[1]):
        above = set(reading.tree.path(code).strip("/").split("/")[:-1])
        inside = code in own if code in there else bool(own & above)
        own_unit = by.unit is not None and code == by.unit.code
        moves = code in there and "上级：" in "".join(_unit_differs(reading.tree.places[code], there[code]))
        if not inside:
            yield RowProblem(row, "编码", code, "不归您管理。请由上级单位的管理员导入这一行。")
        elif moves and own_unit:
            yield RowProblem(row, "上级编码", code, "不能移动您自己的单位。请由上级单位的管理员改。")


def _people(by: User, rows: Rows) -> ListPlan:
    known, there = tree_now()
    reading = read_people(rows, known)
    if reading.problems:
        return ListPlan(ListKind.PEOPLE, problems=reading.problems)
    users = {user.username.lower(): user for user in User.objects.select_related("unit").exclude(password="!")}
    taken = set(User.objects.filter(password="!").values_list("username", flat=True))
    problems: list[RowProblem] = []
    made, changed, same = [], [], 0
    for person in reading.people:
        found = list(_person_problems(by, person, reading, there, users.get(person.id.lower()), taken))
        problems += found
        if found:
            continue
        change = _person_change(person, reading, there, users.get(person.id.lower()))
        if change.user is None:
            made.append(change)
        elif change.what:
            changed.append(change)
        else:
            same += 1
    if problems:
        return ListPlan(ListKind.PEOPLE, problems=tuple(sorted(problems, key=lambda one: one.row)))
    listed = {person.id.lower() for person in reading.people}
    return ListPlan(ListKind.PEOPLE, tuple(made), tuple(changed), same, len(users.keys() - listed))


def _person_problems(
    by: User, person: Person, reading: PeopleReading, there: Mapping[str, Unit], user: User | None, taken: set[str]
) -> Iterator[RowProblem]:  # fmt: skip
    first, *others = reading.rows[person.id]
    if len(person.postings) > 1:
        yield RowProblem(
            others[0], "角色", person.postings[1].role.label,
            "一个登录名只任一个角色。兼任的请另设登录名，临时的用代办。",
        )  # fmt: skip
    posting = person.postings[0]
    unit = there.get(_code_of(posting.path))
    if person.id in taken:
        yield RowProblem(first, "登录名", person.id, "是系统自用的名字。请换一个。")
    if unit is None or not (by.runs_installation or sees(by, unit)):
        yield RowProblem(first, "所在单位编码", _code_of(posting.path), "不归您管理。请由上级单位的管理员导入。")
    if posting.role is Office.THIRD_PARTY and posting.charges:
        yield RowProblem(
            first, "对口部门编码", "、".join(posting.charges), "第三方的受托事项在评价里指定，这里请空着。"
        )
    if user is not None and user.pk == by.pk:
        yield RowProblem(first, "登录名", person.id, "是您自己。自己的角色和单位由另一位管理员改，请删去这一行。")
    elif user is not None and not manages(by, user):
        yield RowProblem(first, "登录名", person.id, "已有同名的人，不归您管理。请换登录名，或由上级单位的管理员导入。")


def _person_change(
    person: Person, reading: PeopleReading, there: Mapping[str, Unit], user: User | None
) -> PersonChange:  # fmt: skip
    posting = person.postings[0]
    unit = there[_code_of(posting.path)]
    charges = posting.charges if posting.role is Office.BUREAU_SECTION else ()
    ids = tuple(sorted(there[_code_of(path)].pk for path in charges))
    change = PersonChange(
        user.username if user else person.id, person.name, posting.role.value, unit, posting.since, posting.until, ids,
        reading.emails.get(person.id, ""), reading.rows[person.id][0], user,
    )  # fmt: skip
    if user is None:
        return change
    what = tuple(_person_differs(change, user))
    return PersonChange(
        change.login, change.name, change.role, unit, change.since, change.until, ids, change.email, change.row, user, what
    )  # fmt: skip


def _person_differs(change: PersonChange, user: User) -> Iterator[str]:
    if change.name != user.name:
        yield f"姓名：{user.name} → {change.name}"
    if change.role != user.role:
        yield f"角色：{Role(user.role).label} → {change.role_label}"
    if change.unit != user.unit:
        yield f"单位：{user.unit or '不属于任何单位'} → {change.unit}"
    if (change.since, change.until) != (user.since, user.until):
        yield f"任职：{_span(user.since, user.until)} → {_span(change.since, change.until)}"
    if list(change.charges) != sorted(user.charges):
        yield "对口部门"
    if change.email and change.email != user.email:
        yield f"邮箱：{user.email or '没有'} → {change.email}"


def _span(since: date | None, until: date | None) -> str:
    return f"{since or ''}至{until or '今'}"


def _code_of(path: str) -> str:
    return path.strip("/").rpartition("/")[2]
