"""The official documents that a unit publishes in a year: with its budget the targets, with its final accounts the results.

Budget (随部门预算): the department part and every project's target table. Final accounts (随部门决算): what the self-evaluation
came to, then every form. Both are page trees with a cover and contents, for the writers of Word and PDF.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from zhunsheng.documents.forms.layout import FormKind, layouts_of
from zhunsheng.documents.page import Block, Cell, PageTree, Paragraph, Table
from zhunsheng.documents.writing.unwritable import Unwritable
from zhunsheng.law.parameters import legal_number
from zhunsheng.model.document import Document
from zhunsheng.model.figure import YUAN_PER, Figure
from zhunsheng.model.form_address import Form
from zhunsheng.model.fund_line import FundLine, figure_in_yuan
from zhunsheng.model.self_evaluation_form import FormSubject, SelfEvaluationForm

_GRADES = (("优", "score_grade_excellent"), ("良", "score_grade_good"), ("中", "score_grade_fair"))
_WORST = "差"
_CENT = Decimal("0.01")


def budget_publication(document: Document, withheld: int = 0) -> PageTree:
    """Department part and target tables under a cover. Raises :class:`Unwritable` without unit or year.

    A document without projects says so in a sentence: what is empty is published as empty. ``withheld`` is the number of
    projects that stay secret by law: that there are some is said.
    """
    _ask_for_names(document)
    bare = Document(
        document.unit, document.fiscal_year, document.department, document.projects, document.other_departments
    )
    tree = layouts_of(FormKind.TARGET)[0].paper(bare)
    if not document.projects:
        tree.blocks.append(Paragraph("本单位本年度没有需要公开绩效目标的预算项目，本部分为空。"))
    tree.blocks += _said_of_secrets(withheld)
    return tree


def accounts_publication(document: Document, on: date | None = None, withheld: int = 0) -> PageTree:
    """What the self-evaluation came to, in words and a table, then every form, the department's first.

    Grades are by the bounds that are in force ``on`` the day. Raises :class:`Unwritable` without unit or year.
    """
    _ask_for_names(document)
    forms = document.self_evaluations
    whole = [form for form in forms if form.subject is FormSubject.DEPARTMENT]
    projects = [form for form in forms if form.subject is FormSubject.PROJECT]
    blocks: list[Block] = [
        Paragraph(
            f"{document.unit.name or document.unit.label}{document.fiscal_year}年度部门决算绩效自评情况",
            level=1,
            cover=True,
        ),
        Paragraph("第一部分", level=1),
        Paragraph("绩效自评总体情况", level=1),
        Paragraph("一、绩效自评工作开展情况", level=2, toc="A"),
        *(Paragraph(line) for line in _summary(document, projects, on)),
    ]
    if projects:
        blocks += [Paragraph("二、项目支出绩效自评结果汇总", level=2, toc="A"), _table(projects, on)]
    number = 1
    for title, listed in (("部门整体支出绩效自评表", whole), ("项目支出绩效自评表", projects)):
        if listed:
            number += 1
            blocks += [Paragraph(f"第{_CHINESE[number]}部分", level=1), Paragraph(title, level=1)]
            blocks += _printed(listed)
    return PageTree([*blocks, *_said_of_secrets(withheld)], spans_known=True)


_CHINESE = ("", "一", "二", "三")


def _printed(forms: list[SelfEvaluationForm]) -> list[Block]:
    printer: Callable[[Form, int | None], list[Block]] = layouts_of(FormKind.SELF_EVALUATION)[0].form_blocks
    several = len(forms) > 1
    return [block for number, form in enumerate(forms, 1) for block in printer(form, number if several else None)]


def _said_of_secrets(withheld: int) -> list[Block]:
    """What is kept back by law is not shown, but that it is kept back is."""
    return [Paragraph(f"另有{withheld}个项目涉及国家秘密，经保密审查，依法不公开。")] if withheld else []


def _ask_for_names(document: Document) -> None:
    if not document.unit.label:
        raise Unwritable("公开文件要有单位名称，这份材料里没有。请先填写预算单位。")
    if document.fiscal_year is None:
        raise Unwritable("公开文件要写明年度，这份材料里没有。请先填写预算年度。")


# -- what it came to --------------------------------------------------------------------------------------------------


def _summary(document: Document, forms: list[SelfEvaluationForm], on: date | None) -> list[str]:
    """How many projects, the money together, and how many of each grade; nothing that the forms do not say."""
    unit, year = document.unit.name or document.unit.label, document.fiscal_year
    if not forms:
        return [f"{unit}{year}年度没有需要公开绩效自评结果的项目，本部分为空。"]
    told = [f"{unit}对{year}年度{len(forms)}个项目开展了绩效自评"]
    budget, paid = _together(forms, "adjusted"), _together(forms, "executed")
    if budget is not None and paid is not None:
        told.append(f"全年预算数合计{_wan(budget)}万元，全年执行数合计{_wan(paid, budget)}万元")
        if budget:
            told.append(f"预算执行率{_percent(paid, budget)}")
    lines = [f"{'，'.join(told)}。"]
    scored = [score for form in forms if (score := _value(form.total_score)) is not None]
    if scored:
        mean = (sum(scored, Decimal(0)) / len(scored)).quantize(_CENT, ROUND_HALF_UP)
        counts = "、".join(
            f"“{grade}”{count}个"
            for grade in ("优", "良", "中", _WORST)
            if (count := sum(grade_of(score, on) == grade for score in scored))
        )
        unscored = f"；另有{len(forms) - len(scored)}个项目没有自评总分" if len(scored) < len(forms) else ""
        weighted = _weighted(forms)
        by_budget = f"，按全年预算数加权{weighted}分" if weighted is not None else ""
        lines.append(f"各项目自评得分简单平均{mean}分{by_budget}，其中{counts}{unscored}。")
    return lines


def grade_of(score: Decimal, on: date | None = None) -> str:
    """The grade of a self-evaluation score out of 100, by the bounds in force on the day."""
    return next((grade for grade, name in _GRADES if score >= legal_number(name).on(on).value), _WORST)


def _table(forms: list[SelfEvaluationForm], on: date | None) -> Table:
    """One line a project, and the money together."""
    header = ("序号", "项目名称", "全年预算数（万元）", "全年执行数（万元）", "执行率", "自评得分", "等级")
    rows = [[Cell(word, label=True) for word in header]]
    for number, form in enumerate(forms, 1):
        line = form.fund_total or FundLine()
        budget, paid = (
            figure_in_yuan(amount, form.money_unit) for amount in (line.adjusted or line.initial, line.executed)
        )
        score = _value(form.total_score)
        told = [
            str(number), form.project_name or "", _wan(budget), _wan(paid, budget), line.rate.text if line.rate else "",
            form.total_score.text if form.total_score else "", grade_of(score, on) if score is not None else "",
        ]  # fmt: skip
        rows.append(
            [Cell(text, address=f"rows[{number}].{'content' if at == 1 else 'figure'}") for at, text in enumerate(told)]
        )
    budget, paid = _together(forms, "adjusted"), _together(forms, "executed")
    rate = _percent(paid, budget) if budget and paid is not None else ""
    rows.append(
        [
            Cell("合计", colspan=2, label=True),
            *(Cell(text) for text in (_wan(budget), _wan(paid, budget), rate, "", "")),
        ]
    )
    return Table(rows, widths=(6, 36, 14, 14, 11, 10, 9), header_rows=1)


def _together(forms: list[SelfEvaluationForm], role: str) -> Decimal | None:
    """The amounts of all forms in 元; ``None`` where one of them is blank: a sum with a gap would mislead."""
    amounts = []
    for form in forms:
        line = form.fund_total
        printed: Figure | None = getattr(line, role) if line else None
        if printed is None and line is not None and role == "adjusted":
            printed = line.initial
        amounts.append(figure_in_yuan(printed, form.money_unit))
    return (
        None
        if not amounts or any(amount is None for amount in amounts)
        else sum((a for a in amounts if a is not None), Decimal(0))
    )


def _weighted(forms: list[SelfEvaluationForm]) -> Decimal | None:
    """The mean of the scores by budget; ``None`` while a form lacks its score or its budget, or all budgets are 0."""
    pairs = [(_value(form.total_score), _together([form], "adjusted")) for form in forms]
    known = [(score, budget) for score, budget in pairs if score is not None and budget is not None]
    whole = sum((budget for _, budget in known), Decimal(0))
    if len(known) < len(forms) or not whole:
        return None
    return (sum((score * budget for score, budget in known), Decimal(0)) / whole).quantize(_CENT, ROUND_HALF_UP)


def _value(printed: Figure | None) -> Decimal | None:
    return printed.value if printed is not None else None


def _wan(yuan: Decimal | None, beside: Decimal | None = None) -> str:
    """万元 with two decimals; where that would print an amount like another one beside it that it is not (6.996 like 7.00, at a
    rate of 99.94%), with as many as it needs."""
    if yuan is None:
        return ""
    unit = YUAN_PER["万元"]
    told = (yuan / unit).quantize(_CENT, ROUND_HALF_UP)
    if beside is not None and beside != yuan and told == (beside / unit).quantize(_CENT, ROUND_HALF_UP):
        return f"{(yuan / unit).normalize():,f}"
    return f"{told:,}"


def _percent(part: Decimal, whole: Decimal) -> str:
    return f"{(part * 100 / whole).quantize(_CENT, ROUND_HALF_UP)}%"
