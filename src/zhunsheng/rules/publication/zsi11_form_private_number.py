"""ZSI11: a private number stands in a self-evaluation or monitoring form."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.form_address import forms_of
from zhunsheng.rules.form_cases import at_form, prose_cells
from zhunsheng.rules.form_examples import right, spoiled, watched
from zhunsheng.rules.private_data import find_numbers, masked
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided


def check(document: Document, context: Context) -> Iterator[Remark | Undecided]:
    """Every cell with words; the number is shortened in the message, the quote keeps it so that its place can be found."""
    for group, number, form in forms_of(document):
        for address, text in prose_cells(form):
            for hit in find_numbers(text):
                words = text[hit.start : hit.end]
                remark = Remark(
                    address,
                    f"这里{'有' if hit.severity is Severity.ERROR else '像是'}{hit.kind}（{masked(words)}），自评和监控的表要公开，会泄露个人或账户信息。",
                    words,
                    "删去号码；联系方式只留单位公开电话。",
                    severity=hit.severity,
                )
                yield at_form(group, number, remark)


RULE = Rule(
    code="ZSI11",
    name="form-private-number",
    title="自评监控表含身份证手机账号",
    category=Category.PUBLICATION,
    severity=Severity.ERROR,
    automation="A",
    why="自评表随决算公开。号码一旦上网就收不回来。",
    how_to_fix="公开件里删去号码，需要留存的记在内部台账。",
    basis=(Citation(note="公开前脱敏"),),
    bad=(
        spoiled("填报人留了手机号", {"details[1].text": "13912345678"}, ("details[1].text", "13912345678")),
        spoiled(
            "原因里有身份证号",
            {"indicators[0].cause": "学生11010519491231002X转学。"},
            ("indicators[0].cause", "11010519491231002X"),
        ),
        watched(
            "备注里有银行账号",
            {"indicators[5].remark": "账号：5000 1234 5678 901，9月支付"},
            ("indicators[5].remark", "5000 1234 5678 901"),
        ),
        spoiled("校验位不对，像是身份证号", {"issues": "编号110105194912310021。"}, ("issues", "110105194912310021")),
    ),
    good=(
        right("只有座机"),
        right("遮盖的号码", {"details[1].text": "139****5678"}),
        right("项目代码", {"issues": "项目代码51000021R000000019951已结转。"}),
    ),
    check_document=check,
    stage="publication",
    reads=("self_evaluations", "monitorings"),
)
