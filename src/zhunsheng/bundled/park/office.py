"""The office: tasks, training, and the monthly reports of accidents and petitions, zero ones too."""

from __future__ import annotations

from datetime import date, timedelta

from zhunsheng.bundled.park.book import OFFICE, YEAR, Book, month_end

_TASKS = ("综合事务", "会议", "党建", "项目建设", "安全环保", "后勤")


def write(book: Book) -> None:
    """All of it."""
    _tasks(book)
    _training(book)
    for month in range(1, 13):
        _reports(book, month)


def _tasks(book: Book) -> None:
    """About two tasks a week; most done, most of those in time."""
    for number in range(104):
        day = date(YEAR, 1, 6) + timedelta(days=number * 3 + book.chance.randrange(3))
        kind = book.chance.choice(_TASKS)
        due = day + timedelta(days=book.chance.choice((5, 7, 10, 15)))
        opened = {
            "day": day,
            "title": f"{kind}事项{number + 1:03d}",
            "type": kind,
            "source": "园区例会",
            "due": due,
            "status": "进行中",
            "person": "综合办",
        }
        record = book.add("task", OFFICE, opened, by="综合办")
        if book.chance.random() < 0.97:
            done = due - timedelta(days=1) if book.chance.random() < 0.965 else due + timedelta(days=4)
            done = min(max(done, day), date(YEAR, 12, 31))
            book.correct(record, {"done": done, "status": "已完成"}, by="综合办", reason="已办完")


def _training(book: Book) -> None:
    courses = (
        (date(YEAR, 4, 24), "复工安全生产培训", "安全宣传", 60, 57, 30), (date(YEAR, 6, 12), "“三品”战略专家讲座", "讲座", 45, 41, 24),
        (date(YEAR, 9, 17), "外出参观学习", "外出参观学习", 20, 18, 12), (date(YEAR, 11, 9), "消防应急演练", "应急演练", 80, 76, 35),
    )  # fmt: skip
    for day, title, kind, planned, present, enterprises in courses:
        values = {
            "day": day,
            "title": title,
            "type": kind,
            "place": "园区",
            "planned": planned,
            "present": present,
            "enterprises": enterprises,
        }
        book.add("training", OFFICE, values, by="综合办")
    for month in (3, 6, 9, 12):
        values = {
            "day": date(YEAR, month, 11),
            "title": "安全生产和环保专项会议",
            "type": "专项会议",
            "place": "园区会议室",
            "host": "安监部",
            "participants": 40,
        }
        book.add("event", OFFICE, values, by="安监部")


def _reports(book: Book, month: int) -> None:
    """Nothing happened is said every month; two traffic accidents and one complaint did happen."""
    last = month_end(month)
    happened = {3: "货车与电动车刮蹭", 10: "雨天追尾"}.get(month)
    for kind in ("交通事故", "生产安全事故", "环境污染事件", "治安事件"):
        if kind == "交通事故" and happened:
            values = {
                "day": date(YEAR, month, 14), "report": "事故登记", "type": kind, "cases": 1, "deaths": 0, "injured": 1, "place": "清临线", "description": happened,
                "source": "派出所出勤记录",
            }  # fmt: skip
            book.add("accident", None, values, by="安监部")
        else:
            book.add("accident", None, {"day": last, "report": "零报告", "type": kind, "cases": 0}, by="安监部")
    if month == 5:
        values = {
            "day": date(YEAR, 5, 19), "report": "来件登记", "type": "投诉", "cases": 1, "number": "TS-01", "content": "夜间施工噪声", "replied": date(YEAR, 5, 21), "settled": True,
        }  # fmt: skip
        book.add("petition", None, values, by="综合办")
    book.add("petition", None, {"day": last, "report": "零报告", "type": "信访", "cases": 0}, by="综合办")
