"""企业服务: something an enterprise asked for, until it was done."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import choice, day, text
from zhunsheng.ledger.kind import BadRow, LedgerKind
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-04-13", "enterprise": "河北恒达轴承有限公司", "type": "升级改造", "content": "技改备案协调", "promised": "2020-04-30", "done": "2020-04-24", "status": "已办结", "rating": "满意",
    "person": "企服办", "remark": "",
}  # fmt: skip
_WHEN = "状态是“已办结”，请填办结日期。"

KIND = LedgerKind(
    RecordKind(
        "service_request",
        "企业服务",
        (
            day("day", "受理日期", required=True),
            text("enterprise", "企业名称", required=True, names_thing=True),
            choice("type", "类别", "手续代办", "政策兑现", "升级改造", "环境卫生", "安全保卫", "水电维修", "用工", "其他", required=True),
            text("content", "事项", required=True),
            day("promised", "承诺办结日期"),
            day("done", "办结日期"),
            choice("status", "状态", "办理中", "已办结", "未办成", required=True),
            choice("rating", "企业评价", "满意", "比较满意", "一般", "不满意", "很不满意"),
            text("person", "经办人"),
            text("remark", "备注"),
        ),
        day="day",
    ),
    group="服务与满意",
    purpose="企业提一件事记一条，办结后更正，用来算服务完成率和服务企业数。",
    asked=("enterprise", "type", "content", "status", "done"),
    remembered=("type", "person"),
    ahead=("promised",),
    words={"day": ("日期", "登记日期"), "enterprise": ("企业", "单位名称"), "content": ("诉求", "服务事项", "服务内容"), "done": ("完成日期",), "rating": ("评价", "满意度")},
    checks=(
        Check("done >= day", "办结日期{done}早于受理日期{day}，请核对。", "done"),
        Check("done filled", _WHEN, "done", when='status = "已办结"'),
        Check("done blank", "还在办理中，不应有办结日期。", "status", when='status = "办理中"'),
    ),
    examples=(_ROW, {**_ROW, "day": "2020-12-21", "enterprise": "临西县鑫源轴承厂", "type": "水电维修", "content": "厂前路灯井盖松动", "promised": "2021-01-05", "done": "", "status": "办理中", "rating": ""}),
    bad=(
        BadRow({**_ROW, "done": ""}, "done", _WHEN),
        BadRow({**_ROW, "status": "办理中"}, "status", "还在办理中，不应有办结日期。"),
        BadRow({**_ROW, "done": "2020-04-01"}, "done", "办结日期2020-04-01早于受理日期2020-04-13，请核对。"),
    ),
)  # fmt: skip
