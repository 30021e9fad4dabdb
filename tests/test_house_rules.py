"""Promises of every rule file: its words, its law, its examples, its name — whoever writes it."""

from __future__ import annotations

import importlib
import pkgutil
import re
from dataclasses import replace
from pathlib import Path

import pytest

import zhunsheng.rules
from zhunsheng.law.citation import Verified, official_documents
from zhunsheng.model.address import (
    WHOLE_PARTS,
    cell_name,
    cell_of,
    get_cell,
    indicator_address,
    put_cell,
    put_department_cell,
)
from zhunsheng.model.document import Document
from zhunsheng.model.form_address import form_address
from zhunsheng.rules.engine import run, run_example
from zhunsheng.rules.examples import document
from zhunsheng.rules.registry import rules, rules_by_code
from zhunsheng.rules.rule import Rule

LONGEST_MESSAGE = 80
ROW_ADDRESSES = {"indicators", "fund_plan"}
"""Addresses of whole parts of a table: the fault is that something is missing there, or the part as a whole."""

RULES = [pytest.param(rule, id=rule.code) for rule in rules()]
FILES = {
    info.name.rpartition(".")[2]: importlib.import_module(info.name)
    for info in pkgutil.walk_packages(zhunsheng.rules.__path__, "zhunsheng.rules.")
}
BAD = [
    (rule, example, example.noun if isinstance(example.noun, Document) else document(example.noun))
    for rule in rules()
    for example in rule.bad
]
FOUND = [
    pytest.param(noun, finding, id=f"{rule.code}-{example.note}-{number}")
    for rule, example, noun in BAD
    for number, finding in enumerate(run_example(rule, example).findings)
]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_what_why_and_how(rule: Rule):
    assert re.fullmatch(r"ZS[A-Z]\d{2,3}", rule.code)
    assert 2 <= len(rule.title) <= 20
    assert rule.why.endswith("。")
    assert rule.how_to_fix.endswith("。")
    assert rule.bad
    assert rule.good
    assert rule.check_project or rule.check_document


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_speaks_plainly(rule: Rule):
    said = [rule.title, rule.why, rule.how_to_fix, *(example.note for example in (*rule.bad, *rule.good))]
    assert [words for words in said if re.search(r"[!！]|抱歉|对不起|系统错误|TO" r"DO", words)] == []


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_cites_known_documents_and_claims_no_more_than_was_checked(rule: Rule):
    assert rule.basis
    for citation in rule.basis:
        if citation.number is None:
            assert citation.verified is Verified.PRACTICE
            assert citation.note
        else:
            assert citation.number in official_documents()
            assert citation.verified is not Verified.PRACTICE
            assert (citation.article is None) is (citation.verified is Verified.DOCUMENT)


def test_a_rule_stands_in_the_file_that_bears_its_code_and_name():
    named = {name: module.RULE for name, module in FILES.items() if isinstance(getattr(module, "RULE", None), Rule)}
    assert {
        name for name, rule in named.items() if name != f"{rule.code.lower()}_{rule.name.replace('-', '_')}"
    } == set()
    assert len(named) == len({rule.code for rule in named.values()}) == len(rules())


def test_a_rule_file_opens_with_its_code_and_stays_short():
    for name, module in FILES.items():
        if isinstance(getattr(module, "RULE", None), Rule):
            assert (module.__doc__ or "").startswith(f"{module.RULE.code}: "), name
            assert len(Path(module.__file__).read_text("utf-8").splitlines()) <= 400, name


def test_names_and_titles_are_no_doubles():
    assert len({rule.name for rule in rules()}) == len(rules())
    assert len({rule.title for rule in rules()}) == len(rules())


@pytest.mark.parametrize(("noun", "finding"), FOUND)
def test_a_message_is_short_and_whole(noun, finding):
    assert len(finding.message) <= LONGEST_MESSAGE
    assert finding.message.endswith(("。", "？"))
    assert not re.search(r"[!！]|None|\bnull\b|Decimal", finding.message)
    assert finding.suggestion is None or not re.search(r"[!！]|None|Decimal", finding.suggestion)


@pytest.mark.parametrize(("noun", "finding"), FOUND)
def test_a_quote_is_in_its_cell_and_the_cell_is_there(noun: Document, finding):
    if finding.address in ROW_ADDRESSES or (indicator_address(finding.address) or ("", "x"))[1] == "":
        return
    assert cell_name(finding.address) != finding.address
    if finding.address in WHOLE_PARTS or (form_address(finding.address) or ("", 0, "x"))[2] in ROW_ADDRESSES:
        return
    text = cell_of(noun, finding.project_no, finding.address) or ""
    assert finding.quote in text
    assert finding.quote or not text or finding.related, "a filled cell at fault is quoted, or compared with another"


@pytest.mark.parametrize(("noun", "finding"), FOUND)
def test_a_fix_mends_its_cell_without_touching_a_number(noun: Document, finding):
    if finding.fix is None:
        return
    number, fix = finding.project_no, finding.fix
    owner = noun.department if number is None else noun.projects[number]
    before = get_cell(owner, fix.address) or ""
    assert fix.label
    assert fix.text != before
    assert re.findall(r"\d+", fix.text) == re.findall(r"\d+", before)
    if number is None:
        mended = replace(noun, department=put_department_cell(noun.department, fix.address, fix.text))
    else:
        project = put_cell(noun.projects[number], fix.address, fix.text)
        mended = replace(noun, projects=(*noun.projects[:number], project, *noun.projects[number + 1 :]))
    assert finding not in run(mended, [rules_by_code()[finding.rule]]).findings
