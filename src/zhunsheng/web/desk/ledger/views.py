"""The ledgers, their lists, and one entry with all it has been."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhunsheng.web.desk.ledger.finding import seen_entry, seen_kind
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.queries.entries import STATES, EntryFilters, list_entries
from zhunsheng.web.records.queries.entry_history import entry_page
from zhunsheng.web.records.queries.ledgers import ledgers_of
from zhunsheng.web.records.queries.listing import whole_number
from zhunsheng.web.records.queries.photos import double_photos


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """All kinds with what they hold."""
    unit, year = one_line(request.GET.get("unit"), 20), whole_number(request.GET.get("year"), 9999)
    month = _month(request.GET.get("month", ""))
    ledgers = ledgers_of(request.user, unit, year, int(f"{month:%Y%m}") if month else None)
    context = {"ledgers": ledgers, "unit": unit, "year": year, "can_edit": request.user.may_edit, "month": month}
    query = {"unit": unit} if unit else {}
    if month is not None:
        query |= {"since": f"{month}", "until": f"{month.replace(day=monthrange(month.year, month.month)[1])}"}
    context["query"] = f"?{urlencode(query)}" if query else ""
    return render(request, "desk/ledger/home.html", context)


@require_safe
def entry_list(request: HttpRequest, kind: str) -> HttpResponse:
    """The entries of a kind."""
    found = seen_kind(request, kind)
    listing = list_entries(request.user, found, EntryFilters.of(request.GET))
    context = {
        "kind": found, "listing": listing, "filters": listing.filters, "states": STATES, "thing": found.ledger.thing,
        "can_edit": request.user.may_edit and not found.closed, "many_units": len(listing.units) > 1,
    }  # fmt: skip
    part = "desk/ledger/_entries.html" if request.htmx and not request.htmx.boosted else "desk/ledger/entries.html"
    return render(request, part, context)


@require_safe
def entry(request: HttpRequest, id: UUID) -> HttpResponse:
    """One entry: what it says, from where, its files, what it was before."""
    row = seen_entry(request, id)
    page = entry_page(row, request.user)
    may = request.user.may_edit and row.superseded_at is None
    context = {"page": page, "entry": page.entry, "can_edit": may, "fresh_id": uuid4()}
    return render(request, "desk/ledger/entry.html", context)


@require_safe
def photos(request: HttpRequest) -> HttpResponse:
    """Photos that were used more than once."""
    page = whole_number(request.GET.get("page"), 100_000) or 1
    return render(request, "desk/ledger/photos.html", {"doubles": double_photos(request.user, page)})


def _month(text: str) -> date | None:
    """The first day of a month of an address (``202007``); ``None`` for anything else."""
    if not (text.isascii() and text.isdecimal() and len(text) == 6 and text[:4] > "0000" and "01" <= text[4:] <= "12"):
        return None
    return date(int(text[:4]), int(text[4:]), 1)
