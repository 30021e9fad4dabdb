"""ZSD13: the purpose names the supplier before anything has been procured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.clauses import sentence_at
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_COMPANY = re.compile(r"[\u4e00-\u9fff（）()]{2,30}?(?:有限责任公司|股份有限公司|有限公司)")
_BUY_FROM = re.compile(
    r"(?<![\u4e00-\u9fff])向([\u4e00-\u9fff]{3,20}(?:厂|商行|经营部|门市部|商店|合作社))(?:购置|采购|购买|订购|租用|租赁|订做|定制)"
)
_BEFORE_NAME = re.compile(
    r".*(?:交由|委托给?|交给|承包给|发包给|分包给|支付给?|付给|采购自|选定|聘请|单位[为是]|由|向|与|给|请|用于|购买)(?=[\u4e00-\u9fff]{4})"
)
_PROCURED = re.compile(
    r"招标|中标|成交|政府采购|询价|磋商|比选|采购结果|已签|续签|签订|合同期|单一来源|框架协议|定点|尾款|(?:支付|付清|退还|返还)[^，。；]{0,8}质保|补助|补贴|奖励|贴息|扶持"
)
_STILL_TO_SIGN = re.compile(
    r"(?:\d{1,2}月(?:份|底前?|前|初|中旬|上旬|下旬)?|[一二三四]季度|年初|上半年|下半年|拟|将|待|计划|预计)(?:与[^，。；]{0,6})?签订[^，。；]{0,6}|签订[^，。；]{0,6}[后之]后?(?=[^，。；]{0,4}[付支拨])"
)
"""A contract that is signed only after the table: 4月签订合同后预付30%."""
_MONOPOLY = re.compile(
    r"供电|电力|电网|自来水|供水|燃气|天然气|热力|供热|移动|联通|电信|邮政|铁塔|有线|广电|银行|保险|信用社|铁路|石油|石化"
)
_GIVEN = re.compile(
    r"交由|委托|由|承包|分包|发包|支付给|付给|负责|承担|承建|施工|提供|采购|高度负责|养护|维护|供货|供应|向[^，。；]{2,30}公司(?:购置|采购|购买|订购|租赁|租用|定制)|从[^，。；]{2,30}公司(?:购置|采购|购买)"
)


def check(project: Project, context: Context) -> Iterator[Remark]:
    """One remark for each company, at its first place; silent when procured already, or where there is no choice."""
    seen: dict[str, str] = {}
    places: dict[str, list[Related]] = {}
    for address, text in (("purpose", project.purpose), ("goal", project.goal)):
        for name in companies(text):
            if name in seen:
                places[name].append(Related(project.code, address, name))
                continue
            seen[name] = address
            places[name] = []
    for name, address in seen.items():
        label = "资金用途" if address == "purpose" else "绩效目标"
        yield Remark(
            address,
            f"{label}写定了供应商“{brief(name, 20)}”，没说按什么程序选的，有未采先定之嫌。",
            name,
            "删去公司名称，写“按政府采购程序选定的养护单位”等；已采购的，写明采购方式和合同期。",
            related=tuple(places[name]),
        )


@lru_cache(maxsize=4096)
def companies(text: str | None) -> tuple[str, ...]:
    """The companies a text gives work to without a word on procurement."""
    if not text:
        return ()
    found = [
        match.group(1) for match in _BUY_FROM.finditer(text) if not _PROCURED.search(sentence_at(text, match.start()))
    ]
    if "公司" not in text:
        return tuple(found)
    for match in _COMPANY.finditer(text):
        before = _BEFORE_NAME.match(match.group())
        start = match.start() + (before.end() if before else 0)
        name = text[start : match.end()]
        sentence = sentence_at(text, start)
        if _MONOPOLY.search(name) or _PROCURED.search(_STILL_TO_SIGN.sub("", sentence)) or not _GIVEN.search(sentence):
            continue
        found.append(name)
    return tuple(found)


RULE = Rule(
    code="ZSD13",
    name="supplier-written-in",
    title="供应商预先写定",
    category=Category.FEASIBILITY,
    severity=Severity.WARNING,
    automation="B",
    why="预算还没批、采购还没做就写定公司，容易被认定为规避采购；目标表公开后还会泄露采购意向。",
    how_to_fix="不写公司名称；已经按程序采购的，写明采购方式、合同编号或合同期。",
    basis=(Citation(note="编报目标时不预先写定供应商"),),
    bad=(
        bad(
            "绿化交由某公司分包",
            good(purpose="园区绿地32850平方米的日常养护，均交由青禾县绿源园林有限公司分包，养护费全年18万元。"),
            ("purpose", "青禾县绿源园林有限公司"),
        ),
        bad(
            "公司名写在目标里",
            good(goal="1、由路明照明工程有限公司负责更换264套灯具，合格率100%。\n2、师生满意度不低于90%。"),
            ("goal", "路明照明工程有限公司"),
        ),
        bad(
            "写明向哪家厂买",
            good(purpose="向青禾县明光灯具厂采购灯具264套，合计18万元。"),
            ("purpose", "青禾县明光灯具厂"),
        ),
    ),
    good=(
        fine("没有公司名", good()),
        fine(
            "已经招标",
            good(purpose="用于绿地养护，由公开招标中标的青禾县绿源园林有限公司承担，合同期一年，合计18万元。"),
        ),
        fine("只有一家供电公司", good(purpose="电费支付给国网青禾县供电有限公司，全年18万元。")),
    ),
    check_project=check,
    reads=("purpose", "goal"),
)
