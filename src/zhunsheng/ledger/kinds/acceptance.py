"""工程验收: a part of works, when it was to be done, when it was, and whether it passed."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import choice, count, day, money, text
from zhunsheng.ledger.kind import BadRow, LedgerKind, Wish
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-03-20", "work": "限高杆安装", "part": "1号进出口", "planned": "2020-03-15", "finished": "2020-03-12", "quantity": "1", "passed": "1",
    "result": "合格", "cost": "98000", "inspector": "县住建局、监理单位", "remark": "",
}  # fmt: skip
_MORE = "合格工程量{passed}多于工程量{quantity}，请核对。"
_FIRST = "验收日期{day}早于实际完成日期{finished}，请核对。"

KIND = LedgerKind(
    RecordKind(
        "acceptance",
        "工程验收",
        (
            day("day", "验收日期", required=True),
            text("work", "工程名称", required=True),
            text("part", "部位", required=True, names_thing=True),
            day("planned", "计划完成日期", required=True),
            day("finished", "实际完成日期", required=True),
            count("quantity", "工程量", "个", required=True),
            count("passed", "合格工程量", "个", required=True),
            choice("result", "结果", "合格", "整改后合格", "不合格", required=True),
            money("cost", "结算金额"),
            text("inspector", "验收单位"),
            text("remark", "备注"),
        ),
        day="day",
    ),
    group="工程",
    purpose="每验收一个部位记一条，用来算按期完成的工程量和验收合格率。",
    asked=("part", "finished", "quantity", "passed", "result"),
    remembered=("work", "planned", "inspector"),
    ahead=("planned",),
    words={"day": ("日期",), "work": ("项目", "工程"), "part": ("验收部位", "单项工程"), "planned": ("计划完工日期",), "finished": ("完工日期", "实际完工日期"), "result": ("验收结果",)},
    photo=Wish.EXPECTED,
    place=Wish.WELCOME,
    checks=(
        Check("passed <= quantity", _MORE, "passed"),
        Check("day >= finished", _FIRST, "day"),
        Check("passed = 0", "结果是“不合格”，合格工程量却是{passed}。", "passed", when='result = "不合格"'),
    ),
    examples=(_ROW, {**_ROW, "part": "2号进出口", "finished": "2020-03-18", "result": "整改后合格", "remark": "基础补灰后复验通过"}),
    bad=(
        BadRow({**_ROW, "passed": "2"}, "passed", "合格工程量2多于工程量1，请核对。"),
        BadRow({**_ROW, "finished": "2020-03-25"}, "day", "验收日期2020-03-20早于实际完成日期2020-03-25，请核对。"),
        BadRow({**_ROW, "result": "不合格"}, "passed", "结果是“不合格”，合格工程量却是1。"),
    ),
)  # fmt: skip
