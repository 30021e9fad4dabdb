"""Reading a tree that may hold several kinds of forms: each kind's blocks go to its own layout, in reading order.

Which kind a table is of is told by words that only that kind prints; a table without any goes with the one before it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from zhunsheng.documents.forms.form_reader import is_form_title
from zhunsheng.documents.forms.form_words import form_key, month_word
from zhunsheng.documents.forms.layout import FormKind, Layout, label_key, recognise
from zhunsheng.documents.page import Block, PageTree, Paragraph, Table
from zhunsheng.model.document import Document
from zhunsheng.model.place import Place, Problem

_MONITORING = frozenset({
    "完成目标可能性", "完成可能性", "确定能", "有可能", "完全不可能", "经费保障", "制度保障", "硬件条件保障", "全年预计执行数", "全年预计完成情况",
    "预计全年执行数", "预计完成情况", "相关建议或举措", "偏差或不能完成目标原因分析",
})  # fmt: skip
_EVALUATION = frozenset({
    "全年执行数", "预算执行数", "执行率", "预算执行率", "预算执行进度", "实际完成值", "完成值", "全年完成值", "全年实际值", "实际完成指标值", "实际完成情况",
    "全年实际完成情况", "具体完成情况", "自评得分", "得分", "偏差原因分析及改进措施", "未完成原因分析", "未完成原因及改进措施", "总体完成率", "到位数",
    "单项指标实际完成值", "总分", "执行数",
})  # fmt: skip
_TARGET = frozenset({"预算规模及资金用途", "资金支出计划", "指标值确定依据", "资金支出计划%", "绩效指标描述"})
_TARGET_TITLE = re.compile(
    r"绩效目标(?:申报)?表\d*$|^第[一二三]部分$|^部门整体绩效目标$|^预算项目绩效目标$|预算绩效文本$"
)


_COLUMN_WORDS = re.compile(
    r"(?:一级|二级|三级)指标|(?:年度|预期|年初)?指标值|实际完成值|完成值|得分|偏差原因|年初预算数|全年预算数|执行数|完成目标可能性|预期目标|实际完成情况"
)
_PROSE = re.compile(r"[、，。；]")
"""Marks of a sentence, which a row of column heads has none of."""
_LABEL_WORDS = re.compile(r"项目名称|主管部门|实施单位|资金总额|财政拨款|结转资金|其他资金|满意度|总分|分值|执行率")
"""Words of the form beside its column heads, which narrow columns tear apart; they count below a form's title only."""
MIN_COLUMN_WORDS = 6
"""So many different words of a form's header in the running text of one page are a table whose lines were not drawn."""


def read_tree(tree: PageTree) -> tuple[Document, Layout | None]:
    """The document of a tree and the layout that read it (of target tables, if there are any); ``None`` for no known form."""
    tree.problems.extend(unruled_tables(tree))
    kinds = [_kind_of(block) if isinstance(block, Table) else None for block in tree.blocks]
    if not {FormKind.SELF_EVALUATION, FormKind.MONITORING} & set(kinds):
        layout = recognise(tree, FormKind.TARGET)
        return (layout.read(tree), layout) if layout is not None else (Document(), None)
    read: Document | None = None
    first: Layout | None = None
    unread: list[Problem] = []
    for kind, blocks in _parts(tree, kinds):
        part = PageTree(blocks, [], tree.spans_known)
        layout = recognise(part, kind)
        if layout is None:
            unread += _unread(blocks)
            continue
        found = layout.read(part)
        read, first = (found, layout) if read is None else (_joined(read, found), first)
    if read is None:
        return Document(), None
    return replace(read, problems=(*tree.problems, *unread, *read.problems)), first


