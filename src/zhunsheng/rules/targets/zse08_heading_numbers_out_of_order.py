"""ZSE08: the numbers of the printed titles jump or stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.rules.examples import bad, document, fine, good
from zhunsheng.rules.prose import han_number
from zhunsheng.rules.rule import Context, Remark, Rule

_DIGITS = r"(\d{1,4}|[一二三四五六七八九十]{1,3})"
_NUMBER = re.compile(
    rf"^\s*(?:{_DIGITS}\s*[、.．)）]|[(（]{_DIGITS}[)）]|(?:(?:附?表|附件|项目|序号|第)\s*{_DIGITS}\s*(?:[个张项](?:项目|表)?)?(?:[、.．:：)）]|\s|$)))"
)
"""``3、``, ``（三）``, ``表3：``, ``项目三：``, ``第3个项目：``."""


def check(document: Document, context: Context) -> Iterator[Remark]:
    """A title kept as ``None`` is the prescribed one; counting may begin anew with another unit."""
    if _is_form_number(document):
        return
    before: int | None = None
    unit: str | None = None
    seen: dict[int, int] = {}
    for number, project in enumerate(document.projects):
        found = _NUMBER.match(project.heading) if project.heading else None
        text = _text(found) if found else ""
        printed = _value(text) if found else number + 1 if project.heading is None else None
        label = project.unit.label
        if printed is None:
            before = None
            continue
        if label != unit and (unit is None or printed == 1):
            seen, before = {}, None
        unit = label
        if found and printed in seen:
            other = document.projects[seen[printed]]
            message = f"表序号{text}用了两次，前面是“{(other.name or '')[:16]}”。"
            related = (Related(other.code, "heading", str(printed)),)
            yield Remark("heading", message, text, "按先后重新编号，目录同改。", None, related, number)
        elif found and number == 0 and printed != 1 and len(document.projects) > 1:
            message = f"第一张表的序号是{text}，前面的表像是漏了。"
            yield Remark("heading", message, text, "从1起重新编号，或补上缺的表。", project_no=number)
        elif found and before is not None and printed != before + 1:
            what = "跳号" if printed > before else "倒号"
            message = f"表序号{what}：前一张是{before}，这一张是{printed}。"
            yield Remark("heading", message, text, f"按先后编为{before + 1}，或补上缺的表。", project_no=number)
        seen.setdefault(printed, number)
        before = printed


def _text(found: re.Match[str]) -> str:
    return next(group for group in found.groups() if group is not None)


def _is_form_number(document: Document) -> bool:
    """True where every title bears one and the same number: that of the form (附件3), and no table's own."""
    headings = [project.heading for project in document.projects]
    if len(headings) < 2 or not headings[0] or not _FORM.match(headings[0]):
        return False
    numbers = {_text(found) if found else "" for found in (_NUMBER.match(one or "") for one in headings)}
    return len(numbers) == 1


_FORM = re.compile(r"\s*(?:附?表|附件)")


def _value(text: str) -> int | None:
    return int(text) if text.isdigit() else han_number(text)


def _titled(*numbers: int) -> Document:
    return document(
        *(good(heading=f"{n}、教学楼护眼灯改造绩效目标表") if n != i else good() for i, n in enumerate(numbers, 1))
    )


RULE = Rule(
    code="ZSE08",
    name="heading-numbers-out-of-order",
    title="表序号跳号或重复",
    category=Category.CONSISTENCY,
    severity=Severity.INFO,
    automation="A",
    why="序号断了，读的人会以为漏了一张表；重复了，引用时说不清是哪张。",
    how_to_fix="从1起按先后重新编号，目录同步修改。",
    basis=(Citation(note="目录和表序号连续"),),
    bad=(
        bad("缺第2张", _titled(1, 3), ("heading", "3")),
        bad(
            "两张都是第1张",
            _titled(1, 1, 3),
            ("heading", "1"),
        ),
        bad("从第2张开始", _titled(2, 3), ("heading", "2")),
    ),
    good=(
        fine("连续", _titled(1, 2, 3)),
        fine("标题没有序号的表式", document(good(heading="项目支出绩效目标表"), good(heading="项目支出绩效目标表"))),
    ),
    check_document=check,
    reads=("name", "unit", "heading"),
)
