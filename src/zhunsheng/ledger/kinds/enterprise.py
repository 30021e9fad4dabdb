"""企业名录: one enterprise of the register as of a day, and what reaches it."""

from zhunsheng.ledger.columns import choice, count, day, text, yes_no
from zhunsheng.ledger.kind import BadRow, LedgerKind, Wish
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-01-06", "name": "河北恒达轴承有限公司", "code": "91130535MA0EXAMPLE", "size": "中型", "industry": "轴承制造", "state": "投产", "lit": "是", "served": "是",
    "subsidised": "否", "employees": "126", "place": "玉兰大街8号", "remark": "",
}  # fmt: skip

KIND = LedgerKind(
    RecordKind(
        "enterprise",
        "企业名录",
        (
            day("day", "登记日期", required=True, help="每年登记一次"),
            text("name", "企业名称", required=True, names_thing=True),
            text("code", "统一社会信用代码"),
            choice("size", "规模", "大型", "中型", "小型", "微型"),
            text("industry", "行业"),
            choice("state", "状态", "在建", "投产", "停产", "搬离", required=True),
            yes_no("lit", "路灯覆盖", help="门前的路有路灯"),
            yes_no("served", "享受公共服务", help="有保洁、安保等服务"),
            yes_no("subsidised", "受补助"),
            count("employees", "职工人数", "人"),
            text("place", "地址"),
            text("remark", "备注"),
        ),
        day="day",
    ),
    group="企业与招商",
    purpose="园区每家企业每年一条，用来算覆盖比例和服务企业数。",
    asked=("name", "size", "state", "lit", "served"),
    remembered=("day", "state", "lit", "served"),
    words={"name": ("企业", "单位名称"), "code": ("信用代码",), "size": ("企业规模",), "state": ("企业状态", "生产状态"), "employees": ("从业人数", "员工人数"), "place": ("地点",)},
    place=Wish.WELCOME,
    examples=(_ROW, {**_ROW, "name": "临西县鑫源轴承厂", "code": "", "size": "小型", "employees": "38", "place": "北三路2号"}),
    bad=(
        BadRow({**_ROW, "state": "生产"}, "state", "“生产”不在“状态”的选项里，请选：在建、投产、停产、搬离。"),
        BadRow({**_ROW, "employees": "-1"}, "employees", "“职工人数”不能小于0人，填的是“-1”。"),
    ),
)  # fmt: skip
