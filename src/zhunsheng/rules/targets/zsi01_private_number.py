"""ZSI01: an identity card, mobile phone or bank account number stands in a table that will be published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.project import Project
from zhunsheng.model.spelling import half_width
from zhunsheng.rules.cell_text import department_texts, project_texts, texts_with
from zhunsheng.rules.examples import UNIT, bad, document, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule

_DIGITS = re.compile(r"\d[\d \-－　]{8}")
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])"
)
_MOBILE = re.compile(r"(?<![0-9A-Za-z.])1[3-9]\d[ \-]?\d{4}[ \-]?\d{4}(?![0-9A-Za-z.])")
_ACCOUNT = re.compile(r"(?:账号|帐号|账户|帐户|卡号)(?:号码)?\s*[：:为是]?\s*(?P<number>\d[\d \-]{7,28}\d)")
_CARD = re.compile(r"(?<![0-9A-Za-z.])62\d{14,17}(?![0-9A-Za-z.])")
_CELLS = ("name", "purpose", "goal", "level3", "description", "target", "basis")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Numbers are masked in the message; the quote keeps them, so that the place can be found."""
    for address, text in texts_with(_DIGITS, project_texts(project, *_CELLS)):
        yield from _remarks(address, text)


def check_department(document: Document, context: Context) -> Iterator[Remark]:
    """The same in the department part."""
    for address, text in texts_with(_DIGITS, department_texts(document.department)):
        yield from _remarks(address, text)


def _remarks(address: str, text: str) -> Iterator[Remark]:
    for kind, start, end in private_numbers(half_width(text)):
        number = text[start:end]
        check_digit = _CHECKS.get(kind)
        valid = check_digit is None or check_digit(half_width(number))
        masked = f"{number[:3]}…{number[-2:]}"
        yield Remark(
            address,
            f"这里{'有' if valid else '像是'}{kind}（{masked}），绩效表要公开，会泄露个人或账户信息。",
            number,
            "删去号码；确需说明的写单位名称或“详见内部台账”。",
            severity=None if valid else Severity.WARNING,
        )


def private_numbers(text: str) -> Iterator[tuple[str, int, int]]:
    """Kind and span of every private number in half-width text.

    A number with the place, the birthday and the length of an identity number is one, mistyped or not.
    """
    taken: list[tuple[int, int]] = []
    for kind, pattern in (("身份证号", _IDENTITY), ("银行账号", _ACCOUNT), ("银行卡号", _CARD), ("手机号", _MOBILE)):
        for found in pattern.finditer(text):
            group = "number" if pattern is _ACCOUNT else 0
            start, end = found.span(group)
            if any(start < stop and begin < end for begin, stop in taken):
                continue
            taken.append((start, end))
            yield kind, start, end


def is_identity_number(text: str) -> bool:
    """True when the eighteenth character is the check digit of the first seventeen (ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == text[17].upper()


def passes_luhn(text: str) -> bool:
    """True when a card number passes the Luhn check."""
    digits = [int(char) for char in reversed(text)]
    doubled = (sum(divmod(digit * 2, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


_CHECKS = {"身份证号": is_identity_number, "银行卡号": passes_luhn}
"""Numbers that carry a check digit: one that fails it is only likely to be such a number."""

RULE = Rule(
    code="ZSI01",
    name="private-number",
    title="含身份证、手机或银行账号",
    category=Category.PUBLICATION,
    severity=Severity.ERROR,
    automation="A",
    why="绩效目标要随预算公开。号码一旦上网就收不回来，会给当事人带来麻烦。",
    how_to_fix="公开件里删去号码，需要留存的记在内部台账。",
    basis=(Citation(note="公开前脱敏"),),
    bad=(
        bad(
            "描述里有身份证号",
            good({"indicators[0].description": "安装负责人11010519491231002X验收的套数"}),
            ("indicators[0].description", "11010519491231002X"),
        ),
        bad(
            "用途里有手机号",
            good({"purpose": "用于更换灯具264套，合计18万元，联系人电话13912345678。"}),
            ("purpose", "13912345678"),
        ),
        bad(
            "依据里有银行账号",
            good({"indicators[3].basis": "付款账号：5000 1234 5678 901"}),
            ("indicators[3].basis", "5000 1234 5678 901"),
        ),
        bad(
            "部门部分有手机号",
            document(plan=DepartmentPlan(unit=UNIT, safeguard="1.设立监督电话139-1234-5678，每周检查1次。")),
            ("safeguard", "139-1234-5678"),
        ),
    ),
    good=(
        fine("没有号码", good()),
        fine("十八位数里没有生日，不是身份证号", good({"indicators[0].basis": "编号110105999912310021的维修计划"})),
        fine(
            "项目代码和统一社会信用代码",
            good({"indicators[0].basis": "项目代码51000021R000000019951，代码91130535MA0XXXXX0A"}),
        ),
        fine("已经遮盖的号码", good({"purpose": "用于更换灯具264套，合计18万元，联系电话139****5678。"})),
    ),
    check_project=check,
    check_document=check_department,
    reads=("name", "purpose", "goal", "level3", "description", "target", "basis", "department"),
)
