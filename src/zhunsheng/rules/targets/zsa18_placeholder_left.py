"""ZSA18: a template's placeholder was never replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.address import cell_name
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import project_texts, texts_with
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_UNITS = r"[%％个人次年月日项家户亩万元公平套台份村镇乡县局天盏条处批场名间所座]"
_MORE = "[数均口员工线度]"
"""What makes a unit the head of another word in a formula: 单价*人数, X光."""
_PLACEHOLDER = re.compile(
    rf"(?:[≥≤><=＝＞＜≧≦]|不少于|不低于|不超过|达到|共)\s{{0,4}}[*＊]{{1,12}}(?:{_UNITS}|$)?|[*＊]{{2,12}}\s{{0,4}}{_UNITS}|20(?:[*＊]{{2}}|\d[XxＸｘ×*＊])(?=年)"
    r"|(?<![A-Za-z])[XxＸｘ×]{2,}(?![A-Za-z0-9])|[_＿]{2,}|某某|□{2,}"
    r"|^(?:指标|目标)\s*\d{0,2}\s*[:：]?\s*[.．。…]{2,}$|^(?:指标|目标)\s*\d{1,2}\s*[:：]?$|^[.．…]{2,}$|(?<=[\u4e00-\u9fff，、：:])…{2,}$"
    r"|^(?:\s{0,4}[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）]?[、.．:：]\s{0,4})[.．。…]{2,}\s*$"
    r"|(?:文号|数字|数据|数|金额|名称|单位|时间|日期|标准|依据|内容|人数|数量|情况|另|^)(?:待补充?|待定|待填写?|待核实|待核|待明确|待确认|后补|补填|暂缺|暂空)(?=[)）】]?(?:$|[，。；]))"
    r"|^[(（【]?(?:待定|待填|待补充|此处填写.*|请填写.*|请输入.*|填写说明.*|同上)[)）】]?$"
    r"|^(?:[≥≤><=]\s*)?[（(]?(?:按实际填写|据实填写|视情况而定|填写|示例|样例|文件名称|填写依据|依据名称|指标名称|指标值|(?:绩效)?指标(?:描述|解释|说明|内容)|指标值?(?:确定)?依据|[一二三]级指标|(?:数量|质量|时效|成本|产出|效益|满意度)指标\s*\d{1,2})[)）]?$"
    rf"|(?:[≥≤><=]|^)\s*[?？○〇〓NnＮ]{{1,6}}\s*{_UNITS}|[○〇〓]{{2,}}|(?<![A-Za-z])[XxＸｘ×](?=[月日年号](?![A-Za-z]))|[*＊]{{2,}}(?=[\u4e00-\u9fff])"
    rf"|^[*＊XxＸｘ]{{1,12}}$|[（(][ \u3000]*[)）]|(?:[≥≤><=＝]|(?<=[\u4e00-\u9fff，、：]))\s?(?:[XxＸｘ](?=万?元|{_UNITS}(?!{_MORE}))|[*＊](?={_UNITS}(?!{_MORE})))"
    r"|(?:[≥≤><=＝]|^)\s?[*＊XxＸｘ×](?=\s?(?:[%％]|[\u4e00-\u9fff]{1,4}(?:/|$)))|[\u4e00-\u9fff][*＊XxＸｘ](?=[万亿千]?元)",
    re.M,
)
_QUICK = re.compile(
    r"[*＊XxＸｘ×_＿□…]|[.．。]{2}|某某|待[定填补核明确]|[?？○〇〓NnＮ]|后补|补填|暂[缺空]|填写|请输入|同上|视情况|按实际|据实|[示样]例|文件名称|依据名称|指标(?:名称|值|描述|解释|说明|内容|依据|确定)|级指标|[（(][ \u3000]*[)）]|[量质效本出益度]指标\s*\d{1,2}$|^(?:指标|目标)\s*[\d:：]",
    re.M,
)
_WORDS = ("name", "purpose", "goal", "level1", "level2", "level3", "description", "target", "basis")
_MASKED = re.compile(r"\d[*＊]{2,}\d")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Digits hidden by stars (``138****0000``) are a masked number, not a placeholder."""
    figures = ((address, text) for address, text in _figures(project) if text and _QUICK.search(text))
    for address, text in (*texts_with(_QUICK, project_texts(project, *_WORDS)), *figures):
        for found in _PLACEHOLDER.finditer(text):
            if _MASKED.search(text[max(0, found.start() - 1) : found.end() + 1]):
                continue
            yield Remark(
                address,
                f"{cell_name(address)}里的“{brief(found.group())}”是模板占位符，没有换成实际内容。",
                found.group(),
                "换成实际的数或文字；用不上的这一行就删去。",
            )
            break


def _figures(project: Project) -> Iterator[tuple[str, str | None]]:
    """The cells that hold sums and percentages."""
    budget = project.budget
    for name, figure in (("total", budget.total), ("fiscal", budget.fiscal), ("other", budget.other)):
        yield f"budget.{name}", figure.text if figure else None
    for point in project.fund_plan:
        yield f"fund_plan.{point.month}", point.percent.text if point.percent else None


RULE = Rule(
    code="ZSA18",
    name="placeholder-left",
    title="模板占位符没有替换",
    category=Category.COMPLETENESS,
    severity=Severity.ERROR,
    automation="A",
    why="占位符说明这一格是从模板抄来、没有填写的，整条指标没有意义。",
    how_to_fix="填上实际内容；不适用的行整行删去。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "审核绩效目标的规范完整性，内容无缺项"),),
    bad=(
        bad("指标值是星号", good({"indicators[0].target": "≥**套"}), ("indicators[0].target", "≥**套")),
        bad("名称是“指标2 ……”", good({"indicators[1].level3": "指标2 ……"}), ("indicators[1].level3", "指标2 ……")),
        bad("单位名是XX", good({"indicators[0].basis": "XX局年度工作计划"}), ("indicators[0].basis", "XX")),
        bad("目标里留着空格线", good({"goal": "1、完成____间教室改造，合格率达到100%。"}), ("goal", "____")),
    ),
    good=(
        fine("没有占位符", good()),
        fine("型号和尺寸里的字母、乘号", good(purpose="用于购买XXL码工作服和3×4平方毫米电缆，合计18万元。")),
        fine("遮盖的电话号码", good(purpose="联系电话138****0000，合计18万元，更换灯具264套。")),
        fine("句中的省略号", good(goal="1、更换教室、走廊……的灯具264套，合格率100%，师生满意度90%。")),
    ),
    check_project=check,
)
