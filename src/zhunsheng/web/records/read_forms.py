"""Self-evaluation and monitoring forms that came in as files: which project's they are, what the rules find in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Finding
from zhunsheng.model.form_address import Form, form_address, forms_of
from zhunsheng.model.organisation import parse_unit
from zhunsheng.model.self_evaluation_form import FormSubject, SelfEvaluationForm
from zhunsheng.rules.cell_text import squeezed
from zhunsheng.rules.engine import Review
from zhunsheng.usecases.review import review_document
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import Target, Unit
from zhunsheng.web.records.reviewing import year_of
from zhunsheng.web.records.rule_settings import effective
from zhunsheng.web.records.scope import scoped
from zhunsheng.web.records.surroundings import around_forms

KINDS = {"self_evaluations": "自评表", "monitorings": "监控表"}
"""What each group of forms is called."""


def listed(document: Document) -> Iterator[tuple[str, Form]]:
    """Every form of a document with its address."""
    for group, number, form in forms_of(document):
        yield f"{group}[{number}]", form


def linked(user: User, document: Document, year: int | None) -> dict[str, Target]:
    """Which form is about which project and year of those that the person sees: by the project's code, else by its name
    where the form's unit is the project's. One query; a form whose name fits several projects is linked to none."""
    return {address: target for address, target, ours in _alike(user, document, year) if ours}


def namesakes(user: User, document: Document, year: int | None) -> dict[str, Target]:
    """Forms of other units that have the name and year of a project that the person sees: they are not about it."""
    return {address: target for address, target, ours in _alike(user, document, year) if not ours}


def _alike(user: User, document: Document, year: int | None) -> Iterator[tuple[str, Target, bool]]:
    """Every form with the one project of its code or name and year, and whether it is of the project's unit."""
    forms = [(address, form, form.year or document.fiscal_year or year) for address, form in listed(document)]
    years = {year for _, _, year in forms if year}
    if not forms or not years:
        return
    rows = scoped(Target.objects.filter(archived=False, year__in=years), user).select_related("unit")
    there = list(rows.defer("draft", "search"))
    for address, form, of_year in forms:
        target = _match(form, [one for one in there if one.year == of_year])
        if target is not None:
            yield address, target, target.code == form.project_code or _same_unit(form.unit, target.unit)


def _same_unit(said: str | None, unit: Unit) -> bool:
    """Whether a form names the unit: by its code, its name, or the name without the place before it; blank says nothing."""
    told = parse_unit(said)
    if told.code and (told.code == unit.code or not told.name):
        return told.code == unit.code
    one, other = (squeezed(name).replace("管委会", "管理委员会") for name in (told.name, unit.name))
    return not one or one == other or (min(len(one), len(other)) >= 4 and (one.endswith(other) or other.endswith(one)))


def review_forms(document: Document, targets: Sequence[Target]) -> Review:
    """What the rules of these stages say of a document's forms, held against the target tables that they are about; by the
    settings of the units that the projects belong to."""
    years = dict.fromkeys((target.unit, target.year) for target in targets)
    tables = tuple(year_of(unit, year).document for unit, year in years)
    own = (*tables, replace(document, self_evaluations=(), monitorings=())) if tables or document.projects else None
    alone = replace(
        document, department=DepartmentPlan(document.unit), other_departments=(), projects=(), fiscal_year=document.fiscal_year
    )  # fmt: skip
    unit, year = next(iter(years), (None, document.fiscal_year))
    today = current_day()
    now = effective(unit.code if unit else document.unit.code or "", year, today)
    return review_document(
        alone, select=[rule.code for rule in now.chosen], on=today, parameters=now.parameters, severities=now.severities,
        outside=around_forms(targets, own),
    )  # fmt: skip


def of_form(findings: Sequence[Finding], address: str) -> tuple[Finding, ...]:
    """The findings about one form."""
    found = form_address(address)
    wanted = found[:2] if found else None
    return tuple(one for one in findings if (at := form_address(one.address)) and at[:2] == wanted)


def _match(form: Form, there: Sequence[Target]) -> Target | None:
    if isinstance(form, SelfEvaluationForm) and form.subject is FormSubject.DEPARTMENT:
        return None
    if form.project_code:
        same = [target for target in there if target.code == form.project_code]
        if same:
            return same[0] if len(same) == 1 else None
    name = squeezed(form.project_name)
    same = [target for target in there if name and squeezed(target.name) == name]
    return same[0] if len(same) == 1 else None
