"""The surveys of the year, each with the sample that its indicator states; one record is one answer to one question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from zhunsheng.bundled.park.book import (
    BILLBOARD,
    ENTERPRISES,
    GANTRIES,
    GREENERY,
    HEATING,
    LAMP_POWER,
    LAMPS,
    OFFICE,
    WAGES,
    YEAR,
    Book,
)

SATISFIED = ("满意", "满意", "满意", "比较满意")
UNSATISFIED = ("一般", "不满意")
KNOWN = ("充分认可", "充分认可", "比较认可")
UNKNOWN = ("一般", "不了解")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: of how many respondents, and how many of them answered well."""

    project: str
    survey: str
    question: str
    month: int
    respondents: int
    good: int
    group: str
    recognition: bool = False


SURVEYS = (
    Asked(BILLBOARD, "广告宣传问卷", "广告牌的社会影响力", 11, 10, 8, "过往司机和客商", recognition=True),
    Asked(BILLBOARD, "招商宣传问卷", "对招商宣传工作", 12, 10, 9, "上级招商管理部门"),
    Asked(LAMP_POWER, "路灯照明问卷", "路灯照明的社会影响力", 10, 80, 77, "居民", recognition=True),
    Asked(LAMP_POWER, "路灯照明问卷", "对路灯照明服务", 10, 80, 76, "企业职工"),
    Asked(LAMP_POWER, "路灯照明群众问卷", "对路灯照明", 10, 60, 56, "周边居民"),
    Asked(GREENERY, "绿化养护问卷", "绿化的社会影响力", 9, 60, 58, "居民", recognition=True),
    Asked(GREENERY, "绿化养护问卷", "对绿化养护", 9, 60, 57, "居民"),
    Asked(LAMPS, "设施维护问卷", "设施维护的社会影响力", 11, 40, 38, "企业和职工", recognition=True),
    Asked(LAMPS, "维修满意度问卷", "对维修进度和质量", 11, 10, 9, "园区干部职工和企业"),
    Asked(HEATING, "供暖问卷", "对供暖", 3, 25, 24, "机关和消防队人员"),
    Asked(GANTRIES, "限高杆受益群体问卷", "对限高杆安装", 10, 50, 44, "受益群众"),
    Asked(GANTRIES, "限高杆企业问卷", "对限高杆安装", 10, 20, 17, "入驻企业和有意向的企业"),
    Asked(WAGES, "综合服务问卷", "对环卫、安保等综合服务", 12, 20, 19, "入驻企业"),
    Asked(ENTERPRISES, "扶持资金问卷", "对创新发展资金", 12, 12, 11, "受支持企业"),
    Asked(OFFICE, "综合事务问卷", "对园区公共服务", 12, 10, 9, "重点人群"),
)  # fmt: skip


def write(book: Book) -> None:
    """All of it."""
    for number, asked in enumerate(SURVEYS, 1):
        good, bad = (KNOWN, UNKNOWN) if asked.recognition else (SATISFIED, UNSATISFIED)
        answers = [book.chance.choice(good) for _ in range(asked.good)]
        answers += [book.chance.choice(bad) for _ in range(asked.respondents - asked.good)]
        book.chance.shuffle(answers)
        for place, answer in enumerate(answers, 1):
            values = {
                "day": date(YEAR, asked.month, 5) + timedelta(days=book.chance.randrange(14)), "survey": asked.survey, "question": asked.question,
                "answer": answer, "respondent": f"Q{number:02d}-{place:03d}", "group": asked.group, "channel": "扫码" if place % 3 else "纸质",
            }  # fmt: skip
            book.add("survey_answer", asked.project, values, by="问卷")
