"""ZSH10: the sign runs against what is wanted: fewer accidents with ≥, more passes with ≤."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.goal_bounds import bounded_otherwise
from zhunsheng.rules.indicator_kinds import is_cost, row_name
from zhunsheng.rules.measuring_unit import unit_kind
from zhunsheng.rules.out_of_place import is_capped_amount, is_capped_service, is_capped_work, names_work
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import any_of, word_list
from zhunsheng.rules.wording import brief

_WORDS = word_list("directions")
_MORE = re.compile(any_of(_WORDS["more_is_better"]) + "$")
_NOT_MORE = re.compile(any_of(_WORDS["not_more"]))
"""The fewer of these the better, or so many at a time and no more: 投诉处置件数, 单次参观人数."""
_LESS = re.compile(
    rf"(?<![无零未不]){any_of([*_WORDS['less_is_better'], '损失'])}(?:发生|事件)?(?:率|次数|起数|数量|件数|人数|宗数|占比|比例|比重|数|量)?$"
)
_BAD_SHARE = re.compile(
    r"(?:危桥|危房|危旧房|[四五]类桥梁?|病险水库|劣[Ⅴ五]类[水断][\u4e00-\u9fff]{0,2})(?:占比|比例|比重)$"
)
"""The share of what is in a bad state."""
_WAITING = re.compile(any_of(_WORDS["shorter_is_better"]) + r"(?:时间|时长|时限|用时|耗时)$")
_LIMIT = re.compile(
    r"(?:时限|限时)$|(?:兑付|发放|拨付|到账|支付|审核|核查|出具|反馈|答复|回复|抢通|抢修|送达|配送|流转|转办|办件|通行|排队|候诊|等车|上门|结算|整改|清运|恢复|送检|报告)(?:时间|时长|用时|耗时|天数|工作日|期限)$"
)
_HELD_UP = re.compile(
    r"平均用时$|(?:查档|办事|就诊|速报|初报|续报|上报|派单|接警|出警|到场|预警|播发|出动|到达|打通|断交|占道|停水|停气|停热|封路)(?:时间|时长|用时|天数)$"
)
"""Times that people are held up, or that warnings and helpers take to come."""
_LASTING = re.compile(
    r"提前|提早|预留|公示|质保|保修|保质|保存|存储|保管|追溯|有效|服务|开放|运行|使用|维护|管护|续航|供电|待机|留存|公开|展示|禁渔|观察|隔离|养护|播出|培训|学习|值守"
)
_HANDLED = re.compile(
    r"调解|化解|办理|处理|处置|受理|接待|排查|查处|查办|侦办|侦破|审理|办结|整治|治理|整改|监测|修复|抢修|维修|扑救|代理|援助|减少|下降|降低|消除|清除|清理|封堵|疏通|修补|劝阻|核销|回收|退出|取缔|关停|控制|防范|预防|挽回|避免|检出|筛出|发现|排除|改造"
)
"""The name counts what was done about them: 调解纠纷件数 is the better the higher it is."""
_WANTED = re.compile(
    r"(?:溶解氧|含氧量?|氧气|负氧离子|负离子|余氯|有效成分|血红蛋白|有机质|营养液|消毒液|消毒剂|药液)[一-龥]{0,2}浓度$"
)
"""What there must be enough of: 溶解氧浓度 is the better the higher it is."""
_HIGH = Decimal(60)
_SHARE = re.compile(r"(?:率|度|比例)$")
_MAY_BE_CAPPED = re.compile(
    r"负债|债务|杠杆|赤字|供养|负荷|占用|占比|支出|成本|费|控制|容积|含水|湿度|温度|能耗|消耗|电耗|药占|执行|投资|偏差|床位|使用率|负担|密度|浓度|强度|额度|难度|限额|压减|进度|噪|周转|收入|造价|"
    + any_of(_WORDS["less_is_better"])
)
_UP, _DOWN = (">=", ">"), ("<=", "<")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Dictionaries of names whose wanted direction is beyond doubt."""
    for number, row in enumerate(project.indicators):
        target = row.target
        if target is None or target.value is None or target.operator is None or target.operator not in (*_UP, *_DOWN):
            continue
        name, severity = core_name(row.level3), None
        if target.operator in _DOWN:
            wrong, wanted, sign = _is_wanted(name, target.number if target.is_percentage else None), "越高越好", "≥"
            if not wrong and row.kind2 is Level2.QUANTITY and is_capped_work(row):
                wrong, wanted = True, "是要办成的事，不会越少越好"
                severity = None if names_work(row) else Severity.INFO
            elif not wrong and row.kind2 is Level2.QUANTITY and (is_capped_service(row) or is_capped_amount(row)):
                wrong, wanted, severity = True, "多是越多越好的事", Severity.INFO
        else:
            waiting = _is_waiting(name) and unit_kind(target.unit) == "time"
            fewer = _LESS.search(name) is not None and not _HANDLED.search(name) and not _WANTED.search(name)
            fewer = fewer or _BAD_SHARE.search(name) is not None
            wrong, wanted, sign = waiting or fewer, "越少越好", "≤"
        told = not (wrong or is_cost(row) or "元" in (target.unit or ""))  # of money put in another rule speaks
        bound = bounded_otherwise(project.goal, row) if told else None
        if bound is not None:
            yield Remark(
                f"indicators[{number}].target",
                f"绩效目标写“{brief(bound, 16)}”，指标{row_name(number, row)}却写“{brief(target.text)}”，方向相反。",
                target.text,
                "核对是至少还是至多，把符号改成与绩效目标一致。",
                related=(Related(project.code, "goal", bound),),
            )
        if wrong:
            yield Remark(
                f"indicators[{number}].target",
                f"“{brief(name)}”{wanted}，指标值却写“{brief(target.text)}”，符号反了。",
                target.text,
                f"符号改成“{sign}”，再核对数值。",
                severity=severity,
            )


