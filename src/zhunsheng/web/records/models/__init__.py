"""Tables. No logic in ``save()``; whatever changes them is an act in :mod:`zhunsheng.web.records.operations`."""

from zhunsheng.web.records.models.audit_entry import AuditEntry, ChainHead
from zhunsheng.web.records.models.comment import Comment, CommentKind, Thread
from zhunsheng.web.records.models.decision import Decision, DecisionKind
from zhunsheng.web.records.models.edit import Edit, EditKind
from zhunsheng.web.records.models.form_mark import FormMark
from zhunsheng.web.records.models.indicator_row import IndicatorRow
from zhunsheng.web.records.models.plan import Plan
from zhunsheng.web.records.models.reading import Reading, ReadingStatus, StoredFile
from zhunsheng.web.records.models.round import Round
from zhunsheng.web.records.models.rule_setting import RuleSetting
from zhunsheng.web.records.models.sheet import Sheet
from zhunsheng.web.records.models.standing import Standing
from zhunsheng.web.records.models.target import Target
from zhunsheng.web.records.models.unit import Unit
from zhunsheng.web.records.models.version import Version, VersionKind

__all__ = [
    "AuditEntry",
    "ChainHead",
    "Comment",
    "CommentKind",
    "Decision",
    "DecisionKind",
    "Edit",
    "EditKind",
    "FormMark",
    "IndicatorRow",
    "Plan",
    "Reading",
    "ReadingStatus",
    "Round",
    "RuleSetting",
    "Sheet",
    "Standing",
    "StoredFile",
    "Target",
    "Thread",
    "Unit",
    "Version",
    "VersionKind",
]
