"""ZSD07: money is to be handed out, but the table does not say to whom, how much each, or by which rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import project_texts
from zhunsheng.rules.clauses import sentence_at
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.prose import Kind, numbers
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_SUBSIDY_NAME = re.compile(
    r"补助|补贴|奖补|奖励|资助|扶持|扶助|贴息|救助(?!站|中心|设备|装备|机构|场所|船|艇|犬|管理|队)|抚恤|慰问|发展(?:专项)?资金|引导资金"
)
_HANDED_OUT = re.compile(
    r"(?:拨付|补助|奖励|补贴|发放|兑付|支持|扶持|资助|救助)给?[一-龥]{0,12}?(?:企业|个人|农户|群众|单位|家庭|学生|对象)(?!覆盖|数|满意|知晓|签收)"
    r"|(?:向|对|为|给)[一-龥]{1,12}(?:发放|给予|拨付)[一-龥]{0,6}(?:补助|补贴|奖励|救助|资助)"
)
_VAGUE = re.compile(
    r"(?:满足|符合|具备)(?:支持|相关|有关|一定|规定|政策|申报|扶持|奖补)?(?:的)?条件的?[\u4e00-\u9fff]{0,4}?(?:企业|单位|个人|对象|群众|农户)"
    r"|(?:相关|有关|部分|优秀|优质|重点)(?:企业|人员|单位|农户|群众|个人|对象|主体|方面|机构|农民|学校|乡镇|村)(?!类)"
)
_OPEN = re.compile(
    r"视(?:具体)?情况|另行(?:确定|安排|制定|研究)|酌情|具体(?:金额|数额|标准)[^，。；]{0,4}(?:另|待|以)|待定|研究确定"
)
"""Words that leave open how much: there is no standard then."""
_DISCRETION = re.compile(
    r"(?:酌情|[视看][\u4e00-\u9fff]{0,4}情况|视[\u4e00-\u9fff]{0,12}情况|根据(?:工作|实际|具体)?(?:需要|情况)|按照?(?:工作|实际)需要|由[\u4e00-\u9fff]{1,10}(?:研究|自行)(?:确定|决定))[\u4e00-\u9fff]{0,8}?(?:拨付|发给|发放|补助|补贴|奖励|奖补|给予|支付|兑付|分配|安排补助)"
)
"""Who is paid how much is left to somebody's judgement: that is no standard, whatever the indicators say."""
_UNSETTLED = re.compile(
    r"(?:补助?|补贴|奖励?|资助|救助|扶持|发放?|支持|帮扶|慰问)(?:给)?(?:谁|哪些?|哪[类家户几]|多少|几[人户家])[^。；\n]{0,24}?(?:再定|再说|再议|再研究|待定|另定|届时|视|看|根据|研究|年[中底]|确定)"
    r"|(?:补助|补贴|奖励|资助|救助|扶持|发放|支持|帮扶|奖补)?(?:的)?(?:对象|标准|名单|金额|额度|数额|范围|人数|人选)(?:和|及|、|与)?[\u4e00-\u9fff]{0,6}[^。；\n]{0,10}?(?:再定|再说|再议|再行|待定|未定|尚未|暂未|暂不|届时|另行|(?:年[中底]|以?后|后续|视[^，。；]{1,12})(?:再|确定|研究|决定))"
)
"""Who gets how much is put off in so many words: 补助哪些人、补多少，年中再定."""
_GROUP = re.compile(
    r"老人|残疾人|学生|教师|儿童|农户|种植户|养殖户|低保|特困|困难(?:家庭|群众|职工|学生)|退役军人|优抚|烈属|军属|家属|患者|职工|员工|村民|居民|妇女|防疫员|护林员|网格员|公益性岗位"
    r"|协管员|律师|陪审员|调解员|承担单位|运营(?:单位|企业)|公交|承保|投保|获得|认定|入选|新增规上|规上企业|高新技术企业|专精特新|贷款企业|参保|毕业生|就业人员|创业者|合作社|家庭农场|食堂"
)
_STANDARD = re.compile(
    r"标准|每[^，。；\d]{1,8}\d[\d.]*万?元|\d万?元[/／每]|每[人生户亩家头件套辆台名项平餐份车吨岗]|每[月年次][^，。；]{0,6}元|[/／](?:人|户|亩|家|头|件|套|辆|台|次|月)|按[^，。；\n]{0,12}(?:比例|%|成本|面积|人数|实际)|最高|不超过|一次性|定额|档"
)
_RULES = re.compile(
    r"办法|细则|方案|条例|通知|规定|文件|意见|评审|审核|公示|申报|[〔\[【(（]20\d{2}[〕\]】)）]|政策|协议|合同|名册|台账"
)


