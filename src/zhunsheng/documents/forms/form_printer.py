"""Printing self-evaluation and monitoring forms: a style says the words, columns and widths of one official form.

A form prints as two tables that stand as one: head, money and goals; then the indicators, whose header repeats on each
page, with the sums and closing cells. What a noun holds and the style has no place for gets a column or a row of its own,
so nothing is lost on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, NamedTuple

from zhunsheng.documents.forms.grid import merge_runs
from zhunsheng.documents.page import Block, Cell, Paragraph, Table
from zhunsheng.model.form_address import Form, cell_fields, form_cells
from zhunsheng.model.fund_line import FundLine
from zhunsheng.model.monitoring_form import MonitoringForm


class Column(NamedTuple):
    """A column of a block: the field it shows, its header (``{month}`` is the form's month) and its relative width."""

    role: str
    word: str
    width: int


@dataclass(frozen=True, slots=True)
class Style:
    """The look of one official form in words and widths. Sides are the words merged beside a block, ``""`` for none."""

    title: str
    head: tuple[tuple[tuple[str, str], ...], ...]
    """Rows of labels with the fields beside them."""
    funds: tuple[Column, ...]
    indicators: tuple[Column, ...]
    side: int = 6
    """The relative width of the column for sides."""
    fund_label: int = 21
    funds_side: str = "项目资金（{unit}）"
    goals_side: str = "年度总体目标"
    goals: tuple[tuple[str, str], ...] = (("expected", "预期目标"), ("actual", "实际完成情况"))
    indicators_side: str = "绩效指标"
    head_side: str = ""
    paired_funds: bool = False
    """Each amount stands behind a label of its own instead of under a header."""
    goals_first: bool = False
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Headers over several columns of the indicator table: their words and the fields below them."""
    closing: tuple[tuple[str, str], ...] = (
        ("评价结论", "conclusion"),
        ("存在问题", "issues"),
        ("改进措施", "improvements"),
    )
    """Texts below the indicators, printed where they are filled in."""
    always_closed: bool = False
    """The closing texts stand on the form even where they are blank."""
    totals: bool = True
    spare: tuple[str, ...] = ()
    """Fields of the indicator table whose column is left out where no row fills it."""


_OVERVIEW = ("项目实施内容及过程概述", "overview")
_SPARE_HEAD = (("项目编码", "project_code"), ("主管部门", "department"), ("实施单位", "unit"))
_TASKS = (
    Column("name", "任务名称", 16), Column("content", "主要内容", 28), Column("total", "预算数", 12), Column("fiscal", "其中：财政拨款", 12),
    Column("other", "其他资金", 10), Column("executed", "执行数", 14),
)  # fmt: skip
_WORDS = {
    "description": "指标解释", "sign": "符号", "target": "指标值", "unit": "计量单位", "standard": "评分标准", "outlook": "完成目标可能性",
    "actual": "实际完成值", "points": "分值", "score": "得分", "cause": "偏差原因分析及改进措施", "level1": "一级指标", "level2": "二级指标",
    "level3": "三级指标", "reached": "执行情况", "forecast": "全年预计完成情况", "cause_funding": "经费保障", "cause_institution": "制度保障",
    "cause_staff": "人员保障", "cause_hardware": "硬件条件保障", "cause_other": "其他", "cause_note": "原因说明", "outlook_certain": "确定能",
    "outlook_possible": "有可能", "outlook_impossible": "完全不可能", "remark": "备注",
}  # fmt: skip
"""Headers of columns that a style does not have and a noun fills."""
_FUND_WORDS = {
    "initial": "年初预算数", "adjusted": "全年预算数", "received": "到位数", "executed": "执行数", "points": "分值", "rate": "执行率",
    "score": "得分", "forecast": "全年预计执行数", "reason": "原因",
}  # fmt: skip
_NAMED_BY_LINE = frozenset({"initial", "adjusted", "received", "executed", "forecast"})
"""Amounts that a line's own name stands before, on forms without a header over the money."""
_GROUPED = {
    **dict.fromkeys(("cause_funding", "cause_institution", "cause_staff", "cause_hardware", "cause_other", "cause_note"), "偏差原因分析"),
    **dict.fromkeys(("outlook_certain", "outlook_possible", "outlook_impossible"), "完成目标可能性"),
}  # fmt: skip


def print_form(form: Form, style: Style, number: int | None = None) -> list[Block]:
    """The title and the tables of one form; ``number`` is its place in the document, ``None`` for a form alone."""
    titled: list[Block] = [Paragraph(_title(form, style, number), level=3, toc="C", address="heading")]
    if form.heading and form.year is not None and str(form.year) not in form.heading:
        titled.append(Paragraph(f"（{form.year}年度）"))
    return [*titled, _Printer(form, style).first(), _Printer(form, style).second()]


def _title(form: Form, style: Style, number: int | None) -> str:
    if form.heading:
        return form.heading
    year = f"（{form.year}年度）" if form.year is not None else ""
    lead = f"{number}、{form.label.replace(chr(10), '')}" if number is not None else ""
    return f"{lead}{style.title}{year}"


class _Printer:
    """Lays one form on its two tables."""

    def __init__(self, form: Form, style: Style) -> None:
        self.form, self.style = form, style
        self.cells = form_cells(form)
        self.fund_columns = _used(style.funds, form.funds, _FUND_WORDS, ("label",))
        columns = _used(_filled(style.indicators, form.indicators, style.spare), form.indicators, _WORDS, ())
        self.columns = _with_sums(columns, self.cells)
        if any(column.role == "outlook_certain" for column in self.columns):  # 完成目标可能性 stands over the ticks
            self.columns = tuple(c._replace(word="可能性说明") if c.role == "outlook" else c for c in self.columns)

    # -- head, money, goals ---------------------------------------------------------------------------------------

    def first(self) -> Table:
        """The upper table."""
        style = self.style
        tasks = getattr(self.form, "tasks", ())
        inner = self._inner()
        blocks = (
            [self._goal_rows(inner), self._fund_rows(inner)]
            if style.goals_first
            else [self._fund_rows(inner), self._goal_rows(inner)]
        )
        rows = [*self._head_rows(inner)]
        if not style.goals_first:
            rows += self._overview(inner)
        for block in blocks:
            rows += block
        if tasks:
            rows += self._task_rows(inner, tasks)
        return Table(rows, widths=(style.side, *inner))

    def _inner(self) -> tuple[int, ...]:
        """The widths of the columns beside the side column: those of the money block."""
        if self.style.paired_funds:
            return tuple(width for _ in self.fund_columns for width in (13, 12))
        return (self.style.fund_label, *(column.width for column in self.fund_columns))

    def _value(self, address: str, span: int) -> Cell:
        return Cell(self.cells.get(address) or "", None, span, 1, False, False, address)

    def _head_rows(self, inner: tuple[int, ...]) -> list[list[Cell]]:
        style = self.style
        wanted = list(style.head)
        shown = {address for row in wanted for _, address in row}
        wanted += [
            ((word, address),) for word, address in _SPARE_HEAD if address not in shown and self.cells.get(address)
        ]
        if "project_name" not in shown and self.cells.get("project_name"):
            wanted.append((("项目名称", "project_name"),))
        rows = []
        side = bool(style.head_side)
        widths = inner if side else (style.side, *inner)
        for row in wanted:
            spans = _cuts(
                widths, [share for pair in range(len(row)) for share in (_LABEL_SHARE, 1 / len(row) - _LABEL_SHARE)]
            )
            line: list[Cell] = []
            for (word, address), label, value in zip(row, spans[::2], spans[1::2], strict=True):
                line += [_label(word, label), self._value(address, value)]
            rows.append(line)
        return _beside(style.head_side, rows) if side else rows

    def _overview(self, inner: tuple[int, ...]) -> list[list[Cell]]:
        """The overview as a row over the whole width, where it is filled in."""
        if not self.cells.get("overview"):
            return []
        label, value = _cuts((self.style.side, *inner), (_LABEL_SHARE, 1 - _LABEL_SHARE))
        return [[_label(_OVERVIEW[0], label), self._value("overview", value)]]

    def _fund_rows(self, inner: tuple[int, ...]) -> list[list[Cell]]:
        side = self.style.funds_side.format(unit=self.form.money_unit)
        if self.style.paired_funds:
            return _beside(side, list(self._paired_rows()))
        rows = [[_label(""), *(_label(self._word(column.word)) for column in self.fund_columns)]]
        for number in range(len(self.form.funds)):
            name = Cell(self.cells[f"funds[{number}].label"] or "", label=True, address=f"funds[{number}].label")
            rows.append([name, *(self._value(f"funds[{number}].{column.role}", 1) for column in self.fund_columns)])
        return _beside(side, rows)

    def _paired_rows(self) -> Iterator[list[Cell]]:
        """Lines of amounts behind labels: the first line by its columns' names, the others by their own name each time."""
        for number, line in enumerate(self.form.funds or (FundLine(),)):
            row: list[Cell] = []
            for column in self.fund_columns:
                address = f"funds[{number}].{column.role}"
                if column.role in _NAMED_BY_LINE:
                    row += [
                        _label(self._word(column.word) if number == 0 else line.label or ""),
                        self._value(address, 1),
                    ]
                elif number == 0 or self.cells.get(address):
                    row += [_label(self._word(column.word)), self._value(address, 1)]
                else:
                    row.append(Cell("", colspan=2))
            yield row

    def _goal_rows(self, inner: tuple[int, ...]) -> list[list[Cell]]:
        style, form = self.style, self.form
        if isinstance(form, MonitoringForm):
            return [[_label(style.goals_side), self._value("goal", len(inner))]]
        words = dict(style.goals)
        if any(goal.completion for goal in form.goals) and "completion" not in words:
            words["completion"] = "总体完成率"
        shares = [0.2 if role == "completion" else (0.8 if "completion" in words else 1) / 2 for role in words]
        spans = _cuts(inner, shares)
        rows = [[_label(word, span) for word, span in zip(words.values(), spans, strict=True)]]
        for number in range(max(1, len(form.goals))):
            rows.append([self._value(f"goals[{number}].{role}", span) for role, span in zip(words, spans, strict=True)])
        if style.goals_first:
            label, value = _cuts(inner, (0.25, 0.75))
            rows.append([_label(_OVERVIEW[0], label), self._value("overview", value)])
        return _beside(style.goals_side, rows)

    def _task_rows(self, inner: tuple[int, ...], tasks: Sequence[Any]) -> list[list[Cell]]:
        """The department's main tasks under a header of their own."""
        wanted = _filled(_TASKS, tasks, ("fiscal", "other"))
        whole = sum(column.width for column in wanted)
        columns = list(zip(wanted, _cuts(inner, [column.width / whole for column in wanted]), strict=True))
        rows = [[_label(column.word, span) for column, span in columns]]
        for number in range(len(tasks)):
            rows.append([self._value(f"tasks[{number}].{column.role}", span) for column, span in columns])
        return _beside("年度主要任务", rows)

    # -- indicators, sums, closing cells --------------------------------------------------------------------------

    def second(self) -> Table:
        """The lower table; its header repeats on each page."""
        style = self.style
        headers = self._headers()
        rows = [
            [self._value(f"indicators[{number}].{column.role}", 1) for column in self.columns]
            for number in range(len(self.form.indicators))
        ]
        self._merge_levels(rows)
        body = _beside(style.indicators_side, rows) if rows else []
        corner = [[_label(""), *row] for row in headers]
        if len(corner) == 2:
            corner[0][0].rowspan, corner[1][0].covered = 2, True
        widths = (style.side, *(column.width for column in self.columns))
        below = [*self._total(), *self._closing(widths), *self._details(widths)]
        return Table([*corner, *body, *below], widths=widths, header_rows=len(headers))

    def _headers(self) -> list[list[Cell]]:
        """One row of names, or two where some columns stand under a common name."""
        group_of = {role: word for word, roles in self.style.groups for role in roles} or {}
        group_of |= {
            role: word for role, word in _GROUPED.items() if any(column.role == role for column in self.columns)
        }
        upper: list[Cell] = []
        lower: list[Cell] = []
        before = ""
        for column in self.columns:
            group = group_of.get(column.role, "")
            if group and group == before:
                upper[-1].colspan += 1
            elif group:
                upper.append(_label(group))
            else:
                upper.append(_label(self._word(column.word)))
            lower.append(_label(self._word(column.word)) if group else Cell("", covered=True, label=True))
            before = group
        if not any(group_of.get(column.role) for column in self.columns):
            return [upper]
        for cell, group in _with_groups(upper, self.columns, group_of):
            cell.rowspan = 1 if group else 2
        return [upper, lower]

    def _merge_levels(self, rows: list[list[Cell]]) -> None:
        """Equal levels that stand under each other are one merged cell; level 2 only within one level 1."""
        roles = [column.role for column in self.columns]
        levels = [(row.level1, row.level2) for row in self.form.indicators]
        if "level1" in roles:
            merge_runs(
                rows, roles.index("level1"), lambda i: i > 0 and bool(levels[i][0]) and levels[i][0] == levels[i - 1][0]
            )
        if "level2" in roles:
            merge_runs(
                rows,
                roles.index("level2"),
                lambda i: i > 0 and bool(levels[i][1]) and bool(levels[i][0]) and levels[i] == levels[i - 1],
            )

    def _total(self) -> list[list[Cell]]:
        """The line of sums, by the columns of points and score; a form without points sums the scores alone."""
        roles = [column.role for column in self.columns]
        if not self.style.totals or "score" not in roles:
            return []
        score = roles.index("score") + 1
        points = roles.index("points") + 1 if "points" in roles else score
        row = [_label("总分", points)]
        if points != score:
            row.append(self._value("total_points", 1))
        if score > points + 1:
            row.append(Cell("", colspan=score - points - 1))
        row.append(self._value("total_score", 1))
        if score < len(roles):
            row.append(Cell("", colspan=len(roles) - score))
        return [row]

    def _closing(self, widths: tuple[int, ...]) -> list[list[Cell]]:
        label, value = _cuts(widths, (_LABEL_SHARE, 1 - _LABEL_SHARE))
        return [
            [_label(word, label), self._value(address, value)]
            for word, address in self.style.closing
            if address in self.cells and (self.cells[address] or self.style.always_closed)
        ]

    def _details(self, widths: tuple[int, ...]) -> list[list[Cell]]:
        """Labelled cells two a row, each with its own label."""
        spans = _cuts(widths, (_LABEL_SHARE, 0.5 - _LABEL_SHARE, _LABEL_SHARE, 0.5 - _LABEL_SHARE))
        rows = []
        for start in range(0, len(self.form.details), 2):
            numbers = range(start, min(start + 2, len(self.form.details)))
            row: list[Cell] = []
            for number, (label, value) in zip(numbers, (spans[:2], spans[2:]), strict=False):
                name = Cell(
                    self.cells[f"details[{number}].label"] or "",
                    None,
                    label,
                    1,
                    False,
                    True,
                    f"details[{number}].label",
                )
                row += [name, self._value(f"details[{number}].text", value)]
            if len(numbers) == 1:
                row[-1].colspan += sum(spans[2:])
            rows.append(row)
        return rows

    def _word(self, word: str) -> str:
        month = getattr(self.form, "until_month", None)
        if "{month}" not in word:
            return word
        return word.replace("{month}", f"1—{month}月" if month is not None else "")


_LABEL_SHARE = 0.17
"""The part of the width that labels of the head and the closing cells take."""
_SPARE_WIDTHS = {"reason": 26, "cause": 20, "cause_note": 16, "remark": 16, "description": 16}
"""Columns of running text that a style does not have of itself: wider than those of numbers."""


def _with_groups(
    upper: Sequence[Cell], columns: Sequence[Column], group_of: dict[str, str]
) -> Iterator[tuple[Cell, str]]:
    """Each cell of the upper header row with the group that it names, ``""`` for a single column."""
    number = 0
    for cell in upper:
        yield cell, group_of.get(columns[number].role, "")
        number += cell.colspan


def _filled(columns: tuple[Column, ...], rows: Sequence[Any], spare: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns without the ``spare`` ones that no row fills; all of them on a blank form."""
    if not rows:
        return columns
    return tuple(
        column
        for column in columns
        if column.role not in spare or any(getattr(row, column.role) is not None for row in rows)
    )


def _used(
    columns: tuple[Column, ...], rows: Sequence[Any], words: dict[str, str], without: tuple[str, ...]
) -> tuple[Column, ...]:
    """A style's columns, and one for each further field that some row fills."""
    known = {column.role for column in columns}
    kind = type(rows[0]) if rows else None
    order = [role for role in (cell_fields(kind) if kind else ()) if role not in known and role not in without]
    extra = tuple(
        Column(role, words[role], _SPARE_WIDTHS.get(role, 10))
        for role in order
        if any(getattr(row, role) is not None for row in rows)
    )
    return (*columns, *extra)


def _with_sums(columns: tuple[Column, ...], cells: dict[str, str | None]) -> tuple[Column, ...]:
    """The columns with those that the sums need; the points stand before the score."""
    roles = [column.role for column in columns]
    wanted = [role for role in ("points", "score") if role in roles or cells.get(f"total_{role}")]
    found = {column.role: column for column in columns}
    if "score" not in wanted:
        return columns
    score = found.get("score") or Column("score", _WORDS["score"], 10)
    points = [found.get("points") or Column("points", _WORDS["points"], 8)] if "points" in wanted else []
    if "points" in roles and "score" in roles and roles.index("points") < roles.index("score"):
        return columns
    rest = [column for column in columns if column.role not in ("points", "score")]
    place = next((number for number, column in enumerate(columns) if column.role == "score"), len(rest))
    return (*rest[:place], *points, score, *rest[place:])


def _label(text: str, span: int = 1) -> Cell:
    return Cell(text, None, span, 1, False, True)


def _beside(side: str, rows: list[list[Cell]]) -> list[list[Cell]]:
    """Rows with one merged cell at their left."""
    first = Cell(side, None, 1, len(rows), False, True)
    return [[first if number == 0 else Cell("", covered=True, label=True), *row] for number, row in enumerate(rows)]


def _cuts(widths: Sequence[int], shares: Sequence[float]) -> list[int]:
    """How many columns each part takes so that the parts come nearest to ``shares`` of the width; at least one each."""
    edges = list(accumulate(widths))
    whole, spans, taken, reached = edges[-1], [], 0, 0.0
    for number, share in enumerate(shares):
        reached += share
        last = len(widths) - (len(shares) - number - 1)
        if number == len(shares) - 1:
            stop = len(widths)
        else:
            stop = min(range(taken + 1, last + 1), key=lambda edge: abs(edges[edge - 1] - reached * whole))
        spans.append(stop - taken)
        taken = stop
    return spans


def paper_of_forms(forms: Sequence[Form], print_one: Callable[[Form, int | None], list[Block]]) -> list[Block]:
    """The forms of a document, numbered where there are several."""
    blocks: list[Block] = []
    for number, form in enumerate(forms, 1):
        blocks += print_one(form, number if len(forms) > 1 else None)
    return blocks
