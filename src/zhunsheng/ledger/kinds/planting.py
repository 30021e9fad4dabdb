"""栽植成活: what was planted where and how much of it lives."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import count, day, number, text
from zhunsheng.ledger.kind import BadRow, LedgerKind, Wish
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-03-22", "place": "绿化三期北段", "species": "国槐", "planted": "120", "area": "960", "checked_on": "2020-10-15", "alive": "113", "alive_area": "904",
    "person": "三木园林", "remark": "",
}  # fmt: skip
_MORE = "成活{alive}株多于栽植{planted}株，请核对。"

KIND = LedgerKind(
    RecordKind(
        "planting",
        "栽植成活",
        (
            day("day", "栽植日期", required=True),
            text("place", "地块", required=True, names_thing=True),
            text("species", "树种", required=True),
            count("planted", "栽植株数", "株", required=True),
            number("area", "造林面积", "平方米"),
            day("checked_on", "核查日期"),
            count("alive", "成活株数", "株"),
            number("alive_area", "成活面积", "平方米"),
            text("person", "栽植单位"),
            text("remark", "备注"),
        ),
        day="day",
    ),
    group="设施运行",
    purpose="每栽一批记一条，核查后更正成活数，用来算成活率。",
    asked=("place", "species", "planted", "area", "alive"),
    remembered=("place", "species", "person"),
    words={"day": ("日期",), "planted": ("株数", "栽植数量"), "alive": ("成活数", "成活数量"), "species": ("品种",), "area": ("面积",), "place": ("地点",)},
    photo=Wish.EXPECTED,
    place=Wish.WELCOME,
    checks=(
        Check("alive <= planted", _MORE, "alive"),
        Check("alive_area <= area", "成活面积{alive_area}平方米多于造林面积{area}平方米，请核对。", "alive_area"),
        Check("checked_on >= day", "核查日期{checked_on}早于栽植日期{day}，请核对。", "checked_on"),
        Check("checked_on filled", "填了成活株数，请填核查日期。", "checked_on", when="alive filled"),
    ),
    examples=(_ROW, {**_ROW, "place": "南环路西侧", "species": "白蜡", "planted": "80株", "area": "640", "checked_on": "", "alive": "", "alive_area": ""}),
    bad=(
        BadRow({**_ROW, "alive": "121"}, "alive", "成活121株多于栽植120株，请核对。"),
        BadRow({**_ROW, "alive_area": "1000"}, "alive_area", "成活面积1000.00平方米多于造林面积960.00平方米，请核对。"),
        BadRow({**_ROW, "checked_on": "2020-03-01"}, "checked_on", "核查日期2020-03-01早于栽植日期2020-03-22，请核对。"),
        BadRow({**_ROW, "checked_on": ""}, "checked_on", "填了成活株数，请填核查日期。"),
    ),
)  # fmt: skip
