"""Small things that ledger pages print: a cell by its column, a line of months."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from zhunsheng.model.record import NUMERIC, Column
from zhunsheng.web.records.queries.entries import EntryView

register = template.Library()
_HEIGHT, _STEP, _SHOWN = 20, 7, 12


@register.filter
def cell(row: EntryView, name: str) -> str:
    """The text of one column of an entry."""
    return row.cell(name)


@register.filter
def is_number(column: Column) -> bool:
    """True for columns that stand to the right."""
    return column.type in NUMERIC


@register.simple_tag
def spark(months: Sequence[tuple[int, int]]) -> SafeString:
    """The last twelve months that have entries, as bars; the words for those who do not see them."""
    shown = months[-_SHOWN:]
    most = max(count for _, count in shown)
    bars = []
    for place, (_, count) in enumerate(shown):
        height = max(2, round(count * _HEIGHT / most))
        bars.append(f'<rect x="{place * _STEP}" y="{_HEIGHT - height}" width="5" height="{height}"/>')
    words = "，".join(f"{month // 100}年{month % 100}月{count}条" for month, count in shown)
    return format_html(
        '<svg class="spark" width="{}" height="{}" role="img" aria-label="{}"><title>{}</title>{}</svg>',
        len(shown) * _STEP, _HEIGHT, words, words, mark_safe("".join(bars)),
    )  # fmt: skip
