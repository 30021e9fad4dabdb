"""ZSH06: how fully something was delivered or finished stands among the benefits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.address import indicator_address
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Indicator, Level1, Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.out_of_place import is_due, is_handled, is_physical, is_quality
from zhunsheng.rules.placement import belongs, heading, misplaced
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import contains, ends_with, word_list
from zhunsheng.rules.wording import brief

_MOVE = "移到产出指标（发放、到位、完成、验收都是产出）；效益写对象的状况变好了多少。"
_SURE = misplaced(
    "delivery_in_benefit",
    under=frozenset({Level1.BENEFIT}),
    where="效益指标",
    because="只说发下去、办完了，说不出带来的效果",
    move_to=_MOVE,
    left_to_others=("process_in_benefit", "budget_execution"),
    left_under={
        Level2.SUSTAINABILITY: "quality_in_sustainability",
        Level2.ECOLOGICAL_BENEFIT: "quality_in_ecology",
    },
)

_OTHERS = frozenset({Level2.SUSTAINABILITY, Level2.ECOLOGICAL_BENEFIT})
"""Headings with dictionaries of their own (ZSH02, ZSH03)."""


def check(project: Project, context: Context) -> Iterator[Remark]:
    """The dictionary first; then days of completion, work done to things, and rates of plain quality."""
    said: set[str] = set()
    for remark in _SURE(project, context):
        place = indicator_address(remark.address)
        if place is not None and _STARTED.search(project.indicators[place[0]].level3 or ""):
            continue
        said.add(remark.address)
        yield remark
    for number, row in enumerate(project.indicators):
        address = f"indicators[{number}].level3"
        if row.kind1 is not Level1.BENEFIT or not row.level3 or address in said:
            continue
        due = is_due(row)
        because = _because(row, due)
        if because:
            yield Remark(
                address,
                f"“{brief(core_name(row.level3), 18)}”放在“{heading(row, '效益指标')}”里，{because}。",
                row.level3,
                belongs(row, _MOVE, frozenset({Level1.BENEFIT})),
                severity=None if due else Severity.INFO,
            )


def _because(row: Indicator, due: bool) -> str:
    if due:
        return "只说什么时候办完，说不出带来的效果"
    if row.kind2 in _OTHERS or _PROCESS.search(core_name(row.level3)) or _EXECUTION.search(core_name(row.level3)):
        return ""
    if is_physical(row) or is_handled(row):
        return "只说做了多少，说不出带来的效果"
    return "像是活干得好不好，不是带来的效果" if is_quality(row) and not _REACHED.search(core_name(row.level3)) else ""


_STARTED = re.compile(r"(?:上年|往年|去年|签约|招商|引进|落户)[一-龥]{0,6}(?:开工|投产|达产|落地)率")
"""What became of last year's agreements is an effect that lasts, not work of this year."""
_REACHED = re.compile(
    r"水质|空气|食品|农产品|药品|种子|产品|体质|健康|体检|学员|结业|学生|考生|抽检|抽查|问题|隐患|矛盾|纠纷|信访|积案|投诉|诉求|阳性|治疗|随访|火情|火灾|案件|事故|就业|创业|康复|复吸|患者|居民|群众|老人|企业|家庭|儿童|农户|快检|辅具|接种|检测阳|覆盖|机械化|整改|年度考核"
)
"""Words of what the work is for: a rate of these may well be the effect."""
_PROCESS = contains(word_list("placements")["process_in_benefit"]["words"])
_EXECUTION = ends_with(word_list("placements")["budget_execution"]["words"])

RULE = Rule(
    code="ZSH06",
    name="delivery-as-benefit",
    title="产出率放在效益指标",
    category=Category.RELEVANCE,
    severity=Severity.WARNING,
    automation="B",
    why="补贴发到手、工程验收完是产出。效益要看发了以后、建了以后，谁的什么状况改善了。",
    how_to_fix="移到产出的质量或时效指标，效益另写结果。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "产出指标与效益指标分别设置"),),
    bad=(
        bad(
            "补贴发放率",
            good({"indicators[4].level2": "社会效益指标", "indicators[4].level3": "补贴发放率"}),
            ("indicators[4].level3", "补贴发放率"),
        ),
        bad(
            "事务完成率",
            good({"indicators[4].level2": "社会效益指标", "indicators[4].level3": "保障各项事务完成率"}),
            ("indicators[4].level3", "保障各项事务完成率"),
        ),
        bad(
            "验收合格率",
            good({"indicators[4].level2": "社会效益指标", "indicators[4].level3": "工程验收合格率"}),
            ("indicators[4].level3", "工程验收合格率"),
        ),
    ),
    good=(
        fine("放得对", good()),
        fine("付广告费由“把工作过程当效益”提示", good({"indicators[4].level3": "广告费发放率"})),
        fine("效益写结果", good({"indicators[4].level2": "社会效益指标", "indicators[4].level3": "困难学生辍学率"})),
        fine(
            "减排目标完成率是结果",
            good({"indicators[4].level2": "生态效益指标", "indicators[4].level3": "减排目标完成率"}),
        ),
    ),
    check_project=check,
    reads=("level1", "level2", "level3", "description", "target"),
)
