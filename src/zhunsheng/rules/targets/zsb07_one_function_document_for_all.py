"""ZSB07: every target value rests on one and the same document about the unit's functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import squeezed
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import contains, word_list
from zhunsheng.rules.wording import brief

_FUNCTIONS = contains(word_list("function_documents"))
_DUTIES = re.compile(r"[，,；;、\s]+[\u4e00-\u9fff]{0,8}(?:职责|职能)。?$")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """One remark a table, at the first of the bases; the others are named with it."""
    stated = [(number, row.basis) for number, row in enumerate(project.indicators) if row.basis]
    if len(stated) < context.number("rows"):
        return
    number, first = stated[0]
    if len({document_of(basis) for _, basis in stated}) != 1 or not _FUNCTIONS.search(first):
        return
    yield Remark(
        f"indicators[{number}].basis",
        f"{len(stated)}条指标的依据都是“{brief(first)}”。职能文件只说单位管什么，说不明这些数为何这样定。",
        first,
        "逐条写定这个数的依据：工作计划、合同、行业标准、上年完成数或预算标准。",
        related=tuple(Related(project.code, f"indicators[{other}].basis", basis) for other, basis in stated[1:]),
    )


def document_of(basis: str) -> str:
    """The document a basis names, made comparable, without words on duties behind it."""
    return squeezed(_DUTIES.sub("", basis)) or squeezed(basis)


def _all(text: str) -> dict[str, str | None]:
    return {f"indicators[{number}].basis": text for number in range(6)}


RULE = Rule(
    code="ZSB07",
    name="one-function-document-for-all",
    title="全表只有一个职能文件作依据",
    category=Category.RELEVANCE,
    severity=Severity.WARNING,
    automation="A",
    why="机构编制文件只规定单位的职责，不含任何指标值。全表都拿它作依据，等于没有依据。",
    how_to_fix="数量看工作计划和合同，质量看行业标准和验收条款，成本看预算和评审，满意度看上年调查结果，分别写清。",
    basis=(Citation(note="指标值依据取自计划标准、行业标准、历史标准、预算支出标准或其他标准"),),
    bad=(
        bad(
            "六条都写机构编制文件",
            good(_all("青机编〔2012〕154号文，学校职责")),
            ("indicators[0].basis", "青机编〔2012〕154号文，学校职责"),
        ),
        bad(
            "标点空格不同，仍是同一个文件",
            good({**_all("依据县编办三定方案"), "indicators[2].basis": "依据县编办“三定”方案。"}),
            ("indicators[0].basis", "依据县编办三定方案"),
        ),
        bad(
            "有的一条多写了“职责”",
            good({**_all("青编办字〔2019〕6号"), "indicators[2].basis": "青编办字〔2019〕6号，校舍管理职责"}),
            ("indicators[0].basis", "青编办字〔2019〕6号"),
        ),
    ),
    good=(
        fine("各有各的依据", good()),
        fine("同一份实施方案里定好了全部指标", good(_all("2026年教学楼护眼灯改造实施方案"))),
        fine("职能文件只用在一条上", good({"indicators[5].basis": "青机编〔2012〕154号文"})),
    ),
    check_project=check,
    reads=("basis",),
    needs=("basis",),
    parameters={"rows": 3},
    parameter_names={"rows": "写了依据的指标满几条才查"},
)
