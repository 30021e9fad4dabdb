"""Problems mended during the year; and its results used in 2021: the bureau's rules, what is asked for, one table carried over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from zhunsheng.web.demo_scenes.scene import Scene, Stage
from zhunsheng.web.records.models import ItemSource, Rectification, Target
from zhunsheng.web.records.operations.carry_over import carry_over, there_already
from zhunsheng.web.records.operations.edit_cell import CellText, edit_cells
from zhunsheng.web.records.operations.note_result import ResultSaid, note_result
from zhunsheng.web.records.operations.recording import noun
from zhunsheng.web.records.operations.rectify import Problem, StepSaid, item_step, open_item
from zhunsheng.web.records.queries.rectifications import occasions
from zhunsheng.web.records.reviewing import recount

_BASIS = "示例财政局结果应用规则（本示例自设，不是法规）"
_RULES = (
    {"trigger": "评价等级", "grade": "优", "action": "优先保障"},
    {"trigger": "评价等级", "grade": "良", "action": "合理保障"},
    {"trigger": "评价等级", "grade": "中", "action": "压减", "least": "10", "most": "20"},
    {"trigger": "评价等级", "grade": "差", "action": "取消"},
    {"trigger": "执行率低", "below": "85", "action": "压减", "least": "5", "most": "10"},
    {"trigger": "未按期自评", "action": "督促改进"},
)
"""This demonstration's own rule table: no county's real one."""
_REQUESTS = {
    "广告牌": "6.00", "路灯电费": "16.00", "绿化": "18.00", "亮化": "7.50", "取暖": "14.00", "劳务费": "42.00", "创新": "120.00",
    "综合事务": "6.00",
}  # fmt: skip
"""What the unit asks for in 2021, in 万元, by a word of the project's name: invented for the demonstration."""


def _rule_table(stage: Stage) -> None:
    for row in _RULES:
        note_result(None, stage.people["performance"], ResultSaid("rule", "", stage.year, {**row, "basis": _BASIS}))


def _requests(stage: Stage) -> None:
    for target in stage.targets.values():
        amount = next((wan for word, wan in _REQUESTS.items() if word in target.name), None)
        if amount:
            cells = {"amount": amount, "basis": f"{stage.year + 1}年部门预算“一上”申报数（示例）"}
            note_result(target, stage.people["clerk"], ResultSaid("request", cells=cells))
    wages = _named(stage, "劳务费")
    if wages is not None:
        why = "人员支出，属刚性支出，不压减（示例）"
        note_result(wages, stage.people["performance"], ResultSaid("exempt", cells={"reason": why}))


def _problems(stage: Stage) -> None:
    """One problem from what the year missed, one that was typed; the second is mended and closed."""
    people, finder = stage.people, stage.people["department"]
    missed = next(
        ((target, one) for target in stage.targets.values() for one in occasions(finder, target) if one.source == ItemSource.EVALUATION),
        None,
    )  # fmt: skip
    if missed is not None:
        target, one = missed
        problem = Problem(
            one.title, "马巡查", date(2021, 4, 30), "查明没有达到的原因，提出措施", one.source, dict(one.reference)
        )
        item = open_item(target, finder, problem)
        item_step(item, finder, "confirm", StepSaid())
        item_step(item, people["head"], "accept", StepSaid())
        item_step(item, people["clerk"], "", StepSaid("已与养护单位开会，四月起每周核对一次记录。"))
    lamps = _named(stage, "亮化") or next(iter(stage.targets.values()))
    late = Problem("亮化设施巡查记录有两周缺签名", "周业务", date(2021, 3, 31), "补签并说明，今后当天签字")
    typed: Rectification = open_item(lamps, finder, late)
    item_step(typed, finder, "confirm", StepSaid())
    item_step(typed, people["head"], "accept", StepSaid())
    proof = ("补签说明.txt", "两周的巡查由两人补签，附值班表核对。".encode())
    item_step(typed, people["clerk"], "report", StepSaid("已补签，值班表核对一致", [proof]))
    item_step(typed, finder, "verify", StepSaid(still_found=False))


def _open(stage: Stage, who: str, word: str, problem: Problem) -> None:
    finder = stage.people[who]
    item_step(
        open_item(_named(stage, word) or next(iter(stage.targets.values())), finder, problem),
        finder,
        "confirm",
        StepSaid(),
    )


