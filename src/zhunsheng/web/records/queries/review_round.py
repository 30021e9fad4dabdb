"""One round of review over a document: findings by cause, what was decided, what the last round had."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha1
from typing import Any

from django.db.models import Count, Q

from zhunsheng.model.address import cell_name
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Finding, Severity
from zhunsheng.rules.open_check import OpenCheck
from zhunsheng.rules.registry import rules_by_code
from zhunsheng.web.records.cell_address import to_key
from zhunsheng.web.records.decided import WHERE, Decided
from zhunsheng.web.records.models import DecisionKind, Edit, Plan, Round, Target, Unit
from zhunsheng.web.records.reviewing import Reviewed, review_whole, whereabouts
from zhunsheng.web.records.round_way import RoundWay, round_way, way_of
from zhunsheng.web.records.standing import is_decided, threads_of

_WORDS = re.compile(r"[“《][^”》]*[”》]")
_NUMBERS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
SINCE = {"new": "新增", "same": "仍在", "": ""}
"""What a finding is to the last round."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a cause. ``value`` names it in a form, ``url`` leads to its cell."""

    value: str
    url: str
    project: str
    indicator: str | None
    cell: str
    quote: str
    message: str
    since: str
    decision: Decided | None
    thread_open: bool

    @property
    def state(self) -> str:
        """The kind of the decision that holds, ``""`` for none."""
        return self.decision.kind if self.decision else ""

    @property
    def since_label(self) -> str:
        """新增, 仍在, or nothing in the first round."""
        return SINCE[self.since]


@dataclass(frozen=True, slots=True)
class Cause:
    """One item of the round: one rule, one reason, every place where it was found."""

    id: str
    rule: str
    title: str
    severity: str
    category: str
    message: str
    why: str
    how_to_fix: str
    legal_basis: str
    places: tuple[Place, ...] = field(default=())

    @property
    def state(self) -> str:
        """What was decided on all places; ``""`` while any is undecided, ``mixed`` where they differ."""
        states = {place.state for place in self.places}
        return "" if "" in states else states.pop() if len(states) == 1 else "mixed"

    @property
    def state_label(self) -> str:
        """The state in words."""
        state = self.state
        return str(DecisionKind(state).label) if state in DecisionKind.values else "已分别决定" if state else "未定"

    @property
    def where(self) -> str:
        """The projects of its places in a few words: ``路灯电费、绿化养护等4个项目``."""
        names = list(dict.fromkeys(place.project for place in self.places))
        return "、".join(names[:2]) + (f"等{len(names)}个项目" if len(names) > 2 else "")

    @property
    def decision(self) -> Decided | None:
        """The decision of the first place, for its reason and date."""
        return self.places[0].decision

    @property
    def new_count(self) -> int:
        """How many places the last round did not have."""
        return sum(place.since == "new" for place in self.places)

    @property
    def same_count(self) -> int:
        """How many places the last round had already."""
        return sum(place.since == "same" for place in self.places)


@dataclass(frozen=True, slots=True)
class RoundView:
    """A closed round as pages show it."""

    number: int
    summary: str
    by: str
    at: datetime
    items: tuple[Mapping[str, Any], ...] = ()
    forms: tuple[Mapping[str, Any], ...] = ()
    """The review forms of the projects as they stood at the end of the round."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the round is, in places: by decision, and against the last round."""

    total: int
    undecided: int
    kinds: Mapping[str, int]
    new: int
    same: int
    mended: int

    @property
    def decided(self) -> int:
        """Places with a decision."""
        return self.total - self.undecided

    @property
    def percent(self) -> int:
        """The share of decided places, rounded down; 100 for none at all."""
        return self.decided * 100 // self.total if self.total else 100

    def sentence(self, number: int) -> str:
        """What the round comes to: the beginning of the words with which the document is returned."""
        names = (("accept", "采纳"), ("ask", "询问"), ("dismiss", "驳回"), ("waive", "豁免"))
        parts = [f"{word}{self.kinds[kind]}处" for kind, word in names if self.kinds.get(kind)]
        parts += [f"未定{self.undecided}处"] if self.undecided else []
        against = f"；比上一轮已改{self.mended}处、仍在{self.same}处、新增{self.new}处" if number > 1 else ""
        return f"第{number}轮审核意见{self.total}处：{'，'.join(parts) or '没有意见'}{against}。"


