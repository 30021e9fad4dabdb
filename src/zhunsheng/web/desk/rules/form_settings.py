"""The review form's numbers: what items are worth, where grades begin, what findings cost, by region and year."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhunsheng.law.citation import Verified
from zhunsheng.law.parameters import legal_number
from zhunsheng.law.review_form import UNCHECKED
from zhunsheng.rules.grade import QUALITIES, SCHEME_NUMBERS, scheme_on
from zhunsheng.usecases.review_reports.form_words import points
from zhunsheng.web.desk.rules.views import day_of, may_look, region_of, typed_year, year_in
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.form_settings import FORM, form_numbers
from zhunsheng.web.records.operations.outcome import NotDone
from zhunsheng.web.records.operations.set_review_form import set_review_form
from zhunsheng.web.records.queries.rules import history_of
from zhunsheng.web.records.rule_settings import own_setting

GROUPS = (("子项分值", "review_points_"), ("分数线", "grade_minimum_"), ("怎样扣分", "review_"))
"""The page's blocks and how the names of their numbers begin; the first that fits takes a number."""


@require_http_methods(["GET", "HEAD", "POST"])
def form_settings(request: HttpRequest) -> HttpResponse:
    """The numbers as they stand for a region and year, with what each rests on; with POST a change."""
    may_look(request)
    region, year = region_of(request.GET.get("region")), year_in(request.GET.get("year"))
    if request.method != "POST":
        return _page(request, region, year)
    data = request.POST
    try:
        row = set_review_form(
            request.user, {name: data.get(name, "") for name in SCHEME_NUMBERS if name in data},
            region=one_line(data.get("region"), 40), year=typed_year(one_line(data.get("year"), 10)),
            since=day_of(data.get("since")), reason=data.get("reason", ""),
        )  # fmt: skip
    except NotDone as refusal:
        messages.error(request, str(refusal))
        return _page(request, region, year, status=403 if not request.user.may_set_rules else 400)
    messages.success(request, f"已改审核表的设置，从{row.since:%Y-%m-%d}起按它打分。")
    query = urlencode({name: value for name, value in (("region", row.region), ("year", row.year)) if value})
    return redirect(f"/settings/review-form/{f'?{query}' if query else ''}")


def _page(request: HttpRequest, region: str, year: int | None, status: int = 200) -> HttpResponse:
    today = current_day()
    local = form_numbers(region, year, today)
    own = own_setting(FORM, region, year, today)
    kept = request.POST or (own.parameters if own else {})
    scheme = scheme_on(today, local)
    groups: dict[str, list[dict[str, object]]] = {title: [] for title, _ in GROUPS}
    for name in SCHEME_NUMBERS:
        title = next(title for title, stem in GROUPS if name.startswith(stem))
        groups[title].append(_number(name, local, kept.get(name, "")))
    context = {
        "groups": groups, "total": points(sum(scheme.points.values(), Decimal(0))), "region": region, "year": year,
        "weights": [(name, points(scheme.weights[name])) for name in QUALITIES], "today": today,
        "history": history_of(FORM), "can_set": request.user.may_set_rules, "typed": request.POST,
    }  # fmt: skip
    return render(request, "desk/rules/form_settings.html", context, status=status)


def _number(name: str, local: dict[str, Decimal], typed: str) -> dict[str, object]:
    """One number: what holds, what the program's own is, how far that has been checked, and what stands in its field."""
    number = legal_number(name)
    usual = number.on(current_day())
    open_ = usual.basis.verified is not Verified.ARTICLE
    label = "" if name in local or not open_ else UNCHECKED if usual.basis.verified is Verified.DOCUMENT else "系统建议"
    return {
        "name": name, "title": number.title.removeprefix("审核表"), "unit": number.unit, "label": label,
        "value": points(local.get(name, usual.value)), "usual": points(usual.value), "changed": name in local,
        "basis": str(usual.basis), "typed": typed,
    }  # fmt: skip
