"""The words of a filled-in review form, the same on paper and in a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from zhunsheng.law.parameters import legal_number
from zhunsheng.law.review_form import GRADES, UNCHECKED
from zhunsheng.model.finding import Severity
from zhunsheng.rules.grade import QUALITIES, Cost
from zhunsheng.usecases.review_form import FormItem, ReviewForm, chief_faults
from zhunsheng.usecases.review_reports.marks import printable, where

NUMERALS = "一二三四五六七八九十"
SIGNATURES = "审核人（签字）：　　　　　　　　审核单位（盖章）：　　　　　　　　　　年　　月　　日"
LIST_TITLE = "绩效目标审核结果汇总表"
_SHOWN = 5


def boxes(grade: str) -> list[str]:
    """The four grades with the given one ticked: ``☑优``, ``□良``, ``□中``, ``□差``."""
    return [f"{'☑' if word == grade else '□'}{word}" for word in GRADES]


def ticks(grade: str) -> tuple[str, str]:
    """The boxes on two lines."""
    return "　".join(boxes(grade)[:2]), "　".join(boxes(grade)[2:])


def points(value: Decimal) -> str:
    """Points without trailing zeros."""
    text = f"{value.normalize():f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def facts(form: ReviewForm) -> tuple[tuple[str, str, str, str], ...]:
    """The head of the form: two labels and values a line."""
    project, document = form.project, form.document
    budget = project.budget.total.text + project.budget.unit if project.budget.total else ""
    unit = project.unit.label or document.unit.label
    year = f"{document.fiscal_year}年" if document.fiscal_year else ""
    return (
        ("项目名称", text_of(project.name), "项目编码", text_of(project.code)),
        ("实施单位", text_of(unit), "预算年度", year),
        ("主管部门", text_of(form.department), "预算数", text_of(budget)),
    )


def list_facts(forms: Sequence[ReviewForm]) -> str:
    """The line above the list of all forms: unit, year, how many projects; blank without any."""
    if not forms:
        return ""
    document = forms[0].document
    unit, year = text_of(document.unit.label) or "不详", f"{document.fiscal_year}年" if document.fiscal_year else "不详"
    return f"单位：{unit}　　年度：{year}　　项目：{len(forms)}个"


def mean_score(forms: Sequence[ReviewForm]) -> Decimal:
    """The mean of the forms' points, to the hundredth."""
    return (sum((form.score for form in forms), Decimal(0)) / len(forms)).quantize(Decimal("0.01"))


def dimension_title(at: int, items: Sequence[FormItem], scored: bool) -> str:
    """``一、完整性审核（20分）得16.5分``, without points on the form of general projects."""
    name = QUALITIES[at]
    if not scored:
        return f"{NUMERALS[at]}、{name}审核"
    full = sum((item.mark.full for item in items), Decimal(0))
    got = sum((item.score for item in items), Decimal(0))
    return f"{NUMERALS[at]}、{name}审核（{points(full)}分）　得{points(got)}分"


def item_title(item: FormItem, scored: bool) -> str:
    """``规范完整性（10分）``."""
    return f"{item.mark.item.name}（{points(item.mark.full)}分）" if scored else item.mark.item.name


def cost_lines(item: FormItem, scored: bool) -> list[str]:
    """What weighed on an item, a line a rule, and the reviewer's own points with the reason."""
    groups: dict[str, list[Cost]] = {}
    for cost in item.mark.costs:
        groups.setdefault(cost.finding.rule, []).append(cost)
    ranked = sorted(groups.values(), key=lambda group: -sum(cost.points for cost in group))
    lines = [_cost_line(group, scored) for group in ranked[:_SHOWN]]
    if len(ranked) > _SHOWN:
        rest = sum((cost.points for group in ranked[_SHOWN:] for cost in group), Decimal(0))
        lines.append(f"另有{len(ranked) - _SHOWN}类问题" + (f"，扣{points(rest)}分" if scored and rest else ""))
    if item.override is not None:
        proposed = f"（系统建议{points(item.mark.score)}分）" if scored else ""
        who = text_of(item.override.by) or "审核人"
        lines.append(f"{who}评为{points(item.score)}分{proposed}：{text_of(item.override.reason)}")
    return lines or ["没有发现问题"]


def _cost_line(group: Sequence[Cost], scored: bool) -> str:
    finding = group[0].finding
    taken = sum((cost.points for cost in group), Decimal(0))
    count = f"{len(group)}处" if len(group) > 1 else ""
    told = f"{finding.title}{count}" if not count else f"{finding.title}，{count}"
    return told + (f"，扣{points(taken)}分" if scored and taken else "")


def opinion(form: ReviewForm) -> tuple[list[str], list[str]]:
    """The overall opinion: the chief faults, and how to mend them, both numbered."""
    faults = chief_faults(form)
    counts = [f"{severity.label}{sum(f.severity is severity for f in form.findings)}条" for severity in Severity]
    head = f"共{len(form.findings)}条意见：{'、'.join(counts)}。" if form.findings else "没有发现问题。"
    problems = [head, *(f"{n}. {text_of(where(f))}：{text_of(f.message)}" for n, f in enumerate(faults, 1))]
    advice = list(dict.fromkeys(text_of(f.suggestion) for f in faults if f.suggestion))
    return problems, [f"{number}. {line}" for number, line in enumerate(advice, 1)] or ["无。"]


def open_words(form: ReviewForm) -> list[str]:
    """What could not be judged, a line a reason: the reason, then the checks it keeps open."""
    groups: dict[str, list[str]] = {}
    for one in form.undecided:
        groups.setdefault(one.reason, []).append(one.title)
    return [f"{reason}：{'、'.join(titles)}。" for reason, titles in groups.items()]


def notes(form: ReviewForm) -> list[str]:
    """What must stand under the form."""
    what = "得分和等级" if form.kind == "重点" else "等级"
    lines = [
        f"{what}由系统按审核意见推算（错误、警告、提示各扣多少是系统建议值，非法定），供审核人参考，以审核人签字为准。"
    ]
    if form.local:
        own = (
            f"{legal_number(name).title}{points(value)}{legal_number(name).unit}" for name, value in form.local.items()
        )
        lines.append(f"按本地设置：{'；'.join(own)}。")
    if not form.checked:
        rest = "其余" if form.local else ""
        lines.append(
            f"{UNCHECKED}{rest}子项分值和优、良、中、差的分数线取自财预〔2015〕88号附件审核表的通行版本，没有对照原文；等级的后续处理已对照第二十五条。"
        )
    return lines


def text_of(text: str | None) -> str:
    """A cell's text for paper: no control characters, one line."""
    return " ".join(printable(text or "").split("\n"))
