"""What was said in a case, put together: its scheme, team, marks, working papers, objections, materials."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from zhunsheng.lifecycle.materials import MaterialLine, material_list
from zhunsheng.model.evaluation import EvaluationScheme, ExpertMark, RatioFigures
from zhunsheng.scoring.evaluation_adjusted import Adjustment
from zhunsheng.scoring.evaluation_scheme import evaluation_scheme, ex_ante_scheme, scheme_from
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.models import Appraisal, AppraisalKind, AppraisalNote, ItemSource, Rectification
from zhunsheng.web.records.rectifications import OWED_BY_UNIT, with_state


@dataclass(frozen=True)
class CaseNotes:
    """The notes of one case that hold, the newest of each sort and key; withdrawn ones only in ``history``."""

    case: Appraisal
    history: tuple[AppraisalNote, ...] = field(default=(), repr=False)
    items: Mapping[str, Rectification] = field(default_factory=dict, repr=False)
    """The rectification items that were opened from what is to be mended, by its key; with their state as ``now``."""

    @cached_property
    def rows(self) -> tuple[AppraisalNote, ...]:
        """Those that hold, in the order in which each was first said."""
        newest = {(row.what, row.key): row for row in self.history}
        return tuple(row for row in newest.values() if not row.withdrawn)

    def of(self, what: str) -> tuple[AppraisalNote, ...]:
        """Those of one sort."""
        return tuple(row for row in self.rows if row.what == what)

    def one(self, what: str, key: str = "") -> AppraisalNote | None:
        """The one of a sort and key."""
        return next((row for row in self.rows if row.what == what and row.key == key), None)

    def last(self, what: str, key: str = "") -> AppraisalNote | None:
        """The newest of a sort and key, also a withdrawn one."""
        return next((row for row in reversed(self.history) if row.what == what and row.key == key), None)

    @cached_property
    def scheme(self) -> EvaluationScheme:
        """The scheme as it was edited last, else the law's frame."""
        frame = ex_ante_scheme if self.case.process == AppraisalKind.EX_ANTE else evaluation_scheme
        base, edited = frame(self.case.frame), self.one("scheme")
        if edited is None:
            return base
        return scheme_from({"key": base.key, "title": base.title, "note": base.note, "items": edited.content["items"]})[
            0
        ]

    @cached_property
    def members(self) -> Mapping[int, AppraisalNote]:
        """The invitation of everybody who takes part, by user id."""
        return {int(row.key): row for row in self.of("member")}

    @property
    def leads(self) -> Collection[int]:
        """Who writes for the team."""
        return {pk for pk, row in self.members.items() if row.content["part"] == "lead"}

    def independent(self, pk: int) -> bool | None:
        """What somebody declared; ``None`` when they have not."""
        row = self.one("declaration", str(pk))
        return None if row is None else bool(row.content["independent"])

    def handed_in(self, pk: int) -> AppraisalNote | None:
        """Somebody's sheet, once it is handed in."""
        return self.one("sheet", str(pk)) if pk in self.members else None

    def marks_of(self, pk: int) -> dict[str, AppraisalNote]:
        """The marks of one person by item key."""
        return {row.key.partition(":")[2]: row for row in self.of("mark") if row.key.partition(":")[0] == str(pk)}

    def marks(self, names: Mapping[int, str]) -> tuple[ExpertMark, ...]:
        """The marks of those who take part, under their names; items that the scheme no longer has are left out."""
        items = {item.key for item in self.scheme.items}
        found = []
        for row in self.of("mark"):
            who, _, item = row.key.partition(":")
            if int(who) in self.members and item in items:
                said = row.content
                score = Decimal(said["score"]) if said["score"] else None
                papers = tuple(file["sha256"] for paper in (self.one("paper", item),) if paper for file in paper.files)
                found.append(ExpertMark(names[int(who)], item, score, said["comment"], papers, bool(said["recused"])))
        return tuple(found)

    @property
    def figures(self) -> dict[str, RatioFigures]:
        """The two numbers of each ratio by item key, from the working papers."""
        return {
            row.key: RatioFigures(*(Decimal(row.content[name]) if row.content[name] else None for name in ("above", "below")))
            for row in self.of("paper")
            if row.content["above"] or row.content["below"]
        }  # fmt: skip

    def evidence(self, key: str) -> int:
        """How many pieces of evidence the working paper of a row is linked to."""
        row = self.one("paper", key)
        return 0 if row is None else len(row.content["indicators"]) + len(row.content["sources"]) + len(row.files)

    @property
    def adjustments(self) -> dict[str, Adjustment]:
        """What was granted to objections: the last answer with a score for each row."""
        found = {}
        for row in self.of("objection"):
            reply = self.one("answer", row.key)
            if reply is not None and reply.content["score"] and row.content["item"]:
                found[row.content["item"]] = Adjustment(Decimal(reply.content["score"]), reply.content["text"])
        return found

    @property
    def texts(self) -> dict[str, str]:
        """The parts of the report that are written."""
        return {row.key: row.content["text"] for row in self.of("text") if row.content["text"]}

    @property
    def materials(self) -> tuple[MaterialLine, ...]:
        """The list of papers of an assessment beforehand."""
        rows = self.of("material")
        excused = {row.key: row.content["excuse"] for row in rows if row.content["excuse"]}
        return material_list(self.case.frame, {row.key for row in rows if row.files}, excused)

    @property
    def until(self) -> date | None:
        """Until when the unit may object, where a day was set."""
        row = self.one("term")
        return date.fromisoformat(row.content["until"]) if row else None

    @property
    def scoring_until(self) -> date | None:
        """Until when the sheets are to be handed in, where the client set a day."""
        row = self.one("scoring_term")
        return date.fromisoformat(row.content["until"]) if row else None

    @property
    def mended_until(self) -> date | None:
        """Until when everything that was put down is to be mended."""
        return max((date.fromisoformat(row.content["due"]) for row in self.of("measure")), default=None)

    @property
    def measures_open(self) -> int | None:
        """Items to be mended that are not done; ``None`` when none was put down."""
        rows = self.of("measure")
        return sum(not self.is_mended(row.key) for row in rows) if rows else None

    def is_mended(self, key: str) -> bool:
        """Whether the unit has mended one: by its rectification item, where it has one."""
        item = self.items.get(key)
        if item is not None:
            return item.now not in OWED_BY_UNIT  # type: ignore[attr-defined]
        return self.one("mended", key) is not None


