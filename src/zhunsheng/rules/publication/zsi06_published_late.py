"""ZSI06: the document was published later than the law allows after its approval."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.law.parameters import legal_number
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.publication import Publication
from zhunsheng.rules.form_examples import papers, right, wrong
from zhunsheng.rules.outside import Outside
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided


def check(document: Document, context: Context) -> Iterator[Remark | Undecided]:
    """Only in the review of a publication. What is not published yet is late once its last day is over on the review's day."""
    about = context.outside.publication
    if about is None:
        return
    if about.approved_on is None:
        yield Undecided("file", "不知道批复日期", "批复日期")
        return
    days = context.number("days")
    published = about.published_on
    if published is None and context.on is None:
        yield Undecided("file", "不知道公开日期", "公开日期")
        return
    end = published or context.on
    late = (end - about.approved_on).days - days if end else 0
    if late > 0:
        told = f"{published}公开" if published else f"到{context.on}还没有公开"
        yield Remark(
            "file",
            f"{about.approved_on}批复，{told}，超过{days}日期限{late}日。",
            "",
            f"批复后{days}日内公开；已经超期的尽快公开并说明原因。",
        )


def _about(approved: date | None, published: date | None) -> Outside:
    return Outside(publication=Publication(approved_on=approved, published_on=published))


RULE = Rule(
    code="ZSI06",
    name="published-late",
    title="逾期公开",
    category=Category.PUBLICATION,
    severity=Severity.ERROR,
    automation="A",
    why="预算法规定批复后二十日内公开。逾期是公开检查必查的一项。",
    how_to_fix="按批复日排好日程，到期前完成脱敏和审核。",
    basis=(Citation("预算法", None, Verified.DOCUMENT, "批复后二十日内向社会公开"),),
    bad=(
        wrong("晚了十天", papers(), ("file", ""), outside=_about(date(2026, 2, 10), date(2026, 3, 12))),
        wrong("晚了一天", papers(), ("file", ""), outside=_about(date(2026, 2, 10), date(2026, 3, 3))),
    ),
    good=(
        right("正好第二十日", outside=_about(date(2026, 2, 10), date(2026, 3, 2))),
        right("不知道批复日期，判不了", outside=_about(None, date(2026, 3, 2))),
        right("不是公开审查"),
    ),
    check_document=check,
    parameters={"days": int(legal_number("publication_days").latest)},
    parameter_names={"days": "批复后多少日内公开"},
    stage="publication",
    reads=(),
)
