"""The demonstration's day and year; in real work there is no such page."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhunsheng.web.demo import END, FIRST_DAY
from zhunsheng.web.demo_scenes.scene import scenes

_DAYS = (
    (date(2020, 7, 15), "上半年刚过：监控亮了红灯，整改刚定下"),
    (date(2020, 10, 20), "离年底两个多月：整改见了效，还有三个项目落后"),
    (END, "全年结束：自评写完，得分算出"),
)
"""The days worth seeing, and what one sees."""


@require_safe
def demonstration(request: HttpRequest) -> HttpResponse:
    """What has happened until the demonstration's day, what is still to come, and the commands for other days."""
    stands = settings.STANDS_AT
    if stands is None:
        raise Http404
    days = [(day, words, day == stands) for day, words in _DAYS]
    rows = [(scene.on, scene.title, scene.on <= stands) for scene in scenes()]
    return render(
        request,
        "desk/demonstration/demonstration.html",
        {"stands": stands, "first": FIRST_DAY, "days": days, "rows": rows},
    )
