"""ZSI08: the public file is a scan: nobody can search it, and no other check can see into it."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.publication import Publication
from zhunsheng.rules.form_examples import papers, right, wrong
from zhunsheng.rules.outside import Outside
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided


def check(document: Document, context: Context) -> Iterator[Remark | Undecided]:
    """Only in the review of a publication."""
    about = context.outside.publication
    if about is not None and about.searchable is False:
        yield Remark(
            "file",
            "文件是扫描件，没有文字层，查不到、也复制不了里面的内容。",
            "",
            "用Word或Excel原件导出PDF公开，不要打印后再扫描。",
        )


def _about(searchable: bool | None) -> Outside:
    return Outside(publication=Publication(searchable=searchable))


RULE = Rule(
    code="ZSI08",
    name="not-searchable",
    title="公开件不能检索",
    category=Category.PUBLICATION,
    severity=Severity.INFO,
    automation="A",
    why="公开是给人看、给人查的。扫描件搜不到内容，屏幕朗读也读不出。",
    how_to_fix="公开由原件直接导出的PDF，或直接公开表格文件。",
    basis=(Citation(note="公开内容应当便于检索"),),
    bad=(wrong("扫描件", papers(), ("file", ""), outside=_about(False)),),
    good=(right("有文字层", outside=_about(True)), right("不知道", outside=_about(None)), right("不是公开审查")),
    check_document=check,
    stage="publication",
    reads=(),
)
