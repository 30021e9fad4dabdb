"""What the pages of one case show: scheme, scoring sheet, working papers, results, objections, materials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from zhunsheng.model.evaluation import Assessment, Evaluation, EvaluationItem, EvaluationScheme, ItemResult
from zhunsheng.model.execution import FundFigures
from zhunsheng.model.indicator import Level1
from zhunsheng.model.score import ScoreRemark
from zhunsheng.pictures.drawing import HALF, NARROW, WIDE
from zhunsheng.pictures.marks import MarkRow, marks_picture
from zhunsheng.pictures.picture import Picture
from zhunsheng.pictures.radar import Axis, radar
from zhunsheng.pictures.waterfall import Step, waterfall
from zhunsheng.scoring.evaluation import evaluate
from zhunsheng.scoring.evaluation_scheme import FULL, scheme_problems, with_indicators
from zhunsheng.scoring.exact import rounded
from zhunsheng.usecases.printed_values import value_text
from zhunsheng.web.records.appraisal_notes import CaseNotes
from zhunsheng.web.records.appraisal_result import assessment_of, evaluation_of
from zhunsheng.web.records.appraisal_sorts import SOURCES
from zhunsheng.web.records.evaluated import ProjectYear, evaluate_targets
from zhunsheng.web.records.measured import Said
from zhunsheng.web.records.models import AppraisalNote
from zhunsheng.web.records.queries.appraisals import CaseView, project_of
from zhunsheng.web.records.queries.scores import Both

_STANDARD = "按完成值与指标值的比例得分，完成得满分"


@dataclass(frozen=True, slots=True)
class Proof:
    """A measured indicator as evidence: what it should be, what it came to, how much of its points that earns."""

    key: str
    name: str
    target: str
    actual: str
    records: int
    met: bool | None
    share: Fraction | None
    then: str
    """What it was when the working paper was written, where that differs."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A row with its working paper and the evidence under it."""

    item: EvaluationItem
    note: AppraisalNote | None
    proofs: tuple[Proof, ...]
    sources: tuple[tuple[str, str, str], ...]
    """Key, words and address of what the program itself keeps."""
    evidence: int
    result: ItemResult
    proposed: Decimal | None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of somebody's scoring sheet."""

    paper: PaperRow
    note: AppraisalNote | None
    score: str
    comment: str
    recused: bool
    problem: str
    cannot: str
    """Why it cannot be judged: papers that are missing."""
    read: tuple[tuple[str, str], ...] = ()
    """Key and name of the papers handed in by which it is judged."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one level-1 part with its points."""

    level: str
    points: Decimal
    rows: tuple[Any, ...]
    got: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SchemeView:
    """The scheme for reading and editing, with what forbids its use."""

    scheme: EvaluationScheme
    problems: tuple[ScoreRemark, ...]
    groups: tuple[Group, ...]
    results_share: Decimal
    is_filled: bool
    indicators: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A row of the combined result: each expert's mark in the order of the experts."""

    result: ItemResult
    marks: tuple[tuple[str, Decimal | None, str], ...]
    """Expert, points, comment."""
    is_apart: bool
    before: Decimal | None
    """The score before an objection was granted, where it changed."""
    has_paper: bool

    @property
    def lost(self) -> bool:
        """True when points were taken."""
        return self.result.score is not None and self.result.score < self.result.item.weight


@dataclass(frozen=True, slots=True)
class ResultView:
    """The combined result with its pictures."""

    evaluation: Evaluation
    assessment: Assessment | None
    groups: tuple[Group, ...]
    experts: tuple[str, ...]
    radar: Both
    waterfall: Both | None
    marks: Both | None
    sheets: tuple[AppraisalNote, ...]


def scheme_view(view: CaseView, fill: bool = False) -> SchemeView:
    """The scheme; with ``fill`` the results replaced by the target table's own indicators, not yet saved."""
    notes = view.notes
    scheme = notes.scheme
    project = project_of(notes.case.target)
    if fill:
        scheme = with_indicators(
            scheme,
            [
                (row.key, _part(row.level1), row.level2 or "", row.level3 or "未命名指标",
                 f"{row.target.text if row.target else ''}；{_STANDARD}".lstrip("；"))
                for row in project.indicators
            ],
        )  # fmt: skip
    results = view.is_evaluation
    problems = scheme_problems(scheme, results=results)
    share = sum((points for level, points in scheme.levels.items() if level.startswith(("产出", "效益"))), Decimal(0))
    names = {row.key: row.level3 or "未命名指标" for row in project.indicators}
    return SchemeView(
        scheme, problems, _groups(scheme.items, {item.key: item for item in scheme.items}), share, fill, names
    )


