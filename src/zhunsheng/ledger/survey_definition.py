"""A survey as checked JSON (schema ``zhunsheng/survey@1``), read with a sentence for each field that is wrong, and written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from zhunsheng.ledger.survey import FIVE_GRADES, TYPE_WORDS, Question, QuestionType, Survey

SCHEMA = "zhunsheng/survey@1"
MOST_QUESTIONS = 40
LONGEST_TITLE = 60
MOST_CHOICES = 20
HIGHEST_SCORE = 100


@dataclass(frozen=True, slots=True)
class SurveyReading:
    """The survey, or ``None`` and a sentence for each field (``questions[0].choices``) that is wrong."""

    survey: Survey | None
    errors: Mapping[str, str] = field(default_factory=dict)


def read_survey(data: object) -> SurveyReading:
    """The survey that a definition describes. Never raises."""
    if not isinstance(data, Mapping):
        return SurveyReading(None, {"": "问卷的定义应当是一个对象。"})
    errors: dict[str, str] = {}
    survey = Survey(
        _words(data, "title", "问卷名称", LONGEST_TITLE, errors),
        _questions(data.get("questions"), errors),
        _words(data, "intro", "卷首语", 500, errors, required=False),
        _words(data, "group", "调查对象", 20, errors, required=False),
        _day(data.get("closes_on"), errors),
        _whole(data, "sample", errors),
        _whole(data, "population", errors),
        _rate(data.get("least_rate"), errors),
    )
    if survey.sample and survey.population and survey.sample > survey.population:
        errors["sample"] = f"计划样本{survey.sample}份，多于调查对象总数{survey.population}。"
    return SurveyReading(None if errors else survey, errors)


def write_survey(survey: Survey) -> dict[str, Any]:
    """The definition of a survey, as :func:`read_survey` reads it."""
    return {
        "schema": SCHEMA,
        "title": survey.title,
        "intro": survey.intro,
        "group": survey.group,
        "closes_on": survey.closes_on.isoformat() if survey.closes_on else None,
        "sample": survey.sample,
        "population": survey.population,
        "least_rate": None if survey.least_rate is None else str(survey.least_rate),
        "questions": [
            {
                "title": question.title,
                "type": question.type.value,
                "choices": list(question.choices),
                "satisfied": list(question.satisfied),
                "required": question.required,
                "most": question.most,
            }
            for question in survey.questions
        ],
    }


def _questions(given: object, errors: dict[str, str]) -> tuple[Question, ...]:
    if not isinstance(given, Sequence) or isinstance(given, str) or not 1 <= len(given) <= MOST_QUESTIONS:
        errors["questions"] = f"请出1到{MOST_QUESTIONS}道题。"
        return ()
    questions: list[Question] = []
    for index, item in enumerate(given):
        path = f"questions[{index}]"
        if not isinstance(item, Mapping):
            errors[path] = "一道题应当是一个对象。"
            continue
        question = _question(item, path, errors)
        if question.title and question.title in [other.title for other in questions]:
            errors[f"{path}.title"] = f"已经有“{question.title}”这道题了。"
        questions.append(question)
    return tuple(questions)


def _question(item: Mapping[str, Any], path: str, errors: dict[str, str]) -> Question:
    title = _words(item, "title", "题目", LONGEST_TITLE, errors, path=f"{path}.")
    try:
        type_ = QuestionType(item.get("type", QuestionType.SATISFACTION))
    except ValueError:
        errors[f"{path}.type"] = (
            f"题型只能是：{'、'.join(f'{type_}（{words}）' for type_, words in TYPE_WORDS.items())}。"
        )
        type_ = QuestionType.TEXT
    required = item.get("required", True)
    if not isinstance(required, bool):
        errors[f"{path}.required"] = "请填是或否。"
    choices = _choices(item, path, type_, errors)
    return Question(
        title, type_, choices, _satisfied(item, path, type_, choices, errors), required is True, _most(item, path, type_, choices, errors)
    )  # fmt: skip


def _choices(item: Mapping[str, Any], path: str, type_: QuestionType, errors: dict[str, str]) -> tuple[str, ...]:
    if type_ in (QuestionType.SCORE, QuestionType.TEXT):
        return ()
    given = item.get("choices") or (FIVE_GRADES if type_ is QuestionType.SATISFACTION else ())
    words = _list(given)
    graded = type_ is QuestionType.SATISFACTION
    least, most = (len(FIVE_GRADES), len(FIVE_GRADES)) if graded else (2, MOST_CHOICES)
    if words is None or not least <= len(words) <= most:
        asked = "请从好到差写5个等级" if graded else f"请列2到{MOST_CHOICES}个选项"
        errors[f"{path}.choices"] = f"{asked}，不重复，每个最多20字。"
        return ()
    return words


def _satisfied(
    item: Mapping[str, Any], path: str, type_: QuestionType, choices: tuple[str, ...], errors: dict[str, str]
) -> tuple[str, ...]:
    if type_ is not QuestionType.SATISFACTION or not choices:
        return ()
    words = _list(item.get("satisfied") or choices[:2])
    if words is None or not set(words) <= set(choices) or len(words) == len(choices):
        errors[f"{path}.satisfied"] = "算满意的等级应当是其中的一部分，通常是前两个。"
        return ()
    return words


def _most(
    item: Mapping[str, Any], path: str, type_: QuestionType, choices: tuple[str, ...], errors: dict[str, str]
) -> int:
    most = item.get("most") or (10 if type_ is QuestionType.SCORE else 0)
    limit = {QuestionType.SCORE: HIGHEST_SCORE, QuestionType.MULTIPLE: len(choices) or MOST_CHOICES}.get(type_, 0)
    if type_ in (QuestionType.SCORE, QuestionType.MULTIPLE) and (
        not isinstance(most, int) or isinstance(most, bool) or not 0 <= most <= limit
    ):
        called = "满分" if type_ is QuestionType.SCORE else "最多选几项"
        errors[f"{path}.most"] = f"{called}是不超过{limit}的整数。"
        return 0
    return most if limit else 0


def _list(given: object) -> tuple[str, ...] | None:
    """Short words without repeats, or ``None``."""
    if not isinstance(given, Sequence) or isinstance(given, str):
        return None
    words = tuple(word.strip() for word in given if isinstance(word, str) and 0 < len(word.strip()) <= 20)
    return words if len(words) == len(given) == len(set(words)) else None


def _words(
    data: Mapping[str, Any], key: str, called: str, most: int, errors: dict[str, str], *, required: bool = True, path: str = ""
) -> str:  # fmt: skip
    text = data.get(key) or ""
    if not isinstance(text, str) or len(text.strip()) > most or (required and not text.strip()):
        errors[path + key] = f"请写{called}，最多{most}字。" if required else f"{called}最多{most}字。"
        return ""
    return text.strip()


def _day(given: object, errors: dict[str, str]) -> date | None:
    if given in (None, ""):
        return None
    try:
        return date.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        errors["closes_on"] = "截止日期请写成2020-12-31这样。"
        return None


def _whole(data: Mapping[str, Any], key: str, errors: dict[str, str]) -> int | None:
    given = data.get(key)
    if given in (None, ""):
        return None
    if not isinstance(given, int) or isinstance(given, bool) or not 0 < given < 10**9:
        errors[key] = "请填大于0的整数。"
        return None
    return given


def _rate(given: object, errors: dict[str, str]) -> Decimal | None:
    if given in (None, ""):
        return None
    try:
        rate = Decimal(given) if isinstance(given, str | int) and not isinstance(given, bool) else Decimal("NaN")
    except InvalidOperation:
        rate = Decimal("NaN")
    if not rate.is_finite() or not 0 < rate <= 100:
        errors["least_rate"] = "最低回收率请填0到100之间的数，以%计。"
        return None
    return rate
