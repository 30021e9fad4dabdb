"""ZSE18: the department part counts its projects, or adds up their money, differently from the tables that follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.law.parameters import legal_number
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import GOOD_PLAN, bad, document, fine, good
from zhunsheng.rules.money_in_text import money
from zhunsheng.rules.other_departments import unread_departments
from zhunsheng.rules.prose import Kind, Number, numbers
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided
from zhunsheng.rules.wording import wan

_CELLS = ("overall_goal", "sub_goal", "safeguard")
_SENTENCE = re.compile(r"[^。；;\n]+")
_COUNTED = re.compile(
    r"(?:安排|实施|申报|编报|共有?|设立?|列)(?:部门)?(?:预算)?(?:项目)?(?:支出)?(?:项目)?(?:共|合计)?$"
)
_PROJECTS = re.compile(r"(?:预算|支出|重点)?项目(?!负责|库|建设|入园|落地|签约|入驻|审批|评审)")
_OF_THE_UNIT = re.compile(r"(?:^|[，,、：:\s]|本?(?:部门|单位|年度?|局|镇|县|乡|街道))\s*$")
_BUDGETED = re.compile(r"(?:部门)?(?:预算|支出)项目|项目(?:支出)?(?:预算|资金|经费|支出|共|合计|总计)")
"""With nothing but the unit before the count: 4个预算项目, 本部门3个项目共291万元."""
_SUM_WORDS = re.compile(
    r"^(?:[\s年\d]|本?(?:年度?|部门|单位)|全年|项目|支出|资金|预算|经费|总?投资|投入|财政|金额|涉及|安排|申请|编报|列|批复|计划|共计?|合计|总计|总额|总共|均|为|约|的|个|项|[:：])*$"
)
"""All that may stand beside a sum which is that of the projects together."""
_CLAUSE = re.compile(r"[，,、]")
_OTHER_TIME = re.compile(r"上年|去年|(?:19|20)\d{2}年(?:共|全年)?完成|累计|五年|“?十[四五]五|中期")


def check(document: Document, context: Context) -> Iterator[Remark | Undecided]:
    """A sentence that counts 项目 as the tables do, and the money it gives for them; a budget left blank decides nothing."""
    plan = document.department
    yield from unread_departments(document, "overall_goal")
    own = [one for one in document.projects if not plan.unit.code or one.unit.code in (None, plan.unit.code)]
    if not own:
        return
    for address in _CELLS:
        for found in _SENTENCE.finditer(getattr(plan, address) or ""):
            counted = _count(found.group())
            if counted is None or _OTHER_TIME.search(found.group()):
                continue
            if counted.value != len(own):
                yield Remark(
                    address,
                    f"部门部分写{counted.text}项目，后面附的项目表是{len(own)}张，对不上。",
                    counted.text,
                    "核对项目清单，少附的表补上，多写的数改正。",
                )
                continue
            yield from _money_of(address, found.group(), own_total(own), context)


def own_total(projects: list[Project]) -> Decimal | None:
    """The projects' budgets together in 元; ``None`` when one is blank."""
    sums = [yuan for project in projects if (yuan := project.budget.yuan()) is not None]
    return sum(sums, Decimal(0)) if len(sums) == len(projects) else None


def _count(sentence: str) -> Number | None:
    """The number of projects that the sentence speaks of: 安排项目9个, 9个预算项目."""
    for number in numbers(sentence):
        if number.kind is not Kind.COUNT or number.unit not in ("个", "项") or number.upper or number.approximate:
            continue
        before, behind = sentence[: number.start], sentence[number.end :]
        if _COUNTED.search(before) and (re.search(r"项目(?:支出)?(?:共|合计)?$", before) or _PROJECTS.match(behind)):
            return number
        if _OF_THE_UNIT.search(before) and _BUDGETED.match(behind):
            return number
    return None


def _money_of(address: str, sentence: str, total: Decimal | None, context: Context) -> Iterator[Remark]:
    """The sum in whose clause nothing else is spoken of than projects and money."""
    slack = Decimal(str(context.parameters["tolerance_wan"])) * 10_000
    for number in money(sentence):
        before = _CLAUSE.split(sentence[: number.start])[-1]
        behind = _CLAUSE.split(sentence[number.end :])[0]
        if total is None or number.is_rate or number.upper is not None or not _SUM_WORDS.match(before + behind):
            continue
        if abs(number.value - total) > (total / 100 if number.approximate else slack):
            yield Remark(
                address,
                f"部门部分写项目资金{wan(number.value)}，各项目表的预算数加起来是{wan(total)}，差{wan(abs(total - number.value))}。",
                number.text,
                "以项目表和批复的预算为准，把部门部分的总数改成一致。",
            )
        return


def _of(*wan_each: str, goal: str) -> Document:
    tables = tuple(
        good({"budget.total": one, "budget.fiscal": one}, code=f"219-0301-JBN-T{number:03d}", name=f"第{number}个项目")
        for number, one in enumerate(wan_each)
    )
    return document(*tables, plan=replace(GOOD_PLAN, overall_goal=goal))


RULE = Rule(
    code="ZSE18",
    name="department-total-differs-from-projects",
    title="部门部分与项目表合计不符",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    automation="A",
    why="部门部分说有几个项目、多少钱，后面的表就该是几张、加起来多少钱。对不上，不是漏附了表，就是数没有更新。",
    how_to_fix="对照批复的项目清单：缺表的补表，数写错的改数。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "部门整体绩效目标与项目支出绩效目标相衔接"),),
    bad=(
        bad(
            "写三个项目，附了两张表",
            _of("18.00", "6.00", goal="全年安排项目3个，资金24万元，全部按期完成。"),
            ("overall_goal", "3个"),
        ),
        bad(
            "个数对，钱对不上",
            _of("18.00", "6.00", goal="全年安排项目2个，项目资金共计26万元。"),
            ("overall_goal", "26万元"),
        ),
    ),
    good=(
        fine("个数和钱都对", _of("18.00", "6.00", goal="全年安排项目2个，项目资金共计24万元。")),
        fine("只写引进几个招商项目", _of("18.00", "6.00", goal="全年签约引进5个项目，实施项目建设3个。")),
        fine("有一张表没填预算，钱不比", _of("18.00", "", goal="全年安排预算项目2个，资金共24万元。")),
        fine("没有写个数", document()),
    ),
    check_document=check,
    reads=("budget", "unit", "department"),
    needs=("department",),
    parameters={"tolerance_wan": float(legal_number("rounding_tolerance_wan").latest)},
    parameter_names={"tolerance_wan": "差多少以内不提（万元）"},
)
