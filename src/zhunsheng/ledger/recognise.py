"""Which kind of evidence a spreadsheet holds: told by its headers and the names of its sheets."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from zhunsheng.ledger.header import HELP_SHEET, PROJECT, SEARCHED_ROWS, find_header
from zhunsheng.ledger.kind import LedgerKind
from zhunsheng.ledger.table_file import TableFile


def recognised_kinds(table: TableFile, kinds: Iterable[LedgerKind]) -> tuple[LedgerKind, ...]:
    """The kinds whose required columns the file has: the one that a sheet is named after, else those with most columns in it.

    More than one is returned where the headers fit several kinds alike; none where they fit no kind.
    """
    known, best, found = tuple(kinds), 0, []
    names = {sheet.name.strip() for sheet in table.sheets}
    named = tuple(kind for kind in known if kind.label in names)
    for kind in named or known:
        columns = _columns_found(table, kind)
        if columns > best:
            best, found = columns, [kind]
        elif columns and columns == best:
            found.append(kind)
    return tuple(found)


def _columns_found(table: TableFile, kind: LedgerKind) -> int:
    """How many of the kind's columns a sheet has when it lacks none that is required, less what it has besides."""
    best = 0
    for sheet in table.sheets:
        if sheet.name in (HELP_SHEET, PROJECT):
            continue
        header = find_header(list(islice(sheet.rows(), SEARCHED_ROWS)), kind)
        if header is not None and not header.missing:
            best = max(best, 2 * len(header.columns) - len(header.unknown) - 3 * len(header.guessed))
    return best