@dataclass(frozen=True, slots=True)
class OpenLine:
    """Checks that could not be judged for one reason, and the projects that they stand open for."""

    reason: str
    checks: tuple[str, ...]
    projects: int


@dataclass(frozen=True, slots=True)
class Changed:
    """A sheet that was edited since the last round; ``url`` compares then and now."""

    name: str
    url: str
    edits: int


@dataclass(frozen=True, slots=True)
class RoundPage:
    """Everything on the page of a round in progress."""

    number: int
    causes: tuple[Cause, ...]
    mended: tuple[Mapping[str, Any], ...]
    progress: Progress
    rounds: tuple[RoundView, ...]
    undecided: tuple[OpenLine, ...] = ()
    """What nobody could judge, a line a reason."""
    changed: tuple[Changed, ...] = ()
    """The projects that were edited since the last round."""
    only: str = ""
    """The name of the project that the page is narrowed to."""
    way: RoundWay = field(default_factory=lambda: way_of([]))
    """What the end of the round means for the tables."""

    @property
    def returned(self) -> bool:
        """True where the last round was closed and nothing has been edited since."""
        return bool(self.rounds) and not self.changed

    @property
    def sentence(self) -> str:
        """The proposed words for the return."""
        words = self.progress.sentence(self.number)
        return words if not self.progress.kinds.get("accept") else f"{words}{self.way.request}"


def round_page(
    unit: Unit, year: int, only: int | None = None, hidden: frozenset[int] = frozenset()
) -> RoundPage:  # fmt: skip
    """The round in progress of a unit's year; ``only`` narrows its causes to one project (0: the department part), ``hidden``
    are projects of which the person sees nothing yet."""
    rows = list(Round.objects.filter(unit=unit, year=year).select_related("by").order_by("-number"))
    last = rows[0] if rows else None
    items = [item for item in last.content["items"] if item["target"] not in hidden] if last else []
    before = {(item["target"], item["finding"]) for item in items}
    reviewed = review_whole(unit, year, hidden)
    number = last.number + 1 if last else 1
    places = _places(unit, year, reviewed, number, before if last else None)
    now = {where for where, _, _ in places}
    mended = tuple(
        item for item in items if (item["target"], item["finding"]) not in now
        and (item["decision"] or {}).get("kind") not in ("dismiss", "waive")
    )  # fmt: skip
    rounds = tuple(RoundView(row.number, row.summary, str(row.by), row.at) for row in rows)
    shown = places if only is None else [entry for entry in places if (entry[0][0] or 0) == only]
    return RoundPage(
        number, _causes(shown), mended, _progress([place for _, _, place in places], len(mended)), rounds,
        _open_lines(reviewed), _changed(unit, year, last.at, hidden) if last else (), _name(reviewed, only),
        round_way(unit, year),
    )  # fmt: skip


def _name(reviewed: Reviewed, only: int | None) -> str:
    if only is None:
        return ""
    if only not in reviewed.year.ids:
        return "部门整体"
    return reviewed.year.document.projects[reviewed.year.ids.index(only)].name or "未命名项目"


def _open_lines(reviewed: Reviewed) -> tuple[OpenLine, ...]:
    groups: dict[str, list[OpenCheck]] = {}
    for item in reviewed.undecided:
        groups.setdefault(item.reason, []).append(item)
    return tuple(
        OpenLine(
            reason, tuple(item.title for item in items), len({number for item in items for number in item.projects})
        )
        for reason, items in groups.items()
    )


def _changed(unit: Unit, year: int, at: datetime, hidden: frozenset[int]) -> tuple[Changed, ...]:
    """What was edited after a moment, in the order of the document, each with how often."""
    found = []
    plan = Plan.objects.filter(unit=unit, year=year, updated_at__gt=at).first()
    if plan is not None:
        found.append(
            Changed("部门整体", f"/department/{unit.code}/{year}/", Edit.objects.filter(plan=plan, at__gt=at).count())
        )
    rows = (
        Target.objects.filter(unit=unit, year=year, archived=False, updated_at__gt=at)
        .exclude(pk__in=hidden)
        .order_by("position", "pk")
    )
    before = Count("edits", filter=Q(edits__at__lte=at))
    for pk, name, revision, old in rows.annotate(before=before).values_list("pk", "name", "revision", "before"):
        url = f"/projects/{pk}/compare/?a=r{old}&b=draft"
        found.append(Changed(name or "未命名项目", url, revision - old))
    return tuple(found)


