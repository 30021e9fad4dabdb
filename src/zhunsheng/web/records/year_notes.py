"""What people said of projects' years, as the core knows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from zhunsheng.model.monitoring import CorrectiveAct, Decision, History, MonitoringEntries, MonitoringEntry
from zhunsheng.model.monitoring_form import DeviationCause, Outlook
from zhunsheng.model.score import Band, DeviationReason, Entries, Judgement, Override
from zhunsheng.web.records.models import NoteStage, Target, YearNote


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of one project that hold, the newest of each sort and key; withdrawn ones only in ``history``."""

    rows: tuple[YearNote, ...] = ()
    history: tuple[YearNote, ...] = field(default=(), repr=False)

    def of(self, what: str) -> tuple[YearNote, ...]:
        """Those of one sort."""
        return tuple(row for row in self.rows if row.what == what)

    def one(self, what: str, key: str = "") -> YearNote | None:
        """The one of a sort and key."""
        return next((row for row in self.rows if row.what == what and row.key == key), None)

    def base(self, what: str, key: str = "") -> int:
        """The number of the newest note of a sort and key, withdrawn ones too; 0 when there is none."""
        return max((row.pk for row in self.history if row.what == what and row.key == key), default=0)

    @property
    def scheme(self) -> str:
        """The key of the scheme chosen; ``""`` where nobody chose."""
        row = self.one("scheme")
        return str(row.content.get("scheme", "")) if row else ""

    @property
    def adjusted(self) -> Decimal | None:
        """The year's budget after adjustments, in 元."""
        row = self.one("budget")
        return Decimal(row.content["yuan"]) if row else None

    @property
    def texts(self) -> dict[str, str]:
        """The texts of form and report that are filled in."""
        return {row.key: row.content["text"] for row in self.of("text") if row.content["text"]}


def notes_of(targets: Sequence[Target], stage: NoteStage, month: int = 0) -> Mapping[int, Notes]:
    """The notes of projects at a stage; at a checkpoint also the acts of the ones before. One query."""
    rows = YearNote.objects.filter(target__in=[target.pk for target in targets], stage=stage).select_related("by")
    if stage == NoteStage.MONITORING:
        rows = rows.filter(month__lte=month)
    by_target: dict[int, list[YearNote]] = defaultdict(list)
    for row in rows.order_by("pk"):
        if row.month == month or row.what == "act":
            by_target[row.target_id].append(row)
    return {target.pk: _holding(by_target.get(target.pk, [])) for target in targets}


def notes_of_months(targets: Sequence[Target], months: Iterable[int]) -> Mapping[int, Mapping[int, Notes]]:
    """The notes of projects at several checkpoints, by month and project, each as :func:`notes_of` gives it. One query."""
    rows = YearNote.objects.filter(target__in=[target.pk for target in targets], stage=NoteStage.MONITORING)
    by_target: dict[int, list[YearNote]] = defaultdict(list)
    for row in rows.select_related("by").order_by("pk"):
        by_target[row.target_id].append(row)
    return {
        month: {
            target.pk: _holding(
                row
                for row in by_target.get(target.pk, ())
                if row.month == month or (row.what == "act" and row.month < month)
            )
            for target in targets
        }
        for month in months
    }


def entries_of(notes: Notes) -> Entries:
    """What was said at self-evaluation."""
    return Entries(
        judgements=tuple(_judgement(row) for row in notes.of("judgement")),
        overrides=tuple(_override(row) for row in notes.of("override")),
        reasons=tuple(
            DeviationReason(row.key, row.content["cause"], row.content["correction"]) for row in notes.of("reason")
        ),
        weights={row.key: Decimal(row.content["points"]) for row in notes.of("weight") if row.content.get("points")},
    )


def monitoring_entries_of(notes: Notes, histories: Mapping[str, History]) -> MonitoringEntries:
    """What was said at a checkpoint, with the months of the indicators by key."""
    decided = notes.one("decision")
    return MonitoringEntries(
        entries=tuple(_standing(row) for row in notes.of("standing")),
        acts=tuple(act_of(row) for row in notes.of("act")),
        decision=Decision(decided.content["decision"]) if decided else None,
        histories=histories,
    )


def act_of(row: YearNote) -> CorrectiveAct:
    """A corrective act from its note."""
    said = row.content
    return CorrectiveAct(
        said["what"], said["owner"], date.fromisoformat(said["due"]), said["indicator"] or None,
        date.fromisoformat(said["done_on"]) if said["done_on"] else None, said["result"],
    )  # fmt: skip


def _holding(rows: Iterable[YearNote]) -> Notes:
    history = tuple(rows)
    newest = {(row.what, row.key): row for row in history}
    return Notes(tuple(row for row in newest.values() if not row.withdrawn), history)


def _judgement(row: YearNote) -> Judgement:
    said = row.content
    band = Band(said["band"]) if said["band"] else None
    return Judgement(row.key, Decimal(said["percent"]), band, said["description"], str(row.by))


def _override(row: YearNote) -> Override:
    said = row.content
    papers = "、".join(file["name"] for file in row.files)
    value, score = (Decimal(said[name]) if said.get(name) else None for name in ("value", "score"))
    return Override(row.key, said["reason"], papers, value, score, str(row.by))


def _standing(row: YearNote) -> MonitoringEntry:
    said = row.content
    return MonitoringEntry(
        row.key, tuple(DeviationCause(cause) for cause in said["causes"]), said["explanation"],
        Outlook(said["outlook"]) if said["outlook"] else None, said["expected"], said["remark"],
    )  # fmt: skip
