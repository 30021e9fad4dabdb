"""A review as one self-contained page, set like an official letter: it needs no network and prints on A4."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from itertools import groupby

from zhunsheng.model.document import Document
from zhunsheng.model.finding import Finding, Severity
from zhunsheng.rules.grade import DEFAULT_SCHEME, NEXT_STEP, NOTE
from zhunsheng.usecases.review import Reviewed, Summary
from zhunsheng.usecases.review_reports.marks import (
    OPEN_TITLE,
    excerpt,
    open_lines,
    place_words,
    printable,
    related_lines,
    table_title,
    where,
)

TITLE = "预算绩效目标审核意见"


def html_report(reviews: Iterable[Reviewed]) -> str:
    """The whole page; each document stands on its own sheet."""
    style = files(__package__).joinpath("report.css").read_text("utf-8")
    sheets = "\n".join("".join(_sheet(reviewed)) for reviewed in reviews)
    return (
        f'<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{TITLE}</title>\n'
        f"<style>\n{style}</style>\n</head>\n<body>\n{sheets}\n</body>\n</html>\n"
    )


def _sheet(reviewed: Reviewed) -> Iterator[str]:
    document, review = reviewed.document, reviewed.review
    total = reviewed.total
    yield f'<main class="paper">\n<h1>{TITLE}</h1>\n'
    yield _facts(document, total)
    if reviewed.refusal is not None:
        yield f'<p class="clean">{_text(reviewed.refusal)}</p>\n</main>'
        return
    yield _sum(total)
    if document.problems:
        yield "<h2>读取时的问题</h2>\n<ul>\n"
        yield from (f"<li>{_text(problem.where)}：{_text(problem.message)}</li>\n" for problem in document.problems)
        yield "</ul>\n"
    for title, findings in groupby(review.findings, key=lambda finding: table_title(document, finding)):
        yield f"<section>\n<h2>{_text(title)}</h2>\n"
        yield from (_finding(document, finding) for finding in findings)
        yield "</section>\n"
    if not review.findings:
        yield '<p class="clean">没有发现问题。</p>\n'
    if review.undecided:
        yield f'<section>\n<h2>{OPEN_TITLE}（{len(review.undecided)}项）</h2>\n<dl class="open">\n'
        for reason, checks in open_lines(document, review.undecided):
            yield f"<dt>{_text(reason)}</dt><dd>{_text(checks)}</dd>\n"
        yield "</dl>\n</section>\n"
    yield "</main>"


def _facts(document: Document, total: Summary) -> str:
    source = document.source
    rows = (
        ("预算单位", _text(document.unit.label or "不详")),
        ("预算年度", "不详" if document.fiscal_year is None else f"{document.fiscal_year}年"),
        ("项目", f"{total.projects}个，指标{total.indicators}条"),
        ("审核文件", _text(source.name) + (f'<br><span class="digest">SHA-256 {source.sha256}</span>' if source.sha256 else "")),
    )  # fmt: skip
    cells = "".join(f'<tr><th scope="row">{name}</th><td>{value}</td></tr>\n' for name, value in rows)
    return f'<table class="facts">\n{cells}</table>\n'


def _sum(total: Summary) -> str:
    columns = [(severity.label, str(total.counts[severity])) for severity in Severity]
    note = ""
    if total.grade is not None:
        weights = DEFAULT_SCHEME.weights
        columns += [
            (f"{quality}（{weights[quality]}）", str(points)) for quality, points in total.grade.qualities.items()
        ]
        columns += [("得分（100）", str(total.grade.score))]
        columns += [("建议等级", f'<span class="grade">{total.grade.grade}</span>')]
        note = f'<p class="note">{NEXT_STEP[total.grade.grade]}。{NOTE}</p>\n'
    cells = "".join(f"<li><span>{name}</span><b>{value}</b></li>" for name, value in columns)
    return f'<ul class="sum">{cells}</ul>\n{note}'


def _finding(document: Document, finding: Finding) -> str:
    words = excerpt(document, finding, 60)
    quote = ""
    if words is not None:
        quote = f"<blockquote>{_text(words.before)}<mark>{_text(words.words)}</mark>{_text(words.after)}</blockquote>\n"
    notes = [("对照", line) for line in related_lines(document, finding)]
    if finding.suggestion:
        notes.append(("改法", finding.suggestion))
    if finding.legal_basis:
        notes.append(("依据", finding.legal_basis))
    listed = "".join(f"<dt>{name}</dt><dd>{_text(text)}</dd>\n" for name, text in notes)
    words_of_place = place_words(document, finding)
    place = f'<span class="place">（{_text(words_of_place)}）</span>' if words_of_place else ""
    return (
        f'<article class="finding {finding.severity.value}">\n'
        f'<p><span class="level">{finding.severity.label}</span><span class="code">{_text(finding.rule)}</span>'
        f"<strong>{_text(finding.title)}</strong></p>\n<p>{_text(where(finding))}{place}</p>\n{quote}"
        f"<p>{_text(finding.message)}</p>\n" + (f"<dl>\n{listed}</dl>\n" if listed else "") + "</article>\n"
    )


def _text(text: str) -> str:
    return escape(printable(text)).replace("\n", "<br>")
