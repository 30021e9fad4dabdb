"""Delegations and leave, and the hand-over of a seat."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhunsheng.web.accounts.models import LENDABLE, User
from zhunsheng.web.desk.system.people import day_of
from zhunsheng.web.desk.system.units import may_manage
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.operations import arrange
from zhunsheng.web.records.operations.manage_people import manages
from zhunsheng.web.records.operations.outcome import Invalid, NotDone
from zhunsheng.web.records.queries.listing import whole_number
from zhunsheng.web.records.queries.standing_in import arrangement, arrangements, colleagues, moving
from zhunsheng.web.records.scope import units

OFFERED = 500


@require_http_methods(["GET", "HEAD", "POST"])
def stand_ins(request: HttpRequest) -> HttpResponse:
    """Who stands in for whom; POST lends a seat (``what=lend``) or takes leave (``what=leave``), or both."""
    status, person = 200, _person(request)
    if request.method == "POST":
        try:
            told = _arrange(request, person)
        except NotDone as refusal:
            messages.error(request, str(refusal))
            status = 400
        else:
            messages.success(request, told)
            return redirect("stand-ins")
    rows = arrangements(request.user)
    context = {
        "open": [row for row in rows if row.is_open], "past": [row for row in rows if not row.is_open],
        "person": person, "colleagues": colleagues(person) if person.may_stand_in else (), "people": _people(request),
        "today": current_day(), "typed": request.POST if status == 400 else {}, "own": person.pk == request.user.pk,
    }  # fmt: skip
    return render(request, "desk/duties/stand_ins.html", context, status=status)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an arrangement back."""
    row = arrangement(request.user, pk)
    if row is None:
        raise Http404
    try:
        arrange.revoke(request.user, row)
        messages.success(request, "已撤销。撤销之前办的事留在记录里。")
    except NotDone as refusal:
        messages.error(request, str(refusal))
    return redirect("stand-ins")


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """What would move when a person leaves, and to whom; POST moves it."""
    may_manage(request)
    person = User.objects.select_related("unit").filter(pk=pk).first()
    if person is None or not manages(request.user, person):
        raise Http404
    offered = colleagues(person)
    status = 200
    if request.method == "POST":
        try:
            successor = _chosen(request.POST.get("to"), offered)
            rows = arrange.hand_over(request.user, person, successor, request.POST.get("note", ""))
        except NotDone as refusal:
            messages.error(request, str(refusal))
            status = 400
        else:
            moved = rows[0].moved if rows else []
            context = {"person": person, "successor": successor, "moved": moved}
            return render(request, "desk/duties/handed_over.html", context)
    context = {
        "person": person, "colleagues": offered, "moving": moving(person) if person.may_stand_in else (),
        "typed": request.POST, "own": person.pk == request.user.pk,
    }  # fmt: skip
    return render(request, "desk/duties/hand_over.html", context, status=status)


def _person(request: HttpRequest) -> User:
    """Whose arrangements the form is for: one's own, or those of somebody whom an administrator names."""
    pk = whole_number(request.POST.get("person") or request.GET.get("person"), 10**9)
    if pk is None or pk == request.user.pk or not request.user.may_manage:
        return request.user
    found = User.objects.select_related("unit").filter(pk=pk).first()
    if found is None or not manages(request.user, found):
        raise Http404
    return found


def _arrange(request: HttpRequest, person: User) -> str:
    data = request.POST
    since, until, reason = day_of(data.get("since")), day_of(data.get("until")), one_line(data.get("reason"), 400)
    told = []
    if not data.get("to") and data.get("leave") != "on":
        raise Invalid("还没有选交给谁，也没有勾请假，没有设。请至少选一样。")
    if data.get("to"):
        taker = _chosen(data.get("to"), colleagues(person))
        arrange.lend_seat(request.user, person, taker, since, until, reason)
        told.append(f"{since}至{until}由{taker}代{person}办理")
    if data.get("leave") == "on":
        arrange.take_leave(request.user, person, since, until, reason)
        told.append(f"已登记{person}请假{since}至{until}")
    return "；".join(told) + "。"


def _chosen(text: str | None, offered: tuple[User, ...]) -> User:
    pk = whole_number(text, 10**9)
    found = next((user for user in offered if user.pk == pk), None)
    if found is None:
        raise Invalid("还没有选人，没有设。请从名单里选一位。")
    return found


def _people(request: HttpRequest) -> list[tuple[int, str]]:
    """Whom an administrator may arrange for."""
    if not request.user.may_manage:
        return []
    rows = User.objects.filter(is_active=True, role__in=LENDABLE).exclude(password="!").select_related("unit")
    if not request.user.runs_installation:
        rows = rows.filter(unit__in=units(request.user).values("pk"))
    return [(user.pk, f"{user}（{user.unit or '全部单位'}）") for user in rows.order_by("unit__code", "name")[:OFFERED]]