def closed_round(unit: Unit, year: int, number: int, hidden: frozenset[int] = frozenset()) -> RoundView | None:
    """A closed round with all it froze, but for the projects that the person does not see."""
    row = Round.objects.filter(unit=unit, year=year, number=number).select_related("by").first()
    if row is None:
        return None
    items = tuple(item for item in row.content["items"] if item["target"] not in hidden)
    forms = tuple(row.content.get("forms", ())) if not hidden else ()
    return RoundView(row.number, row.summary, str(row.by), row.at, items, forms)


def last_return(unit: Unit, year: int) -> RoundView | None:
    """The words with which the document was returned last."""
    row = Round.objects.filter(unit=unit, year=year).select_related("by").defer("content").order_by("-number").first()
    return row and RoundView(row.number, row.summary, str(row.by), row.at)


def _places(
    unit: Unit, year: int, reviewed: Reviewed, number: int, before: set[WHERE] | None
) -> list[tuple[WHERE, Finding, Place]]:
    threads = {
        (target, address)
        for target, address in threads_of(unit, year).filter(open=True).values_list("target_id", "address")
    }
    held: list[tuple[Finding, Decided | None]] = []
    for finding in reviewed.findings:
        decision = reviewed.decisions.get(whereabouts(reviewed.year, finding))
        held.append((finding, decision if is_decided(decision, number) else None))
    held += [(item.finding, item.decision) for item in reviewed.aside]
    found = []
    for finding, decision in held:
        where = whereabouts(reviewed.year, finding)
        since = "" if before is None else "same" if where in before else "new"
        found.append(
            (where, finding, _place(unit, year, reviewed.year.document, where, finding, since, decision, threads))
        )
    return found


def _place(
    unit: Unit, year: int, document: Document, where: WHERE, finding: Finding, since: str, decision: Decided | None,
    threads: set[tuple[int | None, str]],
) -> Place:  # fmt: skip
    target, name = where
    noun = document.department if finding.project_no is None else document.projects[finding.project_no]
    address = to_key(noun, finding.address)
    page = f"/projects/{target}/" if target else f"/department/{unit.code}/{year}/"
    return Place(
        f"{target or 0}:{name}", f"{page}#cell={address}", finding.project_name or ("部门整体" if target is None else "未命名项目"),
        finding.indicator, cell_name(finding.address), finding.quote, finding.message, since, decision,
        (target, address) in threads,
    )  # fmt: skip


def _causes(places: list[tuple[WHERE, Finding, Place]]) -> tuple[Cause, ...]:
    """Places of one rule and one reason together; the gravest first, then those with most places."""
    grouped: dict[tuple[str, str, str], list[tuple[Finding, Place]]] = {}
    for _, finding, place in places:
        reason = _NUMBERS.sub("0", _WORDS.sub("“”", finding.message))
        grouped.setdefault((finding.rule, finding.severity.value, reason), []).append((finding, place))
    causes = [_cause(key, found) for key, found in grouped.items()]
    return tuple(sorted(causes, key=lambda c: (Severity(c.severity).rank, -len(c.places), c.rule, c.message)))


def _cause(key: tuple[str, str, str], found: list[tuple[Finding, Place]]) -> Cause:
    finding = found[0][0]
    rule = rules_by_code()[finding.rule]
    name = sha1("\n".join(key).encode(), usedforsecurity=False).hexdigest()[:10]
    unique = list({place.value: place for _, place in found}.values())
    return Cause(
        f"{finding.rule}-{name}", finding.rule, finding.title, finding.severity.value, finding.category.value,
        finding.message, rule.why, finding.suggestion or rule.how_to_fix, finding.legal_basis or "", tuple(unique),
    )  # fmt: skip


def _progress(places: list[Place], mended: int) -> Progress:
    unique = {place.value: place for place in places}.values()
    kinds = Counter(place.state for place in unique if place.state)
    return Progress(
        len(unique), sum(not place.state for place in unique), kinds, sum(place.since == "new" for place in unique),
        sum(place.since == "same" for place in unique), mended,
    )  # fmt: skip
