"""A rule looks at no more than it says it reads: a re-check of one edited cell relies on it."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import pytest
from good_tables import PARK_PLAN
from held_out_towns import ZONE, ZONE_PLAN
from planted import faults

from zhunsheng.model.document import Document
from zhunsheng.rules import cell_text
from zhunsheng.rules.examples import document
from zhunsheng.rules.outside import Outside
from zhunsheng.rules.registry import rules
from zhunsheng.rules.rule import READABLE, Context

AS_READ = {"kind1": "level1", "kind2": "level2", "goals": "goal"}
"""Properties derived from a cell."""
NEVER_ASKED = {"code", "indicators", "places", "yuan", "key"}
"""The code only names things (a new one is a whole new review); the rest are no cells."""
EVERY_CELL = frozenset(READABLE)


class Watched:
    """A noun that notes what is read of it."""

    def __init__(self, noun: Any, read: set[str]) -> None:
        self.noun, self.read = noun, read

    def __getattr__(self, name: str) -> Any:
        cell = AS_READ.get(name, name)
        if cell in EVERY_CELL - NEVER_ASKED:
            self.read.add(cell)
        value = getattr(self.noun, name)
        if name == "indicators":
            return tuple(Watched(row, self.read) for row in value)
        return value


def watched(whole: Document, read: set[str]) -> Any:
    class Whole:
        projects = tuple(Watched(project, read) for project in whole.projects)

        def __getattr__(self, name: str) -> Any:
            if name == "department":
                read.add("department")
            return getattr(whole, name)

    return Whole()


@pytest.fixture
def texts_noted(monkeypatch):
    """``project_texts`` walks all cells to hand out some: note only those that were asked for."""
    plain = cell_text.project_texts

    def noting(project, *names):
        if isinstance(project, Watched):
            project.read.update(names)
            return plain(project.noun, *names)
        return plain(project, *names)

    for rule in rules():
        module = sys.modules[(rule.check_project or rule.check_document).__module__]
        if hasattr(module, "project_texts"):
            monkeypatch.setattr(module, "project_texts", noting)
    for name in ("sectors", "survey", "unit_cost", "named_bodies", "placement"):
        module = import_module(f"zhunsheng.rules.{name}")
        if hasattr(module, "project_texts"):
            monkeypatch.setattr(module, "project_texts", noting)


@pytest.mark.usefixtures("texts_noted")
def test_no_rule_reads_a_cell_that_it_does_not_name():
    wholes = [(fault.document, fault.outside) for fault in faults()[::3]]
    wholes += [(document(*ZONE, plan=ZONE_PLAN, year=2026), Outside()), (document(plan=PARK_PLAN), Outside())]
    unsaid: dict[str, set[str]] = {}
    for rule in rules():
        if rule.stage != "target" or rule.reads == READABLE:
            continue
        read: set[str] = set()
        examples = [example.noun for example in (*rule.bad, *rule.good) if isinstance(example.noun, Document)]
        for whole, outside in [*wholes, *((noun, Outside()) for noun in examples)]:
            seen = watched(whole, read)
            context = Context(seen, rule.parameters, None, outside)
            if rule.check_document is not None:
                list(rule.check_document(seen, context))
            for project in seen.projects if rule.check_project is not None else ():
                list(rule.check_project(project, context))
        if read - set(rule.reads):
            unsaid[rule.code] = read - set(rule.reads)
    assert unsaid == {}
