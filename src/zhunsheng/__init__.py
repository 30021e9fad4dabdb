"""准绳: the public door — read, review, write.

>>> import zhunsheng
>>> document = zhunsheng.read(zhunsheng.example())
>>> len(document.projects), document.indicator_count
(9, 54)

Everything named here stays; whatever else the package holds may move. See ``docs/reference/python.md``.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zhunsheng.documents.reading.refusal import Refused
    from zhunsheng.documents.writing.unwritable import Unwritable
    from zhunsheng.model.department import DepartmentPlan
    from zhunsheng.model.document import Document
    from zhunsheng.model.finding import Finding, Severity
    from zhunsheng.model.indicator import Indicator
    from zhunsheng.model.project import Project
    from zhunsheng.model.quantity import Quantity
    from zhunsheng.rules.classification import classify
    from zhunsheng.rules.engine import Review
    from zhunsheng.usecases.python_api import (
        all_rules,
        example,
        from_json,
        mend,
        read,
        review,
        review_json,
        summary,
        to_json,
        write,
    )

_HOMES = {
    **dict.fromkeys(
        ("all_rules", "example", "from_json", "mend", "read", "review", "review_json", "summary", "to_json", "write"),
        "usecases.python_api",
    ),
    "Refused": "documents.reading.refusal",
    "Unwritable": "documents.writing.unwritable",
    "DepartmentPlan": "model.department",
    "Document": "model.document",
    "Finding": "model.finding",
    "Indicator": "model.indicator",
    "Project": "model.project",
    "Quantity": "model.quantity",
    "Review": "rules.engine",
    "Severity": "model.finding",
    "classify": "rules.classification",
}
"""Where each public name lives; it is loaded when it is first asked for, so that importing a room stays light."""

__all__ = [
    "DepartmentPlan",
    "Document",
    "Finding",
    "Indicator",
    "Project",
    "Quantity",
    "Refused",
    "Review",
    "Severity",
    "Unwritable",
    "all_rules",
    "classify",
    "example",
    "from_json",
    "mend",
    "read",
    "review",
    "review_json",
    "summary",
    "to_json",
    "write",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"zhunsheng.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