def _is_wanted(name: str, share: Decimal | None) -> bool:
    """True for what is the better the more there is of it: rates and counts of the dictionary, and most of something.

    A share of 60% and more is no cap for anything bad: 巡逻见警率 ≤92% is the wrong sign whatever it means.
    """
    if share is not None and _HIGH <= share <= 100 and _SHARE.search(name) and not _MAY_BE_CAPPED.search(name):
        return True
    found = _MORE.search(name)
    if found is not None and name[: found.start()].endswith(("不", "未", "非", "无")):
        return False
    return found is not None and (found.group().endswith(("率", "度")) or not _NOT_MORE.search(name))


def _is_waiting(name: str) -> bool:
    """True for a time that people wait: 报修响应时间, and any 时限 but those that are to last (公示时限, 保修期限)."""
    return bool(_WAITING.search(name) or _HELD_UP.search(name) or (_LIMIT.search(name) and not _LASTING.search(name)))


RULE = Rule(
    code="ZSH10",
    name="sign-against-direction",
    title="符号与指标方向相反",
    category=Category.APPROPRIATENESS,
    severity=Severity.WARNING,
    automation="A",
    why="合格率写≤、事故起数写≥，做得越差越算完成，评分会整个颠倒。",
    how_to_fix="越高越好的用≥，越低越好的用≤。",
    basis=(Citation(note="正向指标用≥，反向指标用≤"),),
    bad=(
        bad(
            "事故起数写≥",
            good({"indicators[4].level3": "安全事故起数", "indicators[4].target": "≥2起"}),
            ("indicators[4].target", "≥2起"),
        ),
        bad("合格率写≤", good({"indicators[1].target": "≤95%"}), ("indicators[1].target", "≤95%")),
        bad(
            "报修响应时间写≥",
            good({"indicators[2].level3": "报修响应时间", "indicators[2].target": "≥2天"}),
            ("indicators[2].target", "≥2天"),
        ),
        bad(
            "培训的人越多越好",
            good({"indicators[0].level3": "培训电工人数", "indicators[0].target": "≤24人"}),
            ("indicators[0].target", "≤24人"),
        ),
    ),
    good=(
        fine("调解纠纷越多越好", good({"indicators[4].level3": "调解纠纷件数", "indicators[4].target": "≥12件"})),
        fine("方向一致", good()),
        fine("投诉办结率越高越好", good({"indicators[4].level3": "投诉办结率", "indicators[4].target": "≥98%"})),
        fine("事故下降率越高越好", good({"indicators[4].level3": "事故下降率", "indicators[4].target": "≥10%"})),
        fine("质保期越长越好", good({"indicators[2].level3": "灯具质保时间", "indicators[2].target": "≥5年"})),
    ),
    check_project=check,
    reads=("goal", "level1", "level2", "level3", "description", "target", "basis"),
)
