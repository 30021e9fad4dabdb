"""Reading self-evaluation and monitoring forms by their words, row by row, whatever the local variant.

A form is a head of labelled cells, a block of money, goals, indicators, sums and closing cells. Each block is opened by
its header words; what fits under no word becomes a problem with its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from zhunsheng.documents.forms.form_headers import RoleOf, header_of, refine_indicators
from zhunsheng.documents.forms.form_words import (
    DETAILS,
    GOAL_COLUMNS,
    LABELS,
    MONITORING_LABELS,
    SIDES,
    TOTALS,
    evaluated_role,
    form_key,
    fund_role,
    monitored_role,
    month_word,
)
from zhunsheng.documents.forms.layout import FormKind
from zhunsheng.documents.forms.money_lines import money_line, paired_money_line
from zhunsheng.documents.forms.table_columns import UNKNOWN, Columns
from zhunsheng.documents.page import Cell, Paragraph, Table
from zhunsheng.model.fund_line import fund_source
from zhunsheng.model.place import Place, Problem
from zhunsheng.model.spelling import half_width

_YEAR = re.compile(r"((?:19|20)\d{2})\s*年")
_YEAR_LINE = re.compile(r"^[（(]?\s*((?:19|20)\d{2})\s*年度?\s*[)）]?$")
_MONEY = re.compile(r"^(?:金额)?单位[:：]\s*(万元|元|千元|百万元|亿元)$")
_MONEY_IN_LABEL = re.compile(r"[(（](?:单位[:：])?(万元|元|千元|百万元|亿元)[)）]")
_PAIR = re.compile(r"([^\s:：]{2,16})[:：][ \t\u3000]*([^\s:：]*)")
_CODE_NAME = re.compile(r"^([0-9A-Z][0-9A-Z-]{11,31})\s*[-—－_]\s*(?=\S*[\u4e00-\u9fff])(.+)$", re.S)
_LONG_CELLS = frozenset({"cause", "cause_note", "remark", "description", "standard", "basis"})
"""Cells of an indicator that hold sentences; they never stand alone in a row."""
_FILLS_IN = re.compile(r"^填报")
_BODY = frozenset({"project_name", "funds", "goals", "indicators"})
"""Parts that stand below a form's title: once one was read, the next title belongs to the next form."""


@dataclass(slots=True)
class OpenForm:
    """The form being read: cells by address, rows of each block, and where they stood."""

    heading: Paragraph | None = None
    texts: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    funds: list[dict[str, Cell]] = field(default_factory=list)
    tasks: list[dict[str, Cell]] = field(default_factory=list)
    goals: list[dict[str, Cell]] = field(default_factory=list)
    indicators: list[dict[str, Cell]] = field(default_factory=list)
    details: list[tuple[Cell, Cell | None]] = field(default_factory=list)
    unit: tuple[Cell, Cell] | None = None
    """The label and the words that the form's unit was taken from."""
    seen: set[str] = field(default_factory=set)
    years: list[tuple[int, Place | None]] = field(default_factory=list)
    months: list[tuple[int, Place | None]] = field(default_factory=list)
    money: list[tuple[str, Place | None]] = field(default_factory=list)


