"""Which list a spreadsheet holds: units, or people; told by the words of its header, never by its name."""

from __future__ import annotations

from enum import StrEnum

from zhunsheng.lifecycle import organisation_file, people_file
from zhunsheng.lifecycle.listing import Rows, read_rows


class ListKind(StrEnum):
    """The lists that an organisation is set up from."""

    UNITS = "units"
    PEOPLE = "people"

    @property
    def label(self) -> str:
        """The Chinese word that people read."""
        return {"units": "单位表", "people": "用户表"}[self.value]


def list_kind(rows: Rows) -> ListKind | None:
    """The list whose required columns all stand in the header; ``None`` for any other table."""
    listed = list(rows)
    for kind, columns in ((ListKind.PEOPLE, people_file.COLUMNS), (ListKind.UNITS, organisation_file.COLUMNS)):
        if not read_rows(listed, columns)[1]:
            return kind
    return None
