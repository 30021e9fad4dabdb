"""ZSI05: a supplier's name stands in a table that will be published before or while it is contracted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import department_texts, project_texts, texts_with
from zhunsheng.rules.clauses import sentence_at
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_COMPANY = re.compile(r"[一-龥（）()A-Za-z0-9]{2,30}?(?:有限责任公司|股份有限公司|有限公司)(?![一-龥]{0,2}法)")
_QUICK = re.compile("有限责任公司|股份有限公司|有限公司|师事务所|公司")
_SHORT_NAMED = re.compile(
    r"(?:[一-龥]{2,3}[县市区])?(?P<brand>(?<=[县市区])[一-龥]{2,4}?|[一-龥]{3,4}?)(?:(?:会计师|律师|税务师)事务所|(?:园林|建筑|建工|路桥|市政|环保|环卫|物业|科技|文化传媒|文化传播|传媒|广告|照明|印务|装饰|商贸|保安|餐饮|测绘|电子|信息技术|网络|旅游|劳务|家政|农业|生态|能源|医疗器械|图书)(?:工程|服务|建设|发展|绿化|管理)?公司)"
)
"""A company told by its brand, without 有限: 金话筒文化传媒公司, 中和正信会计师事务所."""
_NO_BRAND = re.compile(
    r"专业|第三|三方|资质|中介|具备|具有|合格|当地|本地|外地|国有|民营|县属|市属|区属|中标|成交|一家|[两三四五六七八九十多几各]家|相关|有关|承办|承租|承包|委托|聘请|聘用|选聘|采购|招标|服务|运营|养护|社会|外包|合作|知名|优秀|大型|小型|发放|支付|付给|拨付|给|欠|租|找|请|全|各|某|的|由|向|与|和|及|等"
)
_LEAD = re.compile(
    r"^.*(?:[由与向给的]|交由|委托|聘请|选定|确定|支付|付给|拨付|采购|通过|用于|为|将|和|及|欠|邀请|是|[（(](?=[一-龥]{4}))(?=[一-龥A-Za-z]{4})"
)
_CHOSEN = re.compile("招标|中标|成交|政府采购|竞争性|磋商|比选")
"""Words that say the purchase is over, so that naming the supplier gives nothing away."""
_PRICED = re.compile(
    r"(?:合同|签约|中标|成交|协议)(?:总)?(?:价|金额|额)(?:款)?(?:为|是|约|[:：])?\s*\d|\d+(?:\.\d+)?万?元[^，。；]{0,4}(?:签约|成交|中标)"
)
"""A price agreed on beside the name: even of a utility it is the supplier's."""
_CELLS = ("name", "purpose", "goal", "level3", "description", "basis")
_PUBLIC = (
    "国网",
    "国家电网",
    "供电",
    "自来水",
    "供水",
    "燃气",
    "热力",
    "电信",
    "移动通信",
    "联通",
    "广电",
    "银行",
    "邮政",
    "铁塔",
)
"""Utilities that leave no choice: naming them tells nothing that must wait for a purchase."""


def check(project: Project, context: Context) -> Iterator[Remark]:
    """One remark for each company of a table; the unit itself and public utilities are no suppliers to hide."""
    own = f"{project.unit.name or ''}{project.name or ''}"
    hits: dict[str, list[str]] = {}
    for address, text in texts_with(_QUICK, project_texts(project, *_CELLS)):
        for name in _companies(text):
            if name not in own and (
                _PRICED.search(_sentence_of(text, name)) or not any(word in name for word in _PUBLIC)
            ):
                hits.setdefault(name, []).append(address)
    for name, (address, *others) in hits.items():
        related = tuple(Related(project.code, other, name) for other in others if other != address)
        yield _remark(address, name, related)


def check_department(document: Document, context: Context) -> Iterator[Remark]:
    """The same in the department part."""
    for address, text in texts_with(_QUICK, department_texts(document.department)):
        for name in dict.fromkeys(_companies(text)):
            yield _remark(address, name, ())


def _companies(text: str) -> Iterator[str]:
    yield from _short_named(text)
    for found in _COMPANY.finditer(text):
        if _CHOSEN.search(text[max(0, found.start() - 12) : found.end() + 12]):
            continue
        lead = _LEAD.match(found.group())
        yield found.group()[lead.end() if lead else 0 :]


def _short_named(text: str) -> Iterator[str]:
    """Companies without 有限 in their names, where the brand can be nothing else."""
    for found in _SHORT_NAMED.finditer(text) if "师事务所" in text or "公司" in text else ():
        lead = _LEAD.match(found.group())
        start = found.start() + (lead.end() if lead else 0)
        brand = text[max(start, found.start("brand")) : found.end("brand")]
        if len(brand) >= 2 and not _NO_BRAND.search(brand) and not _CHOSEN.search(sentence_at(text, start)):
            yield text[start : found.end()]


def _sentence_of(text: str, name: str) -> str:
    return sentence_at(text, max(0, text.find(name)))


def _remark(address: str, name: str, related: tuple[Related, ...]) -> Remark:
    return Remark(
        address,
        f"写明了供应商“{brief(name, 20)}”。采购没有完成前公开，会影响竞争；完成后也不必写在目标表里。",
        name,
        "改成“专业养护单位”“中标单位”一类的说法，名称和合同价留在合同里。",
        related=related,
    )


RULE = Rule(
    code="ZSI05",
    name="supplier-named",
    title="公开件里写明供应商",
    category=Category.PUBLICATION,
    severity=Severity.INFO,
    automation="B",
    why="目标表随预算公开，往往早于采购。提前写出供应商，容易被认为内定。",
    how_to_fix="写事情不写公司；延续合同确需说明的，写“按现行合同”。",
    basis=(Citation(note="采购完成前不公开供应商和合同价"),),
    bad=(
        bad(
            "用途里写明养护公司",
            good({"purpose": "绿化养护均交由青禾县三木园林有限公司分包，全年养护费18万元，每季度4.5万元。"}),
            ("purpose", "青禾县三木园林有限公司"),
        ),
        bad(
            "用途和目标都写，只说一次",
            good(
                {
                    "purpose": "委托北辰照明工程有限责任公司更换灯具264套，合计18万元。",
                    "goal": "1、北辰照明工程有限责任公司按期更换264套。\n2、师生满意度不低于90%。",
                }
            ),
            ("purpose", "北辰照明工程有限责任公司"),
        ),
    ),
    good=(
        fine("没有写公司", good()),
        fine(
            "已经公开招标确定",
            good({"purpose": "养护由2025年公开招标确定的青禾县通达路桥有限公司承担，全年18万元，养护15公里。"}),
        ),
        fine(
            "供电公司没有选择余地",
            good({"purpose": "向国网河北省电力有限公司青禾县供电分公司缴纳电费18万元，年用电22.5万度。"}),
        ),
        fine("公司法是法律", good({"indicators[0].basis": "《有限责任公司法》修订草案"})),
    ),
    check_project=check,
    check_document=check_department,
    reads=("name", "unit", "purpose", "goal", "level3", "description", "basis", "department"),
)