def check(project: Project, context: Context) -> Iterator[Remark]:
    """At least two of the three must be missing: one alone may stand in a paper that the table need not repeat."""
    purpose = project.purpose or ""
    if not purpose or not (
        _SUBSIDY_NAME.search(project.name or "")
        or _HANDED_OUT.search(f"{purpose}\n{project.goal}")
        or _DISCRETION.search(purpose)
        or _UNSETTLED.search(purpose)
    ):
        return
    told = f"{purpose}\n{project.goal or ''}"
    bases = "\n".join(text for _, text in project_texts(project, "basis"))
    rates = "\n".join(text for _, text in project_texts(project, "level3", "target"))
    missing, vague = list(_missing(told, bases, rates)), _VAGUE.search(purpose)
    own = list(_missing(told, "", ""))
    unsettled = _UNSETTLED.search(purpose)
    discretion = _DISCRETION.search(purpose) or unsettled
    left_open = discretion is not None and not _STANDARD.search(purpose.replace(discretion.group(), ""))
    left_open = left_open or unsettled is not None or _own_sum_left_open(purpose)
    left_open = left_open or _fitting(purpose)
    if len(missing) < 2 and len(own) < 2 and not left_open:
        return
    severity = None if len(missing) >= 2 or left_open else Severity.INFO
    missing = missing if len(missing) >= 2 else own if len(own) >= 2 else ["补助标准"]
    given = vague or discretion or _HANDED_OUT.search(purpose) or _SUBSIDY_NAME.search(purpose)
    quote = given.group() if given else purpose.partition("，")[0]
    yield Remark(
        "purpose",
        f"钱要发给别人，却没有写{'、'.join(missing)}" + (f"，只说“{brief(vague.group(), 14)}”。" if vague else "。"),
        quote,
        "写明补助谁、每个对象补多少、按哪个办法评定和公示。",
        severity=severity,
    )


def _fitting(purpose: str) -> bool:
    """True where the purpose says no more than that those who qualify get what is fit: 对符合条件的人员给予适当补贴."""
    return _FIT.search(purpose) is not None and not _STANDARD.search(purpose) and not _RULES.search(purpose)


_FIT = re.compile(r"适当(?:的|给予|予以)?(?:补贴|补助|奖励|奖补|资助|救助|扶持|支持)")


def _own_sum_left_open(purpose: str) -> bool:
    """True where a sentence gives a sum for each of nobody and leaves the rest to judgement: 补助6万元，由镇里看情况发给有需要的人."""
    found = _DISCRETION.search(purpose)
    sentence = sentence_at(purpose, found.start()) if found is not None else ""
    return bool(re.search(r"\d万?元", sentence)) and not _STANDARD.search(sentence) and not _RULES.search(sentence)


def _missing(told: str, bases: str, rates: str) -> Iterator[str]:
    """``told`` is purpose and goal, ``rates`` the names and values of the indicators."""
    clear = _VAGUE.sub("", told)
    heads = any(n.kind is Kind.COUNT and n.unit in ("人", "户", "家", "人次") for n in numbers(clear))
    if not _GROUP.search(clear) and not heads:
        yield "补助对象"
    if _OPEN.search(told) or not _STANDARD.search(f"{told}\n{bases}\n{rates}"):
        yield "补助标准"
    if not _RULES.search(f"{told}\n{bases}"):
        yield "评定办法"


_COMPANIES: dict[str, str | None] = {f"indicators[{number}].basis": "年度计划" for number in range(6)}

RULE = Rule(
    code="ZSD07",
    name="subsidy-without-rules",
    title="补助没有对象、标准、办法",
    category=Category.FEASIBILITY,
    severity=Severity.WARNING,
    automation="C",
    why="发钱的项目最怕说不清发给谁、发多少、凭什么发。三样缺两样，钱就发不下去，或者发完说不清。",
    how_to_fix="写明对象和条件、标准和档次、评定和公示的办法；有实施细则的，写出名称和文号。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "审核实施方案、条件是否具备"),),
    bad=(
        bad(
            "满足条件的企业",
            good(
                {**_COMPANIES, "indicators[5].description": "满意的企业占调查企业的比例"},
                name="中小企业创新发展资金",
                purpose="对于园区内满足支持条件的企业给予支持，促进转型升级。所需资金18万元。",
                goal="1、拨付给满足条件的企业，促进转型升级。",
            ),
            ("purpose", "满足支持条件的企业"),
        ),
        bad(
            "奖励资金什么都没有写",
            good(_COMPANIES, name="科技创新奖励", purpose="用于科技创新奖励18万元。", goal="1、激发创新活力。"),
            ("purpose", "奖励"),
        ),
    ),
    good=(
        fine("不是补助", good()),
        fine(
            "对象、标准、办法都有",
            good(
                name="困难学生资助",
                purpose="按照《困难学生资助办法》，资助困难学生180人，每人1000元，合计18万元。",
            ),
        ),
        fine(
            "标准写在另外的办法里",
            good(name="公益性岗位补贴", purpose="按照公益性岗位补贴办法发放岗位补贴18万元。"),
        ),
    ),
    check_project=check,
    reads=("name", "purpose", "goal", "level3", "target", "basis"),
    needs=("purpose",),
)  # fmt: skip