class FormReader:
    """Collects the forms of one kind from paragraphs and tables in reading order."""

    def __init__(self, kind: FormKind, spans_known: bool, problems: list[Problem]) -> None:
        self.kind, self.spans_known, self.problems = kind, spans_known, problems
        self.role_of: RoleOf = monitored_role if kind is FormKind.MONITORING else evaluated_role
        self.labels = {**LABELS, **MONITORING_LABELS} if kind is FormKind.MONITORING else LABELS
        self.done: list[OpenForm] = []
        self.form: OpenForm | None = None
        self.section = "head"
        self.columns: Columns | None = None
        self.label: tuple[str, Cell] | None = None

    def finish(self) -> list[OpenForm]:
        """Every form, once the document has ended."""
        self._close()
        return self.done

    def title(self, paragraph: Paragraph) -> None:
        """A form's own title: what follows belongs to the next form."""
        if self.form is not None and (self.form.seen & _BODY or self.form.heading is not None):
            self._close()
        form = self._open()
        form.heading = paragraph
        self._year(paragraph.text, paragraph.place)

    def paragraph(self, paragraph: Paragraph) -> bool:
        """A line beside the tables: year, money unit, or labelled words (``填报人：…``); false for anything else."""
        return self._line(paragraph.text, paragraph.place)

    def table(self, table: Table) -> None:
        """Every row of one table: it may be a whole form, a part of one, or hold several. Lists of projects are none."""
        head = {form_key(cell.text) for cell in table.rows[0] if len(cell.text) <= 16}
        if {"序号", "项目名称"} <= head:
            self._problem(table.rows[0][0], "这是项目汇总表，一行一个项目，没有读入；各项目以单独的表为准。")
            return
        for row in table.rows:
            self._row(row)

    # -- forms ----------------------------------------------------------------------------------------------------

    def _open(self) -> OpenForm:
        if self.form is None:
            self.form = OpenForm()
            self.section, self.columns, self.label = "head", None, None
        return self.form

    def _close(self) -> None:
        if self.form is not None and self.form.seen:
            self.done.append(self.form)
        self.form = None

    def _year(self, text: str, place: Place | None) -> None:
        found = _YEAR.search(half_width(text))
        if found:
            self._open().years.append((int(found.group(1)), place))

    def _line(self, text: str, place: Place | None) -> bool:
        plain = half_width(text).strip()
        found = _YEAR_LINE.match(plain)
        if found:
            self._open().years.append((int(found.group(1)), place))
            return True
        pairs = list(_PAIR.finditer(text))
        known = [
            pair for pair in pairs if self._is_label(form_key(pair.group(1))) or _MONEY.match(half_width(pair.group()))
        ]
        if not known:
            return False
        for pair in known:
            cell = Cell(pair.group(2), place)
            if _MONEY.match(half_width(pair.group())):
                self._open().money.append((half_width(pair.group(2)), place))
            elif pair.group(2):
                self._begin(Cell(pair.group(1), place))
                self._value(cell)
        self.label = None
        if "年度" in text:
            self._year(text, place)
        return True

    # -- rows -----------------------------------------------------------------------------------------------------

    def _row(self, row: list[Cell]) -> None:
        filled = [cell for cell in row if cell.text]
        if not filled:
            return
        if len(filled) == 1 and is_form_title(filled[0].text, self.kind):
            self.title(Paragraph(filled[0].text, filled[0].place))
            return
        if len(filled) <= 2 and all(
            _YEAR_LINE.match(half_width(cell.text)) or self._money_cell(cell) for cell in filled
        ):
            for cell in filled:
                self._year(cell.text, cell.place)
            return
        keys = [form_key(cell.text) if len(cell.text) <= 40 else "" for cell in row]
        if self._starts_form(keys):
            self._close()
        self._open()
        for cell in filled:
            self._money_of_label(cell)
        if not self._header(row, keys):
            self._data(row, keys)

    def _money_cell(self, cell: Cell) -> bool:
        found = _MONEY.match(half_width(cell.text))
        if found:
            self._open().money.append((found.group(1), cell.place))
        return found is not None

    def _money_of_label(self, cell: Cell) -> None:
        """The money unit printed in a label of the money block: ``项目资金（元）``."""
        if len(cell.text) <= 24 and self.form is not None:
            found = _MONEY_IN_LABEL.search(half_width("".join(cell.text.split())))
            if found and (
                form_key(cell.text) in SIDES or fund_role(cell.text) or fund_source(cell.text) or "资金" in cell.text
            ):
                self.form.money.append((found.group(1), cell.place))

    def _starts_form(self, keys: Sequence[str]) -> bool:
        """True where a row can only belong to the next form: a second project name, or a unit's name below indicators."""
        if self.form is None or (self.section == "indicators" and not self.form.indicators):
            return False
        names = [self.labels[key] for key in keys if self.labels.get(key) in ("project_name", "unit", "department")]
        if "project_name" in names and ("project_name" in self.form.seen or "indicators" in self.form.seen):
            return True
        return (
            "unit" in names and keys[0] in self.labels and "indicators" in self.form.seen and "unit" in self.form.seen
        )

    # -- headers --------------------------------------------------------------------------------------------------

    def _header(self, row: list[Cell], keys: list[str]) -> bool:
        """Opens the block whose header the row is; false for a row of values."""
        if (
            self.section == "indicators"
            and self.columns is not None
            and not self._open().indicators
            and refine_indicators(self.columns, row, keys, self.role_of)
        ):
            return True
        opened = header_of(row, keys, self.kind, self.role_of, self.spans_known)
        if opened is None:
            return False
        if (
            opened.section == self.section == "indicators"
            and self.columns is not None
            and self.columns.roles >= opened.named - {"outlook", "cause_note"}
        ):
            return True  # the header again, at the head of a page
        self.section, self.columns = opened.section, opened.columns
        self._open().seen.add("funds" if opened.section == "pairs" else opened.section)
        if opened.section in ("indicators", "funds", "pairs"):
            self._note_months(row)
        if opened.section in ("indicators", "funds"):
            self._note_unknown(opened.columns.unknown)
        if opened.section == "pairs":
            self._paired_funds(row)
        return True

    def _note_months(self, row: Sequence[Cell]) -> None:
        if self.kind is FormKind.MONITORING:
            found = [(month_word(cell.text), cell.place) for cell in row if cell.text]
            self._open().months += [(month[0], place) for month, place in found if month]

    def _note_unknown(self, cells: Sequence[Cell]) -> None:
        for cell in cells:
            self._problem(cell, f"不认识“{cell.text[:20]}”这一栏，这一列没有读入。请核对表头。")

    # -- rows of values -------------------------------------------------------------------------------------------

    def _data(self, row: list[Cell], keys: list[str]) -> None:
        lead = next((key for key in keys if key and (key not in SIDES or key in self.labels)), "")
        if self.section == "indicators":
            if lead in TOTALS:
                self._total(row)
                return
            if not self._is_label(lead):
                self._indicator(row)
                return
        elif self.section in ("funds", "pairs") and lead and not self._is_label(lead):
            if self.section == "funds":
                self._fund(row)
            else:
                self._paired_funds(row)
            return
        elif self.section == "goals" and not self._is_label(lead):
            self._goal(row)
            return
        elif self.section == "tasks" and not self._is_label(lead) and lead not in TOTALS:
            self._rows_of(row, self._open().tasks)
            return
        self.section = "tail" if "indicators" in self._open().seen else "head"
        self._labelled(row, keys)

    def _is_label(self, key: str) -> bool:
        return key in self.labels or key in DETAILS

    def _indicator(self, row: list[Cell]) -> None:
        assert self.columns is not None
        laid = self.columns.lay(row)
        if laid is None:
            text = " | ".join(cell.text for cell in row)
            self._problem(
                row[0], f"这一行有{len(row)}格，比表头多，对不上，没有读入：{text[:60]}。请核对这一行的格子。"
            )
            return
        cells: dict[str, Cell] = {}
        for leaf, cell in laid:
            if leaf.role not in ("", UNKNOWN) and (leaf.role not in cells or (cell.text and not cells[leaf.role].text)):
                cells[leaf.role] = cell
        if not self._rest_of_row(cells):
            self._open().indicators.append(cells)

    def _rest_of_row(self, cells: dict[str, Cell]) -> bool:
        """True for what a page's end cut off the row before: words in its long cells only, and nothing that names a row.
        They are put back, and it is told."""
        filled = {role: cell for role, cell in cells.items() if cell.text}
        rows = self._open().indicators
        if not filled or not rows or not filled.keys() <= _LONG_CELLS:
            return False
        first = next(iter(filled.values()))
        before = rows[-1].get(next(iter(filled)))
        if before is None or before.place is None or first.place is None or before.place.page == first.place.page:
            return False
        for role, cell in filled.items():
            above = rows[-1].get(role)
            rows[-1][role] = cell if above is None else Cell(above.text + cell.text, above.place)
        self._problem(first, f"“{first.text[:20]}”看来是上一页最后一行的下半截，已接到上一行。请对照原文核对。")
        return True

    def _total(self, row: list[Cell]) -> None:
        """The line of sums: points and score by their columns, or counted behind the word where columns are not known."""
        form, assert_columns = self._open(), self.columns
        assert assert_columns is not None
        cells: dict[str, Cell] = {}
        if self.spans_known:
            for leaf, cell in assert_columns.lay(row) or ():
                if leaf.role in ("points", "score") and cell.text:
                    cells.setdefault(leaf.role, cell)
        else:
            start = next(number for number, cell in enumerate(row) if form_key(cell.text) in TOTALS)
            behind = row[start + 1 :]
            roles = ("points", "score") if len(behind) > 1 else ("score",)
            cells = {role: cell for role, cell in zip(roles, behind, strict=False) if cell.text}
        for role, cell in cells.items():
            self._store(f"total_{role}", cell)
        form.seen.add("total")

    def _fund(self, row: list[Cell]) -> None:
        assert self.columns is not None
        cells = money_line(row, self.columns, self.spans_known)
        if any(cell.text for cell in cells.values()):
            self._open().funds.append(cells)

    def _paired_funds(self, row: list[Cell]) -> None:
        assert self.columns is not None
        cells, unplaced = paired_money_line(row, self.columns)
        for cell in unplaced:
            self._unplaced(cell)
        if any(cell.text for name, cell in cells.items() if name != "label"):
            self._open().funds.append(cells)

    def _goal(self, row: list[Cell]) -> None:
        self._rows_of(row, self._open().goals)

    def _rows_of(self, row: list[Cell], rows: list[dict[str, Cell]]) -> None:
        assert self.columns is not None
        laid = self.columns.lay(row)
        cells = {leaf.role: cell for leaf, cell in laid or () if leaf.role not in ("", UNKNOWN)}
        if laid is None or not cells:
            for cell in row:
                if cell.text:
                    self._unplaced(cell)
        elif any(cell.text for cell in cells.values()):
            rows.append(cells)

    # -- labelled cells -------------------------------------------------------------------------------------------

    def _labelled(self, row: list[Cell], keys: list[str]) -> None:
        """Labels with their values, in the order of the row."""
        self.label = None
        for cell, key in zip(row, keys, strict=True):
            if cell.covered:
                continue
            if key and (self._is_label(key) or (key in GOAL_COLUMNS and key not in SIDES)):
                self._begin(cell)
            elif key and (key in SIDES or fund_role(cell.text) == "rate"):
                self.label = None
            elif self._money_cell(cell) or (
                cell.text and self.label is None and _PAIR.match(cell.text) and self._line(cell.text, cell.place)
            ):
                continue
            elif cell.text:
                self._value(cell)
            elif self.label is not None and self.label[0] != "detail":
                self.label = None
        self.label = None

    def _begin(self, cell: Cell) -> None:
        """A label: the next words in the row are its value."""
        key = form_key(cell.text)
        form = self._open()
        address = self.labels.get(key) or (GOAL_COLUMNS.get(key) if key not in DETAILS else None)
        if key in DETAILS and key not in self.labels:
            form.details.append((cell, None))
            self.label = ("detail", cell)
            return
        if address in ("expected", "actual", "completion"):
            address = f"goal.{address}"
        elif address == "goal" and self.kind is not FormKind.MONITORING:
            address = "goal.expected"
        self.label = (address or "", cell)
        form.seen.add(address or "")

    def _value(self, cell: Cell) -> None:
        if self.label is None:
            self._unplaced(cell)
            return
        address, label_cell = self.label
        form = self._open()
        if address == "unit":
            self._unit(label_cell, cell)
        elif address == "detail":
            label, _ = form.details[-1]
            form.details[-1] = (label, cell)
        elif address.startswith("goal."):
            self._goal_cell(address[5:], cell)
        else:
            self._store(address, cell)
        self.label = None

    def _goal_cell(self, role: str, cell: Cell) -> None:
        """A goal cell behind its own label; the first one of a kind that is there already begins the next goal."""
        goals = self._open().goals
        if not goals or role in goals[-1]:
            goals.append({})
        goals[-1][role] = cell

    def _unit(self, label: Cell, cell: Cell) -> None:
        """The unit a form is about: the one that carries the project out; another that fills the form in is a detail."""
        form = self._open()
        if form.unit is None:
            form.unit = (label, cell)
            self._store("unit", cell)
        elif cell.text != form.unit[1].text:
            other = (label, cell)
            if _FILLS_IN.match(form_key(form.unit[0].text)) and not _FILLS_IN.match(form_key(label.text)):
                other, form.unit = form.unit, other
                del form.texts["unit"]
                form.places.pop("unit", None)
                self._store("unit", cell)
            form.details.append(other)

    def _store(self, address: str, cell: Cell) -> None:
        form = self._open()
        form.seen.add(address)
        if address == "project_name" and "project_code" not in form.texts:
            found = _CODE_NAME.match(cell.text)
            if found:
                form.texts["project_code"] = found.group(1)
                cell = Cell(found.group(2).strip(), cell.place)
                if cell.place is not None:
                    form.places["project_code"] = cell.place
        before = form.texts.get(address)
        form.texts[address] = cell.text if before is None else f"{before}\n{cell.text}"
        if cell.place is not None:
            form.places.setdefault(address, cell.place)

    def _unplaced(self, cell: Cell) -> None:
        self._problem(cell, f"格中“{cell.text[:30]}”不在任何栏目下，没有读入。请核对这一格的位置。")

    def _problem(self, cell: Cell, message: str) -> None:
        where = str(cell.place) if cell.place else "全文"
        self.problems.append(Problem(where, message, cell.place))


_TITLES = {
    FormKind.SELF_EVALUATION: re.compile(r"自(?:我)?评(?:价)?(?:情况|结果|打分)?表"),
    FormKind.MONITORING: re.compile(r"监控(?:情况|分析|信息)?表"),
}


def is_form_title(text: str, kind: FormKind) -> bool:
    """True for a line that is the title of a form of the kind."""
    return len(text) <= 80 and kind in _TITLES and _TITLES[kind].search("".join(text.split())) is not None
