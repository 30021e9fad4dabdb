"""ZSG09: an indicator's name holds a target value, or is a sentence about doing something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_UNIT = r"(?:%|％|万元|元|人次|人|次|个|台|套|座|盏|处|场|户|家|公里|平方米|亩|天|吨|起|件|份|名|株|辆|间|册|本|篇|条|根|张|块|页|部|枚|架|头|只|项|期|批次|批|公顷|平方公里|立方米|棵|所|座次|课时)"
_VALUE = re.compile(
    rf"[≥≤＞＜><=＝]|(?:达到?|不低于|不少于|不超过|控制在|完成率为)\s*\d+(?:\.\d+)?\s*[万亿]?{_UNIT}"
    rf"|(?<![\d第])\d+(?:\.\d+)?\s*[万亿]?{_UNIT}(?:以上|以内|以下|左右)?$"
    rf"|(?<=(?:建设|新建|建成|购置|采购|安装|改造|维修|举办|开展|培训|完成|发放|更新|铺设|组织|印制|检测|救助|补贴|种植|栽植))\d+(?:\.\d+)?\s*万?{_UNIT}(?!以上|以下)(?=[\u4e00-\u9fff]{{2}})"
)
_MEASURE = (
    r"(?:率|数|数量|量|度|比例|比率|占比|比重|比|人数|人次|次数|场次|个数|户数|家数|件数|天数|面积|里程|长度|时间|时长|时效|期限|年限|成本|费用|金额|总额|标准|价格|收入|产值"
    r"|规模|及时性|准确性|完整性|规范性|情况|程度|指数|水平|能力|质量|效益|面|幅|额|温度|浓度|评分|得分|等级|覆盖|排名|岗位|投诉|事故|人员|作用|影响|影响力|效果|环境|意识)$"
)
_SIGNED = re.compile(
    r"[≥≤]\s*\d|[（(][=＝]\s*\d|[率数量积度限程额价](?:不低于|不少于|不超过|不高于)\s*\d|[（(](?:不低于|不少于|不超过|不高于)\s*\d[^）)]*[）)]$"
)
"""A target in brackets behind the name: 满意度（≥95%）."""
_SENTENCE = re.compile(
    r"[一-龥][，；。,;][一-龥]{3}|^按时[按保]质|(?<!^)(?<!应)对.{2,}(?:促进|推动|带动|提升|改善|影响)作用$|(?:工作|有关|相关)?任务$(?<=工作任务)|^(?!.*[率数量度]$).{4,}(?:得到|达到|有).{0,4}(?:提高|提升|改善|增强|要求)$|"
    r"^(?:通过|为了|使得?).{3,}(?:提高|提升|促进|增强|改善|推动|带动|实现|保障|满足).{2,}(?<![率数量度次额])$|^对.{2,}(?:的)?(?:发展|工作|建设)?.{0,6}(?:促进|推动|带动|提升|改善|影响)(?:作用)?$"
    r"|^(?!.*[率数量度费额次]$)为.{2,}(?:配齐|配备|购置|安装|更换|办理|解决|发放).{2,}|^为.{2,}提供.{2,}|.{2,}的使用(?:产生|带来).{2,}"
)
_ACT = re.compile(
    r"^(?:通过|使(?!用)|让|确保|保证|努力|切实|不断|积极|保障|实现|完成|提高|提升|促进|加强|推动|推进|增强|改善|加快|扩大|减少|降低|维护|解决|做好|开展|满足|方便).{4,}$"
)
_IS_MEASURE = re.compile(_MEASURE)


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Units in brackets behind a name stay: indicator libraries print them so."""
    for number, row in enumerate(project.indicators):
        if not row.level3:
            continue
        name, address = core_name(row.level3), f"indicators[{number}].level3"
        value = _VALUE.search(name) or _SIGNED.search(row.level3)
        if value is not None and not name.isdigit() and value.group() != name:
            quote = value.group() if value.group() in row.level3 else row.level3
            yield Remark(
                address,
                f"名称“{brief(row.level3)}”里带着目标值“{brief(quote)}”，值改了名称也得跟着改。",
                quote,
                "名称只写要量的东西，数和符号写在指标值一格。",
            )
        elif _SENTENCE.search(name) or (_ACT.match(name) and not _IS_MEASURE.search(name)):
            yield Remark(
                address,
                f"“{brief(row.level3)}”是一句话，看不出要数什么、量什么。",
                row.level3,
                "改成名词，最好以“率、数、量、度”收尾，如“享受扶持企业数”“安全隐患消除率”。",
            )


RULE = Rule(
    code="ZSG09",
    name="sentence-as-name",
    title="指标名称带目标值或写成句子",
    category=Category.WORDING,
    severity=Severity.INFO,
    automation="A",
    why="指标名称是要量的东西。把目标值、动作句写进名称，年与年、单位与单位之间就没法比较。",
    how_to_fix="名称用名词，准确简短；数写进指标值，做法写进描述。",
    basis=(Citation("财预〔2021〕101号", None, Verified.DOCUMENT, "绩效指标名称应准确、简洁"),),
    bad=(
        bad(
            "写成一句话",
            good({"indicators[4].level3": "对支持企业的发展促进推动作用"}),
            ("indicators[4].level3", "对支持企业的发展促进推动作用"),
        ),
        bad("名称里有数", good({"indicators[0].level3": "更换灯具达到264套"}), ("indicators[0].level3", "达到264套")),
        bad("名称里有符号", good({"indicators[5].level3": "师生满意度≥90%"}), ("indicators[5].level3", "≥")),
        bad(
            "动作句",
            good({"indicators[4].level3": "保障师生用眼健康需要"}),
            ("indicators[4].level3", "保障师生用眼健康需要"),
        ),
    ),
    good=(
        fine("名词", good()),
        fine("名称里的数是事物的一部分", good({"indicators[4].level3": "12345热线24小时办结率"})),
        fine("动词开头而以率收尾", good({"indicators[4].level3": "解决用眼问题完成率"})),
        fine("库里的单位括号", good({"indicators[0].level3": "更换灯具数量（套）"})),
    ),
    check_project=check,
    reads=("level3",),
)
