"""签约项目: an investment that was signed, with the money agreed and the money arrived."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import choice, day, money, text
from zhunsheng.ledger.gravity import Gravity
from zhunsheng.ledger.kind import BadRow, LedgerKind, Wish
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-05-18", "title": "高端精密轴承项目", "investor": "北京精密轴承有限公司", "industry": "装备制造", "event": "京津轴承产业对接会", "agreed": "60000000", "arrived": "18000000",
    "public": "1500000", "state": "开工", "remark": "",
}  # fmt: skip
_MORE = "到位资金{arrived}元多于协议投资额{agreed}元，确定追加了投资吗。"

KIND = LedgerKind(
    RecordKind(
        "signed_project",
        "签约项目",
        (
            day("day", "签约日期", required=True),
            text("title", "项目名称", required=True, names_thing=True),
            text("investor", "投资方", required=True),
            text("industry", "行业"),
            text("event", "来源活动", help="在哪次招商活动上签的"),
            money("agreed", "协议投资额", required=True),
            money("arrived", "到位资金", help="社会资金实际投入"),
            money("public", "财政投入", help="配套的财政资金"),
            choice("state", "状态", "签约", "落地", "开工", "投产", "终止", required=True),
            text("remark", "备注"),
        ),
        day="day",
    ),
    group="企业与招商",
    purpose="每签一个项目记一条，用来算签约数、到位率和带动的社会资金。",
    asked=("title", "investor", "agreed", "state", "day"),
    remembered=("event",),
    words={"day": ("日期",), "title": ("项目",), "investor": ("签约企业", "投资单位"), "agreed": ("合同金额", "投资额"), "arrived": ("实际到位资金", "到位金额"), "event": ("活动",)},
    photo=Wish.WELCOME,
    checks=(
        Check("agreed > 0", "协议投资额应当大于0。", "agreed"),
        Check("arrived <= agreed", _MORE, "arrived", Gravity.ASK),
    ),
    examples=(_ROW, {**_ROW, "day": "2020-09-21", "title": "轴承热处理项目", "investor": "聊城热处理有限公司", "agreed": "2300万元", "arrived": "0", "public": "", "state": "签约"}),
    bad=(
        BadRow({**_ROW, "arrived": "61000000"}, "arrived", "到位资金61000000.00元多于协议投资额60000000.00元，确定追加了投资吗。", Gravity.ASK),
        BadRow({**_ROW, "agreed": "0"}, "agreed", "协议投资额应当大于0。"),
    ),
)  # fmt: skip
