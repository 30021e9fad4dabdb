"""A survey on paper: what to print on a sheet, and the answers of a filled-in sheet typed in by their numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zhunsheng.ledger.survey import TYPE_WORDS, Given, Question, QuestionType, Survey
from zhunsheng.model.spelling import half_width

BOX = "□"


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """A question as it prints: its number and words, the boxes to tick (``□1 满意``), blank lines to write on."""

    number: int
    words: str
    boxes: tuple[str, ...] = ()
    lines: int = 0


@dataclass(frozen=True, slots=True)
class PaperForm:
    """A sheet to print: its number stands beside the title, so that a sheet typed in twice is noticed."""

    title: str
    respondent: str
    intro: str
    questions: tuple[PaperQuestion, ...]
    foot: str


def paper_form(survey: Survey, respondent: str) -> PaperForm:
    """What to print on one sheet."""
    closing = f"请于{survey.closes_on}前交回。" if survey.closes_on else ""
    intro = survey.intro or "本问卷不记姓名，请在方框里打“√”。"
    questions = tuple(_printed(number, question) for number, question in enumerate(survey.questions, 1))
    return PaperForm(survey.title, respondent, intro, questions, f"{closing}谢谢您的配合。")


def respondent_numbers(count: int, first: int = 1) -> tuple[str, ...]:
    """Numbers for so many sheets, of equal length: ``001``, ``002`` …"""
    width = max(3, len(str(first + count - 1)))
    return tuple(f"{number:0{width}}" for number in range(first, first + count))


def typed_in(survey: Survey, marks: Mapping[int, str]) -> dict[str, Given]:
    """The answers of a paper sheet: per question number the number of the ticked box (``2``, ``1 3``), a score, or words.

    What is no box number is kept as typed, so that checking the answers can name it.
    """
    answers: dict[str, Given] = {}
    for number, question in enumerate(survey.questions, 1):
        text = half_width(marks.get(number, "")).strip()
        if question.choices and text:
            parts = text.replace(",", " ").replace("、", " ").split()
            answers[question.title] = [_choice(question, part) for part in parts]
        else:
            answers[question.title] = text
    return answers


def _choice(question: Question, part: str) -> str:
    fits = part.isascii() and part.isdigit() and len(part) < 4 and 1 <= int(part) <= len(question.choices)
    return question.choices[int(part) - 1] if fits else part


def _printed(number: int, question: Question) -> PaperQuestion:
    asked = "" if question.required else "（可不答）"
    if question.type is QuestionType.SCORE:
        return PaperQuestion(number, f"{question.title}（请打0到{question.most}分）{asked}", ("____分",))
    if question.type is QuestionType.TEXT:
        return PaperQuestion(number, f"{question.title}{asked}", lines=3)
    hint = "" if question.type is QuestionType.SATISFACTION else f"（{TYPE_WORDS[question.type]}）"
    if question.type is QuestionType.MULTIPLE and question.most:
        hint = f"（最多选{question.most}项）"
    boxes = tuple(f"{BOX}{at} {choice}" for at, choice in enumerate(question.choices, 1))
    return PaperQuestion(number, f"{question.title}{hint}{asked}", boxes)
