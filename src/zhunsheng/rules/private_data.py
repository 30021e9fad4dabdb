"""What must not be published, found in any text: private numbers, home addresses, names of private persons, secrecy marks.

Pure functions from a text to spans in it, for the rules, for a gate before publication, and for any other text. Numbers
with a check digit must pass it; an address of an office is no home.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from zhunsheng.documents.page import PageTree, Table
from zhunsheng.model.finding import Severity
from zhunsheng.model.place import Place
from zhunsheng.model.spelling import half_width
from zhunsheng.rules.targets.zsi01_private_number import is_identity_number, passes_luhn, private_numbers
from zhunsheng.rules.word_list import any_of, contains, word_list

_HOMES = word_list("home_addresses")
_OFFICE = contains(_HOMES["office"])
_LABELLED = re.compile(
    rf"(?:{any_of(_HOMES['labels'])})\s*[:：为是在]?\s*(?P<home>[\u4e00-\u9fffA-Za-z0-9（()）\-—#]{{4,40}})"
)
_TO_THE_DOOR = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}(?:省|市|县|区|镇|乡|街道))*[\u4e00-\u9fff]{2,10}(?:小区|花园|家园|公寓|社区|新村|苑|里|路|街|巷|胡同|村)"
    r"[\u4e00-\u9fff]{0,4}\d{1,4}(?:号楼|号院|栋|幢|号|座|组|队)(?:\d{1,3}(?:单元|门|号))?\d{1,4}(?:室|户|号)?"
)
ADDRESS = re.compile(f"{_LABELLED.pattern}|{_TO_THE_DOOR.pattern}")
"""What may be a home address: :func:`find_addresses` finds none in a text without it."""
_ENDS_AT_DOOR = re.compile(r"\d(?:室|户)$|(?:单元|组|队|号楼|栋|幢|座)\d{1,4}号?$")
_LEAD = re.compile(r"(?:.{0,4}?(?:用于|慰问|走访|看望|帮扶|位于|住在|家在|送到|[住在到给为向对由]))+")
"""Words before an address that are no part of it."""
_BOOK = word_list("surnames")
_NAME = rf"(?:{any_of(_BOOK['double'])}[\u4e00-\u9fff]{{1,2}}|[{_BOOK['single']}](?:[\u4e00-\u9fff]{{1,2}}|某{{1,2}}))"
_ROLES = (
    r"(?:补助对象|救助对象|资助对象|受助(?:人|学生|对象)|(?:困难|贫困|资助|特困|孤残)学生|患者|病人|病患|低保户|低保对象|贫困户|特困户|五保户|困难户|脱贫户|户主|死者|"
    r"伤者|遗属|家属|信访人|上访人|当事人|被害人|嫌疑人|社区矫正对象|残疾人|受援人|孤儿|学生|家长|姓名)"
)
_LIST_END = (
    r"(?=[、，,。；;）)\s（(]|等(?=[\d一二两三四五六七八九十]|$|[人户名家])|$|[一二两三四五六七八九十\d]+(?:人|户|名))"
)
_NAMED = re.compile(
    rf"{_ROLES}(?:[:：、\s]|分别为|名单为|名单[:：])(?P<marked>{_NAME}){_LIST_END}|{_ROLES}(?P<listed>{_NAME})(?=等[\d一二两三四五六七八九十]|、{_NAME}{_LIST_END})"
)
_NO_NAME = tuple(_BOOK["not_names"])
_SECRET = contains(word_list("secrecy_marks"))


_CHECKS: dict[str, Callable[[str], bool]] = {"身份证号": is_identity_number, "银行卡号": passes_luhn}
"""Numbers that carry a check digit, and how it is checked."""


class Hit(NamedTuple):
    """One thing that must not be published: what it is, where in the text, how grave."""

    kind: str
    start: int
    end: int
    severity: Severity


class PlacedHit(NamedTuple):
    """A hit in a document: the words, and the place they were read at."""

    hit: Hit
    words: str
    place: Place | None


def find_private(text: str) -> list[Hit]:
    """Every hit of every kind, in the order of the text; overlapping ones are told once, the graver first."""
    found = [hit for look in _LOOKS for hit in look(text)]
    found.sort(key=lambda hit: (hit.severity.rank, hit.start))
    kept: list[Hit] = []
    for hit in found:
        if not any(hit.start < other.end and other.start < hit.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def find_numbers(text: str) -> Iterator[Hit]:
    """Identity card, mobile phone, bank account and bank card numbers; one that fails its check digit is only likely one."""
    plain = half_width(text)
    for kind, start, end in private_numbers(plain):
        check = _CHECKS.get(kind)
        sure = check is None or check(plain[start:end])
        yield Hit(kind, start, end, Severity.ERROR if sure else Severity.WARNING)


def find_addresses(text: str) -> Iterator[Hit]:
    """Home addresses: behind a word for one, or written down to the door; addresses of offices are none."""
    for found in _LABELLED.finditer(text):
        start, end = found.span("home")
        if re.search(r"\d|[村路街巷苑区镇]", text[start:end]) and not _OFFICE.search(text[start:end]):
            yield Hit("家庭住址", start, end, Severity.ERROR)
    for found in _TO_THE_DOOR.finditer(text):
        lead = _LEAD.match(found.group())
        start = found.start() + (lead.end() if lead else 0)
        if _ENDS_AT_DOOR.search(found.group()) and not _OFFICE.search(
            text[max(0, found.start() - 6) : found.end() + 6]
        ):
            yield Hit("家庭住址", start, found.end(), Severity.ERROR)


def find_names(text: str) -> Iterator[Hit]:
    """Names right behind a word for someone who gets help, is ill or is in a case; only with a mark or in a list."""
    for found in _NAMED.finditer(text):
        group = "marked" if found.group("marked") else "listed"
        if not found.group(group).startswith(_NO_NAME):
            yield Hit("个人姓名", *found.span(group), Severity.WARNING)


def find_secrecy(text: str) -> Iterator[Hit]:
    """Marks of secrecy and words for what is internal; work about secrecy is none."""
    for found in _SECRET.finditer(text):
        yield Hit("涉密或内部字样", found.start(), found.end(), Severity.ERROR)


def scan_tree(tree: PageTree) -> Iterator[PlacedHit]:
    """Every hit in a whole document, whatever it holds, with its place."""
    for block in tree.blocks:
        texts: Iterable[tuple[str, Place | None]] = (
            [(cell.text, cell.place) for cell in block.cells()]
            if isinstance(block, Table)
            else [(block.text, block.place)]
        )
        for text, place in texts:
            for hit in find_private(text) if text else ():
                yield PlacedHit(hit, text[hit.start : hit.end], place)


def masked(words: str) -> str:
    """Words as a message may repeat them: the middle of a number is left out."""
    return f"{words[:3]}…{words[-2:]}" if len(words) > 7 else words


_LOOKS: tuple[Callable[[str], Iterator[Hit]], ...] = (find_numbers, find_addresses, find_names, find_secrecy)
