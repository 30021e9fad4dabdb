"""合同: what was agreed, with whom, for how much, from when to when."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import day, money, text
from zhunsheng.ledger.kind import BadRow, LedgerKind, Wish
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-01-02", "number": "LH-2020-01", "title": "园区绿化二、三期养护合同", "party": "临西县三木园林有限公司",
    "purpose": "绿化养护费", "amount": "166000", "due_this_year": "166000", "start": "2020-01-01", "finish": "2020-12-31", "remark": "",
}  # fmt: skip

KIND = LedgerKind(
    RecordKind(
        "contract",
        "合同",
        (
            day("day", "签订日期", required=True),
            text("number", "合同号", required=True, names_thing=True),
            text("title", "合同名称", required=True),
            text("party", "对方单位", required=True),
            text("purpose", "用途", help="与资金支付的“用途”写同样的词"),
            money("amount", "合同金额", required=True),
            money("due_this_year", "本年应付金额", help="按合同当年应付的钱，用来算支付率、发放率"),
            day("start", "开始日期"),
            day("finish", "结束日期"),
            text("remark", "备注"),
        ),
        day="day",
    ),
    group="资金",
    purpose="记签了哪些合同、当年应付多少，和实际支付对照。",
    asked=("number", "title", "party", "amount", "day"),
    remembered=("purpose",),
    ahead=("start", "finish"),
    words={"number": ("合同编号",), "party": ("乙方", "供应商", "承包单位"), "amount": ("合同价", "金额"), "finish": ("到期日期",)},
    photo=Wish.WELCOME,
    checks=(
        Check("amount > 0", "合同金额应当大于0。", "amount"),
        Check("due_this_year <= amount", "本年应付金额{due_this_year}元多于合同金额{amount}元。", "due_this_year"),
        Check("finish >= start", "结束日期{finish}早于开始日期{start}。", "finish"),
    ),
    examples=(
        _ROW,
        {**_ROW, "number": "GG-2020-01", "title": "高速口广告牌租赁合同", "party": "临西县运河广告有限公司", "purpose": "广告费", "amount": "6万元", "due_this_year": "60000"},
    ),
    bad=(
        BadRow({**_ROW, "finish": "2019-12-31"}, "finish", "结束日期2019-12-31早于开始日期2020-01-01。"),
        BadRow({**_ROW, "due_this_year": "200000"}, "due_this_year", "本年应付金额200000.00元多于合同金额166000.00元。"),
        BadRow({**_ROW, "amount": "0", "due_this_year": "0"}, "amount", "合同金额应当大于0。"),
    ),
)  # fmt: skip
