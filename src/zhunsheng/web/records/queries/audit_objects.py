"""What the objects of the audit trail are called, and where one who may open them finds them.

An object is written as ``kind:rest`` (``target:12``, ``publication:3:2020:budget``). :data:`KINDS` knows a function for
every kind: it takes all objects of its kind on a page at once, so a page asks one question a kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from zhunsheng.formula.storage import day_of_number
from zhunsheng.law.parameters import legal_numbers
from zhunsheng.rules.registry import rules_by_code
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.appraisal_course import looks_inside
from zhunsheng.web.records.kinds_in_force import every_edition, kinds_seen
from zhunsheng.web.records.models import (
    Appraisal,
    Entry,
    ImportJob,
    OwnKind,
    Plan,
    PublicationKind,
    Reading,
    Survey,
    Target,
    Unit,
    UnitToken,
)
from zhunsheng.web.records.operations.manage_people import manages
from zhunsheng.web.records.scope import scoped, sees
from zhunsheng.web.records.standing_in import owners


@dataclass(frozen=True, slots=True)
class Named:
    """An object as people call it; ``url`` is blank where the reader may not open it or there is no page of it."""

    name: str
    url: str = ""


Found = dict[str, Named]
"""Names by the part of the object behind its kind."""
GONE = "（已不在）"
"""What stands behind the name of a sort of thing of which the row is gone."""


def names_of(user: User, objects: Iterable[str]) -> dict[str, Named]:
    """What some objects are called, for this reader; left out are those of which nothing is left."""
    split = {each: each.partition(":")[::2] for each in objects}
    rests: dict[str, set[str]] = {}
    for kind, rest in split.values():
        rests.setdefault(kind, set()).add(rest)
    named = {kind: KINDS[kind](user, these) for kind, these in rests.items() if kind in KINDS}
    return {each: named[kind][rest] for each, (kind, rest) in split.items() if rest in named.get(kind, {})}


def _targets(user: User, rests: set[str]) -> Found:
    rows = Target.objects.filter(pk__in=_numbers(rests)).values_list("pk", "name")
    seen = set(scoped(Target.objects.filter(pk__in=_numbers(rests)), user).values_list("pk", flat=True))
    return {str(pk): Named(name or "未命名项目", f"/projects/{pk}/" if pk in seen else "") for pk, name in rows}


def _plans(user: User, rests: set[str]) -> Found:
    rows = Plan.objects.filter(pk__in=_numbers(rests)).select_related("unit").defer("draft")
    return {
        str(row.pk): Named(
            f"{row.unit.name}{row.year}年部门整体目标",
            f"/department/{row.unit.code}/{row.year}/" if sees(user, row.unit) else "",
        )
        for row in rows
    }


def _cases(user: User, rests: set[str]) -> Found:
    rows = Appraisal.objects.filter(pk__in=_numbers(rests)).select_related("target__unit")
    inside = looks_inside(user)
    return {
        str(row.pk): Named(
            str(row),
            f"/{row.process.replace('_', '-')}{'s' if row.process == 'evaluation' else ''}/{row.pk}/"
            if inside and sees(user, row.target.unit)
            else "",
        )
        for row in rows
    }


def _users(user: User, rests: set[str]) -> Found:
    rows = User.objects.filter(pk__in=_numbers(rests)).select_related("unit")
    may = user.may_manage
    return {
        str(row.pk): Named(f"用户 {row}", f"/settings/people/{row.pk}/" if may and manages(user, row) else "")
        for row in rows
    }


def _units(user: User, rests: set[str]) -> Found:
    return {rest: Named(f"单位 {unit.name}", _unit_page(user, unit)) for rest, unit, _ in _of_units(rests, ":")}


def _unit_page(user: User, unit: Unit) -> str:
    if not sees(user, unit):
        return ""
    return f"/settings/units/{unit.pk}/" if user.may_manage else f"/projects/?unit={unit.code}"


def _readings(user: User, rests: set[str]) -> Found:
    rows = Reading.objects.filter(pk__in=_numbers(rests)).select_related("unit").defer("document", "message")
    mine = set(owners(user))
    return {
        str(row.pk): Named(
            f"文件 {row.name}",
            f"/readings/{row.pk}/"
            if row.uploaded_by_id in mine
            or (user.sees_drafts and (user.sees_everything or (row.unit is not None and sees(user, row.unit))))
            else "",
        )
        for row in rows
    }


def _entries(user: User, rests: set[str]) -> Found:
    rows = Entry.objects.filter(pk__in=rests).select_related("unit").only("pk", "kind", "edition", "day", "unit")
    kinds = every_edition()
    return {
        row.pk: Named(
            f"{kinds[(row.kind, row.edition)].label} {day_of_number(row.day):%Y-%m-%d}",
            f"/ledger/entries/{row.pk}/" if sees(user, row.unit) else "",
        )
        for row in rows
    }


def _ledgers(user: User, rests: set[str]) -> Found:
    seen = kinds_seen(user)
    labels = {name: kind.label for (name, _), kind in every_edition().items()} if rests - set(seen) else {}
    return {
        name: Named(f"台账 {seen[name].label}", f"/ledger/{name}/")
        if name in seen
        else Named(f"台账 {labels.get(name, GONE)}")
        for name in rests
    }


def _imports(user: User, rests: set[str]) -> Found:
    rows = ImportJob.objects.filter(pk__in=_numbers(rests)).select_related("unit").defer("problems")
    return {
        str(row.pk): Named(f"导入 {row.name}", f"/ledger/imports/{row.pk}/" if sees(user, row.unit) else "")
        for row in rows
    }


def _own_kinds(user: User, rests: set[str]) -> Found:
    rows = OwnKind.objects.filter(name__in=rests).select_related("unit").defer("definition").order_by("edition")
    return {
        row.name: Named(
            f"自定台账 {row.label}", f"/ledger/kinds/{row.name}/" if user.may_edit and sees(user, row.unit) else ""
        )
        for row in rows
    }


def _surveys(user: User, rests: set[str]) -> Found:
    rows = Survey.objects.filter(pk__in=_numbers(rests)).select_related("unit").defer("definition")
    return {
        str(row.pk): Named(f"问卷 {row.title}", f"/surveys/{row.pk}/" if sees(user, row.unit) else "") for row in rows
    }


def _tokens(user: User, rests: set[str]) -> Found:
    rows = UnitToken.objects.filter(pk__in=_numbers(rests)).select_related("unit")
    may = user.may_edit
    return {
        str(row.pk): Named(
            f"接口口令 {row.name}", f"/ledger/tokens/?unit={row.unit.code}" if may and sees(user, row.unit) else ""
        )
        for row in rows
    }


def _publications(user: User, rests: set[str]) -> Found:
    found: Found = {}
    for rest, unit, more in _of_units(rests, ":"):
        year, _, kind = more.partition(":")
        if kind in PublicationKind.values:
            url = f"/publications/{unit.code}/{year}/{kind}/" if sees(user, unit) else ""
            found[rest] = Named(f"公开件 {unit.name}{year}年（{PublicationKind(kind).label}）", url)
    return found


def _reviews(user: User, rests: set[str]) -> Found:
    return {
        rest: Named(f"审核 {unit.name}{year}年", f"/review/{unit.code}/{year}/" if sees(user, unit) else "")
        for rest, unit, year in _of_units(rests, "/")
    }


def _of_units(rests: set[str], mark: str) -> Iterator[tuple[str, Unit, str]]:
    """The units with which some objects begin, and what stands behind them."""
    split = {rest: rest.partition(mark)[::2] for rest in rests}
    units = Unit.objects.in_bulk(_numbers(number for number, _ in split.values()))
    for rest, (number, more) in split.items():
        unit = units.get(int(number)) if number.isascii() and number.isdecimal() else None
        if unit is not None:
            yield rest, unit, more


def _calendars(user: User, rests: set[str]) -> Found:
    names = dict(Unit.objects.filter(code__in=rests).values_list("code", "name"))
    return {code: Named(f"年历 {names.get(code, '') or '全部单位'}", "/calendar/") for code in rests}


def _rules(user: User, rests: set[str]) -> Found:
    known = rules_by_code()
    return {
        code: Named(f"规则 {code.removeprefix('ZS')} {known[code].title}", f"/rules/{code}/")
        if code in known
        else Named(f"规则 {code}{GONE}")
        for code in rests
    }


def _numbers_set(user: User, rests: set[str]) -> Found:
    known = legal_numbers()
    return {name: Named(f"数额 {known[name].title if name in known else GONE}") for name in rests}


def _results(user: User, rests: set[str]) -> Found:
    return {year: Named(f"{year}年结果应用规则", f"/results/rules/?year={year}") for year in rests}


def _lists(user: User, rests: set[str]) -> Found:
    words = {"units": "单位名单", "people": "人员名单"}
    return {name: Named(words.get(name, "名单"), "/settings/import/" if user.may_manage else "") for name in rests}


def _place(name: str, url: str, may: Callable[[User], bool], user: User, rests: set[str]) -> Found:
    """One thing of which there is only one."""
    return {rest: Named(name, url if may(user) else "") for rest in rests}


def _numbers(rests: Iterable[str]) -> set[int]:
    return {int(rest) for rest in rests if rest.isascii() and rest.isdecimal() and len(rest) < 16}


KINDS: Mapping[str, Callable[[User, set[str]], Found]] = {
    "target": _targets, "plan": _plans, "appraisal": _cases, "user": _users, "unit": _units, "reading": _readings,
    "entry": _entries, "ledger": _ledgers, "import": _imports, "kind": _own_kinds, "survey": _surveys, "unit_token": _tokens,
    "publication": _publications, "review": _reviews, "calendar": _calendars, "rule": _rules, "number": _numbers_set,
    "results": _results, "list": _lists,
    "review_form": partial(_place, "审核表分值", "/settings/review-form/", lambda user: user.may_set_rules),
    "mail": partial(_place, "发信设置", "/settings/mail/", lambda user: user.runs_installation),
    "backup": partial(_place, "整个系统的备份", "/settings/backups/", lambda user: user.runs_installation),
}  # fmt: skip
"""Every kind of object that the trail names."""
