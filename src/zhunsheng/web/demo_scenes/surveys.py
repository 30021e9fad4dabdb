"""A survey that the park office holds in December, answered on paper and by the QR code, then ended."""

from __future__ import annotations

from datetime import date
from typing import Any

from zhunsheng.ledger.survey import FIVE_GRADES, Given
from zhunsheng.web.demo_scenes.scene import Scene, Stage
from zhunsheng.web.records.models import Survey
from zhunsheng.web.records.operations.answer_survey import type_in
from zhunsheng.web.records.operations.save_survey import SurveyPlan, end_survey, publish_survey, save_survey

TITLE = "园区办事环境满意度（2020年12月）"
DEFINITION: dict[str, Any] = {
    "title": TITLE,
    "intro": "耽误您一分钟，说说在园区办事方便不方便。不记姓名。",
    "group": "来园区办事的企业人员",
    "sample": 30,
    "population": 64,
    "least_rate": 60,
    "questions": [
        {"title": "总体评价", "type": "satisfaction", "choices": list(FIVE_GRADES), "required": True},
        {"title": "哪些地方最该改进", "type": "multiple", "choices": ["办事时限", "窗口态度", "材料要求", "停车", "指引牌"], "required": False},
        {"title": "您的意见或建议", "type": "text", "required": False},
    ],
}  # fmt: skip
_GRADES = "01001021000110010030010100011001020"
"""The grade that each sheet ticks, the best first; 35 sheets came back of 40."""
_WISHES = (("停车",), ("材料要求", "办事时限"), ("停车", "指引牌"), ("办事时限",), ())
_WORDS = {4: "东门外车位太少。", 9: "材料一次说清就好了。", 18: "跑了三趟才办完。", 27: "窗口的人很热心。"}


def hold(stage: Stage) -> None:
    """The clerk builds it, gives out 40 sheets, types in what came back and ends it."""
    clerk = stage.people["clerk"]
    plan = SurveyPlan(opens=date(2020, 12, 7), issued=40)
    survey = save_survey(clerk, stage.unit, DEFINITION, plan)
    publish_survey(clerk, survey)
    for number, grade in enumerate(_GRADES, start=1):
        answers: dict[str, Given] = {
            "总体评价": FIVE_GRADES[int(grade)],
            "哪些地方最该改进": _WISHES[number % len(_WISHES)],
            "您的意见或建议": _WORDS.get(number, ""),
        }
        type_in(clerk, Survey.objects.get(pk=survey.pk), answers, f"{number:03d}", date(2020, 12, 7 + number % 10))
    end_survey(clerk, survey)


SCENES = (Scene(date(2020, 12, 18), "办事环境满意度问卷收齐", hold),)
