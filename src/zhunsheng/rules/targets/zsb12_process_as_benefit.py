"""ZSB12: a step of the work (paying a bill, holding a meeting) is stated as a benefit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Indicator, Level1, Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import contains, ends_with, word_list
from zhunsheng.rules.wording import brief

_PROCESS = contains(word_list("placements")["process_in_benefit"]["words"])
_COUNTED = ends_with(word_list("placements")["count_in_sustainability"]["words"])

_RIGHTS = re.compile(r"劳动合同|社会保险|社保|参保")
"""What workers gain by it is a benefit: 劳动合同签订率."""
_UPKEEP = re.compile(
    r"(?:视频(?:资料)?|影像|图集|图谱|数据库|名录|规程)(?:套|册|部|个|项|份)?数|管护|养护|维护|运维|责任|长效|管理制度|后续|续签|中长期|机制"
)
"""What is agreed on for the years to come is a lasting effect: 管护责任书签订率."""
_KEPT = re.compile(r"续修|续编|续用|档案馆|[供备][一-龥]{0,6}(?:查|使用|利用)|长期|永久|留存|共享|开放利用")
"""What a description keeps for those who come later: 移交县档案馆并可供续修查用."""


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Benefits only; spent shares are the matter of ZSB14, deliveries of ZSH06, counts as 可持续影响 of ZSH03."""
    for number, row in enumerate(project.indicators):
        if row.kind1 is Level1.BENEFIT and row.level3 and is_process(row):
            yield Remark(
                f"indicators[{number}].level3",
                f"“{brief(row.level3)}”是办事的过程，放在“{row.level2 or row.level1}”里看不出带来了什么好处。",
                row.level3,
                "效益写花钱之后谁得了什么好处，如来电咨询量、客流、事故减少；付款和办会的事放到产出或删去。",
            )


def is_process(row: Indicator) -> bool:
    """True for a benefit whose name is a step of the work."""
    name = core_name(row.level3)
    kept = _KEPT.search(row.description or "")
    lasting = row.kind2 is Level2.SUSTAINABILITY and (_COUNTED.search(name) or _UPKEEP.search(name) or kept)
    return bool(_PROCESS.search(name)) and not lasting and not _RIGHTS.search(name)


RULE = Rule(
    code="ZSB12",
    name="process-as-benefit",
    title="把工作过程当效益",
    category=Category.RELEVANCE,
    severity=Severity.WARNING,
    automation="B",
    why="付了款、开了会只是做了事，不等于有了效果。效益要回答：花了钱，谁得了什么好处。",
    how_to_fix="把过程换成结果：广告费支付率换成宣传带来的咨询量，培训场次换成受训人员考核通过率。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "效益指标反映产出带来的经济、社会、生态效益"),),
    bad=(
        bad(
            "经济效益写广告费发放率",
            good({"indicators[4].level2": "经济效益指标", "indicators[4].level3": "广告费发放率"}),
            ("indicators[4].level3", "广告费发放率"),
        ),
        bad(
            "社会效益写办了几场培训",
            good({"indicators[4].level3": "开展护眼知识培训次数", "indicators[4].target": "≥2次"}),
            ("indicators[4].level3", "开展护眼知识培训次数"),
        ),
    ),
    good=(
        fine("效益写结果", good()),
        fine("培训场次放在产出", good({"indicators[0].level3": "开展护眼知识培训次数"})),
        fine("培训的效果", good({"indicators[4].level3": "培训后护眼知识知晓率"})),
    ),
    check_project=check,
    reads=("level1", "level2", "level3", "description"),
)
