"""Documents made up by Hypothesis: everything that the printed form can say, and what it cannot.

The nouns hold more than paper: what the form cannot tell apart when it is read again is left out here, and named.

* A value that is a word of the form itself (``其他``, ``数量`` is fine) reads as that word: such values are not made.
* A value that is blank at its edges, or has blank paragraphs, reads without them (``documents.page``).
* A level that is blank under a filled one reads as a carelessly merged cell and takes the level above.
* A row with nothing but its levels is an empty row of the template and no indicator.
* A department part without any text is seen only by its cover line, and a cover line stands only where it is needed.
* A unit's name that begins with a digit runs into its code; one that ends with a year runs into the year of the cover.
* A line of running text that is a title of the form, or a page number, reads as one.
* No spending plan at all prints the form's four months, blank.

In plain text merged cells look like blank ones, so a row there must say something beside description and basis.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from zhunsheng.documents.forms.hebei_county_text import FORM
from zhunsheng.documents.forms.layout import label_key
from zhunsheng.documents.interchange import document_from_json, document_to_json
from zhunsheng.documents.writing.printable import printable
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.figure import figure
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.project import PLAN_MONTHS, Budget, FundPlanPoint, Project
from zhunsheng.model.quantity import quantity

_FORM_WORDS = frozenset(FORM.labels) | frozenset(FORM.columns)
_TITLE_WORDS = ("目标", "保障措施", "第一部分", "第二部分", "目录", "绩效文本", "页", "TC ")
_MONTH_LIKE = re.compile(r"\d{1,2}月")
_PIECES = (
    "园区路灯电费", "“三品”战略", "（询问10人）", "【2012】154号", "≥95百分比", "a<b & c>d", '他说"好"', "'单引号'", "  两个空格  ", "中\t制表符",
    "=1+1", "@SUM(A1)", "-5", "+7", "#N/A", "_x0041_", "&amp;", "<td>格</td>", "]]>", "🚧🌳", "𠮷野家", "全角ＡＢＣ１２３", "㎡", "½", "—…—",
    "Kubernetes 集群", "1、第一条；2、第二条。", "\\f C \\l 1", "{{name}}", "*加粗*", "#let x = 1", "$x^2$", "10%", "٣", "é", "e\u0301",
    "{\\rtf1", "//注释", "line", "null", "TRUE", "2020-03-05", "1E5", "00123", "长" * 120, "。，、；：", "（", "）",
)  # fmt: skip
"""Pieces of text that have broken writers and readers before."""


@cache
def _is_value(text: str) -> bool:
    """True for text that no reader of the form takes for one of its own words."""
    key = label_key(text)
    return (
        bool(text)
        and key not in _FORM_WORDS
        and not key.startswith(("单位", "金额单位"))
        and not _MONTH_LIKE.search(key)
    )


_characters = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"))
"""No private-use characters: Word keeps the letters of its symbol fonts there, and a reader shows what they mean."""
_ready = [
    line for pair in pairwise((*_PIECES, "")) for text in (pair[0], "".join(pair)) if _is_value(line := printable(text))
]
_fresh = (
    st.lists(st.one_of(st.sampled_from(_PIECES), st.text(_characters, min_size=1, max_size=12)), min_size=1, max_size=3)
    .map(lambda pieces: printable("".join(pieces)).replace("\n", ""))
    .filter(_is_value)
)
lines = st.one_of(st.sampled_from(_ready), st.sampled_from(_ready), st.sampled_from(_ready), _fresh)
"""One line of a cell: mostly a ready one, which is quick, now and then one of any characters."""
texts = st.one_of(lines, st.lists(lines, min_size=2, max_size=3).map("\n".join))
"""A cell of one or more paragraphs."""
running = st.lists(lines.filter(lambda line: _is_running(line)), min_size=1, max_size=3).map("\n".join)
"""A block of running text of the department part."""
money = st.sampled_from(
    ("6.00", "0", "0.00", "1,234,567.89", "-3.5", "６．００", "约6万", "六万元", "6万元", "—", "待定", "12345678901234567890.12")
)  # fmt: skip
percents = st.sampled_from(("25.00", "50.00", "100.00", "100", "33.333", "100%", "据实", "0"))
names = lines.filter(lambda line: len(line) < 100 and not line[0].isdigit())
codes = st.one_of(st.sampled_from(("804-0401-JBN-ULCE", "130535210000000001234", "001", "待赋码")), lines)


def _is_running(line: str) -> bool:
    """True for a line that is no title and no page number of the form."""
    plain = label_key(line)
    return any(char.isalpha() for char in plain) and not any(word in line or word in plain for word in _TITLE_WORDS)


def _optional(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.one_of(strategy, st.none())


@st.composite
def units(draw: st.DrawFn) -> BudgetUnit:
    """A unit with a name, mostly with a code."""
    code = draw(_optional(st.sampled_from(("804002", "804", "130535001002"))))
    name = draw(
        st.one_of(
            st.sampled_from(("临西县运河园区管理委员会", "某镇人民政府（本级）", "ＡＢ单位", "财政部门")),
            names.filter(lambda name: len(name) <= 24 and "绩效文本" not in name and not re.search(r"年度?$|部门$|单位$|^[-—－]", name)),
        )
    )  # fmt: skip
    return BudgetUnit(code, name)


@st.composite
def indicators(draw: st.DrawFn, spans: bool = True) -> tuple[Indicator, ...]:
    """Up to 30 rows in runs of one level 1; blank levels only above filled ones."""
    rows: list[Indicator] = []
    level1s = _optional(st.one_of(st.sampled_from(("产出指标", "效果指标", "满意度指标", "成本指标(10分)")), lines))
    level2s = _optional(st.one_of(st.sampled_from(("数量指标", "质量指标", "时效指标", "社会效益指标")), lines))
    for _ in range(draw(st.integers(0, 6))):
        level1 = draw(level1s)
        if level1 is None and rows and rows[-1].level1 is not None:
            level1 = "效益指标"
        continues = bool(rows) and rows[-1].level1 == level1
        level2 = rows[-1].level2 if continues else None
        for _ in range(draw(st.integers(1, 5))):
            level2 = draw(level2s) or (level2 and "数量指标")
            row = draw(_rows(level1, level2))
            if not spans and not (row.level2 or row.level3 or row.target):
                row = Indicator(level1, level2, "名称", row.description, None, row.basis)
            rows.append(row)
    return tuple(rows)


@st.composite
def _rows(draw: st.DrawFn, level1: str | None, level2: str | None) -> Indicator:
    target = _optional(
        st.one_of(st.sampled_from(("≥95百分比", "20人", "100百分比", "≤2天", "定性", "2-3个", "=5")), texts)
    )
    level3, description, basis = draw(_optional(texts)), draw(_optional(texts)), draw(_optional(texts))
    value = draw(target)
    if not (level3 or description or basis or value):
        level3 = "三级名称"
    return Indicator(level1, level2, level3, description, quantity(value), basis)


@st.composite
def projects(draw: st.DrawFn, unit: BudgetUnit, spans: bool = True) -> Project:
    """One project with any of its cells blank, the form's months or others, and sometimes a title of its own."""
    months = draw(st.one_of(st.just(PLAN_MONTHS), st.lists(st.integers(1, 12), min_size=1, max_size=6, unique=True)))
    heading = st.sampled_from(("附件3 新建项目绩效目标表", "（一）某某 专项绩效目标表", "项目绩效目标表"))
    return Project(
        code=draw(_optional(codes)),
        name=draw(_optional(st.one_of(st.sampled_from(("路灯电费", "绿化养护（二期）", "多行\n名称")), texts))),
        unit=unit,
        budget=Budget(
            *(figure(draw(_optional(money))) for _ in range(3)), draw(st.sampled_from(("万元", "元", "千元", "亿元")))
        ),
        purpose=draw(_optional(texts)),
        fund_plan=tuple(FundPlanPoint(month, figure(draw(_optional(percents)))) for month in sorted(months)),
        goal=draw(_optional(texts)),
        indicators=draw(indicators(spans)),
        heading=draw(_optional(heading)),
    )


