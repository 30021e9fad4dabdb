"""ZSI09: the public file still carries authors, comments, revisions or hidden cells."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.publication import Publication, Residue, ResidueKind
from zhunsheng.rules.form_examples import papers, right, wrong
from zhunsheng.rules.outside import Outside
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided
from zhunsheng.rules.wording import brief

_GRAVE = frozenset(
    {
        ResidueKind.HIDDEN_SHEET,
        ResidueKind.HIDDEN_CELLS,
        ResidueKind.HIDDEN_TEXT,
        ResidueKind.REVISION,
        ResidueKind.ATTACHMENT,
    }
)


def check(document: Document, context: Context) -> Iterator[Remark | Undecided]:
    """Only in the review of a publication; one remark a kind, hidden contents and revisions are errors."""
    about = context.outside.publication
    if about is None:
        return
    if about.residues is None:
        yield Undecided("file", "没有检查文件的隐藏内容", "要公开的文件")
        return
    for kind in ResidueKind:
        found = [residue for residue in about.residues if residue.kind is kind]
        if not found:
            continue
        first = found[0]
        words = f"“{brief(first.text, 16)}”" if first.text else ""
        several = f"等{len(found)}处" if len(found) > 1 else ""
        yield Remark(
            "file",
            f"{first.where}有{kind.label}{words}{several}，会随文件一起公开。",
            "",
            "用准绳重新导出公开件，或在文件的“检查文档”里删除后再公开。",
            severity=Severity.ERROR if kind in _GRAVE else None,
        )


def _left(*residues: Residue) -> Outside:
    return Outside(publication=Publication(residues=residues))


RULE = Rule(
    code="ZSI09",
    name="hidden-content-left",
    title="文件带着隐藏内容",
    category=Category.PUBLICATION,
    severity=Severity.WARNING,
    automation="A",
    why="作者姓名、批注、修订和隐藏的行列，下载的人都能看到。",
    how_to_fix="另存公开件，清掉属性、批注、修订和隐藏内容。",
    basis=(Citation(note="公开件另存，清除作者属性、批注、修订和隐藏内容"),),
    bad=(
        wrong(
            "属性里有作者",
            papers(),
            ("file", ""),
            outside=_left(Residue(ResidueKind.AUTHOR, "文件属性的“作者”", "张三")),
        ),
        wrong(
            "批注和隐藏的表",
            papers(),
            ("file", ""),
            ("file", ""),
            outside=_left(
                Residue(ResidueKind.COMMENT, "单元格B2", "核对过"),
                Residue(ResidueKind.COMMENT, "单元格B3", "再看"),
                Residue(ResidueKind.HIDDEN_SHEET, "工作表“底稿”"),
            ),
        ),
    ),
    good=(
        right("什么都没有", outside=_left()),
        right("没有检查", outside=Outside(publication=Publication())),
        right("不是公开审查"),
    ),
    check_document=check,
    stage="publication",
    reads=(),
)
