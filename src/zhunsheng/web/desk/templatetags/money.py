"""Money as people read it: 元 inside, 万元 with two decimals on the page; and the names of what was set down."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django import template

from zhunsheng.pictures.figures import wan_exact
from zhunsheng.web.records.result_sorts import SORTS

register = template.Library()


@register.filter
def wan(yuan: Decimal | str | None) -> str:
    """An amount of 元 in 万元: ``123456`` → ``12.35``; nothing for a blank."""
    if yuan is None or yuan == "":
        return ""
    try:
        amount = (Decimal(yuan) / 10_000).quantize(Decimal("0.01"), ROUND_HALF_UP)
    except InvalidOperation:
        return ""
    return f"{amount:,}"


@register.filter
def wan_in_full(yuan: Decimal | str | None) -> str:
    """An amount of 元 in 万元 with as many decimals as it needs, two at least: for money beside the rate reckoned from it."""
    try:
        return "" if yuan is None or yuan == "" else wan_exact(Decimal(yuan))
    except InvalidOperation:
        return ""


@register.filter
def of_wan(amount: Decimal | str | None) -> str:
    """An amount that is in 万元 already, as :func:`wan_in_full` writes it."""
    try:
        return "" if amount is None or amount == "" else wan_exact(Decimal(amount) * 10_000)
    except InvalidOperation:
        return ""


@register.filter
def result_sort(what: str) -> str:
    """What people call a sort of note."""
    return SORTS[what].label if what in SORTS else what
