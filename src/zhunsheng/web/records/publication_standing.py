"""Where a publication stands: its steps, what was said of it, its editions and its deadline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from zhunsheng.law.deadlines import Due
from zhunsheng.lifecycle.process import Process, State
from zhunsheng.lifecycle.registry import processes
from zhunsheng.usecases.publication import PublicationKind
from zhunsheng.web.records.calendars import Calendars, calendars
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import OpenEdition, PublicationNote, PublicationStep, PublishedEdition, Unit

PROCESS = "publication"
_DEADLINES = {
    (PublicationKind.BUDGET, False): ("budget_publication", "department_approved"),
    (PublicationKind.ACCOUNTS, False): ("accounts_publication", "accounts_approved"),
    (PublicationKind.BUDGET, True): ("unit_budget_publication", "unit_budget_approved"),
    (PublicationKind.ACCOUNTS, True): ("unit_accounts_publication", "unit_accounts_approved"),
}  # fmt: skip
"""By occasion and whether the unit stands under a department: the deadline, and the event from which its days count."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Whose publication: a unit, a year, an occasion."""

    unit: Unit
    year: int
    kind: PublicationKind

    @property
    def key(self) -> dict[str, Any]:
        """The columns of its rows."""
        return {"unit": self.unit, "year": self.year, "kind": self.kind.value}

    @property
    def words(self) -> str:
        """What people call it."""
        what = "部门预算绩效目标" if self.kind is PublicationKind.BUDGET else "部门决算绩效自评结果"
        return f"{self.unit.name}{self.year}年{what}"

    @property
    def object_name(self) -> str:
        """What the audit trail calls it."""
        return f"publication:{self.unit.pk}:{self.year}:{self.kind.value}"

    @property
    def url(self) -> str:
        """Its page at the desk."""
        return f"/publications/{self.unit.code}/{self.year}/{self.kind.value}/"

    @property
    def open_url(self) -> str:
        """Its page on the portal."""
        return f"/open/{self.unit.code}/{self.year}/"


def deadline_of(occasion: Occasion) -> str:
    """The name of the deadline that a publication is held to: a department's by law, a unit's by what holds locally."""
    return _DEADLINES[occasion.kind, occasion.unit.has_department][0]


def due_on(occasion: Occasion, approved: date, found: Calendars) -> tuple[str, Due | None]:
    """The deadline of a publication by name, and when it falls after an approval, by the calendar of the unit's region."""
    name, event = _DEADLINES[occasion.kind, occasion.unit.has_department]
    return name, found.of(occasion.unit.path).due(name, occasion.year, {event: approved})


@dataclass(frozen=True)
class Standing:
    """Everything that is recorded of one occasion, read once."""

    occasion: Occasion
    steps: tuple[PublicationStep, ...] = ()
    notes: tuple[PublicationNote, ...] = ()
    editions: tuple[PublishedEdition, ...] = ()
    open_number: int | None = None
    """The number of the edition on the portal; ``None`` when there is none."""
    calendars: Calendars = field(default_factory=Calendars, repr=False)
    """The calendars in force."""

    @property
    def state(self) -> State:
        """Where the process stands."""
        return the_process().state(self.steps[-1].reached) if self.steps else the_process().start

    @cached_property
    def held(self) -> Mapping[tuple[str, str], PublicationNote]:
        """The newest note of each sort and key, without those taken back."""
        newest = {(note.what, note.key): note for note in self.notes}
        return {name: note for name, note in newest.items() if not note.withdrawn}

    @property
    def approval(self) -> PublicationNote | None:
        """When and by which paper the budget or the accounts were approved."""
        return self.held.get(("approval", ""))

    @property
    def approved_on(self) -> date | None:
        """The day of the approval."""
        return date.fromisoformat(self.approval.content["day"]) if self.approval else None

    @property
    def releases(self) -> dict[str, str]:
        """Why findings may go out, by their names."""
        return {key: note.content["reason"] for (what, key), note in self.held.items() if what == "release"}

    @property
    def edition(self) -> PublishedEdition | None:
        """The edition on the portal."""
        return next((one for one in self.editions if one.number == self.open_number), None)

    @property
    def due(self) -> Due | None:
        """When it has to be published; ``None`` while nobody has written down the approval."""
        return due_on(self.occasion, self.approved_on, self.calendars)[1] if self.approved_on else None

    @property
    def due_words(self) -> str:
        """The deadline in a sentence, and how it stands."""
        due = self.due
        if due is None or self.approved_on is None:
            return "还没有登记批复日期。批复后20日内要公开。"
        told = f"{self.approved_on}批复，应在{due.day}前公开。"
        doubt = "" if due.is_checked else "（期限未核，以当地通知为准）"
        first = next((one for one in self.editions if one.number == 1), None)
        if first is not None:
            late = (first.published_on - due.day).days
            how = f"晚了{late}日" if late > 0 else "没有逾期"
            return f"{told}{first.published_on}公开，{how}{doubt}。"
        left = (due.day - current_day()).days
        return told + (f"已逾期{-left}日{doubt}，请尽快公开并说明原因。" if left < 0 else f"还有{left}日{doubt}。")

    @property
    def is_late(self) -> bool:
        """True when nothing was published in time."""
        due = self.due
        first = self.editions[0].published_on if self.editions else current_day()
        return due is not None and first > due.day


def the_process() -> Process:
    """The process of a publication."""
    return processes()[PROCESS]


def standings(occasions: Sequence[Occasion]) -> list[Standing]:
    """What is recorded of some occasions: five queries, however many there are. Contents of editions are not read."""
    units, years = {one.unit.pk for one in occasions}, {one.year for one in occasions}
    where = {"unit__in": units, "year__in": years}
    found: dict[tuple[int, int, str], dict[str, list[Any]]] = {
        (one.unit.pk, one.year, one.kind.value): {"steps": [], "notes": [], "editions": [], "open": []} for one in occasions
    }  # fmt: skip
    rows = {
        "steps": PublicationStep.objects.filter(**where).select_related("by"),
        "notes": PublicationNote.objects.filter(**where).select_related("by"),
        "editions": PublishedEdition.objects.filter(**where).select_related("by").defer("content"),
        "open": OpenEdition.objects.filter(**where).select_related("edition").defer("edition__content"),
    }
    for name, query in rows.items():
        for row in query:
            place = found.get((row.unit_id, row.year, row.kind))
            if place is not None:
                place[name].append(row)
    told, in_force = [], calendars()
    for one in occasions:
        place = found[(one.unit.pk, one.year, one.kind.value)]
        number = place["open"][0].edition.number if place["open"] else None
        told.append(Standing(one, *(tuple(place[name]) for name in ("steps", "notes", "editions")), number, in_force))
    return told


def standing(occasion: Occasion) -> Standing:
    """What is recorded of one occasion."""
    return standings([occasion])[0]
