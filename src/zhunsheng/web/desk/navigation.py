"""The side bar: its entries in the order of the work, for whom each is there, and which one the page belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from zhunsheng.web.accounts.models import Role, User
from zhunsheng.web.records.queries.results import list_refusal

Shown = Callable[[User], bool]


def _everybody(user: User) -> bool:
    return True


def _own_people(user: User) -> bool:
    """Not a third party: it sees the evaluations that it was invited to, and nothing else."""
    return user.is_superuser or user.role != Role.THIRD_PARTY


def _reviewers(user: User) -> bool:
    return user.may_review


def _only_items(user: User) -> tuple[str, str] | None:
    """Those to whom the list for the budget office is not shown find what their units have to mend."""
    return ("/results/items/", "问题整改") if list_refusal(user) else None


def _uploaders(user: User) -> bool:
    return user.may_upload


def _setters(user: User) -> bool:
    return user.may_manage or user.may_set_rules


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. ``also`` are the starts of further addresses that belong to it; ``opens`` starts a group of entries."""

    address: str
    label: str
    icon: str
    shown: Shown = _own_people
    also: tuple[str, ...] = ()
    opens: bool = False
    instead: Callable[[User], tuple[str, str] | None] | None = None
    """For whom the entry leads elsewhere, to what they may see of it: address and label."""

    def holds(self, path: str) -> bool:
        """True for the pages of this entry."""
        if self.address == "/":
            return path == "/"
        if "/review-form/" in path and not path.startswith("/settings/"):  # a project's page that belongs to the review
            return self.address == "/review/"
        return path.startswith((self.address, *self.also))


ENTRIES = (
    Entry("/", "工作台", "desk", _everybody),
    Entry("/overview/", "总览", "overview"),
    Entry("/projects/", "项目", "list"),
    Entry("/department/", "部门整体", "goal"),
    Entry("/ledger/", "台账", "ledger", opens=True),
    Entry("/surveys/", "问卷", "survey"),
    Entry("/measures/", "完成值", "measure"),
    Entry("/monitoring/", "监控", "watch", opens=True),
    Entry("/scores/", "自评", "score"),
    Entry("/evaluations/", "评价", "judge", _everybody, ("/ex-ante/",)),
    Entry("/results/", "结果应用", "results", instead=_only_items),
    Entry("/review/", "审核", "review", _reviewers, opens=True),
    Entry("/library/", "指标库", "library"),
    Entry("/publications/", "公开", "open"),
    Entry("/upload/", "读入文件", "upload", _uploaders, also=("/readings/",)),
    Entry("/settings/rules/", "系统", "rules", _setters, ("/settings/", "/calendar/", "/audit/"), opens=True),
)


def navigation(user: User, path: str) -> list[tuple[Entry, bool]]:
    """The entries that a person sees, and of each whether the page is one of its."""
    return [(_for(user, entry), entry.holds(path)) for entry in ENTRIES if entry.shown(user)]


def _for(user: User, entry: Entry) -> Entry:
    other = entry.instead(user) if entry.instead else None
    return replace(entry, address=other[0], label=other[1]) if other else entry
