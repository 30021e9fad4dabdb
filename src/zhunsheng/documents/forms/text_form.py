"""Reading "text" forms: running text in titled sections, then projects whose tables are found by their label words.

A layout describes its words in a :class:`TextForm`; the walk here is the same for all of them. Cells are taken as a
stream in reading order, so a table split over pages, a lost row or an extra blank line does not move a value under
another label.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from zhunsheng.documents.forms.layout import label_key
from zhunsheng.documents.forms.project_table import ProjectReader
from zhunsheng.documents.page import PageTree, Paragraph, Table
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.organisation import BudgetUnit, parse_unit
from zhunsheng.model.place import Place, Problem
from zhunsheng.model.project import Project
from zhunsheng.model.spelling import half_width

_PAGE_NUMBER = re.compile(r"^[-—–\s·•]*\d{1,4}[-—–\s·•]*$|^第\s*\d+\s*页(?:[,，/\s]*共\s*\d+\s*页)?$|^\d+\s*/\s*\d+$")
_COVER = re.compile(r"^(.*?)\s*(?:((?:19|20)\d{2})年(?:度)?)?\s*(?:部门)?(?:单位)?预算绩效文本$", re.S)
_TITLE_NUMBER = re.compile(r"^(\d{1,4})\s*[、.．]\s*")
_CONTENTS_TAIL = re.compile(r"[\s.．…·]*\d{1,4}$")
_UNPLACED_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Section:
    """A titled block of running text: the cell it fills, its printed title and heading, and all words that open it."""

    address: str
    title: str
    heading: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextForm:
    """The words of one family of text forms."""

    parts: tuple[str, ...]
    sections: tuple[Section, ...]
    title_suffix: str
    labels: Mapping[str, str]
    columns: Mapping[str, str]

    def title(self, number: int, name: str | None) -> str:
        """The title that the form prescribes for the ``number``-th project; always one line."""
        return f"{number}、{(name or '').replace(chr(10), '')}{self.title_suffix}"


def read_text_form(tree: PageTree, form: TextForm) -> Document:
    """The document that a tree prints; problems carry the places of what fits nowhere."""
    return _Walk(tree, form).document()


class _Walk:
    """One pass over the blocks: which section or project is open, and what has been read so far."""

    def __init__(self, tree: PageTree, form: TextForm) -> None:
        self.form = form
        self.problems = list(tree.problems)
        self.projects = ProjectReader(form.labels, form.columns, tree.spans_known, self.problems)
        self.plans: list[DepartmentPlan] = []
        self.first_project: list[int] = []
        self.section: str | None = None
        self.texts: dict[str, list[str]] = {}
        self.places: dict[str, Place] = {}
        self.cover: BudgetUnit | None = None
        self.year: int | None = None
        self.unplaced: list[Paragraph] = []
        self.names = {name: section.address for section in form.sections for name in section.names}
        for section in form.sections:
            self.names[label_key(section.title)] = section.address
        self.parts = {label_key(part) for part in form.parts}
        for block in tree.blocks:
            if isinstance(block, Table):
                self._table(block)
            else:
                self._paragraph(block)

    def document(self) -> Document:
        self._close_plan()
        projects = self._without_canonical_headings(self.projects.finish())
        self._report_unplaced()
        plans = self._plans_with_units(projects)
        unit = next((plan.unit for plan in plans if plan.unit.label), BudgetUnit())
        if not unit.label and projects:
            unit = projects[0].unit
        return Document(
            unit=unit,
            fiscal_year=self.year,
            department=plans[0] if plans else DepartmentPlan(unit),
            projects=tuple(projects),
            other_departments=tuple(plans[1:]),
            problems=tuple(self.problems),
        )

    # -- blocks ---------------------------------------------------------------------------------------------------

    def _table(self, table: Table) -> None:
        self.section = None
        self.projects.table(table)

    def _paragraph(self, paragraph: Paragraph) -> None:
        text = paragraph.text
        if not text or paragraph.contents_entry or _PAGE_NUMBER.match(text):
            return
        if (len(text) <= 120 or _TITLE_NUMBER.match(text)) and self._title_line(paragraph):
            return
        if self.section is not None:
            self.texts.setdefault(self.section, []).append(text)
            if paragraph.place:
                self.places.setdefault(self.section, paragraph.place)
        else:
            self.unplaced.append(paragraph)

    def _title_line(self, paragraph: Paragraph) -> bool:
        """Handle a line that is one of the form's own titles; false for anything else."""
        key = label_key(paragraph.text)
        if key in self.parts:
            self._part(key)
            return True
        address = self.names.get(key) or self.names.get(_section_stem(key))
        if address is not None:
            self._open_section(address)
            return True
        if self._is_project_title(key):
            self.section = None
            self.projects.title(paragraph)
            return True
        return self._cover_line(paragraph.text)

    def _part(self, key: str) -> None:
        """A part's title: the one after projects have begun belongs to the next unit's document in the same file."""
        if self.projects.count > (self.first_project[-1] if self.first_project else 0) and key in (
            "第一部分",
            "部门整体绩效目标",
        ):
            self._close_plan()
        self.section = None

    def _open_section(self, address: str) -> None:
        """A section's title; one that is full already, after projects, opens the next unit's department part."""
        if address in self.texts and self.projects.count > (self.first_project[-1] if self.first_project else 0):
            self._close_plan()
        self.section = address

    def _is_project_title(self, key: str) -> bool:
        suffix = self.form.title_suffix
        return key.endswith(suffix) or _CONTENTS_TAIL.sub("", key).endswith(suffix)

    def _cover_line(self, text: str) -> bool:
        found = _COVER.match(half_width(text))  # as long as the text itself, so its places hold there too
        if not found or len(text) > 80:
            return False
        if self.cover is not None or self.texts:
            self._close_plan()
        year = found.group(2)
        self.cover = parse_unit(text[: found.end(1)].strip())
        if year is not None and self.year is None:
            self.year = int(year)
        elif year is not None and int(year) != self.year:
            message = f"文件里有两个年度：{self.year}年和{year}年。按先出现的{self.year}年读入，请核对。"
            self.problems.append(Problem("封面", message))
        return True

    # -- department parts -----------------------------------------------------------------------------------------

    def _close_plan(self) -> None:
        """End the open department part; the projects that follow until the next one belong to its unit."""
        if not self.texts and self.cover is None:
            return
        self.projects.close()
        text = {address: "\n".join(lines) for address, lines in self.texts.items()}
        self.plans.append(DepartmentPlan(self.cover or BudgetUnit(), places=dict(self.places), **text))
        self.first_project.append(self.projects.count)
        self.texts, self.places, self.cover, self.section = {}, {}, None, None

    def _plans_with_units(self, projects: list[Project]) -> list[DepartmentPlan]:
        """Give each department part the unit of its cover, or else of the first project behind it.

        A part is closed when the next one opens, so its projects are those counted between the closes.
        """
        starts = [0, *self.first_project]
        found = []
        for plan, start in zip(self.plans, starts, strict=False):
            own = projects[start] if start < len(projects) else None
            unit = plan.unit if plan.unit.label else own.unit if own else BudgetUnit()
            found.append(replace(plan, unit=unit))
        return found

    def _without_canonical_headings(self, projects: list[Project]) -> list[Project]:
        """Drop titles that the form itself would print there: only a deviating title is a fact worth keeping."""
        found = []
        for number, project in enumerate(projects, 1):
            canonical = project.heading is None or project.heading == self.form.title(number, project.name)
            found.append(replace(project, heading=None) if canonical and project.heading else project)
        return found

    def _report_unplaced(self) -> None:
        for paragraph in self.unplaced[:_UNPLACED_SHOWN]:
            where = str(paragraph.place) if paragraph.place else "全文"
            short = paragraph.text if len(paragraph.text) <= 30 else paragraph.text[:30] + "…"
            self.problems.append(
                Problem(where, f"“{short}”不属于表中任何一栏，没有读入。如属正文，请移到相应栏目。", paragraph.place)
            )
        more = len(self.unplaced) - _UNPLACED_SHOWN
        if more > 0:
            self.problems.append(Problem("全文", f"另有{more}段文字不属于任何一栏，没有读入。"))


def _section_stem(key: str) -> str:
    """A section title without its number and a trailing page number of a contents list."""
    plain = re.sub(r"^[一二三四五六七八九十\d]{1,2}[、.．]", "", key)
    return _CONTENTS_TAIL.sub("", plain)
