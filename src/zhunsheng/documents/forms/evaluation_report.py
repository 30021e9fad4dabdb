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


def in_report(forms: Sequence[OpenForm], running: Sequence[Paragraph], problems: list[Problem]) -> list[OpenForm]:
    """The forms of a file with what the report around them says: the sentence with the score is the conclusion of the only
    form. Tables of the running text that excerpt a form are none of their own; without any form they are read as one."""
    title = next((found for line in running[:_FIRST_LINES] if (found := _TITLE.fullmatch(_plain(line.text)))), None)
    if title is None:
        return list(forms)
    whole = [form for form in forms if form.seen & _WHOSE]
    excerpts = [form for form in forms if form not in whole]
    if whole and excerpts:
        problems.append(Problem("正文", "报告正文里的表是自评表的摘录，没有当作另一张自评表读入。"))
    kept = whole or excerpts
    if len(kept) != 1:
        return kept
    (form,) = kept
    if not whole and "整体" not in title["name"]:
        form.texts["project_name"] = title["name"]
        form.seen.add("project_name")
    if title["year"] and not form.years:
        form.years.append((int(title["year"]), None))
    _take_score(form, running)
    return kept


def _take_score(form: OpenForm, running: Sequence[Paragraph]) -> None:
    """The first sentence with the whole score as the conclusion; its number as the total where the tables have none."""
    for line in running:
        found = _SCORE.search(half_width(line.text))
        if found is None:
            continue
        told = {"conclusion": _sentence(line.text, found.start())}
        if "total_score" not in form.seen and not form.texts.get("total_score"):
            told["total_score"] = found["points"]
        for name, text in told.items():
            if not form.texts.get(name):
                form.texts[name] = text
                if line.place is not None:
                    form.places[name] = line.place
        return


def _sentence(text: str, at: int) -> str:
    """The sentence around a place of a text."""
    found = next((one for one in _SENTENCE.finditer(text) if one.start() <= at < one.end()), None)
    return (found.group() if found else text).strip()


def _plain(text: str) -> str:
    return "".join(text.split())


__all__ = ["in_report"]
