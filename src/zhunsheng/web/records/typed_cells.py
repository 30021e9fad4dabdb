"""The cells of one form as somebody typed them: each is asked for as what it must be, and refused with how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import ClassVar

from zhunsheng.model.project import Project
from zhunsheng.model.spelling import half_width
from zhunsheng.web.records.cell_text import one_line, plain
from zhunsheng.web.records.operations.outcome import Invalid

SHORT = 400
"""Characters of a line."""
LARGEST = Decimal(10) ** 12
"""Numbers beyond are no number of record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedCells:
    """What somebody typed about a project; ``key`` names the row it is about, ``many`` gives all values of a field that may
    be chosen several times."""

    LONGEST: ClassVar[int] = 2000
    """Characters of a text of several lines."""
    UNITS: ClassVar[tuple[str, ...]] = ("%", "分")
    """What may stand behind a number."""

    project: Project
    key: str
    cells: Mapping[str, str]
    many: Callable[[str], Sequence[str]]
    has_files: bool = False

    def line(self, name: str) -> str:
        """A cell as one line."""
        return one_line(self.cells.get(name, ""), SHORT)

    def text(self, name: str) -> str:
        """A cell as text of several lines. Raises ``Invalid`` when it is too long."""
        said = plain(self.cells.get(name, "")).strip()
        if len(said) > self.LONGEST:
            raise Invalid(f"写了{len(said)}个字，最多{self.LONGEST}个，没有保存。请写短些，或作为附件。")
        return said

    def number(self, name: str, words: str, least: Decimal = -LARGEST, most: Decimal = LARGEST) -> Decimal | None:
        """A cell as a number between two bounds, called ``words``; ``None`` for a blank one. Raises ``Invalid``."""
        typed = self.line(name)
        said = half_width(typed).replace(",", "")
        for unit in self.UNITS:
            said = said.removesuffix(unit).strip()
        if not said:
            return None
        try:
            found = Decimal(said)
        except InvalidOperation as error:
            raise Invalid(f"{words}“{typed[:20]}”不是数，没有保存。请只写数字，如 85。") from error
        if not found.is_finite() or not least <= found <= most:
            raise Invalid(f"{words}“{typed[:20]}”不在{least:f}到{most:f}之间，没有保存。")
        return found

    def day(self, name: str, words: str) -> date:
        """A cell as a day. Raises ``Invalid`` for a blank one too."""
        said = self.line(name)
        try:
            return date.fromisoformat(said)
        except ValueError as error:
            raise Invalid(f"{words}“{said[:20]}”不是日期，没有保存。请写成2021-05-15这样。") from error
