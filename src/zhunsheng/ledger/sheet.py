"""Import of a spreadsheet: every row checked, every fault named by its cell, and either all rows become records or none.

A file is read twice and never held as records: :func:`check_sheet` counts and collects what is wrong; :meth:`SheetImport.records`
then yields the records one by one for whoever stores them in one transaction. Ids are made from what a row says, so that
importing a mended file again doubles nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from zhunsheng.ledger.gravity import Gravity, Remark
from zhunsheng.ledger.header import HELP_SHEET, PROJECT, SEARCHED_ROWS, Header, find_header
from zhunsheng.ledger.kind import LedgerKind
from zhunsheng.ledger.sheet_rows import CheckedRow, RowReader, Terms
from zhunsheng.ledger.table_file import Sheet, TableFile, Unusable, open_table
from zhunsheng.model.record import Record

MOST_LISTED = 1000
"""How many problems are listed; the rest is counted, and named in the marked copy."""
_BATCH = 500
Known = Callable[[Sequence[str]], Collection[str]]
"""Of these ids, those that are stored already."""
Progress = Callable[[int, int], None]
"""Told how many rows are read, of how many."""
Each = Callable[[CheckedRow], None]
"""Told every row that would be stored, in the order of the file."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One fault, question or note. ``cell`` is where it stands (``D7``), ``typed`` what stands there; blank for a whole row."""

    sheet: str
    row: int
    column: str | None
    cell: str
    typed: str
    sentence: str
    gravity: Gravity

    def __str__(self) -> str:
        place = f"第{self.row}行" + (f"“{self.column}”（{self.cell}）" if self.column else "")
        return f"{f'“{self.sheet}”' if self.sheet else ''}{place}：{self.sentence}"


@dataclass(slots=True)
class SheetImport:
    """What an import would do. Numbers count rows; ``repeated`` are rows that are stored already and will not be stored again."""

    kind: LedgerKind
    refusal: str | None = None
    """Why the file cannot be used at all."""
    rows: int = 0
    refused: int = 0
    asked: int = 0
    repeated: int = 0
    examples: int = 0
    remarks: list[Remark] = field(default_factory=list)
    """About the file as a whole: columns that are missing, unknown or guessed."""
    problems: list[RowProblem] = field(default_factory=list)
    unlisted: int = 0
    parts: list[tuple[Sheet, Header]] = field(default_factory=list)
    terms: Terms | None = None
    known: Known | None = None

    @property
    def usable(self) -> bool:
        """True when nothing is refused and there is something to import."""
        broken = any(remark.gravity is Gravity.REFUSE for remark in self.remarks)
        return self.refusal is None and not broken and not self.refused and self.rows > 0

    @property
    def asks(self) -> bool:
        """True when somebody has to confirm first."""
        return self.asked > 0 or any(remark.gravity is Gravity.ASK for remark in self.remarks)

    def records(self, *, confirmed: bool = False, by: str = "") -> Iterator[Record]:
        """The records, one by one, in the order of the file. Raises ``ValueError`` when the import may not happen."""
        if not self.usable or (self.asks and not confirmed):
            raise ValueError("this import has faults or open questions")
        return self._records(by)

    def _records(self, by: str) -> Iterator[Record]:
        for row, stored in self.checked_rows():
            if not stored:
                yield row.entry.record(row.id, project=row.project, unit=row.unit, by=by)

    def checked_rows(self) -> Iterator[tuple[CheckedRow, bool]]:
        """Every row that is not an example, again from the start, and whether it is stored already."""
        for row, stored in _with_known(self._rows(), self.known):
            if not row.example:
                yield row, stored

    def _rows(self) -> Iterator[CheckedRow]:
        if self.terms is None:
            return
        reader = RowReader(self.kind, self.terms)
        for sheet, header in self.parts:
            yield from reader.read(sheet, header)


def check_sheet(
    data: bytes,
    kind: LedgerKind,
    terms: Terms,
    *,
    known: Known | None = None,
    progress: Progress | None = None,
    each: Each | None = None,
) -> SheetImport:
    """Check a file (xlsx, xls, csv) against a kind. Never raises for what is in the file.

    ``each`` is for those who keep rows aside while they are checked, rather than read the file once more.
    """
    found = SheetImport(kind, terms=terms, known=known)
    try:
        table = open_table(data)
        _find_parts(found, table)
        if found.refusal is None:
            _check_rows(found, progress, each)
    except Unusable as error:
        found.refusal = str(error)
    return found


