"""The rows of a sheet below its header, each read as an entry with its project and an id made from what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from zhunsheng.ledger.duplicates import digest_of, id_from_content
from zhunsheng.ledger.entry import Entry, EntryReader
from zhunsheng.ledger.gravity import Gravity, Remark
from zhunsheng.ledger.header import PROJECT, Header
from zhunsheng.ledger.kind import LedgerKind
from zhunsheng.ledger.table_file import Cell, Sheet, cell_text
from zhunsheng.model.record import Value

_SKIPPED = ("示例", "不导入")
_TOTALS = frozenset({"合计", "总计", "小计", "共计"})


@dataclass(frozen=True, slots=True)
class Terms:
    """What an import goes by. ``project`` is whose records they are where no column says it (``None``: the whole unit's);
    ``projects`` are the codes and names that such a column may say."""

    now: datetime
    year: int | None = None
    project: str | None = None
    unit: str | None = None
    projects: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One row: where it stands, what it came to, what is said about it. ``id`` is blank for a refused row.

    ``positions`` tells at which place (from 0) each column stands; ``cells`` is the row as in the file.
    """

    sheet: str
    number: int
    cells: Sequence[Cell]
    positions: Mapping[str, int]
    entry: Entry
    remarks: tuple[Remark, ...]
    project: str | None
    unit: str | None
    id: str
    example: bool = False

    @property
    def refused(self) -> bool:
        """True when the row has to be mended."""
        return any(remark.gravity is Gravity.REFUSE for remark in self.remarks)

    @property
    def asks(self) -> bool:
        """True when somebody has to say that it is right."""
        return any(remark.gravity is Gravity.ASK for remark in self.remarks)


class RowReader:
    """Reads rows of one import; remembers what it has met, to tell rows that say the same."""

    def __init__(self, kind: LedgerKind, terms: Terms) -> None:
        self.kind, self.terms = kind, terms
        self._reader = EntryReader(kind, terms.now, terms.year)
        self._met: dict[bytes, tuple[int, int]] = {}
        """What each row said, as a short digest: the first row that said it, and how often it was said."""
        self._examples = [EntryReader(kind, datetime(2100, 1, 1)).read(row).values for row in kind.examples[:1]]
        self._per_cent = {column.name for column in kind.columns if column.unit == "%"}
        self._by_name = {name: code for code, name in terms.projects.items()}

    def read(self, sheet: Sheet, header: Header) -> Iterator[CheckedRow]:
        """Every row below the header that is not blank."""
        positions = {name: position for position, name in header.columns.items()}
        if header.project is not None:
            positions[PROJECT] = header.project
        for number, cells in sheet.rows():
            if number > header.row and any(map(_is_filled, cells)):
                yield self._row(sheet.name, number, cells, header, positions)

    def _row(
        self, sheet: str, number: int, cells: Sequence[Cell], header: Header, positions: Mapping[str, int]
    ) -> CheckedRow:
        texts = {name: cell_text(cells[at]) for at, name in header.columns.items() if at < len(cells)}
        entry = self._reader.read(texts)
        mark = cell_text(cells[header.mark]) if header.mark is not None and header.mark < len(cells) else ""
        example = any(word in mark for word in _SKIPPED) or entry.values in self._examples
        remarks = list(entry.remarks)
        if any(isinstance(cell, str) and len(cell) < 9 and cell.replace(" ", "") in _TOTALS for cell in cells):
            remarks = [Remark(None, "这一行是合计，不是一条记录，请删去。")]
        project, problem = self._project(cells, header)
        remarks += problem
        if self._per_cent:
            remarks += self._fractions(cells, header)
        id = ""
        if not example and not any(remark.gravity is Gravity.REFUSE for remark in remarks):
            id, again = self._id(number, entry.values, project)
            remarks += again
        return CheckedRow(sheet, number, cells, positions, entry, tuple(remarks), project, self.terms.unit, id, example)

    def _project(self, cells: Sequence[Cell], header: Header) -> tuple[str | None, list[Remark]]:
        """The project that a row names by code or name; where it names none, the import's own."""
        if header.project is None or header.project >= len(cells):
            return self.terms.project, []
        words = cell_text(cells[header.project]).strip()
        if not words:
            return self.terms.project, []
        code = words if words in self.terms.projects else self._by_name.get(words)
        if code is None:
            return None, [Remark(PROJECT, f"没有编码或名称是“{words[:40]}”的项目，请照“{PROJECT}”表填。")]
        return code, []

    def _fractions(self, cells: Sequence[Cell], header: Header) -> Iterator[Remark]:
        """A cell that shows 95% holds 0.95; in a column of per cent nobody can tell which of the two was meant."""
        for position, name in header.columns.items():
            cell = cells[position] if position < len(cells) else None
            if name in self._per_cent and isinstance(cell, float) and 0 < abs(cell) <= 1:
                yield Remark(
                    name,
                    f"“{cell_text(cell)}”按{cell_text(cell)}%记；如果是{cell:.4g}的百分数，请写成{cell * 100:.4g}。",
                    Gravity.ASK,
                )

    def _id(self, number: int, values: Mapping[str, Value], project: str | None) -> tuple[str, list[Remark]]:
        """The row's id, and a question when another row of the file says the same."""
        digest = digest_of(self.kind.name, values, project, self.terms.unit)
        first, times = self._met.get(key := bytes.fromhex(digest[:32]), (number, 0))
        self._met[key] = (first, times + 1)
        asked = [Remark(None, f"和第{first}行完全一样，确定都要记吗。", Gravity.ASK)] if times else []
        return id_from_content(digest, times), asked


def _is_filled(cell: Cell) -> bool:
    return cell is not None and cell != "" and (not isinstance(cell, str) or not cell.isspace())
