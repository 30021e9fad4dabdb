"""任务: a piece of work that was handed out, with its deadline and its end."""

from zhunsheng.ledger.check import Check
from zhunsheng.ledger.columns import choice, day, text
from zhunsheng.ledger.kind import BadRow, LedgerKind
from zhunsheng.model.record import RecordKind

_ROW = {
    "day": "2020-02-10", "title": "印制招商手册500册", "type": "综合事务", "source": "主任办公会", "due": "2020-03-31", "done": "2020-03-26", "status": "已完成", "person": "办公室", "remark": "",
}  # fmt: skip
_WHEN = "状态是“已完成”，请填完成日期。"

KIND = LedgerKind(
    RecordKind(
        "task",
        "任务",
        (
            day("day", "交办日期", required=True),
            text("title", "事项", required=True, names_thing=True),
            choice("type", "类别", "综合事务", "会议", "党建", "项目建设", "招商", "安全环保", "后勤", "其他"),
            text("source", "来源", help="谁交办的、在哪份文件里"),
            day("due", "应完成日期"),
            day("done", "完成日期"),
            choice("status", "状态", "未开始", "进行中", "已完成", "已取消", required=True),
            text("person", "责任人"),
            text("remark", "备注"),
        ),
        day="day",
    ),
    group="内部事务",
    purpose="交办一件事记一条，办完后更正，用来算工作完成率和按期完成率。",
    asked=("title", "type", "due", "status", "done"),
    remembered=("type", "source", "person"),
    ahead=("due",),
    words={"day": ("日期", "下达日期"), "title": ("任务", "工作事项", "任务名称"), "due": ("期限", "完成时限"), "person": ("承办人", "责任部门")},
    checks=(
        Check("done >= day", "完成日期{done}早于交办日期{day}，请核对。", "done"),
        Check("done filled", _WHEN, "done", when='status = "已完成"'),
        Check('status = "已完成"', "填了完成日期，状态却是“{status}”。", "status", when="done filled"),
    ),
    examples=(_ROW, {**_ROW, "title": "更换办公楼水管", "type": "后勤", "due": "2021-01-15", "done": "", "status": "进行中"}),
    bad=(
        BadRow({**_ROW, "done": ""}, "done", _WHEN),
        BadRow({**_ROW, "status": "进行中"}, "status", "填了完成日期，状态却是“进行中”。"),
        BadRow({**_ROW, "done": "2020-02-01"}, "done", "完成日期2020-02-01早于交办日期2020-02-10，请核对。"),
    ),
)  # fmt: skip
