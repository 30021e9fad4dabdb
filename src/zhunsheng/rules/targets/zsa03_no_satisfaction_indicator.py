"""ZSA03: a project serves people by its own words, but no indicator asks whether they are satisfied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good, without_rows
from zhunsheng.rules.indicator_kinds import is_satisfaction, level1_kinds, stated_rows
from zhunsheng.rules.project_kind import asks_nobody, public_place, served, serves_all
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_DEBT = re.compile(r"债券|还本|付息|利息支出")
"""Debts are served to the lender; what was once built with them serves people under other projects."""


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Surely where purpose or goal names those served, or everybody uses it; else a hint, but for what serves nobody."""
    if level1_kinds(project) is None or any(is_satisfaction(row) for _, row in stated_rows(project)):
        return
    if _DEBT.search(project.name or ""):
        return
    for address, text, label in (
        ("name", project.name, "项目名称"),
        ("purpose", project.purpose, "资金用途"),
        ("goal", project.goal, "绩效目标"),
    ):
        words = served(text)
        if words:
            yield Remark(
                "indicators",
                f"{label}写到“{words}”，项目有明确的服务对象，表里却没有满意度指标。",
                suggestion=f"加一条满意度指标，写明问谁、问多少人，如“{words}满意度 ≥__%（调查__人）”。",
                related=(Related(project.code, address, words),),
            )
            return
    place = public_place(project.name)
    if place is not None:
        yield Remark(
            "indicators",
            f"“{place}”天天有群众来用，表里却没有满意度指标，好不好没有人说。",
            suggestion="加一条满意度指标，写明问谁、问多少人，如“使用群众满意度 ≥__%（调查__人）”。",
            related=(Related(project.code, "name", place),),
        )
        return
    if project.name and not asks_nobody(project.name, project.purpose):
        serves = serves_all(project.name)
        yield Remark(
            "indicators",
            f"“{brief(serves or project.name, 16)}”总有人在用、有人受益，表里却没有满意度指标。",
            suggestion="想一想这件事为谁办的（居民、企业、使用单位、职工），加一条满意度指标，写明问谁、问多少人；确实无人可问的，不必加。",
            related=(Related(project.code, "name", serves or project.name),),
            severity=None if serves else Severity.INFO,
        )


RULE = Rule(
    code="ZSA03",
    name="no-satisfaction-indicator",
    title="缺满意度指标",
    category=Category.COMPLETENESS,
    severity=Severity.WARNING,
    automation="A",
    why="直接服务群众和企业的项目，好不好由服务对象说了算；没有满意度就少了一个检验。",
    how_to_fix="加一条服务对象满意度指标，写明调查谁、怎么调查、样本多少。确实没有服务对象的，请在目标里说明。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "绩效目标从产出、效益、满意度等方面细化量化"),),
    bad=(
        bad(
            "改造教室，学生受益，却不问满意度",
            without_rows(5, project=good(goal="1、完成24间教室灯具更换，改善学生用眼环境。")),
            ("indicators", ""),
        ),
        bad(
            "便民服务中心的运行费",
            without_rows(
                5,
                project=good(
                    purpose="用于便民服务中心日常运行，方便群众办事，全年18万元。", goal="1、保障大厅正常开放。"
                ),
            ),
            ("indicators", ""),
        ),
    ),
    good=(
        fine("有师生满意度", good()),
        fine(
            "机关内部支出，没有服务对象",
            without_rows(5, project=good(purpose="用于机房备品备件，计18万元。", goal="1、机房全年不停机。")),
        ),
        fine(
            "满意度放在效益指标下，归类由别的规则提示",
            good({"indicators[5].level1": "效益指标", "indicators[5].level2": "社会效益指标"}),
        ),
    ),
    check_project=check,
    reads=("name", "purpose", "goal", "level1", "level2", "level3", "description", "target"),
)
