"""事故: an accident or incident; a month without any is reported too, as a count of zero."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import choice, count, day, money, text
from zhunsheng.ledger.kind import BadRow, LedgerKind, Wish
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-09-14", "report": "事故登记", "type": "交通事故", "cases": "1", "deaths": "0", "injured": "1", "loss": "3200", "place": "运河大道与玉兰大街路口",
    "description": "电动车与轿车剐蹭", "source": "园区派出所", "remark": "",
}  # fmt: skip
_ZERO = {
    **_ROW,
    "day": "2020-10-31",
    "report": "零报告",
    "cases": "0",
    "injured": "0",
    "loss": "",
    "place": "",
    "description": "",
}
_NOT_ZERO = "填报方式是“零报告”，起数应当是0。"
_NONE = "登记事故，起数至少是1；当月没有发生的，填报方式选“零报告”。"

KIND = LedgerKind(
    RecordKind(
        "accident",
        "事故",
        (
            day("day", "日期", required=True, help="发生的日子；零报告写月末"),
            choice("report", "填报方式", "事故登记", "零报告", required=True),
            choice("type", "类别", "交通事故", "生产安全事故", "环境污染事件", "治安事件", "火灾", "其他", required=True),
            count("cases", "起数", "起", required=True, help="没有发生也要报：填0"),
            count("deaths", "死亡人数", "人"),
            count("injured", "受伤人数", "人"),
            money("loss", "损失金额"),
            text("place", "地点"),
            text("description", "经过"),
            text("source", "来源", help="谁的记录，如“园区派出所”"),
            text("remark", "备注"),
        ),
        day="day",
    ),
    group="安全稳定",
    purpose="发生一起记一条，没有发生的月份报一次0，用来算事故起数：报过的0才是0。",
    asked=("report", "type", "cases", "day", "description"),
    remembered=("report", "type", "source"),
    words={"type": ("事故类别", "事故类型"), "cases": ("事故起数", "次数"), "description": ("事故经过", "情况说明")},
    photo=Wish.WELCOME,
    place=Wish.WELCOME,
    checks=(
        Check("cases = 0", _NOT_ZERO, "cases", when='report = "零报告"'),
        Check("cases >= 1", _NONE, "cases", when='report = "事故登记"'),
        Check("deaths = 0", "零报告不应有死亡人数。", "deaths", when='report = "零报告"'),
        Check("injured = 0", "零报告不应有受伤人数。", "injured", when='report = "零报告"'),
    ),
    examples=(_ROW, _ZERO),
    bad=(
        BadRow({**_ZERO, "cases": "1"}, "cases", _NOT_ZERO),
        BadRow({**_ROW, "cases": "0"}, "cases", _NONE),
        BadRow({**_ROW, "cases": ""}, "cases", "“起数”必填，还空着。"),
        BadRow({**_ZERO, "injured": "1"}, "injured", "零报告不应有受伤人数。"),
        BadRow({**_ZERO, "deaths": "1"}, "deaths", "零报告不应有死亡人数。"),
    ),
)  # fmt: skip