def unruled_tables(tree: PageTree) -> list[Problem]:
    """Pages of a PDF on which a form stands without drawn lines: nobody can tell there which cell a word belongs to."""
    words: dict[int, set[str]] = {}
    labels: dict[int, set[str]] = {}
    titled: set[int] = set()
    ruled = {block.place.page for block in tree.blocks if isinstance(block, Table) and block.place is not None}
    for block in tree.blocks:
        if not isinstance(block, Paragraph) or block.place is None or block.place.page is None:
            continue
        page, plain = block.place.page, "".join(block.text.split())
        if _title_kind(block.text) in (FormKind.SELF_EVALUATION, FormKind.MONITORING):
            titled.add(page)
        if not _PROSE.search(block.text):
            words.setdefault(page, set()).update(found.group() for found in _COLUMN_WORDS.finditer(plain))
        labels.setdefault(page, set()).update(found.group() for found in _LABEL_WORDS.finditer(plain))
    for page in titled - ruled:
        words.setdefault(page, set()).update(labels.get(page, ()))
    told = (
        "这一页有绩效表，但表格没有画线，分不清哪个字在哪一格，没有读入。"
        "请用Word、Excel原件上传，或给表格加上框线后重新导出PDF。"
    )
    places = [Place(page=page) for page, found in words.items() if len(found) >= MIN_COLUMN_WORDS]
    return [Problem(str(place), told, place) for place in places]


def _unread(blocks: list[Block]) -> list[Problem]:
    """Tables of no known form beside forms (a cover sheet, an appendix): each is told with its place and first words."""
    found = []
    for block in blocks:
        if isinstance(block, Table):
            words = next((cell.text for cell in block.cells() if cell.text), "")
            told = f"有一张表没有认出是哪一种绩效表，没有读入，第一格是“{words[:20]}”。如属绩效表，请核对表头。"
            found.append(Problem(str(block.place), told, block.place))
    return found


def _parts(tree: PageTree, kinds: list[FormKind | None]) -> list[tuple[FormKind, list[Block]]]:
    """The blocks of each kind, target tables first."""
    parts: dict[FormKind, list[Block]] = {kind: [] for kind in FormKind}
    waiting: list[Paragraph] = []
    current: FormKind | None = None
    for block, kind in zip(tree.blocks, kinds, strict=True):
        if isinstance(block, Paragraph):
            waiting.append(block)
            continue
        kind = kind or current or FormKind.TARGET
        for paragraph, owner in _owners(waiting, current, kind):
            parts[owner].append(paragraph)
        waiting, current = [], kind
        parts[kind].append(block)
    for paragraph, owner in _owners(waiting, current, None):
        parts[owner].append(paragraph)
    return [(kind, blocks) for kind, blocks in parts.items() if any(isinstance(block, Table) for block in blocks)]


def _owners(
    paragraphs: list[Paragraph], before: FormKind | None, after: FormKind | None
) -> list[tuple[Paragraph, FormKind]]:
    """Which kind each paragraph between two tables belongs to: from the first title on to the lower, else to the upper."""
    owner = before or after or FormKind.TARGET
    found = []
    for paragraph in paragraphs:
        told = _title_kind(paragraph.text)
        if told is not None:
            owner = told
        elif (
            before is not after
            and after is not None
            and owner is before
            and re.search(r"单位[)）]?[:：]|年度", paragraph.text)
        ):
            owner = after
        found.append((paragraph, owner))
    return found


def _title_kind(text: str) -> FormKind | None:
    for kind in (FormKind.MONITORING, FormKind.SELF_EVALUATION):
        if is_form_title(text, kind):
            return kind
    return FormKind.TARGET if _TARGET_TITLE.search(label_key(text)) else None


def _kind_of(table: Table) -> FormKind | None:
    """The kind of form that a table is surely of; ``None`` where its words do not tell."""
    keys = {form_key(cell.text) for cell in table.cells() if 0 < len(cell.text) <= 24}
    months = sum(
        month_word(cell.text) is not None and "执行" in cell.text for cell in table.cells() if 0 < len(cell.text) <= 16
    )
    if len(keys & _MONITORING) + months >= 2:
        return FormKind.MONITORING
    if len(keys & _EVALUATION) >= 2:
        return FormKind.SELF_EVALUATION
    if len(keys & _TARGET) >= 1:
        return FormKind.TARGET
    return None


def _joined(one: Document, other: Document) -> Document:
    """Two documents of one file as one: the first's unit and year, where it has them."""
    return replace(
        one,
        unit=one.unit if one.unit.label else other.unit,
        fiscal_year=one.fiscal_year if one.fiscal_year is not None else other.fiscal_year,
        projects=(*one.projects, *other.projects),
        self_evaluations=(*one.self_evaluations, *other.self_evaluations),
        monitorings=(*one.monitorings, *other.monitorings),
        problems=(*one.problems, *other.problems),
    )
