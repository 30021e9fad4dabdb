"""A row of texts, as somebody typed it, becomes the values of a record and what has to be said about them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from zhunsheng.ledger.check import Check, compile_check
from zhunsheng.ledger.gravity import Gravity, Remark
from zhunsheng.ledger.kind import LedgerKind
from zhunsheng.ledger.values import Typed, print_value, read_value
from zhunsheng.model.record import Column, ColumnType, Record, Value

CLOCKS_DIFFER = timedelta(minutes=10)
"""How far a phone's clock may be ahead before a moment counts as future."""
_REMEMBERED = 500
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row came to. ``texts`` is what was typed, by English column name: nothing of it is lost, also when refused."""

    kind: LedgerKind
    texts: Mapping[str, str]
    values: Mapping[str, Value]
    remarks: tuple[Remark, ...] = field(default=())

    @property
    def refused(self) -> bool:
        """True when something has to be mended first."""
        return any(remark.gravity is Gravity.REFUSE for remark in self.remarks)

    @property
    def asks(self) -> bool:
        """True when a person has to say that it is right."""
        return any(remark.gravity is Gravity.ASK for remark in self.remarks)

    def remarks_on(self, column: str | None) -> tuple[Remark, ...]:
        """The remarks beside one column, or (``None``) about the whole."""
        return tuple(remark for remark in self.remarks if remark.column == column)

    def record(self, id: str, *, project: str | None = None, unit: str | None = None, by: str = "") -> Record:
        """The record to keep. Raises ``ValueError`` for a refused entry: nobody may keep that."""
        if self.refused:
            raise ValueError("a refused entry makes no record")
        return Record(id, self.kind.name, self.values, project, unit, by=by)


class EntryReader:
    """Reads rows of one kind. ``now`` is the unit's own local time; a day outside ``year`` is asked about (``None``: never)."""

    def __init__(self, kind: LedgerKind, now: datetime, year: int | None = None) -> None:
        self.kind, self.now, self.year = kind, now, year
        self._today = now.date()
        self._columns = [(column, column.name in kind.months, column.name not in kind.ahead) for column in kind.columns]
        self._names = {column.name: column.name for column in kind.columns}
        self._read: dict[str, dict[str, Typed]] = {column.name: {} for column in kind.columns}
        """What each column's latest texts came to: the same few words stand in most rows of a ledger."""
        self._checks = [compile_check(check, kind.record) for check in kind.checks]

    def read(self, texts: Mapping[str, str]) -> Entry:
        """The entry of a row; keys are English column names or Chinese labels. Never raises for what is typed."""
        typed, remarks = self._by_name(texts)
        values: dict[str, Value] = {}
        broken: set[str] = set()
        for column, month, past in self._columns:
            read = self._typed(typed.get(column.name, ""), column, month)
            value, sentence, gravity = read.value, read.sentence, read.gravity
            values[column.name] = value
            if sentence is not None:
                remarks.append(Remark(column.name, sentence, gravity))
            if sentence is not None and gravity is Gravity.REFUSE:
                broken.add(column.name)
            elif value is None:
                if column.required:
                    remarks.append(Remark(column.name, f"“{column.label}”必填，还空着。"))
                    broken.add(column.name)
            elif column.type in (ColumnType.DATE, ColumnType.MOMENT):
                remarks.extend(self._when(column, value, past))
        for ready in self._checks:
            if not ready.names & broken and not ready.holds(values):
                remarks.append(Remark(ready.check.column, said(ready.check, self.kind, values), ready.check.gravity))
        return Entry(self.kind, typed, values, tuple(remarks))

    def _typed(self, text: str, column: Column, month: bool) -> Typed:
        """The value of a text, remembered while the column has few different ones."""
        known = self._read[column.name]
        read = known.get(text)
        if read is None:
            if len(known) >= _REMEMBERED:
                known.clear()
            read = known[text] = read_value(text, column, self._today, month=month)
        return read

    def _by_name(self, texts: Mapping[str, str]) -> tuple[dict[str, str], list[Remark]]:
        """The texts by English column name, and a remark for each that belongs to no column."""
        typed: dict[str, str] = {}
        remarks: list[Remark] = []
        for word, text in texts.items():
            name = self._names.get(word)
            if name is None and (column := self.kind.column(word)) is not None:
                name = column.name
            if name is not None:
                typed[name] = text
            elif text.strip():
                remarks.append(Remark(None, f"“{self.kind.label}”没有“{word}”这一列，填的“{text[:20]}”没有地方记。"))
        return typed, remarks

    def _when(self, column: Column, value: Value, past: bool) -> list[Remark]:
        """What is to be said about a day: not yet come, or outside the year."""
        day = value.date() if isinstance(value, datetime) else value
        if not isinstance(day, date):
            return []
        ahead = value > self.now + CLOCKS_DIFFER if isinstance(value, datetime) else day > self._today
        if past and ahead:
            shown = print_value(value, column)
            return [Remark(column.name, f"“{column.label}”{shown}还没有到（今天是{self._today}），没发生的事不能记。")]
        if column.name == self.kind.record.day and self.year is not None and day.year != self.year:
            shown = print_value(value, column)
            return [Remark(column.name, f"“{column.label}”{shown}不在{self.year}年，确定吗。", Gravity.ASK)]
        return []


def said(check: Check, kind: LedgerKind, values: Mapping[str, Value]) -> str:
    """The sentence of a check with what stands in the columns it names in braces."""

    def fill(found: re.Match[str]) -> str:
        column = kind.record.column(found[1])
        return found.group() if column is None else print_value(values.get(column.name), column) or "（空）"

    return _PLACEHOLDER.sub(fill, check.sentence)
