"""Surveys: questions of a few types, whether a set of answers is valid, and the records that it becomes.

One record is one answer to one question; of a question with several answers each chosen one is a record. Nobody's name is
kept: ``respondent`` is the number of the answered sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhunsheng.formula.functions.satisfied_share import NO_OPINION
from zhunsheng.ledger.duplicates import digest_of, id_from_content
from zhunsheng.ledger.kinds.survey_answer import KIND
from zhunsheng.ledger.values import LONGEST_TEXT, clean_text
from zhunsheng.model.record import Record, Value

FIVE_GRADES = ("满意", "比较满意", "一般", "不满意", "很不满意")
"""The grades of satisfaction, best first; the first two count as satisfied."""
GRADE_SCORES = (5, 4, 3, 2, 1)
Given = str | Sequence[str] | None
"""What was answered to one question: words, or several of the choices."""


class QuestionType(StrEnum):
    """How a question is answered."""

    SATISFACTION = "satisfaction"
    """One of five grades."""
    SINGLE = "single"
    MULTIPLE = "multiple"
    SCORE = "score"
    """A whole number of points from 0 to ``most``."""
    TEXT = "text"


TYPE_WORDS = {
    QuestionType.SATISFACTION: "五级评价", QuestionType.SINGLE: "单选", QuestionType.MULTIPLE: "多选", QuestionType.SCORE: "打分", QuestionType.TEXT: "文字",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``choices`` are the grades (best first) or the options; ``satisfied`` those grades that count as satisfied;
    ``most`` the highest score, or how many options may be chosen (0: any number)."""

    title: str
    type: QuestionType = QuestionType.SATISFACTION
    choices: tuple[str, ...] = FIVE_GRADES
    satisfied: tuple[str, ...] = FIVE_GRADES[:2]
    required: bool = True
    most: int = 0


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey. ``sample`` is how many answers are planned, ``population`` how many people there are to ask, ``least_rate`` the
    share of sheets (in %) that should come back."""

    title: str
    questions: tuple[Question, ...]
    intro: str = ""
    group: str = ""
    closes_on: date | None = None
    sample: int | None = None
    population: int | None = None
    least_rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """Why an answer does not do; ``question`` is its title, ``None`` for the sheet as a whole."""

    question: str | None
    sentence: str


def check_answers(survey: Survey, answers: Mapping[str, Given], today: date) -> tuple[AnswerProblem, ...]:
    """What is wrong with an answered sheet; empty for a valid one. Never raises."""
    if survey.closes_on is not None and today > survey.closes_on:
        return (AnswerProblem(None, f"这份问卷{survey.closes_on}已经截止，谢谢您。"),)
    problems = [
        problem for question in survey.questions for problem in _problems(question, answers.get(question.title))
    ]
    titles = {question.title for question in survey.questions}
    problems += [AnswerProblem(None, f"问卷里没有“{title[:20]}”这道题。") for title in answers if title not in titles]
    if not problems and not any(chosen(answers.get(question.title)) for question in survey.questions):
        problems.append(AnswerProblem(None, "一道题都没有回答，不能提交。"))
    return tuple(problems)


def chosen(given: Given) -> tuple[str, ...]:
    """The answers in a given one, without blanks and repeats."""
    words = (given,) if isinstance(given, str) else tuple(given or ())
    clean = (clean_text(word) for word in words if isinstance(word, str))
    return tuple(dict.fromkeys(word for word in clean if word))


def _problems(question: Question, given: Given) -> list[AnswerProblem]:
    words = chosen(given)
    if not words:
        return [AnswerProblem(question.title, "这道题还没有回答。")] if question.required else []
    sentence = _fault(question, words)
    return [AnswerProblem(question.title, sentence)] if sentence else []


def _fault(question: Question, words: Sequence[str]) -> str | None:
    if question.type is QuestionType.TEXT:
        return f"最多写{LONGEST_TEXT}字。" if len("".join(words)) > LONGEST_TEXT else None
    if question.type is not QuestionType.MULTIPLE and len(words) > 1:
        return "这道题只能选一个。"
    if question.type is QuestionType.SCORE:
        fits = words[0].isascii() and words[0].isdigit() and len(words[0]) <= 4 and int(words[0]) <= question.most
        return None if fits else f"请打0到{question.most}的整数分。"
    allowed = (*question.choices, *NO_OPINION) if question.type is QuestionType.SATISFACTION else question.choices
    unknown = [word for word in words if word not in allowed]
    if unknown:
        return f"没有“{unknown[0][:20]}”这个选项。"
    if question.type is QuestionType.MULTIPLE and question.most and len(words) > question.most:
        return f"最多选{question.most}项。"
    return None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One answered sheet: its number, when and how it was answered, and by which group of people."""

    respondent: str
    day: date
    channel: str | None = None
    group: str = ""
    project: str | None = None
    unit: str | None = None


def answer_records(survey: Survey, answers: Mapping[str, Given], sheet: Sheet) -> list[Record]:
    """The records of an answered sheet, in the order of the questions; call :func:`check_answers` first.

    Ids are made from survey, sheet number, question and answer, so that a sheet sent twice doubles nothing.
    """
    records = []
    for question in survey.questions:
        for word in chosen(answers.get(question.title)):
            values: dict[str, Value] = {
                "day": sheet.day, "survey": survey.title, "question": question.title, "answer": word, "score": _score(question, word),
                "respondent": sheet.respondent, "group": sheet.group or survey.group or None, "channel": sheet.channel,
            }  # fmt: skip
            named = {key: values[key] for key in ("survey", "question", "answer", "respondent")}
            id = id_from_content(digest_of(KIND.name, named, sheet.project, sheet.unit))
            records.append(Record(id, KIND.name, values, sheet.project, sheet.unit))
    return records


def _score(question: Question, word: str) -> Decimal | None:
    """The points of an answer: those given, or 5 to 1 for five grades."""
    if question.type is QuestionType.SCORE:
        return Decimal(word).quantize(Decimal("0.1"))
    if (
        question.type is QuestionType.SATISFACTION
        and len(question.choices) == len(GRADE_SCORES)
        and word in question.choices
    ):
        return Decimal(GRADE_SCORES[question.choices.index(word)]).quantize(Decimal("0.1"))
    return None