def notes_of(cases: Sequence[Appraisal], *, with_items: bool = True) -> dict[int, CaseNotes]:
    """The notes of some cases by case id, with the rectification items opened from them. At most two queries."""
    by_case: dict[int, list[AppraisalNote]] = defaultdict(list)
    rows = AppraisalNote.objects.filter(appraisal__in=[case.pk for case in cases]).select_related("by").order_by("pk")
    for row in rows:
        by_case[row.appraisal_id].append(row)
    items = _items(
        [case for case in cases if with_items and any(row.what == "measure" for row in by_case.get(case.pk, ()))]
    )
    return {case.pk: CaseNotes(case, tuple(by_case.get(case.pk, ())), items.get(case.pk, {})) for case in cases}


def _items(cases: Sequence[Appraisal]) -> dict[int, dict[str, Rectification]]:
    """The items opened from what cases put down to be mended. No query without any."""
    found: dict[int, dict[str, Rectification]] = defaultdict(dict)
    if cases:
        rows = Rectification.objects.filter(source=ItemSource.EVALUATION, target__in=[case.target_id for case in cases])
        for row in with_state(rows):
            row.now = row.now or "found"
            if "appraisal" in row.reference:
                found[row.reference["appraisal"]][row.reference["measure"]] = row
    return found


def names_of(notes: Sequence[CaseNotes]) -> dict[int, str]:
    """What those who take part are called; of two of one name each with the user name. One query."""
    wanted: set[int] = set().union(*(one.members for one in notes)) if notes else set()
    people: list[Any] = list(User.objects.filter(pk__in=wanted).order_by("pk")) if wanted else []
    names = [str(one) for one in people]
    return {
        one.pk: str(one) if names.count(str(one)) == 1 else f"{one}（{one.username}）" for one in people
    }  # fmt: skip
