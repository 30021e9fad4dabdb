"""Binding formulas, stating values, and what the formula editor asks while one types."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from zhunsheng.formula.checker import check as check_formula
from zhunsheng.formula.checker import problems
from zhunsheng.formula.complete import complete
from zhunsheng.formula.explain import explain
from zhunsheng.formula.window import WINDOWS
from zhunsheng.model.measure import BindingScope
from zhunsheng.web.desk.answers import answering, body, text_of
from zhunsheng.web.desk.measures.finding import keep_typed, sheet_of
from zhunsheng.web.records.cell_text import plain
from zhunsheng.web.records.kinds_in_force import kinds_of
from zhunsheng.web.records.measured import AnySheet, preview
from zhunsheng.web.records.operations.bind_formula import LONGEST, Wanted, bind_formula
from zhunsheng.web.records.operations.outcome import NotDone
from zhunsheng.web.records.operations.state_value import state_value
from zhunsheng.web.records.queries.measures import short, url_of


@require_POST
@answering
def check(request: HttpRequest, whose: str, pk: int) -> HttpResponse:
    """What is wrong with a formula as it stands, or what it says and would come to; and what could be typed at the caret."""
    sheet, data = sheet_of(request, whose, pk), body(request)
    text = text_of(data, "formula")[: LONGEST + 1]
    kinds = {name: kind.record for name, kind in kinds_of(sheet.unit).items()}
    caret = data.get("caret")
    offered = complete(text, caret, kinds) if isinstance(caret, int) and 0 <= caret <= len(text) else ()
    answer: dict[str, object] = {
        "offers": [{"insert": one.insert, "label": one.label, "what": one.what, "meaning": one.detail, "start": one.place.start, "end": one.place.end, "back": one.back} for one in offered[:40]],
        "problems": [{"start": one.place.start, "end": one.place.end, "message": str(one)} for one in problems(text, kinds)] if text.strip() else [],
    }  # fmt: skip
    if text.strip() and not answer["problems"]:
        formula = check_formula(text, kinds)
        window = text_of(data, "window", missing="fiscal_year")
        scope = text_of(data, "scope", missing="project")
        answer |= {"canonical": formula.text, "words": explain(formula)}
        if window in WINDOWS and scope in {one.value for one in BindingScope}:
            answer["preview"] = _preview(
                sheet, text_of(data, "key", missing=""), text, window, scope, text_of(data, "target", missing="")
            )
    return JsonResponse(answer)


def _preview(sheet: AnySheet, key: str, text: str, window: str, scope: str, target: str) -> dict[str, object] | None:
    """What the formula would come to now."""
    measure = preview(sheet, key, text, window, BindingScope(scope), target[:200])
    if measure is None:
        return None
    return {
        "value": short(measure.value), "unit": measure.unit, "records": measure.records, "note": measure.note,
        "numerator": short(measure.numerator), "denominator": short(measure.denominator), "met": measure.met,
    }  # fmt: skip


@require_POST
def bind(request: HttpRequest, whose: str, pk: int, key: str) -> HttpResponse:
    """Keep a formula for an indicator."""
    sheet = sheet_of(request, whose, pk)
    data = request.POST
    base = data.get("base", "")
    wanted = Wanted(
        plain(data.get("formula", ""))[: LONGEST + 1], data.get("window", ""), data.get("scope", ""), data.get("reason", ""),
        int(base) if base.isascii() and base.isdecimal() and len(base) < 7 else None, data.get("name", ""), data.get("goal", ""), data.get("target", ""),
    )  # fmt: skip
    try:
        row = bind_formula(sheet, key[:32], request.user, wanted)
    except NotDone as refusal:
        messages.error(request, str(refusal))
        fields = {
            name: plain(data.get(name, ""))
            for name in ("formula", "window", "scope", "reason", "name", "target", "goal")
        }
        keep_typed(request, f"{whose}/{pk}/{key[:32]}", "bind", fields)
        if not key:
            return redirect(f"/department/{sheet.unit.code}/{sheet.year}/goals/new/")
    else:
        messages.success(request, f"取数办法已保存（第{row.number}版）。" if row.formula else "取数办法已取消。")
        key = row.key
        if not row.formula and whose == "department":
            return redirect("/measures/")
    return redirect(url_of(sheet, key))


@require_POST
def bind_new(request: HttpRequest, whose: str, pk: int) -> HttpResponse:
    """Bind a further goal of a department."""
    return bind(request, whose, pk, "")


@require_POST
def state(request: HttpRequest, whose: str, pk: int, key: str) -> HttpResponse:
    """Keep a stated value."""
    sheet = sheet_of(request, whose, pk)
    data = request.POST
    try:
        files = [(file.name or "", file.read()) for file in request.FILES.getlist("files")]
        state_value(
            sheet, key[:32], request.user, text=data.get("text", ""), reason=data.get("reason", ""), as_of=_day(data.get("as_of", "")), files=files
        )  # fmt: skip
    except NotDone as refusal:
        messages.error(request, str(refusal))
        fields: dict[str, object] = {name: plain(data.get(name, "")) for name in ("text", "reason", "as_of")}
        fields["files"] = [plain(file.name or "") for file in request.FILES.getlist("files")]
        keep_typed(request, f"{whose}/{pk}/{key[:32]}", "state", fields)
    else:
        messages.success(
            request, "自述已保存，凡显示它的地方都会标明。" if data.get("text", "").strip() else "自述已撤回。"
        )
    return redirect(url_of(sheet, key[:32]))


def _day(text: str) -> date:
    from zhunsheng.web.records.operations.outcome import Invalid

    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Invalid("请填自述截止到哪一天，没有保存。") from error
