"""What mutations do with cells: choose a row, change a text, leave rows out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from mutations import Good, Mutant

from zhunsheng.model.address import cells, put_cell
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project

Row = tuple[int, Indicator]


def texts(project: Project, *columns: str) -> list[tuple[str, str]]:
    """Address and text of the filled cells of these names (``purpose``, ``goal``, ``description``, ``basis`` …)."""
    return [(where, text) for where, text in cells(project).items() if text and where.rpartition(".")[2] in columns]


def target_of(row: Indicator) -> str:
    """The printed target, ``""`` where it is blank."""
    return row.target.text if row.target else ""


def rows(good: Good, fits: Callable[[Indicator], bool]) -> list[Row]:
    """The rows that fit."""
    return [(number, row) for number, row in enumerate(good.project.indicators) if fits(row)]


def without(good: Good, drop: Callable[[Indicator], bool], what: str) -> Mutant | None:
    """All rows that fit are left out, a mark at the list of indicators; ``None`` where none or nothing else is."""
    left = tuple(row for row in good.project.indicators if not drop(row))
    if not left or len(left) == len(good.project.indicators):
        return None
    return Mutant(replace(good.project, indicators=left), frozenset({"indicators"}), what)


def changed(good: Good, address: str, new: str | None, *also: str) -> Mutant:
    """One cell changed; the mark is right at it or at one of ``also``."""
    old = cells(good.project).get(address)
    return Mutant(put_cell(good.project, address, new), frozenset({address, *also}), f"{old} → {new}")


def row_cells(number: int, *columns: str) -> tuple[str, ...]:
    """Addresses of some cells of a row."""
    return tuple(f"indicators[{number}].{column}" for column in columns)


def sentence_into(text: str, sentence: str, random: Random) -> str:
    """The text with one more sentence, at the end or after one of its own full stops; the sentence ends as the text does."""
    if text.endswith("。"):
        parts = text.split("。")[:-1]
        at = random.randint(1, len(parts))
        return "。".join([*parts[:at], sentence, *parts[at:]]) + "。"
    return f"{text.rstrip('；;，')}；{sentence}"
