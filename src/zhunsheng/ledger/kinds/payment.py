"""资金支付: money that left the account, one record a payment."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import choice, day, money, text
from zhunsheng.ledger.gravity import Gravity
from zhunsheng.ledger.kind import BadRow, LedgerKind, Wish
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-03-27", "payee": "临西县三木园林有限公司", "purpose": "绿化养护费", "amount": "41500.00",
    "source": "财政资金", "voucher": "2020-03-018", "contract": "LH-2020-01", "remark": "一季度",
}  # fmt: skip

KIND = LedgerKind(
    RecordKind(
        "payment",
        "资金支付",
        (
            day("day", "支付日期", required=True),
            text("payee", "收款人", required=True),
            text("purpose", "用途", required=True, help="与预算的资金用途写同样的词，如“电费”“广告费”"),
            money("amount", "金额", required=True),
            choice("source", "资金来源", "财政资金", "其他资金"),
            text("voucher", "凭证号", names_thing=True),
            text("contract", "合同号"),
            text("remark", "备注"),
        ),
        day="day",
    ),
    group="资金",
    purpose="逐笔记账上付出去的钱，用来算执行率、发放率和各项成本。",
    asked=("amount", "payee", "purpose", "day", "voucher"),
    remembered=("payee", "purpose", "source", "contract"),
    words={"amount": ("支付金额", "付款金额", "支出金额"), "day": ("付款日期", "日期"), "payee": ("收款单位", "收款方"), "voucher": ("凭证编号", "凭证")},
    photo=Wish.WELCOME,
    checks=(Check("amount > 0", "金额应当大于0；退回的款请更正原来那一笔。", "amount"),),
    examples=(
        _ROW,
        {**_ROW, "day": "2020-01-15", "payee": "国网临西县供电公司", "purpose": "电费", "amount": "12,846.40", "voucher": "2020-01-006", "contract": "", "remark": ""},
    ),
    bad=(
        BadRow({**_ROW, "amount": "0"}, "amount", "金额应当大于0；退回的款请更正原来那一笔。"),
        BadRow({**_ROW, "amount": "4.15万元"}, "amount", "“4.15万元”按41500.00元记。", Gravity.NOTE),
        BadRow({**_ROW, "payee": ""}, "payee", "“收款人”必填，还空着。"),
    ),
)  # fmt: skip
