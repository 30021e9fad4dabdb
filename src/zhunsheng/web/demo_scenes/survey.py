"""A survey that the unit holds itself: built, published, answered on paper when its people call on enterprises."""

from __future__ import annotations

from datetime import date
from typing import Any

from zhunsheng.web.demo_scenes.scene import Scene, Stage
from zhunsheng.web.records.models import Survey, SurveyAccess
from zhunsheng.web.records.operations.answer_survey import type_in
from zhunsheng.web.records.operations.save_survey import SurveyPlan, publish_survey, save_survey

_TITLE = "2020年入园企业服务问卷"
_QUESTIONS: list[dict[str, Any]] = [
    {"title": "您对园区办事服务满意吗", "type": "satisfaction"},
    {
        "title": "您最希望园区改进什么",
        "type": "multiple",
        "choices": ["道路", "照明", "绿化", "用工", "融资"],
        "required": False,
    },
    {"title": "还有什么建议", "type": "text", "required": False},
]
_DEFINITION = {"title": _TITLE, "questions": _QUESTIONS, "sample": 16, "population": 60, "least_rate": "80"}
_SHEETS = (
    ("满意", ["融资"], ""), ("满意", ["用工", "融资"], "希望组织一次招工会"), ("比较满意", ["道路"], "东门路面有坑"), ("满意", ["照明"], ""),
    ("满意", ["融资"], ""), ("一般", ["道路", "融资"], "审批能不能再快一点"), ("满意", ["绿化"], ""), ("满意", ["用工"], ""),
    ("比较满意", ["融资"], ""), ("满意", ["融资", "照明"], ""), ("满意", ["用工"], ""), ("不满意", ["道路"], "大货车太多，路坏得快"),
    ("满意", ["融资"], ""), ("比较满意", ["用工"], ""), ("满意", ["道路"], ""), ("满意", ["融资"], ""),
)  # fmt: skip
"""What sixteen enterprises ticked and wrote."""


def _publish(stage: Stage) -> None:
    clerk = stage.people["clerk"]
    plan = SurveyPlan(SurveyAccess.DEVICE, date(2020, 6, 15), date(2020, 12, 31), 60)
    publish_survey(clerk, save_survey(clerk, stage.unit, _DEFINITION, plan))


def _type_in(stage: Stage) -> None:
    row = Survey.objects.select_related("unit", "project").get(unit=stage.unit, title=_TITLE)
    for number, (grade, choices, words) in enumerate(_SHEETS, 1):
        given = dict(zip((one["title"] for one in _QUESTIONS), (grade, choices, words), strict=True))
        type_in(stage.people["clerk"], row, given, f"{number:03d}", date(2020, 6, 29))


SCENES = (
    Scene(date(2020, 6, 15), "发布入园企业服务问卷", _publish),
    Scene(date(2020, 6, 30), "走访企业，录入16份纸质问卷", _type_in),
)
