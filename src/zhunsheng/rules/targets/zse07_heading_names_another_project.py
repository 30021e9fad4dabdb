"""ZSE07: the printed title above a table names another project than the table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Fix, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.model.spelling import half_width
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_HEADING = re.compile(r"^\s*\d{1,4}(?:\s*[、.．]\s*|\s+)(.+?)\s*(?:项目)?(?:支出)?绩效目标(?:申报)?表\s*\d*$", re.S)
_BLANKS = re.compile(r"[\s()（）\[\]“”\"、，,.．\-—]+")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Only titles of the prescribed shape; one that holds the whole name, perhaps with a number before it, is right."""
    found = _HEADING.match(project.heading or "")
    if not found or not project.name:
        return
    titled = found.group(1)
    if _plain(project.name) in _plain(titled):
        return
    heading = project.heading or ""
    yield Remark(
        "heading",
        f"表标题写“{brief(titled, 18)}”，表内项目名称是“{brief(project.name, 18)}”，不是同一个。",
        titled,
        f"标题和表内写成同一个名称。以项目名称为准，就写“{project.name}”。",
        Fix("heading", heading.replace(titled, project.name, 1), "标题改用项目名称")
        if _same_digits(titled, project.name)
        else None,
        (Related(project.code, "name", project.name),),
    )


def _plain(text: str) -> str:
    return _BLANKS.sub("", half_width(text))


def _same_digits(one: str, other: str) -> bool:
    return re.sub(r"\D", "", one) == re.sub(r"\D", "", other)


RULE = Rule(
    code="ZSE07",
    name="heading-names-another-project",
    title="表标题与项目名称不符",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    automation="A",
    why="目录按标题走，数据按表内名称走，两个名字会让人找错表。",
    how_to_fix="以预算批复的项目名称为准，改正另一处。",
    basis=(Citation(note="表标题、目录与项目名称一致"),),
    bad=(
        bad("标题是上一张表的", good(heading="2、多媒体设备购置绩效目标表"), ("heading", "多媒体设备购置")),
        bad("标题只写了一半", good(heading="1、教学楼改造绩效目标表"), ("heading", "教学楼改造")),
    ),
    good=(
        fine("标题就是规定的样子", good()),
        fine("标题前带文号和金额", good(heading="1、青财预12号18万元教学楼护眼灯改造绩效目标表")),
        fine("括号全角半角不同", good(name="运转经费（劳务费）", heading="7、运转经费(劳务费)绩效目标表")),
        fine("别的表式的标题", good(heading="项目支出绩效目标申报表（2026年度）")),
    ),
    check_project=check,
    reads=("name", "heading"),
)
