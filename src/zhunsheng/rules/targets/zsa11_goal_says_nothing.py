"""ZSA11: the goal is blank, or only says the project's name again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.rules.cell_text import says_none
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.form_asks import projects_asked
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_MARKS = re.compile(r"[\s\W_]+|^\d+")
_EMPTY_WORDS = re.compile(
    r"按照?要求|按照?|要求|按时|按期|及时|顺利|全面|切实|确保|保障|保证|完成|开展|实施|推进|做好|加强|落实|进行|支付|拨付|使用|资金|经费|费用|费|项目"
    r"|工作|任务|年度|全年|本年|各项|相关|正常|有序|圆满|目标|安排|计划|预算|支出|产品|购买|采购|购置|并|和|及|与|的|了|等|好|年|上级|交办|认真|本?单位|部门|运转|做到|下达|布置|规定"
)
_PRAISE = re.compile(
    r"(?:取得|发挥|产生|达到|实现|获得)?(?:了|出)?(?:良好|较好|明显|显著|应有|预期|积极|一定|最大)的?(?:经济|社会|生态|综合)?(?:、(?:经济|社会|生态))*(?:效益|效果|成效|作用|影响|目标|成果)"
    r"|(?:不断|进一步|持续|有效|全面|稳步)?(?:提高|提升|改善|优化|加强|规范|增强)(?:工作|服务|管理|业务|保障|运行|资金|财政|使用|单位|部门)*(?:的)?(?:水平|质量|能力|效率|效益|规范性?|效果|条件)?"
    r"|(?:充分)?(?:发挥|提高|保证)(?:财政)?(?:资金|经费)?(?:的)?(?:使用)?(?:效益|效率|安全)|通过|专款专用|合法合规|规范使用|使用规范|落到实处|有效(?:使用|运行)|高质量|严格|专项|日常|各类|实际|需要|需求|满足|稳定|运转|运行"
)
"""Praise of any work, which says nothing of this one: 取得良好的社会效益."""
_YEAR = re.compile(r"20\d{2}年度?")
_LIST_MARK = re.compile(r"(?:^|(?<=[\n。；;]))\s*[（(]?\d{1,2}[)）、.．]\s*")
_LEFT = 4
"""A goal that keeps fewer characters than this, once its project's name and stock words are gone, says nothing new."""


def check(document: Document, context: Context) -> Iterator[Remark]:
    """Blank always; an echo only when nothing but stock words is left and no number stands in it."""
    for number, project in projects_asked(document, "goal"):
        if says_none(project.goal):
            yield Remark(
                "goal",
                "绩效目标空着，不知道这笔钱要办成什么事。",
                project.goal or "",
                "写清办什么、办多少、办到什么程度。",
                project_no=number,
            )
        elif project.goal and is_only_wishes(project.goal) and not is_echo(project.goal, project.name or ""):
            yield Remark(
                "goal",
                f"绩效目标“{brief(project.goal, 20)}”全是愿望，没有一件年底能查的事。",
                project.goal,
                "写清办多少、办到什么程度、谁受益，如“8月底前完成__，合格率达到__%”。",
                project_no=number,
                severity=Severity.INFO,
            )
        elif project.goal and project.name and is_echo(project.goal, project.name):
            yield Remark(
                "goal",
                f"绩效目标“{brief(project.goal, 20)}”只是把项目名称又说了一遍。",
                project.goal,
                "写清办多少、办到什么程度、谁受益，如“8月底前完成__，合格率达到__%”。",
                project_no=number,
            )


def is_only_wishes(goal: str) -> bool:
    """True for a short goal of nothing but wishes (做好…工作，提高…能力，服务…): no figure, no day, nothing that is done."""
    if len(goal) > _SHORT or any(char.isdigit() for char in goal) or _COUNTED.search(goal):
        return False
    clauses = [clause for clause in _CLAUSES.split(_LIST_MARK.sub("", goal)) if clause.strip()]
    return bool(clauses) and all(_WISH.match(clause.strip()) for clause in clauses)


_SHORT = 60
_CLAUSES = re.compile(r"[，。；;！!\n]|、(?=提高|提升|加强|改善|促进|推动|保障|服务|增强|优化|完善)")
_COUNTED = re.compile(
    r"[一二两三四五六七八九十百千]+(?:个|名|人|家|户|次|场|期|台|套|座|公里|亩|所|件|份|处|项|月|日|年内?)|百分之|全部|零|满意|不发生|无|杜绝"
)
_WISH = re.compile(
    r"(?:进一步|不断|持续|切实|全面|着力|努力|积极|大力|有效|认真|扎实|更好地?|从而|以|为)*(?:做好|抓好|搞好|提高|提升|加强|改善|促进|推动|推进|保障|服务|确保|增强|优化|完善|强化|助力|营造|维护|发挥|满足|丰富|落实|支持|夯实)"
)


def is_echo(goal: str, name: str) -> bool:
    """True when a goal holds nothing beyond the words of the project's name and stock words."""
    said = _LIST_MARK.sub("", _YEAR.sub("", goal.replace(name, "") if name else goal))
    if len(goal) > _SHORT + len(name) or any(char.isdigit() for char in said):
        return False
    plain = _EMPTY_WORDS.sub("", _MARKS.sub("", _PRAISE.sub("", said)))
    return len([char for char in plain if char not in name]) < _LEFT and len(plain) < len(name) + _LEFT


RULE = Rule(
    code="ZSA11",
    name="goal-says-nothing",
    title="绩效目标空着或只复述项目名称",
    category=Category.COMPLETENESS,
    severity=Severity.ERROR,
    automation="B",
    why="目标是年底衡量成败的尺子。空着，或者只写“完成某某项目”，什么结果都能说成完成。",
    how_to_fix="写清办多少、办到什么程度、谁受益，并和下面的指标一一对应。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "绩效目标应指向明确、细化量化、合理可行、相应匹配"),),
    bad=(
        bad("目标空着", good({"goal": None}), ("goal", "")),
        bad(
            "目标只是项目名称加套话",
            good({"goal": "1、按要求完成教学楼护眼灯改造项目。"}),
            ("goal", "1、按要求完成教学楼护眼灯改造项目。"),
        ),
        bad(
            "完成采购、支付资金，等于没说",
            good(name="安可产品购买", goal="完成安可产品购买并按要求支付资金"),
            ("goal", "完成安可产品购买并按要求支付资金"),
        ),
    ),
    good=(
        fine("有数量和程度", good()),
        fine("短，但说了办到什么程度", good({"goal": "1、全校教室灯具换成护眼灯，学生看黑板不反光。"})),
        fine("短，但有数", good({"goal": "完成24间教室护眼灯改造。"})),
    ),
    check_document=check,
    reads=("name", "goal"),
)
