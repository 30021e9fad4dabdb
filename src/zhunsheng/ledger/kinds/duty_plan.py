"""规定任务: how many times something has to be done in a month, to hold the done against."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import count, day, text
from zhunsheng.ledger.kind import BadRow, LedgerKind
from zhunsheng.model.record import RecordKind

_ROW = {
    "month": "2020年5月",
    "work": "巡查",
    "object": "路灯",
    "times": "5",
    "person": "维修公司",
    "basis": "路灯维修合同第三条",
    "remark": "",
}

KIND = LedgerKind(
    RecordKind(
        "duty_plan",
        "规定任务",
        (
            day("month", "所属月份", required=True),
            text("work", "事项", required=True, help="与台账名称写同样的词，如“巡查”“养护”"),
            text("object", "对象", names_thing=True),
            count("times", "规定次数", "次", required=True),
            text("person", "责任人"),
            text("basis", "依据", help="合同或制度的哪一条"),
            text("remark", "备注"),
        ),
        day="month",
    ),
    group="设施运行",
    purpose="记每月规定做几次，作为“实际次数 ÷ 规定次数”的分母。",
    asked=("month", "work", "object", "times"),
    remembered=("work", "object", "times", "person", "basis"),
    ahead=("month",),
    months=("month",),
    words={"month": ("月份",), "times": ("应到次数", "应做次数")},
    checks=(Check("times > 0", "规定次数应当大于0；当月没有规定的，不用记。", "times"),),
    examples=(_ROW, {**_ROW, "work": "养护", "object": "绿化", "times": "4", "person": "三木园林", "basis": "绿化养护合同"}),
    bad=(
        BadRow({**_ROW, "times": "0"}, "times", "规定次数应当大于0；当月没有规定的，不用记。"),
        BadRow({**_ROW, "times": "-5"}, "times", "“规定次数”不能小于0次，填的是“-5”。"),
    ),
)  # fmt: skip
