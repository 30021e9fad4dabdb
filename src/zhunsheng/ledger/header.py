"""Which column of a spreadsheet is which column of a kind: told by the words of its header row, in any order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from zhunsheng.ledger.kind import LedgerKind
from zhunsheng.ledger.table_file import Cell, cell_text
from zhunsheng.model.record import ColumnType
from zhunsheng.model.spelling import half_width

PROJECT = "项目编码"
"""Header of the column that says which project a row proves."""
MARK = "导入标记"
"""Header of the template's first column; a row that says 示例 there is not imported."""
REMARKS = "导入问题"
"""Header of the column that a marked copy adds."""
HELP_SHEET = "填写说明"
"""Name of the template's sheet of help; like the one of projects, it holds no records."""
SEARCHED_ROWS = 12
"""How far down a header row is looked for."""
_BRACKET = re.compile(r"[(\[【<〈].*?[)\]】>〉]")
_NOISE = re.compile(r"[\s*★#:：、_\-]+")
_CLOSE_ENOUGH = 80


@dataclass(frozen=True, slots=True)
class Header:
    """A recognised header row. ``columns`` tells the English column name at each position that has one.

    ``unknown`` are headers of no column (position, words), ``missing`` labels of required columns that are not there,
    ``twice`` labels that two headers claim, ``guessed`` headers taken for a column that is merely spelt alike.
    """

    row: int
    columns: Mapping[int, str]
    project: int | None = None
    mark: int | None = None
    unknown: tuple[tuple[int, str], ...] = ()
    missing: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    guessed: tuple[tuple[str, str], ...] = ()


def find_header(rows: Sequence[tuple[int, Sequence[Cell]]], kind: LedgerKind) -> Header | None:
    """The header among the first rows: the one with most known words, at least two (one for a kind of one required column)."""
    best: Header | None = None
    for number, row in rows[:SEARCHED_ROWS]:
        header = read_header(number, row, kind)
        if best is None or len(header.columns) > len(best.columns):
            best = header
    return best if best is not None and len(best.columns) >= min(2, len(kind.columns)) else None


def read_header(number: int, row: Sequence[Cell], kind: LedgerKind) -> Header:
    """What each cell of a row means as a header."""
    spellings = header_spellings(kind)
    columns: dict[int, str] = {}
    project = mark = None
    unknown: list[tuple[int, str]] = []
    twice: list[str] = []
    for position, cell in enumerate(row):
        word = plain_header(cell_text(cell))
        if not word or word == REMARKS:
            continue
        name = spellings.get(word)
        if word in (PROJECT, "项目代码"):
            project = position
        elif word == MARK:
            mark = position
        elif name is None:
            unknown.append((position, cell_text(cell).strip()))
        elif name in columns.values():
            twice.append(_label(kind, name))
        else:
            columns[position] = name
    guessed = _guess(unknown, columns, spellings) if len(columns) >= 2 else []
    taken = set(columns.values())
    missing = tuple(column.label for column in kind.columns if column.required and column.name not in taken)
    told = tuple((words, _label(kind, columns[position])) for position, words in guessed)
    return Header(number, columns, project, mark, tuple(unknown), missing, tuple(twice), told)


def header_spellings(kind: LedgerKind) -> dict[str, str]:
    """Every header that means a column, in plain spelling, to the column's English name."""
    spellings: dict[str, str] = {}
    for column in kind.columns:
        for word in (column.label, column.name, *kind.words.get(column.name, ())):
            spellings.setdefault(plain_header(word), column.name)
    return spellings


def plain_header(text: str) -> str:
    """A header without its unit in brackets, stars, blanks and full-width letters: ``金额（元）*`` → ``金额``."""
    return _NOISE.sub("", _BRACKET.sub("", half_width(text))).lower()


def header_words(kind: LedgerKind, name: str) -> str:
    """A column's header as templates print it: label, unit in brackets, a star when it is required."""
    column = kind.record.column(name)
    if column is None:
        raise LookupError(f"kind {kind.name} has no column {name}")
    unit = f"（{column.unit}）" if column.unit and column.type is not ColumnType.TEXT else ""
    return f"{column.label}{unit}{'*' if column.required else ''}"


def _guess(
    unknown: list[tuple[int, str]], columns: dict[int, str], spellings: Mapping[str, str]
) -> list[tuple[int, str]]:
    """Headers spelt nearly like a column that is still free are taken for it; moves them from ``unknown`` to ``columns``."""
    guessed = []
    for position, words in list(unknown):
        free = [spelling for spelling, name in spellings.items() if name not in columns.values()]
        near = process.extractOne(plain_header(words), free, scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
        if near is not None:
            columns[position] = spellings[near[0]]
            unknown.remove((position, words))
            guessed.append((position, words))
    return guessed


def _label(kind: LedgerKind, name: str) -> str:
    column = kind.record.column(name)
    return column.label if column else name
