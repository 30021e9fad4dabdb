"""The official review form (审核表) of each project, filled in from the findings and the reviewer's own marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from zhunsheng.law.review_form import review_items
from zhunsheng.rules.engine import Review
from zhunsheng.rules.grade import scheme_on
from zhunsheng.usecases.review_form import KINDS, Override, ReviewForm, review_forms
from zhunsheng.web.records.current_day import current_day, shown_moment
from zhunsheng.web.records.form_settings import form_numbers
from zhunsheng.web.records.models import FormMark, Target, Unit
from zhunsheng.web.records.models.form_mark import OPINION
from zhunsheng.web.records.reviewing import Reviewed, by_sheet, review_target, review_whole


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark that holds: what was put, in the place of what, why, by whom."""

    item: str
    points: Decimal | None
    proposed: Decimal | None
    text: str
    round: int
    by: str
    at: datetime

    @property
    def signed(self) -> str:
        """Who and when, as the form prints it."""
        return f"{self.by}{shown_moment(self.at):%Y-%m-%d}"


_NAMES = {item.key: item.name for item in review_items()}


def marks_of(targets: Iterable[int]) -> dict[int, dict[str, Marked]]:
    """The marks that hold, by project and item."""
    rows = FormMark.objects.filter(target_id__in=targets).order_by("pk").values_list(
        "target_id", "item", "points", "proposed", "text", "round", "by__name", "by__username", "at"
    )  # fmt: skip
    found: dict[int, dict[str, Marked]] = {}
    for target, item, points, proposed, text, number, name, username, at in rows:
        own = found.setdefault(target, {})
        own.pop(item, None)
        if points is not None or text:
            own[item] = Marked(item, points, proposed, text, number, name or username, at)
    return found


def history_of(target: Target) -> tuple[FormMark, ...]:
    """Everything that was ever written into the form of a project, newest first."""
    return tuple(FormMark.objects.filter(target=target).select_related("by").order_by("-pk")[:200])


def item_name(key: str) -> str:
    """What the form calls an item of a mark."""
    return _NAMES.get(key, "审核人意见")


def project_form(target: Target, kind: str = KINDS[0], reviewed: Reviewed | None = None) -> ReviewForm:
    """The form of one project as it stands now; ``reviewed`` is its review, where there is one at hand."""
    ((_, form),) = _forms(target.unit, target.year, reviewed or review_target(target), [target.pk], kind)
    return form


def document_forms(
    unit: Unit, year: int, kind: str = KINDS[0], hidden: frozenset[int] = frozenset()
) -> tuple[tuple[int, ReviewForm], ...]:
    """The forms of all projects of a unit's year, in order, with the projects' ids; but for the hidden ones."""
    return forms_of(unit, year, review_whole(unit, year, hidden), kind)


def forms_of(unit: Unit, year: int, reviewed: Reviewed, kind: str = KINDS[0]) -> tuple[tuple[int, ReviewForm], ...]:
    """The forms of all projects of a document that has been reviewed."""
    return tuple(_forms(unit, year, reviewed, reviewed.year.ids, kind))


def _forms(
    unit: Unit, year: int, reviewed: Reviewed, wanted: Iterable[int], kind: str
) -> Iterator[tuple[int, ReviewForm]]:
    today = current_day()
    local = form_numbers(unit.code, year, today)
    worth = scheme_on(today, local).points
    marked = marks_of(wanted)
    found = by_sheet(reviewed)
    for pk in wanted:
        own = marked.get(pk, {})
        opinion = own.get(OPINION)
        (form,) = review_forms(
            reviewed.year.document, Review(tuple(found[pk]), (), reviewed.undecided), only=reviewed.year.ids.index(pk),
            overrides=_overrides(own, worth), kind=kind, on=today, local=local,
            remark=f"{opinion.text}（{opinion.signed}）" if opinion else "", department=unit.department_label,
        )  # fmt: skip
        yield pk, form


def _overrides(marked: Mapping[str, Marked], worth: Mapping[str, Decimal]) -> list[Override]:
    """The reviewer's points as the form takes them; what an item is no longer worth is cut to its worth."""
    return [
        Override(_NAMES[key], min(mark.points, worth[key]), mark.text, by=mark.signed)
        for key, mark in marked.items()
        if key in _NAMES and mark.points is not None
    ]
