"""ZSI04: a project of the police, the army or a prison tells details that should not be public."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zhunsheng.law.citation import Citation
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import project_texts, texts_with
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import contains, word_list
from zhunsheng.rules.wording import brief

_BOOK = word_list("security_details")
_UNITS, _DETAILS = contains(_BOOK["units"]), contains([*_BOOK["details"], *_BOOK["anywhere"]])
_ANYWHERE = contains(_BOOK["anywhere"])
"""Arms and means of inquiry are no matter for the public in whosever table they stand."""
_CELLS = ("name", "purpose", "goal", "level3", "description", "target", "basis")


def check(document: Document, context: Context) -> Iterator[Remark]:
    """One remark a project, at the first detail; in tables of other trades only for what is secret anywhere."""
    for number, project in enumerate(document.projects):
        of_the_trade = _UNITS.search(f"{project.unit.name or document.unit.name} {project.name}")
        details = _DETAILS if of_the_trade else _ANYWHERE
        hits = [
            (address, found.group())
            for address, text in texts_with(details, project_texts(project, *_CELLS))
            for found in details.finditer(text)
        ]
        if not hits:
            continue
        address, words = hits[0]
        several = f"等{len(hits)}处" if len(hits) > 1 else ""
        yield Remark(
            address,
            f"“{brief(words, 14)}”{several}是这类项目的内部细节，公开前请保密部门看一遍。",
            words,
            "公开的表只写笼统的类别和数量，如“业务装备1批”；不能公开的项目按规定不公开。",
            related=tuple(Related(project.code, other, said) for other, said in hits[1:]),
            project_no=number,
        )


_POLICE = BudgetUnit("201001", "青禾县公安局")


def _police(cells: dict[str, str | None] | None = None, /, **changes: str) -> Project:
    return replace(good(cells, **changes), unit=_POLICE)


RULE = Rule(
    code="ZSI04",
    name="security-detail",
    title="公安武装类项目细节",
    category=Category.PUBLICATION,
    severity=Severity.WARNING,
    automation="C",
    why="侦查手段、装备型号、点位部署一旦公开，装备就可能失效，办案和人员会有危险。",
    how_to_fix="公开表里去掉手段、型号、点位、部署，只写类别和数量；涉密项目不公开。",
    basis=(Citation(note="公开前做保密审查"),),
    bad=(
        bad(
            "写了技侦设备",
            _police(purpose="购置技术侦查设备3套，合计18万元。"),
            ("purpose", "技术侦查"),
        ),
        bad(
            "写了装备型号",
            _police({"indicators[0].description": "执法记录仪，型号：ZF-200A"}),
            ("indicators[0].description", "型号：ZF-200A"),
        ),
    ),
    good=(
        fine("公安局的办公照明改造", _police()),
        fine("学校写设备型号不在此列", good({"indicators[0].description": "灯具，型号：LED-36W"})),
        fine("只写类别", _police(purpose="购置执法业务装备1批，合计18万元。")),
    ),
    check_document=check,
    reads=("name", "unit", "purpose", "goal", "level3", "description", "target", "basis"),
)
