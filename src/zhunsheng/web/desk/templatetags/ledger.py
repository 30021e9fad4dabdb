"""Small things that pages of ledgers and surveys print: a cell by its column, a line of months, the bars of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from zhunsheng.ledger import survey_result
from zhunsheng.ledger.survey_result import QuestionResult
from zhunsheng.model.record import NUMERIC, Column, ColumnType
from zhunsheng.web.records.queries.entries import EntryView

register = template.Library()
_HEIGHT, _STEP, _SHOWN = 20, 7, 12
_ON_ONE_LINE = 5
"""Words shorter than this never break."""


@register.filter
def cell(row: EntryView, name: str) -> str:
    """The text of one column of an entry."""
    return row.cell(name)


@register.filter
def is_number(column: Column) -> bool:
    """True for columns that stand to the right."""
    return column.type in NUMERIC


@register.filter
def is_short(column: Column) -> bool:
    """True for columns whose words stay on one line: a choice, a yes or no, a day."""
    return column.type in (ColumnType.CHOICE, ColumnType.BOOLEAN, ColumnType.DATE)


@register.filter
def shown(text: str, column: Column) -> SafeString | str:
    """A cell as people read it: a number with thousands separators, a moment that breaks between day and hour only."""
    if column.type in NUMERIC and text:
        return f"{Decimal(text):,}"
    day, _, hour = text.partition(" ")
    if column.type is not ColumnType.MOMENT or not hour:
        return text
    return format_html('<span class="nowrap">{}</span> {}', day, hour)


@register.simple_tag
def cells(row: EntryView, columns: Sequence[Column]) -> SafeString:
    """The cells of a row but its first, each as :func:`shown`: one call a row, since a list has hundreds of cells."""
    texts = {cell.name: cell.text for cell in row.cells}
    return format_html_join(
        "",
        '<td class="{}" data-label="{}">{}</td>',
        (
            (_look(column, text), column.label, shown(text, column))
            for column in columns[1:]
            for text in [texts.get(column.name, "")]
        ),
    )


def _look(column: Column, text: str) -> str:
    if is_number(column):
        return "num"
    return "nowrap" if is_short(column) or len(text) < _ON_ONE_LINE else ""


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


@register.simple_tag
def percent(part: int, whole: int) -> str:
    """``part`` of ``whole`` in per cent, to a hundredth; nothing of nothing."""
    share = survey_result.percent(part, whole)
    return "" if share is None else f"{share}"


_ROW, _WORDS_WIDE, _BAR_WIDE, _ENDS = 30, 100, 200, 100


@register.simple_tag
def bars(result: QuestionResult) -> SafeString:
    """The answers to a question as bars, each with its words and number beside it; green are those that count as satisfied."""
    rows = []
    most = max(result.valid, 1)
    for place, (word, count) in enumerate(result.counts):
        top = place * _ROW
        long = round(count * _BAR_WIDE / most)
        good = "good" if result.share is not None and word in result.question.satisfied else "plain"
        share = survey_result.percent(count, result.valid)
        rows.append(
            format_html(
                '<text x="{}" y="{}" text-anchor="end">{}</text><rect class="base" x="{}" y="{}" width="{}" height="18"/>'
                '<rect class="{}" x="{}" y="{}" width="{}" height="18"/><text class="soft" x="{}" y="{}">{} 份{}</text>',
                _WORDS_WIDE - 8,
                top + 19,
                word if len(word) <= 8 else f"{word[:7]}…",
                _WORDS_WIDE,
                top + 5,
                _BAR_WIDE,
                good,
                _WORDS_WIDE,
                top + 5,
                long,
                _WORDS_WIDE + _BAR_WIDE + 8,
                top + 19,
                count,
                "" if share is None else f" {share}%",
            )
        )
    words = f"{result.question.title}：" + "，".join(f"{word}{count}份" for word, count in result.counts)
    return format_html(
        '<svg class="bars" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        _WORDS_WIDE + _BAR_WIDE + _ENDS, len(result.counts) * _ROW, words, mark_safe("".join(rows)),
    )  # fmt: skip
