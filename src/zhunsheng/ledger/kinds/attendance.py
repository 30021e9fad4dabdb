"""考勤: shifts due and shifts done of one person."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import choice, count, day, text
from zhunsheng.ledger.kind import BadRow, LedgerKind
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-07-06",
    "person": "BA-01",
    "name": "陈国强",
    "post": "保安",
    "due": "1",
    "present": "1",
    "reason": "",
    "remark": "",
}
_ABSENT = "实到比应到少，请选缺勤原因。"
_MORE = "实到班次{present}多于应到班次{due}，请核对。"

KIND = LedgerKind(
    RecordKind(
        "attendance",
        "考勤",
        (
            day("day", "日期", required=True),
            text("person", "人员编号", required=True, names_thing=True),
            text("name", "姓名"),
            choice("post", "岗位", "环卫工", "保安", "门岗", "水电工", "其他"),
            count("due", "应到班次", "班", required=True),
            count("present", "实到班次", "班", required=True),
            choice("reason", "缺勤原因", "事假", "病假", "调休", "旷工", "其他"),
            text("remark", "备注"),
        ),
        day="day",
    ),
    group="人员",
    purpose="每人每天（或每月合计）记应到、实到几班，用来算出勤率。",
    asked=("person", "post", "due", "present", "reason"),
    remembered=("day", "post", "due", "present"),
    words={"person": ("编号", "工号"), "due": ("应到",), "present": ("实到",), "reason": ("原因",)},
    checks=(
        Check("present <= due", _MORE, "present"),
        Check("reason filled", _ABSENT, "reason", when="present < due"),
    ),
    examples=(_ROW, {**_ROW, "person": "HW-03", "name": "刘玉兰", "post": "环卫工", "present": "0", "reason": "病假"}),
    bad=(
        BadRow({**_ROW, "present": "2"}, "present", "实到班次2多于应到班次1，请核对。"),
        BadRow({**_ROW, "present": "0"}, "reason", _ABSENT),
    ),
)  # fmt: skip
