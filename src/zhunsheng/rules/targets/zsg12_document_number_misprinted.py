"""ZSG12: an official document's number is not printed as 机关代字〔年份〕序号号."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from zhunsheng.law.citation import Citation
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Fix, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import department_texts, project_texts, texts_with
from zhunsheng.rules.examples import UNIT, bad, document, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule

_ISSUER = r"(?P<issuer>[一-龥]{1,7}?[字发办函编政财建教卫农社水林环民党组规综预资行监审牧科文体旅商交住管通运质安应退测气信电培创巡督爱救环妇团残工扶振统便险储粮公司])"
_LEAD = re.compile(
    r"^(?:依据|根据|按照|参照|遵照|执行|落实|贯彻|学习|依照|见|据|按|和|与|及|或|由|即|如|文件|关于|印发|的)+"
)
_ANY_ISSUER = r"(?P<issuer>[一-龥]{2,7})"
"""Where year and ordinal stand bracketed, with 号, whatever leads is the issuer."""
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_BRACKETED = re.compile(
    _ISSUER
    + r"\s*(?P<open>[【\[［(（{｛<＜])\s*"
    + _YEAR
    + r"\s*年?\s*[】\]］)）}｝>＞]\s*(?P<ordinal>第?)\s*(?P<no>\d{1,5})\s*号"
)
_SWAPPED = re.compile(
    _ANY_ISSUER + r"\s*" + _YEAR + r"年?\s*[【\[［(（〔]\s*第?(?P<no>\d{1,5})\s*号?\s*[】\]］)）〕]\s*号?"
)
_YEAR_MARKED = re.compile(_ANY_ISSUER + r"\s*〔\s*" + _YEAR + r"\s*年\s*〕\s*(?P<no>\d{1,5})\s*号")
_ORDINAL = re.compile(_ISSUER + r"〔" + _YEAR + r"〕\s*第(?P<no>\d{1,5})\s*号")
_PADDED = re.compile(_ISSUER + r"〔" + _YEAR + r"〕\s*0+[1-9]\d*\s*号")
_NO_END = re.compile(
    _ISSUER
    + r"\s*[〔【\[［]\s*"
    + _YEAR
    + r"\s*[〕】\]］]\s*第?(?P<no>\d{1,4})(?![\d号.%])(?=[一-龥]|$|[，。；、,;）)《])(?!年|月|日|页)"
)
_SHORT_YEAR = re.compile(_ISSUER + r"[〔【\[［]\d{2}[〕】\]］]\s*第?\d{1,4}\s*号")
_BARE = re.compile(
    r"(?P<issuer>[一-龥]{1,6}[字发办函编通])\s*"
    + _YEAR
    + r"年?\s*第?(?P<no>\d{1,4})号(?!楼|线|院|门|地块|标段|公告|令)"
)
"""A number without any bracket: 平司通2025年9号."""
_RIGHT = re.compile(_ISSUER + r"〔" + _YEAR + r"〕(?P<no>[1-9]\d{0,4})号")
_PATTERNS = (_BRACKETED, _SWAPPED, _YEAR_MARKED, _ORDINAL, _PADDED, _NO_END, _SHORT_YEAR, _BARE)
_ODD = re.compile(
    r"[字发办函编通]\s*(?:19|20)\d{2}年?\s*第?\d{1,4}号|[\[【［(（{｛<＜]\s*\d|\d年\s*〕|\d{2}年?\s*〔|〔\d{2}〕|〔\s*\d{4}\s*〕\s*(?:第|0|\d{1,5}(?![\d号]))"
)
"""What every misprint has: another bracket, brackets around the wrong number, a short year, 第, a leading 0, no 号."""
_QUICK = re.compile(
    r"[字发办函编通]\s*(?:19|20)\d{2}年?\s*第?\d{1,4}号|\d{2}\s*年?\s*[】\]］)）}｝>＞【\[［(（〔〕{｛]"
)
_CELLS = ("purpose", "goal", "description", "basis")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """One remark for each misprint of a table, at its first cell; the other cells with the same one go with it.

    Two spellings of what must be one document are told at each of them, also where both are printed in the right form.
    """
    hits: dict[str, list[tuple[str, str, str]]] = {}
    right: dict[str, tuple[str, str]] = {}
    for address, text in texts_with(_QUICK, project_texts(project, *_CELLS)):
        for quote, mended in misprints(text):
            hits.setdefault(quote, []).append((address, text, mended))
        for number in right_numbers(text):
            right.setdefault(number, (address, text))
    spellings: dict[str, list[str]] = {}
    for quote, places in hits.items():
        spellings.setdefault(places[0][2] or quote, []).append(quote)
    for number in right:
        spellings.setdefault(number, []).append(number)
    for quote, places in hits.items():
        same = [other for other in spellings[places[0][2] or quote] if other != quote]
        yield _remark(quote, places, project.code, same[0] if same else None)
    yield from _twins(project, right)


def _twins(project: Project, right: dict[str, tuple[str, str]]) -> Iterator[Remark]:
    """Numbers of one year and ordinal whose issuers differ by a character: 青政办〔2023〕18号 and 青政办字〔2023〕18号."""
    seen: dict[str, str] = {}
    for number, (address, _) in right.items():
        issuer, _, tail = number.partition("〔")
        other = seen.setdefault(tail, number)
        if other != number and _nearly(issuer, other.partition("〔")[0]):
            yield Remark(
                address,
                f"“{number}”和“{other}”像是同一个文件，机关代字写法不同。",
                number,
                "照原文件核对，全表写成一样。",
                related=(Related(project.code, right[other][0], other),),
            )


def _nearly(one: str, other: str) -> bool:
    """True for issuers of which one only has a character more."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return len(long) - len(short) == 1 and all(char in rest for char in short)