def _find_parts(found: SheetImport, table: TableFile) -> None:
    """The sheets with a header of this kind, and what their headers lack."""
    label = found.kind.label
    for sheet in table.sheets:
        if sheet.name in (HELP_SHEET, PROJECT):
            continue
        first = [row for row, _ in zip(sheet.rows(), range(SEARCHED_ROWS), strict=False)]
        header = find_header(first, found.kind)
        if header is not None:
            found.parts.append((sheet, header))
    if not found.parts:
        words = "、".join(column.label for column in found.kind.columns[:4])
        found.refusal = f"没有找到“{label}”的表头（{words}……）。请用“{label}”的模板填，或检查是不是选错了台账。"
        return
    for sheet, header in found.parts:
        found.remarks.extend(_header_remarks(sheet, header, label, found.terms))


def _header_remarks(sheet: Sheet, header: Header, label: str, terms: Terms | None) -> Iterator[Remark]:
    where = f"“{sheet.name}”" if sheet.name else ""
    if header.missing:
        yield Remark(None, f"{where}第{header.row}行的表头少了必填的列：{'、'.join(header.missing)}。")
    if header.twice:
        yield Remark(None, f"{where}第{header.row}行的表头有两列都是“{'”“'.join(header.twice)}”，请留一列。")
    for words, taken in header.guessed:
        yield Remark(None, f"{where}表头“{words}”按“{taken}”导入，对吗。", Gravity.ASK)
    if header.unknown:
        words = "、".join(words for _, words in header.unknown)
        yield Remark(None, f"{where}“{words}”不是{label}的列，不会导入，可以吗。", Gravity.ASK)
    if header.project is not None and terms is not None and not terms.projects:
        yield Remark(None, f"{where}“{PROJECT}”一列用不上：这个单位这一年还没有项目，请先建项目或删去这一列。")


def _check_rows(found: SheetImport, progress: Progress | None, each: Each | None) -> None:
    total = sum(sheet.height or 0 for sheet, _ in found.parts)
    for number, (row, stored) in enumerate(_with_known(found._rows(), found.known), 1):
        if progress is not None and number % _BATCH == 0:
            progress(min(number, total), total)
        if row.example:
            found.examples += 1
            continue
        found.rows += 1
        found.refused += row.refused
        found.repeated += stored
        found.asked += row.asks and not row.refused and not stored
        _list_problems(found, row, stored)
        if each is not None and not row.refused and not stored:
            each(row)
    if not found.rows:
        found.refusal = "表里没有要导入的行：表头下面是空的，或只有示例。"
    if progress is not None:
        progress(total, total)


def _list_problems(found: SheetImport, row: CheckedRow, stored: bool) -> None:
    if stored and not row.refused:
        remarks: Sequence[Remark] = (Remark(None, "这一行以前导入过，不再重复记。", Gravity.NOTE),)
    else:
        remarks = row.remarks
    for remark in remarks:
        if len(found.problems) < MOST_LISTED:
            found.problems.append(row_problem(found.kind, row, remark))
        else:
            found.unlisted += 1


def row_problem(kind: LedgerKind, row: CheckedRow, remark: Remark) -> RowProblem:
    """A remark on a row with its place in the file."""
    column = kind.record.column(remark.column) if remark.column else None
    position = row.positions.get(remark.column) if remark.column else None
    cell = "" if position is None else f"{get_column_letter(position + 1)}{row.number}"
    typed = row.entry.texts.get(remark.column or "", "")
    label = PROJECT if remark.column == PROJECT else column.label if column else None
    return RowProblem(row.sheet, row.number, label, cell, typed, remark.sentence, remark.gravity)


def _with_known(rows: Iterator[CheckedRow], known: Known | None) -> Iterator[tuple[CheckedRow, bool]]:
    """Each row and whether its id is stored already, asked for in batches."""
    batch: list[CheckedRow] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield from _asked_about(batch, known)
            batch = []
    yield from _asked_about(batch, known)


def _asked_about(batch: Sequence[CheckedRow], known: Known | None) -> Iterator[tuple[CheckedRow, bool]]:
    stored = set(known([row.id for row in batch if row.id])) if known is not None and batch else set[str]()
    for row in batch:
        yield row, bool(row.id) and row.id in stored
