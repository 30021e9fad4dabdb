"""Tables. No logic in ``save()``; whatever changes them is an act in :mod:`zhunsheng.web.records.operations`."""

from zhunsheng.web.records.models.audit_entry import AuditEntry, ChainHead
from zhunsheng.web.records.models.edit import Edit, EditKind
from zhunsheng.web.records.models.indicator_row import IndicatorRow
from zhunsheng.web.records.models.plan import Plan
from zhunsheng.web.records.models.reading import Reading, ReadingStatus, StoredFile
from zhunsheng.web.records.models.sheet import Sheet
from zhunsheng.web.records.models.target import Target
from zhunsheng.web.records.models.unit import Unit
from zhunsheng.web.records.models.version import Version, VersionKind

__all__ = [
    "AuditEntry",
    "ChainHead",
    "Edit",
    "EditKind",
    "IndicatorRow",
    "Plan",
    "Reading",
    "ReadingStatus",
    "Sheet",
    "StoredFile",
    "Target",
    "Unit",
    "Version",
    "VersionKind",
]
