"""ZSB18: a satisfaction indicator does not say whose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Level1
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import any_of, contains, word_list
from zhunsheng.rules.wording import brief

_WORDS = word_list("satisfaction_objects")
_NOBODY = contains([f"^{any_of([*_WORDS['generic'], '满意'])}(?:对.{{0,10}})?的?(?:满意|$)", "^满意"])
_PLACEHOLDER = contains(_WORDS["placeholder"])
_GROUP = contains(_WORDS["groups"])
_THING = re.compile(
    any_of(_WORDS["things"]) + r"(?:的?(?:质量|效果|成效|情况|水平|工作))*的?(?:总体|综合)?满意(?:度|率|程度|情况)$"
)
"""A name that says with what one is content (服务满意度, 活动效果满意度) and not who."""
_PERSON = re.compile(r"[人户者员生众民客商属师友兵童孩方家长]")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """A name that names nobody, and a description that names nobody either or only a template's 重点人群."""
    for number, row in enumerate(project.indicators):
        name = core_name(row.level3)
        if row.kind1 is not Level1.SATISFACTION or not (_NOBODY.search(name) or _names_a_thing(name)):
            continue
        description = row.description or ""
        placeholder = _PLACEHOLDER.search(description)
        if placeholder and not _GROUP.search(description[: placeholder.start()]):
            yield Remark(
                f"indicators[{number}].description",
                f"“{brief(name)}”的描述只说“{placeholder.group()}”，没有说是谁，不知道该去问哪些人。",
                placeholder.group(),
                "写明对象，如“沿路企业职工”“园区内企业”“办事群众”。",
            )
        elif (
            not placeholder
            and name not in ("群众满意度", "公众满意度", "社会公众满意度")
            and not _GROUP.search(description)
        ):
            yield Remark(
                f"indicators[{number}].level3",
                f"“{brief(name)}”没有说是谁满意，描述里也没有写对象，不知道该去问哪些人。",
                row.level3 or "",
                "名称或描述写明对象，如“居民满意度”“参训人员满意度”。",
            )


def _names_a_thing(name: str) -> bool:
    """True for a name of what is done, without a word of people in it: 服务满意度, 道路质量满意度."""
    return bool(_THING.search(name)) and not _PERSON.search(name) and not _GROUP.search(name)


RULE = Rule(
    code="ZSB18",
    name="satisfaction-of-whom",
    title="满意度没有写明对象",
    category=Category.RELEVANCE,
    severity=Severity.INFO,
    automation="B",
    why="不写对象，问卷发给谁都行，问出来的数说明不了服务好不好。",
    how_to_fix="写出真正受益或接受服务的人，有抽样的写明抽多少人。",
    basis=(Citation(note="满意度指标写明服务对象和调查方法"),),
    bad=(
        bad(
            "名称、描述都没有对象",
            good({"indicators[5].level3": "服务对象满意度", "indicators[5].description": "对改造效果的满意程度"}),
            ("indicators[5].level3", "服务对象满意度"),
        ),
        bad(
            "描述照抄模板里的“重点人群”",
            good(
                {"indicators[5].level3": "服务对象满意度", "indicators[5].description": "接受服务的重点人群的满意程度"}
            ),
            ("indicators[5].description", "重点人群"),
        ),
        bad(
            "只写满意度三个字",
            good({"indicators[5].level3": "满意度", "indicators[5].description": None}),
            ("indicators[5].level3", "满意度"),
        ),
    ),
    good=(
        fine("名称里有对象", good()),
        fine(
            "名称泛称，描述写明了对象",
            good(
                {
                    "indicators[5].level3": "服务对象满意度",
                    "indicators[5].description": "使用教室的师生中满意和较满意的比例",
                }
            ),
        ),
        fine(
            "群众满意度本身说了是群众",
            good({"indicators[5].level3": "群众满意度", "indicators[5].description": "满意人数占调查人数的比例"}),
        ),
    ),
    check_project=check,
    reads=("level1", "level3", "description"),
)
