"""How tests of evaluations set things up: the people, a case in any state, by the operations that people use."""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.http import HttpResponse
from django.test import Client
from web_stage import add_person

from zhunsheng.law.evaluation import ex_ante_materials
from zhunsheng.scoring.exact import plain
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.appraisal_notes import notes_of
from zhunsheng.web.records.models import Appraisal, Target
from zhunsheng.web.records.operations.appraise import CaseSaid, note_case, note_many, open_case, step_case

FILE = ("佐证.pdf", b"%PDF-1.4 proof")


def make_judges(cast: SimpleNamespace) -> SimpleNamespace:
    """Who evaluates: the department above the school, the bureau, two experts and a third who is invited to nothing."""
    return SimpleNamespace(
        department=add_person("department", "孙主管", "department", cast.department),
        performance=add_person("performance", "郑绩效", "performance", None),
        budget=add_person("budget", "冯预算", "budget", None),
        oversight=add_person("oversight", "韩审计", "oversight", None),
        one=add_person("one", "许评审", "third_party", None),
        two=add_person("two", "沈咨询", "third_party", None),
        stranger=add_person("stranger", "何闲人", "third_party", None),
    )  # fmt: skip


def say(case: Appraisal, by: User, what: str, key: str = "", files: Any = (), **cells: str) -> Any:
    """Write one note; ``base``, ``withdrawn`` and ``many`` as :class:`CaseSaid` has them."""
    about = {name: cells.pop(name) for name in ("base", "withdrawn") if name in cells}
    chosen: Any = cells.pop("many", {})
    return note_case(case, by, CaseSaid(what, str(key), cells, lambda name: chosen.get(name, ()), files, **about))


def invite(case: Appraisal, client: User, judges: SimpleNamespace) -> None:
    """The first expert leads, the second scores; both declare that they are independent."""
    for person, part in ((judges.one, "lead"), (judges.two, "expert")):
        say(case, client, "member", person.pk, part=part)
        say(case, person, "declaration", person.pk, independent="yes")


def scored(
    case: Appraisal, by: User, less: dict[str, str] | None = None, hand_in: bool = True, verdict: str = "予以支持"
) -> None:
    """Fill somebody's sheet: full points but for ``less``, with a reason; hand it in."""
    items = notes_of([fresh(case)])[case.pk].scheme.items
    note_many(
        case, by,
        [CaseSaid("mark", f"{by.pk}:{item.key}", {"score": (less or {}).get(item.key, plain(item.weight)), "comment": "资料不全" if item.key in (less or {}) else ""})
         for item in items],
    )  # fmt: skip
    if hand_in:
        say(case, by, "sheet", by.pk, opinion="总体较好", verdict=verdict)


def with_papers(case: Appraisal, by: User) -> None:
    """A working paper with evidence for every row."""
    for item in notes_of([fresh(case)])[case.pk].scheme.items:
        say(case, by, "paper", item.key, found="核对了资料。", many={"sources": ["target"]})


def evaluation(target: Target, judges: SimpleNamespace, upto: str = "fieldwork") -> Appraisal:
    """An evaluation that has come as far as a state, with two experts who differ on one row."""
    case = open_case(target, judges.department, "evaluation", "列入评价计划")
    if upto == "planned":
        return fresh(case)
    invite(case, judges.department, judges)
    acts = [
        ("commissioned", judges.department, "commission"), ("scheme", judges.department, "begin"), ("scheme_review", judges.one, "submit"),
        ("fieldwork", judges.department, "approve"), ("draft", judges.one, "finish"), ("objection", judges.department, "consult"),
    ]  # fmt: skip
    for state, by, act in acts:
        if state == "draft":
            with_papers(case, judges.one)
            scored(case, judges.one)
            scored(case, judges.two, {"benefit": "15"})
        step_case(fresh(case), by, act)
        if state == upto:
            break
    return fresh(case)


def assessment(
    target: Target,
    cast: SimpleNamespace,
    judges: SimpleNamespace,
    upto: str = "assessing",
    without: tuple[str, ...] = (),
) -> Appraisal:
    """An assessment beforehand that has come as far as a state; ``without`` are papers excused."""
    case = open_case(target, cast.clerk, "ex_ante", "新设项目")
    for key in ex_ante_materials():
        if key in without:
            say(case, cast.clerk, "material", key, excuse="不适用")
        else:
            say(case, cast.clerk, "material", key, files=[FILE])
    if upto == "preparing":
        return fresh(case)
    step_case(case, cast.clerk, "submit")
    if upto == "submitted":
        return fresh(case)
    invite(case, judges.department, judges)
    step_case(fresh(case), judges.department, "begin")
    if upto == "assessing":
        return fresh(case)
    scored(case, judges.one)
    scored(case, judges.two)
    step_case(fresh(case), judges.one, "sum_up")
    return fresh(case)


def fresh(case: Appraisal) -> Appraisal:
    """The case as it is now."""
    return Appraisal.objects.select_related("target__unit", "opened_by").get(pk=case.pk)


def rows_of(changes: dict[int, dict[str, str]] | None = None, case: Appraisal | None = None) -> dict[str, list[str]]:
    """The cells of the scheme's editor, some changed by the number of the row."""
    assert case is not None
    columns: dict[str, list[str]] = {}
    for number, item in enumerate(notes_of([fresh(case)])[case.pk].scheme.items):
        cells = {
            "key": item.key, "level1": item.level1, "level2": item.level2, "name": item.name, "weight": plain(item.weight),
            "question": item.question, "standard": item.standard, "ratio": item.ratio or "", "indicators": " ".join(item.indicators),
        }  # fmt: skip
        for name, cell in {**cells, **(changes or {}).get(number, {})}.items():
            columns.setdefault(f"row-{name}", []).append(cell)
    return columns


def total(case: Appraisal) -> Decimal | None:
    """What the case's marks come to now."""
    from zhunsheng.web.records.appraisal_notes import names_of
    from zhunsheng.web.records.appraisal_result import evaluation_of

    notes = notes_of([fresh(case)])[case.pk]
    return evaluation_of(notes, names_of([notes])).total


def printed_by_office(file: Path) -> str:
    """The words of a Word file as LibreOffice prints them, without blanks."""
    from pdfminer.high_level import extract_text

    program = shutil.which("soffice") or shutil.which("libreoffice")
    command = [
        str(program),
        "--headless",
        f"-env:UserInstallation={(file.parent / 'profile').as_uri()}",
        "--convert-to",
        "pdf",
    ]
    subprocess.run([*command, "--outdir", str(file.parent), str(file)], check=True, capture_output=True, timeout=300)
    return "".join(extract_text(str(file.with_suffix(".pdf"))).split())


def text(answer: HttpResponse, status: int = 200) -> str:
    """What a page says, once it answers as it should."""
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def page(browser: Client, case: Appraisal, part: str = "", **more: str) -> str:
    """A page of an evaluation as text."""
    return text(browser.get(f"/evaluations/{case.pk}/{part}", more))
