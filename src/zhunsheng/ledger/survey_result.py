"""What a survey came to: counts per answer, the satisfied share, whether enough people answered."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from zhunsheng.formula.functions.satisfied_share import NO_OPINION
from zhunsheng.ledger.kinds.survey_answer import KIND
from zhunsheng.ledger.survey import Question, QuestionType, Survey
from zhunsheng.model.record import Record

_HUNDREDTH = Decimal("0.01")
CONFIDENCE_95 = Decimal("1.96")
"""Standard deviations within which 95 of 100 samples lie."""


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """The answers to one question. ``valid`` counts sheets with an opinion, ``no_opinion`` those without one; ``counts`` lists
    every choice, also one that nobody took. ``share`` is percent satisfied, ``mean`` the mean score; ``None`` where there is none."""

    question: Question
    valid: int
    no_opinion: int
    counts: tuple[tuple[str, int], ...]
    satisfied: int = 0
    share: Decimal | None = None
    mean: Decimal | None = None
    texts: tuple[str, ...] = ()


def survey_results(survey: Survey, records: Iterable[Record]) -> tuple[QuestionResult, ...]:
    """The result of each question, from effective records; those of other surveys are passed over."""
    answers: dict[str, list[Record]] = {question.title: [] for question in survey.questions}
    for record in records:
        if record.kind == KIND.name and record.values.get("survey") == survey.title and not record.withdrawn:
            answers.get(str(record.values.get("question")), []).append(record)
    return tuple(_result(question, answers[question.title]) for question in survey.questions)


def percent(part: int, whole: int) -> Decimal | None:
    """``part`` of ``whole`` in per cent, to a hundredth; ``None`` of nothing."""
    return (Decimal(part * 100) / whole).quantize(_HUNDREDTH, ROUND_HALF_UP) if whole else None


def _result(question: Question, records: list[Record]) -> QuestionResult:
    words = [(str(record.values.get("respondent")), record.values.get("answer")) for record in records]
    given = [(who, answer) for who, answer in words if isinstance(answer, str)]
    without = {who for who, answer in given if answer in NO_OPINION and question.type is QuestionType.SATISFACTION}
    opinions = [(who, answer) for who, answer in given if who not in without]
    valid = len({who for who, _ in opinions})
    found = Counter(answer for _, answer in opinions)
    if question.type is QuestionType.TEXT:
        return QuestionResult(question, valid, 0, (), texts=tuple(answer for _, answer in opinions))
    counts = tuple((choice, found[choice]) for choice in question.choices)
    satisfied = sum(found[choice] for choice in question.satisfied)
    share = percent(satisfied, valid) if question.type is QuestionType.SATISFACTION else None
    if question.type is QuestionType.SCORE:
        counts = tuple((str(points), found[str(points)]) for points in range(question.most + 1))
    return QuestionResult(question, valid, len(without), counts, satisfied, share, _mean(records))


def _mean(records: list[Record]) -> Decimal | None:
    scores = [score for record in records if isinstance(score := record.values.get("score"), Decimal)]
    return (sum(scores, Decimal(0)) / len(scores)).quantize(_HUNDREDTH, ROUND_HALF_UP) if scores else None


@dataclass(frozen=True, slots=True)
class SampleCheck:
    """Whether enough people answered. ``rate`` is the share of issued sheets that came back, ``validity`` the share of those
    that are valid, both in per cent; ``sentences`` say what falls short, nothing when all is well."""

    rate: Decimal | None
    validity: Decimal | None
    sentences: tuple[str, ...]


def check_sample(survey: Survey, issued: int | None, returned: int, valid: int) -> SampleCheck:
    """Hold the numbers of a survey against its plan. ``issued`` is ``None`` for an open link, which nobody counted out."""
    rate = percent(returned, issued) if issued else None
    sentences = []
    if issued is not None and returned > issued:
        sentences.append(f"收回{returned}份，多于发出的{issued}份，请核对。")
    if valid > returned:
        sentences.append(f"有效{valid}份，多于收回的{returned}份，请核对。")
    if survey.sample is not None and valid < survey.sample:
        sentences.append(f"有效样本{valid}份，比计划的{survey.sample}份少{survey.sample - valid}份。")
    if survey.least_rate is not None and rate is not None and rate < survey.least_rate:
        sentences.append(f"回收率{rate}%，低于要求的{survey.least_rate}%。")
    return SampleCheck(rate, percent(valid, returned), tuple(sentences))


def sample_needed(population: int, margin: Decimal = Decimal(5)) -> int:
    """How many answers make the satisfied share right to ``margin`` percentage points, 95 times of 100, among so many people.

    The textbook's formula for a simple random sample of a finite population, at its most cautious (half of them satisfied);
    a piece of advice, no legal number.
    """
    endless = (CONFIDENCE_95 / (2 * margin / 100)) ** 2
    return min(population, math.ceil(endless / (1 + (endless - 1) / population))) if population > 0 else 0
