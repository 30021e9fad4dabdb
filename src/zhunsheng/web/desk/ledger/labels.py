"""QR labels for things: on a lamp post or a tree, each opens the phone page with kind, thing and project filled in."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhunsheng.web.desk.entry_json import projects_of
from zhunsheng.web.desk.ledger.finding import writing_unit
from zhunsheng.web.desk.qr import qr_svg
from zhunsheng.web.records.cell_text import one_line, plain
from zhunsheng.web.records.kinds_in_force import KindInForce, kinds_of
from zhunsheng.web.records.operations.outcome import Invalid, NotDone
from zhunsheng.web.records.queries.phone import things, unit_projects
from zhunsheng.web.records.scope import units

MOST = 600
"""Labels on one sheet."""
_RANGE = re.compile(r"^(?P<stem>\S*?)(?P<first>\d{1,6})\s*(?:\.{2,}|…+|~|～|至|到)\s*(?P<again>\S*?)(?P<last>\d{1,6})$")


@require_http_methods(["GET", "HEAD", "POST"])
def labels(request: HttpRequest) -> HttpResponse:
    """Choose kind and things; with POST the sheet of labels, ready to print."""
    unit = writing_unit(request)
    kinds = {name: kind for name, kind in kinds_of(unit).items() if kind.ledger.thing and not kind.closed}
    chosen = kinds.get(one_line(request.POST.get("kind") or request.GET.get("kind"), 60))
    known = things(unit, kinds.values())
    typed = plain(request.POST.get("things", "")) or "\n".join(known.get(chosen.name, ()) if chosen else ())
    offered = sorted(kinds.values(), key=lambda kind: -len(known.get(kind.name, ())))
    context = {
        "unit": unit, "units": units(request.user).order_by("code")[:500], "kinds": offered, "kind": chosen,
        "projects": unit_projects(unit), "project": one_line(request.POST.get("project"), 12), "things": typed, "most": MOST,
    }  # fmt: skip
    if request.method != "POST":
        return render(request, "desk/ledger/labels.html", context)
    try:
        shown = _labels(request, unit.pk, chosen, typed)
        projects_of(unit, [int(context["project"])] if context["project"].isdecimal() else [])
    except NotDone as refusal:
        return render(request, "desk/ledger/labels.html", context | {"message": str(refusal)}, status=400)
    return render(request, "desk/ledger/labels.html", context | {"labels": shown})


def names_in(text: str) -> list[str]:
    """The things of a list: one a line, or separated by commas; ``LD-001..LD-220`` stands for all between.

    Raises :class:`Invalid` for too many, or none.
    """
    names: dict[str, None] = {}
    for word in re.split(r"[\n,，、;；]", text):
        for name in _spread(word.strip()):
            names[name[:100]] = None
            if len(names) > MOST:
                raise Invalid(f"一次最多印{MOST}张，请分几次印。")
    if not names:
        raise Invalid("还没有写要印哪些编号。一行一个，或写LD-001..LD-220。")
    return list(names)


def _spread(word: str) -> list[str]:
    found = _RANGE.match(word)
    if not found or found["again"] not in ("", found["stem"]):
        return [word] if word else []
    first, last, wide = int(found["first"]), int(found["last"]), len(found["first"])
    if last < first:
        raise Invalid(f"“{word}”的终点在起点之前，请改好再印。")
    return [f"{found['stem']}{number:0{wide}d}" for number in range(first, min(last, first + MOST) + 1)]


def _labels(request: HttpRequest, unit: int, kind: KindInForce | None, typed: str) -> list[dict[str, object]]:
    if kind is None:
        raise Invalid("请选一种有编号列的台账，例如巡查、报修工单。")
    project = one_line(request.POST.get("project"), 12)
    shown = []
    for name in names_in(typed):
        said = {"kind": kind.name, "thing": name} | ({"project": project} if project.isdecimal() else {})
        address = request.build_absolute_uri(f"/m/?{urlencode(said)}")
        shown.append({"name": name, "address": address, "qr": qr_svg(address, 3)})
    return shown
