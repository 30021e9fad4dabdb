"""What the marks of a case come to: the evaluation with what was granted to objections, or the assessment with its conclusion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from zhunsheng.model.evaluation import Assessment, Evaluation
from zhunsheng.scoring.evaluation import evaluate
from zhunsheng.scoring.evaluation_adjusted import adjusted
from zhunsheng.scoring.ex_ante import assess
from zhunsheng.web.records.appraisal_notes import CaseNotes, notes_of
from zhunsheng.web.records.models import Appraisal, AppraisalKind, Target


def evaluation_of(notes: CaseNotes, names: Mapping[int, str], plainly: bool = False) -> Evaluation:
    """The experts' marks together; ``plainly`` without what was granted to objections."""
    on = _day(notes)
    found = evaluate(notes.scheme, notes.marks(names), notes.figures, on=on)
    return found if plainly else adjusted(notes.scheme, found, notes.adjustments, on)


def assessment_of(notes: CaseNotes, names: Mapping[int, str]) -> Assessment:
    """The assessment beforehand with its conclusion by the marks and the materials."""
    handed_in = {line.key for line in notes.materials if line.is_in}
    return assess(notes.scheme, notes.marks(names), handed_in, on=_day(notes))


FINAL = ("final", "feedback", "reply", "applied")
"""The states in which an evaluation's report is final."""


def final_evaluations(targets: Sequence[Target]) -> dict[int, tuple[Appraisal, Evaluation]]:
    """The newest evaluation of each project whose report is final, by the project's id. One query where there is none, else two.

    Experts go by their numbers here: who wants their names asks :func:`evaluation_of`.
    """
    cases = Appraisal.objects.filter(process=AppraisalKind.EVALUATION, target__in=targets, state__in=FINAL)
    newest = {case.target_id: case for case in cases.select_related("target").order_by("pk")}
    if not newest:
        return {}
    notes = notes_of(list(newest.values()), with_items=False)
    return {
        pk: (case, evaluation_of(notes[case.pk], {who: str(who) for who in notes[case.pk].members}))
        for pk, case in newest.items()
    }


def _day(notes: CaseNotes) -> date:
    """The day whose dated numbers hold: the end of the project's year."""
    return date(notes.case.target.year, 12, 31)