def right_numbers(text: str) -> Iterator[str]:
    """The numbers of a text that are printed in the right form, without the words that lead up to them."""
    for found in _RIGHT.finditer(text):
        lead = _LEAD.match(found.group("issuer"))
        yield found.group()[lead.end() if lead else 0 :]


def check_department(document: Document, context: Context) -> Iterator[Remark]:
    """The same in the department part."""
    for address, text in texts_with(_QUICK, department_texts(document.department)):
        for quote, right in misprints(text):
            yield _remark(quote, [(address, text, right)], None, None)


@lru_cache(maxsize=4096)
def misprints(text: str) -> tuple[tuple[str, str], ...]:
    """Each misprinted number of a text and its right form (``""`` where a digit would have to change)."""
    return tuple(_misprints(text))


def _misprints(text: str) -> Iterator[tuple[str, str]]:
    for pattern in _PATTERNS if _ODD.search(text) else ():
        for found in pattern.finditer(text):
            lead = _LEAD.match(found.group("issuer"))
            issuer = found.group("issuer")[lead.end() if lead else 0 :]
            if not issuer or (found.groupdict().get("open") in ("(", "（") and len(issuer) < 2):
                continue
            quote = found.group()[lead.end() if lead else 0 :]
            if pattern in (_PADDED, _SHORT_YEAR):
                yield quote, ""
            else:
                yield quote, f"{issuer}〔{found.group('year')}〕{found.group('no')}号"


def _remark(quote: str, places: list[tuple[str, str, str]], code: str | None, other: str | None) -> Remark:
    (address, text, right), *others = places
    many = f"，本表有{len(places)}处" if others else ""
    if not right and _SHORT_YEAR.search(quote):
        return Remark(
            address, f"文号“{quote}”的年份只写了两位{many}。", quote, "年份写四位，如“〔2023〕”不写“〔23〕”。"
        )
    if not right:
        return Remark(address, f"文号“{quote}”的序号前面补了0{many}。", quote, "序号不补0，如写“5号”不写“05号”。")
    twin = f"；同一个文件表里还写成“{other}”" if other else ""
    said = f"文号“{quote}”格式不对{many}{twin}。"
    return Remark(
        address,
        said if other else f"{said}年份用六角括号括起，序号不加“第”，后面写“号”。",
        quote,
        f"写成“{right}”。",
        Fix(address, text.replace(quote, right), f"写成“{right}”"),
        tuple(Related(code, at, quote) for at, _, _ in others),
    )


RULE = Rule(
    code="ZSG12",
    name="document-number-misprinted",
    title="文号格式错误",
    category=Category.WORDING,
    severity=Severity.WARNING,
    automation="A",
    why="文号写错，别人查不到依据；同一个文件在表里有几种写法，机器也认不出是同一个。",
    how_to_fix="照原文件抄：机关代字〔年份〕序号号，如“财预〔2015〕88号”。",
    basis=(Citation(note="公文格式中发文字号的写法"),),
    bad=(
        bad(
            "方头括号",
            good({"indicators[0].basis": "青机编【2012】154号文，学校职责"}),
            ("indicators[0].basis", "青机编【2012】154号"),
        ),
        bad(
            "年份和序号的括号套反了",
            good({"indicators[0].basis": "根据青机编2012【154】号文"}),
            ("indicators[0].basis", "青机编2012【154】号"),
        ),
        bad(
            "圆括号、加了第字",
            good({"indicators[3].basis": "按照冀财预（2020）第10号执行"}),
            ("indicators[3].basis", "冀财预（2020）第10号"),
        ),
        bad(
            "同一处错误在几格里，只说一次",
            good({"indicators[0].basis": "青政办字[2015]72号", "indicators[1].basis": "青政办字[2015]72号"}),
            ("indicators[0].basis", "青政办字[2015]72号"),
        ),
        bad(
            "部门部分",
            document(plan=DepartmentPlan(unit=UNIT, sub_goal="1.落实青教发[2025]3号文件，完成改造24间。")),
            ("sub_goal", "青教发[2025]3号"),
        ),
        bad(
            "同一个文号两种写法",
            good({"indicators[0].basis": "青机编【2012】154号", "indicators[1].basis": "青机编2012【154】号"}),
            ("indicators[0].basis", "青机编【2012】154号"),
            ("indicators[1].basis", "青机编2012【154】号"),
        ),
        bad(
            "机关代字多一个字",
            good({"indicators[0].basis": "青政办字〔2023〕18号", "indicators[1].basis": "青政办〔2023〕18号"}),
            ("indicators[1].basis", "青政办〔2023〕18号"),
        ),
        bad(
            "漏了“号”字",
            good({"indicators[0].basis": "青机编〔2012〕154"}),
            ("indicators[0].basis", "青机编〔2012〕154"),
        ),
    ),
    good=(
        fine("六角括号", good({"indicators[0].basis": "青机编〔2012〕154号文"})),
        fine("合同号、标准号不是文号", good({"indicators[0].basis": "合同编号HT(2025)12号，GB 7793-2010"})),
        fine("括号里是年度", good({"indicators[0].basis": "校舍维修计划（2026年）"})),
        fine("没有文号", good()),
    ),
    check_project=check,
    check_document=check_department,
    reads=("purpose", "goal", "description", "basis", "department"),
)
