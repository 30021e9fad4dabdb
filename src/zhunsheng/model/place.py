"""Where a value was read: the place in the file that a person can open and point at."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A place in a source file; every number counts from 1, ``None`` means that the format has no such thing.

    ``sheet`` is a worksheet's name; ``page`` a PDF page; ``table``, ``row`` and ``cell`` count within the file, the
    table and the row; ``line`` is a line of a text file or the ordinal of a paragraph.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    line: int | None = None
    sheet: str | None = None

    def __str__(self) -> str:
        parts = []
        if self.sheet is not None:
            parts.append(f"工作表“{self.sheet}”")
        if self.page is not None:
            parts.append(f"第{self.page}页")
        if self.table is not None:
            parts.append(f"第{self.table}个表格")
        if self.row is not None:
            parts.append(f"第{self.row}行")
        if self.cell is not None:
            parts.append(f"第{self.cell}格")
        if self.line is not None and self.table is None:
            parts.append(f"第{self.line}行")
        return "".join(parts) or "全文"

    def to_json(self) -> dict[str, int | str]:
        """This place as a JSON object that leaves out what is unknown."""
        return {key: value for key, value in self._asdict().items() if value is not None}


class Problem(NamedTuple):
    """What could not be read, or was read by a guess: where, what happened, why and how to mend it (Chinese)."""

    where: str
    message: str
    place: Place | None = None
