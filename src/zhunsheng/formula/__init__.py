"""The formula language: text → tree → value with its trace. One tree, two executions: over records in Python, and as one SQL query.

=========================================  ==============================================================================
``parse(text)``                            the tree; raises :class:`Problem` (the only thing raised for bad text)
``check(text, kinds)``                     a :class:`Formula`: every name resolved, every unit checked; raises :class:`Problem`
``problems(text, kinds)``                  all that is wrong with it, in the order of the text, for an editor; never raises
``show(tree, kinds)``                      the formula printed the canonical way, in Chinese
``explain(formula)``                       what it computes, in plain Chinese
``evaluate(formula, records, when)``       an :class:`Outcome` from records in memory
``trace(formula, records, when)``          the same with every record: counts or not, and why
``to_sql(formula, when, …)``               a :class:`Query`: one set-based query over all projects; ``query.outcome(row)`` each
``to_listing_sql(formula, when, group)``   a :class:`Listing`: the records of one project, counting or not, and why
``complete(text, position, kinds)``        what could be typed at the caret
=========================================  ==============================================================================

``kinds`` is a mapping of :class:`~zhunsheng.model.record.RecordKind` by their English names. The language is described in
``docs/reference/formula.md``; windows are in :mod:`zhunsheng.formula.window`, the table's slots in :mod:`zhunsheng.formula.storage`.
"""

from __future__ import annotations

from zhunsheng.formula.checker import Formula, check, problems
from zhunsheng.formula.complete import Completion, complete
from zhunsheng.formula.evaluate import evaluate, trace
from zhunsheng.formula.explain import explain
from zhunsheng.formula.listing import Listing, to_listing_sql
from zhunsheng.formula.outcome import Outcome, OutcomeStatus, Trace, Use, Verdict, digest
from zhunsheng.formula.parser import parse
from zhunsheng.formula.printing import show
from zhunsheng.formula.problem import Place, Problem
from zhunsheng.formula.query import Query, to_sql
from zhunsheng.formula.sql import Dialect
from zhunsheng.formula.store import Store
from zhunsheng.formula.window import Season, When

__all__ = [
    "Completion",
    "Dialect",
    "Formula",
    "Listing",
    "Outcome",
    "OutcomeStatus",
    "Place",
    "Problem",
    "Query",
    "Season",
    "Store",
    "Trace",
    "Use",
    "Verdict",
    "When",
    "check",
    "complete",
    "digest",
    "evaluate",
    "explain",
    "parse",
    "problems",
    "show",
    "to_listing_sql",
    "to_sql",
    "trace",
]
