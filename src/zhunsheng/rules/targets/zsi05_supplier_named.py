"""ZSI05: a supplier's name stands in a table that will be published before or while it is contracted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import department_texts, project_texts, texts_with
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.prose import brief
from zhunsheng.rules.rule import Context, Remark, Rule

_COMPANY = re.compile(r"[一-龥（）()A-Za-z0-9]{2,30}?(?:有限责任公司|股份有限公司|有限公司)(?![一-龥]{0,2}法)")
_QUICK = re.compile("有限责任公司|股份有限公司|有限公司")
_LEAD = re.compile(
    r"^.*(?:[由与向给的]|交由|委托|聘请|选定|确定|支付|付给|拨付|采购|通过|用于|为|将|和|及|欠|邀请|是|[（(](?=[一-龥]{4}))(?=[一-龥A-Za-z]{4})"
)
_CHOSEN = re.compile("招标|中标|成交|政府采购|竞争性|磋商|比选")
"""Words that say the purchase is over, so that naming the supplier gives nothing away."""
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
            if name not in own and not any(word in name for word in _PUBLIC):
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
    for found in _COMPANY.finditer(text):
        if _CHOSEN.search(text[max(0, found.start() - 12) : found.end() + 12]):
            continue
        lead = _LEAD.match(found.group())
        yield found.group()[lead.end() if lead else 0 :]


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
