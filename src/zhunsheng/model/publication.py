"""What is known of a publication (公开): when it was approved and published, what had to be in it, what the file still hides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhunsheng.model.place import Place


class ResidueKind(StrEnum):
    """What a file can carry besides the page that one sees."""

    AUTHOR = "author"
    PROPERTY = "property"
    COMMENT = "comment"
    REVISION = "revision"
    HIDDEN_TEXT = "hidden_text"
    HIDDEN_CELLS = "hidden_cells"
    HIDDEN_SHEET = "hidden_sheet"
    ATTACHMENT = "attachment"
    LINK = "link"

    @property
    def label(self) -> str:
        """The Chinese word that people read."""
        return _LABELS[self]


_LABELS = {
    ResidueKind.AUTHOR: "作者姓名", ResidueKind.PROPERTY: "文档属性", ResidueKind.COMMENT: "批注", ResidueKind.REVISION: "修订痕迹",
    ResidueKind.HIDDEN_TEXT: "隐藏文字", ResidueKind.HIDDEN_CELLS: "隐藏的行或列", ResidueKind.HIDDEN_SHEET: "隐藏的工作表",
    ResidueKind.ATTACHMENT: "附带的文件", ResidueKind.LINK: "指向本机文件的链接",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Residue:
    """One thing that must not go out with a public file: what kind, where in the file, its words (shortened)."""

    kind: ResidueKind
    where: str
    text: str = ""
    place: Place | None = None

    def __str__(self) -> str:
        words = f"：{self.text}" if self.text else ""
        return f"{self.where}有{self.kind.label}{words}"


@dataclass(frozen=True, slots=True)
class Publication:
    """Facts about a document that is, or is to be, published; each is ``None`` where nobody knows it.

    ``expected`` are the codes of the projects that must be in it; ``searchable`` is false for a scan without text.
    """

    approved_on: date | None = None
    published_on: date | None = None
    expected: frozenset[str] | None = None
    searchable: bool | None = None
    residues: tuple[Residue, ...] | None = None
