"""Department parts of further units in the same file: rules on the department part read the first one only, and say so."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.model.document import Document
from zhunsheng.rules.rule import Undecided


def unread_departments(document: Document, address: str) -> Iterator[Undecided]:
    """One open case for all department parts beyond the first: cells are addressed for one part a document."""
    names = [plan.unit.name or "另一单位" for plan in document.other_departments if not plan.is_blank]
    if names:
        more = f"等{len(names)}个单位" if len(names) > 1 else ""
        yield Undecided(address, f"同一份文件里“{names[0]}”{more}的部门部分没有看", "各单位分开的文本")