def measured_year(
    view: CaseView, said: Said | None = None, *, always: bool = False, with_money: bool = False
) -> ProjectYear | None:
    """The project's year as it is measured now; ``None`` where no row rests on a measured indicator, unless ``always``."""
    notes = view.notes
    linked = any(item.indicators for item in notes.scheme.items)
    linked = always or linked or any(row.content["indicators"] for row in notes.of("paper"))
    return evaluate_targets([notes.case.target], said, with_money=with_money)[0] if linked else None


def paper_rows(view: CaseView) -> tuple[PaperRow, ...]:
    """Every row with its working paper and its evidence as it stands now."""
    return papers_of(view, measured_year(view))


def papers_of(view: CaseView, year: ProjectYear | None) -> tuple[PaperRow, ...]:
    """The same from a year that is measured already."""
    notes = view.notes
    found = evaluate(notes.scheme, (), notes.figures)
    return tuple(_paper(view, result, year) for result in found.items)


def all_proofs(view: CaseView, year: ProjectYear) -> tuple[Proof, ...]:
    """Every indicator of the target table with what it came to."""
    return _proofs([row.key for row in project_of(view.case.target).indicators], year, {})


def money_of(year: ProjectYear) -> FundFigures | None:
    """What the project was given and what it paid, in 元."""
    execution = year.evaluated.case.execution
    return execution.of() if execution else None


def sheet_rows(view: CaseView, user_id: int, typed: Mapping[str, Mapping[str, str]] | None = None,
               problems: Mapping[str, str] | None = None) -> tuple[Group, ...]:  # fmt: skip
    """One person's sheet; ``typed`` and ``problems`` bring back what was refused, row by row."""
    marks, typed, problems = view.notes.marks_of(user_id), typed or {}, problems or {}
    lines = () if view.is_evaluation else view.notes.materials
    lacking = {line.key: line.name for line in lines if not line.is_in}
    there = {line.key: line.name for line in lines if line.is_in}
    rows = {}
    for paper in paper_rows(view):
        key = paper.item.key
        mark, said = marks.get(key), typed.get(key)
        was = mark.content if mark else {"score": "", "comment": "", "recused": False}
        missing = "、".join(lacking[one] for one in paper.item.materials if one in lacking)
        rows[key] = SheetRow(
            paper, mark, said["score"] if said else was["score"], said["comment"] if said else was["comment"],
            bool(said["recused"]) if said else bool(was["recused"]), problems.get(key, ""), f"缺{missing}，不能判定" if missing else "",
            tuple((one, there[one]) for one in paper.item.materials if one in there),
        )  # fmt: skip
    return _groups(view.notes.scheme.items, rows)


def result_view(view: CaseView) -> ResultView:
    """The combined result, as far as this person sees it."""
    notes, names = view.notes, view.names
    assessment = None if view.is_evaluation else assessment_of(notes, names)
    found = assessment.evaluation if assessment else evaluation_of(notes, names)
    before = (
        {one.item.key: one.score for one in evaluation_of(notes, names, plainly=True).items} if not assessment else {}
    )
    experts = tuple(names[pk] for pk in notes.members if notes.marks_of(pk))
    shown = experts if view.marks_shown else tuple(f"专家{number}" for number in range(1, len(experts) + 1))
    rows = {one.item.key: _result(one, experts, shown, before, notes) for one in found.items}
    groups = _groups(notes.scheme.items, rows, found.levels)
    marks = None
    if view.marks_shown and experts:
        lines = [
            MarkRow(row.result.item.name, row.result.item.weight, tuple(score for _, score, _ in row.marks), row.result.score, row.is_apart, f"#r-{key}")
            for key, row in rows.items()
        ]  # fmt: skip
        marks = Both(*(marks_picture(shown, lines, width=width) for width in (1060, NARROW)))
    sheets = tuple(row for row in notes.of("sheet") if int(row.key) in notes.members)
    return ResultView(
        found, assessment, groups, shown, result_radar(found, notes.scheme, width=480), _waterfall(found) if view.is_evaluation else None,
        marks, sheets,
    )  # fmt: skip


def result_radar(found: Evaluation, scheme: EvaluationScheme, width: float = WIDE) -> Both:
    """Each part's points of its full points."""
    opened = {one.item.level1 for one in found.items if one.score is None}
    axes = [
        Axis(level, None if level in opened else found.levels[level], full) for level, full in scheme.levels.items()
    ]
    return Both(radar(axes, width=width), radar(axes, width=NARROW))


