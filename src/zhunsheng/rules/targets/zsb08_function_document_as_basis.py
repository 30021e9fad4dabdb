"""ZSB08: some targets rest on nothing but a document about the unit's functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import squeezed
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.indicator_kinds import row_name
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import contains, word_list
from zhunsheng.rules.wording import brief

_FUNCTIONS = contains(word_list("function_documents"))
_STANDARD = re.compile(
    r"合同|协议|方案|计划|规划|标准|规范|规程|定额|办法|条例|法(?:律|规)|通知|评审|报告|统计|台账|记录|发票|报价|批复|批示|调查|问卷|上年|去年|历史"
    r"|(?:19|20)\d{2}年(?!\d*号)|实际|面积|测算|考核|任务书|责任书|结果"
)

_POSTS = re.compile(r"核定|员额|编制数|核准|定员|编制人数")
"""How many posts there are is just what such a document fixes."""


def check(project: Project, context: Context) -> Iterator[Remark]:
    """One remark a table, at the first such basis. Where all rows share one such document, another rule says so."""
    stated = [(number, row, row.basis) for number, row in enumerate(project.indicators) if row.basis]
    bare = [
        entry
        for entry in stated
        if _FUNCTIONS.search(entry[2])
        and not _POSTS.search(entry[2])
        and not _STANDARD.search(_FUNCTIONS.sub("", entry[2]))
    ]
    if not bare or (len(stated) >= context.number("rows") and len({squeezed(basis) for _, _, basis in stated}) == 1):
        return
    number, row, basis = bare[0]
    said = f"等{len(bare)}条指标" if len(bare) > 1 else ""
    yield Remark(
        f"indicators[{number}].basis",
        f"{row_name(number, row)}{said}的依据只有职能文件“{brief(basis, 16)}”，定不出指标值。",
        basis,
        "写能定出这个数的依据：工作计划、合同、行业标准、上年完成数或支出标准。",
        related=tuple(Related(project.code, f"indicators[{other}].basis", words) for other, _, words in bare[1:]),
    )


_FUNCTION = "青机编〔2012〕15号，学校职责"

RULE = Rule(
    code="ZSB08",
    name="function-document-as-basis",
    title="依据是职能文件而非标准",
    category=Category.RELEVANCE,
    severity=Severity.INFO,
    automation="B",
    why="职能文件说单位管什么，不说该做到多少。指标值要从计划、标准、历史数据里来。",
    how_to_fix="补上能定出这个数的依据；没有现成的，写明怎么测算。",
    basis=(Citation(note="指标值依据取自计划标准、行业标准、历史标准、预算支出标准或其他标准"),),
    bad=(
        bad(
            "一条只写了机构编制文件",
            good({"indicators[4].basis": _FUNCTION}),
            ("indicators[4].basis", _FUNCTION),
        ),
        bad(
            "两条都是，说一次",
            good({"indicators[0].basis": "依据单位职责", "indicators[4].basis": _FUNCTION}),
            ("indicators[0].basis", "依据单位职责"),
        ),
    ),
    good=(
        fine("各有各的依据", good()),
        fine("职能文件之外另有合同", good({"indicators[4].basis": f"{_FUNCTION}；路灯维修合同"})),
        fine(
            "全表同一个职能文件，由另一条规则说",
            good({f"indicators[{number}].basis": _FUNCTION for number in range(6)}),
        ),
    ),
    check_project=check,
    parameters={"rows": 3},
    parameter_names={"rows": "满几条全写同一文件时改由ZSB07提出"},
    reads=("level3", "basis"),
    needs=("basis",),
)
