"""A self-evaluation report (绩效自评报告) around forms: whose it is, the score that it states, and tables that only excerpt the form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhunsheng.documents.forms.form_reader import OpenForm
from zhunsheng.documents.page import Paragraph
from zhunsheng.model.place import Problem
from zhunsheng.model.spelling import half_width

_TITLE = re.compile(
    r"(?:(?P<year>20\d\d)年(?:度)?)?(?P<name>[^，。；：]{2,60}?)(?:项目)?(?:支出)?(?:预算)?绩效(?:自评|自我评价|评价)(?:工作)?(?:情况)?报告"
)
_SCORE = re.compile(
    r"(?:(?:自评|自我评价|评价|综合|综合评价|最终|总体?)(?:总)?(?:得分|评分|分数|分)|总得分)(?:合计|共计|共|为|是|[:：])*\s*(?P<points>\d{1,3}(?:\.\d{1,2})?)\s*分"
)
_SENTENCE = re.compile(r"[^。；\n]*")
_FIRST_LINES = 10
"""A report's title stands on its cover: among the first lines."""
_WHOSE = {"project_name", "unit"}


def report_title(running: Sequence[Paragraph]) -> re.Match[str] | None:
    """The title of a report, with its year and whose it is; None where the text around the forms is none."""
    return next((found for line in running[:_FIRST_LINES] if (found := _TITLE.fullmatch(_plain(line.text)))), None)


def in_report(
    title: re.Match[str], forms: Sequence[OpenForm], running: Sequence[Paragraph], problems: list[Problem]
) -> list[OpenForm]:
    """The forms of a report with what its text says: the sentence with the score is the conclusion of the only form.
    Tables of the running text that excerpt a form are none of their own; without any form they are read as one."""
    kept = _whole_forms(forms, problems)
    taken = len(kept) == 1 and _tell(title, kept[0], running)
    part = "除了写有得分的一句，" if taken else ""
    problems.append(Problem("正文", f"这是自评报告。{part}正文{len(running) - taken}段没有读入，也没有审核。"))
    return kept


def _whole_forms(forms: Sequence[OpenForm], problems: list[Problem]) -> list[OpenForm]:
    """Those that say whose they are; without any, the excerpts."""
    whole = [form for form in forms if form.seen & _WHOSE]
    excerpts = [form for form in forms if form not in whole]
    if whole and excerpts:
        problems.append(Problem("正文", "报告正文里的表是自评表的摘录，没有当作另一张自评表读入。"))
    return whole or excerpts


def _tell(title: re.Match[str], form: OpenForm, running: Sequence[Paragraph]) -> bool:
    """Give a form what the report says of it; whether a sentence with the score was among that."""
    if not form.seen & _WHOSE and "整体" not in title["name"]:
        form.texts["project_name"] = title["name"]
        form.seen.add("project_name")
    if title["year"] and not form.years:
        form.years.append((int(title["year"]), None))
    return _take_score(form, running)


def _take_score(form: OpenForm, running: Sequence[Paragraph]) -> bool:
    """The first sentence with the whole score as the conclusion; its number as the total where the tables have none;
    whether it was needed."""
    for line in running:
        found = _SCORE.search(half_width(line.text))
        if found is None:
            continue
        told = {"conclusion": _sentence(line.text, found.start())}
        if "total_score" not in form.seen and not form.texts.get("total_score"):
            told["total_score"] = found["points"]
        blank = [name for name in told if not form.texts.get(name)]
        for name in blank:
            form.texts[name] = told[name]
            if line.place is not None:
                form.places[name] = line.place
        return bool(blank)
    return False


def _sentence(text: str, at: int) -> str:
    """The sentence around a place of a text."""
    found = next((one for one in _SENTENCE.finditer(text) if one.start() <= at < one.end()), None)
    return (found.group() if found else text).strip()


def _plain(text: str) -> str:
    return "".join(text.split())


__all__ = ["in_report", "report_title"]
