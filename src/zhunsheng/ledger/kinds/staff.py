"""人员名册: who works where since when."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import choice, day, money, text, yes_no
from zhunsheng.ledger.kind import BadRow, LedgerKind
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-01-02", "person": "HW-07", "name": "高淑芳", "post": "环卫工", "local": "是", "wage": "1680", "start": "2018-03-01", "leave": "", "remark": "",
}  # fmt: skip
_LEAVE = "离岗日期{leave}早于上岗日期{start}，请核对。"

KIND = LedgerKind(
    RecordKind(
        "staff",
        "人员名册",
        (
            day("day", "登记日期", required=True),
            text("person", "人员编号", required=True, names_thing=True),
            text("name", "姓名"),
            choice("post", "岗位", "环卫工", "保安", "门岗", "水电工", "其他", required=True),
            yes_no("local", "周边村民"),
            money("wage", "月工资标准"),
            day("start", "上岗日期"),
            day("leave", "离岗日期"),
            text("remark", "备注"),
        ),
        day="day",
    ),
    group="人员",
    purpose="每年登记一次在岗的人，变动时更正，用来算用工人数、周边村民就业人数。",
    asked=("person", "name", "post", "local"),
    remembered=("post", "wage", "day"),
    words={"person": ("编号", "工号"), "local": ("是否周边村民", "本地村民"), "start": ("入职日期",), "leave": ("离职日期",), "post": ("工种",)},
    checks=(Check("leave >= start", _LEAVE, "leave"),),
    examples=(_ROW, {**_ROW, "person": "BA-01", "name": "陈国强", "post": "保安", "local": "否"}),
    bad=(
        BadRow({**_ROW, "leave": "2017-12-31"}, "leave", "离岗日期2017-12-31早于上岗日期2018-03-01，请核对。"),
        BadRow({**_ROW, "post": "清洁"}, "post", "“清洁”不在“岗位”的选项里，请选：环卫工、保安、门岗、水电工、其他。"),
    ),
)  # fmt: skip
