"""培训: a lecture, a course, a visit elsewhere, a drill, with who was to come and who came."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import choice, count, day, money, number, text
from zhunsheng.ledger.kind import BadRow, LedgerKind, Wish
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-06-24", "title": "安全生产月专题讲座", "type": "讲座", "place": "管委会会议室", "teacher": "县应急管理局", "planned": "60", "present": "57", "passed": "",
    "enterprises": "31", "hours": "3", "cost": "2000", "remark": "",
}  # fmt: skip
_PASSED = "考核合格{passed}人多于实到{present}人，请核对。"

KIND = LedgerKind(
    RecordKind(
        "training",
        "培训",
        (
            day("day", "日期", required=True),
            text("title", "主题", required=True, names_thing=True),
            choice("type", "类别", "讲座", "培训班", "外出参观学习", "安全宣传", "应急演练", "其他", required=True),
            text("place", "地点"),
            text("teacher", "授课人"),
            count("planned", "应到人数", "人"),
            count("present", "实到人数", "人", required=True),
            count("passed", "考核合格人数", "人"),
            count("enterprises", "参加企业数", "家"),
            number("hours", "学时", "学时", 1),
            money("cost", "费用"),
            text("remark", "备注"),
        ),
        day="day",
    ),
    group="人员",
    purpose="每办一期记一条，用来算培训期数、人数、参训率和合格率。",
    asked=("title", "type", "planned", "present", "day"),
    remembered=("type", "place", "teacher"),
    words={"title": ("培训主题", "名称", "培训名称"), "present": ("参训人数", "参加人数", "人数"), "planned": ("计划人数",), "hours": ("课时",)},
    photo=Wish.EXPECTED,
    checks=(
        Check("passed <= present", _PASSED, "passed"),
        Check("present > 0", "实到人数应当大于0；没有办成的不用记。", "present"),
    ),
    examples=(_ROW, {**_ROW, "day": "2020-10-28", "title": "赴山东轴承园区参观", "type": "外出参观学习", "teacher": "", "planned": "20人", "present": "18人", "enterprises": "9"}),
    bad=(
        BadRow({**_ROW, "passed": "58"}, "passed", "考核合格58人多于实到57人，请核对。"),
        BadRow({**_ROW, "present": "0"}, "present", "实到人数应当大于0；没有办成的不用记。"),
    ),
)  # fmt: skip