def result_waterfall(found: Evaluation, width: float = WIDE, linked: bool = True) -> Picture:
    """From the full score down to the score; ``linked`` to the rows of the page it stands on."""
    steps = [
        Step(
            one.item.name, one.item.weight - one.score, f"#r-{one.item.key}" if linked else "", "；".join(reasons(one))
        )
        for one in found.items
        if one.score is not None
    ]
    return waterfall(FULL, steps, grade=found.grade or "", width=width)


def reasons(result: ItemResult) -> tuple[str, ...]:
    """Why points were taken, each reason once; what several experts wrote alike is said once."""
    said = [mark.comment.strip() for mark in result.marks if mark.score is not None and mark.score < result.item.weight]
    return tuple(dict.fromkeys(words for words in said if words))


def _waterfall(found: Evaluation) -> Both | None:
    if found.total is None:
        return None
    return Both(result_waterfall(found, HALF), result_waterfall(found, NARROW))


def _part(level1: str | None) -> str:
    """产出 for outputs and costs, 效益 for benefits and satisfaction."""
    return (
        "产出"
        if (level1 or "")
        .removesuffix("指标")
        .startswith((Level1.OUTPUT.removesuffix("指标"), Level1.COST.removesuffix("指标")))
        else "效益"
    )


def _groups(
    items: Sequence[EvaluationItem], rows: Mapping[str, Any], got: Mapping[str, Decimal] | None = None
) -> tuple[Group, ...]:
    levels: dict[str, list[EvaluationItem]] = {}
    for item in items:
        levels.setdefault(item.level1, []).append(item)
    return tuple(
        Group(level, sum((item.weight for item in mine), Decimal(0)), tuple(rows[item.key] for item in mine), got[level] if got else None)
        for level, mine in levels.items()
    )  # fmt: skip


def _paper(view: CaseView, result: ItemResult, year: ProjectYear | None) -> PaperRow:
    item, notes = result.item, view.notes
    note = notes.one("paper", item.key)
    keys = dict.fromkeys([*item.indicators, *(note.content["indicators"] if note else ())])
    proofs = _proofs(list(keys), year, note.content.get("values", {}) if note else {}) if year else ()
    shares = [proof.share for proof in proofs if proof.share is not None]
    proposed = result.proposed
    if shares and item.ratio is None:
        proposed = rounded(sum(shares, Fraction(0)) / len(shares) * Fraction(item.weight))
    addresses = {
        "target": f"/projects/{notes.case.target_id}/", "steps": f"/projects/{notes.case.target_id}/course/",
        "payments": f"/ledger/payment/?project={notes.case.target_id}", "self_evaluation": f"/scores/{notes.case.target_id}/",
        "monitoring": f"/monitoring/{notes.case.target_id}/",
    }  # fmt: skip
    chosen = note.content["sources"] if note else ()
    sources = tuple((one, SOURCES[one], addresses[one]) for one in chosen if one in SOURCES)
    return PaperRow(item, note, proofs, sources, notes.evidence(item.key), result, proposed)


def _proofs(keys: Sequence[str], year: ProjectYear, then: Mapping[str, Mapping[str, Any]]) -> tuple[Proof, ...]:
    case, found = year.evaluated.case, year.evaluated.evaluation
    measured = {one.indicator: one for one in case.measures}
    rows = {row.key: number for number, row in enumerate(case.project.indicators)}
    proofs = []
    for key in keys:
        if key not in rows:
            continue
        row, score, measure = case.project.indicators[rows[key]], found.indicators[rows[key]], measured.get(key)
        share = Fraction(score.score) / Fraction(score.weight) if score.score is not None and score.weight else None
        actual, was = value_text(measure) or "", str(then.get(key, {}).get("text", ""))
        proofs.append(
            Proof(
                key, row.level3 or "未命名指标", row.target.text if row.target else "", actual, measure.records if measure else 0,
                measure.met if measure else None, share, was if was and was != actual else "",
            )
        )  # fmt: skip
    return tuple(proofs)


def _result(
    one: ItemResult,
    experts: Sequence[str],
    shown: Sequence[str],
    before: Mapping[str, Decimal | None],
    notes: CaseNotes,
) -> ResultRow:
    given = {mark.expert: mark for mark in one.marks}
    marks = tuple(
        (label, given[name].score if name in given else None, given[name].comment if name in given else "")
        for name, label in zip(experts, shown, strict=True)
    )
    old = before.get(one.item.key)
    return ResultRow(
        one, marks, bool(one.outliers), old if old != one.score else None, notes.one("paper", one.item.key) is not None
    )
