"""问卷: one answer to one question of one answered sheet."""

from decimal import Decimal

from zhunsheng.ledger.columns import choice, day, number, text
from zhunsheng.ledger.kind import BadRow, LedgerKind
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-11-20", "survey": "路灯照明满意度", "question": "总体评价", "answer": "满意", "score": "5", "respondent": "007",
    "group": "企业职工", "channel": "扫码",
}  # fmt: skip

KIND = LedgerKind(
    RecordKind(
        "survey_answer",
        "问卷",
        (
            day("day", "填答日期", required=True),
            text("survey", "问卷", required=True),
            text("question", "题目", required=True),
            text("answer", "答案", required=True, help="满意、比较满意、一般、不满意、很不满意，或所选的项、所写的话"),
            number("score", "分值", "分", 1, maximum=Decimal(100)),
            text("respondent", "份号", required=True, names_thing=True, help="第几份答卷；不是姓名"),
            text("group", "调查对象", help="哪一类人，如“企业”“居民”"),
            choice("channel", "渠道", "扫码", "纸质", "电话", "当面"),
        ),
        day="day",
    ),
    group="服务与满意",
    purpose="一份答卷的一道题记一条，不记姓名，用来算满意率和满意人数。",
    asked=("survey", "respondent", "question", "answer"),
    remembered=("survey", "respondent", "group", "channel"),
    words={"day": ("日期", "调查日期"), "survey": ("问卷名称",), "question": ("问题",), "answer": ("回答", "选项"), "score": ("得分",), "respondent": ("答卷编号", "问卷编号", "序号")},
    examples=(
        _ROW,
        {**_ROW, "question": "您的建议", "answer": "北三路再加两盏灯", "score": ""},
    ),
    bad=(
        BadRow({**_ROW, "respondent": ""}, "respondent", "“份号”必填，还空着。"),
        BadRow({**_ROW, "score": "101"}, "score", "“分值”不能大于100分，填的是“101”。"),
    ),
)  # fmt: skip
