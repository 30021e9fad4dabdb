"""The read side: questions that pages ask. Answers are frozen rows; no query set leaves this drawer."""

from zhunsheng.web.records.queries.history import CellEdit, Since, cell_history, changes_since, content_at, target_at
from zhunsheng.web.records.queries.listing import Filters, Listing, list_targets
from zhunsheng.web.records.queries.sheets import (
    PlanView,
    Siblings,
    TargetView,
    VersionView,
    find_plan,
    find_target,
    plan_view,
    siblings,
    target_view,
    versions,
)

__all__ = [
    "CellEdit",
    "Filters",
    "Listing",
    "PlanView",
    "Siblings",
    "Since",
    "TargetView",
    "VersionView",
    "cell_history",
    "changes_since",
    "content_at",
    "find_plan",
    "find_target",
    "list_targets",
    "plan_view",
    "siblings",
    "target_at",
    "target_view",
    "versions",
]
