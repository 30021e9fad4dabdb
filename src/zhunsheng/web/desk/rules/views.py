"""The rules' settings (administrators change, reviewers look), and a page that explains each rule."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from zhunsheng.model.finding import Category, Severity
from zhunsheng.rules.registry import rules_by_code
from zhunsheng.rules.rule import Rule
from zhunsheng.web.desk.rules.examples import shown_examples
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import RuleSetting
from zhunsheng.web.records.operations.outcome import NotDone
from zhunsheng.web.records.operations.set_rule import set_rule
from zhunsheng.web.records.operations.upload_file import YEARS
from zhunsheng.web.records.queries.rules import history_of, rule_row, rule_rows
from zhunsheng.web.records.rule_settings import own_setting

SWITCH = {"on": True, "off": False, "": None}


@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """All rules as they stand for a region and year."""
    may_look(request)
    region, year = region_of(request.GET.get("region")), year_in(request.GET.get("year"))
    rows = rule_rows(region, year, current_day())
    category, state, q = (one_line(request.GET.get(name), 40) for name in ("category", "state", "q"))
    shown = [
        row
        for row in rows
        if category in ("", row.category) and _fits(row, state) and (q in row.title or q.upper() in row.code)
    ]
    context = {
        "rows": shown, "total": len(rows), "changed": sum(row.changed for row in rows), "region": region, "year": year,
        "category": category, "state": state, "q": q, "categories": [item.value for item in Category],
        "scope": urlencode({name: value for name, value in (("region", region), ("year", year)) if value}),
    }  # fmt: skip
    return render(request, "desk/rules/settings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def setting(request: HttpRequest, rule: str) -> HttpResponse:
    """One rule's settings and their history; with POST a change."""
    may_look(request)
    found = _find(rule)
    region, year = region_of(request.GET.get("region")), year_in(request.GET.get("year"))
    if request.method != "POST":
        return _setting_page(request, found, region, year)
    data = request.POST
    year_text = one_line(data.get("year"), 10)
    try:
        row = set_rule(
            request.user, found.code, region=one_line(data.get("region"), 40), year=typed_year(year_text),
            enabled=SWITCH.get(data.get("enabled", "")), severity=one_line(data.get("severity"), 10),
            parameters={name[2:]: text for name, text in data.items() if name.startswith("p-")},
            since=day_of(data.get("since")), reason=data.get("reason", ""),
        )  # fmt: skip
    except NotDone as refusal:
        messages.error(request, str(refusal))
        return _setting_page(request, found, region, year, status=403 if not request.user.may_set_rules else 400)
    messages.success(request, f"已改规则{found.code}的设置，从{row.since:%Y-%m-%d}起按它审核。")
    query = urlencode({name: value for name, value in (("region", row.region), ("year", row.year)) if value})
    return redirect(f"/settings/rules/{found.code}/{f'?{query}' if query else ''}")


@require_safe
def explained(request: HttpRequest, rule: str) -> HttpResponse:
    """Why the rule is there, how to mend what it finds, what it rests on, and examples."""
    found = _find(rule)
    parameters = [(found.parameter_names[name], value) for name, value in found.parameters.items()]
    return render(
        request, "desk/rules/rule.html", {"rule": found, "examples": shown_examples(found), "parameters": parameters}
    )


def _setting_page(request: HttpRequest, rule: Rule, region: str, year: int | None, status: int = 200) -> HttpResponse:
    today = current_day()
    own = own_setting(rule.code, region, year, today)
    row = rule_row(rule, region, year, today)
    kept = request.POST or _fields(own)
    context = {
        "kept": kept, "fields": [(item, kept.get(f"p-{item.name}", "")) for item in row.parameters], "rule": rule, "row": row, "history": history_of(rule.code), "region": region,
        "year": year, "today": today, "severities": list(Severity), "can_set": request.user.may_set_rules,
        "typed": request.POST, "years": (YEARS.start, YEARS.stop - 1),
    }  # fmt: skip
    return render(request, "desk/rules/setting.html", context, status=status)


def _fields(row: RuleSetting | None) -> dict[str, str]:
    """What the form's fields hold where a setting for exactly this region and year is to be changed."""
    if row is None:
        return {}
    switch = {True: "on", False: "off", None: ""}
    return {
        "enabled": switch[row.enabled], "severity": row.severity,
        **{f"p-{name}": str(value) for name, value in row.parameters.items()},
    }  # fmt: skip


def may_look(request: HttpRequest) -> None:
    if not (request.user.may_review or request.user.may_set_rules):
        raise PermissionDenied("规则设置只有管理员和审核人能看。")


def _find(code: str) -> Rule:
    found = rules_by_code().get(code.upper())
    if found is None:
        raise Http404
    return found


def typed_year(text: str) -> int | None:
    """The year of a form's field; a senseless one is 0, which the act refuses."""
    return (year_in(text) or 0) if text else None


def _fits(row: object, state: str) -> bool:
    return {"changed": row.changed, "off": not row.enabled}.get(state, True)  # type: ignore[attr-defined]


def region_of(text: str | None) -> str:
    words = one_line(text, 20)
    return words if words.isascii() and words.isalnum() else ""


def year_in(text: str | None) -> int | None:
    words = one_line(text, 10)
    return int(words) if words.isascii() and words.isdecimal() and len(words) == 4 and int(words) in YEARS else None


def day_of(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
