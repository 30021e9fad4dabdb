"""People: looking, adding, changing, new passwords."""

from __future__ import annotations

import re
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhunsheng.web.accounts.models import Role, User
from zhunsheng.web.desk.system.units import chosen_unit, may_manage, offered
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.models import Unit
from zhunsheng.web.records.operations.manage_people import (
    Person,
    add_person,
    change_person,
    manages,
    reset_password,
)
from zhunsheng.web.records.operations.outcome import Invalid, NotDone
from zhunsheng.web.records.queries.people import person_page

MAY = {
    Role.CLERK: "读入、填写和修改本单位的表",
    Role.HEAD: "同经办人，代表单位",
    Role.REVIEWER: "审核所选单位及其下级的文本，不能改表",
    Role.FIELD: "在手机上记所选单位的台账，别的看不到",
    Role.SECTION: "记台账、答复意见，不改表",
    Role.DEPARTMENT: "审所属单位的表",
    Role.BUREAU_SECTION: "财政的业务股室：审对口部门的表",
    Role.PERFORMANCE: "财政的绩效股：复审、监控、评价、设规则和年历",
    Role.BUDGET: "财政的预算股：批复",
    Role.OVERSIGHT: "人大、审计：只看报送以后的",
    Role.THIRD_PARTY: "第三方机构：只看受托的",
    Role.VIEWER: "只能查看和导出",
    Role.ADMIN: "管理所选单位及其下级的单位和人员；不选单位的，管整个系统和审核设置",
}
"""What each role may do, in the order of the page."""


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """Everybody whom the administrator may change."""
    may_manage(request)
    query = {name: one_line(request.GET.get(name), 60) for name in ("q", "role", "state", "page")}
    context = {"page": person_page(request.user, query), "query": query, "roles": _roles()}
    return render(request, "desk/system/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add somebody; the page that answers shows the password, this once."""
    may_manage(request)
    if request.method != "POST":
        return _page(request, None, {"role": Role.CLERK.value, "active": "on"})
    data = request.POST
    try:
        made, word = add_person(
            request.user, one_line(data.get("username"), 80), _wanted(request), data.get("password", "")
        )
    except NotDone as refusal:
        messages.error(request, str(refusal))
        return _page(request, None, data.dict(), status=400)
    return _word(request, made, word, f"已增加{made}。")


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: name, role, unit, whether they may sign in."""
    found = _find(request, pk)
    if request.method != "POST":
        return _page(request, found, _fields(found))
    try:
        change_person(request.user, found, _wanted(request))
    except NotDone as refusal:
        messages.error(request, str(refusal))
        return _page(request, found, request.POST.dict(), status=400)
    messages.success(request, f"已改{request.POST.get('name', '').strip()[:60]}。")
    return redirect("people")


@require_POST
def password(request: HttpRequest, pk: int) -> HttpResponse:
    """A new password; the page that answers shows it, this once."""
    found = _find(request, pk)
    try:
        word = reset_password(request.user, found, request.POST.get("password", ""))
    except NotDone as refusal:
        messages.error(request, str(refusal))
        return _page(request, found, _fields(found), status=400)
    return _word(request, found, word, f"已重设{found}的密码。")


def day_of(text: str | None) -> date | None:
    """A day as a page sends it; ``None`` for a blank. Raises ``Invalid`` for anything else."""
    words = one_line(text, 20)
    try:
        return date.fromisoformat(words) if words else None
    except ValueError as error:
        raise Invalid(f"“{words}”不是日期，没有改动。请写成2020-01-01的样子。") from error


def _page(request: HttpRequest, found: User | None, fields: dict[str, str], status: int = 200) -> HttpResponse:
    context = {
        "person": found, "fields": fields, "roles": _roles(), "units": offered(request),
        "may_all": request.user.runs_installation, "own": found is not None and found.pk == request.user.pk,
    }  # fmt: skip
    return render(request, "desk/system/person.html", context, status=status)


def _word(request: HttpRequest, found: User, word: str, told: str) -> HttpResponse:
    return render(request, "desk/system/password_shown.html", {"person": found, "word": word, "told": told})


def _find(request: HttpRequest, pk: int) -> User:
    may_manage(request)
    found = User.objects.select_related("unit").filter(pk=pk).first()
    if found is None or not manages(request.user, found):
        raise Http404
    return found


def _wanted(request: HttpRequest) -> Person:
    data = request.POST
    unit = chosen_unit(request, data.get("unit"))
    return Person(
        one_line(data.get("name"), 60), one_line(data.get("role"), 20), unit, data.get("active") == "on",
        one_line(data.get("email"), 200), day_of(data.get("since")), day_of(data.get("until")), _charges(data.get("charges")),
    )  # fmt: skip


def _charges(text: str | None) -> tuple[int, ...]:
    """The ids of units named by their codes. Raises ``Invalid`` for a code that no unit has."""
    codes = [part for part in re.split(r"[、,，;；\s]+", one_line(text, 400)) if part]
    known = dict(Unit.objects.filter(code__in=codes).values_list("code", "pk"))
    missing = [code for code in codes if code not in known]
    if missing:
        raise Invalid(f"对口部门编码{'、'.join(missing)}没有这个单位，没有改动。请核对编码。")
    return tuple(known[code] for code in codes)


def _fields(found: User) -> dict[str, str]:
    codes = Unit.objects.filter(pk__in=found.charges).order_by("code").values_list("code", flat=True)
    return {
        "username": found.username, "name": found.name, "role": found.role, "unit": str(found.unit_id or ""),
        "active": "on" if found.is_active else "", "email": found.email, "since": str(found.since or ""),
        "until": str(found.until or ""), "charges": "、".join(codes) if found.charges else "",
    }  # fmt: skip


def _roles() -> list[tuple[str, str, str]]:
    return [(role.value, str(role.label), words) for role, words in MAY.items()]
