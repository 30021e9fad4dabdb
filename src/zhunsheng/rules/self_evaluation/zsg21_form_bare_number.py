"""ZSG21: a name or a goal of a form is nothing but a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.form_address import form_cell_name, forms_of
from zhunsheng.model.spelling import half_width
from zhunsheng.rules.form_cases import at_form, prose_cells
from zhunsheng.rules.form_examples import right, spoiled, watched
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided
from zhunsheng.rules.wording import brief

_WORDS = re.compile(
    r"^(?:indicators\[\d+\]\.(?:level[123]|cause|remark)|goals\[\d+\]\.(?:expected|actual)|goal|project_name|conclusion|issues|improvements)$"
)
_BARE = re.compile(r"[\d.,%\s]*\d[\d.,%\s]*")


def check(document: Document, context: Context) -> Iterator[Remark | Undecided]:
    """Cells that ask for words; causes of 0 are another rule's matter."""
    for group, number, form in forms_of(document):
        for address, text in prose_cells(form):
            if not _WORDS.match(address) or not _BARE.fullmatch(half_width(text)):
                continue
            if address.endswith((".cause", "issues", "improvements")) and text.strip() == "0":
                continue
            name = form_cell_name(address)
            yield at_form(
                group,
                number,
                Remark(
                    address,
                    f"{name}只有数字“{brief(text)}”，看不出说的是什么。",
                    text,
                    f"写明{name}的文字，数放在指标值或金额栏里。",
                ),
            )


RULE = Rule(
    code="ZSG21",
    name="form-bare-number",
    title="自评监控表用数字充填",
    category=Category.WORDING,
    severity=Severity.ERROR,
    automation="A",
    why="名称、目标和原因要用文字说。只填一个数，是把金额或分数填错了地方。",
    how_to_fix="按栏目写文字，把数移到该在的栏。",
    basis=(Citation(note="报表按栏目填写"),),
    bad=(
        spoiled("指标名是数", {"indicators[0].level3": "88"}, ("indicators[0].level3", "88")),
        spoiled("把金额当目标", {"goals[0].expected": "18.00", "goals[0].actual": "17.46"},
                ("goals[0].expected", "18.00"), ("goals[0].actual", "17.46")),
        watched("监控目标是数", {"goal": "18"}, ("goal", "18")),
    ),
    good=(right("都是文字"), right("原因写0另有规则管", {"indicators[0].cause": "0"})),
    check_document=check,
    stage="self_evaluation",
    reads=("self_evaluations", "monitorings"),
)  # fmt: skip