def _slow_payment(stage: Stage) -> None:
    """The department finds in summer what is to be mended by autumn."""
    demand = "查明没有支付的原因，补齐验收和付款手续"
    _open(
        stage,
        "department",
        "综合事务",
        Problem("上半年有3笔支出没有附验收单", "周业务", date(2020, 10, 15), demand, ItemSource.MONITORING),
    )


def _late_minutes(stage: Stage) -> None:
    """The bureau finds something in January."""
    demand = "补齐四季度凭证附件，说明原因"
    _open(
        stage,
        "performance",
        "路灯电费",
        Problem("四季度两张电费凭证没有附用电明细", "王经办", date(2021, 1, 29), demand),
    )


def _accept(title: str) -> Callable[[Stage], None]:
    return lambda stage: _step(stage, title, "head", "accept", StepSaid())


def _report(title: str, said: str) -> Callable[[Stage], None]:
    proof = ("整改说明.txt", f"{said}。附件存档备查。（示例）".encode())
    return lambda stage: _step(stage, title, "clerk", "report", StepSaid(said, [proof]))


def _verify(title: str, who: str) -> Callable[[Stage], None]:
    return lambda stage: _step(stage, title, who, "verify", StepSaid(still_found=False))


def _step(stage: Stage, title: str, who: str, act: str, said: StepSaid) -> None:
    item = Rectification.objects.select_related("target__unit", "by").get(target__unit=stage.unit, title=title)
    item_step(item, stage.people[who], act, said)


def _carry_over(stage: Stage) -> None:
    """One project goes on: its 2021 draft, copied from the 2020 table, with the budget put right."""
    heating = _named(stage, "取暖")
    if heating is None or there_already(heating) is not None:
        return
    made = carry_over(heating, stage.people["clerk"])
    asked = _REQUESTS["取暖"]
    budget = noun(made).budget
    cells = [
        CellText(f"budget.{name}", asked, getattr(budget, name).text)
        for name in ("total", "fiscal")
        if getattr(budget, name)
    ]
    if cells:
        edit_cells(made, stage.people["clerk"], cells)
    recount(made.unit, made.year)


def _named(stage: Stage, word: str) -> Target | None:
    return next((target for target in stage.targets.values() if word in target.name), None)


_PAYMENT, _MINUTES = "上半年有3笔支出没有附验收单", "四季度两张电费凭证没有附用电明细"
_RULES_OF_CARE, _JOINTS = "制定限高杆日常维护办法", "返修两个路口的接缝"
"""What the demonstration's people have to mend; the last two the evaluation put down."""
SCENES = (
    Scene(date(2020, 7, 8), "主管部门开问题单：支出没有附验收单", _slow_payment),
    Scene(date(2020, 7, 10), "单位接受整改", _accept(_PAYMENT)),
    Scene(date(2020, 10, 14), "单位报告整改", _report(_PAYMENT, "3笔支出的验收单已补齐")),
    Scene(date(2020, 10, 27), "主管部门验证，关闭问题单", _verify(_PAYMENT, "department")),
    Scene(date(2021, 1, 11), "绩效股开问题单：凭证附件不齐", _late_minutes),
    Scene(date(2021, 1, 18), "单位接受整改", _accept(_MINUTES)),
    Scene(date(2021, 1, 26), "单位报告整改", _report(_MINUTES, "两张凭证已补附用电明细")),
    Scene(date(2021, 2, 2), "绩效股验证，关闭问题单", _verify(_MINUTES, "performance")),
    Scene(date(2021, 2, 20), "绩效股录入结果应用规则", _rule_table),
    Scene(date(2021, 2, 25), "单位报下年申请数，人员支出豁免", _requests),
    Scene(date(2021, 2, 26), "天然气取暖费结转到下一年", _carry_over),
    Scene(date(2021, 3, 1), "主管部门开两张问题单，一张整改后关闭", _problems),
    Scene(date(2021, 5, 12), "单位接受评价提出的整改：维护办法", _accept(_RULES_OF_CARE)),
    Scene(date(2021, 5, 13), "单位接受评价提出的整改：返修接缝", _accept(_JOINTS)),
    Scene(date(2021, 8, 27), "单位报告接缝已返修", _report(_JOINTS, "两个路口的接缝已返修，施工单位和监理已验收")),
)
