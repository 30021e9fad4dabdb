"""The year's organisation: the region's calendar, who stands in for whom, a form that the park published."""

from __future__ import annotations

from datetime import date, timedelta

from zhunsheng.model.document import Document
from zhunsheng.model.figure import figure
from zhunsheng.model.fund_line import FundLine
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.self_evaluation_form import EvaluatedIndicator, GoalLine, SelfEvaluationForm
from zhunsheng.usecases.write_document import write_document
from zhunsheng.web.accounts.models import User
from zhunsheng.web.demo import REGION
from zhunsheng.web.demo_scenes.scene import Scene, Stage
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import Unit
from zhunsheng.web.records.operations.arrange import lend_seat
from zhunsheng.web.records.operations.confirm_reading import confirm_reading
from zhunsheng.web.records.operations.manage_people import Person, change_person
from zhunsheng.web.records.operations.set_calendar import set_days, set_deadline
from zhunsheng.web.records.operations.upload_file import upload_file

HOLIDAYS = "1月1日、1月24日至2月2日、4月4日至6日、5月1日至5日、6月25日至27日、10月1日至8日"
WORKED = "1月19日、4月26日、5月9日、6月28日、9月27日、10月10日"
NOTICE = "国办发明电〔2019〕16号、国办发明电〔2020〕1号"


def set_the_calendar(stage: Stage) -> None:
    """The year's days off, and what the county asks besides what all ask."""
    chief, region = stage.people["performance"], Unit.objects.get(code=REGION[0])
    set_days(stage.people["admin"], region, stage.year, HOLIDAYS, WORKED, NOTICE)
    rule = {"month": 7, "day": 20, "year": 0}
    note = "示例县2020年绩效监控工作通知"
    set_deadline(stage.people["admin"], region, "monitoring_6", stage.year, rule, note)
    set_deadline(chief, None, "disposition", None, {"after": "warned", "days": 7, "working": True}, "绩效股工作规则")


def give_addresses(stage: Stage) -> None:
    """Where reminders go."""
    admin = stage.people["admin"]
    for username in ("clerk", "head", "department", "performance"):
        user = User.objects.select_related("unit").get(username=username)
        change_person(admin, user, Person(user.name, user.role, user.unit, email=f"{username}@example.cn"))


def go_away(stage: Stage) -> None:
    """The head is away around the day that the demonstration stands at; the clerk's colleague of the section stands in."""
    head, section = (User.objects.select_related("unit").get(username=name) for name in ("head", "section"))
    today = current_day()
    lend_seat(head, head, section, today, today + timedelta(days=6), "外出学习")


_ROWS = (
    ("产出指标(50分)", "数量指标", "路灯养护数量", "=1200盏", "1200盏", "20", "20", ""),
    ("产出指标(50分)", "质量指标", "路灯设施完好率", "≥98%", "95%", "15", "15", ""),
    ("产出指标(50分)", "时效指标", "故障修复时限", "≤24小时", "20小时", "15", "15", ""),
    ("效益指标(30分)", "社会效益指标", "主干道亮灯率", "≥97%", "97.6%", "30", "30", ""),
    (
        "满意度指标(10分)",
        "服务对象满意度指标",
        "居民满意度",
        "≥90%",
        "大部分满意",
        "10",
        "8",
        "个别路段修复慢，已加派人员",
    ),
)
"""A neighbour's form as it was published: with the slips that such forms have."""


def read_a_neighbours_form(stage: Stage) -> None:
    """The reviewer looks at the self-evaluation that a neighbouring county published."""
    rows = tuple(
        EvaluatedIndicator(
            level1, level2, level3, None, None, target, None, actual, None, figure(points), figure(score), cause or None
        )
        for level1, level2, level3, target, actual, points, score, cause in _ROWS
    )
    money = FundLine(
        "年度资金总额",
        figure("86.00"),
        figure("90.00"),
        None,
        figure("79.20"),
        figure("10"),
        figure("92.09%"),
        figure("9.2"),
    )
    goal = GoalLine("保障城区路灯正常运行，按时修复故障。", "全年养护路灯1200盏，故障按时修复。")
    form = SelfEvaluationForm(
        year=stage.year - 1, project_code="612-0401-YBN-LD19", project_name="城区路灯养护经费", department="612-邻县城市管理局",
        unit="612001-邻县市政设施管理所", funds=(money,), goals=(goal,), indicators=rows, total_points=figure("100"),
        total_score=figure("97.5"),
    )  # fmt: skip
    document = Document(BudgetUnit("612001", "邻县市政设施管理所"), stage.year - 1, self_evaluations=(form,))
    reviewer = stage.people["reviewer"]
    reading = upload_file(reviewer, "邻县路灯养护2019年度自评表（公开）.docx", write_document(document, "docx"))
    confirm_reading(reading, reviewer, year=stage.year - 1)


SCENES = (
    Scene(date(2020, 1, 3), "录入放假安排和本地期限", set_the_calendar),
    Scene(date(2020, 1, 6), "填上收提醒的邮箱", give_addresses),
    Scene(date(2020, 5, 12), "审核人读入邻县公开的自评表", read_a_neighbours_form),
    Scene(date(2020, 7, 14), "负责人外出，业务股室代办", go_away),
)