@st.composite
def plans(draw: st.DrawFn, unit: BudgetUnit, filled: bool) -> DepartmentPlan:
    """A department part; ``filled``: not without any text."""
    overall = draw(running if filled else _optional(running))
    return DepartmentPlan(unit, overall, draw(_optional(running)), draw(_optional(running)))


@st.composite
def documents(draw: st.DrawFn, spans: bool = True) -> Document:
    """One or two units, each with its part and up to four projects; ``spans``: the format states merged cells."""
    year = draw(st.one_of(st.none(), st.integers(1990, 2050)))
    owners = draw(st.lists(units(), min_size=1, max_size=2, unique_by=lambda unit: unit.label))
    found = [draw(plans(unit, len(owners) > 1)) for unit in owners]
    rows: list[Project] = []
    for unit in owners:
        rows += draw(st.lists(projects(unit, spans), max_size=4 if len(owners) == 1 else 2))
    return Document(owners[0], year, found[0], tuple(rows), tuple(found[1:]))


_ON_PAPER = re.compile(r"[^ -~\u4e00-\u9fa5\uff01-\uff5e“”‘’…—、。《》【】〔〕℃㎡≥≤×\n]")
_LONGEST = {"level1": 20, "level2": 20, "level3": 40, "description": 40, "text": 40, "basis": 40, "name": 40}
"""The longest texts of cells that a real form has, so that each form stands on a page."""
_MOST_ROWS = 7


def on_paper(document: Document) -> Document:
    """The document with what every Chinese font has and what stands on a page: other characters become 字."""

    def plain(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: plain(item, name) for name, item in value.items()}
        if isinstance(value, list):
            return [plain(item, key) for item in (value[:_MOST_ROWS] if key == "indicators" else value)]
        if not isinstance(value, str) or key in ("schema", "month"):
            return value
        text = _ON_PAPER.sub("字", value)[: _LONGEST.get(key, 200)]
        return printable(text) or "字"

    return document_from_json(plain(document_to_json(document)))


def without_blanks(document: Document) -> Document:
    """The document with every blank, tab and line end taken out of its texts."""

    def bare(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: bare(item, name) for name, item in value.items() if name != "source"}
        if isinstance(value, list):
            return [bare(item, key) for item in value]
        return "".join(value.split()) if isinstance(value, str) and key != "schema" else value

    return document_from_json(bare(document_to_json(document)))
