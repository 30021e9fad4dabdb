"""``zhunsheng review --form``: the review form filled in from the findings, as a Word document or a workbook."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from zhunsheng.cli.command import Unusable
from zhunsheng.cli.files import write_output
from zhunsheng.cli.terminal import say
from zhunsheng.usecases.review import Reviewed
from zhunsheng.usecases.review_form import (
    KINDS,
    BadOverride,
    Override,
    ReviewForm,
    department_in,
    parse_override,
    review_forms,
)

SUFFIXES = (".docx", ".xlsx")


def form_arguments(parser: ArgumentParser) -> None:
    """[--form OUT] [--form-kind KIND] [--department NAME] [--score ITEM=POINTS:REASON]…"""
    parser.add_argument(
        "--form",
        type=Path,
        metavar="文件",
        help="把审核意见填成绩效目标审核表（.docx或.xlsx）：每个项目一张，多个项目前有汇总表",
    )
    parser.add_argument(
        "--form-kind",
        choices=KINDS,
        default=KINDS[0],
        metavar="种类",
        help="审核表的种类：重点（评级并打分）、一般（只评级），默认重点",
    )
    parser.add_argument(
        "--department",
        default="",
        metavar="名称",
        help="审核表上的主管部门（默认取 --data 里登记的，或文本自己写明的）",
    )
    parser.add_argument(
        "--score", action="append", default=[], metavar="子项=分数:理由",
        help="审核人给一个子项另打的分，理由印在表上；前面加“项目编码/”只改一个项目，可以写多次",
    )  # fmt: skip


def check_form(chosen: Namespace) -> None:
    """Refuse, before anything is read, a form that could not be written. Raises :class:`Unusable`."""
    if chosen.form is None:
        if chosen.score:
            raise Unusable("--score 是填审核表用的，请同时用 --form 指定审核表文件。")
        if chosen.department:
            raise Unusable("--department 是填审核表用的，请同时用 --form 指定审核表文件。")
        return
    if chosen.form.suffix.lower() not in SUFFIXES:
        raise Unusable(f"{chosen.form}：审核表只能写成{'、'.join(SUFFIXES)}文件。请换一个后缀。")
    if len(chosen.file) > 1:
        raise Unusable("一次只能给一个文件填审核表。请一个一个来，各用一个 --form 文件名。")
    _overrides(chosen)


def write_form(reviewed: Reviewed, chosen: Namespace, local: Mapping[str, Decimal], department: str = "") -> None:
    """Fill in and write the forms of a document, or of the one project that was asked for. Raises :class:`Unusable`.

    ``local`` are the form's numbers that an installation has set itself, ``department`` what it has above the unit.
    """
    document = reviewed.document
    if not document.projects:
        raise Unusable(f"{document.source.name}：里面没有项目，填不了审核表。")
    only = None
    if chosen.project is not None:
        only = next(number for number, project in enumerate(document.projects) if project.code == chosen.project)
    try:
        forms = review_forms(
            document,
            reviewed.review,
            only=only,
            overrides=_overrides(chosen),
            kind=chosen.form_kind,
            on=chosen.on,
            local=local,
            department=chosen.department.strip() or department or department_in(document),
        )
    except BadOverride as error:
        raise Unusable(str(error)) from error
    except LookupError as error:
        raise Unusable(f"{chosen.on}还没有施行审核表。请换一个日期，或不写 --on。") from error
    data, most = _written(forms, chosen.form.suffix.lower())
    write_output(chosen.form, data, [*chosen.file, *chosen.earlier, *chosen.approved])
    what = (
        f"{len(forms)}张审核表"
        if len(forms) <= most
        else f"{len(forms)}个项目的汇总表（超过{most}个，不逐个出表，可用 --project 取一个）"
    )
    say(f"{what}已写到 {chosen.form}")


def _written(forms: tuple[ReviewForm, ...], suffix: str) -> tuple[bytes, int]:
    """The file's bytes, and up to how many projects it holds a form for each."""
    if suffix == ".docx":
        from zhunsheng.usecases.review_reports import form_docx

        return form_docx.form_docx(forms), form_docx.MOST_FORMS
    from zhunsheng.usecases.review_reports import form_xlsx

    return form_xlsx.form_xlsx(forms), form_xlsx.MOST_FORMS


def _overrides(chosen: Namespace) -> list[Override]:
    try:
        return [parse_override(text) for text in chosen.score]
    except BadOverride as error:
        raise Unusable(str(error)) from error
